//! What an import is asked, how far it is, and what it did.

use std::collections::BTreeMap;

use crate::article::Article;
use crate::store::{ImportError, Settled};

/// What came out of reading: an article or why there is none, and where the reading is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// The file that it came from; what was wrong with that file before is forgotten. Empty when there is none.
    pub file: String,
    /// Bytes that were read so far, of all files.
    pub bytes: u64,
    /// The article.
    pub article: Result<Article, ImportError>,
}

impl From<Result<Article, ImportError>> for Read {
    fn from(article: Result<Article, ImportError>) -> Self {
        Self { file: String::new(), bytes: 0, article }
    }
}

/// How to import.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Extract and store even what is there already.
    pub force: bool,
    /// Threads that extract; 0 is one per core. The result does not depend on it.
    pub jobs: usize,
    /// Articles per transaction; 0 is the default.
    pub batch: usize,
}

/// How far an import is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Articles dealt with so far.
    pub articles: u64,
    /// Bytes of the files that these were read from.
    pub bytes: u64,
    /// Events found so far.
    pub events: u64,
}

/// What an import did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Articles that are new.
    pub imported: u64,
    /// Those of them for which no publication date was found.
    pub undated: u64,
    /// Articles that were there already.
    pub unchanged: u64,
    /// Articles whose file has changed since, that came with an older version of themselves, or that were extracted anew.
    pub replaced: u64,
    /// How many more articles are duplicates of another than before; they count among the others as well.
    pub duplicates: i64,
    /// What could not be read: how often for which reason, without its details.
    pub skipped: BTreeMap<String, u64>,
    /// Event mentions found.
    pub events: u64,
    /// Dates that wait for a publication date.
    pub unresolved: u64,
    /// Articles without a publication date that have such dates.
    pub articles_without_date: u64,
    /// Articles in languages without rules, by language: stored and searchable, not extracted.
    pub other_languages: BTreeMap<String, u64>,
    /// Whether it was stopped before the end of the input; the same command goes on from there.
    pub interrupted: bool,
}

impl Summary {
    /// Counts duplicates and versions. Of two versions that came as two files one is new, and the other was replaced.
    pub(super) fn settle(&mut self, settled: &Settled) {
        self.duplicates += settled.duplicates;
        let replaced = settled.replaced.min(self.imported);
        self.imported -= replaced;
        self.undated = self.undated.min(self.imported);
        self.replaced += replaced;
    }

    /// Counts something that could not be read; the details of a reason stand behind its first colon.
    pub(super) fn skip(&mut self, reason: &str) {
        let kind = reason.split(':').next().unwrap_or(reason);
        *self.skipped.entry(kind.into()).or_default() += 1;
    }
}
