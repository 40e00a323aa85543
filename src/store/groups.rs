//! Reads the groups that were touched, has them consolidated, and writes what came of it; nothing else is read.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{OptionalExtension, params};

use super::decisions::persona_stem;
use super::keys::{digest, id_of};
use super::write::Touched;
use super::{Result, Store};
use crate::calendar::EventDate;
use crate::calendar::Interval;
use crate::consolidate::actors::{self, Persona};
use crate::consolidate::events::{self, Mention};
use crate::consolidate::{borrow, names};

impl Store {
    /// Consolidates what was touched: first the actors, then the events of all articles whose actors have changed.
    pub(crate) fn consolidate(&self, touched: Touched) -> Result<()> {
        let Touched { personas, mut mentions, events } = touched;
        let (changed, old_actors) = self.consolidate_actors(&personas)?;
        for persona in &changed {
            let more = self
                .connection
                .prepare_cached(
                    "SELECT p.article_id, p.event_mention FROM found_actor AS f
                     JOIN participant AS p ON p.article_id = f.article_id AND p.found_actor = f.number WHERE f.persona = ?1",
                )?
                .query_map([persona], |r| Ok((r.get(0)?, r.get(1)?)))?
                .collect::<rusqlite::Result<Vec<(i64, i64)>>>()?;
            mentions.extend(more);
        }
        self.consolidate_events(&mentions, events)?;
        self.drop_unused_actors(&old_actors)
    }

    /// All personas that share a block with one of these, directly or through others.
    pub(crate) fn actor_closure(&self, seeds: &BTreeSet<String>) -> Result<BTreeSet<String>> {
        let mut next = self.connection.prepare_cached(
            "SELECT b.persona FROM actor_block AS a JOIN actor_block AS b ON b.block = a.block WHERE a.persona = ?1",
        )?;
        let mut all = seeds.clone();
        let mut queue: Vec<String> = seeds.iter().cloned().collect();
        while let Some(persona) = queue.pop() {
            for other in next.query_map([&persona], |r| r.get::<_, String>(0))? {
                let other = other?;
                if all.insert(other.clone()) {
                    queue.push(other);
                }
            }
        }
        Ok(all)
    }

    /// Groups the personas of these blocks anew; gives those whose actor is another one now, and the actors they had.
    fn consolidate_actors(&self, seeds: &BTreeSet<String>) -> Result<(BTreeSet<String>, BTreeSet<i64>)> {
        let c = &self.connection;
        let mut left = self.actor_closure(seeds)?;
        let mut old_actors = BTreeSet::new();
        for persona in &left {
            let old = c
                .prepare_cached("SELECT actor_id FROM persona WHERE persona = ?1")?
                .query_row([persona], |r| r.get::<_, Option<i64>>(0))
                .optional()?;
            old_actors.extend(old.flatten());
            c.prepare_cached("DELETE FROM persona WHERE persona = ?1 AND articles <= 0")?.execute([persona])?;
        }
        let mut changed = BTreeSet::new();
        while let Some(first) = left.first().cloned() {
            let block = self.actor_closure(&BTreeSet::from([first.clone()]))?;
            left.remove(&first);
            left.retain(|p| !block.contains(p));
            let texts: Vec<String> = block
                .into_iter()
                .filter_map(|text| {
                    c.prepare_cached("SELECT 1 FROM persona WHERE persona = ?1")
                        .and_then(|mut s| s.exists([&text]))
                        .map(|there| there.then_some(text))
                        .transpose()
                })
                .collect::<rusqlite::Result<_>>()?;
            let personas: Vec<Persona> = texts.iter().filter_map(|t| Persona::parse(t)).collect();
            let mut groups = actors::group(&personas);
            self.apply_actor_decisions(&personas, &mut groups)?;
            for group in &groups {
                changed.extend(self.write_actor(&personas, group)?);
            }
        }
        Ok((changed, old_actors))
    }

    fn write_actor(&self, personas: &[Persona], group: &actors::Group) -> Result<BTreeSet<String>> {
        let c = &self.connection;
        let id = id_of(&digest(&group.key));
        let members: Vec<(String, &str)> =
            group.members.iter().filter_map(|(m, why)| Some((personas.get(*m)?.to_string(), why.as_str()))).collect();
        let mut names_of: BTreeMap<String, i64> = BTreeMap::new();
        for (persona, _) in &members {
            let mut list = c.prepare_cached("SELECT name, articles FROM persona_name WHERE persona = ?1")?;
            for row in list.query_map([persona], |r| Ok((r.get::<_, String>(0)?, r.get::<_, i64>(1)?)))? {
                let (name, articles) = row?;
                *names_of.entry(name).or_insert(0) += articles;
            }
        }
        let full: BTreeSet<&str> = group
            .members
            .iter()
            .filter_map(|(m, _)| personas.get(*m))
            .filter(|p| {
                p.kind == crate::findings::ActorKind::Person || p.name.contains(' ') || group.members.len() == 1
            })
            .map(|p| p.name.as_str())
            .collect();
        let shown = names_of
            .iter()
            .filter(|(name, _)| full.contains(names::key(name).as_str()))
            .max_by_key(|(name, articles)| (**articles, name.as_str()))
            .or_else(|| names_of.iter().max_by_key(|(name, articles)| (**articles, name.as_str())))
            .map_or(group.key.as_str(), |(name, _)| name.as_str());
        let kind = group.members.first().and_then(|(m, _)| personas.get(*m)).map_or("group", |p| p.kind.as_str());
        let mut keys = BTreeSet::from([group.key.clone()]);
        if !group.key.contains('~') {
            keys.extend(group.members.iter().filter_map(|(m, _)| personas.get(*m)).map(persona_stem));
        }
        let look = self.actor_look(&keys, shown, kind)?;
        c.prepare_cached(
            "INSERT INTO actor (id, key, name, kind, hidden) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (id) DO UPDATE
             SET key = excluded.key, name = excluded.name, kind = excluded.kind, hidden = excluded.hidden",
        )?
        .execute(params![id, group.key, look.name, look.kind, look.hidden])?;
        c.prepare_cached("DELETE FROM actor_name WHERE actor_id = ?1")?.execute([id])?;
        let mut insert = c.prepare_cached(
            "INSERT OR REPLACE INTO actor_name (actor_id, name, name_key, origin) VALUES (?1, ?2, ?3, ?4)",
        )?;
        let mut known = self.known_names(&full)?;
        known.retain(|n| !names_of.contains_key(n));
        let listed = names_of.keys().map(|n| (n, "article")).chain(known.iter().map(|n| (n, "knowledge")));
        for (name, origin) in listed.chain(look.aliases.iter().map(|n| (n, "person"))) {
            insert.execute(params![id, name, names::key(name), origin])?;
        }
        let mut changed = BTreeSet::new();
        for (persona, reason) in &members {
            let old: Option<i64> = c
                .prepare_cached("SELECT actor_id FROM persona WHERE persona = ?1")?
                .query_row([persona], |r| r.get(0))
                .optional()?
                .flatten();
            c.prepare_cached("UPDATE persona SET actor_id = ?2, reason = ?3 WHERE persona = ?1")?
                .execute(params![persona, id, reason])?;
            if old == Some(id) {
                c.prepare_cached("UPDATE found_actor SET actor_id = ?2 WHERE persona = ?1 AND actor_id IS NULL")?
            } else {
                changed.insert(persona.clone());
                c.prepare_cached("UPDATE found_actor SET actor_id = ?2 WHERE persona = ?1")?
            }
            .execute(params![persona, id])?;
        }
        Ok(changed)
    }

    fn drop_unused_actors(&self, actors: &BTreeSet<i64>) -> Result<()> {
        let mut delete = self.connection.prepare_cached(
            "DELETE FROM actor WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM persona WHERE persona.actor_id = ?1)",
        )?;
        for actor in actors {
            delete.execute([actor])?;
        }
        Ok(())
    }

    /// All event mentions that share a block with one of these, directly or through others.
    pub(crate) fn event_closure(&self, seeds: &BTreeSet<(i64, i64)>) -> Result<BTreeSet<(i64, i64)>> {
        let mut blocks = self
            .connection
            .prepare_cached("SELECT block FROM event_block WHERE article_id = ?1 AND event_mention = ?2")?;
        let mut members =
            self.connection.prepare_cached("SELECT article_id, event_mention FROM event_block WHERE block = ?1")?;
        let mut all = seeds.clone();
        let mut seen = BTreeSet::new();
        let mut queue: Vec<(i64, i64)> = seeds.iter().copied().collect();
        while let Some((article, number)) = queue.pop() {
            let keys = blocks.query_map([article, number], |r| r.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
            for key in keys.into_iter().filter(|k| seen.insert(k.clone())) {
                for other in members.query_map([&key], |r| Ok((r.get(0)?, r.get(1)?)))? {
                    let other = other?;
                    if all.insert(other) {
                        queue.push(other);
                    }
                }
            }
        }
        Ok(all)
    }

    fn consolidate_events(&self, seeds: &BTreeSet<(i64, i64)>, mut old_events: BTreeSet<i64>) -> Result<()> {
        let closure = self.event_closure(seeds)?;
        let mut mentions = Vec::with_capacity(closure.len());
        for place in &closure {
            if let Some((mention, event)) = self.mention(*place)? {
                mentions.push((*place, mention));
                old_events.extend(event);
            }
        }
        let (places, mentions): (Vec<(i64, i64)>, Vec<Mention>) = mentions.into_iter().unzip();
        let decided = self.decided_groups(&mentions)?;
        let groups = events::group(&mentions, &decided);
        let known = self.known_events()?;
        let mut new_events = BTreeSet::new();
        for group in &groups {
            new_events.extend(self.write_event(&places, &mentions, group, &known)?);
        }
        for gone in old_events.difference(&new_events) {
            self.connection
                .prepare_cached(
                    "DELETE FROM event WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM event_mention WHERE event_id = ?1)",
                )?
                .execute([gone])?;
        }
        self.link_plans(&mentions, &groups)
    }

    fn mention(&self, (article, number): (i64, i64)) -> Result<Option<(Mention, Option<i64>)>> {
        let c = &self.connection;
        let mut find = c.prepare_cached(include_str!("sql/read_event_mention.sql"))?;
        let row = |r: &rusqlite::Row<'_>| {
            let parsed = |i: usize| -> rusqlite::Result<Option<crate::calendar::Day>> {
                Ok(r.get::<_, Option<String>>(i)?.and_then(|d| d.parse().ok()))
            };
            let word = |i: usize| r.get::<_, Option<String>>(i);
            let date = match (word(11)?, word(14)?, word(15)?, word(16)?) {
                (Some(value), Some(granularity), Some(relation), Some(basis)) => Some(EventDate {
                    value,
                    interval: Interval { earliest: parsed(12)?, latest: parsed(13)? },
                    granularity: granularity.parse().unwrap_or(crate::calendar::Granularity::Open),
                    relation: relation.parse().unwrap_or(crate::calendar::Relation::Within),
                    basis: basis.parse().unwrap_or(crate::calendar::Basis::Narrative),
                }),
                _ => None,
            };
            let status: String = r.get(7)?;
            let mention = Mention {
                key: r.get(0)?,
                article: r.get(1)?,
                source: r.get(2)?,
                published: parsed(3)?,
                number,
                sentence: r.get(4)?,
                lemma: r.get(5)?,
                class: r.get(6)?,
                status: status.parse().unwrap_or(crate::findings::Status::Possible),
                place: r.get(8)?,
                label: r.get(9)?,
                head: r.get(10)?,
                date,
                salience: r.get(17)?,
                confidence: r.get(18)?,
                actors: BTreeMap::new(),
                blocks: BTreeSet::new(),
            };
            Ok((mention, r.get::<_, Option<i64>>(19)?))
        };
        let Some((mut mention, event)) = find.query_row([article, number], row).optional()? else { return Ok(None) };
        let mut actors = c.prepare_cached(
            "SELECT f.actor_id, p.role FROM participant AS p
             JOIN found_actor AS f ON f.article_id = p.article_id AND f.number = p.found_actor
             WHERE p.article_id = ?1 AND p.event_mention = ?2 AND f.actor_id IS NOT NULL",
        )?;
        for row in actors.query_map([article, number], |r| Ok((r.get(0)?, r.get::<_, String>(1)?)))? {
            let (actor, role): (i64, String) = row?;
            let role = role.parse().unwrap_or(crate::findings::ParticipantRole::Other);
            mention.actors.entry(actor).and_modify(|r| *r = role.min(*r)).or_insert(role);
        }
        let mut blocks =
            c.prepare_cached("SELECT block FROM event_block WHERE article_id = ?1 AND event_mention = ?2")?;
        mention.blocks =
            blocks.query_map([article, number], |r| r.get(0))?.collect::<rusqlite::Result<BTreeSet<String>>>()?;
        Ok(Some((mention, event)))
    }

    fn write_event(
        &self,
        places: &[(i64, i64)],
        mentions: &[Mention],
        group: &events::Group,
        known: &[crate::knowledge::KnownEvent],
    ) -> Result<Option<i64>> {
        let members: Vec<&Mention> = group.members.iter().filter_map(|(m, _)| mentions.get(*m)).collect();
        let (Some(first), Some(said)) = (members.first(), events::summarise(&members)) else { return Ok(None) };
        let id = id_of(&first.key);
        let dated = borrow::combine(&members, known);
        let look = self.event_look(&members, dated)?;
        let date = look.date.date.as_ref();
        let interval = date.map(|d| d.interval).unwrap_or_default();
        let sort_day = interval.earliest.or(interval.latest).map(|d| d.number());
        let confidence = if look.date.contradictions > 0 { said.confidence * 0.8 } else { said.confidence };
        let c = &self.connection;
        c.prepare_cached(include_str!("sql/upsert_event.sql"))?.execute(params![
            id,
            first.key,
            said.title,
            date.map(|d| d.value.as_str()),
            interval.earliest.map(|d| d.to_string()),
            interval.latest.map(|d| d.to_string()),
            interval.earliest.map(|d| d.number()),
            interval.latest.map(|d| d.number()),
            sort_day,
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
        for (m, reason) in &group.members {
            if let Some((article, number)) = places.get(*m) {
                update.execute(params![article, number, id, reason])?;
            }
        }
        c.prepare_cached("DELETE FROM event_actor WHERE event_id = ?1")?.execute([id])?;
        let mut actor =
            c.prepare_cached("INSERT INTO event_actor (actor_id, event_id, role, articles) VALUES (?1, ?2, ?3, ?4)")?;
        for (actor_id, (role, articles)) in &said.actors {
            actor.execute(params![actor_id, id, role.as_str(), articles])?;
        }
        c.prepare_cached("DELETE FROM event_link WHERE event_id = ?1 OR later_id = ?1")?.execute([id])?;
        Ok(Some(id))
    }

    fn link_plans(&self, mentions: &[Mention], groups: &[events::Group]) -> Result<()> {
        let members =
            |g: &events::Group| -> Vec<&Mention> { g.members.iter().filter_map(|(m, _)| mentions.get(*m)).collect() };
        let mut by_block: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for (g, group) in groups.iter().enumerate() {
            for block in members(group).into_iter().flat_map(|m| &m.blocks) {
                by_block.entry(block).or_default().insert(g);
            }
        }
        let mut insert = self.connection.prepare_cached(
            "INSERT OR IGNORE INTO event_link (event_id, later_id, kind) VALUES (?1, ?2, 'planned for')",
        )?;
        for plan in groups {
            let planned = members(plan);
            let near: BTreeSet<usize> = planned
                .iter()
                .flat_map(|m| &m.blocks)
                .filter_map(|b| by_block.get(b.as_str()))
                .flatten()
                .copied()
                .collect();
            for later in near.into_iter().filter_map(|g| groups.get(g)) {
                let happened = members(later);
                if let (Some(p), Some(h)) = (planned.first(), happened.first())
                    && events::came_of(&planned, &happened)
                {
                    insert.execute([id_of(&p.key), id_of(&h.key)])?;
                }
            }
        }
        Ok(())
    }
}
