//! The date of an event: an interval of days with its precision, its relation to the event and its basis.

use serde::{Deserialize, Serialize};

use super::Interval;

/// Makes an enum of words that print, parse and serialise as their lower-case names.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vmeta])* #[serde(rename = $word)] $variant),+ }
        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// The word used in JSON, in columns and on the screen.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
        impl std::str::FromStr for $name {
            type Err = String;
            fn from_str(s: &str) -> Result<Self, String> {
                Self::ALL.iter().copied().find(|v| v.as_str() == s).ok_or_else(|| {
                    let known: Vec<_> = Self::ALL.iter().map(|v| v.as_str()).collect();
                    format!("'{s}' is none of: {}", known.join(", "))
                })
            }
        }
    };
}

pub(crate) use words;

words! {
    /// How fine a date is.
    Granularity {
        /// A single day.
        Day = "day",
        /// A week.
        Week = "week",
        /// A month.
        Month = "month",
        /// Three months.
        Quarter = "quarter",
        /// A season.
        Season = "season",
        /// Half a year.
        Half = "half",
        /// A year.
        Year = "year",
        /// Ten years.
        Decade = "decade",
        /// A hundred years.
        Century = "century",
        /// From one day to another.
        Interval = "interval",
        /// At least one end is not known.
        Open = "open",
    }
}

words! {
    /// How the event lies to its interval.
    Relation {
        /// On that day, or throughout it.
        On = "on",
        /// At some time within it.
        Within = "within",
        /// A deadline: at its end at the latest.
        By = "by",
        /// Before it.
        Before = "before",
        /// After it.
        After = "after",
        /// From then on.
        Since = "since",
        /// Up to then.
        Until = "until",
    }
}

words! {
    /// How something was dated.
    Basis {
        /// The text states the date.
        Explicit = "explicit",
        /// The text states it relative to another day.
        Relative = "relative",
        /// Reported as news of the publication date.
        Publication = "publication",
        /// From what is told around it.
        Narrative = "narrative",
        /// From imported or embedded knowledge.
        Knowledge = "knowledge",
        /// From another article.
        AnotherArticle = "another article",
        /// A person said so.
        Person = "person",
    }
}

impl Basis {
    /// Whether no article names the date: it is that of the report, or of what is told around.
    pub fn is_guess(self) -> bool {
        matches!(self, Self::Publication | Self::Narrative)
    }
}

/// When an event took place, or is to take place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventDate {
    /// The interval in EDTF (ISO 8601-2): `2019-02-27`, `2011`, `2019-02-27/2019-02-28`, `../2019-04-24`, `1990~`.
    pub value: String,
    /// The possible days.
    #[serde(flatten)]
    pub interval: Interval,
    /// How fine it is.
    pub granularity: Granularity,
    /// How the event lies to it.
    pub relation: Relation,
    /// How it was found.
    pub basis: Basis,
}

impl EventDate {
    /// Whether both ends are known.
    pub fn is_closed(&self) -> bool {
        self.interval.days().is_some()
    }
}
