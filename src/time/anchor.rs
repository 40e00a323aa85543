//! What an expression is counted from: the publication, or what the text has told until then. Each case has its name.

use super::tense::Lean;
use super::value::{From, Parts};
use crate::calendar::{Basis, Day, Granularity, Interval};

/// What the text has told so far, as it is read.
#[derive(Debug, Clone, Default)]
pub struct Narrative {
    /// The last date that the text named, with its sentence.
    pub told: Option<Told>,
    /// The last single day that the text named.
    pub day: Option<Told>,
    /// The last date after the publication that the text named.
    pub ahead: Option<Told>,
    /// The quarter that is reported on, in reports of earnings.
    pub reported: Option<Interval>,
    /// By how many quarters its name is ahead of the calendar: a firm's fourth quarter may end in June.
    pub fiscal: i64,
    /// Whether the text tells more of the past than news.
    pub history: bool,
    /// Whether it opens with news all the same, as the report of a death or a sale does.
    pub news: bool,
    /// Whether the expression that is read now goes on with what was told.
    pub goes_on: bool,
}

/// A date that the text has named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// Its days.
    pub days: Interval,
    /// How fine it is.
    pub granularity: Granularity,
    /// The sentence that named it.
    pub sentence: usize,
    /// Whether a clause named it that only explains.
    pub aside: bool,
    /// Whether it opened its sentence, or dated what "she" or "they" did.
    pub opens: bool,
}

/// The days that something is counted from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The first day.
    pub first: Day,
    /// The last day.
    pub last: Day,
    /// How a date that is counted from it was found.
    pub basis: Basis,
    /// What it is, for a person.
    pub words: String,
}

/// Sentences after which what was told no longer dates what comes.
const REACH: usize = 3;
/// Days after which a month is no more that of the news.
const OVER: i64 = 60;
/// Days before the publication from which on a text tells history.
const HISTORY: i64 = 400;

impl Narrative {
    /// Remembers a date that the text has named.
    pub fn tell(&mut self, told: Told, published: Option<Day>) {
        let Told { days, granularity, .. } = told;
        if days.earliest.is_some() && days.latest.is_some() {
            if published.is_some_and(|p| days.earliest > Some(p)) {
                self.ahead = Some(told);
            }
            self.told = Some(told);
            if granularity == Granularity::Day {
                self.day = Some(told);
            }
        }
    }

    /// "They will meet on 27 and 28 May, she said on Monday, and plan to talk the next day": what is to come is counted from
    /// what is to come and not from the day on which it was said. `None` when the text tells nothing of the kind.
    pub fn plan(&self, sentence: usize) -> Option<Told> {
        let ahead = self.ahead.filter(|a| sentence <= a.sentence + 1)?;
        (self.told != Some(ahead)).then_some(ahead)
    }
}

/// The publication as an anchor.
pub fn publication(published: Day) -> Anchor {
    Anchor { first: published, last: published, basis: Basis::Relative, words: format!("publication date {published}") }
}

/// A told date as an anchor; `None` when it is open.
pub fn told(told: Told) -> Option<Anchor> {
    let (first, last) = (told.days.earliest?, told.days.latest?);
    let name = if first == last { first.to_string() } else { format!("{first} to {last}") };
    Some(Anchor { first, last, basis: Basis::Narrative, words: format!("the date told before, {name}") })
}

/// "It failed in October. The following week the state took over": the days that so many days behind one of that month may be.
pub fn about(told: Told, count: i64, days: i64, published: Option<Day>) -> Option<Interval> {
    let Interval { earliest: Some(first), latest: Some(last) } = told.days else { return None };
    let over = published.is_none_or(|p| p.number() - last.number() > OVER);
    let near = told.granularity == Granularity::Month && count > 0 && days < 28;
    let moved = count.checked_mul(days).filter(|_| near && over)?;
    Some(Interval::new(first.plus(moved)?, last.plus(moved)?.plus(days - 1)?))
}

/// What an expression with a count is counted from, when it is as fine as so many days.
pub fn of_shift(
    from: From,
    count: i64,
    days: i64,
    sentence: usize,
    published: Option<Day>,
    narrative: &Narrative,
) -> Option<Anchor> {
    let by_text = || {
        let coarse = |t: &Told| t.days.days().is_none_or(|d| d > days.max(1));
        let last = narrative.told.filter(|t| !coarse(t)).or(narrative.day.filter(|_| days <= 1));
        last.and_then(told)
    };
    let reported = || {
        let days = narrative.reported?;
        told(Told { days, granularity: Granularity::Quarter, sentence: 0, aside: false, opens: false })
    };
    match from {
        // "last month" is counted from the publication and from nothing else, also in a text that has told of other days.
        From::Published | From::Around => published.map(publication),
        // "at noon" on the day that was just told of, also where no publication is known.
        From::Near => {
            let reach = if narrative.history || published.is_none() { REACH } else { 1 };
            let near = narrative.day.filter(|t| sentence <= t.sentence + reach);
            near.and_then(told).or_else(|| published.map(publication))
        }
        // "the previous year" without a date before it looks back from the publication; "the following" looks nowhere.
        From::Told => by_text().or_else(|| published.filter(|_| count < 0 && days > 1).map(publication)),
        From::Compared => reported()
            .or_else(|| by_text().filter(|_| narrative.history || published.is_none()))
            .or_else(|| published.map(publication)),
        From::Latest => reported().or_else(|| published.map(publication)),
    }
}

/// What a month, a weekday or a day without its year is counted from.
pub fn of_parts(
    parts: &Parts,
    lean: Lean,
    sentence: usize,
    published: Option<Day>,
    narrative: &Narrative,
) -> Option<Anchor> {
    let reach = if narrative.history { REACH } else { 1 };
    let near = narrative.told.filter(|t| sentence <= t.sentence + reach);
    if let Some(anchor) = narrative.told.filter(|_| parts.told).and_then(told) {
        return Some(anchor);
    }
    let Some(published) = published else {
        // "in May" goes on in the year that was told; "on Friday" and "last May" wait for the publication.
        return narrative.told.filter(|_| parts.step.is_none() && !parts.is_weekday()).and_then(told);
    };
    // "on 12 May" in a narrative that has reached 1913.
    let in_history = near.filter(|t| {
        let old = t.days.latest.is_some_and(|d| published.number() - d.number() > HISTORY);
        let fine = t.days.days().is_some_and(|d| d <= if narrative.history { 366 } else { 31 });
        // News that mention back then in passing go on with the news.
        // "Orva sold Selt in 2008. Vento sold Lom in February": another one's February, in a text that opens with news.
        let another = narrative.news && t.sentence < sentence && !narrative.goes_on && !t.opens;
        let followed = (narrative.history || !t.aside) && !another;
        old && fine && followed && parts.step.is_none() && lean != Lean::Future && !parts.is_weekday()
    });
    in_history.and_then(told).or_else(|| Some(publication(published)))
}
