//! Nouns that name again what the article has already told with its day: "left after his first meeting with Ruiz", where
//! "the two met on Thursday".

use super::dating::narrative;
use super::scene::Scene;
use super::status::Verdict;
use super::synonyms::are_synonyms;
use super::triggers::{Kind, Trigger};
use crate::calendar::{Granularity, Relation};
use crate::findings::{MentionDate, Participant};
use crate::text::Rel;

/// Longest event in days that a noun is taken to name again.
const SHORT: i64 = 4;

/// Gives undated nouns the date of the one event of their kind between the same actors.
pub fn date(
    scene: &Scene,
    triggers: &[Trigger],
    verdicts: &[Verdict],
    participants: &[Vec<Participant>],
    dates: &mut [Option<MentionDate>],
) {
    let happened = |t: usize| verdicts[t].status.has_happened();
    for t in 0..triggers.len() {
        if triggers[t].kind != Kind::Noun
            || !happened(t)
            || !is_open(dates[t].as_ref())
            || !is_the_one(scene, t, triggers)
        {
            continue;
        }
        let latest = dates[t].as_ref().and_then(|d| d.date.interval.latest);
        let fits = |o: &usize| {
            let kind = are_synonyms(&triggers[*o].lemma, &triggers[t].lemma);
            *o != t && kind && happened(*o) && are_the_same_two(&participants[t], &participants[*o])
        };
        let told: Vec<&MentionDate> =
            (0..triggers.len()).filter(fits).filter_map(|o| dates[o].as_ref()).filter(|d| is_short(d)).collect();
        let Some(first) = told.first().copied() else { continue };
        let one = told.iter().all(|d| d.date.interval.overlaps(first.date.interval));
        let before = latest.is_none_or(|latest| first.date.interval.latest.is_some_and(|l| l <= latest));
        if one && before {
            dates[t] = Some(MentionDate { time_expression: None, ..narrative(first) });
        }
    }
}

fn is_open(date: Option<&MentionDate>) -> bool {
    date.is_none_or(|d| d.date.granularity == Granularity::Open && d.time_expression.is_none())
}

fn is_short(date: &MentionDate) -> bool {
    date.date.relation == Relation::On && date.date.interval.days().is_some_and(|days| days <= SHORT)
}

/// "the", "this", "his first": not "an earlier one", "their last meeting", "further talks".
fn is_the_one(scene: &Scene, t: usize, triggers: &[Trigger]) -> bool {
    let d = scene.d;
    let children = d.children(triggers[t].token);
    let other = |c: &usize| {
        matches!(
            d.lemma(*c),
            "second"
                | "third"
                | "fourth"
                | "fifth"
                | "earlier"
                | "previous"
                | "last"
                | "past"
                | "former"
                | "recent"
                | "next"
                | "further"
                | "another"
                | "other"
                | "future"
        )
    };
    let definite = |c: &usize| match d.tokens[*c].rel {
        Rel::Det => matches!(d.lemma(*c), "the" | "this" | "that"),
        Rel::NmodPoss => true,
        _ => false,
    };
    children.iter().any(definite) && !children.iter().any(other)
}

/// Whether one has all actors of the other, two at least.
fn are_the_same_two(a: &[Participant], b: &[Participant]) -> bool {
    let shared = a.iter().filter(|p| b.iter().any(|q| q.actor == p.actor)).count();
    shared >= 2 && shared == a.len().min(b.len())
}
