//! A closed interval of days, open where an end is not known.

use serde::{Deserialize, Serialize};

use super::Day;

/// The possible days of something: both ends included, `None` is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Interval {
    /// First possible day; `None` when nobody says.
    pub earliest: Option<Day>,
    /// Last possible day, included; `None` when nobody says.
    pub latest: Option<Day>,
}

impl Interval {
    /// From `earliest` to `latest`, both included; the wrong order is put right.
    pub fn new(earliest: Day, latest: Day) -> Self {
        Self { earliest: Some(earliest.min(latest)), latest: Some(earliest.max(latest)) }
    }

    /// One single day.
    pub fn day(day: Day) -> Self {
        Self::new(day, day)
    }

    /// Everything up to `latest`, included.
    pub fn until(latest: Day) -> Self {
        Self { earliest: None, latest: Some(latest) }
    }

    /// Everything from `earliest` on.
    pub fn since(earliest: Day) -> Self {
        Self { earliest: Some(earliest), latest: None }
    }

    /// Whether a day can lie in both.
    pub fn overlaps(self, other: Self) -> bool {
        let before = |a: Option<Day>, b: Option<Day>| matches!((a, b), (Some(a), Some(b)) if a < b);
        !before(self.latest, other.earliest) && !before(other.latest, self.earliest)
    }

    /// Whether `other` lies inside this interval.
    pub fn contains(self, other: Self) -> bool {
        let from = match (self.earliest, other.earliest) {
            (None, _) => true,
            (Some(a), Some(b)) => a <= b,
            (Some(_), None) => false,
        };
        let to = match (self.latest, other.latest) {
            (None, _) => true,
            (Some(a), Some(b)) => a >= b,
            (Some(_), None) => false,
        };
        from && to
    }

    /// The shortest interval that holds both.
    pub fn hull(self, other: Self) -> Self {
        let latest = match (self.latest, other.latest) {
            (Some(a), Some(b)) => Some(a.max(b)),
            _ => None,
        };
        Self { earliest: self.earliest.min(other.earliest), latest }
    }

    /// The day, when it is a single one.
    pub fn single(self) -> Option<Day> {
        self.earliest.filter(|day| Some(*day) == self.latest)
    }

    /// Number of days, when both ends are known.
    pub fn days(self) -> Option<i64> {
        Some(self.latest?.number() - self.earliest?.number() + 1)
    }
}
