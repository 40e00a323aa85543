//! Names as the tagger shipped finds them: from many parts of the world, at the edges that the convention asks for, and
//! not where words only look like names.

use dateline::text::{Model, analyse};

/// "kind:words" for each name of a text.
fn names(text: &str) -> Vec<String> {
    let document = analyse(Model::embedded().unwrap(), text);
    let name = |n: &dateline::text::Name| format!("{}:{}", n.kind.as_str(), document.words(n.tokens.clone()));
    document.names.iter().map(name).collect()
}

#[test]
fn people_of_many_countries_are_found_by_what_stands_around_them() {
    for (text, wanted) in [
        ("Chinua Okafor said the plan would fail.", "person:Chinua Okafor"),
        ("The mayor, Bakhyt Seitkali, resigned on Monday.", "person:Bakhyt Seitkali"),
        ("Mr. Okonjo said he would appeal.", "person:Okonjo"),
        ("Prime Minister Sigrún Haldórsdóttir met farmers.", "person:Sigrún Haldórsdóttir"),
        ("Park Min-ji won the race in 2018.", "person:Park Min-ji"),
        ("President Tavita Faleolo arrived on Friday.", "person:Tavita Faleolo"),
        ("Police arrested José Luis Quiroga on Tuesday.", "person:José Luis Quiroga"),
        ("Nguyen Van Thanh, a farmer, lost his house.", "person:Nguyen Van Thanh"),
    ] {
        assert!(names(text).contains(&wanted.to_string()), "{wanted} in {text}: {:?}", names(text));
    }
}

#[test]
fn organisations_and_places_are_told_from_people() {
    for (text, wanted) in [
        ("The Ministry of Finance raised the tax.", "organization:Ministry of Finance"),
        ("The University of Ghana opened a new laboratory.", "organization:University of Ghana"),
        ("Workers at Toyota went on strike.", "organization:Toyota"),
        ("They live in Uzbekistan.", "place:Uzbekistan"),
        ("The flood reached Rotterdam on Sunday.", "place:Rotterdam"),
        ("The army crossed the Euphrates River at dawn.", "place:Euphrates River"),
    ] {
        assert!(names(text).contains(&wanted.to_string()), "{wanted} in {text}: {:?}", names(text));
    }
}

#[test]
fn titles_articles_and_possessive_endings_stay_outside() {
    for (text, wanted) in [
        ("Mr Smith's lawyer said nothing.", "person:Smith"),
        ("The University of Ghana opened a new laboratory.", "organization:University of Ghana"),
    ] {
        assert!(names(text).contains(&wanted.to_string()), "{wanted} in {text}: {:?}", names(text));
    }
}

#[test]
fn a_name_that_is_clear_in_one_place_is_found_again() {
    let text = "Ifeoma Adeyemi, the minister, opened the meeting in Geneva. Adeyemi left early. Many blamed Adeyemi.";
    let found = names(text);
    assert_eq!(found.iter().filter(|n| *n == "person:Adeyemi").count(), 2, "{found:?}");
}

#[test]
fn words_that_only_look_like_names_are_none() {
    for text in [
        "The meeting was held on Wednesday in May.",
        "I think that it will rain.",
        "However, nobody came. Later they tried again.",
        "Workers said the strike would last until Monday.",
        "On Sunday morning, officials closed the road.",
    ] {
        assert!(names(text).is_empty(), "{text}: {:?}", names(text));
    }
}

/// A report of `names/reports.txt`: its subject, its text, and its names as "kind:words" with the place where each begins.
type Report = (String, String, Vec<(usize, String)>);

/// Texts with marked names: "[o Norvia] flew to [l Oslo]".
fn reports() -> Vec<Report> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/names/reports.txt");
    let mut reports: Vec<Report> = Vec::new();
    for line in std::fs::read_to_string(path).expect("the reports").lines().filter(|l| !l.is_empty()) {
        if let Some(about) = line.strip_prefix("## ") {
            reports.push((about.into(), String::new(), Vec::new()));
        }
        let Some((_, text, names)) = reports.last_mut().filter(|_| !line.starts_with('#')) else { continue };
        for (i, part) in line.split(['[', ']']).enumerate() {
            let words = match part.split_once(' ').filter(|_| i % 2 == 1) {
                Some((letter, words)) => {
                    let kind = match letter {
                        "p" => "person",
                        "o" => "organization",
                        "l" => "place",
                        _ => "other",
                    };
                    names.push((text.len(), format!("{kind}:{words}")));
                    words
                }
                None => part,
            };
            text.push_str(words);
        }
        text.push('\n');
    }
    reports
}

#[test]
fn the_names_of_reports_with_firms_that_no_list_knows_are_found_with_their_kinds() {
    let model = Model::embedded().unwrap();
    let (mut wanted, mut right, mut faults) = (0, 0, Vec::new());
    for (about, text, names) in reports() {
        let document = analyse(model, &text);
        let found: Vec<(usize, String)> = document
            .names
            .iter()
            .map(|n| (document.tokens[n.tokens.start].bytes.start, n))
            .map(|(start, n)| (start, format!("{}:{}", n.kind.as_str(), document.words(n.tokens.clone()))))
            .collect();
        for name in names.iter().filter(|n| !n.1.starts_with("other")) {
            wanted += 1;
            if found.contains(name) {
                right += 1;
            } else {
                faults.push(format!("{about}: {} at {}", name.1, name.0));
            }
        }
    }
    let share = f64::from(right) / f64::from(wanted);
    assert!(share >= 0.88, "{right} of {wanted} names: {faults:#?}");
}

#[test]
fn a_firm_of_one_word_is_an_organisation_by_what_it_does() {
    for text in [
        "Velkor said it would buy two rivals for 3 billion euros.",
        "Shares of Valdem rose 4 percent in early trading.",
        "Brandauer's board met on Monday and dismissed the chief executive.",
        "The airline Norvia cancelled all flights on Sunday.",
    ] {
        let name = names(text).into_iter().next().unwrap_or_default();
        assert!(name.starts_with("organization:"), "{text}: {:?}", names(text));
    }
    assert!(names("Velkor said he would resign on Friday.").contains(&"person:Velkor".to_string()));
    assert!(names("He was born in Velkor and went to school there.").contains(&"place:Velkor".to_string()));
}
