//! The rows of articles and of the paths and addresses under which they were found.

use rusqlite::{OptionalExtension, params};

use super::context::Context;
use super::findings::{Touched, iso, number};
use super::keys::id_of;
use super::{Result, Store, StoreError};
use crate::article::{Article, address_key};
use crate::calendar::Day;

/// Where a source stands in the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownSource {
    /// The number of the article it holds.
    pub article_id: i64,
    /// The key of the article it holds.
    pub key: String,
    /// The day of publication that it gave.
    pub published: Option<Day>,
    /// When its file was changed last, as the file says.
    pub modified: Option<String>,
}

impl Store {
    /// What is stored for a source.
    pub fn known_source(&self, source: &str) -> Result<Option<KnownSource>> {
        let mut find = self.connection.prepare_cached(
            "SELECT s.article_id, a.key, s.published, s.modified FROM article_source AS s
             JOIN article AS a ON a.id = s.article_id WHERE s.source = ?1",
        )?;
        let row = |row: &rusqlite::Row<'_>| {
            let published: Option<String> = row.get(2)?;
            Ok(KnownSource {
                article_id: row.get(0)?,
                key: row.get(1)?,
                published: published.and_then(|p| p.parse().ok()),
                modified: row.get(3)?,
            })
        };
        Ok(find.query_row([source], row).optional()?)
    }

    /// The stored article with this number, as it is to be extracted.
    ///
    /// # Errors
    /// When there is none.
    pub fn article(&self, id: i64) -> Result<Article> {
        let mut find = self.connection.prepare_cached(
            "SELECT source, title, published, published_from, publisher, author, text FROM article WHERE id = ?1",
        )?;
        let row = |row: &rusqlite::Row<'_>| {
            let published: Option<String> = row.get(2)?;
            Ok(Article {
                source: row.get(0)?,
                title: row.get(1)?,
                published: published.and_then(|p| p.parse().ok()),
                published_from: row.get(3)?,
                publisher: row.get(4)?,
                author: row.get(5)?,
                text: row.get(6)?,
                ..Article::default()
            })
        };
        find.query_row([id], row).optional()?.ok_or_else(|| {
            StoreError::NotFound(format!("there is no article {id}; list them with: dateline article list"))
        })
    }

    /// The numbers of all articles that no newer version replaced, in order.
    pub fn article_ids(&self) -> Result<Vec<i64>> {
        let mut list = self.connection.prepare_cached(
            "SELECT id FROM article WHERE id NOT IN (SELECT article_id FROM article_version) ORDER BY id",
        )?;
        let ids = list.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(ids)
    }

    /// Notes that a source holds an article; a date that the source gave before is kept when it now gives none. Tells
    /// whether that says anything new.
    pub(crate) fn note_source(&self, article: &Article, id: i64) -> Result<bool> {
        let address = article.address.as_deref().unwrap_or(&article.source);
        let changed = self
            .connection
            .prepare_cached(
                "INSERT INTO article_source (source, article_id, published, published_from, publisher, author, address, modified)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                 ON CONFLICT (source) DO UPDATE SET article_id = excluded.article_id,
                     published_from = CASE WHEN excluded.published IS NULL AND article_id = excluded.article_id
                                           THEN published_from ELSE excluded.published_from END,
                     published = CASE WHEN excluded.published IS NULL AND article_id = excluded.article_id
                                      THEN published ELSE excluded.published END,
                     publisher = excluded.publisher, author = excluded.author, address = excluded.address,
                     modified = excluded.modified
                 WHERE article_id <> excluded.article_id OR publisher IS NOT excluded.publisher OR author IS NOT excluded.author
                       OR address IS NOT excluded.address OR modified IS NOT excluded.modified
                       OR excluded.published IS NOT NULL AND published IS NOT excluded.published",
            )?
            .execute(params![
                article.source,
                id,
                iso(article.published),
                article.published_from,
                article.publisher,
                article.author,
                address_key(address),
                article.modified
            ])?;
        Ok(changed > 0)
    }

    /// Forgets a source; gives the article that has no source left, if that is so.
    pub(crate) fn forget_source(&self, source: &str) -> Result<Option<i64>> {
        let Some(known) = self.known_source(source)? else { return Ok(None) };
        self.connection.prepare_cached("DELETE FROM article_source WHERE source = ?1")?.execute([source])?;
        let left: i64 = self
            .connection
            .prepare_cached("SELECT count(*) FROM article_source WHERE article_id = ?1")?
            .query_row([known.article_id], |row| row.get(0))?;
        Ok((left == 0).then_some(known.article_id))
    }

    /// The article as its sources and the decisions have it: the first source gives path and names, the first dated one
    /// the date, and a person's date counts before both. `None` when no source holds it.
    pub(crate) fn effective(&self, article: &Article, id: i64, key: &str) -> Result<Article> {
        let mut list = self.connection.prepare_cached(
            "SELECT source, published, published_from, publisher, author FROM article_source WHERE article_id = ?1 ORDER BY source",
        )?;
        type Row = (String, Option<String>, Option<String>, Option<String>, Option<String>);
        let rows: Vec<Row> = list
            .query_map([id], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?)))?
            .collect::<rusqlite::Result<_>>()?;
        let mut result = article.clone();
        if let Some((source, _, _, publisher, author)) = rows.first() {
            (result.source, result.publisher, result.author) = (source.clone(), publisher.clone(), author.clone());
        }
        let dated = rows.iter().find(|r| r.1.is_some());
        result.published = dated.and_then(|r| r.1.as_deref()?.parse().ok());
        result.published_from = dated.and_then(|r| r.2.clone());
        if let Some(day) = self.decided_article_date(key)? {
            (result.published, result.published_from) = (Some(day), Some("a person".into()));
        }
        Ok(result)
    }

    /// Writes an article that is not there yet, without findings.
    pub(crate) fn reserve(&self, article: &Article, touched: &mut Touched) -> Result<()> {
        let key = article.content_hash();
        self.connection
            .prepare_cached(
                "INSERT INTO article (id, key, source, title, extractor, text) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                id_of(&key),
                key,
                article.source,
                article.title,
                env!("CARGO_PKG_VERSION"),
                article.text
            ])?;
        self.index_article(id_of(&key), article.title.as_deref(), &article.text);
        touched.likeness.insert(id_of(&key), self.file_likeness(id_of(&key), &article.text)?);
        Ok(())
    }

    /// Takes out an article and all that was read from it.
    pub(crate) fn erase_article(&self, context: &Context, id: i64, touched: &mut Touched) -> Result<()> {
        self.erase_findings(context, id, touched)?;
        self.unfile_likeness(context, id, touched)?;
        touched.texts.remove(&id);
        if !self.delete_article(id)? {
            return Err(StoreError::NotFound(format!(
                "there is no article {id}; list them with: dateline article list"
            )));
        }
        Ok(())
    }

    /// Gives a stored article another source, date or publisher, without touching its findings.
    pub(crate) fn update_article(&self, id: i64, article: &Article) -> Result<()> {
        self.connection
            .prepare_cached(
                "UPDATE article SET source = ?2, published = ?3, published_day = ?4, published_from = ?5, publisher = ?6,
                                    author = ?7, extractor = ?8 WHERE id = ?1",
            )?
            .execute(params![
                id,
                article.source,
                iso(article.published),
                number(article.published),
                article.published_from,
                article.publisher,
                article.author,
                env!("CARGO_PKG_VERSION")
            ])?;
        Ok(())
    }
}
