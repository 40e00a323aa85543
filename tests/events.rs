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
        ("Anna Berg was due to visit the mill on Friday.", "visit", "planned"),
        ("Anna Berg was due to visit the mill on Friday, but left early.", "visit", "possible"),
        ("Anna Berg was due to visit the mill on Friday, but cancelled the visit.", "visit", "denied"),
        ("Anna Berg had planned to ship it last week, but it was late.", "ship", "possible"),
        ("Anna Berg planned to ship it in June, and she is glad.", "ship", "planned"),
        (
            "The two leaders plan to dine on the first evening, with few advisers at the table, and to sing later.",
            "sing",
            "planned",
        ),
        ("Anna Berg reportedly sold the farm.", "sold", "reported"),
        ("The police had reports that Anna Berg sold the farm.", "sold", "reported"),
        ("The police denied reports that Anna Berg sold the farm.", "sold", "denied"),
        ("The police said that Anna Berg had sold the farm.", "sold", "reported"),
        ("Anna Berg denied having sold the farm.", "sold", "denied"),
        ("Anna Berg bought the farm; the police said nothing.", "bought", "happened"),
        ("The police accused Anna Berg of taking bribes.", "taking", "possible"),
        ("Anna Berg was accused of taking bribes.", "taking", "possible"),
        ("Anna Berg was convicted of fraud but was cleared of taking bribes.", "taking", "possible"),
        ("Anna Berg has been charged with taking bribes.", "taking", "possible"),
        ("Anna Berg was jailed for taking bribes.", "taking", "happened"),
        ("The court jailed Anna Berg for taking bribes.", "taking", "happened"),
        ("The ministers are to meet in Oslo on Friday.", "meet", "planned"),
        ("The council was due to meet in Oslo later on Friday.", "meet", "planned"),
        ("The vote will mark the end of an era for Selt Gas and the beginning of a new one.", "beginning", "planned"),
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
        // Whoever is blamed did it, whoever blames did not.
        ("Anna Berg criticised Omar Haddad for closing the mill.", "closing", "Omar Haddad"),
        ("Anna Berg resigned for closing the mill.", "closing", "Anna Berg"),
        ("Talks between Anna Berg and Omar Haddad began in April.", "began", "Anna Berg, Omar Haddad"),
        (
            "Two others, the banker Anna Berg and the broker Omar Haddad, were jailed.",
            "jailed",
            "Anna Berg, Omar Haddad",
        ),
        // What somebody makes is theirs, what somebody owns is only sold.
        ("Anna Berg's last film was released in 2010.", "released", "Anna Berg"),
        ("Anna Berg's last house was sold in 2010.", "sold", ""),
        ("Its president, Anna Berg, apologised to customers.", "apologised", "Anna Berg"),
        ("Anna Berg, a retired diplomat who oversaw the sale, praised the deal.", "oversaw", "Anna Berg"),
        (
            "OSLO, May 14 (Selt News) - Anna Berg on Thursday rejected an offer and said it was low.",
            "rejected",
            "Anna Berg",
        ),
        ("OSLO - Anna Berg said on Thursday that Omar Haddad had left.", "said", "Anna Berg"),
        ("A driver coming from Oslo with Anna Berg hit a wall.", "hit", ""),
        ("Omar Haddad showed no emotion as Judge Anna Berg read the verdict.", "read", "Anna Berg"),
        ("Omar Haddad was relieved in August by Anna Berg.", "relieved", "Anna Berg, Omar Haddad"),
        ("Anna Berg sold the house in 1950 and four years later won the case.", "won", "Anna Berg"),
        ("Benin's President Anna Berg formally stepped down on Thursday.", "stepped down", "Anna Berg"),
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
fn what_happens_to_a_thing_concerns_whose_name_it_bears() {
    for (text, word, actor, takes_part) in [
        ("A Selt Gas jet crashed on Monday.", "crashed", "Selt Gas", true),
        ("A train from Norway crashed on Monday.", "crashed", "Norway", false),
        ("The Vega 2 was shown in 2019. Selt Gas has ended production of its Vega 2 phone.", "ended", "Vega 2", true),
        ("Stocks rose on Monday, with the Asahi 50 gaining 2 percent.", "gaining", "Asahi 50", true),
        ("The OMX 30 fell on Monday. The index had gained 2 percent in April.", "gained", "OMX 30", true),
        ("The Vega 2 was shown on Monday. The index had gained 2 percent in April.", "gained", "Vega 2", false),
    ] {
        let findings = read(text);
        let event = event(text, word);
        let found = event.participants.iter().any(|p| findings.actors[p.actor as usize].name == actor);
        assert_eq!(found, takes_part, "'{word}' in: {text}");
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
fn half_of_a_clause_is_no_part_of_a_line() {
    for (text, word, label) in [
        (
            "Drivers at the mill walked out on Tuesday after talks over pay broke down.",
            "walked out",
            "Drivers at the mill walked out",
        ),
        ("Anna Berg resigned after talks over pay.", "resigned", "Anna Berg resigned after talks over pay"),
        ("Anna Berg denied having sold the farm.", "denied", "Anna Berg denied having sold the farm"),
        (
            "Anna Berg sold her frozen foods arm to Selt Gas in 2012.",
            "sold",
            "Anna Berg sold her frozen foods arm to Selt Gas",
        ),
        ("Anna Berg took up her post only this week.", "took up", "Anna Berg took up her post"),
        ("Anna Berg sent a team as soon as she heard of it.", "sent", "Anna Berg sent a team"),
        (
            "Selt Gas flew doctors to Angola on Friday as the death toll from an outbreak of the virus rose to 126.",
            "flew",
            "Selt Gas flew doctors to Angola",
        ),
        (
            "The suit seeks to bar Selt Gas from selling its phone.",
            "seeks",
            "The suit seeks to bar Selt Gas from selling its phone",
        ),
        ("Alvim, 54, entered parliament in 2005.", "entered", "Alvim entered parliament"),
        ("The mill lost 4 percent on Monday, its worst loss.", "lost", "The mill lost 4 percent, its worst loss"),
        ("The state charged Anna Berg, two years after a paper told of it.", "charged", "The state charged Anna Berg"),
        (
            "Anna Berg withdrew on Tuesday, however, because of a virus.",
            "withdrew",
            "Anna Berg withdrew because of a virus",
        ),
        ("Anna Berg hopes to sell the mill on 19 June.", "sell", "Anna Berg hopes to sell the mill"),
        ("The banker Anna Berg spoke on Monday and left the firm.", "left", "[Anna Berg] left the firm"),
        ("Selt Gas was founded in 1990. The firm's shares fell.", "fell", "The firm's [Selt Gas] shares fell"),
        (
            "Its president, Anna Berg, apologised to customers.",
            "apologised",
            "Its president, Anna Berg, apologised to customers",
        ),
        ("Selt Gas cut costs. Shares in the firm fell.", "fell", "Shares in the firm [Selt Gas] fell"),
    ] {
        assert_eq!(event(text, word).label, label, "'{word}' in: {text}");
    }
}

#[test]
fn what_is_told_twice_or_only_describes_is_no_line_of_its_own() {
    for (text, word, shown) in [
        ("Dorvik Steel closes its mill\n\nDorvik Steel closed its mill in Oslo on Monday.", "closes", false),
        ("Dorvik Steel closes its mill\n\nDorvik Steel opened its mill in Oslo on Monday.", "closes", true),
        ("Dorvik Steel began building ships in 1990.", "began", false),
        ("Dorvik Steel began a strike in 1990.", "began", true),
        ("Dorvik Steel suspended flights from Oslo on Monday.", "flights", false),
        ("The firms announced the merger, valued at 3 billion dollars, on Monday.", "valued", false),
        ("Dorvik Steel bought a mill, closed it and built a factory.", "closed", true),
        // What comes of it, which one is meant, and what it is called are told with what happened.
        ("Dorvik Steel closed its mill on Monday, prompting protests in Oslo.", "prompting", false),
        ("Dorvik Steel closed its mill on Monday, ending a wait of months.", "ending", false),
        ("Dorvik Steel sank a ship on Monday, killing Anna Berg.", "killing", true),
        ("Dorvik Steel doubled the amount that Anna Berg lends.", "lends", false),
        ("Dorvik Steel halted trading on Monday.", "halted", true),
        ("Anna Berg hopes to sell the mill on 19 June.", "sell", true),
        ("Dorvik Steel settled the case on Monday without admitting anything.", "admitting", false),
        ("Anna Berg hopes to sell the mill.", "sell", false),
        ("Dorvik Steel closed at 45 euros on Monday, its steepest fall since 1990.", "fall", false),
    ] {
        assert_eq!(event(text, word).salience >= 0.5, shown, "'{word}' in: {text}");
    }
}

#[test]
fn the_pronoun_of_a_line_is_followed_by_its_actor_and_a_possessive_of_a_named_one_is_not() {
    let text = "Anna Berg lost the race. She left her club in March.";
    assert_eq!(event(text, "left").label, "She [Anna Berg] left her club");
}

#[test]
fn who_several_are_is_spelt_out_unless_the_line_names_them() {
    for (text, word, label) in [
        (
            "Anna Berg met Omar Haddad. They signed a treaty.",
            "signed",
            "They [Anna Berg and Omar Haddad] signed a treaty",
        ),
        ("Anna Berg and Omar Haddad met and signed a treaty.", "signed", "[Anna Berg and Omar Haddad] signed a treaty"),
        ("Anna Berg and Omar Haddad met in their garden.", "met", "Anna Berg and Omar Haddad met in their garden"),
    ] {
        assert_eq!(event(text, word).label, label, "'{word}' in: {text}");
    }
}

#[test]
fn a_noun_that_names_again_what_was_told_has_its_day_and_another_one_has_not() {
    let told = "Anna Berg met Omar Haddad on Monday.";
    for (again, date) in [
        ("She left after her meeting with Omar Haddad.", Some("2020-05-11")),
        ("She left after her second meeting with Omar Haddad.", None),
        ("She spoke of an earlier meeting with Omar Haddad.", None),
        ("She left after her meeting with Ines Vidal.", None),
    ] {
        let event = event(&format!("{told} {again}"), "meeting");
        let day = event.date.filter(|d| d.date.interval.earliest.is_some()).map(|d| d.date.value);
        assert_eq!(day.as_deref(), date, "{again}");
    }
}

#[test]
fn a_place_is_found_behind_the_time_too() {
    for (text, place) in [
        ("Anna Berg and Omar Haddad met for the first time in Riga.", Some("Riga")),
        ("Anna Berg and Omar Haddad met on Monday in Riga.", Some("Riga")),
        ("Anna Berg and Omar Haddad met for the first time in June.", None),
    ] {
        assert_eq!(event(text, "met").place.as_deref(), place, "{text}");
    }
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
        // So far from another event.
        ("Anna Berg flew home on Wednesday, a day after she signed the treaty.", "signed", "2020-05-12"),
        ("The minister apologised two days after the collapse on 3 May.", "apologised", "2020-05-05"),
        ("Anna Berg met Omar Haddad on 11 May. Berg freed two men a month before the meeting.", "freed", "2020-04"),
        ("Anna Berg shook hands on Tuesday and spoke for an hour before they joined her.", "spoke", "2020-05-12"),
        ("Anna Berg freed two men a month before the meeting.", "freed", "../2020-05-15"),
        ("The mill closed in 1990. Two years after the closure Anna Berg married.", "married", "1992"),
        ("In 1985 Anna Berg moved to Oslo. Two years after her illness she married.", "married", "-"),
        ("Anna Berg became the first woman to lead the bank in 1994.", "became", "1994"),
        // What a side clause tells is not what the text goes on with.
        (
            "A court jailed Anna Berg on Tuesday. Berg, who led the bank from 2004 to 2008, was also fined.",
            "fined",
            "2020-05-12",
        ),
        (
            "Anna Berg wrote on Monday that she needed time.\n\nThe bank paid her under a contract signed in 2006.",
            "paid",
            "../2020-05-15",
        ),
        ("Anna Berg has led the bank since her father died in December 2011.", "led", "2011-12-01/.."),
        ("In 1990 Anna Berg moved to Oslo. The bank then hired a painter.", "hired", "1990-01-01/2020-05-15"),
        ("Omar Haddad left on Monday. His coach began to train him when he was eleven.", "began", "-"),
        ("A court jailed Anna Berg on Tuesday for taking bribes.", "taking", "-"),
        ("Anna Berg was jailed on Tuesday for taking bribes.", "taking", "-"),
        // Of what is told as lying before or after what is long over, no more is known.
        ("Anna Berg fled to Kenya after the war ended in 1945.", "fled", "1945-01-01/2020-05-15"),
        ("Anna Berg returned before the elections of 2004.", "returned", "../2004"),
        ("Anna Berg left after the vote on Monday.", "left", "2020-05-11"),
        // Some day so far from a month.
        ("Selt Gas failed in March, a week after Anna Berg praised it.", "praised", "2020-02-23/2020-03-24"),
        (
            "Selt Gas failed in October 2008. The state took it over the following week.",
            "took",
            "2008-10-08/2008-11-13",
        ),
        ("Omar Haddad left on Monday. In 2012 a firm sold a mill. Anna Berg also wept.", "wept", "2012"),
        ("Omar Haddad left on Monday. Last May a firm sold a mill. Anna Berg also wept.", "wept", "2019-05"),
        ("Omar Haddad left on Monday. Last May a firm sold a mill. Anna Berg wept.", "wept", "2020-05-11"),
        // What had happened lies before what is told; a clause beside a noun is not what the text goes on with.
        ("Anna Berg was jailed in June 2009. Police had searched her house in December.", "searched", "2008-12"),
        ("The club could have won the title on Sunday, but they were held by Selt Gas.", "held", "2020-05-10"),
        (
            "Selt Gas grounded two jets on Monday and asked airlines to replace a valve by the end of June.",
            "asked",
            "2020-05-11",
        ),
        // The day stands with what happened beside it.
        ("The jet blew two tyres when it landed in Oslo in March.", "blew", "2020-03"),
        ("Omar Haddad left on Monday. Anna Berg, speaking in Oslo on Thursday, praised him.", "praised", "2020-05-14"),
        ("Anna Berg told a news conference on Monday that the mill was safe.", "told", "2020-05-11"),
        ("A judge approved the sale to Selt Gas. Berg will pay more than the price on Monday.", "pay", "2020-05-15/.."),
        ("Selt Gas suspended work until Sunday.", "suspended", "2020-05-15"),
        ("A judge asked Selt Gas for details by June 30.", "asked", "2020-05-15"),
        ("Selt Gas sold the mill by June 30, 2019.", "sold", "../2019-06-30"),
        ("Anna Berg took over this week.", "took over", "2020-05-11/2020-05-15"),
        ("Anna Berg will take over this week.", "take over", "2020-05-11/2020-05-17"),
        ("Anna Berg declared a week of mourning from Monday.", "declared", "2020-05-15"),
        ("Anna Berg said on Monday she had learned of it on Tuesday, when the police called.", "said", "2020-05-11"),
        // Some time before: last season, or at an age.
        ("Selt Gas closed a mill on Monday. The club finished third last season.", "finished", "../2020-05-15"),
        ("Omar Haddad left on Monday. Anna Berg wrote her first song at the age of nine.", "wrote", "../2020-05-15"),
        ("Omar Haddad left on Monday. Anna Berg began her career at Selt Gas.", "began", "../2020-05-15"),
        ("Omar Haddad left on Monday. Anna Berg began her speech with a joke.", "began", "2020-05-11"),
        // The date of a clause of its own is not that of the verb above it.
        ("Anna Berg, who had been the mayor since August 2008, resigned.", "resigned", "2020-05-15"),
        ("Omar Haddad said Anna Berg had been on the list since 1993.", "said", "2020-05-15"),
        // A paragraph that goes back before all else stays there.
        ("Omar Haddad left on Monday.\n\nIn 1989 he moved to Oslo. The mayor met him. Anna Berg wept.", "met", "1989"),
        ("Omar Haddad left on Monday.\n\nIn 1989 he moved to Oslo. The mayor met him. Anna Berg wept.", "wept", "-"),
        ("Anna Berg died on Monday.\n\nShe described 41 plants.", "described", "../2020-05-15"),
        // Of another one, in news, the last month of the name.
        (
            "Selt Gas failed on Monday. Anna Berg sold a mill in 2008. Omar Haddad sold a farm in February.",
            "sold",
            "2008",
        ),
        ("Anna Berg ordered ten jets in 2015 and exercised options for two more last year.", "exercised", "2019"),
        ("Omar Haddad was relieved in August by Anna Berg.", "relieved", "2019-08"),
        ("Selt Gas reported a profit for 2019.", "reported", "2020-01-01/2020-05-15"),
        // Of another one the news go on; what is said days later was said in between.
        ("The mill closed on Tuesday. Its owner failed on Monday. Anna Berg wept.", "wept", "2020-05-12"),
        ("The mill burned down on Tuesday. Anna Berg said that she was sorry.", "said", "2020-05-12/2020-05-15"),
        ("The mill burned down on Thursday. Anna Berg said that she was sorry.", "said", "2020-05-14"),
        // The beginning has a year of its own; what goes on for years has no day.
        ("The mill first opened in 1968 and was sold to a bank.", "sold", "-"),
        ("The mill opened in 1968 and was sold in 1970.", "sold", "1970"),
        ("Omar Haddad left on Monday. Anna Berg spent five years in prison.", "spent", "-"),
        ("Omar Haddad left on Monday. Anna Berg spent five hours in prison.", "spent", "2020-05-11"),
        // At the same time, or some time before.
        ("Anna Berg left Oslo on Monday, while Omar Haddad stayed in Riga.", "stayed", "2020-05-11"),
        ("Anna Berg left Oslo on Monday, after Omar Haddad had arrived in Riga.", "arrived", "-"),
        ("Anna Berg raised the matter when the two met on Monday.", "raised", "2020-05-11"),
        ("Anna Berg resigned on Monday. She stayed until Tuesday and signed a book.", "signed", "../2020-05-15"),
        ("Anna Berg bought the mill in 2007. It lost money in four of the last five years.", "lost", "../2020-05-15"),
        ("Anna Berg planned an expedition for 2024.", "expedition", "2024"),
        ("Anna Berg planned an expedition for 2024.", "planned", "2020-05-15"),
        // An article that opens with how things stand is no news of the day; one that opens with news is.
        ("Little has come of it so far.\n\nAnna Berg offered to close the mill.", "offered", "../2020-05-15"),
        ("The mill closed.\n\nAnna Berg offered to buy it.", "offered", "2020-05-15"),
        ("Little has come of it so far.\n\nThis week Omar Haddad left. Anna Berg wept.", "wept", "2020-05-15"),
        ("Omar Haddad left on Monday.\n\nThe fair had opened on 4 May. Anna Berg came.", "came", "../2020-05-15"),
        ("Omar Haddad left on Monday. The fair had opened on 4 May. Anna Berg came.", "came", "2020-05-11"),
        (
            "Omar Haddad left on Monday.\n\nThe Riga summit had been announced by Haddad on 4 May. Anna Berg came.",
            "came",
            "../2020-05-15",
        ),
    ] {
        let found = event(text, word).date.map_or("-".to_string(), |d| d.date.value);
        assert_eq!(found, date, "'{word}' in: {text}");
    }
}
