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

/// What events say, with their numbers.
fn numbered(path: &std::path::Path) -> Vec<String> {
    let c = rusqlite::Connection::open(path).unwrap();
    let list = "SELECT 'mention', m.id, m.event_id, m.joins, m.reason FROM event_mention AS m
                UNION ALL SELECT 'event', id, title, value, articles FROM event
                UNION ALL SELECT 'actor', actor_id, event_id, role, articles FROM event_actor
                UNION ALL SELECT 'link', event_id, later_id, kind, '' FROM event_link
                UNION ALL SELECT 'found', rowid, title, '', '' FROM event_fts WHERE event_fts MATCH 'summit' ORDER BY 1, 2, 3";
    let mut list = c.prepare(list).unwrap();
    let row = |r: &rusqlite::Row<'_>| {
        (0..5).map(|i| r.get::<_, rusqlite::types::Value>(i)).collect::<rusqlite::Result<Vec<_>>>()
    };
    list.query_map([], row).unwrap().map(|r| format!("{:?}", r.unwrap())).collect()
}

/// The numbers that mentions and events had at first were spread evenly; those of now begin with those of their article.
#[test]
fn events_of_an_older_database_get_the_numbers_that_they_would_have_today() {
    const TODAY: &str = "article_id / 100000000000 * 100000000000";
    let folder = crate::support::Folder::new();
    let path = folder.path("dateline.db");
    assert_eq!(folder.run(&["import", "--quiet", &crate::support::samples().to_string_lossy()]).code, 0);
    let wanted = numbered(&path);
    let c = rusqlite::Connection::open(&path).unwrap();
    let of_article: bool = c
        .query_row("SELECT min(id / 100000000000 = article_id / 100000000000) FROM event_mention", [], |r| r.get(0))
        .unwrap();
    assert!(of_article);
    let migration = include_str!("../migrations/0006-numbers.sql");
    assert!(migration.contains(TODAY));
    let back = migration.replace(TODAY, "(10000 + id / 7 % 80000) * 100000000000");
    c.execute_batch(&format!("BEGIN; {back}; PRAGMA user_version = 5; COMMIT;")).unwrap();
    drop(c);
    let before = numbered(&path);
    assert_ne!(before, wanted);
    let store = Store::open(&path).unwrap();
    assert_eq!(store.check().unwrap().faults, Vec::<String>::new());
    assert_eq!(numbered(&path), wanted);
}

/// The rows of a table, or of another question.
fn rows(c: &rusqlite::Connection, list: &str) -> Vec<String> {
    let mut list = c.prepare(list).unwrap();
    let width = list.column_count();
    let row = |r: &rusqlite::Row<'_>| {
        (0..width).map(|i| r.get::<_, rusqlite::types::Value>(i)).collect::<rusqlite::Result<Vec<_>>>()
    };
    list.query_map([], row).unwrap().map(|r| format!("{:?}", r.unwrap())).collect()
}

/// Blocks were hashes of 64 bits at first, of which those of today keep some.
#[test]
fn blocks_of_an_older_database_are_filed_as_they_would_be_today() {
    let folder = crate::support::Folder::new();
    let path = folder.path("dateline.db");
    assert_eq!(folder.run(&["import", "--quiet", &crate::support::samples().to_string_lossy()]).code, 0);
    let c = rusqlite::Connection::open(&path).unwrap();
    let all = "SELECT block, day, article_id, event_mention, sketch FROM event_block ORDER BY 1, 2, 3, 4";
    let wanted = rows(&c, all);
    let kinds = "SELECT block >= 1 << 46, count(*) > 5 FROM event_block GROUP BY 1";
    assert_eq!(rows(&c, kinds), ["[Integer(0), Integer(1)]", "[Integer(1), Integer(1)]"], "both kinds are there");
    c.execute_batch(
        "UPDATE event_block SET block = iif(block < 1 << 46, block & ((1 << 30) - 1), block & ((1 << 46) - 1))
                                        | ((abs(random()) & 65535) << 46);
         PRAGMA user_version = 6",
    )
    .unwrap();
    assert_ne!(rows(&c, all), wanted);
    drop(c);
    assert_eq!(Store::open(&path).unwrap().check().unwrap().faults, Vec::<String>::new());
    assert_eq!(rows(&rusqlite::Connection::open(&path).unwrap(), all), wanted);
}

#[test]
fn a_word_that_a_column_does_not_know_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    drop(Store::open(&path).unwrap());
    let c = rusqlite::Connection::open(&path).unwrap();
    let event = |status: &str| {
        let row = "INSERT INTO event (title, status, articles, salience, confidence) VALUES ('', ?1, 1, 1, 1)";
        c.execute(row, [status])
    };
    for status in ["happened", "ongoing", "planned", "deadline", "possible", "denied", "reported"] {
        event(status).unwrap();
    }
    assert!(event("perhaps").is_err());
    let actor = |kind: &str| c.execute("INSERT INTO actor (key, name, kind) VALUES (?1, '', ?1)", [kind]);
    for kind in ["person", "organization", "country", "place", "group", "product"] {
        actor(kind).unwrap();
    }
    assert!(actor("ship").is_err());
}

/// A list of more than two words in a check does that: a table is made for each row, which costs more than the row.
#[test]
fn no_row_that_is_written_takes_a_table_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    drop(Store::open(&path).unwrap());
    let c = rusqlite::Connection::open(&path).unwrap();
    c.pragma_update(None, "foreign_keys", false).unwrap();
    let tables = "SELECT name, (SELECT group_concat('NULL') FROM pragma_table_info(s.name)) FROM sqlite_schema AS s
                  WHERE type = 'table' AND name NOT LIKE '%\\_fts%' ESCAPE '\\'";
    let mut tables = c.prepare(tables).unwrap();
    let tables: Vec<(String, String)> =
        tables.query_map([], |r| Ok((r.get(0)?, r.get(1)?))).unwrap().map(Result::unwrap).collect();
    assert!(tables.len() > 20);
    for (name, values) in tables {
        let steps = rows(&c, &format!("EXPLAIN INSERT INTO \"{name}\" VALUES ({values})"));
        assert!(steps.len() > 3 && !steps.iter().any(|step| step.contains("OpenEphemeral")), "{name}");
    }
}

#[test]
fn a_number_that_another_event_has_already_stops_no_import() {
    let (alone, both) = (crate::support::Folder::new(), crate::support::Folder::new());
    for folder in [&alone, &both] {
        folder.write("a.txt", "Ines Caldeira met Hugo Brandt in Lisbon on 4 June 2019.");
        folder.write("b.txt", "Joana Reis sued the council on 12 May 2019.");
    }
    assert_eq!(alone.run(&["import", "--quiet", "b.txt"]).code, 0);
    let open = |folder: &crate::support::Folder| rusqlite::Connection::open(folder.path("dateline.db")).unwrap();
    let wanted: i64 =
        open(&alone).query_row("SELECT id FROM event_mention ORDER BY number LIMIT 1", [], |r| r.get(0)).unwrap();
    assert_eq!(both.run(&["import", "--quiet", "a.txt"]).code, 0);
    let c = open(&both);
    let taken: i64 = c.query_row("SELECT id FROM event_mention ORDER BY number LIMIT 1", [], |r| r.get(0)).unwrap();
    c.execute_batch(&format!(
        "PRAGMA foreign_keys = OFF; UPDATE event_mention SET id = {wanted}, event_id = {wanted} WHERE id = {taken};
         UPDATE event SET id = {wanted} WHERE id = {taken};
         UPDATE event_actor SET event_id = {wanted} WHERE event_id = {taken};
         INSERT INTO event_fts (event_fts) VALUES ('rebuild');"
    ))
    .unwrap();
    let run = both.run(&["import", "b.txt"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(both.run(&["check"]).code, 0);
    let next: bool = c
        .query_row("SELECT count(*) FROM event WHERE id = ?1 AND title LIKE '%sued%'", [wanted + 1], |r| r.get(0))
        .unwrap();
    assert!(next);
}
