//! The timeline as people see it: golden pages at two widths, options, formats, names that match.
//!
//! The database is written by hand, so that a page changes when the printing does and not when the reading does.

use std::fs;
use std::path::Path;

use dateline::store::Store;
use serde_json::Value;

use super::support::Folder;

/// Two articles on the same people, with an event of each sort.
const ROWS: &str = "
INSERT INTO article (id, key, source, title, published, published_day, published_from, publisher, extractor, text) VALUES
  (1, 'a1', 'news/bridge.txt', 'A bridge', '2019-04-24', 18010, '--date', NULL, 'x',
   'Ada Stone met Béla Kun in Wick on Tuesday. She will open the bridge by the end of the year.'),
  (2, 'a2', 'news/later.md', NULL, NULL, NULL, NULL, 'The Wick Courier', 'x', 'Stone and Kun met in 2011.');
INSERT INTO article_source (source, article_id) VALUES ('news/bridge.txt', 1), ('news/later.md', 2);
INSERT INTO sentence VALUES (1, 0, 0, 42), (1, 1, 43, 91), (2, 0, 0, 26);
INSERT INTO time_expression (article_id, number, start, end, text, type, value, basis, rule, anchor) VALUES
  (1, 0, 34, 41, 'Tuesday', 'DATE', '2019-04-23', 'relative', 'weekday', 'publication date 2019-04-24'),
  (1, 1, 71, 90, 'the end of the year', 'DATE', '2019', 'relative', 'end-of-unit', 'publication date 2019-04-24'),
  (2, 0, 21, 25, '2011', 'DATE', '2011', 'explicit', 'year', NULL);
INSERT INTO actor (id, key, name, kind, events) VALUES
  (1, 'person:ada stone', 'Ada Stone', 'person', 4), (2, 'person:bela kun', 'Béla Kun', 'person', 2),
  (3, 'person:stone', 'Rosa Stone', 'person', 0);
INSERT INTO actor_name VALUES
  (1, 'Ada Stone', 'adastone', 'ada stone', 'article'), (1, 'Stone', 'stone', 'stone', 'article'),
  (2, 'Béla Kun', 'belakun', 'bela kun', 'article'), (2, 'Kun', 'kun', 'kun', 'article'),
  (3, 'Rosa Stone', 'rosastone', 'rosa stone', 'article'), (3, 'Stone', 'stone', 'stone', 'article');
INSERT INTO event (id, title, value, earliest, latest, earliest_day, latest_day, sort_day, granularity, relation,
                   basis, contradictions, status, place, articles, salience, confidence, note) VALUES
  (11, 'Ada Stone met Béla Kun', '2019-04-23', '2019-04-23', '2019-04-23', 18009, 18009, 18009, 'day', 'on',
   'relative', 1, 'happened', 'Wick', 1, 0.9, 0.8, NULL),
  (12, 'She [Ada Stone] will open the bridge by the end of the year, once the last of the rivets is in', '2019',
   '2019-01-01', '2019-12-31', 17897, 18261, 18261, 'year', 'by', 'relative', 0, 'deadline', NULL, 1, 0.8, 0.7, 'ask again'),
  (13, 'Stone and Kun met', '2011', '2011-01-01', '2011-12-31', 14975, 15339, 14975, 'year', 'within', 'explicit',
   0, 'happened', NULL, 1, 0.7, 0.9, NULL),
  (14, 'she thought', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, 'happened', NULL, 1, 0.1, 0.4, NULL);
INSERT INTO event_mention (article_id, number, id, event_id, sentence, start, end, text, lemma, class, status, label,
                           value, earliest, latest, granularity, relation, basis, time_expression, salience, confidence,
                           reason) VALUES
  (1, 0, 11, 11, 0, 10, 13, 'met', 'meet', 'OCCURRENCE', 'happened', 'x', '2019-04-23', '2019-04-23', '2019-04-23',
   'day', 'on', 'relative', 0, 0.9, 0.8, 'first report'),
  (1, 1, 12, 12, 1, 52, 56, 'open', 'open', 'OCCURRENCE', 'deadline', 'x', '2019', '2019-01-01', '2019-12-31', 'year',
   'by', 'relative', 1, 0.8, 0.7, 'first report'),
  (2, 0, 13, 13, 0, 14, 17, 'met', 'meet', 'OCCURRENCE', 'happened', 'x', '2011', '2011-01-01', '2011-12-31', 'year',
   'within', 'explicit', 0, 0.7, 0.9, 'first report'),
  (1, 2, 14, 14, 1, 43, 46, 'She', 'she', 'I_STATE', 'happened', 'x', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0.1,
   0.4, 'first report');
INSERT INTO event_actor VALUES (1, 11, 'agent', 1), (2, 11, 'agent', 1), (1, 12, 'agent', 1), (1, 13, 'agent', 1),
  (2, 13, 'agent', 1), (1, 14, 'agent', 1);
";

fn folder() -> Folder {
    let folder = Folder::new();
    let path = folder.path("dateline.db");
    drop(Store::open(&path).unwrap());
    let connection = rusqlite::Connection::open(path).unwrap();
    connection.execute_batch("PRAGMA foreign_keys = OFF;").unwrap();
    connection.execute_batch(ROWS).unwrap();
    folder
}

/// Compares with a page in tests/pages; UPDATE_PAGES=1 writes it.
fn is_page(name: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages").join(name);
    if std::env::var_os("UPDATE_PAGES").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, found).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert!(found == expected, "{name} is\n{found}\ninstead of\n{expected}\n(UPDATE_PAGES=1 takes the new page over)");
}

#[test]
fn the_timeline_reads_well_at_two_widths() {
    let folder = folder();
    for width in [80, 140] {
        let run = folder.run_with(&["timeline", "Ada Stone"], "", width);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        assert!(run.out.lines().all(|l| l.chars().count() <= usize::from(width)), "{}", run.out);
        is_page(&format!("timeline-{width}.txt"), &run.out);
        is_page(&format!("evidence-{width}.txt"), &folder.run_with(&["timeline", "Ada Stone", "-e"], "", width).out);
    }
}

#[test]
fn an_explanation_tells_sentence_words_rule_and_agreement() {
    is_page("explain.txt", &folder().run(&["event", "explain", "11"]).out);
}

#[test]
fn a_timeline_for_notes_and_spreadsheets() {
    let folder = folder();
    is_page("timeline.md", &folder.run(&["timeline", "Ada Stone", "--format", "md"]).out);
    is_page("timeline.csv", &folder.run(&["timeline", "Ada Stone", "--format", "csv"]).out);
}

fn events(folder: &Folder, options: &[&str]) -> Vec<i64> {
    let run = folder.run(&[&["timeline", "Ada Stone", "--format", "json"], options].concat());
    assert_eq!(run.code, 0, "{options:?}: {}", run.err);
    let json: Value = serde_json::from_str(&run.out).unwrap();
    json["entries"].as_array().unwrap().iter().map(|e| e["event_id"].as_i64().unwrap()).collect()
}

#[test]
fn every_option_of_the_timeline_chooses_events() {
    let folder = folder();
    for (options, expected) in [
        (&[][..], &[13, 11, 12][..]),
        (&["--all"], &[13, 11, 12, 14]),
        (&["--from", "2019-04-24"], &[12]),
        (&["--to", "2011-06"], &[13]),
        (&["--from", "2012", "--to", "2019-04-23"], &[11, 12]),
        (&["--with", "bela kun"], &[13, 11]),
        (&["--at", "wick"], &[11]),
        (&["--kind", "i_state", "--all"], &[14]),
        (&["--status", "deadline,planned"], &[12]),
        (&["--min-confidence", "0.75"], &[13, 11]),
        (&["--limit", "1"], &[13]),
        (&["--limit", "1", "--reverse"], &[12]),
    ] {
        assert_eq!(events(&folder, options), expected, "{options:?}");
    }
}

#[test]
fn the_json_of_a_timeline_keeps_its_contract() {
    let run = folder().run(&["timeline", "ada stone", "--format", "json", "--limit", "1"]);
    let json: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(
        (&json["actor"]["name"], &json["actor"]["aliases"]),
        (&"Ada Stone".into(), &serde_json::json!(["Stone"]))
    );
    let entry = &json["entries"][0];
    for (field, value) in
        [("value", "2011"), ("earliest", "2011-01-01"), ("granularity", "year"), ("basis", "explicit")]
    {
        assert_eq!(entry["date"][field], value);
    }
    assert_eq!((&entry["with"][0], &entry["status"]), (&"Béla Kun".into(), &"happened".into()));
    let mention = &entry["mentions"][0];
    assert_eq!(
        (&mention["source"], &mention["start"], &mention["end"]),
        (&"news/later.md".into(), &14.into(), &17.into())
    );
    assert_eq!((&mention["text"], &mention["sentence"]), (&"met".into(), &"Stone and Kun met in 2011.".into()));
}

#[test]
fn several_actors_are_listed_and_near_names_suggested() {
    let folder = folder();
    let several = folder.run(&["timeline", "stone"]);
    assert_eq!((several.code, several.out.as_str()), (4, ""));
    assert!(several.err.contains("1  Ada Stone") && several.err.contains("3  Rosa Stone"), "{}", several.err);
    assert_eq!(folder.run(&["timeline", "3"]).code, 0);
    let nobody = folder.run(&["timeline", "Ada Ston", "--with", "x"]);
    assert_eq!(nobody.code, 4);
    assert!(nobody.err.ends_with("Did you mean: Ada Stone, Rosa Stone?\n"), "{}", nobody.err);
}

#[test]
fn a_question_leaves_the_file_as_it_was_and_works_where_nothing_can_be_written() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let before = fs::read(folder.path("dateline.db")).unwrap();
    fs::set_permissions(folder.path("dateline.db"), fs::Permissions::from_mode(0o444)).unwrap();
    assert_eq!(folder.run(&["timeline", "Ada Stone"]).code, 0);
    assert_eq!(folder.run(&["search", "bridge"]).code, 0);
    assert!(fs::read(folder.path("dateline.db")).unwrap() == before);
}

#[test]
fn a_search_finds_events_then_articles_whatever_the_accents() {
    let run = folder().run(&["search", "bela", "--format", "json"]);
    let hits: Value = serde_json::from_str(&run.out).unwrap();
    let kinds: Vec<_> = hits.as_array().unwrap().iter().map(|h| h["what"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["event", "article"]);
    for odd in ["\"", "AND", "a* OR (", "'; --", "-x"] {
        assert_eq!(folder().run(&["search", "--", odd]).code, 0, "{odd}");
    }
}

#[test]
fn a_number_is_meant_by_its_first_digits_and_an_article_by_its_path() {
    let folder = Folder::new();
    folder.write("a.txt", "Ada Stone met Rosa Kun in Wick on 3 May 2011. Stone resigned in 2014.");
    assert_eq!(folder.run(&["import", "a.txt"]).code, 0);
    let json: Value = serde_json::from_str(&folder.run(&["event", "list", "--format", "json"]).out).unwrap();
    let id = json[0]["event_id"].to_string();
    assert_eq!(id.len(), 16);
    let page = folder.run(&["event", "list"]).out;
    let short = page.lines().find_map(|l| l.split_whitespace().find(|w| id.starts_with(w))).expect("its first digits");
    assert!((4..16).contains(&short.len()), "{page}");
    let by_short = folder.run(&["event", "explain", short]);
    assert_eq!((by_short.code, by_short.out), (0, folder.run(&["event", "explain", &id]).out));
    for (words, problem) in [("0", "there is no event 0"), ("x", "there is no event x"), (&"9".repeat(30), "no event")]
    {
        let run = folder.run(&["event", "explain", words]);
        assert!(run.code == 1 && run.err.contains(problem), "{words}: {}", run.err);
    }
    assert_eq!(folder.run(&["article", "show", "a.txt"]).code, 0);
    assert_eq!(folder.run(&["article", "show", "b.txt"]).code, 1);
}
