//! The decisions of a person and how each stands.

use serde::Serialize;

use crate::decisions::{Decision, Standing};
use crate::store::{Result, Store};

/// A line of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Logged {
    /// The decision.
    #[serde(flatten)]
    pub decision: Decision,
    /// "applied", "waiting", "overruled by 7", "undone".
    pub standing: String,
}

/// Every decision, the oldest first.
///
/// # Errors
/// When the database cannot be read.
pub fn log(store: &Store) -> Result<Vec<Logged>> {
    let line = |(decision, standing)| Logged {
        decision,
        standing: match standing {
            Standing::Applied => "applied".into(),
            Standing::Waiting => "waiting".into(),
            Standing::Overruled(by) => format!("overruled by {by}"),
            Standing::Undone => "undone".into(),
        },
    };
    Ok(store.decisions()?.into_iter().map(line).collect())
}
