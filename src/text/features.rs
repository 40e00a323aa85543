//! The features of tagger, parser and labeller; the same functions serve the program and its trainer.

/// Mixes a template number with values into a 32-bit feature.
#[inline]
pub fn mix(template: u32, a: u64, b: u64, c: u64) -> u32 {
    let mut h = u64::from(template).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ a;
    h = (h ^ (h >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9) ^ b;
    h = (h ^ (h >> 32)).wrapping_mul(0x94D0_49BB_1331_11EB) ^ c.rotate_left(17);
    h = (h ^ (h >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    (h >> 32) as u32 ^ h as u32
}

/// A stable hash of some bytes (FNV-1a).
pub fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xCBF2_9CE4_8422_2325, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x100_0000_01B3))
}

/// What a feature needs to know of a word; worked out once per token.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Word {
    lower: u64,
    shape: u64,
    suffix: [u64; 4],
    prefix: [u64; 2],
    capital: bool,
}

impl Word {
    /// Reads a word.
    pub fn new(text: &str) -> Self {
        // What is known of the first half of a hyphenated name is known of the name.
        let text = match text.split_once('-') {
            Some((first, rest)) if rest.starts_with(char::is_alphabetic) && first.starts_with(char::is_uppercase) => {
                first
            }
            Some(("al" | "el", rest)) if rest.starts_with(char::is_uppercase) => rest,
            _ => text,
        };
        let lower = text.to_lowercase();
        // Digits look alike, so that numbers share what they learn.
        let folded: String = lower.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        let tail = |n: usize| folded.char_indices().rev().nth(n - 1).map_or(folded.as_str(), |(i, _)| &folded[i..]);
        let head = |n: usize| folded.char_indices().nth(n).map_or(folded.as_str(), |(i, _)| &folded[..i]);
        let mut shape = String::new();
        for c in text.chars() {
            let class = match c {
                c if c.is_uppercase() => 'X',
                c if c.is_alphabetic() => 'x',
                c if c.is_ascii_digit() => '0',
                c => c,
            };
            if !shape.ends_with(class) {
                shape.push(class);
            }
        }
        Self {
            lower: hash(folded.as_bytes()),
            shape: hash(shape.as_bytes()),
            suffix: [1, 2, 3, 4].map(|n| hash(tail(n).as_bytes())),
            prefix: [1, 3].map(|n| hash(head(n).as_bytes())),
            capital: text.starts_with(char::is_uppercase),
        }
    }
}

fn at(words: &[Word], i: isize) -> (u64, u64, u64) {
    match usize::try_from(i).ok().and_then(|i| words.get(i)) {
        Some(w) => (w.lower, w.suffix[2], w.shape),
        None => (if i < 0 { 1 } else { 2 }, 0, 0),
    }
}

/// The features that tell the tag of word `i`; `before` are the two tags before it.
pub fn tagging(words: &[Word], i: usize, before: [u8; 2], out: &mut Vec<u32>) {
    let w = &words[i];
    let n = i as isize;
    let [(l1, ls1, lh1), (l2, _, _), (r1, rs1, rh1), (r2, rs2, _)] = [-1, -2, 1, 2].map(|d| at(words, n + d));
    let (t1, t2) = (u64::from(before[0]), u64::from(before[1]));
    let first = u64::from(i == 0) * 2 + u64::from(w.capital);
    out.clear();
    out.extend([
        mix(1, 0, 0, 0),
        mix(2, w.lower, 0, 0),
        mix(3, w.lower, w.shape, first),
        mix(4, w.shape, first, 0),
        mix(5, w.suffix[0], 0, 0),
        mix(6, w.suffix[1], 0, 0),
        mix(7, w.suffix[2], 0, 0),
        mix(8, w.suffix[3], 0, 0),
        mix(9, w.prefix[0], 0, 0),
        mix(10, w.prefix[1], 0, 0),
        mix(11, t1, 0, 0),
        mix(12, t1, t2, 0),
        mix(13, t1, w.lower, 0),
        mix(14, l1, 0, 0),
        mix(15, l2, 0, 0),
        mix(16, r1, 0, 0),
        mix(17, r2, 0, 0),
        mix(18, l1, w.lower, 0),
        mix(19, w.lower, r1, 0),
        mix(20, l1, r1, 0),
        mix(21, ls1, w.suffix[2], 0),
        mix(22, rs1, w.suffix[2], 0),
        mix(23, t1, rs1, 0),
        mix(24, rs1, rs2, 0),
        mix(25, lh1, w.shape, rh1),
        mix(26, t1, w.suffix[2], rs1),
        mix(27, t1, t2, w.suffix[1]),
        mix(28, w.suffix[2], w.shape, first),
        mix(29, rh1, w.shape, w.suffix[1]),
        mix(30, t1, w.lower, r1),
    ]);
}

/// A token as the parser sees it; `NONE` and `ROOT` stand outside the sentence.
#[derive(Debug, Clone, Copy, Default)]
pub struct Node {
    word: u64,
    tag: u64,
}

impl Node {
    /// No token at all.
    pub const NONE: Node = Node { word: 3, tag: 250 };
    /// The root above the sentence.
    pub const ROOT: Node = Node { word: 4, tag: 251 };

    /// A token with its tag.
    pub fn new(word: &Word, tag: u8) -> Self {
        Self { word: word.lower, tag: u64::from(tag) }
    }
}

/// What a parser state shows: the top of the stack with its surroundings, the next tokens, how far they are apart.
#[derive(Debug, Clone, Copy)]
pub struct View {
    /// Top of the stack, the one below, its head, its outermost children left and right, and the child before the last.
    pub stack: [Node; 6],
    /// The next three tokens, and the outermost two left children of the first.
    pub next: [Node; 5],
    /// Tokens between the top of the stack and the next one, at most 9.
    pub distance: u64,
    /// Number of children: left and right of the top of the stack, left of the next.
    pub valency: [u64; 3],
    /// Whether the top of the stack has a head.
    pub headed: bool,
}

/// The features that tell the next transition.
pub fn parsing(v: &View, out: &mut Vec<u32>) {
    let [s, s1, sh, sl, sr, sr2] = v.stack;
    let [n, n1, n2, nl, nl2] = v.next;
    let d = v.distance;
    let h = u64::from(v.headed);
    let pair = |a: Node, b: Node| a.tag << 8 | b.tag;
    out.clear();
    out.extend([
        mix(100, s.word, h, 0),
        mix(101, s.tag, h, 0),
        mix(102, s.word, s.tag, h),
        mix(103, n.word, 0, 0),
        mix(104, n.tag, 0, 0),
        mix(105, n.word, n.tag, h),
        mix(106, n1.word, n1.tag, 0),
        mix(107, n1.tag, h, 0),
        mix(108, n2.word, 0, 0),
        mix(109, n2.tag, h, 0),
        mix(110, s.word ^ s.tag, n.word, n.tag),
        mix(111, s.word, s.tag, n.tag),
        mix(112, s.tag, n.word, n.tag),
        mix(113, s.word, n.word, h),
        mix(114, pair(s, n), h, 0),
        mix(115, pair(n, n1), h, 0),
        mix(116, pair(s, n), n1.tag, h),
        mix(117, pair(n, n1), n2.tag, h),
        mix(118, pair(s, n), sh.tag, h),
        mix(119, pair(s, sl), n.tag, h),
        mix(120, pair(s, sr), n.tag, h),
        mix(121, pair(s, n), nl.tag, h),
        mix(122, s.word, d, h),
        mix(123, s.tag, d, h),
        mix(124, n.word, d, 0),
        mix(125, n.tag, d, 0),
        mix(126, pair(s, n), d, h),
        mix(127, s.word, n.word, d),
        mix(128, s.word, v.valency[1], h),
        mix(129, s.tag, v.valency[1], n.tag),
        mix(130, s.word, v.valency[0], 0),
        mix(131, s.tag, v.valency[0], n.tag),
        mix(132, n.tag, v.valency[2], s.tag),
        mix(133, sh.word, s.tag, n.tag),
        mix(134, sl.word, s.tag, n.tag),
        mix(135, sr.word, s.tag, n.tag),
        mix(136, nl.word, s.tag, n.tag),
        mix(137, pair(s, n), s1.tag, h),
        mix(138, s1.word, pair(s, n), h),
        mix(139, pair(s, n), pair(s1, n1), h),
        mix(140, pair(sr, sr2), s.tag, n.tag),
        mix(141, pair(nl, nl2), s.tag, n.tag),
        mix(142, s.word, pair(n, n1), h),
        mix(143, n.word, pair(s, n1), h),
        mix(144, n1.word, pair(s, n), h),
        mix(145, s.word, n.tag, nl.tag),
        mix(146, s.tag, n.word, nl.word),
        mix(147, pair(s, sh), pair(n, n1), h),
        mix(148, sh.word, n.word, h),
        mix(149, sr.word, n.word, 0),
        mix(150, s.word, sr.tag, n.tag),
        mix(151, pair(s, n), pair(n1, n2), h),
    ]);
}

/// What the labeller sees of an arc: head, dependent, the head's head, the dependent's outer children (first left is
/// its preposition as a rule), its neighbours, the head's other children before it.
#[derive(Debug, Clone, Copy)]
pub struct Arc {
    /// Head, dependent, grandparent.
    pub ends: [Node; 3],
    /// First left child, second left child, last right child of the dependent.
    pub inner: [Node; 3],
    /// Tokens beside the dependent, and the sister before it on the same side.
    pub beside: [Node; 3],
    /// Direction (1: the dependent comes first) and distance, at most 9.
    pub place: u64,
    /// The label of the head, and of the sister labelled before.
    pub labels: [u64; 2],
    /// Which of the common labels the head already has, as bits.
    pub taken: u64,
}

/// The features that tell the relation of an arc.
pub fn labelling(a: &Arc, out: &mut Vec<u32>) {
    let [h, d, g] = a.ends;
    let [l, l2, r] = a.inner;
    let [b, f, s] = a.beside;
    let p = a.place;
    let side = p & 1;
    let [hl, sl] = a.labels;
    let pair = h.tag << 8 | d.tag;
    out.clear();
    out.extend([
        mix(200, h.word, side, 0),
        mix(201, d.word, side, 0),
        mix(202, h.tag, side, 0),
        mix(203, d.tag, side, 0),
        mix(204, pair, p, 0),
        mix(205, h.word, d.word, side),
        mix(206, h.word, d.tag, side),
        mix(207, h.tag, d.word, side),
        mix(208, pair, l.tag, side),
        mix(209, l.word, d.tag, h.tag),
        mix(210, l.word, d.word, side),
        mix(211, l.word, h.word, d.tag),
        mix(212, pair, l2.tag, l.tag),
        mix(213, l2.word, pair, side),
        mix(214, r.word, pair, side),
        mix(215, pair, b.tag, side),
        mix(216, pair, f.tag, side),
        mix(217, b.word, pair, 0),
        mix(218, f.word, pair, 0),
        mix(219, pair, g.tag, side),
        mix(220, g.word, h.word, d.tag),
        mix(221, pair, hl, side),
        mix(222, pair, sl, side),
        mix(223, pair, a.taken, side),
        mix(224, d.word, a.taken, side),
        mix(225, h.word, a.taken, d.tag),
        mix(226, pair, s.tag, sl),
        mix(227, d.word, hl, h.tag),
        mix(228, h.word, hl, d.tag),
        mix(229, s.word, pair, side),
        mix(230, d.word, p, h.tag),
        mix(231, l.word, a.taken, h.tag),
    ]);
}
