//! The dependency parser: arc-eager transitions chosen greedily (Nivre 2008), the root behind the last token, then a
//! labeller that sees the whole tree.

use super::features::{Arc, Node, View, Word, labelling, parsing};
use super::tagger::best;
use super::weights::Weights;

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

/// A parse under way. Token `len` is the root.
#[derive(Debug, Clone)]
pub struct State<'a> {
    nodes: &'a [Node],
    /// The stack; its top is last.
    pub stack: Vec<usize>,
    /// The next token.
    pub next: usize,
    /// The heads found so far.
    pub heads: Vec<Option<usize>>,
    /// For each token its children left (outermost two) and right (last two), and how many there are.
    left: Vec<[Option<usize>; 2]>,
    right: Vec<[Option<usize>; 2]>,
    valency: Vec<[u64; 2]>,
}

impl<'a> State<'a> {
    /// The start.
    pub fn new(nodes: &'a [Node]) -> Self {
        let n = nodes.len() + 1;
        Self {
            nodes,
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
        self.next == self.nodes.len() && self.stack.is_empty()
    }

    /// Which transitions may be taken.
    pub fn allowed(&self) -> [bool; TRANSITIONS] {
        let at_root = self.next == self.nodes.len();
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

    fn node(&self, i: Option<usize>) -> Node {
        match i {
            Some(i) if i == self.nodes.len() => Node::ROOT,
            Some(i) => self.nodes.get(i).copied().unwrap_or(Node::NONE),
            None => Node::NONE,
        }
    }

    /// What the features see.
    pub fn view(&self) -> View {
        let top = self.stack.last().copied();
        let below = self.stack.len().checked_sub(2).map(|i| self.stack[i]);
        let head = top.and_then(|t| self.heads[t]);
        let left = |i: Option<usize>, n: usize| i.and_then(|i| self.left[i][n]);
        let right = |n: usize| top.and_then(|i| self.right[i][n]);
        let next = Some(self.next);
        let ahead = |n: usize| Some(self.next + n).filter(|i| *i <= self.nodes.len());
        View {
            stack: [top, below, head, left(top, 0), right(0), right(1)].map(|i| self.node(i)),
            next: [next, ahead(1), ahead(2), left(next, 0), left(next, 1)].map(|i| self.node(i)),
            distance: top.map_or(0, |t| (self.next - t).min(9) as u64),
            valency: [
                top.map_or(0, |t| self.valency[t][0]),
                top.map_or(0, |t| self.valency[t][1]),
                self.valency[self.next][0],
            ],
            headed: head.is_some(),
        }
    }
}

/// The nodes of a sentence.
pub fn nodes(words: &[Word], tags: &[u8]) -> Vec<Node> {
    words.iter().zip(tags).map(|(w, t)| Node::new(w, *t)).collect()
}

/// The head of each token; `None` for the one head of the sentence.
pub fn heads(weights: &Weights, nodes: &[Node]) -> Vec<Option<usize>> {
    let mut state = State::new(nodes);
    let mut features = Vec::new();
    while !state.is_done() {
        let allowed = state.allowed();
        parsing(&state.view(), &mut features);
        let mut scores = [0; TRANSITIONS];
        weights.add(&features, &mut scores);
        let choice = (0..TRANSITIONS).filter(|t| allowed[*t]).max_by_key(|t| (scores[*t], TRANSITIONS - t));
        state.take(choice.map_or(SHIFT, |t| t as u8));
    }
    let n = nodes.len();
    let mut heads: Vec<_> = state.heads[..n].to_vec();
    // One head per sentence: the others that hang on the root go under the first.
    let first = heads.iter().position(|h| *h == Some(n)).unwrap_or(0);
    for (i, head) in heads.iter_mut().enumerate() {
        *head = if i == first { None } else { Some(head.filter(|h| *h != n).unwrap_or(first)) };
    }
    heads
}

/// The tokens in an order in which heads come before their children, and sisters from left to right.
pub fn top_down(heads: &[Option<usize>]) -> Vec<usize> {
    let mut children = vec![Vec::new(); heads.len()];
    let mut order = Vec::with_capacity(heads.len());
    for (i, head) in heads.iter().enumerate() {
        match head {
            Some(h) => children[*h].push(i),
            None => order.push(i),
        }
    }
    let mut at = 0;
    while at < order.len() {
        order.extend_from_slice(&children[order[at]]);
        at += 1;
    }
    order
}

/// What the labeller sees of token `i`, when the labels of its head and of the sisters before it are known.
pub fn arc(nodes: &[Node], heads: &[Option<usize>], labels: &[u8], sisters: &[usize], i: usize) -> Arc {
    let node = |i: Option<usize>| i.and_then(|i| nodes.get(i)).copied().unwrap_or(Node::NONE);
    let head = heads[i];
    let mut inner = [None; 3];
    for j in (0..heads.len()).filter(|j| heads[*j] == Some(i)) {
        if j > i {
            inner[2] = Some(j);
        } else if inner[0].is_none() {
            inner[0] = Some(j);
        } else if inner[1].is_none() {
            inner[1] = Some(j);
        }
    }
    let sister = sisters.iter().rev().copied().find(|s| Some(*s > head.unwrap_or(0)) == Some(i > head.unwrap_or(0)));
    let taken = sisters.iter().fold(0_u64, |bits, s| bits | 1 << (labels[*s] & 63));
    let place = match head {
        Some(h) => u64::from(i < h) | (h.abs_diff(i).min(9) as u64) << 1,
        None => 99,
    };
    Arc {
        ends: [if head.is_some() { node(head) } else { Node::ROOT }, nodes[i], node(head.and_then(|h| heads[h]))],
        inner: inner.map(node),
        beside: [node(i.checked_sub(1)), node(Some(i + 1)), node(sister)],
        place,
        labels: [head.map_or(255, |h| u64::from(labels[h])), sister.map_or(255, |s| u64::from(labels[s]))],
        taken,
    }
}

/// The number of the relation of each token to its head.
pub fn labels(weights: &Weights, classes: usize, nodes: &[Node], heads: &[Option<usize>]) -> Vec<u8> {
    let (mut features, mut scores) = (Vec::new(), vec![0; classes]);
    let mut labels = vec![0; nodes.len()];
    let mut done: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
    for i in top_down(heads) {
        let sisters = heads[i].map_or(&[][..], |h| &done[h]);
        labelling(&arc(nodes, heads, &labels, sisters, i), &mut features);
        labels[i] = best(weights, &features, &mut scores);
        if let Some(h) = heads[i] {
            done[h].push(i);
        }
    }
    labels
}
