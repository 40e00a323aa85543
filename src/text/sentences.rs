//! Sentence boundaries by rules, over the tokens of each line or paragraph.

use std::ops::Range;

use super::{lexicon, tokens};

/// Cuts a text into sentences of tokens, in bytes.
pub fn split(text: &str) -> Vec<Vec<Range<usize>>> {
    let mut sentences = Vec::new();
    for block in blocks(text) {
        let mut found = Vec::new();
        tokens::tokenize(&text[block.clone()], block.start, &mut found);
        cut(text, found, &mut sentences);
    }
    if sentences.iter().all(|s| s.len() <= LONGEST) {
        return sentences;
    }
    sentences.iter().flat_map(|s| s.chunks(LONGEST).map(<[_]>::to_vec)).collect()
}

/// The most tokens of a sentence. Nobody writes longer ones; a list without a full stop may have millions, and the analysis
/// holds four kilobytes for each token of one sentence.
const LONGEST: usize = 1000;

/// Stretches that no sentence crosses: paragraphs, and lines unless the text is wrapped by hand.
fn blocks(text: &str) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        lines.push(at..at + line.trim_end().len());
        at += line.len();
    }
    let goes_on = |a: &Range<usize>, b: &Range<usize>| {
        let (first, next) = (&text[a.clone()], &text[b.clone()]);
        first.len() >= 40
            && first.len() <= 120
            && !ends(first)
            && next.trim_start().starts_with(|c: char| c.is_lowercase())
    };
    let wrapped = lines.windows(2).any(|w| goes_on(&w[0], &w[1]));
    let longest = lines.iter().map(|l| l.len()).max().unwrap_or(0);
    let mut blocks: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    for line in lines {
        let words = &text[line.clone()];
        if words.trim().is_empty() {
            open = false;
            continue;
        }
        match blocks.last_mut() {
            Some(last) if open => last.end = line.end,
            _ => blocks.push(line.clone()),
        }
        open = wrapped && line.len() * 5 >= longest * 3;
    }
    blocks
}

fn ends(line: &str) -> bool {
    line.trim_end_matches(['"', '\'', '”', '’', ')', ']']).ends_with(['.', '!', '?', ':', '…'])
}

fn cut(text: &str, tokens: Vec<Range<usize>>, sentences: &mut Vec<Vec<Range<usize>>>) {
    let mut start = 0;
    let mut i = 0;
    while i < tokens.len() {
        let mut end = i + 1;
        if closes(&text[tokens[i].clone()]) {
            // Closing quotes and brackets belong to the sentence when they touch it.
            while end < tokens.len()
                && tokens[end].start == tokens[end - 1].end
                && is_closer(&text[tokens[end].clone()])
            {
                end += 1;
            }
            end += note(text, &tokens[end..]);
            let next = tokens.get(end).map(|t| &text[t.clone()]);
            if next.is_none_or(|n| opens(&text[tokens[i].clone()], n)) {
                sentences.push(tokens[start..end].to_vec());
                start = end;
            }
        }
        i = end;
    }
    if start < tokens.len() {
        sentences.push(tokens[start..].to_vec());
    }
}

/// How many tokens the numbers of notes take ("[17]", "[3][4]"); they belong to the sentence that they follow.
fn note(text: &str, tokens: &[Range<usize>]) -> usize {
    let is_note = |t: &&[Range<usize>]| match t {
        [open, number, close] => {
            let number = &text[number.clone()];
            &text[open.clone()] == "[" && &text[close.clone()] == "]" && number.bytes().all(|b| b.is_ascii_digit())
        }
        _ => false,
    };
    tokens.chunks(3).take_while(is_note).count() * 3
}

fn is_closer(token: &str) -> bool {
    matches!(token, "\"" | "'" | "”" | "’" | ")" | "]" | "''" | "»")
}

fn closes(token: &str) -> bool {
    token.ends_with(['.', '!', '?', '…'])
}

/// Whether `next` can begin a sentence after the token `end`.
fn opens(end: &str, next: &str) -> bool {
    let Some(c) = next.chars().next() else { return true };
    if matches!(end, "." | "!" | "?") || end.starts_with(['!', '?']) {
        return !(c.is_lowercase() || matches!(c, ',' | ';' | ':' | ')'));
    }
    if end.starts_with("..") || end == "…" {
        return c.is_uppercase() || matches!(c, '"' | '“' | '‘');
    }
    let stem = end.trim_end_matches('.');
    let initial = stem.chars().count() == 1 && stem.chars().all(char::is_uppercase);
    !lexicon::binds_forward(stem) && !initial && lexicon::opens_a_sentence(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_without_end_are_cut_and_none_is_lost() {
        let text = "harbour ".repeat(2 * LONGEST + 5);
        let lengths: Vec<usize> = split(&text).iter().map(Vec::len).collect();
        assert_eq!(lengths, [LONGEST, LONGEST, 5]);
    }

    #[test]
    fn sentences_end_where_a_reader_would_end_them() {
        for (text, count) in [
            ("Mr. Kim met Gen. Lee on Feb. 27. They talked.", 2),
            ("It is in the U.S. The talks failed.", 2),
            ("U.S. President Donald J. Trump left.", 1),
            ("\"We go.\" He left. (He came back.) Then?! Yes.", 5),
            ("Headline without a stop\n\nHANOI, Feb. 27 - They met.", 2),
            ("One line\nAnother line", 2),
            ("This line was broken by hand in the middle of\nits only sentence, which therefore goes on here.", 1),
            ("He was sent to school.[17] In 1801 he left. [6] [7] He was ill.", 3),
            ("She was born c. 1230 and ruled here.", 1),
            ("It cost $3.5 million... and more.", 1),
        ] {
            assert_eq!(split(text).len(), count, "{text}");
        }
    }
}
