//! From texts with marked names to the weights of the name tagger.

use std::path::Path;

use anyhow::{Result, bail};
use dateline::text::names;
use dateline::text::names::features::Sheet;
use dateline::text::names::labels::{self, OUTSIDE, Part};
use dateline::text::names::memory::Memory;
use dateline::text::weights::Weights;
use dateline::text::{Document, Model, NameKind, analyse};

use super::corpora::{self, Text};
use super::crf::{ANY, Allowed, Field, Item};
use super::{disguise, newsroom, newswire};
use crate::dice::Dice;

/// How to train; the experiments of docs/QUALITY.md change one at a time.
#[derive(Debug, Clone)]
pub struct Settings {
    pub epochs: usize,
    /// The weights are averaged over so many last rounds.
    pub averaged: usize,
    /// And over so many trainings.
    pub trainings: u64,
    pub rate: f32,
    pub decay: f32,
    /// Smaller weights are left out.
    pub least: f32,
    /// Copies of each text with other names in it.
    pub substitutes: usize,
    /// Of a hundred names, how many hide their word, what the lists say of it, and its classes.
    pub hidden: [usize; 3],
    /// How many times to write each made-up article.
    pub newswire: usize,
    /// How many articles to put together from the sentences of subjects.
    pub newsroom: usize,
    /// Of a hundred names of made-up articles, how many hide their word.
    pub hide_coined: usize,
    /// Of a hundred names of one word put in the place of others, how many no list knows.
    pub coined: usize,
    /// For quick measuring: how many trainings.
    pub parts: usize,
    /// For measuring transfer: to one corpus alone.
    pub only: Option<String>,
    /// Whether to train the second reading.
    pub memory: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            epochs: 10,
            averaged: 6,
            trainings: 3,
            rate: 0.15,
            decay: 1e-5,
            least: 0.16,
            substitutes: 1,
            hidden: [10, 20, 10],
            newswire: 8,
            newsroom: 600,
            hide_coined: 12,
            coined: 15,
            parts: 1,
            only: None,
            memory: true,
        }
    }
}

impl Settings {
    /// Changes one by its name.
    pub fn set(&mut self, key: &str, value: &str) -> Result<()> {
        if key == "only" {
            self.only = Some(value.to_owned());
            return Ok(());
        }
        let value: f32 = value.parse()?;
        match key {
            "epochs" => self.epochs = value as usize,
            "averaged" => self.averaged = value as usize,
            "trainings" => self.trainings = value as u64,
            "rate" => self.rate = value,
            "decay" => self.decay = value,
            "least" => self.least = value,
            "substitutes" => self.substitutes = value as usize,
            "newswire" => self.newswire = value as usize,
            "newsroom" => self.newsroom = value as usize,
            "hide-coined" => self.hide_coined = value as usize,
            "coined" => self.coined = value as usize,
            "parts" => self.parts = value as usize,
            "memory" => self.memory = value > 0.0,
            "hide-words" => self.hidden[0] = value as usize,
            "hide-marks" => self.hidden[1] = value as usize,
            "hide-classes" => self.hidden[2] = value as usize,
            _ => bail!("'{key}' is no setting of the name trainer"),
        }
        Ok(())
    }
}

/// The corpora that train: name and texts.
pub fn corpora(folder: &Path) -> Result<Vec<(&'static str, Vec<Text>)>> {
    let ner = |name: &str| corpora::iob(&folder.join("ner").join(name));
    Ok(vec![
        ("wikigold", ner("wikigold.iob2")?),
        ("btc-news", ner("btc-news.iob2")?),
        ("uner-ewt-dev", ner("uner-ewt-dev.iob2")?),
        ("gum", corpora::gum(&folder.join("gum/train"))?),
    ])
}

/// Trains on all corpora, as shipped.
pub fn all(model: &Model, folder: &Path, settings: &Settings) -> Result<Weights> {
    let pool = disguise::Pool::read(folder)?;
    let texts: Vec<Text> = corpora(folder)?.into_iter().flat_map(|c| c.1).collect();
    Ok(train(model, &pool, &texts, settings))
}

/// A text, ready to learn from.
struct Lesson<'a> {
    document: Document<'a>,
    sheet: Sheet,
    allowed: Vec<Allowed>,
    /// Whether other names were put in, which stand in the lists themselves.
    disguised: bool,
    /// Whether its names are mostly coined.
    coined: bool,
}

/// Trains on texts, several times with other names and in another order; the weights are the average of all.
pub fn train(model: &Model, pool: &disguise::Pool, texts: &[Text], settings: &Settings) -> Weights {
    let mut all = train_once(model, pool, texts, settings, 0);
    for again in 1..settings.trainings {
        all.join(&train_once(model, pool, texts, settings, again));
    }
    all.finish(settings.least)
}

fn train_once(model: &Model, pool: &disguise::Pool, texts: &[Text], settings: &Settings, seed: u64) -> Field {
    let mut dice = Dice(11 + seed);
    let mut copies: Vec<(Text, bool)> = Vec::new();
    for text in texts {
        copies.push((text.clone(), false));
        for _ in 0..settings.substitutes {
            copies.push((disguise::other_names(text, pool, settings.coined, &mut dice), true));
        }
        if settings.substitutes > 0 {
            copies.push((disguise::shout(text, &mut dice), false));
        }
    }
    let group = copies.len() / texts.len().max(1);
    copies.extend(newswire::write(pool, settings.newswire, seed).into_iter().map(|text| (text, true)));
    let made_up = copies.len();
    copies.extend(newsroom::write(pool, settings.newsroom, seed).into_iter().map(|text| (text, true)));
    let mut lessons: Vec<Lesson> = copies.iter().map(|(text, disguised)| lesson(model, text, *disguised)).collect();
    lessons[made_up..].iter_mut().for_each(|lesson| lesson.coined = true);
    let remembered: Vec<Option<First>> = if settings.memory {
        jackknife(&mut lessons, settings, group, seed)
    } else {
        lessons.iter().map(|_| None).collect()
    };
    let which: Vec<usize> = (0..lessons.len()).collect();
    field(&mut lessons, &which, &remembered, settings, settings.epochs, seed)
}

type First = Vec<(std::ops::Range<usize>, usize)>;

/// A first reading of each lesson by a tagger that has not seen it nor its copies.
fn jackknife(lessons: &mut [Lesson], settings: &Settings, copies: usize, seed: u64) -> Vec<Option<First>> {
    const PARTS: usize = 2;
    let mut first = vec![None; lessons.len()];
    let nothing: Vec<Option<First>> = lessons.iter().map(|_| None).collect();
    for part in 0..PARTS {
        let is_held = |i: &usize| i / copies % PARTS == part;
        let which: Vec<usize> = (0..lessons.len()).filter(|i| !is_held(i)).collect();
        let field = field(lessons, &which, &nothing, settings, settings.epochs.div_ceil(3), seed);
        let weights = field.finish(settings.least);
        for i in (0..lessons.len()).filter(is_held) {
            first[i] = Some(names::read_once(&weights, &lessons[i].sheet));
        }
    }
    first
}

fn lesson<'a>(model: &Model, text: &'a Text, disguised: bool) -> Lesson<'a> {
    let document = analyse(model, &text.text);
    let sheet = Sheet::new(&model.words, &document);
    let other = NameKind::ALL.iter().position(|k| *k == NameKind::Other).unwrap_or(0);
    let mut outside: Allowed = 1 << OUTSIDE;
    if !text.complete {
        for part in [Part::First, Part::Inner, Part::Last, Part::Only] {
            outside |= 1 << labels::label(other, part);
        }
    }
    let mut allowed = vec![outside; document.tokens.len()];
    for name in &text.names {
        let start = document.tokens.partition_point(|t| t.bytes.end <= name.bytes.start);
        let end = document.tokens.partition_point(|t| t.bytes.start < name.bytes.end);
        let whole = sheet.zones.iter().any(|z| z.start <= start && end <= z.end);
        let kind = name.kind.and_then(|k| NameKind::ALL.iter().position(|x| *x == k)).filter(|_| whole);
        for (i, allowed) in allowed.iter_mut().enumerate().take(end).skip(start) {
            *allowed = match kind {
                None => ANY,
                Some(kind) => {
                    let part = Part::of(i, &(start..end));
                    1 << labels::label(kind, part)
                }
            };
        }
    }
    Lesson { document, sheet, allowed, disguised, coined: false }
}

/// Trains a field on some of the lessons; where a first reading is given, also with what it remembers.
fn field(
    lessons: &mut [Lesson],
    which: &[usize],
    first: &[Option<First>],
    settings: &Settings,
    epochs: usize,
    seed: u64,
) -> Field {
    let mut field = Field::new(settings.rate, settings.decay);
    let mut dice = Dice(5 + seed);
    let memories: Vec<Option<Memory>> =
        lessons.iter().zip(first).map(|(l, f)| f.as_ref().map(|f| Memory::new(&l.document, &l.sheet, f))).collect();
    let mut features = Vec::new();
    for epoch in 0..epochs {
        for at in dice.order(which.len()) {
            let l = which[at];
            hide(&mut lessons[l], settings, &mut dice);
            let lesson = &lessons[l];
            for (z, zone) in lesson.sheet.zones.iter().enumerate() {
                let mut items = Vec::new();
                for i in zone.clone() {
                    lesson.sheet.features(z, i, &mut features);
                    let numbers = features.iter().map(|f| field.number(*f, epoch == 0)).collect();
                    items.push(Item { features: numbers, allowed: lesson.allowed[i] });
                }
                field.learn(&items);
                let (Some(memory), Some(first)) = (&memories[l], &first[l]) else { continue };
                for (i, item) in zone.clone().zip(&mut items) {
                    let own = first.iter().find(|n| n.0.contains(&i));
                    memory.features(&lesson.sheet, z, i, own, &mut features);
                    item.features.extend(features.iter().map(|f| field.number(*f, epoch == 0)));
                }
                field.learn(&items);
            }
        }
        if epoch + settings.averaged.min(epochs) >= epochs {
            field.remember();
        }
    }
    field
}

/// Hides some of what is known of words with capitals, so that the tagger learns from what stands around them.
fn hide(lesson: &mut Lesson, settings: &Settings, dice: &mut Dice) {
    for i in 0..lesson.document.tokens.len() {
        if lesson.sheet.is_capital(i) {
            let mut what = 0;
            for (bit, share) in settings.hidden.iter().enumerate() {
                let share = match bit {
                    0 if lesson.coined => settings.hide_coined,
                    1 if lesson.disguised => 50,
                    _ => *share,
                };
                if dice.below(100) < share {
                    what |= 1 << bit;
                }
            }
            lesson.sheet.hide(i, what);
        }
    }
}
