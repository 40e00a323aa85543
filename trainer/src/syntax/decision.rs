//! Decisions over few tokens: each token's vector is multiplied once for every part that it can play in a decision, so
//! that a decision adds up what its tokens give (Chen and Manning 2014).

use dateline::text::decision::{self, NONE};
use dateline::text::network::{Layer, add};

use super::encoder::dropout;
use super::param::{Param, multiply};
use crate::dice::Dice;

/// The weights of one kind of decision under training.
pub struct Decision {
    parts: usize,
    pub hidden: usize,
    width: usize,
    project: Param,
    outside: Param,
    facts: Param,
    bias: Param,
    out: Param,
    out_bias: Param,
}

/// What the tokens of some sentences give, and the gradient of that.
pub struct Given {
    pub given: Vec<f32>,
    gradient: Vec<f32>,
    mask: Vec<f32>,
}

impl Decision {
    /// Small values for decisions over so many tokens (`parts`) and facts.
    pub fn new([parts, facts]: [usize; 2], hidden: usize, width: usize, classes: usize, dice: &mut Dice) -> Self {
        let scale = |n: usize| (3.0 / n as f32).sqrt();
        Self {
            parts,
            hidden,
            width,
            project: Param::new(width, parts * hidden, 0.5 * scale(width), dice),
            outside: Param::sparse(2 * parts, hidden, 0.05, dice),
            facts: Param::sparse(facts, hidden, 0.05, dice),
            bias: Param::new(1, hidden, 0.0, dice),
            out: Param::new(classes, hidden, scale(hidden), dice),
            out_bias: Param::new(1, classes, 0.0, dice),
        }
    }

    /// What tokens give; `drop` as in the encoder.
    pub fn give(&self, h: &[f32], drop: f32, dice: &mut Dice) -> Given {
        let n = h.len() / self.width;
        let wide = self.parts * self.hidden;
        let mut given = vec![0.0; n * wide];
        multiply(h, &self.project.w, &mut given, [n, self.width, wide], [false; 2]);
        Given { gradient: vec![0.0; given.len()], given, mask: dropout(self.hidden, drop, dice) }
    }

    /// The scores of a decision over tokens, which are numbered within a sentence of `n` that starts at `start`.
    pub fn decide(
        &self,
        given: &Given,
        (start, n): (usize, usize),
        places: &[usize],
        facts: &[usize],
        hidden: &mut Vec<f32>,
        scores: &mut Vec<f32>,
    ) {
        let k = self.hidden;
        hidden.clear();
        hidden.extend_from_slice(&self.bias.w);
        for (part, place) in places.iter().enumerate() {
            match *place {
                NONE => add(hidden, self.outside.row(part)),
                p if p == n => add(hidden, self.outside.row(self.parts + part)),
                p => {
                    let at = ((start + p) * self.parts + part) * k;
                    add(hidden, &given.given[at..at + k]);
                }
            }
        }
        for s in facts {
            add(hidden, self.facts.row(*s));
        }
        for (x, m) in hidden.iter_mut().zip(&given.mask) {
            *x = x.max(0.0) * m;
        }
        scores.clear();
        for (row, b) in self.out.w.chunks_exact(k).zip(&self.out_bias.w) {
            scores.push(b + row.iter().zip(&*hidden).map(|(a, b)| a * b).sum::<f32>());
        }
    }

    /// Takes the gradient of the scores back; `hidden` as [`Decision::decide`] left it.
    pub fn learn(
        &mut self,
        given: &mut Given,
        (start, n): (usize, usize),
        places: &[usize],
        facts: &[usize],
        hidden: &[f32],
        gradient: &[f32],
    ) {
        let k = self.hidden;
        let mut inner = vec![0.0; k];
        for (c, g) in gradient.iter().enumerate().filter(|(_, g)| **g != 0.0) {
            let row = c * k..(c + 1) * k;
            for (i, (w, d)) in self.out.w[row.clone()].iter().zip(&mut self.out.g[row]).enumerate() {
                inner[i] += g * w;
                *d += g * hidden[i];
            }
            self.out_bias.g[c] += g;
        }
        for (i, (x, m)) in inner.iter_mut().zip(&given.mask).enumerate() {
            *x = if hidden[i] > 0.0 { *x * m } else { 0.0 };
        }
        add(&mut self.bias.g, &inner);
        for (part, place) in places.iter().enumerate() {
            match *place {
                NONE => self.outside.push(part, &inner),
                p if p == n => self.outside.push(self.parts + part, &inner),
                p => {
                    let at = ((start + p) * self.parts + part) * k;
                    add(&mut given.gradient[at..at + k], &inner);
                }
            }
        }
        for s in facts {
            self.facts.push(*s, &inner);
        }
    }

    /// Takes the gradient of what the tokens gave back to their vectors.
    pub fn backward(&mut self, given: &Given, h: &[f32], g: &mut [f32]) {
        let n = h.len() / self.width;
        let wide = self.parts * self.hidden;
        multiply(h, &given.gradient, &mut self.project.g, [self.width, n, wide], [true, false]);
        multiply(&given.gradient, &self.project.w, g, [n, wide, self.width], [false, true]);
    }

    /// As the program reads it.
    pub fn export(&self) -> decision::Decision {
        let project = Layer::new(&self.project.w, &vec![0.0; self.parts * self.hidden]);
        let mut turned = vec![0.0; self.out.w.len()];
        for (c, row) in self.out.w.chunks_exact(self.hidden).enumerate() {
            for (i, w) in row.iter().enumerate() {
                turned[i * self.out.rows + c] = *w;
            }
        }
        decision::Decision::new(
            project,
            self.bias.w.clone(),
            self.outside.w.clone(),
            self.facts.w.clone(),
            Layer::new(&turned, &self.out_bias.w),
        )
    }

    /// All weights.
    pub fn params(&mut self) -> impl Iterator<Item = &mut Param> {
        [&mut self.project, &mut self.outside, &mut self.facts, &mut self.bias, &mut self.out, &mut self.out_bias]
            .into_iter()
    }
}
