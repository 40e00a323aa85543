//! What was read from one article, before any other article is looked at; also the JSON that `extract` prints.
//!
//! Every index (`actor`, `time_expression`) counts from 0 within the same article. Every span counts code points
//! of the article's stored text.

use serde::{Deserialize, Serialize};

use crate::calendar::date::words;
use crate::calendar::{Basis, Day, EventDate, Granularity, Interval};
use crate::span::Span;

words! {
    /// The four types of a TIMEX3 (ISO-TimeML).
    TimexType {
        /// A calendar date of any precision.
        Date = "DATE",
        /// A time of day.
        Time = "TIME",
        /// A stretch of time.
        Duration = "DURATION",
        /// A repeated time.
        Set = "SET",
    }
}

words! {
    /// What kind of actor it is.
    ActorKind {
        /// A human being.
        Person = "person",
        /// A company, authority, party, team ...
        Organization = "organization",
        /// A state, and its government.
        Country = "country",
        /// Any other place that acts.
        Place = "place",
        /// People without a name of their own: "migrant labourers".
        Group = "group",
        /// A product, programme, work or other thing with a name.
        Product = "product",
    }
}

words! {
    /// How a mention refers to its actor.
    MentionForm {
        /// By a name: "Kim Jong-un", "Kim".
        Name = "name",
        /// By a description: "the North Korean leader".
        Nominal = "nominal",
        /// By a pronoun: "he".
        Pronoun = "pronoun",
    }
}

words! {
    /// Did it happen?
    Status {
        /// It took place.
        Happened = "happened",
        /// It is taking place at the publication.
        Ongoing = "ongoing",
        /// It is to take place.
        Planned = "planned",
        /// It must take place by its date.
        Deadline = "deadline",
        /// It may take place, or is wished, feared or supposed.
        Possible = "possible",
        /// It did not take place.
        Denied = "denied",
        /// Somebody says that it took place.
        Reported = "reported",
    }
}

impl Status {
    /// Whether it took place, as far as the article or whoever it quotes tells.
    pub fn has_happened(self) -> bool {
        matches!(self, Self::Happened | Self::Reported)
    }
}

words! {
    /// The part an actor plays in an event.
    ParticipantRole {
        /// Who does it.
        Agent = "agent",
        /// To whom it is done.
        Patient = "patient",
        /// Who else takes part.
        Other = "other",
    }
}

/// All that was found in one article.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Findings {
    /// Where the article came from.
    pub source: String,
    /// Its headline.
    pub title: Option<String>,
    /// Its document creation time.
    pub published: Option<Day>,
    /// The language of the text, when it is one that has no rules; then nothing else was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Its sentences, in order.
    pub sentences: Vec<Span>,
    /// Its time expressions, in order.
    pub time_expressions: Vec<TimeExpression>,
    /// Its actors; `id` is the index.
    pub actors: Vec<Actor>,
    /// The offices that it says its actors hold.
    #[serde(default)]
    pub roles: Vec<ActorRole>,
    /// Its event mentions, in order.
    pub events: Vec<EventMention>,
}

/// A TIMEX3 in the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TimeExpression {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// Its words.
    pub text: String,
    /// DATE, TIME, DURATION or SET.
    #[serde(rename = "type")]
    pub kind: TimexType,
    /// The TIMEX3 value; `None` while what it is counted from is not known.
    pub value: Option<String>,
    /// START, MID, END, APPROX, BEFORE, AFTER ...
    #[serde(rename = "mod")]
    pub modifier: Option<String>,
    /// EVERY, EACH: over what a set goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quant: Option<String>,
    /// How often within it: `2X`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub freq: Option<String>,
    /// The possible days.
    #[serde(flatten)]
    pub interval: Interval,
    /// How fine it is; `None` for durations and sets.
    pub granularity: Option<Granularity>,
    /// How it was dated.
    pub basis: Basis,
    /// The name of the rule that read it.
    pub rule: String,
    /// What it was counted from, in words ("publication date 2019-04-24"); `None` when it needs nothing.
    pub anchor: Option<String>,
    /// The other value it may have, where day and month may stand in either order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alternative: Option<String>,
}

/// An actor of one article, with every place that refers to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Actor {
    /// Its index in the article.
    pub id: u32,
    /// Its fullest name in the article.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// Where it is mentioned, in order.
    pub mentions: Vec<Mention>,
}

/// An office that an article gives to an actor: "then President Dmitry Medvedev".
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ActorRole {
    /// The index of the actor in the article.
    pub actor: u32,
    /// The office, in lower case: "president".
    pub title: String,
    /// The country or organisation it belongs to, by name.
    pub of: Option<String>,
    /// The days for which the article says so.
    #[serde(flatten)]
    pub interval: Interval,
    /// Where the office stands in the text.
    pub words: Span,
}

/// A place in the text that refers to an actor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// Its words.
    pub text: String,
    /// Name, nominal or pronoun.
    pub form: MentionForm,
    /// How sure it is that this actor is meant, 0 to 1.
    pub confidence: f32,
    /// The other actors of the article that may be meant, by index, when nothing tells which: two who share a surname.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<u32>,
}

/// The report of an event at one place in the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EventMention {
    /// Where the trigger stands.
    #[serde(flatten)]
    pub span: Span,
    /// The words of the trigger.
    pub text: String,
    /// The dictionary form of the trigger.
    pub lemma: String,
    /// The TimeML class: OCCURRENCE, STATE, REPORTING, I_ACTION, I_STATE, ASPECTUAL, PERCEPTION.
    pub class: String,
    /// Did it happen?
    pub status: Status,
    /// When; `None` when nothing in the article tells.
    pub date: Option<MentionDate>,
    /// Who takes part.
    pub participants: Vec<Participant>,
    /// Where, in the article's words.
    pub place: Option<String>,
    /// The article's own words, readable alone.
    pub label: String,
    /// How much the line deserves to be shown, 0 to 1.
    pub salience: f32,
    /// How sure it is that the line is right, 0 to 1.
    pub confidence: f32,
}

/// The date of an event mention, and the time expression that gave it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MentionDate {
    /// The date.
    #[serde(flatten)]
    pub date: EventDate,
    /// The index of the time expression; `None` when the date comes from elsewhere.
    pub time_expression: Option<u32>,
}

/// An actor's part in an event.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Participant {
    /// The index of the actor in the article.
    pub actor: u32,
    /// Agent, patient or other.
    pub role: ParticipantRole,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Relation;

    #[test]
    fn a_finding_prints_the_fields_of_the_contract_and_reads_back() {
        let interval = Interval::new("2011-01-01".parse().unwrap(), "2011-12-31".parse().unwrap());
        let event = EventMention {
            span: Span::new(20, 27),
            text: "meeting".into(),
            lemma: "meeting".into(),
            class: "OCCURRENCE".into(),
            status: Status::Happened,
            date: Some(MentionDate {
                date: EventDate {
                    value: "2011".into(),
                    interval,
                    granularity: Granularity::Year,
                    relation: Relation::Within,
                    basis: Basis::Explicit,
                },
                time_expression: Some(0),
            }),
            participants: vec![Participant { actor: 0, role: ParticipantRole::Agent }],
            place: None,
            label: "meeting".into(),
            salience: 0.5,
            confidence: 0.5,
        };
        let json = serde_json::to_value(&event).unwrap();
        assert_eq!((&json["start"], &json["date"]["earliest"]), (&20.into(), &"2011-01-01".into()));
        assert_eq!((&json["date"]["granularity"], &json["participants"][0]["role"]), (&"year".into(), &"agent".into()));
        assert_eq!(serde_json::from_value::<EventMention>(json).unwrap(), event);
    }
}
