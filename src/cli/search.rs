//! `dateline search`: words in events and articles.

use std::path::Path;

use super::{FormatArgument, Outcome, print, read_from};
use crate::query;
use crate::render::List;

/// Options of `search`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dateline search summit
  dateline search signing ceremony --limit 5 --format json

All the words must be there, in any order; case and accents do not matter.")]
pub struct Arguments {
    /// The words
    #[arg(required = true)]
    words: Vec<String>,
    /// At most so many hits
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
    #[command(flatten)]
    format: FormatArgument,
}

pub(super) fn run(db: Option<&Path>, arguments: &Arguments) -> anyhow::Result<Outcome> {
    let hits = query::search(&read_from(db)?, &arguments.words.join(" "), arguments.limit)?;
    print(&List(&hits), &arguments.format)?;
    Ok(Outcome::Done)
}
