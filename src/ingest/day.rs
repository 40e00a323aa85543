//! The days that files state, in words and in paths.

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::calendar::Day;

/// The longest line, in characters, that can be nothing but a date.
const DATE_LINE: usize = 60;

/// The day of a date as files state it: ISO 8601 with or without time, RFC 2822, `20190424`, `24 April 2019`,
/// `April 24, 2019`. A time keeps the day of its own offset: 22:30 in New York is that day.
pub(super) fn day(words: &str) -> Option<Day> {
    let words = words.trim();
    let of = |date: NaiveDate| date.to_string().parse().ok();
    if let Ok(day) = words.parse() {
        return Some(day);
    }
    if let Some((date, time)) = words.split_at_checked(10)
        && let Ok(day) = date.parse()
        && time.starts_with(['T', 't', ' '])
    {
        return Some(day);
    }
    if words.len() == 8 && words.bytes().all(|b| b.is_ascii_digit()) {
        return NaiveDate::parse_from_str(words, "%Y%m%d").ok().and_then(of);
    }
    if let Some(time) = of_mail(words) {
        return of(time.date_naive());
    }
    in_words(words).or_else(|| in_numbers(words)?.ok())
}

/// RFC 2822, as mail and feeds have it; the day of the week may be wrong, as it is where people write the date by hand.
pub(super) fn of_mail(words: &str) -> Option<DateTime<FixedOffset>> {
    let date = words.split_once(',').filter(|(weekday, _)| weekday.len() == 3).map_or(words, |(_, date)| date.trim());
    DateTime::parse_from_rfc2822(date).ok()
}

/// `24/04/2019`, `24.04.2019`, `4-24-2019`, with or without a time. With points the day comes first everywhere; else only a
/// number over 12 tells which of two is the day, and where none does it is an error.
fn in_numbers(words: &str) -> Option<Result<Day, ()>> {
    let date = words.split([' ', ',', 'T']).next()?;
    let sign = ['/', '.', '-'].into_iter().find(|sign| date.contains(*sign))?;
    let parts: Vec<&str> = date.split(sign).collect();
    let [a, b, year] = parts[..] else { return None };
    let short = |n: &str| matches!(n.len(), 1 | 2);
    if !short(a) || !short(b) || year.len() != 4 {
        return None;
    }
    let (a, b, year): (u32, u32, i32) = (a.parse().ok()?, b.parse().ok()?, year.parse().ok()?);
    let (day, month) = match sign {
        '.' => (a, b),
        _ if a > 12 || a == b => (a, b),
        _ if b > 12 => (b, a),
        _ => return Some(Err(())),
    };
    Day::from_ymd(year, month, day).map(Ok)
}

/// Whether a date in numbers may be two days: 3 April and 4 March.
pub(super) fn is_ambiguous(words: &str) -> bool {
    matches!(in_numbers(words.trim()), Some(Err(())))
}

/// When something was changed, as files state it, so that two can be compared as text: in UTC where the offset is known,
/// a day where no time is given.
pub(super) fn moment(words: &str) -> Option<String> {
    let words = words.trim();
    let exact = DateTime::parse_from_rfc3339(words).or_else(|_| DateTime::parse_from_rfc2822(words));
    if let Ok(time) = exact {
        return Some(time.to_utc().format("%Y-%m-%dT%H:%M:%SZ").to_string());
    }
    let local = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"];
    let local = local.iter().find_map(|form| chrono::NaiveDateTime::parse_from_str(words, form).ok());
    local.map(|time| time.format("%Y-%m-%dT%H:%M:%S").to_string()).or_else(|| Some(day(words)?.to_string()))
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
pub(super) fn only_a_date(line: &str) -> Option<Day> {
    if line.chars().count() > DATE_LINE {
        return None;
    }
    let line = line.trim_matches(|c: char| c == '*' || c == '_' || c == '(' || c == ')');
    let lower = line.to_ascii_lowercase();
    let label =
        ["published on", "published", "posted on", "posted", "date", "dated"].iter().find(|l| lower.starts_with(**l));
    let rest = label.and_then(|l| line.get(l.len()..)).unwrap_or(line);
    day(without_time(rest.trim_start_matches([':', ' ']).trim_end_matches('.')))
}

/// `April 24, 2019 10:30 p.m. EDT` without its time.
fn without_time(words: &str) -> &str {
    let is_time = |word: &str| {
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        digits > 0 && digits <= 4 && word.contains([':', '.']) && word.starts_with(|c: char| c.is_ascii_digit())
    };
    let start = words.split(' ').find(|w| is_time(w)).map(|w| w.as_ptr() as usize - words.as_ptr() as usize);
    let before = start.and_then(|at| words.get(..at)).map_or(words, str::trim_end);
    let before = [" at", " |", " -", " \u{2013}", ","].iter().find_map(|s| before.strip_suffix(s)).unwrap_or(before);
    before.trim_end()
}

/// A dateline that states its year: capitals, then a date, then a dash.
pub(super) fn dateline(line: &str) -> Option<(Day, &str)> {
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
pub(super) fn day_in_path(path: &str) -> Option<Day> {
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
            "Wed 24 Apr 2019",
            "Mon, 24 Apr 2019 22:30:00 GMT",
            "24/04/2019",
            "4/24/2019 10:30 PM",
            "24.4.2019, 10:30",
        ] {
            assert_eq!(day(words).map(|d| d.to_string()).as_deref(), Some("2019-04-24"), "{words}");
        }
        for words in [
            "2019-02-30",
            "30 February 2019",
            "April 2019",
            "2019",
            "24/04/19",
            "03/04/2019",
            "30.02.2019",
            "24/24/2019",
            "1.2.3456.7",
            "yesterday",
            "March 2019 12 x",
            "é2019-04-2T",
        ] {
            assert_eq!(day(words), None, "{words}");
        }
    }

    #[test]
    fn moments_compare_as_text_whatever_the_offset() {
        for (words, expected) in [
            ("2019-04-24T22:30:00-04:00", "2019-04-25T02:30:00Z"),
            ("Wed, 24 Apr 2019 22:30:00 -0400", "2019-04-25T02:30:00Z"),
            ("2019-04-24 08:00", "2019-04-24T08:00:00"),
            ("April 24, 2019", "2019-04-24"),
        ] {
            assert_eq!(moment(words).as_deref(), Some(expected), "{words}");
        }
        assert_eq!(moment("yesterday"), None);
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
