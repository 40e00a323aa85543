//! Comma-separated values for spreadsheets and dataframes.

use std::io::{self, Write};

use super::{Answer, Format, Screen};

/// Comma-separated values with a heading.
pub(super) struct Csv;

impl Format for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn print(&self, answer: &dyn Answer, _: &Screen, out: &mut dyn Write) -> io::Result<()> {
        let grid = answer.grid();
        let mut writer = csv::Writer::from_writer(out);
        let plain = |e: csv::Error| match e.into_kind() {
            csv::ErrorKind::Io(e) => e,
            other => io::Error::other(format!("{other:?}")),
        };
        writer.write_record(grid.columns.iter().map(|c| c.name)).map_err(plain)?;
        for row in &grid.rows {
            writer.write_record(row).map_err(plain)?;
        }
        writer.flush()
    }
}
