//! Texts in the manner of news agencies, made from lines written for this project and names from the pool: datelines,
//! results and tables, companies, parties, all of which the corpora hardly have.

use std::sync::LazyLock;

use dateline::text::NameKind;

use super::corpora::{Marked, Text};
use super::disguise::Pool;
use crate::dice::Dice;

const LINES: &str = include_str!("../../data/newswire.txt");
const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 8] = ["January", "February", "April", "June", "August", "September", "October", "December"];
const FORMS: [&str; 12] =
    ["Inc.", "Corp.", "Corp", "Inc", "AG", "plc", "Ltd", "Co.", "SA", "Group", "Holdings", "GmbH"];
const AGENCIES: [&str; 6] = ["Reuters", "AP", "AFP", "Xinhua", "Interfax", "Reuter"];

const EVENTS: [&str; 10] = [
    "World Cup",
    "Davis Cup",
    "Olympics",
    "Champions League",
    "UEFA Cup",
    "Tour de France",
    "Super Bowl",
    "Wimbledon",
    "Asian Games",
    "Premier League",
];
/// Names of teams that a city comes before or not.
pub(super) const NICKS: [&str; 24] = [
    "Falcons",
    "Miners",
    "Tigers",
    "Lions",
    "Wolves",
    "Pirates",
    "Kings",
    "Rangers",
    "Bears",
    "Hawks",
    "Giants",
    "Sharks",
    "Rockets",
    "Saints",
    "Comets",
    "Grays",
    "White Caps",
    "Mariners",
    "Steelers",
    "Senators",
    "Oilers",
    "Suns",
    "Cowboys",
    "Dragons",
];

/// What people do.
static TRADES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let nouns = include_str!("../../../data/en/actors/nouns.toml").split_once("person = [").map_or("", |s| s.1);
    let list = nouns.split_once(']').map_or("", |s| s.0);
    list.split('"').skip(1).step_by(2).filter(|word| word.chars().all(char::is_alphabetic)).collect()
});

fn plural(word: &str) -> String {
    match word.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None if word.ends_with("man") => word.replace("man", "men"),
        None if word.ends_with(['s', 'h']) => format!("{word}es"),
        None => format!("{word}s"),
    }
}

/// Each article so many times with other names.
pub fn write(pool: &Pool, times: usize, seed: u64) -> Vec<Text> {
    let mut dice = Dice(23 + seed);
    let lines = LINES.lines().filter(|l| !l.starts_with('#')).collect::<Vec<_>>().join("\n");
    let mut texts = Vec::new();
    for _ in 0..times {
        for article in lines.split("\n\n") {
            let mut text = Text { complete: true, ..Text::default() };
            article.lines().for_each(|line| fill(line, pool, &mut dice, &mut text));
            texts.push(text);
        }
    }
    texts
}

fn fill(line: &str, pool: &Pool, dice: &mut Dice, text: &mut Text) {
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('{') {
        push(before, text);
        let (slot, after) = after.split_once('}').unwrap_or((after, ""));
        let (kind, mut words) = draw(&slot.to_lowercase(), pool, dice);
        if slot.len() > 1 && !slot.chars().any(char::is_lowercase) {
            words = words.to_uppercase();
        }
        let start = text.text.len();
        text.text.push_str(&words);
        if let Some(kind) = kind {
            text.names.push(Marked { bytes: start..text.text.len(), kind: Some(kind) });
        }
        rest = after;
    }
    push(rest, text);
    text.text.push('\n');
}

/// The lines stand as tokens; texts have no space before a comma.
pub(super) fn push(words: &str, text: &mut Text) {
    let mut words = words.to_owned();
    for mark in [",", ".", ";", ":", ")", "'s", "%"] {
        words = words.replace(&format!(" {mark}"), mark);
    }
    text.text.push_str(&words.replace("( ", "("));
}

pub(super) fn draw(slot: &str, pool: &Pool, dice: &mut Dice) -> (Option<NameKind>, String) {
    use NameKind::{Organization, Other, Person, Place};
    let mut one = |words: &[&str]| words[dice.below(words.len())].to_owned();
    match slot {
        "n" => (None, one(&["1", "2", "3", "4", "5", "6", "7", "8", "9"])),
        "year" => (None, one(&["1996", "1997", "2003", "2008", "2015", "2019"])),
        "day" => (None, one(&DAYS)),
        "month" => (None, one(&MONTHS)),
        "initial" => (None, one(&["A", "B", "D", "J", "M", "R", "S", "T"])),
        "agency" => (Some(Organization), one(&AGENCIES)),
        "exchange" => (None, one(&["blue-chip", "main", "benchmark", "all-share"])),
        "acronym" => {
            (Some(Organization), (0..3 + dice.below(2)).map(|_| (b'A' + dice.below(26) as u8) as char).collect())
        }
        "person" => (Some(Person), pool.person(dice).0),
        "surname" => (Some(Person), pool.person(dice).1),
        "country" => (Some(Place), pool.country(dice)),
        "city" => (Some(Place), pool.city(dice)),
        "place" => (Some(Place), if dice.below(3) == 0 { pool.country(dice) } else { pool.place(dice) }),
        "nation" => (None, pool.nation(dice)),
        "trade" => (None, one(&TRADES)),
        "trades" => (None, plural(&one(&TRADES))),
        "number" => (None, one(&["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve"])),
        "company" => (Some(Organization), pool.company(dice)),
        "firm" => {
            let form = FORMS[dice.below(FORMS.len())];
            (Some(Organization), format!("{} {form}", pool.company(dice)))
        }
        "body" => (Some(Organization), pool.body(dice)),
        "known" => (Some(Organization), pool.known(dice)),
        "team" => {
            let city = pool.city(dice);
            let name = match dice.below(7) {
                2 => format!("{city} {}", NICKS[dice.below(NICKS.len())]),
                0 => format!("{city} {}", ["United", "City", "Rovers", "Athletic", "FC", "Wanderers"][dice.below(6)]),
                1 => format!("{} {city}", ["Real", "Sporting", "Dynamo", "FC", "Racing", "Inter"][dice.below(6)]),
                _ => city,
            };
            (Some(Organization), name)
        }
        "nick" => (Some(Organization), one(&NICKS)),
        "event" => {
            let event = ["Open", "Grand Prix", "Masters", "Cup", "Marathon", "Championships", "Games"][dice.below(7)];
            let name = match dice.below(5) {
                0 => pool.country(dice),
                1 => pool.city(dice),
                2 => pool.nation(dice),
                3 => pool.company(dice),
                _ => return (Some(Other), EVENTS[dice.below(EVENTS.len())].to_owned()),
            };
            (Some(Other), format!("{name} {event}"))
        }
        _ => (None, String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_slot_of_the_lines_is_filled_and_marked_where_its_name_stands() {
        let pool = Pool::sample();
        let texts = write(&pool, 1, 0);
        assert!(texts.len() >= 10);
        for text in texts {
            assert!(!text.text.contains(['{', '}']), "{}", text.text);
            for name in &text.names {
                let words = &text.text[name.bytes.clone()];
                assert!(!words.is_empty() && words == words.trim(), "'{words}'");
            }
        }
    }
}
