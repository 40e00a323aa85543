//! Trains dateline's language model: `cargo run --release -p trainer -- ../shared/corpora` writes `model/en.bin` and
//! `model/MODEL.md`.
//! `trainer sentences FOLDER` prints some of the sentences that are made up beside those of the treebanks.
//! `trainer names --cross-validate FOLDER` and `--transfer` measure the name tagger; `--write` trains it alone.
//! `trainer coref FOLDER [--errors] [--names]` measures coreference on the documents of GUM; with `--names` the names are
//! those of the corpus.
#![allow(clippy::disallowed_methods)]

mod boundaries;
mod card;
mod conllu;
mod coref;
mod dice;
mod names;
mod syntax;

use std::path::{Path, PathBuf};

use anyhow::Result;
use dateline::text::Model;

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
    if let [command, folder] = arguments.as_slice()
        && command == "sentences"
    {
        for sentence in syntax::made_up(&names::Pool::read(Path::new(folder))?, 100)? {
            println!("{}", sentence.iter().map(|row| row.word.as_str()).collect::<Vec<_>>().join(" "));
        }
        return Ok(());
    }
    let (mut corpora, mut settings) = (PathBuf::from("../shared/corpora"), syntax::Settings::default());
    for argument in &arguments {
        match argument.split_once('=') {
            Some((key, value)) => settings.set(key, value)?,
            None => corpora = argument.into(),
        }
    }
    let mut treebank = conllu::read(&corpora.join("ewt/train.conllu"))?;
    // Twice: edited texts are nearer to news than the web's.
    let edited = conllu::read(&corpora.join("gum/train"))?;
    treebank.extend(edited.iter().cloned().chain(edited.clone()));
    treebank.extend(syntax::made_up(&names::Pool::read(&corpora)?, settings.made)?);
    let mut model = syntax::train(&treebank, names::word_table(&corpora)?, &settings);
    for part in ["ewt/dev.conllu", "gum/dev"] {
        println!("{part}, gold tokens: {}", syntax::measure(&model, &conllu::read(&corpora.join(part))?));
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use conllu::Row;
    use dateline::text::words::WordTable;
    use dateline::text::{Penn, Rel, Upos};

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
        let train =
            || syntax::train(&tiny(), WordTable::default(), &syntax::Settings { epochs: 60, ..Default::default() });
        let model = train();
        assert_eq!(model.write().unwrap(), train().write().unwrap());
        let figures = syntax::measure(&model, &tiny());
        assert_eq!(figures, "UPOS 100.00  Penn 100.00  UAS 100.00  LAS 100.00");
    }
}
