//! Where it happened, in the article's words: a named place after "in" or "at", before the noun
//! ("Hanoi summit"), or that a motion goes to ("visited Hanoi").

use super::participants::WORDS;
use super::scene::Scene;
use super::syntax::{governor, preposition};
use super::triggers::{Kind, Trigger};
use crate::text::{NameKind, Rel, Upos};

/// The place of an event; `None` when the clause names none.
pub fn find(scene: &Scene, trigger: &Trigger) -> Option<String> {
    below(scene, trigger.token, &trigger.lemma).or_else(|| {
        let g = governor(scene.d, trigger.token)?;
        let carried = trigger.kind == Kind::Noun
            && scene.d.tokens[g].upos == Upos::Verb
            && matches!(scene.d.tokens[trigger.token].rel, Rel::Obj | Rel::Nsubj | Rel::NsubjPass);
        if carried { below(scene, g, scene.d.lemma(g)) } else { None }
    })
}

fn below(scene: &Scene, i: usize, lemma: &str) -> Option<String> {
    let d = scene.d;
    d.children(i).iter().copied().find_map(|c| match d.tokens[c].rel {
        Rel::Obl | Rel::Nmod => {
            let preposition = preposition(d, c);
            let goes = matches!(preposition, "to" | "for") && WORDS.motions.contains(lemma);
            let here = if goes || WORDS.places.contains(preposition) { place_in(scene, c) } else { None };
            here.or_else(|| behind_time(scene, c))
        }
        Rel::OblUnmarked => behind_time(scene, c),
        // "visited Vilnius".
        Rel::Obj if WORDS.motions.contains(lemma) => place_in(scene, c),
        Rel::Compound => place_in(scene, c),
        _ => None,
    })
}

/// "for the first time in Riga", "on Monday in Riga", where the parser hung the place on the time.
fn behind_time(scene: &Scene, c: usize) -> Option<String> {
    let d = scene.d;
    if d.lemma(c) != "time" && scene.time(c).is_none() {
        return None;
    }
    let place = |p: &usize| d.tokens[*p].rel == Rel::Nmod && WORDS.places.contains(preposition(d, *p));
    d.children(c).iter().copied().filter(place).find_map(|p| place_in(scene, p))
}

/// The named place that a phrase is, or ends in: "the port city of Vladivostok".
fn place_in(scene: &Scene, head: usize) -> Option<String> {
    let d = scene.d;
    let is_place = |i: &usize| scene.name(*i).is_some_and(|n| n.kind == NameKind::Place);
    let inner =
        || d.children(head).iter().copied().find(|c| matches!(d.tokens[*c].rel, Rel::Nmod | Rel::Appos) && is_place(c));
    let token = Some(head).filter(is_place).or_else(inner)?;
    scene.name(token).map(|n| d.words(n.tokens.clone()).to_string())
}
