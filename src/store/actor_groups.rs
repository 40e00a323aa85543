//! Which personas are one actor: reads those that were touched and what is compared with them, and writes what came of it.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{OptionalExtension, params};

use super::context::Context;
use super::decisions::{ActorLook, BY_A_PERSON};
use super::findings::Touched;
use super::keys::id_of_text;
use super::{Result, Store};
use crate::actors::keys;
use crate::consolidate::actors::{self, Group, Persona};
use crate::decisions::Action;
use crate::findings::ActorKind;

/// A persona as it is stored.
struct Stored {
    id: i64,
    persona: Persona,
    actor: Option<i64>,
    reason: String,
}

impl Store {
    /// Consolidates what was touched: first the actors, then the events of all mentions whose actors have changed.
    pub(crate) fn consolidate(&self, context: &Context, mut touched: Touched) -> Result<()> {
        let old_actors = self.group_actors(context, &mut touched)?;
        self.group_events(context, touched)?;
        let mut delete = self.connection.prepare_cached(
            "DELETE FROM actor WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM persona WHERE persona.actor_id = ?1)",
        )?;
        for actor in old_actors {
            delete.execute([actor])?;
        }
        Ok(())
    }

    /// All personas that share a block with this one, directly or through others.
    pub(super) fn persona_closure(&self, first: i64) -> Result<BTreeSet<i64>> {
        let mut next = self.connection.prepare_cached(
            "SELECT b.persona_id FROM actor_block AS a JOIN actor_block AS b ON b.block = a.block WHERE a.persona_id = ?1",
        )?;
        let mut all = BTreeSet::from([first]);
        let mut queue = vec![first];
        while let Some(persona) = queue.pop() {
            for other in next.query_map([persona], |r| r.get(0))? {
                let other = other?;
                if all.insert(other) {
                    queue.push(other);
                }
            }
        }
        Ok(all)
    }

    /// Groups the touched personas and their like anew; gives the actors that may have none left.
    fn group_actors(&self, context: &Context, touched: &mut Touched) -> Result<BTreeSet<i64>> {
        let (mut seen, mut old_actors, mut moved) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for first in std::mem::take(&mut touched.personas) {
            if seen.contains(&first) {
                continue;
            }
            let block = self.persona_closure(first)?;
            let mut personas = Vec::with_capacity(block.len());
            for id in &block {
                let Some(stored) = self.stored_persona(*id, &mut old_actors)? else { continue };
                old_actors.extend(stored.actor);
                personas.push(stored);
            }
            seen.extend(block);
            let (plain, stored): (Vec<Persona>, Vec<Stored>) =
                personas.into_iter().map(|s| (s.persona.clone(), s)).unzip();
            let mut groups = actors::group(&plain, &context.known);
            merge_decided(context, &plain, &mut groups);
            for group in &groups {
                self.write_actor(context, &stored, group, touched, &mut moved)?;
            }
        }
        let mut place = self.connection.prepare_cached(
            "UPDATE found_actor SET actor_id = (SELECT actor_id FROM persona WHERE persona.id = persona_id)
             WHERE article_id = ?1 AND actor_id IS NULL",
        )?;
        let mut of_article =
            self.connection.prepare_cached("SELECT DISTINCT actor_id FROM found_actor WHERE article_id = ?1")?;
        for article in &touched.articles {
            place.execute([article])?;
            for actor in of_article.query_map([article], |r| r.get(0))? {
                *touched.counts.entry(actor?).or_default() += 1;
            }
        }
        self.count_articles(&touched.counts, &moved)?;
        Ok(old_actors)
    }

    /// A persona; when no article has it any more, it is deleted, and only its actor is left to be looked at.
    fn stored_persona(&self, id: i64, old_actors: &mut BTreeSet<i64>) -> Result<Option<Stored>> {
        let c = &self.connection;
        let row: Option<(String, Option<i64>, i64, String)> = c
            .prepare_cached("SELECT persona, actor_id, articles, reason FROM persona WHERE id = ?1")?
            .query_row([id], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)))
            .optional()?;
        let Some((text, actor, articles, reason)) = row else { return Ok(None) };
        if articles <= 0 {
            old_actors.extend(actor);
            c.prepare_cached("DELETE FROM persona WHERE id = ?1")?.execute([id])?;
            return Ok(None);
        }
        Ok(Persona::parse(&text).map(|persona| Stored { id, persona, actor, reason }))
    }

    fn write_actor(
        &self,
        context: &Context,
        personas: &[Stored],
        group: &Group,
        touched: &mut Touched,
        moved: &mut BTreeSet<i64>,
    ) -> Result<()> {
        let c = &self.connection;
        let id = id_of_text(&group.key);
        let members: Vec<(&Stored, &str)> =
            group.members.iter().filter_map(|(m, why)| Some((personas.get(*m)?, why.as_str()))).collect();
        // Shown by the name of the actor that was kept, when a person joined others to it.
        let (mut names, mut own) = (BTreeMap::new(), BTreeMap::new());
        let mut list = c.prepare_cached("SELECT name, articles FROM persona_name WHERE persona_id = ?1")?;
        for (persona, why) in &members {
            let kept = !why.starts_with(BY_A_PERSON);
            for row in list.query_map([persona.id], |r| Ok((r.get::<_, String>(0)?, r.get::<_, i64>(1)?)))? {
                let (name, articles) = row?;
                if kept {
                    *own.entry(name.clone()).or_insert(0) += articles;
                }
                *names.entry(name).or_insert(0) += articles;
            }
        }
        let look = look(context, group, &members, if own.is_empty() { &names } else { &own });
        c.prepare_cached(
            "INSERT INTO actor (id, key, name, kind, hidden) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (id) DO UPDATE
             SET key = excluded.key, name = excluded.name, kind = excluded.kind, hidden = excluded.hidden
             WHERE key <> excluded.key OR name <> excluded.name OR kind <> excluded.kind OR hidden <> excluded.hidden",
        )?
        .execute(params![id, group.key, look.name, look.kind, look.hidden])?;
        let known = context.known.written(members.iter().map(|(m, _)| m.persona.name.as_str()));
        let mut wanted: BTreeMap<&str, &str> = known.into_iter().map(|n| (n, "knowledge")).collect();
        wanted.extend(names.keys().map(|n| (n.as_str(), "article")));
        wanted.extend(look.aliases.iter().map(|n| (n.as_str(), "person")));
        self.write_names(id, &wanted)?;
        for (stored, reason) in members {
            if stored.actor != Some(id) {
                if let Some(old) = stored.actor {
                    moved.extend([old, id]);
                    self.leave_mentions_of(context, stored.id, touched)?;
                }
                c.prepare_cached("UPDATE found_actor SET actor_id = ?2 WHERE persona_id = ?1")?
                    .execute([stored.id, id])?;
            }
            if stored.actor != Some(id) || stored.reason != *reason {
                c.prepare_cached("UPDATE persona SET actor_id = ?2, reason = ?3 WHERE id = ?1")?
                    .execute(params![stored.id, id, reason])?;
            }
        }
        Ok(())
    }

    /// The names of an actor; only what differs from what is there is written.
    fn write_names(&self, actor: i64, wanted: &BTreeMap<&str, &str>) -> Result<()> {
        let c = &self.connection;
        let there: BTreeMap<String, String> = c
            .prepare_cached("SELECT name, origin FROM actor_name WHERE actor_id = ?1")?
            .query_map([actor], |r| Ok((r.get(0)?, r.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        let mut delete = c.prepare_cached("DELETE FROM actor_name WHERE actor_id = ?1 AND name = ?2")?;
        for (name, origin) in &there {
            if wanted.get(name.as_str()) != Some(&origin.as_str()) {
                delete.execute(params![actor, name])?;
            }
        }
        let mut insert = c.prepare_cached(
            "INSERT INTO actor_name (actor_id, name, name_key, word_key, origin) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        for (name, origin) in wanted {
            if there.get(*name).map(String::as_str) != Some(origin) {
                let (letters, words) = keys::lookup(name);
                insert.execute(params![actor, name, letters, words, origin])?;
            }
        }
        Ok(())
    }

    /// Counts the articles of actors: by what was added and taken away, and anew for those that were regrouped.
    fn count_articles(&self, counts: &BTreeMap<i64, i64>, moved: &BTreeSet<i64>) -> Result<()> {
        let mut add = self.connection.prepare_cached("UPDATE actor SET articles = articles + ?2 WHERE id = ?1")?;
        for (actor, more) in counts.iter().filter(|(actor, more)| **more != 0 && !moved.contains(actor)) {
            add.execute([actor, more])?;
        }
        let mut anew = self.connection.prepare_cached(
            "UPDATE actor SET articles = (SELECT count(DISTINCT article_id) FROM found_actor WHERE actor_id = ?1) WHERE id = ?1",
        )?;
        for actor in moved {
            anew.execute([actor])?;
        }
        Ok(())
    }
}

/// Joins the groups that a person merged.
fn merge_decided(context: &Context, personas: &[Persona], groups: &mut Vec<Group>) {
    let numbers: BTreeSet<i64> =
        personas.iter().flat_map(|p| context.merges_of(&p.stem()).collect::<Vec<_>>()).collect();
    if numbers.is_empty() {
        return;
    }
    let position = |groups: &[Group], key: &str| {
        let stem = |g: &Group| g.members.iter().filter_map(|(m, _)| personas.get(*m)).any(|p| p.stem() == key);
        groups.iter().position(|g| g.key == key).or_else(|| groups.iter().position(stem))
    };
    for merge in context.all(Action::ActorMerge).filter(|d| numbers.contains(&d.number)) {
        let object = merge.object.as_deref().unwrap_or("");
        let (Some(keep), Some(go)) = (position(groups, &merge.subject), position(groups, object)) else { continue };
        if keep != go {
            let reason = format!("{BY_A_PERSON} (decision {})", merge.number);
            let moved = groups[go].members.iter().map(|(m, _)| (*m, reason.clone())).collect::<Vec<_>>();
            groups[keep].members.extend(moved);
            groups.remove(go);
        }
    }
}

/// How an actor is shown: by its full name that most articles use, unless a person said otherwise.
fn look(context: &Context, group: &Group, members: &[(&Stored, &str)], names: &BTreeMap<String, i64>) -> ActorLook {
    let full: BTreeSet<&str> = members
        .iter()
        .map(|(m, _)| &m.persona)
        .filter(|p| p.kind == ActorKind::Person || p.name.contains(' ') || members.len() == 1)
        .map(|p| p.name.as_str())
        .collect();
    let most = |(name, articles): &(&String, &i64)| (**articles, (*name).clone());
    let shown = names
        .iter()
        .filter(|(name, _)| full.contains(keys::key(name).as_str()))
        .max_by_key(most)
        .or_else(|| names.iter().max_by_key(most))
        .map_or(group.key.as_str(), |(name, _)| name.as_str());
    let kind = members.first().map_or(ActorKind::Group, |(m, _)| m.persona.kind);
    let mut keys = BTreeSet::from([group.key.clone()]);
    if !group.key.contains('~') {
        keys.extend(members.iter().map(|(m, _)| m.persona.stem()));
    }
    ActorLook::new(shown, kind, keys.iter().flat_map(|key| context.about_actor(key)))
}
