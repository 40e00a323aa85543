//! `dateline extract`: a pure filter from articles to findings.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use rayon::prelude::*;
use serde_json::json;

use super::Outcome;
use super::reading::Reading;
use crate::extract::Extractor;
use crate::ingest::{self, Incoming, InputError, Position};
use crate::knowledge::Knowledge;
use crate::render::timeml::{self, Habits};

/// Articles that are extracted at once; bounds the memory and keeps the order.
const BATCH: usize = 256;

/// Options of `extract`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dateline extract samples/court-bridge.txt
  dateline extract --date 2019-04-24 samples/biography-surveyor.txt
  dateline extract --format timeml samples/court-bridge.txt
  echo 'They met on Thursday.' | dateline extract --from txt --date 2019-04-24
  echo '{\"source\": \"a\", \"published\": \"2019-04-24\", \"text\": \"They met on Thursday.\"}' | dateline extract

One JSON object per article, in the order of the input. A line of JSON Lines that cannot be read \
becomes {\"source\", \"line\", \"error\"}, and the exit code is 3.")]
pub struct Arguments {
    /// Files and folders; '-' is stdin, nothing reads JSON Lines from there unless --from says otherwise
    paths: Vec<PathBuf>,
    #[command(flatten)]
    reading: Reading,
    /// How the findings are written; TimeML is one XML document after the other
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    /// With `--format timeml`: follow the habits of the TempEval corpora where they differ from the guidelines
    #[arg(long)]
    tempeval: bool,
}

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// One JSON object per line
    Json,
    /// TimeML 1.2.1
    Timeml,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let extractor = Extractor::new(Knowledge::default())?;
    let overrides = arguments.reading.overrides();
    let mut out = BufWriter::new(io::stdout().lock());
    let mut outcome = Outcome::Done;
    let nowhere = Position::default();
    let mut input: Box<dyn Iterator<Item = Result<Incoming, InputError>>> = match arguments.paths.as_slice() {
        [] if overrides.format.is_none() => Box::new(ingest::json_lines("-", io::stdin().lock(), overrides)),
        [] => Box::new(ingest::read(&[PathBuf::from("-")], overrides, &nowhere)),
        paths => Box::new(ingest::read(paths, overrides, &nowhere)),
    };
    loop {
        let batch: Vec<_> = input.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            break;
        }
        let lines: Vec<_> = batch.par_iter().map(|item| line(&extractor, arguments, item)).collect();
        for (item, line) in batch.iter().zip(lines) {
            match item {
                Ok(incoming) => incoming.notices.iter().for_each(|n| anstream::eprintln!("{n}")),
                Err(error) => {
                    anstream::eprintln!("{error}");
                    outcome = Outcome::Skipped;
                }
            }
            writeln!(out, "{}", line?)?;
        }
        out.flush()?;
    }
    Ok(outcome)
}

/// One line of output: the findings, or what was wrong with the input.
fn line(
    extractor: &Extractor,
    arguments: &Arguments,
    item: &Result<Incoming, InputError>,
) -> serde_json::Result<String> {
    let (format, habits) = (arguments.format, if arguments.tempeval { Habits::TempEval } else { Habits::Guidelines });
    match item {
        Ok(incoming) if format == Format::Timeml => {
            Ok(timeml::document(&extractor.extract(&incoming.article), &incoming.article.text, habits))
        }
        Ok(incoming) => serde_json::to_string(&extractor.extract(&incoming.article)),
        // Said on stderr already; JSON between XML documents would help nobody.
        Err(_) if format == Format::Timeml => Ok(String::new()),
        Err(e) => serde_json::to_string(&json!({"source": e.source, "line": e.line, "error": e.problem.to_string()})),
    }
}
