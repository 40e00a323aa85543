//! How right the model's tags and trees are.

use std::ops::Range;

use dateline::text::decision::Given;
use dateline::text::{Model, Rel, parser, tagger};

use crate::conllu::Row;

/// The words of a sentence with single spaces between, and where each stands.
fn joined(sentence: &[Row]) -> (String, Vec<Range<usize>>) {
    let mut text = String::new();
    let mut ranges = Vec::new();
    for row in sentence {
        text.push(' ');
        let start = text.len();
        text.push_str(&row.word);
        ranges.push(start..text.len());
    }
    (text, ranges)
}

/// Accuracy on gold tokens, in percent: tags, heads, heads with relations (punctuation left out of the last two).
pub fn measure(model: &Model, test: &[Vec<Row>]) -> String {
    let [mut all, mut upos, mut penn, mut arcs, mut heads_right, mut both] = [0_usize; 6];
    let mut given = Given::default();
    for sentence in test {
        let (text, words) = joined(sentence);
        let vectors = model.encoder.read_words(&model.words, &text, &words, &mut Default::default());
        let tags = tagger::tags(&model.tagger, &vectors);
        let heads = parser::heads(&model.transitions, &vectors, &mut given);
        let relations = parser::relations(&model.relations, &vectors, &heads, &mut given);
        for (i, row) in sentence.iter().enumerate() {
            let tag = model.tags[tags[i]];
            all += 1;
            upos += usize::from(tag.0 == row.upos);
            penn += usize::from(tag.1 == row.penn);
            if row.rel != Rel::Punct {
                arcs += 1;
                let right = heads[i] == row.head;
                let rel = if heads[i].is_none() { Rel::Root } else { model.rels[relations[i]] };
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
