//! Tries to bring the readers, `extract` and the reading of dates down: `cargo run --release -p dateline-fuzz`.
//!
//! Inputs are the fixtures of `tests/`, changed at random; a run is repeatable, and each execution of it alone:
//! `--target html --only 123456`. What panics, breaks a promise or takes long is written to `fuzz/found/` and named. It
//! knows nothing of coverage: it is no replacement for a fuzzer that does, but needs no nightly compiler and runs anywhere.
#![allow(clippy::disallowed_methods)]

use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::time::{Duration, Instant};

mod mutate;
mod targets;

use mutate::Dice;
use targets::Target;

/// An execution that takes longer is a finding of its own, even on a machine that is busy with other things.
const SLOW: Duration = Duration::from_secs(20);

fn main() {
    let mut arguments = Arguments::read();
    let targets = targets::all();
    let wanted = |t: &&Target| arguments.target.as_ref().is_none_or(|name| t.name == *name);
    let chosen: Vec<&Target> = targets.iter().filter(wanted).collect();
    if chosen.is_empty() {
        let names: Vec<_> = targets.iter().map(|t| t.name.as_str()).collect();
        eprintln!("there is no such target; there are {}", names.join(", "));
        std::process::exit(2);
    }
    if let Some(only) = arguments.only {
        (arguments.from, arguments.executions) = (only, 1);
    }
    let mut found = 0;
    for target in chosen {
        let done = run(target, &arguments);
        println!(
            "{:12} {:9} executions in {:5.0} s, {} read, {} found",
            target.name,
            done.executions,
            done.took.as_secs_f64(),
            done.read,
            done.found.len()
        );
        for (number, what) in &done.found {
            println!("  {number}: {}", what.lines().next().unwrap_or_default());
        }
        found += done.found.len();
    }
    std::process::exit(i32::from(found > 0));
}

/// What a person asked for.
struct Arguments {
    target: Option<String>,
    /// Executions of each target.
    executions: u64,
    /// Each target ends after so long.
    seconds: u64,
    from: u64,
    only: Option<u64>,
    /// Whether to write down each input before it is read: finds what ends the process.
    log: bool,
}

impl Arguments {
    fn read() -> Self {
        let mut read = Self { target: None, executions: 10_000, seconds: u64::MAX, from: 0, only: None, log: false };
        let mut words = std::env::args().skip(1);
        while let Some(word) = words.next() {
            let mut number = || words.next().and_then(|n| n.parse().ok()).unwrap_or_default();
            match word.as_str() {
                "--executions" => read.executions = number(),
                "--seconds" => read.seconds = number(),
                "--from" => read.from = number(),
                "--only" => read.only = Some(number()),
                "--log" => read.log = true,
                "--target" => read.target = words.next(),
                _ => {
                    eprintln!("--target NAME, --executions N, --seconds N, --from N, --only N, --log");
                    std::process::exit(2);
                }
            }
        }
        read
    }
}

/// What a run of a target gave.
struct Done {
    executions: u64,
    /// How many of them gave something that was read.
    read: u64,
    took: Duration,
    /// Numbers of executions, and what went wrong.
    found: Vec<(u64, String)>,
}

fn run(target: &Target, arguments: &Arguments) -> Done {
    // A panic is reported with its input; the hook would print it without.
    panic::set_hook(Box::new(|_| {}));
    let start = Instant::now();
    let mut done = Done { executions: 0, read: 0, took: Duration::ZERO, found: Vec::new() };
    for number in arguments.from..arguments.from.saturating_add(arguments.executions) {
        if start.elapsed().as_secs() >= arguments.seconds || done.found.len() >= 20 {
            break;
        }
        let input = target.input(&mut Dice::new(&target.name, number));
        if arguments.log || arguments.only.is_some() {
            keep(&target.name, number, &input);
        }
        let began = Instant::now();
        let result = panic::catch_unwind(AssertUnwindSafe(|| target.read(&input)));
        done.executions += 1;
        let wrong = match result {
            Ok(Ok(read)) => {
                done.read += u64::from(read);
                (began.elapsed() > SLOW).then(|| format!("took {:.1} s", began.elapsed().as_secs_f64()))
            }
            Ok(Err(why)) => Some(why),
            Err(panic) => {
                let words = panic.downcast_ref::<String>().map(String::as_str);
                Some(format!("panic: {}", words.or(panic.downcast_ref::<&str>().copied()).unwrap_or("?")))
            }
        };
        if let Some(why) = wrong {
            keep(&target.name, number, &input);
            done.found.push((number, why));
        }
    }
    let _ = panic::take_hook();
    done.took = start.elapsed();
    done
}

fn keep(target: &str, number: u64, input: &[u8]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("found");
    let kept = fs::create_dir_all(&folder).and_then(|()| fs::write(folder.join(format!("{target}-{number}")), input));
    if let Err(error) = kept {
        eprintln!("{}: {error}", folder.display());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_target_is_brought_down_in_a_short_run() {
        for target in targets::all() {
            // Debug builds are slow, extraction slowest.
            let executions = if target.name == "extract" { 60 } else { 300 };
            let short = Arguments { target: None, executions, seconds: 60, from: 0, only: None, log: false };
            let done = run(&target, &short);
            assert!(done.found.is_empty(), "{}: {:?}", target.name, done.found);
            assert!(done.executions > 50 && done.read > 0, "{}: nothing was read", target.name);
        }
    }

    #[test]
    fn an_execution_is_the_same_every_time() {
        for target in targets::all() {
            let input = |n| target.input(&mut Dice::new(&target.name, n));
            assert_eq!(input(7), input(7), "{}", target.name);
            assert!((0..20).any(|n| input(n) != input(7)), "{}", target.name);
        }
    }
}
