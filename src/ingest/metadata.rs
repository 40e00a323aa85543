//! What a file says about its article besides the text: every candidate for its publication date, and which one wins.

use chrono::{DateTime, NaiveDate};

use super::{Incoming, Notice, Overrides};
use crate::article::Article;
use crate::calendar::Day;

/// What was found about one article, best candidates first.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    pub(super) title: Option<String>,
    pub(super) author: Option<String>,
    pub(super) publisher: Option<String>,
    /// The day, and where it was found; the first wins.
    pub(super) dates: Vec<(Day, String)>,
    pub(super) notices: Vec<Notice>,
}

/// Lines at the top of a text in which a date line is looked for.
const TOP_LINES: usize = 8;
/// The longest line, in characters, that can be nothing but a date.
const DATE_LINE: usize = 60;

impl Metadata {
    /// A date as a field of the file states it; what is none is noted.
    pub(super) fn stated(&mut self, source: &str, from: String, found: &str) {
        match day(found) {
            Some(day) => self.dates.push((day, from)),
            None if found.trim().is_empty() => {}
            None => self.notices.push(Notice::NoSuchDay { source: source.into(), from, found: found.into() }),
        }
    }

    /// A line at the top that is only a date ("12 March 2019", "Published: 2019-03-12"), or a dateline with a year
    /// ("VLADIVOSTOK, April 26, 2019 (Agency) -").
    pub(super) fn date_line(&mut self, text: &str) {
        for line in text.lines().map(str::trim).filter(|l| !l.is_empty()).take(TOP_LINES) {
            if let Some(found) = only_a_date(line) {
                self.dates.push((found, format!("date line '{line}'")));
            } else if let Some((found, words)) = dateline(line) {
                self.dates.push((found, format!("dateline '{words}'")));
            }
        }
    }

    /// A day in the path: `2019-04-24-title.txt`, `2019/04/24/title.txt`, `20190424.txt`. The last resort.
    pub(super) fn path(&mut self, path: &str) {
        if let Some(day) = day_in_path(path) {
            self.dates.push((day, "path".into()));
        }
    }

    /// The article; what a person said wins.
    pub(super) fn article(self, source: &str, text: String, overrides: &Overrides) -> Incoming {
        let stated = overrides.published.map(|day| (day, "--date".to_string()));
        let (published, published_from) = stated.or_else(|| self.dates.into_iter().next()).unzip();
        let article = Article {
            source: source.into(),
            title: self.title.filter(|t| !t.trim().is_empty()),
            published,
            published_from,
            publisher: overrides.publisher.clone().or(self.publisher),
            author: self.author,
            text,
        };
        Incoming {
            article,
            notices: if overrides.published.is_some() { without_dates(self.notices) } else { self.notices },
        }
    }
}

/// A date that a person replaced needs no complaint.
fn without_dates(notices: Vec<Notice>) -> Vec<Notice> {
    notices.into_iter().filter(|n| !matches!(n, Notice::NoSuchDay { .. })).collect()
}

/// The day of a date as files state it: ISO 8601 with or without time, RFC 2822, `20190424`, `24 April 2019`,
/// `April 24, 2019`. A time keeps the day of its own offset: 22:30 in New York is that day.
pub(super) fn day(words: &str) -> Option<Day> {
    let words = words.trim();
    let of = |date: NaiveDate| date.to_string().parse().ok();
    if let Ok(day) = words.parse() {
        return Some(day);
    }
    if let Some((date, time)) = words.split_at_checked(10)
        && time.starts_with(['T', 't', ' '])
        && time[1..].starts_with(|c: char| c.is_ascii_digit())
    {
        return date.parse().ok();
    }
    if words.len() == 8 && words.bytes().all(|b| b.is_ascii_digit()) {
        return NaiveDate::parse_from_str(words, "%Y%m%d").ok().and_then(of);
    }
    if let Ok(time) = DateTime::parse_from_rfc2822(words) {
        return of(time.date_naive());
    }
    in_words(words)
}

/// `24 April 2019`, `April 24th, 2019`, `Wed, Apr. 24, 2019`, `2019 April 24`.
fn in_words(words: &str) -> Option<Day> {
    let mut parts: Vec<&str> = words.split([' ', ',', '\u{a0}']).filter(|p| !p.is_empty()).collect();
    if parts.len() == 4 && WEEKDAYS.contains(&start(parts.first()?).as_str()) {
        parts.remove(0);
    }
    let [a, b, c] = parts[..] else { return None };
    let (day, month, year) = match (month(a), month(b)) {
        (Some(month), _) => (b, month, c),
        (_, Some(month)) if a.len() == 4 && a.bytes().all(|b| b.is_ascii_digit()) => (c, month, a),
        (_, Some(month)) => (a, month, c),
        _ => return None,
    };
    let year = year.strip_suffix('.').unwrap_or(year);
    let day = ["st", "nd", "rd", "th", "."].iter().find_map(|s| day.strip_suffix(s)).unwrap_or(day);
    if year.len() != 4 {
        return None;
    }
    Day::from_ymd(year.parse().ok()?, month, day.parse().ok()?)
}

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn start(word: &str) -> String {
    word.to_lowercase().chars().take(3).collect()
}

/// The number of a month by its name or its first three letters or more.
fn month(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.').to_lowercase();
    let found =
        MONTHS.iter().position(|m| word.len() >= 3 && m.starts_with(&word) || word == "sept" && *m == "september");
    found.map(|i| i as u32 + 1)
}

/// The day of a line that says nothing else.
fn only_a_date(line: &str) -> Option<Day> {
    if line.chars().count() > DATE_LINE {
        return None;
    }
    let line = line.trim_matches(|c: char| c == '*' || c == '_' || c == '(' || c == ')');
    let lower = line.to_ascii_lowercase();
    let label =
        ["published on", "published", "posted on", "posted", "date", "dated"].iter().find(|l| lower.starts_with(**l));
    let rest = label.and_then(|l| line.get(l.len()..)).unwrap_or(line);
    day(rest.trim_start_matches([':', ' ']).trim_end_matches('.'))
}

/// A dateline that states its year: capitals, then a date, then a dash.
fn dateline(line: &str) -> Option<(Day, &str)> {
    let (head, _) = [" - ", " -- ", " \u{2013} ", " \u{2014} "]
        .iter()
        .filter_map(|d| line.split_once(d))
        .min_by_key(|(h, _)| h.len())?;
    if head.chars().count() > DATE_LINE || !head.starts_with(|c: char| c.is_uppercase()) {
        return None;
    }
    let first = head.split([' ', ',']).next()?;
    if first.chars().count() < 2 || first.chars().any(char::is_lowercase) {
        return None;
    }
    let date = head.split_once('(').map_or(head, |(date, _)| date).trim();
    let commas = date.match_indices(',').map(|(i, _)| date.get(i + 1..).unwrap_or(""));
    commas.filter_map(day).next().map(|day| (day, head))
}

/// The last full date in a path.
fn day_in_path(path: &str) -> Option<Day> {
    let digits: Vec<(usize, &str)> = path
        .split(|c: char| !c.is_ascii_digit())
        .filter(|d| !d.is_empty())
        .map(|d| (d.as_ptr() as usize - path.as_ptr() as usize, d))
        .collect();
    let joined = |i: usize, j: usize| {
        let (Some((a, x)), Some((b, _))) = (digits.get(i), digits.get(j)) else { return false };
        path.get(a + x.len()..*b).is_some_and(|s| matches!(s, "-" | "/" | "_" | "." | "\\"))
    };
    let century = |year: i32| (1800..2200).contains(&year);
    let at = |i: usize| -> Option<Day> {
        let (_, word) = digits.get(i)?;
        if word.len() == 8 {
            return day(word).filter(|d| century(d.year()));
        }
        let ((_, month), (_, day)) = (digits.get(i + 1)?, digits.get(i + 2)?);
        if word.len() != 4 || month.len() > 2 || day.len() > 2 || !joined(i, i + 1) || !joined(i + 1, i + 2) {
            return None;
        }
        Day::from_ymd(word.parse().ok()?, month.parse().ok()?, day.parse().ok()?).filter(|d| century(d.year()))
    };
    (0..digits.len()).rev().find_map(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stated_date_is_read_in_the_forms_that_files_use() {
        for words in [
            "2019-04-24",
            "2019-04-24T22:30:00-04:00",
            "2019-04-24 08:00",
            "20190424",
            "24 April 2019",
            "April 24, 2019",
            "Apr. 24, 2019",
            "24th Apr 2019",
            "Wednesday, April 24, 2019",
            "Wed, 24 Apr 2019 22:30:00 -0400",
        ] {
            assert_eq!(day(words).map(|d| d.to_string()).as_deref(), Some("2019-04-24"), "{words}");
        }
        for words in [
            "2019-02-30",
            "30 February 2019",
            "April 2019",
            "2019",
            "24/04/19",
            "yesterday",
            "March 2019 12 x",
            "é2019-04-2T",
        ] {
            assert_eq!(day(words), None, "{words}");
        }
    }

    #[test]
    fn a_date_line_is_a_line_of_its_own_or_a_dateline_with_a_year() {
        for (text, expected) in [
            ("A headline\n\n12 March 2019\n\nText.", Some("2019-03-12")),
            ("Published: 12 March 2019\nText.", Some("2019-03-12")),
            ("VLADIVOSTOK, Russia, April 26, 2019 (Agency) - Kim left.", Some("2019-04-26")),
            ("HANOI, 2 March 2019 \u{2014} Two days after", Some("2019-03-02")),
            ("HANOI, March 2 - Two days after", None),
            ("Kim left on April 26, 2019 - and came back", None),
            ("He was born on 12 March 1960 in a village", None),
        ] {
            let mut metadata = Metadata::default();
            metadata.date_line(text);
            assert_eq!(metadata.dates.first().map(|d| d.0.to_string()).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_day_in_the_path_is_a_date_of_last_resort() {
        for (path, expected) in [
            ("news/2019-04-24-title.txt", Some("2019-04-24")),
            ("2019/04/24/title.html", Some("2019-04-24")),
            ("in/20190424_kim.txt", Some("2019-04-24")),
            ("2018-01-01/2019-04-24.txt", Some("2019-04-24")),
            ("2019-02-30.txt", None),
            ("3333/12/45.txt", None),
            ("kim-2019.txt", None),
        ] {
            assert_eq!(day_in_path(path).map(|d| d.to_string()).as_deref(), expected, "{path}");
        }
    }
}
