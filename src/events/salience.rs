//! How much a line deserves to be shown: dated, concrete and about somebody with a name before vague and merely said.

use super::lexicon::{Class, lexicon};
use super::participants;
use super::scene::Scene;
use super::status::Verdict;
use super::subjects::describes_object;
use super::synonyms::are_synonyms;
use super::syntax::{Tense, form, governor, is_aside, is_relative, preposition, starts_with_wh};
use super::triggers::{Kind, Trigger};
use crate::calendar::{Basis, Granularity};
use crate::findings::{ActorKind, MentionDate, MentionForm, Participant, ParticipantRole, Status};
use crate::text::{Document, Penn, Rel, Upos};

/// Sentences below a headline that tell its news again.
const LEAD: usize = 2;

/// The salience of an event, 0 to 1. A line at 0.5 or above is worth showing.
pub fn salience(
    scene: &Scene,
    trigger: &Trigger,
    class: Class,
    verdict: Verdict,
    date: Option<&MentionDate>,
    participants: &[Participant],
) -> f32 {
    let rel = scene.d.tokens[trigger.token].rel;
    let mut score: f32 = match class {
        Class::Occurrence => 0.45,
        Class::IAction | Class::Aspectual => 0.4,
        Class::Reporting => 0.3,
        Class::Perception => 0.2,
        Class::State => 0.15,
        Class::IState => 0.1,
    };
    score += match date.map(|d| (d.date.basis, d.date.granularity)) {
        Some((Basis::Explicit | Basis::Relative | Basis::Knowledge, _)) => 0.2,
        Some((_, Granularity::Open)) => 0.1,
        Some(_) => 0.12,
        None => -0.35,
    };
    if participants.iter().any(|p| p.role != ParticipantRole::Other) {
        score += 0.15;
    } else if !participants.is_empty() {
        score += 0.05;
    }
    let named = |p: &Participant| {
        scene.cast.actors.get(p.actor as usize).is_some_and(|a| a.mentions.iter().any(|m| m.form == MentionForm::Name))
    };
    if participants.iter().any(named) {
        score += 0.05;
    }
    // "hopes to launch it on 19 May": open, but on a day that people wait for.
    let hoped = date.is_some_and(|d| d.time_expression.is_some()) && is_hoped_for(scene, trigger);
    score += match verdict.status {
        Status::Happened | Status::Reported => 0.05,
        Status::Planned | Status::Deadline => 0.03,
        Status::Ongoing => -0.05,
        Status::Denied => -0.1,
        Status::Possible if hoped => -0.15,
        Status::Possible => -0.35,
    };
    // "did not say which", "declined to comment": nothing was said, and nothing happened.
    if verdict.status == Status::Denied && lexicon().silence.contains(&trigger.lemma) {
        score -= 0.3;
    }
    if trigger.light {
        score -= 0.45; // its noun is the event
    }
    let own = date.is_some_and(|d| matches!(d.date.basis, Basis::Explicit | Basis::Relative));
    // "an agreement reached by the two": described by it, not told; with a date of its own it is worth a line.
    if trigger.kind == Kind::Verb && verdict.tense == Tense::Participle && matches!(rel, Rel::Acl | Rel::Amod) {
        score -= if own { 0.15 } else { 0.4 };
    }
    if trigger.kind == Kind::Verb && describes_object(scene.d, trigger.token).is_some() {
        score -= 0.4;
    }
    // "said that the firm owed millions", "the store, which sells music": without a date of its own this is told by the line
    // of what governs it.
    // "The airline has ordered ten jets, the firms said" tells it first.
    let behind = self::governor(scene.d, trigger.token).is_none_or(|g| g < trigger.token);
    let told = rel == Rel::Ccomp && behind && verdict.status == Status::Reported;
    let describes = rel == Rel::AclRelcl && verdict.status == Status::Ongoing;
    if trigger.kind == Kind::Verb && !own && (told || describes) {
        score -= 0.35;
    }
    // "the amount it lends to banks", "the steps I am announcing today": which one is meant, not what happens.
    if trigger.kind == Kind::Verb && verdict.status == Status::Ongoing && is_bare_relative(scene.d, trigger.token) {
        score -= 0.4;
    }
    // "settled the case without admitting anything": told with the settlement.
    let without = |m: usize| scene.d.lemma(m) == "without" && matches!(scene.d.tokens[m].rel, Rel::Mark | Rel::Case);
    if trigger.kind == Kind::Verb && !own && scene.d.children(trigger.token).iter().any(|m| without(*m)) {
        score -= 0.4;
    }
    // "fired a rocket, prompting sirens": what came of it is told with it.
    if rel == Rel::Advcl && verdict.tense != Tense::Participle && is_effect(scene, trigger) {
        score -= 0.4;
    }
    // "Merkel, speaking in Berlin, welcomed the result".
    let speaks = matches!(trigger.lemma.as_str(), "speak" | "talk") && scene.d.tokens[trigger.token].penn == Penn::Vbg;
    if speaks && matches!(rel, Rel::Acl | Rel::Advcl) {
        score -= 0.4;
    }
    // "two years after her retirement", which no day is known of.
    let from_it =
        trigger.kind == Kind::Noun && matches!(preposition(scene.d, trigger.token), "after" | "before" | "since");
    if from_it && date.is_none_or(|d| d.date.interval.earliest.is_none()) {
        score -= 0.35;
    }
    // "The airline has ordered ten jets, the companies said": the order tells of both.
    if trigger.kind == Kind::Verb && is_aside_of_its_own(scene, trigger, participants) {
        score -= 0.45;
    }
    // "agreed to sell": what is agreed stands in the line of the agreement, unless it has a date of its own.
    let governor = governor(scene.d, trigger.token).filter(|_| rel == Rel::Xcomp && trigger.kind == Kind::Verb);
    if governor.is_some_and(|g| scene.trigger(g).is_some())
        && !hoped
        && matches!(verdict.status, Status::Possible | Status::Denied)
    {
        score -= 0.3;
    }
    // "stopped buying oil": the line of what was stopped tells it.
    if governor.is_some_and(|g| lexicon().endings.contains(scene.d.lemma(g)) && scene.trigger(g).is_some()) {
        score -= 0.5;
    }
    // "won the race": the line of the verb tells it.
    if trigger.kind == Kind::Noun && told_by_verb(scene, trigger, participants) {
        score -= 0.5;
    }
    // "the EU's service", "his campaigns in the past": a noun that is on no day says nothing that happened.
    let vague = date.is_some_and(|d| d.date.granularity == Granularity::Open && d.date.interval.earliest.is_none());
    if trigger.kind == Kind::Noun && vague && verdict.status == Status::Happened && !of_a_text(date) {
        score -= 0.25;
    }
    // "cancelled a trip": the trip that is none.
    let called_off = trigger.kind == Kind::Noun && rel == Rel::Obj && verdict.status == Status::Denied;
    let cancels = |g: usize| matches!(scene.d.lemma(g), "cancel" | "scrap" | "postpone") && scene.trigger(g).is_some();
    if called_off && self::governor(scene.d, trigger.token).is_some_and(cancels) {
        score -= 0.5;
    }
    // "the head of the European operations": what an office is of.
    if trigger.kind == Kind::Noun && is_of_an_office(scene.d, trigger.token) {
        score -= 0.5;
    }
    // "Firm unveils phone": what the first sentences tell again, with whom and where, needs no headline.
    if trigger.kind == Kind::Verb && is_told_below(scene, trigger) {
        score -= 0.45;
    }
    // "continued to serve": the serving has its own line.
    let goes_on = scene
        .d
        .children(trigger.token)
        .iter()
        .any(|c| scene.d.tokens[*c].rel == Rel::Xcomp && scene.trigger(*c).is_some())
        && !lexicon().endings.contains(&trigger.lemma);
    // "started by hinting": nothing that was started.
    let alone = trigger.kind == Kind::Verb
        && !scene.d.children(trigger.token).iter().any(|c| scene.d.tokens[*c].rel == Rel::Obj)
        && participants.iter().any(|p| p.role == ParticipantRole::Agent && scene.is_kind(p.actor, ActorKind::Person));
    if class == Class::Aspectual && (goes_on || alone) {
        score -= if goes_on { 0.45 } else { 0.3 };
    }
    if trigger.kind == Kind::Noun && lexicon().noun(&trigger.lemma).is_some_and(|n| n.mutual) {
        score += 0.05;
    }
    score.clamp(0.0, 1.0)
}

/// Whether a date stands on words that name a day ("before 2008"), and not on the publication alone.
fn of_a_text(date: Option<&MentionDate>) -> bool {
    date.is_some_and(|d| matches!(d.date.basis, Basis::Explicit))
}

/// Whether a noun only says what somebody heads.
fn is_of_an_office(d: &Document, i: usize) -> bool {
    let of = d.tokens[i].rel == Rel::Nmod && preposition(d, i) == "of";
    let heads = |g: &usize| matches!(d.lemma(*g), "head" | "chief" | "director" | "president" | "manager" | "boss");
    of && self::governor(d, i).filter(heads).is_some_and(|g| d.tokens[g].upos == Upos::Noun)
}

/// Whether somebody hopes or aims, today, to do it.
fn is_hoped_for(scene: &Scene, trigger: &Trigger) -> bool {
    let d = scene.d;
    let hopes = |g: usize| matches!(d.lemma(g), "hope" | "aim" | "want" | "seek") && d.tokens[g].upos == Upos::Verb;
    let hoped = governor(d, trigger.token).filter(|g| d.tokens[trigger.token].rel == Rel::Xcomp && hopes(*g));
    hoped.is_some_and(|g| form(d, g).tense == Tense::Present)
}

/// Whether a verb stands in a relative clause without "who", "which" or "that".
fn is_bare_relative(d: &Document, i: usize) -> bool {
    let subject = d.children(i).iter().copied().find(|c| d.tokens[*c].rel.is_subject() && *c < i);
    d.tokens[i].rel == Rel::AclRelcl
        && subject.is_some_and(|s| !is_relative(d, s) && d.lemma(s) != "that")
        && !starts_with_wh(d, i)
        && !d.children(i).iter().any(|c| *c < i && (is_relative(d, *c) || d.tokens[*c].penn == Penn::Wrb))
}

/// Whether a participle behind a comma tells what the clause before it brought about.
fn is_effect(scene: &Scene, trigger: &Trigger) -> bool {
    let d = scene.d;
    let behind = trigger.token.checked_sub(1).is_some_and(|b| d.word(b) == ",");
    behind && d.tokens[trigger.token].penn == Penn::Vbg && lexicon().effects.contains(d.lemma(trigger.token))
}

/// Whether a verb of saying stands beside what is said, and its speakers take part in that as well.
fn is_aside_of_its_own(scene: &Scene, trigger: &Trigger, participants: &[Participant]) -> bool {
    let d = scene.d;
    let aside = governor(d, trigger.token).filter(|_| is_aside(d, trigger.token));
    let before = || d.children_with(trigger.token, Rel::Ccomp).find(|c| *c < trigger.token);
    let told = aside.or_else(before).filter(|g| scene.trigger(*g).is_some());
    told.is_some_and(|g| {
        let told = participants::of_verb(scene, g);
        participants.iter().all(|p| told.iter().any(|t| t.actor == p.actor))
    })
}

/// Whether a verb of the headline, or one that means the same, stands in one of the first sentences below it.
fn is_told_below(scene: &Scene, trigger: &Trigger) -> bool {
    let d = scene.d;
    if !scene.is_headline(d.sentence_of(trigger.token)) {
        return false;
    }
    let below = d.sentences.iter().skip(1).take(LEAD).flat_map(|s| s.tokens.clone());
    let same = |t: usize| d.lemma(t) == d.lemma(trigger.token) || are_synonyms(d.lemma(t), &trigger.lemma);
    below.filter(|t| scene.trigger(*t).is_some()).any(same)
}

/// Whether the verb that has a noun as its object, and is no mere carrier, has a line of its own with the same actors.
fn told_by_verb(scene: &Scene, trigger: &Trigger, participants: &[Participant]) -> bool {
    let d = scene.d;
    // "lost 504 points, its biggest fall": what explains the object.
    let mut at = trigger.token;
    let of_verb = |g: &usize| matches!(d.tokens[*g].rel, Rel::Obj | Rel::Obl | Rel::OblUnmarked);
    if let Some(g) = governor(d, at).filter(|g| d.tokens[at].rel == Rel::Appos && of_verb(g)) {
        at = g;
    }
    let subject = d.tokens[at].rel == Rel::Nsubj;
    let explains = at != trigger.token;
    let governed = subject || explains || matches!(d.tokens[at].rel, Rel::Obj | Rel::NsubjPass);
    let carries = |g: &usize| !subject && lexicon().light.light.contains(d.lemma(*g));
    let verb = governor(d, at).filter(|g| governed && !carries(g));
    // "planned an expedition" tells of two; "announced a release" of what was announced.
    let open =
        |g: &usize| lexicon().governor.planned.contains(d.lemma(*g)) && lexicon().verb(d.lemma(*g)) != Class::Reporting;
    let verb = verb.filter(|g| !open(g));
    verb.filter(|g| scene.trigger(*g).is_some()).is_some_and(|g| {
        let of_verb = participants::of_verb(scene, g);
        // "suspended flights from Lusaka": where it is makes no second event of it.
        let where_it_is = |p: &Participant| scene.is_kind(p.actor, ActorKind::Place);
        participants.iter().all(|p| where_it_is(p) || of_verb.iter().any(|v| v.actor == p.actor))
    })
}
