//! The averaged perceptron (Collins 2002), with rows made only for features that were part of a mistake.

use std::collections::HashMap;

use dateline::text::weights::Weights;

#[derive(Default, Clone, Copy)]
struct Cell {
    weight: f32,
    total: f32,
    since: u32,
}

/// Weights under training.
pub struct Perceptron {
    classes: usize,
    rows: HashMap<u32, Vec<Cell>>,
    step: u32,
}

impl Perceptron {
    /// All weights are zero.
    pub fn new(classes: usize) -> Self {
        Self { classes, rows: HashMap::new(), step: 0 }
    }

    /// The score of each class.
    pub fn scores(&self, features: &[u32]) -> Vec<f32> {
        let mut scores = vec![0.0; self.classes];
        for row in features.iter().filter_map(|f| self.rows.get(f)) {
            for (score, cell) in scores.iter_mut().zip(row) {
                *score += cell.weight;
            }
        }
        scores
    }

    /// Counts an example, and after a mistake moves the weights.
    pub fn learn(&mut self, features: &[u32], truth: usize, guess: usize) {
        self.step += 1;
        if truth == guess {
            return;
        }
        for feature in features {
            let row = self.rows.entry(*feature).or_insert_with(|| vec![Cell::default(); self.classes]);
            for (class, change) in [(truth, 1.0), (guess, -1.0)] {
                let cell = &mut row[class];
                cell.total += cell.weight * (self.step - cell.since) as f32;
                cell.since = self.step;
                cell.weight += change;
            }
        }
    }

    /// The averaged weights in eighths, without what says little.
    pub fn finish(&self) -> Weights {
        let mut keys: Vec<u32> = self.rows.keys().copied().collect();
        keys.sort_unstable();
        let mut rows = Vec::new();
        for key in keys {
            let mut row = Vec::new();
            for (class, cell) in self.rows[&key].iter().enumerate() {
                let total = cell.total + cell.weight * (self.step - cell.since) as f32;
                let value = (total / self.step as f32 * 8.0).round().clamp(-127.0, 127.0) as i8;
                if value.abs() > 3 {
                    row.push((class as u8, value));
                }
            }
            if row.iter().any(|(_, v)| v.abs() > 9) {
                rows.push((key, row));
            }
        }
        Weights::from_rows(&rows)
    }
}

/// The index of the highest score among those allowed; the first of equals.
pub fn best(scores: &[f32], allowed: impl Fn(usize) -> bool) -> usize {
    let mut best = None;
    for (i, score) in scores.iter().enumerate().filter(|(i, _)| allowed(*i)) {
        if best.is_none_or(|b: usize| *score > scores[b]) {
            best = Some(i);
        }
    }
    best.unwrap_or(0)
}
