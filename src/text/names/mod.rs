//! Names: a linear tagger over words with capitals and what stands between them, which reads each document twice, so
//! that what is clear in one place helps in another.

pub mod features;
pub mod labels;
pub mod memory;

use std::collections::HashMap;
use std::ops::Range;

use super::features::mix;
use super::weights::Weights;
use super::words::WordTable;
use super::{Document, Name, NameKind};
use features::Sheet;
use labels::{LABELS, OUTSIDE};
use memory::Memory;

/// The feature of a transition from a label.
pub fn transition(from: usize) -> u32 {
    mix(399, from as u64, 0, 0)
}

/// Weights are kept as whole numbers in this part of one.
pub const SCALE: f32 = 24.0;

/// The names of a document, in order.
pub fn find(words: &WordTable, weights: &Weights, document: &Document) -> Vec<Name> {
    let sheet = Sheet::new(words, document);
    let reader = Reader::new(weights);
    let mut scores = reader.scores(document, &sheet);
    let first = reader.read(&sheet, &scores);
    let memory = Memory::new(document, &sheet, &first);
    reader.remember(&sheet, &memory, &first, &mut scores);
    let mut names = reader.read(&sheet, &scores);
    agree(&sheet, &mut names);
    names
        .into_iter()
        .filter_map(|(tokens, kind)| Some(Name { tokens, kind: *NameKind::ALL.get(kind)?, confidence: 0.7 }))
        .collect()
}

/// Gives the same words the same kind throughout a document: the one they have in more than half of their places.
fn agree(sheet: &Sheet, names: &mut [(Range<usize>, usize)]) {
    let words = |tokens: &Range<usize>| tokens.clone().map(|i| sheet.word(i)).collect::<Vec<_>>();
    let mut counts: HashMap<Vec<u64>, [usize; NameKind::ALL.len()]> = HashMap::new();
    for (tokens, kind) in names.iter() {
        counts.entry(words(tokens)).or_default()[*kind] += 1;
    }
    for (tokens, kind) in names {
        let Some(counts) = counts.get(&words(tokens)) else { continue };
        let all: usize = counts.iter().sum();
        *kind = counts.iter().position(|n| n * 2 > all).unwrap_or(*kind);
    }
}

/// The names of a first reading, as the trainer needs them: tokens, and the place of the kind in [`NameKind::ALL`].
pub fn read_once(weights: &Weights, document: &Document, sheet: &Sheet) -> Vec<(Range<usize>, usize)> {
    let reader = Reader::new(weights);
    reader.read(sheet, &reader.scores(document, sheet))
}

/// The scores of each token of each zone.
type Scores = Vec<Vec<[i32; LABELS]>>;

struct Reader<'a> {
    weights: &'a Weights,
    transitions: [[i32; LABELS]; LABELS],
    followers: Vec<Vec<usize>>,
}

impl<'a> Reader<'a> {
    fn new(weights: &'a Weights) -> Self {
        let mut transitions = [[0; LABELS]; LABELS];
        for (from, row) in transitions.iter_mut().enumerate() {
            weights.add(&[transition(from)], row);
        }
        Self { weights, transitions, followers: labels::followers() }
    }

    fn scores(&self, document: &Document, sheet: &Sheet) -> Scores {
        let mut features = Vec::new();
        let mut score = |zone: usize, i: usize| {
            sheet.features(document, zone, i, &mut features);
            let mut scores = [0; LABELS];
            self.weights.add(&features, &mut scores);
            scores
        };
        sheet.zones.iter().enumerate().map(|(z, tokens)| tokens.clone().map(|i| score(z, i)).collect()).collect()
    }

    fn read(&self, sheet: &Sheet, scores: &Scores) -> Vec<(Range<usize>, usize)> {
        let paths = sheet.zones.iter().zip(scores).map(|(zone, scores)| {
            let path = labels::best_path(scores, &self.transitions, &self.followers);
            labels::names(&path, zone.start)
        });
        paths.flatten().collect()
    }

    /// Adds what the document remembers to the scores.
    fn remember(&self, sheet: &Sheet, memory: &Memory, first: &[(Range<usize>, usize)], scores: &mut Scores) {
        let mut features = Vec::new();
        let mut names = first.iter().peekable();
        for (z, (zone, scores)) in sheet.zones.iter().zip(scores).enumerate() {
            for (i, scores) in zone.clone().zip(scores) {
                while names.next_if(|n| n.0.end <= i).is_some() {}
                let own = names.peek().copied().filter(|n| n.0.contains(&i));
                memory.features(sheet, z, i, own, &mut features);
                self.weights.add(&features, scores);
            }
        }
    }
}

const _: () = assert!(OUTSIDE == 0);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Model, analyse};

    #[test]
    fn the_same_words_have_the_kind_of_most_of_their_places() {
        let text = "Marlow met Anna. Marlow lost. Marlow won. Anna left for Oslo.";
        let model = Model::embedded().unwrap();
        let document = analyse(model, text);
        let sheet = Sheet::new(&model.words, &document);
        let places = |word: &str| (0..document.tokens.len()).filter(|i| document.word(*i) == word).collect::<Vec<_>>();
        let (marlow, anna) = (places("Marlow"), places("Anna"));
        let name = |i: usize, kind: usize| (i..i + 1, kind);
        let mut names =
            [name(marlow[0], 1), name(anna[0], 0), name(marlow[1], 0), name(marlow[2], 1), name(anna[1], 2)];
        agree(&sheet, &mut names);
        let kinds = names.map(|n| n.1);
        assert_eq!(kinds, [1, 0, 1, 1, 2], "two of three agree, one of two does not");
    }
}
