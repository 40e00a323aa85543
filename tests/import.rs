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
        "no-text.json: no text of an article: there is no field \"text\" among title; name yours with --map text=FIELD",
        "front.md: the front matter cannot be read: ",
        "link.txt: a link that leads nowhere: to nowhere",
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

/// What `article list --skipped` prints, as (file, member, position, reason up to the colon).
fn skipped(folder: &Folder) -> Vec<(String, String, u64, String)> {
    let run = folder.run(&["article", "list", "--skipped", "--format", "json"]);
    let list: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    let text = |v: &serde_json::Value| v.as_str().unwrap_or_default().to_string();
    let row = |v: &serde_json::Value| {
        let reason = text(&v["reason"]).split(':').next().unwrap_or_default().to_string();
        (text(&v["file"]), text(&v["member"]), v["position"].as_u64().unwrap_or_default(), reason)
    };
    list.as_array().expect("a list").iter().map(row).collect()
}

#[test]
fn what_was_skipped_is_kept_with_file_member_and_line_until_the_file_is_read_again() {
    let folder = Folder::new();
    let mail = |body: &str| {
        format!("From a@b Mon Jan  1 00:00:00 2019\nSubject: A\nDate: Mon, 1 Apr 2019 10:00:00 +0000\n\n{body}\n")
    };
    folder.write("a.mbox", format!("{}\n{}", mail("They met in Rome."), mail("")));
    folder.write("b.jsonl", "{\"text\": \"They met in Hanoi.\"}\n{oops\n");
    folder.write("c.txt", "");
    let import = ["import", "a.mbox", "b.jsonl", "c.txt", "d.txt"];
    let run = folder.run(&import);
    assert_eq!(run.code, 3);
    assert!(run.err.contains("2 articles imported, 4 skipped;"), "{}", run.err);
    assert!(run.err.contains("Skipped: 2 empty, 1 no article in JSON, 1 no such file or folder."), "{}", run.err);
    assert!(run.err.contains("dateline article list --skipped"), "{}", run.err);
    let row = |file: &str, member: &str, position, reason: &str| (file.into(), member.into(), position, reason.into());
    let all = [
        row("a.mbox", "2", 0, "empty"),
        row("b.jsonl", "", 2, "no article in JSON"),
        row("c.txt", "", 0, "empty"),
        row("d.txt", "", 0, "no such file or folder"),
    ];
    assert_eq!(skipped(&folder), all);
    assert_eq!(folder.run(&import).code, 3);
    assert_eq!(skipped(&folder), all, "again the same, each once");

    folder.write("b.jsonl", "{\"text\": \"They met in Hanoi.\"}\n{\"text\": \"They left.\"}\n");
    folder.write("d.txt", "They met in Oslo.");
    assert_eq!(folder.run(&["import", "b.jsonl", "d.txt"]).code, 0);
    assert_eq!(skipped(&folder), [all[0].clone(), all[2].clone()], "what was not read again stays");
    let page = folder.run(&["article", "list", "--skipped"]).out;
    assert!(page.contains("a.mbox") && page.contains("empty: there is no text in it"), "{page}");
}

#[test]
fn what_a_person_says_about_the_files_counts_for_import_and_extract() {
    let folder = Folder::new();
    folder.write("notes", "<p>They met in Rome.</p><p>It rained.</p>");
    folder.write("export.json", "{\"story\": \"They met in Oslo.\", \"day\": \"2019-04-24\"}");
    let (_, lines, _) = extract(&folder, &["--from", "html", "notes"], "");
    assert_eq!(lines[0]["sentences"].as_array().map(Vec::len), Some(2), "{lines:?}");
    let map = ["--map", "text=story,published=day", "export.json"];
    assert_eq!(extract(&folder, &map, "").1[0]["published"], "2019-04-24");
    let (code, lines, _) = extract(&folder, &["--from", "txt", "--date", "2019-04-24"], "They met on Thursday.");
    assert_eq!((code, &lines[0]["time_expressions"][0]["earliest"]), (0, &"2019-04-18".into()));

    assert_eq!(folder.run(&[&["import"], &map[..]].concat()).code, 0);
    assert_eq!(folder.run(&["import", "--from", "html", "--source", "my notes", "notes"]).code, 0);
    let list = folder.run(&["article", "list", "--format", "csv"]).out;
    assert!(list.contains("2019-04-24") && list.contains("my notes"), "{list}");
    let show = folder.run(&["article", "show", "my notes"]).out;
    assert!(show.contains("They met in Rome.") && !show.contains("<p>"), "{show}");
    for wrong in [["--from", "odt"], ["--map", "body"], ["--map", "words=body"], ["--jobs", "0"]] {
        assert_eq!(folder.run(&[&["import"], &wrong[..], &["notes"]].concat()).code, 2, "{wrong:?}");
    }
}

#[test]
fn a_summary_tells_dates_time_and_rate_and_quiet_tells_nothing() {
    let folder = Folder::new();
    for n in 0..100 {
        folder.write(&format!("in/{n}.txt"), format!("They met in Rome, number {n}."));
    }
    folder.write("in/2019-04-24-a.txt", "They met on Thursday.");
    let run = folder.run(&["import", "in"]);
    assert!(run.err.contains("101 articles imported;"), "{}", run.err);
    assert!(run.err.contains("A publication date was found for 1 of the 101 articles."), "{}", run.err);
    assert!(run.err.contains(" MB in ") && run.err.contains(" articles a second."), "{}", run.err);
    assert!(!run.err.contains('\u{1b}'), "no bar where there is no terminal");
    let again = folder.run(&["import", "--quiet", "in"]);
    assert_eq!((again.code, again.err.as_str()), (0, ""));
}

#[test]
fn line_ends_and_unseen_signs_are_made_even_and_offsets_count_what_is_stored() {
    let folder = Folder::new();
    let prose = "Tr\u{fc}b. The ma\u{ad}yor met Ann Lee on\r\n24 Ap\u{ad}ril 2019.\r\n\r\nShe re\u{200b}signed on 3 May 2019.\r\n";
    folder.write("a.txt", prose);
    folder.write("b.md", format!("---\r\ntitle: A\r\n---\r\n{prose}"));
    folder.write(
        "c.eml",
        format!(
            "From: A <a@example.org>\r\nDate: Wed, 1 May 2019 10:00:00 +0000\r\nSubject: B\r\nMIME-Version: 1.0\r\n\
             Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{prose}"
        ),
    );
    folder.write("d.jsonl", format!("{}\n", serde_json::json!({"source": "d", "text": prose})));
    assert_eq!(folder.run(&["import", "--quiet", "."]).code, 0);
    let c = rusqlite::Connection::open(folder.path("dateline.db")).unwrap();
    let texts = |sql: &str| -> Vec<String> {
        let mut rows = c.prepare(sql).unwrap();
        rows.query_map([], |r| r.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let even = "Tr\u{fc}b. The mayor met Ann Lee on\n24 April 2019.\n\nShe resigned on 3 May 2019.";
    let stored = texts("SELECT rtrim(text, char(10)) FROM article WHERE source <> 'd' ORDER BY source");
    assert_eq!(stored, [even; 3]);
    assert_eq!(texts("SELECT text FROM article WHERE source = 'd'"), [prose], "JSON is kept as it is");
    for table in ["time_expression", "event_mention", "actor_mention"] {
        let wrong = format!(
            "SELECT t.text FROM {table} AS t JOIN article AS a ON a.id = t.article_id
             WHERE substr(a.text, t.start + 1, t.end - t.start) <> t.text"
        );
        assert_eq!(texts(&wrong), Vec::<String>::new(), "{table}");
    }
    assert_eq!(
        texts(
            "SELECT value FROM time_expression AS t JOIN article AS a ON a.id = t.article_id WHERE a.source = './a.txt' ORDER BY t.start"
        ),
        ["2019-04-24", "2019-05-03"]
    );
}

#[test]
fn a_folder_of_anything_gives_what_is_in_it_and_names_what_is_left() {
    let folder = Folder::new();
    let page =
        "<!DOCTYPE html><title>Bridge</title><article><p>The mayor opened the bridge on 3 May 2019.</p></article>";
    folder.write("in/index.php?id=3", page);
    folder.write("in/saved page", page.replace("bridge", "harbour"));
    folder.write("in/feed.xml", "<rss version='2.0'><channel><title>Post</title><item><title>Vote</title><link>https://post.example/1</link><pubDate>Mon, 24 Apr 2019 10:00:00 GMT</pubDate><description>They voted on Monday.</description></item></channel></rss>");
    let saved = page.replace("bridge", "market");
    folder.write("in/saved.mhtml", format!("From: <Saved by Blink>\r\nSnapshot-Content-Location: https://post.example/2018/03/04/market\r\nSubject: Bridge\r\nDate: Wed, 24 Apr 2019 10:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"B\"\r\n\r\n--B\r\nContent-Type: text/html\r\n\r\n{saved}\r\n--B--\r\n"));
    let unmarked: Vec<u8> = "Ann Marsh met Bob Reed on 5 May 2019.".encode_utf16().flat_map(u16::to_le_bytes).collect();
    folder.write("in/wide.txt", unmarked);
    folder.write("in/table.csv", "title;text;date\nA;They met in Rome.;24/04/2019\nB;They met in Oslo.;03/04/2019\n");
    folder.write("in/other.csv", "heading,story\nA,They met.\nB,They left.\n");
    for junk in ["a.png", "b.PNG", "README", "~$open.docx", ".hidden.txt", "old.doc", "broken.zip2"] {
        folder.write(&format!("in/{junk}"), b"\x89PNG\0\x01\x02");
    }
    let run = folder.run(&["import", "in"]);
    assert_eq!(run.code, 3, "{}", run.err);
    for line in [
        "in/other.csv: no text of an article: there is no field \"text\" among heading, story; name yours with --map text=FIELD\n",
        "in/table.csv#2: field 'date' says '03/04/2019', which may be either of two days; not taken.",
        "7 articles imported, 1 skipped; ",
        "Left alone in folders: 5 files of no format that is read (2 .png, 1 without an ending, 1 .doc, 1 .zip2).",
    ] {
        assert!(run.err.contains(line), "{line}: {}", run.err);
    }
    let list = folder.run(&["article", "list", "--format", "csv"]).out;
    for (source, day) in [
        ("https://post.example/1", "2019-04-24"),
        ("in/saved.mhtml", "2018-03-04"),
        ("in/table.csv#1", "2019-04-24"),
        ("in/table.csv#2", ""),
        ("in/index.php?id=3", ""),
        ("in/saved page", ""),
        ("in/wide.txt", ""),
    ] {
        let line = list.lines().find(|l| l.contains(source)).unwrap_or_else(|| panic!("{source}: {list}"));
        assert!(line.contains(&format!(",{day},")), "{line}");
    }
}

#[test]
#[cfg(unix)]
fn a_pipe_in_a_folder_does_not_hold_an_import_up() {
    let folder = Folder::new();
    folder.write("in/good.txt", "They met in Rome on 3 May 2019.");
    let made = std::process::Command::new("mkfifo").arg(folder.path("in/pipe.txt")).status();
    assert!(made.is_ok_and(|status| status.success()));
    let run = folder.run(&["import", "in"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("1 article imported"), "{}", run.err);
}
