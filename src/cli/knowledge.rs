//! `dateline knowledge`: what the user knows and no article says.

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Subcommand;

use super::{FormatArgument, Outcome, count, print, read_from, write_to};
use crate::knowledge::table;
use crate::pipeline;
use crate::query::known;
use crate::render::List;

/// What to do with knowledge.
#[derive(Debug, Subcommand)]
pub enum Arguments {
    /// Import a CSV table of actors and named events
    #[command(after_help = "\
Examples:
  dateline knowledge import known.csv

The first line names the columns, in any order: what (actor or event), name, kind, aliases (with ';' between), \
role, from, to, place. For example:

what,name,kind,aliases,role,from,to,place
actor,Ada Stone,person,Stone;A. Stone,mayor of Wick,2001,2005,
event,Wick fair,,,,2019-02-27,2019-02-28,Wick")]
    Import {
        /// The table
        file: PathBuf,
    },
    /// List what was imported
    #[command(after_help = "Examples:\n  dateline knowledge list\n  dateline knowledge list --format json")]
    List {
        #[command(flatten)]
        format: FormatArgument,
    },
}

pub(super) fn run(db: Option<&Path>, arguments: &Arguments) -> anyhow::Result<Outcome> {
    match arguments {
        Arguments::Import { file } => {
            let name = file.display();
            let text = std::fs::read_to_string(file).with_context(|| format!("{name}: cannot be read as UTF-8"))?;
            let known = table::read(&text).map_err(|why| anyhow::anyhow!("{name}: {why}. Nothing was imported"))?;
            let mut store = write_to(db)?;
            pipeline::import_knowledge(&mut store, &known)?;
            // Names and offices help to read articles: those that are there are read anew.
            if !known.actors.is_empty() {
                pipeline::reextract(&mut store, None, &mut |_| {})?;
            }
            anstream::eprintln!(
                "Known now: {} and {}.",
                count(known.actors.len(), "actor"),
                count(known.events.len(), "event")
            );
        }
        Arguments::List { format } => print(&List(&known::known(&read_from(db)?)?), format)?,
    }
    Ok(Outcome::Done)
}
