//! Which names of the text name one actor: full names, surnames, first names, acronyms, short forms, spellings.
//!
//! In: the names of the document. Out: drafts with their name mentions. Two people who share a surname stay two; a
//! bare surname goes to the one last named in full, unless title, gender or the way he was introduced say otherwise.

use std::collections::BTreeMap;
use std::ops::Range;

use super::draft::{Draft, Reference};
use super::keys::{self, Likeness};
use super::{kinds, lexicon, metonyms, roles, titles};
use crate::findings::{ActorKind, MentionForm, TimeExpression};
use crate::knowledge::{Knowledge, world};
use crate::text::{Document, NameKind};

/// A name at one place, cleaned.
#[derive(Debug, Clone)]
struct Found {
    tokens: Range<usize>,
    kind: NameKind,
    key: String,
}

/// The drafts of all named actors.
pub fn find(document: &Document, times: &[TimeExpression], knowledge: &Knowledge) -> Vec<Draft> {
    let found = clean(document, times);
    let mut units: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, f) in found.iter().enumerate() {
        units.entry(&f.key).or_default().push(i);
    }
    // Longest names first, so that a short form finds its full name; then in the order of the text.
    let mut order: Vec<(&str, Vec<usize>)> = units.into_iter().collect();
    order.sort_by_key(|(key, places)| (std::cmp::Reverse(key.split(' ').count()), places.first().copied()));
    let mut drafts: Vec<Draft> = Vec::new();
    for (key, places) in order {
        let tokens: Vec<Range<usize>> = places.iter().filter_map(|p| found.get(*p)).map(|f| f.tokens.clone()).collect();
        let kinds: Vec<NameKind> = places.iter().filter_map(|p| found.get(*p)).map(|f| f.kind).collect();
        let name = fullest(document, &tokens);
        let verdict = kinds::decide(document, &name, &tokens, &kinds, knowledge);
        let one_word = !key.contains(' ');
        if let Some(shown) = verdict.shown {
            let at =
                drafts.iter().position(|d| d.name == shown).unwrap_or_else(|| push(&mut drafts, &shown, verdict.kind));
            tokens.into_iter().for_each(|t| refer(&mut drafts, at, t, 0.95));
            continue;
        }
        // A short form of somebody already known.
        let owners: Vec<usize> = (0..drafts.len())
            .filter(|d| answers(&drafts, *d, key, &name, verdict.kind, verdict.sure, document, &tokens))
            .collect();
        if !owners.is_empty()
            && (one_word || drafts[owners[0]].kind != ActorKind::Person || keys::person(&name).given.is_empty())
        {
            for t in tokens {
                let (owner, confidence) = choose(document, &drafts, &owners, &t);
                refer(&mut drafts, owner, t, confidence);
            }
            continue;
        }
        // Another spelling of a full name.
        let same = |d: &Draft| {
            kinds::fit(d.kind, verdict.kind)
                && keys::likeness(&d.name, &name, d.kind)
                    .is_some_and(|l| l != Likeness::Initials || d.kind == ActorKind::Person)
        };
        if let Some(at) = drafts.iter().position(same) {
            tokens.into_iter().for_each(|t| refer(&mut drafts, at, t, 0.9));
            continue;
        }
        capital_or_city(document, &mut drafts, &name, verdict.kind, tokens);
    }
    share_surnames(document, &mut drafts);
    drafts.retain(|d| !d.references.is_empty());
    for draft in &mut drafts {
        draft.references.sort_by_key(|r| r.tokens.start);
    }
    drafts.sort_by_key(|d| d.references.first().map(|r| r.tokens.start));
    drafts
}

fn push(drafts: &mut Vec<Draft>, name: &str, kind: ActorKind) -> usize {
    drafts.push(Draft::new(name, kind));
    drafts.len() - 1
}

fn refer(drafts: &mut [Draft], at: usize, tokens: Range<usize>, confidence: f32) {
    if let Some(draft) = drafts.get_mut(at) {
        draft.refer(tokens, MentionForm::Name, confidence);
    }
}

/// A capital is the country where it acts, and the city elsewhere.
fn capital_or_city(
    document: &Document,
    drafts: &mut Vec<Draft>,
    name: &str,
    kind: ActorKind,
    tokens: Vec<Range<usize>>,
) {
    let country = if kind == ActorKind::Person { None } else { world::capital(name) };
    for t in tokens {
        let (shown, kind, confidence) = match country {
            Some(country) if metonyms::acts(document, t.clone()) => (country, ActorKind::Country, 0.75),
            _ => (name, kind, 0.9),
        };
        let at =
            drafts.iter().position(|d| d.name == shown && d.kind == kind).unwrap_or_else(|| push(drafts, shown, kind));
        refer(drafts, at, t, confidence);
    }
}

/// "Ilse and Greta Lindqvist": the first of them bears the surname of the second.
fn share_surnames(document: &Document, drafts: &mut [Draft]) {
    let person = |d: &Draft| d.kind == ActorKind::Person;
    let named: Vec<(usize, Range<usize>)> = drafts
        .iter()
        .enumerate()
        .filter(|(_, d)| person(d) && d.name.contains(' '))
        .flat_map(|(i, d)| d.references.iter().filter(|r| r.tokens.len() > 1).map(move |r| (i, r.tokens.clone())))
        .collect();
    for i in 0..drafts.len() {
        let Some(draft) = drafts.get(i) else { continue };
        let given = !draft.name.contains(' ') && lexicon::gender_of_given(&keys::key(&draft.name)).is_some();
        if !person(draft) || !given {
            continue;
        }
        let joined = |r: &Reference| {
            let and = matches!(document.word(r.tokens.end), "and" | "&");
            named.iter().find(|(d, n)| and && *d != i && n.start == r.tokens.end + 1).map(|(d, _)| *d)
        };
        let Some(other) = draft.references.iter().find_map(joined).and_then(|d| drafts.get(d)) else { continue };
        let surname = other.name.split_whitespace().next_back().unwrap_or_default().to_owned();
        if let Some(draft) = drafts.get_mut(i) {
            draft.name = format!("{} {surname}", draft.name);
        }
    }
}

/// Whether the draft can be called by a short form.
#[expect(clippy::too_many_arguments, reason = "one question, asked in one place")]
fn answers(
    drafts: &[Draft],
    d: usize,
    key: &str,
    name: &str,
    kind: ActorKind,
    sure: bool,
    document: &Document,
    tokens: &[Range<usize>],
) -> bool {
    let Some(draft) = drafts.get(d) else { return false };
    match draft.kind {
        ActorKind::Person => {
            let strong_other = sure && kind != ActorKind::Person;
            !strong_other && draft.answers_to(key) && (draft.is_called(key) || is_introduced(document, draft, tokens))
        }
        ActorKind::Organization | ActorKind::Product => {
            if keys::is_acronym(name, &draft.name) || follows_in_brackets(document, draft, tokens) {
                return true;
            }
            if sure && !kinds::fit(kind, draft.kind) {
                return false;
            }
            let full = keys::key(&draft.name);
            let starts = full.strip_prefix(key).is_some_and(|rest| rest.starts_with(' '));
            // "Bank" alone is no short form of "Bank of Ireland", nor "University" of any.
            starts
                && !lexicon::is_organization_noun(key)
                && !world::country(key).is_some_and(|_| true)
                && world::demonym(key).is_none()
        }
        _ => false,
    }
}

/// Whether the full name stands before the short form: "Gabriel García Márquez ... García".
fn is_introduced(document: &Document, draft: &Draft, tokens: &[Range<usize>]) -> bool {
    let full = draft.references.iter().filter(|r| r.tokens.len() > 1).map(|r| r.tokens.start).min();
    let short = tokens.iter().map(|t| t.start).min();
    full.zip(short).is_some_and(|(full, short)| document.sentence_of(full) <= document.sentence_of(short))
}

/// "International Atomic Energy Agency (IAEA)": the acronym stands in brackets right after the name.
fn follows_in_brackets(document: &Document, draft: &Draft, tokens: &[Range<usize>]) -> bool {
    draft.references.iter().any(|r| {
        document.word(r.tokens.end) == "("
            && tokens
                .iter()
                .any(|t| t.start == r.tokens.end + 1 && document.word(t.end) == ")" && is_short(document, t.clone()))
    })
}

fn is_short(document: &Document, tokens: Range<usize>) -> bool {
    tokens.len() == 1 && document.word(tokens.start).chars().filter(|c| c.is_uppercase()).count() > 1
}

/// Which of several namesakes is meant at a place, and how sure that is.
fn choose(document: &Document, drafts: &[Draft], owners: &[usize], places: &Range<usize>) -> (usize, f32) {
    let token = places.start;
    let &[first, ref others @ ..] = owners else { return (0, 0.0) };
    if others.is_empty() {
        return (first, 0.95);
    }
    let title = titles::before(document, token);
    let gender = title.as_ref().and_then(|t| t.gender);
    let office = title.as_ref().and_then(|t| t.office.as_ref());
    let fits = |d: &&usize| {
        let Some(draft) = drafts.get(**d) else { return false };
        let known = kinds::gender(document, draft);
        let offices = roles::before_names(document, draft);
        gender.is_none_or(|g| known.is_none_or(|k| k == g))
            && office
                .is_none_or(|o| offices.is_empty() || offices.iter().any(|x| lexicon::same_office(&x.title, &o.title)))
    };
    let fitting: Vec<usize> = owners.iter().filter(fits).copied().collect();
    // "Chao" is Yuen Ren Chao before it is Rulan Chao Pian.
    let surname = |d: &usize| {
        let key = keys::key(document.words(places.clone()));
        drafts.get(*d).is_some_and(|x| keys::person(&x.name).surname.join(" ") == key)
    };
    let strict: Vec<usize> = fitting.iter().filter(|d| surname(d)).copied().collect();
    let fitting = if strict.is_empty() { fitting } else { strict };
    // A title that only one of them bears settles it.
    let bearer = |d: &&usize| {
        office.is_some_and(|o| {
            drafts.get(**d).is_some_and(|x| roles::before_names(document, x).iter().any(|y| y.title == o.title))
        })
    };
    if let &[one] = fitting.iter().filter(bearer).copied().collect::<Vec<_>>().as_slice() {
        return (one, 0.9);
    }
    let pool = if fitting.is_empty() { owners.to_vec() } else { fitting };
    if let &[one] = pool.as_slice() {
        return (one, 0.9);
    }
    // "the elder Montoya": the parent of the two.
    let by_age = if token > 0 { document.word(token - 1).to_lowercase() } else { String::new() };
    if matches!(by_age.as_str(), "elder" | "older" | "senior" | "younger" | "junior") {
        let old = matches!(by_age.as_str(), "elder" | "older" | "senior");
        let right = |d: &&usize| drafts.get(**d).is_some_and(|x| roles::is_elder(document, x) == Some(old));
        if let Some(d) = pool.iter().find(right) {
            return (*d, 0.85);
        }
        let other = |d: &&usize| drafts.get(**d).is_some_and(|x| roles::is_elder(document, x) == Some(!old));
        if let (Some(not), &[a, b]) = (pool.iter().find(other), pool.as_slice()) {
            return (if a == *not { b } else { a }, 0.85);
        }
    }
    // Whoever was only brought in as the kin of a namesake is not called by the bare surname.
    let main: Vec<usize> = pool
        .iter()
        .filter(|d| !drafts.get(**d).is_some_and(|x| roles::is_introduced_as_kin(document, x)))
        .copied()
        .collect();
    let narrowed = main.len() < pool.len() && !main.is_empty();
    let pool = if main.is_empty() { pool } else { main };
    let full = |d: usize| {
        drafts.get(d).and_then(|x| {
            x.references
                .iter()
                .filter(|r| r.form == MentionForm::Name && r.tokens.len() > 1 && r.tokens.start < token)
                .map(|r| r.tokens.start)
                .max()
        })
    };
    let last = pool.iter().filter_map(|d| full(*d).map(|t| (t, *d))).max();
    match (last, pool.as_slice()) {
        (_, &[one]) if narrowed => (one, 0.7),
        (Some((_, d)), _) => (d, 0.55),
        (None, _) => (pool.first().copied().unwrap_or(first), 0.4),
    }
}

/// The form to show: the longest, and of those the most frequent, and of those the first.
fn fullest(document: &Document, tokens: &[Range<usize>]) -> String {
    let mut counts: BTreeMap<String, (usize, std::cmp::Reverse<usize>)> = BTreeMap::new();
    for t in tokens {
        let words = document.words(t.clone()).split_whitespace().collect::<Vec<_>>().join(" ");
        let entry = counts.entry(words).or_insert((0, std::cmp::Reverse(t.start)));
        entry.0 += 1;
    }
    counts.into_iter().max_by_key(|(_, c)| *c).map(|(w, _)| w).unwrap_or_default()
}

/// The names of the document without titles, articles, time words and adjectives of countries; hyphenated pairs taken apart.
fn clean(document: &Document, times: &[TimeExpression]) -> Vec<Found> {
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
        let mut parts = vec![tokens.clone()];
        if let Some(hyphen) = tokens.clone().find(|i| document.word(*i) == "-" || document.word(*i) == "–") {
            let (left, right) = (tokens.start..hyphen, hyphen + 1..tokens.end);
            if !left.is_empty()
                && !right.is_empty()
                && known(document.words(left.clone()))
                && known(document.words(right.clone()))
                && alone.iter().filter(|k| **k == keys::key(document.words(tokens.clone()))).count() < 2
            {
                parts = vec![left, right];
            }
        }
        for part in parts {
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
                || key.len() < 2
            {
                continue;
            }
            found.push(Found { tokens, kind, key });
        }
    }
    found
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
    for name in &document.names {
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
    names.extend(known.into_iter().map(|k| (k, NameKind::Place)));
    names.sort_by_key(|n| n.0.start);
    names
}

/// Takes a leading article, leading titles and a possessive ending off a name.
fn trim(document: &Document, mut tokens: Range<usize>) -> Range<usize> {
    while tokens.len() > 1 && matches!(document.word(tokens.start), "the" | "The" | "." | "-" | "a" | "A") {
        tokens.start += 1;
    }
    while tokens.len() > 1 && matches!(document.word(tokens.end - 1), "'s" | "’s" | "'" | "’" | "," | "-" | "–") {
        tokens.end -= 1;
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
