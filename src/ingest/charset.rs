//! Bytes to text: byte order mark, then UTF-8 where it fits, then what is declared, then a guess from the bytes.
//!
//! UTF-8 goes before the declaration, since text of another set hardly ever happens to be valid UTF-8, while pages that
//! were saved as UTF-8 often go on declaring what they were served in.

use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

use super::{Notice, Problem};

/// A text, and what is odd about its characters.
pub(super) type Decoded = (String, Option<Notice>);

/// Decodes a file. A byte order mark does not belong to the text. Fails on what is no text; notes a set that was guessed,
/// and characters that have no meaning in the set.
pub(super) fn decode(source: &str, bytes: Vec<u8>, declared: Option<&'static Encoding>) -> Result<Decoded, Problem> {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        return as_told(source, encoding, bytes.get(mark..).unwrap_or_default());
    }
    if let Some(wide) = declared.filter(|d| [UTF_16LE, UTF_16BE].contains(d) && bytes.contains(&0)) {
        return as_told(source, wide, &bytes);
    }
    if let Some(wide) = wide(&bytes) {
        return as_told(source, wide, &bytes);
    }
    if bytes.contains(&0) {
        return Err(Problem::Binary);
    }
    if declared == Some(ISO_2022_JP) {
        return as_told(source, ISO_2022_JP, &bytes);
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return checked(text, None),
        Err(e) => e.into_bytes(),
    };
    if let Some(encoding) = declared.filter(|d| ![UTF_8, UTF_16LE, UTF_16BE].contains(d)) {
        return as_told(source, encoding, &bytes);
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(&bytes, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Allow);
    let (text, _, lossy) = encoding.decode(&bytes);
    // Mostly UTF-8 with a few broken bytes reads better as UTF-8 with marks than as anything else.
    let (as_utf8, _, _) = UTF_8.decode(&bytes);
    let broken = as_utf8.matches('\u{fffd}').count();
    let foreign = as_utf8.chars().filter(|c| !c.is_ascii() && *c != '\u{fffd}').count();
    if foreign > broken * 4 {
        let notice = Notice::Charset { source: source.into(), charset: "UTF-8", lossy: true };
        return checked(as_utf8.into_owned(), Some(notice));
    }
    checked(text.into_owned(), Some(Notice::Charset { source: source.into(), charset: encoding.name(), lossy }))
}

/// UTF-16 without a mark, as some programs of Windows export it: every other byte of western text is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let zeros = |at: usize| pairs.iter().filter(|pair| pair[at] == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    match rest.is_empty() && first.max(second) * 10 > pairs.len() * 9 && first.min(second) == 0 {
        true => Some(if first > second { UTF_16BE } else { UTF_16LE }),
        false => None,
    }
}

/// In the set that the file says.
fn as_told(source: &str, encoding: &'static Encoding, bytes: &[u8]) -> Result<Decoded, Problem> {
    let (text, lossy) = encoding.decode_without_bom_handling(bytes);
    let notice = lossy.then(|| Notice::Charset { source: source.into(), charset: encoding.name(), lossy });
    checked(text.into_owned(), notice)
}

/// The set that a page or an XML file declares near its beginning: `charset=...` or `encoding="..."`.
pub(super) fn in_markup(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(DECLARED_WITHIN))?.to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let declaration = head.strip_prefix("<?xml").and_then(|h| h.split_once("?>")).map_or("", |(d, _)| d);
    let label = declaration.split_once("encoding=").or_else(|| head.split_once("charset="))?.1;
    let label = label.trim_start_matches(['"', '\'', ' ']);
    let end = label.find(['"', '\'', '>', ';', ' ', '/']).unwrap_or(label.len());
    Encoding::for_label(label.get(..end)?.as_bytes())
}

/// How far from the beginning a declaration may stand, in bytes; browsers look at 1024.
const DECLARED_WITHIN: usize = 4096;

/// A text as people wrote it: each line end is one line feed, and what is not seen (soft hyphens, joiners, marks of byte
/// order in the middle) goes, so that words are found and offsets count what is stored.
pub(super) fn plain(text: String) -> String {
    let unseen = ['\u{ad}', '\u{200b}', '\u{2060}', '\u{feff}'];
    if !text.contains(|c| c == '\r' || unseen.contains(&c)) {
        return text;
    }
    text.replace("\r\n", "\n").replace('\r', "\n").replace(unseen, "")
}

/// The same, refused when nothing of it is seen.
pub(super) fn visible(text: String) -> Result<String, Problem> {
    let text = plain(text);
    if text.trim().is_empty() { Err(Problem::Empty) } else { Ok(text) }
}

fn checked(text: String, notice: Option<Notice>) -> Result<Decoded, Problem> {
    match text {
        text if text.contains('\0') => Err(Problem::Binary),
        text if text.trim().is_empty() => Err(Problem::Empty),
        text => Ok((text, notice)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf8_is_taken_as_it_is_and_other_sets_are_named() {
        let (text, notice) = decode("a", "Köln\r\n".as_bytes().to_vec(), None).unwrap();
        assert_eq!((text.as_str(), notice), ("Köln\r\n", None));
        let latin = b"The caf\xe9 in K\xf6ln closed after the fianc\xe9e left.".to_vec();
        let (text, notice) = decode("a", latin, None).unwrap();
        assert_eq!(text, "The café in Köln closed after the fiancée left.");
        assert_eq!(notice, Some(Notice::Charset { source: "a".into(), charset: "windows-1252", lossy: false }));
        let utf16 = "\u{feff}Köln".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode("a", utf16, None).unwrap(), ("Köln".into(), None));
        for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
            let unmarked = "They met in Köln.".encode_utf16().flat_map(bytes).collect();
            assert_eq!(decode("a", unmarked, None).unwrap(), ("They met in Köln.".into(), None));
        }
    }

    #[test]
    fn line_ends_are_one_and_what_is_not_seen_goes() {
        for (text, expected) in [
            ("One.\r\nTwo.\rThree.\n\r\n", "One.\nTwo.\nThree.\n\n"),
            ("Sum\u{ad}mit in Ha\u{200b}noi", "Summit in Hanoi"),
            ("dé\u{feff}jà\u{2060} vu", "déjà vu"),
            ("As it is.\n", "As it is.\n"),
        ] {
            assert_eq!(plain(text.into()), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(decode("a", b"PNG\0\0\x01".to_vec(), None), Err(Problem::Binary));
        assert_eq!(decode("a", b" \n\t".to_vec(), None), Err(Problem::Empty));
        assert_eq!(decode("a", vec![], None), Err(Problem::Empty));
    }

    #[test]
    fn a_declared_set_is_believed_unless_the_bytes_are_utf8() {
        let page = |label: &str, word: &[u8]| [label.as_bytes(), word].concat();
        for (label, word) in [
            ("<meta charset=\"iso-8859-2\">", &b"\xa3\xf3d\xbc"[..]),
            ("<?xml version='1.0' encoding='ISO-8859-2'?>", b"\xa3\xf3d\xbc"),
            ("<meta http-equiv=content-type content='text/html; charset=latin1'>", "Łódź".as_bytes()),
        ] {
            let bytes = page(label, word);
            let declared = in_markup(&bytes);
            let (text, notice) = decode("a", bytes, declared).unwrap();
            assert!(text.ends_with("Łódź") && notice.is_none(), "{text}");
        }
        assert_eq!(in_markup(b"<p>no declaration"), None);
    }
}
