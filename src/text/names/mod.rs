//! Names: a linear tagger over words with capitals and what stands between them, which reads each document twice, so
//! that what is clear in one place helps in another.

mod edges;
pub mod features;
pub mod labels;
pub mod memory;
mod surroundings;

use std::collections::HashMap;
use std::ops::Range;

use super::features::mix;
use super::weights::Weights;
use super::words::WordTable;
use super::{Document, Name, NameKind};
use features::Sheet;
use labels::{LABELS, OUTSIDE, Part};
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
    let mut scores = reader.scores(&sheet);
    let first = reader.read(&sheet, &scores);
    let memory = Memory::new(document, &sheet, &first);
    reader.remember(&sheet, &memory, &first, &mut scores);
    let mut names = reader.read(&sheet, &scores);
    edges::settle(document, &sheet, &mut names);
    agree(&sheet, &scores, &mut names);
    names
        .into_iter()
        .filter_map(|(tokens, kind)| Some(Name { tokens, kind: *NameKind::ALL.get(kind)?, confidence: 0.7 }))
        .collect()
}

/// What a longer name adds to the kind of its surname, or of its first word if it is an organisation.
const LINK: i32 = 48;

/// Gives the same words the same kind throughout a document: the one that has the highest sum of scores over all their
/// places, so that a place which tells much outweighs one which tells little; longer names that hold a word count for it.
fn agree(sheet: &Sheet, scores: &Scores, names: &mut [(Range<usize>, usize)]) {
    let words = |tokens: &Range<usize>| tokens.clone().map(|i| sheet.word(i)).collect::<Vec<_>>();
    let mut sums: HashMap<Vec<u64>, (usize, [i32; NameKind::ALL.len()])> = HashMap::new();
    let mut zones = sheet.zones.iter().zip(scores).peekable();
    for (tokens, _) in names.iter() {
        while zones.next_if(|(zone, _)| zone.end <= tokens.start).is_some() {}
        let Some((zone, scores)) = zones.peek() else { break };
        let (places, sum) = sums.entry(words(tokens)).or_default();
        *places += 1;
        for i in tokens.clone() {
            let Some(scores) = scores.get(i.wrapping_sub(zone.start)) else { continue };
            for (kind, sum) in sum.iter_mut().enumerate() {
                *sum += scores[labels::label(kind, Part::of(i, tokens))];
            }
        }
    }
    let mut links: HashMap<u64, [i32; NameKind::ALL.len()]> = HashMap::new();
    for (tokens, kind) in names.iter().filter(|n| n.0.len() > 1) {
        let word = match NameKind::ALL.get(*kind) {
            Some(NameKind::Person) => tokens.end - 1,
            Some(NameKind::Organization) => tokens.start,
            _ => continue,
        };
        links.entry(sheet.word(word)).or_default()[*kind] = LINK;
    }
    for (tokens, kind) in names {
        let Some((places, sums)) = sums.get(&words(tokens)) else { continue };
        let mut sums = *sums;
        let link = links.get(&sheet.word(tokens.start)).filter(|_| tokens.len() == 1);
        if let Some(link) = link {
            sums.iter_mut().zip(link).for_each(|(s, l)| *s += l);
        }
        if *places > 1 || link.is_some() {
            *kind = (0..sums.len()).max_by_key(|k| (sums[*k], k == kind)).unwrap_or(*kind);
        }
    }
}

/// The names of a first reading, as the trainer needs them: tokens, and the place of the kind in [`NameKind::ALL`].
pub fn read_once(weights: &Weights, sheet: &Sheet) -> Vec<(Range<usize>, usize)> {
    let reader = Reader::new(weights);
    reader.read(sheet, &reader.scores(sheet))
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

    fn scores(&self, sheet: &Sheet) -> Scores {
        let mut features = Vec::new();
        let mut score = |zone: usize, i: usize| {
            sheet.features(zone, i, &mut features);
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
    fn the_same_words_have_the_kind_that_all_their_places_speak_for() {
        let text = "Marlow met Anna. Marlow lost. Marlow won. Anna left for Oslo.";
        let model = Model::embedded().unwrap();
        let document = analyse(model, text);
        let sheet = Sheet::new(&model.words, &document);
        let places = |word: &str| (0..document.tokens.len()).filter(|i| document.word(*i) == word).collect::<Vec<_>>();
        let (marlow, anna) = (places("Marlow"), places("Anna"));
        let mut scores: Scores = sheet.zones.iter().map(|z| vec![[0; LABELS]; z.len()]).collect();
        let mut speak = |i: usize, kind: usize, score: i32| {
            let zone = sheet.zones.iter().position(|z| z.contains(&i)).unwrap();
            scores[zone][i - sheet.zones[zone].start][labels::label(kind, Part::Only)] = score;
        };
        for (i, kind, score) in
            [(marlow[0], 1, 2), (marlow[1], 0, 9), (marlow[2], 1, 3), (anna[0], 0, 4), (anna[1], 2, 3)]
        {
            speak(i, kind, score);
        }
        let name = |i: usize, kind: usize| (i..i + 1, kind);
        let mut names =
            [name(marlow[0], 1), name(anna[0], 0), name(marlow[1], 0), name(marlow[2], 1), name(anna[1], 2)];
        agree(&sheet, &scores, &mut names);
        assert_eq!(names.map(|n| n.1), [0, 0, 0, 0, 0], "nine for one kind outweigh two and three for another");
    }
}
