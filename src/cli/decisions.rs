//! What a person decides: made by `actor`, `event` and `article`, listed by `log`, taken back by `undo`, moved by
//! `export` and `import`.

use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::{FormatArgument, Outcome, print, read_from, write_to};
use crate::decisions::{Action, Decision, Standing};
use crate::pipeline;
use crate::query::{Logged, log as query_log};
use crate::render::{List, printable};

/// The reason of a decision.
#[derive(Debug, clap::Args)]
pub struct Why {
    /// Why; kept in the log
    #[arg(long, value_name = "WORDS")]
    reason: Option<String>,
}

/// Options of `log`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  dateline log\n  dateline log --format json")]
pub struct Log {
    #[command(flatten)]
    format: FormatArgument,
}

/// Options of `undo`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  dateline undo\n  dateline undo 1")]
pub struct Undo {
    /// The number of the decision in the log; the last one when none is given
    number: Option<i64>,
}

/// Options of `export`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dateline export --decisions > decisions.jsonl

Rows of every list and timeline are exported by its own --format.")]
pub struct Export {
    /// The decisions, as JSON Lines that `import --decisions` reads
    #[arg(long, required = true)]
    decisions: bool,
}

/// Makes a decision and says which.
pub(super) fn decide(
    db: Option<&Path>,
    action: Action,
    subject: &str,
    object: Option<&str>,
    title: &str,
    why: &Why,
) -> anyhow::Result<Outcome> {
    let same = |d: &Decision| d.action == action && d.subject == subject && d.object.as_deref() == object;
    let stands =
        |(d, standing): &(Decision, Standing)| same(d) && matches!(standing, Standing::Applied | Standing::Waiting);
    if let Some((decision, _)) = read_from(db)?.decisions()?.into_iter().find(stands) {
        anyhow::bail!("decision {} says so already: {}", decision.number, printable(&decision.title));
    }
    let number = pipeline::decide(&mut write_to(db)?, action, subject, object, title, why.reason.as_deref())?;
    anstream::eprintln!("Decision {number}: {}. Take it back with: dateline undo {number}", printable(title));
    Ok(Outcome::Done)
}

pub(super) fn log(db: Option<&Path>, arguments: &Log) -> anyhow::Result<Outcome> {
    let all: Vec<Logged> = query_log(&read_from(db)?)?;
    print(&List(&all), &arguments.format)?;
    Ok(Outcome::Done)
}

pub(super) fn undo(db: Option<&Path>, arguments: &Undo) -> anyhow::Result<Outcome> {
    read_from(db)?;
    let decision = pipeline::undo(&mut write_to(db)?, arguments.number)?;
    anstream::eprintln!("Taken back: decision {}, {}.", decision.number, printable(&decision.title));
    Ok(Outcome::Done)
}

pub(super) fn export(db: Option<&Path>, _: &Export) -> anyhow::Result<Outcome> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for (decision, _) in read_from(db)?.decisions()? {
        writeln!(out, "{}", serde_json::to_string(&decision)?)?;
    }
    out.flush()?;
    Ok(Outcome::Done)
}

/// `import --decisions`: all of them or none.
pub(super) fn import(db: Option<&Path>, paths: &[PathBuf]) -> anyhow::Result<Outcome> {
    let mut all = Vec::new();
    for path in paths {
        let name = path.display();
        let input: Box<dyn BufRead> = match path.as_path() {
            p if p == Path::new("-") => Box::new(BufReader::new(io::stdin())),
            p => Box::new(BufReader::new(std::fs::File::open(p).with_context(|| format!("{name}: cannot be read"))?)),
        };
        for (i, line) in input.lines().enumerate() {
            let place = || format!("{name}:{}: no decision; nothing was imported", i + 1);
            let line = line.with_context(place)?;
            if !line.trim().is_empty() {
                all.push(serde_json::from_str::<Decision>(&line).with_context(place)?);
            }
        }
    }
    let added = pipeline::import_decisions(&mut write_to(db)?, &all)?;
    anstream::eprintln!("{added} of {} decisions are new.", all.len());
    Ok(Outcome::Done)
}
