//! Plain text: the stored text is the file's text, with line feeds for other line ends and without what is not seen.

use std::rc::Rc;

use super::charset;
use super::input::{Input, single};
use super::metadata::Metadata;
use super::{Articles, Overrides, Reader};

/// Plain text files.
pub(super) struct Text;

impl Reader for Text {
    fn name(&self) -> &'static str {
        "plain text"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["txt", "text"]
    }

    fn read(&self, input: Input, said: &Rc<Overrides>) -> Articles {
        single(input, |input| {
            let (text, notice) = input.text(|_| None)?;
            let text = charset::visible(text)?;
            let mut metadata = Metadata::default();
            metadata.notices.extend(notice);
            metadata.date_line(&text);
            metadata.path(&input.source());
            Ok(metadata.article(&input.source(), text, said))
        })
    }
}
