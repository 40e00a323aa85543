//! Dates as people type them behind an option.

use crate::calendar::{Day, Interval};

/// A day, a month or a year of ISO 8601.
pub(super) fn interval(words: &str) -> Result<Interval, String> {
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
        for words in ["", "-", "2019-13", "2019-02-30", "last week", "ä"] {
            assert!(interval(words).is_err(), "{words}");
        }
    }
}
