//! What the files say about their articles besides the text: every candidate, so that a person can see what lost.

use rusqlite::params;

use super::{Result, Store};
use crate::article::{Article, Candidate};

impl Store {
    /// Keeps what the file of an article says about it, instead of what it said before. The source is there already.
    pub(crate) fn note_candidates(&self, article: &Article) -> Result<()> {
        self.connection
            .prepare_cached("DELETE FROM article_candidate WHERE source = ?1")?
            .execute([&article.source])?;
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO article_candidate (source, number, field, value, origin) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        for (number, candidate) in article.candidates.iter().enumerate() {
            let Candidate { field, value, from } = candidate;
            insert.execute(params![article.source, number as i64, field.as_str(), value, from])?;
        }
        Ok(())
    }

    /// Keeps the language of an article when it is one without rules.
    pub(crate) fn note_language(&self, id: i64, language: Option<&str>) -> Result<()> {
        self.connection
            .prepare_cached("UPDATE article SET language = ?2 WHERE id = ?1 AND language IS NOT ?2")?
            .execute(params![id, language])?;
        Ok(())
    }

    /// The language of an article that was not extracted because of it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn article_language(&self, id: i64) -> Result<Option<String>> {
        let mut query = self.connection.prepare_cached("SELECT language FROM article WHERE id = ?1")?;
        let mut rows = query.query_map([id], |r| r.get(0))?;
        Ok(rows.next().transpose()?.flatten())
    }

    /// What the file of a source says about its article, best first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn candidates(&self, source: &str) -> Result<Vec<Candidate>> {
        let mut query = self
            .connection
            .prepare_cached("SELECT field, value, origin FROM article_candidate WHERE source = ?1 ORDER BY number")?;
        let rows = query.query_map([source], |r| {
            let field: String = r.get(0)?;
            let field = field.parse().map_err(|_| rusqlite::Error::InvalidQuery)?;
            Ok(Candidate { field, value: r.get(1)?, from: r.get(2)? })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
