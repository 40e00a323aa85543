//! Opens a database: for writing (made and migrated when needed) or read-only (neither).

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::migrate::{self, State};
use super::{Result, Store, StoreError};

/// How long to wait for another process that writes.
pub(super) const BUSY: Duration = Duration::from_secs(10);

/// Memory for pages at most, in KiB (negative by SQLite's convention). Numbers made of hashes lie all over their tables:
/// what does not fit is read and written again for every batch of an import.
const CACHE_KIB: i64 = -262_144;

impl Store {
    /// Opens a database for writing; makes it when there is none, and migrates it when it is older.
    ///
    /// # Errors
    /// When the file is something else, newer than this version, or cannot be written.
    pub fn open(path: &Path) -> Result<Self> {
        if path.is_dir() {
            return Err(StoreError::NotOurs(path.to_path_buf()));
        }
        let fail = |e| StoreError::of_file(path, e);
        let mut connection = Connection::open(path).map_err(fail)?;
        configure(&connection).map_err(fail)?;
        migrate::migrate(&mut connection, path)?;
        // An import that was killed, or ended while somebody read, has left its log: see `Store::end_bulk`.
        write_without_triggers(&connection).map_err(fail)?;
        let store = Self::new(connection, path);
        let mode: String = store.connection.pragma_query_value(None, "journal_mode", |r| r.get(0)).map_err(fail)?;
        if mode == "wal" {
            store.bulk.set(true);
            store.end_bulk();
        }
        Ok(store)
    }

    /// Opens a database for questions only; makes and changes nothing.
    ///
    /// # Errors
    /// When there is none, or it is something else, newer or older than this version.
    pub fn open_read_only(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Err(StoreError::Missing(path.to_path_buf()));
        }
        if path.is_dir() {
            return Err(StoreError::NotOurs(path.to_path_buf()));
        }
        let fail = |e| StoreError::of_file(path, e);
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(fail)?;
        configure(&connection).map_err(fail)?;
        match migrate::state(&connection, path)? {
            State::Empty => Err(StoreError::NotOurs(path.to_path_buf())),
            State::Ours(version) if version < migrate::known_version() => {
                Err(StoreError::Older { path: path.to_path_buf(), found: version })
            }
            State::Ours(_) => Ok(Self::new(connection, path)),
        }
    }

    /// A database in memory, for dry runs.
    ///
    /// # Errors
    /// When memory is short.
    pub fn in_memory() -> Result<Self> {
        let path = Path::new(":memory:");
        let mut connection = Connection::open_in_memory()?;
        configure(&connection)?;
        migrate::migrate(&mut connection, path)?;
        write_without_triggers(&connection)?;
        Ok(Self::new(connection, path))
    }
}

/// See `search_index`: the triggers are for those who write by hand.
fn write_without_triggers(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false).map(|_| ())
}

fn configure(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(BUSY)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", CACHE_KIB)?;
    // What a statement may have to take back: kept in a file, it cost a tenth of an import.
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(())
}
