//! Measures coreference on GUM: is a pronoun or description that the corpus links to a named person or organisation
//! linked to the right one?
//!
//! A group of the corpus is named when one of its mentions has a proper noun as its head. Found mentions and mentions of
//! the corpus are paired by their heads; an actor stands for the group that most of its names belong to.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result};
use dateline::findings::{ActorKind, MentionForm};
use dateline::knowledge::Knowledge;
use dateline::span::Span;
use dateline::text::{Document, Model, Name, NameKind};
use dateline::{actors, text, time};

/// A mention in the corpus.
struct Gold {
    group: String,
    kind: String,
    span: Range<u32>,
    /// The name around its head: the head with what is written flat after it and compound before it.
    name: Range<u32>,
    /// Where its head starts, the head's tag and word.
    at: u32,
    head: String,
    word: String,
}

/// A document of the corpus as plain text.
#[derive(Default)]
struct Page {
    text: String,
    mentions: Vec<Gold>,
}

/// Hits, what was found, what there is.
#[derive(Default, Clone, Copy)]
struct Count {
    hits: usize,
    found: usize,
    gold: usize,
}

/// Prints precision and recall for the documents of the genres in a folder, and with `errors` every miss.
/// With `given` the names are those of the corpus, which shows what coreference alone gets wrong.
pub fn measure(folder: &Path, errors: bool, given: bool) -> Result<()> {
    let mut files: Vec<_> = std::fs::read_dir(folder)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
    files.sort();
    let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
    for file in files {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let Some(genre) = ["news", "bio", "interview", "speech"].into_iter().find(|g| name.contains(&format!("_{g}_")))
        else {
            continue;
        };
        let conllu = std::fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
        for (row, count) in score(&page(&conllu), &name, errors, given)? {
            for key in [row, genre, "all"] {
                if key != genre && key != "all" || row != "first and second person" {
                    let sum = counts.entry(key).or_default();
                    *sum = Count {
                        hits: sum.hits + count.hits,
                        found: sum.found + count.found,
                        gold: sum.gold + count.gold,
                    };
                }
            }
        }
    }
    for (row, c) in counts {
        let percent = |a: usize, b: usize| 100.0 * a as f64 / b.max(1) as f64;
        println!(
            "{row:24} precision {:5.1}  recall {:5.1}  ({} right of {} found, {} in the corpus)",
            percent(c.hits, c.found),
            percent(c.hits, c.gold),
            c.hits,
            c.found,
            c.gold
        );
    }
    Ok(())
}

/// Lays a CoNLL-U document out as text with its mentions.
fn page(conllu: &str) -> Page {
    let mut page = Page::default();
    let mut at = 0u32;
    let mut starts: Vec<u32> = Vec::new();
    let mut open: Vec<(String, String, usize)> = Vec::new();
    for block in conllu.split("\n\n") {
        if block.contains("# newpar") && at > 0 {
            page.text.push_str("\n\n");
            at += 2;
        } else if at > 0 {
            page.text.push(' ');
            at += 1;
        }
        let rows: Vec<Vec<&str>> =
            block.lines().map(|l| l.split('\t').collect()).filter(|c: &Vec<&str>| c.len() == 10).collect();
        let mut glued_until = 0;
        starts.clear();
        for (i, row) in rows.iter().enumerate() {
            if let Some((_, last)) = row[0].split_once('-') {
                // A contraction is written as its parts in GUM; only its space counts.
                glued_until = last.parse().unwrap_or(0);
                starts.push(at);
                continue;
            }
            let start = at;
            starts.push(start);
            let Ok(number) = row[0].parse::<usize>() else { continue };
            page.text.push_str(row[1]);
            at += row[1].chars().count() as u32;
            let entity = row[9].split('|').find_map(|f| f.strip_prefix("Entity=")).unwrap_or("");
            brackets(entity, at, i, &starts, &mut open, &mut page, &rows);
            let glued = row[9].contains("SpaceAfter=No") || number < glued_until;
            if !glued && i + 1 < rows.len() {
                page.text.push(' ');
                at += 1;
            }
        }
    }
    page
}

/// Opens and closes the mentions of one token.
fn brackets(
    entity: &str,
    end: u32,
    row: usize,
    starts: &[u32],
    open: &mut Vec<(String, String, usize)>,
    page: &mut Page,
    rows: &[Vec<&str>],
) {
    let mut close = |group: &str, open: &mut Vec<(String, String, usize)>| {
        let Some(at) = open.iter().rposition(|o| o.0 == group) else { return };
        let (group, kind, first) = open.remove(at);
        let inside = rows.get(first..=row).unwrap_or(&[]);
        let ids: Vec<&str> = inside.iter().map(|r| r[0]).collect();
        let Some(head) = inside.iter().position(|r| !r[0].contains('-') && !ids.contains(&r[6])) else { return };
        let (Some(from), Some(at), Some(word)) = (starts.get(first), starts.get(first + head), inside.get(head)) else {
            return;
        };
        let hangs = |i: usize, rel: &str| {
            inside.get(i).is_some_and(|r| r[3] == "PROPN" && r[6] == word[0] && r[7].starts_with(rel))
        };
        let first_word = (0..head).rev().take_while(|i| hangs(*i, "compound")).last().unwrap_or(head);
        let last_word = (head + 1..inside.len()).take_while(|i| hangs(*i, "flat")).last().unwrap_or(head);
        let ends = |i: usize| starts.get(first + i).map(|s| s + inside[i][1].chars().count() as u32);
        let (Some(name_start), Some(name_end)) = (starts.get(first + first_word), ends(last_word)) else { return };
        page.mentions.push(Gold {
            group,
            kind,
            span: *from..end,
            name: *name_start..name_end,
            at: *at,
            head: word[3].to_owned(),
            word: word[1].to_lowercase(),
        });
    };
    let mut rest = entity;
    while !rest.is_empty() {
        if let Some(inner) = rest.strip_prefix('(') {
            let stop = inner.find(['(', ')']).unwrap_or(inner.len());
            let mut fields = inner[..stop].split('-');
            let (group, kind) = (fields.next().unwrap_or("").to_owned(), fields.next().unwrap_or("").to_owned());
            open.push((group.clone(), kind, row));
            rest = &inner[stop..];
            if let Some(after) = rest.strip_prefix(')') {
                close(&group, open);
                rest = after;
            }
        } else {
            let stop = rest.find(')').unwrap_or(rest.len());
            close(&rest[..stop], open);
            rest = rest.get(stop + 1..).unwrap_or("");
        }
    }
}

fn score(page: &Page, name: &str, errors: bool, given: bool) -> Result<Vec<(&'static str, Count)>> {
    let named: Vec<&str> = page
        .mentions
        .iter()
        .filter(|m| m.head == "PROPN" && matches!(m.kind.as_str(), "person" | "organization"))
        .map(|m| m.group.as_str())
        .collect();
    let row = |m: &Gold| match (m.head.as_str(), m.word.as_str()) {
        (
            "PRON",
            "i" | "me" | "my" | "mine" | "myself" | "we" | "us" | "our" | "ours" | "ourselves" | "you" | "your"
            | "yours" | "yourself",
        ) => "first and second person",
        ("PRON", _) => "pronouns",
        _ => "descriptions",
    };
    let wanted = |m: &&Gold| m.head != "PROPN" && named.contains(&m.group.as_str());
    let mut counts: BTreeMap<&'static str, Count> = BTreeMap::new();
    for m in page.mentions.iter().filter(wanted) {
        counts.entry(row(m)).or_default().gold += 1;
    }
    let model = Model::embedded()?;
    let mut document = text::analyse(model, &page.text);
    if given {
        document.names = names_of(page, &document);
    }
    let times = time::find(&document, None);
    let cast = actors::find(&document, &times, &Knowledge::default());
    let likeness = |m: &Gold, start: u32, end: u32| {
        let both = m.span.end.min(end).saturating_sub(m.span.start.max(start));
        f64::from(both) / f64::from(m.span.end.max(end) - m.span.start.min(start))
    };
    // A mention of the corpus may go on in a relative clause; that its head lies inside the found one must do.
    let pair = |start: u32, end: u32| {
        let inside = page.mentions.iter().filter(|m| (start..end).contains(&m.at));
        inside.max_by(|a, b| likeness(a, start, end).total_cmp(&likeness(b, start, end)))
    };
    let mut done: BTreeMap<(u32, u32), (&'static str, bool)> = BTreeMap::new();
    for actor in cast.actors.iter().filter(|a| matches!(a.kind, ActorKind::Person | ActorKind::Organization)) {
        let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
        for m in actor.mentions.iter().filter(|m| m.form == MentionForm::Name) {
            if let Some(g) = pair(m.span.start, m.span.end) {
                *votes.entry(&g.group).or_default() += 1;
            }
        }
        let group = votes.into_iter().max_by_key(|v| v.1).map(|v| v.0);
        for m in actor.mentions.iter().filter(|m| m.form != MentionForm::Name) {
            let gold = pair(m.span.start, m.span.end);
            let right = gold.is_some_and(|g| Some(g.group.as_str()) == group);
            let row = gold
                .filter(|g| g.head != "PROPN")
                .map_or(if m.form == MentionForm::Pronoun { "pronouns" } else { "descriptions" }, row);
            if errors && !right {
                println!("{name}\t{} -> {} ({:.2})\t{}", m.text, actor.name, m.confidence, context(page, m.span.start));
            }
            let entry = done.entry((m.span.start, m.span.end)).or_insert((row, false));
            entry.1 |= right;
        }
    }
    for (row, right) in done.values() {
        let count = counts.entry(row).or_default();
        count.found += 1;
        count.hits += usize::from(*right);
    }
    if errors {
        for m in page.mentions.iter().filter(wanted).filter(|m| row(m) != "first and second person") {
            if !done.keys().any(|(s, e)| (*s..*e).contains(&m.at)) {
                println!("{name}\tMISSED {}\t{}", m.word, context(page, m.span.start));
            }
        }
    }
    Ok(counts.into_iter().collect())
}

/// The names as the corpus has them.
fn names_of(page: &Page, document: &Document) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for m in page.mentions.iter().filter(|m| m.head == "PROPN") {
        let kind = match m.kind.as_str() {
            "person" => NameKind::Person,
            "organization" => NameKind::Organization,
            "place" => NameKind::Place,
            _ => NameKind::Other,
        };
        let tokens = document.tokens_in(Span::new(m.name.start, m.name.end));
        if !names.iter().any(|n| n.tokens.start < tokens.end && tokens.start < n.tokens.end) {
            names.push(Name { tokens, kind, confidence: 1.0 });
        }
    }
    names.sort_by_key(|n| n.tokens.start);
    names
}

/// The text around a place.
fn context(page: &Page, start: u32) -> String {
    let from = start.saturating_sub(70) as usize;
    page.text.chars().skip(from).take(140).collect::<String>().replace('\n', " ")
}
