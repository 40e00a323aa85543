//! The words before a person's name: courtesy, office, country, and whether the office is held now.
//!
//! "then Russian President Dmitry Medvedev" -> president, of Russia, then.

use super::draft::{Gender, Office, Tenure};
use super::lexicon;
use crate::knowledge::world;
use crate::text::{Document, Upos};

/// What stands before a name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Title {
    /// The first token of it.
    pub start: usize,
    /// The gender that it tells.
    pub gender: Option<Gender>,
    /// The office, when it is one.
    pub office: Option<Office>,
    /// The country in it.
    pub country: Option<&'static str>,
}

/// Reads the title before a name that starts at token `name`; `None` when there is none.
pub fn before(document: &Document, name: usize) -> Option<Title> {
    let first = document.sentences.get(document.sentence_of(name))?.tokens.start;
    let mut title = Title { start: name, ..Title::default() };
    let mut words: Vec<usize> = Vec::new();
    let mut i = name;
    while i > first {
        let word = document.word(i - 1);
        if words.is_empty() && i >= first + 3 && is_fixed_office(document.words(i - 3..i)) {
            words.extend([i - 1, i - 2, i - 3]);
            i -= 3;
            continue;
        }
        let dot = word == "."
            && i >= 2
            && (lexicon::is_courtesy(document.word(i - 2)) || lexicon::is_office(document.word(i - 2)));
        let inside = !words.is_empty() && lexicon::is_inner(word);
        if !(dot
            || lexicon::is_courtesy(word)
            || lexicon::is_office(word)
            || lexicon::is_future(word) && i == name
            || inside)
        {
            break;
        }
        // "father Kim" is kin, not a priest, when it is not capitalised.
        if lexicon::is_courtesy(word) && !word.starts_with(char::is_uppercase) {
            break;
        }
        title.gender = title.gender.or(lexicon::gender_of_word(word));
        if !dot && !lexicon::is_courtesy(word) {
            words.push(i - 1);
        }
        i -= 1;
    }
    if i == name {
        return None;
    }
    let end = words.first().copied().map_or(i, |w| w + 1);
    let office_start = words.last().copied().unwrap_or(i);
    title.start = i;
    let mut tenure = if words.first().is_some_and(|w| lexicon::is_future(document.word(*w))) {
        Tenure::Future
    } else {
        Tenure::Current
    };
    // What stands before the office: its country or body, "former", "then".
    let mut of = None;
    while i > first && !words.is_empty() {
        let word = document.word(i - 1);
        let pair = (i >= first + 2).then(|| document.words(i - 2..i));
        if let Some(country) = pair.and_then(|p| world::demonym(p).or_else(|| world::country(p))) {
            (of, i) = (of.or(Some(country)), i - 2);
        } else if let Some(country) = world::demonym(word).or_else(|| world::country(word)) {
            (of, i) = (of.or(Some(country)), i - 1);
        } else if word.eq_ignore_ascii_case("then") || word.eq_ignore_ascii_case("then-") {
            (tenure, i) = (Tenure::Then, i - 1);
        } else if lexicon::is_past(word) {
            (tenure, i) = (Tenure::Past, i - 1);
        } else if lexicon::is_future(word) {
            (tenure, i) = (Tenure::Future, i - 1);
        } else if matches!(word, "-" | "’s" | "'s")
            || document.tokens.get(i - 1).is_some_and(|t| t.upos == Upos::Adj) && i > first + 1
        {
            i -= 1;
        } else {
            break;
        }
    }
    if !words.is_empty() {
        let text = document.words(office_start..end);
        title.country = of;
        title.office = Some(Office {
            title: text.trim_end_matches('.').to_lowercase(),
            of: of.map(str::to_owned),
            tenure,
            token: end - 1,
            words: document.span(office_start..end),
        });
    }
    Some(title)
}

/// Whether a word alone is a title: "President", "Minister", "Mr".
pub fn is_title(word: &str) -> bool {
    lexicon::is_courtesy(word) || lexicon::is_office(word)
}

/// What a description says that stands directly before a name, no title: "the Croatian midfielder Ante Perić".
pub fn description_before(document: &Document, name: usize) -> Option<Title> {
    let first = document.sentences.get(document.sentence_of(name))?.tokens.start;
    let noun = name.checked_sub(1).filter(|n| *n >= first)?;
    let token = document.tokens.get(noun)?;
    let lemma = token.lemma.to_lowercase();
    let is_noun = matches!(token.upos, Upos::Noun | Upos::Propn);
    if !is_noun || !lexicon::tells_office(&lemma) || token.head.is_none() && token.rel != crate::text::Rel::Root {
        return None;
    }
    let inner = |i: usize| i >= first && lexicon::is_inner(document.word(i));
    let start = if noun > first && inner(noun - 1) { noun - 1 } else { noun };
    let mut title = Title { start, gender: lexicon::gender_of_word(&lemma), ..Title::default() };
    let mut tenure = Tenure::Current;
    let mut i = start;
    while i > first {
        let word = document.word(i - 1);
        let pair = (i >= first + 2).then(|| document.words(i - 2..i));
        if let Some(country) = pair.and_then(|p| world::demonym(p).or_else(|| world::country(p))) {
            title.country = title.country.or(Some(country));
            i -= 2;
        } else if let Some(country) = world::demonym(word).or_else(|| world::country(word)) {
            title.country = title.country.or(Some(country));
            i -= 1;
        } else if lexicon::is_past(word) {
            tenure = if word.eq_ignore_ascii_case("then") { Tenure::Then } else { Tenure::Past };
            i -= 1;
        } else if matches!(word, "-" | "'s" | "’s")
            || document.tokens.get(i - 1).is_some_and(|t| matches!(t.upos, Upos::Adj | Upos::Noun))
        {
            i -= 1;
        } else {
            break;
        }
    }
    title.office = Some(Office {
        title: if start < noun { format!("{} {lemma}", document.word(start).to_lowercase()) } else { lemma },
        of: title.country.map(str::to_owned),
        tenure,
        token: noun,
        words: document.span(start..noun + 1),
    });
    Some(title)
}

/// The country that stands beside a name without an office: "Kenya's Ruth Chebet", "the German Uwe Brandt", "Ana Ruiz of Spain".
pub fn country_beside(document: &Document, name: &std::ops::Range<usize>) -> Option<&'static str> {
    let mut i = name.start;
    let possessive = i > 0 && matches!(document.word(i - 1), "'s" | "’s" | "'" | "’");
    i -= usize::from(possessive);
    let one = |i: usize, find: fn(&str) -> Option<&'static str>| {
        (i > 1)
            .then(|| find(document.words(i - 2..i)))
            .flatten()
            .or_else(|| (i > 0).then(|| find(document.word(i - 1))).flatten())
    };
    let before = if possessive { one(i, world::country) } else { one(i, world::demonym) };
    let after = || {
        let of = document.word(name.end) == "of";
        let two = of.then(|| world::country(document.words(name.end + 1..name.end + 3))).flatten();
        two.or_else(|| of.then(|| world::country(document.word(name.end + 1))).flatten())
    };
    before.or_else(after)
}

/// The gender of the kin that a name is introduced as: "his wife, Sylvie Marchand, was acquitted".
pub fn kin_gender(document: &Document, name: &std::ops::Range<usize>) -> Option<Gender> {
    lexicon::gender_of_word(document.lemma(kin_before(document, name)?))
}

/// The noun for kin that a name is introduced by, perhaps with a description between: "her husband, the former minister Ruiz,".
pub fn kin_before(document: &Document, name: &std::ops::Range<usize>) -> Option<usize> {
    let first = document.sentences.get(document.sentence_of(name.start))?.tokens.start;
    let described = |i: usize| {
        let token = &document.tokens[i];
        matches!(token.upos, Upos::Noun | Upos::Adj | Upos::Det | Upos::Propn)
            && lexicon::noun_class(&token.lemma, false) != Some(lexicon::NounClass::Kin)
    };
    let mut i = name.start;
    while i > first && described(i - 1) && name.start - i < 5 {
        i -= 1;
    }
    // Only a whole description can stand between.
    let whole = i == name.start || matches!(document.word(i), "the" | "a" | "an") || lexicon::is_past(document.word(i));
    let before = i.checked_sub(1).filter(|b| *b >= first && whole)?;
    let comma = document.word(before) == ",";
    let noun = if comma { before.checked_sub(1)? } else { before };
    let closed = !comma || matches!(document.word(name.end), "," | "." | ";" | ")" | "and" | "who");
    let kin = lexicon::noun_class(document.lemma(noun), false) == Some(lexicon::NounClass::Kin);
    Some(noun).filter(|_| closed && kin)
}

/// Offices with a preposition inside.
fn is_fixed_office(words: &str) -> bool {
    matches!(
        words.to_lowercase().as_str(),
        "secretary of state"
            | "secretary of defense"
            | "secretary of defence"
            | "chief of staff"
            | "head of state"
            | "minister of state"
            | "master of rolls"
    )
}
