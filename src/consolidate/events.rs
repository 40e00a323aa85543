//! Which event mentions report one event: each joins the best report that it agrees with, or none.
//!
//! Whom a mention joins depends on itself and on those that lie near it, not on what these have joined. So one more
//! article changes only what is near it, and the order of articles does not matter. Mentions that join each other,
//! directly or through others, are one event. Not more is joined than the evidence supports: two meetings in one month
//! stay two.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use super::blocks::{FINE, LATELY, hash, is_compared, over_by};
use crate::actors::keys;
use crate::calendar::{Day, EventDate, Granularity};
use crate::findings::{ParticipantRole, Status};

/// Days that two reports of one event may differ and contradict each other, rather than be two events.
pub const SLIP: i64 = 3;
/// The least share of words of two labels that makes them like each other.
pub(super) const LIKE: f64 = 0.4;

/// An event mention as far as other articles are concerned.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Its number.
    pub id: i64,
    /// The number of its article.
    pub article: i64,
    /// The article that counts as its source: its own, or the one that its own is a duplicate of.
    pub origin: i64,
    /// Whether it only repeats the mention that it joins, word for word, in a duplicate; then it says nothing itself.
    pub repeats: bool,
    /// Where it stands in the article.
    pub number: i64,
    /// The source of its article.
    pub source: String,
    /// When its article was published.
    pub published: Option<Day>,
    /// The dictionary form of the trigger.
    pub lemma: String,
    /// The kind of event: see [`super::blocks::kind`].
    pub kind: String,
    /// The TimeML class.
    pub class: String,
    /// Did it happen?
    pub status: Status,
    /// Where, in the words of the article.
    pub place: Option<String>,
    /// The clause.
    pub label: String,
    /// When.
    pub date: Option<EventDate>,
    /// The name of the event, as a key.
    pub head: Option<String>,
    /// How much it deserves to be shown.
    pub salience: f64,
    /// How sure it is.
    pub confidence: f64,
    /// Who takes part, by their number across articles.
    pub actors: BTreeMap<i64, ParticipantRole>,
    /// Whether a person said that it is an event of its own.
    pub apart: bool,
    /// The mention that it joins, as far as known.
    pub joins: Option<i64>,
    /// Why, or that it is the first report, as far as known.
    pub reason: String,
    /// The event it belongs to, as far as known.
    pub event: Option<i64>,
    /// The place as a key, and the words of the label: made when first asked for.
    pub made: Made,
}

/// What is made of a mention when first asked for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Made {
    place: OnceCell<Option<String>>,
    words: OnceCell<Vec<i64>>,
}

impl Mention {
    /// The order of mentions of one event: the first published comes first; undated articles come last.
    pub fn order(&self) -> (bool, Option<Day>, i64, i64) {
        (self.published.is_none(), self.published, self.article, self.number)
    }

    /// The date, when both ends are known.
    pub fn dated(&self) -> Option<&EventDate> {
        self.date.as_ref().filter(|d| d.is_closed())
    }

    /// See [`family_of`].
    pub(super) fn family(&self) -> u8 {
        family_of(self.status)
    }

    fn place_key(&self) -> Option<&str> {
        self.made.place.get_or_init(|| self.place.as_deref().map(keys::key)).as_deref()
    }

    /// The words of the label, as numbers in order, since most mentions are compared with many; small words do not count.
    pub(super) fn words(&self) -> &[i64] {
        self.made.words.get_or_init(|| words_of_label(&self.label))
    }

    /// The best come first: dated, fine, not dated by the day of publication, precise, with two actors and no more than
    /// need be; then the order of publication.
    fn rank(&self) -> impl Ord + use<> {
        let date = self.dated();
        (
            date.is_none(),
            !date.is_some_and(fine),
            date.is_some_and(|d| d.basis.is_guess()),
            date.and_then(|d| d.interval.days()),
            self.actors.len() < 2,
            self.actors.len(),
            self.order(),
        )
    }
}

/// Only those of one family are compared: happened, planned, possible, denied.
pub(super) fn family_of(status: Status) -> u8 {
    match status {
        Status::Happened | Status::Ongoing | Status::Reported => 0,
        Status::Planned | Status::Deadline => 1,
        Status::Possible => 2,
        Status::Denied => 3,
    }
}

/// See [`Mention::words`].
pub(super) fn words_of_label(label: &str) -> Vec<i64> {
    let long = keys::words(label).into_iter().filter(|w| w.len() > 3);
    let distinct: BTreeSet<i64> = long.map(|w| hash(&[&w])).collect();
    distinct.into_iter().collect()
}

/// Fine enough that two events of one kind between the same actors are unlikely.
pub(super) fn fine(d: &EventDate) -> bool {
    d.granularity == Granularity::Day || d.interval.days().is_some_and(|days| days <= FINE)
}

/// The mention that `x` joins, and why; `near` are the mentions in its windows, in any order.
pub fn joined<'m>(x: &Mention, near: impl Iterator<Item = &'m Mention> + Clone) -> Option<(&'m Mention, String)> {
    if x.apart {
        return None;
    }
    let others = near.filter(|y| y.id != x.id && !y.apart && y.family() == x.family());
    let Some(date) = x.dated() else { return named_only(x, others.clone()).or_else(|| lately(x, others)) };
    // A vague date that fits two events tells neither; of a fine one only the best is looked for.
    let all_fitting = !fine(date);
    let mut fitting: Vec<&Mention> = Vec::new();
    let (mut limit, mut best) = (x.rank(), None);
    for y in others.clone() {
        let rank = y.rank();
        if rank >= limit && !(all_fitting && rank < x.rank()) {
            continue;
        }
        let Some(reason) = same(x, y) else { continue };
        if rank < limit {
            (limit, best) = (rank, Some((y, reason)));
        }
        fitting.extend(all_fitting.then_some(y));
    }
    if !share_a_day(fitting.into_iter()) {
        return None;
    }
    best.map(|(y, reason)| (y, reason.into_owned())).or_else(|| slipped(x, others))
}

/// What a mention joins that has joined `now`, when `new` came near it; `None` when all that is near must be looked at.
pub fn rejoined<'m>(x: &Mention, now: &'m Mention, new: &[&'m Mention]) -> Option<(&'m Mention, String)> {
    let settled = x.dated().is_some_and(fine) && same(x, now).is_some();
    let all = || new.iter().copied().chain([now]);
    if settled { joined(x, all()) } else { None }
}

/// A mention without a date joins the last event of its name before the article; one that is still to come, the next.
fn named_only<'m>(x: &Mention, others: impl Iterator<Item = &'m Mention> + Clone) -> Option<(&'m Mention, String)> {
    let name = x.head.as_deref()?;
    let named = others.filter(|y| y.head.as_deref() == Some(name) && !strangers(x, y) && places_agree(x, y));
    let day = |y: &Mention| y.dated().and_then(|d| d.interval.latest).map(Day::number);
    let dated = named.clone().filter(|y| day(y).is_some());
    let best = match (x.published.map(Day::number), x.family()) {
        (Some(published), 0) => {
            dated.filter(|y| day(y) <= Some(published)).min_by_key(|y| (day(y).map(|d| -d), y.rank()))
        }
        (Some(published), _) => dated.min_by_key(|y| (day(y).map(|d| (d - published).abs()), y.rank())),
        (None, _) if share_a_day(dated.clone()) => dated.min_by_key(|y| y.rank()),
        (None, _) => return None,
    };
    if let Some(best) = best {
        return Some((best, format!("named: {name}; dated by another article, {}", best.source)));
    }
    let first = named.filter(|y| day(y).is_none() && y.rank() < x.rank()).min_by_key(|y| y.rank())?;
    Some((first, format!("both name it: {name}")))
}

/// What two did and what is only told as over ("after his first meeting with Ruiz") joins the one report of it from the
/// days before.
fn lately<'m>(x: &Mention, others: impl Iterator<Item = &'m Mention> + Clone) -> Option<(&'m Mention, String)> {
    let last = over_by(x).filter(|_| is_compared(&x.class))?;
    let day = |y: &Mention| y.dated().filter(|d| fine(d)).and_then(|d| d.interval.latest).map(Day::number);
    let recent = others.filter(|y| day(y).is_some_and(|day| (last - LATELY..=last).contains(&day)));
    let fits = |y: &&Mention| x.kind == y.kind && is_compared(&y.class) && compatible(x, y) >= 2 && places_agree(x, y);
    let fitting: Vec<&Mention> = recent.filter(fits).collect();
    let best = fitting.iter().copied().min_by_key(|y| y.rank()).filter(|_| share_a_day(fitting.iter().copied()))?;
    Some((best, "the same actors and word, told as over within a week".into()))
}

/// Whether there is a day on which all of them may lie.
fn share_a_day<'m>(mentions: impl Iterator<Item = &'m Mention>) -> bool {
    let dates: Vec<&EventDate> = mentions.filter_map(Mention::dated).collect();
    let from = dates.iter().filter_map(|d| d.interval.earliest).max();
    let to = dates.iter().filter_map(|d| d.interval.latest).min();
    from <= to || dates.is_empty()
}

/// A contradiction: the same thing, a few days apart. Only when the reports around know these two dates alone, and no
/// article has both: three dates within days are a series of events.
fn slipped<'m>(x: &Mention, others: impl Iterator<Item = &'m Mention> + Clone) -> Option<(&'m Mention, String)> {
    let date = x.dated().filter(|d| fine(d))?;
    let like = |y: &Mention| {
        let named = x.head.is_some() && x.head == y.head && !strangers(x, y);
        let both = x.kind == y.kind && compatible(x, y) >= 2 && x.place.is_some() && y.place.is_some();
        (named || both && words_shared(x, y) >= LIKE) && places_agree(x, y) && y.dated().is_some_and(fine)
    };
    let alike: Vec<&Mention> = others.filter(|y| like(y)).collect();
    let (here, there): (Vec<&Mention>, Vec<&Mention>) =
        alike.into_iter().partition(|y| y.dated().is_some_and(|d| d.interval.overlaps(date.interval)));
    let mut articles: BTreeSet<i64> = here.iter().map(|y| y.article).collect();
    articles.insert(x.article);
    if !share_a_day(there.iter().copied()) || there.iter().any(|y| articles.contains(&y.article)) {
        return None;
    }
    let close = there.into_iter().filter(|y| y.dated().is_some_and(|d| gap(d, date) <= SLIP) && y.rank() < x.rank());
    let best = close.min_by_key(|y| y.rank())?;
    Some((best, "the same but for the day, which the articles give differently".into()))
}

/// Days between two intervals that do not overlap.
fn gap(x: &EventDate, y: &EventDate) -> i64 {
    let distance = |from: Option<Day>, to: Option<Day>| match (from, to) {
        (Some(from), Some(to)) => to.number() - from.number(),
        _ => 0,
    };
    distance(x.interval.latest, y.interval.earliest).max(distance(y.interval.latest, x.interval.earliest))
}

/// Why two mentions are one event.
type Reason = Cow<'static, str>;

/// Why two dated mentions are one event, `y` the more precise one; `None` when nothing says so.
fn same(x: &Mention, y: &Mention) -> Option<Reason> {
    let (d, e) = (x.dated()?, y.dated()?);
    if !d.interval.overlaps(e.interval) {
        return None;
    }
    if let Some(name) = x.head.as_deref().filter(|_| x.head == y.head && !strangers(x, y)) {
        return places_agree(x, y).then(|| format!("both name it: {name}").into());
    }
    let within = fine(d) && fine(e) || d.interval.contains(e.interval);
    if x.kind != y.kind || !is_compared(&x.class) || !is_compared(&y.class) || !within {
        return None;
    }
    let shared = compatible(x, y);
    if shared == 0 || !places_agree(x, y) {
        return None;
    }
    if shared == 1 {
        let alike = fine(d) && fine(e) && x.lemma == y.lemma && words_shared(x, y) >= LIKE;
        return alike.then_some("same actor, word and day, in like words".into());
    }
    // A vague date holds several meetings of the same two: the place or the words must speak for it as well.
    let said = fine(d) && fine(e) || x.place.is_some() && y.place.is_some() || words_shared(x, y) >= 0.5;
    said.then_some("same actors and word, on the same days".into())
}

/// How many actors two mentions share, if these are the same but for some that one of them leaves out; otherwise none.
fn compatible(x: &Mention, y: &Mention) -> usize {
    let shared = x.actors.keys().filter(|k| y.actors.contains_key(k)).count();
    let all = x.actors.len() + y.actors.len() - shared;
    let nested = shared == x.actors.len().min(y.actors.len());
    if nested || shared >= 2 && shared * 2 >= all { shared } else { 0 }
}

/// Whether both have actors, and none is the same.
fn strangers(x: &Mention, y: &Mention) -> bool {
    !x.actors.is_empty() && !y.actors.is_empty() && !x.actors.keys().any(|k| y.actors.contains_key(k))
}

fn places_agree(x: &Mention, y: &Mention) -> bool {
    match (x.place_key(), y.place_key()) {
        (Some(a), Some(b)) => a == b || a.contains(b) || b.contains(a),
        _ => true,
    }
}

/// Shared words of two labels, over the words of the shorter one.
fn words_shared(x: &Mention, y: &Mention) -> f64 {
    let (a, b) = (x.words(), y.words());
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while let (Some(here), Some(there)) = (a.get(i), b.get(j)) {
        let order = here.cmp(there);
        shared += usize::from(order.is_eq());
        i += usize::from(order.is_le());
        j += usize::from(order.is_ge());
    }
    let shorter = a.len().min(b.len());
    if shorter == 0 { 0.0 } else { shared as f64 / shorter as f64 }
}

/// Whether `later` is what came of the plan `plan`.
pub fn came_of(plan: &Mention, later: &Mention) -> bool {
    if plan.family() != 1 || later.family() != 0 {
        return false;
    }
    same(plan, later).is_some() || same(later, plan).is_some()
}

/// What is said of an event by all its mentions.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// The words to show.
    pub title: String,
    /// Did it happen?
    pub status: Status,
    /// Where.
    pub place: Option<String>,
    /// Number of articles.
    pub articles: i64,
    /// How much it deserves to be shown.
    pub salience: f64,
    /// How sure it is.
    pub confidence: f64,
    /// Who takes part, in which role, and in how many articles.
    pub actors: BTreeMap<i64, (ParticipantRole, i64)>,
}

/// Sums up the mentions of an event, in their order; `None` when there is none.
pub fn summarise(members: &[&Mention]) -> Option<Summary> {
    let best = members.iter().copied().min_by(|a, b| {
        b.salience.total_cmp(&a.salience).then(b.confidence.total_cmp(&a.confidence)).then(a.order().cmp(&b.order()))
    })?;
    let status = members.iter().map(|m| m.status).min_by_key(|s| *s as u8)?;
    let mut actors: BTreeMap<i64, (ParticipantRole, BTreeSet<i64>)> = BTreeMap::new();
    for mention in members {
        for (actor, role) in &mention.actors {
            let entry = actors.entry(*actor).or_insert((*role, BTreeSet::new()));
            entry.0 = entry.0.min(*role);
            entry.1.insert(mention.origin);
        }
    }
    Some(Summary {
        title: best.label.clone(),
        status,
        place: best.place.clone().or_else(|| members.iter().find_map(|m| m.place.clone())),
        articles: members.iter().map(|m| m.origin).collect::<BTreeSet<_>>().len() as i64,
        salience: best.salience,
        confidence: members.iter().map(|m| m.confidence).fold(0.0, f64::max),
        actors: actors.into_iter().map(|(id, (role, articles))| (id, (role, articles.len() as i64))).collect(),
    })
}
