//! Training and measuring of tagger, parser and labeller.

use dateline::text::features::{Word, labelling, parsing, tagging};
use dateline::text::parser::{self, LEFT, REDUCE, RIGHT, SHIFT, State, TRANSITIONS};
use dateline::text::weights::Weights;
use dateline::text::{Model, Penn, Rel, Upos, tagger};

use crate::conllu::Row;
use crate::perceptron::{Perceptron, best};

/// A small generator, so that each training is the same.
pub struct Dice(pub u64);

impl Dice {
    /// Any number below another.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n.max(1)
    }

    /// The numbers below another in any order.
    pub fn order(&mut self, n: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..n).collect();
        for i in (1..n).rev() {
            order.swap(i, self.below(i + 1));
        }
        order
    }
}

fn words(sentence: &[Row]) -> Vec<Word> {
    sentence.iter().map(|r| Word::new(&r.word)).collect()
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

fn number(tags: &[(Upos, Penn)], row: &Row) -> usize {
    let exact = tags.iter().position(|t| *t == (row.upos, row.penn));
    exact.or_else(|| tags.iter().position(|t| t.0 == row.upos)).unwrap_or(0)
}

/// Trains the tagger on sentences.
pub fn train_tagger(train: &[Vec<Row>], tags: &[(Upos, Penn)], epochs: usize) -> Weights {
    let read: Vec<Vec<Word>> = train.iter().map(|s| words(s)).collect();
    let mut model = Perceptron::new(tags.len());
    let mut dice = Dice(1);
    let mut features = Vec::new();
    for _ in 0..epochs {
        for s in dice.order(train.len()) {
            let mut before: Vec<u8> = Vec::new();
            for (i, row) in train[s].iter().enumerate() {
                tagging(&read[s], i, tagger::before(&before), &mut features);
                let guess = best(&model.scores(&features), |_| true);
                model.learn(&features, number(tags, row), guess);
                before.push(guess as u8);
            }
        }
    }
    model.finish()
}

/// Tags for the training sentences from taggers that did not see them, so that the parser learns from real tags.
pub fn jackknife(train: &[Vec<Row>], tags: &[(Upos, Penn)]) -> Vec<Vec<u8>> {
    const PARTS: usize = 4;
    let mut guessed = vec![Vec::new(); train.len()];
    for part in 0..PARTS {
        let others: Vec<Vec<Row>> =
            train.iter().enumerate().filter(|(i, _)| i % PARTS != part).map(|(_, s)| s.clone()).collect();
        let weights = train_tagger(&others, tags, 4);
        for i in (part..train.len()).step_by(PARTS) {
            guessed[i] = tagger::tag(&weights, tags.len(), &words(&train[i]));
        }
    }
    guessed
}

/// How many gold arcs each transition makes impossible (Goldberg and Nivre 2012).
fn costs(state: &State, gold: &[usize]) -> [usize; TRANSITIONS] {
    let (next, n) = (state.next, gold.len());
    let Some(&top) = state.stack.last() else { return [0; TRANSITIONS] };
    let open_child = |child: usize, head: usize| gold[child] == head && state.heads[child].is_none();
    let below = &state.stack[..state.stack.len() - 1];
    let children_of_next = |stack: &[usize]| stack.iter().filter(|s| next < n + 1 && open_child(**s, next)).count();
    let head_of_next = |stack: &[usize]| usize::from(next < n && stack.contains(&gold[next]));
    let shift = children_of_next(&state.stack) + head_of_next(&state.stack);
    let ahead = |head: usize| (next..n).filter(|c| gold[*c] == head).count();
    let left = ahead(top) + usize::from(gold[top] > next && state.heads[top].is_none());
    let right = children_of_next(&state.stack) + head_of_next(below) + usize::from(next < n && gold[next] > next);
    [shift, left, right, ahead(top)]
}

/// Trains the parser with a dynamic oracle and exploration.
pub fn train_parser(train: &[Vec<Row>], tags: &[Vec<u8>], epochs: usize) -> Weights {
    let mut model = Perceptron::new(TRANSITIONS);
    let mut dice = Dice(2);
    let mut features = Vec::new();
    for epoch in 0..epochs {
        for s in dice.order(train.len()) {
            let nodes = parser::nodes(&words(&train[s]), &tags[s]);
            let gold: Vec<usize> = train[s].iter().map(|r| r.head.unwrap_or(train[s].len())).collect();
            let mut state = State::new(&nodes);
            while !state.is_done() {
                parsing(&state.view(), &mut features);
                let (allowed, costs) = (state.allowed(), costs(&state, &gold));
                let scores = model.scores(&features);
                let guess = best(&scores, |t| allowed[t]);
                let least = (0..TRANSITIONS).filter(|t| allowed[*t]).map(|t| costs[t]).min().unwrap_or(0);
                let truth = best(&scores, |t| allowed[t] && costs[t] == least);
                let right = costs[guess] == least;
                model.learn(&features, truth, if right { truth } else { guess });
                let explore = right || epoch > 0 && dice.below(10) < 9;
                state.take(if explore { guess } else { truth } as u8);
            }
        }
    }
    const { assert!(SHIFT < LEFT && LEFT < RIGHT && RIGHT < REDUCE) };
    model.finish()
}

/// Trains the labeller on gold trees.
pub fn train_labeller(train: &[Vec<Row>], tags: &[Vec<u8>], rels: &[Rel], epochs: usize) -> Weights {
    let mut model = Perceptron::new(rels.len());
    let mut dice = Dice(3);
    let mut features = Vec::new();
    for _ in 0..epochs {
        for s in dice.order(train.len()) {
            let nodes = parser::nodes(&words(&train[s]), &tags[s]);
            let heads: Vec<_> = train[s].iter().map(|r| r.head).collect();
            let mut labels = vec![0; nodes.len()];
            let mut done = vec![Vec::new(); nodes.len()];
            for i in parser::top_down(&heads) {
                let sisters: &[usize] = heads[i].map_or(&[], |h| &done[h]);
                labelling(&parser::arc(&nodes, &heads, &labels, sisters, i), &mut features);
                let truth = rels.iter().position(|r| *r == train[s][i].rel).unwrap_or(0);
                let guess = best(&model.scores(&features), |_| true);
                model.learn(&features, truth, guess);
                labels[i] = guess as u8;
                if let Some(h) = heads[i] {
                    done[h].push(i);
                }
            }
        }
    }
    model.finish()
}

/// Accuracy on gold tokens, in percent: tags, heads, heads with relations (punctuation left out of the last two).
pub fn measure(model: &Model, test: &[Vec<Row>]) -> String {
    let [mut all, mut upos, mut penn, mut arcs, mut heads_right, mut both] = [0_usize; 6];
    for sentence in test {
        let words = words(sentence);
        let tags = tagger::tag(&model.tagger, model.tags.len(), &words);
        let nodes = parser::nodes(&words, &tags);
        let heads = parser::heads(&model.parser, &nodes);
        let labels = parser::labels(&model.labeller, model.rels.len(), &nodes, &heads);
        for (i, row) in sentence.iter().enumerate() {
            let tag = model.tags[usize::from(tags[i])];
            all += 1;
            upos += usize::from(tag.0 == row.upos);
            penn += usize::from(tag.1 == row.penn);
            if row.rel != Rel::Punct {
                arcs += 1;
                let right = heads[i] == row.head;
                let rel = if heads[i].is_none() { Rel::Root } else { model.rels[usize::from(labels[i])] };
                heads_right += usize::from(right);
                let same = rel.as_str().split(':').next() == row.rel.as_str().split(':').next();
                both += usize::from(right && same);
            }
        }
    }
    let percent = |n: usize, of: usize| n as f64 * 100.0 / of.max(1) as f64;
    format!(
        "UPOS {:.2}  Penn {:.2}  UAS {:.2}  LAS {:.2}",
        percent(upos, all),
        percent(penn, all),
        percent(heads_right, arcs),
        percent(both, arcs)
    )
}
