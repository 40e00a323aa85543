//! What can be wrong with an input, in one place, so that the wording is reviewed in one place.

use std::fmt;

use super::day;

/// An input that gave no article: which, where, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputError {
    /// The file, or `-`.
    pub source: String,
    /// The part of it, when it holds several: a path in an archive, the number of a message.
    pub member: Option<String>,
    /// The line of the file, counted from 1, when one line is to blame.
    pub line: Option<u64>,
    /// What was found.
    pub problem: Problem,
}

/// What was found instead of an article.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// There is no such file.
    #[error("no such file or folder")]
    Missing,
    /// The link leads nowhere.
    #[error("a link that leads nowhere: to {0}")]
    DanglingLink(String),
    /// The system refused.
    #[error("cannot be read: {0}")]
    Unreadable(String),
    /// No words in it.
    #[error("empty: there is no text in it")]
    Empty,
    /// A page without an article.
    #[error("no text of an article in it: there are only menus, lists or scripts")]
    NoMainText,
    /// Not text at all.
    #[error("not text: there are NUL bytes in it")]
    Binary,
    /// Beyond the documented limit.
    #[error("too large: a file may have 256 MB, a line of JSON Lines 64 MB; split it")]
    TooLarge,
    /// More comes out than an honest archive holds.
    #[error("not unpacked: it grows more than 200 times, as only attacks do; unpack it yourself if you trust it")]
    Bomb,
    /// Archives within archives within archives.
    #[error("not unpacked: archives lie within archives more than 4 deep; unpack it first")]
    TooDeep,
    /// The end is missing.
    #[error("cut short: the end is missing; what came before it was read")]
    Truncated,
    /// A structured format that is not what it should be.
    #[error("cannot be read as {0}: {1}")]
    Format(&'static str, String),
    /// The parser panicked.
    #[error("not read to its end: the parser of this format ({0}) gave up on it, so odd it is")]
    GaveUp(&'static str),
    /// The JSON is broken or has another shape.
    #[error("no article in JSON: {0}")]
    Json(String),
    /// Fields or columns, and none of them a text.
    #[error("no text of an article: there is no field \"text\"{0}; name yours with --map text=FIELD")]
    NoField(String),
    /// The block at the top is broken.
    #[error("the front matter cannot be read: {0}")]
    FrontMatter(String),
}

impl InputError {
    /// A problem of a whole file.
    pub fn of(source: &str, problem: Problem) -> Self {
        Self { source: source.into(), member: None, line: None, problem }
    }
}

impl std::error::Error for InputError {}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&printable(&self.source))?;
        if let Some(member) = &self.member {
            write!(f, "#{}", printable(member))?;
        }
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", printable(&self.problem.to_string()))
    }
}

/// A doubt about an article that was read all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Bytes that are no UTF-8.
    Charset {
        /// The file.
        source: String,
        /// The character set that it was taken for.
        charset: &'static str,
        /// Whether some bytes have no meaning in it.
        lossy: bool,
    },
    /// A publication date that is none.
    NoSuchDay {
        /// The file.
        source: String,
        /// Where it stands: "front matter 'date'".
        from: String,
        /// What stands there.
        found: String,
    },
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Charset { source, charset, lossy } => {
                let doubt = if *lossy { ", with characters that could not be read" } else { "" };
                write!(f, "{}: not UTF-8; read as {charset}{doubt}", printable(source))
            }
            Self::NoSuchDay { source, from, found } => {
                let what =
                    if day::is_ambiguous(found) { "may be either of two days" } else { "is no day of the calendar" };
                let (source, found) = (printable(source), printable(found));
                write!(f, "{source}: {from} says '{found}', which {what}; not taken. Give the day with --date")
            }
        }
    }
}

/// The same words without control characters, which a terminal would obey.
pub fn printable(words: &str) -> String {
    words.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}
