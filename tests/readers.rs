//! No bytes at all bring a reader down: the targets of `fuzz/`, run for a bounded time on changed files of `formats/`.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use dateline::ingest::{self, Overrides};
use proptest::prelude::*;

/// Every fixture, as something that is close to being read.
fn seeds() -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats");
    let mut files: Vec<PathBuf> = Vec::new();
    for format in fs::read_dir(root).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_dir()) {
        files.extend(fs::read_dir(format).unwrap().map(|e| e.unwrap().path()));
    }
    files.retain(|f| f.extension().is_none_or(|e| e != "golden"));
    files.sort();
    files.into_iter().map(|f| (f.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&f).unwrap())).collect()
}

/// Reads all of it, and looks at every word that could reach a terminal.
fn read(name: &str, bytes: Vec<u8>, said: &Overrides) {
    for read in ingest::from_bytes(name, bytes, said) {
        match read {
            Ok(incoming) => assert!(!incoming.article.text.trim().is_empty(), "{name}: an article without a text"),
            Err(error) => assert!(!error.to_string().contains(|c: char| c.is_control()), "{name}: {error:?}"),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_changed_file_is_read_or_refused(
        seed in 0_usize..1000,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in any::<prop::sample::Index>(),
        cuts in any::<bool>(),
    ) {
        let seeds = seeds();
        let (name, mut bytes) = seeds[seed % seeds.len()].clone();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if cuts {
            bytes.truncate(cut.index(bytes.len()));
        }
        read(&name, bytes, &Overrides::default());
    }

    #[test]
    fn any_bytes_are_read_or_refused_as_any_format(bytes in prop::collection::vec(any::<u8>(), 0..600), format in 0_usize..100) {
        let reader = ingest::READERS[format % ingest::READERS.len()];
        read("a", bytes, &Overrides { format: Some(reader), ..Overrides::default() });
    }

    #[test]
    fn any_pieces_of_markup_are_read_or_refused(pieces in prop::collection::vec(prop::sample::select(vec![
        "<", ">", "</", "/>", "<p>", "</p>", "<table><tr><td>", "<script type='application/ld+json'>{\"@type\":\"Article\",", "</script>", "<!--", "-->",
        "<![CDATA[", "]]>", "&amp;", "&#0;", "&#x110000;", "<item>", "<TEXT>", "<TIMEX3 value='2019-02-30'>", "They met on Monday.", "\u{1b}[31m", "\u{ad}", "\r\n",
    ]), 0..60), format in 0_usize..100) {
        let reader = ingest::READERS[format % ingest::READERS.len()];
        let bytes = pieces.concat().into_bytes();
        read("a", bytes.clone(), &Overrides { format: Some(reader), ..Overrides::default() });
        read("a.html", bytes, &Overrides::default());
    }
}

#[test]
fn tags_in_tags_without_end_are_read_as_words() {
    for tag in ["div", "p", "table", "b", "blockquote", "ul><li"] {
        let page = format!("<html><body>{}They met in Hanoi.</body></html>", format!("<{tag}>").repeat(2_000));
        let all = ingest::from_bytes("deep.html", page.into_bytes(), &Overrides::default());
        let text = all[0].as_ref().map(|i| i.article.text.clone());
        assert!(text.as_ref().is_ok_and(|t| t.contains("They met in Hanoi.")), "{tag}: {text:?}");
    }
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(ingest::from_bytes("deep.json", deep.into_bytes(), &Overrides::default())[0].is_err());
}

#[test]
fn a_page_of_a_hundred_thousand_open_elements_takes_no_longer_than_its_words() {
    let start = std::time::Instant::now();
    for tag in ["div", "b", "table", "ul><li", "svg><g", "font color=red"] {
        let page = format!("<html><body>{}They met in Hanoi.</body></html>", format!("<{tag}>").repeat(100_000));
        let all = ingest::from_bytes("deep.html", page.into_bytes(), &Overrides::default());
        let text = all[0].as_ref().map(|i| i.article.text.clone());
        assert!(text.as_ref().is_ok_and(|t| t.contains("They met in Hanoi.")), "{tag}: {text:?}");
    }
    // The parser alone would take minutes.
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
    let old = format!("<html><body>{}</body></html>", "<p>They met in Hanoi.<br><li>So they did.".repeat(20_000));
    let read = ingest::from_bytes("old.html", old.into_bytes(), &Overrides::default());
    let paragraphs = read[0].as_ref().map(|i| i.article.text.lines().count());
    assert!(
        paragraphs.as_ref().is_ok_and(|n| *n > 20_000),
        "elements that end by themselves are no nest: {paragraphs:?}"
    );
}

#[test]
fn a_line_of_many_megabytes_is_refused_and_the_next_one_read() {
    let mut lines = b"{\"text\": \"".to_vec();
    lines.resize(70 << 20, b'a');
    lines.extend(b"\"}\n{\"text\": \"They met.\"}\n");
    let read = ingest::from_bytes("long.jsonl", lines, &Overrides::default());
    assert_eq!(read.iter().map(Result::is_ok).collect::<Vec<_>>(), [false, true]);
    assert!(read[0].as_ref().unwrap_err().to_string().starts_with("long.jsonl:1: too large"));
}

#[test]
fn names_in_archives_never_reach_the_terminal_as_they_are() {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("a\u{1b}[2J\n.txt", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(b"").unwrap();
    let read = ingest::from_bytes("a.zip", zip.finish().unwrap().into_inner(), &Overrides::default());
    let error = read[0].as_ref().unwrap_err().to_string();
    assert!(!error.contains(|c: char| c.is_control()), "{error:?}");
}

#[test]
fn a_feed_whose_declaration_has_no_end_is_refused_or_read_and_one_in_latin_letters_is_read() {
    let long = format!("<?xml version=\"1.0\" {} encoding=\"ISO-8859-1\"?>", "x='1' ".repeat(3000));
    let feed = b"<rss version='2.0'><channel><title>Post</title><item><title>A</title>\
        <description>The caf\xe9 burned down on Monday.</description></item></channel></rss>";
    let short = b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>".to_vec();
    for declaration in [short, long.into_bytes()] {
        let read = ingest::from_bytes("a.rss", [&declaration[..], feed].concat(), &Overrides::default());
        let text = read[0].as_ref().map(|i| i.article.text.as_str());
        assert!(text.as_ref().is_ok_and(|t| t.contains("caf\u{e9} burned")), "{text:?}");
    }
}

#[test]
fn a_text_of_which_nothing_is_seen_is_empty() {
    for name in ["a.txt", "a.md", "a.html", "a.eml"] {
        let read = ingest::from_bytes(name, "\u{ad}\r\n\u{200b}".into(), &Overrides::default());
        assert!(read.iter().all(Result::is_err), "{name}: {read:?}");
    }
}
