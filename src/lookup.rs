//! Sets and tables of words, made once and asked for every token. Nobody walks through them, so their order tells nothing;
//! their hash is the same in every process.

use std::collections::{HashMap, HashSet};

use foldhash::fast::FixedState;

/// A set of words.
pub type Set<W> = HashSet<W, FixedState>;
/// What is told of words.
pub type Table<W, V> = HashMap<W, V, FixedState>;
/// A set of words that a list of data/ names.
pub type WordSet = Set<String>;
