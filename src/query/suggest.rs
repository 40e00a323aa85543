//! Which actors are likely one, with the reasons and the command that says so. Nothing is merged here.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::actors::keys::{self, Form, Likeness};
use crate::findings::ActorKind;
use crate::store::{ActorRow, Numbered, Result, Store};

/// Two actors that may be one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Suggestion {
    /// How likely it is, 0 to 1.
    pub score: f64,
    /// The name of the one with more articles.
    pub keep: String,
    /// Its number.
    pub keep_id: i64,
    /// The name of the other one.
    pub other: String,
    /// Its number.
    pub other_id: i64,
    /// Why they may be one.
    pub reason: String,
    /// What merges them.
    pub command: String,
}

/// Pairs of one bucket that are looked at; a name that more share tells nothing.
const BUCKET: usize = 40;
/// For so many pairs for each that is asked for it is looked with whom they act.
const LOOK: usize = 4;

/// The likeliest duplicates, the likeliest first.
///
/// # Errors
/// When the database cannot be read.
pub fn suggestions(store: &Store, limit: usize) -> Result<Vec<Suggestion>> {
    let rows = store.actors()?;
    let actors: Vec<Card> = rows.iter().map(Card::new).collect();
    let mut pairs: Vec<(f64, usize, usize, &'static str)> = pairs(&actors)
        .into_iter()
        .filter_map(|(a, b)| {
            let (score, reason) = alike(&actors[a], &actors[b])?;
            Some((score, a, b, reason))
        })
        .collect();
    let order = |x: &(f64, usize, usize, &str), y: &(f64, usize, usize, &str)| {
        y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)).then(x.2.cmp(&y.2))
    };
    pairs.sort_by(order);
    pairs.truncate(limit.saturating_mul(LOOK));
    let mut found = Vec::with_capacity(pairs.len());
    for (score, a, b, reason) in pairs {
        // More articles come first in the list, and are kept.
        let (keep, other) = (&rows[a], &rows[b]);
        let (with, with_other) = (store.companions(keep.id)?, store.companions(other.id)?);
        let (mut score, mut reason) = (score, reason.to_string());
        // Who takes part in an event beside another is hardly the same.
        if with.contains(&other.id) {
            score -= 0.3;
            reason += "; but they take part in one event";
        }
        let shared = with.intersection(&with_other).count();
        if shared > 0 {
            score += 0.1 * (shared as f64 / with_other.len().max(1) as f64);
            reason += &format!("; both act with {shared} of the same actors");
        }
        let number = |id: i64| store.short_number(Numbered::Actor, id);
        found.push(Suggestion {
            score: (score.clamp(0.0, 1.0) * 100.0).round() / 100.0,
            keep: keep.name.clone(),
            keep_id: keep.id,
            other: other.name.clone(),
            other_id: other.id,
            reason,
            command: format!("dateline actor merge {} {}", number(keep.id)?, number(other.id)?),
        });
    }
    found.sort_by(|x, y| y.score.total_cmp(&x.score).then(x.keep_id.cmp(&y.keep_id)).then(x.other_id.cmp(&y.other_id)));
    found.truncate(limit);
    Ok(found)
}

/// An actor with what its name is compared by.
struct Card<'r> {
    row: &'r ActorRow,
    form: Form<'r>,
}

impl<'r> Card<'r> {
    fn new(row: &'r ActorRow) -> Self {
        Self { row, form: Form::new(&row.name) }
    }
}

/// Pairs of actors whose names share something, by their positions, in order.
fn pairs(actors: &[Card]) -> Vec<(usize, usize)> {
    let mut buckets: Vec<(String, usize)> = Vec::new();
    for (i, actor) in actors.iter().enumerate() {
        buckets.extend(buckets_of(actor).into_iter().map(|key| (key, i)));
    }
    buckets.sort_unstable();
    let mut pairs = Vec::new();
    for bucket in buckets.chunk_by(|a, b| a.0 == b.0).filter(|b| b.len() <= BUCKET) {
        for (n, (_, a)) in bucket.iter().enumerate() {
            pairs.extend(bucket.iter().skip(n + 1).map(|(_, b)| (*a, *b)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn buckets_of(actor: &Card) -> BTreeSet<String> {
    let (name, key) = (&actor.row.name, actor.form.key());
    let mut keys = BTreeSet::from([format!("name {}", actor.form.sound().replace(' ', ""))]);
    match actor.row.kind {
        ActorKind::Person => {
            keys.extend(keys::surname_keys(name).into_iter().map(|k| format!("surname {}", keys::sound(&k))));
        }
        // Descriptions ("two diplomats") are like each other for no reason.
        ActorKind::Group => {}
        _ => {
            keys.insert(format!("form {}", keys::without_form(key)));
            keys.extend(keys::acronyms(name).into_iter().map(|a| format!("letters {a}")));
            keys.insert(format!("letters {}", key.replace(' ', "")));
        }
    }
    keys
}

/// How alike two names are, and in what.
fn alike(a: &Card, b: &Card) -> Option<(f64, &'static str)> {
    let kind = a.row.kind;
    let same_name = a.form.key() == b.form.key();
    if kind != b.row.kind {
        return same_name.then_some((0.6, "the same name, taken for another kind of actor"));
    }
    if kind == ActorKind::Group {
        return None;
    }
    let bare = |card: &Card| !card.form.key().contains(' ');
    if same_name && kind == ActorKind::Person && bare(a) {
        return Some((0.4, "the same surname in two articles"));
    }
    match a.form.likeness(&b.form, kind) {
        Some(Likeness::Same) => Some((0.5, "the same name, with other offices")),
        Some(Likeness::Initials) => Some((0.75, Likeness::Initials.as_str())),
        Some(other) => Some((0.85, other.as_str())),
        None if kind == ActorKind::Person && bare(a) != bare(b) => {
            Some((0.5, "a surname, and a full name that has it"))
        }
        None if kind == ActorKind::Person => {
            let alike = strsim::jaro_winkler(a.form.key(), b.form.key());
            (alike > 0.95).then_some((0.7, "names that differ by a letter or two"))
        }
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, kind: ActorKind) -> ActorRow {
        ActorRow { id: 1, name: name.into(), kind, articles: 1, events: 1 }
    }

    #[test]
    fn names_are_compared_when_they_share_something_and_suggested_for_a_reason() {
        use ActorKind::{Group, Organization, Person, Product};
        for (a, b, expected) in [
            (row("Muammar Gaddafi", Person), row("Muammar Qaddafi", Person), Some("another spelling of the name")),
            (row("Irina Brandt", Person), row("I. Brandt", Person), Some("same name apart from initials")),
            (row("Irina Brandt", Person), row("Brandt", Person), Some("a surname, and a full name that has it")),
            (
                row("Harwick Steel", Organization),
                row("Harwick Steel Ltd", Organization),
                Some("same name without its legal form"),
            ),
            (row("Atlas", Organization), row("Atlas", Product), Some("the same name, taken for another kind of actor")),
            (row("Irina Brandt", Person), row("Oskar Brandt", Person), None),
            (row("two diplomats", Group), row("two diplomats", Group), None),
        ] {
            let cards = [Card::new(&a), Card::new(&b)];
            let found = alike(&cards[0], &cards[1]).map(|(_, why)| why);
            assert_eq!(found, expected, "{} / {}", a.name, b.name);
            assert!(expected.is_none() || !pairs(&cards).is_empty());
        }
    }
}
