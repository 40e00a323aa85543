//! Formats whose files are archives or binary: built here, and read as `formats/*.golden` says.

use std::io::{Cursor, Write};
use std::path::Path;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::formats::{compare, told};

fn archive(members: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, words) in members {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(words.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn is_read(name: &str, bytes: Vec<u8>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats");
    compare(&folder.join(format!("{name}.golden")), &told(name, bytes));
}

fn word(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:document xmlns:w=\"x\"><w:body>{body}</w:body></w:document>"
    )
}

#[test]
fn the_paragraphs_of_a_word_document_are_read() {
    let body = "<w:p><w:r><w:t>24 April 2019</w:t></w:r></w:p>\
        <w:p><w:r><w:t xml:space=\"preserve\">The board </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>closed</w:t></w:r><w:r><w:t xml:space=\"preserve\"> the bridge &amp; the ferry.</w:t></w:r></w:p>\
        <w:p><w:del><w:r><w:delText>It was on Tuesday.</w:delText></w:r></w:del><w:ins><w:r><w:t>It was on Wednesday.</w:t></w:r></w:ins></w:p>";
    let core = "<cp:coreProperties xmlns:dc=\"d\" xmlns:cp=\"c\" xmlns:dcterms=\"t\"><dc:title>Bridge closed</dc:title><dc:creator>Ann Ashworth</dc:creator><dcterms:created>2019-05-02T10:00:00Z</dcterms:created><dcterms:modified>2019-05-03T10:00:00Z</dcterms:modified></cp:coreProperties>";
    let members =
        [("[Content_Types].xml", "<Types/>"), ("word/document.xml", &word(body)), ("docProps/core.xml", core)];
    is_read("report.docx", archive(&members));
}

#[test]
fn the_rows_of_a_word_table_are_lines_and_its_cells_keep_apart() {
    let cell = |words: &str| format!("<w:tc><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>");
    let row = |a: &str, b: &str| format!("<w:tr>{}{}</w:tr>", cell(a), cell(b));
    let body =
        format!("<w:tbl>{}{}</w:tbl>", row("14 June 2016", "Rust found"), row("11 February 2018", "Second report"));
    is_read("2019-04-24-table.docx", archive(&[("word/document.xml", &word(&body))]));
}

#[test]
fn a_word_document_without_words_or_without_a_document_is_named() {
    is_read("empty.docx", archive(&[("word/document.xml", &word("<w:p/>"))]));
    is_read("other.docx", archive(&[("word/styles.xml", "<x/>")]));
}

fn book(package: &str, chapters: &[(&str, &str)]) -> Vec<u8> {
    let container = "<container><rootfiles><rootfile full-path=\"OEBPS/book.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>";
    let mut members =
        vec![("mimetype", "application/epub+zip"), ("META-INF/container.xml", container), ("OEBPS/book.opf", package)];
    members.extend(chapters);
    archive(&members)
}

#[test]
fn the_chapters_of_a_book_are_articles_in_the_order_of_reading() {
    let package = "<package xmlns:dc=\"d\"><metadata><dc:title>The Coast</dc:title><dc:creator>Edwin Marsh</dc:creator><dc:publisher>Tarrow Press</dc:publisher><dc:date>2001-05-01</dc:date><dc:language>en</dc:language></metadata>\
        <manifest><item id=\"two\" href=\"text/two.xhtml\"/><item id=\"one\" href=\"text/one.xhtml\"/><item id=\"cover\" href=\"cover.xhtml\"/><item id=\"gone\" href=\"gone.xhtml\"/></manifest>\
        <spine><itemref idref=\"cover\"/><itemref idref=\"one\"/><itemref idref=\"two\"/><itemref idref=\"gone\"/></spine></package>";
    let one = "<?xml version='1.0' encoding='utf-8'?><html xmlns='http://www.w3.org/1999/xhtml'><head><title>x</title></head><body><h1>The light</h1><p>The light was first lit in 1871.</p></body></html>";
    let two = "<html><body><h2>The road</h2><p>There was no road until 1904.</p><p>Then it came.</p></body></html>";
    let cover = "<html><body><img src='cover.jpg'/></body></html>";
    is_read(
        "coast.epub",
        book(package, &[("OEBPS/text/one.xhtml", one), ("OEBPS/text/two.xhtml", two), ("OEBPS/cover.xhtml", cover)]),
    );
}

#[test]
fn a_book_with_a_year_only_has_no_day_and_a_broken_one_is_named() {
    let package = "<package><metadata><dc:title>The Coast</dc:title><dc:date>2001</dc:date></metadata><manifest><item id=\"a\" href=\"a.xhtml\"/></manifest><spine><itemref idref=\"a\"/></spine></package>";
    is_read("year.epub", book(package, &[("OEBPS/a.xhtml", "<p>There was no road.</p>")]));
    is_read("nothing.epub", book("<package/>", &[]));
    is_read("no-container.epub", archive(&[("mimetype", "application/epub+zip")]));
}

/// A document of one column, each page the lines given.
fn pdf(pages: &[&[&str]]) -> Vec<u8> {
    let mut objects = vec!["<< /Type /Catalog /Pages 2 0 R >>".to_string()];
    let kids: Vec<String> = (0..pages.len()).map(|i| format!("{} 0 R", 4 + 2 * i)).collect();
    objects.push(format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), pages.len()));
    objects.push("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".into());
    for (i, lines) in pages.iter().enumerate() {
        let shown: String = lines.iter().map(|l| format!("({l}) Tj 0 -14 Td\n")).collect();
        let stream = format!("BT /F1 11 Tf 72 720 Td\n{shown}ET");
        objects.push(format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents {} 0 R >>", 5 + 2 * i));
        objects.push(format!("<< /Length {} >>\nstream\n{stream}\nendstream", stream.len()));
    }
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (i, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n{object}\nendobj\n", i + 1).bytes());
    }
    let start = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    places.iter().for_each(|p| file.extend(format!("{p:010} 00000 n \n").bytes()));
    file.extend(format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).bytes());
    file
}

#[test]
fn the_words_of_a_pdf_are_paragraphs_again() {
    is_read(
        "2019-04-24-report.pdf",
        pdf(&[&[
            "The harbour board closed the Old Quay bridge to lorries on Wed-",
            "nesday, one day after a judge said that the board had ignored two",
            "reports about rust.",
        ]]),
    );
    is_read(
        "pages.pdf",
        pdf(&[
            &[
                "The harbour board closed the Old Quay bridge to lorries on Wednesday,",
                "one day after a judge said that",
            ],
            &["the board had ignored two reports about rust. Hauliers protested."],
        ]),
    );
}

#[test]
fn a_pdf_without_words_and_a_broken_one_are_named() {
    is_read("scan.pdf", pdf(&[&[]]));
    let mut cut = pdf(&[&["The board met."]]);
    cut.truncate(120);
    is_read("cut.pdf", cut);
}
