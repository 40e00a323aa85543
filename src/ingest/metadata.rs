//! What a file says about its article besides the text: every candidate for its date, title and the like, and which wins.

use super::day::{dateline, day, day_in_path, moment, only_a_date};
use super::{Incoming, Notice, Overrides};
use crate::article::{Article, Candidate, Field};
use crate::calendar::Day;

/// What was found about one article; of each field the first wins, so the best place is asked first.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    candidates: Vec<Candidate>,
    pub(super) notices: Vec<Notice>,
}

/// Lines at the top of a text in which a date line is looked for.
const TOP_LINES: usize = 8;

impl Metadata {
    /// One thing that the file says, and where.
    pub(super) fn say(&mut self, field: Field, value: &str, from: impl Into<String>) {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if !value.is_empty() {
            self.candidates.push(Candidate { field, value, from: from.into() });
        }
    }

    /// What wins for a field.
    pub(super) fn best(&self, field: Field) -> Option<&Candidate> {
        match field {
            Field::Published => self.published().map(|(_, candidate)| candidate),
            Field::Modified => self.candidates.iter().find(|c| c.field == field && day(&c.value).is_some()),
            _ => self.candidates.iter().find(|c| c.field == field),
        }
    }

    /// A publication date as a field of the file states it; what is none is noted.
    pub(super) fn stated(&mut self, source: &str, from: String, found: &str) {
        if day(found).is_some() {
            self.say(Field::Published, found, from);
        } else if !found.trim().is_empty() {
            self.notices.push(Notice::NoSuchDay { source: source.into(), from, found: found.into() });
        }
    }

    /// A line at the top that is only a date ("12 March 2019", "Published: 2019-03-12"), or a dateline with a year
    /// ("VLADIVOSTOK, April 26, 2019 (Agency) -").
    pub(super) fn date_line(&mut self, text: &str) {
        for line in text.lines().map(str::trim).filter(|l| !l.is_empty()).take(TOP_LINES) {
            if let Some(found) = only_a_date(line) {
                self.say(Field::Published, &found.to_string(), format!("date line '{line}'"));
            } else if let Some((found, words)) = dateline(line) {
                self.say(Field::Published, &found.to_string(), format!("dateline '{words}'"));
            }
        }
    }

    /// A day in the path: `2019-04-24-title.txt`, `2019/04/24/title.txt`, `20190424.txt`. The last resort.
    pub(super) fn path(&mut self, path: &str) {
        if let Some(day) = day_in_path(path) {
            self.say(Field::Published, &day.to_string(), "path");
        }
    }

    /// A day in the address of the page, `https://example.org/2019/04/24/title`.
    pub(super) fn address(&mut self, address: &str) {
        if let Some(day) = day_in_path(address) {
            self.say(Field::Published, &day.to_string(), "address");
        }
    }

    /// The publication date that wins. A moment in UTC says nothing about the day at the place of publication; when
    /// another candidate names a neighbouring day that the moment can belong to there, that is the day.
    fn published(&self) -> Option<(Day, &Candidate)> {
        let mut dated =
            self.candidates.iter().filter(|c| c.field == Field::Published).filter_map(|c| Some((day(&c.value)?, c)));
        let first = dated.next()?;
        let Some(hour) = hour_in_utc(&first.1.value) else { return Some(first) };
        let local = dated.find(|(day, candidate)| {
            let ahead = day.number() - first.0.number();
            let there = (ahead == -1 && hour < WEST) || (ahead == 1 && hour >= 24 - EAST);
            there && hour_in_utc(&candidate.value).is_none()
        });
        Some(local.unwrap_or(first))
    }

    /// The article; what a person said wins.
    pub(super) fn article(mut self, source: &str, text: String, overrides: &Overrides) -> Incoming {
        if let Some(publisher) = &overrides.publisher {
            self.candidates
                .insert(0, Candidate { field: Field::Publisher, value: publisher.clone(), from: "--publisher".into() });
        }
        if let Some(day) = overrides.published {
            self.notices.retain(|n| !matches!(n, Notice::NoSuchDay { .. }));
            let stated = Candidate { field: Field::Published, value: day.to_string(), from: "--date".into() };
            self.candidates.insert(0, stated);
        }
        let best = |field| self.best(field).map(|c| c.value.clone());
        let (published, published_from) = self.published().map(|(day, c)| (day, c.from.clone())).unzip();
        let article = Article {
            source: source.into(),
            title: best(Field::Title),
            published,
            published_from,
            publisher: best(Field::Publisher),
            author: best(Field::Author),
            address: best(Field::Address),
            modified: best(Field::Modified).as_deref().and_then(moment),
            candidates: self.candidates,
            text,
        };
        Incoming { article, notices: self.notices }
    }
}

/// The hours by which a place can lag behind UTC.
const WEST: u32 = 12;
/// The hours by which a place can be ahead of UTC.
const EAST: u32 = 14;

/// The hour of a moment that is given in UTC and not in a local time.
fn hour_in_utc(words: &str) -> Option<u32> {
    let utc = ["Z", "z", "+00:00", "+0000", "UTC", "GMT"].iter().any(|s| words.ends_with(s));
    let (before, _) = words.split_once(':').filter(|_| utc)?;
    before.get(before.len().checked_sub(2)?..)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(metadata: Metadata) -> Option<String> {
        metadata.published().map(|(day, _)| day.to_string())
    }

    #[test]
    fn a_moment_in_utc_is_the_day_that_the_publication_itself_names() {
        for (moment, other, expected) in [
            ("2019-04-25T02:30:00Z", "2019-04-24", "2019-04-24"),
            ("2019-04-25T02:30:00Z", "2019-04-24T22:30:00-04:00", "2019-04-24"),
            ("2019-04-23T22:30:00+00:00", "2019-04-24", "2019-04-24"),
            ("Thu, 25 Apr 2019 02:30:00 GMT", "2019-04-24", "2019-04-24"),
            // Nowhere on earth is it the day before at this hour.
            ("2019-04-25T14:30:00Z", "2019-04-24", "2019-04-25"),
            ("2019-04-25T02:30:00+02:00", "2019-04-24", "2019-04-25"),
            ("2019-04-25T02:30:00Z", "2019-04-20", "2019-04-25"),
        ] {
            let mut metadata = Metadata::default();
            metadata.stated("a", "first".into(), moment);
            metadata.say(Field::Published, other, "second");
            assert_eq!(found(metadata).as_deref(), Some(expected), "{moment} {other}");
        }
    }

    #[test]
    fn a_date_line_is_a_line_of_its_own_or_a_dateline_with_a_year() {
        for (text, expected) in [
            ("A headline\n\n12 March 2019\n\nText.", Some("2019-03-12")),
            ("Published: 12 March 2019\nText.", Some("2019-03-12")),
            ("VLADIVOSTOK, Russia, April 26, 2019 (Agency) - Kim left.", Some("2019-04-26")),
            ("HANOI, 2 March 2019 \u{2014} Two days after", Some("2019-03-02")),
            ("HANOI, March 2 - Two days after", None),
            ("Kim left on April 26, 2019 - and came back", None),
            ("He was born on 12 March 1960 in a village", None),
        ] {
            let mut metadata = Metadata::default();
            metadata.date_line(text);
            assert_eq!(found(metadata).as_deref(), expected, "{text}");
        }
    }
}
