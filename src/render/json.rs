//! JSON: one value, or one value a line.

use std::io::{self, Write};

use super::{Answer, Format, Screen};

/// One value, with line ends.
pub(super) struct Json;

/// A value a line.
pub(super) struct JsonLines;

impl Format for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn print(&self, answer: &dyn Answer, _: &Screen, out: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut *out, &answer.json()?)?;
        writeln!(out)
    }
}

impl Format for JsonLines {
    fn name(&self) -> &'static str {
        "jsonl"
    }

    fn print(&self, answer: &dyn Answer, _: &Screen, out: &mut dyn Write) -> io::Result<()> {
        answer.json_rows()?.iter().try_for_each(|row| writeln!(out, "{row}"))
    }
}
