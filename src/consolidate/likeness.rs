//! Which articles are the same article: fingerprints of the words, and how much of one stands in the other.
//!
//! In: texts; out: a few numbers to file an article under ([`Likeness::bands`]), and for two articles that share one
//! of them how alike they are ([`Likeness::duplicate`]). Punctuation, case, line ends and marks of quotation do not count.
//!
//! What is compared are all runs of [`RUN`] words. Two people who report the same event share hardly a run but quotes;
//! a copy with another headline, an agency's line, a correction or its last third cut off shares nearly all. What follows
//! a form (results, weather, forward-looking statements) shares many runs too, and differs in its figures and names: so
//! these must agree as well.

use std::collections::BTreeSet;

/// Words of a run. With 3, quotes and phrases of the trade make strangers alike; with 5, each edited word costs too much.
const RUN: usize = 4;
/// The least share of the runs of the shorter text that must stand in the longer one.
pub const THRESHOLD: f64 = 0.7;
/// The least share of the figures and names of the shorter text that must stand in the longer one.
pub const FACTS: f64 = 0.7;
/// A text with less than this share of the words of another is an excerpt of it, and no duplicate.
pub const SHORTEST: f64 = 0.4;
/// Below so many words a text is a duplicate only of the same words: one changed word can be another event.
pub const SHORT: usize = 40;
/// Runs that are the same in two versions of one page, as a share of those of the shorter one.
pub const VERSION: f64 = 0.3;
/// An article is filed under so many numbers ...
const BANDS: usize = 32;
/// ... each made of so many of the smallest hashes. Of pairs that share half of all their runs 87 % have one in
/// common (1 - (1 - 0.5^4)^32), of those that share two thirds 99.9 %; of those that share a twentieth one in 5,000, so
/// that an archive full of set phrases is not compared with itself.
const ROWS: usize = 4;
/// With fewer runs that hold a figure or a name, all runs count for the bands.
const TELLING: usize = 8;

/// What an article is compared by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likeness {
    words: usize,
    /// Hashes of the runs, sorted.
    runs: Vec<u64>,
    /// Those of them that hold a figure or a name: phrases that anybody uses hold none.
    telling: Vec<u64>,
    /// Hashes of the figures and names, sorted.
    facts: Vec<u64>,
}

impl Likeness {
    /// Reads a text.
    pub fn new(text: &str) -> Self {
        let (mut words, mut facts) = (Vec::new(), BTreeSet::new());
        let mut begins = true;
        let mut at = 0;
        for (start, word) in words_of(text) {
            let gap = text.get(at..start).unwrap_or("");
            begins |= gap.contains(['.', '!', '?', ':', '\n', '"', '\u{201c}', '\u{2022}']);
            at = start + word.len();
            let hash = hash(word);
            words.push(hash);
            let figure = word.contains(|c: char| c.is_numeric());
            if figure || !begins && word.starts_with(char::is_uppercase) {
                facts.insert(hash);
            }
            begins = false;
        }
        let run = if words.len() < SHORT { words.len().max(1) } else { RUN };
        let hash = |w: &[u64]| w.iter().fold(1, |all, word| mix(all ^ *word));
        let sorted = |mut runs: Vec<u64>| {
            runs.sort_unstable();
            runs.dedup();
            runs
        };
        let tells = |w: &&[u64]| w.iter().any(|word| facts.contains(word));
        let mut telling = sorted(words.windows(run).filter(tells).map(hash).collect());
        let runs = sorted(words.windows(run).map(hash).collect());
        if telling.len() < TELLING {
            telling.clone_from(&runs);
        }
        Self { words: words.len(), runs, telling, facts: facts.into_iter().collect() }
    }

    /// The numbers to file the article under: what is alike shares at least one, most likely. None without words.
    pub fn bands(&self) -> Vec<i64> {
        if self.runs.is_empty() {
            return Vec::new();
        }
        let smallest = |seed: u64| self.telling.iter().map(|run| mix(run ^ seed)).min().unwrap_or_default();
        let band = |band: usize| {
            let rows = (0..ROWS).map(|row| smallest(mix((band * ROWS + row + 1) as u64)));
            let hash = rows.fold(band as u64, |all, row| mix(all ^ row));
            i64::from((hash >> 32) as u32) // half of it: smaller rows, and a chance hit is only compared in vain
        };
        // A short text has one run only, so that all its numbers would say the same.
        let count = if self.runs.len() == 1 { 1 } else { BANDS };
        let all: BTreeSet<i64> = (0..count).map(band).collect();
        all.into_iter().collect()
    }

    /// The share of the runs of the shorter text that stands in the longer one, 0 to 1.
    pub fn shared(&self, other: &Self) -> f64 {
        share(&self.runs, &other.runs)
    }

    /// How alike the two are, when one is a duplicate of the other.
    pub fn duplicate(&self, other: &Self) -> Option<f64> {
        let (short, long) = (self.words.min(other.words), self.words.max(other.words));
        if short == 0 || (short as f64) < SHORTEST * long as f64 {
            return None;
        }
        let alike = self.shared(other);
        let facts = share(&self.facts, &other.facts);
        (alike >= THRESHOLD && (facts >= FACTS || self.facts.is_empty() || other.facts.is_empty())).then_some(alike)
    }

    /// Whether the text is so short that the same words may tell of something else on another day.
    pub fn is_short(&self) -> bool {
        self.words < SHORT
    }
}

/// The share of the smaller of two sorted lists that stands in the other.
fn share(a: &[u64], b: &[u64]) -> f64 {
    let (a, b) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut rest = b.iter().peekable();
    let mut both = 0;
    for x in a {
        while rest.next_if(|y| *y < x).is_some() {}
        both += usize::from(rest.peek() == Some(&x));
    }
    if a.is_empty() { 0.0 } else { both as f64 / a.len() as f64 }
}

/// The words of a text with the byte at which each begins; in scripts that set no gaps each sign is one.
pub(super) fn words_of(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = rest.find(|(_, c)| c.is_alphanumeric())?;
        let mut end = start + first.len_utf8();
        while !alone(first)
            && let Some((at, c)) = rest.next_if(|(_, c)| c.is_alphanumeric() && !alone(*c))
        {
            end = at + c.len_utf8();
        }
        Some((start, text.get(start..end)?))
    })
}

/// Whether a sign is a word by itself (Chinese, Japanese).
fn alone(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// FNV-1a over the small letters of a word: the same everywhere.
pub(super) fn hash(word: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for c in word.chars().flat_map(char::to_lowercase) {
        hash = (hash ^ u64::from(c)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    mix(hash)
}

/// The finaliser of SplitMix64: every bit of the input changes half of the output.
fn mix(x: u64) -> u64 {
    let x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str = "The ferry Anna Marit ran aground off Hareid on Tuesday night with 61 people on board. Nobody was \
        hurt, the coast guard said. Its captain, Olav Brekke, had asked for a tug an hour before, because one of the two \
        engines had stopped, but the tug was still at Volda. The ferry was pulled free at high tide, shortly after four \
        in the morning, and went to the yard at Ulsteinvik under its own power. The company will pay the passengers back.";

    fn duplicate(a: &str, b: &str) -> Option<f64> {
        Likeness::new(a).duplicate(&Likeness::new(b))
    }

    #[test]
    fn the_same_article_with_other_trimmings_is_a_duplicate() {
        let cases = [
            format!("Ferry aground near Hareid, all safe\n\n{STORY}"),
            format!("HAREID (Coast Agency) \u{2013} {STORY}\n\nReporting by the Coast Agency; editing by M. Holm"),
            STORY.replace("Nobody was hurt, the coast guard said", "The coast guard said nobody was hurt"),
            STORY.replace(". ", ".\n\n").to_uppercase(),
            format!("{STORY}\n\nCorrection: an earlier version of this article gave a wrong name for the yard."),
            STORY.split_at(STORY.find("The company").unwrap()).0.to_string(),
        ];
        for copy in cases {
            assert!(duplicate(STORY, &copy).is_some_and(|alike| alike >= THRESHOLD), "{copy}");
        }
    }

    #[test]
    fn another_report_of_the_event_and_another_event_after_the_same_form_are_none() {
        let cases = [
            "All 61 people aboard the Anna Marit were safe after the ferry hit ground near Hareid late on Tuesday. A tug \
             from Volda that captain Olav Brekke had called when an engine failed came too late, the coast guard said. At \
             four in the morning the tide lifted the ship, and it sailed on to Ulsteinvik, where the yard will look at it."
                .to_string(),
            STORY
                .replace("Anna Marit", "Solveig")
                .replace("Hareid", "Stranda")
                .replace("Tuesday", "Friday")
                .replace("61", "14")
                .replace("Olav Brekke", "Jon Vik")
                .replace("Volda", "Molde")
                .replace("Ulsteinvik", "Fiskarstrand"),
            STORY.split_at(100).0.to_string(),
            String::new(),
        ];
        for other in cases {
            assert_eq!(duplicate(STORY, &other), None, "{other}");
        }
    }

    #[test]
    fn a_short_text_is_a_duplicate_of_the_same_words_only() {
        let brief = "The mayor of Wick, Ada Stone, resigned on Thursday after a row over the harbour.";
        assert_eq!(duplicate(brief, &brief.replace(", ", " ,\n")), Some(1.0));
        assert_eq!(duplicate(brief, &brief.replace("Thursday", "Friday")), None);
        assert_eq!(duplicate("", ""), None);
    }

    #[test]
    fn what_is_alike_lies_in_one_band_and_strangers_do_not() {
        let shares = |a: &str, b: &str| {
            let (a, b) = (Likeness::new(a).bands(), Likeness::new(b).bands());
            a.iter().any(|band| b.contains(band))
        };
        assert!(shares(STORY, &format!("Another headline\n\n{STORY}")));
        assert!(!shares(STORY, &STORY.split(' ').rev().collect::<Vec<_>>().join(" ")));
        assert_eq!(Likeness::new("").bands(), Vec::<i64>::new());
    }

    #[test]
    fn scripts_without_gaps_have_words_as_well() {
        let words: Vec<&str> = words_of("金正恩 met普京 in 2019, déjà-vu").map(|(_, w)| w).collect();
        assert_eq!(words, ["金", "正", "恩", "met", "普", "京", "in", "2019", "déjà", "vu"]);
    }
}
