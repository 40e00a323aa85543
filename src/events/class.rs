//! The TimeML class of a trigger: by the word, and by whether it has an event as argument.

use super::lexicon::{Class, lexicon};
use super::scene::Scene;
use super::triggers::{Kind, Trigger};
use crate::text::Rel;

/// The class of a trigger.
pub fn class(scene: &Scene, trigger: &Trigger) -> Class {
    let words = lexicon();
    match trigger.kind {
        Kind::Noun => words.noun(&trigger.lemma).map_or(Class::Occurrence, |n| n.class),
        Kind::Verb => {
            let class = words.listed(&trigger.lemma).unwrap_or_else(|| words.verb(scene.d.lemma(trigger.token)));
            match class {
                // An action is about another event only when there is one: "tried to leave", not "tried the soup".
                Class::IAction if !has_event_argument(scene, trigger) => Class::Occurrence,
                // "asked him to leave" is an action, "asked when he left" is speech.
                Class::Reporting if scene.d.child(trigger.token, Rel::Xcomp).is_some() => Class::IAction,
                other => other,
            }
        }
    }
}

fn has_event_argument(scene: &Scene, trigger: &Trigger) -> bool {
    scene.d.children(trigger.token).iter().any(|c| match scene.d.tokens[*c].rel {
        Rel::Xcomp | Rel::Ccomp => true,
        Rel::Obj | Rel::Obl | Rel::NsubjPass | Rel::Advcl => scene.trigger(*c).is_some(),
        _ => false,
    })
}
