//! How fast the stage for time expressions is alone: `cargo bench --bench time`. The columns of bytes per second should
//! not fall as the text grows, whatever the text.

use dateline::span::Offsets;
use dateline::text::{Document, Model, Sentence, Token, Upos, analyse, tags, tokens};
use dateline::time::{resolve, rules, scan};
use divan::counter::BytesCount;

fn main() {
    // The rules are read once per process; that is not what is measured.
    rules();
    divan::main();
}

/// Kilobytes of text.
const SIZES: &[usize] = &[64, 256, 1024];

/// Enough for a steady median; the whole takes about half a minute.
const SAMPLES: u32 = 15;

const NEWS: &str = "The council met on Tuesday to discuss the bridge, which has been closed since March 15. Members \
    said the repairs would cost about 40 million pounds. \"We have waited for two years,\" the mayor told reporters \
    in the square. Nobody from the company, which built the bridge in 1998, came to the meeting. A decision is expected \
    next week. The river had risen by three metres in the night, and workers from four towns carried sand to the dam. ";

/// A text repeated to a size in kilobytes.
fn repeated(text: &str, kilobytes: usize) -> String {
    text.chars().cycle().take(kilobytes * 1024).collect()
}

/// Tokens in one single sentence, without tags: the worst that a text can be.
fn one_sentence(text: &str) -> Document<'_> {
    let mut ranges = Vec::new();
    tokens::tokenize(text, 0, &mut ranges);
    let offsets = Offsets::new(text);
    let all: Vec<Token> = ranges
        .into_iter()
        .map(|bytes| Token {
            span: offsets.span(bytes.start, bytes.end),
            bytes,
            upos: Upos::Propn,
            penn: tags::Penn::Nnp,
            lemma: String::new(),
            head: None,
            rel: tags::Rel::Dep,
        })
        .collect();
    let span = offsets.span(0, text.len());
    let sentence = Sentence { span, tokens: 0..all.len(), opens: 0 };
    Document::new(text, all, vec![sentence], Vec::new())
}

fn measure(bencher: divan::Bencher, document: &Document) {
    let published = "2019-04-24".parse().ok();
    bencher.counter(BytesCount::of_str(document.text)).bench_local(|| {
        let scanned = scan(document, rules());
        resolve::resolve(&scanned, document.text, &document.offsets, published)
    });
}

#[divan::bench(args = SIZES, sample_count = SAMPLES, sample_size = 1)]
fn news(bencher: divan::Bencher, size: usize) {
    let text = repeated(NEWS, size);
    measure(bencher, &analyse(Model::embedded().expect("the model"), &text));
}

#[divan::bench(args = SIZES, sample_count = SAMPLES, sample_size = 1)]
fn news_in_one_line(bencher: divan::Bencher, size: usize) {
    measure(bencher, &one_sentence(&repeated(&NEWS.replace(['.', '"'], ""), size)));
}

#[divan::bench(args = SIZES, sample_count = SAMPLES, sample_size = 1)]
fn digits_only(bencher: divan::Bencher, size: usize) {
    measure(bencher, &one_sentence(&repeated("1998 12 2001 7 31 1066 ", size)));
}

#[divan::bench(args = SIZES, sample_count = SAMPLES, sample_size = 1)]
fn may_may_may(bencher: divan::Bencher, size: usize) {
    measure(bencher, &one_sentence(&repeated("May may ", size)));
}

#[divan::bench(args = SIZES, sample_count = SAMPLES, sample_size = 1)]
fn one_word(bencher: divan::Bencher, size: usize) {
    measure(bencher, &one_sentence(&repeated("x", size)));
}

#[divan::bench(args = SIZES, sample_count = SAMPLES, sample_size = 1)]
fn dates_only(bencher: divan::Bencher, size: usize) {
    measure(bencher, &one_sentence(&repeated("from May 3 to the end of last week, ", size)));
}

#[divan::bench(args = SIZES, sample_count = SAMPLES, sample_size = 1)]
fn slashes_and_dashes(bencher: divan::Bencher, size: usize) {
    measure(bencher, &one_sentence(&repeated("1/2/03-04-05/6 - ", size)));
}

#[divan::bench(args = SIZES, sample_count = SAMPLES, sample_size = 1)]
fn ends_of_ends(bencher: divan::Bencher, size: usize) {
    measure(bencher, &one_sentence(&repeated("the end of the ", size)));
}
