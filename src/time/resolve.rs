//! From what was scanned to TIMEX3 values and days. The anchor comes from [`super::anchor`]; here is the calendar.

use super::anchor::{self, Anchor, Narrative, Told};
use super::beside::{Ahead, Beside};
use super::placing::{
    around_year, beside_period, day_of_month, in_narrative_year, nearest, nth, quarter_until, quarters_ahead, renamed,
    weekday, weekday_told,
};
use super::scan::Scanned;
use super::tense::{Lean, Pointer};
use super::unit::{FIRST_HALF, Period, SECOND_HALF, TURN, Unit};
use super::value::{Core, From, Parts, Time, on_or_after};
use crate::calendar::{Basis, Day, Granularity, Interval};
use crate::findings::{TimeExpression, TimexType};
use crate::span::Offsets;

/// Sentences that open a text, its title among them.
const LEAD: usize = 3;
/// Modifiers of rules that TIMEX3 has no name for: a part of a period before, or after, the publication.
const EARLIER: &str = "EARLIER";
const LATER: &str = "LATER";

/// Resolves all expressions of a text in order. Does not look at the text again but for its words.
pub fn resolve(scanned: &[Scanned], text: &str, offsets: &Offsets, published: Option<Day>) -> Vec<TimeExpression> {
    let history = published.is_some_and(|p| tells_history(scanned, p));
    let narrative = Narrative { history, news: scanned.iter().any(opens_with_news), ..Narrative::default() };
    let mut all = Resolver { published, narrative, day_first: day_first(scanned), events: Vec::new() };
    let mut resolved: Vec<TimeExpression> = Vec::with_capacity(scanned.len());
    for (i, s) in scanned.iter().enumerate() {
        all.narrative.goes_on = s.goes_on;
        // "from May to June 1940": the year stands at the end.
        let borrowed = scanned.get(i + 1).filter(|_| s.reaches).and_then(|next| with_year_of(&s.reading.core, next));
        let its_day = day_behind(scanned, i);
        let core = borrowed.as_ref().or(its_day.map(|(core, _)| core)).unwrap_or(&s.reading.core);
        let mut found = all.core(core, its_day.map_or(s.pointer, |(_, pointer)| pointer), s.sentence);
        let first = i.checked_sub(1).filter(|p| over_midnight(scanned, *p, core));
        if let Some(first) = first.and_then(|p| resolved.get(p)) {
            found.period = first.interval.earliest.and_then(|d| d.plus(1)).map(Period::day);
            found.basis = Some(first.basis);
        }
        let start = i.checked_sub(1).filter(|p| scanned[*p].reaches && alike(&scanned[*p].reading.core, core));
        let start = start.and_then(|p| resolved.get(p)?.interval.earliest);
        if let (Some(start), Core::Parts(parts)) = (start, core) {
            found = not_before(found, parts, start);
        }
        if s.ended
            && let Some(next) = scanned.get(i + 1)
        {
            let last = all.core(&next.reading.core, next.pointer, next.sentence).period;
            found.period = found.period.map(|p| quarter_until(core, p, last.as_ref()));
        }
        if let Some(length) = s.ahead {
            found.days = all.ahead(length, s.pointer);
        }
        if let Some(beside) = &s.beside {
            let date = scanned.get(i + 1).filter(|_| beside.date);
            let date = date.and_then(|next| all.core(&next.reading.core, next.pointer, next.sentence).period);
            found = all.beside_event(beside, date, s, found);
        }
        found.time = time_of(scanned, i);
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

/// Whether an expression of the first sentences names a day of the week, as news do.
fn opens_with_news(s: &Scanned) -> bool {
    let weekday = matches!(&s.reading.core, Core::Parts(parts) if parts.is_weekday());
    s.sentence < LEAD && weekday
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

/// "9 a.m. to 5 p.m. on Friday", "3 p.m. (1200 GMT) on Monday": the day of a time that stands right behind it.
fn day_behind(scanned: &[Scanned], at: usize) -> Option<(&Core, Pointer)> {
    /// Bytes of ") on " or " to ".
    const GAP: usize = 5;
    let is_bare = |s: &Scanned| s.reading.time.is_some() && s.reading.core == Core::Shift(From::Near, 0, Unit::Day);
    let first = scanned.get(at).filter(|s| is_bare(s))?;
    let mut end = first.bytes.end;
    for s in scanned.iter().skip(at + 1).take(2) {
        if s.sentence != first.sentence || s.bytes.start.saturating_sub(end) > GAP {
            return None;
        }
        end = s.bytes.end;
        match &s.reading.core {
            _ if is_bare(s) => {}
            // "between 9 and 11 a.m. yesterday".
            core @ Core::Shift(From::Published, _, Unit::Day) => return Some((core, s.pointer)),
            core @ Core::Parts(p) if p.weekday.is_some() || p.day.is_some() && p.day2.is_none() => {
                return Some((core, s.pointer));
            }
            _ => return None,
        }
    }
    None
}

/// Whether two expressions name their days in the same way, as the ends of one period do.
fn alike(a: &Core, b: &Core) -> bool {
    match (a, b) {
        (Core::Parts(a), Core::Parts(b)) => a.is_weekday() == b.is_weekday() && a.day.is_some() == b.day.is_some(),
        _ => false,
    }
}

/// The end of a period never lies before its start: "from March to May" in April.
fn not_before(found: Found, parts: &Parts, start: Day) -> Found {
    let over = found.period.as_ref().and_then(|p| p.days.latest).is_some_and(|d| d < start);
    if !over || parts.is_fixed() {
        return found;
    }
    let period = if parts.is_weekday() {
        parts.weekday.and_then(|w| on_or_after(start, w)).map(Period::day)
    } else if parts.is_day_alone() {
        (0..=1).filter_map(|n| parts.in_month(start, n)).find(|p| p.days.latest >= Some(start))
    } else {
        let years = [Some(start.year()), start.year().checked_add(1)];
        years.into_iter().flatten().filter_map(|y| parts.in_year(y)).find(|p| p.days.latest >= Some(start))
    };
    if period.is_some() { Found { period, ..found } } else { found }
}

/// "from 10 p.m. to 4 a.m.": the second of two times of day is that of the next day when it comes before the first. "Left at
/// 9 p.m. on Friday. It lost power at 1 a.m.": so is one of the night that follows an evening in what is told.
fn over_midnight(scanned: &[Scanned], first: usize, core: &Core) -> bool {
    let near = *core == Core::Shift(From::Near, 0, Unit::Day);
    match (time_of(scanned, first), time_of(scanned, first + 1)) {
        (Some(Time::Clock(h, m)), Some(Time::Clock(h2, m2))) if near => {
            let night = h >= EVENING && h2 < MORNING;
            let goes_on = scanned[first + 1].sentence <= scanned[first].sentence + 1;
            let told = scanned[first + 1].pointer.lean == Lean::Past;
            (h2, m2) < (h, m) && (scanned[first].reaches || night && goes_on && told)
        }
        _ => false,
    }
}

/// The time of day of an expression; that of a bare hour follows from the one to which it reaches.
fn time_of(scanned: &[Scanned], at: usize) -> Option<Time> {
    let s = scanned.get(at)?;
    let end = scanned.get(at + 1).filter(|_| s.reaches).and_then(|next| next.reading.time);
    s.reading.time.map(|time| time.before(end))
}

/// The first hour of the evening and the first of the morning, between which a text goes on through a night.
const EVENING: i64 = 18;
const MORNING: i64 = 6;

/// What became of an expression.
#[derive(Debug, Clone, Default)]
struct Found {
    period: Option<Period>,
    text: Option<String>,
    basis: Option<Basis>,
    anchor: Option<String>,
    alternative: Option<Period>,
    time: Option<Time>,
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
        let value = found.text.or_else(|| found.period.map(|p| p.value)).map(|v| match found.time {
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
                    self.narrative.fiscal = found.period.as_ref().map_or(0, quarters_ahead);
                }
                let told = Told { days, granularity, sentence: s.sentence, aside: s.aside, opens: s.goes_on };
                self.narrative.tell(told, self.published);
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
            Core::Shift(from, count, unit) => self.shift(*from, *count, *unit, pointer.lean, sentence),
            Core::Nth(n, which, outer) => {
                let base = self.core(outer, pointer, sentence);
                let period = base.period.as_ref().and_then(|p| nth(p, *n, *which));
                Found { period, ..base }
            }
            Core::Of(inner, outer) => self.of(inner, outer, pointer, sentence),
            Core::Beside(count, unit, of) => {
                let lean = if *count < 0 { Lean::Past } else { Lean::Future };
                let toward = if *count == 0 { pointer } else { Pointer { lean, direct: true, before: false } };
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
        } else if in_narrative && pointer.before && parts.step.is_none() {
            let years = [anchor.first.year().checked_sub(1), Some(anchor.first.year())];
            let mut told = years.into_iter().flatten().filter_map(|year| parts.in_year(year));
            told.rfind(|p| p.days.earliest <= Some(anchor.first))
        } else if in_narrative && parts.step.is_none_or(|step| step == 0) {
            self.on_from(in_narrative_year(parts, &anchor), parts, pointer, &anchor)
        } else {
            nearest(parts, day, pointer)
        };
        Found::counted(period, &anchor)
    }

    /// "In August 2009 ... In March ...": news do not go back in what they tell of before, where the last March before the
    /// publication lies behind what was told.
    fn on_from(&self, told: Option<Period>, parts: &Parts, pointer: Pointer, anchor: &Anchor) -> Option<Period> {
        let back = told.as_ref().and_then(|p| p.days.latest).is_some_and(|d| d < anchor.first);
        let published = self.published.filter(|_| back && !self.narrative.history);
        let recent =
            published.and_then(|p| nearest(parts, p, pointer).filter(|n| n.days.latest.is_some_and(|d| d < p)));
        recent.filter(|p| p.days.earliest.is_some_and(|d| d > anchor.last)).or(told)
    }

    fn either(&self, month_first: Day, day_first: Day) -> Found {
        let (a, b) = (Period::day(month_first), Period::day(day_first));
        match self.day_first {
            Some(true) => Found::explicit(Some(b)),
            Some(false) => Found::explicit(Some(a)),
            None => Found { alternative: Some(b), ..Found::explicit(Some(a)) },
        }
    }

    fn shift(&self, from: From, count: i64, unit: Unit, lean: Lean, sentence: usize) -> Found {
        let days = unit.days();
        let plan = self.narrative.plan(sentence).filter(|_| from == From::Told && lean == Lean::Future && count > 0);
        let anchor = match plan {
            // The day after one of several days is not known.
            Some(plan) => anchor::told(plan).filter(|a| a.first == a.last),
            None => anchor::of_shift(from, count, days, sentence, self.published, &self.narrative),
        };
        let Some(anchor) = anchor else {
            let told = self.narrative.told.filter(|_| from == From::Told);
            let about = told.and_then(|told| anchor::about(told, count, days, self.published));
            return Found { days: about, basis: about.map(|_| Basis::Narrative), ..Found::default() };
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
            // "the weekend" of what is to come, or on one of its days.
            (From::Latest, false)
                if unit == Unit::Weekend && (lean == Lean::Future || day.weekday().number_from_monday() > 5) =>
            {
                Period::unit(unit, day, count)
            }
            (From::Latest, false) => Period::unit(unit, day, count - 1),
            _ => match unit {
                // "six hours ago" is the day itself or the day before.
                Unit::Clock('H') => day.plus(count / 24).map(Period::day),
                Unit::Clock(_) => Some(Period::day(day)),
                unit => Period::unit(unit, day, count),
            },
        };
        // What is compared with a firm's fourth quarter is its fourth quarter too.
        let period = match self.narrative.fiscal {
            ahead if ahead != 0 && from_text => period.map(|p| renamed(p, ahead)),
            _ => period,
        };
        // "65 million years ago" lies beyond the calendar.
        let beyond = period.is_none().then_some(if count < 0 { "PAST_REF" } else { "FUTURE_REF" });
        Found { text: beyond.map(Into::into), ..Found::counted(period, &anchor) }
    }

    /// "in three weeks", "within 30 days" of what is to come.
    fn ahead(&self, length: Ahead, pointer: Pointer) -> Option<Interval> {
        let published = self.published.filter(|_| pointer.lean == Lean::Future)?;
        let end = beside_period(&Period::day(published), length.count, length.unit)?.days;
        match length.within {
            true => Some(Interval::new(published, end.latest?)),
            false if end.days() == Some(1) => Period::unit(length.unit, end.earliest?, 0).map(|p| p.days),
            false => Some(end),
        }
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
        Found { period, text, days: Some(days), basis: Some(Basis::Narrative), anchor, ..Found::default() }
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

/// What TIMEX3 calls the modifier of a rule.
fn printed(modifier: &'static str) -> Option<&'static str> {
    match modifier {
        EARLIER | LATER => None,
        FIRST_HALF | TURN => Some("START"),
        SECOND_HALF => Some("END"),
        other => Some(other),
    }
}
