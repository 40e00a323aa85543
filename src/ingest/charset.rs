//! Bytes to text: byte order mark, then UTF-8, then a guess from the bytes.

use encoding_rs::{Encoding, UTF_8};

use super::{Notice, Problem};

/// Decodes a file. UTF-8 is taken as it is; a byte order mark does not belong to the text.
/// Fails on what is no text; notes any other character set than UTF-8 or a mark's.
pub(super) fn decode(source: &str, bytes: Vec<u8>) -> Result<(String, Option<Notice>), Problem> {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        let (text, lossy) = encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
        let notice = lossy.then(|| Notice::Charset { source: source.into(), charset: encoding.name(), lossy });
        return checked(text.into_owned(), notice);
    }
    if bytes.contains(&0) {
        return Err(Problem::Binary);
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return checked(text, None),
        Err(e) => e.into_bytes(),
    };
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

fn checked(text: String, notice: Option<Notice>) -> Result<(String, Option<Notice>), Problem> {
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
        let (text, notice) = decode("a", "Köln\r\n".as_bytes().to_vec()).unwrap();
        assert_eq!((text.as_str(), notice), ("Köln\r\n", None));
        let latin = b"The caf\xe9 in K\xf6ln closed after the fianc\xe9e left.".to_vec();
        let (text, notice) = decode("a", latin).unwrap();
        assert_eq!(text, "The café in Köln closed after the fiancée left.");
        assert_eq!(notice, Some(Notice::Charset { source: "a".into(), charset: "windows-1252", lossy: false }));
        let utf16 = "\u{feff}Köln".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode("a", utf16).unwrap(), ("Köln".into(), None));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(decode("a", b"PNG\0\0\x01".to_vec()), Err(Problem::Binary));
        assert_eq!(decode("a", b" \n\t".to_vec()), Err(Problem::Empty));
        assert_eq!(decode("a", vec![]), Err(Problem::Empty));
    }
}
