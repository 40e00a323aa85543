//! Actors: who is named, described and meant by pronouns, within one article.
//!
//! names (which names are one actor) -> coreference (whom descriptions and pronouns mean, from left to right) -> roles.
//! "Russian President Vladimir Putin ... he ... the Russian leader" is one actor with three mentions, and an office.

mod apposition;
mod bodies;
mod coreference;
mod describe;
mod draft;
mod groups;
pub mod keys;
mod kinds;
mod lexicon;
mod listed;
mod metonyms;
mod names;
mod nominals;
mod products;
mod pronouns;
mod renamed;
mod roles;
mod scene;
mod spans;
mod spelling;
mod things;
mod titles;
mod wholes;

use draft::Draft;

use crate::findings::{Actor, ActorKind, ActorRole, Mention, TimeExpression};
use crate::knowledge::Knowledge;
use crate::text::Document;

/// Who stands in an article, and which offices it says they hold.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cast {
    /// The actors; the `id` of each is its index.
    pub actors: Vec<Actor>,
    /// The offices that the article gives them.
    pub roles: Vec<ActorRole>,
    /// For each actor the country that it belongs to, when that is an actor of the article as well: "North Korean migrant
    /// labourers" and North Korea.
    pub homes: Vec<Option<u32>>,
}

/// The actors of a text, in the order of their first mention.
pub fn find(document: &Document, times: &[TimeExpression], knowledge: &Knowledge) -> Cast {
    let drafts = names::find(document, times, knowledge);
    let mut drafts = coreference::resolve(document, times, knowledge, drafts);
    drafts.retain(|d| d.is_reported() && !d.references.is_empty());
    for draft in &mut drafts {
        draft.references.sort_by_key(|r| (r.tokens.start, r.tokens.end));
    }
    drafts.sort_by_key(|d| d.references.first().map(|r| (r.tokens.start, r.tokens.end)));
    let roles = roles::report(document, &drafts, times);
    let home = |d: &Draft| {
        let country = |c: &Draft| c.kind == ActorKind::Country && Some(&c.name) == d.country.as_ref();
        drafts.iter().position(country).map(|c| c as u32)
    };
    let homes = drafts.iter().map(home).collect();
    let actors = (0..drafts.len()).filter_map(|i| actor(document, &drafts, i)).collect();
    Cast { actors, roles, homes }
}

fn actor(document: &Document, drafts: &[Draft], at: usize) -> Option<Actor> {
    let draft = drafts.get(at)?;
    let named = |name: &String| drafts.iter().position(|d| d.name == *name && d.kind == draft.kind);
    let others = |names: &[String]| names.iter().filter_map(named).filter(|d| *d != at).map(|d| d as u32).collect();
    let mention = |r: &draft::Reference| Mention {
        span: document.span(r.tokens.clone()),
        text: document.words(r.tokens.clone()).to_owned(),
        form: r.form,
        confidence: r.confidence,
        candidates: others(&r.candidates),
    };
    let mentions = draft.references.iter().map(mention).collect();
    Some(Actor { id: at as u32, name: draft.name.clone(), kind: draft.kind, mentions })
}
