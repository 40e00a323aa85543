//! HTML: the main text of a page without what lies around it, and what the page says about it.
//!
//! In goes a saved page; out come its paragraphs with a blank line between them, and candidates for title, date and the
//! like. What could be mistaken for events, since it carries dates, is left out twice: by elements before the main part
//! is looked for ([`clutter`]), and line by line afterwards ([`lines`]). Each line left out is kept as a candidate.

use std::rc::Rc;

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

use super::detect::begins_with_element;
use super::input::{Input, single};
use super::metadata::Metadata;
use super::{Articles, Incoming, Overrides, Problem, Reader, charset};
use crate::article::Field;

mod blocks;
mod clutter;
mod facts;
mod json_ld;
mod lines;

/// Web pages.
pub(super) struct Html;

/// Elements that may lie within one another; beyond, the page is broken on purpose and only its words are taken.
const MAX_NESTING: usize = 1000;
/// Elements that may be open at once before a page is not even parsed.
const MAX_OPEN: usize = 5000;
/// A main part with fewer characters than this is doubted.
const SHORT: usize = 250;

impl Reader for Html {
    fn name(&self) -> &'static str {
        "HTML"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml", "shtml"]
    }

    fn recognises(&self, head: &[u8], _ending: &str) -> bool {
        begins_with_element(head, &["!doctype html", "html", "head", "body"])
    }

    fn read(&self, input: Input, said: &Rc<Overrides>) -> Articles {
        single(input, |input| {
            let (page, notice) = input.text(charset::in_markup)?;
            let mut read = article(&input.source(), &page, input.address.as_deref(), Metadata::default(), said)?;
            read.notices.extend(notice);
            Ok(read)
        })
    }
}

/// The article of a page. `known` is what is known already, from where the page was found.
pub(super) fn article(
    source: &str,
    page: &str,
    address: Option<&str>,
    mut known: Metadata,
    said: &Overrides,
) -> Result<Incoming, Problem> {
    let parsed = parse(page);
    let deep = parsed.as_ref().is_none_or(|document| nesting(&document.root()) > MAX_NESTING);
    let document = parsed.unwrap_or_else(|| Document::from(""));
    let linked = facts::collect(&document, page, source, &mut known);
    let title = known.best(Field::Title).map(|c| c.value.clone());
    let mut found = if deep { Vec::new() } else { main_part(document) };
    if found.iter().map(|b| b.chars().count()).sum::<usize>() < SHORT {
        // A page of few words, or one that is built by scripts: what the page says about itself may be the whole text.
        let whole = if deep { blocks::words_only(page) } else { body(page) };
        let longer = [linked.body.as_deref().map(blocks::fragment_blocks), Some(whole)];
        let size = |blocks: &Vec<String>| blocks.iter().map(String::len).sum::<usize>();
        let enough = longer.into_iter().flatten().find(|blocks| size(blocks) > size(&found));
        found = enough.unwrap_or(found);
    }
    let text = lines::article_text(found, title.as_deref(), &mut known);
    if text.trim().is_empty() {
        return Err(Problem::NoMainText);
    }
    known.date_line(&text);
    let address = address.map(String::from).or_else(|| known.best(Field::Address).map(|c| c.value.clone()));
    if let Some(address) = address {
        known.address(&address);
    }
    linked.loose_times.iter().for_each(|time| known.say(Field::Published, time, "<time>"));
    known.path(source);
    Ok(known.article(source, text, said))
}

/// The text of a piece of HTML that is an article as a whole: an item of a feed, a letter, a chapter.
pub(super) fn text(html: &str, title: Option<&str>, known: &mut Metadata) -> String {
    if !html.contains('<') && !html.contains('&') {
        return html.trim().into();
    }
    let shallow = parse(html).filter(|document| nesting(&document.root()) <= MAX_NESTING);
    let found = shallow.map(|document| {
        clutter::remove(&document);
        blocks::blocks(&document.root())
    });
    lines::article_text(found.unwrap_or_else(|| blocks::words_only(html)), title, known)
}

/// The words of a title that may hold tags and entities.
pub(super) fn plain(html: &str) -> String {
    if html.contains(['<', '&']) { blocks::fragment_blocks(html).join(" ") } else { html.into() }
}

/// The first heading of a page, empty when there is none.
pub(super) fn heading(page: &str) -> String {
    let heading = |document: Document| Some(document.select("h1, h2").nodes().first()?.text().to_string());
    parse(page).and_then(heading).unwrap_or_default()
}

/// The paragraphs of the main part, as the readability rules find it.
fn main_part(document: Document) -> Vec<String> {
    clutter::remove(&document);
    let config = Config { disable_json_ld: true, keep_classes: true, ..Config::default() };
    let read = Readability::with_document(document, None, Some(config)).and_then(|mut r| r.parse());
    read.map(|article| blocks::fragment_blocks(&article.content)).unwrap_or_default()
}

/// The paragraphs of the whole page, without what is clutter by its elements.
fn body(page: &str) -> Vec<String> {
    let document = Document::from(page);
    clutter::remove(&document);
    blocks::blocks(&document.root())
}

/// The elements of a page; `None` when more of them are open at once than the parser, which looks through all of them for
/// each one that comes, has done with in this life.
fn parse(page: &str) -> Option<Document> {
    (open_at_once(page) <= MAX_OPEN).then(|| Document::from(page))
}

/// Elements that are open at once, as far as a glance tells: those that end by themselves are not counted.
fn open_at_once(page: &str) -> usize {
    let (mut open, mut most) = (0_usize, 0);
    for tag in page.split('<').skip(1) {
        let (closes, name) = tag.strip_prefix('/').map_or((false, tag), |name| (true, name));
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if name.is_empty() || ENDS_ITSELF.iter().any(|e| name.eq_ignore_ascii_case(e)) {
            continue;
        }
        open = if closes { open.saturating_sub(1) } else { open + 1 };
        most = most.max(open);
    }
    most
}

/// Elements that are void, or end where the next one of their kind begins.
const ENDS_ITSELF: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "p", "li",
    "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "param",
];

/// How many elements lie within one another, at most.
fn nesting(root: &NodeRef<'_>) -> usize {
    let (mut deepest, mut open) = (0, vec![(*root, 0)]);
    while let Some((node, depth)) = open.pop() {
        deepest = deepest.max(depth);
        open.extend(node.children_it(false).map(|child| (child, depth + 1)));
    }
    deepest
}
