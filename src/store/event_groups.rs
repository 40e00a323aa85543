//! Which mentions are one event: finds anew what was touched and what looks at it, and writes what came of it.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use rusqlite::{OptionalExtension, params};

use super::board::{Board, Decided, Memory, Place};
use super::context::Context;
use super::decisions::{BY_A_PERSON, EventLook};
use super::findings::Touched;
use super::{Result, Store};
use crate::consolidate::blocks;
use crate::consolidate::borrow;
use crate::consolidate::events::{self, Mention};

/// The reason of a mention that joins none.
pub(super) const FIRST: &str = "first report";

/// The mentions of one event, in their order; the first gives it its number.
struct Group {
    members: Vec<Rc<Mention>>,
}

impl Group {
    fn id(&self) -> i64 {
        self.members.first().map_or(0, |m| m.id)
    }
}

/// An event as it stands in the file, before it is written anew.
struct Standing {
    /// Title and place, which are indexed.
    words: (Option<String>, Option<String>),
    rejected: bool,
    /// Who takes part, with role and number of articles.
    actors: BTreeMap<i64, (String, i64)>,
}

impl Standing {
    /// Takes the event from the counts of its actors.
    fn uncount(&self, counts: &mut BTreeMap<i64, i64>) {
        for actor in self.actors.keys().filter(|_| !self.rejected) {
            *counts.entry(*actor).or_default() -= 1;
        }
    }
}

impl Store {
    /// Finds anew what the touched mentions join, and writes their events.
    pub(super) fn group_events(&self, context: &Context, mut touched: Touched) -> Result<()> {
        let board = Board::new(self, context)?;
        board.take(std::mem::take(&mut touched.written))?;
        let written: Memory<i64, ()> = touched.articles.iter().map(|article| (*article, ())).collect();
        let fresh = |place: &Place| written.contains_key(&place.0);
        let filed = self.file_mentions(&board, &touched.mentions, &fresh)?;
        // Those that must look at all that is near them, and those near which something came.
        let mut anew = touched.watchers;
        anew.extend(&touched.mentions);
        let mut visited: Memory<Place, Vec<Rc<Mention>>> = Memory::default();
        for m in filed {
            let watchers = board.watchers(&m)?;
            if watchers.crowded || !fresh(&(m.article, m.number)) {
                anew.extend(watchers.places);
                continue;
            }
            for place in watchers.places.into_iter().filter(|place| !fresh(place)) {
                let new = visited.entry(place).or_default();
                if !new.last().is_some_and(|last| Rc::ptr_eq(last, &m)) {
                    new.push(Rc::clone(&m));
                }
            }
        }
        let mut starts = touched.mentions.clone();
        for place in &anew {
            self.join(&board, *place, &[], &mut starts)?;
        }
        let mut visited: Vec<_> = visited.into_iter().filter(|(place, _)| !anew.contains(place)).collect();
        visited.sort_unstable_by_key(|(place, _)| *place);
        for (place, new) in visited {
            self.join(&board, place, &new, &mut starts)?;
        }
        let decided = Decided::new(&board, context)?;
        let mut before = touched.events;
        let groups = self.components(&board, &decided, starts, &mut before, &fresh)?;
        self.write_events_of(context, &board, &decided, groups, before)
    }

    /// Files mentions under their blocks; gives those that have any.
    fn file_mentions(
        &self,
        board: &Board<'_>,
        places: &BTreeSet<Place>,
        fresh: &dyn Fn(&Place) -> bool,
    ) -> Result<Vec<Rc<Mention>>> {
        let c = &self.connection;
        let mut delete = c.prepare_cached("DELETE FROM event_block WHERE article_id = ?1 AND event_mention = ?2")?;
        let mut insert = c.prepare_cached(
            "INSERT OR IGNORE INTO event_block (block, day, article_id, event_mention, sketch) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        let mut filed = Vec::new();
        for place in places {
            let Some(m) = board.mention(*place)? else { continue };
            if !fresh(place) {
                delete.execute(*place)?;
            }
            // What a duplicate repeats joins its original, and nothing joins it.
            let blocks = if board.original(&m)?.is_some() { Vec::new() } else { blocks::places(&m) };
            let sketch = blocks::sketch_of(&m);
            for b in &blocks {
                insert.execute(params![b.block, b.day, m.article, m.number, sketch])?;
            }
            if !blocks.is_empty() {
                filed.push(m);
            }
        }
        Ok(filed)
    }

    /// Finds what a mention joins; when that is new, the events of all three are to be written. `new` is what came near
    /// it, if that is all that changed.
    fn join(&self, board: &Board<'_>, place: Place, new: &[Rc<Mention>], starts: &mut BTreeSet<Place>) -> Result<()> {
        let Some(m) = board.mention(place)? else { return Ok(()) };
        if let Some((first, repeats, reason)) = self.original(board, &m)? {
            return self.write_join(board, &m, Some((&first, reason)), repeats, starts);
        }
        let now = match m.joins.filter(|_| !new.is_empty()) {
            Some(now) => board.place_of(now)?.map_or(Ok(None), |place| board.mention(place))?,
            None => None,
        };
        let new: Vec<&Mention> = new.iter().map(Rc::as_ref).collect();
        let near;
        let found = match now.as_ref().and_then(|now| events::rejoined(&m, now, &new)) {
            Some(found) => Some(found),
            None => {
                near = board.near(&m)?;
                events::joined(&m, near.iter().map(Rc::as_ref))
            }
        };
        self.write_join(board, &m, found, false, starts)
    }

    /// What a mention of a duplicate repeats, whether word for word, and the reason in words.
    fn original(&self, board: &Board<'_>, m: &Mention) -> Result<Option<(Rc<Mention>, bool, String)>> {
        let Some(original) = board.original(m)? else { return Ok(None) };
        let Some(first) = board.place_of(original.id)?.map_or(Ok(None), |place| board.mention(place))? else {
            return Ok(None);
        };
        let how = if original.word_for_word { "the same sentence" } else { "the same sentence, edited," };
        let reason = format!("{how} in {}, of which this article is a duplicate", first.source);
        Ok(Some((first, original.word_for_word, reason)))
    }

    /// Keeps what a mention joins, if that is new.
    fn write_join(
        &self,
        board: &Board<'_>,
        m: &Mention,
        found: Option<(&Mention, String)>,
        repeats: bool,
        starts: &mut BTreeSet<Place>,
    ) -> Result<()> {
        let place = (m.article, m.number);
        if let Some((y, _)) = &found {
            board.note_joining(y.id, place);
        }
        let joins = found.as_ref().map(|(y, _)| y.id);
        let reason = found.as_ref().map_or(FIRST, |(_, reason)| reason.as_str());
        if joins == m.joins && (joins.is_none() || reason == m.reason) {
            return Ok(());
        }
        self.connection
            .prepare_cached(
                "UPDATE event_mention SET joins = ?3, reason = ?4, repeats = ?5 WHERE article_id = ?1 AND number = ?2",
            )?
            .execute(params![place.0, place.1, joins, reason, repeats])?;
        board.note(m, joins, reason, repeats);
        starts.insert(place);
        starts.extend(found.as_ref().map(|(y, _)| (y.article, y.number)));
        if let Some(before) = m.joins.filter(|before| Some(*before) != joins) {
            starts.extend(board.place_of(before)?);
        }
        Ok(())
    }

    /// All that join each other, directly or through others or because a person said so, from each of these and from all
    /// that belong to the events `before`. The events that they belonged to so far are added to those.
    fn components(
        &self,
        board: &Board<'_>,
        decided: &Decided<'_>,
        starts: BTreeSet<Place>,
        before: &mut BTreeSet<i64>,
        fresh: &dyn Fn(&Place) -> bool,
    ) -> Result<Vec<Group>> {
        let mut members_of =
            self.connection.prepare_cached("SELECT article_id, number FROM event_mention WHERE event_id = ?1")?;
        let (mut seen, mut groups) = (Memory::default(), Vec::new());
        // What a person takes out of an event, or no longer counts to it, leaves the others without a way to each other.
        let mut starts: Vec<Place> = starts.into_iter().collect();
        let mut rest = |event: i64, starts: &mut Vec<Place>| -> Result<()> {
            for member in members_of.query_map([event], |r| Ok((r.get(0)?, r.get(1)?)))? {
                starts.push(member?);
            }
            Ok(())
        };
        for event in before.iter() {
            rest(*event, &mut starts)?;
        }
        while let Some(start) = starts.pop() {
            let mut queue = vec![start];
            let mut members = Vec::new();
            while let Some(place) = queue.pop() {
                if seen.insert(place, ()).is_some() {
                    continue;
                }
                let Some(m) = board.mention(place)? else { continue };
                if let Some(joined) = m.joins {
                    queue.extend(board.place_of(joined)?);
                }
                if blocks::is_compared(&m.class) || board.has_duplicates(m.article)? {
                    queue.extend(board.joining(m.id, fresh(&place))?);
                }
                queue.extend(decided.merged.get(&m.id).into_iter().flatten());
                // The event of a mention that was just written is not there yet, unless an earlier reading of its article had
                // it, which is among those before.
                let there = |event: &i64| !(fresh(&place) && *event == m.id);
                if let Some(event) = m.event.filter(|event| there(event) && before.insert(*event)) {
                    rest(event, &mut starts)?;
                }
                members.push(m);
            }
            if !members.is_empty() {
                members.sort_by_key(|m| m.order());
                groups.push(Group { members });
            }
        }
        Ok(groups)
    }

    /// Writes the events in the order of their numbers, which is what their search index takes best, and deletes those
    /// that have no mention left.
    fn write_events_of(
        &self,
        context: &Context,
        board: &Board<'_>,
        decided: &Decided<'_>,
        groups: Vec<Group>,
        before: BTreeSet<i64>,
    ) -> Result<()> {
        let mut work: BTreeMap<i64, Option<&Group>> = before.iter().map(|id| (*id, None)).collect();
        work.extend(groups.iter().map(|g| (g.id(), Some(g))));
        let mut counts = BTreeMap::new();
        for (id, group) in work {
            match group {
                Some(group) => self.write_event(context, decided, group, before.contains(&id), &mut counts)?,
                None => {
                    let Some(stood) = self.standing(id)? else { continue };
                    stood.uncount(&mut counts);
                    self.connection.prepare_cached("DELETE FROM event WHERE id = ?1")?.execute([id])?;
                    self.index_event(id, Some(stood.words), None);
                }
            }
        }
        let mut add = self.connection.prepare_cached("UPDATE actor SET events = events + ?2 WHERE id = ?1")?;
        for (actor, more) in counts.iter().filter(|(_, more)| **more != 0) {
            add.execute([actor, more])?;
        }
        groups.iter().try_for_each(|group| self.link(board, group))
    }

    /// An event as it stands in the file; `None` when it is not there.
    fn standing(&self, event: i64) -> Result<Option<Standing>> {
        let c = &self.connection;
        let mut find = c.prepare_cached("SELECT title, place, rejected FROM event WHERE id = ?1")?;
        let row = find.query_row([event], |r| Ok(((r.get(0)?, r.get(1)?), r.get(2)?))).optional()?;
        let Some((words, rejected)) = row else { return Ok(None) };
        let mut list = c.prepare_cached("SELECT actor_id, role, articles FROM event_actor WHERE event_id = ?1")?;
        let actors = list.query_map([event], |r| Ok((r.get(0)?, (r.get(1)?, r.get(2)?))))?;
        Ok(Some(Standing { words, rejected, actors: actors.collect::<rusqlite::Result<_>>()? }))
    }

    fn write_event(
        &self,
        context: &Context,
        decided: &Decided<'_>,
        group: &Group,
        is_there: bool,
        counts: &mut BTreeMap<i64, i64>,
    ) -> Result<()> {
        let members: Vec<&Mention> = group.members.iter().map(Rc::as_ref).collect();
        let mut speaking: Vec<&Mention> = members.iter().copied().filter(|m| !m.repeats).collect();
        if speaking.is_empty() {
            speaking.clone_from(&members); // a person took the original out of the event
        }
        let Some(said) = events::summarise(&speaking) else { return Ok(()) };
        let id = group.id();
        let decisions = members.iter().filter_map(|m| decided.said.get(&m.id)).flatten().copied().collect();
        let look = EventLook::new(borrow::combine(&speaking, &context.events), decisions);
        let date = look.date.date.as_ref();
        let interval = date.map(|d| d.interval).unwrap_or_default();
        let confidence = if look.date.contradictions > 0 { said.confidence * 0.8 } else { said.confidence };
        let c = &self.connection;
        let stood = if is_there { self.standing(id)? } else { None };
        if let Some(stood) = &stood {
            stood.uncount(counts);
        }
        c.prepare_cached(include_str!("sql/upsert_event.sql"))?.execute(params![
            id,
            said.title,
            date.map(|d| d.value.as_str()),
            interval.earliest.map(|d| d.to_string()),
            interval.latest.map(|d| d.to_string()),
            interval.earliest.map(|d| d.number()),
            interval.latest.map(|d| d.number()),
            interval.earliest.or(interval.latest).map(|d| d.number()),
            date.map(|d| d.granularity.as_str()),
            date.map(|d| d.relation.as_str()),
            date.map(|d| d.basis.as_str()),
            look.date.reason,
            look.date.contradictions,
            said.status.as_str(),
            said.place,
            said.articles,
            said.salience,
            confidence,
            look.rejected,
            look.note
        ])?;
        let mut update = c.prepare_cached(
            "UPDATE event_mention SET event_id = ?3, reason = ?4 WHERE article_id = ?1 AND number = ?2",
        )?;
        let first = members.iter().find(|m| m.joins.is_none()).map(|m| m.id);
        for m in &members {
            let merged = m.joins.is_none() && Some(m.id) != first;
            let reason = match m.joins {
                None if merged => BY_A_PERSON,
                None => FIRST,
                Some(_) => &m.reason,
            };
            if m.event != Some(id) || m.reason != reason {
                update.execute(params![m.article, m.number, id, reason])?;
            }
        }
        let was = stood.as_ref().map(|stood| stood.words.clone());
        self.index_event(id, was, Some((Some(said.title.clone()), said.place.clone())));
        let mut were = BTreeMap::new();
        if let Some(stood) = stood {
            c.prepare_cached("DELETE FROM event_link WHERE event_id = ?1 OR later_id = ?1")?.execute([id])?;
            let mut delete = c.prepare_cached("DELETE FROM event_actor WHERE actor_id = ?1 AND event_id = ?2")?;
            for actor in stood.actors.keys().filter(|actor| !said.actors.contains_key(actor)) {
                delete.execute([*actor, id])?;
            }
            were = stood.actors;
        }
        let mut actor = c.prepare_cached(
            "INSERT INTO event_actor (actor_id, event_id, role, articles) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (actor_id, event_id) DO UPDATE SET role = excluded.role, articles = excluded.articles",
        )?;
        for (actor_id, (role, articles)) in &said.actors {
            if were.get(actor_id).is_none_or(|(was, count)| was != role.as_str() || count != articles) {
                actor.execute(params![actor_id, id, role.as_str(), articles])?;
            }
            if !look.rejected {
                *counts.entry(*actor_id).or_default() += 1;
            }
        }
        Ok(())
    }

    /// Links an event with the plan that it came of, or the plan with what came of it: by those that join none.
    fn link(&self, board: &Board<'_>, group: &Group) -> Result<()> {
        let mut insert = self.connection.prepare_cached(
            "INSERT OR IGNORE INTO event_link (event_id, later_id, kind) VALUES (?1, ?2, 'planned for')",
        )?;
        for m in group.members.iter().filter(|m| m.joins.is_none()) {
            for leaders in board.leaders_near(m)? {
                for (place, event) in leaders.iter() {
                    let Some(other) = board.mention(*place)? else { continue };
                    if events::came_of(m, &other) {
                        insert.execute([group.id(), *event])?;
                    } else if events::came_of(&other, m) {
                        insert.execute([*event, group.id()])?;
                    }
                }
            }
        }
        Ok(())
    }
}
