//! Keeps decisions, and gives them to those who group: who was merged, dated, rejected, renamed.

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension, Row, params};

use super::write::Touched;
use super::{Result, Store, StoreError};
use crate::calendar::{Basis, Day, EventDate, Granularity, Interval, Relation, edtf};
use crate::consolidate::actors::{Group, Persona};
use crate::consolidate::borrow::GroupDate;
use crate::consolidate::events::{Decided, Mention};
use crate::decisions::{Action, Decision, Standing, stem};

/// How an actor is shown after the decisions.
pub(super) struct ActorLook {
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) hidden: bool,
    pub(super) aliases: Vec<String>,
}

/// How an event is shown after the decisions.
pub(super) struct EventLook {
    pub(super) date: GroupDate,
    pub(super) rejected: bool,
    pub(super) note: Option<String>,
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
            let later = all
                .iter()
                .skip(i + 1)
                .find(|l| !l.undone && l.subject == decision.subject && l.action.replaces(decision.action));
            let standing = match later {
                _ if decision.undone => Standing::Undone,
                Some(later) => Standing::Overruled(later.number),
                None if self.subjects_exist(decision)? => Standing::Applied,
                None => Standing::Waiting,
            };
            result.push((decision.clone(), standing));
        }
        Ok(result)
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

    /// Keeps a decision; gives its number and what it touches.
    pub(crate) fn add_decision(&self, decision: &Decision) -> Result<(i64, Touched)> {
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
        let number = c.last_insert_rowid();
        let kept = Decision { number, ..decision.clone() };
        let touched = self.touched_by(&kept)?;
        if !kept.undone {
            self.set_merge_blocks(&kept)?;
        }
        Ok((number, touched))
    }

    /// Takes a decision back or makes it count again; gives what it touches.
    pub(crate) fn set_undone(&self, decision: &Decision, undone: bool) -> Result<Touched> {
        let touched = self.touched_by(decision)?;
        self.connection
            .prepare_cached("UPDATE decision SET undone = ?2 WHERE number = ?1")?
            .execute(params![decision.number, undone])?;
        let block = format!("merge|{}", decision.number);
        if undone {
            for table in ["actor_block", "event_block"] {
                self.connection.execute(&format!("DELETE FROM {table} WHERE block = ?1"), [&block])?;
            }
        } else {
            self.set_merge_blocks(decision)?;
        }
        Ok(touched)
    }

    /// Whether the same decision is kept already.
    pub(crate) fn has_decision(&self, d: &Decision) -> Result<bool> {
        let sql = "SELECT 1 FROM decision WHERE made = ?1 AND action = ?2 AND subject = ?3 AND object IS ?4";
        Ok(self.connection.prepare_cached(sql)?.exists(params![d.made, d.action.as_str(), d.subject, d.object])?)
    }

    fn subjects_exist(&self, d: &Decision) -> Result<bool> {
        let exists = |key: &str| -> Result<bool> {
            if d.action.concerns_actor() {
                return Ok(!self.personas_of(key)?.is_empty());
            }
            let table = if d.action == Action::ArticleDate { "article" } else { "event_mention" };
            Ok(self.connection.prepare_cached(&format!("SELECT 1 FROM {table} WHERE key = ?1"))?.exists([key])?)
        };
        let merge = matches!(d.action, Action::ActorMerge | Action::EventMerge);
        Ok(exists(&d.subject)? && (!merge || exists(d.object.as_deref().unwrap_or(""))?))
    }

    /// The personas that an actor's key may mean.
    fn personas_of(&self, key: &str) -> Result<Vec<String>> {
        let stem = stem(key);
        let Some((kind, name)) = stem.split_once(':') else { return Ok(Vec::new()) };
        let name = name.split('@').next().unwrap_or(name);
        // Text that begins with "kind|name|": the range up to the character after the bar.
        let mut find =
            self.connection.prepare_cached("SELECT persona FROM persona WHERE persona >= ?1 AND persona < ?2")?;
        let (from, to) = (format!("{kind}|{name}|"), format!("{kind}|{name}}}"));
        let all: Vec<String> = find.query_map([from, to], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(all.into_iter().filter(|p| Persona::parse(p).is_some_and(|p| persona_stem(&p) == stem)).collect())
    }

    fn touched_by(&self, d: &Decision) -> Result<Touched> {
        let mut touched = Touched::default();
        let keys = [Some(d.subject.as_str()), d.object.as_deref()];
        for key in keys.into_iter().flatten() {
            if d.action.concerns_actor() {
                touched.personas.extend(self.personas_of(key)?);
            } else {
                touched.mentions.extend(self.mention_place(key)?);
            }
        }
        touched.personas = self.actor_closure(&touched.personas)?;
        touched.mentions = self.event_closure(&touched.mentions)?;
        Ok(touched)
    }

    fn mention_place(&self, key: &str) -> Result<Option<(i64, i64)>> {
        let mut find = self.connection.prepare_cached("SELECT article_id, number FROM event_mention WHERE key = ?1")?;
        Ok(find.query_row([key], |r| Ok((r.get(0)?, r.get(1)?))).optional()?)
    }

    /// A merge makes both sides share a block, so that they are always looked at together.
    fn set_merge_blocks(&self, d: &Decision) -> Result<()> {
        let block = format!("merge|{}", d.number);
        for key in [Some(d.subject.as_str()), d.object.as_deref()].into_iter().flatten() {
            match d.action {
                Action::ActorMerge => {
                    for persona in self.personas_of(key)? {
                        self.connection
                            .execute("INSERT OR IGNORE INTO actor_block VALUES (?1, ?2)", [&block, &persona])?;
                    }
                }
                Action::EventMerge => {
                    if let Some((article, number)) = self.mention_place(key)? {
                        self.connection.execute(
                            "INSERT OR IGNORE INTO event_block VALUES (?1, ?2, ?3)",
                            params![block, article, number],
                        )?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Gives the personas of a new article the blocks of the merges that concern them.
    pub(super) fn add_actor_decision_blocks(&self, personas: &[Persona]) -> Result<()> {
        for merge in self.active(Action::ActorMerge)? {
            let sides = [stem(&merge.subject), stem(merge.object.as_deref().unwrap_or(""))];
            for persona in personas.iter().filter(|p| sides.contains(&persona_stem(p).as_str())) {
                self.connection.execute(
                    "INSERT OR IGNORE INTO actor_block VALUES (?1, ?2)",
                    [format!("merge|{}", merge.number), persona.to_string()],
                )?;
            }
        }
        Ok(())
    }

    /// The blocks of the merges that concern a mention.
    pub(super) fn event_decision_blocks(&self, key: &str) -> Result<Vec<String>> {
        let mut list = self.connection.prepare_cached(
            "SELECT number FROM decision WHERE undone = 0 AND action = 'event merge' AND (subject = ?1 OR object = ?1)",
        )?;
        let numbers = list.query_map([key], |r| r.get::<_, i64>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(numbers.into_iter().map(|n| format!("merge|{n}")).collect())
    }

    /// Whether a person said that this article's actor is somebody else.
    pub(super) fn is_split_off(&self, stem_of_actor: &str, article_key: &str) -> Result<bool> {
        let splits = self.active(Action::ActorSplit)?;
        Ok(splits.iter().any(|d| stem(&d.subject) == stem_of_actor && d.object.as_deref() == Some(article_key)))
    }

    fn active(&self, action: Action) -> Result<Vec<Decision>> {
        let sql = format!("SELECT {COLUMNS} FROM decision WHERE undone = 0 AND action = ?1 ORDER BY number");
        let mut list = self.connection.prepare_cached(&sql)?;
        let rows = list.query_map([action.as_str()], read)?.collect::<rusqlite::Result<_>>()?;
        Ok(rows)
    }

    fn about(&self, subject: &str) -> Result<Vec<Decision>> {
        let sql = format!("SELECT {COLUMNS} FROM decision WHERE undone = 0 AND subject = ?1 ORDER BY number");
        let mut list = self.connection.prepare_cached(&sql)?;
        let rows = list.query_map([subject], read)?.collect::<rusqlite::Result<_>>()?;
        Ok(rows)
    }

    /// The day a person gave to an article.
    pub(super) fn decided_article_date(&self, key: &str) -> Result<Option<Day>> {
        let last = self.about(key)?.into_iter().rfind(|d| d.action == Action::ArticleDate);
        Ok(last.and_then(|d| d.object?.parse().ok()))
    }

    /// Joins the groups that a person merged.
    pub(super) fn apply_actor_decisions(&self, personas: &[Persona], groups: &mut Vec<Group>) -> Result<()> {
        let is = |g: &Group, key: &str| {
            g.key == key || g.members.iter().filter_map(|(m, _)| personas.get(*m)).any(|p| persona_stem(p) == key)
        };
        for merge in self.active(Action::ActorMerge)? {
            let object = merge.object.as_deref().unwrap_or("");
            let position = |groups: &[Group], key: &str| groups.iter().position(|g| is(g, key));
            let (Some(keep), Some(go)) = (position(groups, &merge.subject), position(groups, object)) else { continue };
            if keep != go {
                let reason = format!("a person said so (decision {})", merge.number);
                let moved: Vec<_> = groups[go].members.iter().map(|(m, _)| (*m, reason.clone())).collect();
                groups[keep].members.extend(moved);
                groups.remove(go);
            }
        }
        Ok(())
    }

    /// Name, kind and aliases of an actor after the decisions.
    pub(super) fn actor_look(&self, keys: &BTreeSet<String>, name: &str, kind: &str) -> Result<ActorLook> {
        let mut look = ActorLook { name: name.into(), kind: kind.into(), hidden: false, aliases: Vec::new() };
        let mut all = Vec::new();
        for key in keys {
            all.extend(self.about(key)?);
        }
        all.sort_by_key(|d| d.number);
        for d in all {
            let object = d.object.unwrap_or_default();
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
        Ok(look)
    }

    /// Date, verdict and note of an event after the decisions on any of its mentions; the later decision wins.
    pub(super) fn event_look(&self, members: &[&Mention], date: GroupDate) -> Result<EventLook> {
        let mut look = EventLook { date, rejected: false, note: None };
        let mut all = Vec::new();
        for mention in members {
            all.extend(self.about(&mention.key)?);
        }
        all.sort_by_key(|d| d.number);
        for d in all {
            match d.action {
                Action::EventDate => look.date = decided_date(&d).unwrap_or(look.date),
                Action::EventReject => look.rejected = true,
                Action::EventRestore => look.rejected = false,
                Action::EventNote => look.note = d.object.filter(|n| !n.is_empty()),
                _ => {}
            }
        }
        Ok(look)
    }

    /// What a person decided about the grouping of these mentions.
    pub(super) fn decided_groups(&self, mentions: &[Mention]) -> Result<Decided> {
        let at = |key: &str| mentions.iter().position(|m| m.key == key);
        let mut decided = Decided::default();
        for d in self.active(Action::EventMerge)? {
            if let (Some(a), Some(b)) = (at(&d.subject), at(d.object.as_deref().unwrap_or(""))) {
                decided.merged.push((a, b));
            }
        }
        for d in self.active(Action::EventSplit)? {
            decided.split.extend(at(&d.subject));
        }
        Ok(decided)
    }
}

/// Kind and name of a persona, as they begin an actor's key.
pub(super) fn persona_stem(p: &Persona) -> String {
    let place = if p.only_in.is_empty() { String::new() } else { format!("@{}", p.only_in) };
    format!("{}:{}{place}", p.kind, p.name)
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
    Some(GroupDate { date: Some(date), reason: format!("a person said so (decision {})", d.number), contradictions: 0 })
}
