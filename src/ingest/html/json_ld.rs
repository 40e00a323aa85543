//! JSON-LD in a page: one object, an array, or a `@graph`, with the article somewhere in it.

use serde_json::{Map, Value};

use super::super::metadata::Metadata;
use crate::article::Field;

/// Types that are an article, and the one that is only the page around it.
const ARTICLE: &[&str] = &["article", "posting", "report", "review"];

/// Takes over what the article of a page says about itself; gives its body when it is there.
pub(super) fn collect(scripts: &[String], source: &str, metadata: &mut Metadata) -> Option<String> {
    let values = values(scripts);
    let objects = objects(&values);
    // Lists of other articles come after it.
    let article = objects.iter().find(|o| is_type(o, |t| ARTICLE.iter().any(|a| t.ends_with(a))))?;
    let mut say = |field, key: &str| {
        if let Some(words) = article.get(key).and_then(|v| words(v, &objects)) {
            metadata.say(field, &words, format!("JSON-LD '{key}'"));
        }
    };
    say(Field::Title, "headline");
    say(Field::Title, "name");
    say(Field::Author, "author");
    say(Field::Author, "creator");
    say(Field::Publisher, "publisher");
    say(Field::Publisher, "sourceOrganization");
    say(Field::Address, "url");
    say(Field::Address, "mainEntityOfPage");
    say(Field::Language, "inLanguage");
    say(Field::Modified, "dateModified");
    dates(article, &objects, "JSON-LD", source, metadata);
    article.get("articleBody")?.as_str().map(String::from)
}

/// Takes over what the page around the article says about itself, which may be that of the whole site.
pub(super) fn collect_page(scripts: &[String], source: &str, metadata: &mut Metadata) {
    let values = values(scripts);
    let objects = objects(&values);
    if let Some(page) = objects.iter().find(|o| is_type(o, |t| t.ends_with("webpage"))) {
        dates(page, &objects, "JSON-LD page", source, metadata);
    }
}

fn dates(object: &Object, objects: &[&Object], name: &str, source: &str, metadata: &mut Metadata) {
    for key in ["datePublished", "dateCreated"] {
        if let Some(words) = object.get(key).and_then(|v| words(v, objects)) {
            metadata.stated(source, format!("{name} '{key}'"), &words);
        }
    }
}

fn values(scripts: &[String]) -> Vec<Value> {
    scripts.iter().filter_map(|s| serde_json::from_str(&cleaned(s)).ok()).collect()
}

type Object = Map<String, Value>;

fn objects(values: &[Value]) -> Vec<&Object> {
    let mut objects = Vec::new();
    values.iter().for_each(|value| flatten(value, &mut objects));
    objects
}

/// Pages wrap it in comments or CDATA, and break its strings over lines.
fn cleaned(script: &str) -> String {
    let inner = script.trim().trim_start_matches("<!--").trim_end_matches("-->");
    let inner = inner.trim().trim_start_matches("//").trim_start_matches("<![CDATA[");
    let inner = inner.trim_end().trim_end_matches("]]>").trim_end_matches("//").trim_end_matches(';');
    inner.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Every object, with those in arrays, in `@graph` and under `mainEntity`; an article before the page around it.
fn flatten<'a>(value: &'a Value, into: &mut Vec<&'a Object>) {
    match value {
        Value::Array(values) => values.iter().for_each(|v| flatten(v, into)),
        Value::Object(object) => {
            into.push(object);
            for key in ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"] {
                if let Some(inner) = object.get(key).filter(|v| !v.is_string()) {
                    flatten(inner, into);
                }
            }
        }
        _ => {}
    }
}

fn is_type(object: &Object, wanted: impl Fn(&str) -> bool) -> bool {
    let of = |v: &Value| v.as_str().is_some_and(|t| wanted(&t.to_lowercase()));
    match object.get("@type") {
        Some(Value::Array(types)) => types.iter().any(of),
        Some(one) => of(one),
        None => false,
    }
}

/// A string, the name of an object (looked up by its `@id` when only that is there), or several of them.
fn words(value: &Value, objects: &[&Object]) -> Option<String> {
    match value {
        Value::String(s) => Some(s.trim().to_string()).filter(|s| !s.is_empty()),
        Value::Array(values) => {
            let all: Vec<_> = values.iter().filter_map(|v| words(v, objects)).collect();
            (!all.is_empty()).then(|| all.join(", "))
        }
        Value::Object(object) => {
            let named = |o: &Object| Some(o.get("name")?.as_str()?.trim().to_string()).filter(|s| !s.is_empty());
            let id = object.get("@id").and_then(Value::as_str);
            let meant = || {
                objects
                    .iter()
                    .find(|o| id.is_some() && o.get("@id").and_then(Value::as_str) == id && o.contains_key("name"))
            };
            named(object)
                .or_else(|| named(meant()?))
                .or_else(|| id.map(String::from).filter(|id| id.starts_with("http")))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(script: &str, field: Field) -> Option<String> {
        let mut metadata = Metadata::default();
        collect(&[script.into()], "a", &mut metadata);
        metadata.best(field).map(|c| c.value.clone())
    }

    #[test]
    fn the_article_is_found_in_an_object_an_array_and_a_graph() {
        let article = r##"{"@type": ["NewsArticle"], "headline": "Bridge closed", "datePublished": "2019-04-24",
            "author": [{"name": "Ann Ash"}, {"name": "Bo Birch"}], "publisher": {"@id": "#us"}}"##;
        let outlet = r##"{"@type": "Organization", "@id": "#us", "name": "The Harbour Post"}"##;
        for script in [
            format!("[{outlet}, {article}]"),
            format!(
                r#"{{"@context": "x", "@graph": [{{"@type": "WebPage", "datePublished": "2001-01-01"}}, {outlet}, {article}]}}"#
            ),
            format!("<!-- [{article}, {outlet}] -->"),
            format!("//<![CDATA[\n[{article}, {outlet}]\n//]]>"),
        ] {
            assert_eq!(best(&script, Field::Title).as_deref(), Some("Bridge closed"), "{script}");
            assert_eq!(best(&script, Field::Published).as_deref(), Some("2019-04-24"));
            assert_eq!(best(&script, Field::Author).as_deref(), Some("Ann Ash, Bo Birch"));
            assert_eq!(best(&script, Field::Publisher).as_deref(), Some("The Harbour Post"));
        }
    }

    #[test]
    fn what_is_broken_or_no_article_says_nothing() {
        for script in ["{", "3", r#"{"@type": "BreadcrumbList", "name": "Home"}"#, r#"{"@type": 7}"#] {
            assert_eq!(best(script, Field::Title), None, "{script}");
        }
    }
}
