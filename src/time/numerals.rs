//! Numbers written in words or digits: "twenty-three", "one hundred and five", "2 1/2", "nineteen ninety-six".
//!
//! How words make a number is the same in many languages: a small one after a round one adds, a scale multiplies what
//! stands before it. Which words these are stands in the rule files.

use super::atoms::{Atom, Shape};
use super::lexicon::{Lexicon, Val};

/// The classes of the words of numbers.
#[derive(Debug, Clone, Copy)]
pub struct Classes {
    /// One to ninety.
    pub number: u8,
    /// Hundred, thousand.
    pub scale: u8,
    /// What may stand between the parts: "and".
    pub joiner: u8,
    /// "half", after "and a".
    pub half: u8,
    /// The number of the hyphen.
    pub hyphen: u32,
}

/// A number that begins at an atom: where it ends, and what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// The atom after it.
    pub end: usize,
    /// What it is.
    pub value: Val,
    /// Whether it may be a year said in two parts ("nineteen ninety-six").
    pub year: bool,
}

/// The number that begins at atom `at`.
pub fn read(atoms: &[Atom], at: usize, lexicon: &Lexicon, c: Classes) -> Option<Number> {
    let digits = |i: usize| match atoms.get(i)?.shape {
        Shape::Int { n, .. } => Some(n),
        _ => None,
    };
    if let Some(Shape::Half(n)) = atoms.get(at).map(|a| a.shape) {
        let scaled = value(atoms, at + 1, lexicon, c.scale).is_some();
        return (!scaled).then_some(Number { end: at + 1, value: Val::Half(n), year: false });
    }
    if let Some(n) = digits(at) {
        // "2 1/2": the fraction belongs to it.
        let half = atoms.get(at + 1).is_some_and(|a| a.shape == Shape::Frac(1, 2));
        let scale = value(atoms, at + 1, lexicon, c.scale);
        return Some(match (half, scale) {
            (true, _) => Number { end: at + 2, value: Val::Half(n), year: false },
            (false, Some(s)) => Number { end: at + 2, value: Val::N(n.saturating_mul(s)), year: false },
            _ => Number { end: at + 1, value: Val::N(n), year: false },
        });
    }
    in_words(atoms, at, lexicon, c)
}

fn value(atoms: &[Atom], at: usize, lexicon: &Lexicon, class: u8) -> Option<i64> {
    match lexicon.value(atoms.get(at)?.word, class)? {
        Val::N(n) => Some(n),
        _ => None,
    }
}

/// One to ninety-nine.
fn small(atoms: &[Atom], at: usize, lexicon: &Lexicon, c: Classes) -> Option<(i64, usize)> {
    let n = value(atoms, at, lexicon, c.number)?;
    if n < 20 || n % 10 != 0 {
        return Some((n, at + 1));
    }
    let next = at + 1 + usize::from(atoms.get(at + 1).is_some_and(|a| a.word == c.hyphen));
    match value(atoms, next, lexicon, c.number).filter(|m| (1..10).contains(m)) {
        Some(m) => Some((n + m, next + 1)),
        None => Some((n, at + 1)),
    }
}

fn in_words(atoms: &[Atom], at: usize, lexicon: &Lexicon, c: Classes) -> Option<Number> {
    let (first, mut end) = match small(atoms, at, lexicon, c) {
        Some(found) => found,
        None => (1, value(atoms, at, lexicon, c.scale).map(|_| at)?),
    };
    // "nineteen ninety-six": two numbers below a hundred side by side.
    if (13..=20).contains(&first) {
        let (pair, after) = small(atoms, end, lexicon, c).filter(|(n, _)| *n >= 10).unwrap_or((0, end));
        if after > end {
            return Some(Number { end: after, value: Val::N(first * 100 + pair), year: true });
        }
    }
    let (mut total, mut part) = (0i64, first);
    for _ in 0..4 {
        let Some(scale) = value(atoms, end, lexicon, c.scale) else { break };
        part = part.saturating_mul(scale);
        end += 1;
        if scale >= 1000 {
            total = total.saturating_add(part);
            part = 0;
        }
        let joined = value(atoms, end, lexicon, c.joiner).is_some();
        let next = end + usize::from(joined);
        if let Some((n, after)) = small(atoms, next, lexicon, c) {
            part = part.saturating_add(n);
            end = after;
        } else {
            break;
        }
    }
    let n = total.saturating_add(part);
    // "two and a half", "two-and-a-half".
    let past_hyphen = |at: usize| at + usize::from(atoms.get(at).is_some_and(|a| a.word == c.hyphen));
    let joiner = past_hyphen(end);
    if value(atoms, joiner, lexicon, c.joiner).is_some() {
        let first = past_hyphen(joiner + 1);
        let half = [first, past_hyphen(first + 1)].into_iter().find(|at| value(atoms, *at, lexicon, c.half).is_some());
        if let Some(at) = half {
            return Some(Number { end: at + 1, value: Val::Half(n), year: false });
        }
    }
    Some(Number { end, value: Val::N(n), year: false })
}
