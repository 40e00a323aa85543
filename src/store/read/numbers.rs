//! The numbers of articles, events and actors as people type and read them: their first digits, as many as it takes.
//!
//! A number has 16 digits, so that the same content has the same number in every database. Nobody types 16 digits.

use std::collections::BTreeMap;

use rusqlite::OptionalExtension;

use crate::store::{Result, Store, StoreError};

/// What has a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbered {
    /// An article.
    Article,
    /// An event.
    Event,
    /// An actor.
    Actor,
}

/// The fewest digits that are shown, so that a number still means the same after a few more articles.
const FEWEST: usize = 4;
/// The digits of a full number, see [`crate::store::id_of`].
const DIGITS: usize = 16;

impl Numbered {
    /// The word for it: the name of its table, and of the command that lists them.
    pub fn name(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Event => "event",
            Self::Actor => "actor",
        }
    }
}

impl Store {
    /// The full number that somebody means by its first digits, or for an article by its source.
    ///
    /// # Errors
    /// When nothing or more than one thing is meant, or the database cannot be read.
    pub fn number(&self, what: Numbered, words: &str) -> Result<i64> {
        let words = words.trim();
        if let Some(id) = self.source(what, words)? {
            return Ok(id);
        }
        let none = || {
            let name = what.name();
            StoreError::NotFound(format!("there is no {name} {words}; see: dateline {name} list"))
        };
        let typed = words.bytes().all(|b| b.is_ascii_digit()).then(|| words.parse::<i64>().ok()).flatten();
        let typed = typed.ok_or_else(none)?;
        let table = what.name();
        let mut exact = self.connection.prepare_cached(&format!("SELECT id FROM {table} WHERE id = ?1"))?;
        if let Some(id) = exact.query_row([typed], |r| r.get(0)).optional()? {
            return Ok(id);
        }
        let missing = DIGITS.checked_sub(words.len()).ok_or_else(none)?;
        let step = 10_i64.pow(missing as u32);
        let (first, end) = (typed.saturating_mul(step), (typed + 1).saturating_mul(step));
        let mut among =
            self.connection.prepare_cached(&format!("SELECT id FROM {table} WHERE id >= ?1 AND id < ?2 LIMIT 5"))?;
        let found = among.query_map([first, end], |r| r.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
        match found[..] {
            [] => Err(none()),
            [id] => Ok(id),
            _ => {
                let all = found.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
                Err(StoreError::Invalid(format!("several {table}s begin with {words} ({all}); give more digits")))
            }
        }
    }

    /// An article that came from exactly this path or address.
    fn source(&self, what: Numbered, words: &str) -> Result<Option<i64>> {
        if what != Numbered::Article {
            return Ok(None);
        }
        let mut find = self.connection.prepare_cached("SELECT article_id FROM article_source WHERE source = ?1")?;
        Ok(find.query_row([words], |r| r.get(0)).optional()?)
    }

    /// The first digits of a number, as many as tell it from every other of its kind.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn short_number(&self, what: Numbered, id: i64) -> Result<String> {
        let table = what.name();
        let mut before = self.connection.prepare_cached(&format!("SELECT max(id) FROM {table} WHERE id < ?1"))?;
        let mut after = self.connection.prepare_cached(&format!("SELECT min(id) FROM {table} WHERE id > ?1"))?;
        let neighbours: [Option<i64>; 2] =
            [before.query_row([id], |r| r.get(0))?, after.query_row([id], |r| r.get(0))?];
        Ok(shortest(id, neighbours))
    }

    /// The first digits of all numbers of a kind, as [`Store::short_number`] gives them.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn short_numbers(&self, what: Numbered) -> Result<BTreeMap<i64, String>> {
        let mut list = self.connection.prepare_cached(&format!("SELECT id FROM {} ORDER BY id", what.name()))?;
        let all: Vec<i64> = list.query_map([], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
        let at = |i: Option<usize>| i.and_then(|i| all.get(i).copied());
        Ok(all
            .iter()
            .enumerate()
            .map(|(i, id)| (*id, shortest(*id, [at(i.checked_sub(1)), at(Some(i + 1))])))
            .collect())
    }
}

/// As many digits as tell a number from those before and after it.
fn shortest(id: i64, neighbours: [Option<i64>; 2]) -> String {
    let digits = id.to_string();
    let same = |other: i64| {
        let other = other.to_string();
        digits.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count()
    };
    let needed = neighbours.into_iter().flatten().map(|n| same(n) + 1).max().unwrap_or(0).max(FEWEST);
    digits.get(..needed).unwrap_or(&digits).to_string()
}
