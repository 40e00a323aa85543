//! PDF: the words of a document that holds them as text. A scan has none, and says so.
//!
//! The parser is of good will and can fail on odd files: a panic in it is an error of that file, and never more.

use std::rc::Rc;

use super::guard::caught;
use super::input::{Input, single_of_bytes};
use super::metadata::Metadata;
use super::{Articles, Incoming, Overrides, Problem, Reader};

/// Documents for printing.
pub(super) struct Pdf;

/// The largest file, in bytes: text hardly ever is a hundredth of it.
const MAX_FILE: usize = 64 << 20;
/// Room for the parser, which calls itself for every object within another, in bytes.
const STACK: usize = 64 << 20;

impl Reader for Pdf {
    fn name(&self) -> &'static str {
        "PDF"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["pdf"]
    }

    fn recognises(&self, head: &[u8], _ending: &str) -> bool {
        head.starts_with(b"%PDF-")
    }

    fn read(&self, input: Input, said: &Rc<Overrides>) -> Articles {
        single_of_bytes(input, said, article)
    }
}

fn article(source: &str, bytes: Vec<u8>, said: &Overrides) -> Result<Incoming, Problem> {
    if bytes.is_empty() {
        return Err(Problem::Empty);
    }
    if bytes.len() > MAX_FILE {
        return Err(Problem::Format("PDF", "it is larger than 64 MB; export its text and import that".into()));
    }
    let text = paragraphs(&words(bytes)?);
    if text.trim().is_empty() {
        return Err(Problem::Format(
            "PDF",
            "there are no words in it, only pictures; run it through text recognition first".into(),
        ));
    }
    let mut known = Metadata::default();
    known.date_line(&text);
    known.path(source);
    Ok(known.article(source, text, said))
}

/// Runs the parser in a thread of its own, where neither a panic nor a deep nest of objects reaches the import.
fn words(bytes: Vec<u8>) -> Result<String, Problem> {
    let broken = |why: String| Problem::Format("PDF", why);
    let parse = move || caught(|| pdf_extract::extract_text_from_mem(&bytes).map_err(|e| e.to_string()));
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(parse);
    let thread = thread.map_err(|e| broken(e.to_string()))?;
    match thread.join() {
        Ok(Some(Ok(text))) => Ok(text),
        Ok(Some(Err(why))) => Err(broken(why)),
        Ok(None) | Err(_) => Err(broken("it is broken, or odd beyond what the parser knows".into())),
    }
}

/// Lines put together to paragraphs, words that were divided at the end of a line made whole.
fn paragraphs(text: &str) -> String {
    let mut done: Vec<String> = Vec::new();
    let mut open = String::new();
    for line in text.replace('\u{0}', "").lines().map(str::trim) {
        let number = !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit());
        if line.is_empty() || number {
            if !open.is_empty() {
                done.push(std::mem::take(&mut open));
            }
            continue;
        }
        let divided = open.ends_with('-') && line.starts_with(|c: char| c.is_lowercase());
        if divided {
            open.pop();
        } else if !open.is_empty() {
            open.push(' ');
        }
        open.push_str(line);
    }
    done.push(open);
    // A blank line in the middle of a sentence is the end of a page.
    let mut whole: Vec<String> = Vec::new();
    for paragraph in done.into_iter().filter(|p| !p.is_empty()) {
        match whole.last_mut() {
            Some(last) if goes_on(last, &paragraph) => {
                last.push(' ');
                last.push_str(&paragraph);
            }
            _ => whole.push(paragraph),
        }
    }
    whole.join("\n\n").replace('\u{ad}', "")
}

fn goes_on(before: &str, after: &str) -> bool {
    before.chars().count() > 40
        && !before.ends_with(['.', '!', '?', ':', '"', '\u{201d}'])
        && after.starts_with(|c: char| c.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_put_together_and_divided_words_made_whole() {
        let page =
            "The board closed the bridge on Mon-\nday, two days after\n\n12\n\nthe report.\n\nHauliers protested.";
        assert_eq!(
            paragraphs(page),
            "The board closed the bridge on Monday, two days after the report.\n\nHauliers protested."
        );
        let long = "The board closed the bridge to all lorries on\n\n13\n\nMonday. It was\nlate.";
        assert!(paragraphs(long).ends_with("Monday. It was late."));
    }

    #[test]
    fn what_is_no_pdf_is_an_error_and_nothing_more() {
        for bytes in [&b"%PDF-1.4\n"[..], b"%PDF-1.7\nxref\n0 1\n%%EOF", b"%PDF-\xff\xff\xff"] {
            assert!(article("a.pdf", bytes.to_vec(), &Overrides::default()).is_err());
        }
        assert_eq!(article("a.pdf", Vec::new(), &Overrides::default()).err(), Some(Problem::Empty));
    }
}
