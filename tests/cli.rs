//! The command line as a whole: help, exit codes, closed pipes, what a question may not do.

use std::collections::BTreeSet;
use std::process::{Command, Stdio};

use clap::CommandFactory;
use dateline::cli::Cli;

use super::support::{Folder, samples};

/// Every command that does something, with the words that call it.
fn commands(command: &clap::Command, path: &[String], all: &mut Vec<(Vec<String>, String)>) {
    for sub in command.get_subcommands().filter(|c| c.get_name() != "help") {
        let path = [path, &[sub.get_name().to_string()]].concat();
        if sub.has_subcommands() {
            commands(sub, &path, all);
        } else {
            all.push((path, sub.get_after_help().map(ToString::to_string).unwrap_or_default()));
        }
    }
}

#[test]
fn every_help_ends_with_examples_and_each_is_a_command_that_exists() {
    let mut all = Vec::new();
    commands(&Cli::command(), &[], &mut all);
    assert!(all.len() > 10);
    for (path, help) in all {
        let examples: Vec<_> = help.lines().filter_map(|l| l.strip_prefix("  ")).collect();
        assert!(help.starts_with("Examples:") && !examples.is_empty(), "{path:?} has no examples");
        for example in examples {
            let call = example.rsplit_once("| ").map_or(example, |(_, call)| call);
            let call = call.split(" > ").next().unwrap();
            let words: Vec<_> = words(call);
            assert!(path.iter().all(|p| words.contains(p)), "{path:?}: {example}");
            Cli::try_parse_from_words(&words).unwrap_or_else(|e| panic!("{example}: {e}"));
        }
    }
}

trait Parse: Sized {
    fn try_parse_from_words(words: &[String]) -> Result<Self, clap::Error>;
}

impl Parse for Cli {
    fn try_parse_from_words(words: &[String]) -> Result<Self, clap::Error> {
        <Self as clap::Parser>::try_parse_from(words)
    }
}

/// A folder in which every example of the help can run: the samples, a database with a decision, and two small files.
fn prepared() -> Folder {
    let folder = Folder::new();
    for entry in samples().read_dir().unwrap() {
        let entry = entry.unwrap();
        folder.write(&format!("samples/{}", entry.file_name().to_string_lossy()), std::fs::read(entry.path()).unwrap());
    }
    folder.write("known.csv", "what,name,from\nevent,Wick fair,2019-02-27\n");
    folder.write("copies/readme.txt", "a folder for copies");
    assert_eq!(folder.run(&["import", "samples"]).code, 0);
    folder
}

#[test]
fn every_example_of_the_help_runs_on_the_samples() {
    let folder = prepared();
    let first = |what: &str| {
        let json = folder.run(&[what, "list", "--format", "json"]).out;
        let list: serde_json::Value = serde_json::from_str(&json).unwrap();
        let ids = list.as_array().unwrap().iter().map(|r| r.get("event_id").unwrap_or(&r["id"]).to_string());
        ids.take(2).collect::<Vec<_>>()
    };
    let (events, articles) = (first("event"), first("article"));
    let title = |actor: &serde_json::Value| actor["name"].as_str().unwrap_or_default().to_string();
    let actors: serde_json::Value =
        serde_json::from_str(&folder.run(&["actor", "list", "--format", "json"]).out).unwrap();
    let other = actors.as_array().unwrap().iter().map(title).find(|n| n == "Donald Trump").expect("an actor");
    assert_eq!(folder.run(&["actor", "alias", "Kim Jong-un", "Chairman"]).code, 0);
    let export = folder.run(&["export", "--decisions"]).out;
    folder.write("decisions.jsonl", export);
    let database = std::fs::read(folder.path("dateline.db")).unwrap();
    let mut all = Vec::new();
    commands(&Cli::command(), &[], &mut all);
    for (path, help) in all {
        for example in help.lines().filter_map(|l| l.strip_prefix("  ")) {
            folder.write("dateline.db", &database);
            let (input, call) = example.rsplit_once(" | ").unwrap_or(("", example));
            let stdin = input.strip_prefix("echo '").and_then(|i| i.strip_suffix('\'')).unwrap_or("");
            let mut words = words(call.split(" > ").next().unwrap());
            words.remove(0);
            // Numbers and made-up names stand for those of the database.
            let ids = if path[0] == "event" { &events } else { &articles };
            for word in &mut words {
                match word.as_str() {
                    "48213" | "31415" => word.clone_from(&ids[0]),
                    "70122" => word.clone_from(&ids[1]),
                    "Marshal Kim" if path[1] == "merge" => word.clone_from(&other),
                    "Hanoi" => word.clone_from(&other),
                    _ => {}
                }
            }
            let words: Vec<_> = words.iter().map(String::as_str).collect();
            // Only what was rejected can be restored.
            if path == ["event", "restore"] {
                assert_eq!(folder.run(&["event", "reject", &ids[0]]).code, 0);
            }
            let run = folder.run_with(&words, stdin, 100);
            assert_eq!(run.code, 0, "{example}: {}", run.err);
        }
    }
}

/// Splits as a shell does where only single quotes are used.
fn words(line: &str) -> Vec<String> {
    let mut out = Vec::new();
    for (i, part) in line.split('\'').enumerate() {
        if i % 2 == 1 { out.push(part.to_string()) } else { out.extend(part.split_whitespace().map(String::from)) }
    }
    out
}

#[test]
fn a_question_to_no_database_makes_none_and_says_how_to() {
    let folder = Folder::new();
    for question in
        [&["timeline", "Kim"][..], &["actor", "list"], &["search", "x"], &["check"], &["article", "remove", "1"]]
    {
        let run = folder.run(question);
        assert_eq!(run.code, 1, "{question:?}");
        assert!(run.err.contains("dateline --db dateline.db import PATH..."), "{}", run.err);
    }
    assert!(!folder.path("dateline.db").exists());
}

#[test]
fn wrong_usage_is_exit_code_2() {
    let folder = Folder::new();
    for wrong in [
        &["nonsense"][..],
        &[],
        &["timeline"],
        &["timeline", "Kim", "--from", "2019-02-30"],
        &["actor", "list", "--format", "xml"],
    ] {
        assert_eq!(folder.run(wrong).code, 2, "{wrong:?}");
    }
}

#[test]
fn a_closed_pipe_is_success() {
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("dateline"))
        .args(["completions", "bash"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn completions_and_manual_name_every_command() {
    let folder = Folder::new();
    let (man, bash) = (folder.run(&["man"]).out, folder.run(&["completions", "bash"]).out);
    for command in Cli::command().get_subcommands() {
        assert!(man.contains(command.get_name()) && bash.contains(command.get_name()), "{}", command.get_name());
    }
}

#[test]
fn the_built_in_samples_are_those_of_the_folder() {
    let listed =
        |e: std::io::Result<std::fs::DirEntry>| format!("samples/{}", e.unwrap().file_name().to_string_lossy());
    let folder: BTreeSet<_> = samples().read_dir().unwrap().map(listed).collect();
    let built_in: BTreeSet<_> = dateline::cli::demo::SAMPLES.iter().map(|s| s.0.to_string()).collect();
    assert_eq!(folder, built_in);
}
