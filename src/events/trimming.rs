//! A label's tokens cut to a readable length: whole dependents fall away, and no loose ends stay.

use std::collections::BTreeSet;

use super::scene::Scene;
use super::syntax::preposition;
use crate::findings::TimexType;
use crate::text::{Document, Penn, Rel, Upos};

/// Code points that a label has at most, brackets not counted.
pub const LONGEST: usize = 100;

/// Words without which a sentence would say another thing: "the negotiators hardly met", "the alleged thief".
const TURNING: &[&str] = &[
    "not",
    "n't",
    "n’t",
    "never",
    "no",
    "hardly",
    "barely",
    "scarcely",
    "rarely",
    "seldom",
    "nearly",
    "almost",
    "allegedly",
    "reportedly",
    "apparently",
    "supposedly",
    "possibly",
    "perhaps",
    "maybe",
    "probably",
    "falsely",
    "unsuccessfully",
    "alleged",
    "suspected",
    "supposed",
    "purported",
    "attempted",
    "failed",
    "fake",
    "false",
    "would-be",
    "so-called",
    "former",
    "possible",
    "potential",
    "likely",
    "unlikely",
    "proposed",
    "planned",
    "first",
    "second",
    "third",
    "last",
    "only",
];

/// The tokens that stay, in order, punctuation between them included.
pub fn trim(scene: &Scene, mut tokens: BTreeSet<usize>, trigger: usize) -> Vec<usize> {
    while length(scene, &tokens) > LONGEST {
        let Some(cut) = last_addition(scene, &tokens, trigger) else { break };
        tokens.retain(|t| !cut.contains(t));
    }
    let mut tokens = with_marks(scene, &tokens);
    lost_distance(scene, &mut tokens, trigger);
    loose_ends(scene, &mut tokens, trigger);
    tokens
}

/// "abort the landing 1.5 seconds", without "before the impact": a distance from nothing.
fn lost_distance(scene: &Scene, tokens: &mut Vec<usize>, trigger: usize) {
    let Some(last) = tokens.last().copied() else { return };
    let from = matches!(scene.d.word(last + 1), "before" | "after") && last != trigger;
    let Some(time) = scene.time(last).filter(|t| from && scene.times[*t].kind == TimexType::Duration) else { return };
    // "met for two weeks" is a length of its own.
    let start = scene.time_tokens.get(time).map_or(last, |t| t.start);
    if start.checked_sub(1).is_none_or(|b| scene.d.word(b) != "for") {
        tokens.retain(|t| scene.time(*t) != Some(time));
    }
}

fn length(scene: &Scene, tokens: &BTreeSet<usize>) -> usize {
    tokens.iter().map(|t| scene.d.tokens[*t].span.len() as usize + 1).sum()
}

/// The addition that starts last; those before the trigger only when none is left behind it.
fn last_addition(scene: &Scene, tokens: &BTreeSet<usize>, trigger: usize) -> Option<BTreeSet<usize>> {
    let d = scene.d;
    let mut best: Option<(bool, usize, usize)> = None;
    for t in tokens.iter().copied() {
        let addition = match d.tokens[t].rel {
            // "two bases, Batumi and Akhal", "for the release of the hostages": the whole of it falls away.
            Rel::Conj | Rel::Nmod if falls_with_its_head(d, t, trigger) => false,
            Rel::Obl | Rel::OblUnmarked | Rel::Nmod | Rel::NmodUnmarked | Rel::Advcl | Rel::Acl | Rel::AclRelcl => true,
            // "would be held by the end of next year", which the parser takes for somebody.
            Rel::OblAgent => d.subtree(t).any(|k| scene.time(k).is_some()),
            // "Delta and Northwest announced": who else did it stays.
            Rel::Conj if t < trigger && scene.mention(t).is_some() => false,
            Rel::Appos | Rel::Conj | Rel::AdvclRelcl => true,
            // "the world's largest carrier" is not the world's carrier, "the next two years" are not the two years.
            // Nor is "the first time" the time, or "fewer planes" planes.
            Rel::Amod if matches!(d.tokens[t].penn, Penn::Jjs | Penn::Jjr | Penn::Rbs) || scene.time(t).is_some() => {
                false
            }
            // "no longer enough".
            Rel::Advmod | Rel::Amod => !d.subtree(t).any(|k| TURNING.contains(&d.word(k).to_lowercase().as_str())),
            _ => false,
        };
        // "the Bank of England" is not the Bank.
        let within = scene.name(t).zip(d.tokens[t].head).is_some_and(|(name, head)| name.tokens.contains(&head));
        let below = d.subtree(t);
        if within || !addition || below.contains(&trigger) || d.tokens[t].head.is_none_or(|h| !tokens.contains(&h)) {
            continue;
        }
        let rank = (t > trigger, below.start, t);
        if best.is_none_or(|b| rank > b) {
            best = Some(rank);
        }
    }
    let (_, _, t) = best?;
    let below = d.subtree(t);
    Some(tokens.iter().copied().filter(|k| below.contains(k)).collect())
}

/// Whether what a token hangs on would be cut as well, and says too little without it.
fn falls_with_its_head(d: &Document, t: usize, trigger: usize) -> bool {
    let Some(head) = d.tokens[t].head.filter(|h| *h > trigger) else { return false };
    match d.tokens[t].rel {
        Rel::Conj => d.tokens[head].rel == Rel::Appos,
        _ => preposition(d, t) == "of" && matches!(d.tokens[head].rel, Rel::Obl | Rel::OblAgent | Rel::Nmod),
    }
}

/// The commas and quotes whose neighbours both stay; quotes only in pairs.
fn with_marks(scene: &Scene, tokens: &BTreeSet<usize>) -> Vec<usize> {
    let d = scene.d;
    let (Some(first), Some(last)) = (tokens.first().copied(), tokens.last().copied()) else { return Vec::new() };
    let is_mark = |t: usize| d.tokens[t].upos == Upos::Punct;
    // "fell 4.8 percent on Monday, its worst loss", without the day: the comma parts what stays; of ", 54," both fall away.
    let parts = |t: usize| {
        let near = (first..t).rev().find(|b| is_mark(*b) || tokens.contains(b));
        let phrase = (t + 1..=last).rev().find(|k| tokens.contains(k) && d.subtree(*k).start == t + 1);
        let rel = phrase.map_or(Rel::Dep, |k| d.tokens[k].rel);
        near.is_some_and(|b| !is_mark(b)) && d.word(t) == "," && (rel == Rel::Appos || rel.is_subject())
    };
    let mut all = tokens.clone();
    for t in (first..=last).filter(|t| is_mark(*t)) {
        let before = (first..t).rev().find(|b| !is_mark(*b)).is_none_or(|b| tokens.contains(&b)) || parts(t);
        let after = (t + 1..=last).find(|a| !is_mark(*a)).is_none_or(|a| tokens.contains(&a));
        if before && after {
            all.insert(t);
        } else if !tokens.contains(&t) {
            all.remove(&t);
        }
    }
    // "Anna Berg, the mayor, said", where ", who spoke in Oslo," fell away behind the mayor.
    for t in tokens.iter().copied().filter(|t| d.tokens[*t].rel == Rel::Appos) {
        let below = d.subtree(t);
        let comma = |c: usize| d.word(c) == "," && all.contains(&c);
        let opens = comma(below.start) || below.start.checked_sub(1).is_some_and(comma);
        let Some(end) = all.iter().copied().rfind(|k| below.contains(k) && !is_mark(*k)) else { continue };
        let next = all.range(end + 1..).next().copied().filter(|n| opens && !is_mark(*n));
        all.extend(next.and_then(|next| (end + 1..next).rfind(|c| d.word(*c) == ",")));
    }
    // The quote that opens before the first word and closes behind the last one; no quote alone.
    let start = d.sentences.get(d.sentence_of(first)).map_or(0, |s| s.tokens.start);
    let quote = |t: usize| is_quote(d.word(t));
    let inside = |end: usize| (start..end).filter(|t| quote(*t)).count() % 2 == 1;
    if let Some(open) = first.checked_sub(1).filter(|b| quote(*b) && inside(first)) {
        all.insert(open);
    }
    if let Some(close) = (last + 1..last + 4).find(|t| quote(*t)).filter(|_| inside(last + 1)) {
        all.extend(last + 1..=close);
    }
    if all.iter().filter(|t| quote(**t)).count() % 2 == 1 {
        all.retain(|t| !quote(*t));
    }
    all.into_iter().collect()
}

fn is_quote(word: &str) -> bool {
    matches!(word, "\"" | "“" | "”" | "``" | "''" | "‘‘" | "’’")
}

/// No conjunction, complementizer or mark in front; no article, preposition or conjunction left at the end.
fn loose_ends(scene: &Scene, tokens: &mut Vec<usize>, trigger: usize) {
    let d = scene.d;
    let leads = |t: usize| {
        let k = &d.tokens[t];
        (k.upos == Upos::Punct && !is_quote(d.word(t)))
            || k.upos == Upos::Cconj
            || (k.upos == Upos::Sconj && !matches!(k.lemma.as_str(), "if" | "unless" | "to"))
            || (matches!(k.penn, Penn::Wdt | Penn::Wrb) && k.rel != Rel::Det)
            || (k.rel == Rel::Mark && !matches!(k.lemma.as_str(), "if" | "unless" | "whether" | "to"))
            || (k.upos == Upos::Adp && k.rel == Rel::Case && k.head.is_none_or(|h| h < t))
    };
    while tokens.len() > 1 && tokens.first().is_some_and(|t| *t != trigger && leads(*t)) {
        tokens.remove(0);
    }
    let dangles = |t: usize| {
        let k = &d.tokens[t];
        (k.upos == Upos::Punct && !is_quote(d.word(t)) && !d.word(t).starts_with([')', '%']))
            || matches!(k.upos, Upos::Cconj | Upos::Sconj | Upos::Det)
            || (k.upos == Upos::Adp && !matches!(k.rel, Rel::CompoundPrt | Rel::Obl | Rel::Advmod))
            || (k.upos == Upos::Part && k.penn == Penn::To)
            || matches!(k.penn, Penn::Wp | Penn::Wdt | Penn::Wrb | Penn::PrpPoss)
            // "took up his post only", where "this week" fell away.
            || matches!(d.word(t), "only" | "just" | "even" | "as")
    };
    while tokens.len() > 1 && tokens.last().is_some_and(|t| *t != trigger && dangles(*t)) {
        tokens.pop();
    }
}
