//! What is known before an article is read: tables about the world, and what the user imported. Lookup, no judgement.

pub mod table;
pub mod world;

use serde::{Deserialize, Serialize};

use crate::calendar::Interval;
use crate::findings::ActorKind;

/// What the user imported.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Knowledge {
    /// Actors with their other names and offices.
    pub actors: Vec<KnownActor>,
    /// Named events with their dates.
    pub events: Vec<KnownEvent>,
}

/// An actor that the user told us about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KnownActor {
    /// The name to show.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// Other names.
    pub aliases: Vec<String>,
    /// Offices with the time they were held.
    pub roles: Vec<KnownRole>,
}

/// An office, and when it was held.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KnownRole {
    /// The office, in words: "president of Russia".
    pub title: String,
    /// When it was held.
    pub held: Interval,
}

/// A named event that the user told us about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KnownEvent {
    /// Its name: "Hanoi summit".
    pub name: String,
    /// Its days.
    pub date: Interval,
    /// Where it was.
    pub place: Option<String>,
}
