//! What is seen of a token before its sentence is read; the same function serves the program and its trainer.

use super::words::{WordTable, mark};

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

/// The key of a word itself, which is in lower case and has 0 for every digit.
pub fn word_key(folded: &str) -> u32 {
    mix(1, hash(folded.as_bytes()), 0, 0)
}

/// The keys of a token's features, the word's own first; `first` says that it opens the sentence.
pub fn keys(known: &WordTable, text: &str, first: bool, out: &mut Vec<u32>) {
    // What is known of the first half of a hyphenated name is known of the name.
    let text = match text.split_once('-') {
        Some((first, rest)) if rest.starts_with(char::is_alphabetic) && first.starts_with(char::is_uppercase) => first,
        Some(("al" | "el", rest)) if rest.starts_with(char::is_uppercase) => rest,
        _ => text,
    };
    let lower = text.to_lowercase();
    let known = known.get(&lower);
    // Digits look alike, so that numbers share what they learn.
    let folded = if lower.contains(|c: char| c.is_ascii_digit()) {
        lower.replace(|c: char| c.is_ascii_digit(), "0")
    } else {
        lower
    };
    let tail = |n: usize| folded.char_indices().rev().nth(n - 1).map_or(folded.as_str(), |(i, _)| &folded[i..]);
    let head = |n: usize| folded.char_indices().nth(n).map_or(folded.as_str(), |(i, _)| &folded[..i]);
    let h = |s: &str| hash(s.as_bytes());
    let shape = shape(text, 1);
    let capital = text.starts_with(char::is_uppercase);
    out.clear();
    out.extend([
        word_key(&folded),
        mix(2, shape, u64::from(first), 0),
        mix(3, h(tail(1)), 0, 0),
        mix(4, h(tail(2)), 0, 0),
        mix(5, h(tail(3)), 0, 0),
        mix(6, h(tail(4)), 0, 0),
        mix(7, h(head(1)), 0, 0),
        mix(8, h(head(3)), 0, 0),
        mix(9, known.fine.into(), 0, 0),
        mix(10, known.coarse.into(), 0, 0),
        mix(11, shape, h(tail(2)), 0),
    ]);
    let marks = (0..mark::COUNT).filter(|bit| known.marks & 1 << bit != 0);
    out.extend(marks.map(|bit| mix(12, bit.into(), u64::from(capital), 0)));
    if capital {
        out.push(mix(13, h(&folded), 0, 0));
    }
}

/// Which kinds of characters follow each other: "X" for capitals, "x" for small letters, "0" for digits, others as they are.
/// Of a run of one kind at most `most` are kept.
pub fn shape(text: &str, most: usize) -> u64 {
    let mut shape = String::new();
    let mut run = 0;
    for c in text.chars() {
        let class = match c {
            c if c.is_uppercase() => 'X',
            c if c.is_alphabetic() => 'x',
            c if c.is_ascii_digit() => '0',
            c => c,
        };
        run = if shape.ends_with(class) { run + 1 } else { 0 };
        if run < most {
            shape.push(class);
        }
    }
    hash(shape.as_bytes())
}
