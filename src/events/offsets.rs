//! "a day after they signed", "two weeks before the vote": an event that lies so far from another one, whichever of them
//! has the date.

use super::anchoring::Dates;
use super::dating::mention;
use super::synonyms::are_synonyms;
use super::syntax::governor;
use super::triggers::Kind;
use crate::calendar::{Basis, Day, Granularity, Interval, Relation};
use crate::findings::{MentionDate, Status, TimexType};
use crate::text::{Rel, Upos};
use crate::time::unit::{Period, Unit};

/// A length of time between two events of one sentence.
struct Offset {
    /// What is told as lying so far from the other: "flew home".
    main: usize,
    /// From what it is counted: "they signed", "the vote".
    base: usize,
    /// How many units the main one comes later; negative when it comes before.
    count: i64,
    unit: Unit,
}

impl Dates<'_, '_> {
    /// Dates the one event of each length of time by the other.
    pub(super) fn by_offset(&mut self) {
        for index in 0..self.scene.times.len() {
            let Some(offset) = self.offset(index) else { continue };
            if let Some(date) = self.years_later(&offset) {
                self.found[offset.main].get_or_insert(date);
                continue;
            }
            let (main, base) = (self.day_of(offset.main), self.day_of(offset.base));
            let main = main.or_else(|| self.period_of(offset.main, offset.unit));
            let (undated, day, count) = match (main, base) {
                (None, Some(day)) => (offset.main, day, offset.count),
                (Some(day), None) if self.triggers[offset.base].kind == Kind::Verb => (offset.base, day, -offset.count),
                (None, None) => {
                    if let Some(date) = self.some_time_before(&offset) {
                        self.found[offset.base].get_or_insert(date);
                    }
                    continue;
                }
                _ => continue,
            };
            if let Some(date) = moved(day, count, offset.unit) {
                self.found[undated].get_or_insert(date);
            }
        }
    }

    /// "failed in October, a fortnight after they praised it": some day a fortnight before one of that month.
    fn some_time_before(&self, offset: &Offset) -> Option<MentionDate> {
        let main = &self.found[offset.main].as_ref()?.date;
        let fine = matches!(offset.unit, Unit::Day | Unit::Week) && main.granularity == Granularity::Month;
        let days = offset.count.checked_mul(offset.unit.days()).filter(|_| fine)?;
        let (first, last) = (main.interval.earliest?.plus(-days)?, main.interval.latest?.plus(-days)?);
        let verb = self.triggers[offset.base].kind == Kind::Verb;
        let interval = Interval::new(first, last);
        verb.then(|| mention(interval, Granularity::Interval, Relation::Within, Basis::Relative, None))
    }

    /// "retired in 1990. Two years after her retirement": counted in years from what is dated by its year.
    fn years_later(&self, offset: &Offset) -> Option<MentionDate> {
        let same =
            |t: &usize| *t == offset.base || are_synonyms(&self.triggers[*t].lemma, &self.triggers[offset.base].lemma);
        let dates = (0..=offset.base).rev().filter(same).filter_map(|t| self.found[t].as_ref());
        let year = dates.map(|date| &date.date).next().filter(|d| d.granularity == Granularity::Year)?;
        let first = year.interval.earliest.filter(|_| matches!(offset.unit, Unit::Year))?;
        let period = Period::unit(Unit::Year, first, offset.count)?;
        Some(mention(period.days, period.granularity, Relation::Within, Basis::Relative, None))
    }

    /// Whether a length of time stands before a clause or noun from which it is counted: "two years after her retirement".
    pub(super) fn is_counted_from_elsewhere(&self, trigger: usize) -> bool {
        (0..self.scene.times.len()).any(|index| self.offset(index).is_some_and(|o| o.main == trigger))
    }

    /// Whether a length of time is too short to lead to another day: "forty minutes before the others joined them".
    pub(super) fn is_within_a_day(&self, index: usize) -> bool {
        let time = &self.scene.times[index];
        let hours = time.value.as_deref().is_some_and(|v| v.starts_with("PT"));
        time.kind == TimexType::Duration && hours
    }

    fn offset(&self, index: usize) -> Option<Offset> {
        let (scene, d) = (self.scene, self.scene.d);
        let time = scene.times.get(index).filter(|t| t.kind == TimexType::Duration && t.granularity.is_none())?;
        let (count, unit) = length(time.value.as_deref()?)?;
        let tokens = scene.time_tokens.get(index)?.clone();
        let link = tokens.end;
        let after = match d.word(link) {
            "after" => true,
            "before" => false,
            _ => return None,
        };
        let head = governor(d, link).filter(|_| matches!(d.tokens[link].rel, Rel::Mark | Rel::Case))?;
        let base = scene.trigger(head)?;
        // The verb that the clause or the noun depends on; its date words may stand between.
        let mut above = governor(d, head);
        let main = loop {
            let at = above?;
            match scene.trigger(at) {
                // "will meet in June, a week after he called it off": not so long before what is to come.
                Some(t) if self.triggers[t].kind == Kind::Verb && (self.is_over(t) || !self.is_over(base)) => break t,
                Some(_) => above = governor(d, at),
                _ if d.tokens[at].upos == Upos::Verb => return None,
                _ => above = governor(d, at),
            }
        };
        Some(Offset { main, base, count: if after { count } else { -count }, unit })
    }

    fn is_over(&self, trigger: usize) -> bool {
        matches!(self.verdicts[trigger].status, Status::Happened | Status::Reported | Status::Denied)
    }

    /// "declared independence in February 2008, nine years after": the first day of a month or year, from which no finer units are
    /// counted.
    fn period_of(&self, trigger: usize, unit: Unit) -> Option<Day> {
        let date = &self.found[trigger].as_ref()?.date;
        let counts = match date.granularity {
            Granularity::Month => matches!(unit, Unit::Month | Unit::Year),
            Granularity::Year => matches!(unit, Unit::Year),
            _ => false,
        };
        date.interval.earliest.filter(|_| counts)
    }

    /// The single day of an event: its own, or that of the last one of its kind that a noun points back to ("the meeting").
    fn day_of(&self, trigger: usize) -> Option<Day> {
        let single = |t: usize| {
            let date = self.found[t].as_ref().filter(|d| d.date.relation == Relation::On)?;
            date.date.interval.single()
        };
        let d = self.scene.d;
        let this = &self.triggers[trigger];
        let definite = || {
            this.kind == Kind::Noun
                && d.children_with(this.token, Rel::Det).any(|c| matches!(d.lemma(c), "the" | "that"))
        };
        single(trigger).or_else(|| {
            let same = |t: &usize| are_synonyms(&self.triggers[*t].lemma, &this.lemma);
            (0..trigger).rev().filter(|_| definite()).filter(same).find_map(single)
        })
    }
}

/// The number and unit of a TIMEX3 length; none for hours and what is no whole number.
fn length(value: &str) -> Option<(i64, Unit)> {
    let (count, unit) = Unit::of_duration(value)?;
    let counts = matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Year);
    Some((count.filter(|n| counts && *n < 1000)?, unit))
}

/// Days around the one that weeks lead to: "a week after" is rarely meant to the day.
const ABOUT_A_WEEK: i64 = 3;

/// So many units from a day. Who counts in weeks means the days around, in months the month, in years the year.
fn moved(day: Day, count: i64, unit: Unit) -> Option<MentionDate> {
    let (interval, granularity) = match unit {
        Unit::Week => {
            let day = day.plus(count * 7)?;
            (Interval::new(day.plus(-ABOUT_A_WEEK)?, day.plus(ABOUT_A_WEEK)?), Granularity::Interval)
        }
        unit => Period::unit(unit, day, count).map(|p| (p.days, p.granularity))?,
    };
    let relation = if granularity == Granularity::Day { Relation::On } else { Relation::Within };
    Some(mention(interval, granularity, relation, Basis::Relative, None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_of_time_leads_to_a_day_a_month_or_a_year() {
        let day = Day::from_ymd(2018, 6, 13).unwrap();
        for (value, sign, expected) in [
            ("P1D", -1, Some("2018-06-12")),
            ("P2W", 1, Some("2018-06-24/2018-06-30")),
            ("P1M", -1, Some("2018-05")),
            ("P7M", 1, Some("2019-01")),
            ("P4Y", -1, Some("2014")),
            ("PT40M", -1, None),
            ("P0.5Y", 1, None),
            ("PXD", 1, None),
            ("P", 1, None),
            ("", 1, None),
        ] {
            let date = length(value).and_then(|(count, unit)| moved(day, sign * count, unit));
            assert_eq!(date.as_ref().map(|d| d.date.value.as_str()), expected, "{value}");
        }
    }
}
