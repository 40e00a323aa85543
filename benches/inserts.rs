//! What would it cost merely to write the rows of a database? The least that storing can take.
//!
//! `cargo bench --bench inserts -- FILE` (a file that `BENCH_KEEP=FILE cargo bench --bench import` leaves): reads the rows
//! of so many articles at a time in the order of import, and inserts them by prepared statements into an empty database of
//! the same schema, search indices included, in transactions of as many articles as an import has. Only the inserting is
//! measured. Foreign keys are not looked at, since an event may come later than a mention of it.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

use std::time::Instant;

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

/// Articles in a transaction.
const BATCH: usize = 128;

/// Which rows of a table belong to an article; of a table that is not named here, those with its `article_id`.
const OF_ARTICLE: &[(&str, &str)] = &[
    ("article", "id = ?1"),
    ("event", "id IN (SELECT id FROM event_mention WHERE article_id = ?1)"),
    ("event_actor", "event_id IN (SELECT id FROM event_mention WHERE article_id = ?1)"),
    ("event_link", "event_id IN (SELECT id FROM event_mention WHERE article_id = ?1)"),
];

/// A table, how its rows are found and inserted, and those that wait to be.
struct Table {
    select: String,
    insert: String,
    rows: Vec<Vec<Value>>,
}

fn main() {
    let path = std::env::args().skip(1).find(|a| !a.starts_with('-')).expect("a database");
    let from = Connection::open_with_flags(&path, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY).expect("a database");
    let folder =
        tempfile::tempdir_in(std::env::var("BENCH_DIR").unwrap_or_else(|_| "target".into())).expect("a folder");
    let copy = folder.path().join("copy.db");
    drop(dateline::store::Store::open(&copy).expect("a database"));
    let to = Connection::open(&copy).expect("a database");
    for (pragma, value) in [("journal_mode", "WAL"), ("synchronous", "NORMAL"), ("foreign_keys", "OFF")] {
        to.pragma_update_and_check(None, pragma, value, |_| Ok(()))
            .or_else(|_| to.pragma_update(None, pragma, value))
            .expect("a pragma");
    }
    for (pragma, value) in [("cache_size", -262_144), ("wal_autocheckpoint", 8192)] {
        to.pragma_update_and_check(None, pragma, value, |_| Ok(()))
            .or_else(|_| to.pragma_update(None, pragma, value))
            .expect("a pragma");
    }
    to.set_prepared_statement_cache_capacity(128);
    let (mut of_articles, mut others) = tables(&from);
    let articles: Vec<i64> = from
        .prepare("SELECT id FROM article ORDER BY source")
        .and_then(|mut s| s.query_map([], |r| r.get(0))?.collect())
        .expect("the articles");
    let (mut clock, mut cpu, mut rows) = (0.0, 0.0, 0);
    let mut write = |tables: &mut [Table]| {
        rows += tables.iter().map(|t| t.rows.len()).sum::<usize>();
        let (start, before) = (Instant::now(), processor());
        to.execute_batch("BEGIN IMMEDIATE").expect("a transaction");
        for table in tables {
            let mut insert = to.prepare_cached(&table.insert).expect("a table");
            for row in table.rows.drain(..) {
                insert.execute(params_from_iter(row)).expect("a row");
            }
        }
        to.execute_batch("COMMIT").expect("a transaction");
        clock += start.elapsed().as_secs_f64();
        cpu += processor() - before;
    };
    others.iter_mut().for_each(|table| read(&from, table, None));
    write(&mut others);
    for batch in articles.chunks(BATCH) {
        let mut batch = batch.to_vec();
        batch.sort_unstable();
        for table in &mut of_articles {
            batch.iter().for_each(|article| read(&from, table, Some(*article)));
        }
        write(&mut of_articles);
    }
    let each = 1000.0 / articles.len() as f64;
    println!(
        "{} articles, {rows} rows: {:.2} ms of processor an article, {:.2} ms by the clock",
        articles.len(),
        cpu * each,
        clock * each
    );
}

/// The tables whose rows belong to articles, and the others.
fn tables(from: &Connection) -> (Vec<Table>, Vec<Table>) {
    let names: Vec<String> = from
        .prepare(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%\\_fts%' ESCAPE '\\'
             AND name NOT LIKE 'sqlite%' AND name <> 'data_dictionary' ORDER BY rowid",
        )
        .and_then(|mut s| s.query_map([], |r| r.get(0))?.collect())
        .expect("the tables");
    let (mut of_articles, mut others) = (Vec::new(), Vec::new());
    for name in names {
        let columns: Vec<String> = from
            .prepare("SELECT name FROM pragma_table_info(?1)")
            .and_then(|mut s| s.query_map([&name], |r| r.get(0))?.collect())
            .expect("the columns");
        let named = OF_ARTICLE.iter().find(|(table, _)| *table == name).map(|(_, rows)| *rows);
        let rows = named.or_else(|| columns.iter().any(|c| c == "article_id").then_some("article_id = ?1"));
        let places = vec!["?"; columns.len()].join(", ");
        let insert = format!("INSERT INTO \"{name}\" ({}) VALUES ({places})", columns.join(", "));
        let select = format!("SELECT * FROM \"{name}\" WHERE {}", rows.unwrap_or("?1 IS NULL"));
        let table = Table { select, insert, rows: Vec::new() };
        if rows.is_some() { of_articles.push(table) } else { others.push(table) }
    }
    (of_articles, others)
}

fn read(from: &Connection, table: &mut Table, article: Option<i64>) {
    let mut select = from.prepare_cached(&table.select).expect("a table");
    let width = select.column_count();
    let row = |r: &rusqlite::Row<'_>| (0..width).map(|i| r.get(i)).collect::<rusqlite::Result<Vec<Value>>>();
    table.rows.extend(select.query_map([article], row).expect("rows").map(|row| row.expect("a row")));
}

/// Seconds of processor that this process has used.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(11).take(2).filter_map(|f| f.parse::<f64>().ok()).sum::<f64>() / 100.0
}
