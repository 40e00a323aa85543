//! The same article from another place, and newer versions: one source, both readable, whatever the order.

use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;

use dateline::article::Article;
use dateline::findings::Findings;
use dateline::pipeline::{self, Options};
use dateline::store::Store;
use serde_json::Value;

use super::generate::Archive;
use super::support::Folder;

const BODY: &str = "Ines Caldeira, the mayor of Porto Alvo, met the shipowner Hugo Brandt in Lisbon on Tuesday. They signed a \
    contract for two electric ferries, which the yard at Viana will build. The first ferry is to sail by the end of 2020, \
    Caldeira said. Brandt resigned from the board of the port authority last month.\n\nThe old ferries were bought in 1987. \
    One of them sank in the harbour on 3 March 2018, and nobody was hurt. The town council voted for the new ships on \
    12 April 2019, with nine votes against four. Joana Reis, who leads the opposition, called the price a scandal and \
    left the room. She sued the council in May. A court in Braga will hear the case in September.\n";

const RIVAL: &str = "Two electric ferries will replace the ageing fleet of Porto Alvo. Mayor Ines Caldeira and the shipowner \
    Hugo Brandt put their names to the deal in Lisbon on Tuesday, after a year of talks. Work at the Viana yard starts \
    in July, and the town hopes to see the first vessel in service before 2021. The vote in the council on 12 April 2019 \
    was far from unanimous. Opposition leader Joana Reis walked out, and has since gone to court over the cost, which \
    she puts at twice that of a bridge. Judges in Braga are expected to look at it in September. One of the present \
    boats went down in March last year without loss of life.\n";

fn page(publisher: &str, title: &str, published: &str, more: &str, body: &str) -> String {
    format!("---\ntitle: {title}\ndate: {published}\npublisher: {publisher}\n{more}---\n{body}")
}

fn json(folder: &Folder, arguments: &[&str]) -> Value {
    let run = folder.run(&[arguments, &["--format", "json"]].concat());
    assert_eq!(run.code, 0, "{arguments:?}: {}", run.err);
    serde_json::from_str(&run.out).expect("JSON")
}

fn import(folder: &Folder, files: &[&str]) -> String {
    let run = folder.run(&[&["import"], files].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    run.err
}

fn whole(folder: &Folder) {
    let run = folder.run(&["check"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    folder.compare_indexes();
}

/// The timeline of an actor: date, label and number of articles of each line.
fn lines(folder: &Folder, actor: &str) -> Vec<String> {
    let timeline = json(folder, &["timeline", actor, "--all"]);
    let line = |e: &Value| format!("{} {} {}", e["date"]["value"], e["label"], e["articles"]);
    timeline["entries"].as_array().unwrap().iter().map(line).collect()
}

/// The first report, a copy of it with another headline, an agency's line and a note, and another report.
fn three() -> Folder {
    let folder = Folder::new();
    folder.write("first.md", page("Alvo Post", "Ferries signed", "2019-06-05", "", BODY));
    let copy = BODY.replacen("Ines", "LISBON (Coast Agency) - Ines", 1);
    let copy = format!("{copy}\nCoast Agency, edited by M. Holm. The agency corrected the name of the yard.\n");
    folder.write("copy.md", page("Northern Wire", "New ships for Porto Alvo", "2019-06-11", "", &copy));
    folder.write("rival.md", page("The Courier", "A deal in Lisbon", "2019-06-05", "", RIVAL));
    folder
}

#[test]
fn a_syndicated_copy_counts_as_one_source_and_another_report_as_a_second() {
    let folder = three();
    import(&folder, &["first.md"]);
    let alone = lines(&folder, "Ines Caldeira");
    let said = import(&folder, &["copy.md"]);
    assert!(said.contains("1 article imported, 1 of them a duplicate"), "{said}");
    assert_eq!(lines(&folder, "Ines Caldeira"), alone, "no line more, none doubled, and 1 article each");
    let said = import(&folder, &["rival.md"]);
    assert!(!said.contains("duplicate"), "{said}");
    assert!(lines(&folder, "Ines Caldeira").len() > alone.len());
    assert_eq!(json(&folder, &["article", "list"]).as_array().unwrap().len(), 3);
    whole(&folder);
}

#[test]
fn duplicates_are_listed_with_their_likeness_and_shown_with_their_first() {
    let folder = three();
    import(&folder, &["."]);
    let list = json(&folder, &["article", "list", "--duplicates"]);
    let only = &list[0];
    assert_eq!(list.as_array().unwrap().len(), 1);
    assert_eq!((&only["source"], &only["standing"]), (&"./copy.md".into(), &"duplicate of".into()));
    assert_eq!(only["other_source"], "./first.md");
    assert!(only["similarity"].as_f64().is_some_and(|s| s > 0.9 && s <= 1.0), "{only}");
    let shown = folder.run(&["article", "show", "./copy.md"]).out;
    assert!(shown.contains("duplicate of ./first.md") && shown.contains("Hugo Brandt"), "{shown}");
    assert!(folder.run(&["article", "show", "./first.md"]).out.contains("Duplicate:  ./copy.md"));
    let evidence = folder.run(&["timeline", "Hugo Brandt", "--evidence", "--all"]).out;
    assert!(evidence.replace("\n", " ").contains("also in"), "{evidence}");
}

#[test]
fn when_the_first_goes_the_next_takes_its_place() {
    let folder = three();
    folder.write("late.md", page("Late Paper", "Ferries", "2019-07-01", "", BODY));
    import(&folder, &["."]);
    let first = |folder: &Folder| -> Vec<String> {
        let list = json(folder, &["article", "list", "--duplicates"]);
        list.as_array().unwrap().iter().map(|d| format!("{} of {}", d["source"], d["other_source"])).collect()
    };
    assert_eq!(first(&folder), ["\"./copy.md\" of \"./first.md\"", "\"./late.md\" of \"./first.md\""]);
    let before = lines(&folder, "Hugo Brandt");
    assert_eq!(folder.run(&["article", "remove", "./first.md"]).code, 0);
    assert_eq!(first(&folder), ["\"./late.md\" of \"./copy.md\""]);
    whole(&folder);
    import(&folder, &["."]);
    assert_eq!(first(&folder), ["\"./copy.md\" of \"./first.md\"", "\"./late.md\" of \"./first.md\""]);
    assert_eq!(lines(&folder, "Hugo Brandt"), before);
    // One that was published earlier takes the place of all.
    folder.write("early.md", page("Early Paper", "Early ferries", "2019-06-01", "", BODY));
    import(&folder, &["."]);
    assert_eq!(first(&folder).iter().filter(|l| l.ends_with("of \"./early.md\"")).count(), 3);
    whole(&folder);
}

#[test]
fn a_person_can_say_that_it_is_an_article_of_its_own_and_take_it_back() {
    let folder = three();
    import(&folder, &["."]);
    let one = lines(&folder, "Hugo Brandt");
    let run = folder.run(&["article", "apart", "./copy.md", "--reason", "another contract"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(json(&folder, &["article", "list", "--duplicates"]), serde_json::json!([]));
    assert_ne!(lines(&folder, "Hugo Brandt"), one);
    assert!(folder.run(&["log"]).out.contains("applied"));
    assert_eq!(folder.run(&["article", "reextract"]).code, 0);
    assert_eq!(json(&folder, &["article", "list", "--duplicates"]), serde_json::json!([]));
    assert_eq!(folder.run(&["undo"]).code, 0);
    assert_eq!(lines(&folder, "Hugo Brandt"), one);
    whole(&folder);
}

#[test]
fn a_decision_on_what_a_duplicate_says_counts_for_the_event() {
    let folder = three();
    import(&folder, &["copy.md"]);
    let sank = |folder: &Folder| -> Option<Value> {
        let events = json(folder, &["event", "list"]);
        events.as_array().unwrap().iter().find(|e| e["label"].as_str().unwrap().contains("sank")).cloned()
    };
    let id = sank(&folder).expect("the ferry sank")["event_id"].to_string();
    assert_eq!(folder.run(&["event", "note", &id, "photo in the archive"]).code, 0);
    import(&folder, &["first.md"]);
    assert_eq!(sank(&folder).expect("it did")["note"], "photo in the archive");
    assert_eq!(json(&folder, &["log"])[0]["standing"], "applied");
}

#[test]
fn a_newer_version_replaces_what_was_read_and_the_earlier_one_stays_readable() {
    let newer =
        BODY.replace("nine votes against four", "nine votes against five").replace("She sued", "She will not sue");
    let edited = "modified: 2019-06-09T10:00:00Z\n";
    let address = "url: https://www.alvopost.example/ferries\n";
    let cases = [
        // The same path.
        (
            "a.md",
            page("Alvo Post", "Ferries", "2019-06-05", "", BODY),
            "a.md",
            page("Alvo Post", "Ferries", "2019-06-05", "", &newer),
        ),
        // The same address.
        (
            "a.md",
            page("", "Ferries", "2019-06-05", address, BODY),
            "b.md",
            page("", "Ferries, corrected", "2019-06-05", &format!("{edited}{}", address.replace("www.", "")), &newer),
        ),
        // The same publisher, alike, and changed later.
        (
            "a.md",
            page("Alvo Post", "Ferries", "2019-06-05", "", BODY),
            "b.md",
            page("alvo post", "Ferries", "2019-06-05", edited, &newer),
        ),
    ];
    for (old_name, old, new_name, new) in cases {
        let folder = Folder::new();
        folder.write(old_name, &old);
        import(&folder, &[old_name]);
        folder.write(new_name, &new);
        let said = import(&folder, &[new_name]);
        assert!(said.contains("0 articles imported, 1 replaced"), "{said}");
        let events = folder.run(&["event", "list", "--format", "csv"]).out;
        let shown = json(&folder, &["article", "show", new_name]);
        assert_eq!(json(&folder, &["article", "list"]).as_array().unwrap().len(), 1, "{shown}");
        let earlier = &shown["others"][0];
        assert_eq!((&earlier["standing"], &earlier["source"]), (&"replaced by".into(), &old_name.into()), "{shown}");
        let text = json(&folder, &["article", "show", &earlier["id"].to_string()]);
        assert!(text["text"].as_str().unwrap().contains("against four"));
        assert_eq!(text["events"], 0);
        whole(&folder);
        // The newest alone gives the same events.
        let alone = Folder::new();
        alone.write(new_name, &new);
        import(&alone, &[new_name]);
        assert_eq!(alone.run(&["event", "list", "--format", "csv"]).out, events);
        // Without the newer one the earlier counts again, unless only its path held it.
        assert_eq!(folder.run(&["article", "remove", new_name]).code, 0);
        let left = json(&folder, &["article", "list"]);
        assert_eq!(left.as_array().unwrap().len(), usize::from(old_name != new_name));
        assert!(old_name == new_name || left[0]["events"].as_i64().unwrap() > 5, "{left}");
        whole(&folder);
    }
}

#[test]
fn two_records_of_one_page_are_versions_whatever_comes_first() {
    let record = |modified: &str, text: &str| {
        let page = serde_json::json!({"source": "https://alvopost.example/ferries", "published": "2019-06-05",
                                      "modified": modified, "text": text});
        format!("{page}\n")
    };
    let old = record("2019-06-05T08:00:00Z", BODY);
    let new = record("2019-06-05T20:00:00+02:00", &BODY.replace("against four", "against five"));
    for input in [format!("{old}{new}"), format!("{new}{old}")] {
        let folder = Folder::new();
        folder.write("crawl.jsonl", &input);
        for _ in 0..2 {
            import(&folder, &["crawl.jsonl"]);
            let shown = json(&folder, &["article", "show", "https://alvopost.example/ferries"]);
            assert!(shown["text"].as_str().unwrap().contains("against five"), "{shown}");
            assert_eq!(json(&folder, &["article", "list", "--duplicates"]).as_array().unwrap().len(), 1);
        }
        whole(&folder);
    }
}

#[test]
fn the_same_address_with_another_text_is_another_article() {
    let folder = Folder::new();
    let front = "url: https://alvopost.example/story\n";
    folder.write("a.md", page("Alvo Post", "Page 1", "2019-06-05", front, BODY));
    folder.write("b.md", page("Alvo Post", "Page 2", "2019-06-06", front, RIVAL));
    import(&folder, &["."]);
    assert_eq!(json(&folder, &["article", "list", "--duplicates"]), serde_json::json!([]));
}

/// What makes a copy of an article.
fn copies(number: usize, text: &str) -> (&'static str, String) {
    let words: Vec<&str> = text.split(' ').collect();
    let edited = |every: usize| -> String {
        let word = |(i, w): (usize, &&str)| if i % every == every - 1 { format!("duly {w}") } else { w.to_string() };
        words.iter().enumerate().map(word).collect::<Vec<_>>().join(" ")
    };
    let cut = |share: usize| text.chars().take(text.chars().count() * share / 100).collect::<String>();
    match number % 8 {
        0 => {
            ("another headline", format!("What the town says now\n\n{}", text.split_once("\n\n").map_or(text, |t| t.1)))
        }
        1 => ("an agency's line", format!("OSLO (Coast Agency) - {text}\n\nReporting by A. Berg; editing by M. Holm")),
        2 => (
            "a correction",
            format!("{text}\n\nCorrection: an earlier version gave a wrong first name and a wrong year."),
        ),
        3 => ("print view", format!("Print this page\nShare\n\n{}\n\nPage 1 of 1", text.replace(". ", ".\n"))),
        4 => ("a word in 20 added", edited(20)),
        5 => ("a word in 12 added", edited(12)),
        6 => ("cut to 70 %", cut(70)),
        _ => ("cut to 50 %", cut(50)),
    }
}

#[test]
fn copies_of_generated_articles_are_found_and_reports_of_the_same_story_are_not() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(&folder.path().join("a.db")).unwrap();
    let archive = Archive::new(23, 400);
    let mut articles = Vec::new();
    let mut truth: BTreeMap<String, (&str, String)> = BTreeMap::new();
    for number in 0..400 {
        let article = archive.article(number);
        if number % 2 == 0 {
            let (kind, text) = copies(number / 2, &article.text);
            let source = format!("copy/{number}.txt");
            truth.insert(source.clone(), (kind, article.source.clone()));
            let published = article.published.and_then(|p| p.plus(number as i64 % 3));
            articles.push(Article { source, text, published, ..article.clone() });
        }
        articles.push(article);
    }
    let nothing = |_: &Article| Findings::default();
    let all = articles.into_iter().map(Ok);
    pipeline::import_with(&mut store, all, &nothing, &Options::default(), &AtomicBool::new(false), &mut |_| {})
        .unwrap();
    let found: BTreeMap<String, String> = dateline::query::lists::duplicates(&store)
        .unwrap()
        .into_iter()
        .map(|d| (d.source, d.again.other_source))
        .collect();
    // A pair is right when it is the copy and its article, whichever is the first.
    let right =
        |a: &str, b: &str| truth.get(a).is_some_and(|(_, of)| of == b) || truth.get(b).is_some_and(|(_, of)| of == a);
    let wrong = found.iter().filter(|(a, b)| !right(a, b)).count();
    let mut kinds: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (source, (kind, of)) in &truth {
        let linked = found.get(source).is_some_and(|f| f == of) || found.get(of).is_some_and(|f| f == source);
        let count = kinds.entry(kind).or_default();
        (count.0, count.1) = (count.0 + usize::from(linked), count.1 + 1);
    }
    println!("{} duplicates found, {wrong} of them wrong; found by kind: {kinds:?}", found.len());
    assert_eq!(wrong, 0);
    let linked: usize = kinds.values().map(|k| k.0).sum();
    assert!(linked * 100 >= truth.len() * 95, "{kinds:?}");
}
