//! Zip archives of files of any format; each member is unpacked on its own, within bounds.

use std::io::{Cursor, Read};
use std::rc::Rc;

use zip::ZipArchive;
use zip::result::ZipError;

use super::input::{Bounded, Input, unreadable};
use super::walk::is_known;
use super::{Articles, InputError, MAX_BYTES, Overrides, Problem, Reader, one, open_input};

/// Archives.
pub(super) struct Zip;

/// What all members of an archive together may be unpacked to, in bytes.
const MAX_TOTAL: u64 = 8 << 30;

impl Reader for Zip {
    fn name(&self) -> &'static str {
        "zip"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["zip"]
    }

    fn recognises(&self, head: &[u8], _ending: &str) -> bool {
        head.starts_with(b"PK\x03\x04")
    }

    fn read(&self, mut input: Input, said: &Rc<Overrides>) -> Articles {
        let opened = input.bytes().and_then(open);
        let mut archive = match opened {
            Ok(archive) => archive,
            Err(problem) => return one(input.fail(problem)),
        };
        let mut names: Vec<(String, usize)> = (0..archive.len())
            .filter_map(|i| Some((archive.name_for_index(i)?.ok()?.into_owned(), i)))
            .filter(|(name, _)| is_known(name))
            .collect();
        names.sort();
        if names.is_empty() {
            return one(input.fail(Problem::Format("zip", "there is no file in it of a format that is known".into())));
        }
        let said = Rc::clone(said);
        let mut total = 0;
        Box::new(names.into_iter().flat_map(move |(name, index)| {
            let member = match &input.member {
                Some(member) => format!("{member}#{name}"),
                None => name.clone(),
            };
            let read = if total > MAX_TOTAL { Err(Problem::Bomb) } else { unpack(&mut archive, index) };
            match read {
                Ok(bytes) => {
                    total += bytes.len() as u64;
                    open_input(Input::part(&input.file, member, input.depth, bytes), &said)
                }
                Err(problem) => one(InputError { member: Some(member), ..input.fail(problem) }),
            }
        }))
    }
}

/// A zip archive in memory.
pub(super) type Archive = ZipArchive<Cursor<Vec<u8>>>;

/// Reads the list of members.
pub(super) fn open(bytes: Vec<u8>) -> Result<Archive, Problem> {
    if bytes.is_empty() {
        return Err(Problem::Empty);
    }
    ZipArchive::new(Cursor::new(bytes)).map_err(|e| broken(&e))
}

/// The bytes of a member with this path.
pub(super) fn member(archive: &mut Archive, path: &str) -> Result<Vec<u8>, Problem> {
    match archive.index_for_name(path) {
        Some(index) => unpack(archive, index),
        None => Err(Problem::Format("zip", format!("there is no '{path}' in it"))),
    }
}

fn unpack(archive: &mut Archive, index: usize) -> Result<Vec<u8>, Problem> {
    let member = archive.by_index(index).map_err(|e| broken(&e))?;
    let packed = member.compressed_size();
    let mut bytes = Vec::new();
    match Bounded::new(member, Rc::new(packed.into())).take(MAX_BYTES + 1).read_to_end(&mut bytes) {
        Ok(n) if n as u64 > MAX_BYTES => Err(Problem::TooLarge),
        Ok(_) => Ok(bytes),
        Err(e) => Err(unreadable(&e)),
    }
}

fn broken(error: &ZipError) -> Problem {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            Problem::Format("zip", "it is locked with a password; unpack it yourself".into())
        }
        other => Problem::Format("zip", other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::super::from_bytes;
    use super::*;

    fn archive(members: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in members {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn told(bytes: Vec<u8>) -> Vec<String> {
        let read = from_bytes("a.zip", bytes, &Overrides::default()).into_iter();
        read.map(|r| r.map_or_else(|e| e.to_string(), |i| i.article.source)).collect()
    }

    #[test]
    fn members_are_read_in_order_each_by_its_format() {
        let inner = archive(&[("c.txt", b"Inside.")]);
        let zip = archive(&[
            ("b/page.html", b"<html><p>They met in Hanoi.</p></html>"),
            ("a.jsonl", b"{\"text\": \"One.\"}\n{oops}\n"),
            ("__MACOSX/._a.txt", b"\x00\x05"),
            ("picture.png", b"\x89PNG\x00"),
            ("inner.zip", &inner),
            ("empty.txt", b""),
        ]);
        assert_eq!(
            told(zip),
            [
                "a.zip#a.jsonl#1",
                "a.zip#a.jsonl:2: no article in JSON: key must be a string",
                "a.zip#b/page.html",
                "a.zip#empty.txt: empty: there is no text in it",
                "a.zip#inner.zip#c.txt",
            ]
        );
    }

    #[test]
    fn what_is_broken_or_a_bomb_is_named() {
        let bomb = archive(&[("a.txt", &vec![b'a'; 40 << 20]), ("b.txt", b"They met.")]);
        let told_of_bomb = told(bomb);
        assert!(told_of_bomb[0].starts_with("a.zip#a.txt: not unpacked: it grows"), "{told_of_bomb:?}");
        assert_eq!(told_of_bomb[1], "a.zip#b.txt");
        let mut cut = archive(&[("a.txt", b"They met.")]);
        cut.truncate(40);
        assert!(told(cut)[0].starts_with("a.zip: cannot be read as zip: "));
        assert_eq!(told(Vec::new()), ["a.zip: empty: there is no text in it"]);
        assert!(told(archive(&[("a.png", b"x")]))[0].contains("no file in it of a format that is known"));
    }
}
