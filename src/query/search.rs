//! Full-text search over events and articles.

use serde::Serialize;

use crate::store::{HitRow, Numbered, Result, Store};

/// An event or an article that holds the words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// "event" or "article".
    pub what: &'static str,
    /// Its number.
    pub id: i64,
    /// Its first digits, as many as tell it from every other of its kind.
    #[serde(skip)]
    pub short: String,
    /// Its date in EDTF.
    pub date: Option<String>,
    /// Its label or headline.
    pub title: String,
    /// Where it took place, or where the article came from.
    pub place: Option<String>,
    /// The words around the first hit.
    pub snippet: String,
}

/// Events and articles that hold all the words, whatever their case and accents; events before articles, of events those that
/// most articles report first, of articles those that the words say most of.
///
/// # Errors
/// When the database cannot be read.
pub fn search(store: &Store, words: &str, limit: usize) -> Result<Vec<Hit>> {
    let quoted: Vec<_> = words.split_whitespace().map(|w| format!("\"{}\"", w.replace('"', "\"\""))).collect();
    if quoted.is_empty() {
        return Ok(Vec::new());
    }
    let rows = store.search(&quoted.join(" "), limit)?;
    let hit = |r: HitRow| {
        let what = if r.event { Numbered::Event } else { Numbered::Article };
        Ok(Hit {
            what: what.name(),
            id: r.id,
            short: store.short_number(what, r.id)?,
            date: r.date,
            title: r.title,
            place: r.place,
            snippet: r.snippet,
        })
    };
    rows.into_iter().map(hit).collect()
}
