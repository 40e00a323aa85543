//! Time expressions: a document and its publication date in, TIMEX3 values with days out.
//!
//! Two steps are kept apart. [`scan`](scan::scan) finds the expressions by the rules of `data/en/time` and says what
//! they mean before it is known what they are counted from; [`resolve`](resolve::resolve) counts. When a publication
//! date becomes known, only the second step runs again. Nothing below this folder knows a word of English.

pub mod anchor;
pub mod atoms;
pub mod automaton;
pub mod beside;
pub mod flow;
pub mod form;
pub mod lexicon;
pub mod numerals;
pub mod pattern;
pub mod placing;
pub mod resolve;
pub mod rules;
pub mod scan;
pub mod tense;
pub mod unit;
pub mod value;

pub use rules::rules;
pub use scan::{Scanned, scan};

use crate::calendar::Day;
use crate::findings::TimeExpression;
use crate::text::Document;

/// The time expressions of a text, in order. Without a publication date, what is counted from it stays unresolved.
pub fn find(document: &Document, published: Option<Day>) -> Vec<TimeExpression> {
    let scanned = scan(document, rules());
    resolve::resolve(&scanned, document.text, &document.offsets, published)
}
