//! The tagger: greedy from left to right, linear weights.

use super::features::{Word, tagging};
use super::weights::Weights;

/// The number of the tag for each word of a sentence; `classes` is how many tags there are.
pub fn tag(weights: &Weights, classes: usize, words: &[Word]) -> Vec<u8> {
    let (mut features, mut scores, mut tags) = (Vec::new(), vec![0; classes], Vec::with_capacity(words.len()));
    for i in 0..words.len() {
        tagging(words, i, before(&tags), &mut features);
        tags.push(best(weights, &features, &mut scores));
    }
    tags
}

/// The last two tags; 255 stands before the sentence.
pub fn before(tags: &[u8]) -> [u8; 2] {
    let last = |n: usize| tags.len().checked_sub(n).map_or(255, |i| tags[i]);
    [last(1), last(2)]
}

/// The class with the highest score; the first of equals.
pub fn best(weights: &Weights, features: &[u32], scores: &mut [i32]) -> u8 {
    scores.fill(0);
    weights.add(features, scores);
    let mut best = 0;
    for (i, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = i;
        }
    }
    best as u8
}
