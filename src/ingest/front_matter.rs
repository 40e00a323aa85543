//! Markdown with a block of YAML (`---`) or TOML (`+++`) at its top; the stored text starts after the block.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::Value;

use super::charset;
use super::input::{Input, single};
use super::json::Fields;
use super::metadata::Metadata;
use super::{Articles, Incoming, Overrides, Problem, Reader};
use crate::article::Field;

/// Markdown files, with or without front matter.
pub(super) struct Markdown;

impl Reader for Markdown {
    fn name(&self) -> &'static str {
        "Markdown"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["md", "markdown"]
    }

    fn recognises(&self, head: &[u8], _ending: &str) -> bool {
        let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
        (head.starts_with(b"---") || head.starts_with(b"+++")) && split(&String::from_utf8_lossy(head)).is_some()
    }

    fn read(&self, input: Input, said: &Rc<Overrides>) -> Articles {
        single(input, |input| article(input, said))
    }
}

fn article(input: &mut Input, said: &Overrides) -> Result<Incoming, Problem> {
    let source = input.source();
    let (file, notice) = input.text(|_| None)?;
    let file = charset::plain(file);
    let mut metadata = Metadata::default();
    metadata.notices.extend(notice);
    let text = match split(&file) {
        None => file.as_str(),
        Some((fence, block, text)) => {
            let fields = Fields(if fence == "---" { yaml(block)? } else { toml(block)? });
            fields.fill(&mut metadata, &source, "front matter", said);
            text
        }
    };
    if text.trim().is_empty() {
        return Err(Problem::Empty);
    }
    if let Some(heading) = text.lines().find_map(|l| l.strip_prefix("# ")) {
        metadata.say(Field::Title, heading, "heading");
    }
    metadata.date_line(text);
    metadata.path(&source);
    Ok(metadata.article(&source, text.to_string(), said))
}

/// The fence, the block between two fences and the text after them.
fn split(file: &str) -> Option<(&str, &str, &str)> {
    let fence = ["---", "+++"].into_iter().find(|f| file.starts_with(f))?;
    let after = file.get(fence.len()..)?;
    let block = after.strip_prefix("\r\n").or_else(|| after.strip_prefix('\n'))?;
    let mut at = 0;
    for line in block.split_inclusive('\n') {
        if line.trim_end() == fence {
            return Some((fence, block.get(..at)?, block.get(at + line.len()..)?.trim_start_matches(['\r', '\n'])));
        }
        at += line.len();
    }
    None
}

/// Reads YAML; people write unquoted colons in titles, so a block that is no YAML is read as `key: value` lines.
fn yaml(block: &str) -> Result<BTreeMap<String, Value>, Problem> {
    if block.trim().is_empty() {
        return Ok(BTreeMap::new());
    }
    serde_saphyr::from_str(block).or_else(|e| {
        let lines = block.lines().filter(|l| !l.trim().is_empty() && !l.starts_with(['#', ' ', '\t', '-']));
        let pairs = lines.map(|l| l.split_once(':').map(|(k, v)| (k.trim().to_string(), unquoted(v))));
        pairs.collect::<Option<_>>().ok_or_else(|| Problem::FrontMatter(first_line(&e.to_string())))
    })
}

fn unquoted(value: &str) -> Value {
    let value = value.trim();
    let inner = ['"', '\''].iter().find_map(|q| value.strip_prefix(*q)?.strip_suffix(*q));
    Value::String(inner.unwrap_or(value).into())
}

fn toml(block: &str) -> Result<BTreeMap<String, Value>, Problem> {
    let table: toml::Table = toml::from_str(block).map_err(|e| Problem::FrontMatter(first_line(e.message())))?;
    Ok(table.into_iter().map(|(key, value)| (key, plain(value))).collect())
}

/// TOML as JSON, with its dates as words.
fn plain(value: toml::Value) -> Value {
    match value {
        toml::Value::String(s) => Value::String(s),
        toml::Value::Array(values) => Value::Array(values.into_iter().map(plain).collect()),
        other => Value::String(other.to_string()),
    }
}

fn first_line(words: &str) -> String {
    words.lines().next().unwrap_or_default().into()
}

#[cfg(test)]
mod tests {
    use super::super::{InputError, from_bytes};
    use super::*;

    fn read(file: &str) -> Result<Incoming, InputError> {
        from_bytes("a.md", file.into(), &Overrides::default()).remove(0)
    }

    #[test]
    fn the_text_starts_after_the_front_matter() {
        for file in [
            "---\ntitle: Two: three\ndate: 2019-03-02\n---\nText.\n",
            "---\r\ntitle: 'Two: three'\r\ndate: 2019-03-02T10:00:00+01:00\r\n---\r\n\r\nText.\n",
            "+++\ntitle = \"Two: three\"\ndate = 2019-03-02\n+++\nText.\n",
        ] {
            let article = read(file).unwrap().article;
            assert_eq!((article.title.as_deref(), article.text.as_str()), (Some("Two: three"), "Text.\n"), "{file}");
            assert_eq!(article.published.map(|d| d.to_string()).as_deref(), Some("2019-03-02"), "{file}");
            assert_eq!(article.published_from.as_deref(), Some("front matter 'date'"));
        }
    }

    #[test]
    fn a_block_that_cannot_be_read_is_named_and_a_line_is_no_block() {
        assert!(
            read("---\nno colon here\n---\nText.")
                .unwrap_err()
                .to_string()
                .starts_with("a.md: the front matter cannot")
        );
        assert_eq!(read("---\nText without an end.").unwrap().article.text, "---\nText without an end.");
        assert_eq!(read("---\ntitle: x\n---\n\n").unwrap_err().problem, Problem::Empty);
    }

    #[test]
    fn an_impossible_date_is_noted_and_not_taken() {
        let read = read("---\ndate: 2019-02-30\n---\nText.").unwrap();
        assert_eq!((read.article.published, read.notices.len()), (None, 1));
    }
}
