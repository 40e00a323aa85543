//! How fast are articles imported, what of it is storing, and does it stay as fast when there are many?
//!
//! `cargo bench --bench import -- 1000 10000`: for each number of generated articles the rate of extraction alone, of an
//! import, of the same import again, and the time of one more article. With `--stored` nothing is extracted while importing:
//! ready findings of the same size are stored, so that a hundred thousand articles can be measured. What it takes to make
//! them up is measured alone and does not count as storing.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

use std::sync::atomic::AtomicBool;
use std::time::Instant;

use dateline::article::Article;
use dateline::extract::Extractor;
use dateline::knowledge::Knowledge;
use dateline::pipeline::{self, Options, Summary};
use dateline::store::Store;
use rayon::prelude::*;

#[path = "../tests/support/generate.rs"]
#[allow(dead_code)]
mod generate;
use generate::Archive;

/// Articles for the rate of extraction alone.
const SAMPLE: usize = 1000;
/// Articles imported one at a time afterwards.
const MORE: usize = 20;

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|a| a.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1000, 10_000] } else { sizes };
    println!("            ----- articles a second -----  -- ms of processor an article --  one more article: ms");
    println!(
        "articles    extract    import      again    extract  import   storing      median  worst  cpu  file MB  peak MB"
    );
    let stored = std::env::args().any(|a| a == "--stored");
    let into = std::env::args().skip_while(|a| a != "--into").nth(1);
    for size in sizes {
        measure(size, stored, into.as_deref());
    }
}

/// What something took: by the clock, and of the processors.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
struct Took {
    clock: f64,
    processor: f64,
}

fn took(work: impl FnOnce()) -> Took {
    let (start, before) = (Instant::now(), processor());
    work();
    Took { clock: start.elapsed().as_secs_f64(), processor: processor() - before }
}

/// Seconds of processor that this process has used.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(11).take(2).filter_map(|f| f.parse::<f64>().ok()).sum::<f64>() / 100.0
}

fn measure(size: usize, stored: bool, into: Option<&str>) {
    let folder =
        tempfile::tempdir_in(std::env::var("BENCH_DIR").unwrap_or_else(|_| "target".into())).expect("a folder");
    let path = folder.path().join("bench.db");
    if let Some(before) = into {
        std::fs::copy(before, &path).expect("a copy");
    }
    // Others than a database of this bench has already.
    let archive = Archive::new(if into.is_some() { 8 } else { 7 }, size + MORE);
    let sample = size.min(SAMPLE);
    let extractor = Extractor::new(Knowledge::default()).expect("the model");
    let extract = took(|| {
        let events: usize =
            (0..sample).into_par_iter().map(|n| extractor.extract(&archive.article(n)).events.len()).sum();
        assert!(events > 0);
    });
    // What an import takes besides storing: extracting, or making up what stands for it.
    let besides = if stored {
        took(|| {
            let events: usize = (0..sample).map(|n| archive.findings(n, &archive.article(n)).events.len()).sum();
            assert!(events > 0);
        })
    } else {
        extract
    };
    let mut store = Store::open(&path).expect("a database");
    let folder = if into.is_some() { "further" } else { "archive" };
    let mut import = |numbers| took(|| import(&mut store, &archive, folder, numbers, stored));
    let (first, again) = (import(0..size), import(0..size));
    let mut more: Vec<Took> = (size..size + MORE).map(|n| import(n..n + 1)).collect();
    more.sort_by(|a, b| a.clock.total_cmp(&b.clock));
    assert_eq!(store.check().expect("a database").faults, Vec::<String>::new());
    drop(store);
    if let Ok(keep) = std::env::var("BENCH_KEEP") {
        std::fs::copy(&path, keep).expect("a copy");
    }
    let each = |took: Took, articles: usize| 1000.0 * took.processor / articles as f64;
    let (extraction, importing) = (each(extract, sample), each(first, size));
    let storing = importing - each(besides, sample);
    println!(
        "{size:8} {:10.0} {:9.0} {:10.0} {extraction:10.2} {importing:7.2} {:8.2} ({:2.0}%) {:9.1} {:6.1} {:4.0} {:8.0} {:8.0}",
        sample as f64 / extract.clock,
        size as f64 / first.clock,
        size as f64 / again.clock,
        storing,
        100.0 * storing / (storing + extraction),
        1000.0 * more[MORE / 2].clock,
        1000.0 * more[MORE - 1].clock,
        1000.0 * more.iter().map(|m| m.processor).sum::<f64>() / MORE as f64,
        path.metadata().map_or(0.0, |m| m.len() as f64 / 1e6),
        peak_memory(),
    );
}

fn import(store: &mut Store, archive: &Archive, folder: &str, numbers: std::ops::Range<usize>, stored: bool) {
    let named = |article: Article| Article { source: article.source.replace("archive", folder), ..article };
    let articles = numbers.map(|n| Ok(named(archive.article(n))));
    let (options, stop) = (Options::default(), AtomicBool::new(false));
    let done: Summary = if stored {
        let number = |article: &Article| article.source[folder.len() + 1..][..6].parse().expect("a number");
        let ready = |article: &Article| archive.findings(number(article), article);
        pipeline::import_with(store, articles, &ready, &options, &stop, &mut |_| {})
    } else {
        pipeline::import(store, articles, &options, &stop, &mut |_| {})
    }
    .expect("an import");
    assert!(!done.interrupted);
}

/// The most memory that this process had, in MB.
fn peak_memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with("VmHWM")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|n| n.parse::<f64>().ok()).unwrap_or_default() / 1000.0
}
