//! What a person corrected: kept apart from what was extracted, replayed on it, undoable.
//!
//! A decision names its subject by a key made of content (an actor's kind and name, an event's first mention, an
//! article's hash), so that it survives another import, another extraction and another database.

use serde::{Deserialize, Serialize};

use crate::calendar::date::words;

words! {
    /// What was decided.
    Action {
        /// The actor has another name.
        ActorAlias = "actor alias",
        /// Two actors are one; the first is kept.
        ActorMerge = "actor merge",
        /// The actor of one article is somebody else.
        ActorSplit = "actor split",
        /// The actor is shown by this name.
        ActorRename = "actor rename",
        /// The actor is of this kind.
        ActorKind = "actor kind",
        /// The actor is not shown; the object "no" shows it again.
        ActorHide = "actor hide",
        /// The event was on these days: "earliest/latest".
        EventDate = "event date",
        /// The event is none.
        EventReject = "event reject",
        /// The event is one after all.
        EventRestore = "event restore",
        /// Two events are one; the first is kept.
        EventMerge = "event merge",
        /// The mention is an event of its own.
        EventSplit = "event split",
        /// A note on the event.
        EventNote = "event note",
        /// The article was published on that day.
        ArticleDate = "article date",
        /// The article is an article of its own: neither a duplicate nor a version of another.
        ArticleApart = "article apart",
    }
}

/// A decision, as it is kept and moved between databases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Its number in the log; 0 before it is kept.
    #[serde(default)]
    pub number: i64,
    /// When it was made, UTC.
    pub made: String,
    /// What was decided.
    pub action: Action,
    /// The stable key of what it concerns.
    pub subject: String,
    /// The new value, or the stable key of the other one.
    #[serde(default)]
    pub object: Option<String>,
    /// The decision in words.
    pub title: String,
    /// Why, in the words of the person.
    #[serde(default)]
    pub reason: Option<String>,
    /// Whether it was taken back.
    #[serde(default)]
    pub undone: bool,
}

/// How a decision stands now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It has its effect.
    Applied,
    /// What it concerns is not in the database (any more, or yet).
    Waiting,
    /// A later decision on the same thing counts: its number.
    Overruled(i64),
    /// It was taken back.
    Undone,
}

impl Action {
    /// Whether a later decision of this kind on the same subject replaces the earlier one. Names and merges add up.
    pub fn replaces(self, other: Self) -> bool {
        use Action::*;
        let verdict = |a| matches!(a, EventReject | EventRestore);
        (verdict(self) && verdict(other))
            || (self == other && !matches!(self, ActorAlias | ActorMerge | ActorSplit | EventMerge | EventSplit))
    }

    /// Whether the subject is an article.
    pub fn concerns_article(self) -> bool {
        self.as_str().starts_with("article")
    }

    /// Whether the subject is an actor.
    pub fn concerns_actor(self) -> bool {
        self.as_str().starts_with("actor")
    }
}

impl Decision {
    /// Whether it makes an earlier one count no more.
    fn overrules(&self, earlier: &Self) -> bool {
        let between = |a: &Self, subject: &str| a.subject == subject || a.object.as_deref() == Some(subject);
        match (self.action, earlier.action) {
            (Action::EventSplit, Action::EventMerge) => between(earlier, &self.subject),
            (Action::EventMerge, Action::EventSplit) => between(self, &earlier.subject),
            (later, action) => later.replaces(action) && self.subject == earlier.subject,
        }
    }
}

/// The number of the decision that overrules the one at `position`: the first later one on the same thing that was not
/// taken back.
pub fn overruled_by(all: &[Decision], position: usize) -> Option<i64> {
    let decision = all.get(position)?;
    all.iter().skip(position + 1).find(|later| !later.undone && later.overrules(decision)).map(|later| later.number)
}

/// The stem of an actor's key: kind and name, without what sets namesakes apart.
pub fn stem(actor_key: &str) -> &str {
    actor_key.split('~').next().unwrap_or(actor_key)
}
