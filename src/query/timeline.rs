//! The timeline of an actor: its events in order, each with the sentences that prove it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::ActorSummary;
use crate::calendar::{Day, EventDate};
use crate::findings::Status;
use crate::span::Span;
use crate::store::{Doubt, EventFilter, EventRow, MentionRow, Result, Store};

/// What a timeline shows without `--all`: events of at least this salience.
pub const SALIENCE_BAR: f32 = 0.5;

/// Which events of the actor.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Question {
    /// From this day on.
    pub from: Option<Day>,
    /// Up to this day.
    pub to: Option<Day>,
    /// This actor takes part too.
    pub with: Option<i64>,
    /// At this place, by any part of its name.
    pub at: Option<String>,
    /// Of this TimeML class: OCCURRENCE, STATE ...
    pub kind: Option<String>,
    /// Only these; empty is all.
    pub status: Vec<Status>,
    /// At least this sure, 0 to 1.
    pub min_confidence: f32,
    /// Also below the salience bar.
    pub all: bool,
    /// The latest first.
    pub reverse: bool,
    /// At most so many.
    pub limit: Option<usize>,
    /// Read the sentences that prove each event as well; a page without them is made in a fraction of the time.
    pub evidence: bool,
}

/// The timeline of an actor.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Timeline {
    /// Whose it is.
    pub actor: ActorSummary,
    /// Its events, in order; those without a date last.
    pub entries: Vec<Entry>,
    /// Events that were left out: below the salience bar, or plans whose fulfilment is there.
    #[serde(skip)]
    pub below_bar: usize,
}

/// A line of a timeline.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entry {
    /// The number of the event.
    pub event_id: i64,
    /// Its first digits, as many as tell it from every other event.
    #[serde(skip)]
    pub short: String,
    /// When; `None` when no article tells.
    pub date: Option<EventDate>,
    /// Why this date.
    pub date_reason: String,
    /// Articles that contradict the date.
    pub contradictions: i64,
    /// What happened.
    pub label: String,
    /// Did it happen?
    pub status: Status,
    /// Where.
    pub place: Option<String>,
    /// Who else takes part.
    pub with: Vec<String>,
    /// Number of articles.
    pub articles: i64,
    /// How sure it is, 0 to 1.
    pub confidence: f32,
    /// How much it deserves to be shown, 0 to 1.
    pub salience: f32,
    /// What a person noted.
    pub note: Option<String>,
    /// Whether a person said that it is no event.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub rejected: bool,
    /// The sentences that prove it.
    pub mentions: Vec<Evidence>,
}

/// A sentence that proves a line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Evidence {
    /// Where the article came from.
    pub source: String,
    /// The number of the article.
    pub article_id: i64,
    /// The number of the event mention.
    pub mention_id: i64,
    /// Its headline.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published.
    pub published: Option<Day>,
    /// The trigger.
    #[serde(flatten)]
    pub span: Span,
    /// The words of the trigger.
    pub text: String,
    /// The sentence.
    pub sentence: String,
    /// Where the sentence begins.
    pub sentence_start: u32,
    /// What this article says about whether it happened.
    pub status: Status,
    /// The date as this article has it.
    pub date: Option<EventDate>,
    /// The words that gave the date.
    pub time_words: Option<TimeWords>,
    /// Why the mention was taken for this event.
    pub reason: String,
    /// The sources of duplicates of the article that have the same sentence; they are no further evidence.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also_in: Vec<String>,
    /// Words of the sentence that name a participant and may mean somebody else; only when one event was asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doubts: Vec<Doubt>,
}

/// The words that gave a date, and how.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TimeWords {
    /// Where they stand.
    #[serde(flatten)]
    pub span: Span,
    /// The words.
    pub text: String,
    /// The rule that read them.
    pub rule: Option<String>,
    /// What they were counted from.
    pub anchor: Option<String>,
}

/// Answers the main question.
///
/// # Errors
/// When the database cannot be read.
pub fn timeline(store: &Store, actor: ActorSummary, question: &Question) -> Result<Timeline> {
    store.view(|| answer(store, actor, question))
}

fn answer(store: &Store, actor: ActorSummary, question: &Question) -> Result<Timeline> {
    let filter = EventFilter {
        actor: Some(actor.id),
        with: question.with,
        from: question.from,
        to: question.to,
        class: question.kind.clone(),
        ..EventFilter::default()
    };
    let asked: Vec<_> = store.events(&filter)?.into_iter().filter(|row| wanted(row, question)).collect();
    let total = asked.len();
    let mut rows: Vec<_> = asked.into_iter().filter(|r| question.all || r.salience >= SALIENCE_BAR).collect();
    if !question.all {
        rows = without_fulfilled(store, rows)?;
    }
    let below_bar = total - rows.len();
    if question.reverse {
        rows.reverse();
    }
    rows.truncate(question.limit.unwrap_or(usize::MAX));
    let entries = entries(store, rows, Some(actor.id), question.evidence)?;
    Ok(Timeline { actor, entries, below_bar })
}

/// A plan says nothing more once what came of it has a line of its own.
fn without_fulfilled(store: &Store, rows: Vec<EventRow>) -> Result<Vec<EventRow>> {
    let shown: BTreeSet<i64> = rows.iter().map(|r| r.id).collect();
    let mut left = Vec::with_capacity(rows.len());
    for row in rows {
        let plan = matches!(row.status, Status::Planned | Status::Deadline);
        if !plan || !store.came_of(row.id)?.iter().any(|later| shown.contains(later)) {
            left.push(row);
        }
    }
    Ok(left)
}

fn wanted(row: &EventRow, question: &Question) -> bool {
    let place = row.place.as_deref().unwrap_or("").to_lowercase();
    row.confidence >= question.min_confidence
        && (question.status.is_empty() || question.status.contains(&row.status))
        && question.at.as_ref().is_none_or(|at| place.contains(&at.to_lowercase()))
}

/// Events with their company and, if wanted, their sentences; `without` is the actor whose timeline it is.
pub(super) fn entries(store: &Store, rows: Vec<EventRow>, without: Option<i64>, evidence: bool) -> Result<Vec<Entry>> {
    let company = store.actors_of(rows.iter().map(|row| row.id))?;
    let entry = |(row, company): (EventRow, Vec<(i64, String)>)| {
        let mentions = if evidence { store.mentions(row.id)? } else { Vec::new() };
        Ok(Entry {
            with: company.into_iter().filter(|(id, _)| Some(*id) != without).map(|(_, name)| name).collect(),
            mentions: proofs(mentions),
            event_id: row.id,
            short: row.short,
            date: row.date,
            date_reason: row.date_reason,
            contradictions: row.contradictions,
            label: row.title,
            status: row.status,
            place: row.place,
            articles: row.articles,
            confidence: row.confidence,
            salience: row.salience,
            note: row.note,
            rejected: row.rejected,
        })
    };
    rows.into_iter().zip(company).map(entry).collect()
}

/// The sentences; what a duplicate only repeats is told with its original.
fn proofs(rows: Vec<MentionRow>) -> Vec<Evidence> {
    let there: BTreeSet<i64> = rows.iter().filter(|r| r.repeats.is_none()).map(|r| r.id).collect();
    let (again, own): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|row| row.repeats.is_some_and(|original| there.contains(&original)));
    let mut also: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    for row in again {
        also.entry(row.repeats.unwrap_or_default()).or_default().push(row.source);
    }
    own.into_iter()
        .map(|row| {
            let also_in = also.remove(&row.id).unwrap_or_default();
            Evidence { also_in, ..proof(row) }
        })
        .collect()
}

fn proof(row: MentionRow) -> Evidence {
    let (rule, anchor) = (row.rule, row.anchor);
    Evidence {
        source: row.source,
        article_id: row.article,
        mention_id: row.id,
        title: row.title,
        publisher: row.publisher,
        published: row.published,
        span: row.span,
        text: row.text,
        sentence: row.sentence,
        sentence_start: row.sentence_start,
        status: row.status,
        date: row.date,
        time_words: row.time.map(|(span, text)| TimeWords { span, text, rule, anchor }),
        reason: row.reason,
        also_in: Vec::new(),
        doubts: Vec::new(),
    }
}
