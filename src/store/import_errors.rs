//! What could not be imported: each once, until its file is read again.

use rusqlite::params;

use super::{Result, Store};

/// An input, or a part of one, that gave no article.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ImportError {
    /// The file, or `-`.
    pub file: String,
    /// The part of it, when it holds several: a path in an archive, the number of a message.
    pub member: Option<String>,
    /// The line, counted from 1, when one line is to blame.
    pub position: Option<u64>,
    /// What was found, and what to do.
    pub reason: String,
}

impl Store {
    /// Keeps what could not be imported.
    pub(crate) fn note_import_error(&self, error: &ImportError) -> Result<()> {
        let position = error.position.and_then(|p| i64::try_from(p).ok()).unwrap_or_default();
        self.connection
            .prepare_cached(
                "INSERT OR IGNORE INTO import_error (file, member, position, reason) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![error.file, error.member.as_deref().unwrap_or_default(), position, error.reason])?;
        Ok(())
    }

    /// Forgets the errors of a file that is read again.
    pub(crate) fn forget_import_errors(&self, file: &str) -> Result<()> {
        self.connection.prepare_cached("DELETE FROM import_error WHERE file = ?1")?.execute([file])?;
        Ok(())
    }

    /// What could not be imported, by file.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn import_errors(&self) -> Result<Vec<ImportError>> {
        let mut list = self.connection.prepare_cached(
            "SELECT file, member, position, reason FROM import_error ORDER BY file, position, member, reason",
        )?;
        let rows = list.query_map([], |r| {
            let (member, position): (String, i64) = (r.get(1)?, r.get(2)?);
            Ok(ImportError {
                file: r.get(0)?,
                member: Some(member).filter(|m| !m.is_empty()),
                position: u64::try_from(position).ok().filter(|p| *p > 0),
                reason: r.get(3)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
