//! What is known of single words and phrases before any text is read: word classes, and whether a word is usual in the
//! names of people, places or organisations. Words are kept as hashes; a word that is not here can be a name as well.

use std::collections::BTreeMap;

use super::features::hash;
use super::keys::Keys;
use super::model::ModelError;
use super::reader::Reader;

/// What the lists say of a word; the trainer fills them.
pub mod mark {
    /// A given name.
    pub const GIVEN: u16 = 1;
    /// A surname.
    pub const SURNAME: u16 = 1 << 1;
    /// A place of one word.
    pub const PLACE: u16 = 1 << 2;
    /// A country of one word.
    pub const COUNTRY: u16 = 1 << 3;
    /// An adjective or inhabitant of a country.
    pub const DEMONYM: u16 = 1 << 4;
    /// An organisation of one word.
    pub const ORGANIZATION: u16 = 1 << 5;
    /// Usual within longer names of organisations: "University".
    pub const IN_ORGANIZATION: u16 = 1 << 6;
    /// Usual within longer names of places: "River".
    pub const IN_PLACE: u16 = 1 << 7;
    /// Written in lower case as a rule.
    pub const COMMON: u16 = 1 << 8;
    /// A title or role before a name.
    pub const TITLE: u16 = 1 << 9;
    /// A month or a day of the week.
    pub const CALENDAR: u16 = 1 << 10;
    /// The first word of a phrase of the table.
    pub const OPENS: u16 = 1 << 11;
    /// The number of marks that say something of the word itself.
    pub const COUNT: u16 = 11;
    /// A phrase: place, country, organisation.
    pub const PHRASES: [u16; 3] = [PLACE, COUNTRY, ORGANIZATION];
}

/// What is known of a word.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// Its class among words of like use, or 0.
    pub fine: u16,
    /// Its class among few, or 0.
    pub coarse: u8,
    /// See [`mark`].
    pub marks: u16,
}

/// The table of words.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct WordTable {
    words: Keys,
    fine: Vec<u16>,
    marks: Vec<u16>,
    phrases: Keys,
    phrase_marks: Vec<u16>,
    coarse: Vec<u8>,
}

/// The key of a word in lower case.
pub fn key(lower: &str) -> u32 {
    let h = hash(lower.as_bytes());
    (h >> 32) as u32 ^ h as u32
}

impl WordTable {
    /// From words with fine class and marks, phrases with marks, and the coarse class of each fine one.
    pub fn new(words: &BTreeMap<u32, (u16, u16)>, phrases: &BTreeMap<u32, u16>, coarse: Vec<u8>) -> Self {
        Self {
            words: Keys::new(words.keys().copied().collect()),
            fine: words.values().map(|w| w.0).collect(),
            marks: words.values().map(|w| w.1).collect(),
            phrases: Keys::new(phrases.keys().copied().collect()),
            phrase_marks: phrases.values().copied().collect(),
            coarse,
        }
    }

    /// What is known of a word in lower case.
    pub fn get(&self, lower: &str) -> Known {
        let Some(at) = self.words.find(key(lower)) else { return Known::default() };
        let fine = self.fine.get(at).copied().unwrap_or(0);
        let coarse = self.coarse.get(usize::from(fine)).copied().unwrap_or(0);
        Known { fine, coarse, marks: self.marks.get(at).copied().unwrap_or(0) }
    }

    /// What is known of several words in lower case with single spaces between.
    pub fn phrase(&self, lower: &str) -> u16 {
        self.phrases.find(key(lower)).and_then(|at| self.phrase_marks.get(at)).copied().unwrap_or(0)
    }

    /// Appends the table to a file: keys in order as differences, so that they pack well.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend((self.coarse.len() as u32).to_le_bytes());
        out.extend(&self.coarse);
        self.words.write(out);
        write_numbers(out, &self.fine);
        write_numbers(out, &self.marks);
        self.phrases.write(out);
        write_numbers(out, &self.phrase_marks);
    }

    /// Reads a table back.
    pub fn read(bytes: &mut Reader) -> Result<Self, ModelError> {
        let count = bytes.number()?;
        let coarse = bytes.take(count)?.to_vec();
        let words = Keys::read(bytes)?;
        let fine = read_numbers(bytes, words.len())?;
        let marks = read_numbers(bytes, words.len())?;
        let phrases = Keys::read(bytes)?;
        let phrase_marks = read_numbers(bytes, phrases.len())?;
        Ok(Self { words, fine, marks, phrases, phrase_marks, coarse })
    }
}

/// The low bytes of all, then the high ones: alike bytes stand together.
fn write_numbers(out: &mut Vec<u8>, numbers: &[u16]) {
    out.extend(numbers.iter().map(|n| *n as u8));
    out.extend(numbers.iter().map(|n| (*n >> 8) as u8));
}

fn read_numbers(bytes: &mut Reader, count: usize) -> Result<Vec<u16>, ModelError> {
    let low = bytes.take(count)?;
    let high = bytes.take(count)?;
    Ok(low.iter().zip(high).map(|(l, h)| u16::from_le_bytes([*l, *h])).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_reads_back() {
        let words = [("oslo", (3, mark::PLACE)), ("anna", (1, mark::GIVEN))].map(|(w, v)| (key(w), v));
        let phrases = [(key("new york"), mark::PLACE)];
        let table = WordTable::new(&words.into(), &phrases.into(), vec![0, 7, 0, 9]);
        let mut bytes = Vec::new();
        table.write(&mut bytes);
        let read = WordTable::read(&mut Reader(&bytes)).unwrap();
        assert_eq!(read, table);
        assert_eq!(read.get("oslo"), Known { fine: 3, coarse: 9, marks: mark::PLACE });
        assert_eq!(read.get("unheard"), Known::default());
        assert_eq!((read.phrase("new york"), read.phrase("new")), (mark::PLACE, 0));
        for cut in 0..bytes.len() {
            assert!(WordTable::read(&mut Reader(&bytes[..cut])).is_err());
        }
    }
}
