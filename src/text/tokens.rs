//! Tokens by rules, as the English treebanks cut them: clitics and hyphenated words apart, numbers, addresses and
//! abbreviations whole; but see [`super::hyphens`].

use std::ops::Range;

use super::{hyphens, lexicon};

/// Cuts one run of text without line breaks into tokens; `base` is its place in the whole text. Bytes.
pub fn tokenize(text: &str, base: usize, tokens: &mut Vec<Range<usize>>) {
    let mut at = 0;
    for chunk in text.split(char::is_whitespace) {
        if !chunk.is_empty() {
            let before = tokens.last().and_then(|t| text.get(t.start.checked_sub(base)?..t.end - base));
            cut_chunk(chunk, base + at, before, tokens);
        }
        at += chunk.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
}

/// Punctuation that is always a token of its own at the start or the end of a chunk.
fn is_edge(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '“'
            | '”'
            | '„'
            | '‘'
            | '’'
            | '«'
            | '»'
            | '('
            | ')'
            | '['
            | ']'
            | '{'
            | '}'
            | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | '…'
            | '—'
            | '–'
            | '*'
            | '|'
            | '<'
            | '>'
            | '`'
            | '='
            | '~'
            | '•'
            | '·'
            | '¿'
            | '¡'
            | '。'
            | '，'
            | '/'
            | '+'
    )
}

fn is_money(c: char) -> bool {
    matches!(c, '$' | '€' | '£' | '¥' | '₹' | '₩' | '#')
}

/// `before` is the token before the chunk.
fn cut_chunk(chunk: &str, base: usize, before: Option<&str>, tokens: &mut Vec<Range<usize>>) {
    if is_address(chunk) {
        let end = chunk.trim_end_matches(['.', ',', ')', ';', ':', '!', '?', '"', '\'']).len();
        tokens.push(base..base + end);
        return cut_edges(&chunk[end..], base + end, tokens);
    }
    let mut start = 0;
    while let Some(c) = chunk[start..].chars().next() {
        let rest = &chunk[start..];
        if rest.starts_with("...") {
            let run = rest.len() - rest.trim_start_matches('.').len();
            tokens.push(base + start..base + start + run);
            start += run;
        } else if rest.starts_with("--") {
            let run = rest.len() - rest.trim_start_matches('-').len();
            tokens.push(base + start..base + start + run);
            start += run;
        } else if is_decade(rest) {
            break;
        } else if is_edge(c)
            || is_money(c)
            || (c == '-' && rest.len() > 1 && !rest[1..].starts_with(|d: char| d.is_ascii_digit()))
        {
            tokens.push(base + start..base + start + c.len_utf8());
            start += c.len_utf8();
        } else {
            break;
        }
    }
    let body = &chunk[start..];
    let end = core_end(body);
    let before = if start == 0 { before } else { None };
    cut_core(&body[..end], base + start, before, tokens);
    cut_edges(&body[end..], base + start + end, tokens);
}

/// "'90s" and "’90s" are one token.
fn is_decade(rest: &str) -> bool {
    let Some(digits) = rest.strip_prefix(['\'', '’']) else { return false };
    digits.len() >= 3 && digits.as_bytes()[..2].iter().all(u8::is_ascii_digit) && digits.as_bytes()[2] == b's'
}

/// Each trailing mark is a token; a run of dots is one.
fn cut_edges(rest: &str, base: usize, tokens: &mut Vec<Range<usize>>) {
    let mut at = 0;
    while let Some(c) = rest[at..].chars().next() {
        let run = match c {
            '.' | '-' => rest[at..].len() - rest[at..].trim_start_matches(c).len(),
            '!' | '?' => rest[at..].len() - rest[at..].trim_start_matches(['!', '?']).len(),
            _ => c.len_utf8(),
        };
        tokens.push(base + at..base + at + run);
        at += run;
    }
}

fn is_address(chunk: &str) -> bool {
    let starts = ["http://", "https://", "www.", "ftp://"];
    starts.iter().any(|s| chunk.get(..s.len()).is_some_and(|head| head.eq_ignore_ascii_case(s)))
        || (chunk.contains('@') && chunk.split('@').nth(1).is_some_and(|host| host.trim_end_matches('.').contains('.')))
}

/// Where the word ends and its trailing marks begin.
fn core_end(body: &str) -> usize {
    let mut end = body.len();
    loop {
        let head = &body[..end];
        let Some(c) = head.chars().next_back() else { return 0 };
        if c == '.' {
            if head.ends_with("..") {
                end = head.trim_end_matches('.').len();
            } else if keeps_its_dot(head) {
                return end;
            } else {
                end -= 1;
            }
        } else if c == '%' || is_edge(c) || c == '-' {
            end -= c.len_utf8();
        } else {
            return end;
        }
    }
}

/// Abbreviations, initials and acronyms with dots keep the last dot.
fn keeps_its_dot(word: &str) -> bool {
    let stem = &word[..word.len() - 1];
    let mut chars = stem.chars();
    let one = chars.next();
    if one.is_some_and(char::is_uppercase) && chars.next().is_none() {
        return true;
    }
    let tail = stem.rsplit(['-', '/', '(', '\u{2014}']).next().unwrap_or(stem);
    if lexicon::is_abbreviation(tail) {
        return true;
    }
    // "U.S", "a.m", "Ph.D": letters with dots between.
    stem.contains('.')
        && stem.split('.').all(|p| (1..=2).contains(&p.chars().count()) && p.chars().all(char::is_alphabetic))
}

fn cut_core(core: &str, base: usize, previous: Option<&str>, tokens: &mut Vec<Range<usize>>) {
    if core.is_empty() {
        return;
    }
    let mut push = |range: Range<usize>| {
        if !range.is_empty() {
            tokens.push(base + range.start..base + range.end);
        }
    };
    // Break at dashes, slashes and marks inside the chunk, unless they belong to a number.
    let mut start = 0;
    let mut chars = core.char_indices().peekable();
    let mut before = None;
    while let Some((i, c)) = chars.next() {
        let after = chars.peek().map(|(_, d)| *d);
        let name = c == '-' && hyphens::joins_a_name(previous, &core[start..i], &core[i + 1..]);
        if !name && breaks_at(core, i, c, before, after) {
            cut_word(&core[start..i], start, &mut push);
            let mut end = i + c.len_utf8();
            while c == '-' && chars.peek().is_some_and(|(_, d)| *d == '-') {
                chars.next();
                end += 1;
            }
            push(i..end);
            start = end;
        }
        before = Some(c);
    }
    cut_word(&core[start..], start, &mut push);
}

fn breaks_at(core: &str, i: usize, c: char, before: Option<char>, after: Option<char>) -> bool {
    let digits = before.is_some_and(|b| b.is_ascii_digit()) && after.is_some_and(|a| a.is_ascii_digit());
    match c {
        '-' => {
            let dashes = core.matches('-').count();
            // "2019-04-24T10:15Z" is one word as "2019-04-24" is.
            let day = core.split_once('T').map_or(core, |(day, clock)| if is_clock(clock) { day } else { core });
            let numeric = day.bytes().all(|b| b.is_ascii_digit() || b == b'-');
            !(numeric && dashes > 1 || lexicon::keeps_its_hyphen(&core[..i], &core[i + 1..]))
        }
        '/' => !digits && before.is_some(),
        '—' | '–' | '…' | '(' | ')' | '[' | ']' | '"' | '“' | '”' | ';' | '?' | '!' | '=' | '<' | '>' | '|' => {
            true
        }
        ',' => !digits,
        ':' => !digits && after.is_some(),
        '$' | '€' | '£' | '%' => {
            before.is_some_and(char::is_alphanumeric) || after.is_some_and(|a| a.is_ascii_digit())
        }
        _ => false,
    }
}

/// The time of day of ISO 8601, with its zone.
fn is_clock(clock: &str) -> bool {
    clock.starts_with(|c: char| c.is_ascii_digit())
        && clock.bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.' | b'+' | b'-' | b'Z'))
}

/// Clitics apart: "n't", "'s", "cannot", "10am".
fn cut_word(word: &str, at: usize, push: &mut impl FnMut(Range<usize>)) {
    let lower = word.to_lowercase();
    if lower.len() != word.len() {
        return push(at..at + word.len());
    }
    let cut = if lower == "cannot" {
        Some(3)
    } else if lower.ends_with("n't") && lower.len() > 3 {
        Some(word.len() - 3)
    } else if lower.ends_with("n’t") && lower.len() > 5 {
        Some(word.len() - "n’t".len())
    } else {
        let clitic = ["'s", "'re", "'ve", "'ll", "'d", "'m", "’s", "’re", "’ve", "’ll", "’d", "’m"]
            .iter()
            .find(|c| lower.ends_with(*c) && lower.len() > c.len());
        clitic.map(|c| word.len() - c.len()).or_else(|| clock(&lower))
    };
    match cut {
        Some(cut) => {
            push(at..at + cut);
            push(at + cut..at + word.len());
        }
        None => push(at..at + word.len()),
    }
}

/// "10am", "7.30p.m.": where the number ends.
fn clock(lower: &str) -> Option<usize> {
    let digits = lower.len() - lower.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':' || c == '.').len();
    (digits > 0 && matches!(&lower[digits..], "am" | "pm" | "a.m." | "p.m." | "a.m" | "p.m")).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> String {
        let mut tokens = Vec::new();
        tokenize(text, 0, &mut tokens);
        tokens.into_iter().map(|r| &text[r]).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn tokens_are_cut_as_the_treebanks_cut_them() {
        for (text, tokens) in [
            ("Kim's aides don't agree.", "Kim 's aides do n't agree ."),
            ("They can’t, and cannot, say", "They ca n’t , and can not , say"),
            ("the workers' return", "the workers ' return"),
            ("U.S. President Donald J. Trump met Mr. Kim.", "U.S. President Donald J. Trump met Mr. Kim ."),
            ("at 10am (9:30 p.m. EST)", "at 10 am ( 9:30 p.m. EST )"),
            ("a well-known, 61-year-old man", "a well - known , 61 - year - old man"),
            ("on 2019-04-24 or 27-28 Feb.", "on 2019-04-24 or 27 - 28 Feb."),
            ("\"$3.5 million,\" he said...", "\" $ 3.5 million , \" he said ..."),
            ("Up 5% to €1,200.50!", "Up 5 % to € 1,200.50 !"),
            ("see https://example.org/a?b=c.", "see https://example.org/a?b=c ."),
            ("Kim Jong-un's aide met Bashar al-Assad", "Kim Jong-un 's aide met Bashar al-Assad"),
            ("the Kim-Putin meeting, a Moscow-backed plan", "the Kim - Putin meeting , a Moscow - backed plan"),
            ("HANOI, Feb 27 (Agency) --", "HANOI , Feb 27 ( Agency ) --"),
            ("the ’90s and/or '80s", "the ’90s and / or '80s"),
            ("Zażółć – “gęślą”", "Zażółć – “ gęślą ”"),
            ("e-mail co-founder", "e-mail co-founder"),
        ] {
            assert_eq!(cut(text), tokens);
        }
    }
}
