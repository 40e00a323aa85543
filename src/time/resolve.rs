//! From what was scanned to TIMEX3 values and days. The anchor comes from [`super::anchor`]; here is the calendar.

use super::anchor::{self, Anchor, Narrative};
use super::beside::Beside;
use super::scan::Scanned;
use super::tense::{Lean, Pointer};
use super::unit::{FIRST_HALF, Period, SECOND_HALF, TURN, Unit};
use super::value::{Core, From, Parts, Reading, Time, Which, on_or_after};
use crate::calendar::{Basis, Day, Granularity, Interval};
use crate::findings::{TimeExpression, TimexType};
use crate::span::Offsets;

/// Modifiers of rules that TIMEX3 has no name for: a part of a period before, or after, the publication.
const EARLIER: &str = "EARLIER";
const LATER: &str = "LATER";

/// Resolves all expressions of a text in order. Does not look at the text again but for its words.
pub fn resolve(scanned: &[Scanned], text: &str, offsets: &Offsets, published: Option<Day>) -> Vec<TimeExpression> {
    let narrative = Narrative { history: published.is_some_and(|p| tells_history(scanned, p)), ..Narrative::default() };
    let mut all = Resolver { published, narrative, day_first: day_first(scanned), events: Vec::new() };
    let mut resolved: Vec<TimeExpression> = Vec::with_capacity(scanned.len());
    for (i, s) in scanned.iter().enumerate() {
        // "from May to June 1940": the year stands at the end.
        let borrowed = scanned.get(i + 1).filter(|_| s.reaches).and_then(|next| with_year_of(&s.reading.core, next));
        let next_day = i.checked_sub(1).and_then(|p| over_midnight(scanned.get(p)?, &s.reading));
        let core = borrowed.as_ref().or(next_day.as_ref()).unwrap_or(&s.reading.core);
        let mut found = all.core(core, s.pointer, s.sentence);
        if let Some(beside) = &s.beside {
            let date = scanned.get(i + 1).filter(|_| beside.date);
            let date = date.and_then(|next| all.core(&next.reading.core, next.pointer, next.sentence).period);
            found = all.beside_event(beside, date, s, found);
        }
        let span = offsets.span(s.bytes.start, s.bytes.end);
        let words = text.get(s.bytes.clone()).unwrap_or("").to_string();
        resolved.push(all.expression(s, found, span, words));
    }
    for i in 1..resolved.len() {
        if scanned[i - 1].reaches {
            let end = resolved[i].interval.latest;
            let start = &mut resolved[i - 1];
            if let (Some(a), Some(b)) = (start.interval.earliest, end)
                && a <= b
            {
                start.interval = Interval::new(a, b);
                start.granularity = Some(Granularity::Interval);
            }
        }
    }
    resolved
}

/// Whether this text writes the day before the month; `None` when nothing tells.
fn day_first(scanned: &[Scanned]) -> Option<bool> {
    let count = |order: &str| scanned.iter().filter(|s| s.order == Some(order)).count();
    let (day, month) = (count("day-first"), count("month-first"));
    (day != month).then_some(day > month)
}

/// Whether a text names more years of the past than days around its publication.
fn tells_history(scanned: &[Scanned], published: Day) -> bool {
    let past = |s: &&Scanned| match &s.reading.core {
        Core::Parts(p) => p.year.is_some_and(|y| y < published.year() - 1),
        _ => false,
    };
    let news = |s: &&Scanned| match &s.reading.core {
        Core::Parts(p) => p.is_weekday(),
        Core::Shift(From::Published, ..) => true,
        _ => false,
    };
    scanned.iter().filter(past).count() > scanned.iter().filter(news).count()
}

fn with_year_of(core: &Core, next: &Scanned) -> Option<Core> {
    match (core, &next.reading.core) {
        (Core::Parts(a), Core::Parts(b)) if !a.is_fixed() && b.is_fixed() => {
            let month = a.month.or(b.month.filter(|_| a.day.is_some()));
            Some(Core::Parts(Parts { year: b.year, month, ..*a }))
        }
        _ => None,
    }
}

/// "from 10 p.m. to 4 a.m.": the second of two times of day is that of the next day when it comes before the first.
fn over_midnight(first: &Scanned, second: &Reading) -> Option<Core> {
    match (first.reading.time, second.time, &second.core) {
        (Some(Time::Clock(h, m)), Some(Time::Clock(h2, m2)), Core::Shift(From::Near, 0, Unit::Day))
            if first.reaches && (h2, m2) < (h, m) =>
        {
            Some(Core::Beside(1, Unit::Day, Box::new(first.reading.core.clone())))
        }
        _ => None,
    }
}

/// What became of an expression.
#[derive(Debug, Clone, Default)]
struct Found {
    period: Option<Period>,
    text: Option<String>,
    basis: Option<Basis>,
    anchor: Option<String>,
    alternative: Option<Period>,
    /// Days that are known where there is no period of the calendar.
    days: Option<Interval>,
}

impl Found {
    fn explicit(period: Option<Period>) -> Self {
        Self { period, basis: Some(Basis::Explicit), ..Self::default() }
    }

    fn text(value: &str, basis: Basis) -> Self {
        Self { text: Some(value.to_string()), basis: Some(basis), ..Self::default() }
    }

    fn counted(period: Option<Period>, anchor: &Anchor) -> Self {
        Self { period, basis: Some(anchor.basis), anchor: Some(anchor.words.clone()), ..Self::default() }
    }
}

struct Resolver {
    published: Option<Day>,
    narrative: Narrative,
    day_first: Option<bool>,
    /// The words of what the text has dated, with the date.
    events: Vec<(Vec<String>, Period)>,
}

impl Resolver {
    fn expression(&mut self, s: &Scanned, found: Found, span: crate::span::Span, words: String) -> TimeExpression {
        let modifier = s.reading.modifier;
        let days = match (&found.period, &found.alternative) {
            (Some(a), Some(b)) => a.days.hull(b.days),
            (Some(p), None) => match modifier {
                Some(EARLIER) if self.holds_publication(p.days) => Interval { latest: self.published, ..p.days },
                Some(LATER) if self.holds_publication(p.days) => Interval { earliest: self.published, ..p.days },
                Some(m) => p.part(m),
                None => p.days,
            },
            _ => found.days.unwrap_or_default(),
        };
        let granularity = found.period.as_ref().map(|p| match found.alternative {
            Some(_) => Granularity::Interval,
            None => p.granularity,
        });
        self.remember(s, &found, days);
        // "three months" before "after the summit" is a date where that of the summit is known.
        let kind = if s.beside.is_some() && found.period.is_some() { TimexType::Date } else { s.kind };
        let value = found.text.or_else(|| found.period.map(|p| p.value)).map(|v| match s.reading.time {
            // A time of several days is that of the first.
            Some(time) => format!("{}{}", v.split('/').next().unwrap_or(&v), time.print()),
            None => v,
        });
        TimeExpression {
            span,
            text: words,
            kind,
            value,
            modifier: modifier.and_then(printed).map(Into::into),
            quant: s.reading.quant.map(Into::into),
            freq: s.reading.freq.clone(),
            interval: days,
            granularity: granularity.filter(|_| !matches!(kind, TimexType::Duration | TimexType::Set)),
            basis: found.basis.unwrap_or(Basis::Relative),
            rule: s.rule.to_string(),
            anchor: found.anchor,
            alternative: found.alternative.map(|p| p.value),
        }
    }

    fn holds_publication(&self, days: Interval) -> bool {
        self.published.is_some_and(|p| days.contains(Interval::day(p)))
    }

    /// What the text has told now, for what comes after.
    fn remember(&mut self, s: &Scanned, found: &Found, days: Interval) {
        let granularity = found.period.as_ref().map(|p| p.granularity);
        match &s.reading.core {
            Core::Duration(_, true) => self.narrative.reported = None,
            Core::Shift(From::Published, 0, _) | Core::Shift(From::Compared, ..) => {}
            Core::Shift(From::Near, ..) if found.basis != Some(Basis::Narrative) => {}
            _ if matches!(s.kind, TimexType::Date | TimexType::Time) => {
                let Some(granularity) = granularity else { return };
                // Only what is over can be reported on.
                let over = self.published.is_none_or(|p| days.latest.is_some_and(|d| d < p));
                if granularity == Granularity::Quarter && over && !matches!(s.reading.core, Core::Of(..)) {
                    self.narrative.reported = Some(days);
                }
                self.narrative.tell(days, granularity, s.sentence);
                if let (Some(period), false) = (&found.period, s.tells.is_empty()) {
                    self.events.push((s.tells.clone(), period.clone()));
                }
            }
            _ => {}
        }
    }

    fn core(&self, core: &Core, pointer: Pointer, sentence: usize) -> Found {
        match core {
            Core::Parts(parts) => self.parts(parts, pointer, sentence),
            Core::Either(month_first, day_first) => self.either(*month_first, *day_first),
            Core::Shift(from, count, unit) => self.shift(*from, *count, *unit, sentence),
            Core::Nth(n, which, outer) => {
                let base = self.core(outer, pointer, sentence);
                let period = base.period.as_ref().and_then(|p| nth(p, *n, *which));
                Found { period, ..base }
            }
            Core::Of(inner, outer) => self.of(inner, outer, pointer, sentence),
            Core::Beside(count, unit, of) => {
                let lean = if *count < 0 { Lean::Past } else { Lean::Future };
                let toward = if *count == 0 { pointer } else { Pointer { lean, direct: true } };
                let base = self.core(of, toward, sentence);
                let period = base.period.as_ref().and_then(|p| beside_period(p, *count, *unit));
                Found { period, ..base }
            }
            Core::Duration(value, _) => Found::text(value, Basis::Explicit),
            Core::Set(value) => Found::text(value, Basis::Explicit),
            Core::Vague(value) => Found::text(value, Basis::Relative),
            Core::Nothing => Found::default(),
        }
    }

    fn parts(&self, parts: &Parts, pointer: Pointer, sentence: usize) -> Found {
        if parts.is_fixed() {
            return Found::explicit(parts.in_year(0));
        }
        let lean = pointer.lean;
        let Some(anchor) = anchor::of_parts(parts, lean, sentence, self.published, &self.narrative) else {
            return Found::default();
        };
        let in_narrative = anchor.basis == Basis::Narrative;
        let day = if in_narrative { anchor.first } else { anchor.last };
        let period = if parts.is_weekday() {
            match in_narrative {
                true => weekday_told(parts, &anchor),
                false => weekday(parts, day, lean),
            }
        } else if parts.is_day_alone() {
            day_of_month(parts, day, lean, in_narrative)
        } else if in_narrative && parts.step.is_none_or(|step| step == 0) {
            in_narrative_year(parts, &anchor)
        } else {
            nearest(parts, day, pointer)
        };
        Found::counted(period, &anchor)
    }

    fn either(&self, month_first: Day, day_first: Day) -> Found {
        let (a, b) = (Period::day(month_first), Period::day(day_first));
        match self.day_first {
            Some(true) => Found::explicit(Some(b)),
            Some(false) => Found::explicit(Some(a)),
            None => Found { alternative: Some(b), ..Found::explicit(Some(a)) },
        }
    }

    fn shift(&self, from: From, count: i64, unit: Unit, sentence: usize) -> Found {
        let days = unit.days();
        let Some(anchor) = anchor::of_shift(from, count, days, sentence, self.published, &self.narrative) else {
            return Found::default();
        };
        let from_text = anchor.basis == Basis::Narrative && (from == From::Told || self.narrative.reported.is_some());
        let day = if count < 0 { anchor.first } else { anchor.last };
        let period = match (from, from_text) {
            // A quarter that is reported on stays a quarter a year before.
            (From::Compared, true) if unit == Unit::Year => Period::unit(Unit::Quarter, day, count.saturating_mul(4)),
            (From::Compared, true) if unit == Unit::Unknown => {
                Period::unit(Unit::Quarter, day, count.saturating_mul(4))
            }
            (From::Compared, false) if unit == Unit::Unknown => Period::unit(Unit::Year, day, count),
            (From::Compared, false) if unit == Unit::Quarter => Period::unit(Unit::Quarter, day, count * 4 - 1),
            (From::Compared, true) if unit == Unit::Quarter => Period::unit(Unit::Quarter, day, count * 4),
            (From::Around, _) if unit == Unit::Decade => around_year(day, count.saturating_mul(10)),
            (From::Around, _) if unit == Unit::Century => around_year(day, count.saturating_mul(100)),
            (From::Told, _) if unit == Unit::Decade && count != 0 => {
                Period::unit(Unit::Year, day, count.saturating_mul(10))
            }
            (From::Latest, true) => Period::unit(Unit::Quarter, day, count),
            (From::Latest, false) => Period::unit(unit, day, count - 1),
            _ => match unit {
                // "six hours ago" is the day itself or the day before.
                Unit::Clock('H') => day.plus(count / 24).map(Period::day),
                Unit::Clock(_) => Some(Period::day(day)),
                unit => Period::unit(unit, day, count),
            },
        };
        Found::counted(period, &anchor)
    }

    /// "three months after the summit": counted from the date of the summit, when the text has told it. Else nothing is
    /// known but on which side of the publication it lies.
    fn beside_event(&self, beside: &Beside, date: Option<Period>, s: &Scanned, alone: Found) -> Found {
        let told = || self.events.iter().rev().find(|(words, _)| beside.told_in(words)).map(|(_, p)| p.clone());
        let Some(base) = date.or_else(told) else {
            let days = self.published.and_then(|p| match s.pointer.lean {
                Lean::Past => Some(Interval::until(p)),
                Lean::Future => Some(Interval::since(p)),
                Lean::Open => None,
            });
            return Found { days, ..alone };
        };
        let anchor = Some(format!("{} {}", beside.event.join(" "), base.value).trim().to_string());
        let moved = beside.count.and_then(|n| {
            let n = if beside.after { n } else { n.checked_neg()? };
            let fine = base.days.days().is_some_and(|d| d <= beside.unit.days());
            if fine {
                return beside_period(&base, n, beside.unit).map(|p| (Some(p.clone()), p.days));
            }
            // Coarser than what is counted: from so long after its first day to so long after its last one.
            let ends = [base.days.earliest?, base.days.latest?].map(Period::day);
            let [a, b] = ends.map(|day| beside_period(&day, n, beside.unit).and_then(|p| p.days.earliest));
            Some((None, Interval::new(a?, b?)))
        });
        let side = || match beside.after {
            true => Interval { earliest: base.days.earliest, latest: None },
            false => Interval { earliest: None, latest: base.days.latest },
        };
        let (period, days) = moved.unwrap_or_else(|| (None, side()));
        let text = if period.is_some() { None } else { alone.text };
        Found { period, text, days: Some(days), basis: Some(Basis::Narrative), anchor, alternative: None }
    }

    fn of(&self, inner: &Core, outer: &Core, pointer: Pointer, sentence: usize) -> Found {
        let whole = self.core(outer, pointer, sentence);
        let period = match (inner, &whole.period) {
            (Core::Parts(parts), Some(outer)) => parts.within(outer.days),
            _ => None,
        };
        Found { period, ..whole }
    }
}

/// "two decades ago": about that year, give or take two.
fn around_year(day: Day, years: i64) -> Option<Period> {
    let year = Period::unit(Unit::Year, day, years)?;
    let middle = year.days.earliest?.year();
    Period::years(year.value, middle.checked_sub(2)?, middle.checked_add(2)?, Granularity::Interval)
}

/// What TIMEX3 calls the modifier of a rule.
fn printed(modifier: &'static str) -> Option<&'static str> {
    match modifier {
        EARLIER | LATER => None,
        FIRST_HALF | TURN => Some("START"),
        SECOND_HALF => Some("END"),
        other => Some(other),
    }
}

/// The first Sunday of a month, the last weekend of a season.
fn nth(outer: &Period, n: i64, which: Which) -> Option<Period> {
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
fn beside_period(period: &Period, count: i64, unit: Unit) -> Option<Period> {
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

/// The weekday before the anchor, or after it where verb or word look ahead.
fn weekday(parts: &Parts, anchor: Day, lean: Lean) -> Option<Period> {
    let next = on_or_after(anchor, parts.weekday?)?;
    let same = next == anchor;
    let days = match (parts.step, lean) {
        (Some(-1), _) => -7,
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
fn weekday_told(parts: &Parts, anchor: &Anchor) -> Option<Period> {
    let weekday = parts.weekday?;
    let day = match parts.step {
        Some(step) if step < 0 => on_or_after(anchor.first.plus(-7)?, weekday),
        Some(step) if step > 0 => on_or_after(anchor.last.plus(1)?, weekday),
        _ => on_or_after(anchor.first, weekday),
    };
    day.map(Period::day)
}

/// "the 15th": of this month, or of the one before or after.
fn day_of_month(parts: &Parts, anchor: Day, lean: Lean, in_narrative: bool) -> Option<Period> {
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
fn in_narrative_year(parts: &Parts, anchor: &Anchor) -> Option<Period> {
    let here = parts.in_year(anchor.first.year())?;
    let whole_year = anchor.last.number() - anchor.first.number() > 300;
    let back = anchor.first.number() - here.days.earliest?.number();
    if !whole_year && back > 210 { parts.in_year(anchor.first.year().checked_add(1)?) } else { Some(here) }
}

/// The month, date or season nearest to the anchor on the side to which verb or word point.
fn nearest(parts: &Parts, anchor: Day, pointer: Pointer) -> Option<Period> {
    let year = anchor.year();
    let around: Vec<Period> = (-2..=2).filter_map(|n| parts.in_year(year.checked_add(n)?)).collect();
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
    let found = match (parts.step, pointer.lean) {
        (Some(-1), _) => around.iter().rfind(over),
        (Some(1), _) => around.iter().find(|p| !begun(p)),
        (Some(_), _) => around.iter().find(|p| p.days.earliest.is_some_and(|d| d.year() == year)),
        // Quarters are reported, and expected to be reported, when they are over.
        (None, Lean::Future) if parts.quarter.is_some() => around.iter().find(|p| !over(p) || distance(p) < 100),
        (None, _) if parts.quarter.is_some() || parts.half.is_some() => last_begun(),
        (None, Lean::Future) if pointer.direct || parts.day.is_none() => next_not_over(),
        (None, Lean::Past) if pointer.direct => last_begun(),
        // A month without a sign is the last one, a day of a month the nearest one.
        (None, _) if parts.month.is_some() && parts.day.or(parts.month2).is_none() => last_begun(),
        (None, _) => closest(),
    };
    found.cloned()
}
