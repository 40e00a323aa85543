//! Descriptions of actors: "the North Korean leader", "his father", "the company", "both leaders".
//!
//! Finds them and reads what they say of themselves; who is meant is for [`super::coreference`].

use std::collections::BTreeSet;
use std::ops::Range;

use super::draft::{Gender, Tenure};
use super::lexicon::{self, NounClass};
use crate::knowledge::world;
use crate::text::{Document, Penn, Rel, Upos};

/// How a description is introduced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Article {
    /// "the", "this", a possessor: somebody the reader knows.
    Definite,
    /// "a", "another", "some", "any", "every", "no".
    Indefinite,
    /// Nothing.
    Bare,
}

/// A description at one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Nominal {
    /// The noun phrase without a relative clause.
    pub tokens: Range<usize>,
    /// Its noun.
    pub head: usize,
    /// The noun as the lexicon has it, with its first part where that makes the office: "prime minister".
    pub noun: String,
    /// What the noun describes; `None` for things, which only compete for "it" and "they".
    pub class: Option<NounClass>,
    /// More than one.
    pub plural: bool,
    /// How it is introduced.
    pub article: Article,
    /// The country it names: "North Korean", "of Russia".
    pub country: Option<&'static str>,
    /// The token of the possessor: "his", "Kim" of "Kim's".
    pub possessor: Option<usize>,
    /// The head of what follows "of", "for" or "from".
    pub of: Option<usize>,
    /// The number in "both leaders", "the two leaders", "the three companies".
    pub count: Option<usize>,
    /// "former", "then" ...
    pub tenure: Tenure,
    /// "other", "new", "first", "next": not the one spoken of.
    pub distinct: bool,
    /// The gender of the noun.
    pub gender: Option<Gender>,
    /// Whether it has an adjective or another word of its own.
    pub described: bool,
    /// Whether its noun is the name of a people or an age: "the Kenyan", "the 58-year-old".
    pub of_people: bool,
}

/// Every noun phrase of the document whose noun is no part of a name, in order.
pub fn find(document: &Document, names: &[Range<usize>]) -> Vec<Nominal> {
    // For each token the first name that holds it.
    let mut name_at: Vec<Option<&Range<usize>>> = vec![None; document.tokens.len()];
    for name in names.iter().rev() {
        name_at.get_mut(name.clone()).into_iter().for_each(|tokens| tokens.fill(Some(name)));
    }
    let starts: BTreeSet<usize> = names.iter().map(|n| n.start).collect();
    let named = |i: usize| name_at.get(i).is_some_and(Option::is_some);
    let mut found = Vec::new();
    for (i, token) in document.tokens.iter().enumerate() {
        let the_two = is_the_number(document, i);
        // "The general told": an adjective to the tagger.
        let lemma = || token.lemma.to_lowercase();
        let person = token.upos == Upos::Adj
            && (token.rel.is_subject() || is_before_its_verb(document, i))
            && i > 0
            && document.word(i - 1).eq_ignore_ascii_case("the")
            && lexicon::tells_office(&lemma());
        let noun = person
            || token.upos == Upos::Noun
            || token.upos == Upos::Propn
                && !named(i)
                && lexicon::noun_class(&token.lemma.to_lowercase(), false).is_some();
        if named(i) {
            continue;
        }
        if let Some(nominal) = one_of_a_people(document, i) {
            found.push(nominal);
            continue;
        }
        if !(noun || the_two) {
            continue;
        }
        // The first part of a compound is described with its head: "company" of "company spokesman"; also where the
        // parser takes the one for the other's subject.
        let before_noun = token.penn == Penn::Nn
            && document.tokens.get(i + 1).is_some_and(|t| matches!(t.penn, Penn::Nn | Penn::Nns))
            && !named(i + 1)
            && token.rel != Rel::Obj;
        let part = matches!(token.rel, Rel::Compound | Rel::Goeswith | Rel::Fixed)
            && token.head.is_some_and(|h| h > i && !named(h));
        if part || before_noun {
            continue;
        }
        let mut nominal = read(document, i, the_two);
        // A possessor that is a name belongs to the phrase with all its words.
        if let Some(name) = name_at.get(nominal.tokens.start).copied().flatten() {
            nominal.tokens.start = name.start;
        }
        // "Russian President" before the name is its title, no mention of its own; unless the sentence hangs on it.
        let of_name = token.head.is_some_and(&named);
        let title = nominal.article == Article::Bare && of_name && starts.contains(&nominal.tokens.end);
        if !title || matches!(nominal.class, Some(NounClass::Kin)) {
            found.push(nominal);
        }
    }
    found
}

/// "the two" and "the pair" without a noun after them.
fn is_the_number(document: &Document, i: usize) -> bool {
    let noun_follows =
        document.tokens.get(i).is_some_and(|t| matches!(t.rel, Rel::Nummod | Rel::Compound | Rel::Amod | Rel::Det));
    matches!(document.word(i), "two" | "three" | "four" | "five")
        && i > 0
        && document.word(i - 1).eq_ignore_ascii_case("the")
        && !noun_follows
        || document.word(i).eq_ignore_ascii_case("both")
            && !noun_follows
            && document.child(i, Rel::Nmod).is_none()
            && document.tokens.get(i).is_some_and(|t| t.rel.is_subject() || t.rel == Rel::Obj)
}

/// "The Kenyan congratulated her": an adjective that the parser hangs on the verb after it.
fn is_before_its_verb(document: &Document, i: usize) -> bool {
    let finite = |t: &usize| {
        *t == i + 1
            && matches!(document.tokens[*t].penn, Penn::Vbd | Penn::Vbn | Penn::Vbz)
            && matches!(document.tokens[*t].rel, Rel::Root | Rel::Ccomp | Rel::Conj | Rel::Parataxis)
    };
    document.tokens.get(i).is_some_and(|t| t.rel == Rel::Amod && t.head.filter(finite).is_some())
}

/// "The Kenyan", "the Austrians", "the 58-year-old": somebody by people or age alone.
fn one_of_a_people(document: &Document, i: usize) -> Option<Nominal> {
    let token = document.tokens.get(i)?;
    let argument = token.rel.is_subject()
        || matches!(token.rel, Rel::Obj | Rel::Iobj | Rel::Obl | Rel::OblAgent | Rel::Nmod | Rel::NmodPoss | Rel::Conj)
        || is_before_its_verb(document, i);
    // "58-year-old" may be one token or five.
    let aged = document.word(i).ends_with("-year-old")
        || i > 4 && document.word(i) == "old" && document.words(i - 2..i + 1) == "year-old";
    // "The New Zealander".
    let pair = i.checked_sub(1).filter(|b| document.word(*b).starts_with(char::is_uppercase));
    let pair = pair
        .filter(|b| world::demonym(document.word(i)).is_none() && world::demonym(document.words(*b..i + 1)).is_some());
    let first = pair.unwrap_or(if aged && document.word(i) == "old" { i - 4 } else { i });
    let before = first.checked_sub(1)?;
    let both = document.word(before).eq_ignore_ascii_case("both");
    let start = Some(before).filter(|b| both || document.word(*b).eq_ignore_ascii_case("the"))?;
    let ends = document.tokens.get(i + 1).is_none_or(|next| {
        // "wanted to sign the Dane last summer".
        matches!(document.word(i + 1), "last" | "next")
            || !matches!(next.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num) && document.word(i + 1) != "-"
    });
    let country = pair.and_then(|b| world::demonym(document.words(b..i + 1)));
    let country = country.or_else(|| world::demonym(document.word(i))).or_else(|| man_of(document.word(i)));
    let of_region = names_a_people(document.word(i));
    // A name of a people that is also the name of its language or state says nothing of a person.
    if !(argument
        && ends
        && (aged || (country.is_some() || of_region) && document.word(i).starts_with(char::is_uppercase)))
    {
        return None;
    }
    let plural =
        !aged && document.word(i).ends_with('s') && world::demonym(document.word(i).trim_end_matches('s')).is_some();
    Some(Nominal {
        tokens: start..i + 1,
        head: i,
        noun: document.word(i).to_lowercase(),
        class: Some(if plural && !both { NounClass::Country } else { NounClass::Person }),
        plural: both,
        article: Article::Definite,
        country,
        possessor: None,
        of: None,
        count: both.then_some(2),
        tenure: Tenure::Current,
        distinct: false,
        gender: None,
        described: false,
        of_people: true,
    })
}

/// Whether a word names somebody by people or region alone: "Frenchman", "Hawaiian".
pub fn names_a_people(word: &str) -> bool {
    lexicon::is_regional(&word.to_lowercase()) || man_of(word).is_some()
}

/// "Frenchman", "Welshwoman": the country of the adjective before the ending.
fn man_of(word: &str) -> Option<&'static str> {
    word.strip_suffix("woman").or_else(|| word.strip_suffix("man")).and_then(world::demonym)
}

fn read(document: &Document, head: usize, the_two: bool) -> Nominal {
    let token = &document.tokens[head];
    let lower = token.lemma.to_lowercase();
    let plural = matches!(token.penn, Penn::Nns | Penn::Nnps) || the_two || lower == "people" || lower == "police";
    let mut nominal = Nominal {
        tokens: head..head + 1,
        head,
        class: lexicon::noun_class(&lower, plural),
        noun: lower,
        plural,
        article: Article::Bare,
        country: None,
        possessor: None,
        of: None,
        count: the_two.then(|| number(document.word(head)).unwrap_or(2)),
        tenure: Tenure::Current,
        distinct: false,
        gender: None,
        described: false,
        of_people: false,
    };
    if the_two {
        nominal.article = Article::Definite;
        if number(document.word(head)).is_some() {
            nominal.tokens.start = head - 1;
        }
        return nominal;
    }
    if matches!(nominal.noun.as_str(), "pair" | "duo" | "couple") {
        nominal.count = Some(2);
    }
    for &child in document.children(head) {
        before_or_after(document, &mut nominal, child);
    }
    // "The coast guard" is no single guard.
    if nominal.noun == "guard" && head > 0 && matches!(document.word(head - 1), "coast" | "national" | "border") {
        nominal.class = Some(NounClass::Organization);
    }
    // "The general told": where the article and the noun hang apart in the parse.
    if let Some(the) = head.checked_sub(1).filter(|t| document.word(*t).eq_ignore_ascii_case("the")) {
        nominal.article = Article::Definite;
        nominal.tokens.start = nominal.tokens.start.min(the);
    }
    pile(document, &mut nominal);
    // "RIGA - Eight men", which the parser takes for one phrase.
    let dash = |i: &usize| {
        matches!(document.word(*i), "-" | "–" | "—" | "--")
            && document.tokens[*i].span.start > document.tokens[*i - 1].span.end
    };
    if let Some(dash) = (nominal.tokens.start + 1..head).rfind(dash) {
        nominal.tokens.start = dash + 1;
    }
    // "prime minister", "chief executive", "foreign minister": one office of two words.
    let office = matches!(nominal.class, Some(NounClass::Person | NounClass::Group));
    if office && head > 0 && nominal.tokens.contains(&(head - 1)) && lexicon::is_inner(document.word(head - 1)) {
        nominal.noun = format!("{} {}", document.word(head - 1).to_lowercase(), nominal.noun);
    }
    nominal.gender = lexicon::gender_of_word(nominal.noun.split(' ').next_back().unwrap_or(""));
    // "Pyongyang's diplomats", "Iran's president".
    nominal
}

/// "North Korean migrant labourers": nouns, adjectives and names of peoples directly before the noun belong to it, however
/// they were parsed.
fn pile(document: &Document, nominal: &mut Nominal) {
    let first = document.sentences.get(document.sentence_of(nominal.head)).map_or(0, |s| s.tokens.start);
    let mut i = nominal.head;
    while i > first && nominal.country.is_none() {
        let token = &document.tokens[i - 1];
        let pair = (i >= first + 2).then(|| document.words(i - 2..i)).and_then(world::demonym);
        let (country, words) = match pair {
            Some(country) => (Some(country), 2),
            None => (world::demonym(document.word(i - 1)), 1),
        };
        let noun = token.penn == Penn::Nn || token.upos == Upos::Adj && token.penn == Penn::Jj;
        if country.is_none() && !noun {
            break;
        }
        i -= words;
        if let Some(country) = country {
            nominal.country = nominal.country.or(Some(country));
            nominal.described = true;
            nominal.tokens.start = nominal.tokens.start.min(i);
        }
    }
}

/// Takes one dependent of the noun into the description.
fn before_or_after(document: &Document, nominal: &mut Nominal, child: usize) {
    let (rel, word) = (document.tokens[child].rel, document.word(child));
    if child > nominal.head {
        let preposition = document.children_with(child, Rel::Case).map(|c| document.word(c).to_lowercase()).next();
        // "Accused the company of negligence": said of the deed, not of the company.
        let verb = document.tokens[nominal.head].head.filter(|_| document.tokens[nominal.head].rel == Rel::Obj);
        if preposition.as_deref() == Some("of") && verb.is_some_and(|v| TAKES_OF.contains(&document.lemma(v))) {
            return;
        }
        if rel == Rel::Nmod && preposition.as_deref().is_some_and(|p| matches!(p, "of" | "for" | "from" | "in" | "at"))
        {
            let end = end_of_phrase(document, child);
            let p = preposition.unwrap_or_default();
            if p != "in" && p != "at" {
                nominal.tokens.end = nominal.tokens.end.max(end);
                nominal.described = true;
                nominal.of = nominal.of.or(Some(child));
            }
            nominal.country = nominal.country.or_else(|| place_of(document, child, &p));
        }
        return;
    }
    let contiguous = |n: &mut Nominal| n.tokens.start = n.tokens.start.min(document.subtree(child).start);
    match rel {
        Rel::Det | Rel::DetPredet => {
            contiguous(nominal);
            let lower = word.to_lowercase();
            nominal.article = match lower.as_str() {
                "the" | "this" | "that" | "these" | "those" => Article::Definite,
                "both" => {
                    nominal.count = Some(2);
                    Article::Definite
                }
                _ => Article::Indefinite,
            };
            nominal.distinct |= matches!(lower.as_str(), "another" | "each" | "every" | "no" | "any");
        }
        // "Both politicians", where nothing is joined.
        Rel::CcPreconj if nominal.plural && document.child(nominal.head, Rel::Conj).is_none() => {
            contiguous(nominal);
            nominal.article = Article::Definite;
            nominal.count = Some(2);
        }
        Rel::NmodPoss => {
            contiguous(nominal);
            nominal.article = Article::Definite;
            nominal.possessor = Some(child);
            nominal.country = nominal.country.or_else(|| phrase_before(document, child, world::country));
        }
        Rel::Nummod => {
            contiguous(nominal);
            nominal.count = number(&word.to_lowercase());
        }
        Rel::Amod | Rel::Compound | Rel::Nmod | Rel::NmodDesc | Rel::Advmod | Rel::NmodUnmarked => {
            contiguous(nominal);
            let lower = word.to_lowercase();
            nominal.distinct |= matches!(
                lower.as_str(),
                "other"
                    | "new"
                    | "next"
                    | "first"
                    | "second"
                    | "another"
                    | "fellow"
                    | "many"
                    | "more"
                    | "fewer"
                    | "several"
                    | "previous"
                    | "last"
            );
            if lexicon::is_past(&lower) && lower != "then" {
                nominal.tenure = Tenure::Past;
            } else if lower == "then" {
                nominal.tenure = Tenure::Then;
            } else if lexicon::is_future(&lower) {
                nominal.tenure = Tenure::Future;
            }
            // "The lens maker" says what kind of maker; "the ailing firm" says which.
            nominal.described |= rel != Rel::Compound || !lexicon::is_business(&nominal.noun);
            let country = phrase_before(document, child, world::demonym)
                .or_else(|| phrase_before(document, child, world::country));
            nominal.country = nominal.country.or(country);
        }
        _ => {}
    }
}

/// The country that a word, or it with the word before, names.
fn phrase_before(document: &Document, i: usize, find: impl Fn(&str) -> Option<&'static str>) -> Option<&'static str> {
    (i > 0).then(|| document.words(i - 1..i + 1)).and_then(&find).or_else(|| find(document.word(i)))
}

/// The country after "of" or "from"; a capital counts after "from".
fn place_of(document: &Document, i: usize, preposition: &str) -> Option<&'static str> {
    let phrase = document.words(document.subtree(i)).trim_start_matches(preposition).trim_start();
    let capital = || (preposition == "from").then(|| world::capital(document.word(i))).flatten();
    world::country(phrase).or_else(|| phrase_before(document, i, world::country)).or_else(capital)
}

/// The end of what hangs on `i` before any relative clause, apposition or comma.
fn end_of_phrase(document: &Document, i: usize) -> usize {
    let mut end = i + 1;
    let last = document.subtree(i).end;
    while end < last {
        let token = &document.tokens[end];
        let clause = matches!(token.rel, Rel::AclRelcl | Rel::Acl | Rel::Appos | Rel::Parataxis)
            || matches!(document.word(end), "," | "(" | "–" | "—" | ";" | ":" | "who" | "which" | "that")
            || matches!(document.word(end), "in" | "at" | "on" | "during" | "after" | "before" | "since" | "over");
        if clause || token.upos == Upos::Verb {
            break;
        }
        end += 1;
    }
    end
}

/// Verbs whose object is followed by what it is about: "accused her of theft".
const TAKES_OF: &[&str] = &[
    "accuse", "convict", "acquit", "suspect", "absolve", "clear", "warn", "inform", "remind", "notify", "rob", "strip",
    "deprive", "cure",
];

fn number(word: &str) -> Option<usize> {
    ["zero", "one", "two", "three", "four", "five", "six"].iter().position(|w| *w == word).or_else(|| word.parse().ok())
}
