//! Trains dateline's language model: `cargo run --release -p trainer -- ../shared/corpora`.
//! `trainer coref FOLDER [--errors]` measures coreference on the documents of GUM.
#![allow(clippy::disallowed_methods)]

mod conllu;
mod coref;
mod perceptron;
mod syntax;

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::Result;
use conllu::Row;
use dateline::text::{Model, Penn, Upos};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [command, folder, rest @ ..] = arguments.as_slice()
        && command == "coref"
    {
        return coref::measure(std::path::Path::new(folder), rest.iter().any(|a| a == "--errors"));
    }
    let corpora = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "../shared/corpora".into()));
    let mut train = conllu::read(&corpora.join("ewt/train.conllu"))?;
    train.extend(conllu::read(&corpora.join("gum/train"))?);
    let test = conllu::read(&corpora.join("ewt/test.conllu"))?;
    let mut counts: BTreeMap<(Upos, Penn), usize> = BTreeMap::new();
    for row in train.iter().flatten() {
        *counts.entry((row.upos, row.penn)).or_default() += 1;
    }
    let tags: Vec<_> = counts.into_iter().filter(|(_, n)| *n >= 10).map(|(t, _)| t).collect();
    let mut rels: Vec<_> = train.iter().flatten().map(|r| r.rel).collect();
    rels.sort();
    rels.dedup();
    let shouted = syntax::with_capitals(&train);
    let train: Vec<Vec<Row>> = train.into_iter().chain(shouted).collect();
    let tagger = syntax::train_tagger(&train, &tags, 8);
    let guessed = syntax::jackknife(&train, &tags);
    let parser = syntax::train_parser(&train, &guessed, 12);
    let labeller = syntax::train_labeller(&train, &guessed, &rels, 5);
    let model = Model { tags, rels, tagger, parser, labeller };
    let figures = syntax::measure(&model, &test);
    println!("{figures}");
    let bytes = model.write()?;
    std::fs::create_dir_all("model")?;
    std::fs::write("model/en.bin", &bytes)?;
    println!("model/en.bin: {} bytes", bytes.len());
    Ok(())
}
