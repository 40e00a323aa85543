//! `dateline` turns articles into a database of dated events.
//!
//! One article's way, left to right: ingest -> article -> text -> time -> actors -> events -> findings -> store ->
//! consolidate -> query -> render. What stands here so far are the values that every stage shares.
//!
//! ```
//! use dateline::calendar::Day;
//! let day: Day = "2019-04-24".parse().unwrap();
//! assert_eq!(day.end_of_month().to_string(), "2019-04-30");
//! ```

pub mod article;
pub mod calendar;
pub mod findings;
pub mod span;
