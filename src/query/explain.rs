//! Everything that is known about one event, and why.

use super::timeline::{Entry, entries};
use crate::store::{EventFilter, Result, Store, StoreError};

/// One event with all its mentions, also when a person rejected it.
///
/// # Errors
/// When there is none with this number, or the database cannot be read.
pub fn event(store: &Store, id: i64) -> Result<Entry> {
    let filter = EventFilter { event: Some(id), rejected: true, ..EventFilter::default() };
    match entries(store, store.events(&filter)?, None, true)?.pop() {
        Some(mut entry) => {
            for mention in &mut entry.mentions {
                mention.doubts = store.doubts(mention.mention_id)?;
            }
            Ok(entry)
        }
        None => Err(StoreError::NotFound(format!("there is no event {id}; see: dateline event list"))),
    }
}

/// Every event that was not rejected, in order of time.
///
/// # Errors
/// When the database cannot be read.
pub fn events(store: &Store, filter: &EventFilter) -> Result<Vec<Entry>> {
    entries(store, store.events(filter)?, None, true)
}
