//! Weights under training, with the moments of Adam (Kingma and Ba 2015).

use crate::dice::Dice;

/// A table of weights, `rows` by `columns`.
#[derive(Clone)]
pub struct Param {
    pub rows: usize,
    pub columns: usize,
    pub w: Vec<f32>,
    pub g: Vec<f32>,
    m: Vec<f32>,
    v: Vec<f32>,
    /// Which rows have a gradient; empty where all have.
    touched: Vec<u32>,
    sparse: bool,
}

const BETA: [f32; 2] = [0.9, 0.999];

impl Param {
    /// Uniform values of the given width around zero.
    pub fn new(rows: usize, columns: usize, width: f32, dice: &mut Dice) -> Self {
        let w: Vec<f32> = (0..rows * columns).map(|_| (dice.unit() * 2.0 - 1.0) * width).collect();
        let zero = vec![0.0; w.len()];
        Self { rows, columns, g: zero.clone(), m: zero.clone(), v: zero.clone(), w, touched: Vec::new(), sparse: false }
    }

    /// As [`Param::new`], for a table of which each step uses few rows.
    pub fn sparse(rows: usize, columns: usize, width: f32, dice: &mut Dice) -> Self {
        Self { sparse: true, ..Self::new(rows, columns, width, dice) }
    }

    /// A row of the weights.
    pub fn row(&self, i: usize) -> &[f32] {
        &self.w[i * self.columns..(i + 1) * self.columns]
    }

    /// Adds the weights to a sum of those of several rounds.
    pub fn add_to(&self, sum: &mut Vec<f32>) {
        sum.resize(self.w.len(), 0.0);
        sum.iter_mut().zip(&self.w).for_each(|(s, w)| *s += w);
    }

    /// Puts the mean of so many rounds in the place of the weights.
    pub fn set_mean(&mut self, sum: &[f32], rounds: usize) {
        self.w.iter_mut().zip(sum).for_each(|(w, s)| *w = s / rounds as f32);
    }

    /// Adds to the gradient of a row.
    pub fn push(&mut self, i: usize, gradient: &[f32]) {
        self.touched.push(i as u32);
        for (g, d) in self.g[i * self.columns..(i + 1) * self.columns].iter_mut().zip(gradient) {
            *g += d;
        }
    }

    /// Moves the weights against the gradient, which is zero afterwards.
    pub fn step(&mut self, rate: f32, t: i32) {
        let correct = rate * (1.0 - BETA[1].powi(t)).sqrt() / (1.0 - BETA[0].powi(t));
        if self.sparse {
            let mut touched = std::mem::take(&mut self.touched);
            touched.sort_unstable();
            touched.dedup();
            for i in touched {
                let range = i as usize * self.columns..(i as usize + 1) * self.columns;
                self.update(range, correct);
            }
        } else {
            self.update(0..self.w.len(), correct);
        }
    }

    fn update(&mut self, range: std::ops::Range<usize>, rate: f32) {
        let (w, g, m, v) = (
            &mut self.w[range.clone()],
            &mut self.g[range.clone()],
            &mut self.m[range.clone()],
            &mut self.v[range.clone()],
        );
        for i in 0..w.len() {
            m[i] = BETA[0] * m[i] + (1.0 - BETA[0]) * g[i];
            v[i] = BETA[1] * v[i] + (1.0 - BETA[1]) * g[i] * g[i];
            w[i] -= rate * m[i] / (v[i].sqrt() + 1e-8);
            g[i] = 0.0;
        }
    }
}

/// `c += a · b` with `a` of `n` by `k` and `b` of `k` by `m`; `turned` says that a table is stored the other way round.
pub fn multiply(a: &[f32], b: &[f32], c: &mut [f32], [n, k, m]: [usize; 3], turned: [bool; 2]) {
    assert!(a.len() >= n * k && b.len() >= k * m && c.len() >= n * m);
    let (ra, ca) = if turned[0] { (1, n as isize) } else { (k as isize, 1) };
    let (rb, cb) = if turned[1] { (1, k as isize) } else { (m as isize, 1) };
    #[allow(unsafe_code)]
    // The lengths are checked above.
    unsafe {
        matrixmultiply::sgemm(n, k, m, 1.0, a.as_ptr(), ra, ca, b.as_ptr(), rb, cb, 1.0, c.as_mut_ptr(), m as isize, 1);
    }
}
