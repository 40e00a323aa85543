//! How far a run of reading is, for whoever shows it.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::io::{self, Read};
use std::rc::Rc;

/// The file that is being read, and the bytes that were read of all files so far. A copy tells the same.
#[derive(Debug, Clone, Default)]
pub struct Position {
    file: Rc<RefCell<String>>,
    bytes: Rc<Cell<u64>>,
    passed_over: Rc<RefCell<BTreeMap<String, u64>>>,
}

impl Position {
    /// The file that the last article or error came from, as [`super::InputError`] names it.
    pub fn file(&self) -> String {
        self.file.borrow().clone()
    }

    /// Bytes read so far: of packed files as they lie on the disk.
    pub fn bytes(&self) -> u64 {
        self.bytes.get()
    }

    /// How many files of folders were left alone, since neither name nor content is that of a format; by ending.
    pub fn passed_over(&self) -> BTreeMap<String, u64> {
        self.passed_over.borrow().clone()
    }

    pub(super) fn pass_over(&self, ending: String) {
        *self.passed_over.borrow_mut().entry(ending).or_default() += 1;
    }

    pub(super) fn enter(&self, file: &str) {
        *self.file.borrow_mut() = file.into();
    }

    pub(super) fn counted<R: Read>(&self, inner: R) -> Counted<R> {
        Counted { inner, bytes: Rc::clone(&self.bytes) }
    }
}

/// A stream whose bytes are counted.
pub(super) struct Counted<R> {
    inner: R,
    bytes: Rc<Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.bytes.set(self.bytes.get() + n as u64);
        Ok(n)
    }
}
