//! A linear-chain conditional random field, trained by AdaGrad on what the program's own features see.
//!
//! A token may allow several labels where the corpus does not decide; training then raises the sum of all paths that
//! are allowed.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use dateline::text::names::labels::{LABELS, OUTSIDE, followers, is_open, may_follow};
use dateline::text::names::{SCALE, transition};
use dateline::text::weights::Weights;

/// A set of labels.
pub type Allowed = u32;

/// All labels.
pub const ANY: Allowed = (1 << LABELS) - 1;

/// Features are hashes already.
#[derive(Default)]
struct Same(u64);

impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0 << 8 | u64::from(*byte);
        }
    }

    fn write_u32(&mut self, n: u32) {
        self.0 = u64::from(n).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

#[derive(Clone)]
struct Row {
    weights: [f32; LABELS],
    squares: [f32; LABELS],
    /// The weights of the rounds that are averaged, added up.
    sum: [f32; LABELS],
    seen: u32,
}

/// The field under training.
pub struct Field {
    index: HashMap<u32, u32, BuildHasherDefault<Same>>,
    rows: Vec<Row>,
    transitions: [[f32; LABELS]; LABELS],
    transition_squares: [[f32; LABELS]; LABELS],
    transition_sum: [[f32; LABELS]; LABELS],
    /// How many rounds are added up.
    rounds: f32,
    /// The exponentials of the transitions; zero where a label may not follow.
    factors: [[f32; LABELS]; LABELS],
    rate: f32,
    decay: f32,
    followers: Vec<Vec<usize>>,
    before: Vec<Vec<usize>>,
}

/// One token: its features, already numbered, and the labels that the corpus allows.
pub struct Item {
    pub features: Vec<u32>,
    pub allowed: Allowed,
}

/// Makes numbers shares of their sum; `None` when all are zero.
fn scale(numbers: &mut [f32; LABELS]) -> Option<()> {
    let sum: f32 = numbers.iter().sum();
    (sum > 0.0).then(|| numbers.iter_mut().for_each(|n| *n /= sum))
}

impl Field {
    pub fn new(rate: f32, decay: f32) -> Self {
        let mut factors = [[0.0; LABELS]; LABELS];
        for (a, row) in factors.iter_mut().enumerate() {
            row.iter_mut().enumerate().for_each(|(b, f)| *f = if may_follow(a, b) { 1.0 } else { 0.0 });
        }
        let before = (0..LABELS).map(|b| (0..LABELS).filter(|a| may_follow(*a, b)).collect()).collect();
        Self {
            index: HashMap::default(),
            rows: Vec::new(),
            transitions: [[0.0; LABELS]; LABELS],
            transition_squares: [[0.0; LABELS]; LABELS],
            transition_sum: [[0.0; LABELS]; LABELS],
            rounds: 0.0,
            factors,
            rate,
            decay,
            followers: followers(),
            before,
        }
    }

    /// Numbers a feature, and may count it.
    pub fn number(&mut self, feature: u32, count: bool) -> u32 {
        let next = self.rows.len() as u32;
        let at = *self.index.entry(feature).or_insert(next);
        if at == next {
            self.rows.push(Row { weights: [0.0; LABELS], squares: [0.0; LABELS], sum: [0.0; LABELS], seen: 0 });
        }
        self.rows[at as usize].seen += u32::from(count);
        at
    }

    /// Learns one stretch of tokens outside of which no name reaches.
    pub fn learn(&mut self, items: &[Item]) {
        let scores: Vec<[f32; LABELS]> = items.iter().map(|i| self.scores(&i.features)).collect();
        let all = vec![ANY; items.len()];
        let allowed: Vec<Allowed> = items.iter().map(|i| i.allowed).collect();
        let Some(truth) = self.expectations(&scores, &allowed) else { return };
        let Some(guess) = self.expectations(&scores, &all) else { return };
        for (i, item) in items.iter().enumerate() {
            let mut change = [0.0; LABELS];
            for (label, change) in change.iter_mut().enumerate() {
                *change = truth.labels[i][label] - guess.labels[i][label];
            }
            if change.iter().all(|c| c.abs() < 5e-3) {
                continue;
            }
            for feature in &item.features {
                let row = &mut self.rows[*feature as usize];
                for (label, change) in change.iter().enumerate() {
                    let gradient = change - self.decay * row.weights[label];
                    row.squares[label] += gradient * gradient;
                    row.weights[label] += self.rate * gradient / (row.squares[label].sqrt() + 0.1);
                }
            }
        }
        for a in 0..LABELS {
            for &b in &self.followers[a] {
                let gradient = truth.steps[a][b] - guess.steps[a][b];
                if gradient.abs() > 1e-3 {
                    self.transition_squares[a][b] += gradient * gradient;
                    self.transitions[a][b] += self.rate * gradient / (self.transition_squares[a][b].sqrt() + 0.1);
                    self.factors[a][b] = self.transitions[a][b].exp();
                }
            }
        }
    }

    /// Adds the weights of now to those that are averaged in the end.
    pub fn remember(&mut self) {
        self.rounds += 1.0;
        for row in &mut self.rows {
            row.sum.iter_mut().zip(&row.weights).for_each(|(sum, weight)| *sum += weight);
        }
        for (sums, weights) in self.transition_sum.iter_mut().zip(&self.transitions) {
            sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight);
        }
    }

    /// Adds what another field that learned the same remembers.
    pub fn join(&mut self, other: &Field) {
        self.rounds += other.rounds;
        let mut keys: Vec<(u32, u32)> = other.index.iter().map(|(k, v)| (*k, *v)).collect();
        keys.sort_unstable();
        for (key, at) in keys {
            let theirs = &other.rows[at as usize];
            let ours = self.number(key, false) as usize;
            let ours = &mut self.rows[ours];
            ours.seen = ours.seen.max(theirs.seen);
            ours.sum.iter_mut().zip(&theirs.sum).for_each(|(sum, s)| *sum += s);
        }
        for (ours, theirs) in self.transition_sum.iter_mut().zip(&other.transition_sum) {
            ours.iter_mut().zip(theirs).for_each(|(sum, s)| *sum += s);
        }
    }

    fn scores(&self, features: &[u32]) -> [f32; LABELS] {
        let mut scores = [0.0; LABELS];
        for feature in features {
            let row = &self.rows[*feature as usize].weights;
            for label in 0..LABELS {
                scores[label] += row[label];
            }
        }
        scores
    }

    /// How often each label and each step is expected on the allowed paths; `None` when there is no such path.
    ///
    /// Forward and backward sums are kept as shares of each token's total, so that long stretches do not underflow.
    fn expectations(&self, scores: &[[f32; LABELS]], allowed: &[Allowed]) -> Option<Expected> {
        let n = scores.len();
        let weights = |i: usize| {
            let most = scores[i].iter().copied().fold(f32::NEG_INFINITY, f32::max);
            let mut weights = [0.0; LABELS];
            for label in (0..LABELS).filter(|l| allowed[i] >> l & 1 != 0) {
                weights[label] = (scores[i][label] - most).max(-60.0).exp();
            }
            weights
        };
        let weights: Vec<[f32; LABELS]> = (0..n).map(weights).collect();
        let mut forward = vec![[0.0_f32; LABELS]; n];
        for i in 0..n {
            for b in (0..LABELS).filter(|b| weights[i][*b] > 0.0) {
                let reach: f32 = if i == 0 {
                    self.factors[OUTSIDE][b]
                } else {
                    self.before[b].iter().map(|a| forward[i - 1][*a] * self.factors[*a][b]).sum()
                };
                forward[i][b] = reach * weights[i][b];
            }
            scale(&mut forward[i])?;
        }
        let mut backward = vec![[0.0_f32; LABELS]; n];
        for a in (0..LABELS).filter(|a| !is_open(*a)) {
            backward[n - 1][a] = self.factors[a][OUTSIDE];
        }
        scale(&mut backward[n - 1])?;
        for i in (0..n - 1).rev() {
            for a in (0..LABELS).filter(|a| forward[i][*a] > 0.0) {
                let ways = self.followers[a].iter();
                backward[i][a] = ways.map(|b| self.factors[a][*b] * weights[i + 1][*b] * backward[i + 1][*b]).sum();
            }
            scale(&mut backward[i])?;
        }
        let mut expected = Expected { labels: vec![[0.0; LABELS]; n], steps: [[0.0; LABELS]; LABELS] };
        for i in 0..n {
            for label in 0..LABELS {
                expected.labels[i][label] = forward[i][label] * backward[i][label];
            }
            scale(&mut expected.labels[i])?;
        }
        for label in 0..LABELS {
            expected.steps[OUTSIDE][label] += expected.labels[0][label];
            expected.steps[label][OUTSIDE] += expected.labels[n - 1][label];
        }
        let mut ways = [[0.0_f32; LABELS]; LABELS];
        for i in 1..n {
            let mut sum = 0.0;
            for a in (0..LABELS).filter(|a| forward[i - 1][*a] > 0.0) {
                for &b in &self.followers[a] {
                    ways[a][b] = forward[i - 1][a] * self.factors[a][b] * weights[i][b] * backward[i][b];
                    sum += ways[a][b];
                }
            }
            for a in (0..LABELS).filter(|a| sum > 0.0 && forward[i - 1][*a] > 0.0) {
                for &b in &self.followers[a] {
                    expected.steps[a][b] += ways[a][b] / sum;
                }
            }
        }
        Some(expected)
    }

    /// The average of the weights remembered as whole numbers, without what says little.
    pub fn finish(&self, least: f32) -> Weights {
        let rounds = self.rounds.max(1.0);
        let whole = |w: f32| (w * SCALE).round().clamp(-127.0, 127.0) as i8;
        let cells = |weights: &[f32; LABELS]| {
            let cells = weights.iter().enumerate().map(|(l, w)| (l as u8, whole(*w)));
            cells.filter(|(_, v)| *v != 0).collect::<Vec<_>>()
        };
        let mut rows: Vec<(u32, Vec<(u8, i8)>)> = self
            .transition_sum
            .iter()
            .enumerate()
            .map(|(a, row)| (transition(a), cells(&row.map(|s| s / rounds))))
            .collect();
        let mut keys: Vec<(u32, u32)> = self.index.iter().map(|(k, v)| (*k, *v)).collect();
        keys.sort_unstable();
        for (key, at) in keys {
            let row = &self.rows[at as usize];
            let mut kept = row.sum.map(|s| s / rounds);
            if row.seen > 1 && kept.iter().any(|w| w.abs() >= least) {
                kept.iter_mut().filter(|w| w.abs() < least / 2.0).for_each(|w| *w = 0.0);
                rows.push((key, cells(&kept)));
            }
        }
        Weights::from_rows(&rows)
    }
}

struct Expected {
    labels: Vec<[f32; LABELS]>,
    steps: [[f32; LABELS]; LABELS],
}
