//! Days and intervals as values.

use dateline::calendar::{Day, Interval};
use proptest::prelude::*;

/// Days from about 9999 BC to 9999 AD.
fn any_day() -> impl Strategy<Value = Day> {
    (-4_371_000i64..2_932_000).prop_map(|n| Day::from_number(n).expect("within the years ±9999"))
}

proptest! {
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
