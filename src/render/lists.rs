//! Lists of things with the same fields.

use serde::Serialize;
use serde_json::Value;

use super::{Answer, Block, Column, Grid, Screen, dates, printable};
use crate::query::{ActorSummary, ArticleSummary, Entry, Hit, Known, Logged, Reprint, Skipped, Suggestion};

/// Something that is a line of a list.
pub trait Lines: Serialize {
    /// The columns.
    const COLUMNS: &'static [Column];
    /// What to say when the list is empty.
    const NOTHING: &'static str;
    /// The cells, one per column.
    fn cells(&self) -> Vec<String>;
    /// The first digits of its number, enough for a person; files get the number in full.
    fn short(&self) -> Option<&str> {
        None
    }
}

/// A list.
#[derive(Debug)]
pub struct List<'a, T>(pub &'a [T]);

impl<T: Lines> Answer for List<'_, T> {
    fn page(&self, _: &Screen) -> Vec<Block> {
        if self.0.is_empty() {
            return vec![Block::Text(T::NOTHING.into())];
        }
        let mut grid = self.grid();
        let id = grid.columns.iter().position(|c| c.name == "id");
        for (row, line) in grid.rows.iter_mut().zip(self.0) {
            if let (Some(cell), Some(short)) = (id.and_then(|i| row.get_mut(i)), line.short()) {
                *cell = short.to_string();
            }
        }
        vec![Block::Table(grid.without_empty_columns())]
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

    fn short(&self) -> Option<&str> {
        Some(&self.short)
    }

    fn cells(&self) -> Vec<String> {
        let (articles, events) = (self.articles.to_string(), self.events.to_string());
        vec![self.id.to_string(), self.name.clone(), self.kind.to_string(), articles, events, self.aliases.join(", ")]
    }
}

impl Lines for ArticleSummary {
    const COLUMNS: &'static [Column] = &[
        Column::number("id"),
        Column::short("published"),
        Column::words("title"),
        Column::words("source"),
        Column::number("events"),
        Column::number("unresolved"),
    ];
    const NOTHING: &'static str = "No articles.";

    fn short(&self) -> Option<&str> {
        Some(&self.short)
    }

    fn cells(&self) -> Vec<String> {
        let published = self.published.map(|d| d.to_string()).unwrap_or_default();
        let (events, unresolved) = (self.events.to_string(), self.unresolved.to_string());
        let title = self.title.clone().unwrap_or_default();
        vec![self.id.to_string(), published, title, self.source.clone(), events, unresolved]
    }
}

impl Lines for Skipped {
    const COLUMNS: &'static [Column] =
        &[Column::words("file"), Column::words("member"), Column::number("position"), Column::words("reason")];
    const NOTHING: &'static str = "Nothing was skipped.";

    fn cells(&self) -> Vec<String> {
        let position = self.position.map(|p| p.to_string()).unwrap_or_default();
        vec![self.file.clone(), self.member.clone().unwrap_or_default(), position, self.reason.clone()]
    }
}

impl Lines for Reprint {
    const COLUMNS: &'static [Column] = &[
        Column::number("id"),
        Column::short("published"),
        Column::words("source"),
        Column::short("standing"),
        Column::words("other"),
        Column::number("similarity"),
    ];
    const NOTHING: &'static str = "No article is a duplicate or was replaced by a newer version.";

    fn short(&self) -> Option<&str> {
        Some(&self.short)
    }

    fn cells(&self) -> Vec<String> {
        let published = self.published.map(|d| d.to_string()).unwrap_or_default();
        let alike = self.again.similarity.map(|s| format!("{s:.2}")).unwrap_or_default();
        let other = self.again.other_source.clone();
        vec![self.id.to_string(), published, self.source.clone(), self.again.standing.into(), other, alike]
    }
}

impl Lines for Entry {
    const COLUMNS: &'static [Column] = &[
        Column::number("id"),
        Column::short("date"),
        Column::words("event"),
        Column::words("who"),
        Column::words("where"),
        Column::short("status"),
        Column::number("articles"),
    ];
    const NOTHING: &'static str = "No events.";

    fn short(&self) -> Option<&str> {
        Some(&self.short)
    }

    fn cells(&self) -> Vec<String> {
        let (id, date) = (self.event_id.to_string(), dates::words(self.date.as_ref()));
        let place = self.place.clone().unwrap_or_default();
        vec![
            id,
            date,
            self.label.clone(),
            self.with.join(", "),
            place,
            if self.rejected { "rejected".into() } else { self.status.to_string() },
            self.articles.to_string(),
        ]
    }
}

impl Lines for Hit {
    const COLUMNS: &'static [Column] = &[
        Column::short("what"),
        Column::number("id"),
        Column::short("date"),
        Column::words("title"),
        Column::words("words"),
    ];
    const NOTHING: &'static str = "Nothing found.";

    fn short(&self) -> Option<&str> {
        Some(&self.short)
    }

    fn cells(&self) -> Vec<String> {
        let date = self.date.clone().unwrap_or_default();
        vec![self.what.into(), self.id.to_string(), date, self.title.clone(), self.snippet.clone()]
    }
}

impl Lines for Logged {
    const COLUMNS: &'static [Column] = &[
        Column::number("number"),
        Column::short("made"),
        Column::words("decision"),
        Column::words("reason"),
        Column::short("standing"),
    ];
    const NOTHING: &'static str = "No decisions.";

    fn cells(&self) -> Vec<String> {
        let d = &self.decision;
        let reason = d.reason.clone().unwrap_or_default();
        vec![d.number.to_string(), d.made.clone(), d.title.clone(), reason, self.standing.clone()]
    }
}

impl Lines for Suggestion {
    const COLUMNS: &'static [Column] = &[
        Column::number("score"),
        Column::words("keep"),
        Column::words("other"),
        Column::words("reason"),
        Column::words("command"),
    ];
    const NOTHING: &'static str = "No two actors look like one.";

    fn cells(&self) -> Vec<String> {
        vec![
            format!("{:.2}", self.score),
            self.keep.clone(),
            self.other.clone(),
            self.reason.clone(),
            self.command.clone(),
        ]
    }
}

impl Lines for Known {
    const COLUMNS: &'static [Column] = &[
        Column::short("what"),
        Column::words("name"),
        Column::short("kind"),
        Column::words("aliases"),
        Column::words("role"),
        Column::short("from"),
        Column::short("to"),
        Column::words("place"),
    ];
    const NOTHING: &'static str = "Nothing was imported.";

    fn cells(&self) -> Vec<String> {
        let day = |d: Option<crate::calendar::Day>| d.map(|d| d.to_string()).unwrap_or_default();
        let word = |w: &Option<String>| w.clone().unwrap_or_default();
        vec![
            self.what.into(),
            self.name.clone(),
            word(&self.kind),
            self.aliases.join("; "),
            word(&self.role),
            day(self.days.earliest),
            day(self.days.latest),
            word(&self.place),
        ]
    }
}
