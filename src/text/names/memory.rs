//! What a first reading of the whole document found, for the second one: a name that is clear in one place is found
//! again where little speaks for it, a surname follows the full name, an acronym its expansion.

use std::collections::HashMap;
use std::ops::Range;

use super::features::Sheet;
use crate::text::features::{hash, mix};
use crate::text::{Document, NameKind};

const KINDS: usize = NameKind::ALL.len();

/// Counts by kind; the last counts places where the word was no name.
type Counts = [u16; KINDS + 1];

/// Names and words of a document by what they were taken for.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    words: HashMap<u64, Counts>,
    names: HashMap<u64, Counts>,
    /// Words as the last of a longer name, and as any other word of one.
    ends: HashMap<u64, Counts>,
    parts: HashMap<u64, Counts>,
    acronyms: HashMap<u64, usize>,
}

impl Memory {
    /// From the names of a first reading with the place of their kind in [`NameKind::ALL`].
    pub fn new(document: &Document, sheet: &Sheet, names: &[(Range<usize>, usize)]) -> Self {
        let mut memory = Self::default();
        let add = |map: &mut HashMap<u64, Counts>, key: u64, kind: usize| {
            map.entry(key).or_default()[kind] += 1;
        };
        let mut inside = vec![false; document.tokens.len()];
        for (tokens, kind) in names {
            add(&mut memory.names, phrase(sheet, tokens.clone()), *kind);
            for i in tokens.clone() {
                inside[i] = true;
                add(&mut memory.words, sheet.word(i), *kind);
                if tokens.len() > 1 {
                    let map = if i + 1 == tokens.end { &mut memory.ends } else { &mut memory.parts };
                    add(map, sheet.word(i), *kind);
                }
            }
            if tokens.len() > 2 && NameKind::ALL.get(*kind) != Some(&NameKind::Person) {
                let capitals = tokens.clone().filter(|i| sheet.is_capital(*i));
                let letters: String = capitals.filter_map(|i| document.word(i).chars().next()).collect();
                memory.acronyms.insert(hash(letters.to_lowercase().as_bytes()), *kind);
            }
        }
        for (zone, tokens) in sheet.zones.iter().enumerate() {
            for i in tokens.clone().filter(|i| !inside[*i] && sheet.is_capital(*i) && !sheet.is_weak(zone, *i)) {
                add(&mut memory.words, sheet.word(i), KINDS);
            }
        }
        memory
    }

    /// What the rest of the document says of a token; `own` is the name in which the first reading put it.
    pub fn features(
        &self,
        sheet: &Sheet,
        zone: usize,
        i: usize,
        own: Option<&(Range<usize>, usize)>,
        out: &mut Vec<u32>,
    ) {
        out.clear();
        let word = sheet.word(i);
        let weak = u64::from(sheet.is_weak(zone, i));
        let single = u64::from(own.is_none_or(|o| o.0.len() == 1));
        let mut tell = |template: u32, counts: Option<&Counts>, own: Option<usize>, detail: u64| {
            let Some(counts) = counts else { return };
            let mut counts = *counts;
            if let Some(own) = own {
                counts[own] = counts[own].saturating_sub(1);
            }
            let all: u16 = counts.iter().sum();
            let most = (0..=KINDS).max_by_key(|k| (counts[*k], std::cmp::Reverse(*k))).unwrap_or(0);
            if counts[most] > 0 {
                let sure = u64::from(counts[most] == all);
                out.push(mix(template, most as u64, u64::from(counts[most].min(3)) * 2 + sure, detail));
                out.push(mix(template + 1, most as u64, 0, 0));
            }
        };
        let outside = own.is_none() && sheet.is_capital(i) && weak == 0;
        let own_word = own.map(|o| o.1).or(outside.then_some(KINDS));
        tell(520, self.words.get(&word), own_word, weak);
        if let Some((tokens, kind)) = own {
            tell(522, self.names.get(&phrase(sheet, tokens.clone())), Some(*kind), single);
        } else {
            tell(524, self.names.get(&phrase(sheet, i..i + 1)), None, weak);
        }
        let long = own.filter(|o| o.0.len() > 1);
        let last = long.is_some_and(|o| i + 1 == o.0.end);
        tell(526, self.ends.get(&word), long.filter(|_| last).map(|o| o.1), single);
        tell(528, self.parts.get(&word), long.filter(|_| !last).map(|o| o.1), single);
        if let Some(kind) = self.acronyms.get(&word) {
            out.push(mix(530, *kind as u64, single, 0));
        }
    }
}

fn phrase(sheet: &Sheet, tokens: Range<usize>) -> u64 {
    tokens.fold(7, |h, i| h.rotate_left(9) ^ sheet.word(i).wrapping_mul(0x9E37_79B9_7F4A_7C15))
}
