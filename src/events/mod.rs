//! Events: which words report one, whether it happened, who took part, when and where, and how to show it.
//!
//! One question per file. Everything is read from the syntax first; where a parse may be wrong, a line loses salience
//! rather than gaining a claim.

pub mod lexicon;
pub mod synonyms;

mod again;
mod anchoring;
mod belongings;
mod class;
mod clauses;
mod confidence;
mod dating;
mod known;
mod labels;
mod narrative;
mod news;
mod offsets;
mod owners;
mod participants;
mod place;
mod printing;
mod salience;
mod scene;
mod status;
mod story;
mod subjects;
mod syntax;
mod triggers;
mod trimming;

pub use synonyms::{are_synonyms, synonym_class};

use crate::actors::Cast;
use crate::calendar::{Basis, Day, Relation};
use crate::findings::{EventMention, MentionDate, Status, TimeExpression};
use crate::knowledge::Knowledge;
use crate::text::Document;

/// The event mentions of a text, in order. `published` dates what is reported as news; without it, only what the text
/// itself dates has a date. Imported events of `knowledge` date the nouns that name them.
pub fn find(
    document: &Document,
    published: Option<Day>,
    times: &[TimeExpression],
    cast: &Cast,
    knowledge: &Knowledge,
) -> Vec<EventMention> {
    let mut scene = scene::Scene::new(document, published, times, cast);
    let triggers = triggers::find(&scene);
    scene.learn_triggers(&triggers);
    let verdicts: Vec<_> = triggers.iter().map(|t| status::judge(&scene, t)).collect();
    let participants: Vec<_> = triggers.iter().map(|t| participants::find(&scene, t)).collect();
    let mut dates = anchoring::anchor(&scene, &triggers, &verdicts);
    again::date(&scene, &triggers, &verdicts, &participants, &mut dates);
    let mut events = Vec::with_capacity(triggers.len());
    for (((trigger, verdict), date), participants) in triggers.iter().zip(&verdicts).zip(dates).zip(participants) {
        let label = labels::label(&scene, trigger, date.as_ref());
        let date = known::date(&scene, trigger, &label, knowledge, date);
        let status = settled(verdict, date.as_ref(), published);
        let verdict = status::Verdict { status, ..*verdict };
        let class = class::class(&scene, trigger);
        let sentence = document.sentences.get(document.sentence_of(trigger.tokens.start)).map(|s| s.span);
        let known = sentence.map_or(1.0, |s| confidence::of_persons(&cast.actors, &participants, s));
        events.push(EventMention {
            span: document.span(trigger.tokens.clone()),
            text: document.words(trigger.tokens.clone()).to_string(),
            lemma: trigger.lemma.clone(),
            class: class.as_str().to_string(),
            status,
            place: place::find(&scene, trigger),
            label,
            salience: salience::salience(&scene, trigger, class, verdict, date.as_ref(), &participants),
            confidence: known * confidence::confidence(date.as_ref(), &participants, status),
            date,
            participants,
        });
    }
    events
}

/// The status in the light of the date: what must be done by a day is a deadline, what lies ahead has not happened.
fn settled(verdict: &status::Verdict, date: Option<&MentionDate>, published: Option<Day>) -> Status {
    let Some(date) = date.map(|d| &d.date) else { return verdict.status };
    if verdict.obligation && date.relation == Relation::By {
        return Status::Deadline;
    }
    let ahead = matches!((date.interval.earliest, published), (Some(e), Some(p)) if e > p);
    let over = matches!((date.interval.latest, published), (Some(l), Some(p)) if l < p);
    let past = over || (published.is_none() && date.basis == Basis::Explicit);
    match verdict.status {
        Status::Planned | Status::Possible if verdict.foretold && past => Status::Happened,
        Status::Happened | Status::Ongoing | Status::Reported if ahead => Status::Planned,
        Status::Ongoing if over => Status::Happened,
        other => other,
    }
}
