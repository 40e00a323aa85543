//! Lists: the actors and the articles of a database.

use serde::Serialize;

use crate::article::Candidate;
use crate::calendar::Day;
use crate::findings::ActorKind;
use crate::store::{ActorRow, ArticleRow, ImportError, ListedActor, Numbered, Result, Store, StoreError, Which};

/// An actor, as lists and timelines name it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ActorSummary {
    /// Its number.
    pub id: i64,
    /// Its first digits, as many as tell it from every other actor.
    #[serde(skip)]
    pub short: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// Its other names, in order.
    pub aliases: Vec<String>,
    /// Number of articles that mention it.
    pub articles: i64,
    /// Number of its events.
    pub events: i64,
}

/// Every actor that is not hidden, those with the most articles first.
///
/// # Errors
/// When the database cannot be read.
pub fn actors(store: &Store) -> Result<Vec<ActorSummary>> {
    let one = |a: ListedActor| {
        let short = Store::first_digits(a.row.id, a.digits);
        summary(a.row, a.aliases, short)
    };
    Ok(store.listed_actors()?.into_iter().map(one).collect())
}

/// One actor.
///
/// # Errors
/// When there is none with this number, or the database cannot be read.
pub fn actor(store: &Store, id: i64) -> Result<ActorSummary> {
    match store.actor(id)? {
        Some(row) => {
            let (aliases, short) = (store.aliases(id)?, store.short_number(Numbered::Actor, id)?);
            Ok(summary(row, aliases, short))
        }
        None => Err(StoreError::NotFound(format!("there is no actor {id}; see: dateline actor list"))),
    }
}

fn summary(row: ActorRow, names: Vec<String>, short: String) -> ActorSummary {
    let mut aliases: Vec<String> = names.into_iter().map(one_line).filter(|n| *n != row.name).collect();
    aliases.sort_unstable();
    aliases.dedup();
    ActorSummary {
        id: row.id,
        short,
        name: row.name,
        kind: row.kind,
        aliases,
        articles: row.articles,
        events: row.events,
    }
}

/// Names keep the line ends of their articles; on a list they are the same name.
fn one_line(name: String) -> String {
    let mut words = name.split_whitespace();
    let as_it_is = name.split(' ').all(|word| words.next() == Some(word));
    if as_it_is { name } else { name.split_whitespace().collect::<Vec<_>>().join(" ") }
}

/// An article, as lists name it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ArticleSummary {
    /// Its number.
    pub id: i64,
    /// Its first digits, as many as tell it from every other article.
    #[serde(skip)]
    pub short: String,
    /// Where it came from.
    pub source: String,
    /// Its headline.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<Day>,
    /// Where that date was found.
    pub published_from: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Length of its text, in code points.
    pub characters: i64,
    /// Number of its event mentions.
    pub events: i64,
    /// Dates that wait for a publication date.
    pub unresolved: i64,
    /// The article that it is a duplicate of, or the newer version that replaced it.
    #[serde(flatten)]
    pub again: Option<Again>,
    /// Its duplicates and its earlier versions; only when one article was asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<Reprint>,
    /// Its language, when it is one that no events are read from; only when one article was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// What its file says about it, best first; only when one article was asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<Candidate>,
    /// Its text; only when one article was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// What an article is to another one, so that it does not count as a source of its own.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Again {
    /// `duplicate of` or `replaced by`.
    pub standing: &'static str,
    /// The number of the other article.
    pub other_id: i64,
    /// Where the other came from.
    pub other_source: String,
    /// How alike the two are, 0 to 1, when it is a duplicate.
    pub similarity: Option<f64>,
}

/// An article that is a duplicate, or was replaced by a newer version.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reprint {
    /// Its number.
    pub id: i64,
    /// Its first digits, as many as tell it from every other article.
    #[serde(skip)]
    pub short: String,
    /// When it was published.
    pub published: Option<Day>,
    /// Where it came from.
    pub source: String,
    /// Of what.
    #[serde(flatten)]
    pub again: Again,
}

/// Every article that is a duplicate or was replaced, by day of publication.
///
/// # Errors
/// When the database cannot be read.
pub fn duplicates(store: &Store) -> Result<Vec<Reprint>> {
    reprints(store, Which::Again)
}

fn reprints(store: &Store, which: Which) -> Result<Vec<Reprint>> {
    let rows = store.articles(which)?.into_iter();
    rows.filter_map(|row| Some((again(&row)?, row)))
        .map(|(again, row)| {
            let short = store.short_number(Numbered::Article, row.id)?;
            Ok(Reprint { id: row.id, short, published: row.published, source: row.source, again })
        })
        .collect()
}

fn again(row: &ArticleRow) -> Option<Again> {
    let (standing, other_id) = match (row.duplicate_of, row.replaced_by) {
        (Some(id), _) => ("duplicate of", id),
        (None, Some(id)) => ("replaced by", id),
        (None, None) => return None,
    };
    let other_source = row.other.clone().unwrap_or_default();
    Some(Again { standing, other_id, other_source, similarity: row.similarity })
}

/// Every article that no newer version replaced, by day of publication, those without one last; without their texts.
///
/// # Errors
/// When the database cannot be read.
pub fn articles(store: &Store) -> Result<Vec<ArticleSummary>> {
    store.articles(Which::Current)?.into_iter().map(|row| article_summary(store, row, None)).collect()
}

/// An input that gave no article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// The file, or `-`.
    pub file: String,
    /// The part of it: a path in an archive, the number of a message.
    pub member: Option<String>,
    /// The line, counted from 1.
    pub position: Option<u64>,
    /// What was found, and what to do.
    pub reason: String,
}

/// What could not be imported, by file, as of the last time that each was read.
///
/// # Errors
/// When the database cannot be read.
pub fn skipped(store: &Store) -> Result<Vec<Skipped>> {
    let row = |e: ImportError| Skipped { file: e.file, member: e.member, position: e.position, reason: e.reason };
    Ok(store.import_errors()?.into_iter().map(row).collect())
}

/// One article with its text.
///
/// # Errors
/// When there is none with this number, or the database cannot be read.
pub fn article(store: &Store, id: i64) -> Result<ArticleSummary> {
    match store.articles(Which::One(id))?.pop() {
        Some(row) => {
            let candidates = store.candidates(&row.source)?;
            let summary = article_summary(store, row, store.article_text(id)?)?;
            let (language, others) = (store.article_language(id)?, reprints(store, Which::Of(id))?);
            Ok(ArticleSummary { candidates, language, others, ..summary })
        }
        None => Err(StoreError::NotFound(format!("there is no article {id}; see: dateline article list"))),
    }
}

fn article_summary(store: &Store, row: ArticleRow, text: Option<String>) -> Result<ArticleSummary> {
    Ok(ArticleSummary {
        id: row.id,
        short: store.short_number(Numbered::Article, row.id)?,
        again: again(&row),
        others: Vec::new(),
        source: row.source,
        title: row.title,
        published: row.published,
        published_from: row.published_from,
        publisher: row.publisher,
        author: row.author,
        characters: row.characters,
        events: row.events,
        unresolved: row.unresolved,
        language: None,
        candidates: Vec::new(),
        text,
    })
}
