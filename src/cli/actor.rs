//! `dateline actor`: who is in the database, and what to correct about them.

use std::path::Path;

use clap::Subcommand;

use super::decisions::{Why, decide};
use super::{FormatArgument, Outcome, one_actor, print, read_from};
use crate::decisions::Action;
use crate::findings::ActorKind;
use crate::query::{lists, suggestions};
use crate::render;
use crate::store::Numbered;

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
    /// List actors that are likely one, with the reasons and the command that merges them
    #[command(after_help = "Examples:\n  dateline actor suggest\n  dateline actor suggest --limit 5 --format json")]
    Suggest {
        /// At most so many
        #[arg(long, value_name = "N", default_value_t = 20)]
        limit: usize,
        #[command(flatten)]
        format: FormatArgument,
    },
    /// Give an actor another name by which it is found
    #[command(after_help = "Examples:\n  dateline actor alias 'Kim Jong-un' 'Marshal Kim'")]
    Alias {
        /// A name or alias, or its number
        actor: String,
        /// The other name
        name: String,
        #[command(flatten)]
        why: Why,
    },
    /// Say that two actors are one; the first is kept
    #[command(after_help = "Examples:\n  dateline actor merge 'Kim Jong-un' 'Marshal Kim' --reason 'same man'")]
    Merge {
        /// The actor that is kept
        keep: String,
        /// The actor that goes into it
        other: String,
        #[command(flatten)]
        why: Why,
    },
    /// Say that in one article somebody else is meant
    #[command(after_help = "Examples:\n  dateline actor split 'Kim Jong-un' samples/2019-03-02-hanoi.md")]
    Split {
        /// A name or alias, or its number
        actor: String,
        /// The article: its number (the first digits will do), or the path it came from
        article: String,
        #[command(flatten)]
        why: Why,
    },
    /// Show an actor under another name
    #[command(after_help = "Examples:\n  dateline actor rename 'Kim Jong-un' 'Kim Jong Un'")]
    Rename {
        /// A name or alias, or its number
        actor: String,
        /// The name to show
        name: String,
        #[command(flatten)]
        why: Why,
    },
    /// Say what an actor is: person, organization, country, place, group or product
    #[command(after_help = "Examples:\n  dateline actor kind Hanoi place")]
    Kind {
        /// A name or alias, or its number
        actor: String,
        /// What it is
        kind: ActorKind,
        #[command(flatten)]
        why: Why,
    },
    /// Hide an actor from lists and timelines; `undo` shows it again
    #[command(after_help = "Examples:\n  dateline actor hide Hanoi --reason 'not an actor'")]
    Hide {
        /// A name or alias, or its number
        actor: String,
        #[command(flatten)]
        why: Why,
    },
}

pub(super) fn run(db: Option<&Path>, arguments: &Arguments) -> anyhow::Result<Outcome> {
    use Arguments::*;
    let store = read_from(db)?;
    let asked = match arguments {
        List { format } => {
            print(&render::List(&lists::actors(&store)?), format)?;
            return Ok(Outcome::Done);
        }
        Suggest { limit, format } => {
            print(&render::List(&suggestions(&store, *limit)?), format)?;
            return Ok(Outcome::Done);
        }
        Merge { keep, .. } => keep,
        Show { actor, .. } | Alias { actor, .. } | Split { actor, .. } | Rename { actor, .. } => actor,
        Kind { actor, .. } | Hide { actor, .. } => actor,
    };
    let Some(actor) = one_actor(&store, asked)? else { return Ok(Outcome::NoSuchActor) };
    let (name, subject) = (actor.name.clone(), store.actor_key(actor.id)?);
    let (action, object, title, why) = match arguments {
        List { .. } | Suggest { .. } => return Ok(Outcome::Done),
        Show { format, .. } => {
            print(&render::List(&[actor]), format)?;
            return Ok(Outcome::Done);
        }
        Alias { name: alias, why, .. } => {
            (Action::ActorAlias, Some(alias.clone()), format!("{name} is also called {alias}"), why)
        }
        Merge { other, why, .. } => {
            let Some(other) = one_actor(&store, other)? else { return Ok(Outcome::NoSuchActor) };
            if other.id == actor.id {
                anyhow::bail!("'{name}' is one actor already");
            }
            let title = format!("{} is {name}", other.name);
            (Action::ActorMerge, Some(store.actor_key(other.id)?), title, why)
        }
        Split { article, why, .. } => {
            let title = format!("{name} of article {article} is somebody else");
            let article = store.number(Numbered::Article, article)?;
            (Action::ActorSplit, Some(store.article_key(article)?), title, why)
        }
        Rename { name: new, why, .. } => {
            (Action::ActorRename, Some(new.clone()), format!("{name} is shown as {new}"), why)
        }
        Kind { kind, why, .. } => (Action::ActorKind, Some(kind.to_string()), format!("{name} is a {kind}"), why),
        Hide { why, .. } => (Action::ActorHide, None, format!("{name} is hidden"), why),
    };
    drop(store);
    decide(db, action, &subject, object.as_deref(), &title, why)
}
