//! Decisions over a few tokens: each token's vector is multiplied once for every part that it can play in a decision, so
//! that a decision only adds up what its tokens give (Chen and Manning 2014).

use super::encoder::Vectors;
use super::model::ModelError;
use super::network::{Layer, Whole, add, read_values, with_wide_registers, write_values};
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

/// What the tokens of a sentence give, worked out when it is first asked for, since few tokens play every part. Its room is
/// used again for the next sentence.
#[derive(Debug, Default)]
pub struct Given {
    /// For each token and part one more than the place of what it gives; 0 before it is asked for.
    places: Vec<u32>,
    values: Vec<f32>,
    starts: Vec<usize>,
    sum: Vec<f32>,
    whole: Whole,
    /// The score of each choice, after [`Decision::decide`].
    pub scores: Vec<f32>,
}

impl Decision {
    /// From its tables; `outside` and `facts` are rows as long as `bias`.
    pub fn new(parts: Layer, bias: Vec<f32>, outside: Vec<f32>, facts: Vec<f32>, choices: Layer) -> Self {
        Self { parts, bias, outside, facts, choices }
    }

    /// Begins a sentence: nothing is given yet.
    pub fn begin(&self, vectors: &Vectors, given: &mut Given) {
        given.values.clear();
        given.places.clear();
        given.places.resize(vectors.len() * self.count(), 0);
        given.scores.resize(self.choices.outputs(), 0.0);
    }

    /// Works out what tokens give in a part, together, which is faster than one by one.
    pub fn ask(&self, vectors: &Vectors, given: &mut Given, part: usize, tokens: impl Iterator<Item = usize>) {
        let (hidden, from) = (self.bias.len(), given.values.len());
        given.starts.clear();
        for token in tokens.filter(|t| *t < vectors.len()) {
            let place = &mut given.places[token * self.count() + part];
            if *place == 0 {
                given.starts.push(token * vectors.width());
                *place = (from / hidden + given.starts.len()) as u32;
            }
        }
        given.values.resize(from + given.starts.len() * hidden, 0.0);
        let columns = part * hidden..(part + 1) * hidden;
        self.parts.multiply(vectors.numbers(), &given.starts, columns, &mut given.values[from..]);
    }

    /// Works out the scores of a decision: the token of each part, and which facts hold.
    pub fn decide(&self, vectors: &Vectors, given: &mut Given, tokens: &[usize], facts: &[usize]) {
        for (part, token) in tokens.iter().enumerate().filter(|(_, t)| **t < vectors.len()) {
            if given.places[token * tokens.len() + part] == 0 {
                self.ask(vectors, given, part, std::iter::once(*token));
            }
        }
        let (hidden, parts) = (self.bias.len(), tokens.len());
        let Given { places, values, sum, .. } = given;
        with_wide_registers(|| {
            sum.clone_from(&self.bias);
            let mut tell = |table: &[f32], i: usize| add(sum, table.get(i * hidden..(i + 1) * hidden).unwrap_or(&[]));
            for (part, token) in tokens.iter().enumerate() {
                match *token {
                    NONE => tell(&self.outside, part),
                    token if token < vectors.len() => tell(values, places[token * parts + part] as usize - 1),
                    _ => tell(&self.outside, parts + part),
                }
            }
            facts.iter().for_each(|fact| tell(&self.facts, *fact));
            sum.iter_mut().for_each(|x| *x = x.max(0.0));
        });
        given.whole.set(&given.sum);
        self.choices.multiply(&given.whole, &[0], 0..self.choices.outputs(), &mut given.scores);
    }

    /// How many parts a token can play.
    fn count(&self) -> usize {
        self.parts.outputs() / self.bias.len().max(1)
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
