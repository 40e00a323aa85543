//! Questions and their answers as plain structs, which the renderers print and JSON serialises.

pub mod explain;
pub mod find_actor;
pub mod known;
pub mod lists;
pub mod log;
pub mod search;
pub mod suggest;
pub mod timeline;

pub use find_actor::{Found, find_actor};
pub use known::Known;
pub use lists::{ActorSummary, Again, ArticleSummary, Reprint, Skipped};
pub use log::{Logged, log};
pub use search::{Hit, search};
pub use suggest::{Suggestion, suggestions};
pub use timeline::{Entry, Evidence, Question, Timeline, timeline};
