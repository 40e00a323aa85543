//! How sure it is that a line is right: by how it was dated, whether it has a known participant, and its status; and
//! whether it is known which of two namesakes took part.
//!
//! The numbers are shares of right dates on development data, rounded down; the table is in `docs/QUALITY.md`.

use crate::calendar::{Basis, Granularity};
use crate::findings::{Actor, MentionDate, Participant, Status};
use crate::span::Span;

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

/// How sure it is that the participants are those who are meant: 1, or that of the most doubtful one. Somebody is in doubt
/// whom the sentence names only by a name that another may be called by as well.
pub fn of_persons(actors: &[Actor], participants: &[Participant], sentence: Span) -> f32 {
    let one = |p: &Participant| {
        let here = || {
            let mentions = actors.get(p.actor as usize).map_or(&[][..], |a| a.mentions.as_slice());
            mentions.iter().filter(|m| sentence.contains(m.span))
        };
        let best = here().map(|m| m.confidence).fold(0.0, f32::max);
        if here().next().is_some() && here().all(|m| !m.candidates.is_empty()) { best } else { 1.0 }
    };
    participants.iter().map(one).fold(1.0, f32::min)
}
