//! `dateline timeline`: the main question.

use std::path::Path;

use clap::builder::PossibleValuesParser;

use super::{FormatArgument, Outcome, asked_actor, print, read_from};
use crate::calendar::Day;
use crate::findings::Status;
use crate::query::{self, Question};
use crate::render::Shown;

/// The event classes of ISO-TimeML, as people type them.
const CLASSES: [&str; 7] = ["occurrence", "state", "reporting", "i_action", "i_state", "aspectual", "perception"];

/// Options of `timeline`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dateline timeline 'Kim Jong-un'
  dateline timeline 'kim jong un' --evidence --from 2019-02 --to 2019-04-30
  dateline timeline 'Kim Jong-un' --with 'Donald Trump' --format md
  dateline timeline 'Kim Jong-un' --status planned,deadline --all --format json

A name matches whatever its case, accents, hyphens and order of words. Exit code 4 when no actor or several match.")]
pub struct Arguments {
    /// A name or alias of the actor, or its number
    actor: String,
    /// From this date on: 2019-02-27, 2019-02, 2019
    #[arg(long, value_name = "DATE", value_parser = first_day)]
    from: Option<Day>,
    /// Up to this date, included
    #[arg(long, value_name = "DATE", value_parser = last_day)]
    to: Option<Day>,
    /// Only events in which this actor takes part too
    #[arg(long, value_name = "ACTOR")]
    with: Option<String>,
    /// Only events at this place
    #[arg(long, value_name = "PLACE")]
    at: Option<String>,
    /// Only events of this class of TimeML
    #[arg(long, value_name = "CLASS", value_parser = PossibleValuesParser::new(CLASSES), ignore_case = true)]
    kind: Option<String>,
    /// Only these: happened, ongoing, planned, deadline, possible, denied, reported
    #[arg(long, value_delimiter = ',')]
    status: Vec<Status>,
    /// Only events of at least this confidence, 0 to 1
    #[arg(long, value_name = "NUMBER", default_value_t = 0.0)]
    min_confidence: f32,
    /// Also events of lesser weight
    #[arg(long)]
    all: bool,
    /// Print under each line the sentences that prove it
    #[arg(long, short)]
    evidence: bool,
    /// At most so many events
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// The latest first
    #[arg(long)]
    reverse: bool,
    #[command(flatten)]
    format: FormatArgument,
}

pub(super) fn run(db: Option<&Path>, arguments: &Arguments) -> anyhow::Result<Outcome> {
    let store = read_from(db)?;
    let Some(actor) = asked_actor(&store, &arguments.actor)? else { return Ok(Outcome::NoSuchActor) };
    let with = match &arguments.with {
        None => None,
        Some(name) => match asked_actor(&store, name)? {
            Some(actor) => Some(actor.id),
            None => return Ok(Outcome::NoSuchActor),
        },
    };
    let question = Question {
        from: arguments.from,
        to: arguments.to,
        with,
        at: arguments.at.clone(),
        kind: arguments.kind.as_ref().map(|k| k.to_uppercase()),
        status: arguments.status.clone(),
        min_confidence: arguments.min_confidence,
        all: arguments.all,
        reverse: arguments.reverse,
        limit: arguments.limit,
        evidence: arguments.evidence || !arguments.format.is_page(),
    };
    let timeline = query::timeline(&store, actor, &question)?;
    print(&Shown { timeline: &timeline, evidence: arguments.evidence }, &arguments.format)?;
    Ok(Outcome::Done)
}

fn first_day(words: &str) -> Result<Day, String> {
    super::dates::interval(words)?.earliest.ok_or_else(|| format!("'{words}' has no first day"))
}

fn last_day(words: &str) -> Result<Day, String> {
    super::dates::interval(words)?.latest.ok_or_else(|| format!("'{words}' has no last day"))
}
