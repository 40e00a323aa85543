//! Closed word lists of the text stage: abbreviations, prefixes, sentence openers, irregular forms.

use std::sync::LazyLock;

use crate::lookup::{Set, Table};

const ABBREVIATIONS: &str = include_str!("../../data/en/text/abbreviations.txt");
const IRREGULAR: &str = include_str!("../../data/en/text/irregular.tsv");

/// The lines of an embedded list, comments and blank lines left out.
fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#'))
}

/// Whether `stem` (without its dot) is written with a dot: "Mr", "Feb", "Inc".
pub fn is_abbreviation(stem: &str) -> bool {
    static SET: LazyLock<Set<&str>> = LazyLock::new(|| lines(ABBREVIATIONS).map(|l| l.trim_end_matches('!')).collect());
    SET.contains(stem) || SET.contains(stem.to_lowercase().as_str()) && stem.chars().all(char::is_uppercase)
}

/// Whether a sentence seldom ends after this abbreviation (without its dot): titles before names, "No", "vs".
pub fn binds_forward(stem: &str) -> bool {
    static SET: LazyLock<Set<&str>> =
        LazyLock::new(|| lines(ABBREVIATIONS).filter_map(|l| l.strip_suffix('!')).collect());
    SET.contains(stem)
}

/// Prefixes that stay on their word.
pub fn keeps_its_hyphen(before: &str, after: &str) -> bool {
    matches!(before.to_ascii_lowercase().as_str(), "e" | "co" | "re" | "x" | "t" | "de" | "o" | "uh" | "pre" | "non")
        && after.chars().next().is_some_and(char::is_alphabetic)
        && before.len() < after.len()
}

/// Whether a word is the past of an irregular verb and no present: "shook", but not "put", nor "found" and "saw", which are
/// dictionary forms of other verbs.
pub fn is_only_past(word: &str) -> bool {
    const PRESENT: &[&str] = &[
        "found", "saw", "fell", "lay", "wound", "ground", "bound", "rent", "bore", "left", "felt", "stove", "am",
        "spat",
    ];
    static PAST: LazyLock<Set<&str>> = LazyLock::new(|| {
        let verbs = || lines(IRREGULAR).filter_map(|l| l.strip_prefix("v "));
        let lemmas: Set<&str> = verbs().filter_map(|l| l.split_whitespace().next()).collect();
        // "goes" and "does" stand before the past.
        let past = |l: &'static str| l.split_whitespace().skip(1).find(|f| !f.ends_with('s') && !f.ends_with("ing"));
        let past = verbs().filter(|l| !l.starts_with("be ")).filter_map(past);
        past.filter(|p| !lemmas.contains(p) && !PRESENT.contains(p)).collect()
    });
    PAST.contains(word)
}

/// Whether the past of a verb is written like its infinitive: "put", "shed".
pub fn is_unchanged_past(word: &str) -> bool {
    matches!(
        word,
        "beat"
            | "bet"
            | "broadcast"
            | "burst"
            | "cast"
            | "cost"
            | "cut"
            | "forecast"
            | "hit"
            | "hurt"
            | "let"
            | "put"
            | "quit"
            | "rid"
            | "set"
            | "shed"
            | "shut"
            | "split"
            | "spread"
            | "thrust"
            | "upset"
    )
}

/// The dictionary form of an irregular word: `(lower-case word, is it a verb form)`.
pub fn irregular(word: &str, verb: bool) -> Option<&'static str> {
    static MAP: LazyLock<Table<(&str, bool), &'static str>> = LazyLock::new(|| {
        let mut map = Table::default();
        for line in lines(IRREGULAR) {
            let mut parts = line.split_whitespace();
            let (Some(class), Some(lemma)) = (parts.next(), parts.next()) else { continue };
            for form in parts {
                map.insert((form, class == "v"), lemma);
            }
        }
        map
    });
    MAP.get(&(word, verb)).copied()
}

/// Whether a capitalised word usually opens a sentence, so that an abbreviation before it was its end.
pub fn opens_a_sentence(word: &str) -> bool {
    const OPENERS: &[&str] = &[
        "The",
        "A",
        "An",
        "He",
        "She",
        "It",
        "They",
        "We",
        "I",
        "You",
        "In",
        "On",
        "At",
        "But",
        "And",
        "This",
        "That",
        "These",
        "Those",
        "There",
        "His",
        "Her",
        "Its",
        "Their",
        "Our",
        "My",
        "For",
        "From",
        "After",
        "Before",
        "When",
        "While",
        "As",
        "If",
        "By",
        "With",
        "To",
        "No",
        "Not",
        "However",
        "Meanwhile",
        "Some",
        "Many",
        "Most",
        "All",
        "Both",
        "One",
        "Two",
        "Since",
        "During",
        "Under",
        "What",
        "Who",
        "Why",
        "How",
        "Earlier",
        "Later",
        "Last",
        "Then",
        "So",
        "Yet",
        "Although",
        "Though",
        "Despite",
        "\"",
        "“",
        "According",
    ];
    OPENERS.contains(&word)
}

/// Names of months and days, which are no names of actors.
pub fn is_calendar_word(word: &str) -> bool {
    const WORDS: &[&str] = &[
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
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Sept",
        "Oct",
        "Nov",
        "Dec",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "Mon",
        "Tue",
        "Wed",
        "Thu",
        "Fri",
        "Sat",
        "Christmas",
        "Easter",
        "GMT",
        "EST",
        "UTC",
        "BC",
        "AD",
    ];
    WORDS.contains(&word.trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_past_form_that_is_no_present_is_known() {
        for word in ["shook", "went", "wrote", "drove", "began"] {
            assert!(is_only_past(word), "{word}");
        }
        for word in ["found", "saw", "put", "fell", "left", "is", "shake", "table", "walked"] {
            assert!(!is_only_past(word), "{word}");
        }
    }
}
