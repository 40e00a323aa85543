//! The pieces that rules match: the tokens of a sentence, cut further at hyphens ("mid-March", "61-year-old"), each with
//! its number in the lexicon and with what its digits may be.

use std::ops::Range;

use super::lexicon::{Lexicon, Val};
use crate::calendar::Day;
use crate::text::Document;

/// A piece of a sentence.
#[derive(Debug, Clone)]
pub struct Atom {
    /// Its bytes in the text.
    pub bytes: Range<usize>,
    /// The token that it is part of.
    pub token: usize,
    /// Its number in the lexicon; 0 when no rule knows it.
    pub word: u32,
    /// What its digits may be.
    pub shape: Shape,
    /// Whether it begins with a capital letter.
    pub capital: bool,
}

/// What the digits of an atom look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// No digits at its start.
    Word,
    /// A whole number.
    Int {
        /// The number.
        n: i64,
        /// How many digits it has; 0 when it has thousands separators.
        digits: usize,
    },
    /// A number with the ending of an ordinal.
    Nth(i64),
    /// A number with the ending of a decade.
    Decade {
        /// The number.
        n: i64,
        /// How many digits it has.
        digits: usize,
    },
    /// Hour and minute with a colon or a dot.
    Clock {
        /// 0 to 23.
        hour: i64,
        /// 0 to 59.
        minute: i64,
        /// Whether a dot stands between them.
        dot: bool,
    },
    /// A day in ISO 8601, by its number; perhaps with a time of day (hour and minute).
    Iso {
        /// Days since 1970-01-01.
        day: i64,
        /// Hour and minute.
        time: Option<(i64, i64)>,
    },
    /// Three numbers with slashes (or dots: day first).
    Slash {
        /// The first number.
        a: i64,
        /// The second number.
        b: i64,
        /// The year in four digits.
        year: i64,
        /// Whether dots stand between them.
        dot: bool,
    },
    /// Two numbers with a slash.
    Frac(i64, i64),
    /// A number and a half, as a decimal.
    Half(i64),
    /// Digits that are nothing of the calendar.
    Other,
}

/// The names by which rules ask for shapes; they are the first classes of the lexicon, in this order.
pub const SHAPES: &[&str] = &[
    "int", "year", "day", "nth", "decade", "clock", "dotclock", "iso", "slash", "short", "frac", "years", "isotime",
    "modern", "hhmm", "tens",
];

impl Shape {
    /// What the atom stands for when it is asked for as the shape with this number, by its place in [`SHAPES`].
    pub fn value(self, class: u8) -> Option<Val> {
        let n = match (class, self) {
            (0, Self::Int { n, .. }) => n,
            (1, Self::Int { n, digits: 4 }) if (1000..2200).contains(&n) => n,
            (2, Self::Int { n, digits: 1 | 2 }) if (1..=31).contains(&n) => n,
            (3, Self::Nth(n)) => n,
            (4, Self::Decade { n, digits: 4 }) if (1000..2200).contains(&n) => n,
            (4, Self::Decade { n, digits: 2 }) => n + if n >= 30 { 1900 } else { 2000 },
            (5, Self::Clock { hour, minute, dot: false }) => hour * 100 + minute,
            (6, Self::Clock { hour, minute, .. }) => hour * 100 + minute,
            (7, Self::Iso { day, time: None }) => day,
            (8, Self::Slash { a, b, year, dot }) => {
                let (a, b) = if dot { (b, a + 50) } else { (a, b) };
                (a * 100 + b) * 10_000 + year
            }
            (9, Self::Int { n, digits: 2 }) => n,
            (10, Self::Frac(1, 2)) => return Some(Val::Half(0)),
            (11, Self::Frac(a, b)) if (1000..2200).contains(&a) && (b == (a + 1) % 100 || b == a + 1) => a,
            (12, Self::Iso { day, time: Some((hour, minute)) }) => day * 10_000 + hour * 100 + minute,
            (13, Self::Int { n, digits: 4 }) if (1900..2036).contains(&n) => n,
            (14, Self::Int { n, digits: 3 | 4 }) if n < 2400 && n % 100 < 60 => n,
            (15, Self::Int { n, digits: 4 }) if (1000..2200).contains(&n) && n % 10 == 0 => n,
            _ => return None,
        };
        Some(Val::N(n))
    }
}

/// Cuts words of the rule files as the text is cut.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().flat_map(cut)
}

/// A word at its hyphens and before its clitic.
fn cut(word: &str) -> impl Iterator<Item = &str> {
    let (word, clitic) = match word.strip_suffix("'s") {
        Some(stem) if !stem.is_empty() => (stem, Some("'s")),
        _ => match word.strip_suffix('\'') {
            Some(stem) if !stem.is_empty() => (stem, Some("'")),
            _ => (word, None),
        },
    };
    let mut parts = Vec::new();
    let mut rest = word;
    while let Some(at) = rest.find(['-', '–']).filter(|_| rest.len() > 1) {
        if at > 0 {
            parts.push(&rest[..at]);
        }
        parts.push("-");
        rest = &rest[at + rest[at..].chars().next().map_or(1, char::len_utf8)..];
    }
    if !rest.is_empty() {
        parts.push(rest);
    }
    parts.into_iter().chain(clitic)
}

/// What the lexicon says about endings and dashes of numbers.
#[derive(Debug, Clone, Copy)]
pub struct Endings {
    /// The class of the endings of ordinals: "th".
    pub ordinal: u8,
    /// The class of the endings of decades: "s".
    pub decade: u8,
    /// The class of the letters before a business year: "FY".
    pub year: u8,
    /// The number of the hyphen.
    pub hyphen: u32,
}

/// Fills `atoms` with those of a range of tokens.
pub fn atoms(document: &Document, lexicon: &Lexicon, endings: Endings, tokens: Range<usize>, atoms: &mut Vec<Atom>) {
    atoms.clear();
    for (token, t) in document.tokens.iter().enumerate().take(tokens.end).skip(tokens.start) {
        let text = document.text.get(t.bytes.clone()).unwrap_or("");
        let base = t.bytes.start;
        let mut push = |range: Range<usize>| atoms.push(atom(text, range, base, token, lexicon, endings));
        // Most tokens have neither a hyphen nor the first byte of a longer dash.
        if text.len() == 1 || !text.bytes().any(|b| b == b'-' || b == 0xE2) {
            push(0..text.len());
            continue;
        }
        let dashes = text.bytes().filter(|b| *b == b'-').count() + text.matches('–').count();
        if dashes == 0 || iso(text).is_some() || is_code(text, dashes) {
            push(0..text.len());
            continue;
        }
        let mut start = 0;
        for (at, c) in text.char_indices().filter(|(_, c)| matches!(c, '-' | '–')) {
            if start < at {
                push(start..at);
            }
            push(at..at + c.len_utf8());
            start = at + c.len_utf8();
        }
        if start < text.len() {
            push(start..text.len());
        }
    }
}

/// A phone number or the like: digits with more than one dash.
fn is_code(text: &str, dashes: usize) -> bool {
    dashes > 1 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-')
}

fn atom(text: &str, range: Range<usize>, base: usize, token: usize, lexicon: &Lexicon, endings: Endings) -> Atom {
    let word = &text[range.clone()];
    let first = word.as_bytes().first().copied().unwrap_or(0);
    let bare = word.strip_prefix(['\'', '’']).unwrap_or(word);
    let digits = first.is_ascii_digit() || (bare.len() < word.len() && bare.starts_with(|c: char| c.is_ascii_digit()));
    let shape = match digits {
        true => shape(bare, lexicon, endings),
        false => business_year(word, lexicon, endings).unwrap_or(Shape::Word),
    };
    let number = match word {
        "–" | "—" => endings.hyphen,
        _ => lexicon.lookup(word),
    };
    let capital = first.is_ascii_uppercase();
    Atom { bytes: base + range.start..base + range.end, token, word: number, shape, capital }
}

fn shape(text: &str, lexicon: &Lexicon, endings: Endings) -> Shape {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let Some(n) = text.get(..digits).and_then(number) else { return Shape::Other };
    let rest = &text[digits..];
    if rest.is_empty() {
        return Shape::Int { n, digits };
    }
    if let Some((day, time)) = iso(text) {
        return Shape::Iso { day: day.number(), time };
    }
    if rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '\'' | '’')) {
        let ending = rest.trim_start_matches(['\'', '’']);
        let member = lexicon.lookup(ending);
        return if lexicon.value(member, endings.ordinal).is_some() {
            Shape::Nth(n)
        } else if lexicon.value(member, endings.decade).is_some() && n % 10 == 0 {
            Shape::Decade { n, digits }
        } else {
            Shape::Other
        };
    }
    punctuated(text, n).unwrap_or(Shape::Other)
}

/// "FY2020", "FY20": the letters of a business year and the year as one word.
fn business_year(word: &str, lexicon: &Lexicon, endings: Endings) -> Option<Shape> {
    let at = word.len().checked_sub(4).filter(|at| *at == 2).or(word.len().checked_sub(2).filter(|at| *at == 2))?;
    let (letters, year) = (word.get(..at)?, word.get(at..)?);
    if !year.bytes().all(|b| b.is_ascii_digit()) || lexicon.value(lexicon.lookup(letters), endings.year).is_none() {
        return None;
    }
    let n = number(year)?;
    Some(Shape::Int { n: if year.len() == 2 { 2000 + n } else { n }, digits: 4 })
}

fn number(text: &str) -> Option<i64> {
    (1..=9).contains(&text.len()).then(|| text.parse().ok())?
}

/// Numbers with commas, colons, dots or slashes inside.
fn punctuated(text: &str, first: i64) -> Option<Shape> {
    if text.contains(',') {
        let groups = text.split(',').skip(1).all(|g| g.len() == 3 && g.bytes().all(|b| b.is_ascii_digit()));
        let n = text.len() < 12 && groups;
        return n.then(|| text.replace(',', "").parse().ok()).flatten().map(|n| Shape::Int { n, digits: 0 });
    }
    let separator = text.chars().find(|c| matches!(c, ':' | '.' | '/' | '-'))?;
    let mut parts = text.split(separator);
    let widths: Vec<usize> = text.split(separator).map(str::len).collect();
    parts.next();
    let b = number(parts.next()?)?;
    match (separator, parts.next().map(number)) {
        (':' | '.', None) if widths[0] <= 2 && widths[1] == 2 && first < 24 && b < 60 => {
            Some(Shape::Clock { hour: first, minute: b, dot: separator == '.' })
        }
        ('.', None) if b == 5 && widths[1] == 1 => Some(Shape::Half(first)),
        (':', Some(Some(_))) if widths.len() == 3 && first < 24 && b < 60 => {
            Some(Shape::Clock { hour: first, minute: b, dot: false })
        }
        ('/', None) => Some(Shape::Frac(first, b)),
        ('/', Some(Some(c))) if widths.len() == 3 && widths[0] == 4 && widths[1] <= 2 && widths[2] <= 2 => {
            let day = |n: i64| u32::try_from(n).ok();
            let day = Day::from_ymd(i32::try_from(first).ok()?, day(b)?, day(c)?)?;
            Some(Shape::Iso { day: day.number(), time: None })
        }
        // "24-04-2019"; with a short year it may be a score or a number of anything.
        ('-', Some(Some(_))) if widths.last() != Some(&4) => None,
        ('/' | '.' | '-', Some(Some(c))) if widths.len() == 3 && widths[0] <= 2 && widths[1] <= 2 => {
            let year = match widths[2] {
                4 => c,
                2 if c > 30 => 1900 + c,
                2 => 2000 + c,
                _ => return None,
            };
            Some(Shape::Slash { a: first, b, year, dot: separator == '.' })
        }
        _ => None,
    }
}

/// A day in ISO 8601, perhaps with a time.
fn iso(text: &str) -> Option<(Day, Option<(i64, i64)>)> {
    let bytes = text.as_bytes();
    if bytes.len() < 10 || bytes.get(4) != Some(&b'-') || !bytes[0].is_ascii_digit() {
        return None;
    }
    let day: Day = text.get(..10)?.parse().ok()?;
    let rest = text.get(10..)?;
    if rest.is_empty() {
        return Some((day, None));
    }
    let clock = rest.strip_prefix('T')?;
    // The rest of a time may have become a token of its own; the day is known all the same.
    let Some(minute) = clock.get(3..5) else { return Some((day, None)) };
    let (hour, minute) = (clock.get(..2)?.parse().ok()?, minute.parse().ok()?);
    ((0..24).contains(&hour) && (0..60).contains(&minute)).then_some((day, Some((hour, minute))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_what_they_look_like_and_nothing_else() {
        let mut lexicon = Lexicon::new(SHAPES);
        let endings = Endings { ordinal: 200, decade: 201, year: 202, hyphen: lexicon.intern("-") };
        let seen = |text: &str| shape(text, &lexicon, endings);
        assert_eq!(seen("2019"), Shape::Int { n: 2019, digits: 4 });
        assert_eq!(seen("1,984"), Shape::Int { n: 1984, digits: 0 });
        assert_eq!(seen("9:30"), Shape::Clock { hour: 9, minute: 30, dot: false });
        assert_eq!(seen("25:30"), Shape::Other);
        assert_eq!(seen("2.5"), Shape::Half(2));
        assert_eq!(seen("2.6"), Shape::Other);
        assert_eq!(seen("3/4/2019"), Shape::Slash { a: 3, b: 4, year: 2019, dot: false });
        assert_eq!(seen("24-04-2019"), Shape::Slash { a: 24, b: 4, year: 2019, dot: false });
        assert_eq!(seen("2019/04/24"), Shape::Iso { day: 18010, time: None });
        assert_eq!(seen("2019-04-24T10"), Shape::Iso { day: 18010, time: None });
        assert_eq!(seen("2014/15").value(11), Some(Val::N(2014)));
        let rules = crate::time::rules();
        let year = |text: &str| business_year(text, &rules.lexicon, rules.endings);
        assert_eq!(year("FY2020"), Some(Shape::Int { n: 2020, digits: 4 }));
        assert_eq!(year("FY21"), Some(Shape::Int { n: 2021, digits: 4 }));
        for text in ["FY", "FY2", "FY20a0", "GT2020", "Fü20", "2020"] {
            assert_eq!(year(text), None, "{text}");
        }
        assert_eq!(seen("2019-04-24"), Shape::Iso { day: 18010, time: None });
        for text in [
            "1,98",
            "1.2.3.4",
            "12345678901234567890",
            "9:5",
            "7/",
            "1:2:3:4",
            "5x",
            "555-01-23",
            "3-2-1",
            "2019/13/45",
        ] {
            assert!(matches!(seen(text), Shape::Other | Shape::Frac(..)), "{text}");
        }
    }
}
