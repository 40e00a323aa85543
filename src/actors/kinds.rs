//! What a name names: the name tagger's opinion, put right by tables, titles, endings and imported knowledge.

use std::ops::Range;

use super::draft::{Draft, Gender};
use super::{keys, lexicon, products, titles};
use crate::findings::{ActorKind, MentionForm};
use crate::knowledge::{Knowledge, world};
use crate::text::{Document, NameKind, Penn, Rel, Upos};

/// What a name names.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// The kind.
    pub kind: ActorKind,
    /// Whether something better than the tagger's opinion says so.
    pub sure: bool,
    /// The name to show instead, when a table knows it: "United States" for "U.S.".
    pub shown: Option<String>,
}

/// The kind of one name from all the places where it stands.
pub fn decide(
    document: &Document,
    name: &str,
    places: &[Range<usize>],
    tagged: &[NameKind],
    knowledge: &Knowledge,
) -> Verdict {
    let key = keys::key(name);
    if let Some(known) =
        knowledge.actors.iter().find(|a| keys::key(&a.name) == key || a.aliases.iter().any(|n| keys::key(n) == key))
    {
        return Verdict { kind: known.kind, sure: true, shown: Some(known.name.clone()) };
    }
    let titled = places
        .iter()
        .any(|p| titles::before(document, p.start).is_some_and(|t| t.start < p.start && adjacent(document, p.start)));
    let votes = |kind: NameKind| tagged.iter().filter(|k| **k == kind).count();
    let person_votes = votes(NameKind::Person);
    let clearly_person = titled || person_votes * 2 > tagged.len();
    // "The Emirates" are a country, "Emirates" without the article an airline.
    let bare = world::body(name).is_some() && !places.iter().any(|p| has_article(document, p));
    // "Jordan" and "Chad" are people where most of the text says so.
    if let Some(country) = world::country(name).filter(|_| !bare && (!titled || name.contains(' ')))
        && (!(clearly_person && person_votes * 4 > tagged.len() * 3) || name.contains(' '))
    {
        return Verdict { kind: ActorKind::Country, sure: true, shown: Some(country.to_owned()) };
    }
    if let Some(country) = world::seat(name) {
        return Verdict { kind: ActorKind::Country, sure: true, shown: Some(country.to_owned()) };
    }
    // "Paris and London agreed": nobody is called by the name of a capital alone, unless the article says who that is.
    if world::capital(name).is_some() && !titled {
        return Verdict { kind: ActorKind::Place, sure: false, shown: None };
    }
    // "Ford halted work": a firm, unless somebody of the article bears the name.
    if let Some(body) = world::body(name).filter(|_| !titled && !is_somebodys(document, name)) {
        let kind = if body.kind == "index" { ActorKind::Product } else { ActorKind::Organization };
        return Verdict { kind, sure: true, shown: Some(body.name.to_owned()) };
    }
    let words = keys::words(name);
    let several = words.len() > 1;
    let given = several && words.first().and_then(|w| lexicon::gender_of_given(w)).is_some();
    let tells = |p: &Range<usize>| {
        told_before(document, p).or_else(|| told_beside(document, p)).or_else(|| told_behind(document, p))
    };
    let told: Vec<Told> = places.iter().filter_map(tells).collect();
    let runs_a_business = || places.iter().any(|p| has_staff(document, p) || flies(document, p));
    // "A contractor, Dariali Build": a man or a firm, as the name itself looks.
    if told.contains(&Told::Body)
        || told.contains(&Told::Either) && !titled && !given && person_votes * 2 <= tagged.len()
        || !titled && !given && person_votes * 2 > tagged.len() && places.iter().any(|p| is_led(document, p))
        || !titled && !given && places.iter().any(|p| has_a_founder(document, p))
        || !titled && !given && person_votes * 2 >= tagged.len() && !is_somebodys(document, name) && runs_a_business()
    {
        return Verdict { kind: ActorKind::Organization, sure: true, shown: None };
    }
    if told.contains(&Told::Vessel)
        || several && words.first().is_some_and(|w| lexicon::is_ship_prefix(w)) && name.starts_with(char::is_uppercase)
        || !titled && !given && places.iter().any(|p| sails(document, p) || is_launched(document, p))
    {
        return Verdict { kind: ActorKind::Product, sure: true, shown: None };
    }
    if several && !titled && (told.contains(&Told::Person) || places.iter().any(|p| holds_an_office(document, p))) {
        return Verdict { kind: ActorKind::Person, sure: true, shown: None };
    }
    if !titled && places.iter().any(|p| is_model(document, p)) {
        return Verdict { kind: ActorKind::Product, sure: true, shown: None };
    }
    let form = words.last().is_some_and(|w| keys::without_form(&format!("x {w}")) == "x") && words.len() > 1;
    let noun = words.len() > 1 && words.iter().any(|w| lexicon::is_organization_noun(w)) && !titled;
    if titled {
        return Verdict { kind: ActorKind::Person, sure: true, shown: None };
    }
    let last = words.last().map_or("", String::as_str);
    // "Google Science Fair", "Golden Gate Bridge"; two words can be somebody's name ("Ed Hall").
    if words.len() > 1 && !given && !noun {
        if lexicon::ends_a_thing(last) {
            return Verdict { kind: ActorKind::Product, sure: true, shown: None };
        }
        if lexicon::ends_a_site(last) {
            return Verdict { kind: ActorKind::Place, sure: true, shown: None };
        }
    }
    // "Selt Gas", "Vester Foods": no surnames.
    if several
        && !given
        && (votes(NameKind::Place) == 0 && lexicon::ends_a_body(last) || lexicon::ends_only_a_body(last))
    {
        return Verdict { kind: ActorKind::Organization, sure: true, shown: None };
    }
    // "Accused Stanmore Bank": where nothing is, and no "the West Bank".
    let bare = |p: &Range<usize>| !has_article(document, p) && !is_located(document, p);
    if several && !given && last == "bank" && places.iter().all(bare) {
        return Verdict { kind: ActorKind::Organization, sure: true, shown: None };
    }
    // "West Bank", "Union Square": the words around them tell more than their own.
    let other = (person_votes + votes(NameKind::Place)) * 2 > tagged.len();
    if form || !other && (several && !titled && !given && lexicon::ends_a_body(last) || noun) {
        return Verdict { kind: ActorKind::Organization, sure: true, shown: None };
    }
    let mut votes =
        [(ActorKind::Person, 0usize), (ActorKind::Organization, 0), (ActorKind::Place, 0), (ActorKind::Product, 0)];
    for tag in tagged {
        let kind = match tag {
            NameKind::Person => ActorKind::Person,
            NameKind::Organization => ActorKind::Organization,
            NameKind::Place => ActorKind::Place,
            NameKind::Other => ActorKind::Product,
        };
        votes.iter_mut().filter(|v| v.0 == kind).for_each(|v| v.1 += 1);
    }
    // Of equally many, the earlier in the list.
    let kind = votes.iter().rev().max_by_key(|v| v.1).map_or(ActorKind::Product, |v| v.0);
    // "Ines Braga praised": whoever has a given name, and does things rather than being where they happen.
    let somebody = || kind == ActorKind::Place && !places.iter().any(|p| is_located(document, p));
    if given && (kind == ActorKind::Product || somebody()) {
        return Verdict { kind: ActorKind::Person, sure: false, shown: None };
    }
    Verdict { kind, sure: given && kind == ActorKind::Person, shown: None }
}

/// Whether a name of one word is part of a person's full name somewhere in the document: "Ford" beside "Harrison Ford".
fn is_somebodys(document: &Document, name: &str) -> bool {
    let bears = |n: &crate::text::Name| {
        n.kind == NameKind::Person && n.tokens.len() > 1 && n.tokens.clone().any(|t| document.word(t) == name)
    };
    !name.contains(' ') && document.names.iter().any(bears)
}

/// What a common noun before a name says that it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    /// "the airline Voar"
    Body,
    /// "the developer Olmo"
    Either,
    /// "the violinist Anneke de Wet"
    Person,
    /// "the ferry Santa Elvira"
    Vessel,
}

/// What a common noun tells of a name directly after it, or after a comma and closed by another: "the operator, Visayas Lines.",
/// "their union, the SPP,".
fn told_before(document: &Document, name: &Range<usize>) -> Option<Told> {
    let before = name.start.checked_sub(1)?;
    let the = matches!(document.word(before), "the" | "a") && before > 0 && document.word(before - 1) == ",";
    let before = if the { before - 1 } else { before };
    let comma = document.word(before) == ",";
    let closed = matches!(document.word(name.end), "," | "." | ";" | ")" | "");
    // "Two other banks, Orva and Selt,".
    let first = || document.word(name.end) == "and";
    let several = |noun: &usize| document.tokens.get(*noun).is_some_and(|t| t.penn == Penn::Nns);
    let noun = if comma { before.checked_sub(1).filter(|n| closed || first() && several(n))? } else { before };
    let lower = document.word(noun).chars().all(|c| c.is_lowercase() || c == '-');
    let token = document.tokens.get(noun).filter(|t| lower && t.upos != Upos::Verb)?;
    // "The Pune start-up Tarkil": the particle of a noun of three tokens.
    let hyphened = document.word(noun) == "up" && noun > 1 && document.word(noun - 1) == "-";
    let lemma = if hyphened { format!("{}-up", document.word(noun - 2)) } else { token.lemma.to_lowercase() };
    // "the company Bosch told of": only with a determiner or an adjective of its own is it a description.
    // "Lender Orva and insurer Selt agreed": a bare noun with a name on either side of an "and".
    let joins = |t: usize| {
        t > 0 && document.word(t) == "and" && document.tokens.get(t - 1).is_some_and(|b| b.upos == Upos::Propn)
    };
    let first = if hyphened { noun - 2 } else { noun };
    let opens = token.penn == Penn::Nns
        || document.tokens.get(first.wrapping_sub(1)).is_some_and(|t| {
            matches!(t.upos, Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn)
                || t.penn == Penn::PrpPoss
                || t.penn == Penn::Pos
        })
        || first > 0 && joins(first - 1);
    // After a comma only what hangs on the noun is said of it.
    let apposed = || {
        document.tokens.get(document.head_of(name.clone())).is_some_and(|t| t.rel == Rel::Appos && t.head == Some(noun))
    };
    // "The city's mayor, Anneke de Wet.": whose office somebody holds, and not where it is ("the mayor's seat, Brask").
    let owned = || document.child(noun, Rel::NmodPoss).is_some() || token.penn == Penn::Nn && name.len() > 2;
    if comma && !apposed() {
        return None;
    }
    match () {
        () if lexicon::is_vessel(&lemma) && opens => Some(Told::Vessel),
        () if lexicon::is_business(&lemma) && opens && !lexicon::may_be_person(&lemma) => Some(Told::Body),
        // "Mining group Serra Alta agreed": nobody is a group; "the group Putin leads" is another's.
        () if lexicon::is_business(&lemma)
            && opens
            && !comma
            && is_no_person(&lemma)
            && !is_relative_subject(document, name) =>
        {
            Some(Told::Body)
        }
        // "The union Voar Crew", "the budget carrier Voar": a man who carries the mail has two names.
        () if opens
            && !comma
            && (lemma == "union" || lemma == "carrier" && name.len() == 1)
            && !is_relative_subject(document, name) =>
        {
            Some(Told::Body)
        }
        () if lexicon::is_business(&lemma) && opens => Some(Told::Either),
        // "Their union, the SPP,".
        () if lexicon::is_organization_noun(&lemma) && comma && the => Some(Told::Body),
        () if lexicon::tells_office(&lemma) && (!comma || owned()) => Some(Told::Person),
        () => None,
    }
}

/// What is told of a name is told of those joined to it: "the banks Orva and Selt".
fn told_beside(document: &Document, name: &Range<usize>) -> Option<Told> {
    let joined = document.tokens.get(document.head_of(name.clone())).filter(|t| t.rel == Rel::Conj)?.head?;
    let first = document.names.iter().find(|n| n.tokens.contains(&joined) && n.tokens.end <= name.start)?;
    let noun = first.tokens.start.checked_sub(1)?;
    let comma = document.word(noun) == ",";
    let noun = if comma { noun.checked_sub(1)? } else { noun };
    let several = document.tokens.get(noun).is_some_and(|t| t.penn == Penn::Nns);
    told_before(document, &first.tokens).filter(|told| several && *told == Told::Body)
}

/// "Orva, the country's largest bank": what is told behind a name between commas.
fn told_behind(document: &Document, name: &Range<usize>) -> Option<Told> {
    let head = document.head_of(name.clone());
    let tells = |noun: &usize| {
        let token = &document.tokens[*noun];
        let lemma = token.lemma.to_lowercase();
        *noun > name.end && token.penn == Penn::Nn && lexicon::is_business(&lemma) && !lexicon::may_be_person(&lemma)
    };
    let noun = document.children_with(head, Rel::Appos).find(tells).filter(|_| document.word(name.end) == ",")?;
    let introduced = document.child(noun, Rel::Det).or_else(|| document.child(noun, Rel::NmodPoss)).is_some();
    (introduced && name.len() < 3).then_some(Told::Body)
}

/// Nouns for businesses that are said of nobody.
fn is_no_person(noun: &str) -> bool {
    matches!(noun, "group" | "chain" | "insurer" | "lender" | "refiner" | "studio" | "newspaper" | "label")
}

/// "The group Putin leads": the subject of a clause that says more of the noun before.
fn is_relative_subject(document: &Document, name: &Range<usize>) -> bool {
    let token = document.tokens.get(document.head_of(name.clone()));
    let verb = token.filter(|t| t.rel.is_subject()).and_then(|t| t.head).and_then(|h| document.tokens.get(h));
    verb.is_some_and(|v| matches!(v.rel, Rel::AclRelcl | Rel::Acl))
}

/// Whether a name stands where places do: "in Santa Rosa", "Rosario's mayor".
fn is_located(document: &Document, name: &Range<usize>) -> bool {
    let head = document.head_of(name.clone());
    let located = document.children_with(head, Rel::Case).any(|c| {
        c >= name.end
            || matches!(
                document.word(c),
                "in" | "at" | "near" | "from" | "of" | "outside" | "across" | "off" | "around"
            )
    });
    located
        || document
            .tokens
            .get(head)
            .is_some_and(|t| matches!(t.rel, Rel::Compound | Rel::Appos | Rel::NmodUnmarked | Rel::Root))
}

/// Whether a name is the subject of a verb, as those who act are.
pub fn only_acts(document: &Document, name: &Range<usize>) -> bool {
    let subject = |t: &crate::text::Token| {
        let verb = t.head.and_then(|h| document.tokens.get(h));
        t.rel.is_subject() && verb.is_some_and(|v| v.upos == Upos::Verb)
    };
    document.tokens.get(document.head_of(name.clone())).is_some_and(subject)
}

/// "President of Tanabe Optical": whoever is led is no person.
fn is_led(document: &Document, name: &Range<usize>) -> bool {
    let Some(of) = name.start.checked_sub(1).filter(|i| document.word(*i) == "of") else { return false };
    of.checked_sub(1).is_some_and(|noun| {
        let lemma = document.lemma(noun).to_lowercase();
        lexicon::same_office(&lemma, "chairman") && document.tokens[noun].penn != Penn::Nns
    })
}

/// "Shares in Voar", "cabin crews of Voar", "pilots at Voar": nobody is owned in shares or has crews.
fn has_staff(document: &Document, name: &Range<usize>) -> bool {
    let Some(of) = name.start.checked_sub(1) else { return false };
    let Some(noun) = of.checked_sub(1).and_then(|n| document.tokens.get(n)) else { return false };
    let several = noun.penn == Penn::Nns;
    match document.word(of) {
        "in" | "of" if several && matches!(noun.lemma.as_str(), "share" | "crew" | "shareholder" | "creditor") => true,
        "at" => several && matches!(noun.lemma.as_str(), "worker" | "employee" | "pilot" | "mechanic" | "engineer"),
        // "an employee of Voar".
        "of" => noun.lemma == "employee",
        _ => false,
    }
}

/// "A Voar jet", "the last Voar flight": who has aircraft by the name.
fn flies(document: &Document, name: &Range<usize>) -> bool {
    let noun = document.lemma(name.end).to_lowercase();
    let introduced = name.start.checked_sub(1).is_some_and(|b| {
        matches!(document.word(b).to_lowercase().as_str(), "a" | "an" | "the" | "another" | "first" | "last" | "all")
    });
    name.len() == 1 && introduced && matches!(noun.as_str(), "jet" | "airliner" | "jetliner" | "plane" | "flight")
}

/// Whether "the" stands right before a name.
fn has_article(document: &Document, name: &Range<usize>) -> bool {
    name.start.checked_sub(1).is_some_and(|b| document.word(b).eq_ignore_ascii_case("the"))
}

/// "The Marisol sank off Leyte": what has an article and does what ships do.
fn sails(document: &Document, name: &Range<usize>) -> bool {
    let the = has_article(document, name);
    let token = document.tokens.get(document.head_of(name.clone())).filter(|t| the && t.rel.is_subject());
    let verb = token.and_then(|t| t.head).map_or("", |h| document.lemma(h));
    matches!(verb, "capsize" | "founder" | "sink")
        && document.children_with(document.head_of(name.clone()), Rel::Conj).next().is_none()
}

/// "Rosetta was launched by an Ariane rocket": nobody and no town is.
fn is_launched(document: &Document, name: &Range<usize>) -> bool {
    let token = document.tokens.get(document.head_of(name.clone())).filter(|t| t.rel == Rel::NsubjPass);
    let verb = token.and_then(|t| t.head).filter(|v| document.lemma(*v) == "launch");
    let from = |v: usize| {
        document.children_with(v, Rel::Obl).chain(document.children_with(v, Rel::OblAgent)).any(|o| {
            let rocket =
                document.lemma(o) == "rocket" || document.children(o).iter().any(|c| document.lemma(*c) == "rocket");
            rocket || matches!(document.lemma(o), "orbit" | "space")
        })
    };
    name.len() == 1 && verb.is_some_and(from)
}

/// "Sun Ho-min, the president of the island": said behind the name.
fn holds_an_office(document: &Document, name: &Range<usize>) -> bool {
    let head = document.head_of(name.clone());
    let office = |i: usize| {
        let lemma = document.lemma(i).to_lowercase();
        let owned = || document.child(i, Rel::NmodPoss).is_some() && lexicon::tells_office(&lemma);
        let serves = lexicon::leads(&lemma) || lexicon::serves(&lemma) || owned() && !lexicon::may_be_body(&lemma);
        document.tokens[i].penn == Penn::Nn && serves
    };
    document.word(name.end) == "," && document.children_with(head, Rel::Appos).any(|a| a > name.end && office(a))
}

/// "Pedra Alta's founder", "Orva's chief executive": whoever has one is no person and no town.
fn has_a_founder(document: &Document, name: &Range<usize>) -> bool {
    let of = document.tokens.get(name.end).is_some_and(|t| t.penn == Penn::Pos);
    let word = |i: usize| document.word(name.end + i).to_lowercase();
    let two = format!("{} {}", word(1), word(2));
    of && (matches!(
        word(1).as_str(),
        "founder" | "co-founder" | "ceo" | "shareholders" | "creditors" | "shares" | "pilots" | "passengers" | "fleet"
    ) || matches!(
        two.as_str(),
        "chief executive" | "managing director" | "finance chief" | "largest shareholder"
    ))
}

/// "the Aurora 12", "its A380", "iPhone 4": a number at the end, and before it an article or owner, or a small first letter.
fn is_model(document: &Document, name: &Range<usize>) -> bool {
    let (first, last) = (document.word(name.start), document.word(name.end - 1));
    let before = name.start.checked_sub(1).map_or("", |b| document.word(b));
    let owned = matches!(before, "the" | "The" | "its" | "a" | "'s" | "’s" | "their" | "probe" | "phone" | "model");
    let camel = products::is_camel(first);
    // "A350", "A350 XWB".
    let variant = name.len() > 1 && products::is_variant(last) && products::is_designation(document.word(name.end - 2));
    // "3G iPhone".
    let numbered = name.len() > 1 && products::is_camel(last) && first.starts_with(|c: char| c.is_ascii_digit());
    if products::is_designation(last) || variant || numbered {
        return true;
    }
    let number =
        last.starts_with(|c: char| c.is_ascii_digit()) && last.len() < 4 && last.chars().all(char::is_alphanumeric)
            || last.starts_with(char::is_uppercase) && last.ends_with(|c: char| c.is_ascii_digit()) && name.len() > 1;
    number && (owned && name.len() > 1 || camel) && world::country(first).is_none()
}

/// Whether the title before a name really precedes it: "the president, Paris said" has a comma between.
fn adjacent(document: &Document, name: usize) -> bool {
    name > 0 && !matches!(document.word(name - 1), "," | ";" | ":" | "-")
}

/// Whether two kinds can be one actor's: what the tagger confuses.
pub fn fit(a: ActorKind, b: ActorKind) -> bool {
    use ActorKind::{Organization, Product};
    a == b || matches!((a, b), (Organization, Product) | (Product, Organization))
}

/// Whether a name is only the adjective of a country ("Russian"), which does not act.
pub fn is_adjective_of_country(document: &Document, tokens: Range<usize>) -> bool {
    let words = document.words(tokens.clone());
    if world::demonym(words).is_none() {
        return false;
    }
    let head = document.head_of(tokens.clone());
    let token = document.tokens.get(head);
    let attribute = token.is_some_and(|t| t.upos == Upos::Adj || matches!(t.rel, Rel::Amod | Rel::Compound));
    world::country(words).is_none()
        || attribute && !matches!(words, "US" | "U.S." | "UK" | "U.K.") && world::country(words).is_none()
}

/// The gender of a named person: from titles before the name, else from the given name.
pub fn gender(document: &Document, draft: &Draft) -> Option<Gender> {
    if draft.kind != ActorKind::Person {
        return None;
    }
    let names = draft.references.iter().filter(|r| r.form == MentionForm::Name);
    let tells = |r: &super::draft::Reference| {
        let title = titles::before(document, r.tokens.start).and_then(|t| t.gender);
        title.or_else(|| titles::kin_gender(document, &r.tokens))
    };
    let title = names.filter_map(tells).next();
    title.or_else(|| {
        let person = keys::person(&draft.name);
        let given = person.given.first().or(person.surname.first().filter(|_| person.given.is_empty()))?;
        lexicon::gender_of_given(given).or_else(|| lexicon::gender_of_surname(person.surname.last()?))
    })
}
