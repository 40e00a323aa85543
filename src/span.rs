//! Spans of text, counted in Unicode code points: 0-based, start included, end excluded.
//!
//! This is the only place that converts from bytes. `substr(text, start + 1, end - start)` in SQL and
//! `text[start:end]` in Python give the words of a span.

use serde::{Deserialize, Serialize};

/// A stretch of an article's stored text, in code points: 0-based, half-open (`end` is excluded).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Span {
    /// First code point of the span.
    pub start: u32,
    /// The code point after the last one of the span.
    pub end: u32,
}

impl Span {
    /// The span from `start` to `end` (excluded).
    pub fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// Number of code points.
    pub fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span holds no code point.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `other` lies inside this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one code point.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// Converts between byte offsets and code points of one text; O(1) for ASCII, O(stride) otherwise.
#[derive(Debug, Clone)]
pub struct Offsets<'a> {
    text: &'a str,
    ascii: bool,
    /// Number of code points before byte `i * STRIDE`.
    marks: Vec<u32>,
}

/// Bytes between two marks of [`Offsets`].
const STRIDE: usize = 64;

impl<'a> Offsets<'a> {
    /// Reads `text` once.
    pub fn new(text: &'a str) -> Self {
        let ascii = text.is_ascii();
        let mut marks = Vec::new();
        if !ascii {
            let mut count = 0;
            for (i, b) in text.bytes().enumerate() {
                if i % STRIDE == 0 {
                    marks.push(count);
                }
                count += u32::from(is_char_start(b));
            }
        }
        Self { text, ascii, marks }
    }

    /// The code points before byte `byte`; past the end gives the length of the text.
    pub fn code_points(&self, byte: usize) -> u32 {
        let byte = byte.min(self.text.len());
        if self.ascii {
            return byte as u32;
        }
        let mark = (byte / STRIDE).min(self.marks.len().saturating_sub(1));
        let from = mark * STRIDE;
        let tail = self.text.as_bytes()[from..byte].iter().filter(|b| is_char_start(**b)).count();
        self.marks.get(mark).copied().unwrap_or(0) + tail as u32
    }

    /// The byte at which code point `point` starts; past the end gives the length of the text in bytes.
    pub fn bytes(&self, point: u32) -> usize {
        if self.ascii {
            return (point as usize).min(self.text.len());
        }
        let mark = self.marks.partition_point(|m| *m <= point).saturating_sub(1);
        let mut left = point - self.marks.get(mark).copied().unwrap_or(0);
        for (i, b) in self.text.bytes().enumerate().skip(mark * STRIDE) {
            if is_char_start(b) {
                if left == 0 {
                    return i;
                }
                left -= 1;
            }
        }
        self.text.len()
    }

    /// The span of the bytes `start..end`.
    pub fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.code_points(start), self.code_points(end))
    }

    /// The words of a span.
    pub fn slice(&self, span: Span) -> &'a str {
        let (start, end) = (self.bytes(span.start), self.bytes(span.end));
        self.text.get(start..end.max(start)).unwrap_or("")
    }
}

fn is_char_start(b: u8) -> bool {
    b & 0b1100_0000 != 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_and_bytes_agree_with_the_standard_library() {
        let text = "Zażółć gęślą jaźń – 平壌 and Kim’s visit to Việt Nam; ".repeat(9);
        let offsets = Offsets::new(&text);
        for (point, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(offsets.code_points(byte), point as u32);
            assert_eq!(offsets.bytes(point as u32), byte);
        }
        assert_eq!(offsets.bytes(1_000_000), text.len());
    }

    #[test]
    fn a_slice_is_the_words_of_the_span() {
        let offsets = Offsets::new("Čadež met Łukasz.");
        assert_eq!(offsets.slice(Span::new(10, 16)), "Łukasz");
        assert_eq!(offsets.slice(Span::new(16, 3)), "");
    }
}
