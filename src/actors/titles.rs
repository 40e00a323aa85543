//! The words before a person's name: courtesy, office, country, and whether the office is held now.
//!
//! "then Russian President Dmitry Medvedev" -> president, of Russia, then.

use super::draft::{Gender, Office, Tenure};
use super::lexicon;
use crate::knowledge::world;
use crate::text::{Document, Upos};

/// What stands before a name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Title {
    /// The first token of it.
    pub start: usize,
    /// The gender that it tells.
    pub gender: Option<Gender>,
    /// The office, when it is one.
    pub office: Option<Office>,
    /// The country in it.
    pub country: Option<&'static str>,
}

/// Reads the title before a name that starts at token `name`; `None` when there is none.
pub fn before(document: &Document, name: usize) -> Option<Title> {
    let first = document.sentences.get(document.sentence_of(name))?.tokens.start;
    let mut title = Title { start: name, ..Title::default() };
    let mut words: Vec<usize> = Vec::new();
    let mut i = name;
    while i > first {
        let word = document.word(i - 1);
        if words.is_empty() && i >= first + 3 && is_fixed_office(document.words(i - 3..i)) {
            words.extend([i - 1, i - 2, i - 3]);
            i -= 3;
            continue;
        }
        let dot = word == "."
            && i >= 2
            && (lexicon::is_courtesy(document.word(i - 2)) || lexicon::is_office(document.word(i - 2)));
        let inside = !words.is_empty() && lexicon::is_inner(word);
        if !(dot
            || lexicon::is_courtesy(word)
            || lexicon::is_office(word)
            || lexicon::is_future(word) && i == name
            || inside)
        {
            break;
        }
        // "father Kim" is kin, not a priest, when it is not capitalised.
        if lexicon::is_courtesy(word) && !word.starts_with(char::is_uppercase) {
            break;
        }
        title.gender = title.gender.or(lexicon::gender_of_word(word));
        if !dot && !lexicon::is_courtesy(word) {
            words.push(i - 1);
        }
        i -= 1;
    }
    if i == name {
        return None;
    }
    let end = words.first().copied().map_or(i, |w| w + 1);
    let office_start = words.last().copied().unwrap_or(i);
    title.start = i;
    let mut tenure = if words.first().is_some_and(|w| lexicon::is_future(document.word(*w))) {
        Tenure::Future
    } else {
        Tenure::Current
    };
    // What stands before the office: its country or body, "former", "then".
    let mut of = None;
    while i > first && !words.is_empty() {
        let word = document.word(i - 1);
        let pair = (i >= first + 2).then(|| document.words(i - 2..i));
        if let Some(country) = pair.and_then(|p| world::demonym(p).or_else(|| world::country(p))) {
            (of, i) = (of.or(Some(country)), i - 2);
        } else if let Some(country) = world::demonym(word).or_else(|| world::country(word)) {
            (of, i) = (of.or(Some(country)), i - 1);
        } else if word.eq_ignore_ascii_case("then") || word.eq_ignore_ascii_case("then-") {
            (tenure, i) = (Tenure::Then, i - 1);
        } else if lexicon::is_past(word) {
            (tenure, i) = (Tenure::Past, i - 1);
        } else if lexicon::is_future(word) {
            (tenure, i) = (Tenure::Future, i - 1);
        } else if matches!(word, "-" | "’s" | "'s")
            || document.tokens.get(i - 1).is_some_and(|t| t.upos == Upos::Adj) && i > first + 1
        {
            i -= 1;
        } else {
            break;
        }
    }
    if !words.is_empty() {
        let text = document.words(office_start..end);
        title.country = of;
        title.office = Some(Office {
            title: text.trim_end_matches('.').to_lowercase(),
            of: of.map(str::to_owned),
            tenure,
            token: end - 1,
            words: document.span(office_start..end),
        });
    }
    Some(title)
}

/// Offices with a preposition inside.
fn is_fixed_office(words: &str) -> bool {
    matches!(
        words.to_lowercase().as_str(),
        "secretary of state"
            | "secretary of defense"
            | "secretary of defence"
            | "chief of staff"
            | "head of state"
            | "minister of state"
            | "master of rolls"
    )
}
