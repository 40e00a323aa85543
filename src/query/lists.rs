//! Lists: the actors of a database.

use serde::Serialize;

use crate::findings::ActorKind;
use crate::store::{ActorRow, Result, Store, StoreError};

/// An actor, as lists and timelines name it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ActorSummary {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// Its other names, in order.
    pub aliases: Vec<String>,
    /// Number of articles that mention it.
    pub articles: i64,
    /// Number of its events.
    pub events: i64,
}

/// Every actor that is not hidden, those with the most articles first.
///
/// # Errors
/// When the database cannot be read.
pub fn actors(store: &Store) -> Result<Vec<ActorSummary>> {
    store.actors(None)?.into_iter().map(|row| summary(store, row)).collect()
}

/// One actor.
///
/// # Errors
/// When there is none with this number, or the database cannot be read.
pub fn actor(store: &Store, id: i64) -> Result<ActorSummary> {
    match store.actors(Some(id))?.pop() {
        Some(row) => summary(store, row),
        None => Err(StoreError::NotFound(format!("there is no actor {id}; see: dateline actor list"))),
    }
}

fn summary(store: &Store, row: ActorRow) -> Result<ActorSummary> {
    let aliases = store.aliases(row.id)?;
    Ok(ActorSummary { id: row.id, name: row.name, kind: row.kind, aliases, articles: row.articles, events: row.events })
}
