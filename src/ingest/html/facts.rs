//! What a page says about its article, the best places first: JSON-LD, OpenGraph and other meta tags, microdata,
//! headings, the address.

use dom_query::Document;

use super::super::metadata::Metadata;
use super::json_ld;
use crate::article::Field;

/// Names of meta tags (`property`, `name` or `itemprop`), in lower case, the best first.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "publish-date",
    "publish_date",
    "publishdate",
    "published_time",
    "publication_date",
    "pubdate",
    "originalpublicationdate",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date.created",
    "dc.date",
    "citation_publication_date",
    "citation_date",
    "article_date_original",
    "rnews:datepublished",
    "date",
];
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "lastmod",
    "revised",
];
const TITLE: &[&str] = &["og:title", "twitter:title", "headline", "dc.title", "dcterms.title", "citation_title"];
const AUTHOR: &[&str] = &[
    "author",
    "article:author",
    "og:article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "citation_author",
];
const PUBLISHER: &[&str] =
    &["og:site_name", "dc.publisher", "dcterms.publisher", "citation_journal_title", "publisher", "application-name"];
const ADDRESS: &[&str] = &["og:url", "twitter:url"];
const LANGUAGE: &[&str] = &["og:locale", "content-language", "dc.language", "language"];

/// What is used after the text was read.
#[derive(Default)]
pub(super) struct Linked {
    /// The whole text, when the page carries it for machines.
    pub(super) body: Option<String>,
    /// `<time>` elements that do not say what they are the time of.
    pub(super) loose_times: Vec<String>,
}

/// Takes over every candidate.
pub(super) fn collect(document: &Document, page: &str, source: &str, metadata: &mut Metadata) -> Linked {
    let scripts: Vec<_> =
        document.select("script[type='application/ld+json']").nodes().iter().map(|n| n.text().to_string()).collect();
    let body = json_ld::collect(&scripts, source, metadata);
    let tags = meta_tags(document);
    for name in PUBLISHED {
        for (_, content) in tags.iter().filter(|(n, _)| n == name) {
            metadata.stated(source, format!("meta '{name}'"), content);
        }
    }
    for (field, names) in [
        (Field::Modified, MODIFIED),
        (Field::Title, TITLE),
        (Field::Author, AUTHOR),
        (Field::Publisher, PUBLISHER),
        (Field::Language, LANGUAGE),
    ] {
        for name in names {
            let all: Vec<_> = tags.iter().filter(|(n, _)| n == name).map(|(_, c)| c.as_str()).collect();
            // An author that is an address is a page about somebody.
            if field != Field::Author || all.iter().all(|c| !c.contains("://")) {
                let all = if field == Field::Author { all } else { all.into_iter().take(1).collect() };
                metadata.say(field, &all.join(", "), format!("meta '{name}'"));
            }
        }
    }
    let attribute = |selector: &str, names: &[&str]| {
        let node = document.select_single(selector);
        names.iter().find_map(|name| node.attr(name)).map(|v| v.to_string()).unwrap_or_default()
    };
    metadata.say(Field::Address, &attribute("link[rel=canonical]", &["href"]), "link 'canonical'");
    for (_, content) in tags.iter().filter(|(n, _)| ADDRESS.contains(&n.as_str())) {
        metadata.say(Field::Address, content, "meta 'og:url'");
    }
    if let Some(address) = saved_from(page) {
        metadata.say(Field::Address, address, "comment of the browser that saved it");
    }
    metadata.say(Field::Language, &attribute("html", &["lang", "xml:lang"]), "html 'lang'");
    for selector in ["[itemprop=datePublished]", "time[pubdate]"] {
        let from = selector.trim_matches(['[', ']']);
        metadata.stated(source, from.into(), &attribute(selector, &["datetime", "content"]));
    }
    metadata.say(
        Field::Modified,
        &attribute("[itemprop=dateModified]", &["datetime", "content"]),
        "itemprop=dateModified",
    );
    json_ld::collect_page(&scripts, source, metadata);
    titles(document, metadata);
    authors(document, metadata);
    let body = body.map(|body| if body.contains("</") { body } else { body.replace('\n', "<br>") });
    Linked { body, loose_times: loose_times(document, metadata) }
}

/// Name and content of every meta tag, names in lower case.
fn meta_tags(document: &Document) -> Vec<(String, String)> {
    let mut tags = Vec::new();
    for node in document.select("meta[content]").nodes() {
        let name = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|a| node.attr(a));
        if let (Some(name), Some(content)) = (name, node.attr("content")) {
            tags.push((name.to_lowercase(), content.trim().to_string()));
        }
    }
    tags
}

/// The heading, and the title of the page without the name of the site that most add.
fn titles(document: &Document, metadata: &mut Metadata) {
    let headings = document.select("h1");
    let heading = headings.nodes().first().filter(|_| headings.length() == 1).map(|n| n.text().to_string());
    metadata.say(Field::Title, heading.as_deref().unwrap_or_default(), "heading");
    let title = document.select_single("title").text();
    let site = metadata.best(Field::Publisher).map(|c| c.value.clone());
    let cut = [" | ", " - ", " \u{2013} ", " \u{2014} ", " \u{b7} ", " :: "].iter().find_map(|dash| {
        let (name, end) = title.rsplit_once(dash)?;
        (site.as_deref() == Some(end.trim()) || end.split_whitespace().count() <= 3 && name.len() > 20).then_some(name)
    });
    metadata.say(Field::Title, cut.unwrap_or(&title), "title");
}

/// Who wrote it, where only the page shows it.
fn authors(document: &Document, metadata: &mut Metadata) {
    for selector in ["[rel=author]", "[itemprop=author]"] {
        let names: Vec<_> = document.select(selector).nodes().iter().map(|n| n.text().trim().to_string()).collect();
        if names.iter().all(|n| !n.is_empty() && n.len() < 60) {
            metadata.say(Field::Author, &names.join(", "), selector.trim_matches(['[', ']']));
        }
    }
}

/// The times in or above the article that do not say whose they are; those of an update go to `modified`.
fn loose_times(document: &Document, metadata: &mut Metadata) -> Vec<String> {
    let mut loose = Vec::new();
    for node in document.select("article time[datetime], main time[datetime], header time[datetime]").nodes() {
        let Some(time) = node.attr("datetime") else { continue };
        let class = node.attr("class").unwrap_or_default().to_lowercase();
        if class.contains("updated") && !class.contains("published") || class.contains("modified") {
            metadata.say(Field::Modified, &time, "<time>");
        } else {
            loose.push(time.to_string());
        }
    }
    // The first stands above the text; those in it belong to other articles.
    loose.truncate(1);
    loose
}

/// Browsers write where a page was saved from: `<!-- saved from url=(0025)https://example.org/a -->`.
fn saved_from(page: &str) -> Option<&str> {
    let (_, rest) = page.get(..page.floor_char_boundary(2048))?.split_once("saved from url=(")?;
    let (_, rest) = rest.split_once(')')?;
    let (address, _) = rest.split_once("-->")?;
    Some(address.trim()).filter(|a| a.starts_with("http"))
}
