//! From words to vectors: the rows of a word's features added up, then layers that see a token between its neighbours, each
//! adding to what came in (He et al. 2016). Tags, arcs and relations are told from these vectors.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;

use super::features;
use super::keys::Keys;
use super::model::ModelError;
use super::network::{Layer, Whole, add, unit, with_wide_registers};
use super::reader::Reader;
use super::words::{WordTable, mark};

/// The rows of features and the layers above them.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Encoder {
    keys: Keys,
    /// For each key its row, in units.
    rows: Vec<i8>,
    unit: f32,
    width: usize,
    layers: Vec<Layer>,
}

/// What the words of a text gave before: for each, and whether it opened its sentence, where its values begin.
#[derive(Debug, Default)]
pub struct WordsBefore<'a> {
    places: HashMap<(&'a str, bool), usize, RandomState>,
    values: Vec<f32>,
    room: Room,
}

/// Room for the features of one word, the places of their rows and the sums of these.
#[derive(Debug, Default)]
struct Room {
    keys: Vec<u32>,
    places: Vec<usize>,
    sums: Vec<i16>,
}

/// The vectors of a sentence's tokens.
#[derive(Debug)]
pub struct Vectors {
    numbers: Whole,
    count: usize,
    width: usize,
}

impl Vectors {
    /// The vectors of the tokens, one after the other.
    pub fn numbers(&self) -> &Whole {
        &self.numbers
    }

    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there is no token.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Values per token.
    pub fn width(&self) -> usize {
        self.width
    }
}

impl Encoder {
    /// From rows in the order of ascending keys, of as many values as the layers have outputs.
    pub fn new(keys: Vec<u32>, rows: &[f32], layers: Vec<Layer>) -> Self {
        let unit = unit(rows, 127.0);
        let width = layers.first().map_or(0, Layer::outputs);
        let rows = rows.iter().map(|v| (v / unit).round() as i8).collect();
        Self { keys: Keys::new(keys), rows, unit, width, layers }
    }

    /// Reads the words of a sentence, which are given as ranges of bytes of the text; `before` keeps those of the whole
    /// text, since most words come again.
    pub fn read_words<'a>(
        &self,
        known: &WordTable,
        text: &'a str,
        words: &[Range<usize>],
        before: &mut WordsBefore<'a>,
    ) -> Vectors {
        let width = self.width;
        let mut values = vec![0.0; (words.len() + 2) * width];
        let words: Vec<&str> = words.iter().map(|w| text.get(w.clone()).unwrap_or("")).collect();
        let headline = is_headline(&words);
        for (i, (word, vector)) in words.iter().zip(values[width..].chunks_exact_mut(width.max(1))).enumerate() {
            if headline {
                let lower = word.to_lowercase();
                let word = if is_common(known, &lower) { &lower } else { *word };
                self.read_word(known, word, i == 0, vector, &mut before.room);
                continue;
            }
            match before.places.get(&(*word, i == 0)) {
                Some(place) => vector.copy_from_slice(&before.values[*place..*place + width]),
                None => {
                    self.read_word(known, word, i == 0, vector, &mut before.room);
                    before.places.insert((word, i == 0), before.values.len());
                    before.values.extend_from_slice(vector);
                }
            }
        }
        // One vector of zeros stands before the first token, and one behind the last.
        let mut numbers = Whole::default();
        let mut more = vec![0.0; words.len() * width];
        for layer in &self.layers {
            numbers.set(&values);
            layer.apply(&numbers, width, &mut more);
            with_wide_registers(|| {
                more.iter_mut().for_each(|x| *x = x.max(0.0));
                add(&mut values[width..], &more);
            });
        }
        numbers.set(values.get(width..values.len() - width).unwrap_or(&[]));
        Vectors { numbers, count: words.len(), width }
    }

    /// Adds up the rows of a word's features.
    fn read_word(&self, known: &WordTable, word: &str, first: bool, vector: &mut [f32], room: &mut Room) {
        features::keys(known, word, first, &mut room.keys);
        room.places.clear();
        self.keys.find_all(&room.keys, &mut room.places);
        room.sums.clear();
        room.sums.resize(self.width, 0);
        let fetched = room.places.iter().fold(0, |all, place| all | self.rows.get(place * self.width).unwrap_or(&0));
        std::hint::black_box(fetched);
        for place in &room.places {
            let row = self.rows.get(place * self.width..(place + 1) * self.width).unwrap_or(&[]);
            // A word has far fewer features than would make this overflow.
            room.sums.iter_mut().zip(row).for_each(|(s, v)| *s = s.wrapping_add(i16::from(*v)));
        }
        vector.iter_mut().zip(&room.sums).for_each(|(v, s)| *v = f32::from(*s) * self.unit);
    }

    /// Appends the encoder to a file.
    pub fn write(&self, out: &mut Vec<u8>) {
        self.keys.write(out);
        out.extend(self.unit.to_le_bytes());
        out.extend((self.layers.len() as u32).to_le_bytes());
        self.layers.iter().for_each(|l| l.write(out));
        out.extend(self.rows.iter().map(|v| *v as u8));
    }

    /// Reads an encoder back.
    pub fn read(bytes: &mut Reader) -> Result<Self, ModelError> {
        let keys = Keys::read(bytes)?;
        let unit = f32::from_bits(bytes.number()? as u32);
        let count = bytes.number()?;
        let mut layers = Vec::new();
        for _ in 0..count {
            layers.push(Layer::read(bytes)?);
        }
        let width = layers.first().map_or(0, Layer::outputs);
        let rows = bytes.take(keys.len().saturating_mul(width))?.iter().map(|b| *b as i8).collect();
        Ok(Self { keys, rows, unit, width, layers })
    }
}

/// Whether nearly all words have a capital, so that it says nothing: common words are then read as if they had none.
fn is_headline(words: &[&str]) -> bool {
    let long = |w: &&&str| w.chars().count() > 3 && w.starts_with(char::is_alphabetic);
    let (all, capitals) = words
        .iter()
        .filter(long)
        .fold((0, 0), |(all, capitals), w| (all + 1, capitals + usize::from(w.starts_with(char::is_uppercase))));
    all > 2 && capitals * 20 >= all * 17
}

/// Whether a word is written in lower case as a rule: known to be, or a known word with the ending of a verb that is in no
/// list of names.
fn is_common(known: &WordTable, lower: &str) -> bool {
    const NAMES: u16 =
        mark::GIVEN | mark::SURNAME | mark::PLACE | mark::COUNTRY | mark::DEMONYM | mark::ORGANIZATION | mark::CALENDAR;
    let word = known.get(lower);
    let ending = ["s", "ed", "ing"].iter().any(|e| lower.ends_with(e));
    word.marks & mark::COMMON != 0 || word.fine != 0 && word.marks & NAMES == 0 && ending
}
