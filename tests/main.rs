//! One binary for all tests from outside; a line per module on what belongs there.
#![allow(clippy::disallowed_methods)]

mod actors; // who takes part in what, in short texts
mod any_order; // decisions in any order: the database stays whole, and all can be taken back
mod architecture; // who may know whom, and how long a file may be
mod cli; // the command line as a whole: help, exit codes, closed pipes
mod consolidation; // articles in, a consolidated database out; decisions that last
mod corrections; // what a person decides: made, seen, taken back, carried to another database
mod dates; // days and intervals as values: round trips, order, what is refused
mod docs; // the documents: their commands run and print what stands there, the reference is current
mod duplicates; // the same article from another place, and newer versions of one
mod events; // single sentences: did it happen, who took part, when, how the line reads
mod faults; // a full disk, a killed import, an unusual file: the database stays whole and the command completes
mod formats; // what is read from files of each format
#[allow(dead_code)] // some of it is for benches
#[path = "support/generate.rs"]
mod generate; // articles for measuring and for many orders
mod import; // what is read, and what is said about what cannot be read
mod language; // the weights as shipped: their description, and plain sentences read right
mod lasting; // each kind of decision stays, through everything that may happen to its article
mod names; // the name tagger as shipped: people, organisations and places of all the world, and look-alikes
mod packed_formats; // the same for formats whose files are archives or binary
mod readers; // no bytes at all bring a reader down
mod repeatable; // the same articles give the same database, whatever the threads and the order
mod rules; // every example in data/en/time is read as it says
mod sentences; // whole sentences of news with all their time expressions
mod spans; // spans in code points: the words of a span are the words of the text
mod sql; // the queries of docs/SQL.md and the views, through the real sqlite3
mod store; // the database file: made, opened, refused, described
mod support; // a fresh folder per test, and the real binary in it
mod time; // expressions and their values, look-alikes, and what must hold of all of them
mod timeline; // the timeline as people see it: golden pages, options, formats, names that match
mod timelines; // short texts of many fields with the timelines that they should give
mod timeml; // what other tools read
