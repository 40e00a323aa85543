//! How long do questions take on a database of many generated articles?
//!
//! `cargo bench --bench query -- 10000` makes one of so many articles first; `cargo bench --bench query -- FILE` asks one
//! that is there (the file that `BENCH_KEEP=FILE cargo bench --bench import` leaves).
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use dateline::pipeline::{self, Options};
use dateline::query::{self, Found, Question, lists};
use dateline::store::Store;

#[path = "../tests/support/generate.rs"]
#[allow(dead_code)]
mod generate;
use generate::Archive;

/// Each question is asked so often; the median counts, and the best where others use the machine.
const TIMES: usize = 15;
/// The actor whose timeline is asked for has about so many events.
const EVENTS: i64 = 1000;

fn main() {
    let asked = std::env::args().skip(1).find(|a| !a.starts_with('-')).unwrap_or_else(|| "2000".into());
    let folder = tempfile::tempdir_in("target").expect("a folder");
    let path = match asked.parse::<usize>() {
        Ok(articles) => generated(folder.path(), articles),
        Err(_) => PathBuf::from(asked),
    };
    let cold = Instant::now();
    let store = Store::open_read_only(&path).expect("a database");
    let mut actors = lists::actors(&store).expect("the actors");
    let (count, first) = (actors.len(), cold.elapsed());
    actors.sort_by_key(|a| (a.events - EVENTS).abs());
    let actor = &actors[0];
    println!("{}: {count} actors; {} has {} events", path.display(), actor.name, actor.events);
    println!("actor list, first: {first:?}");
    report("actor list", || lists::actors(&store).expect("the actors").len());
    report("find an actor", || usize::from(matches!(query::find_actor(&store, &actor.name), Ok(Found::One(_)))));
    let plain = Question::default();
    report("timeline", || timeline(&store, &actor.name, &plain));
    let all = Question { all: true, ..Question::default() };
    report("timeline --all", || timeline(&store, &actor.name, &all));
    let proved = Question { all: true, evidence: true, ..Question::default() };
    report("timeline --all, with its sentences", || timeline(&store, &actor.name, &proved));
    report("search, two words", || query::search(&store, "talks harwick", 20).expect("hits").len());
    report("search, one frequent word", || query::search(&store, "said", 20).expect("hits").len());
    report("actor suggest", || query::suggestions(&store, 20).expect("suggestions").len());
}

fn timeline(store: &Store, name: &str, question: &Question) -> usize {
    let actor = match query::find_actor(store, name).expect("an answer") {
        Found::One(actor) => actor,
        Found::Several(mut actors) => actors.remove(0),
        Found::Nobody(_) | Found::Close(_) => return 0,
    };
    query::timeline(store, actor, question).expect("a timeline").entries.len()
}

fn report(what: &str, mut ask: impl FnMut() -> usize) {
    let mut times: Vec<Duration> = Vec::new();
    let mut rows = 0;
    for _ in 0..TIMES {
        let start = Instant::now();
        rows = ask();
        times.push(start.elapsed());
    }
    times.sort();
    println!("{what}: {:.1?}, the best {:.1?} ({rows} rows)", times[TIMES / 2], times[0]);
}

fn generated(folder: &Path, articles: usize) -> PathBuf {
    let path = folder.join("bench.db");
    let archive = Archive::new(7, articles);
    let mut store = Store::open(&path).expect("a database");
    let all = (0..archive.len()).map(|n| Ok(archive.article(n)));
    pipeline::import(&mut store, all, &Options::default(), &AtomicBool::new(false), &mut |_| {}).expect("an import");
    path
}
