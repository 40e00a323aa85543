//! gzip around any other format: unpacked as a stream, so that a packed archive may be larger than the memory.

use std::rc::Rc;

use flate2::bufread::MultiGzDecoder;

use super::input::{Bounded, Input, Packed};
use super::{Articles, Overrides, Reader, open_input};

/// Packed files.
pub(super) struct Gzip;

impl Reader for Gzip {
    fn name(&self) -> &'static str {
        "gzip"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["gz", "gzip"]
    }

    fn recognises(&self, head: &[u8], _ending: &str) -> bool {
        head.starts_with(&[0x1f, 0x8b, 8])
    }

    fn read(&self, input: Input, said: &Rc<Overrides>) -> Articles {
        let name = input.name.trim_end_matches(".gz").trim_end_matches(".gzip").to_string();
        let packed = Packed::new(input.stream);
        let count = packed.count();
        let unpacked = Bounded::new(MultiGzDecoder::new(packed), count);
        let inner = Input { name, depth: input.depth + 1, ..Input::new(&input.file, unpacked) };
        let inner = Input { member: input.member, charset: input.charset, address: input.address, ..inner };
        open_input(inner, said)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, write::GzEncoder};

    use super::super::{Problem, from_bytes};
    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn problems(name: &str, bytes: Vec<u8>) -> Vec<Option<Problem>> {
        from_bytes(name, bytes, &Overrides::default()).into_iter().map(|r| r.err().map(|e| e.problem)).collect()
    }

    #[test]
    fn what_is_in_it_is_read_by_its_own_name_and_bytes() {
        let read = from_bytes("a/2019-04-24.md.gz", packed(b"# Title\n\nThey met."), &Overrides::default());
        let article = read[0].as_ref().unwrap().article.clone();
        assert_eq!((article.source.as_str(), article.title.as_deref()), ("a/2019-04-24.md.gz", Some("Title")));
        assert_eq!(article.published.map(|d| d.to_string()).as_deref(), Some("2019-04-24"));
        let twice = packed(&packed(b"They met."));
        assert_eq!(problems("a", twice), [None]);
    }

    #[test]
    fn a_packed_file_that_is_cut_short_gives_what_came_before() {
        let lines: String = (0..5000).map(|i| format!("{{\"text\": \"Number {} met.\"}}\n", i * 7919 % 1237)).collect();
        let mut bytes = packed(lines.as_bytes());
        bytes.truncate(bytes.len() / 2);
        let problems = problems("a.jsonl.gz", bytes);
        assert!(problems.len() > 100);
        assert_eq!(problems.last(), Some(&Some(Problem::Truncated)));
        assert_eq!(problems.iter().filter(|p| p.is_some()).count(), 1);
    }

    #[test]
    fn a_bomb_is_not_unpacked_to_its_end_and_a_nest_not_to_its_bottom() {
        assert_eq!(problems("a.txt.gz", packed(&vec![b'a'; 40 << 20])), [Some(Problem::Bomb)]);
        let nest = (0..8).fold(b"They met.".to_vec(), |inner, _| packed(&inner));
        assert_eq!(problems("a.gz", nest), [Some(Problem::TooDeep)]);
    }
}
