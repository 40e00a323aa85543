//! What an expression says before it is known what it is counted from: "Friday, direction open", "three weeks before
//! the publication".

use super::unit::{Period, Unit};
use crate::calendar::{Day, Festival, Granularity, Interval};

/// What a relative expression is counted from; which day that is, `anchor` decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// The publication: "today", "three weeks ago".
    Published,
    /// About so long before the publication: "two decades ago".
    Around,
    /// What the text has just told: "two days later", "the same year".
    Told,
    /// The period that is reported on, or else the publication: "a year earlier" in a report of earnings.
    Compared,
    /// The day that the text has just told of, or else the publication: "at noon".
    Near,
    /// The last period that is over, or the one that is reported on: "the quarter".
    Latest,
}

/// Parts of a date as the words name them; what is missing follows from the anchor.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Parts {
    /// The year.
    pub year: Option<i32>,
    /// The year of the second day.
    pub year2: Option<i32>,
    /// The month, 1 to 12.
    pub month: Option<u32>,
    /// The month of the second day.
    pub month2: Option<u32>,
    /// The day of the month.
    pub day: Option<u32>,
    /// The second day: "27-28 February".
    pub day2: Option<u32>,
    /// The day of the week, 1 (Monday) to 7.
    pub weekday: Option<u32>,
    /// The season by its TIMEX3 name.
    pub season: Option<&'static str>,
    /// The quarter, 1 to 4.
    pub quarter: Option<u32>,
    /// The half, 1 or 2.
    pub half: Option<u32>,
    /// A feast.
    pub feast: Option<Festival>,
    /// The first year of a decade.
    pub decade: Option<i32>,
    /// The number of a century.
    pub century: Option<i32>,
    /// -1 last, 0 this, 1 next.
    pub step: Option<i64>,
    /// Whether it is counted from what the text has just told.
    pub told: bool,
}

/// What the nth of is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// A weekday, 1 (Monday) to 7.
    Weekday(u32),
    /// A unit of the calendar.
    Unit(Unit),
}

/// What an expression says, without time of day and modifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Core {
    /// Parts of a date.
    Parts(Parts),
    /// Either of two days, which only the order of day and month in this text can tell apart.
    Either(Day, Day),
    /// So many units after (negative: before) an anchor.
    Shift(From, i64, Unit),
    /// A part of a longer period: "July last year", "Wednesday of last week".
    Of(Box<Core>, Box<Core>),
    /// The nth weekday or unit of a longer period, from its end when negative: "the first Sunday of May".
    Nth(i64, Which, Box<Core>),
    /// So many units after another date: "two weeks from Tuesday".
    Beside(i64, Unit, Box<Core>),
    /// A duration, in TIMEX3; `true` when it is a period that is reported on ("the nine months").
    Duration(String, bool),
    /// A set, in TIMEX3.
    Set(String),
    /// `PRESENT_REF`, `PAST_REF`, `FUTURE_REF`.
    Vague(&'static str),
    /// Looks like a time and is none.
    Nothing,
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Time {
    /// Hour and minute, hours from 0 to 24.
    Clock(i64, i64),
    /// Hour and minute of which the time after it tells the half of the day: "between 2 and 4 p.m.".
    Bare(i64, i64),
    /// A part of the day by its TIMEX3 name: `MO`, `AF`, `EV`, `NI`.
    Part(&'static str),
}

impl Time {
    /// A bare hour as the time at which it ends makes it: in the same half of the day where it comes before it.
    pub fn before(self, end: Option<Self>) -> Self {
        match (self, end) {
            (Self::Bare(hour, minute), Some(Self::Clock(h, m))) if hour < 12 && (hour + 12, minute) < (h, m) => {
                Self::Clock(hour + 12, minute)
            }
            (Self::Bare(hour, minute), _) => Self::Clock(hour, minute),
            _ => self,
        }
    }

    /// As TIMEX3 writes it after the day.
    pub fn print(self) -> String {
        match self {
            Self::Clock(hour, minute) | Self::Bare(hour, minute) => format!("T{hour:02}:{minute:02}"),
            Self::Part(part) => format!("T{part}"),
        }
    }
}

/// All that an expression says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What it says.
    pub core: Core,
    /// The time of day.
    pub time: Option<Time>,
    /// START, MID, END, APPROX ...
    pub modifier: Option<&'static str>,
    /// Of sets: EVERY, EACH.
    pub quant: Option<&'static str>,
    /// Of sets: how often, `2X`.
    pub freq: Option<String>,
}

impl Reading {
    /// A reading without time of day, modifier or frequency.
    pub fn plain(core: Core) -> Self {
        Self { core, time: None, modifier: None, quant: None, freq: None }
    }
}

impl Parts {
    /// Whether the year is said, so that nothing has to be counted.
    pub fn is_fixed(&self) -> bool {
        self.year.is_some() || self.decade.is_some() || self.century.is_some()
    }

    /// Only a day of the week.
    pub fn is_weekday(&self) -> bool {
        self.weekday.is_some() && self.month.is_none() && self.day.is_none()
    }

    /// Only a day of a month that is not said.
    pub fn is_day_alone(&self) -> bool {
        self.day.is_some() && self.month.is_none()
    }

    /// The period in its own year, or in this one when it names none; `None` when there is no such day.
    pub fn in_year(&self, year: i32) -> Option<Period> {
        let year = self.year.unwrap_or(year);
        if let Some(century) = self.century {
            return Period::century(century);
        }
        if let Some(first) = self.decade {
            return Period::decade(first);
        }
        if let Some(quarter) = self.quarter {
            return Period::quarter(year, quarter);
        }
        if let Some(half) = self.half {
            return Period::half(year, half);
        }
        if let Some(season) = self.season {
            return Period::season(year, season);
        }
        if let Some(feast) = self.feast {
            let (first, last) = feast.days(year)?;
            return Period::between(&Period::day(first), &Period::day(last));
        }
        let Some(month) = self.month else { return self.whole_years(year) };
        let first = match self.day {
            Some(day) => Period::day(Day::from_ymd(year, month, day)?),
            None => Period::month(year, month)?,
        };
        if self.day2.is_none() && self.month2.is_none() {
            return Some(first);
        }
        let month2 = self.month2.unwrap_or(month);
        // "December-January" goes on into the next year.
        let year2 = self.year2.unwrap_or(if month2 < month { year.checked_add(1)? } else { year });
        let last = match self.day2 {
            Some(day) => Period::day(Day::from_ymd(year2, month2, day)?),
            None => Period::month(year2, month2)?,
        };
        Period::between(&first, &last)
    }

    fn whole_years(&self, year: i32) -> Option<Period> {
        match self.year2 {
            None => Period::year(year),
            Some(last) if last > year => {
                Period::years(format!("{year:04}/{last:04}"), year, last, Granularity::Interval)
            }
            Some(_) => None,
        }
    }

    /// The day of a month that holds `day`, moved by `months`.
    pub fn in_month(&self, day: Day, months: i64) -> Option<Period> {
        let month = Period::unit(Unit::Month, day, months)?.days.earliest?;
        Day::from_ymd(month.year(), month.month(), self.day?).map(Period::day)
    }

    /// The one within a period: the Wednesday of a week, the July of a year.
    pub fn within(&self, outer: Interval) -> Option<Period> {
        let (first, last) = (outer.earliest?, outer.latest?);
        if let Some(weekday) = self.weekday.filter(|_| self.is_weekday()) {
            let day = on_or_after(first, weekday)?;
            return (day <= last).then(|| Period::day(day));
        }
        if self.is_day_alone() {
            return self.in_month(first, 0).filter(|p| outer.contains(p.days));
        }
        [first.year(), last.year()].into_iter().find_map(|y| self.in_year(y).filter(|p| p.days.overlaps(outer)))
    }
}

/// The first such weekday (1 is Monday) on or after a day.
pub fn on_or_after(day: Day, weekday: u32) -> Option<Day> {
    let ahead = (i64::from(weekday) - 1 - i64::from(day.weekday().num_days_from_monday())).rem_euclid(7);
    day.plus(ahead)
}
