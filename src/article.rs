//! One document as imported: its text, its publication date and where both came from.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::calendar::Day;
use crate::calendar::date::words;

/// One article. Its document creation time is `published`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Article {
    /// The path or address it came from; for a member of a file, `file#member`.
    pub source: String,
    /// The headline, when there is one apart from the text.
    #[serde(default)]
    pub title: Option<String>,
    /// The day of publication in the publication's own offset; `None` when nobody knows.
    #[serde(default)]
    pub published: Option<Day>,
    /// Where the publication date came from ("front matter 'date'", "--date", ...).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_from: Option<String>,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Where it is to be found, as its file says: the canonical address of a page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// When it was changed last, as its file says: ISO 8601 in UTC, or a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
    /// Everything that its file says about it, best first; the values above are those that won.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<Candidate>,
    /// The text as stored; every span counts its code points.
    pub text: String,
}

words! {
    /// What a file says about its article besides the text.
    Field {
        /// The headline.
        Title = "title",
        /// Who wrote it.
        Author = "author",
        /// Who published it.
        Publisher = "publisher",
        /// Where it is to be found.
        Address = "address",
        /// The language that it is declared to be in.
        Language = "language",
        /// When it was published.
        Published = "published",
        /// When it was changed last.
        Modified = "modified",
        /// A line that is about the article and was left out of its text.
        LeftOut = "left out",
    }
}

/// One place of a file that says something about its article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// About what.
    pub field: Field,
    /// What it says, in its own words: `2019-04-24T22:30:00-04:00`.
    pub value: String,
    /// Which place: `JSON-LD 'datePublished'`.
    pub from: String,
}

impl Article {
    /// The identity of the content: SHA-256 over title and text, in hexadecimal. The date and the source do not
    /// belong to it, so that a corrected date is not a new article.
    pub fn content_hash(&self) -> String {
        let mut hash = Sha256::new();
        hash.update(self.title.as_deref().unwrap_or("").as_bytes());
        hash.update([0]);
        hash.update(self.text.as_bytes());
        hash.finalize().iter().map(|b| format!("{b:02x}")).collect()
    }
}

/// What two spellings of one address have in common; `None` when it is no address of a page.
///
/// ```
/// let key = dateline::article::address_key("https://WWW.example.org/a/?utm_source=x&id=7#top");
/// assert_eq!(key.as_deref(), Some("example.org/a?id=7"));
/// assert_eq!(dateline::article::address_key("news/a.txt"), None);
/// ```
pub fn address_key(address: &str) -> Option<String> {
    let address = address.trim();
    let (scheme, rest) = address.split_once("://")?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return None;
    }
    let rest = rest.split('#').next().unwrap_or(rest);
    let (page, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = page.split_once('/').unwrap_or((page, ""));
    let host = host.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    // What only tells where the reader came from.
    let kept: Vec<&str> = query.split('&').filter(|part| !part.is_empty() && !part.starts_with("utm_")).collect();
    let path = path.trim_end_matches('/');
    if host.is_empty() || path.is_empty() && kept.is_empty() {
        return None; // the front page has another text every day
    }
    let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    Some(format!("{host}/{path}{query}"))
}
