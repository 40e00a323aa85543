//! A table of weights: for each feature (a 32-bit hash) the classes it speaks for or against.

use super::model::ModelError;
use super::reader::Reader;

/// Features of a bucket.
const WIDTH: usize = 8;
/// Features per bucket, on average and in halves: full buckets spill over, half-empty ones cost memory.
const LOAD: usize = 9;

/// A cache line of the hash table. A feature's word is 0 where it says nothing; else one more than the place of its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(align(64))]
struct Bucket {
    keys: [u32; WIDTH],
    words: [u32; WIDTH],
}

/// What a feature adds to a class; a row is led by a cell whose class is the number of cells that follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Cell {
    class: u8,
    value: i8,
}

/// The most features that are looked up together.
const TOGETHER: usize = 64;

/// Read-only weights: one step to a cache line, and a second one to the row of a feature that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weights {
    buckets: Vec<Bucket>,
    /// The rows one after the other, in the order of the file.
    cells: Vec<Cell>,
    /// The keys in the order of the file.
    keys: Vec<u32>,
}

impl Default for Weights {
    fn default() -> Self {
        Self::from_rows(&[])
    }
}

impl Weights {
    /// From rows `(key, [(class, weight)])`; keys must not repeat, and a row has at most 255 cells.
    pub fn from_rows(rows: &[(u32, Vec<(u8, i8)>)]) -> Self {
        let mut cells = Vec::new();
        for (_, row) in rows {
            cells.push(Cell { class: row.len().min(255) as u8, value: 0 });
            cells.extend(row.iter().take(255).map(|(class, value)| Cell { class: *class, value: *value }));
        }
        Self::index(rows.iter().map(|r| r.0).collect(), cells)
    }

    fn index(keys: Vec<u32>, cells: Vec<Cell>) -> Self {
        let size = keys.len() * 2 / LOAD + 1;
        let mut weights = Self { buckets: vec![Bucket::default(); size], cells, keys };
        let mut place = 1;
        let mut words = Vec::with_capacity(weights.keys.len());
        for row in weights.rows() {
            words.push(place);
            place += 1 + row.len() as u32;
        }
        for (key, word) in weights.keys.iter().zip(words) {
            let mut at = home(*key, size);
            // There are more places than keys.
            while let Some(bucket) = weights.buckets.get_mut(at) {
                if let Some(free) = bucket.words.iter().position(|w| *w == 0) {
                    (bucket.keys[free], bucket.words[free]) = (*key, word);
                    break;
                }
                at = (at + 1) % size;
            }
        }
        weights
    }

    /// The word of a feature whose home is known; 0 when it says nothing.
    #[inline]
    fn word(&self, key: u32, mut at: usize) -> u32 {
        loop {
            let Some(bucket) = self.buckets.get(at) else { return 0 };
            let mut found = 0;
            for (k, word) in bucket.keys.iter().zip(&bucket.words) {
                found |= if *k == key { *word } else { 0 };
            }
            if found != 0 || bucket.words[WIDTH - 1] == 0 {
                return found;
            }
            at = if at + 1 == self.buckets.len() { 0 } else { at + 1 };
        }
    }

    /// Adds what features say to the scores of the classes.
    ///
    /// The processor waits for memory twice and not twice a feature: something of every bucket is asked for before any is
    /// searched, and something of every row before any is read.
    #[inline]
    pub fn add(&self, features: &[u32], scores: &mut [i32]) {
        let (mut homes, mut words) = ([0; TOGETHER], [0; TOGETHER]);
        for features in features.chunks(TOGETHER) {
            let mut fetched = 0;
            for (at, key) in homes.iter_mut().zip(features) {
                *at = home(*key, self.buckets.len());
                fetched |= self.buckets.get(*at).map_or(0, |b| b.words[0]);
            }
            std::hint::black_box(fetched);
            let mut known = 0;
            for (at, key) in homes.iter().zip(features) {
                words[known] = self.word(*key, *at);
                known += usize::from(words[known] != 0);
            }
            let head = |place: &u32| self.cells.get(*place as usize - 1).map_or(0, |c| c.class);
            std::hint::black_box(words[..known].iter().fold(0, |all, place| all | head(place)));
            for place in &words[..known] {
                let row = self.cells.get(*place as usize - 1..).and_then(<[Cell]>::split_first);
                for cell in row.iter().flat_map(|(head, rest)| rest.iter().take(usize::from(head.class))) {
                    if let Some(score) = scores.get_mut(usize::from(cell.class)) {
                        *score += i32::from(cell.value);
                    }
                }
            }
        }
    }

    /// The rows in the order of the file.
    fn rows(&self) -> impl Iterator<Item = &[Cell]> {
        let mut rest = self.cells.as_slice();
        std::iter::from_fn(move || {
            let (head, tail) = rest.split_first()?;
            let (row, next) = tail.split_at_checked(usize::from(head.class))?;
            rest = next;
            Some(row)
        })
    }

    /// Appends the table to a file.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend((self.keys.len() as u32).to_le_bytes());
        out.extend(((self.cells.len() - self.keys.len()) as u32).to_le_bytes());
        for key in &self.keys {
            out.extend(key.to_le_bytes());
        }
        out.extend(self.rows().map(|row| row.len() as u8));
        out.extend(self.rows().flatten().map(|c| c.class));
        out.extend(self.rows().flatten().map(|c| c.value as u8));
    }

    /// Reads a table back.
    pub fn read(bytes: &mut Reader) -> Result<Self, ModelError> {
        let (rows, cells) = (bytes.number()?, bytes.number()?);
        let keys = bytes.take(rows.saturating_mul(4))?;
        let keys = keys.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        let lengths = bytes.take(rows)?;
        if lengths.iter().map(|l| usize::from(*l)).sum::<usize>() != cells {
            return Err(ModelError("rows do not add up".into()));
        }
        let (classes, values) = (bytes.take(cells)?, bytes.take(cells)?);
        let mut from = classes.iter().zip(values);
        let mut table = Vec::with_capacity(cells + rows);
        for length in lengths {
            table.push(Cell { class: *length, value: 0 });
            let row = from.by_ref().take(usize::from(*length));
            table.extend(row.map(|(class, value)| Cell { class: *class, value: *value as i8 }));
        }
        Ok(Self::index(keys, table))
    }
}

/// The bucket where a feature belongs: the keys are hashes, so their upper bits spread evenly.
#[inline]
fn home(key: u32, buckets: usize) -> usize {
    ((u64::from(key) * buckets as u64) >> 32) as usize
}
