//! A compact, analysed copy of the database to hand to somebody.

use std::path::Path;

use rusqlite::Connection;

use super::{Result, Store, StoreError};

impl Store {
    /// Copies the database into a new file, packed and analysed.
    ///
    /// # Errors
    /// When the file exists already, or cannot be written.
    pub fn snapshot(&self, to: &Path) -> Result<()> {
        if to.exists() {
            return Err(StoreError::Invalid(format!("{}: exists already; name a new file", to.display())));
        }
        let fail = |e| StoreError::of_file(to, e);
        self.connection.execute("VACUUM INTO ?1", [to.to_string_lossy().as_ref()]).map_err(fail)?;
        let copy = Connection::open(to).map_err(fail)?;
        copy.execute_batch("ANALYZE; PRAGMA journal_mode = DELETE;").map_err(fail)
    }
}
