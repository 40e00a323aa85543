//! Texts with marked names: the two-column corpora, and the entities of GUM.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;
use std::sync::LazyLock;

use anyhow::{Context, Result};
use dateline::text::NameKind;

/// A name in a text, in bytes. Without a kind it may or may not be a name: nobody decided.
#[derive(Debug, Clone, PartialEq)]
pub struct Marked {
    pub bytes: Range<usize>,
    pub kind: Option<NameKind>,
}

/// A text with its names.
#[derive(Debug, Clone, Default)]
pub struct Text {
    pub text: String,
    pub names: Vec<Marked>,
    /// Whether names of other kinds than person, organisation and place are marked as well.
    pub complete: bool,
}

/// What a label of a corpus means here.
fn kind(label: &str) -> Option<NameKind> {
    match label {
        "PER" => Some(NameKind::Person),
        "ORG" => Some(NameKind::Organization),
        "LOC" => Some(NameKind::Place),
        "MISC" => Some(NameKind::Other),
        _ => None,
    }
}

/// Reads a two-column corpus into texts, laid out as people write: no space before a comma.
pub fn iob(path: &Path) -> Result<Vec<Text>> {
    const SENTENCES: usize = 40;
    let content = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let marked = content.contains("-DOCSTART-");
    let complete = content.contains("-MISC");
    let mut texts = vec![Writer::new(complete)];
    let mut sentences = 0;
    for line in content.lines() {
        let mut columns = line.split_whitespace();
        match (columns.next(), columns.next_back()) {
            (Some("-DOCSTART-"), _) => texts.push(Writer::new(complete)),
            (Some(token), Some(label)) => {
                if let Some(text) = texts.last_mut() {
                    text.token(token, label);
                }
            }
            _ => {
                texts.last_mut().into_iter().for_each(Writer::end_sentence);
                sentences += 1;
                if !marked && sentences % SENTENCES == 0 {
                    texts.push(Writer::new(complete));
                }
            }
        }
    }
    texts.iter_mut().for_each(Writer::end_sentence);
    let mut texts: Vec<Text> = texts.into_iter().map(|w| w.text).filter(|t| !t.text.is_empty()).collect();
    texts.iter_mut().for_each(settle);
    Ok(texts)
}

/// Reads reports with marked names: "[o Norvia] flew to [l Oslo]"; a line with "##" begins a report, one with "#" is a remark.
pub fn reports(path: &Path) -> Result<Vec<Text>> {
    let content = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let mut texts = Vec::new();
    for line in content.lines().filter(|l| !l.trim().is_empty()) {
        if line.starts_with("##") {
            texts.push(Text { complete: true, ..Text::default() });
        }
        if let Some(text) = texts.last_mut().filter(|_| !line.starts_with('#')) {
            marked_line(line, text);
        }
    }
    Ok(texts)
}

fn marked_line(line: &str, text: &mut Text) {
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('[') {
        text.text.push_str(before);
        let (name, after) = after.split_once(']').unwrap_or((after, ""));
        let (label, words) = name.split_once(' ').unwrap_or(("", name));
        let kind = match label {
            "p" => NameKind::Person,
            "o" => NameKind::Organization,
            "l" => NameKind::Place,
            _ => NameKind::Other,
        };
        let start = text.text.len();
        text.text.push_str(words);
        text.names.push(Marked { bytes: start..text.text.len(), kind: Some(kind) });
        rest = after;
    }
    text.text.push_str(rest);
    text.text.push('\n');
}

/// Puts right what corpora do differently: a name holds neither its "#" or "@", nor "the", "eastern" or a title before it; a
/// country that plays is a place; an office alone is no name; and whether an adjective of a country, a user's handle or a
/// word such as "Government" is a name, corpora do not agree.
fn settle(text: &mut Text) {
    let Text { text, names, .. } = text;
    for name in names.iter_mut() {
        let words = &text[name.bytes.clone()];
        if words.starts_with('@') || name.kind.is_some() && is_adjective_of_country(words) || VAGUE.contains(&words) {
            name.kind = None;
        }
        let bare = words.trim_start_matches(['#', '@', ' ']);
        if !bare.is_empty() {
            name.bytes.start = name.bytes.end - bare.len();
        }
        while let Some((word, rest)) = text[name.bytes.clone()].split_once(' ') {
            let is_title = name.kind == Some(NameKind::Person) && TITLES.contains(&word.trim_end_matches('.'));
            if !is_title && !LEAD.contains(&word) {
                break;
            }
            name.bytes.start = name.bytes.end - rest.len();
        }
        if name.kind == Some(NameKind::Organization) && is_country(&text[name.bytes.clone()]) {
            name.kind = Some(NameKind::Place);
        }
    }
    names.retain(|n| n.kind != Some(NameKind::Person) || !TITLES.contains(&&text[n.bytes.clone()]));
}

/// Words before a name that corpora put in or leave out.
const LEAD: [&str; 7] = ["the", "The", "eastern", "western", "southern", "northern", "central"];

/// Titles before a person's name that are no part of it.
const TITLES: [&str; 24] = [
    "President",
    "Prime",
    "Minister",
    "Premier",
    "Chancellor",
    "Mr",
    "Mrs",
    "Ms",
    "Dr",
    "Senator",
    "Sen",
    "Gov",
    "Governor",
    "Mayor",
    "Judge",
    "General",
    "Gen",
    "Colonel",
    "Col",
    "Captain",
    "Secretary",
    "Speaker",
    "Chair",
    "Chairman",
];

/// Names to one corpus and ordinary words to the next.
const VAGUE: [&str; 14] = [
    "Government",
    "Nation",
    "State",
    "Church",
    "Muslims",
    "Muslim",
    "Christians",
    "Jews",
    "Democrats",
    "Republicans",
    "Democrat",
    "Republican",
    "Internet",
    "South",
];

fn is_country(words: &str) -> bool {
    static NAMES: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
        let rows = include_str!("../../../data/world/countries.tsv").lines();
        rows.filter_map(|l| l.split('\t').nth(2)).chain(["England", "Scotland", "Wales", "USA", "U.S."]).collect()
    });
    NAMES.contains(words)
}

fn is_adjective_of_country(words: &str) -> bool {
    static DEMONYMS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
        let rows = |table: &'static str, column: usize| table.lines().filter_map(move |l| l.split('\t').nth(column));
        let all = rows(include_str!("../../../data/world/countries.tsv"), 5);
        let all = all.chain(rows(include_str!("../../../data/world/more_names.tsv"), 2));
        all.flat_map(|d| d.split('|')).filter(|d| d.len() > 4).collect()
    });
    DEMONYMS.contains(words) || words.strip_suffix('s').is_some_and(|w| DEMONYMS.contains(w))
}

/// Writes tokens as running text.
struct Writer {
    text: Text,
    glue: bool,
    open: bool,
}

impl Writer {
    fn new(complete: bool) -> Self {
        Self { text: Text { complete, ..Text::default() }, glue: true, open: false }
    }

    fn end_sentence(&mut self) {
        if !self.text.text.is_empty() && !self.text.text.ends_with('\n') {
            self.text.text.push('\n');
        }
        (self.glue, self.open) = (true, false);
    }

    fn token(&mut self, token: &str, label: &str) {
        let token = match token {
            "``" | "''" => "\"",
            "-LRB-" => "(",
            "-RRB-" => ")",
            other => other,
        };
        let touches =
            [".", ",", ";", ":", "?", "!", ")", "]", "}", "%", "''", "n't", "'s", "'re", "'ve", "'ll", "'d", "'m"];
        if !self.glue && !touches.contains(&token) {
            self.text.text.push(' ');
        }
        let start = self.text.text.len();
        self.text.text.push_str(token);
        let end = self.text.text.len();
        self.glue = matches!(token, "(" | "[" | "{" | "$" | "£" | "€" | "``" | "#");
        let (place, name) = label.split_once('-').unwrap_or((label, ""));
        match (place, kind(name)) {
            ("B", kind) => {
                self.open = kind.is_some();
                if kind.is_some() {
                    self.text.names.push(Marked { bytes: start..end, kind });
                }
            }
            ("I", _) if self.open => {
                if let Some(name) = self.text.names.last_mut() {
                    name.bytes.end = end;
                }
            }
            _ => self.open = false,
        }
    }
}

/// A word of GUM with the entities that begin and end at it.
struct Word {
    form: String,
    upos: String,
    /// It is written as a name, or as a part of one: the adjective of "United Nations" is no proper noun to the treebank.
    proper: bool,
    rel: String,
    head: usize,
    space: bool,
    entity: String,
}

/// Reads the documents of a folder of GUM: entities whose head is a proper noun are names.
pub fn gum(folder: &Path) -> Result<Vec<Text>> {
    let mut files: Vec<_> = std::fs::read_dir(folder)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
    files.sort();
    let mut texts = Vec::new();
    for file in files {
        let content = std::fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
        let mut text = Text { complete: true, ..Text::default() };
        for block in content.split("\n\n") {
            let words: Vec<Word> = block.lines().filter_map(word).collect();
            gum_sentence(&words, &mut text);
        }
        settle(&mut text);
        texts.push(text);
    }
    Ok(texts)
}

fn word(line: &str) -> Option<Word> {
    let columns: Vec<&str> = line.split('\t').collect();
    let &[id, form, _, upos, penn, _, head, rel, _, misc] = columns.as_slice() else { return None };
    id.parse::<usize>().ok()?;
    let entity = misc.split('|').find_map(|m| m.strip_prefix("Entity=")).unwrap_or("").to_owned();
    let space = !misc.contains("SpaceAfter=No");
    let head = head.parse().unwrap_or(0);
    let proper = upos == "PROPN" || penn.starts_with("NNP") && form.starts_with(char::is_uppercase);
    Some(Word { form: form.into(), upos: upos.into(), proper, rel: rel.into(), head, space, entity })
}

/// The mentions of a sentence: words and type.
fn mentions(words: &[Word]) -> Vec<(Range<usize>, String)> {
    let mut open: Vec<(String, String, usize)> = Vec::new();
    let mut found = Vec::new();
    for (i, word) in words.iter().enumerate() {
        let mut rest = word.entity.as_str();
        while !rest.is_empty() {
            if let Some(after) = rest.strip_prefix('(') {
                let end = after.find(['(', ')']).unwrap_or(after.len());
                let fields: Vec<&str> = after[..end].split('-').collect();
                let (id, kind) = (fields.first().copied().unwrap_or(""), fields.get(1).copied().unwrap_or(""));
                if after[end..].starts_with(')') {
                    found.push((i..i + 1, kind.to_owned()));
                    rest = &after[end + 1..];
                } else {
                    open.push((id.to_owned(), kind.to_owned(), i));
                    rest = &after[end..];
                }
            } else {
                let end = rest.find(')').map_or(rest.len(), |e| e + 1);
                let id = rest[..end].trim_end_matches(')');
                if let Some(at) = open.iter().rposition(|o| o.0 == id) {
                    let (_, kind, start) = open.remove(at);
                    found.push((start..i + 1, kind));
                }
                rest = &rest[end..];
            }
        }
    }
    found
}

fn gum_sentence(words: &[Word], text: &mut Text) {
    if words.is_empty() {
        return;
    }
    let mut places = Vec::new();
    for (i, word) in words.iter().enumerate() {
        let start = text.text.len();
        text.text.push_str(&word.form);
        places.push(start..text.text.len());
        if i + 1 == words.len() {
            text.text.push('\n');
        } else if word.space {
            text.text.push(' ');
        }
    }
    let mut found = mentions(words);
    // Outermost first: a name within a name is no name of its own.
    found.sort_by_key(|(r, _)| (r.start, std::cmp::Reverse(r.end)));
    let mut taken = BTreeSet::new();
    let mut names: Vec<Marked> = Vec::new();
    for (mention, kind) in found {
        if kind == "time" {
            taken.extend(mention);
            continue;
        }
        let Some(range) = core(words, mention, &kind) else { continue };
        if range.clone().any(|i| taken.contains(&i)) {
            continue;
        }
        let kind = match kind.as_str() {
            "person" => NameKind::Person,
            "organization" => NameKind::Organization,
            "place" => NameKind::Place,
            _ => NameKind::Other,
        };
        taken.extend(range.clone());
        names.push(Marked { bytes: places[range.start].start..places[range.end - 1].end, kind: Some(kind) });
    }
    for (i, word) in words.iter().enumerate() {
        if word.proper && word.rel != "nmod:desc" && !taken.contains(&i) {
            names.push(Marked { bytes: places[i].clone(), kind: None });
        }
    }
    names.sort_by_key(|n| n.bytes.start);
    text.names.extend(names);
}

/// The proper nouns of a mention around its head, with small words between them.
fn core(words: &[Word], mention: Range<usize>, kind: &str) -> Option<Range<usize>> {
    let inside = |i: usize| mention.contains(&i);
    let head = mention.clone().find(|i| words[*i].head == 0 || !inside(words[*i].head - 1))?;
    if words[head].upos != "PROPN" {
        return None;
    }
    // "European Commission", but not "Israeli President".
    let named_adjective = |i: usize| {
        kind != "person"
            && words[i].rel == "amod"
            && words[i].form.starts_with(char::is_uppercase)
            && i > 0
            && !is_adjective_of_country(&words[i].form)
    };
    // Belongs to the head by links of compounds, flat names, and "of".
    let belongs = |i: usize| {
        let mut at = i;
        for _ in 0..6 {
            if at == head {
                return true;
            }
            let rel = words[at].rel.as_str();
            let within = words[at].head > 0 && inside(words[at].head - 1);
            let close =
                matches!(rel, "compound" | "flat" | "nummod" | "nmod:unmarked" | "goeswith" | "punct" | "case" | "cc")
                    || rel == "nmod:desc" && kind == "place"
                    || rel == "amod" && (words[at].proper || named_adjective(at))
                    || rel == "conj" && words[at].proper
                    || rel == "nmod" && words[at].proper && at > head;
            if !within || !close {
                return false;
            }
            at = words[at].head - 1;
        }
        false
    };
    let named = |i: usize| (words[i].proper || named_adjective(i)) && belongs(i);
    let small = |i: usize| {
        matches!(
            words[i].form.as_str(),
            "of" | "the" | "de" | "von" | "van" | "-" | "." | "&" | "for" | "and" | "'s" | "’s"
        )
    };
    let (mut start, mut end) = (head, head + 1);
    while start > mention.start {
        let gap = (mention.start..start).rev().take(3).take_while(|i| named(*i) || small(*i)).find(|i| named(*i));
        match gap {
            Some(i) => start = i,
            None => break,
        }
    }
    while end < mention.end {
        let gap = (end..mention.end.min(end + 3)).take_while(|i| named(*i) || small(*i)).find(|i| named(*i));
        match gap {
            Some(i) => end = i + 1,
            None => break,
        }
    }
    // Numbers at the end belong: "Apollo 11".
    if end < mention.end
        && words[end].upos == "NUM"
        && words[end].head > 0
        && (start..end).contains(&(words[end].head - 1))
    {
        end += 1;
    }
    Some(start..end)
}
