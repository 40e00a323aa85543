//! Everything that is known about one event, and why.

use super::timeline::{Entry, entry};
use crate::store::{EventFilter, Result, Store, StoreError};

/// One event with all its mentions, also when a person rejected it.
///
/// # Errors
/// When there is none with this number, or the database cannot be read.
pub fn event(store: &Store, id: i64) -> Result<Entry> {
    let filter = EventFilter { event: Some(id), rejected: true, ..EventFilter::default() };
    match store.events(&filter)?.pop() {
        Some(row) => {
            let mut entry = entry(store, row, None, true)?;
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
    store.events(filter)?.into_iter().map(|row| entry(store, row, None, true)).collect()
}
