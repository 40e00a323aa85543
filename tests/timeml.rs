//! TimeML as other tools read it: the text unchanged between the tags, values as TIMEX3 has them.

use dateline::article::Article;
use dateline::extract::Extractor;
use dateline::knowledge::Knowledge;
use dateline::render::timeml::{Habits, PARTS_OF_NAMED_DAYS, document};
use dateline::time::rules;

use crate::support::Folder;

#[test]
fn the_text_between_the_tags_is_the_text_of_the_article() {
    let text = "Ana & Co. <b>closed</b> on 27-28 February 2019,\r\nsaid \u{1}\"Bo\". It will open every Monday.";
    let article = Article { text: text.into(), published: "2019-04-24".parse().ok(), ..Article::default() };
    let findings = Extractor::new(Knowledge::default()).unwrap().extract(&article);
    let xml = document(&findings, text, Habits::Guidelines);
    let body = xml.split("<TEXT>").nth(1).and_then(|x| x.split("</TEXT>").next()).unwrap();
    let mut plain = String::new();
    for (i, piece) in body.split('<').enumerate() {
        plain.push_str(if i == 0 { piece } else { piece.split_once('>').unwrap().1 });
    }
    let plain = plain.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#13;", "\r");
    assert_eq!(plain.replace("&amp;", "&"), text.replace('\u{1}', "\u{FFFD}"));
    assert!(xml.contains("Ana &amp; Co. &lt;b&gt;"), "{xml}");
    assert!(xml.contains("type=\"DATE\" value=\"2019-02-27\""), "{xml}");
    assert!(xml.contains("type=\"SET\" value=\"XXXX-WXX-1\" quant=\"EVERY\""), "{xml}");
    assert!(xml.contains("functionInDocument=\"CREATION_TIME\">2019-04-24</TIMEX3>"), "{xml}");
}

#[test]
fn the_habits_of_the_corpora_are_followed_only_when_asked_for() {
    let folder = Folder::new();
    folder.write(
        "a.txt",
        "The mayor resigned on Friday night. That day it rained. She left at 5 p.m. on Monday. She spoke this morning.",
    );
    let times = |more: &[&str], date: &[&str]| {
        let run = folder.run(&[&["extract", "--format", "timeml", "a.txt"], more, date].concat());
        assert_eq!(run.code, 0, "{}", run.err);
        let values = run.out.split("<TIMEX3 ").skip(1).filter(|t| !t.contains("CREATION_TIME"));
        let value = |t: &str| t.split('"').nth(5).unwrap_or("").to_string();
        values.map(value).collect::<Vec<_>>()
    };
    let date = ["--date", "2019-04-24"];
    assert_eq!(times(&[], &date), ["2019-04-19TNI", "2019-04-19", "2019-04-22T17:00", "2019-04-24TMO"]);
    assert_eq!(times(&["--tempeval"], &date), ["2019-04-19", "2019-04-19", "2019-04-22T17:00", "2019-04-24TMO"]);
    assert_eq!(times(&[], &[]), ["XXXX-XX-XX"; 4]);
    assert!(times(&["--tempeval"], &[]).is_empty());
}

#[test]
fn the_rules_that_the_habits_speak_of_exist() {
    for name in PARTS_OF_NAMED_DAYS {
        assert!(rules().rules.iter().any(|r| r.name == *name), "{name}");
    }
}

#[test]
fn the_command_line_writes_timeml_one_document_for_each_article() {
    let folder = Folder::new();
    folder.write("a.txt", "The mayor resigned on Friday.");
    let run = folder.run(&["extract", "--date", "2019-04-24", "--format", "timeml", "a.txt"]);
    assert_eq!((run.code, run.out.matches("<?xml").count()), (0, 1), "{}", run.err);
    assert!(
        run.out.contains("value=\"2019-04-19\" temporalFunction=\"true\" functionInDocument=\"NONE\">Friday</TIMEX3>")
    );
    folder.write("b.txt", "She left.");
    let two = folder.run(&["extract", "--format", "timeml", "a.txt", "b.txt"]);
    assert_eq!((two.code, two.out.matches("</TimeML>").count()), (0, 2));
}
