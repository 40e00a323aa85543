//! JSON Lines: an article a line, read as a stream, so that a file may be larger than the memory.

use std::io::{BufRead, Read};

use super::json::{article, broken};
use super::{Articles, Incoming, InputError, Overrides, Problem, charset};

/// The endings of such files.
pub(super) const ENDINGS: &[&str] = &["jsonl", "ndjson"];

/// The longest line, in bytes.
const MAX_LINE: u64 = 64 << 20;

/// The articles of a stream; blank lines are nothing, a broken line is an error with its number, and the rest goes on.
/// An article that names no source is called `source#line`.
pub fn json_lines<'a>(source: &str, mut input: impl BufRead + 'a, overrides: Overrides) -> Articles<'a> {
    let source = source.to_string();
    let (mut number, mut ended, mut found) = (0, false, false);
    Box::new(std::iter::from_fn(move || {
        while !ended {
            number += 1;
            let mut line = Vec::new();
            let fail = |problem| Some(Err(InputError { line: Some(number), ..InputError::of(&source, problem) }));
            match input.by_ref().take(MAX_LINE + 1).read_until(b'\n', &mut line) {
                Ok(0) => ended = true,
                Ok(n) if n as u64 > MAX_LINE => {
                    found = true;
                    if let Err(e) = skip_line(&mut input) {
                        ended = true;
                        return fail(Problem::Unreadable(e.to_string()));
                    }
                    return fail(Problem::TooLarge);
                }
                Ok(_) if line.trim_ascii().is_empty() => {}
                Ok(_) => {
                    found = true;
                    return parse(&source, number, line, &overrides).map_or_else(fail, |read| Some(Ok(read)));
                }
                Err(e) => {
                    ended = true;
                    return fail(Problem::Unreadable(e.to_string()));
                }
            }
        }
        (!std::mem::replace(&mut found, true)).then(|| Err(InputError::of(&source, Problem::Empty)))
    }))
}

/// Reads to the end of the line without keeping it.
fn skip_line(input: &mut impl BufRead) -> std::io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        let (n, done) = match buffer.iter().position(|b| *b == b'\n') {
            Some(i) => (i + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        input.consume(n);
        if done {
            return Ok(());
        }
    }
}

fn parse(source: &str, number: u64, line: Vec<u8>, overrides: &Overrides) -> Result<Incoming, Problem> {
    let place = format!("{source}#{number}");
    let (text, notice) = charset::decode(&place, line)?;
    let value = serde_json::from_str(text.trim()).map_err(|e| broken(&e))?;
    let mut read = article(&place, value, overrides)?;
    read.notices.extend(notice);
    Ok(read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_line_is_named_with_its_number_and_the_rest_goes_on() {
        let input = "{\"text\": \"One.\"}\n\n{\"text\": oops}\n{\"text\": \"Four.\"}";
        let read: Vec<_> = json_lines("a.jsonl", input.as_bytes(), Overrides::default()).collect();
        assert_eq!(read[0].as_ref().unwrap().article.source, "a.jsonl#1");
        assert!(read[1].as_ref().unwrap_err().to_string().starts_with("a.jsonl:3: no article in JSON"));
        assert_eq!((read.len(), read[2].as_ref().unwrap().article.text.as_str()), (3, "Four."));
    }

    #[test]
    fn nothing_at_all_is_said_once() {
        let read: Vec<_> = json_lines("a.jsonl", "\n\n".as_bytes(), Overrides::default()).collect();
        assert_eq!(read, [Err(InputError::of("a.jsonl", Problem::Empty))]);
    }
}
