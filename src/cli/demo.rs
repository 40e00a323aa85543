//! `dateline demo`: the built-in samples in a fresh database, and a timeline of them.

use std::path::{Path, PathBuf};

use super::progress::Meter;
use super::{FormatArgument, Outcome, import, one_actor, print};
use crate::ingest::{self, Overrides, Position};
use crate::pipeline::Options;
use crate::query::{self, Question};
use crate::render::Shown;
use crate::store::Store;

/// The samples; a test compares them with the folder.
pub const SAMPLES: &[(&str, &str)] = &[
    ("samples/2018-06-01-preview.txt", include_str!("../../samples/2018-06-01-preview.txt")),
    ("samples/2018-06-13-singapore.md", include_str!("../../samples/2018-06-13-singapore.md")),
    ("samples/2019-02-20-plan.md", include_str!("../../samples/2019-02-20-plan.md")),
    ("samples/2019-03-02-hanoi.md", include_str!("../../samples/2019-03-02-hanoi.md")),
    ("samples/2019-04-18-kremlin.md", include_str!("../../samples/2019-04-18-kremlin.md")),
    ("samples/2019-04-26-vladivostok.md", include_str!("../../samples/2019-04-26-vladivostok.md")),
    ("samples/2019-04-30-workers.md", include_str!("../../samples/2019-04-30-workers.md")),
    ("samples/2019-05-05-correction.md", include_str!("../../samples/2019-05-05-correction.md")),
    ("samples/biography-surveyor.txt", include_str!("../../samples/biography-surveyor.txt")),
    ("samples/business-harwick.md", include_str!("../../samples/business-harwick.md")),
    ("samples/court-bridge.txt", include_str!("../../samples/court-bridge.txt")),
    ("samples/undated-letter.txt", include_str!("../../samples/undated-letter.txt")),
];

/// Whose timeline is printed.
const ACTOR: &str = "Kim Jong-un";

/// Options of `demo`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  dateline demo\n  dateline --db my-demo.db demo")]
pub struct Arguments {
    #[command(flatten)]
    format: FormatArgument,
}

pub(super) fn run(db: Option<&Path>, arguments: &Arguments) -> anyhow::Result<Outcome> {
    let path = db.map_or_else(fresh, |db| Ok(db.to_path_buf()))?;
    if path.exists() {
        anyhow::bail!("{}: there is a file already; name a fresh one with --db", path.display());
    }
    let mut store = Store::open(&path)?;
    let nothing = Overrides::default();
    let read = SAMPLES.iter().flat_map(|(name, text)| ingest::from_bytes(name, text.as_bytes().to_vec(), &nothing));
    let options = Options::default();
    let summary = import::import(&mut store, read, &Position::default(), &options, &mut Meter::quiet())?;
    import::report(&summary, false);
    let shown = path.display();
    anstream::eprintln!(
        "The database is {shown}. Ask it yourself: dateline --db {shown} timeline '{ACTOR}' --evidence\n"
    );
    let Some(actor) = one_actor(&store, ACTOR)? else { return Ok(Outcome::NoSuchActor) };
    let timeline = query::timeline(&store, actor, &Question::default())?;
    print(&Shown { timeline: &timeline, evidence: false }, &arguments.format)?;
    Ok(Outcome::Done)
}

/// A name in the current folder that is not taken.
fn fresh() -> anyhow::Result<PathBuf> {
    let names =
        std::iter::once("dateline-demo.db".to_string()).chain((2..1000).map(|n| format!("dateline-demo-{n}.db")));
    let free = names.map(PathBuf::from).find(|p| !p.exists());
    free.ok_or_else(|| {
        anyhow::anyhow!("every name from dateline-demo.db to dateline-demo-999.db is taken; remove some")
    })
}
