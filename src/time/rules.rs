//! The rules of `data/en/time`, read once per process: words, patterns, and what they mean. A rule that cannot be read
//! is a fault of the build, which the tests find.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::atoms::{Endings, SHAPES};
use super::automaton::Automaton;
use super::form::Form;
use super::lexicon::{ClassFile, Lexicon};
use super::numerals::Classes;
use super::pattern::{self, KINDS, Step};
use super::tense::Directions;

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        /// The rule files by name, in the order in which they are read: words first.
        pub const FILES: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../data/en/time/", $name, ".toml")))),*];
    };
}

files!(
    "words",
    "numbers",
    "nothing",
    "days",
    "months",
    "years",
    "weekdays",
    "relative",
    "periods",
    "seasons",
    "quarters",
    "clock",
    "sets",
    "durations",
    "vague",
    "holidays",
    "modifiers",
);

/// A rule file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleFile {
    /// The publication date of all examples of the file.
    #[serde(default)]
    pub published: String,
    /// Classes of words.
    #[serde(default)]
    pub class: BTreeMap<String, ClassFile>,
    /// Patterns with a name.
    #[serde(default)]
    pub pattern: BTreeMap<String, String>,
    /// Rules.
    #[serde(default)]
    pub rule: Vec<RuleEntry>,
}

/// A rule as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleEntry {
    /// Its name.
    pub name: String,
    /// What it finds.
    pub find: String,
    /// The kind of expression that it gives to other rules; `part` is nothing alone.
    #[serde(default = "date")]
    pub gives: String,
    /// What it means.
    pub value: String,
    /// The TIMEX3 type, where the value does not tell.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// A TIMEX3 modifier, or the slot that holds it.
    #[serde(rename = "mod")]
    pub modifier: Option<String>,
    /// The `quant` of a set.
    pub quant: Option<String>,
    /// The `freq` of a set; `{slot}` in it is filled in.
    pub freq: Option<String>,
    /// Whether it writes the day first: `day-first`, `month-first`.
    pub order: Option<String>,
    /// Words or `{classes}` of which one must stand before; two words with a space between them are both meant.
    #[serde(default)]
    pub before: Vec<String>,
    /// Words or `{classes}` that must not stand before.
    #[serde(default)]
    pub not_before: Vec<String>,
    /// Words or `{classes}` that must not stand after.
    #[serde(default)]
    pub not_after: Vec<String>,
    /// Words or `{classes}` of which one must stand after.
    #[serde(default)]
    pub after: Vec<String>,
    /// Penn tags that the next word must not have.
    #[serde(default)]
    pub not_next: Vec<String>,
    /// Universal parts of speech of which the last word must have one.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Penn tags of which the word before must have one.
    #[serde(default)]
    pub tags_before: Vec<String>,
    /// Examples that it reads.
    #[serde(default)]
    pub yes: Vec<Example>,
    /// Sentences in which it reads nothing.
    #[serde(default)]
    pub no: Vec<String>,
}

fn date() -> String {
    "date".into()
}

/// An example: a sentence, the words that are the expression, and what they mean.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The sentence.
    #[serde(rename = "in")]
    pub sentence: String,
    /// The expression.
    pub text: String,
    /// Its TIMEX3 value.
    pub value: String,
    /// Its modifier.
    #[serde(rename = "mod")]
    pub modifier: Option<String>,
    /// Its days as EDTF, where the value does not tell.
    pub days: Option<String>,
}

/// A word, a class, or nothing in particular, that stands beside a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Neighbour {
    /// This word.
    Word(u32),
    /// These two words, of which the second stands beside the match; only before it.
    Two(u32, u32),
    /// Any word of this class.
    Class(u8),
    /// The start of the sentence, written `^`.
    Start,
}

/// A rule ready for use.
#[derive(Debug)]
pub struct Rule {
    /// Its name.
    pub name: &'static str,
    /// The kind that it gives.
    pub gives: u8,
    /// Whether it stands alone.
    pub alone: bool,
    /// How it makes a value.
    pub form: Form,
    /// The TIMEX3 type, where the value does not tell.
    pub kind: Option<&'static str>,
    /// A TIMEX3 modifier, or the slot that holds it.
    pub modifier: Option<&'static str>,
    /// The `quant` of a set.
    pub quant: Option<&'static str>,
    /// The `freq` of a set.
    pub freq: Option<&'static str>,
    /// `day-first` or `month-first`.
    pub order: Option<&'static str>,
    /// What must stand before.
    pub before: Vec<Neighbour>,
    /// What must not stand before.
    pub not_before: Vec<Neighbour>,
    /// What must not stand after.
    pub not_after: Vec<Neighbour>,
    /// What must stand after.
    pub after: Vec<Neighbour>,
    /// Penn tags that the next word must not have.
    pub not_next: Vec<&'static str>,
    /// Parts of speech of the last word.
    pub tags: Vec<&'static str>,
    /// Penn tags of the word before.
    pub tags_before: Vec<&'static str>,
}

/// Everything that is known about time expressions of a language.
#[derive(Debug)]
pub struct Rules {
    /// Its words.
    pub lexicon: Lexicon,
    /// The rules, by number.
    pub rules: Vec<Rule>,
    /// What words alone make.
    pub plain: Automaton,
    /// What is made of other expressions.
    pub nested: Automaton,
    /// For every word whether anything can begin with it.
    pub starts: Vec<bool>,
    /// For every word whether anything that is made of other expressions can begin with it.
    pub nested_starts: Vec<bool>,
    /// The endings of numbers.
    pub endings: Endings,
    /// The words of numbers.
    pub numbers: Classes,
    /// The words that tell whether a date lies back or ahead.
    pub directions: Directions,
}

/// The rules of English.
pub fn rules() -> &'static Rules {
    static RULES: LazyLock<Rules> = LazyLock::new(|| match Rules::read(FILES) {
        Ok(rules) => rules,
        Err(error) => panic!("{error}"),
    });
    &RULES
}

impl Rules {
    /// Reads rule files; the error names the file, the rule and what is wrong.
    pub fn read(files: &[(&str, &str)]) -> Result<Self, String> {
        let mut lexicon = Lexicon::new(SHAPES);
        let mut parsed = Vec::new();
        for (name, text) in files {
            let file: RuleFile = toml::from_str(text).map_err(|e| format!("data/en/time/{name}.toml: {e}"))?;
            for (class, words) in &file.class {
                lexicon.add(class, words).map_err(|e| format!("data/en/time/{name}.toml: {e}"))?;
            }
            parsed.push((*name, file));
        }
        let named: BTreeMap<String, String> = parsed.iter().flat_map(|(_, f)| f.pattern.clone()).collect();
        let (mut rules, mut plain, mut nested) = (Vec::new(), Automaton::default(), Automaton::default());
        for (file, entry) in parsed.iter().flat_map(|(n, f)| f.rule.iter().map(move |r| (n, r))) {
            let fault = |e: String| format!("data/en/time/{file}.toml, rule {}: {e}", entry.name);
            for sequence in pattern::sequences(&entry.find, &named, &mut lexicon).map_err(fault)? {
                let on_items = |s: &Step| matches!(s, Step::Item(k) if usize::from(*k) > 1);
                let automaton = if sequence.steps.iter().any(on_items) { &mut nested } else { &mut plain };
                automaton.add(rules.len(), sequence);
            }
            rules.push(Rule::ready(entry, &mut lexicon).map_err(fault)?);
        }
        plain.finish();
        nested.finish();
        let hyphen = lexicon.intern("-");
        let class =
            |name: &str| lexicon.class(name).ok_or_else(|| format!("data/en/time: the class {name} is missing"));
        let endings = Endings {
            ordinal: class("ordinal-ending")?,
            decade: class("decade-ending")?,
            year: class("business-year")?,
            hyphen,
        };
        let numbers = Classes {
            number: class("number")?,
            scale: class("scale")?,
            joiner: class("number-joiner")?,
            half: class("number-half")?,
            hyphen,
        };
        let nested_starts = nested.starts(&lexicon, lexicon.len());
        let mut starts = plain.starts(&lexicon, lexicon.len());
        for (word, start) in starts.iter_mut().enumerate() {
            let members = lexicon.members(word as u32);
            *start |= members.iter().any(|m| m.class == numbers.number || m.class == numbers.scale);
        }
        let directions = Directions::new(&lexicon);
        Ok(Self { lexicon, rules, plain, nested, starts, nested_starts, endings, numbers, directions })
    }
}

impl Rule {
    fn ready(entry: &RuleEntry, lexicon: &mut Lexicon) -> Result<Self, String> {
        let keep = |text: &Option<String>| text.as_deref().map(super::lexicon::keep);
        let gives =
            KINDS.iter().position(|k| *k == entry.gives).ok_or_else(|| format!("'{}' is no kind", entry.gives))?;
        let mut beside = |list: &[String]| -> Result<Vec<Neighbour>, String> {
            list.iter()
                .map(|word| match word.strip_prefix('{').and_then(|w| w.strip_suffix('}')) {
                    Some(class) => {
                        lexicon.class(class).map(Neighbour::Class).ok_or_else(|| format!("{word} is no class"))
                    }
                    None if word == "^" => Ok(Neighbour::Start),
                    None => Ok(match word.split_once(' ') {
                        Some((first, second)) => Neighbour::Two(lexicon.intern(first), lexicon.intern(second)),
                        None => Neighbour::Word(lexicon.intern(word)),
                    }),
                })
                .collect()
        };
        Ok(Self {
            name: super::lexicon::keep(&entry.name),
            gives: gives as u8,
            alone: entry.gives != "part" && entry.gives != "yearwords",
            form: Form::parse(&entry.value)?,
            kind: keep(&entry.kind),
            modifier: keep(&entry.modifier),
            quant: keep(&entry.quant),
            freq: keep(&entry.freq),
            order: keep(&entry.order),
            before: beside(&entry.before)?,
            not_before: beside(&entry.not_before)?,
            not_after: beside(&entry.not_after)?,
            after: beside(&entry.after)?,
            not_next: entry.not_next.iter().map(|t| super::lexicon::keep(t)).collect(),
            tags: entry.tags.iter().map(|t| super::lexicon::keep(t)).collect(),
            tags_before: entry.tags_before.iter().map(|t| super::lexicon::keep(t)).collect(),
        })
    }
}
