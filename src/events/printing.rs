//! The tokens of a label as text: the article's own spacing, and in brackets whom a pronoun or a description means.

use std::collections::BTreeSet;

use super::scene::Scene;
use super::trimming::LONGEST;
use crate::findings::{ActorKind, MentionForm};
use crate::text::{Penn, Upos};

/// Actors that a pronoun may stand for and still be spelt out.
const SEVERAL: usize = 3;

/// The words, with actors in brackets where the label does not name them; cut with "…" where it is still too long.
/// Actors that stand `before` the label need no further bracket.
pub fn print(scene: &Scene, tokens: &[usize], before: &[u32]) -> String {
    let d = scene.d;
    let mut named = named(scene, tokens);
    named.extend(before);
    let mut text = String::new();
    let mut written = 0;
    let mut last: Option<usize> = None;
    for t in tokens.iter().copied() {
        let long = d.tokens[t].span.len() as usize + 1;
        if written + long > LONGEST + LONGEST / 5 && !text.is_empty() {
            text.push('…');
            break;
        }
        if let Some(l) = last {
            let gap = d.text.get(d.tokens[l].bytes.end..d.tokens[t].bytes.start).unwrap_or(" ");
            let mark = t != l + 1 && d.tokens[t].upos == Upos::Punct;
            if !mark && (t != l + 1 || !gap.is_empty()) {
                text.push(' ');
            }
        }
        text.push_str(d.word(t));
        written += long;
        // "The firm's [Selt] shares": behind the mark of the genitive.
        let owns = |t: usize| d.tokens.get(t + 1).is_some_and(|n| n.penn == Penn::Pos) && tokens.contains(&(t + 1));
        let ends = if d.tokens[t].penn == Penn::Pos { t.checked_sub(1) } else { Some(t).filter(|t| !owns(*t)) };
        if let Some((actors, names)) = ends.and_then(|t| meant(scene, t, tokens, &named)) {
            text.push_str(" [");
            text.push_str(&names);
            text.push(']');
            named.extend(actors);
        }
        last = Some(t);
    }
    text
}

/// The actors that the label names.
fn named(scene: &Scene, tokens: &[usize]) -> BTreeSet<u32> {
    let name = |t: &usize| scene.mention(*t).filter(|(_, m)| m.form == MentionForm::Name).map(|(actor, _)| actor);
    tokens.iter().filter_map(name).collect()
}

/// The names of a few actors as a list in words; `None` for so many that a label had no room for anything else.
pub fn list(scene: &Scene, actors: &[u32]) -> Option<String> {
    let names: Vec<&str> =
        actors.iter().filter_map(|a| scene.cast.actors.get(*a as usize)).map(|a| a.name.as_str()).collect();
    match names.as_slice() {
        [one] => Some((*one).to_string()),
        [first @ .., last] if (1..SEVERAL).contains(&first.len()) => Some(format!("{} and {last}", first.join(", "))),
        _ => None,
    }
}

/// The actors whom the pronoun at this token, or the description that ends with it, means, and their names; `None` when the
/// label says so.
fn meant(scene: &Scene, t: usize, tokens: &[usize], named: &BTreeSet<u32>) -> Option<(Vec<u32>, String)> {
    let d = scene.d;
    let (actor, mention) = scene.mention_ending(t)?;
    let who = scene.cast.actors.get(actor as usize)?;
    let range = d.tokens_in(mention.span);
    // "they [Kim]" would be false: one person is not several.
    let plural = matches!(
        d.lemma(t),
        "they" | "them" | "their" | "we" | "us" | "our" | "two" | "both" | "couple" | "pair" | "duo"
    ) || matches!(d.tokens[t].penn, Penn::Nns | Penn::Nnps);
    let all = if plural { scene.actors_at(range.end - 1) } else { vec![actor] };
    if all.len() > 1 {
        let news = mention.form != MentionForm::Name && all.iter().any(|a| !named.contains(a));
        let shown = news && range.clone().all(|k| tokens.contains(&k)) && d.lemma(t) != "their" && d.lemma(t) != "our";
        return list(scene, &all).filter(|_| shown).map(|names| (all, names));
    }
    if plural && (who.kind == ActorKind::Person || who.kind == ActorKind::Group && d.lemma(t) == "their") {
        return None;
    }
    let shown = match mention.form {
        MentionForm::Name => false,
        // "Kim told his parliament": the possessive needs no name.
        MentionForm::Pronoun => range.len() == 1 && !named.contains(&actor),
        MentionForm::Nominal => {
            let whole = range.clone().all(|k| tokens.contains(&k));
            let known = who.mentions.iter().any(|m| m.form == MentionForm::Name);
            let acts = matches!(who.kind, ActorKind::Person | ActorKind::Organization | ActorKind::Country);
            // Inside a name the bracket would stand in the way.
            let follows = d.tokens.get(t + 1).is_some_and(|n| n.upos == Upos::Propn);
            whole && known && acts && !follows && !named.contains(&actor)
        }
    };
    shown.then(|| (vec![actor], who.name.clone()))
}
