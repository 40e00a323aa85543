//! Days of the year that move: Easter and what is counted from it, "the fourth Thursday of November", the months of the
//! Islamic calendar, the feasts of the Jewish one.
//!
//! A feast is written as data: `12-25` (a fixed day), `easter-2` (days from Easter Sunday), `11-thu-4` (the fourth
//! Thursday of November), `11-thu-4+1` (the day after it), `05-mon-last`, `05-24-mon-before` (the Monday before a day), `hijri-9-1` (the first day of
//! the ninth Islamic month), `hijri-9` (all of it), `new-year+9` (days from the Jewish New Year that falls in the year),
//! `hanukkah` (its first day), `lunar+14` (days from the Chinese New Year), `diwali`. With `..N` behind it a feast of Easter or of the Jewish year goes on for more days.

use std::str::FromStr;

use super::Day;

/// A day that comes every year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Feast {
    /// The same month and day every year.
    Fixed(u32, u32),
    /// So many days after Easter Sunday.
    Easter(i64),
    /// The nth weekday (0 is Monday) of a month, and so many days after it.
    Nth(u32, u32, u32, i64),
    /// The last weekday (0 is Monday) of a month.
    Last(u32, u32),
    /// The last weekday (0 is Monday) before a day of a month.
    Before(u32, u32, u32),
    /// A day of an Islamic month.
    Hijri(u32, u32),
    /// A whole Islamic month.
    HijriMonth(u32),
    /// So many days after the Jewish New Year that falls in the year.
    NewYear(i64),
    /// The first day of Hanukkah, the 25th of Kislev.
    Hanukkah,
    /// So many days after the Chinese New Year.
    Lunar(i64),
    /// Diwali, as India keeps it.
    Diwali,
}

/// A feast and how many days more it lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Festival {
    /// Its first day.
    pub feast: Feast,
    /// Days after the first.
    pub more: i64,
}

impl Festival {
    /// Its first and last day in a year; `None` where the calendar has none.
    pub fn days(self, year: i32) -> Option<(Day, Day)> {
        let first = self.feast.day(year)?;
        let last = match self.feast {
            Feast::HijriMonth(month) => {
                let next = (first.year()..=first.year() + 1)
                    .filter_map(|y| hijri_in(y, month % 12 + 1, 1))
                    .find(|d| *d > first)?;
                next.plus(-1)?
            }
            _ => first.plus(self.more)?,
        };
        Some((first, last))
    }
}

impl FromStr for Festival {
    type Err = NoSuchFeast;

    fn from_str(s: &str) -> Result<Self, NoSuchFeast> {
        let (feast, more) = s.split_once("..").unwrap_or((s, "0"));
        Ok(Self { feast: feast.parse()?, more: more.parse().map_err(|_| NoSuchFeast(s.to_string()))? })
    }
}

impl Feast {
    /// Its day in a year; `None` where the calendar has none.
    pub fn day(self, year: i32) -> Option<Day> {
        match self {
            Self::Fixed(month, day) => Day::from_ymd(year, month, day),
            Self::Easter(days) => easter(year)?.plus(days),
            Self::Nth(month, weekday, n, days) => {
                let first = on_or_after(Day::from_ymd(year, month, 1)?, weekday)?;
                first.plus(i64::from(n) * 7 - 7 + days)
            }
            Self::Last(month, weekday) => {
                let end = Day::from_ymd(year, month, 1)?.end_of_month();
                on_or_after(end.plus(-6)?, weekday)
            }
            Self::Before(month, day, weekday) => on_or_after(Day::from_ymd(year, month, day)?.plus(-7)?, weekday),
            Self::Hijri(month, day) => hijri_in(year, month, day),
            Self::HijriMonth(month) => hijri_in(year, month, 1),
            Self::NewYear(days) => jewish_new_year(year)?.plus(days),
            Self::Hanukkah => {
                let (first, next) = (jewish_new_year(year)?, jewish_new_year(year.checked_add(1)?)?);
                // Heshvan, the second month, has 30 days in the years that have 355 or 385.
                let heshvan = if (next.number() - first.number()) % 10 == 5 { 30 } else { 29 };
                first.plus(30 + heshvan + 24)
            }
            Self::Lunar(days) => listed(year, 1900, LUNAR_NEW_YEARS, Day::from_ymd(year, 1, 20)?)?.plus(days),
            Self::Diwali => listed(year, 2000, DIWALIS, Day::from_ymd(year, 10, 15)?),
        }
    }
}

/// What is written as a feast and is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "'{0}' is no feast; write 12-25, easter-2, 11-thu-4, 05-mon-last, 05-25-mon-before, hijri-9-1, hijri-9, new-year+9, hanukkah, lunar or diwali"
)]
pub struct NoSuchFeast(String);

impl FromStr for Feast {
    type Err = NoSuchFeast;

    fn from_str(s: &str) -> Result<Self, NoSuchFeast> {
        let fail = || NoSuchFeast(s.to_string());
        if let Some(days) = s.strip_prefix("easter") {
            return if days.is_empty() { Ok(0) } else { days.parse() }.map(Self::Easter).map_err(|_| fail());
        }
        if let Some(days) = s.strip_prefix("new-year") {
            return if days.is_empty() { Ok(0) } else { days.parse() }.map(Self::NewYear).map_err(|_| fail());
        }
        if let Some(days) = s.strip_prefix("lunar") {
            return if days.is_empty() { Ok(0) } else { days.parse() }.map(Self::Lunar).map_err(|_| fail());
        }
        match s {
            "hanukkah" => return Ok(Self::Hanukkah),
            "diwali" => return Ok(Self::Diwali),
            _ => {}
        }
        let parts: Vec<&str> = s.split('-').collect();
        let number = |part: &str| part.parse::<u32>().map_err(|_| fail());
        match parts.as_slice() {
            ["hijri", month] => Ok(Self::HijriMonth(number(month)?)),
            ["hijri", month, day] => Ok(Self::Hijri(number(month)?, number(day)?)),
            [month, weekday, "last"] => Ok(Self::Last(number(month)?, weekday_code(weekday).ok_or_else(fail)?)),
            [month, day, weekday, "before"] => {
                Ok(Self::Before(number(month)?, number(day)?, weekday_code(weekday).ok_or_else(fail)?))
            }
            [month, weekday, n] => {
                let (n, days) = n.split_once('+').unwrap_or((n, "0"));
                let days = i64::from(number(days)?);
                Ok(Self::Nth(number(month)?, weekday_code(weekday).ok_or_else(fail)?, number(n)?, days))
            }
            [month, day] => Ok(Self::Fixed(number(month)?, number(day)?)),
            _ => Err(fail()),
        }
    }
}

/// 0 (Monday) to 6 from the codes of ISO-like notation: mon, tue, wed ...
fn weekday_code(code: &str) -> Option<u32> {
    ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().position(|w| *w == code).map(|i| i as u32)
}

/// The first such weekday on or after a day.
fn on_or_after(day: Day, weekday: u32) -> Option<Day> {
    let ahead = (i64::from(weekday) - i64::from(day.weekday().num_days_from_monday())).rem_euclid(7);
    day.plus(ahead)
}

/// Easter Sunday of the Gregorian calendar (the anonymous algorithm, Nature 1876).
fn easter(year: i32) -> Option<Day> {
    let a = year.rem_euclid(19);
    let (b, c) = (year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b.div_euclid(4), b.rem_euclid(4));
    let g = (8 * b + 13).div_euclid(25);
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c.div_euclid(4), c.rem_euclid(4));
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 19 * l).div_euclid(433);
    let n = (h + l - 7 * m + 90).div_euclid(25);
    let day = (h + l - 7 * m + 33 * n + 19).rem_euclid(32);
    Day::from_ymd(year, n as u32, day as u32)
}

/// The first day in a Gregorian year that is this day of an Islamic month, by the tabular civil calendar; where the
/// new moon must be seen it may be a day off.
fn hijri_in(year: i32, month: u32, day: u32) -> Option<Day> {
    if year < 623 || !(1..=12).contains(&month) {
        return None;
    }
    let about = (i64::from(year) - 622) * 33 / 32;
    (about - 1..=about + 2).find_map(|y| hijri(y, month, day).filter(|d| d.year() == year))
}

fn hijri(year: i64, month: u32, day: u32) -> Option<Day> {
    /// 1 Muharram of the year 1 is 19 July 622, counted in days since 1970-01-01.
    const EPOCH: i64 = -492_148;
    let months = 29 * (i64::from(month) - 1) + i64::from(month) / 2;
    let years = (year - 1) * 354 + (11 * year + 3).div_euclid(30);
    Day::from_number(EPOCH + years + months + i64::from(day) - 1)
}

/// The Jewish New Year that falls in a year of the common calendar: from the mean new moons, which are 29 days, 12 hours
/// and 793 of 1080 parts of an hour apart, put off where the rules of the calendar forbid the weekday.
fn jewish_new_year(year: i32) -> Option<Day> {
    /// The day before the first of Tishri of the year 1, counted in days since 1970-01-01.
    const EPOCH: i64 = -2_092_590;
    let elapsed = |year: i64| {
        let months = (235 * year - 234).div_euclid(19);
        let parts = 12_084 + 13_753 * months;
        let day = 29 * months + parts.div_euclid(25_920);
        if (3 * (day + 1)).rem_euclid(7) < 3 { day + 1 } else { day }
    };
    let year = i64::from(year) + 3761;
    let (last, this, next) = (elapsed(year - 1), elapsed(year), elapsed(year + 1));
    let put_off = if next - this == 356 { 2 } else { i64::from(this - last == 382) };
    Day::from_number(EPOCH + this + put_off)
}

/// The Chinese New Years of 1900 to 2099: one digit for each year, the days after 20 January, to the base of 36.
const LUNAR_NEW_YEARS: &str = "buj9rf5od2lath6pe3mcvj8rg4od3lash6pf4mbuj7qg5od2l9sh7pe4nbtj8qg5od1kash7qe3mbti8rg5odvk9sh7qf3l\
    bui8rg4nc2k9ti6pe3lbuj8rg5nc2l9sh6oe3mbuj8qf4nc2lash6pd3mcuj8qf4nd1k9sg6pe3mbui7qg4nd2k9sh6pe4lati7qg5nc1";

/// The Diwalis of 2000 to 2038: the days after 15 October, likewise.
const DIWALIS: &str = "bukash6pd2lbtj8rf4ncuk9sg5oe2lbui7qfxmc";

/// The day of a year in a list of days that begins with the year `from`.
fn listed(year: i32, from: i32, list: &str, first: Day) -> Option<Day> {
    let digit = list.as_bytes().get(usize::try_from(year.checked_sub(from)?).ok()?)?;
    first.plus(i64::from(char::from(*digit).to_digit(36)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feasts_fall_on_the_days_that_the_calendars_print() {
        for (feast, year, day) in [
            ("12-25", 2019, "2019-12-25"),
            ("easter", 2019, "2019-04-21"),
            ("easter-2", 2000, "2000-04-21"),
            ("easter+49", 2024, "2024-05-19"),
            ("easter", 1961, "1961-04-02"),
            ("11-thu-4", 1998, "1998-11-26"),
            ("11-thu-4", 2018, "2018-11-22"),
            ("11-mon-1+1", 2016, "2016-11-08"),
            ("05-mon-last", 2021, "2021-05-31"),
            ("05-25-mon-before", 2019, "2019-05-20"),
            ("hijri-9-1", 2019, "2019-05-06"),
            ("hijri-10-1", 2019, "2019-06-05"),
            ("hijri-1-1", 2021, "2021-08-10"),
            ("hijri-9", 2019, "2019-05-06"),
            // In these years the Jewish New Year is put off by the two rarer rules.
            ("new-year", 1927, "1927-09-27"),
            ("new-year", 1984, "1984-09-27"),
            ("new-year", 2005, "2005-10-04"),
            ("new-year", 2019, "2019-09-30"),
            ("new-year", 2020, "2020-09-19"),
            ("new-year", 2021, "2021-09-07"),
            ("new-year", 2022, "2022-09-26"),
            ("new-year", 2023, "2023-09-16"),
            ("new-year", 2024, "2024-10-03"),
            ("new-year+9", 2019, "2019-10-09"),
            ("new-year-163", 2019, "2019-04-20"),
            ("hanukkah", 2019, "2019-12-23"),
            ("hanukkah", 2022, "2022-12-19"),
            ("lunar", 1900, "1900-01-31"),
            ("lunar", 1999, "1999-02-16"),
            ("lunar", 2000, "2000-02-05"),
            ("lunar", 2012, "2012-01-23"),
            ("lunar+14", 2019, "2019-02-19"),
            ("lunar", 2099, "2099-01-21"),
            ("diwali", 2000, "2000-10-26"),
            ("diwali", 2012, "2012-11-13"),
            ("diwali", 2019, "2019-10-27"),
        ] {
            let found = feast.parse::<Feast>().unwrap().day(year).map(|d| d.to_string());
            assert_eq!(found.as_deref(), Some(day), "{feast} {year}");
        }
    }

    #[test]
    fn easter_agrees_with_another_way_of_counting_it() {
        // The algorithm of Oudin, 1940.
        for year in 1583..=4099 {
            let (g, c) = (year % 19, year / 100);
            let h = (c - c / 4 - (8 * c + 13) / 25 + 19 * g + 15) % 30;
            let i = h - (h / 28) * (1 - (29 / (h + 1)) * ((21 - g) / 11));
            let l = i - (year + year / 4 + i + 2 - c + c / 4) % 7;
            let month = 3 + (l + 40) / 44;
            let day = Day::from_ymd(year, month as u32, (l + 28 - 31 * (month / 4)) as u32);
            assert_eq!(easter(year), day, "{year}");
        }
    }

    #[test]
    fn a_feast_of_many_days_has_a_first_and_a_last() {
        let days = |s: &str, year| {
            let (a, b) = s.parse::<Festival>().unwrap().days(year).unwrap();
            format!("{a} {b}")
        };
        assert_eq!(days("hijri-9", 2019), "2019-05-06 2019-06-04");
        assert_eq!(days("easter-46..45", 2019), "2019-03-06 2019-04-20");
        assert_eq!(days("12-25", 2019), "2019-12-25 2019-12-25");
        assert!("hijri-9..x".parse::<Festival>().is_err());
    }

    #[test]
    fn no_year_makes_a_feast_panic() {
        let all = [
            "02-29",
            "easter+60",
            "01-mon-1",
            "12-sun-last",
            "01-03-sun-before",
            "hijri-12-30",
            "hijri-9",
            "new-year-163",
            "hanukkah",
            "lunar+14",
            "diwali",
        ];
        for feast in all.map(|f| f.parse::<Feast>().unwrap()) {
            for year in [i32::MIN / 200, -9999, -1, 0, 1, 622, 9999, i32::MAX / 200] {
                let day = feast.day(year);
                assert!(day.is_none_or(|d| (d.year() - year).abs() <= 1));
            }
        }
        assert!("christmas".parse::<Feast>().is_err());
    }
}
