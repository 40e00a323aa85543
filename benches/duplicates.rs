//! Does looking for duplicates take longer when there are many articles?
//!
//! `cargo bench --bench duplicates -- 1000 10000 100000`: stores so many generated texts without reading anything from
//! them, and then one more at a time, half of them copies of what is there: the processor's time for all of an import but reading.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

use std::sync::atomic::AtomicBool;
use std::time::Instant;

use dateline::article::Article;
use dateline::findings::Findings;
use dateline::pipeline::{self, Options};
use dateline::query::lists;
use dateline::store::Store;

#[path = "../tests/support/generate.rs"]
#[allow(dead_code)]
mod generate;
use generate::Archive;

/// Articles that come one at a time afterwards.
const MORE: usize = 40;

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|a| a.parse().ok()).collect();
    println!("articles  texts a second  duplicates  one new: ms  one copy: ms (of processor)");
    for size in if sizes.is_empty() { vec![1000, 10_000] } else { sizes } {
        measure(size);
    }
}

fn measure(size: usize) {
    let folder = tempfile::tempdir_in("target").expect("a folder");
    let mut store = Store::open(&folder.path().join("bench.db")).expect("a database");
    let archive = Archive::new(7, size + MORE);
    let start = Instant::now();
    import(&mut store, (0..size).map(|n| archive.article(n)));
    let rate = size as f64 / start.elapsed().as_secs_f64();
    let mut times = [0.0, 0.0];
    for n in 0..MORE {
        let new = archive.article(size + n);
        let of = archive.article(n * (size / MORE));
        let copy = Article { source: format!("copy/{n}.txt"), text: format!("PRESS AGENCY - {}", of.text), ..of };
        for (article, times) in [new, copy].into_iter().zip(&mut times) {
            let before = processor();
            import(&mut store, std::iter::once(article));
            *times += 1000.0 * (processor() - before) / MORE as f64;
        }
    }
    let [new, copy] = times;
    let found = lists::duplicates(&store).expect("the duplicates").len();
    println!("{size:8} {rate:15.0} {found:11} {new:12.2} {copy:13.2}");
}

/// Seconds of processor that this process has used.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(11).take(2).filter_map(|f| f.parse::<f64>().ok()).sum::<f64>() / 100.0
}

fn import(store: &mut Store, articles: impl Iterator<Item = Article>) {
    let nothing = |_: &Article| Findings::default();
    let stop = AtomicBool::new(false);
    let articles = articles.map(Ok);
    pipeline::import_with(store, articles, &nothing, &Options::default(), &stop, &mut |_| {}).expect("an import");
}
