//! The stable keys under which decisions name what they concern.

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
        self.key("SELECT key FROM event WHERE id = ?1", id, "event")
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
