//! Actors: who is named, described and meant by pronouns, within one article.

pub mod keys;

use crate::findings::{Actor, ActorRole, TimeExpression};
use crate::knowledge::Knowledge;
use crate::text::Document;

/// Who stands in an article, and which offices it says they hold.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cast {
    /// The actors; the `id` of each is its index.
    pub actors: Vec<Actor>,
    /// The offices that the article gives them.
    pub roles: Vec<ActorRole>,
}

/// The actors of a text.
pub fn find(_document: &Document, _times: &[TimeExpression], _knowledge: &Knowledge) -> Cast {
    Cast::default()
}
