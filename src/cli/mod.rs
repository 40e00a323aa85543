//! The command tree. Each command is one file; it reads its options, asks, and prints. Nothing is decided here.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod extract;

/// Turns articles into timelines: who did what, when, with the sentence that proves it.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, max_term_width = 100)]
pub struct Cli {
    /// The database [default: dateline.db]
    #[arg(long, global = true, value_name = "FILE", env = "DATELINE_DB", hide_env_values = true)]
    pub db: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print what each article says as JSON, without a database
    Extract(extract::Arguments),
}

/// How a command ended, when it did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All was done.
    Done,
    /// Finished, but some inputs were skipped; each was named on stderr.
    Skipped,
    /// No such actor, or several that match.
    NoSuchActor,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => ExitCode::SUCCESS,
            Outcome::Skipped => ExitCode::from(3),
            Outcome::NoSuchActor => ExitCode::from(4),
        }
    }
}

/// Runs a command.
pub fn run(cli: Cli) -> anyhow::Result<Outcome> {
    match cli.command {
        Command::Extract(arguments) => extract::run(&arguments),
    }
}

/// Whether an error only says that the reader of our output went away (`| head`).
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
            || cause
                .downcast_ref::<serde_json::Error>()
                .is_some_and(|e| e.io_error_kind() == Some(io::ErrorKind::BrokenPipe))
    })
}
