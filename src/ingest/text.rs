//! Plain text: the stored text is the file's text, unchanged.

use super::metadata::Metadata;
use super::{Incoming, InputError, Overrides, Reader, charset};

/// Plain text files.
pub(super) struct Text;

impl Reader for Text {
    fn name(&self) -> &'static str {
        "plain text"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["txt", "text"]
    }

    fn read(&self, source: &str, bytes: Vec<u8>, overrides: &Overrides) -> Vec<Result<Incoming, InputError>> {
        let read = charset::decode(source, bytes).map_err(|problem| InputError::of(source, problem));
        vec![read.map(|(text, notice)| {
            let mut metadata = Metadata::default();
            metadata.notices.extend(notice);
            metadata.date_line(&text);
            metadata.path(source);
            metadata.article(source, text, overrides)
        })]
    }
}
