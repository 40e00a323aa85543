//! Names: runs of proper nouns as the tagger and the parser see them.

use std::collections::BTreeMap;

use super::tags::{NameKind, Penn, Upos};
use super::{Document, Name};
use crate::text::lexicon;

/// The names of a document, in order.
pub fn find(document: &Document) -> Vec<Name> {
    let mut names = Vec::new();
    for sentence in &document.sentences {
        let headline = is_headline(document, sentence.tokens.clone());
        let mut i = sentence.tokens.start;
        while i < sentence.tokens.end {
            if !starts(document, i) {
                i += 1;
                continue;
            }
            let mut end = i + 1;
            while end < sentence.tokens.end {
                if continues(document, end) {
                    end += 1;
                } else if let Some(next) = bridge(document, end, sentence.tokens.end) {
                    end = next;
                } else {
                    break;
                }
            }
            names.push((i..end, headline));
            i = end;
        }
    }
    settle(document, names)
}

/// Most of its words have a capital: capitals tell nothing there.
fn is_headline(document: &Document, tokens: std::ops::Range<usize>) -> bool {
    let words =
        tokens.clone().filter(|i| document.word(*i).chars().all(char::is_alphabetic) && document.word(*i).len() > 3);
    let (all, capital) =
        words.fold((0, 0), |(n, c), i| (n + 1, c + usize::from(document.word(i).starts_with(char::is_uppercase))));
    all >= 4 && capital * 10 >= all * 8
}

fn is_capital(document: &Document, i: usize) -> bool {
    document.word(i).starts_with(char::is_uppercase)
}

fn starts(document: &Document, i: usize) -> bool {
    let token = &document.tokens[i];
    token.upos == Upos::Propn
        && is_capital(document, i)
        && !lexicon::is_calendar_word(document.word(i))
        && !lexicon::is_title(document.word(i))
}

fn continues(document: &Document, i: usize) -> bool {
    let token = &document.tokens[i];
    is_capital(document, i)
        && (token.upos == Upos::Propn
            || matches!(token.penn, Penn::Nn | Penn::Jj | Penn::Nns) && document.word(i - 1) != "'s")
        && !lexicon::is_calendar_word(document.word(i))
        && !lexicon::is_title(document.word(i))
}

/// Hyphens, particles and "of" or "and" inside a name: where it goes on, if it does.
fn bridge(document: &Document, i: usize, end: usize) -> Option<usize> {
    let word = document.word(i);
    let glued = document.tokens[i].span.start == document.tokens[i - 1].span.end;
    if word == "-" && glued {
        // "Jong-un": what follows a hyphen in a name need not be capitalised.
        let next = i + 1;
        return (next < end
            && document.tokens[next].upos == Upos::Propn
            && document.tokens[next].span.start == document.tokens[i].span.end)
            .then_some(next + 1);
    }
    let particles = [
        "of", "de", "del", "da", "dos", "van", "von", "der", "den", "la", "le", "al", "bin", "ibn", "di", "du", "&",
        "for", "the",
    ];
    if !particles.contains(&word) {
        return None;
    }
    let mut next = i + 1;
    while next < end && particles.contains(&document.word(next)) {
        next += 1;
    }
    let institution = matches!(word, "of" | "for" | "the");
    let known = !institution || lexicon::takes_of(document.word(i - 1));
    (known && next < end && continues(document, next) && (word != "for" || institution)).then_some(next + 1)
}

/// Decides the kind of each name, the same for the same words throughout the text, and drops headline-only words.
fn settle(document: &Document, found: Vec<(std::ops::Range<usize>, bool)>) -> Vec<Name> {
    let mut votes: BTreeMap<String, BTreeMap<NameKind, u32>> = BTreeMap::new();
    for (range, headline) in &found {
        let (kind, weight) = kind(document, range.clone());
        let entry = votes.entry(document.words(range.clone()).to_lowercase()).or_default();
        *entry.entry(kind).or_default() += if *headline { 1 } else { weight * 2 };
        // The surname of a person seen in full is a person.
        if kind == NameKind::Person && range.len() > 1 && weight > 1 {
            *votes.entry(document.word(range.end - 1).to_lowercase()).or_default().entry(kind).or_default() += weight;
        }
    }
    let running: Vec<String> =
        found.iter().filter(|f| !f.1).map(|f| document.words(f.0.clone()).to_lowercase()).collect();
    let mut names = Vec::new();
    for (range, headline) in found {
        let words = document.words(range.clone()).to_lowercase();
        if headline && !running.iter().any(|r| *r == words || r.split(' ').any(|w| w == words)) {
            continue;
        }
        let best = votes.get(&words).and_then(|v| v.iter().max_by_key(|(k, n)| (**n, std::cmp::Reverse(**k))));
        let kind = best.map_or(NameKind::Other, |(k, _)| *k);
        names.push(Name { tokens: range, kind, confidence: 0.7 });
    }
    names
}

/// What a name names as far as it and its neighbours tell, and how strongly.
fn kind(document: &Document, range: std::ops::Range<usize>) -> (NameKind, u32) {
    let (first, last) = (document.word(range.start), document.word(range.end - 1));
    let before = range.start.checked_sub(1).map_or("", |i| document.word(i));
    let all_capitals =
        range.len() == 1 && first.len() > 1 && first.chars().all(|c| c.is_uppercase() || c == '&' || c == '.');
    if range.clone().any(|i| lexicon::marks_organization(document.word(i))) {
        return (NameKind::Organization, 4);
    }
    if lexicon::is_title(before) || lexicon::is_given_name(first) {
        return (NameKind::Person, 4);
    }
    if lexicon::is_place(document.words(range.clone())) {
        return (NameKind::Place, 4);
    }
    if lexicon::marks_place(last) {
        return (NameKind::Place, 3);
    }
    if all_capitals {
        return (NameKind::Organization, 2);
    }
    let hyphenated = range.clone().any(|i| document.word(i) == "-");
    if range.len() == 2 || range.len() == 3 || hyphenated {
        return (NameKind::Person, 2);
    }
    if matches!(before, "in" | "at" | "near" | "to" | "from") {
        return (NameKind::Place, 1);
    }
    let head = document.tokens[range.end - 1].head;
    if head.is_some_and(|h| matches!(document.lemma(h), "say" | "tell" | "add" | "ask" | "reply")) && range.len() == 1 {
        return (NameKind::Person, 1);
    }
    (NameKind::Organization, 1)
}
