//! Builds the table of words: classes, and in which names a word is usual.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result};
use dateline::text::NameKind;
use dateline::text::words::{WordTable, key, mark};

use super::{corpora, disguise};
use crate::conllu;

const CLASSES: &str = include_str!("../../data/word_classes.tsv");
const PLACES: &str = include_str!("../../data/places.txt");
const COMPANIES: &str = include_str!("../../data/companies.txt");
const COUNTRIES: &str = include_str!("../../../data/world/countries.tsv");
const MORE_NAMES: &str = include_str!("../../../data/world/more_names.tsv");
const TITLES: &str = include_str!("../../../data/en/text/titles.txt");
const REGIONS: &str = include_str!("../../../data/en/text/places.txt");
const CALENDAR: &str = "january february march april may june july august september october november december jan feb \
    mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed \
    thu thur thurs fri sat sun";

#[derive(Default)]
struct Table {
    marks: BTreeMap<String, u16>,
    phrases: BTreeMap<String, u16>,
}

impl Table {
    fn word(&mut self, word: &str, mark: u16) {
        if word.chars().count() > 1 {
            *self.marks.entry(word.to_lowercase()).or_default() |= mark;
        }
    }

    /// A name of one word, or a phrase.
    fn name(&mut self, name: &str, mark: u16) {
        let words: Vec<String> = tokens(name);
        match words.as_slice() {
            [] => {}
            [word] => self.word(word, mark),
            [first, ..] => {
                self.word(first, mark::OPENS);
                *self.phrases.entry(join(&words)).or_default() |= mark;
            }
        }
    }
}

/// The words of a name as the tokenizer cuts them, in lower case.
fn tokens(name: &str) -> Vec<String> {
    let mut ranges = Vec::new();
    dateline::text::tokens::tokenize(name, 0, &mut ranges);
    ranges.into_iter().filter_map(|r| name.get(r)).map(str::to_lowercase).collect()
}

/// As the program joins them when it looks for phrases.
fn join(words: &[String]) -> String {
    let mut phrase = String::new();
    for word in words {
        if !phrase.is_empty() && word != "." && !word.starts_with('\'') {
            phrase.push(' ');
        }
        phrase.push_str(word);
    }
    phrase
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|l| !l.starts_with('#')).skip(1).map(|l| l.split('\t').collect())
}

/// The table from the lists in the repository, the officials, the labels of WikiANN, and the words of the treebanks.
pub fn build(folder: &Path) -> Result<WordTable> {
    let mut table = Table::default();
    for place in PLACES.lines() {
        table.name(place, mark::PLACE);
    }
    for place in REGIONS.lines().filter(|l| !l.starts_with('#')).flat_map(|l| l.split(';')) {
        table.name(place.trim(), mark::PLACE);
    }
    disguise::known().for_each(|o| table.name(o, mark::ORGANIZATION));
    for company in COMPANIES.lines() {
        table.name(company, mark::ORGANIZATION);
    }
    for row in rows(COUNTRIES) {
        let &[_, _, name, official, others, demonyms, capitals, ..] = row.as_slice() else { continue };
        for n in [name, official].into_iter().chain(others.split('|')).filter(|n| n.len() > 2) {
            table.name(n, mark::COUNTRY);
        }
        demonyms.split('|').for_each(|d| table.name(d, mark::DEMONYM));
        capitals.split('|').for_each(|c| table.name(c, mark::PLACE));
    }
    for row in rows(MORE_NAMES) {
        let &[_, names, demonyms] = row.as_slice() else { continue };
        names.split('|').for_each(|n| table.name(n, mark::COUNTRY));
        demonyms.split('|').for_each(|d| table.name(d, mark::DEMONYM));
    }
    TITLES
        .lines()
        .filter(|l| !l.starts_with('#'))
        .flat_map(|l| l.split(';'))
        .for_each(|t| table.word(t.trim(), mark::TITLE));
    CALENDAR.split_whitespace().for_each(|w| table.word(w, mark::CALENDAR));
    people(&mut table, folder)?;
    labels(&mut table, folder)?;
    common(&mut table, folder)?;
    let mut coarse = vec![0];
    let mut words: BTreeMap<u32, (u16, u16)> = table.marks.iter().map(|(w, m)| (key(w), (0, *m))).collect();
    for (fine, line) in CLASSES.lines().enumerate() {
        let (group, members) = line.split_once('\t').unwrap_or(("0", line));
        coarse.push(group.parse::<u8>()? + 1);
        for word in members.split(' ') {
            words.entry(key(word)).or_default().0 = fine as u16 + 1;
        }
    }
    let phrases = table.phrases.iter().map(|(p, m)| (key(p), *m)).collect();
    Ok(WordTable::new(&words, &phrases, coarse))
}

/// Given names and surnames of people who held office all over the world.
fn people(table: &mut Table, folder: &Path) -> Result<()> {
    let path = folder.join("../knowledge/officials.tsv");
    let content = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let mut counts: BTreeMap<String, [u32; 2]> = BTreeMap::new();
    for line in content.lines().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let Some(name) = columns.first() else { continue };
        let surname_first =
            matches!(columns.get(1).copied().unwrap_or(""), "CHN" | "KOR" | "PRK" | "VNM" | "TWN" | "HKG");
        let words: Vec<&str> = name.split_whitespace().filter(|w| w.chars().count() > 1 && !w.ends_with('.')).collect();
        let [first, .., last] = words.as_slice() else { continue };
        let (given, surname) = if surname_first { (last, first) } else { (first, last) };
        counts.entry(given.to_lowercase()).or_default()[0] += 1;
        counts.entry(surname.to_lowercase()).or_default()[1] += 1;
    }
    for (word, [given, surname]) in counts {
        if given > 1 && given * 3 >= surname {
            table.word(&word, mark::GIVEN);
        }
        if surname > 0 && surname * 3 >= given {
            table.word(&word, mark::SURNAME);
        }
    }
    Ok(())
}

/// Words of the names that WikiANN marks; its sentences train nothing.
fn labels(table: &mut Table, folder: &Path) -> Result<()> {
    let mut counts: BTreeMap<String, [u32; 6]> = BTreeMap::new();
    for text in corpora::iob(&folder.join("ner/wikiann-en.iob2"))? {
        for name in &text.names {
            let words = tokens(&text.text[name.bytes.clone()]);
            let words: Vec<&String> =
                words.iter().filter(|w| w.chars().all(char::is_alphabetic) && w.len() > 1).collect();
            match name.kind {
                Some(NameKind::Place) if words.len() > 1 => table.name(&text.text[name.bytes.clone()], mark::PLACE),
                Some(NameKind::Organization) if words.len() > 1 => {
                    table.name(&text.text[name.bytes.clone()], mark::ORGANIZATION);
                }
                _ => {}
            }
            let kind = match name.kind {
                Some(NameKind::Person) => 0,
                Some(NameKind::Place) => 1,
                _ => 2,
            };
            for (i, word) in words.iter().enumerate() {
                let slot = match (kind, words.len()) {
                    (0, _) => usize::from(i > 0),
                    (1, 1) => 2,
                    (1, _) => 3,
                    (_, 1) => 4,
                    _ => 5,
                };
                counts.entry((*word).clone()).or_default()[slot] += 1;
            }
        }
    }
    let marks = [mark::GIVEN, mark::SURNAME, mark::PLACE, mark::IN_PLACE, mark::ORGANIZATION, mark::IN_ORGANIZATION];
    let least = [2, 1, 1, 4, 1, 4];
    for (word, counts) in counts {
        let all: u32 = counts.iter().sum();
        for (slot, count) in counts.iter().enumerate() {
            if *count >= least[slot] && count * 3 >= all {
                table.word(&word, marks[slot]);
            }
        }
    }
    Ok(())
}

/// Words that the treebanks write with a small letter as a rule.
fn common(table: &mut Table, folder: &Path) -> Result<()> {
    let mut counts: BTreeMap<String, [u32; 2]> = BTreeMap::new();
    let mut sentences = conllu::read(&folder.join("ewt/train.conllu"))?;
    sentences.extend(conllu::read(&folder.join("gum/train"))?);
    for sentence in sentences {
        for row in sentence.iter().skip(1).filter(|r| r.word.chars().all(char::is_alphabetic)) {
            counts.entry(row.word.to_lowercase()).or_default()
                [usize::from(row.word.chars().any(char::is_uppercase))] += 1;
        }
    }
    let known: BTreeSet<String> = table.marks.keys().cloned().collect();
    for (word, [small, capital]) in counts {
        if small >= 2 + 2 * u32::from(known.contains(&word)) && small > capital * 4 {
            table.word(&word, mark::COMMON);
        }
    }
    Ok(())
}
