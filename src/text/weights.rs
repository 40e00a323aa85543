//! A table of weights: for each feature (a 32-bit hash) the classes it speaks for or against.

use super::ModelError;

/// Read-only weights in compressed rows.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Weights {
    /// Open addressing: slot -> row + 1; a power of two.
    slots: Vec<u32>,
    keys: Vec<u32>,
    first: Vec<u32>,
    classes: Vec<u8>,
    values: Vec<i8>,
}

impl Weights {
    /// From rows `(key, [(class, weight)])`; keys must not repeat.
    pub fn from_rows(rows: &[(u32, Vec<(u8, i8)>)]) -> Self {
        let mut weights = Self { first: vec![0], ..Self::default() };
        for (key, row) in rows {
            weights.keys.push(*key);
            weights.classes.extend(row.iter().map(|(c, _)| *c));
            weights.values.extend(row.iter().map(|(_, v)| *v));
            weights.first.push(weights.classes.len() as u32);
        }
        weights.index();
        weights
    }

    fn index(&mut self) {
        let size = (self.keys.len() * 2).next_power_of_two().max(2);
        self.slots = vec![0; size];
        for (row, key) in self.keys.iter().enumerate() {
            let mut slot = *key as usize & (size - 1);
            while self.slots[slot] != 0 {
                slot = (slot + 1) & (size - 1);
            }
            self.slots[slot] = row as u32 + 1;
        }
    }

    /// Adds what a feature says to the scores of the classes.
    #[inline]
    pub fn add(&self, key: u32, scores: &mut [i32]) {
        let mask = self.slots.len().wrapping_sub(1);
        let mut slot = key as usize & mask;
        while let Some(&row) = self.slots.get(slot).filter(|r| **r != 0) {
            let row = row as usize - 1;
            if self.keys[row] == key {
                let range = self.first[row] as usize..self.first[row + 1] as usize;
                for (class, value) in self.classes[range.clone()].iter().zip(&self.values[range]) {
                    if let Some(score) = scores.get_mut(*class as usize) {
                        *score += i32::from(*value);
                    }
                }
                return;
            }
            slot = (slot + 1) & mask;
        }
    }

    /// Appends the table to a file.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend((self.keys.len() as u32).to_le_bytes());
        out.extend((self.classes.len() as u32).to_le_bytes());
        for key in &self.keys {
            out.extend(key.to_le_bytes());
        }
        out.extend(self.first.windows(2).map(|w| (w[1] - w[0]) as u8));
        out.extend(&self.classes);
        out.extend(self.values.iter().map(|v| *v as u8));
    }

    /// Reads a table back.
    pub fn read(bytes: &mut Reader) -> Result<Self, ModelError> {
        let (rows, cells) = (bytes.number()?, bytes.number()?);
        let keys = bytes.take(rows.saturating_mul(4))?;
        let keys = keys.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        let mut first = vec![0];
        let mut sum = 0;
        for length in bytes.take(rows)? {
            sum += u32::from(*length);
            first.push(sum);
        }
        if sum as usize != cells {
            return Err(ModelError("rows do not add up".into()));
        }
        let classes = bytes.take(cells)?.to_vec();
        let values = bytes.take(cells)?.iter().map(|b| *b as i8).collect();
        let mut weights = Self { slots: Vec::new(), keys, first, classes, values };
        weights.index();
        Ok(weights)
    }
}

/// Reads the parts of the model file one after the other.
#[derive(Debug)]
pub struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    /// The next `n` bytes.
    pub fn take(&mut self, n: usize) -> Result<&'a [u8], ModelError> {
        let (head, tail) = self.0.split_at_checked(n).ok_or_else(|| ModelError("the file is too short".into()))?;
        self.0 = tail;
        Ok(head)
    }

    /// A 32-bit number.
    pub fn number(&mut self) -> Result<usize, ModelError> {
        let b = self.take(4)?;
        Ok(u32::from_le_bytes([b[0], b[1], b[2], b[3]]) as usize)
    }
}
