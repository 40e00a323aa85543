//! Megabytes of text per second through the whole extraction, on one thread, and what its first stage alone takes.
//!
//! `cargo bench --bench extract`; the text is that of `samples/`.
#![allow(clippy::disallowed_methods)]

use std::fs;
use std::path::Path;

use dateline::article::Article;
use dateline::extract::Extractor;
use dateline::knowledge::Knowledge;
use dateline::text::{self, Model};
use divan::Bencher;
use divan::counter::BytesCount;

fn main() {
    divan::main();
}

/// The samples, each with a publication date.
fn articles() -> Vec<Article> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut files: Vec<_> = fs::read_dir(folder).expect("samples").map(|f| f.expect("a file").path()).collect();
    files.sort();
    let article = |file: &Path| Article {
        source: file.display().to_string(),
        published: "2019-04-24".parse().ok(),
        text: fs::read_to_string(file).expect("a sample"),
        ..Article::default()
    };
    files.iter().map(|f| article(f)).collect()
}

fn bytes(articles: &[Article]) -> BytesCount {
    BytesCount::new(articles.iter().map(|a| a.text.len()).sum::<usize>())
}

#[divan::bench]
fn whole_extraction(bencher: Bencher) {
    let articles = articles();
    let extractor = Extractor::new(Knowledge::default()).expect("the model");
    bencher
        .counter(bytes(&articles))
        .bench(|| articles.iter().map(|a| extractor.extract(a).events.len()).sum::<usize>());
}

#[divan::bench]
fn sentences_tags_and_syntax(bencher: Bencher) {
    let articles = articles();
    let model = Model::embedded().expect("the model");
    bencher
        .counter(bytes(&articles))
        .bench(|| articles.iter().map(|a| text::analyse(model, &a.text).tokens.len()).sum::<usize>());
}
