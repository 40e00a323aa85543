//! What the user imported: actors with aliases and offices, named events with dates.

use rusqlite::params;

use super::context::Context;
use super::findings::Touched;
use super::{Result, Store};
use crate::actors::keys;
use crate::calendar::{Day, Interval};
use crate::consolidate::actors::Persona;
use crate::knowledge::{Knowledge, KnownActor, KnownEvent, KnownRole};

impl Store {
    /// All that the user imported.
    pub fn knowledge(&self) -> Result<Knowledge> {
        let c = &self.connection;
        let mut knowledge = Knowledge { events: self.known_events()?, ..Knowledge::default() };
        let mut list = c.prepare_cached("SELECT name, kind FROM known_actor ORDER BY name")?;
        for row in list.query_map([], |r| Ok((r.get::<_, String>(0)?, r.get::<_, String>(1)?)))? {
            let (name, kind) = row?;
            let aliases = c
                .prepare_cached("SELECT name FROM known_alias WHERE actor = ?1 ORDER BY name")?
                .query_map([&name], |r| r.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            let roles = c
                .prepare_cached(
                    "SELECT title, earliest, latest FROM known_role WHERE actor = ?1 ORDER BY title, earliest, latest",
                )?
                .query_map([&name], |r| {
                    let (from, to): (String, String) = (r.get(1)?, r.get(2)?);
                    Ok(KnownRole {
                        title: r.get(0)?,
                        held: Interval { earliest: from.parse().ok(), latest: to.parse().ok() },
                    })
                })?
                .collect::<rusqlite::Result<_>>()?;
            let kind = kind.parse().unwrap_or(crate::findings::ActorKind::Person);
            knowledge.actors.push(KnownActor { name, kind, aliases, roles });
        }
        Ok(knowledge)
    }

    /// The named events that the user imported.
    pub(super) fn known_events(&self) -> Result<Vec<KnownEvent>> {
        let mut list =
            self.connection.prepare_cached("SELECT name, earliest, latest, place FROM known_event ORDER BY name")?;
        let events = list
            .query_map([], |r| {
                let day = |i| -> rusqlite::Result<Option<Day>> {
                    Ok(r.get::<_, Option<String>>(i)?.and_then(|d: String| d.parse().ok()))
                };
                let date = Interval { earliest: day(1)?, latest: day(2)? };
                Ok(KnownEvent { name: r.get(0)?, date, place: r.get(3)? })
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(events)
    }

    /// Adds to what is known; the same name again replaces kind and date, aliases and offices are added.
    pub(crate) fn write_knowledge(&self, knowledge: &Knowledge) -> Result<()> {
        let c = &self.connection;
        let text = |day: Option<Day>| day.map(|d| d.to_string());
        for actor in &knowledge.actors {
            c.execute(
                "INSERT INTO known_actor (name, kind) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET kind = excluded.kind",
                [actor.name.as_str(), actor.kind.as_str()],
            )?;
            for alias in &actor.aliases {
                c.execute("INSERT OR IGNORE INTO known_alias (actor, name) VALUES (?1, ?2)", [&actor.name, alias])?;
            }
            for role in &actor.roles {
                let (from, to) =
                    (text(role.held.earliest).unwrap_or_default(), text(role.held.latest).unwrap_or_default());
                c.execute(
                    "INSERT OR IGNORE INTO known_role (actor, title, earliest, latest) VALUES (?1, ?2, ?3, ?4)",
                    [&actor.name, &role.title, &from, &to],
                )?;
            }
        }
        for event in &knowledge.events {
            c.execute(
                "INSERT INTO known_event (name, earliest, latest, place) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (name) DO UPDATE
                 SET earliest = excluded.earliest, latest = excluded.latest, place = excluded.place",
                params![event.name, text(event.date.earliest), text(event.date.latest), event.place],
            )?;
        }
        Ok(())
    }

    /// What new knowledge may change: the actors and named events it speaks of. Personas are filed under it at once.
    pub(crate) fn touched_by_knowledge(&self, context: &Context, knowledge: &Knowledge) -> Result<Touched> {
        let c = &self.connection;
        let mut touched = Touched::default();
        let mut named = c.prepare_cached("SELECT article_id, number FROM event_mention WHERE head = ?1")?;
        for event in &knowledge.events {
            for place in named.query_map([keys::key(&event.name)], |r| Ok((r.get(0)?, r.get(1)?)))? {
                touched.mentions.insert(place?);
            }
        }
        let mut personas = c.prepare_cached(
            "SELECT p.id, p.persona FROM actor_name AS n JOIN persona AS p ON p.actor_id = n.actor_id WHERE n.name_key = ?1",
        )?;
        for name in knowledge.actors.iter().flat_map(|a| a.aliases.iter().chain([&a.name])) {
            let (letters, _) = keys::lookup(name);
            let rows: Vec<(i64, String)> =
                personas.query_map([letters], |r| Ok((r.get(0)?, r.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
            for (id, text) in rows {
                if let Some(persona) = Persona::parse(&text) {
                    self.file_persona(context, &persona, id)?;
                    touched.personas.insert(id);
                }
            }
        }
        Ok(touched)
    }
}
