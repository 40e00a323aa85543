//! All plain sequences of all rules as one tree of states: a text position is tried once for all rules together, and a
//! word that begins no sequence costs one look-up.

use super::atoms::SHAPES;
use super::lexicon::{Lexicon, Member, Val};
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
    shapes: Vec<(u8, u32)>,
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
    /// Whether the word at a position begins with a digit, so that it may have a shape.
    fn digits(&self, at: usize) -> bool;
    /// What the digits at a position stand for as a shape.
    fn shape(&self, at: usize, class: u8) -> Option<Val>;
    /// The classes of the word at a position.
    fn members(&self, at: usize) -> &[Member];
    /// The number, the kind and the end of every expression that begins at a position.
    fn items(&self, at: usize) -> impl Iterator<Item = (usize, u8, usize)>;
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
            Step::Class(c) if usize::from(c) < SHAPES.len() => find_or_add(&mut s.shapes, c, next),
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
            state.classes.sort_unstable();
            state.items.sort_unstable();
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
    /// `taken` is room to work in.
    pub fn walk(
        &self,
        input: &impl Input,
        at: usize,
        taken: &mut Vec<Val>,
        f: &mut impl FnMut(usize, &Accept, &[Val]),
    ) {
        taken.clear();
        self.from(0, input, at, taken, f);
    }

    /// What stands at a position is looked up among the steps of the state, never the other way round: a word has few
    /// classes, a state may ask for many.
    fn from(
        &self,
        state: u32,
        input: &impl Input,
        at: usize,
        taken: &mut Vec<Val>,
        f: &mut impl FnMut(usize, &Accept, &[Val]),
    ) {
        let s = &self.states[state as usize];
        for accept in &s.accepts {
            f(at, accept, taken);
        }
        let Some(word) = input.word(at) else { return };
        let mut go = |next: u32, end: usize, value: Val| {
            taken.push(value);
            self.from(next, input, end, taken, f);
            taken.pop();
        };
        if word != 0 {
            if let Some(next) = step(&s.words, word) {
                go(next, at + 1, Val::N(0));
            }
            if let Some(next) = step(&s.capitals, word).filter(|_| input.capital(at)) {
                go(next, at + 1, Val::N(0));
            }
            if !s.classes.is_empty() {
                let capital = input.capital(at);
                for member in input.members(at).iter().filter(|m| capital || !m.capital) {
                    if let Some(next) = step(&s.classes, member.class) {
                        go(next, at + 1, member.value);
                    }
                }
            }
        }
        if !s.shapes.is_empty() && input.digits(at) {
            for (class, next) in &s.shapes {
                if let Some(value) = input.shape(at, *class) {
                    go(*next, at + 1, value);
                }
            }
        }
        if !s.items.is_empty() {
            for (item, kind, end) in input.items(at) {
                if let Some(next) = step(&s.items, kind) {
                    go(next, end, Val::Item(item));
                }
            }
        }
    }
}

/// The state that a step leads to.
fn step<K: Ord + Copy>(steps: &[(K, u32)], key: K) -> Option<u32> {
    match steps {
        [] => None,
        [(only, next)] => (*only == key).then_some(*next),
        _ => steps.binary_search_by_key(&key, |(k, _)| *k).ok().and_then(|i| steps.get(i)).map(|(_, next)| *next),
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
