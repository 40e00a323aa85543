//! Sentences made up after a grammar of what news write, each with its tree: names with what explains them, lists of
//! subjects, what was said, clauses beside clauses. Treebanks of the web have few of these.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail, ensure};
use dateline::text::{Penn, Rel, Upos};

use crate::conllu::Row;
use crate::dice::Dice;
use crate::names::{Pool, coined};

const GRAMMAR: &str = include_str!("../../data/sentences.txt");

/// A phrase may hold others to this depth; beyond it the first rule is taken, which is the plainest.
const DEPTH: usize = 14;

/// Longest sentence in words; longer ones are made anew.
const LONGEST: usize = 60;

struct Grammar<'a> {
    words: BTreeMap<&'a str, (Upos, Penn, Vec<&'a str>)>,
    verbs: BTreeMap<&'a str, Vec<&'a str>>,
    rules: BTreeMap<&'a str, Vec<Rule<'a>>>,
}

/// One way to write a phrase.
struct Rule<'a> {
    rel: Option<Rel>,
    times: usize,
    items: Vec<Item<'a>>,
}

struct Item<'a> {
    is_head: bool,
    /// Of 100 cases.
    chance: usize,
    what: What<'a>,
    rel: Option<Rel>,
}

enum What<'a> {
    Phrase(&'a str),
    Word(&'a str, Upos, Penn),
}

/// Words with heads among themselves; one of them has none.
struct Phrase {
    rows: Vec<Row>,
    head: usize,
    /// How it hangs on others where these do not say: as its rule has it, or else as its head does.
    rel: Option<Rel>,
}

impl Phrase {
    fn word(word: &str, upos: Upos, penn: Penn) -> Self {
        let row = Row { word: word.to_owned(), upos, penn, head: None, rel: Rel::Root };
        Self { rows: vec![row], head: 0, rel: None }
    }

    /// A name: the first of its words is the head of a person's, the last of all others.
    fn name(name: &str, person: bool) -> Self {
        let words: Vec<&str> = name.split(' ').collect();
        let head = if person { 0 } else { words.len() - 1 };
        let rel = if person { Rel::Flat } else { Rel::Compound };
        let row = |(i, word): (usize, &&str)| Row {
            word: (*word).to_owned(),
            upos: Upos::Propn,
            penn: Penn::Nnp,
            head: (i != head).then_some(head),
            rel: if i == head { Rel::Root } else { rel },
        };
        Self { rows: words.iter().enumerate().map(row).collect(), head, rel: None }
    }
}

/// So many sentences; a twelfth are headlines.
pub fn write(pool: &Pool, count: usize) -> Result<Vec<Vec<Row>>> {
    let grammar = Grammar::read(GRAMMAR)?;
    let mut dice = Dice(97);
    (0..count).map(|i| grammar.sentence(if i % 12 == 0 { "HEADLINE" } else { "S" }, pool, &mut dice)).collect()
}

impl<'a> Grammar<'a> {
    fn read(text: &'a str) -> Result<Self> {
        let mut grammar = Self { words: BTreeMap::new(), verbs: BTreeMap::new(), rules: BTreeMap::new() };
        for line in text.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
            grammar.line(line).with_context(|| format!("in the line '{line}'"))?;
        }
        Ok(grammar)
    }

    fn line(&mut self, line: &'a str) -> Result<()> {
        if let Some((head, items)) = line.split_once(" = ") {
            let (symbol, times) = match head.split_once(" x") {
                Some((symbol, times)) => (symbol, times.parse()?),
                None => (head, 1),
            };
            let (symbol, rel) = relation(symbol)?;
            let items = items.split(' ').map(item).collect::<Result<Vec<_>>>()?;
            ensure!(items.iter().filter(|i| i.is_head).count() == 1, "a rule has one head");
            self.rules.entry(symbol).or_default().push(Rule { rel, times, items });
            return Ok(());
        }
        let (head, words) = line.split_once(" : ").context("neither a rule nor a list")?;
        let words: Vec<&str> = words.split(' ').collect();
        match head.split(' ').collect::<Vec<_>>().as_slice() {
            [name, "verbs"] => {
                self.verbs.insert(name, words);
            }
            [name, upos, penn] => {
                let tags = (upos.parse().ok().context("no part of speech")?, penn.parse().ok().context("no tag")?);
                self.words.insert(name, (tags.0, tags.1, words));
            }
            _ => bail!("a list has a name and tags"),
        }
        Ok(())
    }

    fn sentence(&self, symbol: &str, pool: &Pool, dice: &mut Dice) -> Result<Vec<Row>> {
        loop {
            let mut rows = self.phrase(symbol, pool, dice, 0)?.rows;
            tidy(&mut rows);
            if rows.len() <= LONGEST {
                return Ok(rows);
            }
        }
    }

    fn phrase(&self, symbol: &str, pool: &Pool, dice: &mut Dice, depth: usize) -> Result<Phrase> {
        let mut one = |words: &[&'a str]| words[dice.below(words.len())];
        if let Some((upos, penn, words)) = self.words.get(symbol) {
            return Ok(Phrase::word(one(words), *upos, *penn));
        }
        if let Some((verbs, form)) = symbol.split_once('.').filter(|(v, _)| self.verbs.contains_key(v)) {
            let penn = form.parse().ok().with_context(|| format!("'{form}' is no form of a verb"))?;
            return Ok(Phrase::word(&inflect(one(&self.verbs[verbs]), penn), Upos::Verb, penn));
        }
        if let Some(phrase) = drawn(symbol, pool, dice) {
            return Ok(phrase);
        }
        let rules = self.rules.get(symbol).with_context(|| format!("nothing is called '{symbol}'"))?;
        let mut at = dice.below(rules.iter().map(|r| r.times).sum());
        let rule = rules.iter().find(|r| {
            let here = at < r.times;
            at = at.saturating_sub(r.times);
            here
        });
        let rule = rule.filter(|_| depth < DEPTH).unwrap_or(&rules[0]);
        let mut rows: Vec<Row> = Vec::new();
        let (mut head, mut rel, mut hung) = (0, rule.rel, Vec::new());
        for item in &rule.items {
            if dice.below(100) >= item.chance {
                continue;
            }
            let phrase = match item.what {
                What::Word(word, upos, penn) => Phrase::word(word, upos, penn),
                What::Phrase(symbol) => self.phrase(symbol, pool, dice, depth + 1)?,
            };
            let start = rows.len();
            let moved = |mut row: Row| {
                row.head = row.head.map(|h| h + start);
                row
            };
            rows.extend(phrase.rows.into_iter().map(moved));
            if item.is_head {
                head = start + phrase.head;
                rel = rel.or(phrase.rel);
            } else {
                let rel =
                    item.rel.or(phrase.rel).with_context(|| format!("how does a part of {symbol} hang on it?"))?;
                hung.push((start + phrase.head, rel));
            }
        }
        for (at, rel) in hung {
            (rows[at].head, rows[at].rel) = (Some(head), rel);
        }
        Ok(Phrase { rows, head, rel })
    }
}

/// "nsubj:pass" behind the first colon of a word.
fn relation(word: &str) -> Result<(&str, Option<Rel>)> {
    match word.split_once(':') {
        Some((before, rel)) => Ok((before, Some(rel.parse().ok().with_context(|| format!("'{rel}' is no relation"))?))),
        None => Ok((word, None)),
    }
}

fn item(word: &str) -> Result<Item<'_>> {
    let mark = |penn| {
        Ok(Item { is_head: false, chance: 100, what: What::Word(word, Upos::Punct, penn), rel: Some(Rel::Punct) })
    };
    match word {
        "," => return mark(Penn::Comma),
        "." => return mark(Penn::Stop),
        ";" => return mark(Penn::Colon),
        "\"" => return mark(Penn::OpenQuote),
        _ => {}
    }
    let (is_head, word) = word.strip_prefix('*').map_or((false, word), |w| (true, w));
    let (chance, word) = match word.strip_prefix('?') {
        Some(rest) => {
            let (chance, _) = rest.split_once('{').context("what is there in some cases is a phrase")?;
            (chance.parse()?, &rest[chance.len()..])
        }
        None => (100, word),
    };
    if let Some(symbol) = word.strip_prefix('{').and_then(|w| w.strip_suffix('}')) {
        let (symbol, rel) = relation(symbol)?;
        return Ok(Item { is_head, chance, what: What::Phrase(symbol), rel });
    }
    let [word, upos, penn] = word.splitn(3, '/').collect::<Vec<_>>()[..] else { bail!("'{word}' has no tags") };
    let (penn, rel) = relation(penn)?;
    let tags = (upos.parse().ok().context("no part of speech")?, penn.parse().ok().context("no tag")?);
    Ok(Item { is_head, chance, what: What::Word(word, tags.0, tags.1), rel })
}

/// The form of a verb given as base, base/past or base/past/participle.
fn inflect(verb: &str, form: Penn) -> String {
    let mut forms = verb.split('/');
    let base = forms.next().unwrap_or(verb);
    let stem = base.strip_suffix('e').unwrap_or(base);
    let consonant = |word: &str| !word.ends_with(['a', 'e', 'i', 'o', 'u']);
    let past = match forms.next() {
        Some(past) => past.to_owned(),
        None if base.ends_with('y') && consonant(&base[..base.len() - 1]) => format!("{}ied", &base[..base.len() - 1]),
        None => format!("{stem}ed"),
    };
    match form {
        Penn::Vbd => past,
        Penn::Vbn => forms.next().map_or(past, str::to_owned),
        Penn::Vbz if ["s", "sh", "ch", "x", "o"].iter().any(|e| base.ends_with(e)) => format!("{base}es"),
        Penn::Vbz if base.ends_with('y') && consonant(&base[..base.len() - 1]) => {
            format!("{}ies", &base[..base.len() - 1])
        }
        Penn::Vbz => format!("{base}s"),
        Penn::Vbg if base.ends_with("ie") => format!("{}ying", &base[..base.len() - 2]),
        Penn::Vbg if base.ends_with("ee") => format!("{base}ing"),
        // "shipped", "cut": the last letter is doubled in both.
        Penn::Vbg => match base.chars().last().filter(|c| verb.contains('/') && is_short(base) && !"wy".contains(*c)) {
            Some(last) => format!("{base}{last}ing"),
            None => format!("{stem}ing"),
        },
        _ => base.to_owned(),
    }
}

/// "cut", "begin": one vowel before one consonant at the end.
fn is_short(base: &str) -> bool {
    let letters: Vec<char> = base.chars().rev().take(3).collect();
    let vowel = |i: usize| letters.get(i).is_some_and(|c| "aeiou".contains(*c));
    !vowel(0) && vowel(1) && !vowel(2)
}

/// A name or number.
fn drawn(symbol: &str, pool: &Pool, dice: &mut Dice) -> Option<Phrase> {
    let number = |words: String| Some(Phrase::word(&words, Upos::Num, Penn::Cd));
    match symbol {
        "person" => Some(Phrase::name(&plain(dice, |dice| pool.person(dice).0), true)),
        "particled" => {
            let particles = ["van der", "van", "de", "von", "de la", "bin", "da", "al"];
            let particle = particles[dice.below(particles.len())];
            let (given, surname) = (plain(dice, |dice| pool.person(dice).1), plain(dice, |dice| pool.person(dice).1));
            Some(Phrase::name(&format!("{given} {particle} {surname}"), true))
        }
        "surname" => Some(Phrase::name(&plain(dice, |dice| pool.person(dice).1), true)),
        "city" => Some(Phrase::name(&plain(dice, |dice| pool.city(dice)), false)),
        "country" => Some(Phrase::name(&plain(dice, |dice| pool.country(dice)), false)),
        "body" => Some(Phrase::name(&plain(dice, |dice| pool.body(dice)), false)),
        "nation" => Some(Phrase::word(&plain(dice, |dice| pool.nation(dice)), Upos::Adj, Penn::Jj))
            .filter(|p| !p.rows[0].word.contains(' '))
            .or_else(|| Some(Phrase::word("French", Upos::Adj, Penn::Jj))),
        "firm" => {
            let more = ["Steel", "Motors", "Airlines", "Energy", "Foods", "Bank", "Group", "Media", "Mining", "Gas"];
            let name = match dice.below(4) {
                0 => plain(dice, |dice| pool.company(dice)),
                1 => format!("{} {}", coined::brand(dice), more[dice.below(more.len())]),
                _ => coined::brand(dice),
            };
            Some(Phrase::name(&name, false))
        }
        "year" => number((1960 + dice.below(65)).to_string()),
        "few" if dice.below(4) == 0 => number(format!("{},{}00", 1 + dice.below(90), dice.below(10))),
        "few" => number((2 + dice.below(400)).to_string()),
        "date" => number((1 + dice.below(31)).to_string()),
        "age" => number((17 + dice.below(75)).to_string()),
        "sum" if dice.below(2) == 0 => number((2 + dice.below(900)).to_string()),
        "sum" | "share" => number(format!("{}.{}", 1 + dice.below(30), 1 + dice.below(9))),
        _ => None,
    }
}

/// A name of plain words with capitals: what is cut into more tokens, or has small words inside, has another tree.
fn plain(dice: &mut Dice, mut draw: impl FnMut(&mut Dice) -> String) -> String {
    let good = |name: &String| {
        name.split(' ').all(|w| w.starts_with(char::is_uppercase) && w.chars().all(char::is_alphabetic))
            && name.split(' ').count() < 4
    };
    (0..8).map(|_| draw(dice)).find(good).unwrap_or_else(|| coined::word(dice))
}

/// Commas before a stop or another comma fall away, the second of two quotation marks closes, "a" before a vowel is "an",
/// and the first word has a capital.
fn tidy(rows: &mut Vec<Row>) {
    let mark = |row: Option<&Row>| row.filter(|r| r.upos == Upos::Punct).map(|r| r.word.clone());
    let mut i = 0;
    while i < rows.len() {
        let next = mark(rows.get(i + 1));
        let falls = rows[i].word == "," && (i + 1 == rows.len() || next.is_some_and(|n| n != "\""));
        if falls {
            rows.remove(i);
            for row in rows.iter_mut() {
                row.head = row.head.map(|h| if h > i { h - 1 } else { h });
            }
        } else {
            i += 1;
        }
    }
    let mut open = false;
    for i in 0..rows.len() {
        if rows[i].word == "\"" {
            rows[i].penn = if open { Penn::CloseQuote } else { Penn::OpenQuote };
            open = !open;
        }
        let vowel = rows.get(i + 1).is_some_and(|r| r.word.to_lowercase().starts_with(['a', 'e', 'i', 'o', 'u']));
        if matches!(rows[i].word.as_str(), "a" | "an") && rows[i].upos == Upos::Det {
            rows[i].word = if vowel { "an" } else { "a" }.to_owned();
        }
    }
    if let Some(first) = rows.iter_mut().find(|r| r.upos != Upos::Punct) {
        first.word = coined::capital(&first.word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_is_a_tree_with_one_root_that_ends_with_its_stop() {
        for rows in write(&Pool::sample(), 600).unwrap() {
            let words: Vec<&str> = rows.iter().map(|r| r.word.as_str()).collect();
            let text = words.join(" ");
            assert_eq!(rows.iter().filter(|r| r.head.is_none() && r.rel == Rel::Root).count(), 1, "{text}");
            for i in 0..rows.len() {
                let up = std::iter::successors(Some(i), |i| rows[*i].head);
                assert!(up.take(rows.len() + 1).count() <= rows.len(), "{text}");
            }
            assert!(!text.contains(", ,") && !text.contains(", ."), "{text}");
        }
    }

    #[test]
    fn verbs_have_their_forms() {
        let forms = |verb: &str| [Penn::Vbz, Penn::Vbd, Penn::Vbn, Penn::Vbg].map(|penn| inflect(verb, penn));
        assert_eq!(forms("carry"), ["carries", "carried", "carried", "carrying"]);
        assert_eq!(forms("launch"), ["launches", "launched", "launched", "launching"]);
        assert_eq!(forms("ship/shipped"), ["ships", "shipped", "shipped", "shipping"]);
        assert_eq!(forms("take/took/taken"), ["takes", "took", "taken", "taking"]);
        assert_eq!(forms("die/died"), ["dies", "died", "died", "dying"]);
        assert_eq!(forms("close"), ["closes", "closed", "closed", "closing"]);
    }

    #[test]
    fn a_rule_with_a_mistake_is_named() {
        let error = |line: &str| format!("{:#}", Grammar::read(line).err().expect("a mistake"));
        assert!(error("S = {A:nsubj} {B:obj}").contains("one head"));
        assert!(error("S = *{A:nosuch}").contains("'nosuch' is no relation"));
        let lost = Grammar::read("S = *{NOWHERE}").unwrap().sentence("S", &Pool::sample(), &mut Dice(1));
        assert!(lost.err().unwrap().to_string().contains("NOWHERE"));
    }
}
