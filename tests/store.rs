//! The database file: made, opened, refused.
#![allow(clippy::disallowed_methods)]

use dateline::store::{Store, StoreError};

#[test]
fn a_fresh_database_is_whole_and_opens_for_questions() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    assert!(matches!(Store::open_read_only(&path), Err(StoreError::Missing(_))));
    assert!(!path.exists(), "a question makes nothing");
    assert_eq!(Store::open(&path).unwrap().check().unwrap().faults, Vec::<String>::new());
    Store::open_read_only(&path).unwrap();
    assert_eq!(folder.path().read_dir().unwrap().count(), 1, "one file at rest");
}

#[test]
fn another_program_s_file_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("notes.txt");
    std::fs::write(&text, "these are notes and no database at all, however long they may become").unwrap();
    assert!(matches!(Store::open(&text), Err(StoreError::NotOurs(_))));
    let foreign = folder.path().join("foreign.db");
    rusqlite::Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE t (x)").unwrap();
    assert!(matches!(Store::open(&foreign), Err(StoreError::NotOurs(_))));
    assert!(matches!(Store::open_read_only(&foreign), Err(StoreError::NotOurs(_))));
}

#[test]
fn a_newer_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    drop(Store::open(&path).unwrap());
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let refused = Store::open(&path).unwrap_err();
    assert!(matches!(refused, StoreError::Newer { found: 99, .. }), "{refused}");
}

#[test]
fn the_data_dictionary_describes_every_column_there_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    drop(Store::open(&path).unwrap());
    let c = rusqlite::Connection::open(&path).unwrap();
    let missing: i64 = c
        .query_row(
            "SELECT count(*) FROM sqlite_schema AS s, pragma_table_info(s.name) AS col
             WHERE s.type IN ('table', 'view') AND s.name NOT LIKE '%\\_fts%' ESCAPE '\\' AND NOT EXISTS
             (SELECT 1 FROM data_dictionary AS d WHERE d.table_name = s.name AND d.column_name = col.name)",
            [],
            |row| row.get(0),
        )
        .unwrap();
    let vanished: i64 = c
        .query_row(
            "SELECT count(*) FROM data_dictionary AS d WHERE column_name <> '' AND NOT EXISTS
             (SELECT 1 FROM pragma_table_info(d.table_name) AS col WHERE col.name = d.column_name)",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!((missing, vanished), (0, 0));
}

#[test]
fn an_older_database_is_brought_up_to_date_after_a_copy_was_laid_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.db");
    let old = rusqlite::Connection::open(&path).unwrap();
    let first = include_str!("../migrations/0001-first.sql");
    old.execute_batch(&format!("PRAGMA application_id = 0x44746c6e; PRAGMA user_version = 1; {first}")).unwrap();
    old.execute("INSERT INTO import_error (source, message) VALUES ('a.zip#b.txt', 'empty: no text')", []).unwrap();
    drop(old);
    assert!(matches!(Store::open_read_only(&path), Err(StoreError::Older { found: 1, .. })));
    let store = Store::open(&path).unwrap();
    let kept: Vec<_> = store.import_errors().unwrap().into_iter().map(|e| (e.file, e.member, e.reason)).collect();
    assert_eq!(kept, [("a.zip#b.txt".to_string(), None, "empty: no text".to_string())]);
    assert_eq!(store.check().unwrap().faults, Vec::<String>::new());
    assert!(folder.path().join("old.schema-1.backup.db").exists());
}
