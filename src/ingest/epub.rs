//! E-books: every chapter is an article, called `file#path of the chapter`, in the order in which they are read.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::input::{Input, source};
use super::metadata::Metadata;
use super::zip::{self, Archive};
use super::{Articles, Incoming, InputError, Overrides, Problem, Reader, charset, html, one, xml};
use crate::article::Field;

/// E-books.
pub(super) struct Epub;

impl Reader for Epub {
    fn name(&self) -> &'static str {
        "EPUB"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["epub"]
    }

    fn recognises(&self, head: &[u8], ending: &str) -> bool {
        let mark = b"mimetypeapplication/epub+zip";
        head.starts_with(b"PK\x03\x04") && (ending == "epub" || head.get(30..).is_some_and(|h| h.starts_with(mark)))
    }

    fn read(&self, mut input: Input, said: &Rc<Overrides>) -> Articles {
        let opened = input.bytes().and_then(zip::open).and_then(|mut archive| Ok((book(&mut archive)?, archive)));
        let (book, mut archive) = match opened {
            Ok((book, _)) if book.chapters.is_empty() => return one(input.fail(Problem::Empty)),
            Ok(opened) => opened,
            Err(problem) => return one(input.fail(problem)),
        };
        let said = Rc::clone(said);
        let chapters = book.chapters.clone();
        let mut found = false;
        let mut chapters = chapters.into_iter();
        Box::new(std::iter::from_fn(move || {
            for path in chapters.by_ref() {
                let member = input.member.as_ref().map_or(path.clone(), |m| format!("{m}#{path}"));
                match chapter(&source(&input.file, Some(&member)), &book, &path, &mut archive, &said) {
                    // Covers and title pages say nothing.
                    Err(Problem::Empty) => {}
                    read => {
                        found = true;
                        return Some(read.map_err(|p| InputError { member: Some(member), ..input.fail(p) }));
                    }
                }
            }
            (!std::mem::replace(&mut found, true)).then(|| Err(input.fail(Problem::Empty)))
        }))
    }
}

struct Book {
    /// Title, author, publisher, date, language.
    facts: Vec<(String, String)>,
    /// Paths of the chapters.
    chapters: Vec<String>,
}

fn book(archive: &mut Archive) -> Result<Book, Problem> {
    let container = zip::member(archive, "META-INF/container.xml")?;
    let root = xml::elements(&container).into_iter().find(|(name, _)| name == "rootfile");
    let root = root.and_then(|(_, mut a)| a.remove("full-path"));
    let root = root.ok_or_else(|| Problem::Format("EPUB", "its container names no book".into()))?;
    let package = zip::member(archive, &root)?;
    let folder = root.rsplit_once('/').map_or("", |(folder, _)| folder);
    let elements = xml::elements(&package);
    let items: BTreeMap<_, _> = elements
        .iter()
        .filter(|(name, _)| name == "item")
        .filter_map(|(_, a)| Some((a.get("id")?.as_str(), a.get("href")?.as_str())))
        .collect();
    let order =
        elements.iter().filter(|(name, _)| name == "itemref").filter_map(|(_, a)| items.get(a.get("idref")?.as_str()));
    Ok(Book { facts: xml::leaves(&package), chapters: order.map(|href| joined(folder, href)).collect() })
}

/// A path from the folder of the package.
fn joined(folder: &str, href: &str) -> String {
    let href = href.replace("%20", " ");
    let mut parts: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    for part in href.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn chapter(
    source: &str,
    book: &Book,
    path: &str,
    archive: &mut Archive,
    said: &Overrides,
) -> Result<Incoming, Problem> {
    let bytes = zip::member(archive, path)?;
    let declared = charset::in_markup(&bytes);
    let (page, notice) = charset::decode(source, bytes, declared)?;
    let mut known = Metadata::default();
    known.notices.extend(notice);
    known.say(Field::Title, &html::heading(&page), "heading");
    for (name, words) in &book.facts {
        let from = format!("EPUB '{name}'");
        match name.as_str() {
            "title" => known.say(Field::Title, words, from),
            "creator" => known.say(Field::Author, words, from),
            "publisher" => known.say(Field::Publisher, words, from),
            "language" => known.say(Field::Language, words, from),
            // Many books have only the year, which is no day and no fault.
            "date" => known.say(Field::Published, words, from),
            _ => {}
        }
    }
    let title = known.best(Field::Title).map(|c| c.value.clone());
    let text = html::text(&page, title.as_deref(), &mut known);
    if text.trim().is_empty() {
        return Err(Problem::Empty);
    }
    Ok(known.article(source, text, said))
}
