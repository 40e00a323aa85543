//! How fast a text is analysed: tokens per second, stage by stage, on one thread. `cargo bench --bench language`
//!
//! The text is the samples over and over; divan prints the median time and, as throughput, tokens per second.
#![allow(clippy::disallowed_methods)]

use std::ops::Range;

use dateline::text::decision::Given;
use dateline::text::encoder::{Vectors, WordsBefore};
use dateline::text::{Model, analyse, parser, sentences, tagger};
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// Some hundred kilobytes of running text.
fn text() -> String {
    let mut files: Vec<_> = std::fs::read_dir("samples").expect("samples").map(|e| e.expect("a file").path()).collect();
    files.sort();
    let all: String = files.iter().map(|f| std::fs::read_to_string(f).expect("text") + "\n\n").collect();
    all.repeat(10)
}

fn model() -> &'static Model {
    Model::embedded().expect("the model")
}

/// The sentences, and the number of their tokens.
fn split(text: &str) -> (Vec<Vec<Range<usize>>>, usize) {
    let sentences = sentences::split(text);
    let count = sentences.iter().map(Vec::len).sum();
    (sentences, count)
}

fn vectors(text: &str, sentences: &[Vec<Range<usize>>]) -> Vec<Vectors> {
    let mut before = WordsBefore::default();
    sentences.iter().map(|words| model().encoder.read_words(&model().words, text, words, &mut before)).collect()
}

#[divan::bench]
fn sentences_and_tokens(bencher: Bencher) {
    let text = text();
    let (_, count) = split(&text);
    bencher.counter(ItemsCount::new(count)).bench(|| sentences::split(black_box(&text)));
}

#[divan::bench]
fn vectors_of_words(bencher: Bencher) {
    let text = text();
    let (sentences, count) = split(&text);
    bencher.counter(ItemsCount::new(count)).bench(|| vectors(&text, &sentences).len());
}

#[divan::bench]
fn tags(bencher: Bencher) {
    let text = text();
    let (sentences, count) = split(&text);
    let vectors = vectors(&text, &sentences);
    bencher
        .counter(ItemsCount::new(count))
        .bench(|| vectors.iter().map(|v| tagger::tags(&model().tagger, v).len()).sum::<usize>());
}

#[divan::bench]
fn heads(bencher: Bencher) {
    let text = text();
    let (sentences, count) = split(&text);
    let vectors = vectors(&text, &sentences);
    let mut given = Given::default();
    bencher.counter(ItemsCount::new(count)).bench_local(|| {
        vectors.iter().map(|v| parser::heads(&model().transitions, v, &mut given).len()).sum::<usize>()
    });
}

#[divan::bench]
fn relations(bencher: Bencher) {
    let text = text();
    let (sentences, count) = split(&text);
    let mut given = Given::default();
    let trees: Vec<_> = vectors(&text, &sentences)
        .into_iter()
        .map(|v| {
            let heads = parser::heads(&model().transitions, &v, &mut given);
            (v, heads)
        })
        .collect();
    bencher.counter(ItemsCount::new(count)).bench_local(|| {
        trees.iter().map(|(v, heads)| parser::relations(&model().relations, v, heads, &mut given).len()).sum::<usize>()
    });
}

#[divan::bench]
fn everything(bencher: Bencher) {
    let (text, model) = (text(), model());
    let (_, count) = split(&text);
    bencher.counter(ItemsCount::new(count)).bench(|| analyse(model, black_box(&text)).tokens.len());
}
