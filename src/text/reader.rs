//! Reads the parts of the model file one after the other.

use super::model::ModelError;

/// What is left of the file.
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
