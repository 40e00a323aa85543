//! Event mentions as they are compared: read when first asked for, with what lies near them.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use rusqlite::{OptionalExtension, Row};

use super::context::Context;
use super::findings::Touched;
use super::{Result, Store};
use crate::calendar::{Basis, Day, EventDate, Granularity, Interval, Relation};
use crate::consolidate::blocks::{self, CROWD, Window, kind};
use crate::consolidate::events::{Made, Mention};
use crate::consolidate::repeats::{Original, Report, originals};
use crate::decisions::{Action, Decision};
use crate::findings::{ParticipantRole, Status};
use crate::span::{Offsets, Span};

/// Where a mention stands: article and number.
pub(super) type Place = (i64, i64);

/// The mentions that are looked at while events are grouped.
pub(super) struct Board<'s> {
    store: &'s Store,
    /// Mentions that a person said are events of their own.
    apart: BTreeSet<Place>,
    read: RefCell<BTreeMap<Place, Option<Rc<Mention>>>>,
    /// What lies in a window, by day.
    lists: RefCell<BTreeMap<Window, Listed>>,
    windows: RefCell<BTreeMap<Window, Near>>,
    /// By duplicate: what its mentions stand for.
    originals: RefCell<BTreeMap<i64, Rc<BTreeMap<i64, Original>>>>,
    /// By article: whether others are duplicates of it.
    printed_again: RefCell<BTreeMap<i64, bool>>,
    leaders: RefCell<BTreeMap<Window, Leaders>>,
}

/// Where the mentions of a window stand, each with its day, in order.
pub(super) type Listed = Rc<Vec<(i64, Place)>>;

/// Mentions that join none, with the events that they belong to.
pub(super) type Leaders = Rc<Vec<(Place, i64)>>;

/// The mentions of a window.
pub(super) type Near = Rc<Vec<Rc<Mention>>>;

/// Who looks at a mention.
#[derive(Default)]
pub(super) struct Watchers {
    /// All that may join another mention because of it.
    pub(super) places: BTreeSet<Place>,
    /// Whether it may have taken the place of another in a crowd.
    pub(super) crowded: bool,
}

impl<'s> Board<'s> {
    pub(super) fn new(store: &'s Store, context: &Context) -> Result<Self> {
        let mut apart = BTreeSet::new();
        for split in context.all(Action::EventSplit) {
            apart.extend(store.mention_of_key(&split.subject)?);
        }
        Ok(Self {
            store,
            apart,
            read: RefCell::default(),
            lists: RefCell::default(),
            windows: RefCell::default(),
            leaders: RefCell::default(),
            originals: RefCell::default(),
            printed_again: RefCell::default(),
        })
    }

    /// Takes over mentions that were just written, which saves reading them. Their articles have got their actors since.
    pub(super) fn take(&self, written: BTreeMap<Place, Mention>) -> Result<()> {
        let c = &self.store.connection;
        let mut article = c.prepare_cached(
            "SELECT a.source, a.published, coalesce(d.first_id, a.id) FROM article AS a
             LEFT JOIN article_duplicate AS d ON d.article_id = a.id WHERE a.id = ?1",
        )?;
        let mut actors = c.prepare_cached(
            "SELECT number, actor_id FROM found_actor WHERE article_id = ?1 AND actor_id IS NOT NULL",
        )?;
        let mut read = self.read.borrow_mut();
        let mut written = written.into_iter().peekable();
        while let Some(((id, _), _)) = written.peek() {
            let id = *id;
            let (source, published, origin): (String, Option<String>, i64) =
                article.query_row([id], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
            let published = published.and_then(|day| day.parse().ok());
            let numbers: BTreeMap<i64, i64> =
                actors.query_map([id], |r| Ok((r.get(0)?, r.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
            while let Some((place, mut m)) = written.next_if(|((article, _), _)| *article == id) {
                let mut across = BTreeMap::new();
                for (number, role) in &m.actors {
                    if let Some(actor) = numbers.get(number) {
                        across.entry(*actor).and_modify(|r| *r = (*role).min(*r)).or_insert(*role);
                    }
                }
                (m.source, m.published, m.actors, m.origin) = (source.clone(), published, across, origin);
                m.apart = self.apart.contains(&place);
                read.insert(place, Some(Rc::new(m)));
            }
        }
        Ok(())
    }

    /// Keeps what a mention joins now.
    pub(super) fn note(&self, m: &Mention, joins: Option<i64>, reason: &str, repeats: bool) {
        let now = Mention { joins, reason: reason.into(), repeats, ..m.clone() };
        self.read.borrow_mut().insert((m.article, m.number), Some(Rc::new(now)));
    }

    /// A mention, when it is there.
    pub(super) fn mention(&self, place: Place) -> Result<Option<Rc<Mention>>> {
        if let Some(known) = self.read.borrow().get(&place) {
            return Ok(known.clone());
        }
        let mut find = self.store.connection.prepare_cached(include_str!("sql/read_event_mention.sql"))?;
        let mut found = find.query_row(place, mention).optional()?;
        if let Some(m) = &mut found {
            let mut actors = self.store.connection.prepare_cached(
                "SELECT f.actor_id, p.role FROM participant AS p
                 JOIN found_actor AS f ON f.article_id = p.article_id AND f.number = p.found_actor
                 WHERE p.article_id = ?1 AND p.event_mention = ?2 AND f.actor_id IS NOT NULL",
            )?;
            for row in actors.query_map(place, |r| Ok((r.get(0)?, word(r, 1)?)))? {
                let (actor, role): (i64, ParticipantRole) = row?;
                m.actors.entry(actor).and_modify(|r| *r = role.min(*r)).or_insert(role);
            }
            m.apart = self.apart.contains(&place);
        }
        let found = found.map(Rc::new);
        self.read.borrow_mut().insert(place, found.clone());
        Ok(found)
    }

    /// What a mention of a duplicate stands for in the first article; `None` when there is nothing of the kind, or a
    /// person said that it is an event of its own.
    pub(super) fn original(&self, m: &Mention) -> Result<Option<Original>> {
        if m.origin == m.article || m.apart {
            return Ok(None);
        }
        let known = self.originals.borrow().get(&m.article).cloned();
        let found = match known {
            Some(found) => found,
            None => {
                let found = Rc::new(originals(&self.reports(m.article)?, &self.reports(m.origin)?));
                self.originals.borrow_mut().insert(m.article, Rc::clone(&found));
                found
            }
        };
        Ok(found.get(&m.number).copied())
    }

    fn reports(&self, article: i64) -> Result<Vec<Report>> {
        let mut list = self.store.connection.prepare_cached(
            "SELECT m.id, m.number, m.lemma, coalesce(s.start, m.start), coalesce(s.end, m.end) FROM event_mention AS m
             LEFT JOIN sentence AS s ON s.article_id = m.article_id AND s.number = m.sentence WHERE m.article_id = ?1
             ORDER BY m.number",
        )?;
        let text = self.store.article_text(article)?.unwrap_or_default();
        let offsets = Offsets::new(&text);
        let report = |r: &Row<'_>| {
            let sentence = offsets.slice(Span::new(r.get(3)?, r.get(4)?)).to_string();
            Ok(Report { id: r.get(0)?, number: r.get(1)?, lemma: r.get(2)?, sentence })
        };
        Ok(list.query_map([article], report)?.collect::<rusqlite::Result<_>>()?)
    }

    /// Whether other articles are duplicates of this one.
    pub(super) fn has_duplicates(&self, article: i64) -> Result<bool> {
        if let Some(known) = self.printed_again.borrow().get(&article) {
            return Ok(*known);
        }
        let mut find = self.store.connection.prepare_cached("SELECT 1 FROM article_duplicate WHERE first_id = ?1")?;
        let found = find.exists([article])?;
        self.printed_again.borrow_mut().insert(article, found);
        Ok(found)
    }

    /// What a mention may join, by windows.
    pub(super) fn near(&self, m: &Mention) -> Result<Vec<Near>> {
        blocks::windows(m).into_iter().map(|window| self.window(window)).collect()
    }

    /// The mentions in a window; of a crowd on one day the first.
    fn window(&self, window: Window) -> Result<Near> {
        if let Some(known) = self.windows.borrow().get(&window) {
            return Ok(Rc::clone(known));
        }
        let mut found = Vec::new();
        let (mut today, mut count) = (i64::MIN, 0);
        for (day, place) in self.list(window)?.iter() {
            count = if *day == today { count + 1 } else { 1 };
            today = *day;
            if count <= CROWD {
                found.extend(self.mention(*place)?);
            }
        }
        let found = Rc::new(found);
        self.windows.borrow_mut().insert(window, Rc::clone(&found));
        Ok(found)
    }

    /// Everything in a window, in order.
    fn list(&self, window: Window) -> Result<Listed> {
        if let Some(known) = self.lists.borrow().get(&window) {
            return Ok(Rc::clone(known));
        }
        let mut list = self.store.connection.prepare_cached(
            "SELECT day, article_id, event_mention FROM event_block WHERE block = ?1 AND day BETWEEN ?2 AND ?3
             ORDER BY day, article_id, event_mention",
        )?;
        let rows =
            list.query_map([window.block, window.from, window.to], |r| Ok((r.get(0)?, (r.get(1)?, r.get(2)?))))?;
        let found = Rc::new(rows.collect::<rusqlite::Result<Vec<_>>>()?);
        self.lists.borrow_mut().insert(window, Rc::clone(&found));
        Ok(found)
    }

    /// Those that may join another one when this mention comes or goes, as it is filed now.
    pub(super) fn watchers(&self, m: &Mention) -> Result<Watchers> {
        let mut watchers = Watchers::default();
        let mut seen = false;
        for blocks::Place { block, day } in blocks::places(m) {
            let list = self.list(Window { block, from: day, to: day })?;
            seen |= list.partition_point(|(_, place)| *place < (m.article, m.number)) < CROWD;
            watchers.crowded |= list.len() > CROWD;
        }
        if !seen {
            return Ok(Watchers::default());
        }
        for w in blocks::watchers(m, watchers.crowded) {
            watchers.places.extend(self.list(w)?.iter().map(|(_, place)| *place));
        }
        Ok(watchers)
    }

    /// Plans and events near this mention that join none, by windows. The events are written by then.
    pub(super) fn leaders_near(&self, m: &Mention) -> Result<Vec<Leaders>> {
        blocks::linked(m).into_iter().map(|window| self.leaders(window)).collect()
    }

    fn leaders(&self, window: Window) -> Result<Leaders> {
        if let Some(known) = self.leaders.borrow().get(&window) {
            return Ok(Rc::clone(known));
        }
        let mut list = self.store.connection.prepare_cached(
            "SELECT m.article_id, m.number, m.event_id FROM event_block AS b
             JOIN event_mention AS m ON m.article_id = b.article_id AND m.number = b.event_mention
             WHERE b.block = ?1 AND b.day BETWEEN ?2 AND ?3 AND m.joins IS NULL AND m.event_id IS NOT NULL",
        )?;
        let rows =
            list.query_map([window.block, window.from, window.to], |r| Ok(((r.get(0)?, r.get(1)?), r.get(2)?)))?;
        let found = Rc::new(rows.collect::<rusqlite::Result<Vec<_>>>()?);
        self.leaders.borrow_mut().insert(window, Rc::clone(&found));
        Ok(found)
    }
}

fn word<T: std::str::FromStr<Err = String>>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    row.get::<_, String>(column)?
        .parse()
        .map_err(|e: String| rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, e.into()))
}

fn mention(r: &Row<'_>) -> rusqlite::Result<Mention> {
    let day =
        |i: usize| -> rusqlite::Result<Option<Day>> { Ok(r.get::<_, Option<String>>(i)?.and_then(|d| d.parse().ok())) };
    let date = match r.get::<_, Option<String>>(11)? {
        Some(value) => Some(EventDate {
            value,
            interval: Interval { earliest: day(12)?, latest: day(13)? },
            granularity: word::<Granularity>(r, 14)?,
            relation: word::<Relation>(r, 15)?,
            basis: word::<Basis>(r, 16)?,
        }),
        None => None,
    };
    let lemma: String = r.get(5)?;
    Ok(Mention {
        article: r.get(0)?,
        number: r.get(1)?,
        id: r.get(2)?,
        source: r.get(3)?,
        published: day(4)?,
        kind: kind(&lemma).to_string(),
        lemma,
        class: r.get(6)?,
        status: word::<Status>(r, 7)?,
        place: r.get(8)?,
        label: r.get(9)?,
        head: r.get(10)?,
        date,
        salience: r.get(17)?,
        confidence: r.get(18)?,
        event: r.get(19)?,
        joins: r.get(20)?,
        reason: r.get(21)?,
        repeats: r.get(22)?,
        origin: r.get(23)?,
        actors: BTreeMap::new(),
        apart: false,
        made: Made::default(),
    })
}

/// What a person decided about events, by the number of the mention that it concerns.
#[derive(Default)]
pub(super) struct Decided<'c> {
    /// Dates, verdicts and notes.
    pub(super) said: BTreeMap<i64, Vec<&'c Decision>>,
    /// Mentions that are one event with others.
    pub(super) merged: BTreeMap<i64, BTreeSet<Place>>,
}

impl<'c> Decided<'c> {
    pub(super) fn new(board: &Board<'_>, context: &'c Context) -> Result<Self> {
        let mut decided = Self::default();
        let find = |key: &str| -> Result<Option<Rc<Mention>>> {
            board.store.mention_of_key(key)?.map_or(Ok(None), |place| board.mention(place))
        };
        for d in context.on_events() {
            let Some(subject) = find(&d.subject)? else { continue };
            if d.action != Action::EventMerge {
                decided.said.entry(subject.id).or_default().push(d);
            } else if let Some(object) = find(d.object.as_deref().unwrap_or(""))? {
                decided.merged.entry(subject.id).or_default().insert((object.article, object.number));
                decided.merged.entry(object.id).or_default().insert((subject.article, subject.number));
            }
        }
        Ok(decided)
    }
}

impl Store {
    /// Notes what looks at these mentions before they change or go, and the events that they belong to.
    pub(super) fn leave(&self, context: &Context, places: &[Place], touched: &mut Touched) -> Result<()> {
        if places.is_empty() {
            return Ok(());
        }
        let board = Board::new(self, context)?;
        let mut children =
            self.connection.prepare_cached("SELECT article_id, number FROM event_mention WHERE joins = ?1")?;
        for place in places {
            let Some(m) = board.mention(*place)? else { continue };
            touched.events.extend(m.event);
            touched.watchers.extend(board.watchers(&m)?.places);
            for child in children.query_map([m.id], |r| Ok((r.get(0)?, r.get(1)?)))? {
                touched.watchers.insert(child?);
            }
        }
        Ok(())
    }

    /// [`Store::leave`] for all mentions of an article; gives them.
    pub(super) fn leave_events(&self, context: &Context, article: i64, touched: &mut Touched) -> Result<Vec<Place>> {
        let places: Vec<Place> = self
            .connection
            .prepare_cached("SELECT article_id, number FROM event_mention WHERE article_id = ?1")?
            .query_map([article], |r| Ok((r.get(0)?, r.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        self.leave(context, &places, touched)?;
        Ok(places)
    }

    /// [`Store::leave`] for all mentions in which a persona takes part: they get another actor.
    pub(super) fn leave_mentions_of(&self, context: &Context, persona: i64, touched: &mut Touched) -> Result<()> {
        let places: Vec<Place> = self
            .connection
            .prepare_cached(
                "SELECT DISTINCT p.article_id, p.event_mention FROM found_actor AS f
                 JOIN participant AS p ON p.article_id = f.article_id AND p.found_actor = f.number
                 WHERE f.persona_id = ?1",
            )?
            .query_map([persona], |r| Ok((r.get(0)?, r.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        self.leave(context, &places, touched)?;
        touched.mentions.extend(places);
        Ok(())
    }
}
