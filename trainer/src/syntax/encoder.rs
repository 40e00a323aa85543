//! From words to vectors: the sum of the rows of a word's features, then convolutions over three words with what came in
//! added (He et al. 2016).

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use dateline::text::encoder;
use dateline::text::features::{self, word_key};
use dateline::text::network::{Layer, add};
use dateline::text::words::WordTable;

use super::param::{Param, multiply};
use crate::conllu::Row;
use crate::dice::Dice;

/// 50,000 frequent words of GloVe, a line each, then their vectors in units of 1/32.
const VECTORS: &[u8] = include_bytes!("../../data/word_vectors.bin");
/// Values of such a vector.
const VECTOR: usize = 50;

/// A token as rows of the table; `word` and `vector` may be dropped in training.
#[derive(Clone)]
pub struct Seen {
    pub word: Option<u32>,
    pub vector: Option<u32>,
    pub rows: Vec<u32>,
}

/// The encoder under training.
pub struct Encoder {
    /// Values of a token's vector.
    pub width: usize,
    rows: HashMap<u32, u32>,
    vectors: HashMap<u32, u32>,
    vector_values: Vec<f32>,
    pub table: Param,
    pub lift: Param,
    pub layers: Vec<(Param, Param)>,
}

/// What a pass keeps for the way back.
pub struct Pass {
    seen: Vec<Seen>,
    /// The word vector of each token; zeros where it has none.
    dense: Vec<f32>,
    bounds: Vec<usize>,
    mask: Vec<f32>,
    inputs: Vec<Vec<f32>>,
    outs: Vec<Vec<f32>>,
    pub out: Vec<f32>,
}

impl Encoder {
    /// For the words of sentences; features seen fewer than `least` times are left out.
    pub fn new(sentences: &[Vec<Row>], known: &WordTable, [width, depth, least]: [usize; 3], dice: &mut Dice) -> Self {
        let mut counts: HashMap<u32, usize> = HashMap::new();
        let (mut order, mut found) = (Vec::new(), Vec::new());
        for sentence in sentences {
            for (i, row) in sentence.iter().enumerate() {
                features::keys(known, &row.word, i == 0, &mut found);
                for key in &found {
                    let n = counts.entry(*key).or_insert_with(|| {
                        order.push(*key);
                        0
                    });
                    *n += 1;
                }
            }
        }
        order.retain(|k| counts[k] >= least);
        let rows: HashMap<u32, u32> = order.iter().enumerate().map(|(i, k)| (*k, i as u32)).collect();
        let end = VECTORS.windows(2).position(|w| w == b"\n\n").unwrap_or(0);
        let words = std::str::from_utf8(&VECTORS[..end]).unwrap_or("");
        let vectors = words.lines().enumerate().map(|(i, w)| (word_key(w), i as u32)).collect();
        let vector_values = VECTORS[end + 2..].iter().map(|b| f32::from(*b as i8) / 32.0).collect();
        let scale = |n: usize| (3.0 / n as f32).sqrt();
        let layers = (0..depth)
            .map(|_| (Param::new(3 * width, width, scale(3 * width), dice), Param::new(1, width, 0.0, dice)))
            .collect();
        Self {
            width,
            table: Param::sparse(rows.len(), width, 0.1, dice),
            lift: Param::new(VECTOR, width, 0.3 * scale(VECTOR), dice),
            rows,
            vectors,
            vector_values,
            layers,
        }
    }

    /// Looks a token up.
    pub fn see(&self, known: &WordTable, text: &str, first: bool) -> Seen {
        let mut keys = Vec::new();
        features::keys(known, text, first, &mut keys);
        Seen {
            word: self.rows.get(&keys[0]).copied(),
            vector: self.vectors.get(&keys[0]).copied(),
            rows: keys[1..].iter().filter_map(|k| self.rows.get(k)).copied().collect(),
        }
    }

    /// Vectors for the tokens of sentences that end at `bounds`; `drop` is the share of values left out in training.
    pub fn forward(&self, seen: Vec<Seen>, bounds: Vec<usize>, drop: f32, dice: &mut Dice) -> Pass {
        let (n, d) = (seen.len(), self.width);
        let mut h = vec![0.0; n * d];
        let mut dense = vec![0.0; n * VECTOR];
        for (i, s) in seen.iter().enumerate() {
            let out = &mut h[i * d..(i + 1) * d];
            for row in s.rows.iter().chain(&s.word) {
                add(out, self.table.row(*row as usize));
            }
            if let Some(v) = s.vector {
                let v = v as usize * VECTOR;
                dense[i * VECTOR..(i + 1) * VECTOR].copy_from_slice(&self.vector_values[v..v + VECTOR]);
            }
        }
        multiply(&dense, &self.lift.w, &mut h, [n, VECTOR, d], [false; 2]);
        let mask = dropout(n * d, drop, dice);
        for (x, m) in h.iter_mut().zip(&mask) {
            *x *= m;
        }
        let (mut inputs, mut outs) = (Vec::new(), Vec::new());
        for (w, b) in &self.layers {
            let input = windows(&h, &bounds, d);
            let mut out: Vec<f32> = b.w.iter().copied().cycle().take(n * d).collect();
            multiply(&input, &w.w, &mut out, [n, 3 * d, d], [false; 2]);
            for (x, o) in h.iter_mut().zip(&mut out) {
                *o = o.max(0.0);
                *x += *o;
            }
            inputs.push(input);
            outs.push(out);
        }
        Pass { seen, dense, bounds, mask, inputs, outs, out: h }
    }

    /// Takes the gradient of what came out back to all weights.
    pub fn backward(&mut self, pass: &Pass, mut g: Vec<f32>) {
        let (n, d) = (pass.seen.len(), self.width);
        for ((w, b), (input, out)) in self.layers.iter_mut().zip(pass.inputs.iter().zip(&pass.outs)).rev() {
            let mut inner: Vec<f32> = g.iter().zip(out).map(|(g, o)| if *o > 0.0 { *g } else { 0.0 }).collect();
            multiply(input, &inner, &mut w.g, [3 * d, n, d], [true, false]);
            for row in inner.chunks_exact(d) {
                add(&mut b.g, row);
            }
            let mut wide = vec![0.0; n * 3 * d];
            multiply(&inner, &w.w, &mut wide, [n, d, 3 * d], [false, true]);
            inner.clear();
            spread(&wide, &pass.bounds, d, &mut g);
        }
        for (x, m) in g.iter_mut().zip(&pass.mask) {
            *x *= m;
        }
        for (i, s) in pass.seen.iter().enumerate() {
            let gradient = &g[i * d..(i + 1) * d];
            for row in s.rows.iter().chain(&s.word) {
                self.table.push(*row as usize, gradient);
            }
        }
        multiply(&pass.dense, &g, &mut self.lift.g, [VECTOR, n, d], [true, false]);
    }

    /// As the program reads it: the vectors of words, multiplied, are part of the words' rows.
    pub fn export(&self) -> encoder::Encoder {
        let mut table: BTreeMap<u32, Vec<f32>> = BTreeMap::new();
        let mut put = |key: u32, row: &[f32]| {
            let sum = table.entry(key).or_insert_with(|| vec![0.0; self.width]);
            add(sum, row);
        };
        for (key, row) in sorted(&self.rows) {
            put(key, self.table.row(row));
        }
        for (key, vector) in sorted(&self.vectors) {
            let mut row = vec![0.0; self.width];
            multiply(
                &self.vector_values[vector * VECTOR..],
                &self.lift.w,
                &mut row,
                [1, VECTOR, self.width],
                [false; 2],
            );
            put(key, &row);
        }
        let (keys, rows): (Vec<u32>, Vec<Vec<f32>>) = table.into_iter().unzip();
        let layers = self.layers.iter().map(|(w, b)| Layer::new(&w.w, &b.w)).collect();
        encoder::Encoder::new(keys, &rows.concat(), layers)
    }

    /// All weights.
    pub fn params(&mut self) -> impl Iterator<Item = &mut Param> {
        [&mut self.table, &mut self.lift].into_iter().chain(self.layers.iter_mut().flat_map(|(w, b)| [w, b]))
    }
}

fn sorted(map: &HashMap<u32, u32>) -> BTreeMap<u32, usize> {
    map.iter().map(|(k, v)| (*k, *v as usize)).collect()
}

/// Factors that leave out a share of the values and raise the others.
pub fn dropout(n: usize, share: f32, dice: &mut Dice) -> Vec<f32> {
    if share == 0.0 {
        return vec![1.0; n];
    }
    (0..n).map(|_| if dice.unit() < share { 0.0 } else { 1.0 / (1.0 - share) }).collect()
}

/// For each token which values its neighbours and itself have, and where these stand in its window; nothing stands there
/// beyond the sentence.
fn neighbours(bounds: &[usize], d: usize) -> impl Iterator<Item = (Range<usize>, Range<usize>)> {
    let starts = std::iter::once(0).chain(bounds.iter().copied());
    starts.zip(bounds).flat_map(move |(start, end)| {
        (start..*end).map(move |i| {
            let (from, to) = (i.saturating_sub(1).max(start), (i + 2).min(*end));
            let at = i * 3 * d + (from + 1 - i) * d;
            (from * d..to * d, at..at + (to - from) * d)
        })
    })
}

/// Each token's vector between those of its neighbours.
fn windows(h: &[f32], bounds: &[usize], d: usize) -> Vec<f32> {
    let mut out = vec![0.0; h.len() * 3];
    for (values, window) in neighbours(bounds, d) {
        out[window].copy_from_slice(&h[values]);
    }
    out
}

/// The way back of [`windows`], added to `g`.
fn spread(wide: &[f32], bounds: &[usize], d: usize, g: &mut [f32]) {
    for (values, window) in neighbours(bounds, d) {
        add(&mut g[values], &wide[window]);
    }
}
