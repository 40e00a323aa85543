//! How sure it is that a line is right: by how it was dated, whether it has a known participant, and its status.

use crate::calendar::Basis;
use crate::findings::{MentionDate, Participant, Status};

/// The confidence of a line, 0 to 1.
pub fn confidence(date: Option<&MentionDate>, participants: &[Participant], status: Status) -> f32 {
    let dated: f32 = match date.map(|d| d.date.basis) {
        Some(Basis::Explicit) => 0.9,
        Some(Basis::Relative) => 0.85,
        Some(Basis::Knowledge) => 0.8,
        Some(Basis::Publication) => 0.65,
        Some(_) => 0.5,
        None => 0.6,
    };
    let told = if status == Status::Possible { 0.9 } else { 1.0 };
    let known = if participants.is_empty() { 0.9 } else { 1.0 };
    dated * told * known
}
