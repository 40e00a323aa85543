//! Which actor does a person mean? By any name, ignoring case, accents, hyphens and the order of words.

use std::collections::{BTreeMap, BTreeSet};

use deunicode::deunicode;

use super::lists::{ActorSummary, actor};
use crate::findings::ActorKind;
use crate::store::{NameRow, Numbered, Result, Store, StoreError};

/// The answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// One actor has that name.
    One(ActorSummary),
    /// Several have it.
    Several(Vec<ActorSummary>),
    /// Nobody has it, but the words leave no doubt who is meant: all of them stand in one name only ("Orbit store" for the
    /// Orbit Music Store), or they are a name behind that of its owner ("Airbus A380").
    Close(ActorSummary),
    /// Nobody has it; these names are near it, the nearest first.
    Nobody(Vec<String>),
}

/// Names to suggest.
const SUGGESTIONS: usize = 5;
/// The least likeness (Jaro-Winkler, 0 to 1) of a suggestion.
const NEAR: f64 = 0.8;

/// Looks for an actor by name, alias or number (its first digits). Of several, the one that is shown by that name wins,
/// unless it is a person and the name a single word: "Kim" alone may be anybody, "Airbus" is the company rather than
/// one of its aircraft.
///
/// # Errors
/// When the database cannot be read.
pub fn find_actor(store: &Store, words: &str) -> Result<Found> {
    let wanted = key(words);
    let names = store.names_like(words)?;
    let mut found = pick(&wanted, &names);
    // "Lund", in an article in which it may be either of two: both are called so.
    let called: Vec<_> = names.iter().filter(|n| !n.main && found.contains(&n.actor)).collect();
    for name in called {
        for other in store.others_in_doubt(name.actor, &name.name)? {
            if !store.is_hidden(other)? {
                found.insert(other);
            }
        }
    }
    if found.is_empty() && words.trim().bytes().all(|b| b.is_ascii_digit()) {
        match store.number(Numbered::Actor, words) {
            Ok(number) if !store.is_hidden(number)? => found.extend([number]),
            Ok(_) => {}
            Err(StoreError::NotFound(_)) => {}
            Err(error) => return Err(error),
        }
    }
    let mut actors = with_events(store, found, &wanted)?;
    Ok(match actors.len() {
        0 => {
            let names = store.names()?;
            let mut close = with_events(store, close(&wanted, words, &names), &wanted)?;
            close.retain(|a| a.events > 0);
            match close.pop() {
                Some(one) if close.is_empty() => Found::Close(one),
                _ => Found::Nobody(near(&wanted, &names)),
            }
        }
        1 => Found::One(actors.remove(0)),
        _ => Found::Several(actors),
    })
}

/// The actors; of several with just this name, those without any event are not asked for.
fn with_events(store: &Store, ids: BTreeSet<i64>, wanted: &Key) -> Result<Vec<ActorSummary>> {
    let mut actors = ids.into_iter().map(|id| actor(store, id)).collect::<Result<Vec<_>>>()?;
    let called = |a: &ActorSummary| matches(wanted, &a.name);
    if actors.iter().any(|a| a.events > 0 && called(a)) {
        actors.retain(|a| a.events > 0 || !called(a));
    }
    Ok(actors)
}

/// Whom words mean that are no name: those whose name has all of the words, else the one that is named behind its owner.
fn close(wanted: &Key, words: &str, names: &[NameRow]) -> BTreeSet<i64> {
    if wanted.words.len() < 2 {
        return BTreeSet::new();
    }
    let holds = |n: &&NameRow| {
        let key = key(&n.name);
        wanted.words.iter().all(|w| key.words.contains(w))
    };
    let holding: BTreeSet<i64> = names.iter().filter(holds).map(|n| n.actor).collect();
    if !holding.is_empty() {
        return holding;
    }
    let words: Vec<&str> = words.split_whitespace().collect();
    let known = |words: &[&str]| {
        let wanted = key(&words.join(" "));
        names.iter().filter(|n| matches(&wanted, &n.name)).cloned().collect::<Vec<_>>()
    };
    let behind = |owner: &usize| {
        let (owner, thing) = words.split_at(*owner);
        let things = known(thing).into_iter().filter(|n| n.kind != ActorKind::Person).collect::<Vec<_>>();
        (!things.is_empty() && !known(owner).is_empty()).then(|| pick(&key(&thing.join(" ")), &things))
    };
    (1..words.len()).find_map(|owner| behind(&owner)).unwrap_or_default()
}

/// The actors that the words may mean.
fn pick(wanted: &Key, names: &[NameRow]) -> BTreeSet<i64> {
    let matching: Vec<_> = names.iter().filter(|n| matches(wanted, &n.name)).collect();
    let shown: Vec<_> = matching.iter().filter(|n| n.main).collect();
    if let [name] = shown[..]
        && (wanted.words.len() > 1 || name.kind != ActorKind::Person)
    {
        return BTreeSet::from([name.actor]);
    }
    matching.iter().map(|n| n.actor).collect()
}

/// A name without what does not matter: its words, folded, in order of the alphabet, and all its letters in a row.
#[derive(Debug, PartialEq, Eq)]
struct Key {
    words: Vec<String>,
    letters: String,
}

fn key(name: &str) -> Key {
    let folded = deunicode(name).to_lowercase().replace(['\'', '.'], "");
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let mut words: Vec<_> = words.map(String::from).collect();
    // "The Guardian" and "Guardian" are one name; "The" alone stays what it is.
    if words.len() > 1 && words.first().is_some_and(|w| w == "the") {
        words.remove(0);
    }
    let letters = words.concat();
    words.sort_unstable();
    Key { words, letters }
}

fn matches(wanted: &Key, name: &str) -> bool {
    let key = key(name);
    !wanted.words.is_empty() && (key.words == wanted.words || key.letters == wanted.letters)
}

/// Names that hold every wanted word first, then those that are written alike.
fn near(wanted: &Key, names: &[NameRow]) -> Vec<String> {
    let mut best: BTreeMap<i64, f64> = BTreeMap::new();
    for name in names {
        let key = key(&name.name);
        let holds = !wanted.words.is_empty() && wanted.words.iter().all(|w| key.words.contains(w));
        let alike = strsim::jaro_winkler(&key.letters, &wanted.letters);
        let word = key.words.iter().flat_map(|a| wanted.words.iter().map(move |b| strsim::jaro_winkler(a, b)));
        let score = if holds { 2.0 } else { alike.max(word.fold(0.0, f64::max) - 0.1) };
        let known = best.entry(name.actor).or_insert(0.0);
        *known = known.max(score);
    }
    let mut order: Vec<_> = best.into_iter().filter(|(_, score)| *score >= NEAR).collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let main = |id: i64| names.iter().find(|n| n.actor == id && n.main).map(|n| n.name.clone());
    order.into_iter().filter_map(|(id, _)| main(id)).take(SUGGESTIONS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_hyphens_and_the_order_of_words_do_not_matter() {
        for words in ["Kim Jong-un", "kim jong un", "KIM JONGUN", "Jong-un Kim", "Kím Jong-Un"] {
            assert!(matches(&key(words), "Kim Jong-un"), "{words}");
        }
        for words in ["Kim", "Kim Jong-il", "", "-"] {
            assert!(!matches(&key(words), "Kim Jong-un"), "{words}");
        }
        assert!(matches(&key("US"), "U.S."));
        assert!(matches(&key("the guardian"), "Guardian") && matches(&key("Guardian"), "The Guardian"));
    }

    #[test]
    fn a_full_name_is_its_owner_s_and_a_surname_anybody_s() {
        let row = |actor, name: &str, main| NameRow { actor, name: name.into(), main, kind: ActorKind::Person };
        let names =
            [row(1, "Kim Jong-un", true), row(1, "Kim", false), row(2, "Kim", true), row(3, "Kim Jong-un", false)];
        let picked = |words| pick(&key(words), &names).into_iter().collect::<Vec<_>>();
        assert_eq!(picked("Kim Jong-un"), [1]);
        assert_eq!(picked("Kim"), [1, 2]);
        assert_eq!(picked("Kim Il-sung"), [0; 0]);
        let firm = |actor, name: &str, main| NameRow { kind: ActorKind::Organization, ..row(actor, name, main) };
        let names = [firm(1, "Airbus", true), firm(2, "Airbus", false), firm(2, "Airbus Helicopters", true)];
        assert_eq!(pick(&key("Airbus"), &names), BTreeSet::from([1]));
    }

    #[test]
    fn words_that_are_no_name_mean_the_one_that_has_them_all_or_the_one_behind_its_owner() {
        let row = |actor, name: &str, kind| NameRow { actor, name: name.into(), main: true, kind };
        let names = [
            row(1, "Orbit Music Store", ActorKind::Product),
            row(2, "Corvus", ActorKind::Organization),
            row(3, "C900", ActorKind::Product),
            row(4, "Berg", ActorKind::Person),
            row(5, "Anna", ActorKind::Person),
            row(6, "America", ActorKind::Country),
        ];
        for (words, expected) in [
            ("Orbit store", &[1][..]),
            ("Corvus C900", &[3]),
            ("Corvus C700", &[]),
            ("store", &[]),
            ("Anna Berg", &[]),
            ("Bank of America", &[]),
        ] {
            let found: Vec<i64> = close(&key(words), words, &names).into_iter().collect();
            assert_eq!(found, expected, "{words}");
        }
    }

    #[test]
    fn near_names_are_suggested_by_word_and_by_writing() {
        let row = |actor, name: &str| NameRow { actor, name: name.into(), main: true, kind: ActorKind::Person };
        let names = [row(1, "Vladimir Putin"), row(2, "Dmitry Medvedev"), row(3, "Hanoi")];
        assert_eq!(near(&key("putin"), &names), ["Vladimir Putin"]);
        assert_eq!(near(&key("Dimitri Medvedyev"), &names), ["Dmitry Medvedev"]);
        assert_eq!(near(&key("xyz"), &names), [""; 0]);
    }
}
