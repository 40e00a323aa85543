//! Short texts with the timelines that a good researcher would write of them, run through the whole pipeline.
//!
//! Each file of `timelines/` holds texts of one field. A line is "EDTF date | status | label"; words of a label in
//! round brackets may be there or not. What the program does not reach yet stands in `timelines/GAPS.txt`, with "-" for
//! a line that is missing and "+" for one that should not be there. Their number may only shrink: expectations are
//! never loosened. `UPDATE_TIMELINES=1` writes the list anew when it is not longer than before.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use dateline::article::Article;
use dateline::extract::Extractor;
use dateline::knowledge::Knowledge;
use dateline::pipeline::{self, Options};
use dateline::query::{self, Found, Question};
use dateline::store::Store;
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    text: Vec<Text>,
}

#[derive(Deserialize)]
struct Text {
    name: String,
    published: Option<String>,
    text: String,
    timelines: BTreeMap<String, Vec<String>>,
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/timelines")
}

fn texts() -> Vec<Text> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder()).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "toml"));
    files.sort();
    let read = |f: &PathBuf| {
        toml::from_str::<File>(&fs::read_to_string(f).unwrap()).unwrap_or_else(|e| panic!("{}: {e}", f.display())).text
    };
    files.iter().flat_map(read).collect()
}

/// The lines of an actor's timeline as people see it by default.
fn lines(store: &Store, actor: &str) -> Vec<String> {
    let Found::One(actor) = query::find_actor(store, actor).unwrap() else { return vec!["no such actor".into()] };
    let entries = query::timeline(store, actor, &Question::default()).unwrap().entries;
    entries
        .iter()
        .map(|e| {
            let date = e.date.as_ref().map_or("undated", |d| &d.value);
            format!("{date} | {} | {}", e.status.as_str(), e.label)
        })
        .collect()
}

/// Whether a line is the expected one, with or without the words in round brackets.
fn is(expected: &str, line: &str) -> bool {
    match (expected.find('('), expected.find(')')) {
        (Some(open), Some(close)) if open < close => {
            let with = format!("{}{}{}", &expected[..open], &expected[open + 1..close], &expected[close + 1..]);
            let without = format!("{}{}", &expected[..open], &expected[close + 1..]);
            is(&with, line) || is(&without, line)
        }
        _ => expected.split_whitespace().eq(line.split_whitespace()),
    }
}

/// What differs: "-" is missing, "+" should not be there.
fn gaps(text: &Text) -> Vec<String> {
    let mut store = Store::in_memory().unwrap();
    let published = text.published.as_ref().map(|day| day.parse().unwrap());
    let body = text.text.trim().to_string();
    let article = Article { source: format!("{}.txt", text.name), published, text: body, ..Article::default() };
    let run = AtomicBool::new(false);
    pipeline::import(&mut store, [Ok(article)].into_iter(), &Options::default(), &run, &mut |_| {}).unwrap();
    let mut gaps = Vec::new();
    for (actor, expected) in &text.timelines {
        let mut found = lines(&store, actor);
        for line in expected {
            match found.iter().position(|f| is(line, f)) {
                Some(at) => drop(found.remove(at)),
                None => gaps.push(format!("{} / {actor}: - {line}", text.name)),
            }
        }
        gaps.extend(found.iter().map(|f| format!("{} / {actor}: + {f}", text.name)));
    }
    gaps
}

#[test]
fn short_texts_have_the_timelines_that_a_researcher_would_write_or_the_gap_is_listed() {
    let texts = texts();
    assert!(texts.len() >= 30, "{} texts", texts.len());
    let lines: usize = texts.iter().flat_map(|t| t.timelines.values()).map(Vec::len).sum();
    let gaps: Vec<String> = texts.iter().flat_map(gaps).collect();
    let missing = gaps.iter().filter(|g| g.contains(": - ")).count();
    let list = folder().join("GAPS.txt");
    let known = fs::read_to_string(&list).unwrap_or_default();
    let allowed: usize = known.split_whitespace().next().and_then(|n| n.parse().ok()).unwrap_or(usize::MAX);
    let new: Vec<&String> = gaps.iter().filter(|g| !known.contains(g.as_str())).collect();
    assert!(gaps.len() <= allowed, "{} gaps, {allowed} are known; new ones: {new:#?}", gaps.len());
    if std::env::var_os("UPDATE_TIMELINES").is_some() {
        let head = format!("{} gaps; {} of {lines} lines are as wanted.", gaps.len(), lines - missing);
        fs::write(list, format!("{head}\n\n{}\n", gaps.join("\n"))).unwrap();
    }
}

#[test]
fn words_in_round_brackets_may_be_there_or_not() {
    for (line, same) in [("he fell", true), ("he fell hard", true), ("he fell hard twice", false), ("he", false)] {
        assert_eq!(is("he fell( hard)", line), same, "{line}");
    }
}

#[test]
fn a_label_is_never_cut_so_that_it_says_the_opposite() {
    let text = "Berg and Haddad agreed to work for the complete removal of all weapons from the whole of the \
        island, but the negotiators who were to fill the sentence with some life of its own hardly met.";
    let article = Article { published: "2019-02-20".parse().ok(), text: text.into(), ..Article::default() };
    let findings = Extractor::new(Knowledge::default()).unwrap().extract(&article);
    let label = findings.events.iter().find(|e| e.text == "agreed").map(|e| e.label.as_str());
    let whole = "Berg and Haddad agreed to work for the complete removal of all weapons from the whole of the island";
    assert_eq!(label, Some(whole));
}
