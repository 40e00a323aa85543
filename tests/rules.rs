//! The examples in data/en/time are the tests of its rules: each stands beside the rule that it is about.

use std::collections::BTreeSet;

use dateline::calendar::{Day, edtf};
use dateline::findings::TimeExpression;
use dateline::text::{Model, analyse};
use dateline::time::rules::{FILES, RuleFile, Rules};

fn read(text: &str, published: &str) -> Vec<TimeExpression> {
    let document = analyse(Model::embedded().unwrap(), text);
    dateline::time::find(&document, published.parse::<Day>().ok())
}

fn files() -> Vec<(&'static str, RuleFile)> {
    FILES
        .iter()
        .map(|(name, text)| (*name, toml::from_str(text).unwrap_or_else(|e| panic!("{name}.toml: {e}"))))
        .collect()
}

#[test]
fn every_example_of_a_rule_is_read_as_it_says() {
    let mut faults = Vec::new();
    for (file, rules) in files() {
        for rule in rules.rule {
            let mut reached = false;
            for example in &rule.yes {
                let found = read(&example.sentence, &rules.published);
                // A look-alike is right when nothing is found there.
                let right = if rule.gives == "nothing" {
                    reached = true;
                    found.is_empty()
                } else {
                    found.iter().any(|f| {
                        // A part goes by the name of the rule that it is a part of.
                        reached |= f.rule == rule.name || rule.gives == "part";
                        f.text == example.text
                            && f.value.as_deref() == Some(example.value.as_str())
                            && (example.modifier.is_none() || f.modifier == example.modifier)
                            && example.days.as_ref().is_none_or(|days| edtf::print(f.interval) == *days)
                    })
                };
                if !right {
                    let seen: Vec<_> = found
                        .iter()
                        .map(|f| (&f.rule, &f.text, &f.value, &f.modifier, edtf::print(f.interval)))
                        .collect();
                    faults.push(format!(
                        "{file}.toml, {}: '{}' should give {example:?}, gives {seen:?}",
                        rule.name, example.sentence
                    ));
                }
            }
            if !reached {
                faults.push(format!("{file}.toml, {}: no example reaches it", rule.name));
            }
            for sentence in &rule.no {
                if let Some(f) = read(sentence, &rules.published).iter().find(|f| f.rule == rule.name) {
                    faults.push(format!(
                        "{file}.toml, {}: '{sentence}' should not match, but '{}' does",
                        rule.name, f.text
                    ));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn every_rule_has_a_name_of_its_own_and_examples_for_and_against() {
    let mut names = BTreeSet::new();
    for (file, rules) in files() {
        for rule in rules.rule {
            assert!(rule.yes.len() >= 2, "{file}.toml, {}: give it two examples", rule.name);
            assert!(!rule.no.is_empty(), "{file}.toml, {}: give it an example that must not match", rule.name);
            assert!(names.insert(rule.name.clone()), "{file}.toml: a second rule is called {}", rule.name);
        }
    }
}

#[test]
fn a_rule_that_cannot_be_read_is_named_with_its_file_and_what_is_wrong() {
    let fault = |text: &str| Rules::read(&[("test", text)]).unwrap_err();
    let unknown = "[[rule]]\nname = \"x\"\nfind = \"{unheard}\"\nvalue = \"date\"";
    assert_eq!(fault(unknown), "data/en/time/test.toml, rule x: {unheard} is no class");
    let open = "[[rule]]\nname = \"x\"\nfind = \"(a|b\"\nvalue = \"date\"";
    assert_eq!(fault(open), "data/en/time/test.toml, rule x: ')' is missing");
    let value = "[[rule]]\nname = \"x\"\nfind = \"a\"\nvalue = \"dat\"";
    assert!(fault(value).contains("'dat' is no value"));
    assert!(fault("[[rule]]\nname = 3").starts_with("data/en/time/test.toml"));
}
