//! JSON: one article, an array of articles, or an object that holds such an array; under the usual names of fields.

use std::collections::BTreeMap;

use serde_json::Value;

use super::metadata::Metadata;
use super::{Incoming, InputError, Overrides, Problem, Reader, charset};

/// JSON files.
pub(super) struct Json;

/// Names of fields as news interfaces and crawlers use them; the first that is there wins.
const TEXT: &[&str] = &["text", "body", "content", "maintext", "article", "articleBody", "fulltext", "full_text"];
const TITLE: &[&str] = &["title", "headline", "heading"];
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
    "webPublicationDate",
    "pub_date",
    "created_at",
];
const SOURCE: &[&str] = &["source", "url", "link", "webUrl", "web_url", "canonical_url", "id"];
const AUTHOR: &[&str] = &["author", "authors", "byline", "creator"];
const PUBLISHER: &[&str] = &["publisher", "source_domain", "site", "sitename", "outlet", "publication"];
/// Names of an array of articles inside an object.
const LISTS: &[&str] = &["articles", "results", "items", "docs", "response", "data"];

/// The fields of an article or of a front matter.
pub(super) struct Fields(pub(super) BTreeMap<String, Value>);

impl Fields {
    fn first(&self, names: &[&'static str]) -> Option<(&'static str, String)> {
        names.iter().find_map(|name| Some((*name, words(self.0.get(*name)?)?)))
    }

    /// Takes over title, author, publisher and every date.
    pub(super) fn fill(&self, metadata: &mut Metadata, source: &str, place: &str) {
        metadata.title = self.first(TITLE).map(|f| f.1);
        metadata.author = self.first(AUTHOR).map(|f| f.1);
        metadata.publisher = self.first(PUBLISHER).map(|f| f.1);
        for name in DATE {
            if let Some(found) = self.0.get(*name).and_then(words) {
                metadata.stated(source, format!("{place} '{name}'"), &found);
            }
        }
    }
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

    fn read(&self, source: &str, bytes: Vec<u8>, overrides: &Overrides) -> Vec<Result<Incoming, InputError>> {
        let fail = |problem| vec![Err(InputError::of(source, problem))];
        let (text, notice) = match charset::decode(source, bytes) {
            Ok(read) => read,
            Err(problem) => return fail(problem),
        };
        let value = match serde_json::from_str(&text) {
            Ok(value) => value,
            Err(e) => {
                return vec![Err(InputError { line: Some(e.line() as u64), ..InputError::of(source, broken(&e)) })];
            }
        };
        let list = match list(value) {
            Ok(list) => list,
            Err(problem) => return fail(problem),
        };
        let alone = list.len() == 1;
        let mut notice = notice;
        let member = |(i, value)| {
            let name = if alone { source.to_string() } else { format!("{source}#{}", i + 1) };
            let mut read = article(&name, value, overrides).map_err(|problem| InputError::of(&name, problem))?;
            read.notices.extend(notice.take());
            Ok(read)
        };
        list.into_iter().enumerate().map(member).collect()
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

/// One article; `place` is its source when it names none.
pub(super) fn article(place: &str, value: Value, overrides: &Overrides) -> Result<Incoming, Problem> {
    let Value::Object(fields) = value else {
        return Err(Problem::Json("expected an object with the field \"text\"".into()));
    };
    let fields = Fields(fields.into_iter().collect());
    let Some((_, text)) = fields.first(TEXT) else {
        let there = TEXT.iter().any(|t| fields.0.contains_key(*t));
        return Err(if there { Problem::Empty } else { Problem::Json("there is no field \"text\"".into()) });
    };
    if text.contains('\0') {
        return Err(Problem::Binary);
    }
    let source = fields.first(SOURCE).map_or_else(|| place.to_string(), |f| f.1);
    let mut metadata = Metadata::default();
    fields.fill(&mut metadata, &source, "field");
    if fields.0.get("published").is_none_or(|p| !p.is_null()) {
        metadata.date_line(&text);
    }
    metadata.path(&source);
    Ok(metadata.article(&source, text, overrides))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(file: &str) -> Vec<Result<Incoming, InputError>> {
        Json.read("a.json", file.into(), &Overrides::default())
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
        assert_eq!(names, ["a.json#1", "a.json#2: no article in JSON: there is no field \"text\"", "a.json#3"]);
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
