//! Where names stand: the names of [`super::wholes`] without titles, articles and endings; time words and adjectives of
//! countries left out. Which of them name one actor is for [`super::names`].

use std::collections::BTreeSet;
use std::ops::Range;

use super::{keys, kinds, lexicon, nominals, products, titles, wholes};
use crate::findings::TimeExpression;
use crate::knowledge::world;
use crate::text::{Document, NameKind, Penn, Rel, Upos};

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
    let mut places = wholes::find(document, wholes::joined(document));
    // Whoever sent the report, and from where, has no part in it.
    let opens = |at: usize| document.sentences.get(document.sentence_of(at)).map_or(0, |s| s.opens);
    places.retain(|(tokens, _)| tokens.start >= opens(tokens.start));
    let alone: Vec<String> = places.iter().map(|(tokens, _)| keys::key(document.words(tokens.clone()))).collect();
    // A part of a hyphenated name that stands elsewhere without the other: "Ulan-Ude" is no pair.
    let known = |words: &str, whole: &str| {
        let (words, whole) = (keys::key(words), keys::key(whole));
        world::country(&words).is_some()
            || alone
                .iter()
                .filter(|k| **k != whole)
                .any(|k| *k == words || k.split(' ').next_back() == Some(&words) || k.split(' ').next() == Some(&words))
    };
    let mut found = Vec::new();
    for (tokens, kind) in places {
        let mut parts = apart_from_office(document, tokens.clone(), kind);
        if let Some(hyphen) = tokens.clone().find(|i| document.word(*i) == "-" || document.word(*i) == "–") {
            let (left, right) = (tokens.start..hyphen, hyphen + 1..tokens.end);
            if !left.is_empty()
                && !right.is_empty()
                && known(document.words(left.clone()), document.words(tokens.clone()))
                && known(document.words(right.clone()), document.words(tokens.clone()))
                && alone.iter().filter(|k| **k == keys::key(document.words(tokens.clone()))).count() < 2
            {
                parts = vec![(left, kind), (right, kind)];
            }
        }
        // "Physicists Chen Yi-ling and Robert Ashdown", "Berlin and Paris" tagged as one.
        let state = |t: Range<usize>| {
            let words = document.words(t);
            world::capital(words).or_else(|| world::country(words)).is_some()
        };
        // "Baumann & Sohn" is a firm.
        let firm = |and: usize| and + 2 == tokens.end && keys::ends_a_family_firm(document.word(and + 1));
        let kind =
            if tokens.clone().any(|i| document.word(i) == "&" && firm(i)) { NameKind::Organization } else { kind };
        // "Jaguar and Land Rover" are two carmakers.
        let body = |t: Range<usize>| world::body(document.words(t)).is_some();
        let bodies = |and: usize| body(tokens.start..and) && body(and + 1..tokens.end) && !body(tokens.clone());
        let states = |and: usize| state(tokens.start..and) && state(and + 1..tokens.end) || bodies(and);
        let and = tokens
            .clone()
            .find(|i| matches!(document.word(*i), "and" | "&") && (kind == NameKind::Person || states(*i)));
        if let Some(and) = and.filter(|and| *and > tokens.start && *and + 1 < tokens.end) {
            parts = vec![(tokens.start..and, kind), (and + 1..tokens.end, kind)];
        }
        // "China's Lumo": the firm of a country.
        let owner = tokens.clone().find(|i| document.tokens[*i].penn == Penn::Pos && state(tokens.start..*i));
        if let Some(mark) = owner.filter(|mark| *mark + 1 < tokens.end) {
            parts = vec![(tokens.start..mark, NameKind::Place), (mark + 1..tokens.end, kind)];
        }
        for (part, kind) in parts {
            let tokens = trim(document, part, kind);
            let words = document.words(tokens.clone());
            let span = document.span(tokens.clone());
            let key = keys::key(words);
            let timed = times.iter().any(|t| t.span.contains(span) && t.span.len() < span.len() + 12);
            if tokens.is_empty()
                || key.is_empty()
                || timed
                || kinds::is_adjective_of_country(document, tokens.clone())
                || is_plural_noun(document, tokens.clone())
                || is_one_of_a_people(document, tokens.clone())
                || is_currency(document, tokens.clone())
                || is_common_noun(document, tokens.clone())
                || is_attribute(document, tokens.clone())
                || is_only_title(document, tokens.clone())
                || key.len() < 2
            {
                continue;
            }
            found.push(Found { tokens, kind, key });
        }
    }
    // "Two A380s" are of the A380; "iPods" only beside an "iPod", since "iTunes" is no plural.
    let keys: BTreeSet<String> = found.iter().map(|f| f.key.clone()).collect();
    for f in &mut found {
        let words = document.words(f.tokens.clone());
        if let Some(one) = products::singular(words) {
            f.key = keys::key(one);
        } else if let Some(one) = f.key.strip_suffix('s').filter(|one| {
            products::is_camel(words) && keys.contains(*one) || keys.iter().any(|k| products::is_other_name(k, one))
        }) {
            f.key = one.to_owned();
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

/// "The Welshman", "the Hawaiian", "a Democrat": a description with a capital.
fn is_one_of_a_people(document: &Document, tokens: Range<usize>) -> bool {
    let before = tokens.start.checked_sub(1).map_or("", |b| document.word(b));
    let the = before.eq_ignore_ascii_case("the");
    let a = before.eq_ignore_ascii_case("a") || before.eq_ignore_ascii_case("an");
    let word = document.word(tokens.start);
    let member = || lexicon::noun_class(&word.to_lowercase(), false) == Some(lexicon::NounClass::Person);
    tokens.len() == 1 && (the && nominals::names_a_people(word) || a && member())
}

/// "Union and railway agree" above "the union": a common noun that has its capital from its place.
fn is_common_noun(document: &Document, tokens: Range<usize>) -> bool {
    let word = document.word(tokens.start).to_lowercase();
    let first = tokens.len() == 1 && document.opens_sentence(tokens.start);
    first
        && (lexicon::is_organization_noun(&word) || lexicon::is_business(&word))
        && document.tokens.iter().any(|t| document.text.get(t.bytes.clone()) == Some(word.as_str()))
}

/// "Islamist fighters", "the Communist mayor": the adjective of a faith or conviction.
fn is_attribute(document: &Document, tokens: Range<usize>) -> bool {
    let adjective = document.tokens.get(tokens.start).is_some_and(|t| t.upos == Upos::Adj && t.rel == Rel::Amod);
    let word = document.word(tokens.start);
    tokens.len() == 1 && adjective && ["ist", "ian", "ish", "ic"].iter().any(|end| word.ends_with(end))
}

/// "The yen rose": a currency, with a capital or without.
fn is_currency(document: &Document, tokens: Range<usize>) -> bool {
    tokens.len() == 1 && lexicon::is_currency(&document.word(tokens.start).to_lowercase())
}

/// "Senators": a description with a capital, not a name.
fn is_plural_noun(document: &Document, tokens: Range<usize>) -> bool {
    let word = document.word(tokens.start).to_lowercase();
    tokens.len() == 1
        && word.strip_suffix('s').is_some_and(|w| lexicon::noun_class(w, true) == Some(lexicon::NounClass::Group))
}

/// Whether a name holds nothing but titles: "Prime Minister".
fn is_only_title(document: &Document, tokens: Range<usize>) -> bool {
    tokens.clone().all(|i| titles::is_title(document.word(i)) || lexicon::is_inner(document.word(i)))
        && tokens.len() > 1
}

/// Takes a leading article, leading titles and a possessive ending off a name.
fn trim(document: &Document, mut tokens: Range<usize>, kind: NameKind) -> Range<usize> {
    // "United Nations", "United Arab Emirates": the word opens a name and stands in none alone.
    if tokens.start.checked_sub(1).is_some_and(|b| document.word(b) == "United") {
        tokens.start -= 1;
    }
    while tokens.len() > 1 && matches!(document.word(tokens.start), "the" | "The" | "." | "-" | "a" | "A") {
        tokens.start += 1;
    }
    // "On Tuesday Air Canada said", "the German DAX", "the supertanker Sirius Star", "plan to sue Boeing".
    let before = tokens.start.checked_sub(1).map_or("", |b| document.word(b));
    let first = document.word(tokens.start);
    let verb = document.tokens[tokens.start].upos == Upos::Verb;
    let small = first.starts_with(char::is_lowercase) && (verb || lexicon::is_vessel(document.lemma(tokens.start)));
    let day = before.eq_ignore_ascii_case("on") && crate::text::lexicon::is_calendar_word(first);
    let known = || world::body(document.words(tokens.start + 1..tokens.end)).is_some();
    if tokens.len() > 1 && (small || day || world::demonym(first).is_some() && known()) {
        tokens.start += 1;
    }
    // "Standard & Poor's", "McDonald's": the ending is the name's own.
    let own = |t: &Range<usize>| world::body(document.words(t.clone())).is_some();
    while tokens.len() > 1
        && matches!(document.word(tokens.end - 1), "'s" | "’s" | "'" | "’" | "," | "-" | "–")
        && !own(&tokens)
    {
        tokens.end -= 1;
    }
    // "Kim Jong-un first met": what is written small and is no name by itself.
    let small = |t: usize| {
        document.word(t).starts_with(char::is_lowercase)
            && matches!(document.tokens[t].upos, Upos::Adv | Upos::Verb | Upos::Aux | Upos::Adp)
    };
    while tokens.len() > 1 && small(tokens.end - 1) && document.word(tokens.end - 2) != "-" {
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
    if tokens.len() > 2 && noun && document.opens_sentence(tokens.start) {
        tokens.start += 1;
    }
    // "Insurer Selt Vida and ...": likewise a noun of businesses that opens no name.
    let token = document.tokens.get(tokens.start);
    let common = token.is_some_and(|t| matches!(t.upos, Upos::Noun | Upos::Adj) && t.rel == Rel::Compound);
    if tokens.len() > 2
        && common
        && document.opens_sentence(tokens.start)
        && lexicon::is_business(&first)
        && !matches!(first.as_str(), "bank" | "airline" | "group" | "studio" | "label" | "giant")
    {
        tokens.start += 1;
    }
    // "The Australian airline Qantas": what kind of body it is, and from where, with small letters.
    let described = |t: usize| {
        document.word(t).starts_with(char::is_lowercase)
            && document.tokens[t].upos == Upos::Noun
            && lexicon::describes_body(document.lemma(t))
    };
    let from = world::demonym(document.word(tokens.start)).is_some()
        || document.tokens[tokens.start].upos == Upos::Adj && kind == NameKind::Organization;
    if let Some(noun) = tokens.clone().rev().skip(1).find(|t| described(*t)).filter(|_| from) {
        tokens.start = noun + 1;
    }
    // "Hashim Thaci of Kosovo", whose minister he is.
    let of = tokens.clone().skip(2).find(|t| document.word(*t) == "of").filter(|_| kind == NameKind::Person);
    if let Some(of) = of.filter(|of| world::country(document.words(of + 1..tokens.end)).is_some()) {
        tokens.end = of;
    }
    // "Lantian in Shenzhen", where the firm has its seat.
    let seat = tokens.clone().skip(1).find(|t| document.word(*t) == "in").filter(|_| kind == NameKind::Organization);
    if let Some(seat) = seat.filter(|s| *s + 1 < tokens.end) {
        let alone = document.words(tokens.start..seat);
        let again =
            document.names.iter().any(|n| n.tokens.start != tokens.start && document.words(n.tokens.clone()) == alone);
        if again {
            tokens.end = seat;
        }
    }
    // "The American Tyler Brooks": the people before the name.
    // Whose words hang on each other as those of a person's name do, whatever the tagger takes it for.
    let flat = |t: usize| document.tokens.get(t).is_some_and(|k| k.rel == Rel::Flat && k.head == Some(t - 1));
    let people = tokens.len() > 2
        && (kind == NameKind::Person || flat(tokens.start + 2))
        && world::demonym(document.word(tokens.start)).is_some();
    if people && tokens.start.checked_sub(1).is_some_and(|b| matches!(document.word(b), "the" | "The" | "a" | "an")) {
        tokens.start += 1;
    }
    // "The ferry Princess Althea" is no princess.
    if tokens.start.checked_sub(1).is_some_and(|b| lexicon::is_vessel(document.lemma(b))) {
        return tokens;
    }
    // "President Putin" tagged as one name; "King" and "Major" may be the given name's place, so only with a name left behind.
    // "General Motors" is a body and no general.
    let last = document.word(tokens.end.saturating_sub(1)).to_lowercase();
    let body = kind == NameKind::Organization || lexicon::ends_a_body(&last);
    while tokens.len() > 1
        && !body
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

/// Names of bodies that the tagger may have missed or cut: what an acronym in brackets abbreviates, and capitalised words up
/// to the noun of a body ("International Monetary Fund", "European Court of Human Rights").
pub(super) fn bodies(document: &Document) -> Vec<Range<usize>> {
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
            let starts =
                i == sentence.tokens.start || !is_capital(document, i - 1) || document.tokens[i - 1].upos == Upos::Det;
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
    let first = document.opens_sentence(i);
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
