//! Changes to an input, drawn from a number: bytes, numbers, pieces of itself and of others, words of the format.

/// A source of numbers that look random and are the same every time (splitmix64).
pub struct Dice(u64);

impl Dice {
    /// The dice of one execution of one target.
    pub fn new(target: &str, execution: u64) -> Self {
        let seed =
            target.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
        let mut dice = Self(seed ^ execution.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        dice.roll();
        dice
    }

    /// Any number.
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below this one; 0 when there is none.
    pub fn below(&mut self, end: usize) -> usize {
        if end == 0 { 0 } else { (self.roll() % end as u64) as usize }
    }

    /// One of these.
    pub fn one<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.below(of.len()))
    }
}

/// The longest input, in bytes; longer ones are slow and show little more.
const LONGEST: usize = 8 << 10;

/// What breaks parsers wherever it stands.
const ODD: &[&[u8]] = &[
    b"\x00",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\xc3",
    b"\xed\xa0\x80",
    b"\xe2\x80\xae",
    b"\x1b[2J",
    b"\r",
    b"\r\n\r\n",
    b"\n",
    b"\t",
    b"\xc2\xad",
    b"\xe2\x80\xa8",
    b"\xf0\x9f\x92\xa9",
    b"e\xcc\x81",
    b"\"",
    b"'",
    b"\\",
    b"-",
    b"/",
    b"--",
    b"99999999999999999999",
    b"-1",
    b"0",
    b"0000",
    b"2019-02-30",
    b"9999-12-31",
    b"10000-01-01",
    b"-0044-03-15",
    b"  ",
    b".",
    b",",
    b":",
    b"%",
];

/// A few changes to `seed`; `others` lend pieces, `words` are those of the format.
pub fn changed(seed: &[u8], others: &[Vec<u8>], words: &[&str], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=dice.below(6) {
        let at = dice.below(bytes.len() + 1);
        let end = (at + 1 + dice.below(24)).min(bytes.len());
        match dice.below(10) {
            0 => bytes.iter_mut().skip(at).take(1).for_each(|b| *b ^= 1 << (at % 8)),
            1 => {
                let byte = dice.roll() as u8;
                bytes.iter_mut().skip(at).take(1).for_each(|b| *b = byte);
            }
            2 => drop(bytes.drain(at..end.max(at))),
            3 => {
                let piece = bytes.get(at..end).unwrap_or_default().repeat(1 + dice.below(40));
                insert(&mut bytes, at, &piece);
            }
            4 => insert(&mut bytes, at, dice.one(ODD).copied().unwrap_or_default()),
            5 | 6 => {
                let word = dice.one(words).copied().unwrap_or_default();
                let times = if dice.below(8) == 0 { 1 + dice.below(300) } else { 1 };
                insert(&mut bytes, at, &word.as_bytes().repeat(times));
            }
            7 => {
                if let Some(other) = dice.one(others) {
                    let from = dice.below(other.len());
                    let piece = other.get(from..(from + 1 + dice.below(200)).min(other.len())).unwrap_or_default();
                    insert(&mut bytes, at, piece);
                }
            }
            8 => {
                let digit = bytes.iter().skip(at).position(u8::is_ascii_digit).map(|p| p + at);
                if let Some(byte) = digit.and_then(|p| bytes.get_mut(p)) {
                    *byte = b'0' + dice.below(10) as u8;
                }
            }
            _ if dice.below(4) == 0 => bytes.truncate(at),
            _ => {}
        }
    }
    bytes.truncate(LONGEST.max(seed.len()));
    bytes
}

fn insert(bytes: &mut Vec<u8>, at: usize, piece: &[u8]) {
    let at = at.min(bytes.len());
    bytes.splice(at..at, piece.iter().copied());
}
