//! Who is in the database, and under which names?

use std::cmp::Ordering;
use std::collections::BTreeSet;

use rusqlite::{OptionalExtension, Row};

use super::numbers::digits_apart;
use super::word;
use crate::actors::keys;
use crate::consolidate::actors::Persona;
use crate::findings::ActorKind;
use crate::store::{Result, Store};

/// An actor.
#[derive(Debug, Clone, PartialEq)]
pub struct ActorRow {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// Number of articles that mention it.
    pub articles: i64,
    /// Number of its events.
    pub events: i64,
}

/// An actor as a list shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct ListedActor {
    /// The actor.
    pub row: ActorRow,
    /// How many digits of its number tell it from every other actor.
    pub digits: usize,
    /// Its other names, in order.
    pub aliases: Vec<String>,
}

/// A name of an actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameRow {
    /// The actor.
    pub actor: i64,
    /// A name of it.
    pub name: String,
    /// Whether it is the one to show.
    pub main: bool,
    /// What the actor is.
    pub kind: ActorKind,
}

impl Store {
    /// Every name of every actor that is not hidden, in order of actor and name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn names(&self) -> Result<Vec<NameRow>> {
        let mut query = self.connection.prepare_cached(
            "SELECT id, name, 1, kind FROM actor WHERE hidden = 0
             UNION SELECT actor.id, actor_name.name, actor_name.name = actor.name, kind
             FROM actor JOIN actor_name ON actor_name.actor_id = actor.id WHERE hidden = 0 ORDER BY 1, 3 DESC, 2",
        )?;
        let rows = query.query_map([], |r| {
            Ok(NameRow { actor: r.get(0)?, name: r.get(1)?, main: r.get(2)?, kind: word(r, "kind")? })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The names with these letters or these words, in any order, of actors that are not hidden.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn names_like(&self, words: &str) -> Result<Vec<NameRow>> {
        let (letters, words) = keys::lookup(words);
        let mut query = self.connection.prepare_cached(
            "SELECT actor.id, found.name, found.name = actor.name, kind
             FROM (SELECT actor_id, name FROM actor_name WHERE name_key = ?1
                   UNION SELECT actor_id, name FROM actor_name WHERE word_key = ?2) AS found
             JOIN actor ON actor.id = found.actor_id WHERE hidden = 0 ORDER BY 1, 3 DESC, 2",
        )?;
        let rows = query.query_map([letters, words], |r| {
            Ok(NameRow { actor: r.get(0)?, name: r.get(1)?, main: r.get(2)?, kind: word(r, "kind")? })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The actors with these letters or words as a name that a person hid: their numbers and names.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn hidden_like(&self, words: &str) -> Result<Vec<(i64, String)>> {
        let (letters, words) = keys::lookup(words);
        let mut query = self.connection.prepare_cached(
            "SELECT id, name FROM actor WHERE hidden = 1 AND id IN (SELECT actor_id FROM actor_name WHERE name_key = ?1
             UNION SELECT actor_id FROM actor_name WHERE word_key = ?2) ORDER BY id",
        )?;
        let rows = query.query_map([letters, words], |r| Ok((r.get(0)?, r.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Whether a person hid this actor.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn is_hidden(&self, actor: i64) -> Result<bool> {
        let mut query = self.connection.prepare_cached("SELECT 1 FROM actor WHERE id = ?1 AND hidden = 1")?;
        Ok(query.exists([actor])?)
    }

    /// What an article calls an actor: each name with the stem of its key, under which a decision finds it. Several when actors
    /// were joined that the article keeps apart.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn called_in(&self, actor: i64, article: i64) -> Result<Vec<(String, String)>> {
        let mut query = self.connection.prepare_cached(
            "SELECT f.name, p.persona FROM found_actor AS f JOIN persona AS p ON p.id = f.persona_id
             WHERE f.article_id = ?2 AND f.actor_id = ?1 ORDER BY f.number",
        )?;
        let rows = query.query_map([actor, article], |r| Ok((r.get(0)?, r.get::<_, String>(1)?)))?;
        let all: Vec<(String, String)> = rows.collect::<rusqlite::Result<_>>()?;
        Ok(all.into_iter().filter_map(|(name, persona)| Some((name, Persona::parse(&persona)?.stem()))).collect())
    }

    /// Who else may be meant by a name that an actor is called by in doubt only: none when some article uses it without doubt.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn others_in_doubt(&self, actor: i64, name: &str) -> Result<Vec<i64>> {
        let mut query = self.connection.prepare_cached(
            "SELECT other.actor_id FROM found_actor AS f
             JOIN actor_mention AS m ON m.article_id = f.article_id AND m.found_actor = f.number AND m.form = 'name'
             LEFT JOIN mention_candidate AS c ON c.article_id = m.article_id AND c.start = m.start AND c.end = m.end
             LEFT JOIN found_actor AS other ON other.article_id = c.article_id AND other.number = c.candidate
             WHERE f.actor_id = ?1 AND m.text = ?2",
        )?;
        let rows = query.query_map(rusqlite::params![actor, name], |r| r.get::<_, Option<i64>>(0))?;
        let others: Vec<Option<i64>> = rows.collect::<rusqlite::Result<_>>()?;
        Ok(if others.contains(&None) { Vec::new() } else { others.into_iter().flatten().collect() })
    }

    /// The offices that most articles give an actor, two at most: "senator of Mexico".
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn offices(&self, actor: i64) -> Result<Vec<String>> {
        let mut query = self.connection.prepare_cached(
            "SELECT title || coalesce(' of ' || body, '') AS office FROM actor_role
             JOIN found_actor ON found_actor.article_id = actor_role.article_id AND found_actor.number = actor_role.found_actor
             WHERE found_actor.actor_id = ?1 GROUP BY 1 ORDER BY count(DISTINCT actor_role.article_id) DESC, 1 LIMIT 2",
        )?;
        let rows = query.query_map([actor], |r| r.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Every name of one actor but the one to show, in order.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn aliases(&self, actor: i64) -> Result<Vec<String>> {
        let mut query = self.connection.prepare_cached(
            "SELECT actor_name.name FROM actor_name JOIN actor ON actor.id = actor_name.actor_id
             WHERE actor.id = ?1 AND actor_name.name <> actor.name ORDER BY 1",
        )?;
        let rows = query.query_map([actor], |r| r.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The actors that take part in an event with this one.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn companions(&self, actor: i64) -> Result<BTreeSet<i64>> {
        let mut query = self.connection.prepare_cached(
            "SELECT DISTINCT other.actor_id FROM event_actor AS own
             JOIN event_actor AS other ON other.event_id = own.event_id AND other.actor_id <> own.actor_id
             WHERE own.actor_id = ?1",
        )?;
        let rows = query.query_map([actor], |r| r.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Every actor that is not hidden, those with the most articles first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn actors(&self) -> Result<Vec<ActorRow>> {
        let mut query =
            self.connection.prepare_cached("SELECT id, name, kind, articles, events FROM actor WHERE hidden = 0")?;
        let mut rows = query.query_map([], actor)?.collect::<rusqlite::Result<Vec<_>>>()?;
        rows.sort_by(most_articles_first);
        Ok(rows)
    }

    /// One actor, also when a person hid it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn actor(&self, id: i64) -> Result<Option<ActorRow>> {
        let mut query =
            self.connection.prepare_cached("SELECT id, name, kind, articles, events FROM actor WHERE id = ?1")?;
        Ok(query.query_row([id], actor).optional()?)
    }

    /// The same as [`Store::actors`], each with the first digits of its number and all its names but the one to show, in
    /// order. Two passes side by side in the order of the numbers: a join would look up an actor for each name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn listed_actors(&self) -> Result<Vec<ListedActor>> {
        let mut all = self
            .connection
            .prepare_cached("SELECT id, name, kind, articles, events, hidden FROM actor ORDER BY actor.id")?;
        let mut names =
            self.connection.prepare_cached("SELECT actor_id, name FROM actor_name ORDER BY actor_id, name")?;
        let (mut rows, mut names) = (all.query([])?, names.query([])?);
        let mut name = names.next()?;
        let mut listed: Vec<ListedActor> = Vec::new();
        // The number before, and whether that actor is the last one listed.
        let (mut before, mut last_is_listed) = (None, false);
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            if last_is_listed && let Some(last) = listed.last_mut() {
                last.digits = last.digits.max(digits_apart(last.row.id, id));
            }
            last_is_listed = !row.get::<_, bool>(5)?;
            let mut aliases = Vec::new();
            let shown = text(row, 1)?;
            while let Some(other) = name {
                let of: i64 = other.get(0)?;
                if of > id {
                    break;
                }
                if of == id && last_is_listed {
                    let other = text(other, 1)?;
                    if other != shown {
                        aliases.push(other.to_owned());
                    }
                }
                name = names.next()?;
            }
            if last_is_listed {
                let digits = before.map_or(0, |before| digits_apart(before, id));
                listed.push(ListedActor { row: actor(row)?, digits, aliases });
            }
            before = Some(id);
        }
        listed.sort_by(|a, b| most_articles_first(&a.row, &b.row));
        Ok(listed)
    }
}

/// Those with the most articles first.
fn most_articles_first(a: &ActorRow, b: &ActorRow) -> Ordering {
    (b.articles, b.events).cmp(&(a.articles, a.events)).then_with(|| (&a.name, a.id).cmp(&(&b.name, b.id)))
}

fn actor(row: &Row) -> rusqlite::Result<ActorRow> {
    Ok(ActorRow { id: row.get(0)?, name: row.get(1)?, kind: word(row, 2)?, articles: row.get(3)?, events: row.get(4)? })
}

/// A column of text, where it lies.
fn text<'r>(row: &'r Row, column: usize) -> rusqlite::Result<&'r str> {
    Ok(row.get_ref(column)?.as_str()?)
}
