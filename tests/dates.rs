//! Days and intervals as values.

use dateline::calendar::{Day, Interval, edtf};
use jiff::civil::Date;
use proptest::prelude::*;

/// Days from about 9999 BC to 9999 AD.
fn any_day() -> impl Strategy<Value = Day> {
    (-4_371_000i64..2_932_000).prop_map(|n| Day::from_number(n).expect("within the years ±9999"))
}

/// The ends of what EDTF prints, by a reader of its own.
fn read_edtf(text: &str) -> (Option<String>, Option<String>) {
    let whole = |end: &str| -> (Option<String>, Option<String>) {
        let sign = if end.starts_with('-') { "-" } else { "" };
        let parts: Vec<i16> = end.trim_start_matches('-').split('-').map(|p| p.parse().unwrap()).collect();
        let print = |y: i16, m: i8, d: i8| Some(format!("{sign}{y:04}-{m:02}-{d:02}"));
        match *parts.as_slice() {
            [y] => (print(y, 1, 1), print(y, 12, 31)),
            [y, m] => {
                let year = if sign.is_empty() { y } else { -y };
                let last = Date::new(year, m as i8, 1).unwrap().last_of_month().day();
                (print(y, m as i8, 1), print(y, m as i8, last))
            }
            _ => (Some(end.into()), Some(end.into())),
        }
    };
    match text.split_once('/') {
        None => whole(text),
        Some((a, b)) => ((a != "..").then(|| whole(a).0).flatten(), (b != "..").then(|| whole(b).1).flatten()),
    }
}

/// Days that lie at or beside the edges of months and years.
fn edge_day() -> impl Strategy<Value = Day> {
    (-9998i32..9998, prop::sample::select(vec![1u32, 2, 6, 12]), prop::bool::ANY, -1i64..=1).prop_map(
        |(y, m, end, more)| {
            let first = Day::from_ymd(y, m, 1).unwrap();
            let day = if end { first.end_of_month() } else { first };
            day.plus(more).unwrap()
        },
    )
}

/// An interval within twelve days, perhaps open, and which of these days it holds.
fn few_days() -> impl Strategy<Value = (Interval, Vec<bool>)> {
    (prop::option::of(0i64..12), prop::option::of(0i64..12)).prop_map(|(a, b)| {
        let (a, b) = match (a, b) {
            (Some(a), Some(b)) => (Some(a.min(b)), Some(a.max(b))),
            ends => ends,
        };
        let day = |n: Option<i64>| n.and_then(Day::from_number);
        let holds = (0..12).map(|n| a.is_none_or(|a| a <= n) && b.is_none_or(|b| n <= b)).collect();
        (Interval { earliest: day(a), latest: day(b) }, holds)
    })
}

proptest! {
    #[test]
    fn an_interval_in_edtf_means_exactly_its_days(a in edge_day(), more in 0i64..800, b in edge_day(), near in prop::bool::ANY) {
        let b = if near { a.plus(more).unwrap_or(a) } else { b };
        let x = Interval::new(a, b);
        let ends = (x.earliest.map(|d| d.to_string()), x.latest.map(|d| d.to_string()));
        prop_assert_eq!(read_edtf(&edtf::print(x)), ends);
        let open = [Interval::until(a), Interval::since(a)].map(|x| read_edtf(&edtf::print(x)));
        prop_assert_eq!(open, [(None, Some(a.to_string())), (Some(a.to_string()), None)]);
    }

    #[test]
    fn whole_months_and_years_and_nothing_else_have_the_short_form(year in -9999i32..=9999, month in 1u32..=12) {
        let first = Day::from_ymd(year, month, 1).unwrap();
        let printed = |a, b| edtf::print(Interval::new(a, b));
        prop_assert_eq!(printed(first, first.end_of_month()), first.to_string().rsplit_once('-').unwrap().0.to_string());
        prop_assert!(printed(first, first.end_of_month().plus(-1).unwrap()).contains('/'));
        let (start, end) = (Day::from_ymd(year, 1, 1).unwrap(), Day::from_ymd(year, 12, 31).unwrap());
        prop_assert_eq!(printed(start, end), start.to_string().strip_suffix("-01-01").unwrap().to_string());
        prop_assert!(printed(start, end.plus(-1).unwrap()).contains('/'));
    }

    #[test]
    fn intervals_behave_as_the_sets_of_their_days((x, in_x) in few_days(), (y, in_y) in few_days()) {
        let both = in_x.iter().zip(&in_y).any(|(x, y)| *x && *y);
        let ends = [x.earliest, x.latest, y.earliest, y.latest];
        prop_assert!(!both || x.overlaps(y));
        if ends.iter().all(Option::is_some) {
            prop_assert_eq!(x.overlaps(y), both);
            prop_assert_eq!(x.contains(y), in_x.iter().zip(&in_y).all(|(x, y)| *x || !*y));
            prop_assert_eq!(x.days(), Some(in_x.iter().filter(|d| **d).count() as i64));
        }
        let hull = x.hull(y);
        prop_assert!(hull.contains(x) && hull.contains(y));
        prop_assert_eq!(hull.earliest, if x.earliest.is_none() || y.earliest.is_none() { None } else { x.earliest.min(y.earliest) });
        prop_assert_eq!(hull.latest, if x.latest.is_none() || y.latest.is_none() { None } else { x.latest.max(y.latest) });
    }

    #[test]
    fn a_printed_day_parses_back(day in any_day()) {
        prop_assert_eq!(day.to_string().parse::<Day>(), Ok(day));
        prop_assert_eq!(Day::from_ymd(day.year(), day.month(), day.day()), Some(day));
    }

    #[test]
    fn the_end_of_a_month_is_in_that_month_and_the_next_day_is_not(day in any_day()) {
        let end = day.end_of_month();
        prop_assert!(end >= day && end.month() == day.month());
        if let Some(next) = end.plus(1) {
            prop_assert_eq!(next.day(), 1);
        }
    }

    #[test]
    fn what_an_interval_contains_it_also_overlaps(a in any_day(), b in any_day(), c in any_day(), d in any_day()) {
        let (x, y) = (Interval::new(a, b), Interval::new(c, d));
        prop_assert!(x.earliest <= x.latest);
        prop_assert_eq!(x.overlaps(y), y.overlaps(x));
        if x.contains(y) {
            prop_assert!(x.overlaps(y));
        }
        prop_assert!(Interval::default().contains(x));
    }
}

#[test]
fn days_beyond_the_calendar_are_refused_without_a_panic() {
    for number in [i64::MIN, -4_400_000, 2_940_000, i64::MAX] {
        assert_eq!(Day::from_number(number), None, "{number}");
    }
    for year in [-10_000, 10_000] {
        assert_eq!(Day::from_ymd(year, 6, 1), None, "{year}");
    }
    let first = Day::from_ymd(-9999, 1, 1).unwrap();
    assert_eq!(first.plus(-1), None);
    let last = Day::from_ymd(9999, 12, 31).unwrap();
    assert_eq!(last.plus(1), None);
    assert_eq!(last.plus(i64::MAX), None);
    assert_eq!(last.end_of_month(), last);
}

#[test]
fn open_intervals_overlap_what_they_may_reach_and_nothing_else() {
    let day = |s: &str| s.parse::<Day>().unwrap();
    let before = Interval::until(day("2019-04-24"));
    assert!(before.overlaps(Interval::day(day("2011-06-01"))));
    assert!(!before.overlaps(Interval::day(day("2019-04-25"))));
    assert!(!Interval::day(day("2019-04-24")).contains(before));
}
