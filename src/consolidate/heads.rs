//! The names of events: "Hanoi summit" in "since the failed Hanoi summit".

use crate::actors::keys;

/// Nouns that end the name of an event; general English.
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

/// The name of the event that a trigger ends, as a key. `before` is the text of the sentence before the trigger.
pub fn head(before: &str, trigger: &str, lemma: &str) -> Option<String> {
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
    (!words.is_empty()).then(|| keys::key(&format!("{} {lemma}", words.join(" "))))
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
}
