//! Markdown for notes and reports.

use std::io::{self, Write};

use super::{Answer, Block, Format, Grid, Screen};

/// A Markdown table, with a heading.
pub(super) struct Markdown;

impl Format for Markdown {
    fn name(&self) -> &'static str {
        "md"
    }

    fn print(&self, answer: &dyn Answer, _: &Screen, out: &mut dyn Write) -> io::Result<()> {
        for block in answer.page(&Screen { width: u16::MAX, styled: false }) {
            match block {
                Block::Heading(words) => writeln!(out, "# {words}\n")?,
                Block::Text(words) => writeln!(out, "{words}\n")?,
                Block::Table(grid) => table(&grid, out)?,
            }
        }
        Ok(())
    }
}

fn table(grid: &Grid, out: &mut dyn Write) -> io::Result<()> {
    let names: Vec<_> = grid.columns.iter().map(|c| c.name).collect();
    let rules: Vec<_> = grid.columns.iter().map(|c| if c.right { "---:" } else { "---" }).collect();
    writeln!(out, "| {} |\n| {} |", names.join(" | "), rules.join(" | "))?;
    for row in &grid.rows {
        let cells: Vec<_> = row.iter().map(|c| c.replace('|', "\\|").replace('\n', "<br>")).collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    writeln!(out)
}
