//! A calendar day as a number: days since 1970-01-01, proleptic Gregorian, with astronomical years (0000 is 1 BC).

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A day: days since 1970-01-01. Prints and parses as ISO 8601 (`2019-02-27`, `-0043-03-15` for 44 BC).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

/// The day number of 1970-01-01 counted from 0001-01-01 as day 1, as chrono does.
const EPOCH_FROM_CE: i32 = 719_163;

impl Day {
    /// The day of a calendar date; `None` when there is no such day (30 February) or the year is beyond ±9999.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        if !(-9999..=9999).contains(&year) {
            return None;
        }
        NaiveDate::from_ymd_opt(year, month, day).map(Self::from_date)
    }

    /// The day with this number of days since 1970-01-01; `None` beyond the years ±9999.
    pub fn from_number(days: i64) -> Option<Self> {
        let days = i32::try_from(days).ok()?;
        let date = NaiveDate::from_num_days_from_ce_opt(days.checked_add(EPOCH_FROM_CE)?)?;
        (-9999..=9999).contains(&date.year()).then_some(Self(days))
    }

    fn from_date(date: NaiveDate) -> Self {
        Self(date.num_days_from_ce() - EPOCH_FROM_CE)
    }

    /// Days since 1970-01-01.
    pub fn number(self) -> i64 {
        i64::from(self.0)
    }

    /// The same day as chrono has it.
    pub fn date(self) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(self.0 + EPOCH_FROM_CE).unwrap_or_default()
    }

    /// The astronomical year (0 is 1 BC).
    pub fn year(self) -> i32 {
        self.date().year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u32 {
        self.date().month()
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> u32 {
        self.date().day()
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        self.date().weekday()
    }

    /// The day `days` later (earlier when negative); `None` beyond the years ±9999.
    pub fn plus(self, days: i64) -> Option<Self> {
        Self::from_number(self.number().checked_add(days)?)
    }

    /// The last day of this day's month.
    pub fn end_of_month(self) -> Self {
        let date = self.date();
        let first = date.with_day(1).unwrap_or(date);
        let next = first.checked_add_months(chrono::Months::new(1)).unwrap_or(first);
        Self::from_date(next.checked_sub_days(Days::new(1)).unwrap_or(date))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.date();
        let year = date.year();
        let sign = if year < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}-{:02}-{:02}", year.abs(), date.month(), date.day())
    }
}

/// What was found where an ISO day was expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is no day of the calendar; write it as YYYY-MM-DD, for example 2019-04-24")]
pub struct NoSuchDay(pub String);

impl FromStr for Day {
    type Err = NoSuchDay;

    fn from_str(s: &str) -> Result<Self, NoSuchDay> {
        let fail = || NoSuchDay(s.to_string());
        let (sign, digits) = match s.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, s),
        };
        let mut parts = digits.split('-');
        let mut next = |width: usize| -> Result<i32, NoSuchDay> {
            let part = parts.next().ok_or_else(fail)?;
            if part.len() != width || !part.bytes().all(|b| b.is_ascii_digit()) {
                return Err(fail());
            }
            part.parse().map_err(|_| fail())
        };
        let (year, month, day) = (next(4)?, next(2)?, next(2)?);
        if parts.next().is_some() {
            return Err(fail());
        }
        Self::from_ymd(sign * year, month as u32, day as u32).ok_or_else(fail)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_print_and_parse_back_and_bce_sorts_first() {
        for (text, number) in [("1970-01-01", 0), ("2019-04-24", 18010), ("1969-12-31", -1)] {
            let day: Day = text.parse().unwrap();
            assert_eq!((day.number(), day.to_string()), (number, text.to_string()));
        }
        let ides: Day = "-0043-03-15".parse().unwrap();
        assert_eq!(ides.to_string(), "-0043-03-15");
        assert!(ides < Day::from_ymd(1, 1, 1).unwrap());
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in ["2019-02-30", "2019-2-3", "2019-02-03-04", "", "-", "20190203", "2019-02-03T10:00"] {
            assert!(text.parse::<Day>().is_err(), "{text}");
        }
    }
}
