//! Tables: a row is an article, its columns named as the fields of JSON are.

use std::rc::Rc;

use csv::{ReaderBuilder, StringRecord};
use serde_json::Value;

use super::input::{Input, source};
use super::json;
use super::{Articles, Incoming, InputError, Overrides, Problem, Reader, one};

/// Comma, semicolon or tab between the columns.
pub(super) struct Csv;

impl Reader for Csv {
    fn name(&self) -> &'static str {
        "CSV"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["csv", "tsv"]
    }

    fn read(&self, mut input: Input, said: &Rc<Overrides>) -> Articles {
        let (text, notice) = match input.text(|_| None) {
            Ok(read) => read,
            Err(problem) => return one(input.fail(problem)),
        };
        let mut table =
            ReaderBuilder::new().delimiter(delimiter(&text)).flexible(true).from_reader(std::io::Cursor::new(text));
        let names = match table.headers() {
            Ok(names) => names.clone(),
            Err(e) => return one(input.fail(broken(&e))),
        };
        if !json::has_text(names.iter().map(str::trim), said) {
            return one(input.fail(json::no_text(names.iter().map(str::trim))));
        }
        let said = Rc::clone(said);
        let (mut number, mut notice) = (0, notice);
        Box::new(table.into_records().map(move |record| {
            number += 1;
            let member = match &input.member {
                Some(member) => format!("{member}#{number}"),
                None => number.to_string(),
            };
            let line = record.as_ref().ok().and_then(|r| r.position()).map(csv::Position::line);
            let name = source(&input.file, Some(&member));
            let read = record.map_err(|e| broken(&e)).and_then(|record| row(&name, &names, &record, &said));
            let mut read = read.map_err(|problem| InputError { member: None, line, ..input.fail(problem) })?;
            read.notices.extend(notice.take());
            Ok(read)
        }))
    }
}

fn row(name: &str, names: &StringRecord, record: &StringRecord, said: &Overrides) -> Result<Incoming, Problem> {
    let cells = names.iter().zip(record.iter());
    let fields = cells.map(|(name, cell)| (name.trim().to_string(), Value::String(cell.into()))).collect();
    json::article(name, Value::Object(fields), said)
}

/// What the first line has most of.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |delimiter: &u8| first.bytes().filter(|b| b == delimiter).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(count).unwrap_or(b',')
}

fn broken(error: &csv::Error) -> Problem {
    Problem::Format("CSV", error.to_string())
}
