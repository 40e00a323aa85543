//! Countries with their names, demonyms, capitals and the seats of their governments: lookup by the words of a text.

use std::sync::LazyLock;

use crate::lookup::Table;

const COUNTRIES: &str = include_str!("../../data/world/countries.tsv");
const MORE_NAMES: &str = include_str!("../../data/world/more_names.tsv");
const BODIES: &str = include_str!("../../data/world/bodies.tsv");
const METONYMS: &str = include_str!("../../data/world/metonyms.tsv");

/// The names by which texts mean a country. Every value is the country's name as in data/world/countries.tsv.
#[derive(Debug, Default)]
struct World {
    names: Table<String, &'static str>,
    demonyms: Table<String, &'static str>,
    capitals: Table<String, &'static str>,
    seats: Table<String, &'static str>,
    bodies: Table<&'static str, Body>,
}

/// A body that the news calls by a short name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Body {
    /// The name to show.
    pub name: &'static str,
    /// What it is called by kind: "carmaker".
    pub kind: &'static str,
}

static WORLD: LazyLock<World> = LazyLock::new(load);

fn load() -> World {
    let mut world = World::default();
    for row in rows(COUNTRIES) {
        let &[_, _, name, official, others, demonyms, capitals, ..] = row.as_slice() else { continue };
        for n in [name, official].into_iter().chain(others.split('|')).filter(|n| n.len() > 2) {
            world.names.entry(fold(n)).or_insert(name);
        }
        for d in demonyms.split('|').filter(|d| !d.is_empty()) {
            world.demonyms.entry(fold(d)).or_insert(name);
        }
        for c in capitals.split('|').filter(|c| !c.is_empty()) {
            let short = c.strip_suffix(" D.C.").unwrap_or(c);
            world.capitals.entry(fold(c)).or_insert(name);
            world.capitals.entry(fold(short)).or_insert(name);
        }
    }
    for row in rows(MORE_NAMES) {
        let &[name, names, demonyms] = row.as_slice() else { continue };
        world.names.extend(names.split('|').filter(|n| !n.is_empty()).map(|n| (fold(n), name)));
        world.demonyms.extend(demonyms.split('|').filter(|d| !d.is_empty()).map(|d| (fold(d), name)));
    }
    for row in rows(METONYMS) {
        if let &[seat, name] = row.as_slice() {
            world.seats.insert(fold(seat), name);
        }
    }
    for row in rows(BODIES) {
        let &[name, short, kind] = row.as_slice() else { continue };
        let all = std::iter::once(name).chain(short.split('|')).filter(|n| !n.is_empty());
        world.bodies.extend(all.map(|n| (n, Body { name, kind })));
    }
    world
}

/// The rows of a table after comments and header.
fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|l| !l.starts_with('#')).skip(1).map(|l| l.split('\t').collect())
}

/// Lower case without accents and dots, so that "U.S." and "Côte d'Ivoire" are found in every spelling.
fn fold(words: &str) -> String {
    let plain = deunicode::deunicode(words).to_lowercase().replace(['.', '\'', '’'], "").replace('-', " ");
    plain.strip_prefix("the ").unwrap_or(&plain).to_owned()
}

/// What is told of the folded words. Most that are asked for are short and plain, and need no memory of their own.
fn folded<T>(words: &str, tell: impl Fn(&str) -> Option<T>) -> Option<T> {
    let mut room = [0_u8; 64];
    if words.len() > room.len() || !words.is_ascii() {
        return tell(&fold(words));
    }
    let letters = words.bytes().filter(|b| !matches!(b, b'.' | b'\''));
    let letters = letters.map(|b| if b == b'-' { b' ' } else { b.to_ascii_lowercase() });
    let count = room.iter_mut().zip(letters).map(|(place, b)| *place = b).count();
    let plain = std::str::from_utf8(&room[..count]).unwrap_or_default();
    tell(plain.strip_prefix("the ").unwrap_or(plain))
}

/// "us" is a pronoun unless it is written like the country.
fn is_pronoun(words: &str) -> bool {
    words.eq_ignore_ascii_case("us") && words != "US"
}

/// The country with this name: "U.S.", "Britain", "Republic of Korea".
pub fn country(words: &str) -> Option<&'static str> {
    if is_pronoun(words) {
        return None;
    }
    folded(words, |w| WORLD.names.get(w).copied())
}

/// The country whose adjective or people this is: "North Korean", "Americans".
pub fn demonym(words: &str) -> Option<&'static str> {
    if is_pronoun(words) {
        return None;
    }
    let find = |w: &str| WORLD.demonyms.get(w).copied();
    folded(words, |w| find(w).or_else(|| find(w.strip_suffix('s')?)))
}

/// The country whose capital this is. A city with the name of its country (Singapore) is the country.
pub fn capital(words: &str) -> Option<&'static str> {
    folded(words, |w| WORLD.capitals.get(w).copied())
}

/// The country whose government sits there: "the Kremlin", "Downing Street".
pub fn seat(words: &str) -> Option<&'static str> {
    folded(words, |w| WORLD.seats.get(w).copied())
}

/// The body with this name, written as in the table: "Fed", "Ford".
pub fn body(words: &str) -> Option<Body> {
    WORLD.bodies.get(words).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_found_under_all_its_names() {
        for (words, name) in [
            ("U.S.", "United States"),
            ("the United States", "United States"),
            ("Britain", "United Kingdom"),
            ("Côte d’Ivoire", "Ivory Coast"),
            ("North Korea", "North Korea"),
        ] {
            assert_eq!(country(words), Some(name), "{words}");
        }
        assert_eq!((country("us"), country("Atlantis"), country("Us")), (None, None, None));
    }

    #[test]
    fn words_are_folded_alike_with_and_without_memory_of_their_own() {
        for words in ["U.S.", "The Hague", "Guinea-Bissau", "O'Brien's", "", "the ", "a.b-C", "x\u{0}\ty"] {
            let told = folded(words, |w| Some(w.to_owned()));
            assert_eq!(told, Some(fold(words)), "{words}");
        }
    }

    #[test]
    fn demonyms_capitals_and_seats_lead_to_the_country() {
        assert_eq!((demonym("North Korean"), demonym("Americans")), (Some("North Korea"), Some("United States")));
        assert_eq!(
            (capital("Pyongyang"), seat("Kremlin"), seat("the White House")),
            (Some("North Korea"), Some("Russia"), Some("United States"))
        );
    }

    #[test]
    fn a_body_is_found_under_its_short_forms_as_they_are_written() {
        let name = |words| body(words).map(|b| b.name);
        assert_eq!((name("Fed"), name("Federal Reserve")), (Some("Federal Reserve"), Some("Federal Reserve")));
        assert_eq!((name("fed"), name("Harrison Ford"), name("")), (None, None, None));
    }

    #[test]
    fn every_other_name_and_seat_belongs_to_a_country_of_the_table() {
        for row in rows(MORE_NAMES).chain(rows(METONYMS).map(|r| r.into_iter().rev().collect())) {
            let name = row.first().copied().unwrap_or("");
            assert!(rows(COUNTRIES).any(|r| r.get(2) == Some(&name)), "{name} is not in countries.tsv");
        }
    }
}
