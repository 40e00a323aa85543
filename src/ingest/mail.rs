//! Mail: one message (`.eml`) or a box of them (`.mbox`). The day is that of the Date header, at its sender's place.

use std::rc::Rc;

use mail_parser::mailbox::mbox::MessageIterator;
use mail_parser::{Address, Message, MessageParser, PartType};

use super::charset;
use super::input::{Input, single, source};
use super::metadata::Metadata;
use super::{Articles, Incoming, InputError, MAX_BYTES, Overrides, Problem, Reader, html};
use crate::article::Field;

/// Single messages.
pub(super) struct Mail;
/// Boxes of messages, read as a stream.
pub(super) struct Mailbox;

/// Headers, one of which a message begins with. In lower case.
const HEADERS: &[&str] = &[
    "return-path:",
    "received:",
    "delivered-to:",
    "message-id:",
    "mime-version:",
    "from:",
    "date:",
    "subject:",
    "to:",
    "x-",
    "dkim-signature:",
    "list-",
    "reply-to:",
    "content-type:",
    "arc-",
    "authentication-results:",
    "sender:",
];

impl Reader for Mail {
    fn name(&self) -> &'static str {
        "mail"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["eml", "mhtml", "mht"]
    }

    /// A block of headers with a sender and a date. A text may begin with "Date:" or "From:", hardly with both.
    fn recognises(&self, head: &[u8], _ending: &str) -> bool {
        let head = head.get(..head.len().min(16 << 10)).unwrap_or_default().to_ascii_lowercase();
        let head = String::from_utf8_lossy(&head);
        let block: Vec<&str> = head.lines().take_while(|l| !l.trim().is_empty()).collect();
        let has = |name: &str| block.iter().any(|l| l.starts_with(name));
        let first = block.first().is_some_and(|l| HEADERS.iter().any(|h| l.starts_with(h)));
        first && has("from:") && (has("message-id:") || has("mime-version:") || has("date:") && has("subject:"))
    }

    fn read(&self, input: Input, said: &Rc<Overrides>) -> Articles {
        single(input, |input| {
            let bytes = input.bytes()?;
            article(&input.source(), &bytes, said)
        })
    }
}

impl Reader for Mailbox {
    fn name(&self) -> &'static str {
        "mailbox"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["mbox", "mbx"]
    }

    /// "From ann@example.org Wed Apr 24 10:00:00 2019": no text begins so.
    fn recognises(&self, head: &[u8], _ending: &str) -> bool {
        let line = head.split(|b| *b == b'\n').next().unwrap_or_default();
        let line = String::from_utf8_lossy(line);
        let last = line.split_whitespace().last().unwrap_or_default();
        line.starts_with("From ")
            && line.contains(':')
            && (last.len() == 4 || last.starts_with(['+', '-']))
            && last.trim_start_matches(['+', '-']).bytes().all(|b| b.is_ascii_digit())
    }

    fn read(&self, input: Input, said: &Rc<Overrides>) -> Articles {
        let (file, inner, said) = (input.file.clone(), input.member.clone(), Rc::clone(said));
        let outer = source(&file, inner.as_deref());
        Box::new(MessageIterator::new(input.stream).enumerate().map(move |(i, message)| {
            let number = (i + 1).to_string();
            let member = Some(inner.as_ref().map_or(number.clone(), |inner| format!("{inner}#{number}")));
            let read = match message {
                Ok(message) if message.contents().len() as u64 > MAX_BYTES => Err(Problem::TooLarge),
                Ok(message) => article(&source(&outer, Some(&number)), message.contents(), &said),
                Err(_) => Err(Problem::Format("a mailbox", "a message does not begin with a 'From ' line".into())),
            };
            read.map_err(|problem| InputError { source: file.clone(), member, line: None, problem })
        }))
    }
}

fn article(source: &str, bytes: &[u8], said: &Overrides) -> Result<Incoming, Problem> {
    let no_message = || Problem::Format("mail", "there is no header in it".into());
    let message = MessageParser::default().parse(bytes).ok_or_else(no_message)?;
    if let Some((address, page)) = saved_page(&message) {
        return html::article(source, page, address, Metadata::default(), said);
    }
    let mut known = Metadata::default();
    if let Some(date) = message.date() {
        known.stated(source, "mail 'Date'".into(), &date.to_rfc3339());
    }
    let title = message.subject();
    known.say(Field::Title, title.unwrap_or_default(), "mail 'Subject'");
    let sender = message.from().and_then(Address::first);
    known.say(Field::Author, sender.and_then(|s| s.name()).unwrap_or_default(), "mail 'From'");
    let domain = sender.and_then(|s| s.address()).and_then(|a| a.rsplit_once('@')).map(|(_, domain)| domain);
    known.say(Field::Publisher, domain.unwrap_or_default(), "mail 'From'");
    let text = body(&message, title, &mut known);
    if text.trim().is_empty() {
        return Err(Problem::Empty);
    }
    known.date_line(&text);
    Ok(known.article(source, text, said))
}

/// A page that a browser saved as one file (.mhtml) looks like a letter. Its sender is the browser, and its date is when it
/// was saved.
fn saved_page<'a>(message: &'a Message<'_>) -> Option<(Option<&'a str>, &'a str)> {
    let address = message.header("Snapshot-Content-Location").and_then(|h| h.as_text()).map(str::trim);
    let sender = message.from().and_then(Address::first).and_then(|s| s.address().or(s.name()));
    if address.is_none() && !sender.is_some_and(|s| s.to_lowercase().starts_with("saved by ")) {
        return None;
    }
    Some((address, page(message)?))
}

/// The first HTML part.
fn page<'a>(message: &'a Message<'_>) -> Option<&'a str> {
    message.html_bodies().find_map(|part| match &part.body {
        PartType::Html(page) => Some(page.as_ref()),
        _ => None,
    })
}

/// The HTML part, which newsletters are made for; otherwise the plain one without quotes and signature.
fn body(message: &Message<'_>, title: Option<&str>, known: &mut Metadata) -> String {
    let page = page(message).map(|page| html::text(page, title, known));
    if let Some(text) = page.filter(|text| !text.trim().is_empty()) {
        return text;
    }
    let plain = message.text_bodies().filter_map(|part| match &part.body {
        PartType::Text(text) => Some(text.as_ref()),
        _ => None,
    });
    plain.map(own_words).collect::<Vec<_>>().join("\n\n")
}

/// What the sender wrote: no quoted lines, nothing below the mark of a signature.
fn own_words(text: &str) -> String {
    let lines = text.lines().take_while(|l| *l != "-- " && *l != "--");
    let lines: Vec<&str> = lines.filter(|l| !l.starts_with('>')).collect();
    charset::plain(lines.join("\n").trim().to_string())
}
