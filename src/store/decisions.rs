//! Keeps decisions, and gives them to those who group: who was merged, dated, rejected, renamed.

use rusqlite::{OptionalExtension, Row, params};

use super::context::Context;
use super::findings::Touched;
use super::keys::{id_of, mention_id, parse_mention_key};
use super::{Result, Store, StoreError};
use crate::calendar::{Basis, Day, EventDate, Granularity, Interval, Relation, edtf};
use crate::consolidate::actors::Persona;
use crate::consolidate::borrow::GroupDate;
use crate::decisions::{self, Action, Decision, Standing, stem};
use crate::findings::ActorKind;
use crate::span::{Offsets, Span};

/// The reason, or how it begins, for what a person decided.
pub(super) const BY_A_PERSON: &str = "a person said so";

/// How an actor is shown after the decisions.
pub(super) struct ActorLook {
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) hidden: bool,
    pub(super) aliases: Vec<String>,
}

impl ActorLook {
    /// What is left of name and kind after the decisions, which may come in any order.
    pub(super) fn new<'d>(name: &str, kind: ActorKind, decisions: impl Iterator<Item = &'d Decision>) -> Self {
        let mut look = Self { name: name.into(), kind: kind.to_string(), hidden: false, aliases: Vec::new() };
        let mut all: Vec<&Decision> = decisions.collect();
        all.sort_by_key(|d| d.number);
        for d in all {
            let object = d.object.clone().unwrap_or_default();
            match d.action {
                Action::ActorAlias => look.aliases.push(object),
                Action::ActorRename => {
                    look.name.clone_from(&object);
                    look.aliases.push(object);
                }
                Action::ActorKind => look.kind = object,
                Action::ActorHide => look.hidden = object != "no",
                _ => {}
            }
        }
        look
    }
}

/// How an event is shown after the decisions.
pub(super) struct EventLook {
    pub(super) date: GroupDate,
    pub(super) rejected: bool,
    pub(super) note: Option<String>,
}

impl EventLook {
    /// Date, verdict and note after the decisions on any of its mentions; the later decision wins.
    pub(super) fn new(date: GroupDate, mut decisions: Vec<&Decision>) -> Self {
        let mut look = Self { date, rejected: false, note: None };
        decisions.sort_by_key(|d| d.number);
        for d in decisions {
            match d.action {
                Action::EventDate => look.date = decided_date(d).unwrap_or(look.date),
                Action::EventReject => look.rejected = true,
                Action::EventRestore => look.rejected = false,
                Action::EventNote => look.note = d.object.clone().filter(|n| !n.is_empty()),
                _ => {}
            }
        }
        look
    }
}

const COLUMNS: &str = "number, made, action, subject, object, title, reason, undone";

fn read(row: &Row<'_>) -> rusqlite::Result<Decision> {
    let action: String = row.get(2)?;
    let action = action
        .parse()
        .map_err(|e: String| rusqlite::Error::FromSqlConversionFailure(2, rusqlite::types::Type::Text, e.into()))?;
    Ok(Decision {
        number: row.get(0)?,
        made: row.get(1)?,
        action,
        subject: row.get(3)?,
        object: row.get(4)?,
        title: row.get(5)?,
        reason: row.get(6)?,
        undone: row.get(7)?,
    })
}

impl Store {
    /// All decisions in the order they were made, each with how it stands.
    pub fn decisions(&self) -> Result<Vec<(Decision, Standing)>> {
        let mut list = self.connection.prepare_cached(&format!("SELECT {COLUMNS} FROM decision ORDER BY number"))?;
        let all: Vec<Decision> = list.query_map([], read)?.collect::<rusqlite::Result<_>>()?;
        let mut result = Vec::with_capacity(all.len());
        for (i, decision) in all.iter().enumerate() {
            let standing = match decisions::overruled_by(&all, i) {
                _ if decision.undone => Standing::Undone,
                Some(later) => Standing::Overruled(later),
                None if self.subjects_exist(decision)? => Standing::Applied,
                None => Standing::Waiting,
            };
            result.push((decision.clone(), standing));
        }
        Ok(result)
    }

    /// The decisions that were not taken back and are not overruled by a later one, in order.
    pub(super) fn effective_decisions(&self) -> Result<Vec<Decision>> {
        let sql = format!("SELECT {COLUMNS} FROM decision ORDER BY number");
        let mut list = self.connection.prepare_cached(&sql)?;
        let all: Vec<Decision> = list.query_map([], read)?.collect::<rusqlite::Result<_>>()?;
        let counts = |i: usize, d: &Decision| !d.undone && decisions::overruled_by(&all, i).is_none();
        Ok(all.iter().enumerate().filter(|(i, d)| counts(*i, d)).map(|(_, d)| d.clone()).collect())
    }

    /// One decision.
    pub(crate) fn decision(&self, number: i64) -> Result<Decision> {
        let sql = format!("SELECT {COLUMNS} FROM decision WHERE number = ?1");
        let found = self.connection.prepare_cached(&sql)?.query_row([number], read).optional()?;
        found
            .ok_or_else(|| StoreError::NotFound(format!("there is no decision {number}; list them with: dateline log")))
    }

    /// The last decision that was not taken back.
    pub(crate) fn last_decision(&self) -> Result<Option<i64>> {
        Ok(self.connection.query_row("SELECT max(number) FROM decision WHERE undone = 0", [], |r| r.get(0))?)
    }

    /// Keeps a decision; gives its number.
    pub(crate) fn add_decision(&self, decision: &Decision) -> Result<i64> {
        let c = &self.connection;
        c.prepare_cached(
            "INSERT INTO decision (made, action, subject, object, title, reason, undone) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            decision.made,
            decision.action.as_str(),
            decision.subject,
            decision.object,
            decision.title,
            decision.reason,
            decision.undone
        ])?;
        Ok(c.last_insert_rowid())
    }

    /// Takes a decision back, or makes it count again.
    pub(crate) fn set_undone(&self, decision: &Decision, undone: bool) -> Result<()> {
        self.connection
            .prepare_cached("UPDATE decision SET undone = ?2 WHERE number = ?1")?
            .execute(params![decision.number, undone])?;
        Ok(())
    }

    /// How often the same decision is kept already. A second has room for several: made, taken back and made again.
    pub(crate) fn same_decisions(&self, d: &Decision) -> Result<i64> {
        let sql = "SELECT count(*) FROM decision WHERE made = ?1 AND action = ?2 AND subject = ?3 AND object IS ?4";
        let mut count = self.connection.prepare_cached(sql)?;
        Ok(count.query_row(params![d.made, d.action.as_str(), d.subject, d.object], |r| r.get(0))?)
    }

    fn subjects_exist(&self, d: &Decision) -> Result<bool> {
        let exists = |key: &str| -> Result<bool> {
            if d.action == Action::ActorSplit && key == d.subject {
                return Ok(!self.personas_of(key)?.is_empty() || self.is_apart(key, d.object.as_deref().unwrap_or(""))?);
            }
            if d.action.concerns_actor() {
                return Ok(!self.personas_of(key)?.is_empty());
            }
            if d.action.concerns_article() {
                return Ok(self.connection.prepare_cached("SELECT 1 FROM article WHERE key = ?1")?.exists([key])?);
            }
            Ok(self.mention_of_key(key)?.is_some())
        };
        let other = match d.action {
            Action::ActorMerge | Action::EventMerge => exists(d.object.as_deref().unwrap_or(""))?,
            Action::ActorSplit => {
                let article = d.object.as_deref().unwrap_or("");
                self.connection.prepare_cached("SELECT 1 FROM article WHERE key = ?1")?.exists([article])?
            }
            _ => true,
        };
        Ok(other && exists(&d.subject)?)
    }

    /// Whether an article has somebody of this kind and name who is an actor of it alone.
    fn is_apart(&self, key: &str, article: &str) -> Result<bool> {
        let mut find = self.connection.prepare_cached(
            "SELECT p.persona FROM found_actor AS f JOIN persona AS p ON p.id = f.persona_id WHERE f.article_id = ?1",
        )?;
        let all: Vec<String> = find.query_map([id_of(article)], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
        let meant = |p: Persona| !p.only_in.is_empty() && format!("{}:{}", p.kind, p.name) == stem(key);
        Ok(all.iter().filter_map(|p| Persona::parse(p)).any(meant))
    }

    /// The personas that an actor's key may mean.
    fn personas_of(&self, key: &str) -> Result<Vec<i64>> {
        let stem = stem(key);
        let Some((_, name)) = stem.split_once(':') else { return Ok(Vec::new()) };
        let letters = name.split('@').next().unwrap_or(name).replace(' ', "");
        let mut find = self.connection.prepare_cached(
            "SELECT p.id, p.persona FROM actor_name AS n JOIN persona AS p ON p.actor_id = n.actor_id
             WHERE n.name_key = ?1 GROUP BY p.id ORDER BY p.id",
        )?;
        let all: Vec<(i64, String)> =
            find.query_map([letters], |r| Ok((r.get(0)?, r.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
        let meant = |p: &(i64, String)| Persona::parse(&p.1).is_some_and(|p| p.stem() == stem);
        Ok(all.into_iter().filter(meant).map(|(id, _)| id).collect())
    }

    /// What a decision touches: made, or taken back.
    pub(crate) fn touched_by(&self, context: &Context, d: &Decision) -> Result<Touched> {
        let mut touched = Touched::default();
        for key in [Some(d.subject.as_str()), d.object.as_deref()].into_iter().flatten() {
            if d.action.concerns_actor() {
                for persona in self.personas_of(key)? {
                    touched.personas.extend(self.persona_closure(persona)?);
                }
            } else if d.action.concerns_article() {
                touched.texts.insert(id_of(key));
            } else if let Some(place) = self.mention_of_key(key)? {
                touched.mentions.insert(place);
            }
        }
        if d.action == Action::ActorMerge {
            let block = format!("merge|{}", d.number);
            self.connection.prepare_cached("DELETE FROM actor_block WHERE block = ?1")?.execute([&block])?;
            let sides = [stem(&d.subject), stem(d.object.as_deref().unwrap_or(""))];
            if context.merges_of(sides[0]).any(|number| number == d.number) {
                let mut insert = self
                    .connection
                    .prepare_cached("INSERT OR IGNORE INTO actor_block (block, persona_id) VALUES (?1, ?2)")?;
                for persona in &touched.personas {
                    let side = self.persona(*persona)?.is_some_and(|p| sides.contains(&p.stem().as_str()));
                    if side {
                        insert.execute(params![block, persona])?;
                    }
                }
            }
        }
        Ok(touched)
    }

    fn persona(&self, id: i64) -> Result<Option<Persona>> {
        let mut find = self.connection.prepare_cached("SELECT persona FROM persona WHERE id = ?1")?;
        let text: Option<String> = find.query_row([id], |r| r.get(0)).optional()?;
        Ok(text.and_then(|t| Persona::parse(&t)))
    }

    /// The mention with this key; when extraction finds other words there now, the one that overlaps them, and when a newer
    /// version replaced the article, the one in the same sentence of that version.
    pub(super) fn mention_of_key(&self, key: &str) -> Result<Option<(i64, i64)>> {
        let place = |r: &Row<'_>| Ok((r.get(0)?, r.get(1)?));
        let Some((article, span)) = parse_mention_key(key) else { return Ok(None) };
        let article = id_of(article);
        let mut exact = self
            .connection
            .prepare_cached("SELECT article_id, number FROM event_mention WHERE id = ?1 AND article_id = ?2")?;
        if let Some(found) = exact.query_row([mention_id(key), article], place).optional()? {
            return Ok(Some(found));
        }
        let mut near = self.connection.prepare_cached(
            "SELECT article_id, number FROM event_mention WHERE article_id = ?1 AND start < ?3 AND end > ?2
             ORDER BY abs(start - ?2) + abs(end - ?3), number LIMIT 1",
        )?;
        if let Some(found) = near.query_row(params![article, span.start, span.end], place).optional()? {
            return Ok(Some(found));
        }
        self.mention_of_newer(article, span)
    }

    /// The mention of a newer version that has the same trigger in the same sentence, word for word; of several the nearest.
    fn mention_of_newer(&self, article: i64, span: Span) -> Result<Option<(i64, i64)>> {
        let mut newer = self
            .connection
            .prepare_cached("SELECT newer_id FROM article_version WHERE article_id = ?1 AND newer_id <> article_id")?;
        let Some(newer) = newer.query_row([article], |r| r.get(0)).optional()? else { return Ok(None) };
        let (Some(before), Some(now)) = (self.article_text(article)?, self.article_text(newer)?) else {
            return Ok(None);
        };
        let (before, now) = (Offsets::new(&before), Offsets::new(&now));
        let mut list = self.connection.prepare_cached(
            "SELECT m.number, m.start, m.end, s.start, s.end FROM event_mention AS m
             JOIN sentence AS s ON s.article_id = m.article_id AND s.number = m.sentence WHERE m.article_id = ?1",
        )?;
        let row = |r: &Row<'_>| Ok((r.get(0)?, Span::new(r.get(1)?, r.get(2)?), Span::new(r.get(3)?, r.get(4)?)));
        let mut nearest: Option<(u32, i64)> = None;
        for row in list.query_map([newer], row)? {
            let (number, trigger, sentence): (i64, Span, Span) = row?;
            // Where that sentence would stand in the earlier version.
            let Some(start) = (span.start + sentence.start).checked_sub(trigger.start) else { continue };
            let there = Span::new(start, start + (sentence.end - sentence.start));
            let same =
                trigger.end - trigger.start == span.end - span.start && before.slice(there) == now.slice(sentence);
            let found = (trigger.start.abs_diff(span.start), number);
            if same && nearest.is_none_or(|nearest| found < nearest) {
                nearest = Some(found);
            }
        }
        Ok(nearest.map(|(_, number)| (newer, number)))
    }

    /// The day a person gave to an article.
    pub(super) fn decided_article_date(&self, key: &str) -> Result<Option<Day>> {
        let mut last = self.connection.prepare_cached(
            "SELECT object FROM decision WHERE undone = 0 AND subject = ?1 AND action = ?2 ORDER BY number DESC LIMIT 1",
        )?;
        let object: Option<Option<String>> =
            last.query_row([key, Action::ArticleDate.as_str()], |r| r.get(0)).optional()?;
        Ok(object.flatten().and_then(|day| day.parse().ok()))
    }
}

/// The date in a decision's object: "earliest/latest", each an ISO day or "..".
fn decided_date(d: &Decision) -> Option<GroupDate> {
    let (from, to) = d.object.as_deref()?.split_once('/')?;
    let interval = Interval { earliest: from.parse().ok(), latest: to.parse().ok() };
    let value = edtf::print(interval);
    let granularity = match (interval.days(), value.len()) {
        (Some(1), _) => Granularity::Day,
        (Some(_), 7) => Granularity::Month,
        (Some(_), 4 | 5) => Granularity::Year,
        (Some(_), _) => Granularity::Interval,
        (None, _) => Granularity::Open,
    };
    let relation = if granularity == Granularity::Day { Relation::On } else { Relation::Within };
    let date = EventDate { value, interval, granularity, relation, basis: Basis::Person };
    Some(GroupDate { date: Some(date), reason: format!("{BY_A_PERSON} (decision {})", d.number), contradictions: 0 })
}
