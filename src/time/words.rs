//! The words of English time expressions: numbers, units, weekdays, months, seasons.

/// A unit of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// One day.
    Day,
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// Three months.
    Quarter,
    /// A calendar year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// Hours and less; the letter of its TIMEX3 duration.
    Clock(char),
}

/// The unit named by a word, singular or plural.
pub fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "day" | "days" => Unit::Day,
        "week" | "weeks" => Unit::Week,
        "month" | "months" => Unit::Month,
        "quarter" | "quarters" => Unit::Quarter,
        "year" | "years" => Unit::Year,
        "decade" | "decades" => Unit::Decade,
        "century" | "centuries" => Unit::Century,
        "hour" | "hours" => Unit::Clock('H'),
        "minute" | "minutes" => Unit::Clock('M'),
        "second" | "seconds" => Unit::Clock('S'),
        _ => return None,
    })
}

/// The number of a word or numeral; "a" is 1, "several" is unknown (0).
pub fn number(word: &str) -> Option<i64> {
    const WORDS: &[&str] = &[
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    if let Some(n) = WORDS.iter().position(|w| *w == word) {
        return Some(n as i64);
    }
    match word {
        "a" | "an" => Some(1),
        "thirty" => Some(30),
        "forty" => Some(40),
        "fifty" => Some(50),
        "sixty" => Some(60),
        "hundred" => Some(100),
        "several" | "few" | "many" => Some(0),
        _ => (word.len() <= 4).then(|| word.parse().ok()).flatten(),
    }
}

/// 1 to 31 from "3", "3rd", "third".
pub fn ordinal(word: &str) -> Option<u32> {
    const WORDS: &[&str] =
        &["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    if let Some(n) = WORDS.iter().position(|w| *w == word) {
        return Some(n as u32 + 1);
    }
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|s| word.strip_suffix(s)).unwrap_or(word);
    digits.parse().ok().filter(|_| digits.len() <= 2)
}

/// 1 to 12, with a capital: "March", "Sept.".
pub fn month(word: &str) -> Option<u32> {
    const LONG: &[&str] = &[
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    const SHORT: &[&str] = &["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let stem = word.strip_suffix('.').unwrap_or(word);
    let stem = if stem == "Sept" { "Sep" } else { stem };
    LONG.iter()
        .chain(SHORT)
        .position(|w| *w == stem || stem.len() > 3 && w.to_uppercase() == stem)
        .map(|i| i as u32 % 12 + 1)
}

/// 0 (Monday) to 6, with a capital.
pub fn weekday(word: &str) -> Option<u32> {
    const LONG: &[&str] = &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    const SHORT: &[&str] = &["Mon.", "Tue.", "Wed.", "Thu.", "Fri.", "Sat.", "Sun."];
    LONG.iter().chain(SHORT).position(|w| *w == word).map(|i| i as u32 % 7)
}

/// The TIMEX3 season and its first month.
pub fn season(word: &str) -> Option<(&'static str, u32)> {
    Some(match word {
        "spring" => ("SP", 3),
        "summer" => ("SU", 6),
        "autumn" | "fall" => ("FA", 9),
        "winter" => ("WI", 12),
        _ => return None,
    })
}

/// The part of a unit: "early", "mid", "the end of".
pub fn part(word: &str) -> Option<&'static str> {
    Some(match word {
        "early" | "start" | "beginning" => "START",
        "mid" | "middle" => "MID",
        "late" | "end" | "close" => "END",
        _ => return None,
    })
}

/// The TIMEX3 name of a part of the day.
pub fn part_of_day(word: &str) -> Option<&'static str> {
    Some(match word {
        "morning" => "TMO",
        "afternoon" => "TAF",
        "evening" => "TEV",
        "night" => "TNI",
        _ => return None,
    })
}

/// Holidays on the same day every year: (month, day).
pub fn holiday(words: &str) -> Option<(u32, u32)> {
    Some(match words {
        "Christmas" | "Christmas Day" => (12, 25),
        "Christmas Eve" => (12, 24),
        "New Year's" | "New Year's Day" => (1, 1),
        "New Year's Eve" => (12, 31),
        "Halloween" => (10, 31),
        "Valentine's Day" => (2, 14),
        "May Day" => (5, 1),
        "Independence Day" => (7, 4),
        "Bastille Day" => (7, 14),
        _ => return None,
    })
}

/// Words before an amount of time that make it less exact, as TIMEX3 names them.
pub fn bound(words: &str) -> Option<&'static str> {
    Some(match words {
        "about" | "around" | "approximately" | "roughly" | "some" => "APPROX",
        "almost" | "nearly" => "LESS_THAN",
        "less than" | "under" => "LESS_THAN",
        "more than" | "over" => "MORE_THAN",
        "at least" | "no less than" => "EQUAL_OR_MORE",
        "at most" | "no more than" | "up to" => "EQUAL_OR_LESS",
        _ => return None,
    })
}
