//! Writes the findings of one article, and takes them out again. What is touched is given back for consolidation.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use rusqlite::params;

use super::context::Context;
use super::duplicates::Text;
use super::event_groups::FIRST;
use super::keys::{id_of_text, mention_id, mention_key};
use super::{Result, Store};
use crate::actors::keys;
use crate::calendar::{Day, EventDate, Interval};
use crate::consolidate::actors::{Persona, names_of};
use crate::consolidate::blocks::kind;
use crate::consolidate::events::{Made, Mention};
use crate::consolidate::heads;
use crate::findings::Findings;
use crate::span::{Offsets, Span};

/// What the coming and going of articles, decisions and knowledge touches.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Touched {
    /// Personas that came, went or changed, and those that are compared with them.
    pub(super) personas: BTreeSet<i64>,
    /// Articles that came, or whose day, publisher, address or versions have changed.
    pub(crate) texts: BTreeSet<i64>,
    /// By new article: what it is compared by.
    pub(crate) likeness: BTreeMap<i64, Rc<Text>>,
    /// Articles whose findings were written.
    pub(super) articles: BTreeSet<i64>,
    /// Event mentions (article, number) that are new, or whose actors or decisions have changed.
    pub(super) mentions: BTreeSet<(i64, i64)>,
    /// Event mentions that may join another one now.
    pub(super) watchers: BTreeSet<(i64, i64)>,
    /// Events that lost a mention, and may have none left.
    pub(super) events: BTreeSet<i64>,
    /// Articles that actors gained and lost.
    pub(super) counts: BTreeMap<i64, i64>,
    /// The event mentions that were written, as they would be read; their actors are still the numbers within the article.
    pub(super) written: BTreeMap<(i64, i64), Mention>,
}

impl Touched {
    /// Takes out the mentions of an article. Most articles are new and have none, and there are many others.
    fn forget_mentions_of(&mut self, article: i64) {
        let of = (article, i64::MIN)..=(article, i64::MAX);
        for place in self.mentions.range(of).copied().collect::<Vec<_>>() {
            self.mentions.remove(&place);
            self.written.remove(&place);
        }
    }
}

/// Whether a row was refused because another one has its number.
fn is_taken(error: &rusqlite::Error) -> bool {
    error.sqlite_error().is_some_and(|e| e.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE)
}

pub(super) fn iso(day: Option<Day>) -> Option<String> {
    day.map(|d| d.to_string())
}

pub(super) fn number(day: Option<Day>) -> Option<i64> {
    day.map(Day::number)
}

impl Store {
    /// Writes the findings of an article that is there and has none.
    pub(crate) fn write_findings(
        &self,
        context: &Context,
        id: i64,
        key: &str,
        text: &str,
        findings: &Findings,
        touched: &mut Touched,
    ) -> Result<()> {
        let mut sentence = self
            .connection
            .prepare_cached("INSERT INTO sentence (article_id, number, start, end) VALUES (?1, ?2, ?3, ?4)")?;
        for (number, span) in findings.sentences.iter().enumerate() {
            sentence.execute(params![id, number as i64, span.start, span.end])?;
        }
        let mut time = self.connection.prepare_cached(
            "INSERT INTO time_expression (article_id, number, start, end, text, type, value, mod, earliest, latest,
                                          earliest_day, latest_day, granularity, basis, rule, anchor)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        )?;
        for (n, t) in findings.time_expressions.iter().enumerate() {
            let Interval { earliest, latest } = t.interval;
            time.execute(params![
                id,
                n as i64,
                t.span.start,
                t.span.end,
                t.text,
                t.kind.as_str(),
                t.value,
                t.modifier,
                iso(earliest),
                iso(latest),
                number(earliest),
                number(latest),
                t.granularity.map(|g| g.as_str()),
                t.basis.as_str(),
                t.rule,
                t.anchor
            ])?;
        }
        touched.personas.extend(self.write_actors(context, id, key, findings)?);
        self.write_events(id, key, text, findings, &mut touched.written)?;
        touched.mentions.extend((0..findings.events.len()).map(|n| (id, n as i64)));
        touched.articles.insert(id);
        Ok(())
    }

    fn write_actors(&self, context: &Context, id: i64, key: &str, findings: &Findings) -> Result<BTreeSet<i64>> {
        let c = &self.connection;
        let mut found = c.prepare_cached(
            "INSERT INTO found_actor (article_id, number, persona_id, name, kind) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        let mut mention = c.prepare_cached(
            "INSERT OR IGNORE INTO actor_mention (article_id, found_actor, start, end, text, form, confidence)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?;
        let mut personas = BTreeSet::new();
        for (n, actor) in findings.actors.iter().enumerate() {
            let names = names_of(actor);
            let others: Vec<&str> = names.iter().map(String::as_str).collect();
            let roles: Vec<(&str, Option<&str>)> = findings
                .roles
                .iter()
                .filter(|r| r.actor as usize == n)
                .map(|r| (r.title.as_str(), r.of.as_deref()))
                .collect();
            let place = format!("{}#{n}", key.get(..16).unwrap_or(key));
            let mut persona = Persona::new(actor.kind, &actor.name, &others, &roles, &place, &context.known);
            if context.is_split_off(&persona.stem(), key) {
                persona.only_in = place;
            }
            let persona_id = self.count_persona(context, &persona, &names)?;
            found.execute(params![id, n as i64, persona_id, actor.name, actor.kind.as_str()])?;
            for m in &actor.mentions {
                let confidence = f64::from(m.confidence).clamp(0.0, 1.0);
                mention.execute(params![
                    id,
                    n as i64,
                    m.span.start,
                    m.span.end,
                    m.text,
                    m.form.as_str(),
                    confidence
                ])?;
            }
            personas.insert(persona_id);
        }
        let mut candidate = c.prepare_cached(
            "INSERT OR IGNORE INTO mention_candidate (article_id, start, end, candidate) VALUES (?1, ?2, ?3, ?4)",
        )?;
        for m in findings.actors.iter().flat_map(|a| &a.mentions) {
            for other in m.candidates.iter().filter(|c| (**c as usize) < findings.actors.len()) {
                candidate.execute(params![id, m.span.start, m.span.end, other])?;
            }
        }
        let mut role = c.prepare_cached(
            "INSERT INTO actor_role (article_id, found_actor, number, title, body, earliest, latest, earliest_day, latest_day,
                                     start, end)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?;
        for (n, r) in findings.roles.iter().enumerate().filter(|(_, r)| (r.actor as usize) < findings.actors.len()) {
            let Interval { earliest, latest } = r.interval;
            role.execute(params![
                id,
                r.actor,
                n as i64,
                r.title,
                r.of,
                iso(earliest),
                iso(latest),
                number(earliest),
                number(latest),
                r.words.start,
                r.words.end
            ])?;
        }
        Ok(personas)
    }

    /// Counts an article's actor to its persona, which is made when it is the first; gives the number of the persona.
    fn count_persona(&self, context: &Context, persona: &Persona, names: &BTreeSet<String>) -> Result<i64> {
        let c = &self.connection;
        let text = persona.to_string();
        let id = id_of_text(&text);
        let known = c.prepare_cached("UPDATE persona SET articles = articles + 1 WHERE id = ?1")?.execute([id])?;
        if known == 0 {
            c.prepare_cached("INSERT INTO persona (id, persona, articles) VALUES (?1, ?2, 1)")?
                .execute(params![id, text])?;
            self.file_persona(context, persona, id)?;
        }
        let mut name_row = c.prepare_cached(
            "INSERT INTO persona_name (persona_id, name, articles) VALUES (?1, ?2, 1)
             ON CONFLICT (persona_id, name) DO UPDATE SET articles = articles + 1",
        )?;
        for name in names {
            name_row.execute(params![id, name])?;
        }
        Ok(id)
    }

    /// Files a persona under what it must share with others to be compared.
    pub(super) fn file_persona(&self, context: &Context, persona: &Persona, id: i64) -> Result<()> {
        let mut block =
            self.connection.prepare_cached("INSERT OR IGNORE INTO actor_block (block, persona_id) VALUES (?1, ?2)")?;
        let stem = persona.stem();
        let merges = context.merges_of(&stem).map(|number| format!("merge|{number}"));
        for key in persona.blocks(&context.known).into_iter().chain(merges) {
            block.execute(params![key, id])?;
        }
        Ok(())
    }

    fn write_events(
        &self,
        id: i64,
        key: &str,
        text: &str,
        findings: &Findings,
        written: &mut BTreeMap<(i64, i64), Mention>,
    ) -> Result<()> {
        let c = &self.connection;
        let mut insert = c.prepare_cached(include_str!("sql/insert_event_mention.sql"))?;
        let mut participant = c.prepare_cached(
            "INSERT OR IGNORE INTO participant (article_id, event_mention, found_actor, role) VALUES (?1, ?2, ?3, ?4)",
        )?;
        let offsets = Offsets::new(text);
        let mut seen: BTreeMap<Span, usize> = BTreeMap::new();
        for (n, e) in findings.events.iter().enumerate() {
            let times = seen.entry(e.span).or_insert(0);
            let mention_key = mention_key(key, e.span, *times);
            *times += 1;
            let sentence = findings.sentences.iter().position(|s| s.contains(e.span));
            let from = sentence.and_then(|s| findings.sentences.get(s)).map_or(e.span.start, |s| s.start);
            let before = offsets.slice(Span::new(from, e.span.start));
            let head = heads::head(before.trim_end(), &e.text, &e.lemma);
            let date: Option<&EventDate> = e.date.as_ref().map(|d| &d.date);
            let interval = date.map(|d| d.interval).unwrap_or_default();
            let time = e
                .date
                .as_ref()
                .and_then(|d| d.time_expression)
                .filter(|t| (*t as usize) < findings.time_expressions.len());
            let mut mention = mention_id(&mention_key);
            let (salience, confidence) =
                (f64::from(e.salience).clamp(0.0, 1.0), f64::from(e.confidence).clamp(0.0, 1.0));
            // Of a hundred thousand articles hardly ever two mentions have one number; then the later takes the next.
            while let Err(error) = insert.execute(params![
                id,
                n as i64,
                mention,
                sentence.map(|s| s as i64),
                e.span.start,
                e.span.end,
                e.text,
                e.lemma,
                e.class,
                e.status.as_str(),
                e.place,
                e.label,
                date.map(|d| d.value.as_str()),
                iso(interval.earliest),
                iso(interval.latest),
                number(interval.earliest),
                number(interval.latest),
                date.map(|d| d.granularity.as_str()),
                date.map(|d| d.relation.as_str()),
                date.map(|d| d.basis.as_str()),
                time,
                head,
                salience,
                confidence
            ]) {
                if !is_taken(&error) {
                    return Err(error.into());
                }
                mention += 1;
            }
            let mut actors = BTreeMap::new();
            for p in e.participants.iter().filter(|p| (p.actor as usize) < findings.actors.len()) {
                participant.execute(params![id, n as i64, p.actor, p.role.as_str()])?;
                actors.entry(i64::from(p.actor)).and_modify(|r| *r = p.role.min(*r)).or_insert(p.role);
            }
            let written_as = Mention {
                id: mention,
                article: id,
                origin: id,
                repeats: false,
                number: n as i64,
                source: String::new(),
                published: None,
                lemma: e.lemma.clone(),
                kind: kind(&e.lemma).to_string(),
                class: e.class.clone(),
                status: e.status,
                place: e.place.clone(),
                label: e.label.clone(),
                date: date.cloned(),
                head,
                salience,
                confidence,
                actors,
                apart: false,
                joins: None,
                reason: FIRST.into(),
                event: Some(mention),
                made: Made::default(),
            };
            written.insert((id, n as i64), written_as);
        }
        Ok(())
    }

    /// Takes out the findings of an article, not the article itself; adds what it leaves behind to `touched`.
    pub(crate) fn erase_findings(&self, context: &Context, id: i64, touched: &mut Touched) -> Result<()> {
        let c = &self.connection;
        self.leave_events(context, id, touched)?;
        let found: Vec<(i64, i64, String, Option<i64>)> = c
            .prepare_cached(
                "SELECT number, persona_id, name, actor_id FROM found_actor WHERE article_id = ?1 ORDER BY number",
            )?
            .query_map([id], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)))?
            .collect::<rusqlite::Result<_>>()?;
        for actor in found.iter().filter_map(|f| f.3).collect::<BTreeSet<i64>>() {
            *touched.counts.entry(actor).or_default() -= 1;
        }
        for (number, persona, name, _) in found {
            let mut names: BTreeSet<String> = c
                .prepare_cached(
                    "SELECT DISTINCT text FROM actor_mention WHERE article_id = ?1 AND found_actor = ?2 AND form = 'name'",
                )?
                .query_map([id, number], |r| r.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            names.retain(|n| !keys::key(n).is_empty());
            names.insert(name);
            for name in names {
                c.prepare_cached(
                    "UPDATE persona_name SET articles = articles - 1 WHERE persona_id = ?1 AND name = ?2",
                )?
                .execute(params![persona, name])?;
            }
            c.prepare_cached("DELETE FROM persona_name WHERE persona_id = ?1 AND articles <= 0")?.execute([persona])?;
            c.prepare_cached("UPDATE persona SET articles = articles - 1 WHERE id = ?1")?.execute([persona])?;
            touched.personas.insert(persona);
        }
        for table in ["event_mention", "found_actor", "time_expression", "sentence"] {
            c.prepare_cached(&format!("DELETE FROM {table} WHERE article_id = ?1"))?.execute([id])?;
        }
        touched.articles.remove(&id);
        touched.forget_mentions_of(id);
        Ok(())
    }
}
