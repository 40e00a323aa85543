//! The whole story of one event, and one article with its text.

use serde_json::Value;

use super::timeline::emphasised;
use super::{Answer, Block, Column, Grid, List, Screen, dates, printable};
use crate::article::Candidate;
use crate::query::{Again, ArticleSummary, Entry, Evidence, Reprint};

/// An event with all that led to it.
#[derive(Debug)]
pub struct Explained<'a>(pub &'a Entry);

impl Answer for Explained<'_> {
    fn page(&self, screen: &Screen) -> Vec<Block> {
        let e = self.0;
        let mut page = vec![Block::Heading(format!("{} (event {})", printable(&e.label), e.short))];
        let mut line = |what: &str, words: String| {
            if !words.is_empty() {
                page.push(Block::Text(format!("{:<12}{words}", format!("{what}:"))));
            }
        };
        line("Date", date(e));
        line("Why", printable(&e.date_reason));
        line("Status", e.status.to_string());
        if e.rejected {
            line(
                "Rejected",
                format!("a person said that it is no event; otherwise: dateline event restore {}", e.short),
            );
        }
        line("Who", printable(&e.with.join(", ")));
        line("Where", printable(e.place.as_deref().unwrap_or("")));
        line("Confidence", format!("{:.2} (weight {:.2})", e.confidence, e.salience));
        line("Note", printable(e.note.as_deref().unwrap_or("")));
        if e.contradictions > 0 {
            line("Beware", format!("{} of the articles below contradict this date", e.contradictions));
        }
        for (i, mention) in e.mentions.iter().enumerate() {
            page.push(Block::Text(String::new()));
            page.extend(story(e, i + 1, mention, screen).into_iter().map(Block::Text));
        }
        page
    }

    fn grid(&self) -> Grid {
        let columns = [
            "source",
            "published",
            "sentence",
            "words",
            "status",
            "date",
            "date_words",
            "rule",
            "counted_from",
            "reason",
        ];
        let row = |m: &Evidence| {
            let time = m.time_words.as_ref();
            vec![
                printable(&m.source),
                m.published.map(|d| d.to_string()).unwrap_or_default(),
                printable(&m.sentence),
                printable(&m.text),
                m.status.to_string(),
                m.date.as_ref().map(|d| d.value.clone()).unwrap_or_default(),
                time.map(|t| printable(&t.text)).unwrap_or_default(),
                time.and_then(|t| t.rule.clone()).unwrap_or_default(),
                time.and_then(|t| t.anchor.clone()).unwrap_or_default(),
                printable(&m.reason),
            ]
        };
        Grid { columns: columns.map(Column::words).to_vec(), rows: self.0.mentions.iter().map(row).collect() }
    }

    fn json(&self) -> serde_json::Result<Value> {
        serde_json::to_value(self.0)
    }

    fn json_rows(&self) -> serde_json::Result<Vec<Value>> {
        self.0.mentions.iter().map(serde_json::to_value).collect()
    }
}

fn date(e: &Entry) -> String {
    match &e.date {
        None => "undated".into(),
        Some(d) => format!("{} ({}; {}, {})", dates::words(Some(d)), d.value, d.relation, d.basis),
    }
}

/// What one article says, and how it was read.
fn story(e: &Entry, number: usize, m: &Evidence, screen: &Screen) -> Vec<String> {
    let published = m.published.map_or_else(|| "undated".into(), dates::day);
    let name = m.title.as_deref().map(|t| format!(" \"{}\"", printable(t))).unwrap_or_default();
    let mut lines = vec![format!("{number}. {}{name} ({published}, article {})", printable(&m.source), m.article_id)];
    lines.push(format!("  {}", emphasised(m, screen.styled)));
    lines.push(format!("  says:   {} {}", m.status, dates::words(m.date.as_ref())));
    match (&m.time_words, &m.date) {
        (Some(t), _) => {
            let rule = t.rule.as_ref().map(|r| format!(", by the rule {}", printable(r))).unwrap_or_default();
            let from = t.anchor.as_ref().map(|a| format!(", counted from {}", printable(a))).unwrap_or_default();
            lines.push(format!("  dated:  by the words '{}'{rule}{from}", printable(&t.text)));
        }
        (None, Some(d)) => lines.push(format!("  dated:  by {}", d.basis)),
        (None, None) => lines.push("  dated:  not in this article".into()),
    }
    lines.push(format!("  agrees: {}", agreement(e, m)));
    for doubt in &m.doubts {
        lines.push(format!(
            "  doubt:  '{}' is taken for {} ({:.2}); it may be {}",
            printable(&doubt.text),
            printable(&doubt.taken_for),
            doubt.confidence,
            printable(&doubt.candidates.join(" or "))
        ));
    }
    if !m.also_in.is_empty() {
        lines.push(format!("  again:  word for word in {}", also_in(m)));
    }
    if !m.reason.is_empty() {
        lines.push(format!("  joined: {}", printable(&m.reason)));
    }
    lines
}

/// The duplicates that have the same sentence.
pub(super) fn also_in(m: &Evidence) -> String {
    printable(&m.also_in.join(", "))
}

/// Whether an article's date can be the event's.
fn agreement(e: &Entry, m: &Evidence) -> &'static str {
    match (&e.date, &m.date) {
        (Some(a), Some(b)) if a.interval == b.interval => "yes, the same days",
        (Some(a), Some(b)) if a.interval.overlaps(b.interval) => "yes, the days may be the same",
        (Some(_), Some(_)) => "NO, other days",
        _ => "it gives no date",
    }
}

/// An article with its text.
#[derive(Debug)]
pub struct FullArticle<'a>(pub &'a ArticleSummary);

impl Answer for FullArticle<'_> {
    fn page(&self, _: &Screen) -> Vec<Block> {
        let a = self.0;
        let published = a.published.map_or_else(|| "unknown".into(), dates::day);
        let from = a.published_from.as_ref().map(|f| format!(" (from {})", printable(f))).unwrap_or_default();
        let fields = [
            ("Source", printable(&a.source)),
            ("Published", format!("{published}{from}")),
            ("Publisher", printable(a.publisher.as_deref().unwrap_or(""))),
            ("Author", printable(a.author.as_deref().unwrap_or(""))),
            ("Language", a.language.as_ref().map(|l| format!("{l} (no events are read from it)")).unwrap_or_default()),
            ("Standing", a.again.as_ref().map(standing).unwrap_or_default()),
            ("Events", a.events.to_string()),
            ("Unresolved", if a.unresolved > 0 { format!("{} dates", a.unresolved) } else { String::new() }),
        ];
        let mut page = vec![Block::Heading(format!(
            "{} (article {})",
            printable(a.title.as_deref().unwrap_or("Untitled")),
            a.short
        ))];
        let filled = fields.into_iter().filter(|(_, words)| !words.is_empty());
        page.extend(filled.map(|(what, words)| Block::Text(format!("{:<12}{words}", format!("{what}:")))));
        page.extend(a.others.iter().map(|o| Block::Text(other(o))));
        page.extend(candidates(&a.candidates));
        page.push(Block::Text(String::new()));
        page.extend(a.text.iter().flat_map(|t| t.lines()).map(|l| Block::Text(printable(l))));
        page
    }

    fn grid(&self) -> Grid {
        List(std::slice::from_ref(self.0)).grid()
    }

    fn json(&self) -> serde_json::Result<Value> {
        serde_json::to_value(self.0)
    }

    fn json_rows(&self) -> serde_json::Result<Vec<Value>> {
        Ok(vec![self.json()?])
    }
}

/// A share in words; what is not whole is not rounded up to it.
fn percent(share: f64) -> String {
    format!("{:.0} %", (share * 100.0).floor())
}

/// What an article is to another one.
fn standing(again: &Again) -> String {
    let alike = again.similarity.map(|s| format!(", {} alike", percent(s))).unwrap_or_default();
    let events = if again.similarity.is_none() { "; no events are read from this version" } else { "" };
    format!("{} {} (article {}{alike}){events}", again.standing, printable(&again.other_source), again.other_id)
}

/// A duplicate or an earlier version of the article that is shown.
fn other(reprint: &Reprint) -> String {
    let published = reprint.published.map_or_else(|| "undated".into(), dates::day);
    let alike = reprint.again.similarity.map(|s| format!(", {} alike", percent(s))).unwrap_or_default();
    let what = if reprint.again.similarity.is_some() { "Duplicate:" } else { "Earlier:" };
    format!("{what:<12}{} ({published}, article {}{alike})", printable(&reprint.source), reprint.short)
}

/// What the file says about its article, and which place of it says so.
fn candidates(all: &[Candidate]) -> Vec<Block> {
    let line = |c: &Candidate| {
        Block::Text(format!("  {:<12}{} ({})", format!("{}:", c.field), printable(&c.value), printable(&c.from)))
    };
    let heading = (!all.is_empty()).then(|| Block::Text("Found in the file:".into()));
    heading.into_iter().chain(all.iter().map(line)).collect()
}
