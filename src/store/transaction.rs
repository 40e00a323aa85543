//! Transactions: all of what is written in one go is stored, or nothing.

use super::{Result, Store, StoreError};

impl Store {
    pub(crate) fn begin(&self) -> Result<()> {
        self.run("BEGIN IMMEDIATE")
    }

    pub(crate) fn commit(&self) -> Result<()> {
        self.run("COMMIT")
    }

    /// Takes back what the running transaction did, if one runs.
    pub(crate) fn roll_back(&self) {
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
        let done = work(self).and_then(|value| self.commit().map(|()| value));
        done.map_err(|e| {
            self.roll_back();
            e.with_path(&self.path)
        })
    }
}
