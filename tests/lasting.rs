//! Each kind of decision, by the real binary: it stays through another import, another extraction, the removal and return
//! of its article and the move to another database, and one command takes it back exactly.

use serde_json::Value;

use super::support::Folder;

const ARTICLES: &[(&str, &str)] = &[
    (
        "a.md",
        "---\ntitle: Ferries signed\ndate: 2019-06-05\npublisher: Alvo Post\n---\nInes Caldeira met the shipowner Hugo Brandt in \
         Lisbon on Tuesday. The company Viana Yards will build two ferries. Brandt resigned from the port authority on \
         3 May 2019. Joana Reis sued the council on 12 May 2019.\n",
    ),
    (
        "b.md",
        "---\ntitle: Yard opened\ndate: 2019-07-02\npublisher: The Courier\n---\nHugo Brandt opened a yard in Viana on 20 June \
         2019. Ines Caldeira visited Porto on 21 June 2019. Joana Reis praised Viana Yards on Monday. Ines Caldeira met the \
         shipowner Hugo Brandt in Lisbon on 4 June 2019.\n",
    ),
    ("c.txt", "Joana Reis met Ines Caldeira in Braga last week. They signed a contract.\n"),
    (
        "d.md",
        "---\ntitle: A fair\ndate: 2019-07-08\n---\nCaldeira opened a fair in Braga on 5 July 2019. Visitors came from Spain.\n",
    ),
];

fn imported() -> Folder {
    let folder = Folder::new();
    ARTICLES.iter().for_each(|(name, text)| drop(folder.write(name, text)));
    import(&folder, &[]);
    folder
}

/// The same, without importing once more.
fn copy_of(folder: &Folder) -> Folder {
    let copy = Folder::new();
    ARTICLES.iter().for_each(|(name, text)| drop(copy.write(name, text)));
    std::fs::copy(folder.path("dateline.db"), copy.path("dateline.db")).expect("a database");
    copy
}

fn import(folder: &Folder, more: &[&str]) {
    let names: Vec<&str> = ARTICLES.iter().map(|(name, _)| *name).collect();
    done(folder, &[&["import", "--quiet"], more, &names].concat());
}

fn done(folder: &Folder, arguments: &[&str]) {
    let run = folder.run(arguments);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{arguments:?}: {}", run.err);
}

fn json(folder: &Folder, arguments: &[&str]) -> Value {
    let run = folder.run(&[arguments, &["--format", "json"]].concat());
    assert_eq!(run.code, 0, "{arguments:?}: {}", run.err);
    serde_json::from_str(&run.out).expect("JSON")
}

/// All that the lists show; the numbers of actors and events are made of content, so that they belong to it.
fn state(folder: &Folder) -> Vec<Value> {
    [["actor", "list"], ["event", "list"], ["article", "list"]].map(|list| json(folder, &list)).to_vec()
}

/// The number of the event with these words in its label, also when it was rejected.
fn event(folder: &Folder, words: &str) -> String {
    let events = json(folder, &["event", "list"]);
    let found = events.as_array().unwrap().iter().find(|e| e["label"].as_str().unwrap().contains(words));
    found.unwrap_or_else(|| panic!("no event '{words}': {events}"))["event_id"].to_string()
}

/// One kind of decision: what is typed (`{words}` is the number of the event with these words), and what shows that it holds.
struct Case {
    typed: &'static [&'static str],
    /// The article without which its subject is gone.
    article: &'static str,
    holds: fn(&Folder) -> bool,
}

fn actor_has(folder: &Folder, name: &str, field: &str, value: &str) -> bool {
    let all = json(folder, &["actor", "list"]);
    all.as_array().unwrap().iter().any(|a| a["name"] == name && a[field].to_string().contains(value))
}

fn event_has(folder: &Folder, words: &str, field: &str, value: &str) -> bool {
    let all = json(folder, &["event", "list"]);
    let has = |e: &Value| e["label"].as_str().unwrap().contains(words) && e[field].to_string().contains(value);
    all.as_array().unwrap().iter().any(has)
}

fn named(folder: &Folder, name: &str) -> usize {
    json(folder, &["actor", "list"]).as_array().unwrap().iter().filter(|a| a["name"] == name).count()
}

const CASES: &[Case] = &[
    Case {
        typed: &["actor", "alias", "Hugo Brandt", "The Ferryman"],
        article: "a.md b.md",
        holds: |f| f.run(&["timeline", "the ferryman"]).code == 0,
    },
    Case {
        typed: &["actor", "merge", "Ines Caldeira", "Caldeira"],
        article: "d.md",
        holds: |f| named(f, "Caldeira") == 0 && actor_has(f, "Ines Caldeira", "aliases", "\"Caldeira\""),
    },
    Case {
        typed: &["actor", "split", "Hugo Brandt", "b.md"],
        article: "b.md",
        holds: |f| named(f, "Hugo Brandt") == 2,
    },
    Case {
        typed: &["actor", "rename", "Joana Reis", "J. Reis"],
        article: "a.md b.md c.txt",
        holds: |f| named(f, "J. Reis") == 1 && named(f, "Joana Reis") == 0,
    },
    Case {
        typed: &["actor", "kind", "Viana Yards", "place"],
        article: "a.md b.md",
        holds: |f| actor_has(f, "Viana Yards", "kind", "place"),
    },
    Case { typed: &["actor", "hide", "Viana Yards"], article: "a.md b.md", holds: |f| named(f, "Viana Yards") == 0 },
    Case {
        typed: &["event", "date", "{resigned}", "2019-05-04"],
        article: "a.md",
        holds: |f| event_has(f, "resigned", "date", "2019-05-04"),
    },
    Case { typed: &["event", "reject", "{sued}"], article: "a.md", holds: |f| !event_has(f, "sued", "label", "") },
    Case {
        typed: &["event", "merge", "{resigned}", "{opened a yard}"],
        article: "b.md",
        holds: |f| event_has(f, "", "articles", "2") && !event_has(f, "opened a yard", "articles", "1"),
    },
    Case {
        typed: &["event", "split", "{met the shipowner}", "2"],
        article: "b.md",
        holds: |f| !event_has(f, "met the shipowner", "articles", "2"),
    },
    Case {
        typed: &["event", "note", "{sued}", "ask the clerk"],
        article: "a.md",
        holds: |f| event_has(f, "sued", "note", "ask the clerk"),
    },
    Case {
        typed: &["article", "date", "c.txt", "2019-05-20"],
        article: "c.txt",
        holds: |f| event_has(f, "in Braga", "date", "2019-05"),
    },
    Case {
        typed: &["article", "apart", "b.md"],
        article: "b.md",
        holds: |f| {
            json(f, &["log"]).as_array().unwrap().iter().any(|d| d["action"] == "article apart" && d["undone"] == false)
        },
    },
];

fn decide(folder: &Folder, typed: &[&str]) {
    let words = |word: &&str| match word.strip_prefix('{').and_then(|w| w.strip_suffix('}')) {
        Some(label) => event(folder, label),
        None => word.to_string(),
    };
    let typed: Vec<String> = typed.iter().map(words).collect();
    done(folder, &typed.iter().map(String::as_str).collect::<Vec<_>>());
}

fn standing(folder: &Folder) -> String {
    json(folder, &["log"])[0]["standing"].as_str().unwrap().to_string()
}

#[test]
fn every_decision_outlives_import_extraction_removal_and_transfer_and_undo_takes_it_back() {
    let fresh = imported();
    let before = state(&fresh);
    for Case { typed, article, holds } in CASES {
        assert!(!holds(&fresh), "{typed:?} says nothing new");
        let folder = copy_of(&fresh);
        decide(&folder, typed);
        let decided = state(&folder);
        let still = |when: &str| {
            assert!(holds(&folder), "{typed:?} after {when}");
            assert_eq!(state(&folder), decided, "{typed:?} after {when}");
            assert_eq!(standing(&folder), "applied", "{typed:?} after {when}");
        };
        still("it was made");
        import(&folder, &[]);
        still("the same import");
        import(&folder, &["--force"]);
        still("an import with --force");
        done(&folder, &["article", "reextract"]);
        still("extraction anew");
        article.split(' ').for_each(|a| done(&folder, &["article", "remove", a]));
        assert_eq!(standing(&folder), "waiting", "{typed:?} without {article}");
        import(&folder, &[]);
        still("removal and return");
        let other = copy_of(&fresh);
        other.write("decisions.jsonl", folder.run(&["export", "--decisions"]).out);
        done(&other, &["import", "--decisions", "decisions.jsonl"]);
        assert_eq!(state(&other), decided, "{typed:?} in another database");
        done(&folder, &["undo"]);
        assert_eq!(state(&folder), before, "{typed:?} taken back");
        done(&folder, &["check"]);
    }
}

#[test]
fn a_decision_may_come_before_its_article() {
    let (folder, other) = (imported(), Folder::new());
    decide(&folder, &["event", "note", "{sued}", "ask the clerk"]);
    decide(&folder, &["actor", "split", "Hugo Brandt", "b.md"]);
    other.write("decisions.jsonl", folder.run(&["export", "--decisions"]).out);
    done(&other, &["import", "--decisions", "decisions.jsonl"]);
    assert_eq!(standing(&other), "waiting");
    ARTICLES.iter().for_each(|(name, text)| drop(other.write(name, text)));
    import(&other, &[]);
    assert_eq!(state(&other), state(&folder));
}

#[test]
fn of_two_that_contradict_the_later_counts_and_the_log_says_so() {
    let folder = imported();
    let id = event(&folder, "sued");
    done(&folder, &["event", "reject", &id]);
    done(&folder, &["event", "restore", &id, "--reason", "the court has it"]);
    done(&folder, &["event", "date", &id, "2019-05-13"]);
    done(&folder, &["event", "date", &id, "2019-05-14"]);
    assert!(event_has(&folder, "sued", "date", "2019-05-14"));
    let standings = |folder: &Folder| -> Vec<String> {
        let log = json(folder, &["log"]);
        log.as_array().unwrap().iter().map(|d| d["standing"].as_str().unwrap().to_string()).collect()
    };
    assert_eq!(standings(&folder), ["overruled by 2", "applied", "overruled by 4", "applied"]);
    done(&folder, &["undo", "4"]);
    assert!(event_has(&folder, "sued", "date", "2019-05-13"));
    done(&folder, &["undo", "2"]);
    assert!(!event_has(&folder, "sued", "label", ""), "the rejection counts again");
    assert_eq!(standings(&folder), ["applied", "undone", "applied", "undone"]);
    assert_eq!(folder.run(&["undo", "2"]).code, 1);
}

#[test]
fn likely_duplicates_are_suggested_with_a_reason_and_the_command_that_merges_them() {
    let folder = imported();
    let before = json(&folder, &["actor", "list"]);
    let suggested = json(&folder, &["actor", "suggest"]);
    let pair = suggested.as_array().unwrap().iter().find(|s| s["other"] == "Caldeira").expect("a suggestion").clone();
    assert_eq!(pair["keep"], "Ines Caldeira");
    assert_eq!(pair["reason"], "a surname, and a full name that has it");
    assert!(folder.run(&["actor", "suggest"]).out.contains("Caldeira"));
    assert_eq!(json(&folder, &["actor", "list"]), before, "nothing is merged silently");
    let command: Vec<&str> = pair["command"].as_str().unwrap().split(' ').skip(1).collect();
    done(&folder, &command);
    assert_eq!(named(&folder, "Caldeira"), 0);
    assert_eq!(
        json(&folder, &["actor", "suggest"]).as_array().unwrap().iter().filter(|s| s["other"] == "Caldeira").count(),
        0
    );
}

#[test]
fn a_date_that_a_person_gives_to_an_article_goes_before_what_its_file_says() {
    let folder = imported();
    assert!(event_has(&folder, "met the shipowner", "date", "2019-06-04"));
    done(&folder, &["article", "date", "a.md", "2019-06-12", "--reason", "the printed edition"]);
    assert!(event_has(&folder, "met the shipowner", "date", "2019-06-11"));
    import(&folder, &["--force"]);
    assert!(event_has(&folder, "met the shipowner", "date", "2019-06-11"));
    assert_eq!(json(&folder, &["article", "show", "a.md"])["published_from"], "a person");
    done(&folder, &["undo"]);
    assert!(event_has(&folder, "met the shipowner", "date", "2019-06-04"));
}

#[test]
fn what_was_decided_on_a_sentence_moves_to_the_newer_version_that_has_it_too_and_back() {
    let folder = Folder::new();
    let write = |before: &str, met_in: &str| {
        let text = format!(
            "---\ndate: 2019-06-05\n---\n{before}Ines Caldeira met the shipowner Hugo Brandt in {met_in} on 4 June 2019. Joana \
             Reis sued the council on 12 May 2019.\n"
        );
        folder.write("a.md", text);
        done(&folder, &["import", "--quiet", "a.md"]);
    };
    let standings = || -> Vec<(String, String)> {
        let all = json(&folder, &["log"]);
        let mut all: Vec<_> =
            all.as_array().unwrap().iter().map(|d| (d["action"].clone(), d["standing"].clone())).collect();
        all.sort_by_key(|d| d.0.to_string());
        all.iter().map(|(a, s)| (a.as_str().unwrap().to_string(), s.as_str().unwrap().to_string())).collect()
    };
    let wanted = |date: &str, note: &str| {
        assert_eq!(standings(), [("event date".into(), date.into()), ("event note".into(), note.to_string())]);
        assert_eq!(event_has(&folder, "sued", "note", "ask the clerk"), note == "applied");
        assert_eq!(event_has(&folder, "met", "date", "2019-06-03"), date == "applied");
        done(&folder, &["check"]);
    };
    write("", "Lisbon");
    decide(&folder, &["event", "note", "{sued}", "ask the clerk"]);
    decide(&folder, &["event", "date", "{met}", "2019-06-03"]);
    wanted("applied", "applied");
    write("The port of Viana is older than the town, and both need money. ", "Porto");
    wanted("waiting", "applied");
    write("", "Lisbon");
    wanted("applied", "applied");
}
