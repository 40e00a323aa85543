//! Names made whole: what the tagger found, with what the tables, the form and the rest of the article tell of where a name
//! begins and ends.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::spans::bodies;
use super::{keys, lexicon, listed, products, titles};
use crate::knowledge::world;
use crate::text::lexicon::is_calendar_word;
use crate::text::{Document, Name, NameKind, Penn, Rel, Upos};

/// Where names stand, and what the tagger takes them for.
pub type Places = Vec<(Range<usize>, NameKind)>;

/// The names of the document, of which [`joined`] gives the first, with countries and seats of governments as the tables have them, and hyphenated given names whole.
pub fn find(document: &Document, joined: Vec<Name>) -> Places {
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
    let mut names: Places = Vec::new();
    for name in joined {
        let mut tokens = name.tokens.clone();
        let (hyphen, rest) = (tokens.end, tokens.end + 1);
        let lower = document.word(rest).chars().all(|c| c.is_lowercase())
            && !document.word(rest).is_empty()
            && document.word(rest).len() < 6;
        if tokens.len() > 1
            && name.kind == NameKind::Person
            && document.word(hyphen) == "-"
            && lower
            && is_glued(document, hyphen)
            && is_glued(document, rest)
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
    double_surnames(document, &mut names);
    lengthen(document, &mut names);
    // Bodies that their acronym, the noun at their end or the table shows to be one name.
    let told = bodies(document).into_iter().map(|b| (b, NameKind::Organization));
    for (body, kind) in told.chain(listed::find(document)) {
        if names.iter().any(|n| n.0.start <= body.start && n.0.end >= body.end) {
            continue;
        }
        names.retain(|n| !overlaps(&n.0, &body));
        known.retain(|k| !overlaps(k, &body));
        names.push((body, kind));
    }
    products::complete(document, &mut names);
    known.retain(|k| !names.iter().any(|n| overlaps(&n.0, k)));
    repeat_in_full(document, &mut names);
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

/// Whether no gap lies between a token and the one before.
fn is_glued(document: &Document, i: usize) -> bool {
    let before = i.checked_sub(1).and_then(|b| document.tokens.get(b));
    document.tokens.get(i).zip(before).is_some_and(|(a, b)| a.span.start == b.span.end)
}

/// "Wangari Kamau-Stern": a surname of two, whole in every place once it has stood behind a given name.
fn double_surnames(document: &Document, names: &mut Places) {
    let doubled = |end: usize| {
        let capital = document.word(end + 1).starts_with(char::is_uppercase);
        document.word(end) == "-" && capital && is_glued(document, end) && is_glued(document, end + 1)
    };
    let whole: BTreeSet<(&str, &str)> = names
        .iter()
        .filter(|(t, kind)| {
            *kind == NameKind::Person && t.len() > 1 && doubled(t.end) && !t.clone().any(|i| document.word(i) == "-")
        })
        .map(|(t, _)| (document.word(t.end - 1), document.word(t.end + 1)))
        .collect();
    let mut longer: Places = Vec::new();
    for i in 0..document.tokens.len() {
        if doubled(i + 1) && whole.contains(&(document.word(i), document.word(i + 2))) {
            let before =
                names.iter().find(|(t, kind)| *kind == NameKind::Person && t.end == i + 1).map(|(t, _)| t.start);
            longer.push((before.unwrap_or(i)..i + 3, NameKind::Person));
        }
    }
    names.retain(|(t, _)| !longer.iter().any(|(l, _)| l.start < t.end && t.start < l.end));
    names.extend(longer);
    names.sort_by_key(|n| n.0.start);
}

/// A word that is a name by itself, or the surname or first part of the full name of a person, is a name wherever it has its
/// capital: "Stone" after "Ada Stone", "Moon" after "Moon Tae-il", whatever the tagger takes it for.
fn name_everywhere(document: &Document, known: &[Range<usize>], names: &mut Places) {
    // What it is, and whether it is only the first part of a name, as many common words are.
    let mut alone: BTreeMap<&str, (NameKind, bool)> = BTreeMap::new();
    let mut taken = vec![false; document.tokens.len()];
    for (tokens, kind) in names.iter() {
        let mut add = |at: usize, first: bool| {
            let word = document.word(at);
            let least = if first || tokens.len() == 1 { 4 } else { 3 };
            let long = word.chars().count() >= least && word.starts_with(char::is_uppercase);
            if long && !(first && titles::is_title(word)) {
                let entry = alone.entry(word).or_insert((*kind, first));
                entry.1 &= first;
            }
        };
        if tokens.len() == 1 || *kind == NameKind::Person {
            add(tokens.end - 1, false);
        }
        if tokens.len() > 1 && *kind == NameKind::Person {
            add(tokens.start, true);
        }
    }
    for i in names.iter().map(|n| &n.0).chain(known).flat_map(Clone::clone) {
        taken.get_mut(i).into_iter().for_each(|t| *t = true);
    }
    for (i, token) in document.tokens.iter().enumerate().filter(|(i, _)| !taken[*i]) {
        let Some((kind, first)) = alone.get(document.word(i)) else { continue };
        let noun = matches!(token.upos, Upos::Propn | Upos::Noun | Upos::X) && document.child(i, Rel::Det).is_none();
        // "Pop had quarrelled" after "Ruxandra Pop"; "Pop music" is another thing.
        let short = document.word(i).chars().count() < 4;
        if short && !(noun && (token.rel.is_subject() || matches!(token.rel, Rel::Obj | Rel::Obl | Rel::NmodPoss))) {
            continue;
        }
        if noun || !first && token.upos != Upos::Adj {
            names.push((i..i + 1, *kind));
        }
    }
}

/// Names that the tagger saw whole elsewhere, and cut or overlooked here: "Moon Ji-won", and with its particle the surname
/// that opens a sentence: "De Wet" of "Anneke de Wet".
fn repeat_in_full(document: &Document, names: &mut Places) {
    let mut wanted: Vec<(Vec<String>, NameKind)> = Vec::new();
    for (tokens, kind) in names.iter().filter(|n| n.0.len() > 1) {
        let words: Vec<String> = tokens.clone().map(|t| document.word(t).to_owned()).collect();
        let particle =
            (1..words.len() - 1).find(|i| words[*i].starts_with(char::is_lowercase) && keys::is_particle(&words[*i]));
        if let Some(from) = particle {
            let mut surname = words[from..].to_vec();
            surname[0] = capitalised(&surname[0]);
            wanted.push((surname, *kind));
        }
        if *kind != NameKind::Other {
            wanted.push((words, *kind));
        }
    }
    // Each once, where it comes first, and as what it is taken for last.
    let kinds: BTreeMap<Vec<String>, NameKind> = wanted.iter().cloned().collect();
    let mut seen = BTreeSet::new();
    wanted.retain(|w| seen.insert(w.0.clone()));
    wanted.sort_by_key(|w| std::cmp::Reverse(w.0.len()));
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for i in 0..document.tokens.len() {
        places.entry(document.word(i)).or_default().push(i);
    }
    names.sort_by_key(|n| n.0.start);
    let longest = names.iter().map(|n| n.0.len()).chain(wanted.iter().map(|w| w.0.len())).max().unwrap_or(0);
    for (words, _) in wanted {
        let starts = words.first().and_then(|first| places.get(first.as_str()));
        for start in starts.into_iter().flatten().copied() {
            let end = start + words.len();
            let here = (start..end).zip(&words).all(|(t, w)| document.word(t) == w);
            if !here || document.words(start..end).contains('\n') {
                continue;
            }
            // Those that may reach into it: a book has tens of thousands.
            let from = names.partition_point(|n| n.0.start + longest < start);
            let to = names.partition_point(|n| n.0.start < end);
            let overlaps = |n: &Range<usize>| n.start < end && start < n.end;
            if names[from..to].iter().filter(|n| overlaps(&n.0)).all(|n| start <= n.0.start && n.0.end <= end) {
                let left: Places = names[from..to].iter().filter(|n| !overlaps(&n.0)).cloned().collect();
                names.splice(from..to, left.into_iter().chain([(start..end, kinds[&words])]));
            }
        }
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// "Tanabe" of "Tanabe Optical": the end of a name with the proper noun that it hangs on, which the tagger left out.
fn end_of_pile(document: &Document, name: &Range<usize>, taken: impl Fn(usize) -> bool) -> usize {
    let Some(next) = document.tokens.get(name.end) else { return name.end };
    let word = document.word(name.end);
    let beside = document.tokens.get(name.end - 1).is_some_and(|t| t.span.end + 1 == next.span.start)
        && !document.words(name.start..name.end + 1).contains('\n');
    let proper = next.upos == Upos::Propn
        && beside
        && word.starts_with(char::is_uppercase)
        && word.chars().skip(1).all(char::is_lowercase)
        && word.chars().count() > 3
        && !titles::is_title(word)
        && !is_calendar_word(word);
    let head = document.tokens.get(document.head_of(name.clone()));
    let hangs = head.is_some_and(|t| t.rel == Rel::Compound && t.head == Some(name.end));
    if proper && hangs && !taken(name.end) && lexicon::noun_class(&word.to_lowercase(), false).is_none() {
        name.end + 1
    } else {
        name.end
    }
}

/// "Alliance" of "the Left Alliance": the start of a name with the adjective that is tagged as part of it.
fn start_of_pile(document: &Document, name: &Range<usize>) -> usize {
    let Some(before) = name.start.checked_sub(1) else { return name.start };
    let Some(token) = document.tokens.get(before) else { return name.start };
    let word = document.word(before);
    let first = document.opens_sentence(before);
    let part = token.penn == Penn::Nnp
        && token.upos == Upos::Adj
        && token.rel == Rel::Amod
        && token.head.is_some_and(|h| name.contains(&h))
        && word.starts_with(char::is_uppercase)
        && world::demonym(word).is_none()
        && !lexicon::is_past(word)
        && document.sentence_of(before) == document.sentence_of(name.start);
    // "Kenya's Faith Jeptoo": a given name that is a noun as well.
    let lower = word.to_lowercase();
    let given = token.upos == Upos::Noun
        && token.rel == Rel::Compound
        && name.len() == 1
        && token.head.is_some_and(|h| name.contains(&h))
        && word.starts_with(char::is_uppercase)
        && word.chars().skip(1).all(char::is_lowercase)
        && before.checked_sub(1).is_some_and(|b| document.tokens[b].penn == Penn::Pos)
        && lexicon::noun_class(&lower, false).is_none()
        && !lexicon::ends_a_thing(&lower)
        && !lexicon::ends_a_site(&lower)
        && !titles::is_title(word)
        && !is_calendar_word(word);
    if (part || given) && !first { before } else { name.start }
}

/// "Kenya Red Cross", "Maxwell Medal": a name that stands directly before another, and hangs on it, is part of it where the
/// one is a country and the other a body, or where a noun for works, prizes and places ends the second.
fn lengthen(document: &Document, names: &mut Places) {
    names.sort_by_key(|n| n.0.start);
    let starts: Vec<usize> = names.iter().map(|n| n.0.start).collect();
    let mut whole: Places = Vec::new();
    for (mut tokens, mut kind) in std::mem::take(names) {
        let business = lexicon::ends_a_body(&document.word(tokens.end).to_lowercase());
        if tokens.len() == 1 && (kind == NameKind::Person || business && kind != NameKind::Other) {
            let end = end_of_pile(document, &tokens, |t| starts.contains(&t));
            if business && end > tokens.end {
                kind = NameKind::Organization;
            }
            tokens.end = end;
        }
        tokens.start = start_of_pile(document, &tokens);
        // "The People's Reform Party".
        let whose = tokens.start.checked_sub(2).filter(|p| {
            kind == NameKind::Organization
                && document.tokens[*p + 1].penn == Penn::Pos
                && document.sentence_of(*p) == document.sentence_of(tokens.start)
                && matches!(
                    document.word(*p),
                    "People"
                        | "Workers"
                        | "Women"
                        | "Children"
                        | "Farmers"
                        | "Teachers"
                        | "Students"
                        | "Citizens"
                        | "Writers"
                        | "Veterans"
                        | "Men"
                        | "Nurses"
                        | "Doctors"
                )
        });
        tokens.start = whose.unwrap_or(tokens.start);
        let last = document.word(tokens.end - 1).to_lowercase();
        let hangs = |before: &Range<usize>| {
            let head = document.head_of(before.clone());
            document.tokens.get(head).is_some_and(|t| {
                matches!(t.rel, Rel::Compound | Rel::NmodUnmarked) && t.head.is_some_and(|h| tokens.contains(&h))
            })
        };
        let ends_a_thing = tokens.len() == 1 && (lexicon::ends_a_thing(&last) || lexicon::ends_a_site(&last));
        // "Omar" and "Haddad", found apart; a body of several words is no half: "Harwick Inc. Anna Berg".
        let halves = |before: &Range<usize>, first: NameKind| {
            (first != NameKind::Organization || before.len() == 1)
                && (first == NameKind::Person || kind == NameKind::Person)
                && document
                    .tokens
                    .get(tokens.start)
                    .is_some_and(|t| t.rel == Rel::Flat && t.head.is_some_and(|h| before.contains(&h)))
                && !document.words(before.start..tokens.end).contains('\n')
        };
        if let Some((before, _)) = whole.last_mut().filter(|(b, k)| b.end == tokens.start && halves(b, *k)) {
            before.end = tokens.end;
            continue;
        }
        let before = whole.last_mut().filter(|(b, _)| b.end == tokens.start && hangs(b));
        match before {
            // "The Iraq War" happens in Iraq, the name of the country stays.
            Some((before, first)) if ends_a_thing && world::country(document.words(before.clone())).is_none() => {
                before.end = tokens.end;
                *first = kind;
            }
            Some((before, first))
                if kind == NameKind::Organization
                    && world::country(document.words(before.clone())).is_some()
                    && !document.words(before.clone()).chars().all(|c| c.is_uppercase() || c == '.') =>
            {
                before.end = tokens.end;
                *first = kind;
            }
            _ => whole.push((tokens, kind)),
        }
    }
    *names = whole;
}

/// The names of the tagger, with those made one that only a particle in lower case or a hyphen keeps apart: "Van der Hoeven",
/// "Ofori-Mensah".
pub(super) fn joined(document: &Document) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for name in document.names.iter().flat_map(|n| parted(document, n)) {
        let particles = |from: usize| {
            (from..from + 3).find(|t| !matches!(document.word(*t), "der" | "den" | "de" | "la" | "dem" | "y" | "bin"))
        };
        if let Some(last) = names.last_mut() {
            let glued = |i: usize| {
                document.tokens.get(i).zip(document.tokens.get(i + 1)).is_some_and(|(a, b)| a.span.end == b.span.start)
            };
            let hyphen = last.tokens.end;
            if document.word(hyphen) == "-" && name.tokens.start == hyphen + 1 && glued(hyphen - 1) && glued(hyphen) {
                last.tokens.end = name.tokens.end;
                last.kind = name.kind;
                continue;
            }
            let gap = particles(last.tokens.end).filter(|t| *t > last.tokens.end && *t == name.tokens.start);
            let opens = matches!(document.word(last.tokens.start), "Van" | "Von" | "De" | "Bin");
            // "Baumann" and "Sohn" around an "&".
            let and = last.tokens.end;
            if document.word(and) == "&"
                && name.tokens == (and + 1..and + 2)
                && keys::ends_a_family_firm(document.word(and + 1))
            {
                last.tokens.end = name.tokens.end;
                last.kind = NameKind::Organization;
                continue;
            }
            // "Pieter" and "der Meulen" around a "van" that the tagger left out.
            let van = last.tokens.end;
            let parted = last.kind == NameKind::Person
                && matches!(document.word(van), "van" | "von" | "bin" | "ibn" | "zu" | "ter" | "ten" | "af" | "av")
                && (gap.is_some() || name.tokens.start == van + 1);
            if parted {
                last.tokens.end = name.tokens.end;
                continue;
            }
            if gap.is_some() && opens && last.tokens.len() == 1 {
                last.tokens.end = name.tokens.end;
                last.kind = name.kind;
                continue;
            }
        }
        names.push(name);
    }
    names
}

/// A firm and a person whose names the tagger took for one: "Harwick Inc. Anna Berg" are parted behind the legal form.
fn parted(document: &Document, name: &Name) -> Vec<Name> {
    let is_form = |i: &usize| keys::ends_a_firm(&document.word(*i).trim_end_matches('.').to_lowercase());
    let person = |from: &usize| {
        name.tokens.end > from + 1 && lexicon::gender_of_given(&document.word(*from).to_lowercase()).is_some()
    };
    let from = (name.tokens.start + 1..name.tokens.end).find(is_form).map(|i| i + 1).filter(person);
    from.map_or_else(
        || vec![name.clone()],
        |from| {
            let firm = Name { tokens: name.tokens.start..from, kind: NameKind::Organization, ..name.clone() };
            vec![firm, Name { tokens: from..name.tokens.end, kind: NameKind::Person, ..name.clone() }]
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Model, analyse};

    #[test]
    fn a_firm_and_a_person_in_one_name_are_parted_behind_the_legal_form() {
        let parts = |words: &str| {
            let text = format!("Yesterday {words} spoke.");
            let document = analyse(Model::embedded().unwrap(), &text);
            let tokens = 1..document.tokens.len() - 2;
            let name = Name { tokens, kind: NameKind::Person, confidence: 0.7 };
            let parts = parted(&document, &name);
            parts.into_iter().map(|n| (document.words(n.tokens).to_owned(), n.kind)).collect::<Vec<_>>()
        };
        let (firm, person) = (NameKind::Organization, NameKind::Person);
        assert_eq!(parts("Harwick Inc. Anna Berg"), [("Harwick Inc.".into(), firm), ("Anna Berg".into(), person)]);
        assert_eq!(parts("Ruiz Ltd Peter Hall"), [("Ruiz Ltd".into(), firm), ("Peter Hall".into(), person)]);
        for whole in ["Anna Inc. Berg", "Harwick Inc. Anna", "Harwick Steel Corp"] {
            assert_eq!(parts(whole), [(whole.to_owned(), person)]);
        }
    }
}
