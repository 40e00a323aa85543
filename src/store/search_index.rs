//! Keeps the full-text indexes. The schema has triggers for those who write by hand; we switch them off and write what has
//! changed once, at the end of a transaction and in the order of the numbers: FTS5 writes what it has gathered to the file
//! before each statement that may have to be taken back, so that by triggers every row became a segment of its own.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, params};

use super::{Result, Store};

/// What is indexed of a row: its title, and its text or place.
type Words = (Option<String>, Option<String>);

/// The words of a row before the transaction and now; `None` when there is no such row.
#[derive(Debug, Clone, Default)]
struct Change {
    before: Option<Words>,
    now: Option<Words>,
}

/// What a transaction has changed of the rows that are indexed, by number.
#[derive(Debug, Clone, Default)]
pub(super) struct Pending {
    articles: BTreeMap<i64, Change>,
    events: BTreeMap<i64, Change>,
}

fn note(all: &mut BTreeMap<i64, Change>, id: i64, before: Option<Words>, now: Option<Words>) {
    all.entry(id).or_insert_with(|| Change { before, now: None }).now = now;
}

impl Store {
    /// Notes that an article came.
    pub(super) fn index_article(&self, id: i64, title: Option<&str>, text: &str) {
        let now = (title.map(String::from), Some(text.to_owned()));
        note(&mut self.pending.borrow_mut().articles, id, None, Some(now));
    }

    /// Notes that an event has these words now, which before, if it was there, had those.
    pub(super) fn index_event(&self, id: i64, before: Option<Words>, now: Option<Words>) {
        note(&mut self.pending.borrow_mut().events, id, before, now);
    }

    /// Deletes the row of an article, with all that belongs to it; tells whether there was one.
    pub(super) fn delete_article(&self, id: i64) -> Result<bool> {
        let c = &self.connection;
        let words: Option<Words> = c
            .prepare_cached("SELECT title, text FROM article WHERE id = ?1")?
            .query_row([id], |r| Ok((r.get(0)?, r.get(1)?)))
            .optional()?;
        note(&mut self.pending.borrow_mut().articles, id, words, None);
        Ok(c.prepare_cached("DELETE FROM article WHERE id = ?1")?.execute([id])? > 0)
    }

    /// Writes what is to be written.
    pub(super) fn write_indexes(&self) -> Result<()> {
        let Pending { articles, events } = self.pending.take();
        write(&self.connection, "article_fts", "text", articles)?;
        write(&self.connection, "event_fts", "place", events)
    }

    /// Forgets what was to be written.
    pub(super) fn forget_indexes(&self) {
        self.pending.take();
    }
}

fn write(c: &Connection, index: &str, other: &str, changes: BTreeMap<i64, Change>) -> Result<()> {
    let mut delete = c.prepare_cached(&format!(
        "INSERT INTO {index} ({index}, rowid, title, {other}) VALUES ('delete', ?1, ?2, ?3)"
    ))?;
    let mut insert = c.prepare_cached(&format!("INSERT INTO {index} (rowid, title, {other}) VALUES (?1, ?2, ?3)"))?;
    for (id, change) in changes.into_iter().filter(|(_, change)| change.before != change.now) {
        if let Some((title, other)) = change.before {
            delete.execute(params![id, title, other])?;
        }
        if let Some((title, other)) = change.now {
            insert.execute(params![id, title, other])?;
        }
    }
    Ok(())
}
