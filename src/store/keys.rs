//! Stable keys and the numbers made of them: the same content has the same number in every database.

use sha2::{Digest, Sha256};

use crate::span::Span;

/// SHA-256 in hexadecimal.
pub(crate) fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|b| format!("{b:02x}")).collect()
}

/// A number made of a hexadecimal key: always 16 digits, and exact in a double, so that JSON keeps it.
pub fn id_of(key: &str) -> i64 {
    const LOWEST: u64 = 1_000_000_000_000_000;
    let digits = key.get(..15).and_then(|k| u64::from_str_radix(k, 16).ok()).unwrap_or_default();
    (LOWEST + digits % (8 * LOWEST)) as i64
}

/// The stable key of an event mention: its article and span, and which of several with that span it is.
pub(crate) fn mention_key(article: &str, span: Span, nth: usize) -> String {
    let more = if nth == 0 { String::new() } else { format!("#{nth}") };
    format!("{article}:{}-{}{more}", span.start, span.end)
}

/// The article and the span of a key that [`mention_key`] made.
pub(crate) fn parse_mention_key(key: &str) -> Option<(&str, Span)> {
    let (article, rest) = key.split_once(':')?;
    let (start, end) = rest.split('#').next()?.split_once('-')?;
    Some((article, Span::new(start.parse().ok()?, end.parse().ok()?)))
}
