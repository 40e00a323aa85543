//! `dateline article`: what was imported, and what to correct about it.

use std::path::Path;

use clap::Subcommand;

use super::decisions::{Why, decide};
use super::{FormatArgument, Outcome, print, read_from, write_to};
use crate::calendar::Day;
use crate::decisions::Action;
use crate::pipeline;
use crate::query::lists;
use crate::render::{FullArticle, List, printable};
use crate::store::Numbered;

/// What to do with articles.
#[derive(Debug, Subcommand)]
pub enum Arguments {
    /// List the articles by day of publication
    #[command(
        after_help = "Examples:\n  dateline article list\n  dateline article list --format csv\n  dateline article list --duplicates\n  dateline article list --skipped"
    )]
    List {
        /// Only those that another article replaced or that are duplicates of another, with how alike they are
        #[arg(long)]
        duplicates: bool,
        /// What could not be imported instead, with file, part, line and reason
        #[arg(long, conflicts_with = "duplicates")]
        skipped: bool,
        #[command(flatten)]
        format: FormatArgument,
    },
    /// Show one article with its text
    #[command(
        after_help = "Examples:\n  dateline article show 31415\n  dateline article show samples/2019-03-02-hanoi.md --format json"
    )]
    Show {
        /// Its number (the first digits will do), or the path it came from
        article: String,
        #[command(flatten)]
        format: FormatArgument,
    },
    /// Give an article its publication date; all that it says is dated anew
    #[command(
        after_help = "Examples:\n  dateline article date samples/undated-letter.txt 2019-05-20\n  dateline article date 31415 2019-04-24 --reason 'printed edition'"
    )]
    Date {
        /// Its number (the first digits will do), or the path it came from
        article: String,
        /// The day of publication
        #[arg(value_name = "YYYY-MM-DD")]
        date: Day,
        /// Why
        #[arg(long)]
        reason: Option<String>,
    },
    /// Say that an article is one of its own: neither a duplicate nor a version of another
    #[command(
        after_help = "Examples:\n  dateline article apart 31415 --reason 'another match, told in the same words'"
    )]
    Apart {
        /// Its number (the first digits will do), or the path it came from
        article: String,
        #[command(flatten)]
        why: Why,
    },
    /// Remove an article and all that was read from it
    #[command(after_help = "Examples:\n  dateline article remove 31415")]
    Remove {
        /// Its number (the first digits will do), or the path it came from
        article: String,
    },
    /// Extract stored articles anew, for instance with a newer version
    #[command(
        after_help = "Examples:\n  dateline article reextract\n  dateline article reextract samples/court-bridge.txt"
    )]
    Reextract {
        /// Their numbers (the first digits will do), or the paths they came from; all when none is given
        articles: Vec<String>,
    },
}

pub(super) fn run(db: Option<&Path>, arguments: &Arguments) -> anyhow::Result<Outcome> {
    // What changes a database changes one that is there.
    let store = read_from(db)?;
    let number = |words: &str| store.number(Numbered::Article, words);
    match arguments {
        Arguments::List { skipped: true, format, .. } => print(&List(&lists::skipped(&store)?), format)?,
        Arguments::List { duplicates: true, format, .. } => print(&List(&lists::duplicates(&store)?), format)?,
        Arguments::List { format, .. } => print(&List(&lists::articles(&store)?), format)?,
        Arguments::Show { article, format } => {
            print(&FullArticle(&lists::article(&store, number(article)?)?), format)?;
        }
        Arguments::Date { article, date, reason } => {
            let id = number(article)?;
            drop(store);
            let number = pipeline::date_article(&mut write_to(db)?, id, *date, reason.as_deref())?;
            let article = printable(article);
            anstream::eprintln!(
                "Decision {number}: article {article} is of {date}. Take it back with: dateline undo {number}"
            );
        }
        Arguments::Apart { article, why } => {
            let id = number(article)?;
            let (key, title) = (store.article_key(id)?, format!("{article} is an article of its own"));
            drop(store);
            return decide(db, Action::ArticleApart, &key, None, &title, why);
        }
        Arguments::Remove { article } => {
            let id = number(article)?;
            drop(store);
            pipeline::remove_article(&mut write_to(db)?, id)?;
            anstream::eprintln!("Article {} is removed.", printable(article));
        }
        Arguments::Reextract { articles } => {
            let ids = articles.iter().map(|a| number(a)).collect::<Result<Vec<_>, _>>()?;
            drop(store);
            let only = (!ids.is_empty()).then_some(ids.as_slice());
            let count = pipeline::reextract(&mut write_to(db)?, only, &mut |_| {})?;
            anstream::eprintln!("{count} articles extracted anew.");
        }
    }
    Ok(Outcome::Done)
}
