//! Training of encoder, tags, transitions and relations together: one network, so that each helps the others.

mod decision;
mod encoder;
mod measure;
mod oracle;
mod param;
mod sentences;

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use dateline::text::decision::best;
use dateline::text::network::{Layer, add};
use dateline::text::parser::{
    self, RELATION_FACTS, RELATION_PARTS, State, TRANSITION_FACTS, TRANSITION_PARTS, TRANSITIONS,
};
use dateline::text::words::WordTable;
use dateline::text::{Model, Penn, Rel, Upos};

use crate::conllu::Row;
use crate::dice::Dice;
use decision::Decision;
use encoder::{Encoder, Seen, dropout};
pub use measure::measure;
use oracle::costs;
use param::{Param, multiply};
pub use sentences::write as made_up;

/// The weights are the mean of those after so many of the last rounds.
const AVERAGED: usize = 6;

/// All that is trained together.
struct Network {
    encoder: Encoder,
    tags: Param,
    tags_bias: Param,
    transitions: Decision,
    relations: Decision,
}

/// How to train.
pub struct Settings {
    pub width: usize,
    pub depth: usize,
    pub hidden: usize,
    pub epochs: usize,
    pub batch: usize,
    pub rate: f32,
    pub drop: f32,
    pub drop_word: f32,
    /// Sentences made up beside those of the treebanks.
    pub made: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            width: 96,
            depth: 4,
            hidden: 64,
            epochs: 18,
            batch: 200,
            rate: 0.002,
            drop: 0.25,
            drop_word: 0.1,
            made: 6000,
        }
    }
}

impl Settings {
    /// Changes one by its name.
    pub fn set(&mut self, key: &str, value: &str) -> Result<()> {
        let value: f32 = value.parse()?;
        match key {
            "width" => self.width = value as usize,
            "depth" => self.depth = value as usize,
            "hidden" => self.hidden = value as usize,
            "epochs" => self.epochs = value as usize,
            "batch" => self.batch = value as usize,
            "rate" => self.rate = value,
            "drop" => self.drop = value,
            "drop-word" => self.drop_word = value,
            "made" => self.made = value as usize,
            _ => bail!("'{key}' is no setting of the trainer"),
        }
        Ok(())
    }
}

/// Every fifteenth sentence again as a headline, half of them in capitals throughout.
pub fn with_capitals(train: &[Vec<Row>]) -> Vec<Vec<Row>> {
    let capital = |w: &str| w.chars().take(1).flat_map(char::to_uppercase).chain(w.chars().skip(1)).collect::<String>();
    let change = |(i, s): (usize, &Vec<Row>)| {
        let mut copy = s.clone();
        for row in &mut copy {
            row.word = if i % 2 == 0 { capital(&row.word) } else { row.word.to_uppercase() };
        }
        copy
    };
    train.iter().step_by(15).enumerate().map(change).collect()
}

/// The tags and relations of a treebank.
fn inventory(treebank: &[Vec<Row>]) -> (Vec<(Upos, Penn)>, Vec<Rel>) {
    const RARE: usize = 10;
    let mut counts: BTreeMap<(Upos, Penn), usize> = BTreeMap::new();
    for row in treebank.iter().flatten() {
        *counts.entry((row.upos, row.penn)).or_default() += 1;
    }
    // Combinations seen a few times are slips of the annotators; in a tiny treebank everything is rare.
    let rare = if treebank.len() < 1000 { 1 } else { RARE };
    let tags = counts.into_iter().filter(|(_, n)| *n >= rare).map(|(t, _)| t).collect();
    let mut rels: Vec<_> = treebank.iter().flatten().map(|r| r.rel).collect();
    rels.sort();
    rels.dedup();
    (tags, rels)
}

fn number(tags: &[(Upos, Penn)], row: &Row) -> usize {
    let exact = tags.iter().position(|t| *t == (row.upos, row.penn));
    exact.or_else(|| tags.iter().position(|t| t.0 == row.upos)).unwrap_or(0)
}

/// Probabilities from scores, of those allowed.
fn softmax(scores: &mut [f32], allowed: impl Fn(usize) -> bool) {
    let most = (0..scores.len()).filter(|i| allowed(*i)).map(|i| scores[i]).fold(f32::MIN, f32::max);
    let mut sum = 0.0;
    for (i, score) in scores.iter_mut().enumerate() {
        *score = if allowed(i) { (*score - most).exp() } else { 0.0 };
        sum += *score;
    }
    scores.iter_mut().for_each(|s| *s /= sum);
}

struct Example {
    seen: Vec<Seen>,
    tags: Vec<usize>,
    gold: Vec<usize>,
    heads: Vec<Option<usize>>,
    rels: Vec<usize>,
}

/// Trains on a treebank; a sentence in fifteen once more as a headline. The same sentences give the same model, as far as
/// the processor's arithmetic is the same.
pub fn train(treebank: &[Vec<Row>], words: WordTable, s: &Settings) -> Model {
    let (tags, rels) = inventory(treebank);
    let least = if treebank.len() < 1000 { 1 } else { 3 };
    let treebank = [treebank, &with_capitals(treebank)].concat();
    let mut dice = Dice(7);
    let encoder = Encoder::new(&treebank, &words, [s.width, s.depth, least], &mut dice);
    let mut net = Network {
        tags: Param::new(s.width, tags.len(), (3.0 / s.width as f32).sqrt(), &mut dice),
        tags_bias: Param::new(1, tags.len(), 0.0, &mut dice),
        transitions: Decision::new([TRANSITION_PARTS, TRANSITION_FACTS], s.hidden, s.width, TRANSITIONS, &mut dice),
        relations: Decision::new([RELATION_PARTS, RELATION_FACTS], s.hidden, s.width, rels.len(), &mut dice),
        encoder,
    };
    let examples: Vec<Example> = treebank
        .iter()
        .map(|sentence| Example {
            seen: sentence.iter().enumerate().map(|(i, r)| net.encoder.see(&words, &r.word, i == 0)).collect(),
            tags: sentence.iter().map(|r| number(&tags, r)).collect(),
            gold: sentence.iter().map(|r| r.head.unwrap_or(sentence.len())).collect(),
            heads: sentence.iter().map(|r| r.head).collect(),
            rels: sentence.iter().map(|r| rels.iter().position(|x| *x == r.rel).unwrap_or(0)).collect(),
        })
        .collect();
    let tokens: usize = examples.iter().map(|e| e.seen.len()).sum();
    let steps = (s.epochs * tokens / s.batch).max(1) as f32;
    let warm_up = (steps / 20.0).clamp(1.0, 200.0);
    let mut step = 0;
    let mut sums: Vec<Vec<f32>> = Vec::new();
    for epoch in 0..s.epochs {
        let order = dice.order(examples.len());
        let mut at = 0;
        let mut loss = [0.0_f64; 3];
        while at < order.len() {
            let mut batch: Vec<&Example> = Vec::new();
            let mut size = 0;
            while at < order.len() && size < s.batch {
                batch.push(&examples[order[at]]);
                size += examples[order[at]].seen.len();
                at += 1;
            }
            let losses = net.batch(&batch, s, epoch > 0, &mut dice);
            loss.iter_mut().zip(losses).for_each(|(sum, l)| *sum += l / tokens as f64);
            step += 1;
            // Rises for a moment, then falls evenly.
            let rate = s.rate * (1.0 - step as f32 / steps).max(0.02) * (step as f32 / warm_up).min(1.0);
            net.params().for_each(|p| p.step(rate, step));
        }
        if epoch + AVERAGED >= s.epochs {
            sums.resize_with(net.params().count(), Vec::new);
            net.params().zip(&mut sums).for_each(|(p, sum)| p.add_to(sum));
        }
        eprintln!("epoch {epoch}: loss of tags {:.3}, transitions {:.3}, relations {:.3}", loss[0], loss[1], loss[2]);
    }
    net.params().zip(&sums).for_each(|(p, sum)| p.set_mean(sum, AVERAGED.min(s.epochs)));
    Model {
        tags,
        rels,
        words,
        encoder: net.encoder.export(),
        tagger: Layer::new(&net.tags.w, &net.tags_bias.w),
        transitions: net.transitions.export(),
        relations: net.relations.export(),
        names: Default::default(),
    }
}

impl Network {
    fn params(&mut self) -> impl Iterator<Item = &mut Param> {
        self.encoder
            .params()
            .chain([&mut self.tags, &mut self.tags_bias])
            .chain(self.transitions.params())
            .chain(self.relations.params())
    }

    fn batch(&mut self, batch: &[&Example], s: &Settings, explore: bool, dice: &mut Dice) -> [f64; 3] {
        let mut seen: Vec<Seen> = Vec::new();
        let mut bounds = Vec::new();
        for e in batch {
            seen.extend(e.seen.iter().cloned());
            bounds.push(seen.len());
        }
        for token in &mut seen {
            if dice.unit() < s.drop_word {
                token.word = None;
                if dice.unit() < 0.5 {
                    token.vector = None;
                }
            }
        }
        let n = seen.len();
        let scale = 1.0 / n as f32;
        let pass = self.encoder.forward(seen, bounds, s.drop, dice);
        let mask = dropout(pass.out.len(), s.drop, dice);
        let h: Vec<f32> = pass.out.iter().zip(&mask).map(|(a, b)| a * b).collect();
        let d = self.encoder.width;
        let mut g = vec![0.0; h.len()];
        let mut loss = [0.0; 3];
        // Tags.
        let classes = self.tags.columns;
        let mut scores: Vec<f32> = self.tags_bias.w.iter().copied().cycle().take(n * classes).collect();
        multiply(&h, &self.tags.w, &mut scores, [n, d, classes], [false; 2]);
        let truth = batch.iter().flat_map(|e| &e.tags);
        for (row, truth) in scores.chunks_exact_mut(classes).zip(truth) {
            softmax(row, |_| true);
            loss[0] -= f64::from(row[*truth].max(1e-9).ln());
            row[*truth] -= 1.0;
            row.iter_mut().for_each(|x| *x *= scale);
            add(&mut self.tags_bias.g, row);
        }
        multiply(&h, &scores, &mut self.tags.g, [d, n, classes], [true, false]);
        multiply(&scores, &self.tags.w, &mut g, [n, classes, d], [false, true]);
        // Transitions.
        let mut given = self.transitions.give(&h, s.drop, dice);
        let (mut hidden, mut scores) = (Vec::new(), Vec::new());
        let mut start = 0;
        for e in batch {
            let n = e.gold.len();
            let mut state = State::new(n);
            while !state.is_done() {
                let allowed = state.allowed();
                let costs = costs(&state, &e.gold);
                let (places, facts) = (state.tokens(), state.facts());
                self.transitions.decide(&given, (start, n), &places, &facts, &mut hidden, &mut scores);
                let least = (0..TRANSITIONS).filter(|t| allowed[*t]).map(|t| costs[t]).min().unwrap_or(0);
                let right = |t: usize| allowed[t] && costs[t] == least;
                softmax(&mut scores, |t| allowed[t]);
                let sum: f32 = (0..TRANSITIONS).filter(|t| right(*t)).map(|t| scores[t]).sum::<f32>().max(1e-9);
                loss[1] -= f64::from(sum.ln());
                let (guess, truth) = (best(&scores, |t| allowed[t]), best(&scores, right));
                let gradient: Vec<f32> = (0..TRANSITIONS)
                    .map(|t| scale * (scores[t] - if right(t) { scores[t] / sum } else { 0.0 }))
                    .collect();
                self.transitions.learn(&mut given, (start, n), &places, &facts, &hidden, &gradient);
                let follow = costs[guess] == least || explore && dice.below(10) < 9;
                state.take(if follow { guess } else { truth } as u8);
            }
            start += n;
        }
        self.transitions.backward(&given, &h, &mut g);
        // Relations.
        let mut given = self.relations.give(&h, s.drop, dice);
        let mut start = 0;
        for e in batch {
            let n = e.gold.len();
            let children = parser::children(&e.heads);
            for i in 0..n {
                let (places, facts) = parser::arc(&e.heads, &children, i);
                self.relations.decide(&given, (start, n), &places, &facts, &mut hidden, &mut scores);
                softmax(&mut scores, |_| true);
                loss[2] -= f64::from(scores[e.rels[i]].max(1e-9).ln());
                scores[e.rels[i]] -= 1.0;
                scores.iter_mut().for_each(|x| *x *= scale);
                self.relations.learn(&mut given, (start, n), &places, &facts, &hidden, &scores);
            }
            start += n;
        }
        self.relations.backward(&given, &h, &mut g);
        for (x, m) in g.iter_mut().zip(&mask) {
            *x *= m;
        }
        self.encoder.backward(&pass, g);
        loss
    }
}
