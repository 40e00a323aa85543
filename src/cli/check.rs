//! `dateline check`: is this database whole?

use std::path::Path;

use super::{DEFAULT_DB, write_to};
use super::{Outcome, read_from};
use crate::store::StoreError;

/// Options of `check`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dateline check
  dateline --db dateline.db check

Looks at every page, every reference and every index. A database of an older version is migrated first, with a \
backup beside it. Exit code 1 when something is wrong.")]
pub struct Arguments {}

pub(super) fn run(db: Option<&Path>) -> anyhow::Result<Outcome> {
    let store = match read_from(db) {
        Err(e) if matches!(e.downcast_ref(), Some(StoreError::Older { .. })) => write_to(db)?,
        other => other?,
    };
    let report = store.check()?;
    let path = db.unwrap_or(Path::new(DEFAULT_DB)).display();
    if report.faults.is_empty() {
        anstream::eprintln!("{path}: whole (schema {}).", report.version);
        return Ok(Outcome::Done);
    }
    anyhow::bail!("{path}: not whole:\n  {}", report.faults.join("\n  "))
}
