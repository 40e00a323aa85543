//! The command: runs it, turns its result into an exit code, and takes a closed pipe for success.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    match dateline::cli::run(dateline::cli::Cli::parse()) {
        Ok(outcome) => outcome.into(),
        Err(error) if dateline::cli::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            anstream::eprintln!("dateline: {error:#}");
            ExitCode::FAILURE
        }
    }
}
