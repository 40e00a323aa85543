//! Lines that are about the article and not its text: bylines, "last modified", credits, calls to share.
//!
//! Every one of them may carry a day or a name, and would become an event that nobody reported. What is left out is kept
//! as a candidate, so that a reader of `article show` can see it.

use super::super::day::{day, only_a_date};
use super::super::metadata::Metadata;
use crate::article::Field;

/// The longest line, in characters, that is looked at; a paragraph is not left out for its first words.
const LONGEST: usize = 160;

/// Beginnings of lines, in lower case, that say who made it or when, or what else to do on the site.
const BEGINNINGS: &[&str] = &[
    "photo:",
    "photo by",
    "photograph:",
    "photographs:",
    "picture:",
    "image:",
    "image credit",
    "image source",
    "image caption",
    "credit:",
    "video:",
    "watch:",
    "listen:",
    "file photo",
    "getty images",
    "copyright",
    "\u{a9}",
    "all rights reserved",
    "advertisement",
    "sponsored",
    "story continues below",
    "article continues below",
    "continue reading",
    "read more",
    "read also",
    "read next",
    "also read",
    "related:",
    "related articles",
    "related stories",
    "related topics",
    "related content",
    "more on this story",
    "more stories",
    "most read",
    "most popular",
    "see also:",
    "share this",
    "share on",
    "share:",
    "sign up",
    "subscribe",
    "follow us",
    "follow @",
    "click here",
    "tap here",
    "print this",
    "email this",
    "leave a comment",
    "join the conversation",
    "view comments",
    "show comments",
    "skip to",
    "jump to",
    "back to top",
    "tags:",
    "filed under",
    "topics:",
    "reporting by",
    "additional reporting",
    "editing by",
    "edited by",
    "written by",
    "our standards:",
    "editor's note:",
    "editor\u{2019}s note:",
    "correction:",
    "corrections:",
    "clarification:",
    "this article was amended",
    "this article was updated",
    "this article was corrected",
    "this article was first",
    "this article was originally",
    "this story was updated",
    "this story has been updated",
    "this article has been updated",
    "this story has been corrected",
    "this post was updated",
];
/// Of these the whole paragraph goes, however long: they tell what happened to the article.
const NOTES: &[&str] = &[
    "correction:",
    "corrections:",
    "clarification:",
    "editor's note:",
    "editor\u{2019}s note:",
    "this article was amended",
    "this article was updated",
    "this article was corrected",
    "this story was updated",
    "this story has been updated",
    "this article has been updated",
    "this story has been corrected",
];
/// Beginnings after which a date or nothing may follow.
const DATED: &[(&str, Field)] = &[
    ("first published", Field::Published),
    ("originally published", Field::Published),
    ("published", Field::Published),
    ("posted", Field::Published),
    ("last modified", Field::Modified),
    ("last updated", Field::Modified),
    ("modified", Field::Modified),
    ("updated", Field::Modified),
];

/// The text of an article: its paragraphs with a blank line between them, without the headline and such lines.
pub(super) fn article_text(blocks: Vec<String>, title: Option<&str>, metadata: &mut Metadata) -> String {
    let mut kept: Vec<String> = Vec::new();
    for block in blocks {
        let lines: Vec<&str> = block.lines().filter(|line| !left_out(line, title, kept.is_empty(), metadata)).collect();
        if !lines.is_empty() {
            kept.push(lines.join("\n"));
        }
    }
    kept.join("\n\n")
}

/// Whether a line goes; what it says about the article is kept.
fn left_out(line: &str, title: Option<&str>, top: bool, metadata: &mut Metadata) -> bool {
    if title.is_some_and(|title| title.trim() == line.trim()) {
        return true;
    }
    let lower = line.to_lowercase();
    let short = line.chars().count() <= LONGEST;
    let note = NOTES.iter().any(|n| lower.starts_with(n));
    let dated = short.then(|| dated(line, &lower)).flatten();
    let goes = note || dated.is_some() || short && (is_byline(line) || is_furniture(&lower) || is_credit(line));
    if let Some(Some((field, day))) = dated {
        // Far down, a date of its own is the date of something else.
        if top || field == Field::Modified {
            metadata.say(field, &day, format!("line '{line}'"));
        }
    }
    if goes {
        metadata.say(Field::LeftOut, line, "line");
    }
    goes
}

/// A line that is nothing but a date, or says of what it is the date.
fn dated(line: &str, lower: &str) -> Option<Option<(Field, String)>> {
    if let Some(day) = only_a_date(line) {
        return Some(Some((Field::Published, day.to_string())));
    }
    let (start, field) = DATED.iter().find(|(start, _)| lower.starts_with(start))?;
    let rest = line.get(start.len()..)?.trim_start_matches([':', ' ', '-']);
    let rest = rest.strip_prefix("on ").or_else(|| rest.strip_prefix("at ")).unwrap_or(rest);
    match only_a_date(rest).or_else(|| day(rest)) {
        Some(day) => Some(Some((*field, day.to_string()))),
        // "Updated 3 hours ago", "Published in partnership": no sentence follows.
        None if !rest.ends_with('.') && rest.split_whitespace().count() <= 6 => Some(None),
        None => None,
    }
}

/// "By Ann Ash and Bo Birch, Political Correspondent": capitals and little else, and no end of a sentence.
fn is_byline(line: &str) -> bool {
    let Some(names) = ["By ", "BY ", "by ", "By: "].iter().find_map(|b| line.strip_prefix(b)) else { return false };
    let words: Vec<&str> = names.split_whitespace().collect();
    let name = |w: &&str| w.starts_with(|c: char| c.is_uppercase() || c == '|' || c == '@');
    let capitals = words.iter().filter(|w| name(w)).count();
    !words.is_empty()
        && words.len() <= 12
        && !line.ends_with(['.', ':', '?', '!'])
        && name(&words[0])
        && capitals * 2 >= words.len()
}

/// The furniture of a site. Words of their own, or a call that names no fact.
fn is_furniture(lower: &str) -> bool {
    let count = |unit: &str| {
        let mut words = lower.split_whitespace();
        let number = words.next().is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()));
        number && words.next().is_some_and(|w| w.starts_with(unit))
    };
    BEGINNINGS.iter().any(|b| lower.starts_with(b))
        || count("comment")
        || count("share") && lower.split_whitespace().count() == 2
        || count("min") && lower.ends_with("read")
}

/// "(Photo by Ann Ash/Agency)", "Ann Ash/Agency via Pictures".
fn is_credit(line: &str) -> bool {
    let inner = line.trim_start_matches(['(', '[']).to_lowercase();
    let bracket = line.starts_with(['(', '[']) && line.ends_with([')', ']']);
    bracket && ["photo", "image", "picture", "credit", "file"].iter().any(|w| inner.starts_with(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_about_the_article_are_left_out_and_kept_as_candidates() {
        for line in [
            "By Ann Ash",
            "By ANN ASH and Bo Birch in Vladivostok",
            "Last modified on Thu 25 Apr 2019 10.12 BST",
            "Published: 24 April 2019",
            "24 April 2019",
            "April 24, 2019 10:30 p.m. EDT",
            "Updated 3 hours ago",
            "(Photo by Ann Ash/Agency)",
            "Read more: the summit of 2018",
            "Sign up for our Monday letter",
            "4 min read",
            "12 comments",
            "Correction: an earlier version of this article said that the two met on 24 April. They met on 25 April 2019, which the ministry confirmed later that same week to us.",
        ] {
            let mut metadata = Metadata::default();
            assert_eq!(article_text(vec![line.into()], None, &mut metadata), "", "{line}");
            assert_eq!(metadata.best(Field::LeftOut).map(|c| c.value.as_str()), Some(line));
        }
    }

    #[test]
    fn sentences_that_begin_alike_stay() {
        for line in [
            "By Monday the bridge was closed.",
            "By the end of 2019 the workers must leave",
            "Published accounts say that the two met on 25 April.",
            "Updated figures released on Monday show that 40 people were hurt.",
            "Kim left on 25 April 2019.",
            "Posted to Hanoi in 2017, she met Kim twice.",
            "The photo by Ann Ash was taken on Monday.",
        ] {
            assert_eq!(article_text(vec![line.into()], None, &mut Metadata::default()), line);
        }
    }
}
