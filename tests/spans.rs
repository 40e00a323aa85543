//! Spans in code points.

use dateline::span::{Offsets, Span};
use proptest::prelude::*;

proptest! {
    #[test]
    fn the_words_of_a_span_are_what_counting_characters_gives(text in "\\PC{0,200}", a in 0u32..220, b in 0u32..220) {
        let offsets = Offsets::new(&text);
        let (start, end) = (a.min(b), a.max(b));
        let counted: String = text.chars().skip(start as usize).take((end - start) as usize).collect();
        prop_assert_eq!(offsets.slice(Span::new(start, end)), counted);
    }

    #[test]
    fn bytes_and_code_points_are_inverse(text in "\\PC{0,200}") {
        let offsets = Offsets::new(&text);
        for (point, (byte, _)) in text.char_indices().enumerate() {
            prop_assert_eq!(offsets.code_points(byte), point as u32);
            prop_assert_eq!(offsets.bytes(point as u32), byte);
        }
    }
}
