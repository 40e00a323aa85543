//! `dateline actor`: who is in the database.

use std::path::Path;

use clap::Subcommand;

use super::{FormatArgument, Outcome, one_actor, print, read_from};
use crate::query::lists;
use crate::render::List;

/// What to do with actors.
#[derive(Debug, Subcommand)]
pub enum Arguments {
    /// List the actors, those with the most articles first
    #[command(after_help = "Examples:\n  dateline actor list\n  dateline actor list --format csv")]
    List {
        #[command(flatten)]
        format: FormatArgument,
    },
    /// Show one actor with its other names
    #[command(
        after_help = "Examples:\n  dateline actor show 'Kim Jong-un'\n  dateline actor show 'Kim Jong-un' --format json"
    )]
    Show {
        /// A name or alias, or its number
        actor: String,
        #[command(flatten)]
        format: FormatArgument,
    },
}

pub(super) fn run(db: Option<&Path>, arguments: &Arguments) -> anyhow::Result<Outcome> {
    let store = read_from(db)?;
    match arguments {
        Arguments::List { format } => print(&List(&lists::actors(&store)?), format)?,
        Arguments::Show { actor, format } => {
            let Some(actor) = one_actor(&store, actor)? else { return Ok(Outcome::NoSuchActor) };
            print(&List(&[actor]), format)?;
        }
    }
    Ok(Outcome::Done)
}
