//! Web archives: every page that a crawler fetched is an article under its address; read as a stream of records.

use std::io::{self, BufRead, Read};
use std::rc::Rc;

use encoding_rs::Encoding;
use flate2::read::{MultiGzDecoder, ZlibDecoder};

use super::input::{Bounded, Input, source, unreadable};
use super::metadata::Metadata;
use super::{Articles, Incoming, InputError, Overrides, Problem, Reader, charset, html};
use crate::article::Field;

/// Web archives, and the plain texts that are made of them (WET).
pub(super) struct Warc;

/// The largest record that is read, in bytes; larger ones are films and programs.
const MAX_RECORD: u64 = 32 << 20;
/// The longest line of a header, in bytes.
const MAX_HEADER: u64 = 64 << 10;

impl Reader for Warc {
    fn name(&self) -> &'static str {
        "WARC"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["warc", "wet"]
    }

    fn recognises(&self, head: &[u8], _ending: &str) -> bool {
        head.starts_with(b"WARC/1.") || head.starts_with(b"WARC/0.")
    }

    fn read(&self, mut input: Input, said: &Rc<Overrides>) -> Articles {
        let said = Rc::clone(said);
        let (mut number, mut ended, mut found) = (0_u64, false, false);
        Box::new(std::iter::from_fn(move || {
            while !ended {
                number += 1;
                let member = Some(number.to_string());
                let record = record(&mut input.stream);
                let failed = |problem| Some(Err(InputError { member: member.clone(), ..input.fail(problem) }));
                let record = match record {
                    Ok(Some(record)) => record,
                    Ok(None) => break,
                    Err(problem) => {
                        (ended, found) = (true, true);
                        return failed(problem);
                    }
                };
                let place = source(&input.source(), member.as_deref());
                if let Some(read) = article(&place, record, &said) {
                    found = true;
                    return read.map_or_else(failed, |incoming| Some(Ok(incoming)));
                }
            }
            ended = true;
            (!std::mem::replace(&mut found, true)).then(|| Err(input.fail(Problem::Empty)))
        }))
    }
}

/// Names in lower case with their values.
type Headers = Vec<(String, String)>;

struct Record {
    headers: Headers,
    body: Vec<u8>,
}

fn get<'a>(headers: &'a Headers, name: &str) -> &'a str {
    headers.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value)
}

/// The next record; `None` at the end.
fn record(input: &mut dyn BufRead) -> Result<Option<Record>, Problem> {
    let broken = |what: &str| Problem::Format("WARC", what.into());
    let version = loop {
        match line(input)? {
            None => return Ok(None),
            Some(line) if line.trim().is_empty() => {}
            Some(line) => break line,
        }
    };
    if !version.starts_with("WARC/") {
        return Err(broken("a record does not begin with its version"));
    }
    let headers = headers(input)?;
    let length: u64 =
        get(&headers, "content-length").parse().map_err(|_| broken("a record does not say how long it is"))?;
    let mut body = Vec::new();
    let mut rest = input.take(length);
    if length <= MAX_RECORD {
        rest.read_to_end(&mut body).map_err(|e| unreadable(&e))?;
        if (body.len() as u64) < length {
            return Err(Problem::Truncated);
        }
    } else {
        io::copy(&mut rest, &mut io::sink()).map_err(|e| unreadable(&e))?;
    }
    Ok(Some(Record { headers, body }))
}

fn line(input: &mut dyn BufRead) -> Result<Option<String>, Problem> {
    let mut bytes = Vec::new();
    input.take(MAX_HEADER).read_until(b'\n', &mut bytes).map_err(|e| unreadable(&e))?;
    Ok((!bytes.is_empty()).then(|| String::from_utf8_lossy(&bytes).into_owned()))
}

/// Lines of `Name: value` up to an empty one.
fn headers(input: &mut dyn BufRead) -> Result<Headers, Problem> {
    let mut headers = Headers::new();
    while let Some(line) = line(input)?.filter(|l| !l.trim().is_empty() && headers.len() < 1000) {
        if let Some((name, value)) = line.split_once(':') {
            headers.push((name.trim().to_lowercase(), value.trim().to_string()));
        }
    }
    Ok(headers)
}

/// The article of a record; `None` when it is a request, a picture, a page that was not there.
fn article(place: &str, record: Record, said: &Overrides) -> Option<Result<Incoming, Problem>> {
    let address = get(&record.headers, "warc-target-uri").trim_matches(['<', '>']).to_string();
    let name = if address.is_empty() { place } else { &address };
    match get(&record.headers, "warc-type") {
        "response" => {
            let mut rest = record.body.as_slice();
            let status = line(&mut rest).ok()??;
            let ok = status.starts_with("HTTP/") && status.split_whitespace().nth(1) == Some("200");
            let headers = headers(&mut rest).ok().filter(|_| ok)?;
            let kind = get(&headers, "content-type").to_lowercase();
            let is_page = ["text/html", "application/xhtml"].iter().any(|k| kind.starts_with(k));
            is_page.then(|| page(name, &address, &kind, unpacked(&headers, rest)?, said))
        }
        "resource" if get(&record.headers, "content-type").starts_with("text/html") => {
            Some(page(name, &address, "", record.body, said))
        }
        "conversion" if get(&record.headers, "content-type").starts_with("text/plain") => {
            Some(plain(name, &address, record.body, said))
        }
        _ => None,
    }
}

fn page(name: &str, address: &str, kind: &str, bytes: Vec<u8>, said: &Overrides) -> Result<Incoming, Problem> {
    let label = kind.split_once("charset=").map(|(_, l)| l.trim_matches(['"', '\'', ' ', ';']));
    let declared = label.and_then(|l| Encoding::for_label(l.as_bytes())).or_else(|| charset::in_markup(&bytes));
    let (text, notice) = charset::decode(name, bytes, declared)?;
    let mut read = html::article(name, &text, Some(address), Metadata::default(), said)?;
    read.notices.extend(notice);
    Ok(read)
}

fn plain(name: &str, address: &str, bytes: Vec<u8>, said: &Overrides) -> Result<Incoming, Problem> {
    let (text, notice) = charset::decode(name, bytes, None)?;
    let text = charset::visible(text)?;
    let mut known = Metadata::default();
    known.notices.extend(notice);
    known.say(Field::Address, address, "WARC 'WARC-Target-URI'");
    known.date_line(&text);
    known.address(address);
    Ok(known.article(name, text, said))
}

/// The body as its server made it: chunks put together, then unpacked.
fn unpacked(headers: &Headers, body: &[u8]) -> Result<Vec<u8>, Problem> {
    let chunked = get(headers, "transfer-encoding").to_lowercase().contains("chunked");
    let body = if chunked { dechunked(body) } else { body.to_vec() };
    let packed = std::rc::Rc::new((body.len() as u64).into());
    let mut bytes = Vec::new();
    let read = match get(headers, "content-encoding").to_lowercase().as_str() {
        // Some crawlers unpack and keep the header.
        "gzip" | "x-gzip" if body.starts_with(&[0x1f, 0x8b]) => {
            Bounded::new(MultiGzDecoder::new(body.as_slice()), packed).read_to_end(&mut bytes)
        }
        "deflate" if body.first().is_some_and(|b| b & 0x0f == 8) => {
            Bounded::new(ZlibDecoder::new(body.as_slice()), packed).read_to_end(&mut bytes)
        }
        "br" | "zstd" if String::from_utf8(body.clone()).is_err() => {
            return Err(Problem::Format("WARC", "a page is packed in a way (br, zstd) that is not known here".into()));
        }
        _ => return Ok(body),
    };
    read.map(|_| bytes).map_err(|e| unreadable(&e))
}

/// Chunks of a length in hexadecimal and so many bytes. What is no such thing was put together already.
fn dechunked(body: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    let mut rest = body;
    while let Some(end) = rest.windows(2).position(|w| w == b"\r\n") {
        let size = rest.get(..end).and_then(|l| std::str::from_utf8(l).ok()).and_then(|l| l.split(';').next());
        let Some(size) = size.and_then(|s| usize::from_str_radix(s.trim(), 16).ok()) else { break };
        if size == 0 {
            return whole;
        }
        let start = end + 2;
        let chunk = rest.get(start..).unwrap_or_default();
        whole.extend_from_slice(chunk.get(..size).unwrap_or(chunk));
        rest = chunk.get(size.saturating_add(2)..).unwrap_or_default();
    }
    if whole.is_empty() { body.to_vec() } else { whole }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_put_together_and_what_has_none_is_left() {
        assert_eq!(dechunked(b"4\r\nThey\r\n5;x=y\r\n met.\r\n0\r\n\r\n"), b"They met.");
        assert_eq!(dechunked(b"They met."), b"They met.");
        assert_eq!(dechunked(b"ffffffffffffffff\r\nThey"), b"They");
        assert_eq!(dechunked(b"8\r\nThey"), b"They");
    }
}
