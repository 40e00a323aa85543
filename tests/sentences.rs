//! Whole sentences with all their time expressions: nothing is missed, and nothing else is read.

use dateline::calendar::Day;
use dateline::text::{Model, analyse};

/// A sentence as the table writes it: `{words|TYPE|VALUE}` for each expression.
fn marked(text: &str, published: Option<Day>) -> String {
    let document = analyse(Model::embedded().unwrap(), text);
    let mut letters = text.chars();
    let mut at = 0;
    let letters_of = |n: u32| usize::try_from(n).unwrap();
    let mut line = String::new();
    for t in dateline::time::find(&document, published) {
        line.extend(letters.by_ref().take(letters_of(t.span.start - at)));
        let _ = letters.by_ref().take(letters_of(t.span.end - t.span.start)).count();
        line += &format!("{{{}|{}|{}}}", t.text, t.kind.as_str(), t.value.unwrap_or_default());
        at = t.span.end;
    }
    line.extend(letters);
    line
}

/// The words of a line without the marks.
fn plain(line: &str) -> String {
    let mut text = String::new();
    for piece in line.split('}') {
        let (before, mark) = piece.split_once('{').unwrap_or((piece, ""));
        text += before;
        text += mark.split('|').next().unwrap_or_default();
    }
    text
}

#[test]
fn sentences_of_news_are_read_with_all_their_expressions_and_no_other() {
    let (mut published, mut count, mut faults) = (None, 0, Vec::new());
    for line in include_str!("time/sentences.txt").lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        if let Some(day) = line.strip_prefix("@ ") {
            published = day.parse().ok();
            continue;
        }
        count += 1;
        let seen = marked(&plain(line), published);
        if seen != line {
            faults.push(format!("{line}\n  {seen}"));
        }
    }
    assert!(count >= 400, "{count} sentences");
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}
