//! The words of time expressions as the rule files list them: each word has a number, and belongs to classes with a
//! value. The program itself knows no word.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::lookup::Table;

/// What a word or an expression stands for, as rules hand it on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Val {
    /// A number: of a month, a weekday, a year.
    N(i64),
    /// A number and a half.
    Half(i64),
    /// A code: of a unit, a season, a modifier.
    S(&'static str),
    /// Another expression, by its place among those of the sentence.
    Item(usize),
}

/// A class of words in a rule file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassFile {
    /// Whether its words count only with a capital letter.
    #[serde(default)]
    pub capital: bool,
    /// Words, or phrases, with their value.
    pub words: BTreeMap<String, toml::Value>,
}

/// A class that a word belongs to.
#[derive(Debug, Clone, Copy)]
pub struct Member {
    /// The class.
    pub class: u8,
    /// What the word stands for there.
    pub value: Val,
    /// Whether it counts only with a capital letter.
    pub capital: bool,
}

/// A phrase of a class: its words and what it stands for.
#[derive(Debug, Clone)]
pub struct Phrase {
    /// The numbers of its words.
    pub words: Vec<u32>,
    /// What it stands for.
    pub value: Val,
    /// Whether its first word counts only with a capital letter.
    pub capital: bool,
}

/// All words, by number from 1; 0 is every word that no rule knows.
#[derive(Debug, Default)]
pub struct Lexicon {
    numbers: Table<&'static str, u32>,
    members: Vec<Vec<Member>>,
    classes: Vec<&'static str>,
    phrases: Vec<Vec<Phrase>>,
    /// By length and first letter the last letters that a word of the rules has: most words of a text end the look-up here.
    outlines: Vec<u32>,
}

/// The longest word that can be in the lexicon, in bytes.
const LONGEST: usize = 24;

/// One for every length and first letter.
const OUTLINES: usize = (LONGEST + 1) * 32;

/// Where the outline of a word stands, and its last letter as a bit; `None` for words that are too long or empty.
fn outline(word: &str) -> Option<(usize, u32)> {
    let bytes = word.as_bytes();
    let (first, last) = (bytes.first()?, bytes.last()?);
    // Small and capital letters differ in a bit that is not counted.
    (bytes.len() <= LONGEST).then(|| (bytes.len() * 32 + usize::from(first & 31), 1 << (last & 31)))
}

/// Keeps a word of the rule files for the life of the process; they are read once.
pub fn keep(word: &str) -> &'static str {
    Box::leak(word.to_string().into_boxed_str())
}

impl Lexicon {
    /// An empty lexicon, whose shapes (see [`super::atoms::Shape`]) are its first classes.
    pub fn new(shapes: &[&'static str]) -> Self {
        let mut lexicon = Self { members: vec![Vec::new()], ..Self::default() };
        for shape in shapes {
            lexicon.class_or_new(shape);
        }
        lexicon
    }

    /// The number of a word of the rules; makes one when it is new.
    pub fn intern(&mut self, word: &str) -> u32 {
        let lower = word.to_lowercase();
        if let Some(number) = self.numbers.get(lower.as_str()) {
            return *number;
        }
        let number = self.members.len() as u32;
        if let Some((outline, last)) = outline(&lower) {
            self.outlines.resize(OUTLINES, 0);
            self.outlines[outline] |= last;
        }
        self.numbers.insert(keep(&lower), number);
        self.members.push(Vec::new());
        number
    }

    /// Adds a class of a rule file.
    pub fn add(&mut self, name: &str, file: &ClassFile) -> Result<(), String> {
        let class = self.class_or_new(name);
        for (word, value) in &file.words {
            let value = match value {
                toml::Value::Integer(n) => Val::N(*n),
                toml::Value::String(s) => Val::S(keep(s)),
                other => return Err(format!("class {name}: '{word}' has the value {other}; give a number or a text")),
            };
            let words: Vec<u32> = super::atoms::words(word).map(|w| self.intern(w)).collect();
            match words.as_slice() {
                [one] => self.members[*one as usize].push(Member { class, value, capital: file.capital }),
                _ => self.phrases[usize::from(class)].push(Phrase { words, value, capital: file.capital }),
            }
        }
        Ok(())
    }

    fn class_or_new(&mut self, name: &str) -> u8 {
        self.class(name).unwrap_or_else(|| {
            self.classes.push(keep(name));
            self.phrases.push(Vec::new());
            (self.classes.len() - 1) as u8
        })
    }

    /// How many word numbers there are, 0 included.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether no rule has named a word.
    pub fn is_empty(&self) -> bool {
        self.members.len() <= 1
    }

    /// The number of a class.
    pub fn class(&self, name: &str) -> Option<u8> {
        self.classes.iter().position(|c| *c == name).map(|i| i as u8)
    }

    /// The phrases of more than one word of a class.
    pub fn phrases(&self, class: u8) -> &[Phrase] {
        self.phrases.get(usize::from(class)).map_or(&[], Vec::as_slice)
    }

    /// The number of a word of the text, 0 when no rule knows it. Small letters and straight apostrophes are looked up.
    pub fn lookup(&self, word: &str) -> u32 {
        let known = |(at, last): (usize, u32)| self.outlines.get(at).is_some_and(|lasts| lasts & last != 0);
        let bytes = word.as_bytes();
        let mut buffer = [0; LONGEST];
        // The apostrophe of print is one of three bytes, of which the straight one has one.
        if let Some(at) = bytes.iter().position(|b| *b == 0xE2).filter(|at| bytes[*at..].starts_with("’".as_bytes()))
        {
            let rest = at + "’".len();
            let Some(joined) = buffer.get_mut(..bytes.len() + 1 - "’".len()) else { return 0 };
            joined[..at].copy_from_slice(&bytes[..at]);
            joined[at] = b'\'';
            joined[at + 1..].copy_from_slice(&bytes[rest..]);
            return self.number(joined);
        }
        if !outline(word).is_some_and(known) {
            return 0;
        }
        let copy = &mut buffer[..bytes.len()];
        copy.copy_from_slice(bytes);
        self.number(copy)
    }

    fn number(&self, bytes: &mut [u8]) -> u32 {
        bytes.make_ascii_lowercase();
        std::str::from_utf8(bytes).ok().and_then(|w| self.numbers.get(w)).copied().unwrap_or(0)
    }

    /// The classes of a word.
    pub fn members(&self, word: u32) -> &[Member] {
        self.members.get(word as usize).map_or(&[], Vec::as_slice)
    }

    /// The value of a word in a class, when it belongs to it.
    pub fn value(&self, word: u32, class: u8) -> Option<Val> {
        self.members(word).iter().find(|m| m.class == class).map(|m| m.value)
    }
}
