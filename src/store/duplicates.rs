//! Which articles are duplicates of which, and which replaced which: settled anew around those that came, changed or went.
//!
//! The first of articles that are alike is the one published first, and of one day the one with the lowest number. Every
//! other is a duplicate when it is alike to a first one. So what an article is depends on those before it alone, and they
//! are looked at in this order; the order of import does not matter. What was replaced by a newer version of itself
//! neither is a first nor a duplicate.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use rusqlite::{OptionalExtension, params};

use super::context::Context;
use super::findings::Touched;
use super::{Result, Store};
use crate::consolidate::likeness::{Likeness, VERSION};
use crate::decisions::Action;

/// Days by which two printings of one short text may lie apart; later the same words tell of something else.
const REPRINTED: i64 = 7;

/// The order of articles: the first published first, those without a date last.
type Order = (bool, Option<i64>, i64);

/// What decides what an article is to others.
#[derive(Debug, Clone)]
struct Card {
    id: i64,
    day: Option<i64>,
    publisher: Option<String>,
    /// When it was changed last, as its file says; UTC.
    modified: Option<String>,
    /// That, or the day of publication: what is compared between versions.
    stamp: Option<String>,
    /// What held its path last, if that is something else now.
    moved_to: Option<i64>,
    /// The newer version that replaced it.
    replaced_by: Option<i64>,
    duplicate_of: Option<i64>,
    /// Whether a person said that it is an article of its own.
    apart: bool,
}

impl Card {
    fn order(&self) -> Order {
        (self.day.is_none(), self.day, self.id)
    }
}

/// What settling came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Settled {
    /// Articles that no newer version replaces any more: they are to be extracted again.
    pub(crate) returned: Vec<i64>,
    /// How many more articles are duplicates now.
    pub(crate) duplicates: i64,
    /// How many articles that still have a path of their own were replaced by a newer version.
    pub(crate) replaced: u64,
}

/// What an article is compared by, and the bands that it lies in.
#[derive(Debug, PartialEq)]
pub(crate) struct Text {
    likeness: Likeness,
    bands: Vec<i64>,
}

impl Text {
    fn new(text: &str) -> Rc<Self> {
        let likeness = Likeness::new(text);
        let bands = likeness.bands();
        Rc::new(Self { likeness, bands })
    }
}

/// The others in the bands of an article: what is first, and what is again.
type InBands = Rc<[BTreeSet<i64>; 2]>;

/// The articles that are looked at, each read once.
struct Shelf<'s> {
    store: &'s Store,
    apart: BTreeSet<String>,
    cards: RefCell<BTreeMap<i64, Option<Rc<Card>>>>,
    texts: RefCell<BTreeMap<i64, Rc<Text>>>,
    /// As they are filed now.
    near: RefCell<BTreeMap<i64, InBands>>,
}

impl<'s> Shelf<'s> {
    fn new(store: &'s Store, context: &Context) -> Self {
        let apart = context.all(Action::ArticleApart).map(|d| d.subject.clone()).collect();
        Self { store, apart, cards: RefCell::default(), texts: RefCell::default(), near: RefCell::default() }
    }

    fn card(&self, id: i64) -> Result<Option<Rc<Card>>> {
        if let Some(known) = self.cards.borrow().get(&id) {
            return Ok(known.clone());
        }
        let mut find = self.store.connection.prepare_cached(
            "SELECT a.published_day, a.publisher, a.published,
                    (SELECT max(modified) FROM article_source WHERE article_id = a.id),
                    (SELECT s.article_id FROM article_source AS s WHERE s.source = a.source AND NOT EXISTS
                        (SELECT 1 FROM article_source AS own WHERE own.article_id = a.id)),
                    v.newer_id, d.first_id, a.key
             FROM article AS a LEFT JOIN article_version AS v ON v.article_id = a.id
             LEFT JOIN article_duplicate AS d ON d.article_id = a.id WHERE a.id = ?1",
        )?;
        let card = find.query_row([id], |r| {
            let modified: Option<String> = r.get(3)?;
            Ok(Rc::new(Card {
                id,
                day: r.get(0)?,
                publisher: r.get::<_, Option<String>>(1)?.filter(|p| !p.trim().is_empty()),
                stamp: modified.clone().or(r.get(2)?),
                modified,
                moved_to: r.get(4)?,
                replaced_by: r.get(5)?,
                duplicate_of: r.get(6)?,
                apart: self.apart.contains(&r.get::<_, String>(7)?),
            }))
        });
        let card = card.optional()?;
        self.cards.borrow_mut().insert(id, card.clone());
        Ok(card)
    }

    fn forget(&self, id: i64) {
        self.cards.borrow_mut().remove(&id);
    }

    /// The likeness of an article and the bands that it lies in.
    fn likeness(&self, id: i64) -> Result<Rc<Text>> {
        if let Some(known) = self.texts.borrow().get(&id) {
            return Ok(Rc::clone(known));
        }
        let found = Text::new(&self.store.article_text(id)?.unwrap_or_default());
        self.texts.borrow_mut().insert(id, Rc::clone(&found));
        Ok(found)
    }

    /// The others in the bands of an article.
    fn in_bands(&self, id: i64) -> Result<InBands> {
        if let Some(known) = self.near.borrow().get(&id) {
            return Ok(Rc::clone(known));
        }
        let mut list =
            self.store.connection.prepare_cached("SELECT article_id, again FROM article_band WHERE band = ?1")?;
        let [mut firsts, mut again] = [BTreeSet::new(), BTreeSet::new()];
        for band in &self.likeness(id)?.bands {
            for row in list.query_map([band], |r| Ok((r.get(0)?, r.get(1)?)))? {
                let (other, is_again): (i64, bool) = row?;
                if other != id {
                    if is_again {
                        again.insert(other)
                    } else {
                        firsts.insert(other)
                    };
                }
            }
        }
        let found = Rc::new([firsts, again]);
        self.near.borrow_mut().insert(id, Rc::clone(&found));
        Ok(found)
    }

    fn numbers(&self, sql: &str, id: i64) -> Result<BTreeSet<i64>> {
        let mut list = self.store.connection.prepare_cached(sql)?;
        Ok(list.query_map([id], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?)
    }

    fn duplicates_of(&self, id: i64) -> Result<BTreeSet<i64>> {
        self.numbers("SELECT article_id FROM article_duplicate WHERE first_id = ?1", id)
    }

    fn replaced_by(&self, id: i64) -> Result<BTreeSet<i64>> {
        self.numbers("SELECT article_id FROM article_version WHERE newer_id = ?1", id)
    }

    /// How alike two articles are, when the later is a duplicate of the earlier.
    fn alike(&self, a: &Card, b: &Card) -> Result<Option<f64>> {
        if a.apart || b.apart {
            return Ok(None);
        }
        let (x, y) = (self.likeness(a.id)?, self.likeness(b.id)?);
        let far = a.day.zip(b.day).is_some_and(|(a, b)| (a - b).abs() > REPRINTED);
        Ok(if far && x.likeness.is_short() { None } else { x.likeness.duplicate(&y.likeness) })
    }

    /// Articles that may be another version of this one: of the same address, or alike and of the same publisher.
    fn versions(&self, card: &Card) -> Result<BTreeSet<i64>> {
        let mut near = self.numbers(
            "SELECT b.article_id FROM article_source AS a JOIN article_source AS b ON b.address = a.address
             WHERE a.article_id = ?1",
            card.id,
        )?;
        if card.publisher.is_some() {
            let [firsts, _] = &*self.in_bands(card.id)?;
            near.extend(card.duplicate_of);
            near.extend(firsts);
            for first in firsts {
                near.extend(self.duplicates_of(*first)?);
            }
        }
        for id in near.clone() {
            near.extend(self.replaced_by(id)?);
        }
        near.remove(&card.id);
        Ok(near)
    }

    /// Whether `b` is a newer version of `a`.
    fn is_newer(&self, a: &Card, b: &Card) -> Result<bool> {
        if b.moved_to.is_some() || b.stamp.is_none() || a.stamp >= b.stamp || a.stamp.is_none() || a.apart || b.apart {
            return Ok(false);
        }
        let same = |x: &Option<String>, y: &Option<String>| {
            x.as_ref().zip(y.as_ref()).is_some_and(|(x, y)| x.trim().to_lowercase() == y.trim().to_lowercase())
        };
        if b.modified.is_some() && same(&a.publisher, &b.publisher) && self.alike(a, b)?.is_some() {
            return Ok(true);
        }
        // Pages of one article, and careless pages that all name the front page as their address, share no text.
        let mut address = self.store.connection.prepare_cached(
            "SELECT 1 FROM article_source AS a JOIN article_source AS b ON b.address = a.address
             WHERE a.article_id = ?1 AND b.article_id = ?2",
        )?;
        Ok(address.exists([a.id, b.id])?
            && self.likeness(a.id)?.likeness.shared(&self.likeness(b.id)?.likeness) >= VERSION)
    }

    /// The newest version of an article besides itself.
    fn newest(&self, card: &Card) -> Result<Option<i64>> {
        if card.moved_to.is_some() {
            return Ok(card.moved_to);
        }
        let mut newest: Option<(Option<String>, i64)> = None;
        for id in self.versions(card)? {
            let Some(other) = self.card(id)? else { continue };
            let rank = Some((other.stamp.clone(), id));
            if rank > newest && self.is_newer(card, &other)? {
                newest = rank;
            }
        }
        Ok(newest.map(|(_, id)| id))
    }

    /// The first article that this one is a duplicate of, and how alike they are.
    fn first_of(&self, card: &Card) -> Result<Option<(i64, f64)>> {
        if card.replaced_by.is_some() {
            return Ok(None);
        }
        let mut best: Option<(Order, f64)> = None;
        let [firsts, _] = &*self.in_bands(card.id)?;
        for id in firsts {
            let Some(other) = self.card(*id)? else { continue };
            let earlier = other.order() < card.order() && best.is_none_or(|(order, _)| other.order() < order);
            if earlier && let Some(alike) = self.alike(&other, card)? {
                best = Some((other.order(), alike));
            }
        }
        Ok(best.map(|((_, _, id), alike)| (id, alike)))
    }
}

impl Store {
    /// Files an article under the bands of its likeness, once; gives what it is compared by.
    pub(crate) fn file_likeness(&self, id: i64, text: &str) -> Result<Rc<Text>> {
        let again = self.is_replaced(id)? || self.is_duplicate(id)?;
        let mut insert = self
            .connection
            .prepare_cached("INSERT OR IGNORE INTO article_band (band, again, article_id) VALUES (?1, ?2, ?3)")?;
        let text = Text::new(text);
        for band in &text.bands {
            insert.execute(params![band, again, id])?;
        }
        Ok(text)
    }

    /// Takes an article that is about to go out of its bands, and notes whose place depends on it. Versions that only its
    /// path held go with it.
    pub(super) fn unfile_likeness(&self, context: &Context, id: i64, touched: &mut Touched) -> Result<()> {
        let shelf = Shelf::new(self, context);
        touched.texts.extend(shelf.duplicates_of(id)?);
        // Duplicates of nothing, until that is settled; and below, replaced by nothing.
        self.connection
            .prepare_cached("UPDATE article_duplicate SET first_id = article_id WHERE first_id = ?1")?
            .execute([id])?;
        for earlier in shelf.replaced_by(id)? {
            let own = shelf.card(earlier)?.is_some_and(|card| card.moved_to.is_none());
            if own {
                touched.texts.insert(earlier);
                self.connection
                    .prepare_cached("UPDATE article_version SET newer_id = article_id WHERE article_id = ?1")?
                    .execute([earlier])?;
            } else {
                self.unfile(&shelf, earlier)?;
                self.delete_article(earlier)?;
            }
        }
        self.unfile(&shelf, id)
    }

    fn unfile(&self, shelf: &Shelf<'_>, id: i64) -> Result<()> {
        let mut delete = self
            .connection
            .prepare_cached("DELETE FROM article_band WHERE band = ?1 AND again IN (0, 1) AND article_id = ?2")?;
        for band in &shelf.likeness(id)?.bands {
            delete.execute(params![band, id])?;
        }
        Ok(())
    }

    fn refile(&self, shelf: &Shelf<'_>, id: i64, again: bool) -> Result<()> {
        let mut update = self.connection.prepare_cached(
            "UPDATE article_band SET again = ?3 WHERE band = ?1 AND again = 1 - ?3 AND article_id = ?2",
        )?;
        for band in &shelf.likeness(id)?.bands {
            update.execute(params![band, id, again])?;
        }
        shelf.near.borrow_mut().clear();
        Ok(())
    }

    /// Whether a newer version replaced an article.
    pub(crate) fn is_replaced(&self, id: i64) -> Result<bool> {
        Ok(self.connection.prepare_cached("SELECT 1 FROM article_version WHERE article_id = ?1")?.exists([id])?)
    }

    fn is_duplicate(&self, id: i64) -> Result<bool> {
        Ok(self.connection.prepare_cached("SELECT 1 FROM article_duplicate WHERE article_id = ?1")?.exists([id])?)
    }

    /// Finds anew which articles are versions and duplicates of the touched ones, and they of others. Their event mentions
    /// are touched in turn.
    pub(crate) fn settle(&self, context: &Context, touched: &mut Touched) -> Result<Settled> {
        let mut settled = Settled::default();
        let shelf = Shelf::new(self, context);
        shelf.texts.replace(std::mem::take(&mut touched.likeness));
        let came = std::mem::take(&mut touched.texts);
        let mut moved = self.settle_versions(context, &shelf, &came, touched, &mut settled)?;
        moved.extend(&came);
        let relinked = self.settle_duplicates(context, &shelf, &moved, touched, &mut settled)?;
        // What stands in a duplicate is held against what stands in the first.
        let mut refresh = moved.clone();
        for id in moved.union(&relinked) {
            refresh.extend(shelf.duplicates_of(*id)?);
        }
        for id in refresh.difference(&relinked) {
            self.look_again(context, *id, touched)?;
        }
        Ok(settled)
    }

    /// The mentions of an article, unless they are new, join others anew.
    fn look_again(&self, context: &Context, id: i64, touched: &mut Touched) -> Result<()> {
        if !touched.articles.contains(&id) {
            let places = self.leave_events(context, id, touched)?;
            touched.mentions.extend(places);
        }
        Ok(())
    }

    fn settle_versions(
        &self,
        context: &Context,
        shelf: &Shelf<'_>,
        came: &BTreeSet<i64>,
        touched: &mut Touched,
        settled: &mut Settled,
    ) -> Result<BTreeSet<i64>> {
        let mut looked_at = came.clone();
        for id in came {
            if let Some(card) = shelf.card(*id)? {
                looked_at.extend(shelf.versions(&card)?);
                looked_at.extend(shelf.replaced_by(*id)?);
            }
        }
        let mut moved = BTreeSet::new();
        for id in looked_at {
            let Some(card) = shelf.card(id)? else { continue };
            let newest = shelf.newest(&card)?;
            if newest == card.replaced_by {
                continue;
            }
            moved.insert(id);
            // What a person decided on events of this version moves to the newer one, and back.
            for newer in card.replaced_by.into_iter().chain(newest) {
                self.look_again(context, newer, touched)?;
            }
            let c = &self.connection;
            match newest {
                Some(newer) => {
                    if card.replaced_by.is_none() {
                        self.erase_findings(context, id, touched)?;
                        settled.replaced += u64::from(card.moved_to.is_none());
                    }
                    c.prepare_cached("INSERT OR REPLACE INTO article_version (article_id, newer_id) VALUES (?1, ?2)")?
                        .execute([id, newer])?;
                }
                None => {
                    c.prepare_cached("DELETE FROM article_version WHERE article_id = ?1")?.execute([id])?;
                    settled.returned.push(id);
                }
            }
            self.refile(shelf, id, newest.is_some() || card.duplicate_of.is_some())?;
            shelf.forget(id);
        }
        touched.texts.clear();
        Ok(moved)
    }

    /// Looks at articles in their order; gives those whose first one is another now.
    fn settle_duplicates(
        &self,
        context: &Context,
        shelf: &Shelf<'_>,
        moved: &BTreeSet<i64>,
        touched: &mut Touched,
        settled: &mut Settled,
    ) -> Result<BTreeSet<i64>> {
        let (mut queue, mut relinked) = (BTreeSet::new(), BTreeSet::new());
        let enqueue = |queue: &mut BTreeSet<Order>, ids: BTreeSet<i64>| -> Result<()> {
            for id in ids {
                queue.extend(shelf.card(id)?.map(|card| card.order()));
            }
            Ok(())
        };
        enqueue(&mut queue, moved.clone())?;
        for id in moved {
            enqueue(&mut queue, shelf.duplicates_of(*id)?)?;
        }
        while let Some(order) = queue.pop_first() {
            let Some(card) = shelf.card(order.2)? else { continue };
            let first = shelf.first_of(&card)?;
            let changed = first.map(|(id, _)| id) != card.duplicate_of;
            if changed {
                relinked.insert(card.id);
                self.look_again(context, card.id, touched)?;
                settled.duplicates += i64::from(first.is_some()) - i64::from(card.duplicate_of.is_some());
                self.link_duplicate(shelf, &card, first)?;
            }
            if !changed && !moved.contains(&card.id) {
                continue;
            }
            // What comes later may be a duplicate of this one now, or no longer.
            let mut later = shelf.duplicates_of(card.id)?;
            if first.is_none() && card.replaced_by.is_none() {
                later.extend(shelf.in_bands(card.id)?.iter().flatten());
            }
            for id in later {
                let Some(other) = shelf.card(id)? else { continue };
                let its_first = other.duplicate_of.map_or(Ok(None), |first| shelf.card(first))?;
                let settled_before = its_first.is_some_and(|f| f.id != card.id && f.order() < card.order());
                if other.order() > card.order() && other.replaced_by.is_none() && !settled_before {
                    queue.insert(other.order());
                }
            }
        }
        Ok(relinked)
    }

    fn link_duplicate(&self, shelf: &Shelf<'_>, card: &Card, first: Option<(i64, f64)>) -> Result<()> {
        let c = &self.connection;
        match first {
            Some((first, alike)) => {
                c.prepare_cached(
                    "INSERT OR REPLACE INTO article_duplicate (article_id, first_id, similarity) VALUES (?1, ?2, ?3)",
                )?
                .execute(params![card.id, first, alike])?;
            }
            None => {
                c.prepare_cached("DELETE FROM article_duplicate WHERE article_id = ?1")?.execute([card.id])?;
            }
        }
        self.refile(shelf, card.id, first.is_some() || card.replaced_by.is_some())?;
        shelf.forget(card.id);
        Ok(())
    }
}
