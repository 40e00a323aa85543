//! `dateline import`: articles into the database.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::progress::{self, Meter};
use super::reading::Reading;
use super::{Outcome, count, decisions, write_to};
use crate::ingest::{self, Incoming, InputError, Overrides, Position};
use crate::pipeline::{self, Options, Progress, Read, Summary};
use crate::render::printable;
use crate::store::{ImportError, Store};

/// Options of `import`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dateline import samples
  dateline import --date 2019-03-12 samples/court-bridge.txt
  dateline import --dry-run samples/2019-03-02-hanoi.md
  dateline import --decisions decisions.jsonl
  echo '{\"published\": \"2019-04-24\", \"text\": \"Kim met Putin on Thursday.\"}' | dateline import -

Reads web pages, feeds (RSS, Atom), mail (.eml, .mbox), plain text, Markdown with front matter, JSON, JSON Lines, \
CSV, PDF, Word (.docx), EPUB, TimeML and web archives (WARC), each of them also packed (.gz, .zip); folders with all \
that is below them. Importing the same again does nothing; a changed file replaces what was read from it before.

What cannot be read is named on stderr and skipped; the exit code is 3 then, and 'dateline article list --skipped' \
lists it. An import that was stopped or killed goes on with the same command.")]
pub struct Arguments {
    /// Files and folders; '-' is stdin
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    reading: Reading,
    /// Who published all of them
    #[arg(long, value_name = "NAME")]
    publisher: Option<String>,
    /// What the article is called instead of its path; for one file or '-'
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// Threads that extract [default: one per core]; the result is the same
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    jobs: Option<u16>,
    /// Read and extract, but store nothing
    #[arg(long)]
    dry_run: bool,
    /// Extract anew even what is unchanged
    #[arg(long)]
    force: bool,
    /// The files hold decisions, as `export --decisions` writes them
    #[arg(long, conflicts_with_all = ["date", "from", "map", "publisher", "source", "dry_run", "force"])]
    decisions: bool,
    /// Print nothing but what went wrong
    #[arg(long, short)]
    quiet: bool,
}

pub(super) fn run(db: Option<&Path>, arguments: &Arguments) -> anyhow::Result<Outcome> {
    if arguments.decisions {
        return decisions::import(db, &arguments.paths);
    }
    let mut store = if arguments.dry_run { Store::in_memory()? } else { write_to(db)? };
    let said = Overrides {
        publisher: arguments.publisher.clone(),
        source: arguments.source.clone(),
        ..arguments.reading.overrides()
    };
    let options = Options { force: arguments.force, jobs: arguments.jobs.map_or(0, usize::from), ..Options::default() };
    let mut meter = if arguments.quiet { Meter::quiet() } else { Meter::new(ingest::size(&arguments.paths)) };
    let position = Position::default();
    let read = ingest::read(&arguments.paths, said, &position);
    let summary = import(&mut store, read, &position, &options, &mut meter)?;
    meter.finish();
    if !arguments.quiet {
        report(&summary, arguments.dry_run);
        report_passed_over(&position.passed_over());
        report_speed(&summary, position.bytes(), meter.took());
    }
    match summary.skipped.is_empty() && !summary.interrupted {
        true => Ok(Outcome::Done),
        false => Ok(Outcome::Skipped),
    }
}

/// Imports, naming on stderr what is odd while it goes on.
pub(super) fn import(
    store: &mut Store,
    input: impl Iterator<Item = Result<Incoming, InputError>>,
    position: &Position,
    options: &Options,
    meter: &mut Meter,
) -> anyhow::Result<Summary> {
    let stop = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&stop);
    // A second handler in one process is refused; then the first one's default, to end, is right.
    let _ = ctrlc::set_handler(move || flag.store(true, Ordering::Relaxed));
    let meter = std::cell::RefCell::new(meter);
    let articles = input.map(|read| {
        let article = match read {
            Ok(incoming) => {
                incoming.notices.iter().for_each(|n| meter.borrow().say(&n.to_string()));
                Ok(incoming.article)
            }
            Err(error) => {
                meter.borrow().say(&error.to_string());
                let reason = error.problem.to_string();
                Err(ImportError { file: error.source, member: error.member, position: error.line, reason })
            }
        };
        Read { file: position.file(), bytes: position.bytes(), article }
    });
    let mut show = |done: Progress| meter.borrow_mut().show(done);
    Ok(pipeline::import(store, articles, options, &stop, &mut show)?)
}

/// What was done, on stderr.
pub(super) fn report(summary: &Summary, dry_run: bool) {
    let mut done = vec![format!("{} imported", count(summary.imported, "article"))];
    let skipped: u64 = summary.skipped.values().sum();
    let more = [(summary.replaced, "replaced"), (summary.unchanged, "unchanged"), (skipped, "skipped")];
    done.extend(more.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")));
    if summary.duplicates > 0 {
        done.push(format!(
            "{} of them {}",
            summary.duplicates,
            if summary.duplicates == 1 { "a duplicate" } else { "duplicates" }
        ));
    }
    let tense = if dry_run { " (nothing was stored)" } else { "" };
    anstream::eprintln!("{}; {}{tense}.", done.join(", "), count(summary.events, "event"));
    if skipped > 0 {
        let each: Vec<_> = summary.skipped.iter().map(|(why, n)| format!("{n} {why}")).collect();
        let list = if dry_run { "" } else { " List them with: dateline article list --skipped" };
        anstream::eprintln!("Skipped: {}.{list}", each.join(", "));
    }
    if summary.undated > 0 {
        anstream::eprintln!(
            "A publication date was found for {} of the {}.",
            summary.imported - summary.undated,
            count(summary.imported, "article")
        );
    }
    if summary.unresolved > 0 {
        anstream::eprintln!(
            "{} in {} without a publication date wait for it: give it with --date, or with: dateline article date ID YYYY-MM-DD",
            count(summary.unresolved, "relative date"),
            count(summary.articles_without_date, "article"),
        );
    }
    if !summary.other_languages.is_empty() {
        let each: Vec<_> = summary.other_languages.iter().map(|(language, n)| format!("{language}: {n}")).collect();
        anstream::eprintln!(
            "{} not in English ({}): stored and found by search, but no events are read from {}.",
            count(summary.other_languages.values().sum::<u64>(), "article"),
            each.join(", "),
            if summary.other_languages.values().sum::<u64>() == 1 { "it" } else { "them" },
        );
    }
    if summary.interrupted {
        anstream::eprintln!(
            "Stopped before the end; all that is counted above is stored. The same command goes on from there."
        );
    }
}

/// What lies in the folders and is of no format that is read.
fn report_passed_over(by_ending: &BTreeMap<String, u64>) {
    let all: u64 = by_ending.values().sum();
    if all == 0 {
        return;
    }
    let mut each: Vec<_> = by_ending.iter().map(|(ending, n)| (*n, printable(ending))).collect();
    each.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let others: u64 = each.iter().skip(ENDINGS).map(|(n, _)| n).sum();
    let name = |(n, ending): &(u64, String)| match ending.as_str() {
        "" => format!("{n} without an ending"),
        ending => format!("{n} .{ending}"),
    };
    let mut list: Vec<_> = each.iter().take(ENDINGS).map(name).collect();
    if others > 0 {
        list.push(format!("{others} others"));
    }
    anstream::eprintln!(
        "Left alone in folders: {} of no format that is read ({}). A file that you name itself is read as text.",
        count(all, "file"),
        list.join(", ")
    );
}

/// How many endings of files that were passed over are listed.
const ENDINGS: usize = 12;

/// Articles below which the time says more about starting than about the rate.
const WORTH_TIMING: u64 = 100;

fn report_speed(summary: &Summary, bytes: u64, took: Duration) {
    let articles = summary.imported + summary.replaced + summary.unchanged;
    if articles >= WORTH_TIMING {
        let (time, rate) = (progress::duration(took), progress::rate(articles, took));
        anstream::eprintln!("{} MB in {time}, {rate}.", progress::megabytes(bytes));
    }
}
