//! Rows of words under headings.

/// A column: its heading, and how it behaves when the screen is narrow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The heading.
    pub name: &'static str,
    /// Numbers stand to the right.
    pub right: bool,
    /// Whether it may be broken into several lines; the others keep their words together.
    pub wraps: bool,
}

impl Column {
    /// A column of words that may be broken.
    pub const fn words(name: &'static str) -> Self {
        Self { name, right: false, wraps: true }
    }

    /// A column of short values that are kept together.
    pub const fn short(name: &'static str) -> Self {
        Self { name, right: false, wraps: false }
    }

    /// A column of numbers.
    pub const fn number(name: &'static str) -> Self {
        Self { name, right: true, wraps: false }
    }
}

/// Rows of words under headings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grid {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows; each has a cell for each column.
    pub rows: Vec<Vec<String>>,
}

impl Grid {
    /// The same without columns in which nothing stands.
    pub fn without_empty_columns(mut self) -> Self {
        let full: Vec<bool> = (0..self.columns.len())
            .map(|i| self.rows.is_empty() || self.rows.iter().any(|r| r.get(i).is_some_and(|c| !c.is_empty())))
            .collect();
        let keep = |i: usize| full.get(i).copied().unwrap_or(true);
        let mut i = 0;
        self.columns.retain(|_| {
            i += 1;
            keep(i - 1)
        });
        for row in &mut self.rows {
            let mut i = 0;
            row.retain(|_| {
                i += 1;
                keep(i - 1)
            });
        }
        self
    }
}
