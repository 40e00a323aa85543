//! The timeline of an actor as a page, with or without the sentences that prove each line.

use serde_json::Value;

use super::explain::also_in;
use super::{Answer, Block, Column, Grid, Screen, dates, printable};
use crate::findings::Status;
use crate::query::{Entry, Evidence, Timeline};
use crate::span::{Offsets, Span};

/// A timeline, and how much of it to show.
#[derive(Debug)]
pub struct Shown<'a> {
    /// The timeline.
    pub timeline: &'a Timeline,
    /// Whether to print the sentences under each line.
    pub evidence: bool,
}

/// Below so many columns, company and place stand in brackets behind the event, which then has room for its words.
const NARROW: u16 = 120;

impl Answer for Shown<'_> {
    fn page(&self, screen: &Screen) -> Vec<Block> {
        let timeline = self.timeline;
        let mut page = vec![Block::Heading(printable(&timeline.actor.name))];
        if timeline.entries.is_empty() {
            page.push(Block::Text("No events.".into()));
        }
        // Sentences need the room more than a column for company does.
        let narrow = screen.width < NARROW || self.evidence;
        let mut columns = vec![Column::short("Date"), Column::words("Event")];
        if !narrow {
            columns.extend([Column::words("With"), Column::words("Where")]);
        }
        columns.extend([Column::short("Status"), Column::number("Art."), Column::number("No.")]);
        let rows = timeline.entries.iter().map(|entry| self.row(entry, screen, narrow)).collect();
        page.push(Block::Table(Grid { columns, rows }.without_empty_columns()));
        if timeline.entries.iter().filter_map(|e| e.date.as_ref()).any(dates::is_guess) {
            page.push(Block::Text(dates::GUESS.into()));
        }
        if timeline.below_bar > 0 {
            page.push(Block::Text(format!(
                "Of lesser weight and not shown: {}; see all with --all.",
                timeline.below_bar
            )));
        }
        page
    }

    fn grid(&self) -> Grid {
        let columns = [
            "event_id",
            "date",
            "earliest",
            "latest",
            "granularity",
            "relation",
            "basis",
            "event",
            "status",
            "place",
            "with",
            "articles",
            "confidence",
            "salience",
            "sentence",
            "source",
        ];
        let day = |d: Option<crate::calendar::Day>| d.map(|d| d.to_string()).unwrap_or_default();
        let row = |e: &Entry| {
            let date = e.date.as_ref();
            let word = |f: &dyn Fn(&crate::calendar::EventDate) -> String| date.map(f).unwrap_or_default();
            let first = e.mentions.first();
            vec![
                e.event_id.to_string(),
                word(&|d| d.value.clone()),
                word(&|d| day(d.interval.earliest)),
                word(&|d| day(d.interval.latest)),
                word(&|d| d.granularity.to_string()),
                word(&|d| d.relation.to_string()),
                word(&|d| d.basis.to_string()),
                printable(&e.label),
                e.status.to_string(),
                printable(e.place.as_deref().unwrap_or("")),
                printable(&e.with.join("; ")),
                e.articles.to_string(),
                e.confidence.to_string(),
                e.salience.to_string(),
                printable(first.map_or("", |m| &m.sentence)),
                printable(first.map_or("", |m| &m.source)),
            ]
        };
        let rows = self.timeline.entries.iter().map(row).collect();
        Grid { columns: columns.map(Column::words).to_vec(), rows }
    }

    fn json(&self) -> serde_json::Result<Value> {
        serde_json::to_value(self.timeline)
    }

    fn json_rows(&self) -> serde_json::Result<Vec<Value>> {
        self.timeline.entries.iter().map(serde_json::to_value).collect()
    }
}

impl Shown<'_> {
    fn row(&self, entry: &Entry, screen: &Screen, narrow: bool) -> Vec<String> {
        let status = if entry.status == Status::Happened { String::new() } else { entry.status.to_string() };
        let (with, place) = (printable(&entry.with.join(", ")), printable(entry.place.as_deref().unwrap_or("")));
        let mut event = printable(&entry.label);
        if narrow {
            // What the event's own words name needs no second mention.
            let named = |n: &&String| !entry.label.contains(n.as_str());
            let company: Vec<_> = entry.with.iter().filter(named).map(|n| printable(n)).collect();
            let company = if company.is_empty() { String::new() } else { format!("with {}", company.join(", ")) };
            let place = if entry.label.contains(&place) { String::new() } else { place.clone() };
            let scene: Vec<_> = [company, place].into_iter().filter(|w| !w.is_empty()).collect();
            if !scene.is_empty() {
                event.push_str(&format!(" ({})", scene.join("; ")));
            }
        }
        if entry.contradictions > 0 {
            event.push_str(" [articles disagree on the date]");
        }
        if let Some(note) = &entry.note {
            event.push_str(&format!(" [note: {}]", printable(note)));
        }
        if self.evidence {
            for mention in &entry.mentions {
                event.push_str(&format!("\n{}", proof(entry, mention, screen.styled)));
            }
        }
        let mut row = vec![dates::words(entry.date.as_ref()), event];
        if !narrow {
            row.extend([with, place]);
        }
        row.extend([status, entry.articles.to_string(), entry.short.clone()]);
        row
    }
}

/// The sentence with its trigger and date words marked, the source, and the reason for the date.
fn proof(entry: &Entry, mention: &Evidence, styled: bool) -> String {
    let source = mention.publisher.as_deref().unwrap_or(&mention.source);
    let published = mention.published.map(|d| format!(", {}", dates::day(d))).unwrap_or_default();
    let sentence = emphasised(mention, styled);
    let also = match mention.also_in.len() {
        0 => String::new(),
        _ => format!("; also in {}", also_in(mention)),
    };
    format!("\u{201c}{sentence}\u{201d} ({}{published}{also}; {})", printable(source), why(entry, mention))
}

/// Why this date, in words.
pub(super) fn why(entry: &Entry, mention: &Evidence) -> String {
    let Some(words) = &mention.time_words else {
        return match &mention.date {
            Some(date) => format!("dated by {}", date.basis),
            None if entry.date_reason.is_empty() => "no date in this sentence".into(),
            None => printable(&entry.date_reason),
        };
    };
    let from = words.anchor.as_ref().map(|a| format!(", counted from {}", printable(a))).unwrap_or_default();
    format!("date from '{}'{from}", printable(&words.text))
}

/// A sentence with the trigger and the date words set off: bold on a terminal, between asterisks elsewhere.
pub(super) fn emphasised(mention: &Evidence, styled: bool) -> String {
    let offsets = Offsets::new(&mention.sentence);
    let within = |s: Span| {
        let (start, end) = (s.start.checked_sub(mention.sentence_start)?, s.end.checked_sub(mention.sentence_start)?);
        (end <= mention.sentence.chars().count() as u32).then(|| Span::new(start, end))
    };
    let mut marked: Vec<Span> = [Some(mention.span), mention.time_words.as_ref().map(|t| t.span)]
        .into_iter()
        .flatten()
        .filter_map(within)
        .collect();
    marked.sort_unstable();
    let (open, close) = if styled { ("\u{1b}[1m", "\u{1b}[0m") } else { ("*", "*") };
    let (mut out, mut at) = (String::new(), 0);
    for span in marked.into_iter() {
        if span.start < at {
            continue;
        }
        let words = |a, b| offsets.slice(Span::new(a, b)).chars().map(|c| if c.is_control() { ' ' } else { c });
        out.extend(words(at, span.start));
        out.push_str(open);
        out.extend(words(span.start, span.end));
        out.push_str(close);
        at = span.end;
    }
    out.extend(offsets.slice(Span::new(at, u32::MAX)).chars().map(|c| if c.is_control() { ' ' } else { c }));
    out
}
