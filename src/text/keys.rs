//! A set of 32-bit hashes, each with its place in their order.

use super::model::ModelError;
use super::reader::Reader;

/// Hashes in order, and for each of their upper halves where they begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keys {
    keys: Vec<u32>,
    starts: Vec<u32>,
}

impl Default for Keys {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl Keys {
    /// From hashes in ascending order.
    pub fn new(keys: Vec<u32>) -> Self {
        let mut starts = vec![0; (1 << 16) + 1];
        for key in &keys {
            starts[(key >> 16) as usize + 1] += 1;
        }
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        Self { keys, starts }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The place of a hash.
    #[inline]
    pub fn find(&self, key: u32) -> Option<usize> {
        let upper = (key >> 16) as usize;
        let range = *self.starts.get(upper)? as usize..*self.starts.get(upper + 1)? as usize;
        let start = range.start;
        self.keys.get(range)?.iter().position(|k| *k == key).map(|i| start + i)
    }

    /// The places of those of some hashes that are there, in their order. The processor waits for memory once and not once
    /// a hash: where each must be is asked for before any is searched.
    pub fn find_all(&self, keys: &[u32], places: &mut Vec<usize>) {
        let mut ranges = [(0, 0); 32];
        for keys in keys.chunks(ranges.len()) {
            for (range, key) in ranges.iter_mut().zip(keys) {
                let upper = (key >> 16) as usize;
                *range = (self.starts[upper] as usize, self.starts[upper + 1] as usize);
            }
            let mut fetched = 0;
            for (start, _) in &ranges[..keys.len()] {
                fetched |= self.keys.get(*start).copied().unwrap_or(0);
            }
            std::hint::black_box(fetched);
            for ((start, end), key) in ranges.iter().zip(keys) {
                let found = self.keys[*start..*end].iter().position(|k| k == key);
                places.extend(found.map(|i| start + i));
            }
        }
    }

    /// Appends them to a file as differences, so that they pack well.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend((self.keys.len() as u32).to_le_bytes());
        let mut before = 0;
        for key in &self.keys {
            let mut step = key - before;
            before = *key;
            while step > 127 {
                out.push(step as u8 | 128);
                step >>= 7;
            }
            out.push(step as u8);
        }
    }

    /// Reads them back.
    pub fn read(bytes: &mut Reader) -> Result<Self, ModelError> {
        let count = bytes.number()?;
        let mut keys = Vec::new();
        let mut before = 0_u32;
        for _ in 0..count {
            let (mut step, mut shift) = (0_u32, 0);
            loop {
                let byte = bytes.take(1)?[0];
                step |= u32::from(byte & 127).checked_shl(shift).unwrap_or(0);
                shift += 7;
                if byte < 128 {
                    break;
                }
            }
            before = before.wrapping_add(step);
            keys.push(before);
        }
        if !keys.is_sorted() {
            return Err(ModelError("keys are out of order".into()));
        }
        Ok(Self::new(keys))
    }
}
