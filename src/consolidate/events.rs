//! Which event mentions are one event, and what is said of it.
//!
//! In: mentions that share block keys; out: groups with title, status, date, actors and the reason of each join. Not
//! more is joined than the evidence supports: two meetings in one month stay two.

use std::collections::{BTreeMap, BTreeSet};

use super::blocks;
use super::borrow::is_closed;
use crate::calendar::{Day, EventDate, Granularity};
use crate::findings::{ParticipantRole, Status};

/// An event mention as far as other articles are concerned.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Its stable key.
    pub key: String,
    /// The key of its article.
    pub article: String,
    /// The source of its article.
    pub source: String,
    /// When its article was published.
    pub published: Option<Day>,
    /// Where it stands in the article.
    pub number: i64,
    /// The sentence it stands in.
    pub sentence: Option<i64>,
    /// The dictionary form of the trigger.
    pub lemma: String,
    /// The TimeML class.
    pub class: String,
    /// Did it happen?
    pub status: Status,
    /// Where.
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
    /// What it must share with another to be compared.
    pub blocks: BTreeSet<String>,
}

impl Mention {
    /// The order of mentions of one event: the first published comes first; undated articles come last.
    pub fn order(&self) -> (bool, Option<Day>, &str, i64) {
        (self.published.is_none(), self.published, &self.article, self.number)
    }

    fn family(&self) -> u8 {
        match self.status {
            Status::Happened | Status::Ongoing | Status::Reported => 0,
            Status::Planned | Status::Deadline => 1,
            Status::Possible => 2,
            Status::Denied => 3,
        }
    }

    fn dated(&self) -> Option<&EventDate> {
        self.date.as_ref().filter(|d| is_closed(d))
    }
}

/// Mentions of one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Positions in what was compared, with the reason of each; the first is the one that names the event.
    pub members: Vec<(usize, String)>,
}

/// What a person decided about grouping, by positions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decided {
    /// Pairs that are one event.
    pub merged: Vec<(usize, usize)>,
    /// Mentions that are an event of their own.
    pub split: BTreeSet<usize>,
}

/// Groups mentions. The order of the input does not matter.
pub fn group(mentions: &[Mention], decided: &Decided) -> Vec<Group> {
    let mut order: Vec<usize> = (0..mentions.len()).collect();
    order.sort_by(|a, b| rank(&mentions[*a]).cmp(&rank(&mentions[*b])));
    let mut groups: Vec<Group> = Vec::new();
    let mut by_block: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for i in order {
        let mention = &mentions[i];
        let candidates: BTreeSet<usize> =
            mention.blocks.iter().filter_map(|b| by_block.get(b.as_str())).flatten().copied().collect();
        let choice = if decided.split.contains(&i) { None } else { choose(mentions, &groups, &candidates, i, decided) };
        let (g, reason) = choice.unwrap_or_else(|| {
            groups.push(Group { members: Vec::new() });
            (groups.len() - 1, "first report".into())
        });
        groups[g].members.push((i, reason));
        for block in &mention.blocks {
            by_block.entry(block).or_default().insert(g);
        }
    }
    merge(&mut groups, decided);
    for group in &mut groups {
        group.members.sort_by(|a, b| mentions[a.0].order().cmp(&mentions[b.0].order()));
    }
    groups.sort_by(|a, b| {
        a.members.first().map(|m| mentions[m.0].order()).cmp(&b.members.first().map(|m| mentions[m.0].order()))
    });
    groups
}

/// The most precise dates first, so that the vague ones find them; then the order of publication.
fn rank(m: &Mention) -> (bool, i64, (bool, Option<Day>, &str, i64)) {
    let days = m.dated().and_then(|d| d.interval.days());
    (days.is_none(), days.unwrap_or_default(), m.order())
}

fn choose(
    mentions: &[Mention],
    groups: &[Group],
    candidates: &BTreeSet<usize>,
    i: usize,
    decided: &Decided,
) -> Option<(usize, String)> {
    let mention = &mentions[i];
    let mut fitting: Vec<(usize, String)> = Vec::new();
    for g in candidates {
        let members = &groups[*g].members;
        let Some((first, _)) = members.first() else { continue };
        if decided.split.contains(first) {
            continue;
        }
        // A group is joined through its most precise member or one of the same name, and no member may lie on other days.
        let reason = members.iter().enumerate().find_map(|(at, (m, _))| {
            let named = mention.head.is_some() && mention.head == mentions[*m].head;
            if at == 0 || named { same(mention, &mentions[*m]) } else { None }
        });
        if let Some(reason) = reason
            && !members.iter().any(|(m, _)| apart(mention, &mentions[*m]))
        {
            fitting.push((*g, reason));
        }
    }
    // A vague date that fits two events tells neither.
    let vague = mention.dated().is_some_and(|d| !fine(d));
    if fitting.len() <= 1 || (mention.dated().is_some() && !vague) {
        return fitting.into_iter().next();
    }
    if vague {
        return None;
    }
    // Named only: the last one of that name before the article.
    let latest =
        |g: usize| groups[g].members.first().and_then(|(m, _)| mentions[*m].dated()).and_then(|d| d.interval.latest);
    let before = fitting.into_iter().filter(|(g, _)| match (latest(*g), mention.published) {
        (Some(day), Some(published)) => day <= published,
        _ => false,
    });
    before.max_by_key(|(g, _)| (latest(*g), std::cmp::Reverse(*g)))
}

/// Days that two reports of one named event may differ and still contradict each other, rather than be two events.
const SLIP: i64 = 3;

/// Whether the days of two mentions exclude that they are one event.
fn apart(a: &Mention, b: &Mention) -> bool {
    let (Some(x), Some(y)) = (a.dated(), b.dated()) else { return false };
    !x.interval.overlaps(y.interval) && gap(x, y) > SLIP
}

fn gap(x: &EventDate, y: &EventDate) -> i64 {
    let distance = |from: Option<Day>, to: Option<Day>| match (from, to) {
        (Some(from), Some(to)) => to.number() - from.number(),
        _ => 0,
    };
    distance(x.interval.latest, y.interval.earliest).max(distance(y.interval.latest, x.interval.earliest))
}

/// Why two mentions are one event; `None` when nothing says so.
fn same(a: &Mention, b: &Mention) -> Option<String> {
    if a.family() != b.family() || !places_agree(a, b) {
        return None;
    }
    let shared = a.actors.keys().filter(|k| b.actors.contains_key(k)).count();
    let strangers = shared == 0 && !a.actors.is_empty() && !b.actors.is_empty();
    if let (Some(x), Some(y)) = (&a.head, &b.head)
        && x == y
        && !strangers
    {
        return match (a.dated(), b.dated()) {
            (Some(d), Some(e)) if !d.interval.overlaps(e.interval) && gap(d, e) > SLIP => None,
            (Some(_), Some(_)) => Some(format!("both name it: {x}")),
            _ => Some(format!("named: {x}; dated by another article")),
        };
    }
    if blocks::class(&a.lemma) != blocks::class(&b.lemma)
        || !blocks::is_compared(&a.class)
        || !blocks::is_compared(&b.class)
    {
        return None;
    }
    let (Some(d), Some(e)) = (a.dated(), b.dated()) else { return None };
    let same_place = a.place.is_some() && b.place.is_some();
    if !d.interval.overlaps(e.interval) {
        let slip = shared >= 2 && same_place && gap(d, e) <= SLIP && fine(d) && fine(e);
        return slip.then(|| "same actors, word and place, a few days apart".into());
    }
    if shared >= 2 {
        let one_side_vague = !fine(d) || !fine(e);
        // A vague date holds several meetings of the same two: the place or the words must speak for it as well.
        return (!one_side_vague || same_place || words_shared(&a.label, &b.label) >= 0.5)
            .then(|| "same actors and word, on the same days".into());
    }
    let alone = shared == 1 && fine(d) && fine(e) && a.lemma == b.lemma;
    (alone && words_shared(&a.label, &b.label) >= 0.4).then(|| "same actor, word and day, in like words".into())
}

/// Fine enough that two events of one kind between the same actors are unlikely.
fn fine(d: &EventDate) -> bool {
    d.granularity == Granularity::Day || d.interval.days().is_some_and(|days| days <= 4)
}

fn places_agree(a: &Mention, b: &Mention) -> bool {
    let (Some(x), Some(y)) = (&a.place, &b.place) else { return true };
    let (x, y) = (super::names::key(x), super::names::key(y));
    x == y || x.contains(&y) || y.contains(&x)
}

/// Shared words of two labels, over the words of the shorter one; small words do not count.
fn words_shared(a: &str, b: &str) -> f64 {
    let words = |s: &str| -> BTreeSet<String> {
        super::names::key(s).split(' ').filter(|w| w.len() > 3).map(String::from).collect()
    };
    let (a, b) = (words(a), words(b));
    let shorter = a.len().min(b.len());
    if shorter == 0 { 0.0 } else { a.intersection(&b).count() as f64 / shorter as f64 }
}

fn merge(groups: &mut Vec<Group>, decided: &Decided) {
    for (a, b) in &decided.merged {
        let of = |groups: &[Group], m: usize| groups.iter().position(|g| g.members.iter().any(|(x, _)| *x == m));
        if let (Some(x), Some(y)) = (of(groups, *a), of(groups, *b))
            && x != y
        {
            let (keep, go) = (x.min(y), x.max(y));
            let moved = groups.remove(go);
            groups[keep].members.extend(moved.members.into_iter().map(|(m, _)| (m, "a person said so".to_string())));
        }
    }
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
    let mut actors: BTreeMap<i64, (ParticipantRole, BTreeSet<&str>)> = BTreeMap::new();
    for mention in members {
        for (actor, role) in &mention.actors {
            let entry = actors.entry(*actor).or_insert((*role, BTreeSet::new()));
            entry.0 = entry.0.min(*role);
            entry.1.insert(&mention.article);
        }
    }
    Some(Summary {
        title: best.label.clone(),
        status,
        place: best.place.clone().or_else(|| members.iter().find_map(|m| m.place.clone())),
        articles: members.iter().map(|m| &m.article).collect::<BTreeSet<_>>().len() as i64,
        salience: best.salience,
        confidence: members.iter().map(|m| m.confidence).fold(0.0, f64::max),
        actors: actors.into_iter().map(|(id, (role, articles))| (id, (role, articles.len() as i64))).collect(),
    })
}

/// Whether `later` is what came of the plan `plan`.
pub fn came_of(plan: &[&Mention], later: &[&Mention]) -> bool {
    let pair = |p: &Mention, l: &Mention| {
        let mut happened = l.clone();
        happened.status = p.status;
        p.family() == 1 && l.family() == 0 && same(p, &happened).is_some()
    };
    plan.iter().any(|p| later.iter().any(|l| pair(p, l)))
}
