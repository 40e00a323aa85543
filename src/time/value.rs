//! What was scanned, before it is known what it is counted from; and calendar arithmetic on it.

use super::words::Unit;
use crate::calendar::{Day, Granularity, Interval};

/// A scanned expression. Relative ones are resolved later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Fixed days.
    Fixed(Period),
    /// So many units after the anchor (negative: before it).
    Offset(Unit, i64),
    /// So many units after what was told before ("two days later").
    Told(Unit, i64),
    /// A day of the week: 0 is Monday; +1 next, -1 last, 0 this, `None` by the tense.
    Weekday(u32, Option<i64>),
    /// A month and perhaps days in it; +1, -1, 0 as above.
    Month(u32, Option<(u32, u32)>, Option<i64>),
    /// A season by its TIMEX3 name and first month.
    Season(&'static str, u32, Option<i64>),
    /// A quarter of the year.
    Quarter(u32),
    /// The unit that was just told of ("that month").
    Same(Unit),
    /// A duration such as `P3D`.
    Duration(String),
    /// A set such as `P1D`.
    Set(String),
    /// `PRESENT_REF`, `PAST_REF`, `FUTURE_REF`.
    Vague(&'static str),
    /// A part of a day, as TIMEX3 names it: `TMO`, `TAF`, `TEV`, `TNI`.
    Part(Box<Value>, &'static str),
    /// A time of the anchor's day: `T09:30`.
    Clock(String),
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

impl Period {
    /// A single day.
    pub fn day(day: Day) -> Self {
        Self { value: day.to_string(), days: Interval::day(day), granularity: Granularity::Day }
    }

    /// From one day to another.
    pub fn between(a: Day, b: Day) -> Self {
        if a == b {
            return Self::day(a);
        }
        Self { value: format!("{a}/{b}"), days: Interval::new(a, b), granularity: Granularity::Interval }
    }

    /// A whole month.
    pub fn month(year: i32, month: u32) -> Option<Self> {
        let first = Day::from_ymd(year, month, 1)?;
        Some(Self {
            value: format!("{year:04}-{month:02}"),
            days: Interval::new(first, first.end_of_month()),
            granularity: Granularity::Month,
        })
    }

    /// A run of months of one year, or into the next.
    fn months(value: String, year: i32, month: u32, count: u32, granularity: Granularity) -> Option<Self> {
        let last = month + count - 2;
        let end = Day::from_ymd(year + (last / 12) as i32, last % 12 + 1, 1)?.end_of_month();
        Some(Self { value, days: Interval::new(Day::from_ymd(year, month, 1)?, end), granularity })
    }

    /// A whole year.
    pub fn year(year: i32) -> Option<Self> {
        Self::months(format!("{year:04}"), year, 1, 12, Granularity::Year)
    }

    /// Years from a first to a last one.
    pub fn years(value: String, from: i32, to: i32, granularity: Granularity) -> Option<Self> {
        Some(Self { value, days: Interval::new(Day::from_ymd(from, 1, 1)?, Day::from_ymd(to, 12, 31)?), granularity })
    }

    /// A quarter of a year, 1 to 4.
    pub fn quarter(year: i32, quarter: u32) -> Option<Self> {
        (1..=4)
            .contains(&quarter)
            .then(|| Self::months(format!("{year:04}-Q{quarter}"), year, quarter * 3 - 2, 3, Granularity::Quarter))?
    }

    /// A season by its first month; winter goes on into the next year.
    pub fn season(year: i32, name: &str, month: u32) -> Option<Self> {
        Self::months(format!("{year:04}-{name}"), year, month, 3, Granularity::Season)
    }

    /// The unit that holds `day`, moved by `n` units.
    pub fn unit(unit: Unit, day: Day, n: i64) -> Option<Self> {
        let n32 = i32::try_from(n.clamp(-9999, 9999)).ok()?;
        let year = day.year();
        match unit {
            Unit::Day => day.plus(n).map(Self::day),
            Unit::Week => {
                let monday = day.plus(-i64::from(day.weekday().num_days_from_monday()))?.plus(n * 7)?;
                let week = monday.date().format("%G-W%V").to_string();
                Some(Self { value: week, days: Interval::new(monday, monday.plus(6)?), granularity: Granularity::Week })
            }
            Unit::Month => {
                let months = i64::from(year) * 12 + i64::from(day.month()) - 1 + n.clamp(-120_000, 120_000);
                Self::month(i32::try_from(months.div_euclid(12)).ok()?, months.rem_euclid(12) as u32 + 1)
            }
            Unit::Quarter => {
                let quarters = i64::from(year) * 4 + i64::from((day.month() - 1) / 3) + n.clamp(-40_000, 40_000);
                Self::quarter(i32::try_from(quarters.div_euclid(4)).ok()?, quarters.rem_euclid(4) as u32 + 1)
            }
            Unit::Year => Self::year(year + n32),
            Unit::Decade => Self::decade(year.div_euclid(10) * 10 + n32 * 10),
            Unit::Century => {
                let first = (year - 1).div_euclid(100) * 100 + 1 + n32 * 100;
                Self::years(format!("{:02}", first / 100), first, first + 99, Granularity::Century)
            }
            Unit::Clock(_) => Some(Self::day(day)),
        }
    }

    /// Ten years from a year that ends in 0.
    pub fn decade(first: i32) -> Option<Self> {
        Self::years(format!("{:03}", first / 10), first, first + 9, Granularity::Decade)
    }

    /// The part of it that "early", "mid" or "late" leaves: a third, or the last day for "the end of".
    pub fn part(&self, modifier: &str) -> Interval {
        let (Some(a), Some(b), Some(days)) = (self.days.earliest, self.days.latest, self.days.days()) else {
            return self.days;
        };
        let third = (days / 3).max(1);
        match modifier {
            "START" => Interval::new(a, a.plus(third - 1).unwrap_or(b)),
            "MID" => Interval::new(a.plus(third).unwrap_or(a), b.plus(-third).unwrap_or(b)),
            "END" => Interval::new(b.plus(1 - third).unwrap_or(a), b),
            _ => self.days,
        }
    }
}
