//! Reads articles from files, folders and stdin: bytes in, [`Article`]s out, one [`InputError`] for what cannot be read.
//!
//! A format is one file with a [`Reader`] and one line in [`READERS`].
#![allow(clippy::disallowed_methods)]

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::article::Article;
use crate::calendar::Day;

mod charset;
mod csv;
mod day;
mod detect;
mod docx;
mod epub;
mod error;
mod feed;
mod front_matter;
mod guard;
mod gzip;
mod html;
mod input;
mod json;
mod json_lines;
mod mail;
mod metadata;
mod pdf;
mod position;
mod text;
mod timeml;
mod walk;
mod warc;
mod xml;
mod zip;

pub use detect::format;
pub use error::{InputError, Notice, Problem};
pub use input::Input;
pub use json_lines::json_lines;
pub use position::Position;

/// An article as read, with what a person should know about its reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// The article.
    pub article: Article,
    /// Doubts that did not stop it: a character set that was guessed wrong, a date that is none.
    pub notices: Vec<Notice>,
}

/// What a person said about all inputs of a run; wins over what the files say.
#[derive(Clone, Default)]
pub struct Overrides {
    /// The publication date.
    pub published: Option<Day>,
    /// Who published it.
    pub publisher: Option<String>,
    /// What the file is called, instead of its path.
    pub source: Option<String>,
    /// The format, whatever the files look like.
    pub format: Option<&'static dyn Reader>,
    /// Names of fields in JSON and CSV that are not the usual ones: ours, then the file's.
    pub fields: BTreeMap<String, String>,
}

/// The articles of one file.
pub type Articles = Box<dyn Iterator<Item = Result<Incoming, InputError>>>;

/// A format that articles come in.
pub trait Reader: Sync {
    /// Its name.
    fn name(&self) -> &'static str;
    /// The endings of its files, in lower case without the dot; the first is its name for `--from`.
    fn endings(&self) -> &'static [&'static str];
    /// Whether the first bytes of a file leave no doubt. `ending` is that of its name.
    fn recognises(&self, _head: &[u8], _ending: &str) -> bool {
        false
    }
    /// The articles of a file.
    fn read(&self, input: Input, said: &Rc<Overrides>) -> Articles;
}

/// Every format, in the order in which they are tried.
pub const READERS: &[&dyn Reader] = &[
    &gzip::Gzip,
    &docx::Docx,
    &epub::Epub,
    &zip::Zip,
    &pdf::Pdf,
    &warc::Warc,
    &html::Html,
    &feed::Feed,
    &timeml::TimeMl,
    &mail::Mailbox,
    &mail::Mail,
    &json_lines::JsonLines,
    &front_matter::Markdown,
    &json::Json,
    &csv::Csv,
    &text::Text,
];

/// The largest file that is read as a whole, in bytes; what is read as a stream has no limit but that of its members.
pub const MAX_BYTES: u64 = 256 << 20;

/// All articles below these paths, in order; folders are walked by name; `-` is stdin. `position` tells how far it is.
pub fn read(
    paths: &[PathBuf],
    overrides: Overrides,
    position: &Position,
) -> impl Iterator<Item = Result<Incoming, InputError>> + use<> {
    let (said, position) = (Rc::new(overrides), position.clone());
    walk::files(paths.to_vec(), position.clone()).flat_map(move |found| match found {
        Ok(path) => open(&path, &said, &position),
        Err(error) => {
            position.enter(&error.source);
            one(error)
        }
    })
}

/// What the files below these paths have together, in bytes; `None` when nobody can know, as of stdin.
pub fn size(paths: &[PathBuf]) -> Option<u64> {
    let of = |path: PathBuf| (path != Path::new("-")).then(|| path.metadata().map_or(0, |m| m.len()));
    walk::files(paths.to_vec(), Position::default()).flatten().map(of).sum()
}

/// The articles of a file that is in memory, as if it lay under that path.
pub fn from_bytes(source: &str, bytes: Vec<u8>, overrides: &Overrides) -> Vec<Result<Incoming, InputError>> {
    open_input(Input::new(source, io::Cursor::new(bytes)), &Rc::new(overrides.clone())).collect()
}

/// A single failure as the articles of a file.
fn one(error: InputError) -> Articles {
    Box::new(std::iter::once(Err(error)))
}

fn open(path: &Path, said: &Rc<Overrides>, position: &Position) -> Articles {
    let name = path.to_string_lossy().into_owned();
    let file = said.source.clone().unwrap_or_else(|| name.clone());
    position.enter(&file);
    if path == Path::new("-") {
        return open_input(Input { name, ..Input::new(&file, position.counted(io::stdin())) }, said);
    }
    match fs::File::open(path) {
        Ok(opened) => open_input(Input { name, ..Input::new(&file, position.counted(opened)) }, said),
        Err(e) => one(InputError::of(&name, Problem::Unreadable(e.to_string()))),
    }
}

/// The articles of a file or of a member, in whatever format it is.
fn open_input(mut input: Input, said: &Rc<Overrides>) -> Articles {
    if input.depth > input::MAX_DEPTH {
        return one(input.fail(Problem::TooDeep));
    }
    match detect::reader(&mut input, said) {
        Ok(reader) => {
            let broken = input.fail(Problem::GaveUp(reader.name()));
            guard::guarded(broken, || reader.read(input, said))
        }
        Err(problem) => one(input.fail(problem)),
    }
}
