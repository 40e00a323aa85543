//! What is tried: each reader, the telling of formats, whole extraction, time expressions, and days as people write them.

use std::fs;
use std::path::{Path, PathBuf};

use dateline::article::Article;
use dateline::calendar::{Day, Interval, edtf};
use dateline::extract::Extractor;
use dateline::findings::{Findings, TimeExpression};
use dateline::ingest::{self, Overrides, Problem, Reader};
use dateline::knowledge::Knowledge;
use dateline::span::Span;
use dateline::text::{Model, analyse};

use super::mutate::{Dice, changed};

/// Something to try.
pub struct Target {
    /// What it is called.
    pub name: String,
    kind: Kind,
    seeds: Vec<Vec<u8>>,
    words: Vec<&'static str>,
}

enum Kind {
    /// One reader, whatever the bytes look like.
    Reader(&'static dyn Reader),
    /// The reader that the bytes and the name call for.
    Any(Vec<String>),
    /// From a text to findings.
    Extract(Box<Extractor>),
    /// The time expressions of a text.
    Time,
    /// A day, forth and back.
    Day,
}

/// Pieces of markup and of structured formats.
const MARKUP: &[&str] = &[
    "<",
    ">",
    "</p>",
    "<p>",
    "<div>",
    "</div>",
    "<table><tr><td>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "&amp;",
    "&#0;",
    "&#x110000;",
    "<item>",
    "</item>",
    "<entry>",
    "<title>",
    "<pubDate>",
    "<TEXT>",
    "<TIMEX3 tid='t1' value='2019-02-30'>",
    "<time datetime='",
    "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"",
    "<meta property='article:published_time' content='",
    "<a href='/2019/04/24/a'>",
    "<ul><li>",
    "<b>",
    "<br>",
    "<article>",
    "{\"text\":\"",
    "\"}",
    "{",
    "}",
    "[",
    "]",
    "\\u0000",
    "\\ud800",
    ",",
    ";",
    "\t",
    "---\n",
    "+++\n",
    "date: ",
    "From ",
    "From: a@b\n",
    "Content-Type: multipart/mixed; boundary=x\n\n",
    "--x\n",
    "Content-Transfer-Encoding: base64\n",
    "=?utf-8?B?",
    "charset=utf-16",
    "WARC/1.0\r\n",
    "Content-Length: 99999999\r\n",
    "\r\n\r\n",
    "%PDF-1.4\n",
    "1 0 obj\n",
    "endobj\n",
    "stream\n",
    "<< /Length 9 >>",
    "PK\u{3}\u{4}",
    "# ",
    "> ",
    "They met on Thursday.",
];

/// Words that dates, names and events are made of.
const PROSE: &[&str] = &[
    " on Thursday",
    " last week",
    " the end of the year",
    " 31 February 2019",
    " in 2011",
    " two days later",
    " by the end of ",
    " since ",
    " ago",
    " next ",
    " quarter",
    " 1990s",
    " Q4 ",
    " 24/04/2019",
    " noon",
    " Easter",
    " BC",
    " the 21st century",
    " of ",
    " Kim Jong-un",
    " Mr. ",
    " President ",
    " Inc.",
    " U.S.",
    " he ",
    " his ",
    " who ",
    "\"",
    "\u{201c}",
    "\u{2019}s",
    " met ",
    " said ",
    " will meet",
    " did not resign",
    " summit",
    " was killed by",
    ". ",
    "\n\n",
    " - ",
    "-",
    ", ",
    " and ",
    " (",
    ")",
    "; ",
    "\u{ad}",
    "\u{200b}",
    "\u{feff}",
    "\u{301}",
    "\u{1F600}",
    " 12345678901234567890",
    " $5 million",
    "%",
    " a ",
    " the ",
];

/// Every target.
pub fn all() -> Vec<Target> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let fixtures = files(&root.join("tests/formats"));
    let samples = files(&root.join("samples"));
    let bytes = |files: &[PathBuf]| files.iter().filter_map(|f| fs::read(f).ok()).collect::<Vec<_>>();
    let mut targets: Vec<Target> = Vec::new();
    for reader in ingest::READERS {
        let name = reader.endings().first().copied().unwrap_or_default();
        let own = |f: &&PathBuf| f.extension().is_some_and(|e| reader.endings().contains(&&*e.to_string_lossy()));
        let mut seeds = bytes(&fixtures.iter().chain(&samples).filter(own).cloned().collect::<Vec<_>>());
        seeds.extend(packed(name));
        if seeds.is_empty() {
            seeds = bytes(&samples);
        }
        targets.push(Target { name: name.into(), kind: Kind::Reader(*reader), seeds, words: MARKUP.to_vec() });
    }
    let names = fixtures.iter().filter_map(|f| Some(f.file_name()?.to_string_lossy().into_owned())).collect();
    targets.push(Target {
        name: "any".into(),
        kind: Kind::Any(names),
        seeds: bytes(&fixtures),
        words: MARKUP.to_vec(),
    });
    if let Ok(extractor) = Extractor::new(Knowledge::default()) {
        let kind = Kind::Extract(Box::new(extractor));
        targets.push(Target {
            name: "extract".into(),
            kind,
            seeds: paragraphs(&bytes(&samples)),
            words: PROSE.to_vec(),
        });
    }
    let sentences =
        ["tests/time/expressions.txt", "tests/time/none.txt"].map(|f| fs::read(root.join(f)).unwrap_or_default());
    targets.push(Target { name: "time".into(), kind: Kind::Time, seeds: lines(&sentences), words: PROSE.to_vec() });
    let days = ["2019-04-24", "-0044-03-15", "9999-12-31", "0000-01-01", "2016-02-29", "20190424", "+10000-01-01"];
    let seeds = days.iter().map(|d| d.as_bytes().to_vec()).collect();
    targets.push(Target { name: "day".into(), kind: Kind::Day, seeds, words: vec!["-", "0", "9", "+", "T", "Z", " "] });
    targets
}

impl Target {
    /// The input of an execution.
    pub fn input(&self, dice: &mut Dice) -> Vec<u8> {
        let seed = dice.one(&self.seeds).cloned().unwrap_or_default();
        changed(&seed, &self.seeds, &self.words, dice)
    }

    /// Reads an input; whether anything was in it, or which promise was broken.
    pub fn read(&self, input: &[u8]) -> Result<bool, String> {
        match &self.kind {
            Kind::Reader(reader) => read("a", input, &Overrides { format: Some(*reader), ..Overrides::default() }),
            Kind::Any(names) => {
                let name = names.get(input.len() % names.len().max(1)).map_or("a", String::as_str);
                read(name, input, &Overrides::default())
            }
            Kind::Extract(extractor) => {
                let text = String::from_utf8_lossy(input).into_owned();
                let published = published(input);
                let findings = extractor.extract(&Article { text: text.clone(), published, ..Article::default() });
                hold(&findings, &text)?;
                serde_json::to_string(&findings).map_err(|e| e.to_string())?;
                Ok(!findings.events.is_empty())
            }
            Kind::Time => {
                let text = String::from_utf8_lossy(input).into_owned();
                let model = Model::embedded().map_err(|e| e.to_string())?;
                let published = published(input);
                let found = dateline::time::find(&analyse(model, &text), published);
                times(&found, &text)?;
                Ok(!found.is_empty())
            }
            Kind::Day => {
                let Ok(day) = String::from_utf8_lossy(input).parse::<Day>() else { return Ok(false) };
                match day.to_string().parse::<Day>() {
                    Ok(again) if again == day && Day::from_number(day.number()) == Some(day) => {}
                    again => return Err(format!("{day} is read again as {again:?}")),
                }
                edtf::print(Interval::day(day));
                Ok(true)
            }
        }
    }
}

/// Two of three inputs have a publication date.
fn published(input: &[u8]) -> Option<Day> {
    if input.len().is_multiple_of(3) { None } else { "2019-04-24".parse().ok() }
}

/// Reads all of it, and looks at every word that could reach a terminal.
fn read(name: &str, bytes: &[u8], said: &Overrides) -> Result<bool, String> {
    let mut any = false;
    for read in ingest::from_bytes(name, bytes.to_vec(), said) {
        match read {
            Ok(incoming) if incoming.article.text.trim().is_empty() => return Err("an article without a text".into()),
            Ok(_) => any = true,
            Err(error) if matches!(error.problem, Problem::GaveUp(_)) => return Err(error.to_string()),
            Err(error) if error.to_string().contains(|c: char| c.is_control()) => {
                return Err(format!("a control character in a message: {error:?}"));
            }
            Err(_) => {}
        }
    }
    Ok(any)
}

/// What findings promise: spans within the text and of its words, numbers of what there is, days in their order.
fn hold(findings: &Findings, text: &str) -> Result<(), String> {
    let sentence = |s: &Span| inside(*s, None, text);
    findings.sentences.iter().try_for_each(sentence)?;
    times(&findings.time_expressions, text)?;
    for mention in findings.actors.iter().flat_map(|a| &a.mentions) {
        inside(mention.span, Some(&mention.text), text)?;
    }
    for event in &findings.events {
        inside(event.span, Some(&event.text), text)?;
        if !(0.0..=1.0).contains(&event.salience) || !(0.0..=1.0).contains(&event.confidence) {
            return Err(format!("salience {} and confidence {}", event.salience, event.confidence));
        }
        if event.participants.iter().any(|p| p.actor as usize >= findings.actors.len()) {
            return Err("an event of an actor that there is none".into());
        }
        if let Some(date) = &event.date {
            in_order(date.date.interval)?;
            if date.time_expression.is_some_and(|t| t as usize >= findings.time_expressions.len()) {
                return Err("an event dated by an expression that there is none".into());
            }
        }
    }
    Ok(())
}

fn times(found: &[TimeExpression], text: &str) -> Result<(), String> {
    found.iter().try_for_each(|t| {
        in_order(t.interval)?;
        inside(t.span, Some(&t.text), text)
    })
}

fn in_order(days: Interval) -> Result<(), String> {
    match (days.earliest, days.latest) {
        (Some(earliest), Some(latest)) if earliest > latest => Err(format!("{earliest} is after {latest}")),
        _ => Ok(()),
    }
}

fn inside(span: Span, words: Option<&str>, text: &str) -> Result<(), String> {
    let (start, end) = (span.start as usize, span.end as usize);
    let there: String = text.chars().skip(start).take(end.saturating_sub(start)).collect();
    match words {
        _ if start > end || there.chars().count() != end - start => Err(format!("{span:?} is not in the text")),
        Some(words) if words != there => Err(format!("'{words}' is '{there}' in the text")),
        _ => Ok(()),
    }
}

/// The files below a folder, in order; golden results are none.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_none_or(|e| e != "golden") {
            found.push(path);
        }
    }
    found
}

/// The least files of formats whose fixtures are built by the tests.
fn packed(name: &str) -> Vec<Vec<u8>> {
    let document = b"<w:document><w:body><w:p><w:r><w:t>They met.</w:t></w:r></w:p></w:body></w:document>";
    let chapter = b"<html><body><h1>One</h1><p>They met in Hanoi.</p></body></html>";
    let package = b"<package><metadata><dc:date>2001-05-01</dc:date></metadata><manifest><item id='a' href='a.xhtml'/></manifest><spine><itemref idref='a'/></spine></package>";
    let container = b"<container><rootfiles><rootfile full-path='b.opf'/></rootfiles></container>";
    match name {
        "pdf" => vec![pdf("(They met in Hanoi.) Tj"), pdf("[(They) -250 (met.)] TJ T* (Again.) '")],
        "docx" => vec![zip(&[("word/document.xml", document)])],
        "epub" => vec![zip(&[("META-INF/container.xml", container), ("b.opf", package), ("a.xhtml", chapter)])],
        "zip" => {
            vec![zip(&[("a.txt", b"They met in Hanoi."), ("b.html", chapter), ("c.jsonl", b"{\"text\": \"One.\"}\n")])]
        }
        "gz" => vec![gzip(b"They met in Hanoi on 24 April 2019.")],
        _ => Vec::new(),
    }
}

/// A document of one page that shows these words.
fn pdf(shown: &str) -> Vec<u8> {
    let stream = format!("BT /F1 11 Tf 72 720 Td\n{shown}\nET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".into(),
        "<< /Type /Pages /Kids [4 0 R] /Count 1 >>".into(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".into(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents 5 0 R >>"
            .into(),
        format!("<< /Length {} >>\nstream\n{stream}\nendstream", stream.len()),
    ];
    let (mut file, mut places) = ("%PDF-1.4\n".to_string(), String::new());
    for (i, object) in objects.iter().enumerate() {
        places += &format!("{:010} 00000 n \n", file.len());
        file += &format!("{} 0 obj\n{object}\nendobj\n", i + 1);
    }
    let start = file.len();
    file += &format!(
        "xref\n0 6\n0000000000 65535 f \n{places}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    );
    file.into_bytes()
}

/// A zip archive whose members are not packed.
fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut file, mut list) = (Vec::new(), Vec::new());
    let short = |n: usize| (n as u16).to_le_bytes();
    let long = |n: usize| (n as u32).to_le_bytes();
    for (name, bytes) in members {
        let place = file.len();
        let facts = [
            &[0; 8][..],
            &crc(bytes).to_le_bytes(),
            &long(bytes.len()),
            &long(bytes.len()),
            &short(name.len()),
            &[0, 0],
        ]
        .concat();
        file.extend([b"PK\x03\x04\x0a\x00", &facts[..], name.as_bytes(), bytes].concat());
        list.extend([b"PK\x01\x02\x0a\x00\x0a\x00", &facts[..], &[0; 10], &long(place), name.as_bytes()].concat());
    }
    let (count, start) = (short(members.len()), file.len());
    file.extend(&list);
    file.extend([b"PK\x05\x06\x00\x00\x00\x00", &count[..], &count, &long(list.len()), &long(start), &[0, 0]].concat());
    file
}

/// A gzip file whose content is not packed.
fn gzip(bytes: &[u8]) -> Vec<u8> {
    let length = bytes.len() as u16;
    let block = [&[1][..], &length.to_le_bytes(), &(!length).to_le_bytes(), bytes].concat();
    let end = [crc(bytes).to_le_bytes(), (bytes.len() as u32).to_le_bytes()].concat();
    [&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255][..], &block, &end].concat()
}

fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |c, _| if c & 1 == 1 { (c >> 1) ^ 0xedb8_8320 } else { c >> 1 })
    };
    !bytes.iter().fold(u32::MAX, step)
}

fn paragraphs(texts: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let text = |t: &Vec<u8>| String::from_utf8_lossy(t).into_owned();
    texts.iter().map(text).flat_map(|t| t.split("\n\n").map(|p| p.as_bytes().to_vec()).collect::<Vec<_>>()).collect()
}

fn lines(texts: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let wanted = |l: &&[u8]| !l.is_empty() && !l.starts_with(b"#");
    // Several expressions share a line of the table.
    let pieces = |l: &[u8]| l.split(|b| *b == b'|').map(<[u8]>::to_vec).collect::<Vec<_>>();
    texts.iter().flat_map(|t| t.split(|b| *b == b'\n').filter(wanted).flat_map(pieces).collect::<Vec<_>>()).collect()
}
