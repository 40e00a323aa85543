//! JSON: one article, an array of articles, or an object that holds such an array; under the usual names of fields.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::Value;

use super::input::{Input, source};
use super::metadata::Metadata;
use super::{Articles, Incoming, InputError, Overrides, Problem, Reader};
use crate::article::Field;

/// JSON files.
pub(super) struct Json;

/// Names of fields as news interfaces and crawlers use them; the first that is there wins.
const TEXT: &[&str] = &[
    "text",
    "body",
    "content",
    "maintext",
    "article",
    "articleBody",
    "article_text",
    "bodyText",
    "fulltext",
    "full_text",
    "description",
];
const TITLE: &[&str] = &["title", "headline", "heading", "webTitle"];
const DATE: &[&str] = &[
    "published",
    "date",
    "pubDate",
    "pubdate",
    "publishedAt",
    "published_at",
    "date_publish",
    "datePublished",
    "date_published",
    "publication_date",
    "publish_date",
    "publishDate",
    "publicationDate",
    "firstPublicationDate",
    "webPublicationDate",
    "pub_date",
    "created_at",
];
const MODIFIED: &[&str] =
    &["modified", "date_modify", "dateModified", "date_modified", "updatedAt", "updated_at", "updated", "lastmod"];
const SOURCE: &[&str] = &["source", "url", "link", "webUrl", "web_url", "canonical_url", "id"];
const ADDRESS: &[&str] = &["url", "link", "webUrl", "web_url", "canonical_url"];
const AUTHOR: &[&str] = &["author", "authors", "byline", "creator"];
const PUBLISHER: &[&str] =
    &["publisher", "source_name", "source_domain", "site", "sitename", "siteName", "outlet", "publication", "domain"];
const LANGUAGE: &[&str] = &["language", "lang"];
/// Names of an array of articles inside an object.
const LISTS: &[&str] = &["articles", "results", "items", "docs", "response", "data"];

/// The fields of an article or of a front matter.
pub(super) struct Fields(pub(super) BTreeMap<String, Value>);

impl Fields {
    /// The first of these fields that says something; `ours` is what `--map` calls it.
    fn first(&self, ours: &str, names: &[&str], said: &Overrides) -> Option<(String, String)> {
        names_of(ours, names, said).find_map(|name| Some((name.to_string(), words(self.0.get(name)?)?)))
    }

    /// Takes over every title, author, publisher, address and date.
    pub(super) fn fill(&self, metadata: &mut Metadata, source: &str, place: &str, said: &Overrides) {
        let kinds = [
            (Field::Title, "title", TITLE),
            (Field::Author, "author", AUTHOR),
            (Field::Publisher, "publisher", PUBLISHER),
            (Field::Address, "source", ADDRESS),
            (Field::Language, "language", LANGUAGE),
            (Field::Modified, "modified", MODIFIED),
        ];
        for (field, ours, names) in kinds {
            for name in names_of(ours, names, said) {
                if let Some(found) = self.0.get(name).and_then(words) {
                    metadata.say(field, &found, format!("{place} '{name}'"));
                }
            }
        }
        // An interface for news names the outlet as an object, and puts the address elsewhere.
        if let Some(outlet) = self.0.get("source").filter(|s| s.is_object()).and_then(words) {
            metadata.say(Field::Publisher, &outlet, format!("{place} 'source'"));
        }
        for name in names_of("published", DATE, said) {
            if let Some(found) = self.0.get(name).and_then(words) {
                metadata.stated(source, format!("{place} '{name}'"), &found);
            }
        }
    }
}

impl Fields {
    /// What the article calls itself: an address or a number. An outlet's name in `source` would be that of many.
    fn source(&self, said: &Overrides) -> Option<String> {
        let outlet = self.0.get("source").is_some_and(Value::is_object);
        let names: Vec<_> = SOURCE.iter().copied().filter(|name| !(outlet && *name == "source")).collect();
        self.first("source", &names, said).map(|f| f.1)
    }
}

/// The names under which a field is looked for: what a person said, then the usual ones.
fn names_of<'a>(ours: &str, names: &'a [&'a str], said: &'a Overrides) -> impl Iterator<Item = &'a str> {
    said.fields.get(ours).map(String::as_str).into_iter().chain(names.iter().copied())
}

/// A string, a number, the `name` of an object, or the first of an array with the others behind commas.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(s) => Some(s.clone()).filter(|s| !s.trim().is_empty()),
        Value::Number(n) => Some(n.to_string()),
        Value::Object(fields) => fields.get("name").and_then(words),
        Value::Array(values) => {
            let all: Vec<_> = values.iter().filter_map(words).collect();
            (!all.is_empty()).then(|| all.join(", "))
        }
        _ => None,
    }
}

impl Reader for Json {
    fn name(&self) -> &'static str {
        "JSON"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn read(&self, mut input: Input, said: &Rc<Overrides>) -> Articles {
        let read = input.text(|_| None).map_err(|problem| input.fail(problem)).and_then(|(text, notice)| {
            let value = serde_json::from_str(&text)
                .map_err(|e| InputError { line: Some(e.line() as u64), ..input.fail(broken(&e)) })?;
            Ok((list(value).map_err(|problem| input.fail(problem))?, notice))
        });
        let (list, mut notice) = match read {
            Ok(read) => read,
            Err(error) => return super::one(error),
        };
        let (alone, said) = (list.len() == 1, Rc::clone(said));
        Box::new(list.into_iter().enumerate().map(move |(i, value)| {
            let number = (i + 1).to_string();
            let member = match (&input.member, alone) {
                (member, true) => member.clone(),
                (None, _) => Some(number),
                (Some(member), _) => Some(format!("{member}#{number}")),
            };
            let name = source(&input.file, member.as_deref());
            let mut read =
                article(&name, value, &said).map_err(|problem| InputError { member, ..input.fail(problem) })?;
            read.notices.extend(notice.take());
            Ok(read)
        }))
    }
}

/// What the parser says, without the place, which is named apart.
pub(super) fn broken(error: &serde_json::Error) -> Problem {
    let words = error.to_string();
    Problem::Json(words.split(" at line ").next().unwrap_or(&words).into())
}

/// The articles of a file.
fn list(value: Value) -> Result<Vec<Value>, Problem> {
    match value {
        Value::Array(values) => Ok(values),
        Value::Object(mut fields) => {
            if !TEXT.iter().any(|t| fields.get(*t).is_some_and(Value::is_string))
                && let Some(inner) = LISTS.iter().find_map(|l| fields.remove(*l).filter(|v| !v.is_string()))
            {
                return list(inner);
            }
            Ok(vec![Value::Object(fields)])
        }
        _ => Err(Problem::Json("expected an object or an array of objects".into())),
    }
}

/// There is no text among these fields. An object may have hundreds: the first tell what it is.
pub(super) fn no_text<'a>(names: impl Iterator<Item = &'a str>) -> Problem {
    let mut names: Vec<String> = names.take(SHOWN + 1).map(|n| n.chars().take(40).collect()).collect();
    if names.len() > SHOWN {
        names[SHOWN] = "...".into();
    }
    Problem::NoField(if names.is_empty() { String::new() } else { format!(" among {}", names.join(", ")) })
}

/// How many names of fields a message lists.
const SHOWN: usize = 12;

/// Whether a table with these columns can have a text.
pub(super) fn has_text<'a>(mut columns: impl Iterator<Item = &'a str>, said: &Overrides) -> bool {
    columns.any(|column| names_of("text", TEXT, said).any(|name| name == column))
}

/// One article; `place` is its source when it names none.
pub(super) fn article(place: &str, value: Value, said: &Overrides) -> Result<Incoming, Problem> {
    let Value::Object(fields) = value else {
        return Err(Problem::Json("expected an object with the field \"text\"".into()));
    };
    let fields = Fields(fields.into_iter().collect());
    let Some((_, text)) = fields.first("text", TEXT, said) else {
        let there = names_of("text", TEXT, said).any(|t| fields.0.contains_key(t));
        return Err(if there { Problem::Empty } else { no_text(fields.0.keys().map(String::as_str)) });
    };
    if text.contains('\0') {
        return Err(Problem::Binary);
    }
    let html = text.contains("</p>") || text.contains("<br") || text.contains("</div>");
    let source = fields.source(said).unwrap_or_else(|| place.to_string());
    let mut metadata = Metadata::default();
    fields.fill(&mut metadata, &source, "field", said);
    let title = metadata.best(Field::Title).map(|c| c.value.clone());
    let text = if html { super::html::text(&text, title.as_deref(), &mut metadata) } else { text };
    if text.trim().is_empty() {
        return Err(Problem::Empty);
    }
    if fields.0.get("published").is_none_or(|p| !p.is_null()) {
        metadata.date_line(&text);
    }
    metadata.path(&source);
    Ok(metadata.article(&source, text, said))
}

#[cfg(test)]
mod tests {
    use super::super::from_bytes;
    use super::*;

    fn read(file: &str) -> Vec<Result<Incoming, InputError>> {
        from_bytes("a.json", file.into(), &Overrides::default())
    }

    #[test]
    fn the_usual_names_of_fields_are_known() {
        for file in [
            r#"{"source": "x", "title": "T", "published": "2019-04-24", "text": "Words."}"#,
            r#"{"url": "x", "headline": "T", "publishedAt": "2019-04-24T22:30:00-04:00", "content": "Words."}"#,
            r#"[{"link": "x", "title": "T", "pubDate": "Wed, 24 Apr 2019 10:00:00 GMT", "body": "Words."}]"#,
            r#"{"articles": [{"url": "x", "title": "T", "date_publish": "2019-04-24 10:00:00", "maintext": "Words."}]}"#,
        ] {
            let article = read(file).remove(0).unwrap().article;
            assert_eq!(
                (article.source.as_str(), article.title.as_deref(), article.text.as_str()),
                ("x", Some("T"), "Words.")
            );
            assert_eq!(article.published.map(|d| d.to_string()).as_deref(), Some("2019-04-24"), "{file}");
        }
    }

    #[test]
    fn members_without_a_source_are_numbered_and_one_bad_member_spoils_nothing() {
        let read = read(r#"[{"text": "One."}, {"title": "no text"}, {"text": "Three."}]"#);
        let names: Vec<_> =
            read.iter().map(|r| r.as_ref().map_or_else(ToString::to_string, |i| i.article.source.clone())).collect();
        assert_eq!(
            names,
            [
                "a.json#1",
                "a.json#2: no text of an article: there is no field \"text\" among title; name yours with --map text=FIELD",
                "a.json#3"
            ]
        );
    }

    #[test]
    fn a_text_of_nothing_but_tags_is_no_article() {
        for text in ["<br>", "<p></p>", "<p<a b='>They met.</p>"] {
            let file = serde_json::json!({ "text": text }).to_string();
            assert_eq!(read(&file), [Err(InputError::of("a.json", Problem::Empty))], "{text}");
        }
    }

    #[test]
    fn broken_json_is_named_with_its_line() {
        assert!(
            read("{\n \"text\": oops }")
                .remove(0)
                .unwrap_err()
                .to_string()
                .starts_with("a.json:2: no article in JSON: ")
        );
        assert!(read("3").remove(0).is_err());
    }
}
