//! The database as an interface: every query of docs/SQL.md, and every view, through the real `sqlite3`.

use std::path::{Path, PathBuf};
use std::process::Command;

use assert_cmd::cargo::cargo_bin;

fn samples() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("samples.db");
    let done = Command::new(cargo_bin("dateline"))
        .args(["--db".as_ref(), db.as_os_str(), "import".as_ref(), "--quiet".as_ref()])
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("samples"))
        .status()
        .unwrap();
    assert!(done.success());
    (folder, db)
}

/// What sqlite3 prints for a query on a file that it may not change.
fn ask(db: &Path, query: &str) -> Result<String, String> {
    let asked = Command::new("sqlite3").args(["-readonly", "-bail"]).arg(db).arg(query).output();
    let output = asked.expect("sqlite3 is installed; scripts/test says how");
    let words = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    if output.status.success() { Ok(words(output.stdout)) } else { Err(words(output.stderr)) }
}

fn documented() -> Vec<String> {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/SQL.md")).unwrap();
    text.split("```sql\n").skip(1).map(|rest| rest.split("```").next().unwrap().to_string()).collect()
}

#[test]
fn every_query_of_the_documentation_runs_on_the_samples() {
    let (_folder, db) = samples();
    let queries = documented();
    assert!(queries.len() >= 12, "only {} queries were found", queries.len());
    for query in queries {
        if let Err(error) = ask(&db, &query) {
            panic!("{error}\n{query}");
        }
    }
}

#[test]
fn every_view_opens_in_sqlite3_and_one_file_lies_at_rest() {
    let (folder, db) = samples();
    for view in ["timeline", "evidence", "actors", "articles"] {
        ask(&db, &format!("SELECT count(*) FROM {view}")).unwrap();
    }
    assert_eq!(ask(&db, "PRAGMA integrity_check; PRAGMA foreign_key_check;").unwrap(), "ok\n");
    assert_eq!(folder.path().read_dir().unwrap().count(), 1);
}

#[test]
fn the_trigger_stands_in_the_text_where_the_evidence_says() {
    let (_folder, db) = samples();
    let counts = "SELECT count(*), sum(substr(article.text, v.start + 1, v.end - v.start) <> v.words), \
                  sum(instr(v.sentence, v.words) = 0) FROM evidence AS v JOIN article ON article.id = v.article_id";
    let answer = ask(&db, counts).unwrap();
    let numbers: Vec<i64> = answer.trim().split('|').map(|n| n.parse().unwrap()).collect();
    assert!(numbers[0] > 50, "{answer}");
    assert_eq!(numbers[1..], [0, 0], "rows, wrong words, words outside the sentence");
}

#[test]
fn the_return_of_the_workers_is_a_deadline_and_did_not_happen() {
    let (_folder, db) = samples();
    let due = ask(&db, "SELECT DISTINCT latest FROM event WHERE status = 'deadline' ORDER BY latest").unwrap();
    assert!(due.lines().any(|day| day.starts_with("2019-12-")), "{due}");
}

#[test]
fn earliest_is_never_after_latest_and_agrees_with_its_day_number() {
    let (_folder, db) = samples();
    let query = "SELECT count(*) FROM event WHERE earliest > latest \
                 OR earliest_day <> CAST(julianday(earliest) - julianday('1970-01-01') AS INTEGER) \
                 OR latest_day <> CAST(julianday(latest) - julianday('1970-01-01') AS INTEGER)";
    assert_eq!(ask(&db, query).unwrap(), "0\n");
}
