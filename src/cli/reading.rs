//! Options of the commands that read articles: what a person says about all of them, whatever the files say.

use crate::calendar::Day;
use crate::ingest::{self, Overrides};

/// What is said about every file of a run.
#[derive(Debug, clap::Args)]
pub struct Reading {
    /// The publication date of all articles, whatever they say
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Day>,
    /// The format of all files, as the ending of a name: html, rss, eml, mbox, jsonl, csv, warc, pdf, docx ...
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    from: Option<String>,
    /// Names of fields in JSON, CSV and front matter that are not the usual ones: text=body,published=day
    #[arg(long, value_name = "OURS=THEIRS", value_delimiter = ',', value_parser = pair)]
    map: Vec<(String, String)>,
}

impl Reading {
    /// The same for the readers.
    pub(super) fn overrides(&self) -> Overrides {
        Overrides {
            published: self.date,
            format: self.from.as_deref().and_then(|name| ingest::format(name).ok()),
            fields: self.map.iter().cloned().collect(),
            ..Overrides::default()
        }
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
