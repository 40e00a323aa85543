//! Dates as people type them behind an option.

use crate::calendar::{Day, Interval};

/// A day, a month or a year of ISO 8601, or two of them with a slash between; `..` is an open end.
pub(super) fn interval(words: &str) -> Result<Interval, String> {
    let Some((first, last)) = words.split_once('/') else { return single(words) };
    let open = |end: &str| end == ".." || end.is_empty();
    let earliest = if open(first) { None } else { single(first)?.earliest };
    let latest = if open(last) { None } else { single(last)?.latest };
    match (earliest, latest) {
        (None, None) => Err(format!("'{words}' has neither a first nor a last day")),
        (Some(a), Some(b)) if a > b => Err(format!("'{words}' ends before it begins")),
        _ => Ok(Interval { earliest, latest }),
    }
}

fn single(words: &str) -> Result<Interval, String> {
    let fail = || format!("'{words}' is no date; write it as 2019-04-24, 2019-04 or 2019");
    let year = words.len() - words.strip_prefix('-').map_or(words.len(), str::len);
    match words.get(year..).unwrap_or("").len() {
        4 => {
            let day = |end: &str| format!("{words}-{end}").parse::<Day>().map_err(|_| fail());
            Ok(Interval::new(day("01-01")?, day("12-31")?))
        }
        7 => {
            let first: Day = format!("{words}-01").parse().map_err(|_| fail())?;
            Ok(Interval::new(first, first.end_of_month()))
        }
        _ => words.parse::<Day>().map(Interval::day).map_err(|_| fail()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_and_a_month_mean_all_their_days() {
        for (words, first, last) in [
            ("2019", "2019-01-01", "2019-12-31"),
            ("2020-02", "2020-02-01", "2020-02-29"),
            ("2019-04-24", "2019-04-24", "2019-04-24"),
            ("-0043", "-0043-01-01", "-0043-12-31"),
        ] {
            let interval = interval(words).unwrap();
            assert_eq!(interval, Interval::new(first.parse().unwrap(), last.parse().unwrap()));
        }
        let open = interval("../2019-04").unwrap();
        assert_eq!((open.earliest, open.latest), (None, "2019-04-30".parse().ok()));
        assert_eq!(interval("2019-02-27/2019-02").unwrap().latest, "2019-02-28".parse().ok());
        for words in ["", "-", "../..", "2019/2018", "2019-13", "2019-02-30", "last week", "ä"] {
            assert!(interval(words).is_err(), "{words}");
        }
    }
}
