//! `dateline event`: what happened, and how it is known.

use std::path::Path;

use clap::Subcommand;

use super::{FormatArgument, Outcome, print, read_from};
use crate::query::explain;
use crate::render::{Explained, List};
use crate::store::EventFilter;

/// What to do with events.
#[derive(Debug, Subcommand)]
pub enum Arguments {
    /// List all events in order of time
    #[command(after_help = "Examples:\n  dateline event list\n  dateline event list --format csv")]
    List {
        #[command(flatten)]
        format: FormatArgument,
    },
    /// Show one event in a line
    #[command(after_help = "Examples:\n  dateline event show 1\n  dateline event show 1 --format json")]
    Show {
        /// The number of the event
        id: i64,
        #[command(flatten)]
        format: FormatArgument,
    },
    /// Tell the whole story of one event: which sentences, which words gave the date, who agrees
    #[command(after_help = "Examples:\n  dateline event explain 1\n  dateline event explain 1 --format json")]
    Explain {
        /// The number of the event
        id: i64,
        #[command(flatten)]
        format: FormatArgument,
    },
}

pub(super) fn run(db: Option<&Path>, arguments: &Arguments) -> anyhow::Result<Outcome> {
    let store = read_from(db)?;
    match arguments {
        Arguments::List { format } => print(&List(&explain::events(&store, &EventFilter::default())?), format)?,
        Arguments::Show { id, format } => print(&List(&[explain::event(&store, *id)?]), format)?,
        Arguments::Explain { id, format } => print(&Explained(&explain::event(&store, *id)?), format)?,
    }
    Ok(Outcome::Done)
}
