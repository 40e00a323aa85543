//! What is read, and what is said about what cannot be read.

use super::support::Folder;

/// The lines of `extract`, which reads as `import` does.
fn extract(folder: &Folder, arguments: &[&str], stdin: &str) -> (i32, Vec<serde_json::Value>, String) {
    let run = folder.run_with(&[&["extract"], arguments].concat(), stdin, 100);
    let lines = run.out.lines().map(|l| serde_json::from_str(l).expect("an object a line")).collect();
    (run.code, lines, run.err)
}

#[test]
fn every_bad_input_gets_one_clear_line_and_the_rest_goes_on() {
    let folder = Folder::new();
    folder.write("good.txt", "They met in Hanoi.");
    folder.write("empty.txt", "");
    folder.write("blank.txt", " \n\t\n");
    folder.write("binary.txt", b"\x89PNG\x00\x00");
    folder.write("broken.json", "{\n\"text\": oops}");
    folder.write("no-text.json", "{\"title\": \"x\"}");
    folder.write("front.md", "---\nno colon here\n---\nText.");
    folder.write("folder.txt/inner.txt", "They met in Singapore.");
    std::os::unix::fs::symlink("nowhere", folder.path("link.txt")).unwrap();
    let names = [
        "good.txt",
        "empty.txt",
        "blank.txt",
        "binary.txt",
        "broken.json",
        "no-text.json",
        "front.md",
        "link.txt",
        "missing.txt",
        "folder.txt",
    ];
    let (code, lines, err) = extract(&folder, &names, "");
    assert_eq!((code, lines.len()), (3, 10));
    let good: Vec<_> = lines.iter().filter(|l| l.get("error").is_none()).map(|l| l["source"].clone()).collect();
    assert_eq!(good, ["good.txt", "folder.txt/inner.txt"]);
    for line in [
        "empty.txt: empty: there is no text in it",
        "blank.txt: empty: there is no text in it",
        "binary.txt: not text: there are NUL bytes in it",
        "broken.json:2: no article in JSON: expected value",
        "no-text.json: no article in JSON: there is no field \"text\"",
        "front.md: the front matter cannot be read: ",
        "link.txt: a link that leads nowhere (to nowhere)",
        "missing.txt: no such file or folder",
    ] {
        assert_eq!(err.lines().filter(|l| l.starts_with(line)).count(), 1, "{line}\n{err}");
    }
    assert_eq!(err.lines().count(), 8, "{err}");
}

#[test]
fn what_is_not_utf8_is_read_and_said() {
    let folder = Folder::new();
    folder.write("latin.txt", b"The caf\xe9 in K\xf6ln closed after the fianc\xe9e left.");
    let (code, lines, err) = extract(&folder, &["latin.txt"], "");
    assert_eq!((code, lines.len()), (0, 1));
    assert_eq!(err, "latin.txt: not UTF-8; read as windows-1252\n");
}

#[test]
fn an_impossible_date_is_named_and_nothing_is_guessed() {
    let folder = Folder::new();
    folder.write("a.md", "---\ndate: 2019-02-30\n---\nThey met.");
    let (code, lines, err) = extract(&folder, &["a.md"], "");
    assert_eq!((code, &lines[0]["published"]), (0, &serde_json::Value::Null));
    assert!(err.contains("'2019-02-30', which is no day of the calendar"), "{err}");
    assert_eq!(folder.run(&["extract", "--date", "2019-02-30", "a.md"]).code, 2);
}

#[test]
fn the_publication_date_comes_from_the_best_place_that_has_one() {
    let folder = Folder::new();
    let cases = [
        ("2019-01-01-a.md", "---\ndate: 2019-04-24T22:30:00-04:00\n---\n3 May 2019\n\nText.", "2019-04-24"),
        ("2019-01-02.txt", "A headline\n\nMarch 12, 2019\n\nText.", "2019-03-12"),
        ("2019/01/03/a.txt", "A headline\n\nText.", "2019-01-03"),
    ];
    for (name, content, expected) in cases {
        folder.write(name, content);
        assert_eq!(extract(&folder, &[name], "").1[0]["published"], expected, "{name}");
        assert_eq!(extract(&folder, &["--date", "2018-07-07", name], "").1[0]["published"], "2018-07-07", "{name}");
    }
}

#[test]
fn a_broken_line_becomes_an_error_object_in_its_place() {
    let input = "{\"source\": \"a\", \"text\": \"One.\"}\n{oops\n\n{\"source\": \"c\", \"text\": \"Three.\"}\n";
    let (code, lines, err) = extract(&Folder::new(), &[], input);
    assert_eq!((code, lines.len()), (3, 3));
    assert_eq!((&lines[0]["source"], &lines[2]["source"]), (&"a".into(), &"c".into()));
    assert_eq!((&lines[1]["source"], &lines[1]["line"]), (&"-".into(), &2.into()));
    assert!(lines[1]["error"].as_str().unwrap().starts_with("no article in JSON"));
    assert!(err.starts_with("-:2: no article in JSON"), "{err}");
}

#[test]
fn thousands_of_lines_keep_their_order() {
    let input: String = (0..1000).map(|i| format!("{{\"source\": \"{i}\", \"text\": \"Text.\"}}\n")).collect();
    let (_, lines, _) = extract(&Folder::new(), &[], &input);
    assert!(lines.iter().enumerate().all(|(i, l)| l["source"].as_str() == Some(&i.to_string())) && lines.len() == 1000);
}

#[test]
fn control_characters_of_a_name_never_reach_the_terminal() {
    let folder = Folder::new();
    folder.write("a\u{1b}[31m\n.txt", "");
    let (_, _, err) = extract(&folder, &["."], "");
    assert!(!err.contains('\u{1b}') && err.lines().count() == 1, "{err:?}");
}

#[test]
fn one_long_line_is_an_article_as_any_other() {
    let folder = Folder::new();
    folder.write("long.txt", "They met in Hanoi on Thursday. ".repeat(7000));
    assert_eq!(extract(&folder, &["long.txt"], "").0, 0);
}
