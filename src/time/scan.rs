//! Which words are a time expression, and what they say before it is known what they are counted from. Nothing here
//! depends on the publication date; of several readings at one place the longest wins.

use std::ops::Range;

use super::atoms::{self, Atom, SHAPES, Shape};
use super::automaton::{Accept, Input};
use super::beside::{self, Ahead, Beside};
use super::flow;
use super::form::{Filled, Form};
use super::lexicon::{Member, Val};
use super::numerals;
use super::pattern::Source;
use super::rules::{Neighbour, Rule, Rules};
use super::tense::{self, Pointer};
use super::value::{Core, Parts, Reading};
use crate::findings::TimexType;
use crate::text::{Document, NameKind};

/// A time expression in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Scanned {
    /// Its bytes in the text.
    pub bytes: Range<usize>,
    /// Its sentence.
    pub sentence: usize,
    /// Its type.
    pub kind: TimexType,
    /// What it says.
    pub reading: Reading,
    /// Where the verb that governs it points.
    pub pointer: Pointer,
    /// Whether the next expression says where it ends ("from 1890 to 1894").
    pub reaches: bool,
    /// The rule that read it.
    pub rule: &'static str,
    /// What it is counted from, when the words behind it say so ("three months after the summit").
    pub beside: Option<Beside>,
    /// Whether the next expression is its last day ("the quarter ended Sept. 30").
    pub ended: bool,
    /// How far ahead it lies, when the words before it say that it does ("in three weeks").
    pub ahead: Option<Ahead>,
    /// The words of the event that it dates; filled in only where something is counted from an event.
    pub tells: Vec<String>,
    /// Whether it stands in a clause that only explains: "since his father died in 2011", "who led it in 2008".
    pub aside: bool,
    /// Whether the text goes on with it in what it told before: it opens its sentence, or what it dates was
    /// done by "she" or "they".
    pub goes_on: bool,
    /// Whether it writes the day before the month (`day-first`) or after it (`month-first`).
    pub order: Option<&'static str>,
}

/// Expressions of expressions are nested at most so deep: "5 p.m. on Friday of last week".
const DEPTH: u8 = 4;

/// Longer sentences are read in pieces of at most so many tokens.
const LONGEST: usize = 1000;

/// The number of the kind `num` among [`super::pattern::KINDS`].
const NUM: u8 = 0;
const YEARWORDS: u8 = 1;

#[derive(Debug, Clone)]
struct Item {
    atoms: Range<usize>,
    kind: u8,
    depth: u8,
    rule: Option<usize>,
    reading: Reading,
    number: Option<Val>,
    period: Option<(usize, usize)>,
}

/// The expressions that begin at each atom, as a list within one vector.
#[derive(Default)]
struct Found {
    items: Vec<Item>,
    next: Vec<usize>,
    first: Vec<usize>,
}

const NONE: usize = usize::MAX;

impl Found {
    fn clear(&mut self, atoms: usize) {
        self.items.clear();
        self.next.clear();
        self.first.clear();
        self.first.resize(atoms + 1, NONE);
    }

    /// Of two rules that read the same words the same way only the first is kept.
    fn add(&mut self, item: Item) {
        let same = |other: &Item| {
            other.atoms.end == item.atoms.end
                && other.kind == item.kind
                && other.depth == item.depth
                && other.number == item.number
                && other.period == item.period
                && other.reading == item.reading
        };
        let Some(first) = self.first.get_mut(item.atoms.start) else { return };
        let mut next = *first;
        while let Some(other) = self.items.get_mut(next) {
            if same(other) {
                other.rule = other.rule.min(item.rule);
                return;
            }
            next = self.next.get(next).copied().unwrap_or(NONE);
        }
        self.next.push(*first);
        *first = self.items.len();
        self.items.push(item);
    }

    fn begins(&self, at: usize) -> bool {
        self.first.get(at).is_some_and(|first| *first != NONE)
    }

    fn at(&self, at: usize) -> impl Iterator<Item = (usize, &Item)> {
        let mut next = self.first.get(at).copied().unwrap_or(NONE);
        std::iter::from_fn(move || {
            let item = self.items.get(next)?;
            let number = next;
            next = self.next.get(next).copied().unwrap_or(NONE);
            Some((number, item))
        })
    }
}

struct Reader<'a> {
    document: &'a Document<'a>,
    rules: &'a Rules,
    atoms: Vec<Atom>,
    found: Found,
    taken: Vec<Val>,
}

impl Input for Reader<'_> {
    fn word(&self, at: usize) -> Option<u32> {
        self.atoms.get(at).map(|a| a.word)
    }

    fn capital(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|a| a.capital)
    }

    fn digits(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|a| a.shape != Shape::Word)
    }

    fn shape(&self, at: usize, class: u8) -> Option<Val> {
        self.atoms.get(at)?.shape.value(class)
    }

    fn members(&self, at: usize) -> &[Member] {
        self.atoms.get(at).map_or(&[], |a| self.rules.lexicon.members(a.word))
    }

    fn items(&self, at: usize) -> impl Iterator<Item = (usize, u8, usize)> {
        self.found.at(at).map(|(number, item)| (number, item.kind, item.atoms.end))
    }
}

/// Reads all expressions, in order.
pub fn scan(document: &Document, rules: &Rules) -> Vec<Scanned> {
    let mut reader = Reader { document, rules, atoms: Vec::new(), found: Found::default(), taken: Vec::new() };
    let mut all = Vec::new();
    for (number, sentence) in document.sentences.iter().enumerate() {
        let mut rest = sentence.tokens.clone();
        while !rest.is_empty() {
            let piece = rest.start..reader.cut(&rest);
            rest.start = piece.end;
            atoms::atoms(document, &rules.lexicon, rules.endings, piece, &mut reader.atoms);
            reader.read();
            if !reader.found.items.is_empty() {
                reader.select(number, &mut all);
            }
        }
    }
    beside::link(document, rules, &mut all);
    all
}

impl Reader<'_> {
    /// Where a piece of a sentence ends that is not too long to be read at once. What is no sentence of a person (a table
    /// without stops, a line of a megabyte) is cut before a word that no rule knows.
    fn cut(&self, tokens: &Range<usize>) -> usize {
        let most = tokens.start + LONGEST;
        if tokens.end <= most {
            return tokens.end;
        }
        let unknown = |i: &usize| {
            let word = self.document.word(*i);
            word.starts_with(char::is_alphabetic) && !word.contains(['-', '–']) && self.rules.lexicon.lookup(word) == 0
        };
        (tokens.start + LONGEST / 2..most).rev().find(unknown).unwrap_or(most)
    }

    fn read(&mut self) {
        self.found.clear(self.atoms.len());
        let mut any = false;
        for at in 0..self.atoms.len() {
            if !self.starts(at, &self.rules.starts) {
                continue;
            }
            any = true;
            if let Some(number) = numerals::read(&self.atoms, at, &self.rules.lexicon, self.rules.numbers) {
                self.add_number(at, number);
            }
        }
        if !any {
            return;
        }
        let numbers = self.found.items.len();
        for at in 0..self.atoms.len() {
            if self.starts(at, &self.rules.starts) {
                self.walk(at, 0);
            }
        }
        let mut known = numbers;
        for depth in 1..DEPTH {
            let new = self.found.items.len();
            if new == known {
                break;
            }
            for at in 0..self.atoms.len() {
                if self.found.begins(at) || self.starts(at, &self.rules.nested_starts) {
                    self.walk(at, depth);
                }
            }
            known = new;
        }
    }

    /// Whether anything can begin at an atom, by the words that can.
    fn starts(&self, at: usize, words: &[bool]) -> bool {
        let Some(atom) = self.atoms.get(at) else { return false };
        atom.shape != Shape::Word || words.get(atom.word as usize).copied().unwrap_or(false)
    }

    fn add_number(&mut self, at: usize, number: numerals::Number) {
        let year = |n: i64| Core::Parts(Parts { year: i32::try_from(n).ok(), ..Parts::default() });
        let item = |kind, core, value| Item {
            atoms: at..number.end,
            kind,
            depth: 0,
            rule: None,
            reading: Reading::plain(core),
            number: value,
            period: None,
        };
        self.found.add(item(NUM, Core::Nothing, Some(number.value)));
        if let (true, Val::N(n)) = (number.year, number.value) {
            self.found.add(item(YEARWORDS, year(n), None));
        }
    }

    fn walk(&mut self, at: usize, depth: u8) {
        let mut new = Vec::new();
        let mut room = std::mem::take(&mut self.taken);
        let automaton = if depth == 0 { &self.rules.plain } else { &self.rules.nested };
        automaton.walk(self, at, &mut room, &mut |end, accept: &Accept, taken: &[Val]| {
            let fresh = depth == 0
                || taken.iter().any(|v| matches!(v, Val::Item(i) if self.found.items[*i].depth == depth - 1 && self.found.items[*i].number.is_none()));
            if fresh && let Some(item) = self.make(at, end, depth, accept, taken) {
                new.push(item);
            }
        });
        self.taken = room;
        for item in new {
            self.found.add(item);
        }
    }

    fn make(&self, start: usize, end: usize, depth: u8, accept: &Accept, taken: &[Val]) -> Option<Item> {
        let rule = self.rules.rules.get(accept.rule)?;
        if !self.fits(rule, start, end) {
            return None;
        }
        let slots: Vec<(&'static str, Val)> = accept
            .slots
            .iter()
            .map(|(slot, source)| {
                let value = match source {
                    Source::At(i) => taken.get(*i).copied().unwrap_or(Val::N(0)),
                    Source::Known(value) => *value,
                };
                let number = match value {
                    Val::Item(i) => self.found.items.get(i).and_then(|i| i.number),
                    _ => None,
                };
                (*slot, number.unwrap_or(value))
            })
            .collect();
        let item = |i: usize| self.found.items.get(i).map_or(Reading::plain(Core::Nothing), |i| i.reading.clone());
        // What has two ends is no part of anything else.
        let ends = |v: &Val| matches!(v, Val::Item(i) if self.found.items.get(*i).is_some_and(|i| i.period.is_some()));
        if taken.iter().any(ends) {
            return None;
        }
        let filled = Filled { slots: &slots, item: &item };
        let mut period = None;
        let mut reading = match &rule.form {
            Form::One(maker) => maker.make(&filled)?,
            Form::Period => {
                let (Some(Val::Item(a)), Some(Val::Item(b))) = (filled.get("a"), filled.get("b")) else { return None };
                period = Some((a, b));
                Reading::plain(Core::Nothing)
            }
        };
        if let Some(modifier) = rule.modifier {
            let constant = modifier.starts_with(|c: char| c.is_ascii_uppercase());
            let found = if constant { Some(modifier) } else { filled.code(modifier) };
            reading.modifier = found.filter(|m| !m.is_empty()).or(reading.modifier);
        }
        reading.quant = rule.quant.or(reading.quant);
        reading.freq = rule.freq.and_then(|f| frequency(f, &slots)).or(reading.freq);
        Some(Item {
            atoms: start..end,
            kind: rule.gives,
            depth,
            rule: Some(accept.rule),
            reading,
            number: None,
            period,
        })
    }

    fn fits(&self, rule: &Rule, start: usize, end: usize) -> bool {
        let one = |at: Option<usize>, beside: &Neighbour| match (beside, at.and_then(|at| self.atoms.get(at))) {
            (Neighbour::Start, _) => at.is_none(),
            (Neighbour::Word(word), Some(atom)) => atom.word == *word,
            (Neighbour::Two(first, second), Some(atom)) => {
                let before = at.and_then(|at| self.atoms.get(at.checked_sub(1)?));
                atom.word == *second && before.is_some_and(|b| b.word == *first)
            }
            (Neighbour::Class(class), Some(atom)) => match usize::from(*class) < SHAPES.len() {
                true => atom.shape.value(*class).is_some(),
                false => self.rules.lexicon.value(atom.word, *class).is_some(),
            },
            (_, None) => false,
        };
        let is = |at: Option<usize>, list: &[Neighbour]| list.iter().any(|beside| one(at, beside));
        let previous = start.checked_sub(1);
        if !rule.before.is_empty() && !is(previous, &rule.before)
            || is(previous, &rule.not_before)
            || is(Some(end), &rule.not_after)
            || !rule.after.is_empty() && !is(Some(end), &rule.after)
        {
            return false;
        }
        let token = |at: usize| self.atoms.get(at).and_then(|a| self.document.tokens.get(a.token));
        if token(end).is_some_and(|t| rule.not_next.contains(&t.penn.as_str())) {
            return false;
        }
        let before = || previous.and_then(token).is_some_and(|t| rule.tags_before.contains(&t.penn.as_str()));
        let last = || token(end.wrapping_sub(1)).is_some_and(|t| rule.tags.contains(&t.upos.as_str()));
        (rule.tags_before.is_empty() || before()) && (rule.tags.is_empty() || last())
    }

    /// From left to right the longest that stands alone; what is a name of a person or looks like a time is left out.
    fn select(&self, sentence: usize, all: &mut Vec<Scanned>) {
        let mut at = 0;
        while at < self.atoms.len() {
            let best = self
                .found
                .at(at)
                .filter_map(|(_, item)| Some((item, item.rule?)))
                .filter(|(_, rule)| self.rules.rules.get(*rule).is_some_and(|r| r.alone))
                .max_by_key(|(item, rule)| (item.atoms.end, item.depth, usize::MAX - rule));
            let Some((item, _)) = best.filter(|(item, _)| !self.names_a_person(item)) else {
                at += 1;
                continue;
            };
            at = item.atoms.end.max(at + 1);
            match item.period {
                None => all.extend(self.scanned(item, sentence, None)),
                Some((a, b)) => {
                    all.extend(self.found.items.get(a).and_then(|i| self.scanned(i, sentence, item.rule)));
                    all.extend(self.found.items.get(b).and_then(|i| self.scanned(i, sentence, None)));
                }
            }
        }
    }

    /// "April Smith", "Theresa May": a word of a person's name is no month.
    fn names_a_person(&self, item: &Item) -> bool {
        let (Some(first), Some(last)) = (self.atoms.get(item.atoms.start), self.atoms.get(item.atoms.end - 1)) else {
            return false;
        };
        let names = &self.document.names;
        let near = names.partition_point(|n| n.tokens.end <= first.token);
        names.get(near).is_some_and(|n| {
            let inside = n.tokens.start <= first.token && last.token < n.tokens.end;
            n.kind == NameKind::Person && inside && n.tokens.len() > last.token + 1 - first.token
        })
    }

    /// `period` is the rule that lets it reach to the next expression.
    fn scanned(&self, item: &Item, sentence: usize, period: Option<usize>) -> Option<Scanned> {
        let rule = self.rules.rules.get(item.rule?)?;
        let (first, last) = (self.atoms.get(item.atoms.start)?, self.atoms.get(item.atoms.end.checked_sub(1)?)?);
        let kind = match (rule.kind.and_then(|k| k.parse().ok()), &item.reading.core) {
            (Some(kind), _) => kind,
            (_, Core::Nothing) => return None,
            (_, Core::Duration(..)) => TimexType::Duration,
            (_, Core::Set(_)) => TimexType::Set,
            _ if item.reading.time.is_some() => TimexType::Time,
            _ => TimexType::Date,
        };
        Some(Scanned {
            bytes: first.bytes.start..last.bytes.end,
            sentence,
            kind,
            reading: item.reading.clone(),
            pointer: tense::pointer(
                self.document,
                self.rules,
                first.token..last.token + 1,
                is_weekday(&item.reading.core),
            ),
            reaches: period.is_some(),
            rule: period.and_then(|p| self.rules.rules.get(p)).map_or(rule.name, |p| p.name),
            beside: None,
            ended: false,
            ahead: None,
            tells: Vec::new(),
            aside: flow::is_aside(self.document, first.token..last.token + 1),
            goes_on: flow::goes_on(self.document, first.token..last.token + 1),
            order: rule.order,
        })
    }
}

/// Whether it is a weekday alone.
fn is_weekday(core: &Core) -> bool {
    match core {
        Core::Parts(parts) => parts.is_weekday(),
        _ => false,
    }
}

/// `{num}X`: how often; `None` where the words do not say it.
fn frequency(text: &str, slots: &[(&'static str, Val)]) -> Option<String> {
    let filled = slots.iter().fold(text.to_string(), |text, (slot, value)| match value {
        Val::N(n) => text.replace(&format!("{{{slot}}}"), &n.to_string()),
        _ => text,
    });
    (!filled.contains('{')).then_some(filled)
}
