//! One binary for all tests from outside; a line per module on what belongs there.

mod dates; // days and intervals as values: round trips, order, what is refused
mod spans;
mod store; // the database file: made, opened, refused, described // spans in code points: the words of a span are the words of the text
