//! Decisions over a few tokens: each token's vector is multiplied once for every part that it can play in a decision, so
//! that a decision only adds up what its tokens give (Chen and Manning 2014).

use super::encoder::Vectors;
use super::model::ModelError;
use super::network::{Layer, add, read_values, write_values};
use super::reader::Reader;

/// Stands for no token. The number of the sentence's tokens stands for the root.
pub const NONE: usize = usize::MAX;

/// The weights of one kind of decision.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Decision {
    /// From a token's vector to what it gives in each part.
    parts: Layer,
    /// What is given in every decision.
    bias: Vec<f32>,
    /// What is given in each part by no token, then in each part by the root.
    outside: Vec<f32>,
    /// What facts give.
    facts: Vec<f32>,
    /// From what was given together to the choices.
    choices: Layer,
}

/// What the tokens of a sentence give.
#[derive(Debug)]
pub struct Given {
    values: Vec<f32>,
    tokens: usize,
    sum: Vec<f32>,
    /// The score of each choice, after [`Decision::decide`].
    pub scores: Vec<f32>,
}

impl Decision {
    /// From its tables; `outside` and `facts` are rows as long as `bias`.
    pub fn new(parts: Layer, bias: Vec<f32>, outside: Vec<f32>, facts: Vec<f32>, choices: Layer) -> Self {
        Self { parts, bias, outside, facts, choices }
    }

    /// What each token gives in each part.
    pub fn give(&self, vectors: &Vectors) -> Given {
        let tokens = vectors.len();
        let mut values = vec![0.0; tokens * self.parts.outputs()];
        self.parts.apply(vectors.tokens(), vectors.width(), &mut values);
        Given { values, tokens, sum: self.bias.clone(), scores: vec![0.0; self.choices.outputs()] }
    }

    /// Works out the scores of a decision: the token of each part, and which facts hold.
    pub fn decide<'a>(&'a self, given: &'a mut Given, tokens: &[usize], facts: &[usize]) {
        let Given { values, tokens: count, sum, scores } = given;
        let hidden = self.bias.len();
        let row = |table: &'a [f32], i: usize| table.get(i * hidden..(i + 1) * hidden).unwrap_or(&[]);
        sum.copy_from_slice(&self.bias);
        let parts = tokens.len();
        for (part, token) in tokens.iter().enumerate() {
            if *token < *count {
                add(sum, row(values, token * parts + part));
            } else {
                let place = if *token == NONE { part } else { parts + part };
                add(sum, row(&self.outside, place));
            }
        }
        for fact in facts {
            add(sum, row(&self.facts, *fact));
        }
        sum.iter_mut().for_each(|x| *x = x.max(0.0));
        self.choices.apply(sum, hidden, scores);
    }

    /// Appends the weights to a file.
    pub fn write(&self, out: &mut Vec<u8>) {
        self.parts.write(out);
        write_values(&self.bias, out);
        write_values(&self.outside, out);
        write_values(&self.facts, out);
        self.choices.write(out);
    }

    /// Reads weights back.
    pub fn read(bytes: &mut Reader) -> Result<Self, ModelError> {
        let parts = Layer::read(bytes)?;
        let [bias, outside, facts] = [read_values(bytes)?, read_values(bytes)?, read_values(bytes)?];
        Ok(Self { parts, bias, outside, facts, choices: Layer::read(bytes)? })
    }
}

/// The highest score among the choices that are allowed; the first of equals.
pub fn best(scores: &[f32], allowed: impl Fn(usize) -> bool) -> usize {
    let mut best = None;
    for (i, score) in scores.iter().enumerate().filter(|(i, _)| allowed(*i)) {
        if best.is_none_or(|b: usize| *score > scores[b]) {
            best = Some(i);
        }
    }
    best.unwrap_or(0)
}
