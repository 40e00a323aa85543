//! Who takes part in an event, and as what: read from the syntax around its trigger.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Deserialize;

use super::lexicon::lexicon;
use super::scene::Scene;
use super::syntax::{governor, is_nominal, preposition, subject, with_conjuncts};
use super::triggers::{Kind, Trigger};
use crate::findings::{ActorKind, Participant, ParticipantRole};
use crate::text::{Rel, Upos};

/// The lists of `participants.toml`.
#[derive(Debug, Deserialize)]
pub(super) struct Words {
    representatives: BTreeSet<String>,
    undergone: BTreeSet<String>,
    beside: BTreeSet<String>,
    pub(super) places: BTreeSet<String>,
    pub(super) motions: BTreeSet<String>,
}

pub(super) static WORDS: LazyLock<Words> =
    LazyLock::new(|| match toml::from_str(include_str!("../../data/en/events/participants.toml")) {
        Ok(words) => words,
        Err(error) => panic!("the word lists built into this program cannot be read: {error}"),
    });

/// Everybody who takes part in the event, each once, in the order found.
pub fn find(scene: &Scene, trigger: &Trigger) -> Vec<Participant> {
    let mut list = List { scene, found: Vec::new() };
    match trigger.kind {
        Kind::Verb => list.of_verb(trigger.token),
        Kind::Noun => list.of_noun(trigger),
    }
    list.found
}

struct List<'s, 'a> {
    scene: &'s Scene<'a>,
    found: Vec<Participant>,
}

impl List<'_, '_> {
    fn add(&mut self, actor: u32, role: ParticipantRole) {
        if !self.found.iter().any(|p| p.actor == actor) {
            self.found.push(Participant { actor, role });
        }
    }

    /// The actors that a noun phrase means: its head, those joined to it, and whom they stand for.
    fn add_phrase(&mut self, head: usize, role: ParticipantRole) {
        for token in with_conjuncts(self.scene.d, head) {
            self.add_head(token, role);
        }
    }

    fn add_head(&mut self, token: usize, role: ParticipantRole) {
        let scene = self.scene;
        let d = scene.d;
        if let Some((actor, _)) = scene.mention(token) {
            self.add(actor, role);
        } else if let Some((actor, _)) = d.children_with(token, Rel::Appos).find_map(|c| scene.mention(c)) {
            self.add(actor, role);
        } else if WORDS.representatives.contains(d.lemma(token)) {
            let behind = d.children(token).iter().copied().find(|c| match d.tokens[*c].rel {
                Rel::Compound | Rel::NmodPoss | Rel::Amod | Rel::NmodDesc => scene.mention(*c).is_some(),
                Rel::Nmod => matches!(preposition(d, *c), "of" | "for" | "from") && scene.mention(*c).is_some(),
                _ => false,
            });
            if let Some((actor, _)) = behind.and_then(|c| scene.mention(c)) {
                self.add(actor, role);
            }
        }
        // "The firm's new phone was shown": the owner has a part in it.
        let owned = scene.mention(token).is_none_or(|(a, _)| scene.is_kind(a, ActorKind::Product));
        if let Some((owner, _)) = d.child(token, Rel::NmodPoss).filter(|_| owned).and_then(|c| scene.mention(c))
            && !scene.is_kind(owner, ActorKind::Person)
        {
            self.add(owner, ParticipantRole::Other);
        }
    }

    fn of_verb(&mut self, i: usize) {
        let d = self.scene.d;
        let subject = subject(d, i, |lemma| lexicon().is_object_control(lemma));
        let passive = subject.is_some_and(|(_, passive)| passive);
        if let Some((s, passive)) = subject {
            self.add_phrase(s, if passive { ParticipantRole::Patient } else { ParticipantRole::Agent });
        }
        for c in d.children(i).iter().copied() {
            match d.tokens[c].rel {
                Rel::Obj | Rel::Iobj if self.scene.time(c).is_none() => self.add_object(c),
                Rel::OblAgent => self.add_phrase(c, ParticipantRole::Agent),
                Rel::Obl if is_nominal(d, c) && self.scene.time(c).is_none() => {
                    let preposition = preposition(d, c);
                    if passive && preposition == "by" {
                        self.add_phrase(c, ParticipantRole::Agent);
                    } else if WORDS.beside.contains(preposition) {
                        self.add_phrase(c, ParticipantRole::Other);
                    }
                }
                _ => {}
            }
        }
        // "the town that the army took": the noun before the relative clause undergoes it.
        let has_object = d.child(i, Rel::Obj).is_some() || d.child(i, Rel::Obl).is_some();
        if d.tokens[i].rel == Rel::AclRelcl
            && !has_object
            && d.child(i, Rel::Nsubj).is_some()
            && let Some(g) = governor(d, i).filter(|g| subject.is_some_and(|(s, _)| s != *g))
        {
            self.add_phrase(g, ParticipantRole::Patient);
        }
    }

    /// The object of a verb; below an event noun ("praised the launch of X") it is the noun's business.
    fn add_object(&mut self, c: usize) {
        self.add_phrase(c, ParticipantRole::Patient);
        let d = self.scene.d;
        if self.scene.trigger(c).is_some() {
            for n in
                d.children_with(c, Rel::Nmod).filter(|n| matches!(preposition(d, *n), "with" | "between" | "against"))
            {
                self.add_phrase(n, ParticipantRole::Other);
            }
        }
    }

    fn of_noun(&mut self, trigger: &Trigger) {
        let (scene, d, i) = (self.scene, self.scene.d, trigger.token);
        let undergone = WORDS.undergone.contains(&trigger.lemma);
        let mut heads = vec![i];
        // "The last meeting was in 2011 between ...": what the sentence says of it hangs on the date.
        if let Some(g) = governor(d, i).filter(|g| d.tokens[i].rel == Rel::Nsubj && d.child(*g, Rel::Cop).is_some()) {
            heads.push(g);
        }
        for head in heads {
            for c in d.children(head).iter().copied().filter(|c| scene.time(*c).is_none()) {
                match d.tokens[c].rel {
                    Rel::NmodPoss if head == i => {
                        self.add_phrase(c, if undergone { ParticipantRole::Patient } else { ParticipantRole::Agent });
                    }
                    Rel::Compound | Rel::Amod | Rel::NmodDesc | Rel::NmodUnmarked if head == i => self.add_modifier(c),
                    Rel::Nmod | Rel::Obl => match preposition(d, c) {
                        "by" => self.add_phrase(c, ParticipantRole::Agent),
                        "between" | "among" => self.add_phrase(c, ParticipantRole::Agent),
                        "of" if head == i => self.add_phrase(c, ParticipantRole::Patient),
                        other if WORDS.beside.contains(other) => self.add_phrase(c, ParticipantRole::Other),
                        _ => {}
                    },
                    _ => {}
                }
            }
        }
        self.add_support(i);
    }

    /// "the Kim-Putin meeting", "an iPhone launch"; a town before the noun is where it took place.
    fn add_modifier(&mut self, c: usize) {
        let scene = self.scene;
        let mut open = vec![c];
        while let Some(t) = open.pop() {
            if let Some((actor, _)) = scene.mention(t)
                && !scene.is_kind(actor, ActorKind::Place)
            {
                self.add(actor, ParticipantRole::Other);
            }
            open.extend(scene.d.children(t).iter().copied().filter(|k| {
                matches!(scene.d.tokens[*k].rel, Rel::Compound | Rel::Conj | Rel::Flat | Rel::Dep | Rel::NmodUnmarked)
            }));
        }
    }

    /// "Trump held talks", "the summit was attended by Kim": who does the verb takes part in the noun.
    fn add_support(&mut self, i: usize) {
        let d = self.scene.d;
        let Some(g) = governor(d, i).filter(|g| d.tokens[*g].upos == Upos::Verb) else { return };
        let words = &lexicon().light;
        let lemma = d.lemma(g);
        let object = d.tokens[i].rel == Rel::Obj;
        if !(words.light.contains(lemma) || words.joining.contains(lemma)) {
            return;
        }
        if let Some((s, _)) = subject(d, g, |lemma| lexicon().is_object_control(lemma)).filter(|_| object) {
            self.add_phrase(s, ParticipantRole::Agent);
        }
        if object || d.tokens[i].rel == Rel::NsubjPass {
            for c in d.children(g).iter().copied().filter(|c| matches!(d.tokens[*c].rel, Rel::Obl | Rel::OblAgent)) {
                match preposition(d, c) {
                    "by" => self.add_phrase(c, ParticipantRole::Agent),
                    "with" | "between" | "against" => self.add_phrase(c, ParticipantRole::Other),
                    _ => {}
                }
            }
        }
    }
}
