//! The units of time by their TIMEX3 codes, and the periods of the calendar that they name.

use chrono::Datelike;

use crate::calendar::{Day, Granularity, Interval};

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Hours, minutes or seconds, by the letter of their duration.
    Clock(char),
    /// One day.
    Day,
    /// Monday to Sunday.
    Week,
    /// Saturday and Sunday.
    Weekend,
    /// A calendar month.
    Month,
    /// Three months.
    Quarter,
    /// Six months.
    Half,
    /// A calendar year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// A thousand years.
    Millennium,
    /// Not said: "a period".
    Unknown,
}

impl Unit {
    /// The unit of a code of the rule files.
    pub fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "TH" => Self::Clock('H'),
            "TM" => Self::Clock('M'),
            "TS" => Self::Clock('S'),
            "D" => Self::Day,
            "W" => Self::Week,
            "WE" => Self::Weekend,
            "M" => Self::Month,
            "Q" => Self::Quarter,
            "H" => Self::Half,
            "Y" => Self::Year,
            "DE" => Self::Decade,
            "CE" => Self::Century,
            "ML" => Self::Millennium,
            "X" => Self::Unknown,
            _ => return None,
        })
    }

    /// A duration in TIMEX3; `None` as the count is "some". A half is told apart where a smaller unit shows it.
    pub fn duration(self, count: Option<i64>, half: bool) -> String {
        if half && count == Some(0) {
            return match self {
                Self::Clock('H') => "PT30M".into(),
                Self::Clock(_) => "PT30S".into(),
                Self::Day => "PT12H".into(),
                Self::Month => "P15D".into(),
                Self::Year => "P6M".into(),
                Self::Decade => "P5Y".into(),
                Self::Century => "P50Y".into(),
                Self::Millennium => "P500Y".into(),
                _ => "PXD".into(),
            };
        }
        let n = count.map_or_else(|| "X".into(), |n| n.to_string());
        let rest = |small: &str| if half { small.to_string() } else { String::new() };
        match self {
            Self::Clock('H') => format!("PT{n}H{}", rest("30M")),
            Self::Clock('M') => format!("PT{n}M{}", rest("30S")),
            Self::Clock(letter) => format!("PT{n}{letter}"),
            Self::Day => format!("P{n}D{}", rest("T12H")),
            Self::Week => format!("P{n}W"),
            Self::Weekend => format!("P{n}WE"),
            Self::Month => format!("P{n}M"),
            Self::Quarter => format!("P{n}Q"),
            Self::Half => format!("P{}M", count.map_or_else(|| "X".into(), |n| n.saturating_mul(6).to_string())),
            Self::Year => format!("P{n}Y{}", rest("6M")),
            Self::Decade => match count {
                Some(n) => format!("P{}Y", n.saturating_mul(10).saturating_add(if half { 5 } else { 0 })),
                None => "PXDE".into(),
            },
            Self::Century => match count {
                Some(n) => format!("P{}Y", n.saturating_mul(100).saturating_add(if half { 50 } else { 0 })),
                None => "PXCE".into(),
            },
            Self::Millennium => match count {
                Some(n) => format!("P{}Y", n.saturating_mul(1000).saturating_add(if half { 500 } else { 0 })),
                None => "PXML".into(),
            },
            Self::Unknown => "PXX".into(),
        }
    }

    /// The count (`None` is "some") and the unit of a duration in TIMEX3 that has only one.
    pub fn of_duration(value: &str) -> Option<(Option<i64>, Self)> {
        let rest = value.strip_prefix('P')?;
        let (clock, rest) = rest.strip_prefix('T').map_or((false, rest), |rest| (true, rest));
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != 'X').filter(|end| *end > 0)?;
        let (number, letters) = rest.split_at(end);
        let unit = match (clock, letters) {
            (true, "H" | "M" | "S") => Self::Clock(letters.chars().next()?),
            (false, letters) => Self::from_code(letters)?,
            _ => return None,
        };
        if number == "X" { Some((None, unit)) } else { Some((Some(number.parse().ok()?), unit)) }
    }

    /// The largest number of days that one of it has.
    pub fn days(self) -> i64 {
        match self {
            Self::Clock(_) | Self::Day | Self::Unknown => 1,
            Self::Week | Self::Weekend => 7,
            Self::Month => 31,
            Self::Quarter => 92,
            Self::Half => 184,
            Self::Year => 366,
            Self::Decade => 3653,
            Self::Century => 36525,
            Self::Millennium => 365_243,
        }
    }
}

/// Days with their name in TIMEX3.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// The TIMEX3 value.
    pub value: String,
    /// The days.
    pub days: Interval,
    /// How fine it is.
    pub granularity: Granularity,
}

/// A modifier of rules that TIMEX3 calls START: the first of two halves.
pub const FIRST_HALF: &str = "FIRST_HALF";
/// A modifier of rules that TIMEX3 calls END: the second of two halves.
pub const SECOND_HALF: &str = "SECOND_HALF";
/// A modifier of rules that TIMEX3 calls START: the years around the first one.
pub const TURN: &str = "TURN";
/// Five years.
const TURN_DAYS: i64 = 1826;

/// Beyond this many units nothing lies within the years -9999 to 9999.
const FAR: i64 = 8_000_000;

impl Period {
    /// A single day.
    pub fn day(day: Day) -> Self {
        Self { value: day.to_string(), days: Interval::day(day), granularity: Granularity::Day }
    }

    /// From the first day of one period to the last of another, in TIMEX3 as `a/b`.
    pub fn between(a: &Self, b: &Self) -> Option<Self> {
        let (first, last) = (a.days.earliest?, b.days.latest?);
        (first <= last).then(|| Self {
            value: if a.value == b.value { a.value.clone() } else { format!("{}/{}", a.value, b.value) },
            days: Interval::new(first, last),
            granularity: if a == b { a.granularity } else { Granularity::Interval },
        })
    }

    /// A whole month.
    pub fn month(year: i32, month: u32) -> Option<Self> {
        Self::months(format!("{}-{month:02}", year_name(year)), year, month, 1, Granularity::Month)
    }

    /// A run of months from a month of a year, perhaps into the next.
    fn months(value: String, year: i32, month: u32, count: u32, granularity: Granularity) -> Option<Self> {
        let first = Day::from_ymd(year, month, 1)?;
        let last = month.checked_add(count)?.checked_sub(2)?;
        let end = Day::from_ymd(year.checked_add((last / 12) as i32)?, last % 12 + 1, 1)?.end_of_month();
        Some(Self { value, days: Interval::new(first, end), granularity })
    }

    /// A whole year.
    pub fn year(year: i32) -> Option<Self> {
        Self::months(year_name(year), year, 1, 12, Granularity::Year)
    }

    /// Years from a first to a last one.
    pub fn years(value: String, from: i32, to: i32, granularity: Granularity) -> Option<Self> {
        Some(Self { value, days: Interval::new(Day::from_ymd(from, 1, 1)?, Day::from_ymd(to, 12, 31)?), granularity })
    }

    /// A quarter of a year, 1 to 4.
    pub fn quarter(year: i32, quarter: u32) -> Option<Self> {
        let value = format!("{}-Q{quarter}", year_name(year));
        let month = (1..=4).contains(&quarter).then(|| quarter * 3 - 2)?;
        Self::months(value, year, month, 3, Granularity::Quarter)
    }

    /// Half a year, 1 or 2.
    pub fn half(year: i32, half: u32) -> Option<Self> {
        let value = format!("{}-H{half}", year_name(year));
        let month = (1..=2).contains(&half).then(|| half * 6 - 5)?;
        Self::months(value, year, month, 6, Granularity::Half)
    }

    /// A season by its TIMEX3 name; winter begins in December and goes on into the next year.
    pub fn season(year: i32, name: &str) -> Option<Self> {
        let month = match name {
            "SP" => 3,
            "SU" => 6,
            "FA" => 9,
            "WI" => 12,
            _ => return None,
        };
        Self::months(format!("{}-{name}", year_name(year)), year, month, 3, Granularity::Season)
    }

    /// Ten years from a year that ends in 0.
    pub fn decade(first: i32) -> Option<Self> {
        let first = first.div_euclid(10).checked_mul(10)?;
        let sign = if first < 0 { "-" } else { "" };
        let value = format!("{sign}{:03}", (first / 10).abs());
        Self::years(value, first, first.checked_add(9)?, Granularity::Decade)
    }

    /// A century by its number; the first century before Christ is 0.
    pub fn century(number: i32) -> Option<Self> {
        let first = number.checked_sub(1)?.checked_mul(100)?.checked_add(1)?;
        let (sign, name) = if number > 0 { ("", number - 1) } else { ("-", -number) };
        let last = first.checked_add(99)?;
        Self::years(format!("{sign}{name:02}"), first.max(-9999), last, Granularity::Century)
    }

    /// The week from Monday to Sunday that holds a day.
    pub fn week(day: Day) -> Option<Self> {
        let monday = day.plus(-i64::from(day.weekday().num_days_from_monday()))?;
        let week = monday.date().iso_week();
        let value = format!("{}-W{:02}", year_name(week.year()), week.week());
        Some(Self { value, days: Interval::new(monday, monday.plus(6)?), granularity: Granularity::Week })
    }

    /// The unit that holds `day`, moved by `n` units; `None` beyond the calendar.
    pub fn unit(unit: Unit, day: Day, n: i64) -> Option<Self> {
        let n = n.clamp(-FAR, FAR);
        let year = i64::from(day.year());
        let narrow = |n: i64| i32::try_from(n).ok();
        match unit {
            Unit::Clock(_) | Unit::Unknown => Some(Self::day(day)),
            Unit::Day => day.plus(n).map(Self::day),
            Unit::Week => Self::week(day.plus(n * 7)?),
            Unit::Weekend => {
                let week = Self::week(day.plus(n * 7)?)?;
                let sunday = week.days.latest?;
                Some(Self {
                    value: format!("{}-WE", week.value),
                    days: Interval::new(sunday.plus(-1)?, sunday),
                    granularity: Granularity::Interval,
                })
            }
            Unit::Month => {
                let months = year * 12 + i64::from(day.month()) - 1 + n;
                Self::month(narrow(months.div_euclid(12))?, months.rem_euclid(12) as u32 + 1)
            }
            Unit::Quarter => {
                let quarters = year * 4 + i64::from((day.month() - 1) / 3) + n;
                Self::quarter(narrow(quarters.div_euclid(4))?, quarters.rem_euclid(4) as u32 + 1)
            }
            Unit::Half => {
                let halves = year * 2 + i64::from((day.month() - 1) / 6) + n;
                Self::half(narrow(halves.div_euclid(2))?, halves.rem_euclid(2) as u32 + 1)
            }
            Unit::Year => Self::year(narrow(year + n)?),
            Unit::Decade => Self::decade(narrow(year.div_euclid(10) * 10 + n * 10)?),
            Unit::Century => Self::century(narrow((year - 1).div_euclid(100) + 1 + n)?),
            Unit::Millennium => {
                let first = (year - 1).div_euclid(1000) * 1000 + 1 + n * 1000;
                let (first, last) = (narrow(first)?, narrow(first + 999)?);
                Self::years(format!("{}", (first - 1).div_euclid(1000)), first, last, Granularity::Interval)
            }
        }
    }

    /// The nth of a unit within these days, from the end when `n` is negative; `None` when it has no so many.
    pub fn nth(&self, n: i64, unit: Unit) -> Option<Self> {
        let (first, last) = (self.days.earliest?, self.days.latest?);
        let (from, steps) = if n < 0 { (last, n + 1) } else { (first, n - 1) };
        let found = match unit {
            Unit::Day => Self::day(from.plus(steps)?),
            Unit::Week => {
                // The seven days, and the week of the calendar that holds most of them.
                let start = from.plus(steps.checked_mul(7)?.checked_add(if n < 0 { -6 } else { 0 })?)?;
                let days = Interval::new(start, start.plus(6)?);
                let week = Self::week(start.plus(3)?)?;
                let days = if week.days == days { days } else { days.hull(week.days) };
                return (n != 0 && self.days.contains(Interval::day(start))).then_some(Self {
                    granularity: if week.days == days { Granularity::Week } else { Granularity::Interval },
                    days,
                    ..week
                });
            }
            Unit::Month | Unit::Quarter | Unit::Half | Unit::Year | Unit::Decade => Self::unit(unit, from, steps)?,
            _ => return None,
        };
        (n != 0 && self.days.contains(found.days)).then_some(found)
    }

    /// The part of it that START, MID or END leaves: a third. A half is one, and a turn is the years around the first.
    pub fn part(&self, modifier: &str) -> Interval {
        let (Some(a), Some(b), Some(days)) = (self.days.earliest, self.days.latest, self.days.days()) else {
            return self.days;
        };
        let third = match modifier {
            FIRST_HALF | SECOND_HALF => (days + 1) / 2,
            _ => days / 3,
        };
        if third == 0 {
            return self.days;
        }
        match modifier {
            "START" | FIRST_HALF => Interval::new(a, a.plus(third - 1).unwrap_or(b)),
            TURN => Interval::new(a.plus(-TURN_DAYS).unwrap_or(a), a.plus(TURN_DAYS).unwrap_or(b)),
            "MID" => Interval::new(a.plus(third).unwrap_or(a), b.plus(-third).unwrap_or(b)),
            "END" | SECOND_HALF => Interval::new(b.plus(1 - third).unwrap_or(a), b),
            _ => self.days,
        }
    }
}

/// Four digits, with a sign before Christ.
fn year_name(year: i32) -> String {
    if year < 0 { format!("-{:04}", year.unsigned_abs()) } else { format!("{year:04}") }
}
