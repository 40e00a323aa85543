//! What lies around the main text of a page, known by its elements, roles and class names.

use dom_query::{Document, NodeRef};

/// Never part of the text of an article.
const ELEMENTS: &str = "script, style, noscript, template, iframe, nav, aside, footer, form, dialog, figcaption, \
     figure, picture, sup.reference, .mw-editsection, [role=navigation], [role=banner], [role=contentinfo], \
     [role=complementary], [role=dialog], [role=search], [itemprop=datePublished], [itemprop=dateModified]";

/// Words of class names and ids that page makers use for what is not the article. A name counts when one of its parts,
/// cut at hyphens, underscores and capitals, is such a word, or two neighbours are.
const WORDS: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "advertisement",
    "adslot",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "byline",
    "bylines",
    "caption",
    "comment",
    "comments",
    "disqus",
    "consent",
    "cookie",
    "cookies",
    "credit",
    "gdpr",
    "masthead",
    "newsletter",
    "outbrain",
    "paywall",
    "promo",
    "recirc",
    "recommended",
    "recommendations",
    "related",
    "share",
    "sharing",
    "sidebar",
    "signup",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
    "taboola",
    "teaser",
    "timestamp",
    "toolbar",
    "trending",
    "widget",
];
const PAIRS: &[(&str, &str)] = &[
    ("author", "bio"),
    ("author", "box"),
    ("author", "info"),
    ("entry", "meta"),
    ("post", "meta"),
    ("article", "meta"),
    ("date", "published"),
    ("published", "date"),
    ("publish", "date"),
    ("date", "modified"),
    ("last", "modified"),
    ("last", "updated"),
    ("date", "updated"),
    ("most", "read"),
    ("most", "popular"),
    ("more", "stories"),
    ("read", "more"),
    ("read", "next"),
    ("see", "also"),
    ("pub", "date"),
    ("post", "date"),
    ("entry", "date"),
    ("article", "date"),
    ("in", "brief"),
    ("editors", "picks"),
    ("print", "only"),
    ("site", "header"),
    ("site", "footer"),
    ("skip", "link"),
    ("tag", "list"),
    ("post", "tags"),
];

/// Elements that hold the article even when a class of theirs sounds otherwise.
const KEPT: &[&str] = &["html", "body", "main", "p", "em", "b", "i", "strong", "span", "a", "h1"];
/// The share of a page's words in per cent above which an element is the article, whatever its class says.
const MOST: usize = 50;

/// Removes all of it.
pub(super) fn remove(document: &Document) {
    document.select(ELEMENTS).remove();
    let Some(body) = document.body() else { return };
    let all = length(&body);
    for element in document.select("[class], [id]").nodes() {
        let name = element.node_name().unwrap_or_default();
        let small = ["p", "span", "a", "em"].contains(&&*name) && length(element) < 200;
        if KEPT.contains(&&*name) && !small || !(is_clutter(element)) {
            continue;
        }
        let comments = named(element, &["comment", "comments", "disqus"]);
        let holds_title = element.descendants_it().any(|n| n.has_name("h1"));
        if holds_title || !comments && length(element) * 100 > all * MOST {
            continue;
        }
        element.remove_from_parent();
    }
}

fn length(node: &NodeRef<'_>) -> usize {
    node.descendants_it().filter(|n| n.is_text()).map(|n| n.text().trim().len()).sum()
}

fn names(node: &NodeRef<'_>) -> Vec<Vec<String>> {
    let all = [node.attr("class"), node.attr("id")];
    all.iter().flatten().flat_map(|names| names.split_whitespace().map(parts).collect::<Vec<_>>()).collect()
}

fn is_clutter(node: &NodeRef<'_>) -> bool {
    names(node).iter().any(|parts| {
        let pairs = parts.windows(2).any(|w| PAIRS.iter().any(|(a, b)| w[0] == *a && w[1] == *b));
        // `no-ads`, `has-sidebar`, `with-comments` describe a page, not what is in the element.
        let describes =
            parts.first().is_some_and(|p| ["no", "has", "with", "hide", "single", "tag"].contains(&p.as_str()));
        !describes && (pairs || parts.iter().any(|p| WORDS.contains(&p.as_str())))
    })
}

fn named(node: &NodeRef<'_>, wanted: &[&str]) -> bool {
    names(node).iter().flatten().any(|p| wanted.contains(&p.as_str()))
}

/// `relatedBox`, `related-box` and `related_box` are `related`, `box`.
fn parts(name: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut before = ' ';
    for c in name.chars() {
        if !c.is_alphanumeric() || (c.is_uppercase() && before.is_lowercase()) {
            parts.push(String::new());
        }
        if c.is_alphanumeric()
            && let Some(last) = parts.last_mut()
        {
            last.extend(c.to_lowercase());
        }
        before = c;
    }
    parts.retain(|p| !p.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::super::blocks::blocks;
    use super::*;

    fn left(html: &str) -> String {
        let document = Document::from(html);
        remove(&document);
        blocks(&document.root()).join(" / ")
    }

    #[test]
    fn what_its_class_names_as_clutter_goes() {
        let text = "<p>The court ruled on Monday that the bridge must be closed to lorries until it is repaired.</p>";
        for clutter in [
            "<div class='relatedBox'>On 3 May</div>",
            "<div id='comments'><p>I was there on Monday.</p></div>",
            "<p class='article-byline'>By A Writer</p>",
            "<div class='c-entry__meta entry-meta'>24 April 2019</div>",
            "<figure><img><figcaption>Kim on 24 April</figcaption></figure>",
            "<aside>On 3 May</aside>",
        ] {
            let expected = left(text);
            assert_eq!(left(&format!("<div>{text}{clutter}</div>")), expected, "{clutter}");
        }
    }

    #[test]
    fn what_holds_the_article_stays_whatever_its_class() {
        for html in [
            "<body class='no-sidebar related'><p>The court ruled.</p></body>",
            "<article class='post tag-comments has-comments'><p>The court ruled.</p></article>",
            "<div class='social'><h1>Title</h1><p>The court ruled.</p></div>",
            "<div class='widget'><p>The court ruled that the bridge must be closed.</p></div><p>Yes.</p>",
            "<p><span class='leading'>The court ruled.</span></p>",
        ] {
            assert!(left(html).contains("The court ruled"), "{html}");
        }
    }
}
