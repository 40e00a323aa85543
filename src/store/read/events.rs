//! Which events does an actor take part in, and which mentions prove them?

use rusqlite::{Row, named_params};

use super::{date, day, word};
use crate::calendar::{Basis, Day, EventDate, Interval};
use crate::findings::Status;
use crate::span::Span;
use crate::store::keys::mention_key;
use crate::store::{Result, Store};

/// Which events; `None` does not filter.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EventFilter {
    /// This actor takes part.
    pub actor: Option<i64>,
    /// This one too.
    pub with: Option<i64>,
    /// This event alone.
    pub event: Option<i64>,
    /// It may lie on this day or later.
    pub from: Option<Day>,
    /// It may lie on this day or earlier.
    pub to: Option<Day>,
    /// A mention has this TimeML class: OCCURRENCE, STATE ...
    pub class: Option<String>,
    /// Also those that a person rejected.
    pub rejected: bool,
}

/// An event as consolidation made it.
#[derive(Debug, Clone, PartialEq)]
pub struct EventRow {
    /// Its number.
    pub id: i64,
    /// What happened, in words of an article.
    pub title: String,
    /// When; `None` when no article tells.
    pub date: Option<EventDate>,
    /// Why this date.
    pub date_reason: String,
    /// Number of articles that contradict the date.
    pub contradictions: i64,
    /// Did it happen?
    pub status: Status,
    /// Where.
    pub place: Option<String>,
    /// Number of articles that report it.
    pub articles: i64,
    /// How much it deserves to be shown, 0 to 1.
    pub salience: f32,
    /// How sure it is, 0 to 1.
    pub confidence: f32,
    /// Whether a person rejected it.
    pub rejected: bool,
    /// What a person noted.
    pub note: Option<String>,
}

/// The report of an event at one place of an article.
#[derive(Debug, Clone, PartialEq)]
pub struct MentionRow {
    /// Its stable key.
    pub key: String,
    /// The article.
    pub article: i64,
    /// Where the article came from.
    pub source: String,
    /// Its headline.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published.
    pub published: Option<Day>,
    /// The trigger, in code points of the article.
    pub span: Span,
    /// The words of the trigger.
    pub text: String,
    /// The sentence.
    pub sentence: String,
    /// Where the sentence begins in the article.
    pub sentence_start: u32,
    /// What this article says about whether it happened.
    pub status: Status,
    /// The words that stand for it alone.
    pub label: String,
    /// The date as this article has it; when it only names the event, the one it takes from elsewhere, with that basis.
    pub date: Option<EventDate>,
    /// The words that gave the date, and where they stand.
    pub time: Option<(Span, String)>,
    /// The rule that read those words.
    pub rule: Option<String>,
    /// What they were counted from.
    pub anchor: Option<String>,
    /// Why the mention was taken for this event.
    pub reason: String,
    /// Its number.
    pub id: i64,
    /// The mention that it only repeats, word for word, in a duplicate of an article.
    pub repeats: Option<i64>,
}

const EVENTS: &str = "
    SELECT event.* FROM event
    WHERE (:event IS NULL OR event.id = :event)
      AND (:actor IS NULL OR event.id IN (SELECT event_id FROM event_actor WHERE actor_id = :actor))
      AND (:with IS NULL OR event.id IN (SELECT event_id FROM event_actor WHERE actor_id = :with))
      AND (:from IS NULL OR (value IS NOT NULL AND (latest_day IS NULL OR latest_day >= :from)))
      AND (:to IS NULL OR (value IS NOT NULL AND (earliest_day IS NULL OR earliest_day <= :to)))
      AND (:class IS NULL OR event.id IN (SELECT event_id FROM event_mention WHERE class = :class))
      AND (:rejected OR rejected = 0)
    ORDER BY sort_day IS NULL, sort_day, latest_day IS NULL, latest_day, id";

const MENTIONS: &str = "
    SELECT m.*, article.key AS article_key,
           (SELECT count(*) FROM event_mention AS o WHERE o.article_id = m.article_id AND o.start = m.start AND o.end = m.end
                AND o.number < m.number) AS nth,
           event.value AS event_value, event.earliest AS event_earliest, event.latest AS event_latest,
           event.granularity AS event_granularity, event.relation AS event_relation, event.basis AS event_basis,
           article.source, article.title, article.publisher, article.published,
           coalesce(s.start, m.start) AS sentence_start,
           substr(article.text, coalesce(s.start, m.start) + 1,
                  coalesce(s.end, m.end) - coalesce(s.start, m.start)) AS sentence_text,
           t.start AS time_start, t.end AS time_end, t.text AS time_text, t.rule, t.anchor
    FROM event_mention AS m
    JOIN article ON article.id = m.article_id
    LEFT JOIN event ON event.id = m.event_id
    LEFT JOIN sentence AS s ON s.article_id = m.article_id AND s.number = m.sentence
    LEFT JOIN time_expression AS t ON t.article_id = m.article_id AND t.number = m.time_expression
    WHERE m.event_id = ?1 ORDER BY article.published_day IS NULL, article.published_day, article.source, m.start";

impl Store {
    /// Events in the order of a timeline: by day, those without a date last.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn events(&self, filter: &EventFilter) -> Result<Vec<EventRow>> {
        let mut query = self.connection.prepare_cached(EVENTS)?;
        let values = named_params! {
            ":event": filter.event, ":actor": filter.actor, ":with": filter.with, ":rejected": filter.rejected, ":class": filter.class,
            ":from": filter.from.map(Day::number), ":to": filter.to.map(Day::number),
        };
        let rows = query.query_map(values, event)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The mentions of an event, the oldest article first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn mentions(&self, event: i64) -> Result<Vec<MentionRow>> {
        let mut query = self.connection.prepare_cached(MENTIONS)?;
        let rows = query.query_map([event], mention)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The actors of an event by number and name, in order of name; hidden ones are left out.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn actors_of(&self, event: i64) -> Result<Vec<(i64, String)>> {
        let mut query = self.connection.prepare_cached(
            "SELECT actor.id, actor.name FROM event_actor JOIN actor ON actor.id = actor_id
             WHERE event_id = ?1 AND hidden = 0 ORDER BY actor.name, actor.id",
        )?;
        let rows = query.query_map([event], |r| Ok((r.get(0)?, r.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

fn event(row: &Row) -> rusqlite::Result<EventRow> {
    Ok(EventRow {
        id: row.get("id")?,
        title: row.get("title")?,
        date: date(row)?,
        date_reason: row.get("date_reason")?,
        contradictions: row.get("contradictions")?,
        status: word(row, "status")?,
        place: row.get("place")?,
        articles: row.get("articles")?,
        salience: row.get("salience")?,
        confidence: row.get("confidence")?,
        rejected: row.get("rejected")?,
        note: row.get("note")?,
    })
}

fn mention(row: &Row) -> rusqlite::Result<MentionRow> {
    let span = Span::new(row.get("start")?, row.get("end")?);
    let time: Option<String> = row.get("time_text")?;
    let time =
        time.map(|text| Ok::<_, rusqlite::Error>((Span::new(row.get("time_start")?, row.get("time_end")?), text)));
    Ok(MentionRow {
        key: mention_key(&row.get::<_, String>("article_key")?, span, row.get::<_, i64>("nth")? as usize),
        article: row.get("article_id")?,
        source: row.get("source")?,
        title: row.get("title")?,
        publisher: row.get("publisher")?,
        published: day(row, "published")?,
        span,
        text: row.get("text")?,
        sentence: row.get("sentence_text")?,
        sentence_start: row.get("sentence_start")?,
        status: word(row, "status")?,
        label: row.get("label")?,
        date: own_or_borrowed(row)?,
        time: time.transpose()?,
        rule: row.get("rule")?,
        anchor: row.get("anchor")?,
        reason: row.get("reason")?,
        id: row.get("id")?,
        repeats: if row.get("repeats")? { row.get("joins")? } else { None },
    })
}

/// The date of a mention: what its article says, or that of the event when the article leaves it open.
fn own_or_borrowed(row: &Row) -> rusqlite::Result<Option<EventDate>> {
    let own = date(row)?;
    let closed = |d: &EventDate| d.interval.earliest.is_some() && d.interval.latest.is_some();
    let Some(value) = row.get::<_, Option<String>>("event_value")? else { return Ok(own) };
    let interval = Interval { earliest: day(row, "event_earliest")?, latest: day(row, "event_latest")? };
    let basis = match word(row, "event_basis")? {
        given @ (Basis::Knowledge | Basis::Person) => given,
        _ => Basis::AnotherArticle,
    };
    let borrowed = EventDate {
        value,
        interval,
        granularity: word(row, "event_granularity")?,
        relation: word(row, "event_relation")?,
        basis,
    };
    Ok(if own.as_ref().is_some_and(closed) || !closed(&borrowed) { own } else { Some(borrowed) })
}
