//! A date in words that show it for what it is: "2011", "by 31 Dec 2019", "before 24 Apr 2019", "27-28 Feb 2019".

use crate::calendar::{Day, EventDate, Granularity, Relation};

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// What the mark behind a date means.
pub const GUESS: &str = "?: the day is not named, but follows from the context or the publication.";

/// Whether no article names these days: they are those of the publication, or of what is told around.
pub fn is_guess(date: &EventDate) -> bool {
    date.is_closed() && date.basis.is_guess()
}

/// The date of an event; "undated" when nobody says. One that no article names ends in a question mark.
pub fn words(date: Option<&EventDate>) -> String {
    let Some(date) = date else { return "undated".into() };
    let about = if date.value.contains('~') { "about " } else { "" };
    let (earliest, latest) = (date.interval.earliest, date.interval.latest);
    let text = match (earliest, latest, date.relation) {
        (None, None, _) => return "undated".into(),
        (_, Some(b), Relation::By) => format!("by {}", day(b)),
        (None, Some(b), Relation::Until) => format!("until {}", day(b)),
        // The last possible day is included: before 24 April means 23 April at the latest, and is said so.
        (None, Some(b), _) => format!("before {}", day(b.plus(1).filter(|_| exclusive(date)).unwrap_or(b))),
        (Some(a), None, Relation::After) => format!("after {}", open_end(a)),
        (Some(a), None, _) => format!("since {}", open_end(a)),
        (Some(a), Some(b), _) => closed(a, b, date.granularity),
    };
    format!("{about}{text}{}", if is_guess(date) { "?" } else { "" })
}

/// Whether the interval ends the day before the one that the article names.
fn exclusive(date: &EventDate) -> bool {
    let named = date.value.rsplit('/').next().unwrap_or("");
    date.relation == Relation::Before && named.parse::<Day>().ok() != date.interval.latest
}

/// The first day of an open interval. "Since 2004" begins on 1 January like "since January 2004", so that only the
/// year is sure; the same holds for the first day of a month.
fn open_end(first: Day) -> String {
    match (first.month(), first.day()) {
        (1, 1) => year(first),
        (_, 1) => format!("{} {}", month(first), year(first)),
        _ => day(first),
    }
}

fn closed(a: Day, b: Day, granularity: Granularity) -> String {
    let same_year = a.year() == b.year();
    let whole_year = same_year && (a.month(), a.day(), b.month(), b.day()) == (1, 1, 12, 31);
    let whole_months = a.day() == 1 && b == b.end_of_month();
    match granularity {
        _ if a == b => day(a),
        Granularity::Decade if a.year().rem_euclid(10) == 0 && b.year() == a.year() + 9 => format!("{}s", a.year()),
        Granularity::Season if same_year => format!("{} {}", season(a), year(a)),
        Granularity::Season => format!("{} {}-{:02}", season(a), year(a), b.year().rem_euclid(100)),
        _ if whole_year => year(a),
        Granularity::Quarter if whole_months && same_year => format!("Q{} {}", a.month().div_ceil(3), year(a)),
        _ if whole_months && same_year && a.month() == b.month() => format!("{} {}", month(a), year(a)),
        _ if whole_months && same_year => format!("{}-{} {}", month(a), month(b), year(a)),
        _ if (a.month(), a.day(), b.month(), b.day()) == (1, 1, 12, 31) => format!("{}-{}", year(a), year(b)),
        _ if same_year && a.month() == b.month() => format!("{}-{} {} {}", a.day(), b.day(), month(a), year(a)),
        _ if same_year => format!("{} {} - {}", a.day(), month(a), day(b)),
        _ => format!("{} - {}", day(a), day(b)),
    }
}

/// A day: "24 Apr 2019".
pub fn day(day: Day) -> String {
    format!("{} {} {}", day.day(), month(day), year(day))
}

fn month(day: Day) -> &'static str {
    MONTHS.get(day.month() as usize - 1).copied().unwrap_or("?")
}

/// Astronomical years have a year 0; people count 1 BC before 1 AD.
fn year(day: Day) -> String {
    if day.year() > 0 { day.year().to_string() } else { format!("{} BC", 1 - day.year()) }
}

/// Meteorological seasons of the northern half, which is what the words mean in almost all news in English.
fn season(first: Day) -> &'static str {
    match first.month() {
        3..=5 => "spring",
        6..=8 => "summer",
        9..=11 => "autumn",
        _ => "winter",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{Basis, Interval};

    #[test]
    fn a_date_is_shown_for_what_it_is() {
        use Granularity as G;
        use Relation as R;
        for (earliest, latest, granularity, relation, value, expected) in [
            ("2019-04-24", "2019-04-24", G::Day, R::On, "2019-04-24", "24 Apr 2019"),
            ("2019-02-27", "2019-02-28", G::Interval, R::On, "2019-02-27/2019-02-28", "27-28 Feb 2019"),
            ("2019-02-01", "2019-02-28", G::Month, R::Within, "2019-02", "Feb 2019"),
            ("2011-01-01", "2011-12-31", G::Year, R::Within, "2011", "2011"),
            ("1990-01-01", "1990-12-31", G::Year, R::Within, "1990~", "about 1990"),
            ("2019-01-01", "2019-12-31", G::Year, R::By, "2019", "by 31 Dec 2019"),
            ("", "2019-12-31", G::Open, R::By, "../2019-12-31", "by 31 Dec 2019"),
            ("", "2019-04-24", G::Open, R::Before, "../2019-04-24", "before 24 Apr 2019"),
            ("", "2019-04-23", G::Open, R::Before, "../2019-04-24", "before 24 Apr 2019"),
            ("2019-04-24", "", G::Open, R::Since, "2019-04-24/..", "since 24 Apr 2019"),
            ("1974-01-01", "", G::Open, R::Since, "1974-01-01/..", "since 1974"),
            ("2011-08-01", "", G::Open, R::Since, "2011-08/..", "since Aug 2011"),
            ("2019-01-01", "2019-03-31", G::Quarter, R::Within, "2019-Q1", "Q1 2019"),
            ("2018-12-30", "2019-01-02", G::Interval, R::On, "", "30 Dec 2018 - 2 Jan 2019"),
            ("2019-03-30", "2019-04-02", G::Interval, R::On, "", "30 Mar - 2 Apr 2019"),
            ("1990-01-01", "1999-12-31", G::Decade, R::Within, "199", "1990s"),
            ("2015-01-01", "2017-12-31", G::Interval, R::On, "2015/2017", "2015-2017"),
            ("-0043-03-15", "-0043-03-15", G::Day, R::On, "-0043-03-15", "15 Mar 44 BC"),
            ("", "", G::Open, R::Within, "../..", "undated"),
        ] {
            let interval = Interval { earliest: earliest.parse().ok(), latest: latest.parse().ok() };
            let date = EventDate { value: value.into(), interval, granularity, relation, basis: Basis::Explicit };
            assert_eq!(words(Some(&date)), expected);
        }
        assert_eq!(words(None), "undated");
    }

    #[test]
    fn a_day_that_no_article_names_is_marked_and_an_open_date_needs_no_mark() {
        let day: Option<Day> = "2019-04-24".parse().ok();
        for (basis, earliest, relation, expected) in [
            (Basis::Publication, day, Relation::On, "24 Apr 2019?"),
            (Basis::Narrative, day, Relation::On, "24 Apr 2019?"),
            (Basis::Relative, day, Relation::On, "24 Apr 2019"),
            (Basis::Person, day, Relation::On, "24 Apr 2019"),
            (Basis::Publication, None, Relation::Before, "before 24 Apr 2019"),
        ] {
            let interval = Interval { earliest, latest: day };
            let date =
                EventDate { value: "2019-04-24".into(), interval, granularity: Granularity::Day, relation, basis };
            assert_eq!(words(Some(&date)), expected, "{basis}");
        }
    }
}
