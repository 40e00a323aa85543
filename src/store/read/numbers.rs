//! The numbers of articles, events and actors as people type and read them: their first digits, as many as it takes.
//!
//! A number has 16 digits, so that the same content has the same number in every database. Nobody types 16 digits.

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

    /// The first digits of a number that so many of them tell from every other, at least as many as are always shown.
    pub fn first_digits(id: i64, digits: usize) -> String {
        let mut text = id.to_string();
        text.truncate(digits.max(FEWEST));
        text
    }
}

/// As many digits as tell a number from those before and after it.
pub(super) fn shortest(id: i64, neighbours: [Option<i64>; 2]) -> String {
    let needed = neighbours.into_iter().flatten().map(|other| digits_apart(id, other)).max().unwrap_or(0);
    Store::first_digits(id, needed)
}

/// How many of its first digits tell a number from another of as many digits.
pub(super) fn digits_apart(a: i64, b: i64) -> usize {
    let count = |n: i64| n.checked_ilog10().map_or(1, |log| log as usize + 1);
    if count(a) != count(b) {
        let (a, b) = (a.to_string(), b.to_string());
        return a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count() + 1;
    }
    let (mut a, mut b, mut digits) = (a, b, count(a));
    while digits > 0 && a != b {
        (a, b, digits) = (a / 10, b / 10, digits - 1);
    }
    digits + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_shown_by_as_many_digits_as_tell_it_from_its_neighbours() {
        assert_eq!(shortest(1_234_567_890_123_456, [None, None]), "1234");
        assert_eq!(shortest(1_234_567_890_123_456, [Some(1_234_560_000_000_000), None]), "1234567");
        assert_eq!(shortest(1_234_567_890_123_456, [Some(1), Some(1_234_567_890_123_457)]), "1234567890123456");
        assert_eq!(shortest(7, [Some(5), Some(71)]), "7");
        assert_eq!((digits_apart(12, 12), digits_apart(0, 5), digits_apart(12, 123)), (3, 1, 3));
    }
}
