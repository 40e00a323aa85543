//! The TimeML class of a trigger: by the word, and by whether it has an event as argument.

use super::lexicon::{Class, lexicon};
use super::scene::Scene;
use super::triggers::{Kind, Trigger};
use crate::text::{Penn, Rel, Upos};

/// The class of a trigger.
pub fn class(scene: &Scene, trigger: &Trigger) -> Class {
    let words = lexicon();
    match trigger.kind {
        Kind::Noun => match words.noun(&trigger.lemma).map_or(Class::Occurrence, |n| n.class) {
            // "a proposal to close", "talks of a merger" are about an event; "the proposal was signed" need not be.
            Class::IAction if !has_event_complement(scene, trigger) => Class::Occurrence,
            other => other,
        },
        Kind::Verb => {
            let class = words.listed(&trigger.lemma).unwrap_or_else(|| words.verb(scene.d.lemma(trigger.token)));
            let clause = has_clause(scene, trigger.token);
            match class {
                Class::Reporting if scene.d.child(trigger.token, Rel::Xcomp).is_some() => Class::IAction,
                _ if !clause && words.needs_clause.contains(&trigger.lemma) => Class::Occurrence,
                // An action is about another event only when there is one: "tried to leave", not "tried the soup".
                Class::IAction if !clause && !has_event_argument(scene, trigger) => Class::Occurrence,
                other => other,
            }
        }
    }
}

/// Whether a verb has a clause as complement, or is the verb of saying beside one. "made available" has none.
fn has_clause(scene: &Scene, i: usize) -> bool {
    let d = scene.d;
    let clause = |c: &usize| match d.tokens[*c].rel {
        Rel::Xcomp => d.tokens[*c].upos == Upos::Verb || d.lemma(i) != "make",
        Rel::Ccomp | Rel::Parataxis => true,
        _ => false,
    };
    d.tokens[i].rel == Rel::Parataxis || d.children(i).iter().any(clause) || leads_to_clause(scene, i)
}

/// "to close", "that it closed" or a quotation right after a word, wherever the parser hung it.
fn leads_to_clause(scene: &Scene, i: usize) -> bool {
    let d = scene.d;
    let end = d.sentences.get(d.sentence_of(i)).map_or(i, |s| s.tokens.end);
    let Some(next) = (i + 1..end).find(|t| d.tokens[*t].upos != Upos::Adv && d.word(*t) != ",") else { return false };
    let infinitive = d.tokens[next].penn == Penn::To && d.tokens.get(next + 1).is_some_and(|t| t.penn == Penn::Vb);
    let said = d.word(next) == "that" && d.tokens[next].rel == Rel::Mark;
    infinitive || said || d.tokens[next].penn == Penn::OpenQuote
}

/// Whether a noun has an infinitive or an event below it.
fn has_event_complement(scene: &Scene, trigger: &Trigger) -> bool {
    scene.d.children(trigger.token).iter().any(|c| match scene.d.tokens[*c].rel {
        Rel::Acl => true,
        Rel::Nmod => scene.trigger(*c).is_some(),
        _ => false,
    }) || leads_to_clause(scene, trigger.token)
}

fn has_event_argument(scene: &Scene, trigger: &Trigger) -> bool {
    scene.d.children(trigger.token).iter().any(|c| match scene.d.tokens[*c].rel {
        Rel::Obj | Rel::Obl | Rel::NsubjPass | Rel::Advcl => scene.trigger(*c).is_some(),
        _ => false,
    })
}
