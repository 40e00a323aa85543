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
