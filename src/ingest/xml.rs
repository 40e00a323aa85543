//! What the formats made of XML share.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, BytesText, Event};

/// A reader that takes what people have: tags that do not match end nothing.
pub(super) fn reader(bytes: &[u8]) -> Reader<&[u8]> {
    let mut reader = Reader::from_reader(bytes);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    reader
}

/// Elements with nothing but words in them, by their local names in lower case, in order.
pub(super) fn leaves(bytes: &[u8]) -> Vec<(String, String)> {
    let mut reader = reader(bytes);
    let (mut leaves, mut open) = (Vec::new(), None::<(String, String)>);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => open = Some((local(&tag), String::new())),
            Ok(Event::Text(words)) => push(&mut open, &unescaped(&words)),
            Ok(Event::GeneralRef(name)) => push(&mut open, &entity(&name)),
            Ok(Event::End(_)) => leaves.extend(open.take()),
            Ok(Event::Eof) | Err(_) => return leaves,
            Ok(_) => {}
        }
    }
}

fn push(open: &mut Option<(String, String)>, words: &str) {
    if let Some((_, text)) = open {
        text.push_str(words);
    }
}

/// Every element with its attributes, by local names in lower case, in order.
pub(super) fn elements(bytes: &[u8]) -> Vec<(String, BTreeMap<String, String>)> {
    let mut reader = reader(bytes);
    let mut elements = Vec::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => elements.push((local(&tag), attributes(&tag))),
            Ok(Event::Eof) | Err(_) => return elements,
            Ok(_) => {}
        }
    }
}

/// The name of an element without its prefix, in lower case.
pub(super) fn local(tag: &BytesStart<'_>) -> String {
    tag.local_name().as_ref().to_lowercase()
}

/// The attributes of an element by their local names.
pub(super) fn attributes(tag: &BytesStart<'_>) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for attribute in tag.attributes().with_checks(false).flatten() {
        let name = attribute.key.local_name().as_ref().to_string();
        let value = attribute.value;
        let value = quick_xml::escape::unescape(&value).map_or_else(|_| value.to_string(), |v| v.into_owned());
        found.insert(name, value);
    }
    found
}

/// Words between tags.
pub(super) fn unescaped(words: &BytesText<'_>) -> String {
    words.xml10_content().into_owned()
}

/// `&amp;` and its like; what is unknown stays away.
pub(super) fn entity(name: &BytesRef<'_>) -> String {
    if let Ok(Some(c)) = name.resolve_char_ref() {
        return c.to_string();
    }
    quick_xml::escape::resolve_predefined_entity(name).unwrap_or_default().to_string()
}
