//! Writes the findings of one article, and takes them out again. What is touched is given back for consolidation.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{OptionalExtension, params};

use super::decisions::persona_stem;
use super::keys::{digest, id_of};
use super::{Result, Store, StoreError};
use crate::article::Article;
use crate::calendar::{Day, EventDate, Interval};
use crate::consolidate::actors::Persona;
use crate::consolidate::{blocks, names};
use crate::findings::Findings;
use crate::span::Offsets;

/// What an article's coming or going touches.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Touched {
    /// Personas that came, went or changed.
    pub personas: BTreeSet<String>,
    /// Event mentions (article, number) that are new or may have lost a companion.
    pub mentions: BTreeSet<(i64, i64)>,
    /// Events that lost a mention, and may have none left.
    pub events: BTreeSet<i64>,
}

/// Where a source stands in the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownSource {
    /// The number of the article it holds.
    pub article_id: i64,
    /// The key of the article it holds.
    pub key: String,
    /// The day of publication that it gave.
    pub published: Option<Day>,
}

fn iso(day: Option<Day>) -> Option<String> {
    day.map(|d| d.to_string())
}

fn number(day: Option<Day>) -> Option<i64> {
    day.map(Day::number)
}

impl Store {
    pub(crate) fn begin(&self) -> Result<()> {
        self.run("BEGIN IMMEDIATE")
    }

    pub(crate) fn commit(&self) -> Result<()> {
        self.run("COMMIT")
    }

    /// Takes back what the running transaction did, if one runs.
    pub(crate) fn roll_back(&self) {
        if !self.connection.is_autocommit() {
            let _ = self.connection.execute_batch("ROLLBACK"); // the error that led here is the one to report
        }
    }

    fn run(&self, statement: &str) -> Result<()> {
        self.connection.execute_batch(statement).map_err(|e| StoreError::of_file(&self.path, e))
    }

    /// Runs `work` in one transaction: all of it is stored, or nothing.
    pub(crate) fn transaction<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        self.begin()?;
        let done = work(self).and_then(|value| self.commit().map(|()| value));
        done.map_err(|e| {
            self.roll_back();
            e.with_path(&self.path)
        })
    }

    /// What is stored for a source.
    pub fn known_source(&self, source: &str) -> Result<Option<KnownSource>> {
        let mut find = self.connection.prepare_cached(
            "SELECT s.article_id, a.key, s.published FROM article_source AS s JOIN article AS a ON a.id = s.article_id
             WHERE s.source = ?1",
        )?;
        let row = |row: &rusqlite::Row<'_>| {
            let published: Option<String> = row.get(2)?;
            Ok(KnownSource {
                article_id: row.get(0)?,
                key: row.get(1)?,
                published: published.and_then(|p| p.parse().ok()),
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

    /// The numbers of all articles, in order.
    pub fn article_ids(&self) -> Result<Vec<i64>> {
        let mut list = self.connection.prepare_cached("SELECT id FROM article ORDER BY id")?;
        let ids = list.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(ids)
    }

    /// Notes that a source holds an article; a date that the source gave before is kept when it now gives none.
    pub(crate) fn note_source(&self, article: &Article, id: i64) -> Result<()> {
        self.connection
            .prepare_cached(
                "INSERT INTO article_source (source, article_id, published, published_from, publisher, author)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT (source) DO UPDATE SET article_id = excluded.article_id,
                     published_from = CASE WHEN excluded.published IS NULL AND article_id = excluded.article_id
                                           THEN published_from ELSE excluded.published_from END,
                     published = CASE WHEN excluded.published IS NULL AND article_id = excluded.article_id
                                      THEN published ELSE excluded.published END,
                     publisher = excluded.publisher, author = excluded.author",
            )?
            .execute(params![
                article.source,
                id,
                iso(article.published),
                article.published_from,
                article.publisher,
                article.author
            ])?;
        Ok(())
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
    pub(crate) fn reserve(&self, article: &Article) -> Result<()> {
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
        Ok(())
    }

    /// Writes the findings of an article that is there and has none.
    pub(crate) fn write_findings(&self, id: i64, key: &str, text: &str, findings: &Findings) -> Result<Touched> {
        let mut sentence = self
            .connection
            .prepare_cached("INSERT INTO sentence (article_id, number, start, end) VALUES (?1, ?2, ?3, ?4)")?;
        for (number, span) in findings.sentences.iter().enumerate() {
            sentence.execute(params![id, number as i64, span.start, span.end])?;
        }
        let mut time = self.connection.prepare_cached(
            "INSERT INTO time_expression (article_id, number, start, end, text, type, value, mod, earliest, latest,
                                          earliest_day, latest_day, granularity, basis, rule, anchor)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        )?;
        for (n, t) in findings.time_expressions.iter().enumerate() {
            let Interval { earliest, latest } = t.interval;
            time.execute(params![
                id,
                n as i64,
                t.span.start,
                t.span.end,
                t.text,
                t.kind.as_str(),
                t.value,
                t.modifier,
                iso(earliest),
                iso(latest),
                number(earliest),
                number(latest),
                t.granularity.map(|g| g.as_str()),
                t.basis.as_str(),
                t.rule,
                t.anchor
            ])?;
        }
        let personas = self.write_actors(id, key, findings)?;
        let mentions = self.write_events(id, key, text, findings, &personas)?;
        let personas = personas.into_iter().map(|p| p.to_string()).collect();
        Ok(Touched { personas, mentions, ..Touched::default() })
    }

    fn write_actors(&self, id: i64, key: &str, findings: &Findings) -> Result<Vec<Persona>> {
        let c = &self.connection;
        let mut found = c.prepare_cached(
            "INSERT INTO found_actor (article_id, number, persona, name, kind) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        let mut persona_row = c.prepare_cached(
            "INSERT INTO persona (persona, articles) VALUES (?1, 1) ON CONFLICT (persona) DO UPDATE SET articles = articles + 1",
        )?;
        let mut name_row = c.prepare_cached(
            "INSERT INTO persona_name (persona, name, articles) VALUES (?1, ?2, 1)
             ON CONFLICT (persona, name) DO UPDATE SET articles = articles + 1",
        )?;
        let mut block = c.prepare_cached("INSERT OR IGNORE INTO actor_block (block, persona) VALUES (?1, ?2)")?;
        let mut mention = c.prepare_cached(
            "INSERT OR IGNORE INTO actor_mention (article_id, found_actor, start, end, text, form, confidence)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?;
        let mut personas = Vec::with_capacity(findings.actors.len());
        for (n, actor) in findings.actors.iter().enumerate() {
            let names = names::of_actor(actor);
            let others: Vec<&str> = names.iter().map(String::as_str).collect();
            let roles: Vec<(&str, Option<&str>)> = findings
                .roles
                .iter()
                .filter(|r| r.actor as usize == n)
                .map(|r| (r.title.as_str(), r.of.as_deref()))
                .collect();
            let place = format!("{}#{n}", key.get(..16).unwrap_or(key));
            let mut persona = Persona::new(actor.kind, &actor.name, &others, &roles, &place);
            if self.is_split_off(&persona_stem(&persona), key)? {
                persona.only_in = place;
            }
            let text = persona.to_string();
            persona_row.execute([&text])?;
            for name in &names {
                name_row.execute([&text, name])?;
            }
            for key in persona.blocks() {
                block.execute([&key, &text])?;
            }
            found.execute(params![id, n as i64, text, actor.name, actor.kind.as_str()])?;
            for m in &actor.mentions {
                let confidence = f64::from(m.confidence).clamp(0.0, 1.0);
                mention.execute(params![
                    id,
                    n as i64,
                    m.span.start,
                    m.span.end,
                    m.text,
                    m.form.as_str(),
                    confidence
                ])?;
            }
            personas.push(persona);
        }
        let mut role = c.prepare_cached(
            "INSERT INTO actor_role (article_id, found_actor, number, title, body, earliest, latest, earliest_day, latest_day,
                                     start, end)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?;
        for (n, r) in findings.roles.iter().enumerate().filter(|(_, r)| (r.actor as usize) < personas.len()) {
            let Interval { earliest, latest } = r.interval;
            role.execute(params![
                id,
                r.actor,
                n as i64,
                r.title,
                r.of,
                iso(earliest),
                iso(latest),
                number(earliest),
                number(latest),
                r.words.start,
                r.words.end
            ])?;
        }
        self.add_actor_decision_blocks(&personas)?;
        Ok(personas)
    }

    fn write_events(
        &self,
        id: i64,
        key: &str,
        text: &str,
        findings: &Findings,
        personas: &[Persona],
    ) -> Result<BTreeSet<(i64, i64)>> {
        let c = &self.connection;
        let mut insert = c.prepare_cached(include_str!("sql/insert_event_mention.sql"))?;
        let mut participant = c.prepare_cached(
            "INSERT OR IGNORE INTO participant (article_id, event_mention, found_actor, role) VALUES (?1, ?2, ?3, ?4)",
        )?;
        let mut block = c.prepare_cached(
            "INSERT OR IGNORE INTO event_block (block, article_id, event_mention) VALUES (?1, ?2, ?3)",
        )?;
        let offsets = Offsets::new(text);
        let mut touched = BTreeSet::new();
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for (n, e) in findings.events.iter().enumerate() {
            let place = format!("{key}:{}-{}", e.span.start, e.span.end);
            let times = seen.entry(place.clone()).or_insert(0);
            *times += 1;
            let mention_key = digest(&if *times == 1 { place } else { format!("{place}#{times}") });
            let sentence = findings.sentences.iter().position(|s| s.contains(e.span));
            let from = sentence.and_then(|s| findings.sentences.get(s)).map_or(e.span.start, |s| s.start);
            let before = offsets.slice(crate::span::Span::new(from, e.span.start));
            let head = blocks::head(before.trim_end(), &e.text, &e.lemma);
            let date: Option<&EventDate> = e.date.as_ref().map(|d| &d.date);
            let interval = date.map(|d| d.interval).unwrap_or_default();
            let time = e
                .date
                .as_ref()
                .and_then(|d| d.time_expression)
                .filter(|t| (*t as usize) < findings.time_expressions.len());
            insert.execute(params![
                id,
                n as i64,
                id_of(&mention_key),
                mention_key,
                sentence.map(|s| s as i64),
                e.span.start,
                e.span.end,
                e.text,
                e.lemma,
                e.class,
                e.status.as_str(),
                e.place,
                e.label,
                date.map(|d| d.value.as_str()),
                iso(interval.earliest),
                iso(interval.latest),
                number(interval.earliest),
                number(interval.latest),
                date.map(|d| d.granularity.as_str()),
                date.map(|d| d.relation.as_str()),
                date.map(|d| d.basis.as_str()),
                time,
                head,
                f64::from(e.salience).clamp(0.0, 1.0),
                f64::from(e.confidence).clamp(0.0, 1.0)
            ])?;
            let mut actors = BTreeSet::new();
            for p in &e.participants {
                let Some(persona) = personas.get(p.actor as usize) else { continue };
                participant.execute(params![id, n as i64, p.actor, p.role.as_str()])?;
                actors.extend(persona.blocks().into_iter().next());
            }
            let keys = blocks::keys(
                &e.lemma,
                &e.class,
                head.as_deref(),
                &actors,
                date.map(|d| d.interval),
                date.map(|d| d.granularity),
            );
            for key in keys.into_iter().chain(self.event_decision_blocks(&mention_key)?) {
                block.execute(params![key, id, n as i64])?;
            }
            touched.insert((id, n as i64));
        }
        Ok(touched)
    }

    /// Takes out the findings of an article, not the article itself; what it leaves behind is given back.
    pub(crate) fn erase_findings(&self, id: i64) -> Result<Touched> {
        let c = &self.connection;
        let own: BTreeSet<(i64, i64)> = c
            .prepare_cached("SELECT article_id, number FROM event_mention WHERE article_id = ?1")?
            .query_map([id], |r| Ok((r.get(0)?, r.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        let mut touched = Touched { mentions: self.event_closure(&own)?, ..Touched::default() };
        touched.mentions.retain(|(article, _)| *article != id);
        touched.events = c
            .prepare_cached("SELECT event_id FROM event_mention WHERE article_id = ?1 AND event_id IS NOT NULL")?
            .query_map([id], |r| r.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let found: Vec<(i64, String)> = c
            .prepare_cached("SELECT number, persona FROM found_actor WHERE article_id = ?1 ORDER BY number")?
            .query_map([id], |r| Ok((r.get(0)?, r.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        for (number, persona) in found {
            let mut names: BTreeSet<String> = c
                .prepare_cached(
                    "SELECT DISTINCT text FROM actor_mention WHERE article_id = ?1 AND found_actor = ?2 AND form = 'name'",
                )?
                .query_map([id, number], |r| r.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            names.insert(c.query_row(
                "SELECT name FROM found_actor WHERE article_id = ?1 AND number = ?2",
                [id, number],
                |r| r.get(0),
            )?);
            for name in names {
                c.prepare_cached("UPDATE persona_name SET articles = articles - 1 WHERE persona = ?1 AND name = ?2")?
                    .execute([&persona, &name])?;
            }
            c.prepare_cached("DELETE FROM persona_name WHERE persona = ?1 AND articles <= 0")?.execute([&persona])?;
            c.prepare_cached("UPDATE persona SET articles = articles - 1 WHERE persona = ?1")?.execute([&persona])?;
            touched.personas.extend(self.actor_closure(&BTreeSet::from([persona]))?);
        }
        for table in ["event_mention", "found_actor", "time_expression", "sentence"] {
            c.prepare_cached(&format!("DELETE FROM {table} WHERE article_id = ?1"))?.execute([id])?;
        }
        Ok(touched)
    }

    /// Takes out an article and all that was read from it.
    pub(crate) fn erase_article(&self, id: i64) -> Result<Touched> {
        let touched = self.erase_findings(id)?;
        let gone = self.connection.prepare_cached("DELETE FROM article WHERE id = ?1")?.execute([id])?;
        if gone == 0 {
            return Err(StoreError::NotFound(format!(
                "there is no article {id}; list them with: dateline article list"
            )));
        }
        Ok(touched)
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

    /// Keeps what could not be imported, once.
    pub(crate) fn note_import_error(&self, source: &str, message: &str) -> Result<()> {
        self.connection
            .prepare_cached("INSERT OR IGNORE INTO import_error (source, message) VALUES (?1, ?2)")?
            .execute([source, message])?;
        Ok(())
    }

    /// Forgets the errors of a source that could be read after all.
    pub(crate) fn forget_import_errors(&self, source: &str) -> Result<()> {
        self.connection.prepare_cached("DELETE FROM import_error WHERE source = ?1")?.execute([source])?;
        Ok(())
    }
}
