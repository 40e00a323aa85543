//! Time expressions: what was scanned in the text, and resolved against the publication date or the narrative.

use crate::calendar::Day;
use crate::findings::TimeExpression;
use crate::text::Document;

/// The time expressions of a text, in order. Without a publication date, what is counted from it stays unresolved.
pub fn find(_document: &Document, _published: Option<Day>) -> Vec<TimeExpression> {
    Vec::new()
}
