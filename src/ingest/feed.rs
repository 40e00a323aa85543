//! RSS and Atom: every item is an article, called by its link, so that the next fetch of the feed finds it again.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::{Arc, Mutex};

use chrono::{DateTime, Utc};
use feed_rs::model::{Entry, Feed as Parsed};

use super::detect::begins_with_element;
use super::input::{Input, source};
use super::metadata::Metadata;
use super::{Articles, Incoming, InputError, Overrides, Problem, Reader, charset, html, one};
use crate::article::Field;

/// News feeds.
pub(super) struct Feed;

impl Reader for Feed {
    fn name(&self) -> &'static str {
        "feed"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["rss", "atom"]
    }

    fn recognises(&self, head: &[u8], _ending: &str) -> bool {
        begins_with_element(head, &["rss", "feed", "rdf:rdf"])
    }

    fn read(&self, mut input: Input, said: &Rc<Overrides>) -> Articles {
        let times = Times::default();
        let parsed = input.text(charset::in_markup).and_then(|(text, notice)| Ok((parse(&text, &times)?, notice)));
        let (feed, mut notice) = match parsed {
            Ok((feed, _)) if feed.entries.is_empty() => return one(input.fail(Problem::Empty)),
            Ok(parsed) => parsed,
            Err(problem) => return one(input.fail(problem)),
        };
        let outlet = feed.title.map(|t| t.content).unwrap_or_default();
        let language = feed.language.unwrap_or_default();
        let said = Rc::clone(said);
        Box::new(feed.entries.into_iter().enumerate().map(move |(i, entry)| {
            let member = Some((i + 1).to_string());
            let place = source(&input.source(), member.as_deref());
            let mut known = Metadata::default();
            known.say(Field::Publisher, &outlet, "feed 'title'");
            known.say(Field::Language, &language, "feed 'language'");
            known.notices.extend(notice.take());
            article(&place, &entry, &times, known, &said)
                .map_err(|problem| InputError { member, ..input.fail(problem) })
        }))
    }
}

/// The words of each time by its clock: the parser keeps only moments, and the day depends on the offset in the words.
type Times = Arc<Mutex<BTreeMap<DateTime<Utc>, String>>>;

fn parse(text: &str, times: &Times) -> Result<Parsed, Problem> {
    let kept = Arc::clone(times);
    let moment = move |words: &str| {
        let words = words.trim();
        let time = super::day::of_mail(words).or_else(|| DateTime::parse_from_rfc3339(words).ok());
        let time = time
            .map(|t| t.naive_local().and_utc())
            .or_else(|| super::day::day(words)?.date().and_hms_opt(0, 0, 0).map(|t| t.and_utc()))?;
        kept.lock().ok()?.insert(time, words.into());
        Some(time)
    };
    let parser = feed_rs::parser::Builder::new().timestamp_parser(moment).build();
    // The text is decoded already; the parser would decode it again as declared, and panics where that comes late.
    let text = text.replace("<?xml", "<?was-xml");
    parser.parse(text.as_bytes()).map_err(|e| Problem::Format("a feed", e.to_string()))
}

fn article(
    place: &str,
    entry: &Entry,
    times: &Times,
    mut known: Metadata,
    said: &Overrides,
) -> Result<Incoming, Problem> {
    let link = entry.links.iter().find(|l| l.rel.as_deref().is_none_or(|r| r == "alternate")).or(entry.links.first());
    let link = link.map(|l| l.href.as_str());
    let words = |time: &DateTime<Utc>| times.lock().ok().and_then(|t| t.get(time).cloned()).unwrap_or_default();
    if let Some(time) = &entry.published {
        known.stated(place, "feed 'published'".into(), &words(time));
    }
    if let Some(time) = entry.updated.as_ref().filter(|t| Some(*t) != entry.published.as_ref()) {
        // RSS has one time only, which the parser gives twice.
        let field = if entry.published.is_some() { Field::Modified } else { Field::Published };
        known.say(field, &words(time), "feed 'updated'");
    }
    let title = entry.title.as_ref().map(|t| html::plain(&t.content));
    known.say(Field::Title, title.as_deref().unwrap_or_default(), "feed 'title'");
    let authors: Vec<_> = entry.authors.iter().filter_map(|a| a.name.as_deref()).collect();
    known.say(Field::Author, &authors.join(", "), "feed 'author'");
    known.say(Field::Address, link.unwrap_or_default(), "feed 'link'");
    known.say(Field::Language, entry.language.as_deref().unwrap_or_default(), "feed 'language'");
    let bodies =
        [entry.content.as_ref().and_then(|c| c.body.as_deref()), entry.summary.as_ref().map(|s| s.content.as_str())];
    let body = bodies.into_iter().flatten().max_by_key(|b| b.len()).unwrap_or_default();
    let text = html::text(body, title.as_deref(), &mut known);
    if text.trim().is_empty() {
        return Err(Problem::Empty);
    }
    known.date_line(&text);
    if let Some(link) = link {
        known.address(link);
    }
    Ok(known.article(link.unwrap_or(place), text, said))
}
