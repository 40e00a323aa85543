//! Word documents: the paragraphs of the main text, without deleted words, comments, headers and footnotes.

use std::rc::Rc;

use quick_xml::events::Event;

use super::input::{Input, single_of_bytes};
use super::metadata::Metadata;
use super::{Articles, Incoming, Overrides, Problem, Reader, xml, zip};
use crate::article::Field;

/// Word documents.
pub(super) struct Docx;

impl Reader for Docx {
    fn name(&self) -> &'static str {
        "Word"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["docx"]
    }

    fn recognises(&self, head: &[u8], ending: &str) -> bool {
        head.starts_with(b"PK\x03\x04") && (ending == "docx" || head.windows(14).any(|w| w == b"word/document."))
    }

    fn read(&self, input: Input, said: &Rc<Overrides>) -> Articles {
        single_of_bytes(input, said, article)
    }
}

fn article(source: &str, bytes: Vec<u8>, said: &Overrides) -> Result<Incoming, Problem> {
    let mut archive = zip::open(bytes)?;
    let document = zip::member(&mut archive, "word/document.xml")?;
    let mut known = Metadata::default();
    if let Ok(properties) = zip::member(&mut archive, "docProps/core.xml") {
        for (name, words) in xml::leaves(&properties) {
            match name.as_str() {
                "title" => known.say(Field::Title, &words, "property 'title'"),
                "creator" => known.say(Field::Author, &words, "property 'creator'"),
                "language" => known.say(Field::Language, &words, "property 'language'"),
                // When it was written down, not when it was published.
                "modified" => known.say(Field::Modified, &words, "property 'modified'"),
                _ => {}
            }
        }
    }
    let text = paragraphs(&document)?.join("\n\n");
    if text.trim().is_empty() {
        return Err(Problem::Empty);
    }
    known.date_line(&text);
    known.path(source);
    Ok(known.article(source, text, said))
}

fn paragraphs(document: &[u8]) -> Result<Vec<String>, Problem> {
    let mut reader = xml::reader(document);
    let (mut done, mut open) = (Vec::new(), String::new());
    let (mut in_text, mut cells) = (false, 0_usize);
    loop {
        match reader.read_event().map_err(|e| Problem::Format("Word", e.to_string()))? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "t" => in_text = true,
                "tr" => cells += 1,
                _ => {}
            },
            Event::Empty(tag) => match tag.local_name().as_ref() {
                "tab" => open.push(' '),
                "br" | "cr" => open.push('\n'),
                "noBreakHyphen" => open.push('-'),
                _ => {}
            },
            Event::Text(words) if in_text => open.push_str(&xml::unescaped(&words)),
            Event::GeneralRef(name) if in_text => open.push_str(&xml::entity(&name)),
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" => in_text = false,
                // The paragraphs of a cell are one line of its row.
                "p" if cells > 0 => open.push(' '),
                "tc" => open = format!("{} | ", open.trim_end()),
                "p" => done.push(std::mem::take(&mut open)),
                "tr" => {
                    cells = cells.saturating_sub(1);
                    done.push(std::mem::take(&mut open).trim().trim_end_matches('|').to_string());
                }
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    done.push(open);
    let words = |p: String| p.replace('\u{ad}', "").trim().to_string();
    Ok(done.into_iter().map(words).filter(|p| !p.is_empty()).collect())
}
