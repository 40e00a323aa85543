//! Who takes part in what: short texts of `actors/*.toml` with the actors of their events, read by the public function.
//!
//! An expectation is right when everybody it names takes part, as what it says (`agent`, `patient`, `other`; `who` in any
//! part), and nobody else does but those it allows (`may`).

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use dateline::actors::keys;
use dateline::article::Article;
use dateline::extract::Extractor;
use dateline::findings::{Findings, ParticipantRole};
use dateline::knowledge::Knowledge;
use serde::Deserialize;

/// The least share of expectations that must be right.
const WANTED: f64 = 0.93;

#[derive(Debug, Deserialize)]
struct File {
    text: Vec<Text>,
}

#[derive(Debug, Deserialize)]
struct Text {
    about: String,
    published: String,
    /// Its lines belong together: the breaks are only for the reader of the file.
    #[serde(deserialize_with = "one_line")]
    text: String,
    events: Vec<Expectation>,
}

#[derive(Debug, Deserialize)]
struct Expectation {
    trigger: String,
    #[serde(default)]
    who: Vec<String>,
    #[serde(default)]
    agent: Vec<String>,
    #[serde(default)]
    patient: Vec<String>,
    #[serde(default)]
    other: Vec<String>,
    #[serde(default)]
    may: Vec<String>,
}

fn one_line<'de, D: serde::Deserializer<'de>>(d: D) -> Result<String, D::Error> {
    Ok(String::deserialize(d)?.trim().replace('\n', " "))
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/actors");
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).expect("the texts").map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    files
}

/// The place of the first time that a word stands alone in the text, in code points.
fn place_of(text: &str, word: &str) -> Option<u32> {
    let alone = |at: &usize| {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !letter(text[..*at].chars().next_back()) && !letter(text[at + word.len()..].chars().next())
    };
    let at = text.match_indices(word).map(|m| m.0).find(alone)?;
    Some(text[..at].chars().count() as u32)
}

/// What is wrong with what was found; `None` when it is right.
fn fault(text: &str, findings: &Findings, expected: &Expectation) -> Option<String> {
    let at = place_of(text, &expected.trigger)?;
    let Some(event) = findings.events.iter().find(|e| e.span.start <= at && at < e.span.end) else {
        return Some("no event".into());
    };
    let name = |id: u32| findings.actors.get(id as usize).map_or("", |a| a.name.as_str());
    let found: Vec<(String, ParticipantRole)> =
        event.participants.iter().map(|p| (keys::key(name(p.actor)), p.role)).collect();
    let in_part = |names: &[String], role: Option<ParticipantRole>| {
        names.iter().all(|n| found.iter().any(|(f, r)| *f == keys::key(n) && role.is_none_or(|wanted| wanted == *r)))
    };
    let allowed: BTreeSet<String> = [&expected.who, &expected.agent, &expected.patient, &expected.other, &expected.may]
        .into_iter()
        .flatten()
        .map(|n| keys::key(n))
        .collect();
    let right = in_part(&expected.who, None)
        && in_part(&expected.agent, Some(ParticipantRole::Agent))
        && in_part(&expected.patient, Some(ParticipantRole::Patient))
        && in_part(&expected.other, Some(ParticipantRole::Other))
        && found.iter().all(|(f, _)| allowed.contains(f));
    let shown = |p: &dateline::findings::Participant| format!("{} ({})", name(p.actor), p.role.as_str());
    (!right).then(|| event.participants.iter().map(shown).collect::<Vec<_>>().join(", "))
}

#[test]
fn events_have_the_actors_that_a_reader_would_name() {
    let extractor = Extractor::new(Knowledge::default()).expect("the built-in model");
    let (mut all, mut faults) = (0, Vec::new());
    for path in files() {
        let file: File = toml::from_str(&fs::read_to_string(&path).expect("a text file")).expect("a table of texts");
        for text in file.text {
            let article = Article {
                published: Some(text.published.parse().expect("a day")),
                text: text.text.clone(),
                ..Article::default()
            };
            let findings = extractor.extract(&article);
            for expected in &text.events {
                all += 1;
                if let Some(fault) = fault(&text.text, &findings, expected) {
                    faults.push(format!("{}: {}: found [{fault}], wanted {expected:?}", text.about, expected.trigger));
                }
            }
        }
    }
    let right = 1.0 - faults.len() as f64 / all as f64;
    println!("{:.1} % of {all} right", right * 100.0);
    assert!(right >= WANTED, "{:.1} % of {all} right\n{}", right * 100.0, faults.join("\n"));
}

#[test]
fn every_expectation_names_a_word_of_its_text() {
    for path in files() {
        let file: File = toml::from_str(&fs::read_to_string(&path).expect("a text file")).expect("a table of texts");
        for text in file.text {
            for expected in &text.events {
                assert!(place_of(&text.text, &expected.trigger).is_some(), "{}: {}", text.about, expected.trigger);
            }
        }
    }
}

#[test]
fn a_bare_surname_of_two_is_in_doubt_and_explain_names_both() {
    let folder = super::support::Folder::new();
    folder.write(
        "a.md",
        "---\ndate: 2019-06-05\n---\nAna Lund met Ivo Lund in Brask on 3 May 2019. Lund resigned on 4 May 2019. Ana Lund left \
         Brask on 5 May 2019.\n",
    );
    assert_eq!(folder.run(&["import", "--quiet", "a.md"]).code, 0);
    let events = |question: &[&str]| -> Vec<serde_json::Value> {
        let run = folder.run(&[question, &["--format", "json"]].concat());
        serde_json::from_str::<serde_json::Value>(&run.out).unwrap().as_array().unwrap().clone()
    };
    let all = events(&["event", "list"]);
    let find = |word: &str| all.iter().find(|e| e["label"].as_str().unwrap().contains(word)).expect(word);
    let (doubtful, sure) = (find("resigned"), find("left"));
    assert!(
        doubtful["confidence"].as_f64() < Some(0.6) && sure["confidence"].as_f64() > Some(0.8),
        "{doubtful}\n{sure}"
    );
    let told = folder.run(&["event", "explain", &doubtful["event_id"].to_string()]).out;
    assert!(told.contains("doubt:  'Lund' is taken for Ivo Lund (0.55); it may be Ana Lund"), "{told}");
    assert!(!folder.run(&["event", "explain", &sure["event_id"].to_string()]).out.contains("doubt:"));
    let asked = folder.run(&["timeline", "Lund"]);
    assert!(asked.code == 4 && asked.err.contains("Ana Lund") && asked.err.contains("Ivo Lund"), "{}", asked.err);
    folder.write("b.md", "---\ndate: 2019-07-01\n---\nIvo Lund died on 29 June 2019. Lund had led the port.\n");
    assert_eq!(folder.run(&["import", "--quiet", "b.md"]).code, 0);
    assert!(folder.run(&["timeline", "Lund"]).out.starts_with("Ivo Lund"));
}
