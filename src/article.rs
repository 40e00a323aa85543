//! One document as imported: its text, its publication date and where both came from.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::calendar::Day;

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
    /// The text as stored; every span counts its code points.
    pub text: String,
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
