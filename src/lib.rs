//! `dateline` turns articles into a database of dated events.
//!
//! One article's way, left to right: ingest -> article -> text -> time -> actors -> events -> findings -> store ->
//! consolidate -> query -> render. From `text` to `findings`
//! everything is pure: no file, clock or database.
//!
//! ```
//! use dateline::calendar::Day;
//! let day: Day = "2019-04-24".parse().unwrap();
//! assert_eq!(day.end_of_month().to_string(), "2019-04-30");
//! ```

// Values that anybody may use.
pub mod article;
pub mod calendar;
pub mod findings;
pub mod lookup;
pub mod span;

// From an article to its findings, in this order.
pub mod actors;
pub mod events;
pub mod extract;
pub mod knowledge;
pub mod text;
pub mod time;

// From findings to a database, and across articles.
pub mod consolidate;
pub mod decisions;
pub mod pipeline;
pub mod store;

// The edges: what reads files, and what talks to a person.
pub mod cli;
pub mod ingest;
pub mod query;
pub mod render;
