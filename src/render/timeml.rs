//! One article's findings as TimeML 1.2.1, so that other people's tools can read and score them.
//!
//! TEXT holds the article unchanged, with TIMEX3 and EVENT elements in it; a DCT stands before it, an instance of every
//! event and the links from events to their dates behind it. Where TIMEX3 asks for a value and none is known, it is
//! `XXXX-XX-XX`. A span of days in one expression ("27-28 February") has by convention the value of its first part.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::calendar::Relation;
use crate::findings::{EventMention, Findings, Status, TimeExpression, TimexType};
use crate::span::Offsets;

/// Whose habits the values follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Habits {
    /// Those of the guidelines, as a reader of a timeline needs them.
    #[default]
    Guidelines,
    /// Those of the TempEval corpora: "Friday night" is the day, though "this morning" is none, and what has no value
    /// is not marked.
    TempEval,
}

/// The rules of `data/en/time` that read a named day together with a part of it.
pub const PARTS_OF_NAMED_DAYS: &[&str] = &["part-of-day", "part-of-date", "hours-of-day"];

/// The document of one article; `text` is the text that the findings were read from.
pub fn document(findings: &Findings, text: &str, habits: Habits) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str("<TimeML xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" ");
    out.push_str("xsi:noNamespaceSchemaLocation=\"http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd\">\n\n");
    let _ = writeln!(out, "<DOCID>{}</DOCID>\n", escape(&findings.source));
    if let Some(day) = findings.published {
        let _ = writeln!(
            out,
            "<DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"{day}\" temporalFunction=\"false\" \
             functionInDocument=\"CREATION_TIME\">{day}</TIMEX3></DCT>\n"
        );
    }
    if let Some(title) = &findings.title {
        let _ = writeln!(out, "<TITLE>{}</TITLE>\n", escape(title));
    }
    out.push_str("<TEXT>");
    let (events, times) = marked(findings, text, habits, &mut out);
    out.push_str("</TEXT>\n\n");
    for (number, event) in &events {
        instance(*number, event, &mut out);
    }
    for (link, (number, event)) in events.iter().filter(|(_, e)| time_of(e).is_some()).enumerate() {
        if let Some((time, relation)) = time_of(event).filter(|(time, _)| times.contains(time)) {
            let _ = writeln!(
                out,
                "<TLINK lid=\"l{}\" eventInstanceID=\"ei{number}\" relatedToTime=\"t{}\" relType=\"{relation}\"/>",
                link + 1,
                time + 1
            );
        }
    }
    out.push_str("</TimeML>\n");
    out
}

/// A mark in the text: where it begins and ends, and what it is.
enum Mark<'a> {
    Time(usize, &'a TimeExpression),
    Event(usize, &'a EventMention),
}

/// The events that are marked, by number, and the places of the times that are.
type Marked<'a> = (Vec<(usize, &'a EventMention)>, BTreeSet<u32>);

/// Writes the text with its marks.
fn marked<'a>(findings: &'a Findings, text: &str, habits: Habits, out: &mut String) -> Marked<'a> {
    let shown = |t: &&TimeExpression| habits == Habits::Guidelines || t.value.is_some();
    let times = findings.time_expressions.iter().enumerate().filter(|(_, t)| shown(t));
    let times = times.map(|(i, t)| (t.span, Mark::Time(i + 1, t)));
    let events = findings.events.iter().enumerate().map(|(i, e)| (e.span, Mark::Event(i + 1, e)));
    let mut marks: Vec<_> = times.chain(events).collect();
    // A time goes before an event that begins at the same place; what overlaps a mark before it is left out.
    marks.sort_by_key(|(span, mark)| (span.start, matches!(mark, Mark::Event(..)), span.end));
    let offsets = Offsets::new(text);
    let (mut at, mut written, mut timed) = (0, Vec::new(), BTreeSet::new());
    for (span, mark) in marks.iter().filter(|(span, _)| !span.is_empty()) {
        let (start, end) = (offsets.bytes(span.start), offsets.bytes(span.end));
        let (Some(before), Some(words)) = (text.get(at..start), text.get(start..end)) else { continue };
        out.push_str(&escape(before));
        match mark {
            Mark::Time(number, time) => {
                timex(*number, time, words, habits, out);
                timed.extend(u32::try_from(*number - 1));
            }
            Mark::Event(number, event) => {
                let _ = write!(
                    out,
                    "<EVENT eid=\"e{number}\" class=\"{}\">{}</EVENT>",
                    escape(&event.class),
                    escape(words)
                );
                written.push((*number, *event));
            }
        }
        at = end;
    }
    out.push_str(&escape(text.get(at..).unwrap_or("")));
    (written, timed)
}

fn timex(number: usize, time: &TimeExpression, words: &str, habits: Habits, out: &mut String) {
    let value = time.value.as_deref().map_or("XXXX-XX-XX", |v| v.split('/').next().unwrap_or(v));
    let (kind, value) = match value.split_once('T') {
        Some((day, _)) if habits == Habits::TempEval && PARTS_OF_NAMED_DAYS.contains(&time.rule.as_str()) => {
            (TimexType::Date, day)
        }
        _ => (time.kind, value),
    };
    let _ = write!(out, "<TIMEX3 tid=\"t{number}\" type=\"{kind}\" value=\"{}\"", escape(value));
    for (name, attribute) in [("mod", &time.modifier), ("quant", &time.quant), ("freq", &time.freq)] {
        if let Some(attribute) = attribute {
            let _ = write!(out, " {name}=\"{}\"", escape(attribute));
        }
    }
    let counted = time.anchor.is_some();
    let _ = write!(out, " temporalFunction=\"{counted}\" functionInDocument=\"NONE\">{}</TIMEX3>", escape(words));
}

fn instance(number: usize, event: &EventMention, out: &mut String) {
    let polarity = if event.status == Status::Denied { "NEG" } else { "POS" };
    let tense = match event.status {
        Status::Happened | Status::Denied | Status::Reported => "PAST",
        Status::Ongoing => "PRESENT",
        Status::Planned | Status::Deadline => "FUTURE",
        Status::Possible => "NONE",
    };
    let modality = if event.status == Status::Possible { " modality=\"may\"" } else { "" };
    let _ = writeln!(
        out,
        "<MAKEINSTANCE eventID=\"e{number}\" eiid=\"ei{number}\" tense=\"{tense}\" aspect=\"NONE\" \
         polarity=\"{polarity}\" pos=\"OTHER\"{modality}/>"
    );
}

/// The time that dates an event, and how TimeML calls the relation.
fn time_of(event: &EventMention) -> Option<(u32, &'static str)> {
    let date = event.date.as_ref()?;
    let relation = match date.date.relation {
        Relation::On | Relation::Within => "IS_INCLUDED",
        Relation::By | Relation::Before => "BEFORE",
        Relation::After => "AFTER",
        Relation::Since => "BEGUN_BY",
        Relation::Until => "ENDED_BY",
    };
    Some((date.time_expression?, relation))
}

/// Text for XML 1.0; a character that XML cannot hold becomes U+FFFD, so that no place shifts.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // A reader would turn it into a line feed.
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' => out.push(c),
            c if c < ' ' || matches!(c, '\u{FFFE}' | '\u{FFFF}') => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}
