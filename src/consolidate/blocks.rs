//! Where event mentions are filed, so that those that may report one event are found without looking at any other.
//!
//! A mention lies in a few blocks, each under a day, and looks into windows: a block from one day to another. Two mentions
//! that may be one event lie in each other's windows. A popular actor has many mentions, but few of one kind on few days.

use super::events::{Mention, SLIP, family_of, fine, words_of_label};
use super::sketch::sketch;
use crate::calendar::{Day, Relation};
use crate::events::synonym_class;
use crate::findings::Status;

/// Longest interval in days that is compared at all.
const LONGEST: i64 = 366;
/// Longest interval in days that counts as fine.
pub(super) const FINE: i64 = 4;
/// How long before an article, in days, the event may lie that the article only names.
const REMEMBERED: i64 = 5 * 366;
/// How long before an article, in days, the event may lie that it only tells as over: "after his first meeting with Ruiz".
pub(super) const LATELY: i64 = 7;
/// The day of a named mention without a date.
const UNDATED: i64 = -1_000_000_000;
/// Actors of one mention that give it blocks; further ones take part all the same.
const ACTORS: usize = 4;

/// Reports of one block and day that others look at; of more, the first by number. Without a limit, one more article
/// about the most reported event would have to be compared with all before it.
pub const CROWD: usize = 200;

/// Days whose reports are filed together, as a power of two. An import goes through time: what it files, and looks at, lies
/// on few pages then, while hashes alone gave each row a page of its own. Longer than nearly all windows of fine days.
const PERIOD: u32 = 6;
/// Bits of the hash beside a period.
const TIMED: u32 = 30;
/// Bits of the hash of what is filed without a period; numbers from here on are such blocks.
const TIMELESS: u32 = 46;

/// A mention lies in this block, under this day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// A hash of what those in it share; of fine days the period comes first.
    pub block: i64,
    /// Days since 1970-01-01.
    pub day: i64,
}

/// A block from one day to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Window {
    /// The block.
    pub block: i64,
    /// First day.
    pub from: i64,
    /// Last day.
    pub to: i64,
    /// Whether of those in it, as far as the block tells, one actor alone is shared: most are known by their
    /// [`super::sketch`] to be something else.
    pub passing: bool,
}

/// The sketch of a mention, that lies beside it in each block.
pub fn sketch_of(m: &Mention) -> i64 {
    sketch(m.words(), m.actors.len(), ACTORS)
}

/// The same of a label and a number of actors, for an older file.
pub fn sketch_of_label(label: &str, actors: usize) -> i64 {
    sketch(&words_of_label(label), actors, ACTORS)
}

/// Whether mentions of this TimeML class are compared at all: to say or believe is an event of its own each time.
pub fn is_compared(class: &str) -> bool {
    !matches!(class, "REPORTING" | "PERCEPTION" | "I_STATE" | "STATE")
}

/// The name of the kind of event that a trigger reports: its synonym class, or itself.
pub fn kind(lemma: &str) -> &str {
    synonym_class(lemma).unwrap_or(lemma)
}

/// The days of a mention, and whether they are fine; `None` when it is not compared by its days.
fn days(m: &Mention) -> Option<(i64, i64, bool)> {
    let date = m.dated()?;
    let (from, to) = (date.interval.earliest?.number(), date.interval.latest?.number());
    (to - from < LONGEST).then(|| (from, to, fine(date)))
}

/// The last possible day of what two did and what is only told as over; `None` for all else.
pub(super) fn over_by(m: &Mention) -> Option<i64> {
    let date = m.date.as_ref().filter(|d| d.interval.earliest.is_none() && d.basis.is_guess())?;
    let over = date.relation == Relation::Before && m.family() == 0 && m.actors.len() > 1;
    date.interval.latest.filter(|_| over).map(Day::number)
}

/// FNV-1a: small, and the same everywhere. Two blocks with one hash are only compared in vain.
pub(super) fn hash(parts: &[&str]) -> i64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in parts.iter().flat_map(|p| p.bytes().chain([0])) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash.cast_signed()
}

/// A block of those whose days are fine: the period, then the hash. The SQL of the migration says the same.
fn timed(hash: i64, period: i64) -> i64 {
    period << TIMED | hash & ((1 << TIMED) - 1)
}

/// A block that is looked into from one year to another.
fn timeless(hash: i64) -> i64 {
    1 << TIMELESS | hash & ((1 << TIMELESS) - 1)
}

/// The block of what has this name, of a family as [`blocks`] has it.
fn named(head: &str, family: &str) -> i64 {
    timeless(hash(&["named", head, family]))
}

/// The block of a named mention as it is stored, with its status: which of the blocks of an older file is that of the name?
pub fn block_of_name(head: &str, status: Status) -> i64 {
    named(head, family_name(family_of(status)))
}

/// The blocks of kind and actor, and of kind and two actors; of `one` and `two`, whose days are fine, only the hashes.
struct Blocks {
    one: Vec<i64>,
    two: Vec<i64>,
    two_vague: Vec<i64>,
    two_over: Vec<i64>,
    named: Vec<i64>,
}

fn family_name(family: u8) -> &'static str {
    match family {
        0 => "",
        1 => "plan",
        2 => "possible",
        _ => "denied",
    }
}

/// The blocks of a mention, if it were of this family: plans lie apart from what has happened.
fn blocks(m: &Mention, family: u8) -> Blocks {
    let family = family_name(family);
    let mut actors: Vec<_> = m.actors.iter().map(|(id, role)| (*role, *id)).collect();
    actors.sort_unstable();
    let mut actors: Vec<String> = actors.iter().take(ACTORS).map(|(_, id)| id.to_string()).collect();
    actors.sort_unstable();
    let mut blocks =
        Blocks { one: Vec::new(), two: Vec::new(), two_vague: Vec::new(), two_over: Vec::new(), named: Vec::new() };
    blocks.named.extend(m.head.as_deref().map(|head| named(head, family)));
    for (i, a) in actors.iter().enumerate() {
        blocks.one.push(hash(&[&m.kind, a, family]));
        for b in actors.iter().skip(i + 1) {
            blocks.two.push(hash(&[&m.kind, a, b, family]));
            blocks.two_vague.push(timeless(hash(&[&m.kind, a, b, family, "vague"])));
            blocks.two_over.push(timeless(hash(&[&m.kind, a, b, family, "over"])));
        }
    }
    blocks
}

/// Where a mention lies.
pub fn places(m: &Mention) -> Vec<Place> {
    if !is_compared(&m.class) {
        return Vec::new();
    }
    let blocks = blocks(m, m.family());
    let dated = days(m);
    let mut places = Vec::new();
    let mut lie = |blocks: Vec<i64>, day: i64| places.extend(blocks.into_iter().map(|block| Place { block, day }));
    lie(blocks.named, dated.map_or(UNDATED, |(from, ..)| from));
    match dated {
        Some((day, _, true)) => {
            let hashes = blocks.one.into_iter().chain(blocks.two);
            lie(hashes.map(|hash| timed(hash, day >> PERIOD)).collect(), day);
        }
        Some((day, _, false)) => lie(blocks.two_vague, day),
        None => {}
    }
    if let Some(day) = over_by(m) {
        lie(blocks.two_over, day);
    }
    places
}

/// Where the mentions lie that a mention is compared with when its event is looked for.
pub fn windows(m: &Mention) -> Vec<Window> {
    looked_into(m, m.family(), slip(m))
}

/// Days around a mention in which a report of the same thing may contradict its day; of unnamed things only those with a
/// place and two actors are compared with other days, see [`super::events::joined`].
fn slip(m: &Mention) -> i64 {
    if m.place.is_some() && m.actors.len() > 1 { 2 * SLIP } else { 0 }
}

fn look(windows: &mut Vec<Window>, blocks: &[i64], from: i64, to: i64) {
    windows.extend(blocks.iter().map(|block| Window { block: *block, from, to, passing: false }));
}

/// The windows of what is filed by period.
fn look_at_days(windows: &mut Vec<Window>, hashes: &[i64], (from, to): (i64, i64), passing: bool) {
    for period in from >> PERIOD..=to >> PERIOD {
        windows.extend(hashes.iter().map(|hash| Window { block: timed(*hash, period), from, to, passing }));
    }
}

fn looked_into(m: &Mention, family: u8, slip: i64) -> Vec<Window> {
    if !is_compared(&m.class) {
        return Vec::new();
    }
    let Blocks { one, two, two_vague, named, .. } = blocks(m, family);
    let mut windows = Vec::new();
    let since = |day: i64, longest: i64| day - longest - 2 * SLIP;
    match days(m) {
        Some((from, to, true)) => {
            let around = (from - FINE - slip, to + slip);
            look_at_days(&mut windows, &one, around, true);
            if family == m.family() {
                look_at_days(&mut windows, &two, around, false);
            }
            look(&mut windows, &named, since(from, FINE), to + 2 * SLIP);
        }
        Some((from, to, false)) => {
            look_at_days(&mut windows, &two, (from, to), false);
            look(&mut windows, &two_vague, from, to);
            look(&mut windows, &named, since(from, LONGEST), to);
        }
        None => {
            let published = m.published.map(Day::number);
            let (from, to) = published.map_or((UNDATED + 1, i64::MAX), |p| (p - REMEMBERED, p + LONGEST));
            look(&mut windows, &named, from, to);
            look(&mut windows, &named, UNDATED, UNDATED);
            if let Some(day) = over_by(m) {
                look_at_days(&mut windows, &two, (day - LATELY - FINE, day), false);
            }
        }
    }
    windows
}

/// Where the mentions lie that may look for their event anew when this one comes or goes. In a crowd it may have taken the
/// place of another one, which was compared with more of them.
pub fn watchers(m: &Mention, crowded: bool) -> Vec<Window> {
    looking(m, m.family(), if crowded { 2 * SLIP } else { slip(m) })
}

/// Where the plans lie of what has happened, and what came of a plan; neither for anything else.
pub fn linked(m: &Mention) -> Vec<Window> {
    match m.family() {
        0 => looking(m, 1, 0),
        1 => looking(m, 0, 0),
        _ => Vec::new(),
    }
}

fn looking(m: &Mention, family: u8, slip: i64) -> Vec<Window> {
    let mut windows = looked_into(m, family, slip);
    if let (false, Some((from, to, _))) = (windows.is_empty(), days(m)) {
        let Blocks { two_vague, two_over, named, .. } = blocks(m, family);
        look(&mut windows, &two_vague, from - LONGEST, to);
        look(&mut windows, &two_over, from, to + LATELY);
        look(&mut windows, &named, from - LONGEST - 2 * SLIP, to + LONGEST);
        look(&mut windows, &named, UNDATED, UNDATED);
    }
    windows.sort_unstable();
    windows.dedup();
    windows
}
