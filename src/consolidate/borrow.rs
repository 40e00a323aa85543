//! The date of a group: the most precise that agrees with most articles; contradictions are kept and counted.

use std::collections::{BTreeMap, BTreeSet};

use super::events::Mention;
use crate::actors::keys;
use crate::calendar::{Basis, EventDate, Granularity, Interval, Relation, edtf};
use crate::knowledge::KnownEvent;

/// The date of an event, where it comes from, and who contradicts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GroupDate {
    /// The date; `None` when nothing tells.
    pub date: Option<EventDate>,
    /// Where it comes from, and who says otherwise.
    pub reason: String,
    /// Number of articles that give another date.
    pub contradictions: i64,
}

/// Combines the dates of the mentions of one event; `members` in their own order. What was imported dates what nobody dates.
pub fn combine(members: &[&Mention], known: &[KnownEvent]) -> GroupDate {
    let dated: Vec<(&Mention, &EventDate)> = members.iter().filter_map(|m| Some((*m, m.dated()?))).collect();
    if dated.is_empty() {
        return from_knowledge(members, known).unwrap_or_else(|| open(members));
    }
    // For each date the articles that agree with it; the best is the one with most, then the narrowest, then the one that
    // was written down closest to it.
    let agreeing = |date: &EventDate| -> BTreeSet<i64> {
        dated.iter().filter(|(_, d)| d.interval.overlaps(date.interval)).map(|(m, _)| m.origin).collect()
    };
    let mut support: BTreeMap<Interval, usize> = BTreeMap::new();
    for (_, date) in &dated {
        support.entry(date.interval).or_insert_with(|| agreeing(date).len());
    }
    let distance = |m: &Mention, d: &EventDate| {
        let (published, latest) = (m.published?.number(), d.interval.latest?.number());
        Some(published.abs_diff(latest))
    };
    let best = dated.iter().min_by_key(|(m, d)| {
        let articles = support.get(&d.interval).copied().unwrap_or_default();
        (
            d.basis.is_guess(),
            std::cmp::Reverse(articles),
            d.interval.days(),
            distance(m, d).unwrap_or(u64::MAX),
            &d.value,
            m.order(),
        )
    });
    let Some((giver, date)) = best else { return GroupDate::default() };
    let agree = agreeing(date);
    let mut others: BTreeMap<&str, BTreeSet<i64>> = BTreeMap::new();
    // That an article is of another day says nothing about the day of what it reports.
    for (m, d) in dated.iter().filter(|(m, d)| !agree.contains(&m.origin) && !d.basis.is_guess()) {
        others.entry(&d.value).or_default().insert(m.origin);
    }
    let contradictions = others.values().flatten().collect::<BTreeSet<_>>().len() as i64;
    let mut reason = format!("dated by {}", giver.source);
    if !others.is_empty() {
        reason = format!("{} {}", say(agree.len()), date.value);
        for (value, who) in &others {
            reason += &format!(", {} {value}", say(who.len()));
        }
    }
    let mut date = (*date).clone();
    if members.first().is_some_and(|first| first.dated().is_none() && first.origin != giver.origin) {
        date.basis = Basis::AnotherArticle;
    }
    GroupDate { date: Some(date), reason, contradictions }
}

fn say(articles: usize) -> String {
    if articles == 1 { "1 article says".into() } else { format!("{articles} articles say") }
}

fn from_knowledge(members: &[&Mention], known: &[KnownEvent]) -> Option<GroupDate> {
    let heads: BTreeSet<&str> = members.iter().filter_map(|m| m.head.as_deref()).collect();
    let mut fitting = known.iter().filter(|k| heads.contains(keys::key(&k.name).as_str()));
    let event = fitting.next()?;
    if fitting.next().is_some() {
        return None;
    }
    let one_day = event.date.days() == Some(1);
    let granularity = match event.date.days() {
        Some(1) => Granularity::Day,
        Some(_) => Granularity::Interval,
        None => Granularity::Open,
    };
    let relation = if one_day { Relation::On } else { Relation::Within };
    let date = EventDate {
        value: edtf::print(event.date),
        interval: event.date,
        granularity,
        relation,
        basis: Basis::Knowledge,
    };
    Some(GroupDate {
        date: Some(date),
        reason: format!("dated by imported knowledge: {}", event.name),
        contradictions: 0,
    })
}

/// What is open stays open: the narrowest of what the articles say.
fn open(members: &[&Mention]) -> GroupDate {
    let date = members.iter().filter_map(|m| m.date.as_ref()).min_by_key(|d| (d.interval.latest, d.interval.earliest));
    GroupDate { date: date.cloned(), reason: "no article gives a date".into(), contradictions: 0 }
}
