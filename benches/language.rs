//! How fast a text is analysed: tokens per second, stage by stage, on one thread. `cargo bench --bench language`
//!
//! The text is the samples over and over; divan prints the median time and, as throughput, tokens per second.
#![allow(clippy::disallowed_methods)]

use dateline::text::features::Word;
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

/// The words of every sentence.
fn words(text: &str) -> Vec<Vec<Word>> {
    let read = |ranges: Vec<std::ops::Range<usize>>| ranges.into_iter().map(|r| Word::new(&text[r])).collect();
    sentences::split(text).into_iter().map(read).collect()
}

#[divan::bench]
fn sentences_and_tokens(bencher: Bencher) {
    let text = text();
    let count: usize = words(&text).iter().map(Vec::len).sum();
    bencher.counter(ItemsCount::new(count)).bench(|| sentences::split(black_box(&text)));
}

#[divan::bench]
fn tags(bencher: Bencher) {
    let (text, model) = (text(), model());
    let words = words(&text);
    let count: usize = words.iter().map(Vec::len).sum();
    bencher
        .counter(ItemsCount::new(count))
        .bench(|| words.iter().map(|w| tagger::tag(&model.tagger, model.tags.len(), w).len()).sum::<usize>());
}

#[divan::bench]
fn syntax(bencher: Bencher) {
    let (text, model) = (text(), model());
    let words = words(&text);
    let nodes: Vec<_> =
        words.iter().map(|w| parser::nodes(w, &tagger::tag(&model.tagger, model.tags.len(), w))).collect();
    let count: usize = words.iter().map(Vec::len).sum();
    bencher.counter(ItemsCount::new(count)).bench(|| {
        let labelled = nodes.iter().map(|n| {
            let heads = parser::heads(&model.parser, n);
            parser::labels(&model.labeller, model.rels.len(), n, &heads).len()
        });
        labelled.sum::<usize>()
    });
}

#[divan::bench]
fn everything(bencher: Bencher) {
    let (text, model) = (text(), model());
    let count: usize = words(&text).iter().map(Vec::len).sum();
    bencher.counter(ItemsCount::new(count)).bench(|| analyse(model, black_box(&text)).tokens.len());
}
