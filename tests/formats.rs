//! What is read from files of each format: the files of `formats/`, each beside what is to be read from it.
//!
//! `UPDATE_FORMATS=1` writes the second anew; look at the change with your own eyes.

use std::fs;
use std::path::{Path, PathBuf};

use dateline::ingest::{self, Overrides};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats")
}

/// What a person would want to know of what was read.
pub fn told(name: &str, bytes: Vec<u8>) -> String {
    let mut told = String::new();
    for read in ingest::from_bytes(name, bytes, &Overrides::default()) {
        let incoming = match read {
            Ok(incoming) => incoming,
            Err(error) => {
                told += &format!("ERROR {error}\n");
                continue;
            }
        };
        let article = &incoming.article;
        told += &format!("=== {}\n", article.source);
        let fields = [
            ("title", article.title.clone()),
            ("author", article.author.clone()),
            ("publisher", article.publisher.clone()),
            ("published", article.published.map(|d| d.to_string())),
            ("from", article.published_from.clone()),
        ];
        for (field, value) in fields.iter().filter_map(|(f, v)| Some((f, v.as_ref()?))) {
            told += &format!("{field}: {value}\n");
        }
        for candidate in &article.candidates {
            let field = serde_json::to_value(candidate.field).unwrap();
            told += &format!("? {}: {} ({})\n", field.as_str().unwrap(), candidate.value, candidate.from);
        }
        for notice in &incoming.notices {
            told += &format!("NOTICE {notice}\n");
        }
        told += &format!("---\n{}\n", article.text.trim_end());
    }
    told
}

/// Compares what is read with what is written down.
pub fn compare(golden: &Path, told: &str) {
    if std::env::var_os("UPDATE_FORMATS").is_some() {
        fs::write(golden, told).unwrap();
    }
    let expected = fs::read_to_string(golden).unwrap_or_default();
    assert!(expected == told, "{}: read was\n{told}\nexpected was\n{expected}", golden.display());
}

#[test]
fn files_are_read_as_written_down() {
    let mut files: Vec<PathBuf> = Vec::new();
    for format in fs::read_dir(folder()).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_dir()) {
        files.extend(fs::read_dir(format).unwrap().map(|e| e.unwrap().path()));
    }
    files.retain(|f| f.extension().is_none_or(|e| e != "golden"));
    files.sort();
    assert!(files.len() > 3, "the files were found");
    for file in files {
        let name = file.file_name().unwrap().to_str().unwrap();
        let golden = file.with_file_name(format!("{name}.golden"));
        compare(&golden, &told(name, fs::read(&file).unwrap()));
    }
}
