//! `dateline snapshot`: a copy to hand to somebody.

use std::path::{Path, PathBuf};

use super::{Outcome, read_from};

/// Options of `snapshot`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  dateline snapshot for-anna.db\n  dateline --db dateline.db snapshot copies/2019.db"
)]
pub struct Arguments {
    /// The new file
    out: PathBuf,
}

pub(super) fn run(db: Option<&Path>, arguments: &Arguments) -> anyhow::Result<Outcome> {
    read_from(db)?.snapshot(&arguments.out)?;
    anstream::eprintln!("{}: a packed and analysed copy.", arguments.out.display());
    Ok(Outcome::Done)
}
