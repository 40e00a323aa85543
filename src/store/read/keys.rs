//! The stable keys under which decisions name what they concern.

use crate::span::Span;
use crate::store::keys::mention_key;
use crate::store::{Result, Store, StoreError};

impl Store {
    /// The key of an actor.
    ///
    /// # Errors
    /// When there is none with this number.
    pub fn actor_key(&self, id: i64) -> Result<String> {
        self.key("SELECT key FROM actor WHERE id = ?1", id, "actor")
    }

    /// The key of an event: that of its first mention.
    ///
    /// # Errors
    /// When there is none with this number.
    pub fn event_key(&self, id: i64) -> Result<String> {
        self.mention_key(id)
    }

    /// The key of an event mention: its article and span.
    ///
    /// # Errors
    /// When there is none with this number.
    pub fn mention_key(&self, id: i64) -> Result<String> {
        let mut find = self.connection.prepare_cached(
            "SELECT article.key, m.start, m.end, (SELECT count(*) FROM event_mention AS o WHERE o.article_id = m.article_id
                 AND o.start = m.start AND o.end = m.end AND o.number < m.number)
             FROM event_mention AS m JOIN article ON article.id = m.article_id WHERE m.id = ?1",
        )?;
        let found = find.query_map([id], |r| {
            Ok(mention_key(&r.get::<_, String>(0)?, Span::new(r.get(1)?, r.get(2)?), r.get::<_, i64>(3)? as usize))
        });
        let found = found?.next().transpose()?;
        found.ok_or_else(|| StoreError::NotFound(format!("there is no event {id}; see: dateline event list")))
    }

    /// The key of an article: the hash of its content.
    ///
    /// # Errors
    /// When there is none with this number.
    pub fn article_key(&self, id: i64) -> Result<String> {
        self.key("SELECT key FROM article WHERE id = ?1", id, "article")
    }

    fn key(&self, query: &str, id: i64, what: &str) -> Result<String> {
        let mut query = self.connection.prepare_cached(query)?;
        let found = query.query_map([id], |r| r.get(0))?.next().transpose()?;
        found.ok_or_else(|| StoreError::NotFound(format!("there is no {what} {id}; see: dateline {what} list")))
    }
}
