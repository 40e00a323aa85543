//! Training and measuring of the name tagger.

pub mod coined;
pub mod corpora;
mod crf;
mod disguise;
mod lexicon;
mod measure;
mod newsroom;
mod newswire;
mod train;

use std::path::Path;

use anyhow::{Context, Result, bail};
use dateline::text::Model;

pub use disguise::Pool;
pub use lexicon::build as word_table;
pub use measure::test;
pub use train::{Settings, all as train};

/// `trainer names [--quick | --whole | --reports | --cross-validate | --transfer | --write] [--errors] [SETTING=NUMBER ...] [FOLDER]`.
pub fn command(arguments: &[String]) -> Result<()> {
    let (mut folder, mut way, mut errors, mut settings) = ("../shared/corpora", "", false, Settings::default());
    for argument in arguments {
        match argument.split_once('=') {
            _ if argument == "--errors" => errors = true,
            _ if argument.starts_with("--") => way = argument,
            Some((key, value)) => settings.set(key, value)?,
            None => folder = argument,
        }
    }
    let folder = Path::new(folder);
    let mut model = Model::read(&std::fs::read("model/en.bin").context("reading model/en.bin")?)?;
    match way {
        "--cross-validate" => println!("{}", measure::Bench::new(model, folder, settings, errors)?.cross_validate()?),
        "--transfer" => println!("{}", measure::Bench::new(model, folder, settings, errors)?.transfer()?),
        "--quick" => println!("{}", measure::Bench::new(model, folder, settings, errors)?.quick()?),
        "--whole" => println!("{}", measure::Bench::new(model, folder, settings, errors)?.whole()?),
        "--reports" => {
            let reports = corpora::reports(Path::new("tests/names/reports.txt"))?;
            println!("reports: {}", measure::measure(&model, &reports, errors));
        }
        "--write" => {
            model.names = train(&model, folder, &settings)?;
            crate::write(&model, folder)?;
        }
        other => bail!(
            "'{other}' is no way of measuring names: use --quick, --whole, --reports, --cross-validate, --transfer or --write"
        ),
    }
    Ok(())
}
