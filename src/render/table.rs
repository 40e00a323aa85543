//! Tables for the terminal: wrapped to its width, with as few lines as possible between the words.

use std::io::{self, Write};

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table as Comfy, TableStyle};

use super::{Answer, Block, Format, Grid, Screen};

/// What people see.
pub(super) struct Table;

impl Format for Table {
    fn name(&self) -> &'static str {
        "table"
    }

    fn print(&self, answer: &dyn Answer, screen: &Screen, out: &mut dyn Write) -> io::Result<()> {
        for block in answer.page(screen) {
            match block {
                Block::Heading(words) if screen.styled => writeln!(out, "\u{1b}[1m{words}\u{1b}[0m")?,
                Block::Heading(words) => writeln!(out, "{words}")?,
                Block::Text(words) => writeln!(out, "{words}")?,
                Block::Table(grid) if grid.rows.is_empty() => {}
                Block::Table(grid) => writeln!(out, "{}", comfy(&grid, screen))?,
            }
        }
        Ok(())
    }
}

fn comfy(grid: &Grid, screen: &Screen) -> String {
    let mut table = Comfy::new();
    let rule = LineStyle::none().fill('\u{2500}').junction('\u{2500}');
    let mut style = TableStyle::new().header_separator(rule);
    if grid.rows.iter().flatten().any(|cell| cell.contains('\n')) {
        style = style.row_separator(rule);
    }
    table.load_style(style).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(screen.width.max(20));
    table.set_header(grid.columns.iter().map(|c| c.name));
    for row in &grid.rows {
        table.add_row(row);
    }
    for (column, meaning) in table.column_iter_mut().zip(&grid.columns) {
        if meaning.right {
            column.set_cell_alignment(CellAlignment::Right);
        }
        if !meaning.wraps && screen.width >= 60 {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    table.lines().map(|l| l.trim_end().to_string()).collect::<Vec<_>>().join("\n")
}
