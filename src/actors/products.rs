//! Names of products and models, which their form tells: a small first letter before a capital ("iPhone"), letters with a
//! number ("A380", "F-16"), a name with the number of a version behind it ("Windows 7", "Boeing 787").

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::text::lexicon::is_calendar_word;
use crate::text::{Document, NameKind, Penn, Rel, Upos};

/// Whether a word is written as no common word is: "iPod", "eBay". Units and acids are written so as well.
pub fn is_camel(word: &str) -> bool {
    const UNITS: &[&str] = &["kWh", "mAh", "kHz", "kPa", "keV", "hPa", "dBm", "kVA"];
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_lowercase)
        && word.chars().count() > 2
        && word.chars().take(4).any(char::is_uppercase)
        && word.chars().all(char::is_alphanumeric)
        && word.chars().any(char::is_lowercase)
        && !word.ends_with("NA")
        && !UNITS.contains(&word)
}

/// Whether a word is the designation of a model: up to four letters, the first a capital, then a number of two digits
/// or more, then at most three letters: "A380", "F-16", "A320neo". With two digits only behind a hyphen: "G20" is a group, "M25" a road, "U21" an age.
pub fn is_designation(word: &str) -> bool {
    let letters = word.chars().take_while(|c| c.is_alphabetic()).count();
    let rest: String = word.chars().skip(letters).collect();
    let (hyphen, rest) = rest.strip_prefix('-').map_or((false, rest.as_str()), |r| (true, r));
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    let tail = rest.get(digits..).unwrap_or_default();
    let name: String = word.chars().take(letters).collect();
    (1..5).contains(&letters)
        && word.starts_with(char::is_uppercase)
        && (digits > 2 || hyphen && digits == 2)
        && digits < 5
        && tail.chars().count() < 4
        && tail.chars().all(|c| c.is_alphabetic())
        // "FY2010", "Sept-11", "UTC-05"; "Top-10" has one capital only.
        && !matches!(name.as_str(), "FY" | "CY" | "UTC" | "GMT" | "ISO" | "No")
        && !is_calendar_word(&name)
        && (letters < 3 || name.chars().filter(|c| c.is_uppercase()).count() > 1)
}

/// Capitals behind a designation that tell one model from its sisters: "XWB", "ER".
pub fn is_variant(word: &str) -> bool {
    (2..5).contains(&word.len()) && word.chars().all(|c| c.is_ascii_uppercase())
}

/// A number of a version: "4", "3.1", "3G", "4s".
fn is_version(word: &str) -> bool {
    let digits = word.chars().take_while(|c| c.is_ascii_digit() || *c == '.').count();
    word.starts_with(|c: char| c.is_ascii_digit())
        && word.len() < 5
        && word.chars().skip(digits).all(|c| c.is_ascii_alphabetic())
        && !word.ends_with("GB")
        && !word.ends_with("MP")
        && !["th", "st", "nd", "rd", "am", "pm"].contains(&&word[word.len().saturating_sub(2)..])
}

/// "A380" for "A380s", "Boeing 787" for "Boeing 787s": several of a model bear its name.
pub fn singular(name: &str) -> Option<&str> {
    let one = name.strip_suffix('s')?;
    let last = one.rsplit(' ').next().unwrap_or(one);
    let model = is_designation(last) || last != one && is_version(last);
    (model && one.ends_with(|c: char| c.is_ascii_digit())).then_some(one)
}

/// Whether a name has the form of a model's: "iPod", "Airbus A380", "Orbit 3".
pub fn is_model_name(name: &str) -> bool {
    let mut words = name.split(' ').rev();
    let last = words.next().unwrap_or(name);
    is_camel(last) || is_designation(last) || words.next().is_some() && is_version(last)
}

/// Whether a word is the other name of a numbered model: "mistral" of "boeing 787 mistral", both as keys.
pub fn is_other_name(whole: &str, word: &str) -> bool {
    let before = whole.strip_suffix(word).and_then(|b| b.strip_suffix(' '));
    before.and_then(|b| b.rsplit(' ').next()).is_some_and(is_number_of_model)
}

/// Whether a word is the number alone of a model that has its maker's name before it elsewhere: "the 787".
pub fn is_number_of_model(word: &str) -> bool {
    word.len() == 3 && word.bytes().all(|b| b.is_ascii_digit()) && !word.starts_with('0')
}

/// Adds what the tagger missed, and makes names longer by the number that belongs to them.
pub fn complete(document: &Document, names: &mut Vec<(Range<usize>, NameKind)>) {
    let mut taken = vec![false; document.tokens.len()];
    names.iter().flat_map(|n| n.0.clone()).for_each(|i| taken[i] = true);
    for i in 0..document.tokens.len() {
        let word = document.word(i);
        // "A350 XWB": capitals that belong to the designation.
        let more = i > 0 && taken[i - 1] && is_designation(document.word(i - 1)) && is_variant(word);
        if more && let Some(name) = names.iter_mut().find(|n| n.0.end == i) {
            taken[i] = true;
            name.0.end = i + 1;
            name.1 = NameKind::Other;
        } else if !taken[i] && (is_camel(word) || is_designation(word)) {
            // "Airbus A380" where the tagger saw neither.
            let maker = i.checked_sub(1).filter(|m| {
                let first = document.opens_sentence(*m);
                is_designation(word) && !taken[*m] && is_maker(document, *m) && !first
            });
            let tokens = maker.unwrap_or(i)..i + 1;
            tokens.clone().for_each(|t| taken[t] = true);
            names.push((tokens, NameKind::Other));
        }
    }
    names.sort_by_key(|n| n.0.start);
    let mut pairs: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (tokens, _) in names.iter() {
        *pairs.entry((document.word(tokens.end - 1), document.word(tokens.end))).or_default() += 1;
    }
    let mut whole: Vec<(Range<usize>, NameKind)> = Vec::new();
    for (mut tokens, mut kind) in std::mem::take(names) {
        let next = document.word(tokens.end);
        let recurs = pairs.get(&(document.word(tokens.end - 1), next)).is_some_and(|n| *n > 1);
        // "Airbus" and "A380", found apart, are one.
        if let Some((before, _)) = whole.last()
            && before.end == tokens.start
            && is_designation(document.word(tokens.start))
            && is_maker(document, before.end - 1)
        {
            tokens.start = before.start;
            kind = NameKind::Other;
            whole.pop();
        } else if let Some(number) = number_before(document, &tokens) {
            // "The Boeing 787 Mistral": what stands before the number is its maker.
            let maker = whole.last().filter(|w| w.0.end == number).map(|w| w.0.start);
            tokens.start = maker.unwrap_or(number);
            kind = NameKind::Other;
            if maker.is_some() {
                whole.pop();
            }
        } else if is_numbered(document, &tokens, kind, recurs) {
            tokens.end += 1;
            kind = NameKind::Other;
        }
        whole.push((tokens, kind));
    }
    // What was made longer swallows what now lies within.
    whole.dedup_by(|next, before| next.0.start < before.0.end);
    // "The Orbit 3 launch", where the article has the Orbit 3 elsewhere.
    let words = |t: &Range<usize>| document.words(t.clone());
    let numbered = |n: &&(Range<usize>, NameKind)| n.0.len() > 1 && is_version(document.word(n.0.end - 1));
    let models: BTreeSet<&str> = whole.iter().filter(numbered).map(|n| words(&n.0)).collect();
    for i in 0..whole.len() {
        let longer = whole[i].0.start..whole[i].0.end + 1;
        let free = whole.get(i + 1).is_none_or(|next| next.0.start >= longer.end);
        if free && longer.end <= document.tokens.len() && models.contains(words(&longer)) {
            whole[i] = (longer, NameKind::Other);
        }
    }
    // "Boeing" by itself and "Boeing 787": the maker and what it makes.
    let alone: BTreeSet<&str> = whole.iter().map(|n| words(&n.0)).collect();
    for (tokens, kind) in &mut whole {
        let maker = tokens.start..tokens.end - 1;
        let number = is_version(document.word(maker.end)) && !maker.is_empty();
        if number && *kind == NameKind::Organization && alone.contains(words(&maker)) {
            *kind = NameKind::Other;
        }
    }
    *names = whole;
    add_numbers(document, names);
}

/// "The 787 Mistral", "its 787 Mistral": the number of a model before its other name.
fn number_before(document: &Document, name: &Range<usize>) -> Option<usize> {
    let number = name.start.checked_sub(1).filter(|n| name.len() == 1 && is_number_of_model(document.word(*n)))?;
    let before = number.checked_sub(1)?;
    // "The smaller 787 Mistral"; no "Flight 447 Paris".
    let owned = document
        .tokens
        .get(before)
        .is_some_and(|t| matches!(t.upos, Upos::Det | Upos::Adj) || matches!(t.penn, Penn::PrpPoss | Penn::Pos));
    let maker = is_maker(document, before) && crate::knowledge::world::country(document.word(before)).is_none();
    let one = document.tokens.get(name.start).is_some_and(|t| t.upos == Upos::Propn && t.penn == Penn::Nnp);
    (one && (owned || maker)).then_some(number)
}

/// "The 787 flew": the number of a model alone, where the article has its whole name.
fn add_numbers(document: &Document, names: &mut Vec<(Range<usize>, NameKind)>) {
    let model = |n: &&(Range<usize>, NameKind)| n.0.len() > 1 && n.1 == NameKind::Other;
    let last_two = |n: &(Range<usize>, NameKind)| [document.word(n.0.end - 1), document.word(n.0.end - 2)];
    let numbers: BTreeSet<&str> =
        names.iter().filter(model).flat_map(last_two).filter(|w| is_number_of_model(w)).collect();
    for i in 1..document.tokens.len() {
        let word = document.word(i);
        let known = numbers.contains(word.strip_suffix('s').unwrap_or(word));
        let introduced = matches!(
            document.word(i - 1).to_lowercase().as_str(),
            "the" | "a" | "its" | "their" | "this" | "first" | "new" | "'s" | "’s"
        );
        let measures = matches!(document.word(i + 1), "%" | "percent" | "million" | "billion" | "points" | "people");
        if known && introduced && !measures && !names.iter().any(|n| n.0.contains(&i)) {
            names.push((i..i + 1, NameKind::Other));
        }
    }
    names.sort_by_key(|n| n.0.start);
}

fn is_maker(document: &Document, i: usize) -> bool {
    let token = document.tokens.get(i);
    token.is_some_and(|t| t.upos == Upos::Propn) && document.word(i).chars().skip(1).any(char::is_lowercase)
}

/// Whether the number behind a name belongs to it.
fn is_numbered(document: &Document, name: &Range<usize>, kind: NameKind, recurs: bool) -> bool {
    let (last, number, after) = (document.word(name.end - 1), document.word(name.end), document.word(name.end + 1));
    let (Some(token), Some(before)) = (document.tokens.get(name.end), document.tokens.get(name.end - 1)) else {
        return false;
    };
    let apart = token.span.start == before.span.end + 1;
    // A score, a list of numbers, a sum, an age.
    let counted = matches!(after, "-" | "–" | ":" | "%" | "percent" | "per" | "million" | "billion" | "points")
        || after.starts_with(|c: char| c.is_ascii_digit());
    if !apart || counted || !is_version(number) || is_calendar_word(last) {
        return false;
    }
    if is_camel(last) {
        return true;
    }
    let plain = number.chars().all(|c| c.is_ascii_digit());
    let year = plain && number.len() == 4;
    let own = token.head.is_some_and(|h| name.contains(&h))
        && matches!(token.rel, Rel::Nummod | Rel::Flat | Rel::Appos | Rel::Compound | Rel::Dep);
    let proper = before.upos == Upos::Propn;
    // "The Aurora 12 is ...": an article that belongs to the name, since a count would have its noun.
    let article = name.start.checked_sub(1).is_some_and(|i| matches!(document.word(i), "the" | "The" | "its" | "a"));
    let counts = document.tokens.get(name.end + 1).is_some_and(|t| matches!(t.upos, Upos::Noun | Upos::Adj));
    let named = proper && !year && article && !counts && token.rel == Rel::Flat;
    // "Its satellite Horus 3".
    let vessel = name.start.checked_sub(1).is_some_and(|b| super::lexicon::is_vessel(document.lemma(b)));
    match kind {
        _ if vessel && proper && plain && !year && !counts => true,
        NameKind::Other if named => true,
        NameKind::Other => proper && !year && (own || recurs || article && !counts) && after != ",",
        NameKind::Organization if named => true,
        NameKind::Organization => proper && !year && own && (number.len() == 3 || !plain) && recurs && after != ",",
        // "The Aurora 11": neither firms nor places are called so.
        NameKind::Place => named,
        NameKind::Person => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_models_are_told_from_other_words() {
        for word in ["iPhone", "iPod", "eBay", "iOS", "webOS"] {
            assert!(is_camel(word), "{word}");
        }
        for word in ["kWh", "mRNA", "pH", "iphone", "McDonald", "USA", "don't", "a"] {
            assert!(!is_camel(word), "{word}");
        }
        for word in ["A380", "F-16", "A320neo", "B-52", "MH370", "MiG-29", "CRJ900", "S-300"] {
            assert!(is_designation(word), "{word}");
        }
        for word in
            ["G20", "M25", "U21", "Covid-19", "FY2010", "Sept-11", "Q3", "H1N1", "CO2", "UTC-05", "380", "May-12"]
        {
            assert!(!is_designation(word), "{word}");
        }
        for (word, is) in [("4", true), ("3GS", true), ("3.1", true), ("16GB", false), ("4th", false), ("9pm", false)] {
            assert_eq!(is_version(word), is, "{word}");
        }
    }
}
