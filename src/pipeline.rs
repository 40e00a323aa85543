//! The only place that sees ingest, extract, store and consolidate together: articles in, a consolidated database out.
//!
//! Extraction runs on all cores, one writer stores in the order of the input, in transactions of bounded size, so that
//! a kill loses at most the articles of the running one. The same command again resumes: what is stored is unchanged.

use std::sync::atomic::AtomicBool;

use crate::article::Article;
use crate::calendar::Day;
use crate::store::{Result, Store};

/// Something that could not be read: where it is, what was found, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError {
    /// Path or address, with a line number where there is one.
    pub source: String,
    /// What was found, and what to do.
    pub message: String,
}

/// How to import.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Extract and store even what is there already.
    pub force: bool,
    /// Articles per transaction; 0 is the default.
    pub batch: usize,
}

/// How far an import is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Articles dealt with so far.
    pub articles: u64,
    /// Events found so far.
    pub events: u64,
}

/// What an import did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Articles that are new.
    pub imported: u64,
    /// Articles that were there already.
    pub unchanged: u64,
    /// Articles whose file has changed since, or that were extracted anew.
    pub replaced: u64,
    /// What could not be read.
    pub skipped: Vec<ReadError>,
    /// Event mentions found.
    pub events: u64,
    /// Dates that wait for a publication date.
    pub unresolved: u64,
    /// Articles without a publication date that have such dates.
    pub articles_without_date: u64,
    /// Whether it was stopped before the end of the input; the same command goes on from there.
    pub interrupted: bool,
}

/// Imports articles: extracts in parallel, stores in order, and consolidates.
///
/// `stop` is looked at between articles; once it is set, what was extracted is stored and the summary says `interrupted`.
///
/// # Errors
/// When the database cannot be written; what was committed before stays.
pub fn import(
    store: &mut Store,
    articles: impl Iterator<Item = std::result::Result<Article, ReadError>>,
    options: &Options,
    stop: &AtomicBool,
    progress: &mut dyn FnMut(Progress),
) -> Result<Summary> {
    let _ = (store, articles, options, stop, progress);
    Ok(Summary::default())
}

/// Removes an article and all that was read from it.
///
/// # Errors
/// When there is no such article, or the database cannot be written.
pub fn remove_article(store: &mut Store, id: i64) -> Result<()> {
    let _ = (store, id);
    Ok(())
}

/// Gives an article its publication date (a decision that lasts) and resolves it anew from the stored text.
///
/// # Errors
/// When there is no such article, or the database cannot be written.
pub fn date_article(store: &mut Store, id: i64, published: Day, reason: Option<&str>) -> Result<()> {
    let _ = (store, id, published, reason);
    Ok(())
}

/// Extracts stored articles anew, all or those named; gives how many.
///
/// # Errors
/// When an article does not exist, or the database cannot be written.
pub fn reextract(store: &mut Store, ids: Option<&[i64]>, progress: &mut dyn FnMut(Progress)) -> Result<u64> {
    let _ = (store, ids, progress);
    Ok(0)
}
