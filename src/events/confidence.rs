//! How sure it is that a line is right: by how it was dated, whether it has a known participant, and its status.
//!
//! The numbers are shares of right dates on development data, rounded down; the table is in `docs/QUALITY.md`.

use crate::calendar::{Basis, Granularity};
use crate::findings::{MentionDate, Participant, Status};

/// The confidence of a line, 0 to 1.
pub fn confidence(date: Option<&MentionDate>, participants: &[Participant], status: Status) -> f32 {
    let dated: f32 = match date.map(|d| (d.date.basis, d.date.granularity)) {
        Some((Basis::Explicit, _)) => 0.92,
        Some((Basis::Relative, _)) => 0.88,
        Some((Basis::Knowledge, _)) => 0.85,
        Some((Basis::Publication, Granularity::Open)) => 0.7,
        Some((Basis::Publication | Basis::Narrative, _)) => 0.85,
        Some(_) => 0.6,
        None => 0.5,
    };
    let told = if status == Status::Possible { 0.9 } else { 1.0 };
    let known = if participants.is_empty() { 0.9 } else { 1.0 };
    dated * told * known
}
