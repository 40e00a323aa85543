//! Which of many days is meant, once it is known what is counted from: the Friday before or after, the March of this year
//! or the next, the third Sunday of a month.

use super::anchor::Anchor;
use super::tense::{Lean, Pointer};
use super::unit::{Period, Unit};
use super::value::{Core, Parts, Which, on_or_after};
use crate::calendar::{Day, Granularity, Interval};

/// "two decades ago": about that year, give or take two.
pub fn around_year(day: Day, years: i64) -> Option<Period> {
    let year = Period::unit(Unit::Year, day, years)?;
    let middle = year.days.earliest?.year();
    Period::years(year.value, middle.checked_sub(2)?, middle.checked_add(2)?, Granularity::Interval)
}

/// The first Sunday of a month, the last weekend of a season.
pub fn nth(outer: &Period, n: i64, which: Which) -> Option<Period> {
    let weekday = match which {
        Which::Weekday(weekday) => weekday,
        Which::Unit(Unit::Weekend) => 6,
        Which::Unit(unit) => return outer.nth(n, unit),
    };
    let (first, last) = (outer.days.earliest?, outer.days.latest?);
    let day = match n {
        1.. => on_or_after(first, weekday)?.plus(n.checked_sub(1)?.checked_mul(7)?)?,
        _ => on_or_after(last.plus(-6)?, weekday)?.plus(n.checked_add(1)?.checked_mul(7)?)?,
    };
    let within = n != 0 && first <= day && day <= last;
    within.then(|| Period::day(day)).and_then(|day| match which {
        Which::Unit(unit) => Period::unit(unit, day.days.earliest?, 0),
        Which::Weekday(_) => Some(day),
    })
}

/// So many units after a period: as fine as a day where it is a day.
pub fn beside_period(period: &Period, count: i64, unit: Unit) -> Option<Period> {
    let day = period.days.earliest?;
    if period.days.days() != Some(1) || count == 0 {
        return Period::unit(unit, day, count);
    }
    match unit {
        Unit::Day => day.plus(count).map(Period::day),
        Unit::Week => day.plus(count.checked_mul(7)?).map(Period::day),
        Unit::Month | Unit::Year => {
            let month =
                Period::unit(if unit == Unit::Month { Unit::Month } else { Unit::Year }, day, count)?.days.earliest?;
            let month_number = if unit == Unit::Month { month.month() } else { day.month() };
            let first = Day::from_ymd(month.year(), month_number, 1)?;
            let last = first.end_of_month();
            first.plus(i64::from(day.day()) - 1).map(|d| Period::day(d.min(last)))
        }
        unit => Period::unit(unit, day, count),
    }
}

/// "the third quarter ended June 30" are the three months before that day, however a firm counts its quarters; "the
/// quarter" alone has its number from there.
pub fn quarter_until(core: &Core, quarter: Period, last: Option<&Period>) -> Period {
    let of_day = |last: &Period| {
        let end = last.days.latest.filter(|_| last.granularity == Granularity::Day)?;
        // A quarter may end a few days into the next month, or before its own month is over.
        let middle = Period::unit(Unit::Month, end.plus(-10)?, 0)?.days.latest?;
        let first = Period::unit(Unit::Month, middle, -2)?.days.earliest?;
        let value = match core {
            Core::Parts(parts) if parts.quarter.is_some() => quarter.value.clone(),
            Core::Shift(_, _, Unit::Quarter) => Period::unit(Unit::Quarter, middle, 0)?.value,
            _ => return None,
        };
        Some(Period { value, days: Interval::new(first, end.max(first)), granularity: Granularity::Quarter })
    };
    last.and_then(of_day).unwrap_or(quarter)
}

/// By how many quarters the name of a quarter is ahead of the calendar.
pub fn quarters_ahead(quarter: &Period) -> i64 {
    let number = |value: &str| {
        let (year, quarter) = value.split_once("-Q")?;
        Some(year.parse::<i64>().ok()? * 4 + quarter.parse::<i64>().ok()?)
    };
    let calendar = quarter.days.earliest.and_then(|d| Period::unit(Unit::Quarter, d, 0));
    let ahead = calendar.and_then(|c| Some(number(&quarter.value)? - number(&c.value)?));
    ahead.unwrap_or(0)
}

/// A quarter of the calendar under the name that a firm gives it.
pub fn renamed(quarter: Period, ahead: i64) -> Period {
    let name = quarter.days.earliest.filter(|_| quarter.granularity == Granularity::Quarter);
    let name = name.and_then(|d| Period::unit(Unit::Quarter, d, ahead)).map(|p| p.value);
    Period { value: name.unwrap_or_else(|| quarter.value.clone()), ..quarter }
}

/// The weekday before the anchor, or after it where verb or word look ahead.
pub fn weekday(parts: &Parts, anchor: Day, lean: Lean) -> Option<Period> {
    let next = on_or_after(anchor, parts.weekday?)?;
    let same = next == anchor;
    let days = match (parts.step, lean) {
        // "two Fridays ago" is the one before last Friday.
        (Some(step), _) if step < 0 => step.checked_mul(7)?,
        (Some(1), _) => {
            if same {
                7
            } else {
                0
            }
        }
        (Some(_), Lean::Past) | (None, Lean::Past | Lean::Open) => {
            if same {
                0
            } else {
                -7
            }
        }
        (Some(_), _) | (None, Lean::Future) => 0,
    };
    next.plus(days).map(Period::day)
}

/// The weekday after what was told, or before it.
pub fn weekday_told(parts: &Parts, anchor: &Anchor) -> Option<Period> {
    let weekday = parts.weekday?;
    let day = match parts.step {
        Some(step) if step < 0 => on_or_after(anchor.first.plus(-7)?, weekday),
        Some(step) if step > 0 => on_or_after(anchor.last.plus(1)?, weekday),
        _ => on_or_after(anchor.first, weekday),
    };
    day.map(Period::day)
}

/// "the 15th": of this month, or of the one before or after.
pub fn day_of_month(parts: &Parts, anchor: Day, lean: Lean, in_narrative: bool) -> Option<Period> {
    let here = parts.in_month(anchor, 0);
    let over = here.as_ref().and_then(|p| p.days.latest).is_some_and(|d| d < anchor);
    let to_come = here.as_ref().and_then(|p| p.days.earliest).is_some_and(|d| d > anchor);
    match lean {
        Lean::Future if over => parts.in_month(anchor, 1),
        Lean::Past if to_come && !in_narrative => parts.in_month(anchor, -1),
        _ => here,
    }
}

/// The month or day that a narrative has reached: in the year that was told, or early in the next one.
pub fn in_narrative_year(parts: &Parts, anchor: &Anchor) -> Option<Period> {
    let here = parts.in_year(anchor.first.year())?;
    let whole_year = anchor.last.number() - anchor.first.number() > 300;
    let back = anchor.first.number() - here.days.earliest?.number();
    if !whole_year && back > 210 { parts.in_year(anchor.first.year().checked_add(1)?) } else { Some(here) }
}

/// Days after which a month without its year is rather the next one.
const LONG_OVER: i64 = 240;
/// Days after which a day without its year is not the one of the past, where the verb only hints at it.
const FAR: i64 = 212;

/// The month, date or season nearest to the anchor on the side to which verb or word point.
pub fn nearest(parts: &Parts, anchor: Day, pointer: Pointer) -> Option<Period> {
    let year = anchor.year();
    // "three winters ago" lies further back than its neighbours.
    let back = i32::try_from(parts.step.unwrap_or(0).min(0)).ok().filter(|back| *back > -1000)?;
    let around: Vec<Period> = (back - 2..=2).filter_map(|n| parts.in_year(year.checked_add(n)?)).collect();
    let over = |p: &&Period| p.days.latest.is_some_and(|d| d < anchor);
    let begun = |p: &&Period| p.days.earliest.is_some_and(|d| d <= anchor);
    let distance = |p: &&Period| match (p.days.earliest, p.days.latest) {
        (Some(a), _) if a > anchor => a.number() - anchor.number(),
        (_, Some(b)) if b < anchor => anchor.number() - b.number(),
        _ => 0,
    };
    // "Friday, 26 October": the weekday tells the year.
    if let Some(weekday) = parts.weekday {
        let fits = |p: &&Period| p.days.earliest.is_some_and(|d| d.weekday().number_from_monday() == weekday);
        if let Some(p) = around.iter().filter(fits).min_by_key(distance).filter(|p| distance(p) < 400) {
            return Some(p.clone());
        }
    }
    let last_begun = || around.iter().rfind(begun);
    let next_not_over = || around.iter().find(|p| !over(p));
    let closest = || around.iter().min_by_key(distance);
    // Whether the last one is so many days away, and the next one nearer.
    let is_far = |last: &Option<&Period>, next: &Option<&Period>, days: i64| match (last, next) {
        (Some(last), Some(next)) => distance(last) > days && distance(next) < distance(last),
        _ => false,
    };
    let found = match (parts.step, pointer.lean) {
        (Some(step), _) if step < 0 => around.iter().rev().filter(over).nth(back.unsigned_abs() as usize - 1),
        (Some(1), _) => around.iter().find(|p| !begun(p)),
        (Some(_), _) => around.iter().find(|p| p.days.earliest.is_some_and(|d| d.year() == year)),
        // Quarters are reported, and expected to be reported, when they are over.
        (None, Lean::Future) if parts.quarter.is_some() => around.iter().find(|p| !over(p) || distance(p) < 100),
        (None, _) if parts.quarter.is_some() || parts.half.is_some() => last_begun(),
        (None, Lean::Future) if pointer.direct || parts.day.is_none() => next_not_over(),
        (None, Lean::Past) if pointer.direct => last_begun(),
        // A month without a sign is the last one, unless that is long over; a day of a month is the nearest one.
        (None, _) if parts.month.is_some() && parts.day.or(parts.month2).is_none() => {
            if is_far(&last_begun(), &next_not_over(), LONG_OVER) { next_not_over() } else { last_begun() }
        }
        // Where the verb only hints at the past, the day to come must be nearer by far.
        (None, Lean::Past) if !is_far(&last_begun(), &next_not_over(), FAR) => last_begun(),
        (None, _) => closest(),
    };
    found.cloned()
}
