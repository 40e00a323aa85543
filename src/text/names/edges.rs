//! Where names begin and end, put right by what the whole document says: "the Beatles' Apple Corps" are two names if both are
//! named elsewhere, "On Monday Haddad met" names no Monday, "V. K." belongs to "V. K. Ramaswamy".

use std::collections::HashMap;
use std::ops::Range;

use super::features::Sheet;
use crate::text::{Document, NameKind};

/// Tokens of a name, and the place of its kind in [`NameKind::ALL`].
type Found = (Range<usize>, usize);

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Words after which a weekday tells when.
const WHEN: [&str; 14] =
    ["on", "last", "next", "this", "since", "until", "till", "by", "late", "early", "from", "every", "before", "after"];

/// What is put behind a Japanese or Indian name out of respect.
const RESPECT: [&str; 5] = ["san", "sama", "kun", "sensei", "ji"];

/// Puts the ends of names right.
pub(super) fn settle(document: &Document, sheet: &Sheet, names: &mut Vec<Found>) {
    part_owners(sheet, document, names);
    for at in 0..names.len() {
        let from = at.checked_sub(1).map_or(0, |before| names[before].0.end);
        let to = names.get(at + 1).map_or(document.tokens.len(), |next| next.0.start);
        let (tokens, kind) = names[at].clone();
        let tokens = match NameKind::ALL.get(kind) {
            Some(NameKind::Person) => person(document, tokens, from),
            _ => sheet.whole_phrase(tokens, to),
        };
        names[at].0 = tokens;
    }
}

/// A person's name without the day on which something happened or a word of respect, and with its initials.
fn person(document: &Document, mut name: Range<usize>, from: usize) -> Range<usize> {
    let begins = |i: usize| document.opens_sentence(i);
    let before = |i: usize| i.checked_sub(1).filter(|_| !begins(i)).map(|b| document.word(b));
    let tells_when = before(name.start).is_some_and(|word| WHEN.contains(&word.to_lowercase().as_str()));
    if name.len() > 1 && tells_when && WEEKDAYS.contains(&document.word(name.start)) {
        name.start += 1;
    }
    let end = name.end;
    if name.len() > 2 && document.word(end - 2) == "-" && RESPECT.contains(&document.word(end - 1)) {
        name.end -= 2;
    }
    while name.start > from && before(name.start).is_some_and(is_initial) {
        name.start -= 1;
    }
    name
}

/// "V.", and not the "A" of "A Norvia jet".
fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.as_str() == "."
}

/// Divides an owner from what is owned where the document names both elsewhere: "Apple's iPod", but not "McDonald's Corp".
fn part_owners(sheet: &Sheet, document: &Document, names: &mut Vec<Found>) {
    let words = |tokens: Range<usize>| tokens.map(|i| sheet.word(i)).collect::<Vec<_>>();
    let mut kinds: HashMap<Vec<u64>, usize> = HashMap::new();
    for (tokens, kind) in names.iter() {
        kinds.entry(words(tokens.clone())).or_insert(*kind);
    }
    let possessive = |i: &usize| matches!(document.word(*i), "'s" | "’s" | "'" | "’");
    let divided = |(tokens, kind): Found| {
        let parts = tokens.clone().skip(1).find(possessive).and_then(|i| {
            let (owner, owned) = (tokens.start..i, i + 1..tokens.end);
            let (a, b) = (kinds.get(&words(owner.clone()))?, kinds.get(&words(owned.clone()))?);
            Some(vec![(owner, *a), (owned, *b)])
        });
        parts.unwrap_or_else(|| vec![(tokens, kind)])
    };
    *names = std::mem::take(names).into_iter().flat_map(divided).collect();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Model, analyse};

    fn settled(text: &str, names: &[(&str, usize)]) -> Vec<String> {
        let model = Model::embedded().unwrap();
        let document = analyse(model, text);
        let sheet = Sheet::new(&model.words, &document);
        let mut at = 0;
        let mut place = |(words, kind): &(&str, usize)| {
            let bytes = at + text[at..].find(words).unwrap();
            at = bytes + words.len();
            let within = |i: &usize| document.tokens[*i].bytes.start < at && document.tokens[*i].bytes.end > bytes;
            let tokens: Vec<usize> = (0..document.tokens.len()).filter(within).collect();
            (tokens[0]..tokens[tokens.len() - 1] + 1, *kind)
        };
        let mut names: Vec<Found> = names.iter().map(&mut place).collect();
        settle(&document, &sheet, &mut names);
        names.iter().map(|n| document.words(n.0.clone()).to_string()).collect()
    }

    #[test]
    fn owner_and_owned_are_two_where_both_are_named_elsewhere() {
        let text = "Velkor's Norvia Air lost. Velkor sold Norvia Air. McDonald's Corp won. The Teachers' Union met.";
        let names = [
            ("Velkor's Norvia Air", 1),
            ("Velkor", 1),
            ("Norvia Air", 1),
            ("McDonald's Corp", 1),
            ("Teachers' Union", 1),
        ];
        let wanted = ["Velkor", "Norvia Air", "Velkor", "Norvia Air", "McDonald's Corp", "Teachers' Union"];
        assert_eq!(settled(text, &names), wanted);
    }

    #[test]
    fn a_day_is_no_part_of_a_person_and_initials_are() {
        assert_eq!(settled("On Monday Halvik met her.", &[("Monday Halvik", 0)]), ["Halvik"]);
        assert_eq!(settled("Tuesday Weld starred in it.", &[("Tuesday Weld", 0)]), ["Tuesday Weld"]);
        assert_eq!(settled("B. K. Halvik met her.", &[("K. Halvik", 0)]), ["B. K. Halvik"]);
        assert_eq!(settled("They met Halvik-san there.", &[("Halvik-san", 0)]), ["Halvik"]);
    }

    #[test]
    fn a_name_does_not_cut_a_place_that_the_lists_know() {
        assert_eq!(
            settled("The University of Dar es Salaam won.", &[("University of Dar", 1)]),
            ["University of Dar es Salaam"]
        );
    }
}
