//! Offices: which the article gives to whom, for what time, and how a person was introduced.

use super::draft::{Draft, Office, Tenure};
use super::titles;
use crate::calendar::Interval;
use crate::findings::{ActorKind, ActorRole, MentionForm, TimeExpression, TimexType};
use crate::text::Document;

/// The offices that stand before a draft's name anywhere.
pub fn before_names(document: &Document, draft: &Draft) -> Vec<Office> {
    let names = draft.references.iter().filter(|r| r.form == MentionForm::Name);
    names.filter_map(|r| titles::before(document, r.tokens.start)?.office).collect()
}

/// Whether a person first appears as somebody's kin: "his father, Kim Jong-il".
pub fn is_introduced_as_kin(document: &Document, draft: &Draft) -> bool {
    kin_before(document, draft).is_some()
}

/// Whether somebody is introduced as a parent of a namesake (true) or as a child (false).
pub fn is_elder(document: &Document, draft: &Draft) -> Option<bool> {
    match document.lemma(kin_before(document, draft)?) {
        "father" | "mother" | "uncle" | "aunt" | "grandfather" | "grandmother" | "parent" => Some(true),
        "son" | "daughter" | "nephew" | "niece" | "grandson" | "granddaughter" => Some(false),
        _ => None,
    }
}

/// The noun for kin before the first mention by name.
fn kin_before(document: &Document, draft: &Draft) -> Option<usize> {
    let names = draft.references.iter().filter(|r| r.form == MentionForm::Name);
    titles::kin_before(document, &names.min_by_key(|r| r.tokens.start)?.tokens)
}

/// The dates that a sentence gives, when it gives any.
pub fn dates_near(document: &Document, token: usize, times: &[TimeExpression]) -> Option<Interval> {
    let sentence = document.sentences.get(document.sentence_of(token))?;
    let dated = |t: &&TimeExpression| {
        t.kind == TimexType::Date
            && sentence.span.overlaps(t.span)
            && t.interval.earliest.is_some()
            && t.interval.latest.is_some()
    };
    times.iter().find(dated).map(|t| t.interval)
}

/// The offices of all drafts for the findings. A current one is open at both ends: the article says no more than that it
/// is held. One that is over, or still to come, is left out unless its sentence dates it.
pub fn report(document: &Document, drafts: &[Draft], times: &[TimeExpression]) -> Vec<ActorRole> {
    let mut roles: Vec<ActorRole> = Vec::new();
    for (actor, draft) in drafts.iter().enumerate().filter(|(_, d)| d.kind == ActorKind::Person) {
        for office in &draft.offices {
            let interval = match office.tenure {
                Tenure::Current => Some(Interval::default()),
                Tenure::Then => dates_near(document, office.token, times),
                Tenure::Past | Tenure::Future => None,
            };
            let Some(interval) = interval else { continue };
            let known = |r: &ActorRole| {
                r.actor == actor as u32 && r.title == office.title && r.of == office.of && r.interval == interval
            };
            if !roles.iter().any(known) {
                roles.push(ActorRole {
                    actor: actor as u32,
                    title: office.title.clone(),
                    of: office.of.clone(),
                    interval,
                    words: office.words,
                });
            }
        }
    }
    roles.sort_by_key(|r| r.words);
    roles
}
