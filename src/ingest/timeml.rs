//! TimeML: the text without its marks, and the creation time that it states.

use std::rc::Rc;

use quick_xml::events::Event;

use super::detect::begins_with_element;
use super::input::{Input, single};
use super::metadata::Metadata;
use super::{Articles, Incoming, Overrides, Problem, Reader, charset, xml};
use crate::article::Field;

/// TimeML documents.
pub(super) struct TimeMl;

impl Reader for TimeMl {
    fn name(&self) -> &'static str {
        "TimeML"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["tml", "timeml"]
    }

    fn recognises(&self, head: &[u8], _ending: &str) -> bool {
        begins_with_element(head, &["timeml"])
    }

    fn read(&self, input: Input, said: &Rc<Overrides>) -> Articles {
        single(input, |input| {
            let (file, notice) = input.text(charset::in_markup)?;
            let mut read = article(&input.source(), &file, said)?;
            read.notices.extend(notice);
            Ok(read)
        })
    }
}

fn article(source: &str, file: &str, said: &Overrides) -> Result<Incoming, Problem> {
    let mut reader = xml::reader(file.as_bytes());
    let mut known = Metadata::default();
    let (mut text, mut title, mut within) = (None::<String>, String::new(), String::new());
    loop {
        match reader.read_event().map_err(|e| Problem::Format("TimeML", e.to_string()))? {
            Event::Start(tag) => {
                let name = xml::local(&tag);
                if name == "timex3" {
                    let attributes = xml::attributes(&tag);
                    let created = attributes.get("functionInDocument").is_some_and(|f| f == "CREATION_TIME");
                    if let Some(value) =
                        attributes.get("value").filter(|_| within == "dct" || created && text.is_none())
                    {
                        known.stated(source, "TimeML 'DCT'".into(), value);
                    }
                } else if ["text", "title", "dct", "docid"].contains(&name.as_str()) {
                    if name == "text" {
                        text = Some(String::new());
                    }
                    within = name;
                }
            }
            Event::Text(words) => push(&within, &xml::unescaped(&words), &mut text, &mut title),
            Event::GeneralRef(name) => push(&within, &xml::entity(&name), &mut text, &mut title),
            Event::CData(words) => push(&within, &words.xml10_content(), &mut text, &mut title),
            Event::End(tag) if tag.local_name().as_ref().eq_ignore_ascii_case(&within) => within.clear(),
            Event::Eof => break,
            _ => {}
        }
    }
    known.say(Field::Title, &title, "TimeML 'TITLE'");
    let text = text.ok_or_else(|| Problem::Format("TimeML", "there is no TEXT in it".into()))?;
    if text.trim().is_empty() {
        return Err(Problem::Empty);
    }
    known.path(source);
    Ok(known.article(source, text.trim().into(), said))
}

fn push(within: &str, words: &str, text: &mut Option<String>, title: &mut String) {
    match (within, text) {
        ("text", Some(text)) => text.push_str(words),
        ("title", _) => title.push_str(words),
        _ => {}
    }
}
