//! Which event mentions of a duplicate are those of the article that it is a duplicate of.
//!
//! In: the mentions of both with their sentences; out: for each mention of the duplicate the one that it stands for. What
//! an article says once more because it was printed twice is no second report, and its "on Thursday" is the Thursday of
//! the first.

use std::collections::{BTreeMap, BTreeSet};

use super::likeness::{hash, words_of};

/// The least share of the words of the shorter of two sentences that makes them the same sentence, edited.
const EDITED: f64 = 0.7;

/// An event mention as it is looked for in another printing of its article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Its number across articles.
    pub id: i64,
    /// Where it stands in its article.
    pub number: i64,
    /// The dictionary form of the trigger.
    pub lemma: String,
    /// Its sentence.
    pub sentence: String,
}

/// What a mention of a duplicate stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Original {
    /// The number of the mention in the first article.
    pub id: i64,
    /// Whether the sentence says nothing else there; otherwise it was edited.
    pub word_for_word: bool,
}

/// For the mentions of a duplicate, by their number, those of the first article that they stand for. Each of these is
/// taken once: the best sentence, and of several the first.
pub fn originals(duplicate: &[Report], first: &[Report]) -> BTreeMap<i64, Original> {
    let mut by_lemma: BTreeMap<&str, Vec<(&Report, BTreeSet<u64>)>> = BTreeMap::new();
    for report in first {
        by_lemma.entry(&report.lemma).or_default().push((report, words(&report.sentence)));
    }
    let mut pairs = Vec::new();
    for report in duplicate {
        let here = words(&report.sentence);
        for (other, there) in by_lemma.get(report.lemma.as_str()).into_iter().flatten() {
            let both = here.intersection(there).count();
            let shorter = here.len().min(there.len());
            if shorter > 0 && both as f64 >= EDITED * shorter as f64 {
                // A dateline or an agency's line in front leaves all words of the sentence in place.
                let word_for_word = both == shorter;
                let apart = here.len() + there.len() - 2 * both;
                pairs.push((!word_for_word, apart, report.number, other.number, other.id));
            }
        }
    }
    pairs.sort_unstable();
    let (mut found, mut taken) = (BTreeMap::new(), BTreeSet::new());
    for (edited, _, number, _, id) in pairs {
        if !found.contains_key(&number) && taken.insert(id) {
            found.insert(number, Original { id, word_for_word: !edited });
        }
    }
    found
}

fn words(sentence: &str) -> BTreeSet<u64> {
    words_of(sentence).map(|(_, word)| hash(word)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reports(all: &[(&str, &str)]) -> Vec<Report> {
        let report = |(n, (lemma, sentence)): (usize, &(&str, &str))| Report {
            id: 100 + n as i64,
            number: n as i64,
            lemma: (*lemma).into(),
            sentence: (*sentence).into(),
        };
        all.iter().enumerate().map(report).collect()
    }

    #[test]
    fn a_mention_stands_for_the_one_in_the_same_sentence() {
        let first = reports(&[
            ("meet", "Ana Lund met Ivo Brandt in Brask on Thursday."),
            ("meet", "They will meet again in May."),
            ("sign", "Nothing was signed."),
        ]);
        let duplicate = reports(&[
            ("meet", "They will meet again in May, probably."),
            ("meet", "BRASK (AP) - Ana Lund met Ivo Brandt in Brask on Thursday."),
            ("sign", "Brandt signed the guest book of the town hall."),
            ("leave", "Nothing was signed."),
        ]);
        let found = originals(&duplicate, &first);
        assert_eq!(found.get(&0), Some(&Original { id: 101, word_for_word: true }));
        assert_eq!(found.get(&1), Some(&Original { id: 100, word_for_word: true }));
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn a_corrected_sentence_is_the_same_sentence_but_not_word_for_word() {
        let first = reports(&[("meet", "Ana Lund met Ivo Brandt in Brask on Thursday.")]);
        let duplicate = reports(&[
            ("meet", "Ana Lund met Ivo Brandt in Brask on Friday."),
            ("meet", "Ana Lund met Ivo Brandt in Brask on Monday."),
        ]);
        let found = originals(&duplicate, &first);
        assert_eq!(found.get(&0), Some(&Original { id: 100, word_for_word: false }));
        assert_eq!(found.get(&1), None, "each is taken once");
    }
}
