//! JSON Lines: an article a line, read as a stream, so that a file may be larger than the memory.

use std::io::{BufRead, Read};
use std::rc::Rc;

use super::input::{Input, source, unreadable};
use super::json::{article, broken};
use super::{Articles, Incoming, InputError, Overrides, Problem, Reader, charset};

/// JSON Lines files.
pub(super) struct JsonLines;

impl Reader for JsonLines {
    fn name(&self) -> &'static str {
        "JSON Lines"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["jsonl", "ndjson"]
    }

    /// Two objects, each on a line of its own, are no JSON; whatever the name.
    fn recognises(&self, head: &[u8], _ending: &str) -> bool {
        let mut lines = head.split(|b| *b == b'\n').map(<[u8]>::trim_ascii).filter(|l| !l.is_empty());
        let first = lines.next().is_some_and(|l| l.len() > 1 && l.starts_with(b"{") && l.ends_with(b"}"));
        first && lines.next().is_some_and(|l| l.starts_with(b"{"))
    }

    fn read(&self, input: Input, said: &Rc<Overrides>) -> Articles {
        lines(input, Rc::clone(said))
    }
}

/// The longest line, in bytes.
const MAX_LINE: u64 = 64 << 20;

/// The articles of a stream; blank lines are nothing, a broken line is an error with its number, and the rest goes on.
/// An article that names no source is called `file#line`.
pub fn json_lines(file: &str, input: impl Read + 'static, overrides: Overrides) -> Articles {
    lines(Input::new(file, input), Rc::new(overrides))
}

fn lines(mut input: Input, said: Rc<Overrides>) -> Articles {
    let (mut number, mut ended, mut found) = (0, false, false);
    Box::new(std::iter::from_fn(move || {
        while !ended {
            number += 1;
            let mut line = Vec::new();
            let read = input.stream.by_ref().take(MAX_LINE + 1).read_until(b'\n', &mut line);
            let fail = |input: &Input, problem| Some(Err(InputError { line: Some(number), ..input.fail(problem) }));
            match read {
                Ok(0) => ended = true,
                Ok(n) if n as u64 > MAX_LINE => {
                    found = true;
                    if let Err(e) = skip_line(&mut input.stream) {
                        ended = true;
                        return fail(&input, unreadable(&e));
                    }
                    return fail(&input, Problem::TooLarge);
                }
                Ok(_) if line.trim_ascii().is_empty() => {}
                Ok(_) => {
                    found = true;
                    return match parse(&input, number, line, &said) {
                        Ok(read) => Some(Ok(read)),
                        Err(problem) => fail(&input, problem),
                    };
                }
                Err(e) => {
                    ended = true;
                    found = true;
                    return fail(&input, unreadable(&e));
                }
            }
        }
        (!std::mem::replace(&mut found, true)).then(|| Err(input.fail(Problem::Empty)))
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

fn parse(input: &Input, number: u64, line: Vec<u8>, said: &Overrides) -> Result<Incoming, Problem> {
    let place = source(&input.source(), Some(&number.to_string()));
    let (text, notice) = charset::decode(&place, line, None)?;
    let value = serde_json::from_str(text.trim()).map_err(|e| broken(&e))?;
    let mut read = article(&place, value, said)?;
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
