//! Is this database whole? Integrity, foreign keys, orphans, search indexes.

use super::{Result, Store};

/// Queries that must give no row, with what a row means.
const ORPHANS: &[(&str, &str)] = &[
    (
        "an article without a source",
        "SELECT id FROM article WHERE id NOT IN (SELECT article_id FROM article_source)
         AND id NOT IN (SELECT article_id FROM article_version)",
    ),
    (
        "a duplicate of what is no first article itself",
        "SELECT article_id FROM article_duplicate WHERE first_id IN (SELECT article_id FROM article_duplicate)
         OR first_id IN (SELECT article_id FROM article_version) OR article_id IN (SELECT article_id FROM article_version)",
    ),
    (
        "an article that was replaced and has events all the same",
        "SELECT article_id FROM event_mention WHERE article_id IN (SELECT article_id FROM article_version)",
    ),
    (
        "a fingerprint of no article, or of one that it says is first and is not",
        "SELECT article_id FROM article_band WHERE article_id NOT IN (SELECT id FROM article)
         OR again <> (article_id IN (SELECT article_id FROM article_duplicate)
                      OR article_id IN (SELECT article_id FROM article_version))",
    ),
    (
        "an actor that no article mentions",
        "SELECT id FROM actor WHERE id NOT IN (SELECT actor_id FROM found_actor WHERE actor_id IS NOT NULL)",
    ),
    (
        "an event without a mention",
        "SELECT id FROM event WHERE id NOT IN (SELECT event_id FROM event_mention WHERE event_id IS NOT NULL)",
    ),
    ("an article's actor that belongs to nobody", "SELECT article_id FROM found_actor WHERE actor_id IS NULL"),
    (
        "an actor whose articles or events are not counted right",
        "SELECT id FROM actor WHERE articles <> (SELECT count(DISTINCT article_id) FROM found_actor WHERE actor_id = actor.id)
         OR events <> (SELECT count(*) FROM event_actor JOIN event ON event.id = event_id
                       WHERE actor_id = actor.id AND rejected = 0)",
    ),
    ("an event mention that belongs to no event", "SELECT article_id FROM event_mention WHERE event_id IS NULL"),
];

/// What `check` found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// The schema number.
    pub version: i64,
    /// What is wrong, a line each; empty when the database is whole.
    pub faults: Vec<String>,
}

impl Store {
    /// Checks the whole database.
    ///
    /// # Errors
    /// When it cannot be read at all.
    pub fn check(&self) -> Result<Report> {
        let c = &self.connection;
        let mut report =
            Report { version: c.pragma_query_value(None, "user_version", |row| row.get(0))?, ..Report::default() };
        let mut integrity = c.prepare("PRAGMA integrity_check")?;
        for line in integrity.query_map([], |row| row.get::<_, String>(0))? {
            let line = line?;
            if line != "ok" {
                report.faults.push(line);
            }
        }
        let mut keys = c.prepare("PRAGMA foreign_key_check")?;
        for line in keys.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(2)?)))? {
            let (table, parent) = line?;
            report.faults.push(format!("a row of {table} points to a missing row of {parent}"));
        }
        for (meaning, query) in ORPHANS {
            let count: i64 = c.query_row(&format!("SELECT count(*) FROM ({query})"), [], |row| row.get(0))?;
            if count > 0 {
                report.faults.push(format!("{count} times: {meaning}"));
            }
        }
        Ok(report)
    }
}
