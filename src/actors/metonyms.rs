//! Whether a capital stands for its government: "Washington is aware" acts, "he arrived in Washington" does not.

use std::ops::Range;

use super::lexicon;
use crate::text::{Document, Rel, Upos};

/// Prepositions after which a capital is the other party rather than a place: "talks with Washington".
const PARTY: &[&str] = &["with", "against", "between", "by", "towards", "toward", "among", "than"];

/// Verbs whose object is a place rather than a party.
const PLACE_VERBS: &[&str] = &[
    "visit",
    "leave",
    "reach",
    "enter",
    "attack",
    "bomb",
    "hit",
    "strike",
    "shell",
    "flee",
    "tour",
    "cross",
    "approach",
    "capture",
    "surround",
    "storm",
    "rock",
    "shake",
    "lash",
    "devastate",
    "occupy",
    "besiege",
    "flood",
    "batter",
];

/// Verbs with a place as their subject: it lies there.
const STATE_VERBS: &[&str] = &["lie", "sit", "stand", "host", "see", "become", "grow", "sleep", "wake", "have"];

/// Whether the country is meant by its capital here.
pub fn acts(document: &Document, tokens: Range<usize>) -> bool {
    let head = document.head_of(tokens);
    let Some(token) = document.tokens.get(head) else { return false };
    let preposition = document
        .children_with(head, Rel::Case)
        .map(|c| document.word(c).to_lowercase())
        .find(|w| !w.ends_with('s') || w.len() > 2);
    if let Some(preposition) = preposition {
        // "Diplomats from Pyongyang" are those of the state; workers from there are from the city.
        let envoys = preposition == "from"
            && token.head.is_some_and(|h| lexicon::serves_state(&document.lemma(h).to_lowercase()));
        return envoys || PARTY.contains(&preposition.as_str());
    }
    let governor = token.head.and_then(|h| document.tokens.get(h));
    let lemma = governor.map_or("", |g| g.lemma.as_str());
    match token.rel {
        Rel::Nsubj => governor.is_some_and(|g| match g.upos {
            Upos::Verb => !STATE_VERBS.contains(&lemma),
            Upos::Adj => true,
            _ => false,
        }),
        Rel::Obj | Rel::Iobj => !PLACE_VERBS.contains(&lemma),
        // "Paris and London agreed": as the first of them.
        Rel::Conj => token.head.is_some_and(|h| {
            document.tokens.get(h).is_some_and(|t| t.upos == Upos::Propn) && h < head && acts(document, h..h + 1)
        }),
        Rel::OblAgent => true,
        _ => false,
    }
}
