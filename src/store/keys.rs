//! Stable keys and the numbers made of them: the same content has the same number in every database.

use sha2::{Digest, Sha256};

use crate::span::Span;

/// A number made of a hexadecimal key: always 16 digits, and exact in a double, so that JSON keeps it.
pub fn id_of(key: &str) -> i64 {
    id(key.get(..15).and_then(|k| u64::from_str_radix(k, 16).ok()).unwrap_or_default())
}

/// The same of the SHA-256 of a text.
pub(crate) fn id_of_text(text: &str) -> i64 {
    let first = Sha256::digest(text.as_bytes()).iter().take(8).fold(0, |all, byte| all << 8 | u64::from(*byte));
    id(first >> 4)
}

fn id(digits: u64) -> i64 {
    const LOWEST: u64 = 1_000_000_000_000_000;
    (LOWEST + digits % (8 * LOWEST)) as i64
}

/// The digits in which the number of a mention differs from that of its article: see [`mention_id`].
pub(crate) const WITHIN: i64 = 100_000_000_000;

/// The number of a mention, made of its key: the first five digits are those of its article, so that all that is written of
/// an article, and of the events that it is the first to report, lies side by side in every table and index. Numbers that
/// are spread evenly make each row of a large database cost a page.
pub(crate) fn mention_id(key: &str) -> i64 {
    let article = key.split(':').next().unwrap_or(key);
    id_of(article) / WITHIN * WITHIN + id_of_text(key) % WITHIN
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
