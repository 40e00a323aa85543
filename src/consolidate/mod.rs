//! Across articles: which found actors are one actor, which event mentions are one event, and what date they have.
//!
//! Pure functions over groups that share a block key; no SQL. The result depends on the set of what is compared, never
//! on its order, so that one process over SQLite and a cluster's shuffle come to the same.

pub mod actors;
pub mod blocks;
pub mod borrow;
pub mod events;
pub mod heads;
pub mod likeness;
pub mod repeats;
pub mod sketch;

mod walks;
