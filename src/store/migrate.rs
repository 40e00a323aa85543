//! The schema's version: what is missing is applied, after a copy of the file was laid beside it; what is newer is refused.

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;
use rusqlite_migration::{M, Migrations};

use super::{Result, StoreError};
use crate::consolidate::blocks::{block_of_name, sketch_of_label};
use crate::findings::Status;

/// `PRAGMA application_id`: "Dtln" in ASCII.
pub const APPLICATION_ID: i64 = 0x4474_6c6e;

/// The files of migrations/, in order.
pub const FILES: &[(&str, &str)] = &[
    ("0001-first.sql", include_str!("../../migrations/0001-first.sql")),
    ("0002-import-errors.sql", include_str!("../../migrations/0002-import-errors.sql")),
    ("0003-duplicates.sql", include_str!("../../migrations/0003-duplicates.sql")),
    ("0004-fewer-indices.sql", include_str!("../../migrations/0004-fewer-indices.sql")),
    ("0005-candidates.sql", include_str!("../../migrations/0005-candidates.sql")),
    ("0006-numbers.sql", include_str!("../../migrations/0006-numbers.sql")),
    ("0007-blocks-by-time.sql", include_str!("../../migrations/0007-blocks-by-time.sql")),
    ("0008-checks.sql", include_str!("../../migrations/0008-checks.sql")),
];

/// The schema number that this version writes.
pub fn known_version() -> i64 {
    FILES.len() as i64
}

/// What a file is, before anything is done to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nothing in it yet.
    Empty,
    /// A database of ours with this schema number.
    Ours(i64),
}

/// Looks at a file, and refuses what is not ours or newer than we are.
pub fn state(connection: &Connection, path: &Path) -> Result<State> {
    let number = |pragma: &str| {
        connection
            .pragma_query_value(None, pragma, |row| row.get::<_, i64>(0))
            .map_err(|e| StoreError::of_file(path, e))
    };
    let (id, version) = (number("application_id")?, number("user_version")?);
    let tables: i64 = connection
        .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
        .map_err(|e| StoreError::of_file(path, e))?;
    if id == 0 && version == 0 && tables == 0 {
        return Ok(State::Empty);
    }
    if id != APPLICATION_ID {
        return Err(StoreError::NotOurs(path.to_path_buf()));
    }
    if version > known_version() {
        return Err(StoreError::Newer { path: path.to_path_buf(), found: version, known: known_version() });
    }
    Ok(State::Ours(version))
}

/// Brings a file to the schema of this version. Gives the copy that was made before, if one was needed.
pub fn migrate(connection: &mut Connection, path: &Path) -> Result<Option<PathBuf>> {
    let fail = |e| StoreError::of_file(path, e);
    let backup = match state(connection, path)? {
        State::Empty => {
            connection.pragma_update(None, "application_id", APPLICATION_ID).map_err(fail)?;
            None
        }
        State::Ours(version) if version == known_version() => return Ok(None),
        State::Ours(0) => None, // killed between naming the file ours and making the tables
        State::Ours(version) => Some(back_up(connection, path, version)?),
    };
    add_functions(connection).map_err(fail)?;
    let migrations = Migrations::new(FILES.iter().map(|(_, sql)| M::up(sql)).collect());
    match migrations.to_latest(connection) {
        Ok(()) => Ok(backup),
        // Somebody else was faster.
        Err(_) if matches!(state(connection, path), Ok(State::Ours(version)) if version == known_version()) => {
            Ok(backup)
        }
        Err(rusqlite_migration::Error::RusqliteError { err, .. }) => Err(fail(err)),
        Err(other) => Err(StoreError::Invalid(format!("{}: {other}", path.display()))),
    }
}

/// What the files of migrations/ ask for.
fn add_functions(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_UTF8;
    connection.create_scalar_function("block_of_name", 2, flags, |given| {
        let status = given.get::<String>(1)?.parse().unwrap_or(Status::Happened);
        Ok(block_of_name(&given.get::<String>(0)?, status))
    })?;
    connection.create_scalar_function("sketch_of_label", 2, flags, |given| {
        Ok(sketch_of_label(&given.get::<String>(0)?, given.get::<u32>(1)? as usize))
    })
}

/// Copies the file beside itself: `name.schema-N.backup.db`. An older copy of the same name is kept.
fn back_up(connection: &Connection, path: &Path, version: i64) -> Result<PathBuf> {
    let copy = path.with_extension(format!("schema-{version}.backup.db"));
    if !copy.exists() {
        let name = copy.to_string_lossy();
        connection.execute("VACUUM INTO ?1", [name.as_ref()]).map_err(|e| StoreError::of_file(&copy, e))?;
    }
    Ok(copy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_folder_is_in_the_list() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
        let mut names: Vec<String> =
            folder.read_dir().unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        assert_eq!(names, FILES.iter().map(|(name, _)| name.to_string()).collect::<Vec<_>>());
    }
}
