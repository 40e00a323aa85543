//! `dateline article`: what was imported, and what to correct about it.

use std::path::Path;

use clap::Subcommand;

use super::{FormatArgument, Outcome, print, read_from, write_to};
use crate::calendar::Day;
use crate::pipeline;
use crate::query::lists;
use crate::render::{FullArticle, List};

/// What to do with articles.
#[derive(Debug, Subcommand)]
pub enum Arguments {
    /// List the articles by day of publication
    #[command(after_help = "Examples:\n  dateline article list\n  dateline article list --format csv")]
    List {
        #[command(flatten)]
        format: FormatArgument,
    },
    /// Show one article with its text
    #[command(after_help = "Examples:\n  dateline article show 1\n  dateline article show 1 --format json")]
    Show {
        /// The number of the article
        id: i64,
        #[command(flatten)]
        format: FormatArgument,
    },
    /// Give an article its publication date; all that it says is dated anew
    #[command(
        after_help = "Examples:\n  dateline article date 1 2019-04-24\n  dateline article date 1 2019-04-24 --reason 'printed edition'"
    )]
    Date {
        /// The number of the article
        id: i64,
        /// The day of publication
        #[arg(value_name = "YYYY-MM-DD")]
        date: Day,
        /// Why
        #[arg(long)]
        reason: Option<String>,
    },
    /// Remove an article and all that was read from it
    #[command(after_help = "Examples:\n  dateline article remove 1")]
    Remove {
        /// The number of the article
        id: i64,
    },
    /// Extract stored articles anew, for instance with a newer version
    #[command(after_help = "Examples:\n  dateline article reextract\n  dateline article reextract 1")]
    Reextract {
        /// The numbers of the articles; all when none is given
        ids: Vec<i64>,
    },
}

pub(super) fn run(db: Option<&Path>, arguments: &Arguments) -> anyhow::Result<Outcome> {
    match arguments {
        Arguments::List { format } => print(&List(&lists::articles(&read_from(db)?)?), format)?,
        Arguments::Show { id, format } => print(&FullArticle(&lists::article(&read_from(db)?, *id)?), format)?,
        // What changes a database changes one that is there.
        Arguments::Date { id, date, reason } => {
            read_from(db)?;
            pipeline::date_article(&mut write_to(db)?, *id, *date, reason.as_deref())?;
            anstream::eprintln!("Article {id} is of {date}.");
        }
        Arguments::Remove { id } => {
            read_from(db)?;
            pipeline::remove_article(&mut write_to(db)?, *id)?;
            anstream::eprintln!("Article {id} is removed.");
        }
        Arguments::Reextract { ids } => {
            read_from(db)?;
            let only = (!ids.is_empty()).then_some(ids.as_slice());
            let count = pipeline::reextract(&mut write_to(db)?, only, &mut |_| {})?;
            anstream::eprintln!("{count} articles extracted anew.");
        }
    }
    Ok(Outcome::Done)
}
