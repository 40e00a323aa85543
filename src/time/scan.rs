//! Which words are a time expression, and what they say before it is known what they are counted from.

use std::ops::Range;

use super::value::{Period, Value};
use super::words::{self, Unit};
use crate::calendar::{Day, Granularity};
use crate::text::{Document, Upos};

/// A time expression in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it says.
    pub value: Value,
    /// START, MID, END, APPROX ...
    pub modifier: Option<&'static str>,
    /// The rule that read it.
    pub rule: &'static str,
}

/// Reads all expressions, in order; of several at one place the longest.
pub fn scan(document: &Document) -> Vec<Found> {
    let lower: Vec<String> = document.tokens.iter().map(|t| document.text[t.bytes.clone()].to_lowercase()).collect();
    let mut found = Vec::new();
    for sentence in &document.sentences {
        let cursor = Cursor { document, lower: &lower, end: sentence.tokens.end };
        let mut i = sentence.tokens.start;
        while i < sentence.tokens.end {
            match RULES.iter().filter_map(|rule| rule(&cursor, i)).max_by_key(|f| f.tokens.end) {
                Some(f) if f.tokens.end > i => {
                    i = f.tokens.end;
                    found.push(bounded(&cursor, sentence.tokens.start, f));
                }
                _ => i += 1,
            }
        }
    }
    found
}

/// Takes "about", "more than" and the like before an amount into the expression.
fn bounded(c: &Cursor, first: usize, found: Found) -> Found {
    if !matches!(found.value, Value::Duration(_)) || found.modifier.is_some() {
        return found;
    }
    let start = found.tokens.start;
    let widest = (1..=3).rev().filter(|n| start >= first + n).find_map(|n| {
        let words = c.lower[start - n..start].join(" ");
        words::bound(&words).map(|modifier| (start - n, modifier))
    });
    match widest {
        Some((start, modifier)) => Found { tokens: start..found.tokens.end, modifier: Some(modifier), ..found },
        None => found,
    }
}

/// The tokens of one sentence, in the shapes that rules ask for.
struct Cursor<'a> {
    document: &'a Document<'a>,
    lower: &'a [String],
    end: usize,
}

impl<'a> Cursor<'a> {
    fn lower(&self, i: usize) -> &'a str {
        if i < self.end { self.lower[i].as_str() } else { "" }
    }

    fn word(&self, i: usize) -> &'a str {
        if i < self.end { self.document.word(i) } else { "" }
    }

    fn before(&self, i: usize) -> &'a str {
        i.checked_sub(1).map_or("", |j| self.lower[j].as_str())
    }

    /// "May" and "March" are months only with a sign of it: a number beside them or a preposition before.
    fn month(&self, i: usize) -> Option<u32> {
        let month = words::month(self.word(i))?;
        let verb = matches!(self.document.tokens[i].upos, Upos::Aux | Upos::Verb);
        let doubtful = matches!(self.lower(i), "may" | "march" | "mar" | "sep" | "dec" | "jun" | "jan");
        let sign = self.year(i + 1).is_some()
            || self.day(i + 1).is_some()
            || (i > 0 && self.day(i - 1).is_some())
            || matches!(
                self.before(i),
                "in" | "of"
                    | "since"
                    | "until"
                    | "by"
                    | "from"
                    | "early"
                    | "late"
                    | "last"
                    | "next"
                    | "this"
                    | "mid"
                    | "-"
                    | "to"
                    | "between"
                    | "and"
                    | "during"
            );
        (sign || (!verb && !doubtful)).then_some(month)
    }

    /// 1 to 31, perhaps with "th".
    fn day(&self, i: usize) -> Option<u32> {
        let word = self.lower(i);
        let day = word.starts_with(|c: char| c.is_ascii_digit()).then(|| words::ordinal(word)).flatten()?;
        (1..=31).contains(&day).then_some(day)
    }

    fn year(&self, i: usize) -> Option<i32> {
        let word = self.lower(i);
        let year: i32 = (word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())).then(|| word.parse().ok())??;
        (1000..=2100).contains(&year).then_some(year)
    }

    fn found(&self, start: usize, end: usize, value: Value, rule: &'static str) -> Option<Found> {
        Some(Found { tokens: start..end, value, modifier: None, rule })
    }
}

type Rule = for<'a, 'b> fn(&'b Cursor<'a>, usize) -> Option<Found>;

const RULES: &[Rule] = &[
    iso,
    month_first,
    day_first,
    year,
    decade,
    named_day,
    holiday,
    this_unit,
    relative_unit,
    counted,
    weekday,
    part_of,
    season,
    quarter,
    set,
    clock,
    vague,
];

fn iso(c: &Cursor, i: usize) -> Option<Found> {
    let day: Day = c.word(i).get(..10)?.parse().ok()?;
    let rest = &c.word(i)[10..];
    (rest.is_empty() || rest.starts_with('T')).then(|| c.found(i, i + 1, Value::Fixed(Period::day(day)), "iso-date"))?
}

/// A weekday before a date belongs to it: "Thursday, April 25".
fn after_weekday(c: &Cursor, i: usize) -> usize {
    if words::weekday(c.word(i)).is_none() {
        return i;
    }
    if matches!(c.lower(i + 1), "," | "the") { i + 2 } else { i + 1 }
}

/// The year after a month or day, with or without a comma: (year, end).
fn year_after(c: &Cursor, i: usize) -> Option<(i32, usize)> {
    let at = if matches!(c.lower(i), "," | "of") { i + 1 } else { i };
    Some((c.year(at)?, at + 1))
}

/// A second day: "27-28", "27 to 28", "27 and 28" (with "and" only before a month or after one).
fn second_day(c: &Cursor, i: usize) -> Option<(u32, usize)> {
    matches!(c.lower(i), "-" | "–" | "to" | "and").then(|| Some((c.day(i + 1)?, i + 2)))?
}

fn month_and_days(
    c: &Cursor,
    start: usize,
    month: u32,
    days: (u32, u32),
    end: usize,
    rule: &'static str,
) -> Option<Found> {
    if let Some((year, end)) = year_after(c, end) {
        let period = Period::between(Day::from_ymd(year, month, days.0)?, Day::from_ymd(year, month, days.1)?);
        return c.found(start, end, Value::Fixed(period), rule);
    }
    Day::from_ymd(2000, month, days.0).and(Day::from_ymd(2000, month, days.1))?;
    let direction = direction_before(c, start);
    c.found(start, end, Value::Month(month, Some(days), direction), rule)
}

fn month_first(c: &Cursor, i: usize) -> Option<Found> {
    let at = after_weekday(c, i);
    let month = c.month(at)?;
    if let Some(first) = c.day(at + 1).filter(|_| !matches!(c.lower(at + 2), "%" | "percent" | "million" | "people")) {
        let (last, end) = second_day(c, at + 2).filter(|(d, _)| *d > first).unwrap_or((first, at + 2));
        return month_and_days(c, i, month, (first, last), end, "month-day");
    }
    if at != i {
        return None;
    }
    if let Some((year, end)) = year_after(c, i + 1) {
        return c.found(i, end, Value::Fixed(Period::month(year, month)?), "month-year");
    }
    c.found(i, i + 1, Value::Month(month, None, None), "month")
}

fn day_first(c: &Cursor, i: usize) -> Option<Found> {
    let mut at = after_weekday(c, i);
    if at == i && c.lower(i) == "the" {
        at = i + 1;
    }
    let first = c.day(at)?;
    let (last, end) = second_day(c, at + 1).filter(|(d, _)| *d > first).unwrap_or((first, at + 1));
    let end = if c.lower(end) == "of" { end + 1 } else { end };
    let month = c.month(end)?;
    month_and_days(c, i, month, (first, last), end + 1, "day-month")
}

fn direction_before(c: &Cursor, start: usize) -> Option<i64> {
    match c.before(start) {
        "last" => Some(-1),
        "next" => Some(1),
        "this" => Some(0),
        _ => None,
    }
}

fn year(c: &Cursor, i: usize) -> Option<Found> {
    let first = c.year(i)?;
    let cue = matches!(
        c.before(i),
        "in" | "since"
            | "of"
            | "by"
            | "until"
            | "till"
            | "from"
            | "to"
            | "and"
            | "between"
            | "during"
            | "early"
            | "late"
            | "mid"
            | "before"
            | "after"
            | "through"
            | "("
            | "year"
            | "around"
            | "about"
            | "circa"
            | "for"
            | "the"
    );
    let counted = c
        .document
        .tokens
        .get(i + 1)
        .is_some_and(|t| i + 1 < c.end && t.upos == Upos::Noun && t.span.start > c.document.tokens[i].span.end)
        && !matches!(
            c.lower(i + 1),
            "election"
                | "summit"
                | "season"
                | "war"
                | "meeting"
                | "report"
                | "budget"
                | "census"
                | "treaty"
                | "agreement"
                | "deal"
                | "visit"
                | "talks"
        );
    if matches!(c.lower(i + 1), "-" | "–") && c.year(i + 2).is_some_and(|last| last > first) {
        let last = c.year(i + 2)?;
        return c.found(
            i,
            i + 3,
            Value::Fixed(Period::years(format!("{first}/{last}"), first, last, Granularity::Interval)?),
            "years",
        );
    }
    let described = counted
        && matches!(c.before(i), "the" | "a" | "an" | "his" | "her" | "its" | "their" | "'s" | "’s" | "this" | "that");
    (described && (1800..2036).contains(&first)
        || (cue && !counted || !counted && (1900..2036).contains(&first) && c.document.tokens[i].upos == Upos::Num)
            && !matches!(c.lower(i + 1), "%" | "percent"))
    .then(|| c.found(i, i + 1, Value::Fixed(Period::year(first)?), "year"))?
}

fn decade(c: &Cursor, i: usize) -> Option<Found> {
    let word = c.lower(i).trim_start_matches(['\'', '’']);
    let digits = word.strip_suffix('s').or_else(|| word.strip_suffix("'s"))?;
    let first: i32 = digits.parse().ok().filter(|_| digits.ends_with('0'))?;
    let first = if digits.len() == 2 { 1900 + first } else { first };
    ((1000..2100).contains(&first) && matches!(digits.len(), 2 | 4))
        .then(|| c.found(i, i + 1, Value::Fixed(Period::decade(first)?), "decade"))?
}

fn named_day(c: &Cursor, i: usize) -> Option<Found> {
    let days = match c.lower(i) {
        "today" | "tonight" => 0,
        "yesterday" => -1,
        "tomorrow" => 1,
        _ => return None,
    };
    let day = Value::Offset(Unit::Day, days);
    if c.lower(i) == "tonight" {
        return c.found(i, i + 1, Value::Part(Box::new(day), "TNI"), "part-of-day");
    }
    match words::part_of_day(c.lower(i + 1)) {
        Some(part) => c.found(i, i + 2, Value::Part(Box::new(day), part), "part-of-day"),
        None => c.found(i, i + 1, day, "named-day"),
    }
}

/// "Christmas", "New Year's Eve".
fn holiday(c: &Cursor, i: usize) -> Option<Found> {
    let (n, (month, day)) = (1..=4)
        .rev()
        .filter(|n| i + n <= c.end)
        .find_map(|n| Some((n, words::holiday(c.document.words(i..i + n))?)))?;
    let direction = direction_before(c, i);
    month_and_days(c, i, month, (day, day), i + n, "holiday").map(|f| match (f.value, direction) {
        (Value::Month(month, days, _), Some(_)) => Found { value: Value::Month(month, days, direction), ..f },
        (value, _) => Found { value, ..f },
    })
}

/// "the year", "the quarter", "the weekend", "the latest quarter": the one that is talked about.
fn this_unit(c: &Cursor, i: usize) -> Option<Found> {
    if c.lower(i) != "the" {
        return None;
    }
    let at = i + 1 + usize::from(matches!(c.lower(i + 1), "latest" | "fiscal" | "full"));
    if c.lower(at) == "weekend" {
        return c.found(i, at + 1, Value::Offset(Unit::Week, 0), "this-unit");
    }
    let unit =
        words::unit(c.lower(at)).filter(|u| matches!(u, Unit::Week | Unit::Month | Unit::Quarter | Unit::Year))?;
    let plain = !c.lower(at).ends_with('s') && !matches!(c.lower(at + 1), "-" | "of" | "2000");
    plain.then(|| c.found(i, at + 1, Value::Offset(unit, 0), "this-unit"))?
}

/// "last week", "the following year", "this month", "that spring", "next Tuesday", "last December".
fn relative_unit(c: &Cursor, i: usize) -> Option<Found> {
    let at = if c.lower(i) == "the" { i + 1 } else { i };
    if matches!(c.lower(at), "last" | "past" | "next" | "coming" | "first" | "recent") {
        // "the past 20 years", "the next few days", "recent years": an amount of time.
        let inner = if c.lower(at) == "recent" { None } else { counted(c, at + 1).filter(|f| f.rule == "duration") };
        if let Some(inner) = inner {
            return Some(Found { tokens: i..inner.tokens.end, ..inner });
        }
        if let Some(unit) = words::unit(c.lower(at + 1)).filter(|_| c.lower(at + 1).ends_with('s')) {
            return c.found(i, at + 2, Value::Duration(format!("PX{}", letter(unit)?)), "duration");
        }
    }
    let (n, told) = match c.lower(at) {
        "last" | "past" => (-1, false),
        "previous" => (-1, true),
        "next" | "coming" => (1, c.lower(i) == "the" && c.lower(at) == "next"),
        "following" => (1, true),
        "this" | "current" => (0, false),
        "same" | "that" => (0, true),
        _ => return None,
    };
    let next = c.lower(at + 1);
    let capital = c.word(at + 1);
    if c.lower(at) == "past" && at == i {
        return None;
    }
    if let Some(day) = words::weekday(capital) {
        return c.found(i, at + 2, Value::Weekday(day, Some(n)), "relative-weekday");
    }
    if let Some(month) = words::month(capital).filter(|_| c.day(at + 2).is_none()) {
        return c.found(i, at + 2, Value::Month(month, None, Some(n)), "relative-month");
    }
    if let Some((name, month)) = words::season(next) {
        return c.found(i, at + 2, Value::Season(name, month, Some(n)), "relative-season");
    }
    if let Some(part) = words::part_of_day(next) {
        let day = if told { Value::Same(Unit::Day) } else { Value::Offset(Unit::Day, n) };
        return c.found(i, at + 2, Value::Part(Box::new(day), part), "part-of-day");
    }
    if next == "weekend" {
        return c.found(i, at + 2, Value::Offset(Unit::Week, n), "relative-unit");
    }
    let unit = words::unit(next).filter(|u| !matches!(u, Unit::Clock(_)) && !next.ends_with('s'))?;
    let value = match (told, n) {
        (true, 0) => Value::Same(unit),
        (true, _) => Value::Told(unit, n),
        _ => Value::Offset(unit, n),
    };
    c.found(i, at + 2, value, "relative-unit")
}

/// "three weeks ago", "two days later", "within 30 days", "two-year", "five months".
fn counted(c: &Cursor, i: usize) -> Option<Found> {
    let n = words::number(c.lower(i))?;
    let mut at = i + 1;
    if matches!(c.lower(i), "a") && matches!(c.lower(at), "few" | "couple") {
        at += 1 + usize::from(c.lower(at + 1) == "of");
    }
    let unknown = n == 0 || at > i + 1;
    let hyphen = c.lower(at) == "-";
    let unit = words::unit(c.lower(at + usize::from(hyphen)))?;
    let end = at + 1 + usize::from(hyphen);
    if !unknown && !hyphen {
        match c.lower(end) {
            "ago" => return c.found(i, end + 1, Value::Offset(unit, -n), "ago"),
            "later" | "afterwards" => return c.found(i, end + 1, Value::Told(unit, n), "later"),
            "earlier" | "before" if matches!(c.lower(end + 1), "," | "." | "") => {
                return c.found(i, end + 1, Value::Told(unit, -n), "earlier");
            }
            _ => {}
        }
    } else if unknown && c.lower(end) == "ago" {
        return c.found(i, end + 1, Value::Vague("PAST_REF"), "ago");
    }
    if matches!(c.lower(i), "a" | "an" | "one") && matches!(unit, Unit::Clock('S' | 'M'))
        || (hyphen && c.lower(end) == "-")
    {
        return None;
    }
    let letter = letter(unit)?;
    let count = if unknown { "X".to_string() } else { n.to_string() };
    let value = match letter.strip_prefix('T') {
        Some(clock) => format!("PT{count}{clock}"),
        None => format!("P{count}{letter}"),
    };
    c.found(i, end, Value::Duration(value), "duration")
}

/// The letter of a unit in a TIMEX3 duration; "T" before those of the clock.
fn letter(unit: Unit) -> Option<&'static str> {
    Some(match unit {
        Unit::Day => "D",
        Unit::Week => "W",
        Unit::Month => "M",
        Unit::Quarter => "Q",
        Unit::Year => "Y",
        Unit::Decade => "DE",
        Unit::Century => "CE",
        Unit::Clock('H') => "TH",
        Unit::Clock('M') => "TM",
        Unit::Clock('S') => "TS",
        Unit::Clock(_) => return None,
    })
}

fn weekday(c: &Cursor, i: usize) -> Option<Found> {
    let day = words::weekday(c.word(i))?;
    match words::part_of_day(c.lower(i + 1)) {
        Some(part) => c.found(i, i + 2, Value::Part(Box::new(Value::Weekday(day, None)), part), "part-of-day"),
        None => c.found(i, i + 1, Value::Weekday(day, None), "weekday"),
    }
}

/// "the end of the year", "early 2018", "mid-March", "late last month", "earlier this month", "year-end".
fn part_of(c: &Cursor, i: usize) -> Option<Found> {
    if c.lower(i) == "year" && c.lower(i + 1) == "-" && c.lower(i + 2) == "end" {
        let found =
            Found { tokens: i..i + 3, value: Value::Offset(Unit::Year, 0), modifier: Some("END"), rule: "year-end" };
        return Some(found);
    }
    let mut at = if c.lower(i) == "the" { i + 1 } else { i };
    let (part, of) = match c.lower(at) {
        "earlier" | "later" => (None, false),
        word => (Some(words::part(word)?), matches!(word, "start" | "beginning" | "middle" | "end" | "close")),
    };
    at += 1;
    if of {
        if c.lower(at) != "of" {
            return None;
        }
        at += 1;
        if c.lower(at) == "the"
            && let Some(unit) = words::unit(c.lower(at + 1))
        {
            let found = Found { tokens: i..at + 2, value: Value::Offset(unit, 0), modifier: part, rule: "end-of-unit" };
            return (!matches!(unit, Unit::Clock(_) | Unit::Day)).then_some(found);
        }
    } else if c.lower(at) == "-" || (c.lower(at) == "in" && part.is_some()) {
        at += 1;
    }
    at += usize::from(c.lower(at) == "the" && c.lower(at + 1).starts_with(|d: char| d.is_ascii_digit()));
    let inner = [month_first, year, decade, relative_unit, season].iter().find_map(|rule| rule(c, at))?;
    let inner_ok =
        !matches!(inner.value, Value::Fixed(Period { granularity: Granularity::Day, .. }) | Value::Weekday(..));
    inner_ok.then_some(Found { tokens: i..inner.tokens.end, modifier: part, ..inner })
}

fn season(c: &Cursor, i: usize) -> Option<Found> {
    let (name, month) = words::season(c.lower(i))?;
    let at = if c.lower(i + 1) == "of" { i + 2 } else { i + 1 };
    if let Some(year) = c.year(at) {
        return c.found(i, at + 1, Value::Fixed(Period::season(year, name, month)?), "season-year");
    }
    let cue = matches!(c.before(i), "in" | "the" | "that" | "during") && c.document.tokens[i].upos == Upos::Noun;
    let told = if c.before(i) == "that" { Some(0) } else { None };
    cue.then(|| c.found(i, i + 1, Value::Season(name, month, told), "season"))?
}

fn quarter(c: &Cursor, i: usize) -> Option<Found> {
    let at = if c.lower(i) == "the" { i + 1 } else { i };
    let noun = at + 1 + usize::from(c.lower(at + 1) == "-");
    let (n, end) = match words::ordinal(c.lower(at)).filter(|_| c.lower(noun) == "quarter") {
        Some(n) => (n, noun + 1),
        None => (c.lower(at).strip_prefix('q')?.parse().ok()?, at + 1),
    };
    let (year, end) = match year_after(c, end) {
        Some((year, end)) => (Some(year), end),
        None => (None, end),
    };
    match year {
        Some(year) => c.found(i, end, Value::Fixed(Period::quarter(year, n)?), "quarter-year"),
        None => (1..=4).contains(&n).then(|| c.found(i, end, Value::Quarter(n), "quarter"))?,
    }
}

fn set(c: &Cursor, i: usize) -> Option<Found> {
    let single = match c.lower(i) {
        "daily" => "P1D",
        "weekly" => "P1W",
        "monthly" => "P1M",
        "annually" | "yearly" => "P1Y",
        _ => "",
    };
    if !single.is_empty() {
        return c.found(i, i + 1, Value::Set(single.into()), "set");
    }
    if !matches!(c.lower(i), "every" | "each") {
        return None;
    }
    if let Some(day) = words::weekday(c.word(i + 1)) {
        return c.found(i, i + 2, Value::Set(format!("XXXX-WXX-{}", day + 1)), "set");
    }
    let letter = match words::unit(c.lower(i + 1))? {
        Unit::Day => "D",
        Unit::Week => "W",
        Unit::Month => "M",
        Unit::Quarter => "Q",
        Unit::Year => "Y",
        _ => return None,
    };
    c.found(i, i + 2, Value::Set(format!("P1{letter}")), "set")
}

fn clock(c: &Cursor, i: usize) -> Option<Found> {
    let word = c.lower(i);
    let half = c.lower(i + 1).replace('.', "");
    let (hour, minute) = word.split_once([':', '.']).unwrap_or((word, "00"));
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok().filter(|_| minute.len() == 2)?);
    let meridiem = matches!(half.as_str(), "am" | "pm");
    if hour > 23 || minute > 59 || !(meridiem && hour <= 12 || word.contains(':')) {
        return None;
    }
    let hour = if half == "pm" && hour < 12 { hour + 12 } else { hour };
    c.found(i, i + 1 + usize::from(meridiem), Value::Clock(format!("T{hour:02}:{minute:02}")), "clock")
}

fn vague(c: &Cursor, i: usize) -> Option<Found> {
    let article = usize::from(c.lower(i) == "the");
    let reference = match c.lower(i + article) {
        "now" | "currently" | "nowadays" | "current" if article == 0 => "PRESENT_REF",
        "recently" | "recent" if article == 0 => "PAST_REF",
        "past" if article == 1 => "PAST_REF",
        "future" if c.document.tokens[i + article].upos == Upos::Noun => "FUTURE_REF",
        _ => return None,
    };
    c.found(i, i + 1 + article, Value::Vague(reference), "vague")
}
