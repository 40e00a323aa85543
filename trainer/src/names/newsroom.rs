//! Articles put together from sentences of one subject, with a cast of organisations, people and places that come again,
//! mostly under names that no list knows: what stands around a name must tell its kind.

use std::collections::BTreeMap;

use dateline::text::NameKind;

use super::coined;
use super::corpora::{Marked, Text};
use super::disguise::Pool;
use super::newswire;
use crate::dice::Dice;

const LINES: &str = include_str!("../../data/newsroom.txt");

/// The full name of somebody or something, and the name used later.
type Names = (String, String);

/// A subject: the kinds of its organisations, its headlines, its sentences.
#[derive(Default)]
struct Subject {
    kinds: Vec<&'static str>,
    headlines: Vec<&'static str>,
    lines: Vec<&'static str>,
}

/// What all subjects share, and the subjects.
fn subjects() -> (Subject, Vec<Subject>) {
    let mut subjects: Vec<Subject> = Vec::new();
    for line in LINES.lines().filter(|l| !l.is_empty()) {
        if let Some(head) = line.strip_prefix("## ") {
            subjects.push(Subject { kinds: head.split(' ').skip(1).collect(), ..Subject::default() });
        } else if let Some(subject) = subjects.last_mut() {
            match line.strip_prefix('^') {
                Some(headline) => subject.headlines.push(headline),
                None => subject.lines.push(line),
            }
        }
    }
    (subjects.remove(0), subjects)
}

/// So many articles, of all subjects in turn.
pub fn write(pool: &Pool, articles: usize, seed: u64) -> Vec<Text> {
    let (shared, subjects) = subjects();
    let mut dice = Dice(41 + seed);
    (0..articles).map(|i| article(&subjects[i % subjects.len()], &shared, pool, &mut dice)).collect()
}

fn article(subject: &Subject, shared: &Subject, pool: &Pool, dice: &mut Dice) -> Text {
    let mut text = Text { complete: true, ..Text::default() };
    let mut cast = Cast { subject, names: BTreeMap::new(), used: BTreeMap::new() };
    let mut lines: Vec<&str> = dice.order(subject.lines.len()).into_iter().map(|i| subject.lines[i]).collect();
    lines.truncate(6 + dice.below(8));
    for _ in 0..2 + dice.below(4) {
        let line = shared.lines[dice.below(shared.lines.len())];
        lines.insert(dice.below(lines.len() + 1), line);
    }
    if dice.below(2) == 0 {
        cast.line(subject.headlines[dice.below(subject.headlines.len())], pool, dice, &mut text);
        text.text.push('\n');
    }
    match dice.below(4) {
        0 => cast.line("{C1} {year}-0{n}-1{n}\n", pool, dice, &mut text),
        1 => cast.line("{C1}, {month} {n} ({agency}) - ", pool, dice, &mut text),
        _ => {}
    }
    for line in lines {
        cast.line(line, pool, dice, &mut text);
        text.text.push(if dice.below(2) == 0 || !line.ends_with('.') { '\n' } else { ' ' });
    }
    text
}

struct Cast<'a> {
    subject: &'a Subject,
    names: BTreeMap<String, Names>,
    used: BTreeMap<String, usize>,
}

impl Cast<'_> {
    fn line(&mut self, line: &str, pool: &Pool, dice: &mut Dice, text: &mut Text) {
        let chosen = choose(line, dice);
        let mut rest = chosen.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            newswire::push(before, text);
            let (slot, after) = after.split_once('}').unwrap_or((after, ""));
            let (kind, mut words) = self.draw(&slot.to_lowercase(), pool, dice);
            if slot.len() > 1 && !slot.chars().any(char::is_lowercase) {
                words = words.to_uppercase();
            } else if slot.starts_with(char::is_uppercase) {
                words = coined::capital(&words);
            }
            let start = text.text.len();
            text.text.push_str(&words);
            if let Some(kind) = kind {
                text.names.push(Marked { bytes: start..text.text.len(), kind: Some(kind) });
            }
            rest = after;
        }
        newswire::push(rest, text);
    }

    /// The words for a slot, and their kind if they are a name.
    fn draw(&mut self, slot: &str, pool: &Pool, dice: &mut Dice) -> (Option<NameKind>, String) {
        let (letter, number) = slot.split_at(1);
        let Ok(number) = number.parse::<usize>() else { return newswire::draw(slot, pool, dice) };
        // {s1} is {p1} by surname.
        let key = if letter == "s" { format!("p{number}") } else { slot.to_owned() };
        let kind = match letter {
            "p" | "s" => NameKind::Person,
            "c" | "l" | "r" => NameKind::Place,
            "x" => NameKind::Other,
            _ => NameKind::Organization,
        };
        if !self.names.contains_key(&key) {
            let org = self.subject.kinds.get(number.saturating_sub(1)).copied().unwrap_or("firm");
            let names = match letter {
                "p" | "s" => person(pool, dice),
                "c" => twice(if dice.below(4) == 0 { coined::word(dice) } else { pool.city(dice) }),
                "l" => twice(pool.country(dice)),
                "r" => twice(if dice.below(2) == 0 { coined::word(dice) } else { pool.place(dice) }),
                "k" => twice(pool.known(dice)),
                "t" => organization("club", pool, dice),
                "x" => twice(thing(dice)),
                "i" => twice(format!(
                    "{} {}",
                    coined::brand(dice),
                    ["100", "30", "500", "Average", "Index"][dice.below(5)]
                )),
                "u" => twice(format!("University of {}", pool.city(dice))),
                _ => organization(org, pool, dice),
            };
            self.names.insert(key.clone(), names);
        }
        let (full, short) = self.names.get(&key).cloned().unwrap_or_default();
        let used = self.used.entry(key).or_default();
        *used += 1;
        let is_full = match letter {
            "s" => false,
            "p" => *used == 1 || dice.below(2) == 0,
            _ => {
                if *used == 1 {
                    dice.below(2) == 0
                } else {
                    dice.below(6) == 0
                }
            }
        };
        (Some(kind), if is_full { full } else { short })
    }
}

fn twice(name: String) -> Names {
    (name.clone(), name)
}

/// One of the ways of each "[a|b]".
fn choose(line: &str, dice: &mut Dice) -> String {
    let (mut out, mut rest) = (String::new(), line);
    while let Some((before, after)) = rest.split_once('[') {
        let (choice, after) = after.split_once(']').unwrap_or((after, ""));
        let ways: Vec<&str> = choice.split('|').collect();
        out.push_str(before);
        out.push_str(ways[dice.below(ways.len())]);
        rest = after;
    }
    out.push_str(rest);
    let mut words = out.replace("  ", " ");
    for mark in [" .", " ,"] {
        words = words.replace(mark, mark.trim());
    }
    words
}

/// Families of East Asia, whose name stands first.
const FAMILIES: [&str; 32] = [
    "Kim", "Lee", "Park", "Choi", "Jung", "Kang", "Cho", "Yoon", "Jang", "Lim", "Han", "Oh", "Seo", "Shin", "Kwon",
    "Ahn", "Wang", "Li", "Zhang", "Liu", "Chen", "Yang", "Huang", "Zhao", "Wu", "Zhou", "Xu", "Tran", "Le", "Pham",
    "Vo", "Ri",
];
/// Syllables of their given names.
const SYLLABLES: [&str; 28] = [
    "jae", "min", "soo", "hyun", "young", "ho", "ji", "eun", "seok", "kyung", "chul", "hee", "dong", "sang", "wei",
    "xiao", "ming", "hua", "guo", "jing", "lan", "bao", "duc", "van", "thi", "quang", "tae", "nam",
];
const LETTERS: [&str; 12] = ["a", "b", "d", "g", "h", "j", "k", "m", "p", "r", "s", "v"];
const PARTICLES: [&str; 16] = [
    "da ", "de ", "dos ", "van ", "von ", "van der ", "de la ", "bin ", "al-", "el-", "ben ", "di ", "du ", "e ", "y ",
    "ter ",
];

fn person(pool: &Pool, dice: &mut Dice) -> Names {
    let (full, last) = pool.person(dice);
    let given = full.split(' ').next().unwrap_or("").to_owned();
    let mut one = |words: &[&'static str]| words[dice.below(words.len())];
    let initial = |letter: &str| letter.to_uppercase() + ".";
    match one(&[
        "pool", "pool", "pool", "pool", "pool", "pool", "half", "half", "coined", "coined", "east", "initials",
        "particle", "long", "alone", "day",
    ]) {
        "half" => {
            let surname = coined::word(dice);
            (format!("{given} {surname}"), surname)
        }
        "coined" => {
            let surname = coined::word(dice);
            (format!("{} {surname}", coined::word(dice)), surname)
        }
        "east" => {
            let (family, a, b) = (one(&FAMILIES), one(&SYLLABLES), one(&SYLLABLES));
            let given = match dice.below(5) {
                0 => format!("{} {}", coined::capital(a), coined::capital(b)),
                1 => coined::capital(a) + b,
                _ => format!("{}-{b}", coined::capital(a)),
            };
            (format!("{family} {given}"), family.to_owned())
        }
        "initials" => {
            let (a, b) = (initial(one(&LETTERS)), initial(one(&LETTERS)));
            let full = match dice.below(3) {
                0 => format!("{a} {b} {last}"),
                1 => format!("{a} {last}"),
                _ => format!("{given} {a} {last}"),
            };
            (full, last)
        }
        "particle" => {
            let particle = one(&PARTICLES);
            let last = if dice.below(2) == 0 { coined::word(dice) } else { last };
            let short = if dice.below(2) == 0 { last.clone() } else { format!("{particle}{last}") };
            (format!("{given} {particle}{last}"), short)
        }
        "long" => (format!("{given} {} {last}", coined::word(dice)), last),
        "alone" => twice(coined::word(dice)),
        "day" => {
            let given = one(&["April", "May", "June", "August", "Tuesday", "January"]);
            (format!("{given} {last}"), last)
        }
        _ => (full, last),
    }
}

/// What a firm sells, or a ship.
fn thing(dice: &mut Dice) -> String {
    let word = coined::brand(dice);
    let word = match dice.below(4) {
        0 => ["i", "e", "my"][dice.below(3)].to_owned() + &word,
        _ => word,
    };
    let more = ["Store", "Music Store", "Book Store", "Phone", "Pad", "Player", "Pro", "Mini", "Air", "Cloud", "Max"];
    match dice.below(6) {
        0 => word,
        1 => format!("{word} {}", 1 + dice.below(9)),
        2 => format!("{word} {}", coined::plain(dice)),
        3 => format!("{word} {} {}", ["X", "S", "V", "Pro"][dice.below(4)], coined::plain(dice)),
        _ => format!("{word} {}", more[dice.below(more.len())]),
    }
}

/// A word that can stand alone for an organisation: mostly coined, sometimes a surname or a place.
fn stem(pool: &Pool, dice: &mut Dice) -> String {
    match dice.below(10) {
        0 => pool.person(dice).1,
        1 => pool.place(dice),
        2 => pool.company(dice),
        _ => coined::brand(dice),
    }
}

fn organization(kind: &str, pool: &Pool, dice: &mut Dice) -> Names {
    let one = |words: &str, dice: &mut Dice| {
        let words: Vec<&str> = words.split(' ').collect();
        words[dice.below(words.len())].replace('_', " ")
    };
    let word = stem(pool, dice);
    let after = |words: &str, dice: &mut Dice| (format!("{word} {}", one(words, dice)), word.clone());
    let before = |words: &str, dice: &mut Dice| (format!("{} {word}", one(words, dice)), word.clone());
    let alone = dice.below(3) == 0;
    match kind {
        _ if alone && !matches!(kind, "ministry" | "university" | "known") => twice(word),
        "airline" => match dice.below(3) {
            0 => before("Air Aero Fly Avia Aerolíneas Líneas_Aéreas Royal", dice),
            _ => after("Airlines Airways Air Aviation Airlines_Ltd Air_Lines", dice),
        },
        "bank" => match dice.below(3) {
            0 => before("Bank Banca Banco Banque Banka Crédit Caja Bank_of Kredit", dice),
            _ => after(
                "Bank Banking_Group Financial Capital Securities Trust Finance Insurance Investments Partners Savings \
                 Asset_Management Assurance Life Markets Mutual Research Bancorp",
                dice,
            ),
        },
        "family" => {
            let (a, b) = (pool.person(dice).1, pool.person(dice).1);
            let full = match dice.below(3) {
                0 => format!("{a} & {b}"),
                1 => format!("{a} Brothers"),
                _ => format!("{a} and Sons"),
            };
            (full, a)
        }
        "party" => match dice.below(4) {
            0 => twice(pool.body(dice)),
            1 => after("Party Movement Alliance Bloc", dice),
            _ => (
                format!(
                    "{} {}",
                    one(
                        "National Democratic Liberal People's Socialist Green Republican Workers Popular Christian",
                        dice
                    ),
                    one("Party Front Union Alliance Movement Congress League Coalition Bloc Democrats", dice)
                ),
                word,
            ),
        },
        "group" => match dice.below(3) {
            0 => after("Brigade Army Front Liberation_Army Brigades Movement Militia Resistance", dice),
            1 => before("Jaish Harakat Jamaat Lashkar Hizb Ansar Fronte Frente Mouvement", dice),
            _ => twice(word),
        },
        "ministry" => {
            let field = one("Defence Foreign Interior Finance Health Justice Energy Trade Agriculture Transport", dice);
            match dice.below(5) {
                0 => twice(format!("Ministry of {field}")),
                1 => twice(format!("{field} Ministry")),
                2 => twice(format!("Department of {field}")),
                3 => twice(pool.known(dice)),
                _ => twice(format!(
                    "{} {} {}",
                    one("Federal National State Central Supreme", dice),
                    one("Election Audit Competition Energy Statistics Railway Securities Trade Civil_Aviation", dice),
                    one("Commission Office Authority Agency Board Council Court Service", dice)
                )),
            }
        }
        "agency" => match dice.below(5) {
            0 => twice(pool.body(dice)),
            4 => {
                let field = one("Space Remote_Sensing Cancer Weather Geological Polar Film Heart Opera Language", dice);
                let body = one("Centre Center Agency Institute Survey Museum Foundation Society Council", dice);
                let nation = if dice.below(3) == 0 { "National".to_owned() } else { pool.nation(dice) };
                twice(format!("{nation} {field} {body}"))
            }
            1 => before("Agence Institut Fundación Centre_for Médecins Action", dice),
            _ => after(
                "Institute Foundation Relief Agency Research Laboratories Space_Agency Observatory Hospital",
                dice,
            ),
        },
        "university" => match dice.below(3) {
            0 => {
                let city = pool.city(dice);
                twice(format!("University of {city}"))
            }
            1 => {
                let city = pool.city(dice);
                twice(format!("{city} University"))
            }
            _ => after("University College Polytechnic Institute_of_Technology Medical_School State_University", dice),
        },
        "paper" => match dice.below(3) {
            0 => before(
                "La El Die Il O Le Radio TV Diario Jornal_do Gazeta Corriere Neue La_Voz_de Giornale_di Daily The",
                dice,
            ),
            _ => after("Times Post Herald Daily_News Gazette Zeitung Tribune Echo TV Radio News_Agency", dice),
        },
        "union" => match dice.below(3) {
            0 => before("Sindicato Verband CGT Confederación Syndicat Federazione Solidarność", dice),
            _ => after("Union Workers_Union Federation Pilots_Association", dice),
        },
        "league" => twice(one(
            "FIFA UEFA Football_Association International_Olympic_Committee Football_League Tennis_Federation IAAF",
            dice,
        )),
        "known" => twice(pool.known(dice)),
        "club" => {
            let city = if dice.below(3) == 0 { word } else { pool.city(dice) };
            match dice.below(6) {
                0 => (format!("{city} {}", one("United City Rovers Athletic FC Wanderers County Town", dice)), city),
                1 => (
                    format!(
                        "{} {city}",
                        one("Real Sporting Dynamo FC Racing Inter Spartak Deportivo AC Lokomotiv", dice)
                    ),
                    city,
                ),
                2 => {
                    let nick = newswire::NICKS[dice.below(newswire::NICKS.len())].to_owned();
                    (format!("{city} {nick}"), nick)
                }
                _ => twice(city),
            }
        }
        _ => match dice.below(6) {
            0 => before(
                "Grupo Groupe Compañía Società Gebrüder Petro Tata Perusahaan Cementos Minera Compagnie Editora Energía Aceros \
                 Ferrocarriles Stahlwerke Kraftwerke Usinas Société Papelera Autostrade Zavod Telekom Maison Casa Kereta",
                dice,
            ),
            1 => after("Inc. Corp. Corp Inc AG plc Ltd Co. SA GmbH NV SpA Oyj AB", dice),
            _ => after(
                "Holdings Group Industries Steel Foods Motors Energy Electronics Pharmaceuticals Technologies Systems \
                 Chemicals Cement Oil Petroleum Mining Brewery Media Software Telecom Partners Laboratories Shipping \
                 Resources Stores Yards Mining Cement Engineering Semiconductor Retail International Communications Power Gold Paper",
                dice,
            ),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_slot_of_every_subject_is_filled_and_its_name_marked() {
        let texts = write(&Pool::sample(), 60, 0);
        assert_eq!(texts.len(), 60);
        for text in texts {
            assert!(!text.text.contains(['{', '}', '[', ']', '|']), "{}", text.text);
            assert!(text.names.len() > 4, "{}", text.text);
            for name in &text.names {
                let words = &text.text[name.bytes.clone()];
                assert!(!words.is_empty() && words == words.trim(), "'{words}'");
            }
        }
    }
}
