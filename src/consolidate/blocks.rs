//! Block keys of event mentions: what two mentions must share before they are compared. They depend on one article only.
//!
//! A named head ("head|hanoi summit"); word class, actor and month; for vaguer dates word class, two actors and year.

use std::collections::BTreeSet;

use super::names;
use crate::calendar::{Granularity, Interval};

/// Longest interval that falls into months, in days.
const MONTHS_UP_TO: i64 = 62;
/// Longest interval that falls into years, in days: vaguer dates are not compared.
const YEARS_UP_TO: i64 = 366;

/// Nouns and verbs that report the same thing in other words; general English.
const CLASSES: &[&[&str]] = &[
    &["meet", "meeting", "summit", "talk", "talks", "negotiation", "negotiate", "encounter"],
    &["visit", "trip", "tour"],
    &["resign", "resignation", "quit", "step"],
    &["die", "death", "pass"],
    &["kill", "killing", "murder"],
    &["attack", "assault", "raid"],
    &["arrest", "detain", "detention"],
    &["elect", "election", "win", "victory"],
    &["buy", "purchase", "acquire", "acquisition", "takeover"],
    &["sell", "sale"],
    &["sign", "signing"],
    &["launch", "unveil", "introduce", "introduction"],
    &["appoint", "appointment", "name", "nominate", "nomination"],
    &["marry", "marriage", "wedding"],
    &["crash", "collision", "collide"],
    &["explode", "explosion", "blast"],
    &["collapse"],
    &["invade", "invasion"],
    &["sentence", "sentencing"],
    &["convict", "conviction"],
    &["merge", "merger"],
    &["test", "testing"],
    &["return"],
    &["deport", "deportation"],
    &["announce", "announcement"],
];

/// The class of a lemma: the first word of its row, or itself.
pub fn class(lemma: &str) -> &str {
    CLASSES.iter().find(|row| row.contains(&lemma)).and_then(|row| row.first()).copied().unwrap_or(lemma)
}

/// Whether mentions of this TimeML class are compared at all: to say or believe is an event of its own each time.
pub fn is_compared(class: &str) -> bool {
    !matches!(class, "REPORTING" | "PERCEPTION" | "I_STATE" | "STATE")
}

/// The name of the event that a trigger ends: "Hanoi summit" in "the failed Hanoi summit". `before` is the text before the trigger.
pub fn head(before: &str, trigger: &str, lemma: &str) -> Option<String> {
    const NAMED: &[&str] = &[
        "summit",
        "meeting",
        "talk",
        "talks",
        "conference",
        "election",
        "referendum",
        "agreement",
        "accord",
        "treaty",
        "protocol",
        "declaration",
        "war",
        "battle",
        "massacre",
        "games",
        "game",
        "cup",
        "attack",
        "bombing",
        "crash",
        "disaster",
        "explosion",
        "earthquake",
        "hurricane",
        "festival",
        "congress",
        "revolution",
        "uprising",
        "siege",
        "trial",
        "merger",
        "championship",
        "olympics",
        "coup",
        "ceasefire",
        "deal",
    ];
    if !NAMED.contains(&lemma) || trigger.contains(' ') {
        return None;
    }
    let mut words = Vec::new();
    for word in before.split(' ').rev().take(4) {
        let plain = word.trim_start_matches(['"', '“', '(']);
        let capital = plain.chars().next().is_some_and(char::is_uppercase);
        let whole = plain.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '.');
        if !capital || !whole || plain.ends_with('.') && words.is_empty() || NOT_NAMES.contains(&plain) {
            break;
        }
        words.push(plain);
    }
    words.reverse();
    (!words.is_empty()).then(|| names::key(&format!("{} {lemma}", words.join(" "))))
}

/// Capitalised words that name no event: they begin sentences, or are a part of the date.
const NOT_NAMES: &[&str] = &[
    "The",
    "A",
    "An",
    "This",
    "That",
    "These",
    "Those",
    "His",
    "Her",
    "Their",
    "Its",
    "Our",
    "My",
    "Your",
    "In",
    "On",
    "At",
    "After",
    "Before",
    "During",
    "Such",
    "No",
    "Some",
    "Any",
    "Every",
    "Each",
    "Both",
    "Last",
    "Next",
    "First",
    "Second",
    "Third",
    "Another",
    "Previous",
    "Recent",
    "Later",
    "New",
    "Peace",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The block keys of a mention. `actors` are keys that do not change when other articles come.
pub fn keys(
    lemma: &str,
    timeml_class: &str,
    head: Option<&str>,
    actors: &BTreeSet<String>,
    interval: Option<Interval>,
    granularity: Option<Granularity>,
) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    if !is_compared(timeml_class) {
        return keys;
    }
    if let Some(head) = head {
        keys.insert(format!("head|{head}"));
    }
    let Some(interval) = interval.filter(|_| granularity != Some(Granularity::Open)) else { return keys };
    let (Some(from), Some(to), Some(days)) = (interval.earliest, interval.latest, interval.days()) else { return keys };
    let class = class(lemma);
    if days <= MONTHS_UP_TO {
        let month = |d: crate::calendar::Day| i64::from(d.year()) * 12 + i64::from(d.month()) - 1;
        for month in month(from)..=month(to) {
            for actor in actors {
                keys.insert(format!("{class}|{actor}|{}-{:02}", month.div_euclid(12), month.rem_euclid(12) + 1));
            }
        }
    }
    if days <= YEARS_UP_TO {
        for year in from.year()..=to.year() {
            for (i, a) in actors.iter().enumerate() {
                for b in actors.iter().skip(i + 1) {
                    keys.insert(format!("{class}|{a}|{b}|{year}"));
                }
            }
        }
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_named_event_takes_its_capitalised_words_and_nothing_else() {
        for (before, trigger, head_) in [
            ("Since the Hanoi ", "summit", Some("hanoi summit")),
            ("Since the failed Hanoi", "summit", Some("hanoi summit")),
            ("At the 2019 World Trade", "conference", Some("world trade conference")),
            ("The", "summit", None),
            ("the second", "summit", None),
            ("Kim left. The", "meeting", None),
            ("a Thursday", "meeting", None),
        ] {
            assert_eq!(head(before.trim_end(), trigger, trigger).as_deref(), head_, "{before} {trigger}");
        }
        assert_eq!(head("the Hanoi", "dinner", "dinner"), None);
    }

    #[test]
    fn vague_dates_are_only_compared_by_pairs_of_actors() {
        let actors = BTreeSet::from(["a".to_string(), "b".to_string()]);
        let year = Interval::new("2011-01-01".parse().unwrap(), "2011-12-31".parse().unwrap());
        let of = |interval| keys("summit", "OCCURRENCE", None, &actors, interval, None);
        assert_eq!(of(Some(year)), BTreeSet::from(["meet|a|b|2011".to_string()]));
        let day = Interval::day("2011-08-24".parse().unwrap());
        assert_eq!(of(Some(day)).len(), 3);
        assert!(of(None).is_empty());
    }
}
