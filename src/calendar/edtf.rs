//! Prints an interval in EDTF (ISO 8601-2, level 1): `2019-02-27`, `2011`, `../2019-04-24`, `2019-02-27/2019-02-28`.

use super::{Day, Interval};

/// The shortest EDTF form that means exactly these days; `../..` when both ends are open.
pub fn print(interval: Interval) -> String {
    match (interval.earliest, interval.latest) {
        (Some(a), Some(b)) => closed(a, b),
        (a, b) => {
            let first = a.filter(|d| (d.month(), d.day()) == (1, 1)).map(year);
            let last = b.filter(|d| (d.month(), d.day()) == (12, 31)).map(year);
            format!("{}/{}", first.unwrap_or_else(|| end(a)), last.unwrap_or_else(|| end(b)))
        }
    }
}

fn end(day: Option<Day>) -> String {
    day.map_or_else(|| "..".into(), |d| d.to_string())
}

fn year(day: Day) -> String {
    let written = day.to_string();
    written[..written.len() - "-01-01".len()].into()
}

/// A day, a whole month, a whole year or several, or else both ends.
fn closed(a: Day, b: Day) -> String {
    let (first, last) = (a.to_string(), b.to_string());
    let same_year = a.year() == b.year();
    let whole_years = (a.month(), a.day(), b.month(), b.day()) == (1, 1, 12, 31);
    if a == b {
        first
    } else if same_year && whole_years {
        year(a)
    } else if whole_years {
        format!("{}/{}", year(a), year(b))
    } else if same_year && a.month() == b.month() && a.day() == 1 && b == a.end_of_month() {
        first[..first.len() - "-01".len()].into()
    } else {
        format!("{first}/{last}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_prints_as_the_shortest_form_that_means_the_same_days() {
        for (earliest, latest, edtf) in [
            ("2019-02-27", "2019-02-27", "2019-02-27"),
            ("2019-02-27", "2019-02-28", "2019-02-27/2019-02-28"),
            ("2019-02-01", "2019-02-28", "2019-02"),
            ("2020-02-01", "2020-02-28", "2020-02-01/2020-02-28"),
            ("2011-01-01", "2011-12-31", "2011"),
            ("-0043-01-01", "-0043-12-31", "-0043"),
            ("2010-01-01", "2011-12-31", "2010/2011"),
            ("2004-01-01", "", "2004/.."),
            ("", "1990-12-31", "../1990"),
            ("", "2019-04-24", "../2019-04-24"),
            ("2019-04-24", "", "2019-04-24/.."),
            ("", "", "../.."),
        ] {
            let interval = Interval { earliest: earliest.parse().ok(), latest: latest.parse().ok() };
            assert_eq!(print(interval), edtf);
        }
    }
}
