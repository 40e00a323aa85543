//! Questions and their answers as plain structs, which the renderers print and JSON serialises.

pub mod find_actor;
pub mod lists;
pub mod timeline;

pub use find_actor::{Found, find_actor};
pub use lists::ActorSummary;
pub use timeline::{Entry, Evidence, Question, Timeline, timeline};
