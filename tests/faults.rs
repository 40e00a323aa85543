//! What goes wrong around the database: it is something else, newer, has no room, or its import is killed. It stays whole.

use std::path::Path;
use std::process::{Command, Stdio};

use assert_cmd::cargo::cargo_bin;

use crate::support::Folder;

const GOOD: &str = "The two sides met in Rome on 3 May 2019.";

fn count(db: &Path, query: &str) -> i64 {
    rusqlite::Connection::open(db).unwrap().query_row(query, [], |row| row.get(0)).unwrap()
}

fn assert_whole(db: &Path) {
    let connection = rusqlite::Connection::open(db).unwrap();
    let verdict: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(verdict, "ok");
    assert_eq!(count(db, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
}

#[test]
fn the_thirtieth_of_february_is_never_a_day() {
    let folder = Folder::new();
    folder.write("feb.txt", "They met on 30 February 2019 in Rome.");
    assert_eq!(folder.run(&["import", "feb.txt"]).code, 0);
    let days = "SELECT count(*) FROM time_expression WHERE granularity = 'day'";
    assert_eq!(count(&folder.path("dateline.db"), days), 0);
}

#[test]
fn a_file_that_is_something_else_is_refused_and_left_alone() {
    let folder = Folder::new();
    let good = folder.write("good.txt", GOOD);
    let run = folder.run(&["--db", "good.txt", "import", "good.txt"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("not a dateline database"), "{}", run.err);
    assert_eq!(std::fs::read_to_string(good).unwrap(), GOOD);
}

#[test]
fn a_newer_database_is_refused_by_import_and_by_questions() {
    let folder = Folder::new();
    folder.write("good.txt", GOOD);
    assert_eq!(folder.run(&["import", "good.txt"]).code, 0);
    let db = rusqlite::Connection::open(folder.path("dateline.db")).unwrap();
    db.pragma_update(None, "user_version", 99).unwrap();
    drop(db);
    for command in [&["import", "good.txt"][..], &["article", "list"]] {
        let run = folder.run(command);
        assert_eq!(run.code, 1, "{}", run.err);
        assert!(run.err.contains("newer"), "{}", run.err);
    }
}

#[test]
fn a_folder_that_is_not_there_cannot_hold_a_database() {
    let folder = Folder::new();
    folder.write("good.txt", GOOD);
    let run = folder.run(&["--db", "no/such/a.db", "import", "good.txt"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("--db"), "it says what to do: {}", run.err);
}

/// Enough articles to fill some hundred kilobytes, each with its own text.
fn many(folder: &Folder, articles: usize) {
    let line = |i: usize| {
        let day = i % 28 + 1;
        let body = format!(
            "Delegation {i} met the council in Rome on {day} May 2019. It signed the contract {i} two days later. "
        );
        let text = body.repeat(4);
        format!("{{\"published\": \"2019-06-01\", \"source\": \"a{i}\", \"text\": \"{text}\"}}\n")
    };
    folder.write("many.jsonl", (0..articles).map(line).collect::<String>());
}

#[test]
#[cfg(unix)]
fn a_full_disk_is_an_error_and_the_same_command_completes_when_there_is_room() {
    let folder = Folder::new();
    many(&folder, 300);
    let bin = cargo_bin("dateline");
    let bin = bin.display();
    // A disk of three megabytes, which goes with the process; where mounting is not allowed, a limit on the size of a file
    // stands for it: with the signal ignored, writing fails as it does there.
    let script = format!(
        "mkdir small; unshare -rm true 2>/dev/null && unshare -rm sh -c '
             mount -t tmpfs -o size=3m tmpfs small || exit 77
             \"{bin}\" --db small/a.db import many.jsonl; code=$?; cp small/a.db . && exit $code'
         code=$?; test $code != 77 && test -e a.db && exit $code
         trap '' XFSZ; ulimit -f 600; exec '{bin}' --db a.db import many.jsonl"
    );
    let done = Command::new("bash").args(["-c", &script]).current_dir(folder.path("")).output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(1), "{said}");
    assert!(said.contains("a.db: the disk is full; ") && said.contains("free some space"), "{said}");
    let db = folder.path("a.db");
    let stored = count(&db, "SELECT count(*) FROM article");
    assert!(stored < 300, "it was full before the end");
    assert_whole(&db);
    let again = folder.run(&["--db", "a.db", "import", "many.jsonl"]);
    assert_eq!(again.code, 0, "{}", again.err);
    assert_eq!(count(&db, "SELECT count(*) FROM article"), 300);
    assert_whole(&db);
}

#[test]
#[cfg(unix)]
fn an_import_that_is_killed_or_interrupted_leaves_a_whole_file_and_the_same_command_completes_it() {
    for (signal, bytes) in [("KILL", 0), ("KILL", 300_000), ("KILL", 900_000), ("INT", 300_000)] {
        let folder = Folder::new();
        many(&folder, 300);
        let db = folder.path("a.db");
        let import = ["--db", "a.db", "import", "--quiet", "many.jsonl"];
        let mut child = Command::new(cargo_bin("dateline")).current_dir(folder.path("")).args(import).spawn().unwrap();
        let size = |name: &str| folder.path(name).metadata().map_or(0, |m| m.len());
        while child.try_wait().unwrap().is_none() && !(db.exists() && size("a.db") + size("a.db-wal") >= bytes) {
            std::thread::yield_now();
        }
        // It may be done already; then there is nobody to signal.
        let kill = [format!("-{signal}"), child.id().to_string()];
        let _ = Command::new("kill").args(kill).stderr(Stdio::null()).status();
        child.wait().unwrap();
        assert_whole(&db);
        let again = folder.run(&import);
        assert_eq!(again.code, 0, "{signal} at {bytes}: {}", again.err);
        assert_whole(&db);
        assert_eq!(count(&db, "SELECT count(*) FROM article"), 300, "{signal} at {bytes}");
    }
}

/// Every row of every table, sorted: what two databases must share to be equal.
fn rows(db: &Path) -> Vec<String> {
    let c = rusqlite::Connection::open(db).unwrap();
    let mut names = c
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%\\_fts%' ESCAPE '\\' ORDER BY name")
        .unwrap();
    let names: Vec<String> = names.query_map([], |r| r.get(0)).unwrap().map(Result::unwrap).collect();
    let mut all = Vec::new();
    for name in names {
        let mut of = c.prepare(&format!("SELECT * FROM \"{name}\"")).unwrap();
        let width = of.column_count();
        let line = |r: &rusqlite::Row<'_>| {
            Ok((0..width).map(|i| format!("{:?}", r.get_ref(i).unwrap())).collect::<Vec<_>>().join("|"))
        };
        let mut list: Vec<String> =
            of.query_map([], line).unwrap().map(|r| format!("{name}: {}", r.unwrap())).collect();
        list.sort();
        all.extend(list);
    }
    all
}

/// How often an import is killed; more with e.g. KILLS=100.
fn kills() -> u64 {
    std::env::var("KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(4)
}

#[test]
#[cfg(unix)]
fn an_import_that_is_killed_again_and_again_ends_as_an_undisturbed_one() {
    let folder = Folder::new();
    many(&folder, 600);
    let start = std::time::Instant::now();
    assert_eq!(folder.run(&["--db", "whole.db", "import", "--quiet", "many.jsonl"]).code, 0);
    let whole = start.elapsed();
    let db = folder.path("killed.db");
    for turn in 0..kills() {
        let import = ["--db", "killed.db", "import", "--quiet", "many.jsonl"];
        let mut child = Command::new(cargo_bin("dateline")).current_dir(folder.path("")).args(import).spawn().unwrap();
        // Moments spread over the whole import, in no order.
        std::thread::sleep(whole.mul_f64((turn * 37 % 100) as f64 / 100.0));
        let _ = child.kill();
        child.wait().unwrap();
        if db.exists() && count(&db, "SELECT count(*) FROM sqlite_schema") > 0 {
            assert_whole(&db);
        }
        if turn % 5 == 4 {
            std::fs::remove_file(&db).ok();
            std::fs::remove_file(folder.path("killed.db-wal")).ok();
            std::fs::remove_file(folder.path("killed.db-shm")).ok();
        }
    }
    assert_eq!(folder.run(&["--db", "killed.db", "import", "--quiet", "many.jsonl"]).code, 0);
    assert!(rows(&db) == rows(&folder.path("whole.db")));
    let beside = |name: &str| folder.path(name).exists();
    assert!(!beside("killed.db-wal") && !beside("killed.db-shm") && !beside("killed.db-journal"), "one file at rest");
    assert_eq!(&std::fs::read(&db).unwrap()[18..20], [1, 1], "no log is needed to read it");
}

#[test]
fn two_imports_at_once_end_as_one_after_the_other() {
    let folder = Folder::new();
    many(&folder, 300);
    assert_eq!(folder.run(&["--db", "whole.db", "import", "--quiet", "many.jsonl"]).code, 0);
    let import = ["--db", "both.db", "import", "--quiet", "many.jsonl"];
    let start = || Command::new(cargo_bin("dateline")).current_dir(folder.path("")).args(import).output().unwrap();
    let (one, other) = std::thread::scope(|threads| {
        let (one, other) = (threads.spawn(start), threads.spawn(start));
        (one.join().unwrap(), other.join().unwrap())
    });
    for run in [&one, &other] {
        let said = String::from_utf8_lossy(&run.stderr);
        let waited = run.status.code() == Some(0) && said.is_empty();
        assert!(waited || said.contains("another process is writing"), "{said}");
    }
    assert_eq!(folder.run(&import).code, 0);
    assert!(rows(&folder.path("both.db")) == rows(&folder.path("whole.db")));
}

#[test]
fn an_import_is_not_disturbed_by_somebody_who_reads() {
    let folder = Folder::new();
    many(&folder, 20);
    assert_eq!(folder.run(&["--db", "a.db", "import", "--quiet", "many.jsonl"]).code, 0);
    let reader = rusqlite::Connection::open(folder.path("a.db")).unwrap();
    let seen =
        |c: &rusqlite::Connection| c.query_row("SELECT count(*) FROM article", [], |r| r.get::<_, i64>(0)).unwrap();
    assert_eq!(seen(&reader), 20);
    many(&folder, 300);
    let run = folder.run(&["--db", "a.db", "import", "--quiet", "many.jsonl"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert_eq!(seen(&reader), 300);
    drop(reader);
    assert_eq!(folder.run(&["--db", "a.db", "timeline", "Rome", "--all"]).code, 0);
    assert_eq!(folder.run(&["--db", "a.db", "import", "--quiet", "many.jsonl"]).code, 0);
    assert!(!folder.path("a.db-wal").exists(), "one file at rest");
}

#[test]
fn a_file_that_shrinks_while_it_is_read_costs_what_was_cut_and_nothing_else() {
    let folder = Folder::new();
    many(&folder, 600);
    let (db, file) = (folder.path("a.db"), folder.path("many.jsonl"));
    let whole = std::fs::read(&file).unwrap();
    let import = ["--db", "a.db", "import", "--quiet", "many.jsonl"];
    let mut child = Command::new(cargo_bin("dateline"))
        .current_dir(folder.path(""))
        .args(import)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The first articles are being stored, the last ones not yet read.
    while child.try_wait().unwrap().is_none() && !(db.exists() && count_or_none(&db) > 0) {
        std::thread::yield_now();
    }
    std::fs::OpenOptions::new().write(true).open(&file).unwrap().set_len(whole.len() as u64 * 3 / 4).unwrap();
    let status = child.wait().unwrap();
    assert!(matches!(status.code(), Some(0 | 3)), "{status}");
    assert_whole(&db);
    assert!(count(&db, "SELECT count(*) FROM article") >= 128);
    std::fs::write(&file, whole).unwrap();
    assert_eq!(folder.run(&import).code, 0);
    assert_eq!(count(&db, "SELECT count(*) FROM article"), 600);
    assert_eq!(count(&db, "SELECT count(*) FROM import_error"), 0);
    assert_whole(&db);
}

/// Articles that are there, as far as one may look.
fn count_or_none(db: &Path) -> i64 {
    let Ok(c) = rusqlite::Connection::open_with_flags(db, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY) else { return 0 };
    c.query_row("SELECT count(*) FROM article", [], |row| row.get(0)).unwrap_or(0)
}

#[test]
#[cfg(target_os = "linux")]
fn a_place_where_nothing_can_be_written_is_named_with_what_to_do() {
    let folder = Folder::new();
    folder.write("good.txt", GOOD);
    let run = folder.run(&["--db", "/proc/a.db", "import", "good.txt"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("/proc/a.db") && run.err.contains("--db"), "{}", run.err);
}

#[test]
fn escapes_in_names_titles_and_texts_never_reach_the_terminal() {
    let folder = Folder::new();
    let escape = "\u{1b}]0;owned\u{7}\u{1b}[31m";
    let text =
        format!("Ann{escape} Marsh met Bob Reed in Rome{escape} on 3 May 2019. Ann Marsh resigned on 4 May 2019.");
    let article = serde_json::json!({"source": format!("a{escape}\nb"), "title": format!("Talks{escape}"), "author": escape,
                                     "publisher": format!("Post{escape}"), "published": "2019-06-01", "text": text});
    folder.write("a.jsonl", format!("{article}\n{{oops{escape}\n"));
    folder.write(&format!("in/{escape}\n2.txt"), "Ann Marsh met Bob Reed in Oslo on 5 May 2019.");
    folder.write(&format!("in/{escape}\n3.txt"), "");
    assert_eq!(folder.run(&["import", "a.jsonl", "in"]).code, 3);
    assert_eq!(count(&folder.path("dateline.db"), "SELECT count(*) FROM article"), 2);
    let mut seen = 0;
    for command in [
        &["article", "list"][..],
        &["article", "list", "--skipped"],
        &["article", "show", &format!("a{escape}\nb")],
        &["search", "Rome"],
        &["actor", "list"],
        &["event", "list"],
        &["timeline", "Marsh", "--all", "--evidence"],
        &["timeline", &format!("nobody{escape}")],
        &["import", "a.jsonl", "in"],
    ] {
        for format in ["table", "md", "csv", "json"] {
            let format: &[&str] = if command[0] == "import" { &[] } else { &["--format", format] };
            let run = folder.run(&[command, format].concat());
            let raw = |s: &str| s.contains(|c: char| c.is_control() && c != '\n');
            assert!(!raw(&run.out) && !raw(&run.err), "{command:?}: {:?} {:?}", run.out, run.err);
            seen += usize::from(run.out.contains("owned"));
        }
    }
    assert!(seen > 8, "the words themselves are shown: {seen}");
}
