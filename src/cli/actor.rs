//! `dateline actor`: who is in the database, and what to correct about them.

use std::path::Path;

use clap::Subcommand;

use super::decisions::{Why, decide};
use super::{FormatArgument, Outcome, count, one_actor, print, read_from};
use crate::decisions::Action;
use crate::findings::ActorKind;
use crate::query::{ActorSummary, Found, find_actor, lists, suggestions};
use crate::render::{self, printable};
use crate::store::{Numbered, Store};

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
        #[arg(value_parser = name_of_actor)]
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
        #[arg(value_parser = name_of_actor)]
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
        #[arg(value_parser = kind)]
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

/// "a person", "an organization".
fn article(kind: &str) -> &'static str {
    if kind.starts_with('o') { "an" } else { "a" }
}

/// The most letters of a name that a person gives.
const LONGEST: usize = 200;

/// A name that a person gives, its spaces made even.
fn name_of_actor(words: &str) -> Result<String, String> {
    let name = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        _ if !name.chars().any(char::is_alphanumeric) => Err("a name has at least one letter or digit".into()),
        long if long > LONGEST => Err(format!("a name has at most {LONGEST} letters; this one has {long}")),
        _ => Ok(name),
    }
}

/// A kind, in British spelling as well.
fn kind(word: &str) -> Result<ActorKind, String> {
    word.to_lowercase().replace("organisation", "organization").parse()
}

/// Says who else has a name that an actor is given: if they are one, a merge says so.
fn tell_namesakes(store: &Store, actor: &ActorSummary, name: &str) -> anyhow::Result<()> {
    let others = match find_actor(store, name)? {
        Found::One(one) => vec![one],
        Found::Several(several) => several,
        Found::Close(_) | Found::Nobody(_) => Vec::new(),
    };
    for other in others.iter().filter(|o| o.id != actor.id) {
        anstream::eprintln!(
            "Note: {} ({}, {}) has this name as well. If the two are one: dateline actor merge {} {}",
            printable(&other.name),
            other.kind,
            count(other.events as u64, "event"),
            actor.short,
            other.short
        );
    }
    Ok(())
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
        Alias { name: alias, .. } if *alias == name => {
            anyhow::bail!("{name} is called '{alias}' already")
        }
        Rename { name: new, .. } if *new == name => anyhow::bail!("'{name}' is shown by this name already"),
        Alias { name: alias, why, .. } => {
            tell_namesakes(&store, &actor, alias)?;
            (Action::ActorAlias, Some(alias.clone()), format!("{name} is also called {alias}"), why)
        }
        Merge { other, why, .. } => {
            let Some(other) = one_actor(&store, other)? else { return Ok(Outcome::NoSuchActor) };
            if other.id == actor.id {
                anyhow::bail!("'{name}' is one actor already");
            }
            let title = if other.name == name {
                format!("{name} ({}, {}) is {name} ({}, {})", other.kind, other.short, actor.kind, actor.short)
            } else {
                format!("{} is {name}", other.name)
            };
            if other.kind != actor.kind {
                anstream::eprintln!(
                    "Note: {} was {} {}, {name} is {} {}. If that is not meant, take it back.",
                    printable(&other.name),
                    article(other.kind.as_str()),
                    other.kind,
                    article(actor.kind.as_str()),
                    actor.kind
                );
            }
            (Action::ActorMerge, Some(store.actor_key(other.id)?), title, why)
        }
        Split { article, why, .. } => {
            let number = store.number(Numbered::Article, article)?;
            let (called, key) = (store.called_in(actor.id, number)?, store.article_key(number)?);
            drop(store);
            if called.is_empty() {
                anyhow::bail!("{name} is not in article {article}");
            }
            for (called, stem) in called {
                let title = format!("{called} of article {article} is somebody else");
                decide(db, Action::ActorSplit, &stem, Some(&key), &title, why)?;
            }
            return Ok(Outcome::Done);
        }
        Rename { name: new, why, .. } => {
            tell_namesakes(&store, &actor, new)?;
            (Action::ActorRename, Some(new.clone()), format!("{name} is shown as {new}"), why)
        }
        Kind { kind, why, .. } => {
            (Action::ActorKind, Some(kind.to_string()), format!("{name} is {} {kind}", article(kind.as_str())), why)
        }
        Hide { why, .. } => (Action::ActorHide, None, format!("{name} is hidden"), why),
    };
    drop(store);
    decide(db, action, &subject, object.as_deref(), &title, why)
}
