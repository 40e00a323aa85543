//! The documents tell the truth: their commands run on the samples and print what stands there, and nothing is left out.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::CommandFactory;
use dateline::cli::Cli;

use super::support::{Folder, samples};

fn document(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn update() -> bool {
    std::env::var_os("UPDATE_PAGES").is_some()
}

/// A folder with the samples in it, in which `dateline` and `sqlite3` can be called.
fn folder() -> Folder {
    let folder = Folder::new();
    for entry in samples().read_dir().unwrap() {
        let entry = entry.unwrap();
        folder.write(&format!("samples/{}", entry.file_name().to_string_lossy()), fs::read(entry.path()).unwrap());
    }
    folder
}

/// What a shell prints for a command at 80 columns, without blanks at the ends of lines.
fn shell(folder: &Folder, command: &str) -> String {
    let binary = assert_cmd::cargo::cargo_bin("dateline");
    let path = format!("{}:{}", binary.parent().unwrap().display(), std::env::var("PATH").unwrap_or_default());
    let output = Command::new("sh")
        .args(["-c", &format!("{{ {command}\n}} 2>&1")])
        .current_dir(folder.path(""))
        .env("PATH", path)
        .env("COLUMNS", "80")
        .env_remove("DATELINE_DB")
        .output()
        .unwrap();
    assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stdout));
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().fold(String::new(), |all, line| all + line.trim_end() + "\n")
}

/// The document as it would be if it told the truth: below each `$ command` of a `console` block what it prints. The
/// blocks of a document run one after the other in one folder.
fn true_document(text: &str) -> String {
    let folder = folder();
    let (mut out, mut lines) = (String::new(), text.lines().peekable());
    while let Some(line) = lines.next() {
        writeln!(out, "{line}").unwrap();
        if line != "```console" {
            continue;
        }
        while let Some(line) = lines.next_if(|l| !l.starts_with("```")) {
            if let Some(command) = line.strip_prefix("$ ") {
                write!(out, "{line}\n{}", shell(&folder, command)).unwrap();
            }
        }
    }
    out
}

#[test]
fn the_commands_of_readme_and_guide_print_what_stands_there() {
    for name in ["README.md", "docs/GUIDE.md"] {
        let path = document(name);
        let text = fs::read_to_string(&path).unwrap();
        let truth = true_document(&text);
        assert!(text.contains("```console\n$ dateline"), "{name} shows no command");
        if update() {
            fs::write(&path, &truth).unwrap();
        } else {
            assert!(text == truth, "{name} should be (UPDATE_PAGES=1 writes it)\n{truth}");
        }
    }
}

/// Every command with its help at 80 columns.
fn reference() -> String {
    fn add(folder: &Folder, command: &clap::Command, path: &[String], out: &mut String) {
        for sub in command.get_subcommands().filter(|c| c.get_name() != "help") {
            let path = [path, &[sub.get_name().to_string()]].concat();
            let call = path.join(" ");
            if !sub.has_subcommands() {
                let help = shell(folder, &format!("{call} --help"));
                writeln!(out, "\n## {call}\n\n```text\n{}```", help.trim_start()).unwrap();
            }
            add(folder, sub, &path, out);
        }
    }
    let mut out = String::from(
        "# The command line\n\nThe help of every command, as `--help` prints it.\nThe [guide](GUIDE.md) teaches them in order.\n",
    );
    add(&Folder::new(), &Cli::command(), &["dateline".into()], &mut out);
    out
}

#[test]
fn the_reference_of_the_command_line_is_current() {
    let (path, reference) = (document("docs/CLI.md"), reference());
    if update() {
        fs::write(&path, &reference).unwrap();
    }
    let text = fs::read_to_string(&path).unwrap_or_default();
    assert!(text == reference, "docs/CLI.md is old; UPDATE_PAGES=1 cargo test docs writes it");
    let narrow = reference.lines().filter(|l| !l.starts_with("  dateline") && !l.starts_with("  echo"));
    assert!(narrow.clone().count() > 100);
    assert_eq!(narrow.filter(|l| l.chars().count() > 84).collect::<Vec<_>>(), [""; 0], "lines too long for 80 columns");
}

#[test]
fn every_link_between_the_documents_leads_somewhere() {
    let names = [
        "README.md",
        "CONTRIBUTING.md",
        "docs/GUIDE.md",
        "docs/CLI.md",
        "docs/SQL.md",
        "docs/QUALITY.md",
        "docs/IMPORT.md",
        "docs/RULES.md",
    ];
    let mut links = 0;
    for name in names {
        let path = document(name);
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{name}: {e}"));
        for target in text.split("](").skip(1).filter_map(|t| t.split([')', '#']).next()) {
            if !target.is_empty() && !target.contains("://") {
                assert!(path.parent().unwrap().join(target).exists(), "{name} links to {target}");
                links += 1;
            }
        }
    }
    assert!(links > 5);
}

#[test]
fn the_table_of_libraries_has_the_versions_that_are_built_in() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let lock = std::fs::read_to_string(root.join("Cargo.lock")).unwrap();
    let page = std::fs::read_to_string(root.join("docs/IMPORT.md")).unwrap();
    let (_, table) = page.split_once("| library |").expect("the table");
    let mut rows = 0;
    for row in table.lines().skip(2).filter(|l| l.starts_with('|')) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let (name, version) = (cells[1], cells[3]);
        assert!(lock.contains(&format!("name = \"{name}\"\nversion = \"{version}")), "{name} is not {version}");
        rows += 1;
    }
    assert!(rows > 10);
}
