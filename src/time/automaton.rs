//! All plain sequences of all rules as one tree of states: a text position is tried once for all rules together, and a
//! word that begins no sequence costs one look-up.

use super::lexicon::{Lexicon, Val};
use super::pattern::{Sequence, Source, Step};

/// The rule that a state accepts, and its slots.
#[derive(Debug, Clone)]
pub struct Accept {
    /// The number of the rule.
    pub rule: usize,
    /// Slots by name.
    pub slots: Box<[(&'static str, Source)]>,
}

#[derive(Debug, Default)]
struct State {
    words: Vec<(u32, u32)>,
    capitals: Vec<(u32, u32)>,
    classes: Vec<(u8, u32)>,
    items: Vec<(u8, u32)>,
    accepts: Vec<Accept>,
}

/// The tree.
#[derive(Debug)]
pub struct Automaton {
    states: Vec<State>,
}

/// What a walk reads: the word, the classes and the expressions at a position.
pub trait Input {
    /// The number of the word at a position; `None` at the end of the sentence.
    fn word(&self, at: usize) -> Option<u32>;
    /// Whether the word at a position begins with a capital letter.
    fn capital(&self, at: usize) -> bool;
    /// What the atom at a position stands for in a class.
    fn class(&self, at: usize, class: u8) -> Option<Val>;
    /// Calls `f` with the number and the end of every expression of a kind that begins at a position.
    fn items(&self, at: usize, kind: u8, f: &mut dyn FnMut(usize, usize));
}

impl Default for Automaton {
    fn default() -> Self {
        Self { states: vec![State::default()] }
    }
}

impl Automaton {
    /// Adds a sequence of a rule.
    pub fn add(&mut self, rule: usize, sequence: Sequence) {
        let mut state = 0;
        for step in &sequence.steps {
            state = self.step(state, *step);
        }
        self.states[state].accepts.push(Accept { rule, slots: sequence.slots.into_boxed_slice() });
    }

    fn step(&mut self, state: usize, step: Step) -> usize {
        let next = self.states.len() as u32;
        let s = &mut self.states[state];
        let known = match step {
            Step::Word(w) => find_or_add(&mut s.words, w, next),
            Step::Capital(w) => find_or_add(&mut s.capitals, w, next),
            Step::Class(c) => find_or_add(&mut s.classes, c, next),
            Step::Item(k) => find_or_add(&mut s.items, k, next),
        };
        if known == next {
            self.states.push(State::default());
        }
        known as usize
    }

    /// Sorts the steps for look-up, once all rules are in.
    pub fn finish(&mut self) {
        for state in &mut self.states {
            state.words.sort_unstable();
            state.capitals.sort_unstable();
        }
    }

    /// Which words, classes and kinds can begin a sequence.
    pub fn starts(&self, lexicon: &Lexicon, words: usize) -> Vec<bool> {
        let root = &self.states[0];
        (0..words as u32)
            .map(|w| {
                root.words.iter().chain(&root.capitals).any(|(known, _)| *known == w)
                    || lexicon.members(w).iter().any(|m| root.classes.iter().any(|(c, _)| *c == m.class))
            })
            .collect()
    }

    /// Walks all sequences from a position; calls `f` with the end, what is accepted, and what each step stands for.
    pub fn walk(&self, input: &impl Input, at: usize, f: &mut impl FnMut(usize, &Accept, &[Val])) {
        self.from(0, input, at, &mut Vec::new(), f);
    }

    fn from(
        &self,
        state: usize,
        input: &impl Input,
        at: usize,
        taken: &mut Vec<Val>,
        f: &mut impl FnMut(usize, &Accept, &[Val]),
    ) {
        let s = &self.states[state];
        for accept in &s.accepts {
            f(at, accept, taken);
        }
        let Some(word) = input.word(at) else { return };
        let next = |steps: &[(u32, u32)]| {
            steps
                .binary_search_by_key(&word, |(w, _)| *w)
                .ok()
                .and_then(|i| steps.get(i))
                .map(|(_, next)| *next as usize)
        };
        let plain = next(&s.words).filter(|_| word != 0);
        let capital = next(&s.capitals).filter(|_| word != 0 && input.capital(at));
        for next in plain.into_iter().chain(capital) {
            taken.push(Val::N(0));
            self.from(next, input, at + 1, taken, f);
            taken.pop();
        }
        for (class, next) in &s.classes {
            if let Some(value) = input.class(at, *class) {
                taken.push(value);
                self.from(*next as usize, input, at + 1, taken, f);
                taken.pop();
            }
        }
        for (kind, next) in &s.items {
            let mut ends = Vec::new();
            input.items(at, *kind, &mut |item, end| ends.push((item, end)));
            for (item, end) in ends {
                taken.push(Val::Item(item));
                self.from(*next as usize, input, end, taken, f);
                taken.pop();
            }
        }
    }
}

fn find_or_add<K: PartialEq + Copy>(steps: &mut Vec<(K, u32)>, key: K, next: u32) -> u32 {
    match steps.iter().find(|(k, _)| *k == key) {
        Some((_, known)) => *known,
        None => {
            steps.push((key, next));
            next
        }
    }
}
