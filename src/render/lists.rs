//! Lists of things with the same fields.

use serde::Serialize;
use serde_json::Value;

use super::{Answer, Block, Column, Grid, Screen, printable};
use crate::query::ActorSummary;

/// Something that is a line of a list.
pub trait Lines: Serialize {
    /// The columns.
    const COLUMNS: &'static [Column];
    /// What to say when the list is empty.
    const NOTHING: &'static str;
    /// The cells, one per column.
    fn cells(&self) -> Vec<String>;
}

/// A list.
#[derive(Debug)]
pub struct List<'a, T>(pub &'a [T]);

impl<T: Lines> Answer for List<'_, T> {
    fn page(&self, _: &Screen) -> Vec<Block> {
        if self.0.is_empty() {
            return vec![Block::Text(T::NOTHING.into())];
        }
        vec![Block::Table(self.grid().without_empty_columns())]
    }

    fn grid(&self) -> Grid {
        let clean = |line: &T| line.cells().iter().map(|c| printable(c)).collect();
        Grid { columns: T::COLUMNS.to_vec(), rows: self.0.iter().map(clean).collect() }
    }

    fn json(&self) -> serde_json::Result<Value> {
        serde_json::to_value(self.0)
    }

    fn json_rows(&self) -> serde_json::Result<Vec<Value>> {
        self.0.iter().map(serde_json::to_value).collect()
    }
}

impl Lines for ActorSummary {
    const COLUMNS: &'static [Column] = &[
        Column::number("id"),
        Column::words("name"),
        Column::short("kind"),
        Column::number("articles"),
        Column::number("events"),
        Column::words("aliases"),
    ];
    const NOTHING: &'static str = "No actors.";

    fn cells(&self) -> Vec<String> {
        let (articles, events) = (self.articles.to_string(), self.events.to_string());
        vec![self.id.to_string(), self.name.clone(), self.kind.to_string(), articles, events, self.aliases.join(", ")]
    }
}
