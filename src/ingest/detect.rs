//! Which format a file is in: what a person said, then what its first bytes show, then the ending of its name.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::{Input, Overrides, Problem, READERS, Reader, feed, html, json, json_lines, mail, pdf, text, timeml, warc};

/// The reader for an input.
pub(super) fn reader(input: &mut Input, said: &Overrides) -> Result<&'static dyn Reader, Problem> {
    // What is within an archive is told by its bytes; a person said what the archive is.
    if let Some(format) = said.format
        && input.depth == 0
    {
        return Ok(format);
    }
    let ending = ending(&input.name);
    let head = input.head()?;
    let shown = READERS.iter().find(|r| r.recognises(head, &ending));
    let named = || READERS.iter().find(|r| r.endings().contains(&ending.as_str()));
    Ok(match shown.or_else(named) {
        Some(reader) => *reader,
        None => by_first_sign(head),
    })
}

/// The format with this name or ending, as `--from` has it.
///
/// # Errors
/// When there is none; the message lists those that there are.
pub fn format(name: &str) -> Result<&'static dyn Reader, String> {
    let lower = name.to_lowercase();
    let found = READERS.iter().find(|r| r.endings().contains(&lower.as_str()));
    found.copied().ok_or_else(|| {
        let names: Vec<_> = READERS.iter().filter_map(|r| r.endings().first().copied()).collect();
        format!("there is no format '{name}'; there are {}", names.join(", "))
    })
}

/// Formats that are read from a folder whatever the ending. Not archives, which programs pack for themselves, nor notations
/// that programs are written in.
const DOCUMENTS: [&dyn Reader; 7] =
    [&pdf::Pdf, &warc::Warc, &html::Html, &feed::Feed, &timeml::TimeMl, &mail::Mailbox, &mail::Mail];

/// Whether the first bytes of a file are those of a document, whatever its name.
pub(super) fn shows_a_document(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(4096).read_to_end(&mut head));
    read.is_ok() && DOCUMENTS.iter().any(|r| r.recognises(&head, ""))
}

/// The ending of a name, in lower case without the dot.
pub(super) fn ending(name: &str) -> String {
    Path::new(name).extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// Without a name: objects a line, or one JSON value, or a text.
fn by_first_sign(head: &[u8]) -> &'static dyn Reader {
    let head = head.trim_ascii_start();
    let line = head.split(|b| *b == b'\n').next().unwrap_or_default().trim_ascii_end();
    match head.first() {
        Some(b'{') if line.len() > 1 => &json_lines::JsonLines,
        Some(b'{' | b'[') => &json::Json,
        _ => &text::Text,
    }
}

/// Whether an XML or HTML file begins with one of these elements, after declarations and comments. Names in lower case.
pub(super) fn begins_with_element(head: &[u8], names: &[&str]) -> bool {
    let mut rest = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    while let Some(end) = ["<?", "<!--"].iter().zip(["?>", "-->"]).find_map(|(start, end)| {
        let after = rest.strip_prefix(start.as_bytes())?;
        after.windows(end.len()).position(|w| w == end.as_bytes()).map(|at| start.len() + at + end.len())
    }) {
        rest = rest.get(end..).unwrap_or_default().trim_ascii_start();
    }
    let Some(name) = rest.strip_prefix(b"<") else { return false };
    names.iter().any(|wanted| {
        let (Some(there), after) = (name.get(..wanted.len()), name.get(wanted.len())) else { return false };
        there.eq_ignore_ascii_case(wanted.as_bytes()) && after.is_none_or(|b| !b.is_ascii_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(file: &str, content: &str) -> &'static str {
        let mut input = Input::new(file, std::io::Cursor::new(content.as_bytes().to_vec()));
        reader(&mut input, &Overrides::default()).unwrap().name()
    }

    #[test]
    fn content_counts_before_the_name_and_the_name_before_a_guess() {
        for (file, content, expected) in [
            ("a.txt", "They met.", "plain text"),
            ("a.txt", "\u{feff}<!-- saved --> <!DOCTYPE html><p>They met.", "HTML"),
            ("page", "<?xml version='1.0'?>\n<html><p>They met.", "HTML"),
            ("a.html", "<p>They met.", "HTML"),
            ("a.txt", "<p>is a tag", "plain text"),
            ("a.md", "# They met", "Markdown"),
            ("a.txt", "---\ntitle: They met\n---\nThey met.", "Markdown"),
            ("a.json", "{\"text\": \"One.\"}", "JSON"),
            ("a.json", "{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n", "JSON Lines"),
            ("-", "{\"text\": \"One.\"}", "JSON Lines"),
            ("-", "{\n\"text\": \"One.\"\n}", "JSON"),
            ("-", "[1]", "JSON"),
        ] {
            assert_eq!(name(file, content), expected, "{file}: {content}");
        }
    }

    #[test]
    fn an_unknown_format_is_answered_with_those_that_there_are() {
        assert!(format("html").is_ok());
        assert!(format("odt").err().unwrap().contains("html"));
    }
}
