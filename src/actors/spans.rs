//! Where names stand: what the tagger found, made whole, without titles, articles and endings; time words and adjectives of
//! countries left out. Which of them name one actor is for [`super::names`].

use std::collections::BTreeMap;
use std::ops::Range;

use super::{keys, kinds, lexicon, products, titles};
use crate::findings::TimeExpression;
use crate::knowledge::world;
use crate::text::{Document, Name, NameKind, Upos};

/// A name at one place, cleaned.
#[derive(Debug, Clone)]
pub struct Found {
    /// Its tokens, without title, article and possessive ending.
    pub tokens: Range<usize>,
    /// What the tagger takes it for.
    pub kind: NameKind,
    /// Its key.
    pub key: String,
}

/// The names of the document without titles, articles, time words and adjectives of countries; hyphenated pairs taken apart.
pub fn find(document: &Document, times: &[TimeExpression]) -> Vec<Found> {
    let alone: Vec<String> = document.names.iter().map(|n| keys::key(document.words(n.tokens.clone()))).collect();
    let known = |words: &str| {
        world::country(words).is_some()
            || alone.iter().any(|k| {
                *k == keys::key(words)
                    || k.split(' ').next_back() == Some(&keys::key(words))
                    || k.split(' ').next() == Some(&keys::key(words))
            })
    };
    let mut found = Vec::new();
    for (tokens, kind) in whole(document) {
        let mut parts = apart_from_office(document, tokens.clone(), kind);
        if let Some(hyphen) = tokens.clone().find(|i| document.word(*i) == "-" || document.word(*i) == "–") {
            let (left, right) = (tokens.start..hyphen, hyphen + 1..tokens.end);
            if !left.is_empty()
                && !right.is_empty()
                && known(document.words(left.clone()))
                && known(document.words(right.clone()))
                && alone.iter().filter(|k| **k == keys::key(document.words(tokens.clone()))).count() < 2
            {
                parts = vec![(left, kind), (right, kind)];
            }
        }
        for (part, kind) in parts {
            let tokens = trim(document, part);
            let words = document.words(tokens.clone());
            let span = document.span(tokens.clone());
            let key = keys::key(words);
            let timed = times.iter().any(|t| t.span.contains(span) && t.span.len() < span.len() + 12);
            if tokens.is_empty()
                || key.is_empty()
                || timed
                || kinds::is_adjective_of_country(document, tokens.clone())
                || is_plural_noun(document, tokens.clone())
                || is_only_title(document, tokens.clone())
                || key.len() < 2
            {
                continue;
            }
            found.push(Found { tokens, kind, key });
        }
    }
    found
}

/// "Apple CEO Steve Marks", "US President Ada Stone" tagged as one name: whose office it is, and who holds it. A title of one
/// word may be somebody's name ("Martin Luther King Junior"), so what stands before it must be a country or capitals, unless
/// the title itself is such.
fn apart_from_office(document: &Document, tokens: Range<usize>, kind: NameKind) -> Vec<(Range<usize>, NameKind)> {
    let capitals = |words: &str| words.len() > 1 && words.chars().all(|c| c.is_uppercase() || c == '.');
    let office = (tokens.start + 2..tokens.end).rev().filter(|_| kind == NameKind::Person).find_map(|name| {
        let title = titles::before(document, name)?;
        let body = document.words(tokens.start..title.start);
        let told = name > title.start + 1
            || capitals(document.word(title.start))
            || capitals(body)
            || world::country(body).or_else(|| world::demonym(body)).is_some();
        let inside = title.start > tokens.start && document.word(name).starts_with(char::is_uppercase);
        (inside && told).then_some((title.start, name))
    });
    match office {
        Some((title, name)) => {
            vec![(tokens.start..title, NameKind::Organization), (name..tokens.end, kind)]
        }
        None => vec![(tokens, kind)],
    }
}

/// "Senators": a description with a capital, not a name.
fn is_plural_noun(document: &Document, tokens: Range<usize>) -> bool {
    let word = document.word(tokens.start).to_lowercase();
    tokens.len() == 1
        && word.strip_suffix('s').is_some_and(|w| lexicon::noun_class(w, true) == Some(lexicon::NounClass::Group))
}

/// The names of the document, with countries and seats of governments as the tables have them, and hyphenated given names whole.
fn whole(document: &Document) -> Vec<(Range<usize>, NameKind)> {
    let mut known: Vec<Range<usize>> = Vec::new();
    for sentence in &document.sentences {
        let mut i = sentence.tokens.start;
        while i < sentence.tokens.end {
            let is_known = |end: &usize| {
                let words = document.words(i..*end);
                let closed = document.word(*end - 1).starts_with(char::is_alphabetic);
                closed && world::country(words).or_else(|| world::seat(words)).is_some()
            };
            let capital = document.word(i).starts_with(char::is_uppercase);
            match (i + 1..(i + 6).min(sentence.tokens.end + 1)).rev().find(|end| capital && is_known(end)) {
                // One word is left to the tagger: "Jordan", "Chad", "Georgia" are names of people as well.
                Some(end) if end > i + 1 => {
                    known.push(i..end);
                    i = end;
                }
                _ => i += 1,
            }
        }
    }
    let overlaps = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
    let mut names: Vec<(Range<usize>, NameKind)> = Vec::new();
    for name in joined(document) {
        let mut tokens = name.tokens.clone();
        let glued = |i: usize| {
            document.tokens.get(i).zip(document.tokens.get(i - 1)).is_some_and(|(a, b)| a.span.start == b.span.end)
        };
        let (hyphen, rest) = (tokens.end, tokens.end + 1);
        let lower = document.word(rest).chars().all(|c| c.is_lowercase())
            && !document.word(rest).is_empty()
            && document.word(rest).len() < 6;
        if tokens.len() > 1
            && name.kind == NameKind::Person
            && document.word(hyphen) == "-"
            && lower
            && glued(hyphen)
            && glued(rest)
        {
            tokens.end = rest + 1;
        }
        // Part of a longer name from a table, or more than it: the longer wins.
        match known.iter().find(|k| overlaps(k, &tokens)).cloned() {
            Some(k) if k.len() >= tokens.len() => {}
            Some(k) => {
                known.retain(|x| *x != k);
                names.push((tokens, name.kind));
            }
            None => names.push((tokens, name.kind)),
        }
    }
    // Bodies that their acronym, or the noun at their end, shows to be one name.
    for body in bodies(document) {
        if names.iter().any(|n| n.0.start <= body.start && n.0.end >= body.end) {
            continue;
        }
        names.retain(|n| !overlaps(&n.0, &body));
        known.retain(|k| !overlaps(k, &body));
        names.push((body, NameKind::Organization));
    }
    products::complete(document, &mut names);
    known.retain(|k| !names.iter().any(|n| overlaps(&n.0, k)));
    name_everywhere(document, &known, &mut names);
    // "The WHO": capitals that abbreviate a name of the article, wherever the tagger saw no name.
    let full: Vec<String> =
        names.iter().filter(|n| n.0.len() > 2).map(|n| document.words(n.0.clone()).to_owned()).collect();
    for (i, token) in document.tokens.iter().enumerate() {
        let capitals = token.span.len() > 2 && document.word(i).chars().all(char::is_uppercase);
        if capitals
            && !names.iter().any(|n| n.0.contains(&i))
            && full.iter().any(|f| keys::is_acronym(document.word(i), f))
        {
            names.push((i..i + 1, NameKind::Organization));
        }
    }
    names.extend(known.into_iter().map(|k| (k, NameKind::Place)));
    names.sort_by_key(|n| n.0.start);
    names
}

/// Whether a name holds nothing but titles: "Prime Minister".
fn is_only_title(document: &Document, tokens: Range<usize>) -> bool {
    tokens.clone().all(|i| titles::is_title(document.word(i)) || lexicon::is_inner(document.word(i)))
        && tokens.len() > 1
}

/// A word that is a name by itself, or ends the full name of a person, is a name wherever it has its capital: "Stone"
/// after "Ada Stone", whatever the tagger takes it for.
fn name_everywhere(document: &Document, known: &[Range<usize>], names: &mut Vec<(Range<usize>, NameKind)>) {
    let mut alone: BTreeMap<&str, NameKind> = BTreeMap::new();
    let mut taken = vec![false; document.tokens.len()];
    for (tokens, kind) in names.iter() {
        let last = document.word(tokens.end - 1);
        let long = last.chars().count() > 3 && last.starts_with(char::is_uppercase);
        if long && (tokens.len() == 1 || *kind == NameKind::Person) {
            alone.entry(last).or_insert(*kind);
        }
    }
    for i in names.iter().map(|n| &n.0).chain(known).flat_map(Clone::clone) {
        taken.get_mut(i).into_iter().for_each(|t| *t = true);
    }
    for (i, token) in document.tokens.iter().enumerate().filter(|(i, _)| !taken[*i]) {
        if let Some(kind) = alone.get(document.word(i)).filter(|_| token.upos != Upos::Adj) {
            names.push((i..i + 1, *kind));
        }
    }
}

/// Takes a leading article, leading titles and a possessive ending off a name.
fn trim(document: &Document, mut tokens: Range<usize>) -> Range<usize> {
    while tokens.len() > 1 && matches!(document.word(tokens.start), "the" | "The" | "." | "-" | "a" | "A") {
        tokens.start += 1;
    }
    while tokens.len() > 1 && matches!(document.word(tokens.end - 1), "'s" | "’s" | "'" | "’" | "," | "-" | "–") {
        tokens.end -= 1;
    }
    // "Fined Sakamoto Securities 3.4 billion yen": the sum is no part of the name.
    while tokens.len() > 1
        && document.word(tokens.end - 1).starts_with(|c: char| c.is_ascii_digit())
        && matches!(document.word(tokens.end), "million" | "billion" | "trillion" | "percent" | "%")
    {
        tokens.end -= 1;
    }
    // "Chemists Ritva Salonen and ...": a noun of people with a capital at the start of its sentence.
    let first = document.word(tokens.start).to_lowercase();
    let noun = lexicon::tells_office(&first) || first.strip_suffix('s').is_some_and(lexicon::tells_office);
    if tokens.len() > 2 && noun && document.sentences.iter().any(|s| s.tokens.start == tokens.start) {
        tokens.start += 1;
    }
    // "President Putin" tagged as one name; "King" and "Major" may be the given name's place, so only with a name left behind.
    while tokens.len() > 1
        && titles::before(document, tokens.start + 1).is_some_and(|t| t.start <= tokens.start)
        && document.word(tokens.start + 1).starts_with(char::is_uppercase)
    {
        tokens.start += 1;
        if document.word(tokens.start) == "." && tokens.len() > 1 {
            tokens.start += 1;
        }
    }
    tokens
}

/// The names of the tagger, with those made one that only a particle in lower case keeps apart: "Van der Hoeven".
fn joined(document: &Document) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for name in &document.names {
        let particles = |from: usize| {
            (from..from + 3).find(|t| !matches!(document.word(*t), "der" | "den" | "de" | "la" | "dem" | "y" | "bin"))
        };
        if let Some(last) = names.last_mut() {
            let gap = particles(last.tokens.end).filter(|t| *t > last.tokens.end && *t == name.tokens.start);
            let opens = matches!(document.word(last.tokens.start), "Van" | "Von" | "De" | "Bin");
            if gap.is_some() && opens && last.tokens.len() == 1 {
                last.tokens.end = name.tokens.end;
                last.kind = name.kind;
                continue;
            }
        }
        names.push(name.clone());
    }
    names
}

/// Names of bodies that the tagger may have missed or cut: what an acronym in brackets abbreviates, and capitalised words up
/// to the noun of a body ("International Monetary Fund", "European Court of Human Rights").
fn bodies(document: &Document) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for sentence in document.sentences.iter().filter(|s| !is_headline(document, s.tokens.clone())) {
        let mut i = sentence.tokens.start;
        while i < sentence.tokens.end {
            let expansion = (document.word(i) == "(").then(|| expanded(document, sentence.tokens.start, i)).flatten();
            if let Some(range) = expansion {
                found.push(range);
                i += 1;
                continue;
            }
            let end = run(document, i, sentence.tokens.end);
            let starts = i == sentence.tokens.start || !is_capital(document, i - 1);
            // The noun of the body ends the words, or stands before its "of".
            let core = (i..end).find(|t| document.word(*t) == "of").unwrap_or(end);
            let noun = core > i && lexicon::names_a_body(&document.word(core - 1).to_lowercase());
            if starts && core > i + 1 && noun {
                found.push(i..end);
            }
            i = end.max(i + 1);
        }
    }
    found
}

/// Most words have a capital: it tells nothing there.
fn is_headline(document: &Document, tokens: Range<usize>) -> bool {
    let words: Vec<usize> = tokens.filter(|i| document.word(*i).len() > 3).collect();
    words.len() > 3 && words.iter().filter(|i| is_capital(document, **i)).count() * 20 >= words.len() * 17
}

fn is_capital(document: &Document, i: usize) -> bool {
    document.word(i).starts_with(char::is_uppercase)
}

/// The end of the capitalised words from `i` on, past an "of" behind the noun of a body. A first word that may be capitalised
/// for its place alone must be a proper noun or an adjective of a country.
fn run(document: &Document, i: usize, end: usize) -> usize {
    let word = |t: usize| document.word(t);
    let part = |t: usize| {
        let token = &document.tokens[t];
        is_capital(document, t)
            && matches!(token.upos, Upos::Propn | Upos::Adj | Upos::Noun)
            && !titles::is_title(word(t))
            && !crate::text::lexicon::is_calendar_word(word(t))
    };
    let noun = |t: usize| lexicon::names_a_body(&word(t).to_lowercase());
    let first = document.sentences.get(document.sentence_of(i)).is_some_and(|s| s.tokens.start == i);
    let opens = !first || document.tokens[i].upos == Upos::Propn || world::demonym(word(i)).is_some();
    // "US Congress" are two: the country, and its body.
    if !opens || !part(i) || world::country(word(i)).is_some() {
        return i;
    }
    let mut t = i + 1;
    let mut last = t;
    while t < end {
        if part(t) {
            t += 1;
            last = t;
        } else if word(t) == "of" && noun(t - 1) && t + 1 < end {
            t += if document.word(t + 1) == "the" { 2 } else { 1 };
            if t >= end || !part(t) {
                break;
            }
        } else if matches!(word(t), "and" | "for") && (i..t).any(|k| word(k) == "for") && t + 1 < end && part(t + 1) {
            t += 1;
        } else {
            break;
        }
    }
    last
}

/// The words that an acronym in brackets stands for: "Serum Works of Hyderabad (SWH)".
fn expanded(document: &Document, first: usize, bracket: usize) -> Option<Range<usize>> {
    let acronym = document.word(bracket + 1);
    let letters = acronym.chars().filter(|c| c.is_alphabetic()).count();
    let written =
        acronym.chars().all(|c| c.is_uppercase()) && (2..8).contains(&letters) && document.word(bracket + 2) == ")";
    let reach = first.max(bracket.saturating_sub(letters * 2));
    let fits = |from: &usize| {
        is_capital(document, *from)
            && !document.word(*from).eq_ignore_ascii_case("the")
            && keys::is_acronym(acronym, document.words(*from..bracket))
    };
    (reach..bracket.saturating_sub(1)).rev().find(|f| written && fits(f)).map(|from| from..bracket)
}
