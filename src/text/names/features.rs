//! What the name tagger sees of a token; the same functions serve the program and its trainer.

use std::collections::HashSet;
use std::ops::Range;

use super::surroundings::Surroundings;
use crate::text::features::{hash, mix, shape};
use crate::text::words::{Known, WordTable, mark};
use crate::text::{Document, Upos};

/// How the letters of a sentence are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Casing {
    Normal,
    /// Nearly all words have a capital.
    Headline,
    /// No letter is small.
    Capitals,
}

/// A token as the name tagger sees it, worked out once.
#[derive(Debug, Clone, Default)]
struct Seen {
    lower: u64,
    shape: u64,
    prefix: [u64; 4],
    suffix: [u64; 4],
    tag: u64,
    known: Known,
    phrase: u64,
    capital: bool,
    /// It can be a name: it has a capital, or the tagger takes it for a proper noun ("in mexico").
    named: bool,
}

/// A document as the name tagger sees it.
#[derive(Debug, Clone)]
pub struct Sheet {
    seen: Vec<Seen>,
    /// Stretches of tokens that can hold names, within sentences.
    pub zones: Vec<Range<usize>>,
    /// For each zone its sentence: range of tokens, and casing.
    sentences: Vec<(Range<usize>, Casing)>,
    small: HashSet<u64>,
    hidden: Vec<u8>,
    surroundings: Surroundings,
    /// How the text speaks: 0 as a report does, 1 and 2 more and more as people do among themselves.
    register: u64,
}

/// At most so many words of other kinds may stand between two words with capitals for both to be looked at together.
const GAP: usize = 3;

impl Sheet {
    /// Reads a document with tags.
    pub fn new(words: &WordTable, document: &Document) -> Self {
        let mut zones = Vec::new();
        let mut sentences = Vec::new();
        let mut seen = vec![Seen::default(); document.tokens.len()];
        let mut small = HashSet::new();
        for sentence in &document.sentences {
            let tokens = sentence.tokens.clone();
            for i in tokens.clone() {
                let word = document.word(i);
                seen[i].capital = word.chars().any(char::is_uppercase) && word != "I" && !word.contains("://");
                let proper = document.tokens[i].upos == Upos::Propn && word.chars().all(char::is_alphabetic);
                seen[i].named = seen[i].capital || proper;
                if !seen[i].named && word.starts_with(char::is_alphabetic) {
                    small.insert(hash(word.as_bytes()));
                }
            }
            let casing = casing(document, tokens.clone());
            let [dateline, told] = [tokens.start..sentence.opens, sentence.opens..tokens.end]
                .map(|part| capital_stretches(&seen, document, part));
            for zone in dateline.into_iter().chain(told) {
                zones.push(zone);
                sentences.push((tokens.clone(), casing));
            }
        }
        let mut needed = vec![false; seen.len()];
        for (zone, (sentence, _)) in zones.iter().zip(&sentences) {
            let around = zone.start.saturating_sub(2).max(sentence.start)..(zone.end + 2).min(sentence.end);
            needed[around].fill(true);
        }
        for i in (0..seen.len()).filter(|i| needed[*i]) {
            seen[i] = Seen { capital: seen[i].capital, named: seen[i].named, ..read(words, document, i) };
        }
        for zone in &zones {
            mark_phrases(words, document, &mut seen, zone.clone());
        }
        let hidden = vec![0; seen.len()];
        let mut sheet = Self {
            seen,
            zones,
            sentences,
            small,
            hidden,
            surroundings: Surroundings::default(),
            register: register(document),
        };
        sheet.surroundings = Surroundings::new(words, document, &sheet);
        sheet
    }

    /// The word of a token without case, as a number.
    pub fn word(&self, i: usize) -> u64 {
        self.seen.get(i).map_or(0, |s| s.lower)
    }

    /// Whether the token is written with a capital.
    pub fn is_capital(&self, i: usize) -> bool {
        self.seen.get(i).is_some_and(|s| s.capital)
    }

    /// Whether the token begins its sentence, or stands where capitals tell nothing.
    pub fn is_weak(&self, zone: usize, i: usize) -> bool {
        self.sentences.get(zone).is_none_or(|(s, casing)| s.start == i || *casing != Casing::Normal)
    }

    /// The name with the rest of the phrase of the lists in which it ends, unless that reaches beyond `to`.
    pub(super) fn whole_phrase(&self, name: Range<usize>, to: usize) -> Range<usize> {
        let phrase = |i: usize| self.seen.get(i).map_or(0, |s| s.phrase);
        let last = name.end - 1;
        let ends = |i: &usize| phrase(*i) & 2 != 0;
        let open = phrase(last) != 0 && !ends(&last);
        let end = (last + 1..to).take_while(|i| phrase(*i) != 0 && phrase(*i) & 1 == 0).find(ends);
        name.start..end.filter(|_| open).map_or(name.end, |e| e + 1)
    }

    /// Whether the token can be a part of a run of words with capitals.
    pub(super) fn joins(&self, document: &Document, i: usize) -> bool {
        self.seen.get(i).is_some_and(|s| s.named) || matches!(document.word(i), "-" | "." | "&" | "'")
    }

    /// Each zone with the range of its sentence.
    pub(super) fn sentences(&self) -> impl Iterator<Item = (&Range<usize>, &Range<usize>)> {
        self.zones.iter().zip(self.sentences.iter().map(|(sentence, _)| sentence))
    }

    /// For training: hides the word itself (1), what the lists say of it (2), its classes (4).
    pub fn hide(&mut self, i: usize, what: u8) {
        self.hidden[i] = what;
    }

    fn at(&self, i: usize, by: isize, sentence: &Range<usize>) -> Seen {
        let Some(i) = i.checked_add_signed(by).filter(|i| sentence.contains(i)) else {
            return Seen { lower: if by < 0 { 1 } else { 2 }, tag: 255, ..Seen::default() };
        };
        let mut seen = self.seen[i].clone();
        let hidden = self.hidden[i];
        if hidden & 1 != 0 {
            seen.lower = 5;
        }
        if hidden & 2 != 0 {
            seen.known.marks &= mark::COMMON | mark::CALENDAR | mark::TITLE;
            seen.phrase = 0;
        }
        if hidden & 4 != 0 {
            (seen.known.fine, seen.known.coarse) = (0, 0);
        }
        seen
    }

    /// The features of a token of a zone.
    pub fn features(&self, zone: usize, i: usize, out: &mut Vec<u32>) {
        out.clear();
        let (sentence, casing) = &self.sentences[zone];
        let c = *casing as u64;
        let [l2, l1, w, r1, r2] = [-2, -1, 0, 1, 2].map(|by| self.at(i, by, sentence));
        let first = u64::from(i == sentence.start);
        let shape = w.shape ^ c;
        out.extend([
            mix(400, c, 0, 0),
            mix(401, w.lower, 0, 0),
            mix(402, l1.lower, 0, 0),
            mix(403, r1.lower, 0, 0),
            mix(404, l2.lower, 0, 0),
            mix(405, r2.lower, 0, 0),
            mix(406, l1.lower, w.lower, 0),
            mix(407, w.lower, r1.lower, 0),
            mix(408, l1.lower, r1.lower, 0),
            mix(409, shape, 0, 0),
            mix(410, l1.shape, shape, 0),
            mix(411, shape, r1.shape, 0),
            mix(412, l1.shape, shape, r1.shape),
            mix(413, w.lower, shape, 0),
            mix(414, l1.lower, shape, 0),
            mix(415, shape, r1.lower, 0),
            mix(416, l2.lower, l1.lower, 0),
            mix(417, r1.lower, r2.lower, 0),
            mix(418, w.tag, shape, 0),
            mix(419, w.tag, 0, 0),
            mix(420, l1.tag, w.tag, 0),
            mix(421, w.tag, r1.tag, 0),
            mix(422, l1.tag, w.tag, r1.tag),
            mix(423, l2.tag, l1.tag, w.tag),
            mix(424, w.tag, r1.tag, r2.tag),
            mix(425, first, shape, w.tag),
        ]);
        if w.lower != 5 {
            for n in 0..4 {
                out.push(mix(430 + n, w.prefix[n as usize], 0, 0));
                out.push(mix(434 + n, w.suffix[n as usize], 0, 0));
            }
            out.push(mix(438, w.suffix[2], shape, 0));
        }
        let class = |s: &Seen| (u64::from(s.known.fine), u64::from(s.known.coarse));
        let [(fl2, cl2), (fl1, cl1), (f, k), (fr1, cr1), (fr2, cr2)] = [&l2, &l1, &w, &r1, &r2].map(class);
        let capital = u64::from(w.capital);
        out.extend([
            mix(440, f, capital, 0),
            mix(441, fl1, 0, 0),
            mix(442, fr1, 0, 0),
            mix(443, fl2, 0, 0),
            mix(444, fr2, 0, 0),
            mix(445, fl1, f, 0),
            mix(446, f, fr1, 0),
            mix(447, k, capital, 0),
            mix(448, cl1, k, 0),
            mix(449, k, cr1, 0),
            mix(450, cl1, k, cr1),
            mix(451, cl1, shape, cr1),
            mix(452, cl2, cl1, k),
            mix(453, k, cr1, cr2),
            mix(454, k, shape, first),
        ]);
        let marks = |s: &Seen| u64::from(s.known.marks & ((1 << mark::COUNT) - 1));
        let (ml1, m, mr1) = (marks(&l1), marks(&w), marks(&r1));
        for bit in 0..mark::COUNT {
            for (template, marks) in [(460, ml1), (461, m), (462, mr1)] {
                if marks >> bit & 1 != 0 {
                    out.push(mix(template, u64::from(bit), capital, 0));
                }
            }
        }
        out.extend([
            mix(463, m, capital, 0),
            mix(464, m, shape, first),
            mix(465, ml1, m, 0),
            mix(466, m, mr1, 0),
            mix(467, ml1, m, mr1),
            mix(468, w.phrase, 0, 0),
            mix(469, w.phrase, l1.lower, 0),
        ]);
        self.run(i, sentence, shape, m, out);
        // The same word with a small letter elsewhere speaks against a name.
        if w.capital && (first == 1 || *casing != Casing::Normal) {
            let small = u64::from(self.small.contains(&w.lower));
            out.push(mix(480, small, first, c));
            out.push(mix(481, small, m, first));
        }
    }

    /// The run of words with capitals in which the token stands, with its surroundings and its place in the sentence.
    fn run(&self, i: usize, sentence: &Range<usize>, shape: u64, marks: u64, out: &mut Vec<u32>) {
        let Some(around) = self.surroundings.of(i) else { return };
        let (start, end) = (around.run.start, around.run.end);
        let far = |at: usize, by: isize| self.at(at, by, sentence);
        let (left, right) = (far(start, -1), far(end - 1, 1));
        let (head, tail) = (far(start, 0), far(end - 1, 0));
        let length = (end - start).min(5) as u64;
        let place = ((i - start).min(3) * 4 + (end - 1 - i).min(3)) as u64;
        out.extend([
            mix(490, left.lower, 0, 0),
            mix(491, right.lower, 0, 0),
            mix(492, left.lower, length, place),
            mix(493, right.lower, length, place),
            mix(494, length, place, shape),
            mix(495, tail.lower, place, 0),
            mix(496, head.lower, place, 0),
            mix(497, u64::from(tail.known.marks), place, 0),
            mix(498, u64::from(head.known.marks), place, 0),
            mix(499, u64::from(left.known.coarse), u64::from(right.known.coarse), length),
            mix(500, u64::from(left.known.coarse), marks, length),
            mix(501, u64::from(right.known.coarse), marks, length),
            mix(502, u64::from(tail.known.fine), place, 0),
            mix(503, u64::from(head.known.fine), place, 0),
        ]);
        around.features(length, marks, out);
        let register = self.register;
        out.extend([
            mix(560, register, shape, 0),
            mix(561, register, marks, length),
            mix(562, register, length, place),
            mix(563, register, u64::from(left.known.coarse), u64::from(right.known.coarse)),
        ]);
    }
}

/// Letters, tweets and reviews name other things than reports do: friends and shops rather than firms and ministries.
fn register(document: &Document) -> u64 {
    let is_private = |word: &str| {
        matches!(word, "I" | "you" | "You" | "my" | "My" | "your" | "Your" | "me" | "!" | "Hi" | "Thanks" | "?")
            || word.starts_with(['@', '#'])
            || word.contains("://")
    };
    let private = (0..document.tokens.len()).filter(|i| is_private(document.word(*i))).count();
    match private * 100 / document.tokens.len().max(1) {
        0 | 1 => 0,
        2..=4 => 1,
        _ => 2,
    }
}

fn read(words: &WordTable, document: &Document, i: usize) -> Seen {
    let text = document.word(i);
    let lower = text.to_lowercase();
    let known = words.get(&lower);
    let folded: String = lower.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let tail = |n: usize| folded.char_indices().rev().nth(n - 1).map_or(folded.as_str(), |(i, _)| &folded[i..]);
    let head = |n: usize| folded.char_indices().nth(n).map_or(folded.as_str(), |(i, _)| &folded[..i]);
    let token = &document.tokens[i];
    Seen {
        lower: hash(folded.as_bytes()),
        shape: shape(text, 2),
        prefix: [1, 2, 3, 4].map(|n| hash(head(n).as_bytes())),
        suffix: [1, 2, 3, 4].map(|n| hash(tail(n).as_bytes())),
        tag: token.penn as u64 + 1,
        known,
        ..Seen::default()
    }
}

fn casing(document: &Document, tokens: Range<usize>) -> Casing {
    let (mut all, mut capital, mut small) = (0, 0, 0);
    for word in tokens.map(|i| document.word(i)).filter(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 3) {
        all += 1;
        capital += usize::from(word.starts_with(char::is_uppercase));
        small += usize::from(word.chars().any(char::is_lowercase));
    }
    match () {
        () if all >= 2 && small == 0 => Casing::Capitals,
        () if all >= 4 && capital * 10 >= all * 8 => Casing::Headline,
        () => Casing::Normal,
    }
}

/// Words with capitals, what stands between near ones, and what is glued to their end.
fn capital_stretches(seen: &[Seen], document: &Document, sentence: Range<usize>) -> Vec<Range<usize>> {
    let mut zones: Vec<Range<usize>> = Vec::new();
    for i in sentence.clone().filter(|i| seen[*i].named) {
        match zones.last_mut() {
            Some(last) if i <= last.end + GAP => last.end = i + 1,
            _ => zones.push(i..i + 1),
        }
    }
    for zone in &mut zones {
        let follows = |i: usize| {
            let word = document.word(i);
            word.starts_with(|c: char| c.is_ascii_digit())
                || word == "-"
                || document.word(i - 1) == "-" && document.tokens[i].bytes.start == document.tokens[i - 1].bytes.end
        };
        while zone.end < sentence.end && follows(zone.end) {
            zone.end += 1;
        }
    }
    for i in 1..zones.len() {
        zones[i].start = zones[i].start.max(zones[i - 1].end);
    }
    zones.retain(|z| !z.is_empty());
    zones
}

/// Longest phrases of the tables, from left to right.
fn mark_phrases(words: &WordTable, document: &Document, seen: &mut [Seen], zone: Range<usize>) {
    const LONGEST: usize = 5;
    let mut i = zone.start;
    while i < zone.end {
        let mut next = i + 1;
        if seen[i].known.marks & mark::OPENS != 0 && seen[i].named {
            let mut phrase = document.word(i).to_lowercase();
            for end in i + 1..(i + LONGEST).min(zone.end) {
                if document.word(end) != "." && !document.word(end).starts_with('\'') {
                    phrase.push(' ');
                }
                phrase.push_str(&document.word(end).to_lowercase());
                let marks = words.phrase(&phrase);
                if marks != 0 && seen[end].named {
                    for (j, token) in seen.iter_mut().enumerate().take(end + 1).skip(i) {
                        let place = u64::from(j == i) + 2 * u64::from(j == end);
                        token.phrase = u64::from(marks) << 2 | place;
                    }
                    next = end + 1;
                }
            }
        }
        i = next;
    }
}
