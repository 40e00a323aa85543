//! What the user imported, a line for each actor, office and event.

use serde::Serialize;

use crate::calendar::Interval;
use crate::store::{Result, Store};

/// A line of knowledge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Known {
    /// "actor" or "event".
    pub what: &'static str,
    /// The name.
    pub name: String,
    /// What the actor is.
    pub kind: Option<String>,
    /// Its other names.
    pub aliases: Vec<String>,
    /// An office it holds.
    pub role: Option<String>,
    /// The days of the office or the event.
    #[serde(flatten)]
    pub days: Interval,
    /// Where the event was.
    pub place: Option<String>,
}

/// All that the user imported: actors, then events, by name.
///
/// # Errors
/// When the database cannot be read.
pub fn known(store: &Store) -> Result<Vec<Known>> {
    let all = store.knowledge()?;
    let mut lines = Vec::new();
    for actor in all.actors {
        let line = Known {
            what: "actor",
            name: actor.name,
            kind: Some(actor.kind.to_string()),
            aliases: actor.aliases,
            role: None,
            days: Interval::default(),
            place: None,
        };
        let roles = actor.roles.into_iter().map(|r| Known { role: Some(r.title), days: r.held, ..line.clone() });
        let before = lines.len();
        lines.extend(roles);
        if lines.len() == before {
            lines.push(line);
        }
    }
    lines.extend(all.events.into_iter().map(|e| Known {
        what: "event",
        name: e.name,
        kind: None,
        aliases: Vec::new(),
        role: None,
        days: e.date,
        place: e.place,
    }));
    Ok(lines)
}
