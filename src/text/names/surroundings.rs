//! What stands further from a name than its neighbours and tells its kind: what it depends on, what is said to be the same,
//! and the pronoun that comes after it ("Velkor said it would", "Marlow said he would").

use std::ops::Range;

use super::features::Sheet;
use crate::text::features::{hash, mix};
use crate::text::words::WordTable;
use crate::text::{Document, Rel};

/// How many tokens after a name a pronoun still speaks of it.
const REACH: usize = 12;

/// What stands around a run of words with capitals.
#[derive(Debug, Clone)]
pub struct Around {
    /// The tokens of the run.
    pub run: Range<usize>,
    /// Its relation to the word on which it depends, and that word.
    link: Option<(u64, Word)>,
    /// What is said to be the same: "Tarsis, a maker of pumps".
    same: Option<Word>,
    /// Which pronoun comes next, and how far from it.
    pronoun: u64,
}

/// A word that is no part of the name.
#[derive(Debug, Clone, Copy)]
struct Word {
    lemma: u64,
    fine: u64,
    coarse: u64,
}

/// What stands around the runs of a document.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    runs: Vec<Around>,
    /// For each token one more than the number of its run.
    of: Vec<u32>,
}

impl Surroundings {
    /// Of all tokens in the zones of a sheet.
    pub fn new(words: &WordTable, document: &Document, sheet: &Sheet) -> Self {
        let mut all = Self { runs: Vec::new(), of: vec![0; document.tokens.len()] };
        for (zone, sentence) in sheet.sentences() {
            for i in zone.clone() {
                if all.of[i] != 0 {
                    continue;
                }
                let joins = |j: &usize| sheet.joins(document, *j);
                let start = (sentence.start..i).rev().take_while(joins).last().unwrap_or(i);
                let end = (i + 1..sentence.end).take_while(joins).last().unwrap_or(i) + 1;
                all.runs.push(around(words, document, sheet, start..end, sentence));
                let number = all.runs.len() as u32;
                // A small word between two runs sees both, and is in neither.
                let inside = if joins(&i) { start..end } else { i..i + 1 };
                all.of[inside].fill(number);
            }
        }
        all
    }

    /// What stands around the run of a token.
    pub fn of(&self, i: usize) -> Option<&Around> {
        let number = *self.of.get(i)? as usize;
        self.runs.get(number.checked_sub(1)?)
    }
}

impl Around {
    /// The features, with the length of the run and what the lists say of the token.
    pub fn features(&self, length: u64, marks: u64, out: &mut Vec<u32>) {
        if let Some((rel, head)) = self.link {
            out.extend([
                mix(510, rel, length, 0),
                mix(511, rel, head.lemma, 0),
                mix(512, rel, marks, 0),
                mix(540, rel, head.fine, 0),
                mix(541, rel, head.coarse, self.pronoun),
            ]);
        }
        if let Some(same) = self.same {
            out.extend([mix(542, same.lemma, 0, 0), mix(543, same.fine, 0, 0), mix(544, same.coarse, length, 0)]);
        }
        if self.pronoun != 0 {
            out.extend([mix(545, self.pronoun, length, 0), mix(546, self.pronoun, marks, 0)]);
        }
    }
}

fn around(words: &WordTable, document: &Document, sheet: &Sheet, run: Range<usize>, sentence: &Range<usize>) -> Around {
    let tokens = &document.tokens;
    let word = |i: usize| {
        let lemma = document.lemma(i);
        let known = words.get(lemma);
        Word { lemma: hash(lemma.as_bytes()), fine: known.fine.into(), coarse: known.coarse.into() }
    };
    let outside = |j: usize| tokens.get(j).and_then(|t| t.head).filter(|h| !run.contains(h));
    let last = run.clone().rev().find(|j| outside(*j).is_some());
    let root = || run.clone().rev().find(|j| tokens.get(*j).is_some_and(|t| t.head.is_none()));
    let link = last.map(|j| {
        let rel = tokens.get(j).and_then(|t| Rel::ALL.iter().position(|r| *r == t.rel)).unwrap_or(0) as u64;
        (rel, outside(j).map_or(Word { lemma: 0, fine: 0, coarse: 0 }, word))
    });
    let head = last.or_else(root);
    let is_same = |j: &usize| tokens.get(*j).is_some_and(|t| t.rel == Rel::Appos && t.head.is_some() && t.head == head);
    let same = (run.end..sentence.end.min(run.end + REACH)).find(is_same).map(word);
    let pronoun = pronoun(document, sheet, run.end, sentence);
    Around { run, link, same, pronoun }
}

/// The first pronoun after a token, unless another name comes first; or the one with which the next sentence begins.
fn pronoun(document: &Document, sheet: &Sheet, from: usize, sentence: &Range<usize>) -> u64 {
    for (by, i) in (from..sentence.end.min(from + REACH)).enumerate() {
        if let Some(kind) = kind(document.word(i)) {
            return kind * 4 + 1 + u64::from(by > 1) + u64::from(by > 4);
        }
        if sheet.is_capital(i) {
            return 0;
        }
    }
    let next = document.tokens.get(sentence.end).map(|_| document.word(sentence.end).to_lowercase());
    next.and_then(|word| kind(&word)).map_or(0, |kind| kind * 4 + 4)
}

fn kind(word: &str) -> Option<u64> {
    Some(match word {
        "he" | "his" | "him" | "himself" | "she" | "her" | "herself" => 0,
        "it" | "its" | "itself" => 1,
        "they" | "their" | "them" => 2,
        "who" | "whose" | "whom" => 3,
        "which" | "where" => 4,
        "i" | "we" | "our" | "my" => 5,
        _ => return None,
    })
}
