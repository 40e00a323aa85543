//! The dates of events that the user imported by name: "the Hanoi summit" is on 27 and 28 February 2019.

use std::collections::BTreeSet;

use super::dating::mention;
use super::scene::Scene;
use super::triggers::{Kind, Trigger};
use crate::calendar::{Basis, Granularity, Relation};
use crate::findings::MentionDate;
use crate::knowledge::Knowledge;

/// The date of a trigger: what the text says, unless that is open and an imported event has all its words in the label.
pub fn date(
    scene: &Scene,
    trigger: &Trigger,
    label: &str,
    knowledge: &Knowledge,
    found: Option<MentionDate>,
) -> Option<MentionDate> {
    let open = found.as_ref().is_none_or(|f| f.date.granularity == Granularity::Open);
    if knowledge.events.is_empty() || trigger.kind != Kind::Noun || !open {
        return found;
    }
    let words = words(label);
    let known = knowledge.events.iter().find(|e| {
        let name = self::words(&e.name);
        name.len() > 1 && name.contains(&scene.d.word(trigger.token).to_lowercase()) && name.is_subset(&words)
    });
    match known {
        Some(event) => {
            let granularity = match event.date.days() {
                Some(1) => Granularity::Day,
                Some(_) => Granularity::Interval,
                None => Granularity::Open,
            };
            Some(mention(event.date, granularity, Relation::On, Basis::Knowledge, None))
        }
        None => found,
    }
}

fn words(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .filter(|w| w != "the")
        .collect()
}
