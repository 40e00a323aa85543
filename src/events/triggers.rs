//! Which words report an event: verbs, verbs with their particle, and nouns that name events.

use std::ops::Range;

use super::lexicon::{Certainty, lexicon};
use super::scene::Scene;
use super::syntax::{governor, is_semi_auxiliary, predicate_of, preposition};
use crate::text::{Document, NameKind, Penn, Rel, Upos};

/// Verb or noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// "resigned", "took off".
    Verb,
    /// "summit".
    Noun,
}

/// The word that reports an event.
#[derive(Debug, Clone, PartialEq)]
pub struct Trigger {
    /// Its head token.
    pub token: usize,
    /// All its tokens: the verb and the particle next to it.
    pub tokens: Range<usize>,
    /// Its dictionary form, with the particle.
    pub lemma: String,
    /// Verb or noun.
    pub kind: Kind,
    /// A verb that only carries a noun event: "held" in "held talks".
    pub light: bool,
}

/// The triggers of a text, in order. Words of time expressions are none.
pub fn find(scene: &Scene) -> Vec<Trigger> {
    (0..scene.d.tokens.len()).filter(|i| scene.time(*i).is_none()).filter_map(|i| trigger(scene, i)).collect()
}

fn trigger(scene: &Scene, i: usize) -> Option<Trigger> {
    match scene.d.tokens[i].upos {
        Upos::Verb if is_mistagged_noun(scene.d, i) => noun(scene, i),
        Upos::Verb => verb(scene, i),
        Upos::Noun | Upos::Propn => noun(scene, i),
        _ => None,
    }
}

/// "there are": nothing happens, whatever the tagger makes of it.
fn is_be(d: &Document, i: usize) -> bool {
    matches!(d.lemma(i), "be" | "is" | "are" | "was" | "were" | "been" | "being" | "'s" | "’s" | "'re" | "’re")
}

/// The verb with its particle.
fn verb(scene: &Scene, i: usize) -> Option<Trigger> {
    let d = scene.d;
    let token = &d.tokens[i];
    let modifies = matches!(token.rel, Rel::Amod | Rel::Compound | Rel::Case | Rel::Mark | Rel::Fixed | Rel::Flat);
    let helps = matches!(token.rel, Rel::Aux | Rel::AuxPass | Rel::Cop) || token.penn == Penn::Md;
    if modifies && !is_only_verb(d, i) && predicate_of(d, i).is_none()
        || helps
        || is_semi_auxiliary(d, i)
        || is_be(d, i)
        || scene.name(i).is_some()
    {
        return None;
    }
    if token.penn == Penn::Vbz && is_plural_noun(d, i) {
        return None;
    }
    // "President-elect Sofia Lang" elects nobody.
    if token.lemma == "elect" && i.checked_sub(1).is_some_and(|b| d.word(b) == "-") {
        return None;
    }
    // "has until April to do so": what is done was told before.
    if token.lemma == "do" && d.word(i + 1) == "so" && !d.word(i + 2).eq_ignore_ascii_case("much") {
        return None;
    }
    let words = lexicon();
    let light = words.light.light.contains(&token.lemma) && carried(d, i);
    let prepositional = matches!(token.penn, Penn::Vbn | Penn::Vbg)
        && matches!(token.rel, Rel::Acl | Rel::Advcl | Rel::Obl | Rel::Nmod)
        && words.prepositional.contains(&token.lemma);
    if prepositional || is_naming(d, i) || (words.no_event.contains(&token.lemma) && !light) {
        return None;
    }
    let particle = d.children_with(i, Rel::CompoundPrt).find(|p| *p > i);
    let lemma = particle.map_or_else(|| token.lemma.clone(), |p| format!("{} {}", token.lemma, d.lemma(p)));
    let end = particle.filter(|p| *p == i + 1).map_or(i + 1, |p| p + 1);
    let light = light || (words.light.light.contains(&lemma) && carried(d, i));
    Some(Trigger { token: i, tokens: i..end, lemma, kind: Kind::Verb, light })
}

/// "the capsule, named Heron", "a firm called Velkor": says only what it is called.
fn is_naming(d: &Document, i: usize) -> bool {
    let name = d.tokens.get(i + 1).is_some_and(|t| t.upos == Upos::Propn || matches!(d.word(i + 1), "\"" | "“" | "‘"));
    let behind = i.checked_sub(1).is_some_and(|b| d.word(b) == "," || d.tokens[b].upos == Upos::Noun);
    let bare = !d
        .children(i)
        .iter()
        .any(|c| d.tokens[*c].rel.is_subject() || matches!(d.tokens[*c].rel, Rel::Aux | Rel::AuxPass));
    d.tokens[i].penn == Penn::Vbn && name && behind && bare && lexicon().naming.contains(d.lemma(i))
}

/// "held talks": the object of a verb is no finite verb, whatever its tag.
fn is_mistagged_noun(d: &Document, i: usize) -> bool {
    let token = &d.tokens[i];
    matches!(token.penn, Penn::Vbz | Penn::Vbp)
        && matches!(token.rel, Rel::Obj | Rel::NsubjPass)
        && lexicon().noun(&d.word(i).to_lowercase()).is_some()
}

/// "Harwick shares rose": of two finite verbs side by side the first is a noun that the tagger mistook.
fn is_plural_noun(d: &Document, i: usize) -> bool {
    let after_name = i.checked_sub(1).is_some_and(|b| d.tokens[b].upos == Upos::Propn);
    let finite = |t: &crate::text::Token| matches!(t.penn, Penn::Vbd | Penn::Vbz | Penn::Md | Penn::Vbp);
    after_name && d.tokens.get(i + 1).is_some_and(finite)
}

/// "Anna Berg and Omar Haddad first met": the one verb of its sentence is no modifier, whatever the parser hung it on.
fn is_only_verb(d: &Document, i: usize) -> bool {
    let sentence = d.sentences.get(d.sentence_of(i)).map_or(i..i, |s| s.tokens.clone());
    let past = matches!(d.tokens[i].penn, Penn::Vbd | Penn::Vbn);
    past && sentence.filter(|t| matches!(d.tokens[*t].upos, Upos::Verb | Upos::Aux)).eq([i])
}

/// Whether the object (or passive subject) of a verb is an event noun.
fn carried(d: &Document, i: usize) -> bool {
    d.children(i)
        .iter()
        .filter(|c| matches!(d.tokens[**c].rel, Rel::Obj | Rel::NsubjPass))
        .any(|c| (d.tokens[*c].upos == Upos::Noun && lexicon().noun(d.lemma(*c)).is_some()) || is_mistagged_noun(d, *c))
}

fn noun(scene: &Scene, i: usize) -> Option<Trigger> {
    let d = scene.d;
    let token = &d.tokens[i];
    let lemma = token.lemma.to_lowercase();
    let entry = lexicon().noun(&lemma).or_else(|| lexicon().noun(&d.word(i).to_lowercase()))?;
    // "the Order of St Olav" is a body.
    if scene.name(i).is_some_and(|n| n.tokens.len() > 1 && n.kind != NameKind::Other) {
        return None;
    }
    if token.upos == Upos::Propn && (entry.certainty == Certainty::Possible || !speaks_for_an_event(scene, i)) {
        return None;
    }
    // "election campaign", "sales price": the second noun is what is talked about.
    if matches!(token.rel, Rel::Compound | Rel::Flat | Rel::Fixed | Rel::NmodDesc) {
        return None;
    }
    if entry.certainty == Certainty::Possible && !speaks_for_an_event(scene, i)
        || is_headline_verb(scene, i)
        || is_counted(d, i)
    {
        return None;
    }
    Some(Trigger { token: i, tokens: i..i + 1, lemma, kind: Kind::Noun, light: false })
}

/// "Skylark orders ten jets": in a headline without another verb the plural noun behind a name is the verb, which no parse
/// of its own tells.
fn is_headline_verb(scene: &Scene, i: usize) -> bool {
    let d = scene.d;
    let next = d.tokens.get(i + 1);
    let goes_on = next.is_some_and(|t| matches!(t.penn, Penn::To | Penn::Cd | Penn::Dt) || t.upos == Upos::Propn);
    let behind = i.checked_sub(1).is_some_and(|b| scene.name(b).is_some() || d.tokens[b].upos == Upos::Noun);
    d.tokens[i].penn == Penn::Nns && goes_on && behind && scene.is_headline(d.sentence_of(i))
}

/// "has 154 orders": so many of a thing are no event.
fn is_counted(d: &Document, i: usize) -> bool {
    let had = governor(d, i).is_some_and(|g| d.tokens[i].rel == Rel::Obj && d.lemma(g) == "have");
    had && d.child(i, Rel::Nummod).is_some()
}

/// Whether the syntax around a noun speaks for an event: arguments, a date, a light verb, a verb of happening.
fn speaks_for_an_event(scene: &Scene, i: usize) -> bool {
    let d = scene.d;
    let argument = d.children(i).iter().any(|c| match d.tokens[*c].rel {
        Rel::NmodPoss => true,
        Rel::Nmod => {
            matches!(preposition(d, *c), "between" | "with" | "by" | "against" | "of") || scene.time(*c).is_some()
        }
        Rel::NmodUnmarked => scene.time(*c).is_some(),
        _ => false,
    });
    let governed = governor(d, i).is_some_and(|g| {
        let lemma = d.lemma(g);
        match d.tokens[i].rel {
            Rel::Obj => lexicon().light.light.contains(lemma) || lexicon().light.joining.contains(lemma),
            Rel::Nsubj | Rel::NsubjPass => lexicon().light.occurring.contains(lemma) && d.tokens[g].upos == Upos::Verb,
            Rel::Obl => matches!(preposition(d, i), "after" | "during" | "before" | "since" | "following"),
            _ => false,
        }
    });
    argument || governed
}
