//! How a rule makes a value from the words that it found: the `value` of a rule, read once, filled in per match.
//!
//! | value | meaning |
//! | --- | --- |
//! | `date` | the parts that the slots name: year, month, day, weekday, season, quarter, half, feast, decade, step (ago is a step back) ... |
//! | `date told` | the same, counted from what the text has just told |
//! | `within` | the same, within the expression inside ("July last year") |
//! | `date-beside N U` | N units U from the weekday or feast that the slots name |
//! | `published N U`, `around N U`, `near N U`, `told N U`, `compared N U`, `latest N U` | N units U from that anchor |
//! | `duration N U`, `span N U` | a duration; `span` is a period that is reported on |
//! | `joined` | the two durations inside as one ("two years and three months") |
//! | `half U`, `more-half U` | half a unit, a unit and a half |
//! | `set TEXT`, `every N U` | a set in TIMEX3; `{slot}` in the text is filled in |
//! | `ref NAME` | PRESENT_REF, PAST_REF, FUTURE_REF |
//! | `inner` | what the expression inside says, or the unit that a slot names, with the rule's modifier |
//! | `beside N U` | N units U from the expression inside |
//! | `nth` | the weekday or unit that the slots `nth` and `weekday` or `unit` name, within the expression inside |
//! | `day DATE` | this very day |
//! | `period` | from `a` to `b`, as two expressions of which the first reaches to the second |
//! | `time` | a time of day on the day inside, or on the publication day |
//! | `time date`, `time published N U`, `time told N U` | a time of day on such a day |
//! | `nothing` | looks like a time and is none |
//!
//! N is a number, or a slot with or without `-` before it; U is a code (D W WE M Q H Y DE CE ML TH TM TS) or a slot.

use super::lexicon::Val;
use super::unit::Unit;
use super::value::{Core, From, Parts, Reading, Time, Which};
use crate::calendar::{Day, Festival};

/// A count: a number, or a slot with its sign.
#[derive(Debug, Clone)]
enum Count {
    Fixed(i64),
    Slot(i64, String),
}

/// The value of a rule.
#[derive(Debug, Clone)]
pub enum Form {
    /// Two expressions of which the first reaches to the second.
    Period,
    /// Anything that makes one expression.
    One(Maker),
}

/// How one expression is made.
#[derive(Debug, Clone)]
pub enum Maker {
    /// From parts of a date; whether they are counted from what was told.
    Date(bool),
    /// From parts of a date, within the expression inside.
    Within,
    /// Beside parts of a date.
    DateBeside(Amount),
    /// From an anchor.
    Shift(From, Amount),
    /// A duration; whether it is reported on.
    Duration(Amount, bool),
    /// Half a unit, with so many whole ones.
    Half(i64, Amount),
    /// Two durations as one.
    Joined,
    /// A set.
    Set(String),
    /// A set by its period.
    Every(Amount),
    /// A vague reference.
    Vague(&'static str),
    /// The expression inside.
    Inner,
    /// Beside the one inside.
    Beside(Amount),
    /// The nth within the one inside.
    Nth,
    /// A day that has a name of its own.
    Named(Day),
    /// A time of day, on a day that is made like this.
    Time(Option<Box<Maker>>),
    /// No time at all.
    Nothing,
}

/// A count and a unit.
#[derive(Debug, Clone)]
pub struct Amount {
    count: Count,
    unit: String,
}

/// What a match has filled in.
pub struct Filled<'a> {
    /// Slots by name.
    pub slots: &'a [(&'static str, Val)],
    /// The readings of the expressions inside, by their number.
    pub item: &'a dyn Fn(usize) -> Reading,
}

impl Filled<'_> {
    /// What a slot holds.
    pub fn get(&self, slot: &str) -> Option<Val> {
        self.slots.iter().find(|(name, _)| *name == slot).map(|(_, v)| *v)
    }

    fn number(&self, slot: &str) -> Option<i64> {
        match self.get(slot)? {
            Val::N(n) => Some(n),
            _ => None,
        }
    }

    fn small(&self, slot: &str) -> Option<u32> {
        self.number(slot).and_then(|n| u32::try_from(n).ok())
    }

    fn year(&self, slot: &str) -> Option<i32> {
        self.number(slot).and_then(|n| i32::try_from(n).ok()).filter(|y| (-9999..=9999).contains(y))
    }

    /// What a slot holds as a code.
    pub fn code(&self, slot: &str) -> Option<&'static str> {
        match self.get(slot)? {
            Val::S(code) => Some(code),
            _ => None,
        }
    }

    fn inner(&self, slot: &str) -> Option<Reading> {
        match self.get(slot)? {
            Val::Item(i) => Some((self.item)(i)),
            _ => None,
        }
    }

    fn items(&self) -> impl Iterator<Item = Reading> {
        self.slots.iter().filter_map(|(_, v)| match v {
            Val::Item(i) => Some((self.item)(*i)),
            _ => None,
        })
    }

    fn first_inner(&self) -> Option<Reading> {
        self.items().next()
    }
}

impl Form {
    /// Reads the `value` of a rule.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text.trim() == "period" {
            return Ok(Self::Period);
        }
        Maker::parse(text).map(Self::One)
    }
}

impl Maker {
    fn parse(text: &str) -> Result<Self, String> {
        let (head, rest) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
        let amount = || -> Result<Amount, String> {
            match rest.split_once(' ') {
                Some((count, unit)) => Ok(Amount { count: Count::parse(count), unit: unit.to_string() }),
                None => Err(format!("'{text}' needs a count and a unit")),
            }
        };
        let one = || Amount { count: Count::Fixed(1), unit: rest.to_string() };
        let maker = match head {
            "date" => Self::Date(rest == "told"),
            "within" => Self::Within,
            "date-beside" => Self::DateBeside(amount()?),
            "published" => Self::Shift(From::Published, amount()?),
            "around" => Self::Shift(From::Around, amount()?),
            "told" => Self::Shift(From::Told, amount()?),
            "near" => Self::Shift(From::Near, amount()?),
            "compared" => Self::Shift(From::Compared, amount()?),
            "latest" => Self::Shift(From::Latest, amount()?),
            "duration" => Self::Duration(amount()?, false),
            "span" => Self::Duration(amount()?, true),
            "half" => Self::Half(0, one()),
            "more-half" => Self::Half(1, one()),
            "joined" => Self::Joined,
            "set" => Self::Set(rest.to_string()),
            "every" => Self::Every(amount()?),
            "ref" => Self::Vague(super::lexicon::keep(rest)),
            "inner" => Self::Inner,
            "beside" => Self::Beside(amount()?),
            "nth" => Self::Nth,
            "day" => Self::Named(rest.parse().map_err(|_| format!("'{rest}' is no day"))?),
            "time" if rest.is_empty() => Self::Time(None),
            "time" => Self::Time(Some(Box::new(Self::parse(rest)?))),
            "nothing" => Self::Nothing,
            other => return Err(format!("'{other}' is no value; see docs/RULES.md")),
        };
        Ok(maker)
    }
}

impl Count {
    fn parse(text: &str) -> Self {
        match (text.parse(), text.strip_prefix('-')) {
            (Ok(n), _) => Self::Fixed(n),
            (_, Some(slot)) => Self::Slot(-1, slot.to_string()),
            _ => Self::Slot(1, text.to_string()),
        }
    }
}

impl Amount {
    fn unit(&self, filled: &Filled) -> Option<Unit> {
        Unit::from_code(filled.code(&self.unit).unwrap_or(&self.unit))
    }

    /// The count: `None` where the slot holds "some".
    fn count(&self, filled: &Filled) -> (Option<i64>, bool) {
        match &self.count {
            Count::Fixed(n) => (Some(*n), false),
            Count::Slot(sign, slot) => match filled.get(slot) {
                Some(Val::N(n)) => (Some(sign * n), false),
                Some(Val::Half(n)) => (Some(sign * n), true),
                _ => (None, false),
            },
        }
    }
}

impl Maker {
    /// What a match says; `None` when its parts make no value (30 February).
    pub fn make(&self, filled: &Filled) -> Option<Reading> {
        let core = match self {
            Self::Date(false) => date(filled)?,
            Self::Date(true) => match date(filled)? {
                Core::Parts(parts) => Core::Parts(Parts { told: true, ..parts }),
                core => core,
            },
            Self::Within => Core::Of(Box::new(date(filled)?), Box::new(filled.first_inner()?.core)),
            Self::DateBeside(amount) => {
                Core::Beside(amount.count(filled).0?, amount.unit(filled)?, Box::new(date(filled)?))
            }
            Self::Shift(from, amount) => {
                let (count, half) = amount.count(filled);
                let (count, unit) = with_half(count?, half, amount.unit(filled)?);
                Core::Shift(*from, count, unit)
            }
            Self::Nth => {
                let which = match filled.small("weekday") {
                    Some(weekday) => Which::Weekday(weekday),
                    None => Which::Unit(Unit::from_code(filled.code("unit")?)?),
                };
                let whole = || Some(Core::Shift(From::Published, 0, Unit::from_code(filled.code("whole")?)?));
                let outer = filled.first_inner().map(|r| r.core).or_else(whole)?;
                Core::Nth(filled.number("nth")?, which, Box::new(outer))
            }
            Self::Named(day) => fixed(*day)?,
            Self::Duration(amount, reported) => {
                let (count, half) = amount.count(filled);
                Core::Duration(amount.unit(filled)?.duration(count, half), *reported)
            }
            Self::Half(whole, amount) => Core::Duration(amount.unit(filled)?.duration(Some(*whole), true), false),
            Self::Joined => joined(filled)?,
            Self::Set(text) => Core::Set(set(text, filled)),
            Self::Every(amount) => {
                let (count, half) = amount.count(filled);
                Core::Set(amount.unit(filled)?.duration(count, half))
            }
            Self::Vague(name) => Core::Vague(name),
            Self::Inner => {
                let unit = || Some(Core::Shift(From::Published, 0, Unit::from_code(filled.code("unit")?)?));
                return filled.first_inner().or_else(|| unit().map(Reading::plain));
            }
            Self::Beside(amount) => {
                let count = amount.count(filled).0?;
                Core::Beside(count, amount.unit(filled)?, Box::new(filled.first_inner()?.core))
            }
            Self::Time(day) => {
                let day = match day {
                    Some(maker) => Some(maker.make(filled)?.core),
                    None => {
                        let day = filled.items().find(|r| r.time.is_none());
                        // "9 p.m. on Saturday night": the second names the day, though it names a part of it too.
                        day.or_else(|| filled.items().last()).map(|r| r.core)
                    }
                };
                // A weekend or a month has no time of day: "for the weekend at 5 p.m." are two expressions.
                let day = day.unwrap_or(Core::Shift(From::Near, 0, Unit::Day));
                return if is_day(&day) { time(filled, day) } else { None };
            }
            Self::Nothing => Core::Nothing,
        };
        Some(Reading::plain(core))
    }
}

/// "two and a half years ago" is thirty months ago; of units without whole parts the half is left out.
fn with_half(count: i64, half: bool, unit: Unit) -> (i64, Unit) {
    let (parts, small) = match unit {
        Unit::Year => (12, Unit::Month),
        Unit::Decade => (10, Unit::Year),
        Unit::Century => (10, Unit::Decade),
        _ => return (count, unit),
    };
    // The count may be negative, and then the half goes the same way.
    let more = if count < 0 { -parts / 2 } else { parts / 2 };
    if half { (count.saturating_mul(parts).saturating_add(more), small) } else { (count, unit) }
}

/// "two years and three months": the units go down, else these are two lengths of time.
fn joined(filled: &Filled) -> Option<Core> {
    let mut parts = filled.items().map(|r| match r.core {
        Core::Duration(value, false) => Some(value),
        _ => None,
    });
    let (long, short) = (parts.next()??, parts.next()??);
    // Of what is joined already the last part counts: "2 hours, 14 minutes" goes on with seconds.
    let last = |value: &str| {
        let at = value.trim_end_matches(|c: char| !c.is_ascii_digit()).rfind(|c: char| !c.is_ascii_digit())?;
        let clock = if value.contains('T') { "PT" } else { "P" };
        Some(format!("{clock}{}", value.get(at + 1..)?))
    };
    let size = |value: &str| match Unit::of_duration(&last(value)?)?.1 {
        Unit::Clock(letter) => Some(["S", "M", "H"].iter().position(|l| l.starts_with(letter))?.cast_signed() - 3),
        unit => isize::try_from(unit.days()).ok(),
    };
    let value = match short.strip_prefix("PT") {
        Some(clock) if long.contains('T') => format!("{long}{clock}"),
        Some(clock) => format!("{long}T{clock}"),
        None => format!("{long}{}", short.strip_prefix('P')?),
    };
    (size(&long)? > size(&short)?).then_some(Core::Duration(value, false))
}

/// `XXXX-WXX-{weekday}`: numbers of months in two digits.
fn set(text: &str, filled: &Filled) -> String {
    let mut value = text.to_string();
    for (slot, v) in filled.slots {
        let word = match v {
            Val::N(n) if matches!(*slot, "month" | "day") => format!("{n:02}"),
            Val::N(n) => n.to_string(),
            Val::S(code) => (*code).to_string(),
            _ => continue,
        };
        value = value.replace(&format!("{{{slot}}}"), &word);
    }
    value
}

fn date(filled: &Filled) -> Option<Core> {
    if let Some(day) = filled.number("iso") {
        return fixed(Day::from_number(day)?);
    }
    if let Some(packed) = filled.number("slash") {
        return slash(packed);
    }
    let before_christ = filled.number("era").is_some_and(|e| e < 0);
    let era = |year: i32| if before_christ { 1 - year } else { year };
    let short = filled.year("short").map(|y| if y > 30 { 1900 + y } else { 2000 + y });
    let spoken = filled.inner("yearwords").and_then(|r| match r.core {
        Core::Parts(parts) => parts.year,
        _ => None,
    });
    let first = filled.year("years");
    let year = filled.year("year").or(short).or(spoken).or(first).map(era);
    let year2 = filled.year("year2").or(filled.year("short2").and_then(|y| Some(year?.div_euclid(100) * 100 + y)));
    let decade = filled.year("decade");
    // "the 1800s" are a century, "the 2000s" ten years.
    let hundred = decade.filter(|d| d % 100 == 0 && *d < 2000).map(|d| d / 100 + 1);
    let parts = Parts {
        year,
        year2: year2.map(era).or(first.map(|y| y + 1)),
        month: filled.small("month"),
        month2: filled.small("month2"),
        day: filled.small("day").or(filled.small("nth")),
        day2: filled.small("day2").or(filled.small("nth2")),
        weekday: filled.small("weekday"),
        season: filled.code("season"),
        quarter: filled.small("quarter"),
        half: filled.small("half"),
        feast: filled.code("feast").and_then(|f| f.parse::<Festival>().ok()),
        decade: decade.filter(|_| hundred.is_none()),
        century: filled.year("century").map(|c| if before_christ { 1 - c } else { c }).or(hundred),
        step: filled.number("step").or(filled.number("ago").and_then(i64::checked_neg)),
        told: false,
    };
    let possible = |n: Option<u32>, most: u32| n.is_none_or(|n| (1..=most).contains(&n));
    let sane =
        possible(parts.day, 31) && possible(parts.day2, 31) && possible(parts.quarter, 4) && possible(parts.half, 2);
    // A leap year serves where the year is not said: 29 February may be one.
    (sane && parts.in_year(2000).is_some()).then_some(Core::Parts(parts))
}

fn fixed(day: Day) -> Option<Core> {
    let (year, month, day) = (Some(day.year()), Some(day.month()), Some(day.day()));
    Some(Core::Parts(Parts { year, month, day, ..Parts::default() }))
}

/// Month and day with slashes may stand in either order; with dots the day comes first (marked by 50 more).
fn slash(packed: i64) -> Option<Core> {
    let (ab, year) = (packed / 10_000, packed % 10_000);
    let (a, b) = (ab / 100, ab % 100);
    let day = |month: i64, day: i64| {
        Day::from_ymd(i32::try_from(year).ok()?, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
    };
    if b > 50 {
        return fixed(day(a, b - 50)?);
    }
    match (day(a, b), day(b, a)) {
        (Some(x), Some(y)) if x != y => Some(Core::Either(x, y)),
        (Some(one), _) | (None, Some(one)) => fixed(one),
        (None, None) => None,
    }
}

/// Whether it names a day, as far as its words tell.
fn is_day(core: &Core) -> bool {
    match core {
        Core::Parts(p) => p.day.is_some() || p.weekday.is_some() || p.feast.is_some(),
        Core::Shift(_, _, unit) => matches!(unit, Unit::Day | Unit::Clock(_)),
        Core::Nth(_, which, _) => matches!(which, Which::Weekday(_) | Which::Unit(Unit::Day)),
        Core::Of(inner, _) | Core::Beside(_, _, inner) => is_day(inner),
        Core::Either(..) | Core::Vague(_) | Core::Nothing => true,
        Core::Duration(..) | Core::Set(_) => false,
    }
}

fn time(filled: &Filled, day: Core) -> Option<Reading> {
    if let Some(packed) = filled.number("isotime") {
        let core = fixed(Day::from_number(packed.div_euclid(10_000))?)?;
        let clock = packed.rem_euclid(10_000);
        return Some(Reading { time: Some(Time::Clock(clock / 100, clock % 100)), ..Reading::plain(core) });
    }
    let clock = filled.number("clock").or(filled.number("dotclock")).or(filled.number("hour").map(|h| h * 100));
    let clock = clock.or(filled.number("bare").map(|h| h * 100));
    let time = match (clock, filled.code("daypart")) {
        (Some(clock), part) => {
            // "quarter to five" is fifteen minutes before the hour.
            let minutes = clock / 100 * 60 + clock % 100 + filled.number("minute").unwrap_or(0);
            let (hour, minute) = (minutes.div_euclid(60), minutes.rem_euclid(60));
            // An afternoon or evening in words moves the hour as "p.m." does.
            let half = filled.number("meridiem").or(part.map(|p| if p == "MO" { 0 } else { 12 }));
            let hour = match half {
                Some(_) if hour > 12 && filled.get("meridiem").is_some() => return None,
                Some(12) if hour < 12 => hour + 12,
                Some(0) if hour == 12 => 0,
                _ => hour,
            };
            let bare = filled.get("bare").is_some();
            let time = if bare { Time::Bare(hour, minute) } else { Time::Clock(hour, minute) };
            ((0..24).contains(&hour) || (hour, minute) == (24, 0)).then_some(time)?
        }
        (None, Some(part)) => Time::Part(part),
        // "3 o'clock this afternoon", "9:15 on Friday evening": the second says which half of the day the first means.
        (None, None) => {
            let part = filled.items().find_map(|r| match r.time? {
                Time::Part(part) => Some(part),
                _ => None,
            });
            match (filled.items().find_map(|r| r.time)?, part) {
                (Time::Clock(h @ 1..12, m), Some("AF" | "EV")) | (Time::Clock(h @ 6..12, m), Some("NI")) => {
                    Time::Clock(h + 12, m)
                }
                (time, _) => time,
            }
        }
    };
    Some(Reading { time: Some(time), ..Reading::plain(day) })
}
