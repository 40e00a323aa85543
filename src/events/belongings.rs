//! Whose a noun is that has no actor of its own: "shares in GM", "the A380's delivery", "Chrysler sales", "the talks
//! between X and Y". What happens to it concerns the one it belongs to.

use super::lexicon::lexicon;
use super::participants::WORDS;
use super::scene::Scene;
use super::syntax::{preposition, with_conjuncts};
use crate::findings::{ActorKind, MentionForm};
use crate::text::{Rel, Upos};

/// The actors that a noun belongs to, persons and mere places apart: what a person's firm does is not the person's doing.
pub fn owners(scene: &Scene, head: usize) -> Vec<u32> {
    let d = scene.d;
    // "lost contact with its Venus probe": what only stands beside concerns nobody else.
    let beside = matches!(d.tokens[head].rel, Rel::Obl | Rel::OblAgent | Rel::Nmod | Rel::Advcl);
    let machine = WORDS.machines.contains(d.lemma(head));
    if d.tokens[head].upos != Upos::Noun || beside || !(machine || belongs(scene, head)) {
        return Vec::new();
    }
    // Nobody's shares are a person's, whatever the name tagger takes a firm for.
    let traded = matches!(d.lemma(head), "share" | "stock" | "sale" | "revenue" | "dividend");
    let mut found = Vec::new();
    for c in d.children(head).iter().copied() {
        let owns = match d.tokens[c].rel {
            Rel::Compound | Rel::NmodDesc | Rel::NmodPoss => true,
            // "A Voar jet crashed" is theirs; "a train from France" is not.
            _ if machine => false,
            // "Won most votes in Ireland": where it is.
            Rel::Nmod if preposition(d, c) == "in" => {
                traded || scene.mention(c).is_some_and(|(a, _)| !scene.is_kind(a, ActorKind::Country))
            }
            Rel::Nmod => matches!(preposition(d, c), "of" | "for" | "at" | "from" | "between" | "by"),
            _ => false,
        };
        if owns && scene.time(c).is_none() {
            found.extend(with_conjuncts(d, c).into_iter().filter_map(|t| owner(scene, t, traded)));
        }
    }
    // "Harwick shares": the name right before, wherever the parser hung it.
    found.extend(head.checked_sub(1).filter(|b| d.sentence_of(*b) == d.sentence_of(head)).and_then(|b| {
        let named = scene.mention(b).filter(|(_, m)| m.form == MentionForm::Name);
        named.and_then(|_| owner(scene, b, traded))
    }));
    found
}

fn owner(scene: &Scene, token: usize, traded: bool) -> Option<u32> {
    // "production of its Vega 2 phone": the product that the noun is a kind of.
    let actor = scene.mention(token).map(|(actor, _)| actor).or_else(|| product(scene, token))?;
    let apart = scene.is_kind(actor, ActorKind::Person) && !traded || scene.is_kind(actor, ActorKind::Place);
    (!apart).then_some(actor)
}

/// The product of which a noun names a piece or kind: "its iPhone device", "a new version of the A380", "A380 jets".
pub fn product(scene: &Scene, head: usize) -> Option<u32> {
    let d = scene.d;
    if !WORDS.pieces.contains(d.lemma(head)) {
        return None;
    }
    let named =
        |c: usize| scene.mention(c).filter(|(a, _)| scene.is_kind(*a, ActorKind::Product)).map(|(actor, _)| actor);
    d.children(head).iter().copied().find_map(|c| match d.tokens[c].rel {
        Rel::Compound | Rel::NmodPoss | Rel::NmodDesc => named(c),
        Rel::Nmod if preposition(d, c) == "of" => named(c).or_else(|| product(scene, c)),
        _ => None,
    })
}

/// Whether the noun is a thing that a body or product has, or an event noun.
fn belongs(scene: &Scene, head: usize) -> bool {
    let lemma = scene.d.lemma(head).to_lowercase();
    // A "Venus probe" is a machine as well as an inquiry.
    WORDS.attributes.contains(&lemma) || lexicon().noun(&lemma).is_some() && lemma != "probe"
}
