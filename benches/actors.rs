//! How long does it take to join the actors of one more article with those of many others?
//!
//! `cargo bench --bench actors -- 100000 50000`: so many articles that name so many actors. Nothing is extracted: ready
//! findings of actors alone are stored, so what is measured is all of storing an article but its events.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use dateline::article::Article;
use dateline::calendar::Interval;
use dateline::findings::{Actor, ActorKind, ActorRole, Findings, Mention, MentionForm};
use dateline::pipeline::{self, Options};
use dateline::query::lists;
use dateline::span::Span;
use dateline::store::Store;

/// Actors that an article names.
const EACH: u64 = 6;
/// Actors of whom every article names one or two.
const FAMOUS: u64 = 200;
/// Articles imported one at a time afterwards.
const MORE: u64 = 100;

const GIVEN: &[&str] =
    &["Ada", "Boris", "Carla", "Diego", "Elif", "Farid", "Greta", "Hiro", "Ines", "Jonas", "Kofi", "Leila"];
const OPENS: &[&str] =
    &["Bal", "Cor", "Dun", "Fer", "Gor", "Hal", "Ker", "Lom", "Mar", "Nor", "Pel", "Ros", "Sel", "Tor", "Var", "Wen"];
const MIDDLES: &[&str] =
    &["a", "e", "i", "o", "u", "an", "en", "ir", "ol", "us", "em", "ag", "ut", "os", "ib", "el", "ad", "um"];
const ENDS: &[&str] = &[
    "berg", "dez", "enko", "field", "holm", "ida", "kara", "land", "moto", "nov", "quist", "rani", "sen", "tola",
    "vic", "wa",
];
const OFFICES: &[&str] = &["president", "mayor", "striker", "novelist", "senator", "judge"];

fn main() {
    let mut numbers = std::env::args().filter_map(|a| a.parse::<u64>().ok());
    let (articles, actors) = (numbers.next().unwrap_or(10_000), numbers.next().unwrap_or(5_000));
    let folder =
        tempfile::tempdir_in(std::env::var("BENCH_DIR").unwrap_or_else(|_| "target".into())).expect("a folder");
    let mut store = Store::open(&folder.path().join("bench.db")).expect("a database");
    let start = Instant::now();
    import(&mut store, 0..articles, actors);
    println!(
        "{articles} articles in {:.0?}, {} actors",
        start.elapsed(),
        lists::actors(&store).expect("the actors").len()
    );
    report("one more article", &mut store, articles, |n| plain(n, actors));
    report("one that tells more of the famous", &mut store, articles + MORE, |n| telling(n, actors));
    assert_eq!(store.check().expect("a database").faults, Vec::<String>::new());
}

fn report(what: &str, store: &mut Store, from: u64, cast: impl Fn(u64) -> Vec<(u64, String)> + Sync) {
    let mut times: Vec<Duration> = Vec::new();
    for n in from..from + MORE {
        let start = Instant::now();
        store_all(store, n..n + 1, &cast);
        times.push(start.elapsed());
    }
    times.sort();
    println!("{what}: median {:.1?}, worst {:.1?}", times[times.len() / 2], times[times.len() - 1]);
}

fn import(store: &mut Store, numbers: std::ops::Range<u64>, actors: u64) {
    store_all(store, numbers, &|n| plain(n, actors));
}

fn store_all(store: &mut Store, numbers: std::ops::Range<u64>, cast: &(dyn Fn(u64) -> Vec<(u64, String)> + Sync)) {
    let articles = numbers.map(|n| Ok(article(n, cast)));
    let ready = |article: &Article| {
        let number = article.source.trim_start_matches("bench/").parse().expect("a number");
        findings(&cast(number))
    };
    let (options, stop) = (Options::default(), AtomicBool::new(false));
    pipeline::import_with(store, articles, &ready, &options, &stop, &mut |_| {}).expect("an import");
}

/// Numbers without an order, the same every time.
fn mix(seed: u64) -> u64 {
    let x = (seed ^ (seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

fn pick<'a>(list: &[&'a str], number: u64) -> &'a str {
    list[(number % list.len() as u64) as usize]
}

/// The full name of an actor; those with even numbers are bodies.
fn name(actor: u64) -> String {
    let (n, at) = (actor / 12, actor / 2);
    let family = format!("{}{}{}", pick(OPENS, n), pick(MIDDLES, n / 16), pick(ENDS, n / 288));
    match actor % 2 {
        0 => format!("{family} {}", pick(&["Steel", "Bank", "Airlines", "Motors", "Institute", "Foods"], at)),
        _ => format!("{} {family}", pick(GIVEN, at)),
    }
}

/// The actors of an article: some that everybody writes of, and others.
fn plain(article: u64, actors: u64) -> Vec<(u64, String)> {
    let actor = |i: u64| {
        let number = mix(article * EACH + i);
        if i < 2 { number % FAMOUS } else { number % actors }
    };
    (0..EACH).map(actor).map(|a| (a, name(a))).collect()
}

/// The same with other spellings, middle initials and legal forms of the famous.
fn telling(article: u64, actors: u64) -> Vec<(u64, String)> {
    let other = |(actor, name): (u64, String)| match (actor % 2, name.split_once(' ')) {
        (0, _) => (actor, format!("{name} Ltd")),
        (_, Some((given, family))) => (actor, format!("{given} {}. {family}", pick(&["A", "B", "C", "D"], article))),
        _ => (actor, name),
    };
    plain(article, actors).into_iter().map(other).collect()
}

fn article(number: u64, cast: &(dyn Fn(u64) -> Vec<(u64, String)> + Sync)) -> Article {
    let names: Vec<String> = cast(number).into_iter().map(|(_, name)| name).collect();
    Article {
        source: format!("bench/{number}"),
        published: "2020-01-01".parse().ok(),
        text: format!("{}. Number {number}.", names.join(", ")),
        ..Article::default()
    }
}

fn findings(cast: &[(u64, String)]) -> Findings {
    let mut findings = Findings::default();
    let mut at = 0;
    for (actor, name) in cast {
        let span = Span::new(at, at + name.chars().count() as u32);
        at = span.end + 2;
        if findings.actors.iter().any(|a| a.name == *name) {
            continue;
        }
        let kind = if actor % 2 == 0 { ActorKind::Organization } else { ActorKind::Person };
        let id = findings.actors.len() as u32;
        let mention =
            Mention { span, text: name.clone(), form: MentionForm::Name, confidence: 0.9, candidates: Vec::new() };
        findings.actors.push(Actor { id, name: name.clone(), kind, mentions: vec![mention] });
        if kind == ActorKind::Person && mix(*actor).is_multiple_of(3) {
            let title = pick(OFFICES, mix(actor + 1)).to_owned();
            findings.roles.push(ActorRole { actor: id, title, of: None, interval: Interval::default(), words: span });
        }
    }
    findings
}
