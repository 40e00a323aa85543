//! `dateline import`: articles into the database.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use indicatif::{ProgressBar, ProgressStyle};

use super::{Outcome, count, decisions, write_to};
use crate::calendar::Day;
use crate::ingest::{self, Incoming, InputError, Overrides};
use crate::pipeline::{self, Options, Progress, ReadError, Summary};
use crate::store::Store;

/// Options of `import`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dateline import samples
  dateline import --date 2019-03-12 samples/court-bridge.txt
  dateline import --dry-run samples/2019-03-02-hanoi.md
  dateline import --decisions decisions.jsonl
  echo '{\"published\": \"2019-04-24\", \"text\": \"Kim met Putin on Thursday.\"}' | dateline import -

Reads web pages, feeds (RSS, Atom), mail (.eml, .mbox), plain text, Markdown with front matter, JSON, JSON Lines,
CSV, PDF, Word (.docx), EPUB, TimeML and web archives (WARC), each of them also packed (.gz, .zip); folders with all that is below them. Importing the same again does nothing; a changed file replaces what was read from it before. Exit code 3 when something
was skipped.")]
pub struct Arguments {
    /// Files and folders; '-' is stdin
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// The publication date of all of them, whatever they say
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Day>,
    /// Who published all of them
    #[arg(long, value_name = "NAME")]
    publisher: Option<String>,
    /// What the article is called instead of its path; for one file or '-'
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// The format of all of them, as the ending of a file: html, rss, eml, mbox, jsonl, csv, warc, pdf, docx ...
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    from: Option<String>,
    /// Names of fields in JSON, CSV and front matter that are not the usual ones: text=body,published=day
    #[arg(long, value_name = "OURS=THEIRS", value_delimiter = ',', value_parser = pair)]
    map: Vec<(String, String)>,
    /// Read and extract, but store nothing
    #[arg(long)]
    dry_run: bool,
    /// Extract anew even what is unchanged
    #[arg(long)]
    force: bool,
    /// The files hold decisions, as `export --decisions` writes them
    #[arg(long, conflicts_with_all = ["date", "publisher", "dry_run", "force"])]
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
    let overrides =
        Overrides { published: arguments.date, publisher: arguments.publisher.clone(), ..Overrides::default() };
    let bar = bar(arguments.quiet);
    let summary = import(&mut store, ingest::read(&arguments.paths, overrides), arguments.force, &bar)?;
    bar.finish_and_clear();
    if !arguments.quiet {
        report(&summary, arguments.dry_run);
    }
    match summary.skipped.is_empty() && !summary.interrupted {
        true => Ok(Outcome::Done),
        false => Ok(Outcome::Skipped),
    }
}

fn format(name: &str) -> Result<String, String> {
    ingest::format(name).map(|_| name.to_string())
}

/// `text=body`: our name of a field, and that of the file.
fn pair(words: &str) -> Result<(String, String), String> {
    let (ours, theirs) = words.split_once('=').ok_or("expected OUR-NAME=THEIR-NAME, for instance text=body")?;
    match OUR_FIELDS.contains(&ours) {
        true => Ok((ours.into(), theirs.into())),
        false => Err(format!("there is no field '{ours}'; there are {}", OUR_FIELDS.join(", "))),
    }
}

/// What `--map` can give another name.
const OUR_FIELDS: &[&str] = &["text", "title", "published", "modified", "author", "publisher", "source", "language"];

/// Imports, naming on stderr what is odd while it goes on.
pub(super) fn import(
    store: &mut Store,
    input: impl Iterator<Item = Result<Incoming, InputError>>,
    force: bool,
    bar: &ProgressBar,
) -> anyhow::Result<Summary> {
    let stop = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&stop);
    // A second handler in one process is refused; then the first one's default, to end, is right.
    let _ = ctrlc::set_handler(move || flag.store(true, Ordering::Relaxed));
    let articles = input.map(|read| match read {
        Ok(incoming) => {
            incoming.notices.iter().for_each(|n| bar.suspend(|| anstream::eprintln!("{n}")));
            Ok(incoming.article)
        }
        Err(error) => {
            bar.suspend(|| anstream::eprintln!("{error}"));
            let place = error.member.iter().fold(error.source.clone(), |place, member| format!("{place}#{member}"));
            let source = error.line.map_or(place.clone(), |line| format!("{place}:{line}"));
            Err(ReadError { source, message: error.problem.to_string() })
        }
    });
    let options = Options { force, ..Options::default() };
    let mut progress = |p: Progress| {
        bar.set_position(p.articles);
        bar.set_message(format!("{} events", p.events));
    };
    Ok(pipeline::import(store, articles, &options, &stop, &mut progress)?)
}

/// A bar for people who wait; nothing when nobody looks.
pub(super) fn bar(quiet: bool) -> ProgressBar {
    if quiet || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{spinner} {pos} articles, {msg}, {elapsed}").ok();
    let bar = ProgressBar::new_spinner();
    style.map_or(bar.clone(), |style| bar.with_style(style))
}

/// What was done, on stderr.
pub(super) fn report(summary: &Summary, dry_run: bool) {
    let mut done = vec![format!("{} imported", count(summary.imported, "article"))];
    let more =
        [(summary.replaced, "replaced"), (summary.unchanged, "unchanged"), (summary.skipped.len() as u64, "skipped")];
    done.extend(more.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")));
    let tense = if dry_run { " (nothing was stored)" } else { "" };
    anstream::eprintln!("{}; {}{tense}.", done.join(", "), count(summary.events, "event"));
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
