//! How many names are found: by cross-validation, and on corpora that were left out of training.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::path::Path;

use anyhow::Result;
use dateline::text::weights::Weights;
use dateline::text::{Model, NameKind, analyse};

use super::corpora::{self, Text};
use super::disguise::Pool;
use super::train::{self, Settings, train};

/// Names in the corpus, found, and right, by kind.
#[derive(Debug, Default, Clone)]
pub struct Figures {
    kinds: BTreeMap<NameKind, [usize; 3]>,
    spans: [usize; 3],
}

fn percent(counts: [usize; 3]) -> [f64; 3] {
    let [gold, found, right] = counts.map(|n| n as f64);
    let (p, r) = (100.0 * right / found.max(1.0), 100.0 * right / gold.max(1.0));
    [p, r, if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }]
}

impl Figures {
    /// F1 over persons, organisations and places.
    pub fn f1(&self) -> f64 {
        percent(self.sum())[2]
    }

    fn sum(&self) -> [usize; 3] {
        let counted = self.kinds.iter().filter(|(k, _)| **k != NameKind::Other);
        counted.fold([0; 3], |s, (_, c)| [s[0] + c[0], s[1] + c[1], s[2] + c[2]])
    }

    fn add(&mut self, other: &Figures) {
        for (kind, counts) in &other.kinds {
            let all = self.kinds.entry(*kind).or_default();
            (0..3).for_each(|i| all[i] += counts[i]);
        }
        (0..3).for_each(|i| self.spans[i] += other.spans[i]);
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [p, r, f1] = percent(self.sum());
        write!(f, "F1 {f1:5.2} (P {p:5.2} R {r:5.2}), spans {:5.2};", percent(self.spans)[2])?;
        for (kind, counts) in &self.kinds {
            let [p, r, f1] = percent(*counts);
            write!(f, " {} {f1:.1} ({p:.0}/{r:.0})", kind.as_str())?;
        }
        Ok(())
    }
}

/// Compares found names with those of texts. A name of no counted kind in the corpus is left out on both sides.
pub fn measure(model: &Model, texts: &[Text], errors: bool) -> Figures {
    let mut figures = Figures::default();
    for text in texts {
        let document = analyse(model, &text.text);
        let gold: Vec<Found> = text.names.iter().map(|n| (trim(&text.text, n.bytes.clone()), n.kind)).collect();
        let bytes = |name: &dateline::text::Name| {
            let tokens = document.tokens.get(name.tokens.clone()).unwrap_or(&[]);
            let (first, last) = (tokens.first(), tokens.last());
            first.zip(last).map_or(0..0, |(a, b)| trim(&text.text, a.bytes.start..b.bytes.end))
        };
        let found: Vec<Found> = document.names.iter().map(|n| (bytes(n), Some(n.kind))).collect();
        let counted = |f: &Found| f.1.is_some_and(|k| k != NameKind::Other);
        let undecided = |f: &Found| {
            gold.iter().any(|g| g.1.is_none() && overlap(&g.0, &f.0) || g.1 == Some(NameKind::Other) && g.0 == f.0)
        };
        let found: Vec<Found> = found.into_iter().filter(|f| !counted(f) || !undecided(f)).collect();
        for (i, names) in [&gold, &found].into_iter().enumerate() {
            for kind in names.iter().filter_map(|n| n.1) {
                figures.kinds.entry(kind).or_default()[i] += 1;
            }
            figures.spans[i] += names.iter().filter(|n| counted(n)).count();
        }
        for name in &found {
            let right = gold.contains(name);
            if let Some(kind) = name.1 {
                figures.kinds.entry(kind).or_default()[2] += usize::from(right);
            }
            figures.spans[2] += usize::from(counted(name) && gold.iter().any(|g| g.0 == name.0 && g.1.is_some()));
            if errors && counted(name) && !right {
                show("wrong", text, name, &gold);
            }
        }
        let missed = |g: &&Found| counted(g) && !found.contains(g);
        gold.iter().filter(missed).filter(|_| errors).for_each(|g| show("missed", text, g, &found));
    }
    figures
}

type Found = (Range<usize>, Option<NameKind>);

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Prints an error with its surroundings, and what stands there instead.
fn show(what: &str, text: &Text, name: &Found, others: &[Found]) {
    let words = |r: Range<usize>| text.text.get(r).unwrap_or("").replace('\n', " / ");
    let kind = |k: Option<NameKind>| k.map_or("undecided", NameKind::as_str);
    let before = text.text[..name.0.start].char_indices().rev().nth(40).map_or(0, |(i, _)| i);
    let after = text.text[name.0.end..].char_indices().nth(40).map_or(text.text.len(), |(i, _)| name.0.end + i);
    let instead = others.iter().filter(|o| overlap(&o.0, &name.0));
    let instead: Vec<String> = instead.map(|o| format!("{} {}", kind(o.1), words(o.0.clone()))).collect();
    let around = format!("{}[[{}]]{}", words(before..name.0.start), words(name.0.clone()), words(name.0.end..after));
    println!("{what}: {}: {around} {}", kind(name.1), instead.join("; "));
}

/// Without a leading article or title.
fn trim(text: &str, mut range: Range<usize>) -> Range<usize> {
    const LEAD: &[&str] = &[
        "the",
        "mr",
        "mrs",
        "ms",
        "dr",
        "sir",
        "president",
        "minister",
        "secretary",
        "general",
        "gen",
        "col",
        "lt",
        "senator",
        "sen",
        "prime",
    ];
    while let Some((word, rest)) = text[range.clone()].split_once(' ') {
        if !LEAD.contains(&word.trim_end_matches('.').to_lowercase().as_str()) {
            break;
        }
        range.start = range.end - rest.len();
    }
    range
}

/// All that measuring needs.
pub struct Bench {
    model: Model,
    pool: Pool,
    settings: Settings,
    errors: bool,
    corpora: Vec<(&'static str, Vec<Text>)>,
    test: Vec<Text>,
    reports: Vec<Text>,
}

/// UNER EWT test, which trains nothing, read by a model.
pub fn test(model: &Model, folder: &Path) -> Result<Figures> {
    Ok(measure(model, &corpora::iob(&folder.join("ner/uner-ewt-test.iob2"))?, false))
}

impl Bench {
    /// Reads the corpora.
    pub fn new(model: Model, folder: &Path, settings: Settings, errors: bool) -> Result<Self> {
        Ok(Self {
            model: Model { names: Weights::default(), ..model },
            pool: Pool::read(folder)?,
            settings,
            errors,
            corpora: train::corpora(folder)?,
            test: corpora::iob(&folder.join("ner/uner-ewt-test.iob2"))?,
            reports: corpora::reports(Path::new("tests/names/reports.txt"))?,
        })
    }

    fn score(&self, learn: &[Text], test: &[Text]) -> Figures {
        let names = train(&self.model, &self.pool, learn, &self.settings);
        measure(&Model { names, ..self.model.clone() }, test, self.errors)
    }

    /// Without uner-ewt-dev and a fifth of wikigold, which are read then, and our own reports; so many times with other fifths.
    pub fn quick(&self) -> Result<String> {
        let mut figures =
            [("uner-ewt-dev", Figures::default()), ("wikigold", Figures::default()), ("reports", Figures::default())];
        for part in 0..self.settings.parts {
            let mut learn = Vec::new();
            let mut tests = [Vec::new(), Vec::new(), self.reports.clone()];
            for (name, texts) in &self.corpora {
                for (i, text) in texts.iter().enumerate() {
                    match *name {
                        "uner-ewt-dev" => tests[0].push(text.clone()),
                        "wikigold" if i % 5 == part => tests[1].push(text.clone()),
                        _ => learn.push(text.clone()),
                    }
                }
            }
            let names = train(&self.model, &self.pool, &learn, &self.settings);
            let model = Model { names, ..self.model.clone() };
            for ((_, sum), test) in figures.iter_mut().zip(&tests) {
                sum.add(&measure(&model, test, self.errors));
            }
        }
        let lines: Vec<String> = figures.iter().map(|(name, figures)| format!("{name}: {figures}")).collect();
        let mean = figures.iter().map(|f| f.1.f1()).sum::<f64>() / figures.len() as f64;
        Ok(format!("{}\nmean: F1 {mean:.2}", lines.join("\n")))
    }

    /// wikigold in five parts by document, each read by a tagger that learned from the others and all other corpora.
    pub fn cross_validate(&self) -> Result<String> {
        const PARTS: usize = 5;
        let mut sum = Figures::default();
        let is_part = |name: &str| name == "wikigold";
        for part in 0..PARTS {
            let (mut learn, mut test) = (Vec::new(), Vec::new());
            for (name, texts) in &self.corpora {
                for (i, text) in texts.iter().enumerate() {
                    if is_part(name) && i % PARTS == part { test.push(text.clone()) } else { learn.push(text.clone()) }
                }
            }
            let figures = self.score(&learn, &test);
            println!("wikigold {}/{PARTS}: {figures}", part + 1);
            sum.add(&figures);
        }
        Ok(format!("wikigold, cross-validation: {sum}"))
    }

    /// Each corpus read by a tagger that learned from the others only; then UNER EWT test after all of them.
    pub fn transfer(&self) -> Result<String> {
        let mut sum = 0.0;
        let only = self.settings.only.as_deref();
        for (out, test) in self.corpora.iter().filter(|c| only.is_none_or(|o| c.0 == o)) {
            let others = self.corpora.iter().filter(|c| c.0 != *out);
            let learn: Vec<Text> = others.flat_map(|c| c.1.clone()).collect();
            let figures = self.score(&learn, test);
            println!("without {out}: {figures}");
            sum += figures.f1();
        }
        if let Some(only) = only {
            return Ok(format!("{only} alone"));
        }
        println!("average: {:.2}", sum / self.corpora.len() as f64);
        self.whole()
    }

    /// UNER EWT test and our own reports after all corpora.
    pub fn whole(&self) -> Result<String> {
        let learn: Vec<Text> = self.corpora.iter().flat_map(|c| c.1.clone()).collect();
        let names = train(&self.model, &self.pool, &learn, &self.settings);
        let model = Model { names, ..self.model.clone() };
        println!("reports, all corpora: {}", measure(&model, &self.reports, self.errors));
        Ok(format!("uner-ewt-test, all corpora: {}", measure(&model, &self.test, self.errors)))
    }
}
