//! The command tree. Each command is one file; it reads its options, asks, and prints. Nothing is decided here.
#![allow(clippy::disallowed_methods)]

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::builder::PossibleValuesParser;
use clap::{Parser, Subcommand};

use crate::decisions::{Action, Decision};
use crate::query::{ActorSummary, Found, find_actor};
use crate::render::{Answer, FORMATS, Screen, printable};
use crate::store::Store;

mod actor;
mod article;
mod check;
mod dates;
mod decisions;
pub mod demo;
mod event;
mod extract;
mod import;
mod knowledge;
mod progress;
mod reading;
mod search;
mod shell;
mod snapshot;
mod timeline;

/// Turns articles into timelines: who did what, when, with the sentence that proves it.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, max_term_width = 100)]
pub struct Cli {
    /// The database [default: dateline.db]
    #[arg(long, global = true, value_name = "FILE", env = "DATELINE_DB", hide_env_values = true)]
    pub db: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read files, folders or stdin into the database
    Import(import::Arguments),
    /// Print the chronological timeline of an actor
    Timeline(timeline::Arguments),
    /// List, show and correct actors
    #[command(subcommand)]
    Actor(actor::Arguments),
    /// Search the words of events and articles
    Search(search::Arguments),
    /// List, show, explain and correct events
    #[command(subcommand)]
    Event(event::Arguments),
    /// List, show, date, remove and re-extract articles
    #[command(subcommand)]
    Article(article::Arguments),
    /// List the decisions that a person made
    Log(decisions::Log),
    /// Take back a decision
    Undo(decisions::Undo),
    /// Write the decisions out, for another database
    Export(decisions::Export),
    /// Import and list what you know: actors, offices, named events
    #[command(subcommand)]
    Knowledge(knowledge::Arguments),
    /// Print what each article says as JSON, without a database
    Extract(extract::Arguments),
    /// Is the database whole?
    Check(check::Arguments),
    /// Make a compact, analysed copy to hand to somebody
    Snapshot(snapshot::Arguments),
    /// Import the built-in samples into a fresh database and print a timeline
    Demo(demo::Arguments),
    /// Print completions for a shell
    Completions(shell::Arguments),
    /// Print the manual page
    #[command(after_help = "Examples:\n  dateline man > dateline.1")]
    Man,
}

/// How a command ended, when it did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All was done.
    Done,
    /// Finished, but some inputs were skipped; each was named on stderr.
    Skipped,
    /// No such actor, or several that match.
    NoSuchActor,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => ExitCode::SUCCESS,
            Outcome::Skipped => ExitCode::from(3),
            Outcome::NoSuchActor => ExitCode::from(4),
        }
    }
}

/// How rows are printed.
#[derive(Debug, clap::Args)]
pub struct FormatArgument {
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "table", value_parser = PossibleValuesParser::new(FORMATS.iter().map(|f| f.name())))]
    format: String,
}

impl FormatArgument {
    /// Whether it is for the eye: what a page does not show need not be read.
    fn is_page(&self) -> bool {
        matches!(self.format.as_str(), "table" | "md")
    }
}

/// Runs a command.
///
/// # Errors
/// When it failed; what was and was not stored is in the words of the error.
pub fn run(cli: Cli) -> anyhow::Result<Outcome> {
    let db = cli.db.as_deref();
    match cli.command {
        Command::Import(arguments) => import::run(db, &arguments),
        Command::Timeline(arguments) => timeline::run(db, &arguments),
        Command::Actor(arguments) => actor::run(db, &arguments),
        Command::Search(arguments) => search::run(db, &arguments),
        Command::Event(arguments) => event::run(db, &arguments),
        Command::Article(arguments) => article::run(db, &arguments),
        Command::Log(arguments) => decisions::log(db, &arguments),
        Command::Undo(arguments) => decisions::undo(db, &arguments),
        Command::Export(arguments) => decisions::export(db, &arguments),
        Command::Knowledge(arguments) => knowledge::run(db, &arguments),
        Command::Snapshot(arguments) => snapshot::run(db, &arguments),
        Command::Extract(arguments) => extract::run(&arguments),
        Command::Check(_) => check::run(db),
        Command::Demo(arguments) => demo::run(db, &arguments),
        Command::Completions(arguments) => shell::completions(&arguments),
        Command::Man => shell::man(),
    }
}

/// Whether an error only says that the reader of our output went away (`| head`).
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let json = || cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        let kind = cause.downcast_ref::<io::Error>().map(io::Error::kind).or_else(json);
        kind == Some(io::ErrorKind::BrokenPipe)
    })
}

/// So many of something, in words: "1 article", "2 articles".
fn count(n: impl TryInto<u64>, what: &str) -> String {
    let n = n.try_into().unwrap_or(u64::MAX);
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

const DEFAULT_DB: &str = "dateline.db";

fn write_to(db: Option<&Path>) -> anyhow::Result<Store> {
    Ok(Store::open(db.unwrap_or(Path::new(DEFAULT_DB)))?)
}

fn read_from(db: Option<&Path>) -> anyhow::Result<Store> {
    Ok(Store::open_read_only(db.unwrap_or(Path::new(DEFAULT_DB)))?)
}

/// Prints an answer to stdout.
fn print(answer: &dyn Answer, format: &FormatArgument) -> anyhow::Result<()> {
    let terminal = io::stdout().is_terminal();
    let styled = terminal && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
    let mut out = BufWriter::new(io::stdout().lock());
    let format = FORMATS.iter().find(|f| f.name() == format.format).unwrap_or(&FORMATS[0]);
    format.print(answer, &Screen { width: width(terminal), styled }, &mut out)?;
    Ok(out.flush()?)
}

/// Columns of the terminal; $COLUMNS wins, and 100 is what a file gets.
fn width(terminal: bool) -> u16 {
    let stated = std::env::var("COLUMNS").ok().and_then(|w| w.parse().ok()).filter(|w| *w > 0);
    let real = || terminal.then(|| comfy_table::Table::new().width()).flatten();
    stated.or_else(real).unwrap_or(100)
}

/// Says who of that name was hidden, and how to show them again; whether there is anybody.
fn tell_hidden(store: &Store, words: &str) -> anyhow::Result<bool> {
    let hidden = store.hidden_like(words)?;
    if hidden.is_empty() {
        return Ok(false);
    }
    let decisions = store.decisions()?;
    for (id, name) in &hidden {
        let subject = store.actor_key(*id)?;
        let hides = |d: &Decision| d.action == Action::ActorHide && d.subject == subject && !d.undone;
        let number = decisions.iter().rev().map(|(d, _)| d).find(|d| hides(d)).map(|d| d.number);
        let how = number.map_or_else(|| "see: dateline log".into(), |n| format!("show again with: dateline undo {n}"));
        anstream::eprintln!("{} was hidden by a person; {how}", printable(name));
    }
    Ok(true)
}

/// The same for questions, which change nothing: words that are no name but leave no doubt will do, and stderr says so.
fn asked_actor(store: &Store, words: &str) -> anyhow::Result<Option<ActorSummary>> {
    match find_actor(store, words)? {
        Found::Close(actor) => {
            anstream::eprintln!("No actor is called '{}'; this is '{}'.", printable(words), printable(&actor.name));
            Ok(Some(actor))
        }
        found => only_one(store, words, found),
    }
}

/// The one actor that a person means; otherwise says on stderr who there is, and gives `None`.
fn one_actor(store: &Store, words: &str) -> anyhow::Result<Option<ActorSummary>> {
    only_one(store, words, find_actor(store, words)?)
}

fn only_one(store: &Store, words: &str, found: Found) -> anyhow::Result<Option<ActorSummary>> {
    match found {
        Found::One(actor) => return Ok(Some(actor)),
        Found::Several(actors) => {
            anstream::eprintln!("Several actors are called '{}'; name one by its number:", printable(words));
            for a in actors {
                let offices = store.offices(a.id)?;
                let offices: Vec<_> =
                    std::iter::once(a.kind.to_string()).chain(offices.iter().map(|o| printable(o))).collect();
                let events = count(a.events as u64, "event");
                anstream::eprintln!("  {}  {} ({}, {events})", a.short, printable(&a.name), offices.join(", "));
            }
        }
        Found::Nobody(_) if tell_hidden(store, words)? => {}
        Found::Close(actor) => {
            anstream::eprintln!("There is no actor called '{}'.", printable(words));
            anstream::eprintln!("Did you mean: {}?", printable(&actor.name));
        }
        Found::Nobody(near) => {
            anstream::eprintln!("There is no actor called '{}'.", printable(words));
            if near.is_empty() {
                anstream::eprintln!("See them all with: dateline actor list");
            } else {
                let near: Vec<_> = near.iter().map(|n| printable(n)).collect();
                anstream::eprintln!("Did you mean: {}?", near.join(", "));
            }
        }
    }
    Ok(None)
}
