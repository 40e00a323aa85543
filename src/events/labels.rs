//! The words of a timeline's line: the clause around the trigger, in the article's own words, readable alone.
//!
//! A pronoun gets its actor in brackets ("he [Kim Jong-un] left Hanoi"); a missing subject is put before in brackets
//! ("[Kim Jong-un] to visit Russia"). What is left out of the middle leaves "…".

use super::lexicon::lexicon;
use super::scene::Scene;
use super::syntax::{governor, is_semi_auxiliary, subject};
use super::triggers::{Kind, Trigger};
use crate::findings::MentionForm;
use crate::text::{Penn, Rel, Upos};

/// Code points that a label has at most, brackets not counted.
const LONGEST: usize = 100;
/// Tokens that a noun's phrase needs to be readable alone.
const READABLE: usize = 3;

/// The label of a trigger.
pub fn label(scene: &Scene, trigger: &Trigger) -> String {
    match trigger.kind {
        Kind::Verb => clause(scene, trigger.token),
        Kind::Noun => {
            let phrase = phrase(scene, trigger.token);
            let verb = governor(scene.d, trigger.token).filter(|g| {
                matches!(scene.d.tokens[trigger.token].rel, Rel::Obj | Rel::Nsubj | Rel::NsubjPass)
                    && scene.d.tokens[*g].upos == Upos::Verb
            });
            match verb {
                Some(verb) if phrase.len() < READABLE || lexicon().light.light.contains(scene.d.lemma(verb)) => {
                    clause(scene, verb)
                }
                _ => print(scene, &shortened(scene, trigger.token, phrase), trigger.token),
            }
        }
    }
}

/// The tokens of a noun phrase without relative clauses.
fn phrase(scene: &Scene, i: usize) -> Vec<usize> {
    let d = scene.d;
    let mut tokens = vec![i];
    for c in d.children(i).iter().copied() {
        let belongs = match d.tokens[c].rel {
            Rel::Case => d.lemma(c) == "'s" && c > i,
            Rel::Nsubj | Rel::Cop | Rel::Punct | Rel::Cc | Rel::Conj | Rel::AclRelcl | Rel::Mark | Rel::Parataxis => {
                false
            }
            Rel::Appos | Rel::Advcl | Rel::Aux | Rel::Advmod | Rel::Dep | Rel::Acl => false,
            _ => true,
        };
        if belongs {
            tokens.extend(tree(scene, c));
        }
    }
    tokens.sort_unstable();
    tokens.dedup();
    tokens
}

fn clause(scene: &Scene, i: usize) -> String {
    let d = scene.d;
    // "will have to return": the helping verb holds the subject and the tense.
    let helper = governor(d, i).filter(|g| d.tokens[i].rel == Rel::Xcomp && is_semi_auxiliary(d, *g));
    let top = helper.unwrap_or(i);
    let relative = relative_subject(scene, i);
    let mut tokens = vec![top];
    for c in d.children(top).iter().copied().filter(|c| Some(*c) != relative) {
        let belongs = match d.tokens[c].rel {
            Rel::Punct
            | Rel::Cc
            | Rel::Mark
            | Rel::Parataxis
            | Rel::Advcl
            | Rel::AdvclRelcl
            | Rel::Discourse
            | Rel::Vocative => d.tokens[c].rel == Rel::Mark && d.lemma(c) == "to",
            Rel::Conj => d.tokens[c].upos != Upos::Verb && d.child(c, Rel::Nsubj).is_none(),
            Rel::Ccomp => c > i,
            Rel::Advmod => !matches!(d.tokens[c].penn, Penn::Wrb),
            _ => true,
        };
        if belongs {
            tokens.extend(tree(scene, c));
        }
    }
    tokens.sort_unstable();
    tokens.dedup();
    let tokens = shortened(scene, top, tokens);
    let mut text = print(scene, &tokens, i);
    if let Some(name) = missing_subject(scene, i, &tokens) {
        text = format!("[{name}] {text}");
    }
    text
}

/// "who", "that": left out, since the actor is put before.
fn relative_subject(scene: &Scene, i: usize) -> Option<usize> {
    let d = scene.d;
    let wh = |c: &usize| {
        matches!(d.tokens[*c].penn, Penn::Wp | Penn::Wdt) || matches!(d.lemma(*c), "that" | "which" | "who")
    };
    let relative = matches!(d.tokens[i].rel, Rel::AclRelcl | Rel::AdvclRelcl);
    d.children(i).iter().copied().filter(|c| relative && d.tokens[*c].rel.is_subject()).find(wh)
}

/// The actor that a clause without a subject of its own is about.
fn missing_subject(scene: &Scene, i: usize, tokens: &[usize]) -> Option<String> {
    let (s, _) = subject(scene.d, i, |lemma| lexicon().is_object_control(lemma))?;
    if tokens.contains(&s) {
        return None;
    }
    match scene.mention(s) {
        Some((actor, _)) => scene.cast.actors.get(actor as usize).map(|a| a.name.clone()),
        None => Some(scene.d.words(short_noun(scene, s)).to_string()),
    }
}

/// A noun with what stands directly before it.
fn short_noun(scene: &Scene, s: usize) -> std::ops::Range<usize> {
    let d = scene.d;
    let first = d
        .children(s)
        .iter()
        .copied()
        .filter(|c| {
            *c < s && matches!(d.tokens[*c].rel, Rel::Amod | Rel::Compound | Rel::Det | Rel::Nummod | Rel::NmodPoss)
        })
        .map(|c| d.subtree(c).start)
        .min();
    first.unwrap_or(s)..s + 1
}

/// A dependent with all below it but long additions.
fn tree(scene: &Scene, i: usize) -> Vec<usize> {
    let d = scene.d;
    let mut all = Vec::new();
    let mut open = vec![i];
    while let Some(t) = open.pop() {
        all.push(t);
        open.extend(
            d.children(t)
                .iter()
                .copied()
                .filter(|c| !matches!(d.tokens[*c].rel, Rel::AclRelcl | Rel::Parataxis | Rel::Advcl)),
        );
    }
    all
}

/// Cut to the longest length: whole dependents fall away, first those before the subject, then from the end.
fn shortened(scene: &Scene, i: usize, mut tokens: Vec<usize>) -> Vec<usize> {
    let d = scene.d;
    let fronted = |c: &usize| {
        *c < i && matches!(d.tokens[*c].rel, Rel::Obl | Rel::Advcl | Rel::OblUnmarked) && scene.time(*c).is_none()
    };
    let droppable = |c: &usize| *c > i && !matches!(d.tokens[*c].rel, Rel::Obj | Rel::CompoundPrt | Rel::Xcomp);
    let mut order: Vec<usize> = d.children(i).iter().copied().filter(fronted).collect();
    order.extend(d.children(i).iter().rev().copied().filter(droppable));
    for c in order {
        if length(scene, &tokens) <= LONGEST {
            break;
        }
        let below = d.subtree(c);
        if !below.contains(&i) {
            tokens.retain(|t| !below.contains(t));
        }
    }
    tokens
}

fn length(scene: &Scene, tokens: &[usize]) -> usize {
    tokens.iter().map(|t| scene.d.tokens[*t].span.len() as usize + 1).sum()
}

/// The words with their own spacing; actors in brackets behind pronouns; cut with "…" where it is still too long.
fn print(scene: &Scene, tokens: &[usize], trigger: usize) -> String {
    let d = scene.d;
    let mut text = String::new();
    let mut written = 0;
    let mut last: Option<usize> = None;
    for t in trimmed(scene, tokens) {
        if written > LONGEST && t > trigger {
            text.push('…');
            break;
        }
        if let Some(l) = last {
            let gap = d.tokens[l].bytes.end..d.tokens[t].bytes.start;
            if t != l + 1 || d.text.get(gap).is_some_and(|g| !g.is_empty()) {
                text.push(' ');
            }
        }
        text.push_str(d.word(t));
        written += d.tokens[t].span.len() as usize + 1;
        if let Some(name) = pronoun_actor(scene, t) {
            text.push_str(&format!(" [{name}]"));
        }
        last = Some(t);
    }
    text
}

/// Without punctuation at either end.
fn trimmed(scene: &Scene, tokens: &[usize]) -> Vec<usize> {
    let is_mark = |t: &usize| scene.d.tokens[*t].upos == Upos::Punct;
    let start = tokens.iter().position(|t| !is_mark(t)).unwrap_or(0);
    let end = tokens.iter().rposition(|t| !is_mark(t)).map_or(tokens.len(), |p| p + 1);
    tokens.get(start..end).unwrap_or(tokens).to_vec()
}

fn pronoun_actor(scene: &Scene, t: usize) -> Option<String> {
    let (actor, mention) = scene.mention(t)?;
    let one_word = scene.d.tokens_in(mention.span).len() == 1;
    (mention.form == MentionForm::Pronoun && one_word).then(|| scene.cast.actors[actor as usize].name.clone())
}
