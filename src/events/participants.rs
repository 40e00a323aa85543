//! Who takes part in an event, and as what: read from the syntax around its trigger.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Deserialize;

use super::belongings;
use super::lexicon::{Class, lexicon};
use super::scene::Scene;
use super::syntax::{governor, has_to, is_nominal, is_relative, objects_behind, preposition, with_conjuncts};
use super::triggers::{Kind, Trigger};
use crate::findings::{ActorKind, MentionForm, Participant, ParticipantRole};
use crate::text::{Penn, Rel, Upos};

/// The lists of `participants.toml`.
#[derive(Debug, Deserialize)]
pub(super) struct Words {
    representatives: BTreeSet<String>,
    pub(super) pieces: BTreeSet<String>,
    undergone: BTreeSet<String>,
    pub(super) attributes: BTreeSet<String>,
    quantities: BTreeSet<String>,
    works: BTreeSet<String>,
    /// What its owner's or maker's name is put before.
    pub(super) machines: BTreeSet<String>,
    transfers: BTreeSet<String>,
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
        Kind::Noun => list.of_noun(trigger.token),
    }
    list.found
}

/// Everybody who takes part in what a verb reports.
pub fn of_verb(scene: &Scene, verb: usize) -> Vec<Participant> {
    let mut list = List { scene, found: Vec::new() };
    list.of_verb(verb);
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
        if let Some(other) = self.joined_before(head) {
            self.add(other, role);
        }
    }

    /// "Corvane Oil and Selt Gas announced", with the first name hung on the second: the name before the "and".
    fn joined_before(&self, head: usize) -> Option<u32> {
        let (scene, d) = (self.scene, self.scene.d);
        let (_, second) = scene.mention(head).filter(|(_, m)| m.form == MentionForm::Name)?;
        let second = d.tokens_in(second.span);
        let and = second.start.checked_sub(1).filter(|a| d.word(*a) == "and")?;
        let (first, mention) = scene.mention(and.checked_sub(1)?).filter(|(_, m)| m.form == MentionForm::Name)?;
        let before = d.head_of(d.tokens_in(mention.span));
        let hangs = d.tokens[before].rel == Rel::Compound && governor(d, before).is_some_and(|g| second.contains(&g));
        (hangs && d.sentence_of(before) == d.sentence_of(head)).then_some(first)
    }

    fn add_head(&mut self, token: usize, role: ParticipantRole) {
        let scene = self.scene;
        let d = scene.d;
        let meant = scene.actors_at(token);
        if !meant.is_empty() {
            for actor in meant {
                self.add(actor, role);
                if scene.is_only_described(actor) {
                    // What happens to its people concerns the country that they are named with.
                    let home = scene.cast.homes.get(actor as usize).copied().flatten();
                    for other in scene.actors_within(actor).into_iter().chain(home) {
                        if !scene.is_kind(other, ActorKind::Place) {
                            self.add(other, ParticipantRole::Other);
                        }
                    }
                }
            }
        } else if let Some(measured) = self.measured(token) {
            self.add_phrase(measured, role);
            return;
        } else if let Some(named) = d.children_with(token, Rel::Appos).find(|c| scene.mention(*c).is_some()) {
            // "Chemists Ana Ruiz and Jan Berg": all that stand beside the noun.
            // "Two others, the banker Ana Ruiz and the broker Jan Berg", joined to the first name.
            let name = d.child(named, Rel::Appos).or_else(|| d.child(named, Rel::Flat));
            let joined = name.into_iter().flat_map(|name| with_conjuncts(d, name));
            for part in with_conjuncts(d, named).into_iter().chain(joined) {
                let name = d.child(part, Rel::Appos).filter(|_| scene.mention(part).is_none());
                scene.actors_at(name.unwrap_or(part)).into_iter().for_each(|actor| self.add(actor, role));
            }
        } else if let Some(actor) = self.titled(token).or_else(|| self.product(token)) {
            self.add(actor, role);
        } else if WORDS.representatives.contains(d.lemma(token)) {
            let behind = d.children(token).iter().copied().find(|c| match d.tokens[*c].rel {
                Rel::Compound | Rel::NmodPoss | Rel::Amod | Rel::NmodDesc => scene.mention(*c).is_some(),
                Rel::Nmod => matches!(preposition(d, *c), "of" | "for" | "from" | "at") && scene.mention(*c).is_some(),
                _ => false,
            });
            if let Some((actor, _)) = behind.and_then(|c| scene.mention(c)) {
                self.add(actor, role);
            }
        }
        // "The firm's new phone was shown": the owner has a part in it.
        let owned = scene.mention(token).is_none_or(|(a, _)| scene.is_kind(a, ActorKind::Product));
        let named_beside = scene.mention(token).is_some() || d.child(token, Rel::Appos).is_some();
        if let Some((owner, _)) = d.child(token, Rel::NmodPoss).filter(|_| owned).and_then(|c| scene.mention(c))
            && !scene.is_kind(owner, ActorKind::Person)
            // "its predecessor, the Orbit 2": no product owns another.
            && !(scene.is_kind(owner, ActorKind::Product) && named_beside)
        {
            self.add(owner, ParticipantRole::Other);
        }
        if scene.mention(token).is_none() {
            belongings::owners(scene, token).into_iter().for_each(|owner| self.add(owner, ParticipantRole::Other));
        }
    }

    /// "Secretary of State Jane Roe", "the lander Sirel", when the parser took the description for the head: the name at
    /// the end of the pile.
    fn titled(&self, head: usize) -> Option<u32> {
        let (scene, d) = (self.scene, self.scene.d);
        let pile = d.tokens[head].upos == Upos::Propn;
        let belongs = |t: &usize| {
            let Some(k) = d.tokens.get(*t) else { return false };
            k.upos == Upos::Propn && (pile || k.head == Some(head) || k.head.is_some_and(|h| h > head && h <= *t + 3))
                || pile && k.lemma == "of"
        };
        (head + 1..d.tokens.len())
            .take_while(belongs)
            .find_map(|t| scene.mention(t).filter(|(_, m)| m.form == MentionForm::Name).map(|(actor, _)| actor))
    }

    /// "its iPhone device", "a new version of the A380", "A380 jets": the product of which the noun names a piece or kind.
    fn product(&self, head: usize) -> Option<u32> {
        belongings::product(self.scene, head)
    }

    /// "half of the town", "thousands of workers": what the quantity is of.
    fn measured(&self, head: usize) -> Option<usize> {
        let d = self.scene.d;
        let counts = WORDS.quantities.contains(d.lemma(head)) || d.tokens[head].upos == Upos::Num;
        d.children_with(head, Rel::Nmod).find(|c| counts && preposition(d, *c) == "of")
    }

    fn of_verb(&mut self, i: usize) {
        self.verb_to_depth(i, 2);
    }

    fn verb_to_depth(&mut self, i: usize, depth: usize) {
        let d = self.scene.d;
        let subject = self.scene.subject(i);
        let passive = subject.is_some_and(|(_, passive)| passive);
        let governors = &lexicon().governor;
        let lemma = d.lemma(i);
        let listed = governors.planned.contains(lemma) || governors.implied.contains(lemma);
        let binds = listed || lexicon().verb(lemma) == Class::IAction;
        if let Some((s, passive)) = subject {
            self.add_phrase(s, if passive { ParticipantRole::Patient } else { ParticipantRole::Agent });
            // "Talks between the firms began": whoever talked.
            if lexicon().noun(d.lemma(s)).is_some_and(|n| n.mutual)
                && (lexicon().light.occurring.contains(lemma) || lexicon().verb(lemma) == Class::Aspectual)
            {
                let mut talks = List { scene: self.scene, found: Vec::new() };
                talks.of_noun(s);
                talks.found.into_iter().for_each(|p| self.add(p.actor, ParticipantRole::Other));
            }
            // "Her last film was released".
            if WORDS.works.contains(d.lemma(s))
                && let Some((author, _)) = d.child(s, Rel::NmodPoss).and_then(|p| self.scene.mention(p))
            {
                self.add(author, ParticipantRole::Other);
            }
            // "Port Harwood FC sacked manager Gareth Pugh", read as a sacked manager.
            let misread = d.tokens[i].rel == Rel::Amod && !passive && s < i && self.scene.name(s).is_some();
            governor(d, i)
                .filter(|g| misread && *g > i)
                .into_iter()
                .for_each(|g| self.add_phrase(g, ParticipantRole::Patient));
        }
        for c in d.children(i).iter().copied() {
            match d.tokens[c].rel {
                // "Whom he had warned": the noun before the relative clause.
                Rel::Obj if is_relative(d, c) && d.tokens[i].rel == Rel::AclRelcl => {
                    governor(d, i).into_iter().for_each(|g| self.add_phrase(g, ParticipantRole::Patient));
                }
                Rel::Obj if subject.is_some_and(|(s, _)| s == c) => {}
                Rel::Obj | Rel::Iobj if self.scene.time(c).is_none() => {
                    if !self.is_left_behind(i, c) {
                        self.add_object(c);
                    }
                    // "fined the bank 3 million euros", with the bank hung on the sum.
                    if self.scene.mention(c).is_none() && d.child(c, Rel::Nummod).is_some() {
                        self.add_before_time(c, ParticipantRole::Patient);
                    }
                    // "was refused a visa by the state": who does it hangs on the object.
                    let by = d.children_with(c, Rel::Nmod).find(|n| passive && preposition(d, *n) == "by");
                    by.into_iter().for_each(|n| self.add_phrase(n, ParticipantRole::Agent));
                }
                Rel::Obj | Rel::Iobj => self.add_before_time(c, ParticipantRole::Patient),
                Rel::OblAgent if self.scene.time(c).is_some() => self.add_before_time(c, ParticipantRole::Agent),
                Rel::OblAgent => self.add_phrase(c, ParticipantRole::Agent),
                // "dismissed chief executive Ana Ruiz", "named Ana Ruiz as": what a parser calls otherwise is still the object.
                Rel::Obl | Rel::OblUnmarked | Rel::Xcomp
                    if c > i && self.is_bare_name(c) && d.child(i, Rel::Obj).is_none() =>
                {
                    self.add_phrase(c, ParticipantRole::Patient);
                }
                Rel::Obl if is_nominal(d, c) && self.scene.time(c).is_none() => {
                    let preposition = preposition(d, c);
                    if passive && preposition == "by" {
                        self.add_phrase(c, ParticipantRole::Agent);
                    } else if WORDS.beside.contains(preposition) && !self.is_way(i, c, preposition) {
                        self.add_phrase(c, ParticipantRole::Other);
                    }
                }
                // "agreed to sell the plant to Corvane": the agreement concerns Corvane as well; a wish concerns nobody yet.
                Rel::Xcomp | Rel::Advcl
                    if depth > 0
                        && binds
                        && c > i
                        && d.tokens[c].upos == Upos::Verb
                        && (d.tokens[c].rel == Rel::Xcomp || has_to(d, c)) =>
                {
                    let mut below = List { scene: self.scene, found: Vec::new() };
                    below.verb_to_depth(c, depth - 1);
                    for other in below.found {
                        self.add(other.actor, ParticipantRole::Other);
                    }
                }
                _ => {}
            }
        }
        for lost in objects_behind(d, i) {
            self.add_phrase(lost, ParticipantRole::Patient);
        }
        if passive && !self.found.iter().any(|p| p.role == ParticipantRole::Agent) {
            self.add_agent_behind(i);
        }
        // "the town that the army took": the noun before the relative clause undergoes it.
        let has_object = d.child(i, Rel::Obj).is_some() || d.child(i, Rel::Obl).is_some();
        if d.tokens[i].rel == Rel::AclRelcl
            && !has_object
            && d.child(i, Rel::Nsubj).is_some()
            // "The university where he taught" undergoes nothing.
            && !d.children_with(i, Rel::Advmod).any(|a| matches!(d.word(a), "where" | "when" | "why"))
            && let Some(g) = governor(d, i).filter(|g| subject.is_some_and(|(s, _)| s != *g))
        {
            self.add_phrase(g, ParticipantRole::Patient);
        }
    }

    /// "suspended by the AIB last month", "unveiled the Aurora 12 on Tuesday": a parser may hang the name on the time after it.
    fn add_before_time(&mut self, time: usize, role: ParticipantRole) {
        let (scene, d) = (self.scene, self.scene.d);
        let named = d.subtree(time).find(|t| {
            *t < time && scene.time(*t).is_none() && scene.mention(*t).is_some_and(|(_, m)| m.form == MentionForm::Name)
        });
        named.into_iter().for_each(|t| self.add_head(t, role));
    }

    /// "left Rotterdam", "visited Vilnius": where a motion leads to or from, no party.
    fn is_left_behind(&self, verb: usize, c: usize) -> bool {
        let place = self.scene.mention(c).is_some_and(|(a, _)| self.scene.is_kind(a, ActorKind::Place));
        place && WORDS.motions.contains(self.scene.d.lemma(verb))
    }

    /// A name without a preposition.
    fn is_bare_name(&self, c: usize) -> bool {
        let (scene, d) = (self.scene, self.scene.d);
        let name =
            scene.mention(c).is_some_and(|(a, m)| m.form == MentionForm::Name && !scene.is_kind(a, ActorKind::Place));
        name && d.child(c, Rel::Case).or_else(|| d.child(c, Rel::Mark)).is_none() && scene.time(c).is_none()
    }

    /// "moved to Geneva", "sent helicopters to Lima": a town after "to" or "from" is where it leads, no party.
    fn is_way(&self, verb: usize, c: usize, preposition: &str) -> bool {
        let (scene, d) = (self.scene, self.scene.d);
        let place = scene.mention(c).is_some_and(|(a, _)| scene.is_kind(a, ActorKind::Place));
        place && matches!(preposition, "to" | "from" | "for") && !matches!(d.lemma(verb), "lose" | "belong")
    }

    /// "was arrested at her house by the guard": who did it stands after "by", wherever the parser hung it.
    fn add_agent_behind(&mut self, verb: usize) {
        let (scene, d) = (self.scene, self.scene.d);
        let end = d.sentences.get(d.sentence_of(verb)).map_or(verb, |s| s.tokens.end);
        let same_clause =
            |t: &usize| !matches!(d.tokens[*t].upos, Upos::Verb | Upos::Punct | Upos::Cconj | Upos::Sconj);
        let Some(by) = (verb + 1..end).take_while(same_clause).find(|t| d.word(*t) == "by") else { return };
        if scene.time(by + 1).is_none()
            && let Some(actor) = self.phrase_from(by + 1, end)
        {
            self.add(actor, ParticipantRole::Agent);
        }
    }

    /// The object of a verb; below an event noun ("praised the launch of X") it is the noun's business.
    fn add_object(&mut self, c: usize) {
        self.add_phrase(c, ParticipantRole::Patient);
        let d = self.scene.d;
        // "sold its mine near Narvik to Halden": whoever gets it, wherever the parser hung it.
        if governor(d, c).is_some_and(|verb| WORDS.transfers.contains(d.lemma(verb))) {
            for t in d.subtree(c).filter(|t| *t > c && d.tokens[*t].rel == Rel::Nmod && preposition(d, *t) == "to") {
                let named = self.scene.mention(t).filter(|(_, m)| m.form != MentionForm::Nominal);
                if let Some((actor, _)) = named.filter(|(actor, _)| !self.scene.is_kind(*actor, ActorKind::Place)) {
                    self.add(actor, ParticipantRole::Other);
                }
            }
        }
        // "Shares the prize with Ana Ruiz", "signed the papers with the bank": whoever has a name shares in it.
        if self.scene.trigger(c).is_none() && self.scene.mention(c).is_none() {
            for n in d.children_with(c, Rel::Nmod).filter(|n| matches!(preposition(d, *n), "with" | "against")) {
                let named = self.scene.mention(n).filter(|(_, m)| m.form == MentionForm::Name);
                if named.is_some_and(|(a, _)| {
                    !self.scene.is_kind(a, ActorKind::Place) && !self.scene.is_kind(a, ActorKind::Product)
                }) {
                    self.add_phrase(n, ParticipantRole::Other);
                }
            }
        }
        if self.scene.trigger(c).is_some() {
            for n in
                d.children_with(c, Rel::Nmod).filter(|n| matches!(preposition(d, *n), "with" | "between" | "against"))
            {
                self.add_phrase(n, ParticipantRole::Other);
            }
        }
    }

    fn of_noun(&mut self, i: usize) {
        let (scene, d) = (self.scene, self.scene.d);
        let undergone = WORDS.undergone.contains(&d.lemma(i).to_lowercase());
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
        self.add_modifiers(i);
        self.add_between(i);
        self.add_support(i);
    }

    /// "the Kim-Putin meeting", "a French missile test": names directly before the noun, with nothing but adjectives
    /// and nouns between. Read from the words, since parsers often miss how a pile of nouns hangs together. A town
    /// before the noun is where it took place.
    fn add_modifiers(&mut self, i: usize) {
        let (scene, d) = (self.scene, self.scene.d);
        let piles = |t: &usize| {
            let hyphen = d.tokens[*t].penn == Penn::Hyph || matches!(d.word(*t), "-" | "–");
            hyphen || matches!(d.tokens[*t].upos, Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num)
        };
        let first = d.sentences.get(d.sentence_of(i)).map_or(i, |s| s.tokens.start);
        for t in (first..i).rev().take_while(piles) {
            if let Some((actor, _)) = scene.mention(t).filter(|(_, m)| m.form == MentionForm::Name)
                && !scene.is_kind(actor, ActorKind::Place)
            {
                self.add(actor, ParticipantRole::Other);
            }
        }
    }

    /// "the last meeting was in 2011 between X and Y": also where the parser hangs the two on something else.
    fn add_between(&mut self, i: usize) {
        let (scene, d) = (self.scene, self.scene.d);
        if !lexicon().noun(d.lemma(i)).is_some_and(|n| n.mutual) {
            return;
        }
        let end = d.sentences.get(d.sentence_of(i)).map_or(i, |s| s.tokens.end);
        let helps = |t: &usize| {
            matches!(d.tokens[*t].upos, Upos::Aux | Upos::Adp | Upos::Det | Upos::Num)
                || scene.time(*t).is_some()
                || scene.name(*t).is_some()
        };
        let Some(between) =
            (i + 1..end).find(|t| !helps(t) || d.word(*t) == "between").filter(|t| d.word(*t) == "between")
        else {
            return;
        };
        let Some(and) = (between + 1..end).find(|t| d.word(*t) == "and") else { return };
        for start in [between + 1, and + 1] {
            if let Some(actor) = self.phrase_from(start, end) {
                self.add(actor, ParticipantRole::Agent);
            }
        }
    }

    /// Whom the noun phrase that starts at a token means: its last mention before a mark or a verb, possessors apart.
    fn phrase_from(&self, start: usize, end: usize) -> Option<u32> {
        let (scene, d) = (self.scene, self.scene.d);
        let mut t = start;
        while t < end {
            if let Some((actor, mention)) = scene.mention(t) {
                let after = d.tokens_in(mention.span).end;
                if d.tokens.get(after).is_none_or(|t| t.penn != Penn::Pos) {
                    return Some(actor);
                }
                t = after.max(t + 1);
                continue;
            }
            // "X's father, Y": the comma before a name explains the noun.
            let explains = d.word(t) == "," && scene.mention(t + 1).is_some_and(|(_, m)| m.form == MentionForm::Name);
            let inner = matches!(
                d.tokens[t].upos,
                Upos::Det | Upos::Adj | Upos::Adv | Upos::Noun | Upos::Propn | Upos::Num | Upos::Part
            );
            if !inner && !explains {
                return None;
            }
            t += 1;
        }
        None
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
        if let Some((s, _)) = self.scene.subject(g).filter(|_| object) {
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
