//! The word lists of data/en/actors, read once: titles, nouns that describe actors, given names with a gender.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Deserialize;

use super::draft::Gender;
use crate::lookup::{Table, WordSet};

#[derive(Debug, Default, Deserialize)]
struct Titles {
    courtesy: WordSet,
    office: WordSet,
    inner: WordSet,
    past: WordSet,
    future: WordSet,
    male: WordSet,
    female: WordSet,
    surname_male: Vec<String>,
    surname_female: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
struct Nouns {
    person: WordSet,
    relational: WordSet,
    anybody: WordSet,
    kin: WordSet,
    organization: WordSet,
    country: WordSet,
    place: WordSet,
    group: WordSet,
    several: WordSet,
    male: WordSet,
    female: WordSet,
    same_office: Vec<WordSet>,
    business: WordSet,
    currency: WordSet,
    runs: WordSet,
    happening: WordSet,
    ship_prefix: WordSet,
    institution: WordSet,
    family: Vec<WordSet>,
    of_state: WordSet,
    vague: WordSet,
    force: WordSet,
    either: WordSet,
    shared: WordSet,
    leading: WordSet,
    serving: WordSet,
    vessel: WordSet,
    team_end: WordSet,
    regional: WordSet,
    body_end: WordSet,
    body_end_of_places: WordSet,
    thing: WordSet,
    site: WordSet,
    machine: WordSet,
    named_thing: WordSet,
}

#[derive(Debug, Default, Deserialize)]
struct GivenNames {
    male: String,
    female: String,
}

/// The lists; an unreadable one is empty, which `every_list_can_be_read` keeps from shipping.
#[derive(Debug, Default)]
struct Lexicon {
    titles: Titles,
    nouns: Nouns,
    given: Table<String, Gender>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| load().unwrap_or_default());

fn load() -> Result<Lexicon, toml::de::Error> {
    let names: GivenNames = toml::from_str(include_str!("../../data/en/actors/given_names.toml"))?;
    let of = |list: &str, gender| list.split_whitespace().map(|n| (n.to_owned(), gender)).collect::<Vec<_>>();
    Ok(Lexicon {
        titles: toml::from_str(include_str!("../../data/en/actors/titles.toml"))?,
        nouns: toml::from_str(include_str!("../../data/en/actors/nouns.toml"))?,
        given: of(&names.female, Gender::Female).into_iter().chain(of(&names.male, Gender::Male)).collect(),
    })
}

/// What a common noun describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NounClass {
    /// "diplomat"
    Person,
    /// "father"
    Kin,
    /// "company"
    Organization,
    /// "country"
    Country,
    /// "city"
    Place,
    /// "workers", only in the plural
    Group,
    /// "plane"
    Product,
}

/// Whether a noun before a name says what its bearer does: "the midfielder Ante Perić"; "the rival Perić" does not.
pub fn tells_office(lemma: &str) -> bool {
    let nouns = &LEXICON.nouns;
    nouns.person.contains(lemma) && !nouns.relational.contains(lemma) && !nouns.anybody.contains(lemma)
}

/// Whether a noun needs another person to tell whom it means: "counterpart".
pub fn is_relational(lemma: &str) -> bool {
    LEXICON.nouns.relational.contains(lemma)
}

/// What a noun describes, from its lemma and number; `None` for nouns that describe no actor.
pub fn noun_class(lemma: &str, plural: bool) -> Option<NounClass> {
    let nouns = &LEXICON.nouns;
    if nouns.kin.contains(lemma) {
        Some(NounClass::Kin)
    } else if plural && (nouns.group.contains(lemma) || nouns.person.contains(lemma)) {
        Some(NounClass::Group)
    } else if nouns.person.contains(lemma) || !plural && nouns.group.contains(lemma) && !nouns.several.contains(lemma) {
        Some(NounClass::Person)
    } else if nouns.organization.contains(lemma) {
        Some(NounClass::Organization)
    } else if nouns.country.contains(lemma) {
        Some(NounClass::Country)
    } else if nouns.place.contains(lemma) {
        Some(NounClass::Place)
    } else if nouns.machine.contains(lemma) || nouns.named_thing.contains(lemma) {
        Some(NounClass::Product)
    } else {
        None
    }
}

/// A word before a name that is a courtesy or degree: "Mr", "Dr".
pub fn is_courtesy(word: &str) -> bool {
    LEXICON.titles.courtesy.contains(&plain(word))
}

/// A word before a name that is an office or rank: "President".
pub fn is_office(word: &str) -> bool {
    LEXICON.titles.office.contains(&plain(word))
}

/// A word inside an office of several words: "Foreign" of "Foreign Minister".
pub fn is_inner(word: &str) -> bool {
    let word = plain(word);
    word.split('-').all(|w| LEXICON.titles.inner.contains(w))
}

/// A word that puts an office into the past: "former".
pub fn is_past(word: &str) -> bool {
    LEXICON.titles.past.contains(&plain(word))
}

/// A word that puts an office into the future: "incoming".
pub fn is_future(word: &str) -> bool {
    LEXICON.titles.future.contains(&plain(word))
}

fn plain(word: &str) -> String {
    word.trim_end_matches('.').to_lowercase()
}

/// The gender that a title or a noun tells: "Mrs", "father", "spokeswoman".
pub fn gender_of_word(word: &str) -> Option<Gender> {
    let (titles, nouns, word) = (&LEXICON.titles, &LEXICON.nouns, plain(word));
    if titles.male.contains(&word) || nouns.male.contains(&word) {
        Some(Gender::Male)
    } else if titles.female.contains(&word) || nouns.female.contains(&word) {
        Some(Gender::Female)
    } else {
        None
    }
}

/// The gender that a given name tells; it must be a word of [`super::keys::words`].
pub fn gender_of_given(name: &str) -> Option<Gender> {
    LEXICON.given.get(name).copied()
}

/// The gender that the ending of a surname tells, in languages whose surnames have one: "Petrauskaitė", "Ivanova".
pub fn gender_of_surname(surname: &str) -> Option<Gender> {
    let ends = |list: &[String]| list.iter().any(|e| surname.len() > e.len() + 2 && surname.ends_with(e.as_str()));
    if ends(&LEXICON.titles.surname_female) {
        Some(Gender::Female)
    } else if ends(&LEXICON.titles.surname_male) {
        Some(Gender::Male)
    } else {
        None
    }
}

/// Whether somebody's `a` has him for a `b`: a "father" has a "son".
pub fn is_inverse_kin(a: &str, b: &str) -> bool {
    const ROWS: &[(&[&str], &[&str])] = &[
        (&["father", "mother", "parent", "stepfather", "stepmother"], &["son", "daughter", "child"]),
        (&["husband", "wife", "spouse"], &["husband", "wife", "spouse", "widow", "widower"]),
        (&["brother", "sister", "sibling", "twin"], &["brother", "sister", "sibling", "twin"]),
        (&["uncle", "aunt"], &["nephew", "niece"]),
        (&["grandfather", "grandmother"], &["grandson", "granddaughter", "grandchild"]),
        (&["father-in-law", "mother-in-law"], &["son-in-law", "daughter-in-law"]),
    ];
    ROWS.iter().any(|(x, y)| x.contains(&a) && y.contains(&b) || y.contains(&a) && x.contains(&b))
}

/// Whether a noun for a business can be a person as well: "the developer".
pub fn may_be_person(noun: &str) -> bool {
    LEXICON.nouns.either.contains(noun)
}

/// Whether who is called so leads a state or a government.
pub fn leads(noun: &str) -> bool {
    LEXICON.nouns.leading.contains(noun)
}

/// Whether who is called so serves a state or a government, and does not lead it.
pub fn serves(noun: &str) -> bool {
    LEXICON.nouns.serving.contains(noun)
}

/// Whether a noun for a person can describe a body as well: "its owner, Luzon Lines".
pub fn may_be_body(noun: &str) -> bool {
    LEXICON.nouns.shared.contains(noun) || is_business(noun)
}

/// Whether what is called so is a ship, a spacecraft or another thing with a name of its own: "the ferry Santa Elvira".
pub fn is_vessel(noun: &str) -> bool {
    LEXICON.nouns.vessel.contains(noun)
}

/// Whether a word names the people of a region that is no state: "Hawaiian".
pub fn is_regional(word: &str) -> bool {
    LEXICON.nouns.regional.contains(word)
}

/// Whether two words for an office can mean the same one: "leader" and "president".
pub fn same_office(a: &str, b: &str) -> bool {
    let general = |a: &str, b: &str| a.strip_suffix(b).is_some_and(|rest| rest.ends_with(' '));
    // "The minister" is the chief minister, "the chief" the police chief.
    a == b
        || general(a, b)
        || general(b, a)
        || LEXICON.nouns.same_office.iter().any(|row| row.contains(a) && row.contains(b))
}

/// Whether people called so act for a state: "diplomat", "troops".
pub fn serves_state(lemma: &str) -> bool {
    LEXICON.nouns.of_state.contains(lemma)
}

/// Whether a noun describes an armed or public force of a state: "navy", "guard" of "coast guard".
pub fn is_force(noun: &str) -> bool {
    LEXICON.nouns.force.contains(noun)
}

/// Whether a noun describes a business: "airline".
pub fn is_business(noun: &str) -> bool {
    LEXICON.nouns.business.contains(noun)
}

/// Whether a word in lower case stands before the names of ships: "mv", "hms".
pub fn is_ship_prefix(word: &str) -> bool {
    LEXICON.nouns.ship_prefix.contains(word)
}

/// Whether a verb tells that something begins, goes on or ends by itself.
pub fn runs(verb: &str) -> bool {
    LEXICON.nouns.runs.contains(verb)
}

/// Whether a noun is something that begins and ends: "strike".
pub fn is_happening(noun: &str) -> bool {
    LEXICON.nouns.happening.contains(noun)
}

/// Whether a noun is a currency: "yen".
pub fn is_currency(noun: &str) -> bool {
    LEXICON.nouns.currency.contains(noun)
}

/// Whether a word of a name, or a noun, is that of a public body: "agency".
pub fn is_institution(word: &str) -> bool {
    LEXICON.nouns.institution.contains(word)
}

/// Whether capitalised words that end in this noun are the name of a body, whatever else they are: "ministry", not "house".
pub fn names_a_body(noun: &str) -> bool {
    is_institution(noun) && !LEXICON.nouns.vague.contains(noun)
}

/// The words that names of bodies have whom this noun describes: "air" and "airways" for "airline".
pub fn family_of(noun: &str) -> BTreeSet<&'static str> {
    LEXICON.nouns.family.iter().filter(|row| row.contains(noun)).flatten().map(String::as_str).collect()
}

/// Whether a noun tells that something called so is a body or a state.
pub fn describes_body(lemma: &str) -> bool {
    matches!(noun_class(lemma, false), Some(NounClass::Organization | NounClass::Country))
}

/// Whether a name that ends in this word names a business or club: "Rustkop Mining", "Port Harwood FC".
pub fn ends_a_body(word: &str) -> bool {
    LEXICON.nouns.body_end.contains(word)
}

/// Whether a team is called by this last word of its name alone: "United".
pub fn ends_a_team(word: &str) -> bool {
    LEXICON.nouns.team_end.contains(word)
}

/// The same for words that end no place's name either: "Selt Leasing".
pub fn ends_only_a_body(word: &str) -> bool {
    ends_a_body(word) && !LEXICON.nouns.body_end_of_places.contains(word)
}

/// Whether a name that ends in this word names a work, prize, event or other thing: "fair".
pub fn ends_a_thing(word: &str) -> bool {
    LEXICON.nouns.thing.contains(word)
}

/// Whether a name that ends in this word names a place or building: "bridge".
pub fn ends_a_site(word: &str) -> bool {
    let nouns = &LEXICON.nouns;
    nouns.site.contains(word) || nouns.place.contains(word)
}

/// Whether a noun describes what has models: "plane", "phone".
pub fn is_machine(lemma: &str) -> bool {
    LEXICON.nouns.machine.contains(lemma)
}

/// Whether a noun names a kind of organisation.
pub fn is_organization_noun(lemma: &str) -> bool {
    LEXICON.nouns.organization.contains(lemma)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_can_be_read() {
        let lexicon = load().expect("the embedded lists");
        assert!(lexicon.titles.office.contains("president") && lexicon.given.len() > 500);
    }

    #[test]
    fn a_noun_tells_what_it_describes() {
        assert_eq!(noun_class("father", false), Some(NounClass::Kin));
        assert_eq!(
            (noun_class("worker", true), noun_class("company", false)),
            (Some(NounClass::Group), Some(NounClass::Organization))
        );
        assert_eq!(noun_class("table", false), None);
        assert!(same_office("leader", "president") && !same_office("leader", "goalkeeper"));
    }
}
