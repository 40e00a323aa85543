//! Questions to the database, one file per question; rows out, no judgement.

mod actors;
mod articles;
mod events;
mod keys;
mod numbers;

use rusqlite::Row;

use crate::calendar::{Day, EventDate, Interval};

pub use actors::{ActorRow, ListedActor, NameRow};
pub use articles::{ArticleRow, HitRow, Which};
pub use events::{Doubt, EventFilter, EventRow, MentionRow};
pub use numbers::Numbered;

/// A column whose word is one of a fixed list.
fn word<T: std::str::FromStr<Err = String>>(row: &Row, column: impl Column) -> rusqlite::Result<T> {
    parsed(row.get::<_, String>(column)?, column)
}

/// The name or the position of a column.
trait Column: rusqlite::RowIndex + std::fmt::Display + Copy {}

impl<T: rusqlite::RowIndex + std::fmt::Display + Copy> Column for T {}

fn parsed<T: std::str::FromStr>(text: String, column: impl Column) -> rusqlite::Result<T>
where
    T::Err: std::fmt::Display,
{
    text.parse().map_err(|e: T::Err| {
        let why = format!("column {column}: {e}").into();
        rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, why)
    })
}

/// A column with an ISO day, or NULL.
fn day(row: &Row, column: impl Column) -> rusqlite::Result<Option<Day>> {
    row.get::<_, Option<String>>(column)?.map(|text| parsed(text, column)).transpose()
}

/// The six columns from this one on: value, earliest, latest, granularity, relation, basis; `None` for what has no date.
fn date(row: &Row, first: usize) -> rusqlite::Result<Option<EventDate>> {
    let Some(value) = row.get::<_, Option<String>>(first)? else { return Ok(None) };
    Ok(Some(EventDate {
        value,
        interval: Interval { earliest: day(row, first + 1)?, latest: day(row, first + 2)? },
        granularity: word(row, first + 3)?,
        relation: word(row, first + 4)?,
        basis: word(row, first + 5)?,
    }))
}
