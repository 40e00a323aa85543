//! Decisions in any order, each by the real binary: the database stays whole, another one that takes them over says the
//! same, and when all are taken back it says what it said before.

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::Value;

use super::support::Folder;

const ARTICLES: &[(&str, &str)] = &[
    (
        "a.md",
        "---\ntitle: Dock\ndate: 2019-06-05\npublisher: Alvo Post\n---\nInes Caldeira met Hugo Brandt in Lisbon on Tuesday. \
         They signed a contract on Tuesday. Brandt resigned from the port authority on 3 May 2019.\n",
    ),
    (
        "b.md",
        "---\ntitle: Yard\ndate: 2019-07-02\npublisher: The Courier\n---\nHugo Brandt opened a yard in Viana on 20 June 2019. \
         Ines Caldeira met Hugo Brandt in Lisbon on 4 June 2019. Brandt resigned on 3 May 2019.\n",
    ),
    (
        "c.md",
        "---\ntitle: A year\ndate: 2019-12-30\npublisher: Viana Voice\n---\nCaldeira and Brandt met in Lisbon on 4 June 2019. \
         On 3 May 2019 Hugo Brandt resigned. Joana Reis will meet Caldeira on 4 January 2020.\n",
    ),
];

/// What happens next; what it happens to is drawn from what is there by then.
#[derive(Clone, Copy, Debug)]
enum Step {
    EventMerge,
    EventSplit,
    EventReject,
    EventDate,
    EventNote,
    ActorAlias,
    ActorRename,
    ActorKind,
    ArticleDate,
    ActorMerge,
    ActorSplit,
    ActorHide,
    Undo,
    Extract,
    Return,
}

fn imported() -> Folder {
    let folder = Folder::new();
    ARTICLES.iter().for_each(|(name, text)| drop(folder.write(name, text)));
    import(&folder);
    folder
}

fn import(folder: &Folder) {
    let names: Vec<&str> = ARTICLES.iter().map(|(name, _)| *name).collect();
    let run = folder.run(&[&["import", "--quiet"][..], &names].concat());
    assert_eq!(run.code, 0, "{}", run.err);
}

fn list(folder: &Folder, arguments: &[&str]) -> Vec<Value> {
    let run = folder.run(&[arguments, &["--format", "json"]].concat());
    assert_eq!(run.code, 0, "{arguments:?}: {}", run.err);
    let all: Value = serde_json::from_str(&run.out).expect("JSON");
    all.as_array().expect("a list").clone()
}

fn state(folder: &Folder) -> [Vec<Value>; 3] {
    [["actor", "list"], ["event", "list"], ["article", "list"]].map(|what| list(folder, &what))
}

/// A decision may be refused, as when it says nothing new; whatever else goes wrong is a fault.
fn take(folder: &Folder, step: Step, one: &Index, other: &Index) {
    let (events, actors) = (list(folder, &["event", "list"]), list(folder, &["actor", "list"]));
    let event = |at: &Index| at.get(&events)["event_id"].to_string();
    let actor = |at: &Index| at.get(&actors)["id"].to_string();
    let name = |at: &Index| {
        let invented = ["O'Hara", "Ines de la Caldeira", "Port Authority"];
        let there = actors.iter().filter_map(|a| a["name"].as_str());
        let all: Vec<&str> = there.chain(invented).collect();
        (*at.get(&all)).to_owned()
    };
    let article = |at: &Index| at.get(ARTICLES).0.to_string();
    let arguments: Vec<String> = match step {
        Step::EventMerge => vec!["event".into(), "merge".into(), event(one), event(other)],
        Step::EventSplit => {
            let mentions = |e: &Value| e["mentions"].as_array().map_or(0, Vec::len);
            let many: Vec<&Value> = events.iter().filter(|e| mentions(e) > 1).collect();
            if many.is_empty() {
                return;
            }
            let event = one.get(&many);
            let mention = 1 + other.index(mentions(event));
            vec!["event".into(), "split".into(), event["event_id"].to_string(), mention.to_string()]
        }
        Step::EventReject => vec!["event".into(), "reject".into(), event(one)],
        Step::EventDate => vec!["event".into(), "date".into(), event(one), "2019-05-07".into()],
        Step::EventNote => vec!["event".into(), "note".into(), event(one), format!("note {}", other.index(3))],
        // Names that others have, so that several are called the same.
        Step::ActorAlias => vec!["actor".into(), "alias".into(), actor(one), name(other)],
        Step::ActorRename => vec!["actor".into(), "rename".into(), actor(one), name(other)],
        Step::ActorKind => {
            let kinds = ["person", "organization", "place", "group", "product", "country"];
            vec!["actor".into(), "kind".into(), actor(one), (*other.get(&kinds)).into()]
        }
        Step::ArticleDate => {
            let day = format!("2019-06-{:02}", 5 + other.index(3));
            vec!["article".into(), "date".into(), article(one), day]
        }
        Step::ActorMerge => vec!["actor".into(), "merge".into(), actor(one), actor(other)],
        Step::ActorSplit => vec!["actor".into(), "split".into(), actor(one), article(other)],
        Step::ActorHide => vec!["actor".into(), "hide".into(), actor(one)],
        Step::Undo => {
            let log = list(folder, &["log"]);
            let standing: Vec<&Value> = log.iter().filter(|d| d["undone"] == false).collect();
            if standing.is_empty() {
                return;
            }
            vec!["undo".into(), one.get(&standing)["number"].to_string()]
        }
        Step::Extract => vec!["article".into(), "reextract".into()],
        Step::Return => vec!["article".into(), "remove".into(), article(one)],
    };
    let run = folder.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    let refused = ["says so already", "already", "has only one", "is not in", "names no"];
    assert!(run.code == 0 || refused.iter().any(|why| run.err.contains(why)), "{arguments:?}: {}", run.err);
    if matches!(step, Step::Return) {
        import(folder);
    }
    let check = folder.run(&["check"]);
    assert_eq!(check.code, 0, "{arguments:?}: {}{}", check.out, check.err);
    folder.compare_indexes();
}

fn steps() -> impl Strategy<Value = Vec<(Step, Index, Index)>> {
    let step = prop_oneof![
        4 => Just(Step::EventMerge),
        4 => Just(Step::EventSplit),
        1 => Just(Step::EventReject),
        1 => Just(Step::EventDate),
        1 => Just(Step::EventNote),
        1 => Just(Step::ActorAlias),
        2 => Just(Step::ActorRename),
        2 => Just(Step::ActorKind),
        1 => Just(Step::ArticleDate),
        2 => Just(Step::ActorMerge),
        2 => Just(Step::ActorSplit),
        1 => Just(Step::ActorHide),
        3 => Just(Step::Undo),
        1 => Just(Step::Extract),
        1 => Just(Step::Return),
    ];
    prop::collection::vec((step, any::<Index>(), any::<Index>()), 1..9)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn decisions_in_any_order_keep_the_database_whole_and_can_all_be_taken_back(steps in steps()) {
        let folder = imported();
        let before = state(&folder);
        for (step, one, other) in &steps {
            take(&folder, *step, one, other);
        }
        let decided = state(&folder);
        let other = imported();
        other.write("decisions.jsonl", folder.run(&["export", "--decisions"]).out);
        let run = other.run(&["import", "--quiet", "--decisions", "decisions.jsonl"]);
        prop_assert_eq!(run.code, 0, "{}", run.err);
        prop_assert_eq!(state(&other), decided, "in another database");
        for decision in list(&folder, &["log"]).iter().filter(|d| d["undone"] == false) {
            let run = folder.run(&["undo", &decision["number"].to_string()]);
            prop_assert_eq!(run.code, 0, "{}", run.err);
        }
        prop_assert_eq!(state(&folder), before, "taken back");
        prop_assert_eq!(folder.run(&["check"]).code, 0);
    }
}
