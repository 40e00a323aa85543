//! Event mentions as they are compared: read when first asked for, with what lies near them.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use foldhash::fast::FixedState;
use rusqlite::{OptionalExtension, Row};

use super::context::Context;
use super::findings::Touched;
use super::{Result, Store};
use crate::calendar::{Basis, Day, EventDate, Granularity, Interval, Relation};
use crate::consolidate::blocks::{self, CROWD, Window, kind};
use crate::consolidate::events::{Made, Mention};
use crate::consolidate::repeats::{Original, Report, originals};
use crate::consolidate::sketch;
use crate::decisions::{Action, Decision};
use crate::findings::{ParticipantRole, Status};
use crate::span::{Offsets, Span};

/// Where a mention stands: article and number.
pub(super) type Place = (i64, i64);

/// What is remembered, by what was asked for.
pub(super) type Memory<K, V> = HashMap<K, V, FixedState>;

/// The mentions that are looked at while events are grouped.
pub(super) struct Board<'s> {
    store: &'s Store,
    /// Mentions that a person said are events of their own.
    apart: BTreeSet<Place>,
    cards: RefCell<Memory<i64, Option<Rc<Card>>>>,
    read: RefCell<Memory<Place, Option<Rc<Mention>>>>,
    /// Where those that were read stand, by number.
    standing: RefCell<Memory<i64, Place>>,
    /// By number: those that were found to join it since the board was made.
    joining: RefCell<Memory<i64, Vec<Place>>>,
    /// What lies in a window, by day.
    lists: RefCell<Memory<Window, Listed>>,
    /// By duplicate: what its mentions stand for.
    originals: RefCell<Memory<i64, Rc<BTreeMap<i64, Original>>>>,
    /// By article: whether others are duplicates of it.
    printed_again: RefCell<Memory<i64, bool>>,
    leaders: RefCell<Memory<Window, Leaders>>,
}

/// What all mentions of an article have in common.
struct Card {
    source: String,
    published: Option<Day>,
    origin: i64,
    /// The numbers of its actors, in the article and across articles; in order.
    actors: Vec<(i64, i64)>,
}

/// What lies in a window, in order.
pub(super) type Listed = Rc<Vec<Lying>>;

/// A mention as it lies in a block.
pub(super) struct Lying {
    day: i64,
    place: Place,
    sketch: i64,
}

/// Mentions that join none, with the events that they belong to.
pub(super) type Leaders = Rc<Vec<(Place, i64)>>;

/// Who looks at a mention.
#[derive(Default)]
pub(super) struct Watchers {
    /// All that may join another mention because of it.
    pub(super) places: Vec<Place>,
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
            cards: RefCell::default(),
            read: RefCell::default(),
            standing: RefCell::default(),
            joining: RefCell::default(),
            lists: RefCell::default(),
            leaders: RefCell::default(),
            originals: RefCell::default(),
            printed_again: RefCell::default(),
        })
    }

    fn card(&self, article: i64) -> Result<Option<Rc<Card>>> {
        if let Some(known) = self.cards.borrow().get(&article) {
            return Ok(known.clone());
        }
        let c = &self.store.connection;
        let mut find = c.prepare_cached(
            "SELECT a.source, a.published, coalesce(d.first_id, a.id) FROM article AS a
             LEFT JOIN article_duplicate AS d ON d.article_id = a.id WHERE a.id = ?1",
        )?;
        let mut list = c.prepare_cached(
            "SELECT number, actor_id FROM found_actor WHERE article_id = ?1 AND actor_id IS NOT NULL ORDER BY number",
        )?;
        let row = |r: &Row<'_>| Ok((r.get(0)?, r.get::<_, Option<String>>(1)?, r.get(2)?));
        let card = match find.query_row([article], row).optional()? {
            Some((source, published, origin)) => {
                let actors = list.query_map([article], |r| Ok((r.get(0)?, r.get(1)?)))?;
                let actors = actors.collect::<rusqlite::Result<_>>()?;
                Some(Rc::new(Card { source, published: published.and_then(|day| day.parse().ok()), origin, actors }))
            }
            None => None,
        };
        self.cards.borrow_mut().insert(article, card.clone());
        Ok(card)
    }

    /// Completes a mention whose actors are still the numbers within its article.
    fn complete(&self, mut m: Mention, card: &Card) -> Rc<Mention> {
        let place = (m.article, m.number);
        let mut across = BTreeMap::new();
        for (number, role) in &m.actors {
            let at = card.actors.binary_search_by_key(number, |(number, _)| *number);
            if let Some((_, actor)) = at.ok().and_then(|at| card.actors.get(at)) {
                across.entry(*actor).and_modify(|r| *r = (*role).min(*r)).or_insert(*role);
            }
        }
        (m.source, m.published, m.origin) = (card.source.clone(), card.published, card.origin);
        (m.actors, m.apart) = (across, self.apart.contains(&place));
        let m = Rc::new(m);
        self.standing.borrow_mut().insert(m.id, place);
        self.read.borrow_mut().insert(place, Some(Rc::clone(&m)));
        m
    }

    /// Takes over mentions that were just written, which saves reading them. Their articles have got their actors since.
    pub(super) fn take(&self, written: BTreeMap<Place, Mention>) -> Result<()> {
        for (place, m) in written {
            if let Some(card) = self.card(place.0)? {
                self.complete(m, &card);
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
        let c = &self.store.connection;
        let mut find = c.prepare_cached(include_str!("sql/read_event_mention.sql"))?;
        let found = find.query_row(place, mention).optional()?;
        let (Some(mut m), Some(card)) = (found, self.card(place.0)?) else {
            self.read.borrow_mut().insert(place, None);
            return Ok(None);
        };
        let mut actors =
            c.prepare_cached("SELECT found_actor, role FROM participant WHERE article_id = ?1 AND event_mention = ?2")?;
        for row in actors.query_map(place, |r| Ok((r.get(0)?, word(r, 1)?)))? {
            let (number, role): (i64, ParticipantRole) = row?;
            m.actors.entry(number).and_modify(|r| *r = role.min(*r)).or_insert(role);
        }
        Ok(Some(self.complete(m, &card)))
    }

    /// Where the mention with this number stands, when it is there.
    pub(super) fn place_of(&self, mention: i64) -> Result<Option<Place>> {
        if let Some(known) = self.standing.borrow().get(&mention) {
            return Ok(Some(*known));
        }
        let mut find =
            self.store.connection.prepare_cached("SELECT article_id, number FROM event_mention WHERE id = ?1")?;
        Ok(find.query_row([mention], |r| Ok((r.get(0)?, r.get(1)?))).optional()?)
    }

    /// Keeps that a mention was found to join another one.
    pub(super) fn note_joining(&self, joined: i64, place: Place) {
        self.joining.borrow_mut().entry(joined).or_default().push(place);
    }

    /// The mentions that join one. All that join one that was just written were found to since.
    pub(super) fn joining(&self, mention: i64, just_written: bool) -> Result<Vec<Place>> {
        if just_written {
            return Ok(self.joining.borrow().get(&mention).cloned().unwrap_or_default());
        }
        let mut list =
            self.store.connection.prepare_cached("SELECT article_id, number FROM event_mention WHERE joins = ?1")?;
        Ok(list.query_map([mention], |r| Ok((r.get(0)?, r.get(1)?)))?.collect::<rusqlite::Result<_>>()?)
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

    /// What a mention may join; of a crowd on one day the first.
    pub(super) fn near(&self, m: &Mention) -> Result<Vec<Rc<Mention>>> {
        let (sketch, mut found) = (blocks::sketch_of(m), Vec::new());
        for window in blocks::windows(m) {
            let (mut today, mut count) = (i64::MIN, 0);
            for other in self.list(window)?.iter() {
                count = if other.day == today { count + 1 } else { 1 };
                today = other.day;
                if count <= CROWD && may_agree(window, sketch, other) {
                    found.extend(self.mention(other.place)?);
                }
            }
        }
        Ok(found)
    }

    /// Everything in a window, in order.
    fn list(&self, window: Window) -> Result<Listed> {
        if let Some(known) = self.lists.borrow().get(&window) {
            return Ok(Rc::clone(known));
        }
        let mut list = self.store.connection.prepare_cached(
            "SELECT day, article_id, event_mention, sketch FROM event_block WHERE block = ?1 AND day BETWEEN ?2 AND ?3
             ORDER BY day, article_id, event_mention",
        )?;
        let rows = list.query_map([window.block, window.from, window.to], |r| {
            Ok(Lying { day: r.get(0)?, place: (r.get(1)?, r.get(2)?), sketch: r.get(3)? })
        })?;
        let found = Rc::new(rows.collect::<rusqlite::Result<Vec<_>>>()?);
        self.lists.borrow_mut().insert(window, Rc::clone(&found));
        Ok(found)
    }

    /// Those that may join another one when this mention comes or goes, as it is filed now.
    pub(super) fn watchers(&self, m: &Mention) -> Result<Watchers> {
        let mut watchers = Watchers::default();
        let mut seen = false;
        for blocks::Place { block, day } in blocks::places(m) {
            let list = self.list(Window { block, from: day, to: day, passing: false })?;
            seen |= list.partition_point(|other| other.place < (m.article, m.number)) < CROWD;
            watchers.crowded |= list.len() > CROWD;
        }
        if !seen {
            return Ok(Watchers::default());
        }
        let sketch = blocks::sketch_of(m);
        for window in blocks::watchers(m, watchers.crowded) {
            let list = self.list(window)?;
            let near = list.iter().filter(|other| watchers.crowded || may_agree(window, sketch, other));
            watchers.places.extend(near.map(|other| other.place));
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

/// Whether a mention with this sketch may agree with one that lies in its window.
fn may_agree(window: Window, sketch: i64, other: &Lying) -> bool {
    !window.passing || sketch::may_agree(sketch, other.sketch)
}

fn word<T: std::str::FromStr<Err = String>>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    row.get::<_, String>(column)?
        .parse()
        .map_err(|e: String| rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, e.into()))
}

/// A row of `sql/read_event_mention.sql`; what its article says of it is still missing.
fn mention(r: &Row<'_>) -> rusqlite::Result<Mention> {
    let day =
        |i: usize| -> rusqlite::Result<Option<Day>> { Ok(r.get::<_, Option<String>>(i)?.and_then(|d| d.parse().ok())) };
    let date = match r.get::<_, Option<String>>(9)? {
        Some(value) => Some(EventDate {
            value,
            interval: Interval { earliest: day(10)?, latest: day(11)? },
            granularity: word::<Granularity>(r, 12)?,
            relation: word::<Relation>(r, 13)?,
            basis: word::<Basis>(r, 14)?,
        }),
        None => None,
    };
    let (article, lemma): (i64, String) = (r.get(0)?, r.get(3)?);
    Ok(Mention {
        article,
        number: r.get(1)?,
        id: r.get(2)?,
        source: String::new(),
        published: None,
        kind: kind(&lemma).to_string(),
        lemma,
        class: r.get(4)?,
        status: word::<Status>(r, 5)?,
        place: r.get(6)?,
        label: r.get(7)?,
        head: r.get(8)?,
        date,
        salience: r.get(15)?,
        confidence: r.get(16)?,
        event: r.get(17)?,
        joins: r.get(18)?,
        reason: r.get(19)?,
        repeats: r.get(20)?,
        origin: article,
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
        for place in places {
            let Some(m) = board.mention(*place)? else { continue };
            touched.events.extend(m.event);
            touched.watchers.extend(board.watchers(&m)?.places);
            touched.watchers.extend(board.joining(m.id, false)?);
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
