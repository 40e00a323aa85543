//! Parsers of odd files may panic: then that file is skipped, and the import goes on.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use super::{Articles, Incoming, InputError};

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// What `work` gives; `None` when it panicked, which is told as an error and not by the panic hook too.
pub(super) fn caught<T>(work: impl FnOnce() -> T) -> Option<T> {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !QUIET.get() {
                before(info);
            }
        }));
    });
    let outer = QUIET.replace(true);
    let done = panic::catch_unwind(AssertUnwindSafe(work)).ok();
    QUIET.set(outer);
    done
}

/// The articles of a file up to where its parser panics, if it does.
pub(super) fn guarded(broken: InputError, open: impl FnOnce() -> Articles) -> Articles {
    match caught(open) {
        Some(inner) => Box::new(Guarded { inner: Some(inner), broken }),
        None => super::one(broken),
    }
}

struct Guarded {
    inner: Option<Articles>,
    broken: InputError,
}

impl Iterator for Guarded {
    type Item = Result<Incoming, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        let inner = self.inner.as_mut()?;
        caught(|| inner.next()).unwrap_or_else(|| {
            self.inner = None;
            Some(Err(self.broken.clone()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Problem;
    use super::*;

    #[test]
    fn a_panic_is_an_error_of_that_file_and_what_came_before_it_counts() {
        let broken = InputError::of("a.rss", Problem::GaveUp("feed"));
        let first = || Err(InputError::of("a.rss", Problem::Empty));
        let late: Articles = Box::new((0..3).map(move |i| if i == 1 { panic!("odd") } else { first() }));
        let read: Vec<_> = guarded(broken.clone(), || late).collect();
        assert_eq!(read, [first(), Err(broken.clone())]);
        let at_once: Vec<_> = guarded(broken.clone(), || panic!("odd")).collect();
        assert_eq!(at_once, [Err(broken)]);
    }
}
