//! Reads CoNLL-U: words with universal and Penn tags, heads and relations.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use dateline::text::{Penn, Rel, Upos};

/// One word of a treebank.
#[derive(Clone)]
pub struct Row {
    pub word: String,
    pub upos: Upos,
    pub penn: Penn,
    /// 0-based; `None` for the root.
    pub head: Option<usize>,
    pub rel: Rel,
}

/// All sentences of the files at a path, files in the order of their names.
pub fn read(path: &Path) -> Result<Vec<Vec<Row>>> {
    let mut files: Vec<PathBuf> = if path.is_dir() {
        std::fs::read_dir(path)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?
    } else {
        vec![path.to_path_buf()]
    };
    files.sort();
    let mut sentences = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
        for block in text.split("\n\n") {
            let rows: Vec<Row> = block.lines().filter_map(row).collect();
            if !rows.is_empty() {
                sentences.push(rows);
            }
        }
    }
    Ok(sentences)
}

/// Comments, ranges and empty nodes are no words.
fn row(line: &str) -> Option<Row> {
    let columns: Vec<&str> = line.split('\t').collect();
    if columns.len() != 10 || columns[0].parse::<usize>().is_err() {
        return None;
    }
    let head: usize = columns[6].parse().ok()?;
    Some(Row {
        word: columns[1].to_string(),
        upos: columns[3].parse().unwrap_or(Upos::X),
        penn: columns[4].parse().unwrap_or(Penn::Xx),
        head: head.checked_sub(1),
        rel: columns[7].parse().unwrap_or(Rel::Dep),
    })
}
