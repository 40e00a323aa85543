//! The picture in src/lib.rs and the code agree: who may know whom, and how long a file may be.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Values: anybody may use them, and they know nobody but each other.
const VALUES: &[&str] = &["span", "calendar", "article", "findings", "lookup"];

/// Every arrow there is, values left out. What is not listed does not exist.
const ARROWS: &[(&str, &[&str])] = &[
    ("knowledge", &[]),
    ("text", &[]),
    ("time", &["text", "knowledge"]),
    ("actors", &["text", "knowledge"]),
    ("events", &["text", "knowledge", "time", "actors"]),
    ("extract", &["text", "time", "actors", "events", "knowledge"]),
    // Of actors and events only how names and words are compared; the same within an article and across.
    ("consolidate", &["knowledge", "actors", "events"]),
    ("decisions", &["knowledge"]),
    // Of knowledge only the rows that a person imported, which the store keeps.
    ("store", &["consolidate", "decisions", "knowledge", "actors"]),
    ("ingest", &[]),
    // The log and the list of knowledge show what a person decided and imported, as it was made.
    // Of actors only how names are compared, for suggestions.
    ("query", &["store", "decisions", "actors"]),
    ("render", &["query"]),
    ("pipeline", &["ingest", "extract", "consolidate", "decisions", "store", "knowledge"]),
];

/// Sees everything and decides nothing.
const SEES_EVERYTHING: &[&str] = &["cli", "serve", "lib", "main"];

/// A file that a reader can still hold in the head.
const LONGEST_FILE: usize = 500;

/// Files that outgrew it and are still to be split, with the length they must not pass. Nothing is to be added here.
const STILL_TO_SPLIT: &[(&str, usize)] = &[];

const SENTENCE: &str = "an arrow that is not listed does not exist: what comes out of a stage goes to the next one, nothing runs \
                        backwards (tests/architecture.rs lists the arrows)";

#[test]
fn nobody_knows_a_module_that_the_table_does_not_allow() {
    let mut faults = BTreeSet::new();
    for (path, text) in sources() {
        let from = module_of(&path);
        for to in modules_named(&text) {
            if !allowed(&from, &to) {
                faults.insert(format!("{from} -> {to} in {}", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}\n{SENTENCE}", faults.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn every_module_stands_in_the_table() {
    for (path, _) in sources() {
        let module = module_of(&path);
        let listed = VALUES.contains(&module.as_str())
            || SEES_EVERYTHING.contains(&module.as_str())
            || ARROWS.iter().any(|(from, _)| *from == module);
        assert!(listed, "{module} ({}) has no row in the table of arrows", path.display());
    }
}

#[test]
fn no_file_is_longer_than_a_reader_can_hold_in_the_head() {
    let long: Vec<String> = sources()
        .into_iter()
        .map(|(path, text)| (path, text.lines().count()))
        .filter(|(path, lines)| *lines > longest(path))
        .map(|(path, lines)| {
            format!("{}: {lines} lines, at most {LONGEST_FILE}; which two questions does it answer?", path.display())
        })
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn grouped_and_nested_imports_are_read_too() {
    let found = modules_named(
        "use crate::{\n  store::{Store, open},\n  query,\n};\nlet x = crate::render::table(); // crate::cli\nuse crate::Thing;",
    );
    assert_eq!(found, ["query", "render", "store"].map(String::from).into());
}

fn longest(path: &Path) -> usize {
    STILL_TO_SPLIT.iter().find(|(file, _)| path == Path::new(file)).map_or(LONGEST_FILE, |(_, lines)| *lines)
}

fn allowed(from: &str, to: &str) -> bool {
    if from == to || SEES_EVERYTHING.contains(&from) {
        return true;
    }
    if VALUES.contains(&to) {
        return true;
    }
    ARROWS.iter().any(|(known, targets)| *known == from && targets.contains(&to))
}

/// Every Rust file below src, in a fixed order, with its text.
fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("src is readable") {
            let path = entry.expect("src is readable").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(&path).expect("source is UTF-8");
                files.push((path.strip_prefix(&root).expect("below src").to_path_buf(), text));
            }
        }
    }
    files.sort();
    assert!(files.len() > 20, "the sources were found");
    files
}

/// `store` for both store/mod.rs and store.rs.
fn module_of(path: &Path) -> String {
    let first = path.iter().next().expect("a path has a first part").to_string_lossy();
    first.trim_end_matches(".rs").to_string()
}

/// The modules of this crate that a file names after `crate::`, comments left out.
fn modules_named(text: &str) -> BTreeSet<String> {
    let code: String = text.lines().map(|line| line.split("//").next().unwrap_or("")).collect::<Vec<_>>().join("\n");
    let mut found = BTreeSet::new();
    for rest in code.split("crate::").skip(1) {
        match rest.strip_prefix('{') {
            Some(group) => found.extend(first_parts(group)),
            None => found.extend(module_at_start(rest)),
        }
    }
    found
}

/// The first part of every path in `a::{b, c}, d}`, up to the brace that closes the group.
fn first_parts(group: &str) -> Vec<String> {
    let mut depth = 0;
    let mut parts = vec![String::new()];
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => parts.push(String::new()),
            _ if depth == 0 => parts.last_mut().expect("never empty").push(c),
            _ => {}
        }
    }
    parts.iter().filter_map(|part| module_at_start(part.trim())).collect()
}

/// The module that a path begins with; types and functions at the top of the crate begin otherwise or end otherwise.
fn module_at_start(path: &str) -> Option<String> {
    let name: String = path.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    name.starts_with(|c: char| c.is_ascii_lowercase()).then_some(name)
}
