//! Reads articles from files, folders and stdin: bytes in, [`Article`]s out, one [`InputError`] for what cannot be read.
//!
//! A format is one file with a [`Reader`] and one line in [`READERS`].
#![allow(clippy::disallowed_methods)]

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::article::Article;
use crate::calendar::Day;

mod charset;
mod error;
mod front_matter;
mod json;
mod json_lines;
mod metadata;
mod text;
mod walk;

pub use error::{InputError, Notice, Problem};
pub use json_lines::json_lines;

/// An article as read, with what a person should know about its reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// The article.
    pub article: Article,
    /// Doubts that did not stop it: a character set that was guessed wrong, a date that is none.
    pub notices: Vec<Notice>,
}

/// What a person said about all inputs of a run; wins over what the files say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overrides {
    /// The publication date.
    pub published: Option<Day>,
    /// Who published it.
    pub publisher: Option<String>,
}

/// The articles of one file.
pub type Articles<'a> = Box<dyn Iterator<Item = Result<Incoming, InputError>> + 'a>;

/// A format that articles come in.
pub trait Reader: Sync {
    /// Its name.
    fn name(&self) -> &'static str;
    /// The endings of its files, in lower case without the dot.
    fn endings(&self) -> &'static [&'static str];
    /// The articles of a whole file; `source` is its path.
    fn read(&self, source: &str, bytes: Vec<u8>, overrides: &Overrides) -> Vec<Result<Incoming, InputError>>;
}

/// Every format, in the order of `--help`. JSON Lines is read as a stream instead, see [`json_lines()`].
pub const READERS: &[&dyn Reader] = &[&text::Text, &front_matter::Markdown, &json::Json];

/// The largest file that is read as a whole, in bytes; JSON Lines have no limit but that of a line.
pub const MAX_BYTES: u64 = 256 << 20;

/// All articles below these paths, in order; folders are walked by name; `-` is stdin.
pub fn read(paths: &[PathBuf], overrides: Overrides) -> impl Iterator<Item = Result<Incoming, InputError>> {
    walk::files(paths).flat_map(move |found| match found {
        Ok(path) => open(&path, &overrides),
        Err(error) => one(error),
    })
}

/// A single failure as the articles of a file.
fn one(error: InputError) -> Articles<'static> {
    Box::new(std::iter::once(Err(error)))
}

fn open(path: &Path, overrides: &Overrides) -> Articles<'static> {
    if path == Path::new("-") {
        return stdin(overrides);
    }
    let source = path.to_string_lossy().into_owned();
    let fail = |e: io::Error| one(InputError::of(&source, Problem::Unreadable(e.to_string())));
    let file = match fs::File::open(path) {
        Ok(file) => file,
        Err(e) => return fail(e),
    };
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    if json_lines::ENDINGS.contains(&ending.as_str()) {
        return Box::new(json_lines(&source, io::BufReader::new(file), overrides.clone()));
    }
    let mut bytes = Vec::new();
    match file.take(MAX_BYTES + 1).read_to_end(&mut bytes) {
        Ok(n) if n as u64 > MAX_BYTES => return one(InputError::of(&source, Problem::TooLarge)),
        Ok(_) => {}
        Err(e) => return fail(e),
    }
    Box::new(from_bytes(&source, bytes, overrides).into_iter())
}

/// The articles of a file that is in memory; its format is told by the ending of its name.
pub fn from_bytes(source: &str, bytes: Vec<u8>, overrides: &Overrides) -> Vec<Result<Incoming, InputError>> {
    let ending = Path::new(source).extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    let reader = READERS.iter().find(|r| r.endings().contains(&ending.as_str()));
    reader.unwrap_or(&READERS[0]).read(source, bytes, overrides)
}

/// Standard input: JSON Lines when it begins with a brace, an array of articles with a bracket, else one text.
fn stdin(overrides: &Overrides) -> Articles<'static> {
    use io::BufRead;
    let mut input = io::BufReader::new(io::stdin());
    let first = match input.fill_buf() {
        Ok(buffer) => buffer.iter().copied().find(|b| !b.is_ascii_whitespace()),
        Err(e) => return one(InputError::of("-", Problem::Unreadable(e.to_string()))),
    };
    if first == Some(b'{') {
        return Box::new(json_lines("-", input, overrides.clone()));
    }
    let mut bytes = Vec::new();
    match input.take(MAX_BYTES + 1).read_to_end(&mut bytes) {
        Ok(n) if n as u64 > MAX_BYTES => one(InputError::of("-", Problem::TooLarge)),
        Ok(_) if first == Some(b'[') => Box::new(json::Json.read("-", bytes, overrides).into_iter()),
        Ok(_) => Box::new(front_matter::Markdown.read("-", bytes, overrides).into_iter()),
        Err(e) => one(InputError::of("-", Problem::Unreadable(e.to_string()))),
    }
}
