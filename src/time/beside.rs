//! Lengths of time that are counted from an event: "three months after the summit". Which word the event has, and which
//! events the text has dated, is read off the syntax; counting is left to `resolve`.

use std::ops::Range;

use super::lexicon::Val;
use super::rules::Rules;
use super::scan::Scanned;
use super::unit::Unit;
use super::value::Core;
use crate::text::{Document, Penn, Rel, Upos};

/// A length of time before or after an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// How many units; `None` for "some".
    pub count: Option<i64>,
    /// The unit.
    pub unit: Unit,
    /// Whether it comes after the event.
    pub after: bool,
    /// The words of the event: its noun, or its verb and who did it.
    pub event: Vec<String>,
    /// Whether the next expression is the date that it is counted from.
    pub date: bool,
}

/// A length of time after the publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ahead {
    /// How many units.
    pub count: i64,
    /// The unit.
    pub unit: Unit,
    /// Whether it is reached at the latest then.
    pub within: bool,
}

impl Beside {
    /// Whether an event with these words is the one that is meant.
    pub fn told_in(&self, words: &[String]) -> bool {
        !self.event.is_empty() && self.event.iter().all(|e| words.contains(e))
    }
}

/// The word of an event stands at most so many tokens behind the preposition.
const REACH: usize = 12;

/// Finds what durations are counted from, and if there is any, which events the other expressions date.
pub fn link(document: &Document, rules: &Rules, all: &mut [Scanned]) {
    let class = |name: &str| rules.lexicon.class(name);
    let (Some(class), Some(ahead)) = (class("beside-event"), class("ahead-length")) else { return };
    let end = rules.lexicon.class("period-end");
    let mut any = false;
    for i in 0..all.len() {
        let tokens = tokens(document, &all[i].bytes);
        let Some((count, unit)) = duration(&all[i].reading.core) else {
            let word = || rules.lexicon.value(rules.lexicon.lookup(document.word(tokens.end)), end?);
            let next = all.get(i + 1).map(|next| self::tokens(document, &next.bytes).start);
            all[i].ended = next == Some(tokens.end + 1) && word().is_some();
            continue;
        };
        let before = tokens.start.checked_sub(1).map_or("", |b| document.word(b));
        let before = rules.lexicon.value(rules.lexicon.lookup(before), ahead);
        if let (Some(Val::N(kind)), Some(count)) = (before, count)
            && !is_compared(document, rules, tokens.start)
        {
            all[i].ahead = Some(Ahead { count, unit, within: kind > 1 });
        }
        let side = rules.lexicon.value(rules.lexicon.lookup(document.word(tokens.end)), class);
        let Some(Val::N(side)) = side else { continue };
        let head = document.tokens.get(tokens.end).and_then(|t| t.head);
        let head = head.filter(|h| *h > tokens.end && *h - tokens.end < REACH);
        let event = head.map_or_else(Vec::new, |h| event(document, h));
        // "two days after the May 3 vote", "two days after May 3".
        let last = head.unwrap_or(tokens.end + 1);
        let inside = |next: &Scanned| (tokens.end + 1..=last).contains(&self::tokens(document, &next.bytes).start);
        let date = all.get(i + 1).is_some_and(inside);
        if date || !event.is_empty() {
            all[i].ahead = None;
            all[i].beside = Some(Beside { count, unit, after: side > 0, event, date });
            any = true;
        }
    }
    if any {
        for s in all {
            s.tells = dated_by(document, tokens(document, &s.bytes));
        }
    }
}

/// "The first loss in 14 years", "their lowest level in six months": how long there was none looks back, whatever the verb.
fn is_compared(document: &Document, rules: &Rules, start: usize) -> bool {
    let class = rules.lexicon.class("superlative");
    let superlative = |i: usize| {
        let known = class.is_some_and(|c| rules.lexicon.value(rules.lexicon.lookup(document.word(i)), c).is_some());
        known || matches!(document.tokens[i].penn, Penn::Jjs | Penn::Rbs)
    };
    let phrase = |i: &usize| matches!(document.tokens[*i].upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num);
    let before = start.saturating_sub(1);
    (before.saturating_sub(REACH)..before).rev().take_while(phrase).any(superlative)
}

fn duration(core: &Core) -> Option<(Option<i64>, Unit)> {
    match core {
        Core::Duration(value, false) => Unit::of_duration(value),
        _ => None,
    }
}

fn tokens(document: &Document, bytes: &Range<usize>) -> Range<usize> {
    let start = document.tokens.partition_point(|t| t.bytes.end <= bytes.start);
    let end = document.tokens.partition_point(|t| t.bytes.start < bytes.end);
    start..end.max(start)
}

fn is_noun(document: &Document, i: usize) -> bool {
    document.tokens.get(i).is_some_and(|t| matches!(t.upos, Upos::Noun | Upos::Propn))
}

fn lemma(document: &Document, i: usize) -> String {
    document.lemma(i).to_lowercase()
}

/// A noun is an event by itself, a verb together with the noun that does it; a pronoun could be anybody. "The court unsealed
/// the charges" is no event of the name "court", wherever the parser hung the verb.
fn event(document: &Document, head: usize) -> Vec<String> {
    if is_noun(document, head) {
        let verb = document.tokens.get(head + 1).filter(|t| matches!(t.penn, Penn::Vbd | Penn::Vbz));
        return verb
            .map_or_else(|| vec![lemma(document, head)], |v| vec![lemma(document, head), v.lemma.to_lowercase()]);
    }
    let subject = document
        .children(head)
        .iter()
        .copied()
        .find(|c| matches!(document.tokens[*c].rel, Rel::Nsubj | Rel::NsubjPass) && is_noun(document, *c));
    subject.map_or_else(Vec::new, |s| vec![lemma(document, s), lemma(document, head)])
}

/// The words of what an expression dates: the noun on which it hangs ("the 1998 summit"), or the verb with its nouns.
fn dated_by(document: &Document, tokens: Range<usize>) -> Vec<String> {
    let own = document.head_of(tokens);
    let head = document.tokens.get(own).and_then(|t| t.head).unwrap_or(own);
    if head != own && is_noun(document, head) {
        return vec![lemma(document, head)];
    }
    let part =
        |c: &usize| matches!(document.tokens[*c].rel, Rel::Nsubj | Rel::NsubjPass | Rel::Obj) && is_noun(document, *c);
    // A verb may have a hundred thousand children in a line without stops.
    let parts = document.children(head).iter().take(64).copied().filter(part).map(|c| lemma(document, c));
    parts.chain((head != own).then(|| lemma(document, head))).collect()
}
