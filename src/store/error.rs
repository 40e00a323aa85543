//! What can go wrong with a database: which file, what was found, what to do.

use std::path::PathBuf;

use rusqlite::ErrorCode;

/// Why the store could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such file.
    #[error("{0}: there is no such database; make one with: dateline --db {0} import PATH...")]
    Missing(PathBuf),
    /// The file is something else.
    #[error("{0}: this is not a dateline database; nothing was changed; name another file with --db")]
    NotOurs(PathBuf),
    /// A later version of dateline made the file.
    #[error("{path}: made by a newer dateline (schema {found}, this one knows {known}); install the newer version")]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema number.
        found: i64,
        /// The highest schema number this version knows.
        known: i64,
    },
    /// The file has an older schema, and a question may not change it.
    #[error("{path}: made by an older dateline (schema {found}); migrate it with: dateline --db {path} check")]
    Older {
        /// The file.
        path: PathBuf,
        /// Its schema number.
        found: i64,
    },
    /// The file or its folder cannot be written.
    #[error("{0}: cannot be written (is the file or its folder read-only?); choose another place with --db")]
    ReadOnly(PathBuf),
    /// No space is left.
    #[error("{0}: the disk is full; what was committed before is safe; free some space and run the command again")]
    Full(PathBuf),
    /// Another process writes.
    #[error("{0}: another process is writing to this database; try again when it is done")]
    Busy(PathBuf),
    /// The file is damaged.
    #[error("{0}: the database is damaged; restore a backup, or import the articles into a new file")]
    Damaged(PathBuf),
    /// The thing asked for is not there.
    #[error("{0}")]
    NotFound(String),
    /// A request that makes no sense.
    #[error("{0}")]
    Invalid(String),
    /// Anything else that SQLite says.
    #[error("{0}: {1}")]
    Sqlite(PathBuf, rusqlite::Error),
    /// A statement failed for a reason that has nothing to do with the file.
    #[error("the database could not do this: {0}")]
    Statement(#[from] rusqlite::Error),
}

impl StoreError {
    /// Puts the file's name to an error of SQLite, and says what it means.
    pub fn of_file(path: &std::path::Path, error: rusqlite::Error) -> Self {
        let path = path.to_path_buf();
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::NotOurs(path),
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => Self::ReadOnly(path),
            Some(ErrorCode::DiskFull) => Self::Full(path),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy(path),
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged(path),
            _ => Self::Sqlite(path, error),
        }
    }

    /// The same error with the file's name in it.
    pub fn with_path(self, path: &std::path::Path) -> Self {
        match self {
            Self::Statement(error) => Self::of_file(path, error),
            other => other,
        }
    }
}
