//! The same articles give the same database: whatever the number of threads, the order, and the number of runs.

use std::path::{Path, PathBuf};
use std::process::Command;

use assert_cmd::cargo::cargo_bin;

fn sample_files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut files: Vec<_> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 8);
    files
}

fn import(db: &Path, jobs: &str, files: &[PathBuf]) {
    let done = Command::new(cargo_bin("dateline"))
        .args([
            "--db".as_ref(),
            db.as_os_str(),
            "import".as_ref(),
            "--quiet".as_ref(),
            "--jobs".as_ref(),
            jobs.as_ref(),
        ])
        .args(files)
        .status()
        .unwrap();
    assert!(done.success());
}

/// Every row of every table that holds something, in an order of its own.
fn dump(db: &Path) -> Vec<String> {
    let connection = rusqlite::Connection::open(db).unwrap();
    let names: Vec<String> = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%\\_fts%' ESCAPE '\\' ORDER BY name")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let mut lines = Vec::new();
    for name in names {
        let mut rows = connection.prepare(&format!("SELECT * FROM \"{name}\"")).unwrap();
        let width = rows.column_count();
        let read = rows.query_map([], |row| {
            let cells: rusqlite::Result<Vec<rusqlite::types::Value>> = (0..width).map(|i| row.get(i)).collect();
            Ok(format!("{name}: {:?}", cells?))
        });
        lines.extend(read.unwrap().map(Result::unwrap));
    }
    lines.sort();
    assert!(lines.len() > 500, "there is something to compare");
    lines
}

/// Compares without printing megabytes.
fn assert_same(left: &[String], right: &[String]) {
    if let Some((a, b)) = left.iter().zip(right).find(|(a, b)| a != b) {
        panic!("the first difference:\n  {a}\n  {b}");
    }
    assert_eq!(left.len(), right.len());
}

#[test]
fn neither_threads_nor_order_nor_batches_change_the_database() {
    let folder = tempfile::tempdir().unwrap();
    let files = sample_files();
    let first = folder.path().join("first.db");
    import(&first, "1", &files);
    let expected = dump(&first);

    let backwards = folder.path().join("backwards.db");
    import(&backwards, "4", &files.iter().rev().cloned().collect::<Vec<_>>());
    assert_same(&expected, &dump(&backwards));

    let one_by_one = folder.path().join("one-by-one.db");
    for file in files.iter().skip(3).chain(files.iter().take(3)) {
        import(&one_by_one, "2", std::slice::from_ref(file));
    }
    assert_same(&expected, &dump(&one_by_one));
}

#[test]
fn importing_again_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("again.db");
    import(&db, "2", &sample_files());
    let before = dump(&db);
    import(&db, "2", &sample_files());
    assert_same(&before, &dump(&db));
}
