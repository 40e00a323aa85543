//! The database: the only place with SQL. In: findings, groups and decisions; out: rows for questions.
//!
//! [`Store::open`] is for commands that write (it creates and migrates), [`Store::open_read_only`] for questions (it
//! does neither). What is stored is a function of the articles and decisions, whatever their order.

mod actor_groups;
mod articles;
mod board;
mod candidates;
mod check;
mod context;
mod decisions;
mod duplicates;
mod error;
mod event_groups;
mod findings;
mod import_errors;
mod keys;
mod knowledge;
mod migrate;
mod open;
mod read;
mod search_index;
mod snapshot;
mod transaction;

use std::path::{Path, PathBuf};

use rusqlite::Connection;

pub use articles::KnownSource;
pub use check::Report;
pub(crate) use context::Context;
pub(crate) use duplicates::Settled;
pub use error::StoreError;
pub(crate) use findings::Touched;
pub use import_errors::ImportError;
pub use keys::id_of;
pub use read::{
    ActorRow, ArticleRow, Doubt, EventFilter, EventRow, HitRow, ListedActor, MentionRow, NameRow, Numbered, Which,
};

/// What a fallible operation of the store gives.
pub type Result<T> = std::result::Result<T, StoreError>;

/// An open database.
#[derive(Debug)]
pub struct Store {
    pub(crate) connection: Connection,
    path: PathBuf,
    /// Whether many transactions are being written through a log.
    bulk: std::cell::Cell<bool>,
    /// What the running transaction changes of the full-text indexes.
    pending: std::cell::RefCell<search_index::Pending>,
}

impl Drop for Store {
    fn drop(&mut self) {
        self.end_bulk();
    }
}

impl Store {
    fn new(connection: Connection, path: &Path) -> Self {
        Self { connection, path: path.to_path_buf(), bulk: Default::default(), pending: Default::default() }
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }
}
