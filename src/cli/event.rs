//! `dateline event`: what happened, how it is known, and what to correct about it.

use std::path::Path;

use clap::Subcommand;

use super::decisions::{Why, decide};
use super::{FormatArgument, Outcome, count, dates, print, read_from};
use crate::calendar::Interval;
use crate::decisions::Action;
use crate::pipeline;
use crate::query::explain;
use crate::render::{self, Explained};
use crate::store::{EventFilter, Numbered};

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
    #[command(after_help = "Examples:\n  dateline event show 48213\n  dateline event show 48213 --format json")]
    Show {
        /// The number of the event; the first digits will do
        id: String,
        #[command(flatten)]
        format: FormatArgument,
    },
    /// Tell the whole story of one event: which sentences, which words gave the date, who agrees
    #[command(after_help = "Examples:\n  dateline event explain 48213\n  dateline event explain 48213 --format json")]
    Explain {
        /// The number of the event; the first digits will do
        id: String,
        #[command(flatten)]
        format: FormatArgument,
    },
    /// Say when it was
    #[command(
        after_help = "Examples:\n  dateline event date 48213 2019-02-27/2019-02-28\n  dateline event date 48213 2011 --reason 'see the treaty'"
    )]
    Date {
        /// The number of the event; the first digits will do
        id: String,
        /// A day, month, year or interval: 2019-04-24, 2019-04, 2011, 2019-02-27/2019-02-28, ../2019-04-24
        #[arg(value_parser = dates::interval)]
        date: Interval,
        #[command(flatten)]
        why: Why,
    },
    /// Say that it is no event; it is not shown any more
    #[command(after_help = "Examples:\n  dateline event reject 48213 --reason 'a figure of speech'")]
    Reject {
        /// The number of the event; the first digits will do
        id: String,
        #[command(flatten)]
        why: Why,
    },
    /// Say that a rejected event is one after all
    #[command(after_help = "Examples:\n  dateline event restore 48213")]
    Restore {
        /// The number of the event; the first digits will do
        id: String,
        #[command(flatten)]
        why: Why,
    },
    /// Say that two events are one; the first is kept
    #[command(after_help = "Examples:\n  dateline event merge 48213 70122")]
    Merge {
        /// The event that is kept
        keep: String,
        /// The event that goes into it
        other: String,
        #[command(flatten)]
        why: Why,
    },
    /// Say that one mention is an event of its own
    #[command(
        after_help = "Examples:\n  dateline event split 48213 1\n\nMentions are counted as `event explain` lists them."
    )]
    Split {
        /// The number of the event; the first digits will do
        id: String,
        /// Which mention, from 1
        mention: usize,
        #[command(flatten)]
        why: Why,
    },
    /// Write a note on it, which its timelines show; an empty one takes it away
    #[command(after_help = "Examples:\n  dateline event note 48213 'confirmed by the embassy'")]
    Note {
        /// The number of the event; the first digits will do
        id: String,
        /// The note
        note: String,
        #[command(flatten)]
        why: Why,
    },
}

pub(super) fn run(db: Option<&Path>, arguments: &Arguments) -> anyhow::Result<Outcome> {
    use Arguments::*;
    let store = read_from(db)?;
    let number = |words: &str| store.number(Numbered::Event, words);
    let label =
        |words: &str| -> anyhow::Result<String> { Ok(format!("'{}'", explain::event(&store, number(words)?)?.label)) };
    let (action, id, object, title, why) = match arguments {
        List { format } => {
            print(&render::List(&explain::events(&store, &EventFilter::default())?), format)?;
            return Ok(Outcome::Done);
        }
        Show { id, format } => {
            print(&render::List(&[explain::event(&store, number(id)?)?]), format)?;
            return Ok(Outcome::Done);
        }
        Explain { id, format } => {
            print(&Explained(&explain::event(&store, number(id)?)?), format)?;
            return Ok(Outcome::Done);
        }
        Date { id, date, why } => {
            let days = pipeline::date_object(*date);
            (Action::EventDate, id, Some(days.clone()), format!("{} was {}", label(id)?, on_days(*date)), why)
        }
        Restore { id, .. } if !explain::event(&store, number(id)?)?.rejected => {
            anyhow::bail!("{} was not rejected", label(id)?)
        }
        Reject { id, why } => (Action::EventReject, id, None, format!("{} is no event", label(id)?), why),
        Restore { id, why } => (Action::EventRestore, id, None, format!("{} is an event", label(id)?), why),
        Merge { keep, other, why } => {
            let gone = number(other)?;
            if number(keep)? == gone {
                anyhow::bail!("{keep} and {other} are one event already");
            }
            let title = format!("{} is {}", label(other)?, label(keep)?);
            (Action::EventMerge, keep, Some(store.event_key(gone)?), title, why)
        }
        Split { id, mention, why } => {
            let mentions = store.mentions(number(id)?)?;
            let Some(chosen) = mention.checked_sub(1).and_then(|i| mentions.get(i)) else {
                let mentions = count(mentions.len() as u64, "mention");
                anyhow::bail!("event {id} has {mentions}; see: dateline event explain {id}");
            };
            let title = format!("'{}' is an event of its own", chosen.label);
            return decide(db, Action::EventSplit, &store.mention_key(chosen.id)?, None, &title, why);
        }
        Note { id, note, .. } if note.is_empty() && explain::event(&store, number(id)?)?.note.is_none() => {
            anyhow::bail!("there is no note on {}", label(id)?)
        }
        Note { id, note, why } if note.is_empty() => {
            (Action::EventNote, id, Some(String::new()), format!("no note on {}", label(id)?), why)
        }
        Note { id, note, why } => {
            (Action::EventNote, id, Some(note.clone()), format!("note on {}: {note}", label(id)?), why)
        }
    };
    let subject = store.event_key(number(id)?)?;
    drop(store);
    decide(db, action, &subject, object.as_deref(), &title, why)
}

/// "on 2018-06-12", "between 2018-06-12 and 2018-06-14".
fn on_days(days: Interval) -> String {
    match (days.earliest, days.latest) {
        (Some(first), Some(last)) if first == last => format!("on {first}"),
        (Some(first), Some(last)) => format!("between {first} and {last}"),
        (Some(first), None) => format!("on {first} or later"),
        (None, Some(last)) => format!("on {last} or earlier"),
        (None, None) => "on no known day".into(),
    }
}
