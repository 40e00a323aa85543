//! A fresh folder per test, and the real binary in it.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

/// A folder of its own for one test.
pub struct Folder(TempDir);

/// What a run of the binary gave.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Folder {
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("inside the folder")).expect("a folder");
        fs::write(&path, content).expect("a file");
        path
    }

    pub fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, "", 100)
    }

    /// Fails when a full-text index says other than the rows that it is made of.
    pub fn compare_indexes(&self) {
        let c = rusqlite::Connection::open(self.path("dateline.db")).expect("a database");
        for index in ["article_fts", "event_fts"] {
            let compared = c.execute(&format!("INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)"), []);
            assert!(compared.is_ok(), "{index}: {compared:?}");
        }
    }

    /// With words on stdin and a width of the terminal.
    pub fn run_with(&self, arguments: &[&str], stdin: &str, width: u16) -> Run {
        let mut command = Command::cargo_bin("dateline").expect("the binary");
        command.current_dir(self.0.path()).env_remove("DATELINE_DB").env("COLUMNS", width.to_string());
        let output = command.args(arguments).write_stdin(stdin).output().expect("it runs");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Run { code: output.status.code().expect("no signal"), out: text(output.stdout), err: text(output.stderr) }
    }
}

/// The samples of the repository.
pub fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples")
}
