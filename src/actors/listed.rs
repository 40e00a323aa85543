//! Names that the table of bodies and indexes has, wherever the tagger saw none or only a part: "General Electric", "the Dow
//! Jones industrial average"; and names of ships behind what only ships are called ("MV").

use std::ops::Range;

use super::lexicon;
use crate::knowledge::world;
use crate::text::{Document, NameKind, Upos};

/// Words of the longest name in the table ("Standard & Poor's 500 Index", hyphens counted).
const LONGEST: usize = 8;

/// Where names of the table stand, the longest at each place. One word alone only for an index, where it is a name.
pub fn find(document: &Document) -> Vec<(Range<usize>, NameKind)> {
    let mut found = Vec::new();
    for sentence in &document.sentences {
        let mut i = sentence.tokens.start;
        while i < sentence.tokens.end {
            let capital = document.word(i).starts_with(char::is_uppercase);
            let last = (i + LONGEST).min(sentence.tokens.end);
            let name =
                (i + 1..=last).rev().filter(|_| capital).find_map(|end| Some((i..end, listed(document, i..end)?)));
            let name = name.or_else(|| ship(document, i, sentence.tokens.end).map(|end| (i..end, NameKind::Other)));
            let Some((tokens, kind)) = name else {
                i += 1;
                continue;
            };
            i = tokens.end;
            found.push((tokens, kind));
        }
    }
    let short = again(document, &found);
    found.extend(short);
    found
}

/// "The Spice Islander" behind the "MV Spice Islander".
fn again(document: &Document, found: &[(Range<usize>, NameKind)]) -> Vec<(Range<usize>, NameKind)> {
    let is_ship = |t: &Range<usize>| lexicon::is_ship_prefix(&document.word(t.start).to_lowercase());
    let ships: Vec<Range<usize>> = found.iter().map(|f| f.0.clone()).filter(is_ship).collect();
    let mut short = Vec::new();
    for ship in ships.iter().map(|s| s.start + 1..s.end) {
        for i in 0..document.tokens.len().saturating_sub(ship.len() - 1) {
            let here = i..i + ship.len();
            let same = here.clone().zip(ship.clone()).all(|(a, b)| document.word(a) == document.word(b));
            if same && !ships.iter().any(|s| s.contains(&i)) {
                short.push((here, NameKind::Other));
            }
        }
    }
    short
}

/// The end of "MV Spice Islander", "HMS Medway".
fn ship(document: &Document, first: usize, end: usize) -> Option<usize> {
    let word = document.word(first);
    let prefix = word.chars().all(char::is_uppercase) && lexicon::is_ship_prefix(&word.to_lowercase());
    let part = |i: &usize| document.word(*i).starts_with(char::is_uppercase) && document.word(*i).len() > 1;
    let last = (first + 1..end.min(first + 4)).take_while(part).last()?;
    prefix.then_some(last + 1)
}

fn listed(document: &Document, tokens: Range<usize>) -> Option<NameKind> {
    let last = document.tokens.get(tokens.end - 1)?;
    // "Dow Jones Industrials" is no part of "Dow Jones Industrials-based".
    let closed = document.tokens.get(tokens.end).is_none_or(|t| t.span.start > last.span.end || t.upos == Upos::Punct);
    let body = world::body(document.words(tokens.clone())).filter(|_| closed)?;
    let index = body.kind == "index";
    let alone = tokens.len() == 1;
    (!alone || index && last.upos == Upos::Propn).then_some(if index {
        NameKind::Other
    } else {
        NameKind::Organization
    })
}
