//! Trains dateline's language model: `cargo run --release -p trainer -- ../shared/corpora` writes `model/en.bin` and
//! `model/MODEL.md`.
//! `trainer names --cross-validate FOLDER` and `--transfer` measure the name tagger; `--write` trains it alone.
//! `trainer coref FOLDER [--errors] [--names]` measures coreference on the documents of GUM; with `--names` the names are
//! those of the corpus.
#![allow(clippy::disallowed_methods)]

mod boundaries;
mod card;
mod conllu;
mod coref;
mod names;
mod perceptron;
mod syntax;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Result, anyhow};
use conllu::Row;
use dateline::text::{Model, Penn, Upos};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [command, folder, rest @ ..] = arguments.as_slice()
        && command == "coref"
    {
        let with = |option: &str| rest.iter().any(|a| a == option);
        return coref::measure(Path::new(folder), with("--errors"), with("--names"));
    }
    if let [command, rest @ ..] = arguments.as_slice()
        && command == "names"
    {
        return names::command(rest);
    }
    let corpora = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "../shared/corpora".into()));
    let mut treebank = conllu::read(&corpora.join("ewt/train.conllu"))?;
    treebank.extend(conllu::read(&corpora.join("gum/train"))?);
    let mut model = train(treebank)?;
    model.names = names::train(&model, &corpora, &names::Settings::default())?;
    write(&model, &corpora)
}

/// Measures a model and writes it with its description.
fn write(model: &Model, corpora: &Path) -> Result<()> {
    let figures = syntax::measure(model, &conllu::read(&corpora.join("ewt/test.conllu"))?);
    let boundaries = boundaries::measure(&corpora.join("gum/dev"))?;
    let named = names::test(model, corpora)?.to_string();
    println!("EWT test, gold tokens: {figures}\nGUM dev, running text: {boundaries}\nUNER EWT test: {named}");
    let bytes = model.write()?;
    std::fs::create_dir_all("model")?;
    std::fs::write("model/en.bin", &bytes)?;
    std::fs::write("model/MODEL.md", card::write(&bytes, &figures, &boundaries, &named))?;
    println!("model/en.bin: {} bytes", bytes.len());
    Ok(())
}

/// Trains all parts; the same sentences give the same model, since each part learns in one thread of its own.
fn train(treebank: Vec<Vec<Row>>) -> Result<Model> {
    const RARE: usize = 10;
    let mut counts: BTreeMap<(Upos, Penn), usize> = BTreeMap::new();
    for row in treebank.iter().flatten() {
        *counts.entry((row.upos, row.penn)).or_default() += 1;
    }
    // Combinations seen a few times are slips of the annotators; in a tiny treebank everything is rare.
    let rare = if treebank.len() < 1000 { 1 } else { RARE };
    let tags: Vec<_> = counts.into_iter().filter(|(_, n)| *n >= rare).map(|(t, _)| t).collect();
    let mut rels: Vec<_> = treebank.iter().flatten().map(|r| r.rel).collect();
    rels.sort();
    rels.dedup();
    let shouted = syntax::with_capitals(&treebank);
    let treebank: Vec<Vec<Row>> = treebank.into_iter().chain(shouted).collect();
    let failed = |_| anyhow!("a training thread failed");
    let (tagger, guessed) = thread::scope(|scope| {
        let tagger = scope.spawn(|| syntax::train_tagger(&treebank, &tags, 8));
        let guessed = syntax::jackknife(&treebank, &tags);
        (tagger.join(), guessed)
    });
    let (labeller, parser) = thread::scope(|scope| {
        let labeller = scope.spawn(|| syntax::train_labeller(&treebank, &guessed, &rels, 5));
        let parser = syntax::train_parser(&treebank, &guessed, 12);
        (labeller.join(), parser)
    });
    let (tagger, labeller) = (tagger.map_err(failed)?, labeller.map_err(failed)?);
    Ok(Model { tags, rels, tagger, parser, labeller, names: Default::default() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline::text::Rel;

    fn tiny() -> Vec<Vec<Row>> {
        let row = |word: &str, upos, penn, head, rel| Row { word: word.into(), upos, penn, head, rel };
        let sentence = |who: &str, did: &str, what: &str| {
            vec![
                row(who, Upos::Propn, Penn::Nnp, Some(1), Rel::Nsubj),
                row(did, Upos::Verb, Penn::Vbd, None, Rel::Root),
                row(what, Upos::Noun, Penn::Nns, Some(1), Rel::Obj),
                row(".", Upos::Punct, Penn::Stop, Some(1), Rel::Punct),
            ]
        };
        vec![
            sentence("Anna", "signed", "papers"),
            sentence("Omar", "sold", "boats"),
            sentence("Lena", "met", "workers"),
        ]
    }

    #[test]
    fn the_syntax_of_a_tiny_treebank_is_learned_and_training_twice_gives_the_same_bytes() {
        let model = train(tiny()).unwrap();
        assert_eq!(model.write().unwrap(), train(tiny()).unwrap().write().unwrap());
        // So few mistakes leave the tagger's weights below what is kept; the syntax is learned nevertheless.
        let figures = syntax::measure(&model, &tiny());
        assert!(figures.ends_with("UAS 100.00  LAS 100.00"), "{figures}");
    }
}
