//! The text of one article as sentences of tokens, with tags, lemmas, syntax and names.
//!
//! [`Document`] is what the later stages read. Tokens are numbered from 0 through the whole document; a head is such
//! a number, so that no stage has to count within sentences.

mod clauses;
mod datelines;
pub mod decision;
pub mod document;
pub mod encoder;
pub mod features;
mod hyphens;
pub mod keys;
mod language;
pub mod lemma;
pub mod lexicon;
pub mod model;
pub mod names;
pub mod network;
pub mod parser;
pub mod reader;
mod repair;
pub mod sentences;
pub mod tagger;
pub mod tags;
pub mod tokens;
pub mod weights;
pub mod words;

pub use document::{Document, Name, Sentence, Token};
pub use language::foreign;
pub use model::{Model, ModelError};
pub use tags::{NameKind, Penn, Rel, Upos};

use std::ops::Range;

use crate::span::Offsets;
use decision::Given;
use encoder::WordsBefore;

/// Reads a text: sentences, tokens, tags, syntax, names. The same text gives the same document.
pub fn analyse<'a>(model: &Model, text: &'a str) -> Document<'a> {
    let offsets = Offsets::new(text);
    let mut tokens = Vec::new();
    let mut sentences = Vec::new();
    let mut before = WordsBefore::default();
    let mut given = Given::default();
    for ranges in sentences::split(text) {
        let first = tokens.len();
        let parse = |ranges: &[Range<usize>], before: &mut WordsBefore<'a>, given: &mut Given| {
            let vectors = model.encoder.read_words(&model.words, text, ranges, before);
            let tags = tagger::tags(&model.tagger, &vectors);
            let heads = parser::heads(&model.transitions, &vectors, given);
            let relations = parser::relations(&model.relations, &vectors, &heads, given);
            clauses::Parse { tags, heads, relations }
        };
        let opens = datelines::length(text, &ranges);
        let mut parsed = parse(&ranges[opens..], &mut before, &mut given);
        if let Some(parts) = clauses::between_semicolons(model, text, &ranges[opens..], &parsed) {
            let parts = parts.into_iter().map(|p| parse(&ranges[opens..][p], &mut before, &mut given));
            parsed = clauses::in_a_row(parts.collect(), 0, model);
        }
        if opens > 0 {
            parsed = clauses::in_a_row(vec![parse(&ranges[..opens], &mut before, &mut given), parsed], 1, model);
        }
        let clauses::Parse { tags, heads, relations } = parsed;
        for (i, bytes) in ranges.into_iter().enumerate() {
            let (upos, penn) = model.tags.get(tags[i]).copied().unwrap_or((Upos::X, Penn::Xx));
            let penn = if penn == Penn::Vbp && lexicon::is_only_past(&text[bytes.clone()]) { Penn::Vbd } else { penn };
            let lemma = lemma::lemma(&text[bytes.clone()], upos, penn);
            let rel =
                if heads[i].is_none() { Rel::Root } else { model.rels.get(relations[i]).copied().unwrap_or(Rel::Dep) };
            let head = heads[i].map(|h| h + first);
            tokens.push(Token { span: offsets.span(bytes.start, bytes.end), bytes, upos, penn, lemma, head, rel });
        }
        if let (Some(a), Some(b)) = (tokens.get(first), tokens.last()) {
            let span = crate::span::Span::new(a.span.start, b.span.end);
            let whole = first..tokens.len();
            let opens = first + opens;
            repair::repair(&mut tokens, opens..whole.end, |t| &text[t.bytes.clone()]);
            sentences.push(Sentence { span, tokens: whole, opens });
        }
    }
    let mut document = Document::new(text, tokens, sentences, Vec::new());
    document.names = names::find(&model.words, &model.names, &document);
    repair::with_names(&mut document);
    document
}
