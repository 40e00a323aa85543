//! Answers to words on a screen, to files and to other programs. A format is one file and one line in [`FORMATS`].

use std::io::{self, Write};

use serde_json::Value;

mod csv;
pub mod dates;
mod explain;
mod grid;
mod json;
mod lists;
mod markdown;
mod table;
mod timeline;
pub mod timeml;

pub use explain::{Explained, FullArticle};
pub use grid::{Column, Grid};
pub use lists::{Lines, List};
pub use timeline::Shown;

/// Something that can be printed in every format.
pub trait Answer {
    /// As it is read on a screen or in a document.
    fn page(&self, screen: &Screen) -> Vec<Block>;
    /// As rows of plain values, for spreadsheets.
    fn grid(&self) -> Grid;
    /// As one JSON value.
    fn json(&self) -> serde_json::Result<Value>;
    /// As one JSON value per row.
    fn json_rows(&self) -> serde_json::Result<Vec<Value>>;
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// A table.
    Table(Grid),
}

/// What a page is printed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen {
    /// Columns of characters.
    pub width: u16,
    /// Whether it shows bold letters.
    pub styled: bool,
}

/// A way to print an answer.
pub trait Format: Sync {
    /// Its name, as `--format` takes it.
    fn name(&self) -> &'static str;
    /// Prints.
    ///
    /// # Errors
    /// When the output cannot be written.
    fn print(&self, answer: &dyn Answer, screen: &Screen, out: &mut dyn Write) -> io::Result<()>;
}

/// Every format; the first is what people see without `--format`.
pub const FORMATS: &[&dyn Format] = &[&table::Table, &json::Json, &json::JsonLines, &csv::Csv, &markdown::Markdown];

/// The same words without control characters, which a terminal would obey; line ends become blanks.
pub fn printable(words: &str) -> String {
    // Most are fit to print as they are, and lists have many.
    let plain = |b: &u8| (b'!'..=b'~').contains(b);
    if words.as_bytes().split(|b| *b == b' ').all(|word| !word.is_empty() && word.iter().all(plain)) {
        return words.into();
    }
    let plain: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
