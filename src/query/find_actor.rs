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
    let mut found = pick(&wanted, &store.names_like(words)?);
    if found.is_empty() && words.trim().bytes().all(|b| b.is_ascii_digit()) {
        match store.number(Numbered::Actor, words) {
            Ok(number) if !store.is_hidden(number)? => found.extend([number]),
            Ok(_) => {}
            Err(StoreError::NotFound(_)) => {}
            Err(error) => return Err(error),
        }
    }
    let mut actors = found.into_iter().map(|id| actor(store, id)).collect::<Result<Vec<_>>>()?;
    Ok(match actors.len() {
        0 => Found::Nobody(near(&wanted, &store.names()?)),
        1 => Found::One(actors.remove(0)),
        _ => Found::Several(actors),
    })
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
    fn near_names_are_suggested_by_word_and_by_writing() {
        let row = |actor, name: &str| NameRow { actor, name: name.into(), main: true, kind: ActorKind::Person };
        let names = [row(1, "Vladimir Putin"), row(2, "Dmitry Medvedev"), row(3, "Hanoi")];
        assert_eq!(near(&key("putin"), &names), ["Vladimir Putin"]);
        assert_eq!(near(&key("Dimitri Medvedyev"), &names), ["Dmitry Medvedev"]);
        assert_eq!(near(&key("xyz"), &names), [""; 0]);
    }
}
