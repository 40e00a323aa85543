//! What a person decides: made, seen, logged, taken back, carried to another database.

use serde_json::Value;

use super::support::{Folder, samples};

/// A folder with the samples imported.
fn imported() -> Folder {
    let folder = Folder::new();
    let run = folder.run(&["import", "--quiet", samples().to_str().unwrap()]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    folder
}

fn json(folder: &Folder, arguments: &[&str]) -> Value {
    let run = folder.run(&[arguments, &["--format", "json"]].concat());
    assert_eq!(run.code, 0, "{arguments:?}: {}", run.err);
    serde_json::from_str(&run.out).expect("JSON")
}

fn done(folder: &Folder, arguments: &[&str]) {
    let run = folder.run(arguments);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{arguments:?}: {}", run.err);
}

/// An event that has a day, and its number as an argument.
fn event(folder: &Folder) -> (Value, String) {
    let events = json(folder, &["event", "list"]);
    let dated = events.as_array().unwrap().iter().find(|e| e["date"]["granularity"] == "day");
    let event = dated.expect("the samples have days").clone();
    let id = event["event_id"].to_string();
    (event, id)
}

#[test]
fn an_event_takes_the_date_a_person_gives_and_undo_gives_the_old_one_back() {
    let folder = imported();
    let (before, id) = event(&folder);
    done(&folder, &["event", "date", &id, "1999-05/1999-06", "--reason", "a test"]);
    let after = json(&folder, &["event", "show", &id]);
    assert_eq!(
        (&after[0]["date"]["earliest"], &after[0]["date"]["latest"]),
        (&"1999-05-01".into(), &"1999-06-30".into())
    );
    assert_eq!(after[0]["date"]["basis"], "person");
    let log = json(&folder, &["log"]);
    assert_eq!((&log[0]["reason"], &log[0]["standing"]), (&"a test".into(), &"applied".into()));
    done(&folder, &["undo"]);
    assert_eq!(json(&folder, &["event", "show", &id])[0], before);
    assert_eq!(json(&folder, &["log"])[0]["standing"], "undone");
}

#[test]
fn a_rejected_event_is_not_listed_until_it_is_restored() {
    let folder = imported();
    let (_, id) = event(&folder);
    let listed = |folder: &Folder| folder.run(&["event", "list", "--format", "csv"]).out.contains(&id);
    done(&folder, &["event", "reject", &id]);
    assert!(!listed(&folder));
    assert!(folder.run(&["event", "explain", &id]).out.contains("Rejected:   a person said that it is no event"));
    done(&folder, &["event", "restore", &id]);
    assert!(listed(&folder));
    assert!(!folder.run(&["event", "explain", &id]).out.contains("Rejected:"));
}

#[test]
fn an_actor_is_found_by_the_name_a_person_gives_and_hidden_when_a_person_says_so() {
    let folder = imported();
    let actors = json(&folder, &["actor", "list"]);
    let name = actors[0]["name"].as_str().expect("the samples have actors").to_string();
    done(&folder, &["actor", "alias", &name, "Somebody Else"]);
    assert_eq!(json(&folder, &["actor", "show", "somebody-else"])[0]["name"], name.as_str());
    done(&folder, &["actor", "rename", &name, "Quite Another"]);
    assert_eq!(json(&folder, &["timeline", &name, "--all"])["actor"]["name"], "Quite Another");
    done(&folder, &["actor", "hide", "Quite Another"]);
    let hidden = folder.run(&["timeline", "Quite Another"]);
    assert_eq!(hidden.code, 4);
    assert_eq!(hidden.err, "Quite Another was hidden by a person; show again with: dateline undo 3\n");
    done(&folder, &["undo"]);
    assert_eq!(folder.run(&["timeline", "Quite Another"]).code, 0);
}

#[test]
fn decisions_move_to_another_database_once() {
    let (one, other) = (imported(), imported());
    let (_, id) = event(&one);
    done(&one, &["event", "note", &id, "seen by the embassy"]);
    let exported = one.run(&["export", "--decisions"]).out;
    other.write("decisions.jsonl", exported);
    done(&other, &["import", "--decisions", "decisions.jsonl"]);
    assert_eq!(json(&other, &["event", "show", &id])[0]["note"], "seen by the embassy");
    let again = other.run(&["import", "--decisions", "decisions.jsonl"]);
    assert_eq!(again.err, "0 of 1 decisions are new.\n");
    other.write("broken.jsonl", "{}");
    assert_eq!(other.run(&["import", "--decisions", "broken.jsonl"]).code, 1);
}

#[test]
fn what_a_decision_says_already_is_not_said_twice() {
    let folder = imported();
    let (_, id) = event(&folder);
    for decision in [&["actor", "alias", "Kim Jong-un", "the Marshal"][..], &["event", "reject", &id]] {
        done(&folder, decision);
        let again = folder.run(decision);
        assert!(again.code == 1 && again.err.contains("says so already"), "{}", again.err);
    }
    done(&folder, &["undo"]);
    done(&folder, &["event", "reject", &id]);
    let nothing = folder.run(&["event", "note", &id, ""]);
    assert!(nothing.code == 1 && nothing.err.contains("there is no note on"), "{}", nothing.err);
    assert_eq!(json(&folder, &["log"]).as_array().map(Vec::len), Some(3));
}

#[test]
fn a_name_that_a_person_gives_is_one_and_whoever_has_it_already_is_told() {
    let folder = imported();
    let long = "x".repeat(201);
    for (wrong, why) in [("", "at least one letter"), (" \n", "at least one letter"), (&long, "at most 200")] {
        for command in ["alias", "rename"] {
            let run = folder.run(&["actor", command, "Kim Jong-un", wrong]);
            assert!(run.code == 2 && run.err.contains(why), "{command} {wrong}: {}", run.err);
        }
    }
    for command in ["alias", "rename"] {
        let run = folder.run(&["actor", command, "Kim Jong-un", "Kim Jong-un"]);
        assert!(run.code == 1 && run.err.contains("already"), "{}", run.err);
        let run = folder.run(&["actor", command, "Kim Jong-un", "Vladimir Putin"]);
        assert!(run.code == 0 && run.err.contains("has this name as well. If the two are one: dateline actor merge"));
        done(&folder, &["undo"]);
    }
    done(&folder, &["actor", "alias", "Kim Jong-un", "  the   young\tmarshal "]);
    assert_eq!(json(&folder, &["actor", "show", "the young marshal"])[0]["name"], "Kim Jong-un");
    done(&folder, &["actor", "kind", "Hanoi", "Organisation"]);
    assert_eq!(json(&folder, &["actor", "show", "Hanoi"])[0]["kind"], "organization");
    let merged = folder.run(&["actor", "merge", "Kim Jong-un", "Hanoi"]);
    assert!(merged.err.starts_with("Note: Hanoi was an organization, Kim Jong-un is a person."), "{}", merged.err);
}

#[test]
fn what_is_not_there_cannot_be_corrected() {
    let folder = imported();
    for wrong in [
        &["event", "reject", "5"][..],
        &["article", "date", "5", "2019-01-01"],
        &["undo", "9"],
        &["event", "split", "5", "1"],
    ] {
        let run = folder.run(wrong);
        assert!(run.code == 1 && run.err.lines().count() == 1, "{wrong:?}: {}", run.err);
    }
    assert_eq!(folder.run(&["actor", "hide", "Nobody At All"]).code, 4);
    assert!(folder.run(&["log"]).out.starts_with("No decisions."));
}

#[test]
fn an_article_that_gets_its_date_later_says_what_it_would_have_said_at_once() {
    let letter = samples().join("undated-letter.txt");
    let (early, late) = (Folder::new(), Folder::new());
    done(&early, &["import", "--quiet", "--date", "2019-04-24", letter.to_str().unwrap()]);
    let import = late.run(&["import", letter.to_str().unwrap()]);
    assert!(import.err.contains("dateline article date ID YYYY-MM-DD"), "{}", import.err);
    let id = json(&late, &["article", "list"])[0]["id"].to_string();
    done(&late, &["article", "date", &id, "2019-04-24"]);
    assert_eq!(json(&early, &["event", "list"]), json(&late, &["event", "list"]));
}

#[test]
fn a_dated_article_says_how_to_take_it_back() {
    let folder = of_two();
    let dated = folder.run(&["article", "date", "b.md", "2019-07-05"]);
    assert_eq!(dated.err, "Decision 1: article b.md is of 2019-07-05. Take it back with: dateline undo 1\n");
}

#[test]
fn knowledge_is_listed_as_it_was_imported_and_a_broken_table_changes_nothing() {
    let folder = imported();
    folder.write("known.csv", "what,name,from,place\nevent,Wick fair,2019-02-27,Wick\n");
    done(&folder, &["knowledge", "import", "known.csv"]);
    let known = json(&folder, &["knowledge", "list"]);
    assert_eq!((&known[0]["name"], &known[0]["latest"]), (&"Wick fair".into(), &"2019-02-27".into()));
    folder.write("broken.csv", "what,name,from\nevent,Other,2019-02-30\n");
    let run = folder.run(&["knowledge", "import", "broken.csv"]);
    assert!(run.code == 1 && run.err.contains("broken.csv: line 2: '2019-02-30' is no date"), "{}", run.err);
    assert_eq!(json(&folder, &["knowledge", "list"]).as_array().unwrap().len(), 1);
}

#[test]
fn a_snapshot_answers_as_the_original_and_overwrites_nothing() {
    let folder = imported();
    done(&folder, &["snapshot", "copy.db"]);
    assert_eq!(json(&folder, &["event", "list"]), json(&folder, &["--db", "copy.db", "event", "list"]));
    assert_eq!(folder.run(&["snapshot", "copy.db"]).code, 1);
}

/// Two articles: in the first, two people who are one to a person; in the second, a spelling of the first.
fn of_two() -> Folder {
    let folder = Folder::new();
    folder.write("a.md", "---\ndate: 2019-06-05\n---\nInes Caldeira met Hugo Brandt in Lisbon on 3 May 2019.\n");
    folder.write(
        "b.md",
        "---\ndate: 2019-07-02\n---\nHugo Brandt opened a yard on 20 June 2019. Hugo Brandt met Anatoly Berezovsky on 21 June 2019.\n",
    );
    folder.write("c.md", "---\ndate: 2019-07-03\n---\nAnatoly Berezovskiy opened a fair on 1 July 2019.\n");
    done(&folder, &["import", "--quiet", "a.md", "b.md", "c.md"]);
    folder
}

#[test]
fn the_actor_that_is_kept_keeps_its_name_and_one_that_was_merged_can_be_split_off_again() {
    let folder = of_two();
    let before = json(&folder, &["actor", "list"]);
    // Hugo Brandt stands in more articles.
    done(&folder, &["actor", "merge", "Ines Caldeira", "Hugo Brandt"]);
    assert_eq!(json(&folder, &["actor", "show", "Hugo Brandt"])[0]["name"], "Ines Caldeira");
    done(&folder, &["actor", "split", "Ines Caldeira", "b.md"]);
    assert_eq!(json(&folder, &["timeline", "Ines Caldeira", "--all"])["entries"].as_array().map(Vec::len), Some(1));
    assert_eq!(json(&folder, &["log"])[1]["standing"], "applied");
    done(&folder, &["undo"]);
    done(&folder, &["undo"]);
    assert_eq!(json(&folder, &["actor", "list"]), before);
}

#[test]
fn who_is_split_off_is_whom_the_article_spells_so() {
    let folder = of_two();
    let show = |name: &str| json(&folder, &["actor", "show", name]);
    assert_eq!(show("Anatoly Berezovsky"), show("Anatoly Berezovskiy"));
    let run = folder.run(&["actor", "split", "Ines Caldeira", "c.md"]);
    assert!(run.code == 1 && run.err.contains("Ines Caldeira is not in article c.md"), "{}", run.err);
    done(&folder, &["actor", "split", "Anatoly Berezovsky", "c.md"]);
    let apart = show("Anatoly Berezovskiy");
    assert_eq!((&apart[0]["name"], &apart[0]["articles"]), (&"Anatoly Berezovskiy".into(), &1.into()));
    assert_ne!(show("Anatoly Berezovsky"), apart);
    assert_eq!(json(&folder, &["log"])[0]["standing"], "applied");
    done(&folder, &["article", "reextract"]);
    assert_eq!(show("Anatoly Berezovskiy"), apart);
}
