//! The notation in which rules say what they find: `the? end of (the|this) {unit}`.
//!
//! A word stands for itself, `{class}` for any word or shape of a class, `<kind>` for an expression that another rule
//! has found, `(a|b)` for one of several, `?` after anything makes it optional, `$name` is a pattern that has a name.
//! `{class:slot}` and `<kind:slot>` give what they matched another name. A pattern is written out into all its plain
//! sequences, which the automaton then shares.

use std::collections::BTreeMap;

use super::lexicon::{Lexicon, Val};

/// One step of a plain sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// This word.
    Word(u32),
    /// This word, with a capital letter.
    Capital(u32),
    /// Any word or shape of this class.
    Class(u8),
    /// An expression of this kind.
    Item(u8),
}

/// Where the value of a slot comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// From what the step with this number matched.
    At(usize),
    /// It is known from the pattern (a phrase of a class).
    Known(Val),
}

/// A plain sequence and the slots that it fills.
#[derive(Debug, Clone, Default)]
pub struct Sequence {
    /// Its steps.
    pub steps: Vec<Step>,
    /// Slots by name.
    pub slots: Vec<(&'static str, Source)>,
}

impl Sequence {
    fn join(&self, next: &Self) -> Self {
        let shift = self.steps.len();
        let moved = next.slots.iter().map(|(slot, source)| match source {
            Source::At(i) => (*slot, Source::At(i + shift)),
            known => (*slot, *known),
        });
        Self {
            steps: [self.steps.as_slice(), next.steps.as_slice()].concat(),
            slots: self.slots.iter().copied().chain(moved).collect(),
        }
    }
}

/// The kinds of expressions that patterns may ask for.
pub const KINDS: &[&str] = &[
    "num",
    "yearwords",
    "date",
    "span",
    "ago",
    "stretch",
    "moment",
    "time",
    "duration",
    "set",
    "ref",
    "part",
    "nothing",
];

/// More sequences than this are a fault of the pattern.
const MOST: usize = 6000;

/// All plain sequences of a pattern.
pub fn sequences(text: &str, named: &BTreeMap<String, String>, lexicon: &mut Lexicon) -> Result<Vec<Sequence>, String> {
    let mut reader = Reader { rest: text, named, lexicon };
    let found = reader.alternatives(0)?;
    if !reader.rest.trim().is_empty() {
        return Err(format!("'{text}': nothing is open at '{}'", reader.rest));
    }
    if found.len() > MOST {
        return Err(format!("'{text}' has {} sequences; make it two rules", found.len()));
    }
    match found.iter().any(|s| s.steps.is_empty()) {
        true => Err(format!("'{text}' matches nothing at all")),
        false => Ok(found),
    }
}

struct Reader<'a> {
    rest: &'a str,
    named: &'a BTreeMap<String, String>,
    lexicon: &'a mut Lexicon,
}

impl Reader<'_> {
    fn take(&mut self, c: char) -> bool {
        let rest = self.rest.trim_start();
        match rest.strip_prefix(c) {
            Some(after) => {
                self.rest = after;
                true
            }
            None => false,
        }
    }

    fn until(&mut self, end: char) -> Result<String, String> {
        let (inside, after) = self.rest.split_once(end).ok_or_else(|| format!("'{end}' is missing"))?;
        let inside = inside.to_string();
        self.rest = after;
        Ok(inside)
    }

    fn alternatives(&mut self, depth: usize) -> Result<Vec<Sequence>, String> {
        if depth > 12 {
            return Err("patterns are named within each other without end".into());
        }
        let mut all = self.sequence(depth)?;
        while self.take('|') {
            all.extend(self.sequence(depth)?);
        }
        Ok(all)
    }

    fn sequence(&mut self, depth: usize) -> Result<Vec<Sequence>, String> {
        let mut all = vec![Sequence::default()];
        loop {
            let rest = self.rest.trim_start();
            if rest.is_empty() || rest.starts_with(['|', ')']) {
                return Ok(all);
            }
            let mut next = self.one(depth)?;
            if self.rest.starts_with('?') {
                self.rest = &self.rest[1..];
                next.push(Sequence::default());
            }
            all = match all.as_slice() {
                [only] if only.steps.is_empty() => next,
                _ => all.iter().flat_map(|a| next.iter().map(|b| a.join(b))).collect(),
            };
            if all.len() > MOST {
                return Err("too many sequences; make it two rules".into());
            }
        }
    }

    fn one(&mut self, depth: usize) -> Result<Vec<Sequence>, String> {
        if self.take('(') {
            let inner = self.alternatives(depth + 1)?;
            return if self.take(')') { Ok(inner) } else { Err("')' is missing".into()) };
        }
        if self.take('{') {
            let inside = self.until('}')?;
            return self.class(&inside);
        }
        if self.take('<') {
            let inside = self.until('>')?;
            let (kind, slot) = inside.split_once(':').unwrap_or((&inside, &inside));
            let number = KINDS.iter().position(|k| *k == kind).ok_or_else(|| format!("<{kind}> is no kind"))?;
            return Ok(vec![Sequence {
                steps: vec![Step::Item(number as u8)],
                slots: vec![(super::lexicon::keep(slot), Source::At(0))],
            }]);
        }
        if self.take('$') {
            let name = self.word();
            let text = self.named.get(&name).cloned().ok_or_else(|| format!("${name} is no named pattern"))?;
            let mut inner = Reader { rest: &text, named: self.named, lexicon: self.lexicon };
            return inner.alternatives(depth + 1);
        }
        let word = self.word();
        if word.is_empty() {
            return Err(format!("nothing can begin with '{}'", self.rest));
        }
        let steps = super::atoms::words(&word).map(|w| Step::Word(self.lexicon.intern(w))).collect();
        Ok(vec![Sequence { steps, slots: Vec::new() }])
    }

    fn word(&mut self) -> String {
        let rest = self.rest.trim_start();
        let end = rest.find(|c: char| c.is_whitespace() || "(){}<>|?$".contains(c)).unwrap_or(rest.len());
        let word = rest[..end].to_string();
        self.rest = &rest[end..];
        word
    }

    fn class(&mut self, inside: &str) -> Result<Vec<Sequence>, String> {
        let (name, slot) = inside.split_once(':').unwrap_or((inside, inside));
        let class = self.lexicon.class(name).ok_or_else(|| format!("{{{name}}} is no class"))?;
        let slot = super::lexicon::keep(slot);
        let one = Sequence { steps: vec![Step::Class(class)], slots: vec![(slot, Source::At(0))] };
        let phrases = self.lexicon.phrases(class).iter().map(|p| Sequence {
            steps: (0..)
                .zip(&p.words)
                .map(|(i, w)| if i == 0 && p.capital { Step::Capital(*w) } else { Step::Word(*w) })
                .collect(),
            slots: vec![(slot, Source::Known(p.value))],
        });
        Ok(std::iter::once(one).chain(phrases).collect())
    }
}
