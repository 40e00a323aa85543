//! One file, or one member of a file, as its reader gets it: a name, and a stream of bytes that cannot grow without bound.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::rc::Rc;

use encoding_rs::Encoding;

use super::{Articles, Incoming, InputError, MAX_BYTES, Overrides, Problem, charset};

/// How many files may lie within one another: a page in a gzip in a zip is three.
pub(super) const MAX_DEPTH: u8 = 4;

/// What is looked at to tell the format, in bytes.
const HEAD: usize = 64 << 10;

/// What a reader reads.
pub struct Input {
    /// The path or address, or `-`.
    pub(super) file: String,
    /// Which part of the file, when it holds several: the path in an archive, the number of a message.
    pub(super) member: Option<String>,
    /// The name that tells the format by its ending.
    pub(super) name: String,
    /// A character set that was declared outside of the bytes, as mail and web servers do.
    pub(super) charset: Option<&'static Encoding>,
    /// Where it was fetched from.
    pub(super) address: Option<String>,
    /// How many files it lies in.
    pub(super) depth: u8,
    pub(super) stream: Box<dyn BufRead>,
}

impl Input {
    /// A file.
    pub(super) fn new(file: &str, stream: impl Read + 'static) -> Self {
        Self {
            file: file.into(),
            member: None,
            name: file.into(),
            charset: None,
            address: None,
            depth: 0,
            stream: Box::new(BufReader::with_capacity(HEAD, stream)),
        }
    }

    /// A part of this file that is in memory.
    pub(super) fn part(file: &str, member: String, depth: u8, bytes: Vec<u8>) -> Self {
        let stream = Box::new(Cursor::new(bytes));
        Self { name: member.clone(), member: Some(member), depth: depth + 1, stream, ..Self::new(file, io::empty()) }
    }

    /// What the article is called when it does not say so itself: `file` or `file#member`.
    pub(super) fn source(&self) -> String {
        source(&self.file, self.member.as_deref())
    }

    /// This input gave no article.
    pub(super) fn fail(&self, problem: Problem) -> InputError {
        InputError { source: self.file.clone(), member: self.member.clone(), line: None, problem }
    }

    /// The first bytes, which stay to be read.
    pub(super) fn head(&mut self) -> Result<&[u8], Problem> {
        self.stream.fill_buf().map_err(|e| unreadable(&e))
    }

    /// All bytes, when they are no more than may be held in memory.
    pub(super) fn bytes(&mut self) -> Result<Vec<u8>, Problem> {
        let mut bytes = Vec::new();
        match self.stream.by_ref().take(MAX_BYTES + 1).read_to_end(&mut bytes) {
            Ok(n) if n as u64 > MAX_BYTES => Err(Problem::TooLarge),
            Ok(_) => Ok(bytes),
            Err(e) => Err(unreadable(&e)),
        }
    }

    /// All of it as text; `within` is the character set that the bytes themselves declare.
    pub(super) fn text(&mut self, within: fn(&[u8]) -> Option<&'static Encoding>) -> Result<charset::Decoded, Problem> {
        let bytes = self.bytes()?;
        let declared = self.charset.or_else(|| within(&bytes));
        charset::decode(&self.source(), bytes, declared)
    }
}

/// The name of an article within a file.
pub(super) fn source(file: &str, member: Option<&str>) -> String {
    member.map_or_else(|| file.to_string(), |member| format!("{file}#{member}"))
}

/// What a reader found in a file with one article.
pub(super) fn single(mut input: Input, read: impl FnOnce(&mut Input) -> Result<Incoming, Problem>) -> Articles {
    let result = read(&mut input);
    Box::new(std::iter::once(result.map_err(|problem| input.fail(problem))))
}

/// The same for a format whose article is made of the bytes of the whole file.
pub(super) fn single_of_bytes(
    input: Input,
    said: &Overrides,
    article: fn(&str, Vec<u8>, &Overrides) -> Result<Incoming, Problem>,
) -> Articles {
    single(input, |input| {
        let bytes = input.bytes()?;
        article(&input.source(), bytes, said)
    })
}

/// The problem behind a failed read.
pub(super) fn unreadable(error: &io::Error) -> Problem {
    match error.get_ref().and_then(|e| e.downcast_ref::<Problem>()) {
        Some(problem) => problem.clone(),
        None if error.kind() == io::ErrorKind::UnexpectedEof => Problem::Truncated,
        None => Problem::Unreadable(error.to_string()),
    }
}

/// Unpacks with a bound: what grows more than [`RATIO`] times is no article but an attack on the memory.
pub(super) struct Bounded<R> {
    inner: R,
    packed: Rc<Cell<u64>>,
    unpacked: u64,
}

/// Bytes that may come out of one packed byte; text shrinks to a tenth, and the most repetitive logs to a hundredth.
const RATIO: u64 = 200;
/// Bytes that may always come out.
const FREE: u64 = 16 << 20;

impl<R> Bounded<R> {
    /// `packed` counts the bytes that `inner` unpacks, so far or in all.
    pub(super) fn new(inner: R, packed: Rc<Cell<u64>>) -> Self {
        Self { inner, packed, unpacked: 0 }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.unpacked += n as u64;
        if self.unpacked > FREE.max(self.packed.get().saturating_mul(RATIO)) {
            return Err(io::Error::other(Problem::Bomb));
        }
        Ok(n)
    }
}

/// A stream that counts what was taken from it.
pub(super) struct Packed {
    inner: Box<dyn BufRead>,
    taken: Rc<Cell<u64>>,
}

impl Packed {
    pub(super) fn new(inner: Box<dyn BufRead>) -> Self {
        Self { inner, taken: Rc::default() }
    }

    /// The bytes taken so far, as it goes on counting.
    pub(super) fn count(&self) -> Rc<Cell<u64>> {
        Rc::clone(&self.taken)
    }
}

impl Read for Packed {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.taken.set(self.taken.get() + n as u64);
        Ok(n)
    }
}

impl BufRead for Packed {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.taken.set(self.taken.get() + amount as u64);
        self.inner.consume(amount);
    }
}
