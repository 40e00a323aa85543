//! Values of time that know no language: days, intervals, how fine a date is, how an event lies to it.

pub mod date;
pub mod day;
pub mod edtf;
pub mod feasts;
pub mod interval;

pub use date::{Basis, EventDate, Granularity, Relation};
pub use day::Day;
pub use feasts::{Feast, Festival};
pub use interval::Interval;
