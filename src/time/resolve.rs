//! From what was scanned to days: counted from the publication date, or from what the text has just told.

use super::scan::Found;
use super::value::{Period, Value};
use super::words::Unit;
use crate::calendar::{Basis, Day, Interval};
use crate::findings::{TimeExpression, TimexType};
use crate::text::Document;

/// Where in time the text is while it is read.
#[derive(Debug, Clone, Copy, Default)]
pub struct Narrative {
    /// The last day, month or year that the text named itself.
    pub told: Option<Interval>,
}

/// How far back or ahead the verb points: -1 past, 1 future, 0 not known.
pub type Direction = i64;

/// Resolves one expression.
pub fn resolve(
    document: &Document,
    found: &Found,
    published: Option<Day>,
    narrative: &mut Narrative,
    direction: Direction,
) -> TimeExpression {
    let told = narrative.told.and_then(|i| i.latest);
    let (kind, period, text, basis, anchor) = match &found.value {
        Value::Fixed(period) => (TimexType::Date, Some(period.clone()), None, Basis::Explicit, None),
        Value::Duration(value) => (TimexType::Duration, None, Some(value.clone()), Basis::Explicit, None),
        Value::Set(value) => (TimexType::Set, None, Some(value.clone()), Basis::Explicit, None),
        Value::Vague(value) => (TimexType::Date, None, Some((*value).to_string()), Basis::Relative, None),
        Value::Clock(value) => {
            let day = published.map(|d| format!("{d}{value}"));
            (TimexType::Time, published.map(Period::day), day, Basis::Relative, published.map(from_publication))
        }
        Value::Part(day, part) => {
            let inner = Found { value: (**day).clone(), ..found.clone() };
            let day = resolve(document, &inner, published, narrative, direction);
            let value = day.value.map(|v| format!("{v}{part}"));
            return TimeExpression { kind: TimexType::Time, value, ..day };
        }
        Value::Told(..) | Value::Same(_) => {
            let period = told.and_then(|day| relative(&found.value, day, direction));
            (TimexType::Date, period, None, Basis::Narrative, told.map(|d| format!("the date told before, {d}")))
        }
        Value::Month(..) | Value::Season(..) if published.is_none() && told.is_some() => {
            let period = told.and_then(|day| in_year(&found.value, day.year()));
            (TimexType::Date, period, None, Basis::Narrative, told.map(|d| format!("the date told before, {d}")))
        }
        value => {
            let period = published.and_then(|day| relative(value, day, direction));
            (TimexType::Date, period, None, Basis::Relative, published.map(from_publication))
        }
    };
    let days = period.as_ref().map_or(Interval::default(), |p| found.modifier.map_or(p.days, |m| p.part(m)));
    if kind == TimexType::Date && days.earliest.is_some() && !matches!(found.value, Value::Offset(Unit::Day, _)) {
        narrative.told = Some(days);
    }
    TimeExpression {
        span: document.span(found.tokens.clone()),
        text: document.words(found.tokens.clone()).to_string(),
        kind,
        value: text.or_else(|| period.as_ref().map(|p| p.value.clone())),
        modifier: found.modifier.map(Into::into),
        interval: days,
        granularity: period.as_ref().map(|p| p.granularity),
        basis,
        rule: found.rule.to_string(),
        anchor,
    }
}

fn from_publication(day: Day) -> String {
    format!("publication date {day}")
}

/// A month or season of a given year.
fn in_year(value: &Value, year: i32) -> Option<Period> {
    match value {
        Value::Month(month, Some((a, b)), _) => {
            Some(Period::between(Day::from_ymd(year, *month, *a)?, Day::from_ymd(year, *month, *b)?))
        }
        Value::Month(month, None, _) => Period::month(year, *month),
        Value::Season(name, month, _) => Period::season(year, name, *month),
        _ => None,
    }
}

fn relative(value: &Value, anchor: Day, direction: Direction) -> Option<Period> {
    match value {
        Value::Offset(unit, n) | Value::Told(unit, n) => match unit {
            // "a year ago" and "two months later" are about that day: as fine as the unit.
            Unit::Week if n.abs() > 1 => anchor.plus(n * 7).and_then(|d| Period::unit(Unit::Week, d, 0)),
            unit => Period::unit(*unit, anchor, *n),
        },
        Value::Same(unit) => Period::unit(*unit, anchor, 0),
        Value::Weekday(day, step) => weekday(*day, *step, anchor, direction),
        Value::Month(..) | Value::Season(..) => nearest(value, anchor, direction),
        Value::Quarter(n) => {
            let year = anchor.year();
            let this = Period::quarter(year, *n)?;
            let later = this.days.earliest.is_some_and(|d| d > anchor);
            if later && direction <= 0 { Period::quarter(year - 1, *n) } else { Some(this) }
        }
        _ => None,
    }
}

/// The weekday on or before the anchor after a past verb, on or after it before a future one.
fn weekday(day: u32, step: Option<i64>, anchor: Day, direction: Direction) -> Option<Period> {
    let ahead = (i64::from(day) - i64::from(anchor.weekday().num_days_from_monday())).rem_euclid(7);
    let days = match step {
        Some(-1) => {
            if ahead == 0 {
                -7
            } else {
                ahead - 7
            }
        }
        Some(1) => {
            if ahead == 0 {
                7
            } else {
                ahead
            }
        }
        Some(_) => i64::from(day) - i64::from(anchor.weekday().num_days_from_monday()),
        None if direction > 0 => ahead,
        None => {
            if ahead == 0 {
                0
            } else {
                ahead - 7
            }
        }
    };
    anchor.plus(days).map(Period::day)
}

/// The month, date or season nearest to the anchor on the side that the tense points to.
fn nearest(value: &Value, anchor: Day, direction: Direction) -> Option<Period> {
    let year = anchor.year();
    let step = match value {
        Value::Month(_, _, step) | Value::Season(_, _, step) => *step,
        _ => None,
    };
    let here = in_year(value, year)?;
    let starts_later = here.days.earliest.is_some_and(|d| d > anchor);
    let is_over = here.days.latest.is_some_and(|d| d < anchor);
    let year = match step {
        Some(-1) if !is_over => year - 1,
        Some(1) if !starts_later => year + 1,
        Some(_) => year,
        None if direction > 0 && is_over => year + 1,
        None if direction < 0 && starts_later => year - 1,
        // Without a tense: the nearest one.
        None if direction == 0 && starts_later && here.days.earliest?.number() - anchor.number() > 183 => year - 1,
        None if direction == 0 && is_over && anchor.number() - here.days.latest?.number() > 183 => year + 1,
        None => year,
    };
    in_year(value, year)
}
