//! "LONDON, March 3 (Reuters) -": where and when a report was sent, before its first sentence and no part of it.

use std::ops::Range;

/// Tokens within which a dateline ends.
const LONGEST: usize = 16;

/// The number of tokens of the dateline that a sentence begins with, its dash included; 0 when it has none.
///
/// A dateline has its town in capitals, or the agency in brackets right before the dash; it holds names, numbers and marks, and
/// spaces stand around its dash. (What agencies print: AP, Reuters and AFP part it with a dash, others with an underscore or, behind
/// nothing but capitals, with a colon.)
pub fn length(text: &str, tokens: &[Range<usize>]) -> usize {
    let word = |i: usize| tokens.get(i).and_then(|t| text.get(t.clone())).unwrap_or("");
    let apart = |i: usize| tokens[i - 1].end < tokens[i].start;
    let ends = |i: &usize| matches!(word(*i), "-" | "–" | "—" | "--" | "_" | "―") && apart(*i);
    let shouted = |i: usize| {
        let letters = || word(i).chars().filter(|c| c.is_alphabetic());
        letters().count() > 1 && letters().all(char::is_uppercase)
    };
    let limit = tokens.len().min(LONGEST);
    // "NEW DELHI: The firm sold".
    let colon = (1..limit).find(|i| !shouted(*i)).filter(|i| word(*i) == ":" && shouted(0));
    let Some(end) = (1..limit).find(ends).or(colon).filter(|end| end + 1 < tokens.len()) else { return 0 };
    let fits = |i: usize| {
        let first = word(i).chars().next().unwrap_or(' ');
        let joins =
            matches!(word(i), "au" | "de" | "del" | "da" | "do" | "du" | "la" | "le" | "al" | "el" | "of" | "and");
        first.is_uppercase() || first.is_numeric() || matches!(word(i), "," | "." | "(" | ")" | "/" | "-") || joins
    };
    let sent = shouted(0) || word(end - 1) == ")";
    let told = word(end + 1).chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric() || "\"“'‘".contains(c));
    if sent && told && (0..end).all(fits) { end + 1 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::sentences;

    #[test]
    fn a_dateline_ends_with_its_dash() {
        for (text, dateline) in [
            ("LONDON, March 3 (Reuters) - The firm sold a mine.", "LONDON, March 3 (Reuters) -"),
            ("MUMBAI - Air Malabar said that its loss doubled.", "MUMBAI -"),
            ("SAO JOSE DOS CAMPOS, Brazil - The first jet left.", "SAO JOSE DOS CAMPOS, Brazil -"),
            ("KIGALI, Rwanda (AP) _ The rebels left.", "KIGALI, Rwanda (AP) _"),
            ("Port-au-Prince, Haiti (AFP) – Rescuers found a boy.", "Port-au-Prince, Haiti (AFP) –"),
            ("AMSTERDAM, Oct. 14 - \"We are safe,\" he said.", "AMSTERDAM, Oct. 14 -"),
            ("NEW DELHI: The bank cut its rate.", "NEW DELHI:"),
        ] {
            let sentence = sentences::split(text).remove(0);
            let end = length(text, &sentence).checked_sub(1).map(|last| sentence[last].end);
            assert_eq!(end.map(|end| &text[..end]), Some(dateline), "{text}");
        }
        for text in [
            "Kim - the third of his line - left.",
            "The treaty (START) - the last of its kind - lapsed.",
            "IBM-Apple talks failed.",
            "NATO, which has 30 members - it had 16 then - agreed.",
            "He left: the firm was broke.",
            "LONDON - and with it the country - slept.",
            "Anna Berg (58) - she is from Oslo - won.",
        ] {
            assert_eq!(length(text, &sentences::split(text)[0]), 0, "{text}");
        }
    }
}
