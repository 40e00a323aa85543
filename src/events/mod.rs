//! Events: triggers, whether they happened, who took part, and when.

pub mod lexicon;
pub mod synonyms;

pub use synonyms::{are_synonyms, synonym_class};

use crate::actors::Cast;
use crate::calendar::Day;
use crate::findings::{EventMention, TimeExpression};
use crate::knowledge::Knowledge;
use crate::text::Document;

/// The event mentions of a text, in order.
pub fn find(
    _document: &Document,
    _published: Option<Day>,
    _times: &[TimeExpression],
    _cast: &Cast,
    _knowledge: &Knowledge,
) -> Vec<EventMention> {
    Vec::new()
}
