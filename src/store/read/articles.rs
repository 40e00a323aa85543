//! Which articles are there?

use rusqlite::Row;

use super::day;
use crate::calendar::Day;
use crate::store::{Result, Store};

/// An article without its text.
#[derive(Debug, Clone, PartialEq)]
pub struct ArticleRow {
    /// Its number.
    pub id: i64,
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
    /// The article that it is a duplicate of.
    pub duplicate_of: Option<i64>,
    /// How alike the two are, 0 to 1.
    pub similarity: Option<f64>,
    /// The newer version that replaced it.
    pub replaced_by: Option<i64>,
    /// The source of either.
    pub other: Option<String>,
}

/// Which articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Those that no newer version replaced.
    Current,
    /// Duplicates and what was replaced.
    Again,
    /// One.
    One(i64),
    /// The duplicates and the earlier versions of one.
    Of(i64),
}

/// An article or an event that holds the words of a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HitRow {
    /// Whether it is an event; otherwise it is an article.
    pub event: bool,
    /// Its number.
    pub id: i64,
    /// Its day, ISO or EDTF.
    pub date: Option<String>,
    /// Its headline or label.
    pub title: String,
    /// Where it came from, or where it took place.
    pub place: Option<String>,
    /// The words around the first hit, the hits between `[` and `]`; empty for events.
    pub snippet: String,
}

/// Hits that are ranked; of more, those with the lowest numbers, which are spread evenly. To rank a word that every second
/// article has takes a second when there are many.
const RANKED: i64 = 4000;

// All the words stand in the few of a label, so that what they say of the event differs little from hit to hit: it is for how
// many report it. FTS5's own rank reads all hits of each word, of which there are many more than articles.
const SEARCH_EVENTS: &str = "
    SELECT 1, event.id, event.value, event.title, event.place, ''
    FROM (SELECT rowid AS id FROM event_fts WHERE event_fts MATCH ?1 ORDER BY rowid LIMIT ?3) AS hit
    JOIN event ON event.id = hit.id WHERE event.rejected = 0
    ORDER BY event.articles DESC, event.salience DESC, event.sort_day DESC, event.id LIMIT ?2";

// The limit inside keeps snippets from being cut for more than is shown.
const SEARCH_ARTICLES: &str = "
    SELECT * FROM (
        SELECT 0, article.id, article.published, coalesce(article.title, article.source), article.source,
               snippet(article_fts, 1, '[', ']', '...', 16), article_fts.rank
        FROM article_fts JOIN article ON article.id = article_fts.rowid WHERE article_fts MATCH ?1
        AND article_fts.rowid <= coalesce((SELECT rowid FROM article_fts WHERE article_fts MATCH ?1 ORDER BY rowid LIMIT 1 OFFSET ?3),
                                          9223372036854775807)
        ORDER BY article_fts.rank LIMIT ?2)
    ORDER BY 7, 2";

impl Store {
    /// Articles by day of publication, those without one last.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn articles(&self, which: Which) -> Result<Vec<ArticleRow>> {
        let (wanted, id) = match which {
            Which::Current => ("?1 IS NULL AND replaced_by IS NULL", None),
            Which::Again => (
                "?1 IS NULL AND articles.article_id IN
                 (SELECT article_id FROM article_duplicate UNION SELECT article_id FROM article_version)",
                None,
            ),
            Which::One(id) => ("articles.article_id = ?1", Some(id)),
            Which::Of(id) => (
                "articles.article_id IN (SELECT article_id FROM article_duplicate WHERE first_id = ?1
                                         UNION SELECT article_id FROM article_version WHERE newer_id = ?1)",
                Some(id),
            ),
        };
        let mut query = self.connection.prepare_cached(&format!(
            "SELECT articles.*, other.source AS other FROM articles
             LEFT JOIN article AS other ON other.id = coalesce(duplicate_of, replaced_by) WHERE {wanted}
             ORDER BY articles.published IS NULL, articles.published, articles.source, article_id"
        ))?;
        let rows = query.query_map([id], article)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The text of an article; `None` when there is no such article.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn article_text(&self, id: i64) -> Result<Option<String>> {
        let mut query = self.connection.prepare_cached("SELECT text FROM article WHERE id = ?1")?;
        let mut rows = query.query_map([id], |r| r.get(0))?;
        Ok(rows.next().transpose()?)
    }

    /// Events that hold all the words, those that most articles report first; when they are fewer than the limit, then
    /// articles, those that the words say most of first. `words` is quoted by the caller for FTS5.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn search(&self, words: &str, limit: usize) -> Result<Vec<HitRow>> {
        let mut found = Vec::new();
        for question in [SEARCH_EVENTS, SEARCH_ARTICLES] {
            let left = i64::try_from(limit - found.len()).unwrap_or(i64::MAX);
            if left == 0 {
                break;
            }
            let mut query = self.connection.prepare_cached(question)?;
            let rows = query.query_map(rusqlite::params![words, left, left.max(RANKED)], |r| {
                Ok(HitRow {
                    event: r.get(0)?,
                    id: r.get(1)?,
                    date: r.get(2)?,
                    title: r.get(3)?,
                    place: r.get(4)?,
                    snippet: r.get(5)?,
                })
            })?;
            for row in rows {
                found.push(row?);
            }
        }
        Ok(found)
    }
}

fn article(row: &Row) -> rusqlite::Result<ArticleRow> {
    Ok(ArticleRow {
        id: row.get("article_id")?,
        source: row.get("source")?,
        title: row.get("title")?,
        published: day(row, "published")?,
        published_from: row.get("published_from")?,
        publisher: row.get("publisher")?,
        author: row.get("author")?,
        characters: row.get("characters")?,
        events: row.get("events")?,
        unresolved: row.get("unresolved")?,
        duplicate_of: row.get("duplicate_of")?,
        similarity: row.get("similarity")?,
        replaced_by: row.get("replaced_by")?,
        other: row.get("other")?,
    })
}
