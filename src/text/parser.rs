//! The dependency parser: arc-eager transitions chosen greedily (Nivre 2008), the root behind the last token, then
//! relations, told from the whole tree.

use super::decision::{Decision, Given, NONE, best};
use super::encoder::Vectors;

/// Push the next token.
pub const SHIFT: u8 = 0;
/// The next token is the head of the top of the stack.
pub const LEFT: u8 = 1;
/// The top of the stack is the head of the next token.
pub const RIGHT: u8 = 2;
/// The top of the stack is complete.
pub const REDUCE: u8 = 3;
/// Number of transitions.
pub const TRANSITIONS: usize = 4;

/// Tokens that a transition depends on.
pub const TRANSITION_PARTS: usize = 11;
/// Those of them that nearly every token is at some time: the top of the stack, the next three tokens.
const TRANSITION_PARTS_OF_ALL: [usize; 4] = [0, 6, 7, 8];
/// Facts that a transition may depend on.
pub const TRANSITION_FACTS: usize = 38;
/// Tokens that a relation depends on.
pub const RELATION_PARTS: usize = 8;
/// Facts that a relation may depend on.
pub const RELATION_FACTS: usize = 20;

/// A parse under way. Token `len` is the root.
#[derive(Debug, Clone)]
pub struct State {
    /// Number of tokens.
    count: usize,
    /// The stack; its top is last.
    pub stack: Vec<usize>,
    /// The next token.
    pub next: usize,
    /// The heads found so far.
    pub heads: Vec<Option<usize>>,
    /// For each token its children left (outermost two) and right (last two), and how many there are.
    left: Vec<[Option<usize>; 2]>,
    right: Vec<[Option<usize>; 2]>,
    valency: Vec<[usize; 2]>,
}

impl State {
    /// The start.
    pub fn new(count: usize) -> Self {
        let n = count + 1;
        Self {
            count,
            stack: Vec::with_capacity(n),
            next: 0,
            heads: vec![None; n],
            left: vec![[None; 2]; n],
            right: vec![[None; 2]; n],
            valency: vec![[0; 2]; n],
        }
    }

    /// Whether nothing is left to do.
    pub fn is_done(&self) -> bool {
        self.next == self.count && self.stack.is_empty()
    }

    /// Which transitions may be taken.
    pub fn allowed(&self) -> [bool; TRANSITIONS] {
        let at_root = self.next == self.count;
        let top = self.stack.last();
        let headed = top.is_some_and(|t| self.heads[*t].is_some());
        [!at_root, top.is_some() && !headed, top.is_some() && !at_root, headed]
    }

    /// Takes a transition that is allowed.
    pub fn take(&mut self, transition: u8) {
        match (transition, self.stack.last().copied()) {
            (LEFT, Some(top)) => {
                self.attach(top, self.next);
                self.stack.pop();
            }
            (RIGHT, Some(top)) => {
                self.attach(self.next, top);
                self.stack.push(self.next);
                self.next += 1;
            }
            (REDUCE, Some(_)) => {
                self.stack.pop();
            }
            _ => {
                self.stack.push(self.next);
                self.next += 1;
            }
        }
    }

    fn attach(&mut self, child: usize, head: usize) {
        self.heads[child] = Some(head);
        let side = usize::from(child > head);
        let slot = if side == 0 { &mut self.left[head] } else { &mut self.right[head] };
        *slot = [Some(child), slot[0]];
        self.valency[head][side] = (self.valency[head][side] + 1).min(5);
    }

    /// The tokens that a transition depends on: the top of the stack, the one below, its head, its outermost child to the
    /// left and the last two to the right; the next three tokens, and the outermost two left children of the first.
    pub fn tokens(&self) -> [usize; TRANSITION_PARTS] {
        let top = self.stack.last().copied();
        let below = self.stack.len().checked_sub(2).map(|i| self.stack[i]);
        let head = top.and_then(|t| self.heads[t]);
        let left = |i: Option<usize>, n: usize| i.and_then(|i| self.left[i][n]);
        let right = |n: usize| top.and_then(|i| self.right[i][n]);
        let next = Some(self.next);
        let ahead = |n: usize| Some(self.next + n).filter(|i| *i <= self.count);
        [top, below, head, left(top, 0), right(0), right(1), next, ahead(1), ahead(2), left(next, 0), left(next, 1)]
            .map(|i| i.unwrap_or(NONE))
    }

    /// The facts that a transition depends on: how far the top of the stack and the next token are apart and whether the
    /// first has a head; how many children they have on their sides.
    pub fn facts(&self) -> [usize; 4] {
        let top = self.stack.last().copied();
        let apart = top.map_or(0, |t| (self.next - t).min(9));
        let children = |i: Option<usize>, side: usize| i.map_or(0, |i| self.valency[i][side]);
        let headed = top.is_some_and(|t| self.heads[t].is_some());
        [
            apart * 2 + usize::from(headed),
            20 + children(top, 0),
            26 + children(top, 1),
            32 + children(Some(self.next), 0),
        ]
    }

    /// The heads found, with one head of the sentence: the others that hang on the root go under the first.
    pub fn tree(&self) -> Vec<Option<usize>> {
        let n = self.count;
        let mut heads = self.heads[..n].to_vec();
        let first = heads.iter().position(|h| *h == Some(n)).unwrap_or(0);
        for (i, head) in heads.iter_mut().enumerate() {
            *head = if i == first { None } else { Some(head.filter(|h| *h != n).unwrap_or(first)) };
        }
        heads
    }
}

/// The head of each token; `None` for the one head of the sentence.
pub fn heads(transitions: &Decision, vectors: &Vectors, given: &mut Given) -> Vec<Option<usize>> {
    transitions.begin(vectors, given);
    for part in TRANSITION_PARTS_OF_ALL {
        transitions.ask(vectors, given, part, 0..vectors.len());
    }
    let mut state = State::new(vectors.len());
    while !state.is_done() {
        let allowed = state.allowed();
        transitions.decide(vectors, given, &state.tokens(), &state.facts());
        state.take(best(&given.scores, |t| allowed[t]) as u8);
    }
    state.tree()
}

/// The children of each token, from left to right.
pub fn children(heads: &[Option<usize>]) -> Vec<Vec<usize>> {
    let mut children = vec![Vec::new(); heads.len()];
    for (i, head) in heads.iter().enumerate() {
        if let Some(h) = head {
            children[*h].push(i);
        }
    }
    children
}

/// The tokens that the relation of token `i` depends on: its head, itself, its head's head, its first two children to the
/// left, its last to the right, the sisters before and behind on its side of the head. And the fact: direction and distance of the head.
pub fn arc(heads: &[Option<usize>], children: &[Vec<usize>], i: usize) -> ([usize; RELATION_PARTS], [usize; 1]) {
    let root = heads.len();
    let above = |i: usize| heads[i].unwrap_or(root);
    let mine = &children[i];
    let left = |n: usize| mine.get(n).copied().filter(|c| *c < i).unwrap_or(NONE);
    let right = mine.last().copied().filter(|c| *c > i).unwrap_or(NONE);
    let sisters: &[usize] = heads[i].map_or(&[], |h| &children[h]);
    let place = sisters.iter().position(|s| *s == i);
    let sister = |place: Option<usize>| {
        let sister = place.and_then(|p| sisters.get(p)).copied();
        sister.filter(|s| (*s < above(i)) == (i < above(i))).unwrap_or(NONE)
    };
    let fact = heads[i].map_or(0, |h| 1 + usize::from(i < h) + 2 * (h.abs_diff(i).clamp(1, 9) - 1));
    let (before, behind) = (sister(place.and_then(|p| p.checked_sub(1))), sister(place.map(|p| p + 1)));
    ([above(i), i, heads[i].map_or(NONE, above), left(0), left(1), right, before, behind], [fact])
}

/// The number of the relation of each token to its head.
pub fn relations(relations: &Decision, vectors: &Vectors, heads: &[Option<usize>], given: &mut Given) -> Vec<usize> {
    relations.begin(vectors, given);
    let children = children(heads);
    let arcs: Vec<_> = (0..heads.len()).map(|i| arc(heads, &children, i)).collect();
    for part in 0..RELATION_PARTS {
        relations.ask(vectors, given, part, arcs.iter().map(|(tokens, _)| tokens[part]));
    }
    let relation = |(tokens, facts): &([usize; RELATION_PARTS], [usize; 1])| {
        relations.decide(vectors, given, tokens, facts);
        best(&given.scores, |_| true)
    };
    arcs.iter().map(relation).collect()
}
