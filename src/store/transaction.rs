//! Transactions: all of what is written in one go is stored, or nothing.

use super::{Result, Store, StoreError};

/// Pages of the log after which it is written back into the file: 128 MB, so that pages that several transactions change
/// are written back once.
const LOG_PAGES: i64 = 32_768;

impl Store {
    /// Writes many transactions faster, and lets others read meanwhile: through a log beside the file.
    pub(crate) fn begin_bulk(&self) -> Result<()> {
        if self.bulk.replace(true) {
            return Ok(());
        }
        let fail = |e| StoreError::of_file(&self.path, e);
        let c = &self.connection;
        // Where there can be no such log (some network drives), the mode stays what it was.
        c.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(())).map_err(fail)?;
        c.pragma_update(None, "synchronous", "NORMAL").map_err(fail)?;
        c.pragma_update(None, "wal_autocheckpoint", LOG_PAGES).map_err(fail)
    }

    /// Makes the file a single one again. While somebody reads it that cannot be; whoever writes next does it then.
    pub(crate) fn end_bulk(&self) {
        if self.bulk.replace(false) {
            let c = &self.connection;
            let _ = c.busy_timeout(std::time::Duration::from_millis(200));
            let _ = c.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()));
            let _ = c.pragma_update(None, "synchronous", "FULL");
            let _ = c.busy_timeout(super::open::BUSY);
        }
    }

    /// Asks several questions of one state of the database, whatever others write meanwhile; faster than a lock for each.
    ///
    /// # Errors
    /// When the database cannot be read, or as `ask`.
    pub fn view<T>(&self, ask: impl FnOnce() -> Result<T>) -> Result<T> {
        let _view = self.connection.unchecked_transaction()?;
        ask()
    }

    pub(crate) fn begin(&self) -> Result<()> {
        self.run("BEGIN IMMEDIATE")
    }

    pub(crate) fn commit(&self) -> Result<()> {
        self.run("COMMIT")
    }

    /// Takes back what the running transaction did, if one runs.
    pub(crate) fn roll_back(&self) {
        self.forget_indexes();
        if !self.connection.is_autocommit() {
            let _ = self.connection.execute_batch("ROLLBACK"); // the error that led here is the one to report
        }
    }

    fn run(&self, statement: &str) -> Result<()> {
        self.connection.execute_batch(statement).map_err(|e| StoreError::of_file(&self.path, e))
    }

    /// Runs `work` in one transaction: all of it is stored, or nothing.
    pub(crate) fn transaction<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        self.begin()?;
        let done = work(self).and_then(|value| {
            self.write_indexes()?;
            self.commit().map(|()| value)
        });
        done.map_err(|e| {
            self.roll_back();
            e.with_path(&self.path)
        })
    }
}
