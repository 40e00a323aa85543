//! What is read from single sentences: did it happen, who took part, when, and how the line reads.
//!
//! Tables of sentences with examples that must not match; the timelines of whole texts stand in `timelines/`.

use dateline::article::Article;
use dateline::extract::Extractor;
use dateline::findings::{EventMention, Findings};
use dateline::knowledge::Knowledge;

/// The findings of a text published on Friday, 15 May 2020.
fn read(text: &str) -> Findings {
    let article = Article { text: text.into(), published: "2020-05-15".parse().ok(), ..Article::default() };
    Extractor::new(Knowledge::default()).unwrap().extract(&article)
}

/// The event that this word reports.
fn event(text: &str, word: &str) -> EventMention {
    let findings = read(text);
    let found: Vec<_> = findings.events.iter().map(|e| e.text.clone()).collect();
    let event = findings.events.into_iter().find(|e| e.text == word);
    event.unwrap_or_else(|| panic!("no event '{word}' in {found:?}: {text}"))
}

#[test]
fn what_did_not_happen_is_never_told_as_happened() {
    for (text, word, status) in [
        ("Anna Berg resigned on Monday.", "resigned", "happened"),
        ("Anna Berg did not resign.", "resign", "denied"),
        ("Anna Berg never signed the letter.", "signed", "denied"),
        ("Anna Berg refused to sign the treaty.", "sign", "denied"),
        ("Anna Berg failed to win the race.", "win", "denied"),
        ("Anna Berg cancelled the visit.", "visit", "denied"),
        ("Anna Berg wants to buy the firm.", "buy", "possible"),
        ("Anna Berg tried to leave the country.", "leave", "possible"),
        ("If Anna Berg leaves the party, it will suffer.", "leaves", "possible"),
        ("Anna Berg might sell the farm.", "sell", "possible"),
        ("Anna Berg fears an attack.", "attack", "possible"),
        ("Critics urged Anna Berg to resign.", "resign", "possible"),
        ("Will Anna Berg sell the farm?", "sell", "possible"),
        ("Anna Berg agreed to sell the farm.", "sell", "planned"),
        ("Anna Berg had planned to sell the farm.", "sell", "possible"),
        ("Anna Berg had agreed to sell the farm.", "sell", "planned"),
        ("Anna Berg has planned to sell the farm.", "sell", "planned"),
        ("Anna Berg will visit Norway in June.", "visit", "planned"),
        ("Anna Berg must leave the country by June 1.", "leave", "deadline"),
        ("Anna Berg managed to sell the farm.", "sell", "happened"),
        ("According to the police, Anna Berg sold the farm.", "sold", "reported"),
        ("Anna Berg reportedly sold the farm.", "sold", "reported"),
        ("The police said that Anna Berg had sold the farm.", "sold", "reported"),
        ("Anna Berg bought the farm; the police said nothing.", "bought", "happened"),
        ("Anna Berg refused to talk before the army leaves the town.", "leaves", "possible"),
    ] {
        assert_eq!(event(text, word).status.as_str(), status, "'{word}' in: {text}");
    }
}

#[test]
fn who_takes_part_is_read_through_the_syntax() {
    for (text, word, names) in [
        ("Late in the evening Anna Berg met Omar Haddad at the old town hall.", "met", "Anna Berg, Omar Haddad"),
        ("Late in the evening Anna Berg and Omar Haddad met at the old town hall.", "met", "Anna Berg, Omar Haddad"),
        ("Anna Berg was arrested at her house by Omar Haddad.", "arrested", "Anna Berg, Omar Haddad"),
        ("Omar Haddad, who had arrested Anna Berg, resigned.", "arrested", "Anna Berg, Omar Haddad"),
        ("Omar Haddad, who had arrested Anna Berg, resigned.", "resigned", "Omar Haddad"),
        ("Anna Berg held talks with Omar Haddad.", "talks", "Anna Berg, Omar Haddad"),
        ("The summit between Anna Berg and Omar Haddad failed.", "summit", "Anna Berg, Omar Haddad"),
        ("Anna Berg said that Omar Haddad had left.", "said", "Anna Berg"),
        ("Anna Berg said that Omar Haddad had left.", "left", "Omar Haddad"),
        ("Omar Haddad spoke in Oslo while Anna Berg slept.", "spoke", "Omar Haddad"),
        ("Anna Berg shared the prize with Omar Haddad.", "shared", "Anna Berg, Omar Haddad"),
        ("Anna Berg bought a house with a garden.", "bought", "Anna Berg"),
        ("Anna Berg was the first woman to climb the peak.", "climb", "Anna Berg"),
    ] {
        let findings = read(text);
        let event = event(text, word);
        let mut found: Vec<&str> =
            event.participants.iter().map(|p| findings.actors[p.actor as usize].name.as_str()).collect();
        found.retain(|name| ["Anna Berg", "Omar Haddad"].contains(name));
        found.sort_unstable();
        assert_eq!(found.join(", "), names, "'{word}' in: {text}");
    }
}

#[test]
fn a_line_reads_alone_and_does_not_repeat_its_date() {
    for (text, word, label) in [
        ("However, Anna Berg resigned on Monday.", "resigned", "Anna Berg resigned"),
        ("On Monday, Anna Berg resigned.", "resigned", "Anna Berg resigned"),
        ("Anna Berg was elected in 2012 and resigned in 2014.", "resigned", "[Anna Berg] resigned"),
        ("Anna Berg met Omar Haddad because he had won.", "met", "Anna Berg met Omar Haddad"),
        ("They must leave by June 1.", "leave", "They must leave by June 1"),
        ("OSLO, May 14 - Anna Berg resigned.", "resigned", "Anna Berg resigned"),
        ("Anna Berg, the mayor of Bergen, resigned.", "resigned", "Anna Berg resigned"),
        (
            "It was the second summit between Anna Berg and Omar Haddad.",
            "summit",
            "second summit between Anna Berg and Omar Haddad",
        ),
    ] {
        assert_eq!(event(text, word).label, label, "'{word}' in: {text}");
    }
    let long =
        format!("Anna Berg resigned {}.", "after a long dispute with the council of the old town ".repeat(4).trim());
    assert!(event(&long, "resigned").label.chars().count() <= 120);
}

#[test]
fn the_pronoun_of_a_line_is_followed_by_its_actor_and_a_possessive_of_a_named_one_is_not() {
    let text = "Anna Berg lost the race. She left her club in March.";
    assert_eq!(event(text, "left").label, "She [Anna Berg] left her club");
}

#[test]
fn when_it_happened_is_what_is_said_and_no_guess() {
    for (text, word, date) in [
        ("Anna Berg resigned on Monday.", "resigned", "2020-05-11"),
        ("Anna Berg announced Monday that she had sold the farm.", "announced", "2020-05-11"),
        ("Anna Berg resigned.", "resigned", "2020-05-15"),
        ("Anna Berg, born in 1962, resigned on Monday.", "resigned", "2020-05-11"),
        ("The firm was founded by Anna Berg.", "founded", "-"),
        ("Anna Berg had often complained.", "complained", "-"),
        ("It was the first meeting since 2011.", "meeting", "-"),
        ("In 1990 Anna Berg moved to Oslo. She then married a painter.", "married", "1990"),
    ] {
        let found = event(text, word).date.map_or("-".to_string(), |d| d.date.value);
        assert_eq!(found, date, "'{word}' in: {text}");
    }
}
