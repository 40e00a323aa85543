//! Copies of texts with other names or other capitals, so that the context is learned and not the names.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use dateline::text::NameKind;

use super::coined;
use super::corpora::{self, Marked, Text};
use crate::dice::Dice;

/// Organisations that news of all countries name.
pub fn known() -> impl Iterator<Item = &'static str> {
    let lines = include_str!("../../data/bodies.txt").lines().filter(|l| !l.starts_with('#'));
    lines.flat_map(|l| l.split(';')).map(str::trim)
}

/// Words of parties, authorities and unions.
const BODIES: [&str; 16] = [
    "Party",
    "Ministry",
    "Union",
    "Front",
    "Agency",
    "Council",
    "Court",
    "Bank",
    "Fund",
    "Commission",
    "Committee",
    "Federation",
    "Association",
    "Authority",
    "Movement",
    "Institute",
];

/// Names to put in the place of others.
pub struct Pool {
    people: Vec<(String, String)>,
    places: Vec<String>,
    countries: Vec<String>,
    organizations: Vec<String>,
    companies: Vec<String>,
    cities: Vec<String>,
    nations: Vec<String>,
    bodies: Vec<String>,
    known: Vec<String>,
}

impl Pool {
    /// From the officials of the world, the lists of places and companies, and the labels of WikiANN.
    pub fn read(folder: &Path) -> Result<Self> {
        let path = folder.join("../knowledge/officials.tsv");
        let content = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        let person = |line: &str| {
            let name = line.split('\t').next()?;
            let plain = name.chars().all(|c| c.is_alphabetic() || " -.'".contains(c));
            let last = name.split_whitespace().next_back()?;
            let words = name.split_whitespace().count();
            (plain && (2..4).contains(&words)).then(|| (name.to_owned(), last.to_owned()))
        };
        let mut organizations = Vec::new();
        for text in corpora::iob(&folder.join("ner/wikiann-en.iob2"))? {
            for name in text.names.iter().filter(|n| n.kind == Some(NameKind::Organization)) {
                let words = &text.text[name.bytes.clone()];
                if words.starts_with(char::is_uppercase)
                    && words.chars().all(|c| c.is_alphanumeric() || " .&-'".contains(c))
                {
                    organizations.push(words.to_owned());
                }
            }
        }
        let rows = || include_str!("../../../data/world/countries.tsv").lines().filter(|l| !l.starts_with('#')).skip(1);
        let column = |n: usize| rows().filter_map(move |l| l.split('\t').nth(n)).flat_map(|c| c.split('|'));
        let filled = |n: usize| column(n).filter(|c| !c.is_empty()).map(str::to_owned).collect::<Vec<_>>();
        let regions = include_str!("../../../data/en/text/places.txt").lines().filter(|l| !l.starts_with('#'));
        let regions = regions.flat_map(|l| l.split(';')).map(|r| r.trim().to_owned()).filter(|r| !r.is_empty());
        let body = |o: &&String| {
            let words: Vec<&str> = o.split(' ').collect();
            words.len() > 1 && words.iter().any(|w| BODIES.contains(w))
        };
        Ok(Self {
            people: content.lines().skip(1).filter_map(person).collect(),
            places: include_str!("../../data/places.txt").lines().map(str::to_owned).collect(),
            countries: filled(2),
            cities: filled(6).into_iter().chain(regions).collect(),
            nations: filled(5),
            known: known().map(str::to_owned).collect(),
            bodies: organizations.iter().filter(body).cloned().collect(),
            organizations,
            companies: include_str!("../../data/companies.txt").lines().map(str::to_owned).collect(),
        })
    }

    #[cfg(test)]
    pub fn sample() -> Self {
        let some = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
        Self {
            people: vec![("Ada Moreau".into(), "Moreau".into()), ("Ngozi Abara".into(), "Abara".into())],
            places: some(&["Zinder", "Turku"]),
            countries: some(&["Niger", "Finland"]),
            organizations: some(&["Turku Rowing Club", "Zinder Farmers Union"]),
            companies: some(&["Nokia"]),
            cities: some(&["Niamey"]),
            nations: some(&["Finnish"]),
            bodies: some(&["Zinder Farmers Union"]),
            known: some(&["United Nations"]),
        }
    }

    /// A person's full name and surname.
    pub fn person(&self, dice: &mut Dice) -> (String, String) {
        self.people[dice.below(self.people.len())].clone()
    }

    /// A country in the short form that news use.
    pub fn country(&self, dice: &mut Dice) -> String {
        self.countries[dice.below(self.countries.len())].clone()
    }

    /// Any city or region.
    pub fn place(&self, dice: &mut Dice) -> String {
        self.places[dice.below(self.places.len())].clone()
    }

    /// A large city or a capital, or else any.
    pub fn city(&self, dice: &mut Dice) -> String {
        if dice.below(3) > 0 { self.cities[dice.below(self.cities.len())].clone() } else { self.place(dice) }
    }

    /// The adjective of a country.
    pub fn nation(&self, dice: &mut Dice) -> String {
        self.nations[dice.below(self.nations.len())].clone()
    }

    /// A company without its legal form.
    pub fn company(&self, dice: &mut Dice) -> String {
        self.companies[dice.below(self.companies.len())].clone()
    }

    /// A party, ministry, club ...: an organisation of several words.
    pub fn body(&self, dice: &mut Dice) -> String {
        self.bodies[dice.below(self.bodies.len())].clone()
    }

    /// An organisation that news of all countries name.
    pub fn known(&self, dice: &mut Dice) -> String {
        self.known[dice.below(self.known.len())].clone()
    }

    fn is_country(&self, name: &str) -> bool {
        self.countries.iter().any(|c| c == name)
    }
}

/// The text with each name replaced by another of its kind, the same for the same name; of a hundred of one word so many
/// are `coined`.
pub fn other_names(text: &Text, pool: &Pool, coined: usize, dice: &mut Dice) -> Text {
    let mut people: BTreeMap<String, (String, String)> = BTreeMap::new();
    let mut others: BTreeMap<String, String> = BTreeMap::new();
    let mut copy = Text { complete: text.complete, ..Text::default() };
    let mut at = 0;
    for name in &text.names {
        let words = text.text[name.bytes.clone()].to_owned();
        let new = match name.kind {
            Some(NameKind::Person) if words.starts_with(char::is_uppercase) => {
                let last = words.split_whitespace().next_back().unwrap_or("").to_owned();
                let mut draw = || {
                    let (full, last) = pool.people[dice.below(pool.people.len())].clone();
                    let given = full.split(' ').next().unwrap_or("").to_owned();
                    if dice.below(100) >= coined {
                        return (full, last);
                    }
                    let surname = coined::word(dice);
                    (format!("{given} {surname}"), surname)
                };
                let person = people.entry(last).or_insert_with(&mut draw);
                if words.contains(' ') { person.0.clone() } else { person.1.clone() }
            }
            Some(NameKind::Place) if pool.is_country(&words) => {
                others.entry(words).or_insert_with(|| pool.countries[dice.below(pool.countries.len())].clone()).clone()
            }
            Some(NameKind::Place) if !words.contains(' ') && words.starts_with(char::is_uppercase) => {
                let mut draw = || {
                    let coin = dice.below(100) < coined;
                    if coin { coined::word(dice) } else { pool.places[dice.below(pool.places.len())].clone() }
                };
                others.entry(words).or_insert_with(&mut draw).clone()
            }
            Some(NameKind::Organization)
                if !words.contains(' ') && words.starts_with(char::is_uppercase) && dice.below(100) < coined =>
            {
                others.entry(words).or_insert_with(|| coined::brand(dice)).clone()
            }
            Some(NameKind::Organization) if words.starts_with(char::is_uppercase) && dice.below(2) == 0 => {
                let from =
                    if words.contains(' ') || dice.below(2) == 0 { &pool.organizations } else { &pool.companies };
                let fits = |n: &&String| n.contains(' ') == words.contains(' ');
                let start = dice.below(from.len());
                let new = from[start..].iter().find(fits).unwrap_or(&words).clone();
                others.entry(words).or_insert(new).clone()
            }
            _ => words,
        };
        if name.bytes.start < at {
            continue;
        }
        copy.text.push_str(&text.text[at..name.bytes.start]);
        let start = copy.text.len();
        copy.text.push_str(&new);
        copy.names.push(Marked { bytes: start..copy.text.len(), kind: name.kind });
        at = name.bytes.end;
    }
    copy.text.push_str(&text.text[at..]);
    copy
}

/// The text with some lines in capitals and some with a capital on each word, as headlines have them.
pub fn shout(text: &Text, dice: &mut Dice) -> Text {
    let mut copy = Text { text: String::new(), ..text.clone() };
    for line in text.text.split_inclusive('\n') {
        match dice.below(6) {
            0 => copy.text.push_str(&line.to_ascii_uppercase()),
            1 => {
                let mut begins = true;
                for c in line.chars() {
                    copy.text.push(if begins { c.to_ascii_uppercase() } else { c });
                    begins = c == ' ';
                }
            }
            _ => copy.text.push_str(line),
        }
    }
    copy
}
