//! What a time expression says of the event it dates: the days, and how the event lies to them ("by", "since").

use super::scene::Scene;
use crate::calendar::{Basis, Day, EventDate, Granularity, Interval, Relation, edtf};
use crate::findings::{MentionDate, Status, TimexType};

/// The date that a time expression gives; `None` when it is no calendar date or is not resolved. A length of time is
/// one where it says on which side of a day the event lies ("two days before the vote").
pub fn dated(scene: &Scene, index: usize, status: Status) -> Option<MentionDate> {
    let time = scene.times.get(index)?;
    let interval = time.interval;
    let ends = interval.earliest.is_some() || interval.latest.is_some();
    match time.kind {
        TimexType::Date | TimexType::Time => {}
        TimexType::Duration if ends => {}
        TimexType::Duration | TimexType::Set => return None,
    }
    let granularity = time.granularity.unwrap_or_else(|| granularity(interval));
    let (relation, interval) = relation(scene, index, interval, granularity, status)?;
    let granularity =
        if interval.earliest.is_none() || interval.latest.is_none() { Granularity::Open } else { granularity };
    let mut date = mention(interval, granularity, relation, time.basis, Some(index as u32));
    if time.modifier.as_deref() == Some("APPROX") && !date.date.value.contains('/') {
        date.date.value.push('~');
    }
    Some(date)
}

/// How the event lies to the days of a time expression, by the words before it.
fn relation(
    scene: &Scene,
    index: usize,
    interval: Interval,
    granularity: Granularity,
    status: Status,
) -> Option<(Relation, Interval)> {
    let d = scene.d;
    let time = &scene.times[index];
    let tokens = scene.time_tokens.get(index)?.clone();
    let before = tokens.start.checked_sub(1).map_or(String::new(), |i| d.word(i).to_lowercase());
    let first = d.word(tokens.start).to_lowercase();
    let cue = if matches!(first.as_str(), "by" | "before" | "until" | "till" | "after" | "since" | "from") {
        first
    } else {
        before
    };
    let (earliest, latest) = (interval.earliest, interval.latest);
    if earliest.is_none() && latest.is_none() {
        return None;
    }
    let ahead = matches!(status, Status::Planned | Status::Possible | Status::Deadline);
    // "shortly after noon": on that day.
    if time.kind == TimexType::Time && earliest == latest && matches!(cue.as_str(), "after" | "since" | "before") {
        return Some((Relation::On, interval));
    }
    Some(match cue.as_str() {
        "by" => {
            let from = scene.published.filter(|p| ahead && latest.is_some_and(|l| *p <= l));
            (Relation::By, Interval { earliest: from, latest })
        }
        "before" => {
            (Relation::Before, Interval { earliest: None, latest: earliest.and_then(|e| e.plus(-1)).or(latest) })
        }
        "until" | "till" => (Relation::Until, Interval { earliest: None, latest }),
        "after" => (Relation::After, Interval { earliest: latest.or(earliest), latest: None }),
        "since" => (Relation::Since, Interval { earliest, latest: None }),
        _ => match (time.modifier.as_deref(), earliest, latest) {
            (_, None, Some(_)) => (Relation::Before, interval),
            (_, Some(_), None) => (Relation::After, interval),
            _ if granularity == Granularity::Day || granularity == Granularity::Interval => (Relation::On, interval),
            _ => (Relation::Within, interval),
        },
    })
}

fn granularity(interval: Interval) -> Granularity {
    match interval.days() {
        Some(1) => Granularity::Day,
        Some(28..=31) => Granularity::Month,
        Some(365 | 366) => Granularity::Year,
        Some(_) => Granularity::Interval,
        None => Granularity::Open,
    }
}

pub fn narrative(date: &MentionDate) -> MentionDate {
    let mut date = date.clone();
    date.date.basis = Basis::Narrative;
    date
}

/// What is told as over by that day, on no day that is named.
pub fn before(day: Day, basis: Basis) -> MentionDate {
    mention(Interval::until(day), Granularity::Open, Relation::Before, basis, None)
}

/// A date with its EDTF value.
pub fn mention(
    interval: Interval,
    granularity: Granularity,
    relation: Relation,
    basis: Basis,
    time: Option<u32>,
) -> MentionDate {
    let value = edtf::print(interval);
    MentionDate { date: EventDate { value, interval, granularity, relation, basis }, time_expression: time }
}
