//! Which events does an actor take part in, and which mentions prove them?

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, params_from_iter};

use super::numbers::shortest;
use super::{date, day, word};
use crate::calendar::{Basis, Day, EventDate};
use crate::findings::Status;
use crate::span::Span;
use crate::store::keys::WITHIN;
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
    /// Its first digits, as many as tell it from every other event.
    pub short: String,
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

/// Words that may mean another actor than the one they were taken for.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Doubt {
    /// The words.
    pub text: String,
    /// The actor that they were taken for.
    pub taken_for: String,
    /// The others who may be meant.
    pub candidates: Vec<String>,
    /// How sure it is, 0 to 1.
    pub confidence: f64,
}

const DOUBTS: &str = "
    SELECT m.text, actor.name, m.confidence, other.name AS candidate
    FROM event_mention AS e
    JOIN sentence AS s ON s.article_id = e.article_id AND s.number = e.sentence
    JOIN mention_candidate AS c ON c.article_id = e.article_id AND c.start >= s.start AND c.end <= s.end
    JOIN participant AS p ON p.article_id = e.article_id AND p.event_mention = e.number
    JOIN actor_mention AS m ON m.article_id = e.article_id AND m.found_actor = p.found_actor AND m.start = c.start
                           AND m.end = c.end
    JOIN found_actor AS f ON f.article_id = e.article_id AND f.number = m.found_actor
    JOIN actor ON actor.id = f.actor_id
    JOIN found_actor AS g ON g.article_id = e.article_id AND g.number = c.candidate
    JOIN actor AS other ON other.id = g.actor_id
    WHERE e.id = ?1 AND other.id <> actor.id
    GROUP BY c.start, m.found_actor, other.id ORDER BY c.start, actor.name, other.name";

// Columns are read by their position, since looking up a name for each of them took longer than reading a row.
const EVENTS: &str = "
    SELECT id, title, value, earliest, latest, granularity, relation, basis, date_reason, contradictions, status, place,
           articles, salience, confidence, rejected, note,
           (SELECT max(id) FROM event AS other WHERE other.id < event.id),
           (SELECT min(id) FROM event AS other WHERE other.id > event.id)
    FROM event WHERE ";
// On one day in the order of the text: the first digits are those of the article that reports it first.
fn order() -> String {
    format!(
        " ORDER BY sort_day IS NULL, sort_day, latest_day IS NULL, latest_day, id / {WITHIN},
                   (SELECT start FROM event_mention AS first WHERE first.id = event.id), id"
    )
}

const TAKES_PART: &str = "id IN (SELECT event_id FROM event_actor WHERE actor_id = ?)";

impl EventFilter {
    /// What must hold of an event, with the values to ask for. What is not asked for is left out, since a condition that may
    /// be off ("?1 IS NULL OR ...") keeps SQLite from using any index.
    fn conditions(&self) -> (String, Vec<Value>) {
        let number = |day: Day| Value::from(day.number());
        let asked = [
            ("id = ?", self.event.map(Value::from)),
            (TAKES_PART, self.actor.map(Value::from)),
            (TAKES_PART, self.with.map(Value::from)),
            ("value IS NOT NULL AND (latest_day IS NULL OR latest_day >= ?)", self.from.map(number)),
            ("value IS NOT NULL AND (earliest_day IS NULL OR earliest_day <= ?)", self.to.map(number)),
            (
                "EXISTS (SELECT 1 FROM event_mention AS m WHERE m.event_id = event.id AND m.class = ?)",
                self.class.clone().map(Value::from),
            ),
        ];
        let mut conditions = String::from(if self.rejected { "1" } else { "rejected = 0" });
        let mut values = Vec::new();
        for (condition, value) in asked {
            if let Some(value) = value {
                conditions += &format!(" AND {condition}");
                values.push(value);
            }
        }
        (conditions, values)
    }
}

const MENTIONS: &str = "
    SELECT m.id, m.article_id, article.source, article.title, article.publisher, article.published,
           m.start, m.end, m.text,
           substr(article.text, coalesce(s.start, m.start) + 1, coalesce(s.end, m.end) - coalesce(s.start, m.start)),
           coalesce(s.start, m.start), m.status, m.label,
           m.value, m.earliest, m.latest, m.granularity, m.relation, m.basis,
           event.value, event.earliest, event.latest, event.granularity, event.relation, event.basis,
           t.start, t.end, t.text, t.rule, t.anchor, m.reason, m.joins, m.repeats
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
        let (conditions, values) = filter.conditions();
        let mut query = self.connection.prepare_cached(&format!("{EVENTS}{conditions}{}", order()))?;
        let rows = query.query_map(params_from_iter(values), event)?;
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

    /// The events that came of a plan.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn came_of(&self, plan: i64) -> Result<Vec<i64>> {
        let mut query = self.connection.prepare_cached("SELECT later_id FROM event_link WHERE event_id = ?1")?;
        let rows = query.query_map([plan], |r| r.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The words in the sentence of an event mention that name a participant and may mean somebody else.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn doubts(&self, mention: i64) -> Result<Vec<Doubt>> {
        let mut query = self.connection.prepare_cached(DOUBTS)?;
        let mut doubts: Vec<Doubt> = Vec::new();
        let row = |r: &Row| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?));
        for row in query.query_map([mention], row)? {
            let (text, taken_for, confidence, candidate): (String, String, f64, String) = row?;
            match doubts.last_mut().filter(|d| d.text == text && d.taken_for == taken_for) {
                Some(known) if known.candidates.contains(&candidate) => {}
                Some(known) => known.candidates.push(candidate),
                None => doubts.push(Doubt { text, taken_for, candidates: vec![candidate], confidence }),
            }
        }
        Ok(doubts)
    }

    /// The actors of each of these events by number and name, in order of name; hidden ones are left out.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn actors_of(&self, events: impl IntoIterator<Item = i64>) -> Result<Vec<Vec<(i64, String)>>> {
        let c = &self.connection;
        let mut of_event = c.prepare_cached("SELECT actor_id FROM event_actor WHERE event_id = ?1")?;
        let mut shown = c.prepare_cached("SELECT name FROM actor WHERE id = ?1 AND hidden = 0")?;
        // The same few take part again and again.
        let mut names: BTreeMap<i64, Option<String>> = BTreeMap::new();
        let mut company = |event: i64| -> Result<Vec<(i64, String)>> {
            let mut all = Vec::new();
            for actor in of_event.query_map([event], |r| r.get(0))? {
                let actor = actor?;
                let name = match names.entry(actor) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(new) => new.insert(shown.query_row([actor], |r| r.get(0)).optional()?),
                };
                all.extend(name.clone().map(|name| (actor, name)));
            }
            all.sort_unstable_by(|a, b| (&a.1, a.0).cmp(&(&b.1, b.0)));
            Ok(all)
        };
        events.into_iter().map(&mut company).collect()
    }
}

fn event(row: &Row) -> rusqlite::Result<EventRow> {
    let id = row.get(0)?;
    Ok(EventRow {
        id,
        short: shortest(id, [row.get(17)?, row.get(18)?]),
        title: row.get(1)?,
        date: date(row, 2)?,
        date_reason: row.get(8)?,
        contradictions: row.get(9)?,
        status: word(row, 10)?,
        place: row.get(11)?,
        articles: row.get(12)?,
        salience: row.get(13)?,
        confidence: row.get(14)?,
        rejected: row.get(15)?,
        note: row.get(16)?,
    })
}

fn mention(row: &Row) -> rusqlite::Result<MentionRow> {
    let time: Option<String> = row.get(27)?;
    let time = time.map(|text| Ok::<_, rusqlite::Error>((Span::new(row.get(25)?, row.get(26)?), text)));
    Ok(MentionRow {
        article: row.get(1)?,
        source: row.get(2)?,
        title: row.get(3)?,
        publisher: row.get(4)?,
        published: day(row, 5)?,
        span: Span::new(row.get(6)?, row.get(7)?),
        text: row.get(8)?,
        sentence: row.get(9)?,
        sentence_start: row.get(10)?,
        status: word(row, 11)?,
        label: row.get(12)?,
        date: own_or_borrowed(date(row, 13)?, date(row, 19)?),
        time: time.transpose()?,
        rule: row.get(28)?,
        anchor: row.get(29)?,
        reason: row.get(30)?,
        id: row.get(0)?,
        repeats: if row.get(32)? { row.get(31)? } else { None },
    })
}

/// The date of a mention: what its article says, or that of the event when the article leaves it open.
fn own_or_borrowed(own: Option<EventDate>, event: Option<EventDate>) -> Option<EventDate> {
    if own.as_ref().is_some_and(EventDate::is_closed) {
        return own;
    }
    let Some(mut borrowed) = event.filter(EventDate::is_closed) else { return own };
    if !matches!(borrowed.basis, Basis::Knowledge | Basis::Person) {
        borrowed.basis = Basis::AnotherArticle;
    }
    Some(borrowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_question_about_an_actor_or_an_event_reads_all_events() {
        let store = Store::in_memory().unwrap();
        let of = EventFilter { actor: Some(1), ..EventFilter::default() };
        let day = "2019-04-24".parse().ok();
        for filter in [
            of.clone(),
            EventFilter { with: Some(2), ..of.clone() },
            EventFilter { from: day, to: day, class: Some("STATE".into()), rejected: true, ..of },
            EventFilter { event: Some(3), ..EventFilter::default() },
        ] {
            let (conditions, values) = filter.conditions();
            let asked = format!("EXPLAIN QUERY PLAN {EVENTS}{conditions}{}", order());
            let mut plan = store.connection.prepare(&asked).unwrap();
            let steps = plan.query_map(params_from_iter(values), |r| r.get::<_, String>(3)).unwrap();
            let steps: Vec<String> = steps.map(|step| step.unwrap()).collect();
            assert!(steps.iter().all(|step| !step.starts_with("SCAN")), "{steps:?}");
        }
    }
}
