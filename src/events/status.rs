//! Did it happen? Read from the verb's form, from negation and modality, and from the words that govern the event.

use super::lexicon::{Class, lexicon};
use super::scene::Scene;
use super::subjects::is_blamed_for;
use super::syntax::{DEPTH, Form, Tense, completes, form, governor, has_to, is_aside, is_semi_auxiliary, preposition};
use super::triggers::{Kind, Trigger};
use crate::findings::Status;
use crate::text::{Penn, Rel, Upos};

/// What was found out about an event, and about how it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// Did it happen?
    pub status: Status,
    /// It must happen ("must return", "were ordered to leave"): with a date that is a deadline.
    pub obligation: bool,
    /// The tense that the event is told in; a noun has that of the verb it depends on.
    pub tense: Tense,
    /// "he would die in 1949": told ahead from the past, under no condition and in nobody's words.
    pub foretold: bool,
}

/// The status of a trigger.
pub fn judge(scene: &Scene, trigger: &Trigger) -> Verdict {
    let mut verdict = match trigger.kind {
        Kind::Verb => verb(scene, trigger.token, DEPTH),
        Kind::Noun => noun(scene, trigger.token, DEPTH),
    };
    verdict.foretold = trigger.kind == Kind::Verb && is_foretold(scene, trigger.token);
    if is_according(scene, trigger.token) {
        verdict.status = attributed(verdict.status);
    }
    // A headline tells in the present what has happened: "Firm unveils its phone".
    let lasts = matches!(lexicon().verb(&trigger.lemma), Class::State | Class::IState);
    if verdict.status == Status::Ongoing && !lasts && scene.is_headline(scene.d.sentence_of(trigger.token)) {
        verdict.status = Status::Happened;
    }
    // "The first flight comes after years of delay": the flight has happened.
    let noun = |c: usize| scene.d.tokens[c].upos == Upos::Noun && lexicon().noun(scene.d.lemma(c)).is_some();
    if verdict.status == Status::Ongoing
        && only_places(&trigger.lemma)
        && scene.d.child(trigger.token, Rel::Nsubj).is_some_and(noun)
    {
        verdict.status = Status::Happened;
    }
    if is_question(scene, trigger.token) && verdict.status != Status::Denied {
        verdict.status = Status::Possible;
    }
    verdict
}

/// "According to the police": what the sentence tells is told by somebody, whatever the parser hung the words on.
fn is_according(scene: &Scene, i: usize) -> bool {
    let d = scene.d;
    let Some(sentence) = d.sentences.get(d.sentence_of(i)) else { return false };
    let planned = |t: usize| matches!(d.lemma(t), "plan" | "schedule");
    sentence
        .tokens
        .clone()
        .any(|t| d.word(t).eq_ignore_ascii_case("according") && d.word(t + 1) == "to" && !planned(t + 2))
}

fn is_foretold(scene: &Scene, i: usize) -> bool {
    let d = scene.d;
    let form = form(d, i);
    let Some(sentence) = d.sentences.get(d.sentence_of(i)) else { return false };
    let would = form.tense == Tense::Modal && form.modal.is_some_and(|m| d.lemma(m) == "would");
    let perfect = d.children(i).iter().any(|c| d.tokens[*c].rel == Rel::Aux && d.lemma(*c) == "have");
    let open = sentence
        .tokens
        .clone()
        .any(|t| lexicon().cues.conditional.contains(d.lemma(t)) || lexicon().verb(d.lemma(t)) == Class::Reporting);
    would && !perfect && !open && d.tokens[i].rel != Rel::Ccomp
}

fn is_question(scene: &Scene, i: usize) -> bool {
    let sentence = scene.d.sentences.get(scene.d.sentence_of(i));
    sentence.is_some_and(|s| scene.d.word(s.tokens.end.saturating_sub(1)) == "?")
}

/// A word before "and" and after it, its governor ...: status of any predicate.
fn predicate(scene: &Scene, i: usize, depth: usize) -> Verdict {
    if scene.d.tokens[i].upos == Upos::Verb || scene.d.child(i, Rel::Cop).is_some() {
        verb(scene, i, depth)
    } else if scene.d.tokens[i].upos == Upos::Noun {
        noun(scene, i, depth)
    } else {
        Verdict { status: Status::Happened, obligation: false, tense: Tense::Past, foretold: false }
    }
}

fn verb(scene: &Scene, i: usize, depth: usize) -> Verdict {
    let d = scene.d;
    let form = form(d, i);
    let mut verdict = own_status(scene, form);
    if depth > 0 {
        embed(scene, i, form, &mut verdict, depth - 1);
    }
    let words = &lexicon().cues;
    let helper = governor(d, i).filter(|g| d.tokens[i].rel == Rel::Xcomp && is_semi_auxiliary(d, *g));
    let around: Vec<usize> =
        d.children(i).iter().copied().chain(helper.into_iter().flat_map(|h| d.children(h).iter().copied())).collect();
    for c in around {
        let (lemma, rel) = (d.lemma(c).to_lowercase(), d.tokens[c].rel);
        let until = matches!(rel, Rel::Mark | Rel::Case) && matches!(lemma.as_str(), "before" | "until" | "till");
        if (matches!(rel, Rel::Mark | Rel::Advmod) && words.conditional.contains(&lemma))
            || (until && matches!(verdict.tense, Tense::Present | Tense::Perfect))
        {
            verdict.status = Status::Possible;
        } else if matches!(rel, Rel::Advmod | Rel::Det | Rel::CcPreconj) && words.negation.contains(&lemma) {
            verdict.status = negated(verdict.status);
        } else if rel == Rel::Mark && lemma == "due" {
            verdict.status = due(scene, i, i);
        } else if rel == Rel::Advmod && words.nearly.contains(&lemma) {
            verdict.status = Status::Denied;
        } else if rel == Rel::Advmod && words.maybe.contains(&lemma) {
            verdict.status = weakest(verdict.status, Status::Possible);
        } else if (rel == Rel::Advmod && words.attribution.contains(&lemma)) || is_attribution(scene, c) {
            verdict.status = attributed(verdict.status);
        } else if matches!(rel, Rel::Nsubj | Rel::NsubjPass | Rel::Obj) && has_no(scene, c) {
            verdict.status = negated(verdict.status);
        }
    }
    verdict
}

/// "The flight comes a year after": the verb says only when its subject was.
fn only_places(lemma: &str) -> bool {
    matches!(lemma, "come" | "follow" | "mark")
}

/// "was due to speak" is a plan; "was due to speak but cancelled the speech" one that came to nothing; "was due to speak
/// but left early" leaves open what came of it.
fn due(scene: &Scene, due: usize, infinitive: usize) -> Status {
    let d = scene.d;
    let turns = turns(scene, &[due, infinitive]);
    let off = turns.iter().any(|c| lexicon().governor.denied.contains(d.lemma(*c)));
    // "was due to visit ..., but cut": some words look the same in the past.
    let was = |i: &usize| d.children(*i).iter().any(|c| matches!(d.word(*c), "was" | "were"));
    match (off, !turns.is_empty() && [due, infinitive].iter().any(was)) {
        (true, _) => Status::Denied,
        (false, true) => Status::Possible,
        (false, false) => Status::Planned,
    }
}

/// What is joined to these by "but".
fn turns(scene: &Scene, to: &[usize]) -> Vec<usize> {
    let d = scene.d;
    let but = |c: &usize| d.children_with(*c, Rel::Cc).any(|cc| d.lemma(cc) == "but");
    to.iter().flat_map(|i| d.children_with(*i, Rel::Conj)).filter(but).collect()
}

/// "no agreement was signed", "nobody left".
fn has_no(scene: &Scene, i: usize) -> bool {
    let d = scene.d;
    matches!(d.lemma(i), "nobody" | "none" | "nothing")
        || d.children_with(i, Rel::Det).any(|c| matches!(d.lemma(c), "no" | "neither"))
}

/// "according to the police", or "..., the police said".
fn is_attribution(scene: &Scene, c: usize) -> bool {
    let d = scene.d;
    match d.tokens[c].rel {
        Rel::Obl => {
            d.children_with(c, Rel::Case).any(|p| d.lemma(p) == "accord" || d.word(p).eq_ignore_ascii_case("according"))
        }
        Rel::Parataxis => is_aside(d, c),
        _ => false,
    }
}

/// What the form alone says.
fn own_status(scene: &Scene, form: Form) -> Verdict {
    let d = scene.d;
    let modal = form.modal.map_or("", |m| d.lemma(m));
    let obligation = form.tense == Tense::Modal && lexicon().cues.obligation.contains(modal);
    let status = match form.tense {
        Tense::Past | Tense::Perfect | Tense::Pluperfect | Tense::Participle => Status::Happened,
        Tense::Present => Status::Ongoing,
        Tense::Future => Status::Planned,
        Tense::Modal | Tense::Infinitive => Status::Possible,
    };
    Verdict { status, obligation, tense: form.tense, foretold: false }
}

/// What the governor of a clause makes of it.
fn embed(scene: &Scene, i: usize, form: Form, verdict: &mut Verdict, depth: usize) {
    let d = scene.d;
    let Some(g) = governor(d, i) else {
        title_infinitive(scene, i, form, verdict);
        return;
    };
    // "denied having taken bribes".
    let having = d.children_with(i, Rel::Aux).any(|a| d.tokens[a].penn == Penn::Vbg);
    let bare = matches!(form.tense, Tense::Infinitive | Tense::Participle) || having;
    match d.tokens[i].rel {
        Rel::Xcomp if is_semi_auxiliary(d, g) => {}
        Rel::Xcomp | Rel::Ccomp | Rel::Csubj if bare => *verdict = governed(scene, g, depth),
        Rel::Advcl if having && i > g && lexicon().governor.denied.contains(d.lemma(g)) => {
            *verdict = governed(scene, g, depth);
        }
        Rel::Ccomp => {
            let words = lexicon();
            let lemma = full_lemma(scene, g);
            if words.governor.denied.contains(&lemma) {
                verdict.status = negated(verdict.status);
            } else if words.verb(&lemma) == Class::Reporting {
                if form.tense == Tense::Modal && form.modal.is_some_and(|m| d.lemma(m) == "would") {
                    verdict.status = Status::Planned; // "said that it would close"
                }
                verdict.status = attributed(verdict.status);
            } else if words.governor.possible.contains(&lemma) {
                verdict.status = weakest(verdict.status, Status::Possible);
            } else if words.governor.planned.contains(&lemma) {
                verdict.status = weakest(verdict.status, Status::Planned);
            }
            let upper = predicate(scene, g, depth);
            if upper.status == Status::Possible && words.governor.implied.contains(&lemma) {
                verdict.status = weakest(verdict.status, Status::Possible);
            }
        }
        Rel::Acl if form.tense == Tense::Infinitive => *verdict = governed(scene, g, depth),
        // "denied reports that the jet had been repaired", "rejected claims that": words of others, and not true.
        Rel::Acl
            if lexicon().cues.saying.contains(d.lemma(g))
                && d.children_with(i, Rel::Mark).any(|m| d.lemma(m) == "that") =>
        {
            let above = governor(d, g).filter(|_| matches!(d.tokens[g].rel, Rel::Obj | Rel::NsubjPass));
            let denied = above.is_some_and(|a| lexicon().governor.denied.contains(d.lemma(a)));
            verdict.status = if denied { negated(verdict.status) } else { attributed(verdict.status) };
        }
        Rel::Advcl if form.tense == Tense::Infinitive && completes(d, i) => {
            *verdict = governed(scene, g, depth);
            if d.lemma(g) == "due" && matches!(verdict.status, Status::Planned | Status::Possible) {
                verdict.status = due(scene, g, i);
            }
        }
        Rel::Advcl if form.tense == Tense::Infinitive => verdict.status = Status::Possible,
        Rel::Advcl if form.tense == Tense::Participle => {
            let without = d.children_with(i, Rel::Mark).any(|m| d.lemma(m) == "without");
            let upper = predicate(scene, g, depth);
            verdict.status = match (without, lexicon().alleges(d.lemma(g)) && is_blamed_for(d, i, g)) {
                (true, _) => Status::Denied,
                (_, true) => weakest(upper.status, Status::Possible),
                _ => upper.status,
            };
            verdict.tense = upper.tense;
        }
        // "plan to dine on Monday, and to talk", where the parser hung the second infinitive on the plan.
        Rel::Conj
            if has_to(d, i)
                && self::form(d, g).tense != Tense::Infinitive
                && d.children(g).iter().any(|c| completes(d, *c)) =>
        {
            *verdict = governed(scene, g, depth);
        }
        Rel::Conj
            if d.tokens[g].upos == Upos::Verb
                && (form.tense == Tense::Infinitive || (bare && d.tokens[g].penn == d.tokens[i].penn)) =>
        {
            *verdict = verb(scene, g, depth);
        }
        Rel::Conj if under_condition(scene, g) => verdict.status = Status::Possible,
        Rel::Obl | Rel::Nmod if form.tense == Tense::Participle => {
            *verdict = match preposition(d, i) {
                "without" => Verdict { status: Status::Denied, ..*verdict },
                "of" | "for" | "from" | "against" | "about" => governed(scene, g, depth),
                _ => Verdict { tense: predicate(scene, g, depth).tense, ..*verdict },
            };
        }
        _ => {}
    }
}

fn under_condition(scene: &Scene, i: usize) -> bool {
    let d = scene.d;
    d.children_with(i, Rel::Mark).any(|m| lexicon().cues.conditional.contains(&d.lemma(m).to_lowercase()))
}

/// "Firm to buy rival": in a title an infinitive with a subject is a plan; elsewhere a bare verb is an order.
fn title_infinitive(scene: &Scene, i: usize, form: Form, verdict: &mut Verdict) {
    if form.tense == Tense::Infinitive {
        let planned = has_to(scene.d, i) && scene.d.child(i, Rel::Nsubj).is_some();
        verdict.status = if planned { Status::Planned } else { Status::Possible };
    }
}

/// The status of an infinitive, a gerund or an object, as its governor has it.
fn governed(scene: &Scene, g: usize, depth: usize) -> Verdict {
    let words = lexicon();
    let lemma = full_lemma(scene, g);
    let upper = if depth > 0 {
        predicate(scene, g, depth - 1)
    } else {
        Verdict { status: Status::Possible, obligation: false, tense: Tense::Infinitive, foretold: false }
    };
    let obligation = words.cues.obligation.contains(&lemma);
    let tense = if words.governor.implied.contains(&lemma) { upper.tense } else { Tense::Infinitive };
    let status = if words.governor.denied.contains(&lemma) {
        if upper.status == Status::Happened || upper.status == Status::Reported {
            Status::Denied
        } else {
            Status::Possible
        }
    } else if upper.tense == Tense::Pluperfect && matches!(lemma.as_str(), "plan" | "intend" | "hope" | "mean") {
        // "Had planned to ship it last week": a plan of before, of which nobody says that it still holds.
        Status::Possible
    } else if words.governor.planned.contains(&lemma) {
        match upper.status {
            // "had planned to ship it, but was late".
            _ if matches!(upper.tense, Tense::Past | Tense::Pluperfect) && !turns(scene, &[g]).is_empty() => {
                Status::Possible
            }
            Status::Happened | Status::Ongoing | Status::Reported => Status::Planned,
            Status::Denied => Status::Denied,
            _ => Status::Possible,
        }
    } else if words.governor.implied.contains(&lemma) {
        upper.status
    } else {
        Status::Possible
    };
    Verdict { status, obligation, tense, foretold: false }
}

fn noun(scene: &Scene, i: usize, depth: usize) -> Verdict {
    let d = scene.d;
    let words = lexicon();
    let mut verdict =
        Verdict { status: Status::Happened, obligation: false, tense: Tense::Participle, foretold: false };
    if let Some(cop) = d.child(i, Rel::Cop) {
        // "It was the second summit", "this will be his first meeting".
        let form = form(d, i);
        verdict = own_status(scene, form);
        verdict.status =
            if verdict.status == Status::Ongoing && d.lemma(cop) == "be" { Status::Happened } else { verdict.status };
        if depth > 0
            && d.tokens[i].rel == Rel::Ccomp
            && governor(d, i).is_some_and(|g| words.verb(d.lemma(g)) == Class::Reporting)
        {
            verdict.status = attributed(verdict.status);
        }
    } else if let Some(g) = governor(d, i).filter(|_| depth > 0) {
        verdict = noun_under(scene, i, g, depth - 1);
    }
    for c in d.children(i).iter().copied() {
        let (lemma, rel) = (d.lemma(c), d.tokens[c].rel);
        match rel {
            Rel::Amod if words.governor.planned.contains(lemma) => {
                verdict.status = weakest(verdict.status, Status::Planned)
            }
            Rel::Amod if words.governor.possible.contains(lemma) => {
                verdict.status = weakest(verdict.status, Status::Possible)
            }
            Rel::Amod
                if matches!(lemma, "failed" | "abortive" | "aborted" | "cancelled" | "canceled" | "postponed") =>
            {
                verdict.status = Status::Denied;
            }
            Rel::Det | Rel::Advmod if words.cues.negation.contains(&lemma.to_lowercase()) => {
                verdict.status = negated(verdict.status)
            }
            _ => {}
        }
    }
    verdict
}

/// A noun event below a verb or another noun.
fn noun_under(scene: &Scene, i: usize, g: usize, depth: usize) -> Verdict {
    let d = scene.d;
    let words = lexicon();
    let happened = Verdict { status: Status::Happened, obligation: false, tense: Tense::Participle, foretold: false };
    let lemma = full_lemma(scene, g);
    let is_verb = d.tokens[g].upos == Upos::Verb;
    match d.tokens[i].rel {
        Rel::Obj | Rel::NsubjPass if is_verb => {
            let governors = &words.governor;
            if governors.denied.contains(&lemma)
                || governors.possible.contains(&lemma)
                || governors.planned.contains(&lemma)
            {
                governed(scene, g, depth)
            } else if words.light.light.contains(&lemma) || words.light.joining.contains(&lemma) {
                verb(scene, g, depth)
            } else {
                unless_open(verb(scene, g, depth))
            }
        }
        Rel::Nsubj if is_verb => {
            let upper = verb(scene, g, depth);
            // "The flight comes a year after": the noun has happened, whatever tense tells of it.
            if words.light.occurring.contains(&lemma) && !only_places(&lemma) { upper } else { unless_open(upper) }
        }
        Rel::Nsubj => {
            // "The last meeting was in 2011", "the talks are possible".
            let form = form(d, g);
            let upper = own_status(scene, form);
            if words.governor.possible.contains(&lemma) { Verdict { status: Status::Possible, ..upper } } else { upper }
        }
        Rel::Nmod | Rel::Obl
            if !is_verb && (words.governor.possible.contains(&lemma) || words.governor.planned.contains(&lemma)) =>
        {
            governed(scene, g, depth)
        }
        Rel::Obl if is_verb => match preposition(d, i) {
            "for" | "to" | "on" | "of"
                if words.governor.possible.contains(&lemma) || words.governor.planned.contains(&lemma) =>
            {
                governed(scene, g, depth)
            }
            "without" => Verdict { status: Status::Denied, ..happened },
            _ => unless_open(verb(scene, g, depth)),
        },
        // "will mark the end of an era and the beginning of another", with the beginning joined to the era.
        Rel::Conj if d.tokens[g].rel == Rel::Nmod && scene.trigger(g).is_none() => {
            governor(d, g).map_or(happened, |above| noun(scene, above, depth))
        }
        Rel::Conj => noun(scene, g, depth),
        _ => happened,
    }
}

/// A noun beside a verb that has not happened: it may be planned as well, but it is not denied with it.
fn unless_open(upper: Verdict) -> Verdict {
    match upper.status {
        Status::Planned | Status::Possible => upper,
        _ => Verdict { status: Status::Happened, ..upper },
    }
}

/// The lemma of a governor with its particle.
fn full_lemma(scene: &Scene, g: usize) -> String {
    let d = scene.d;
    let particle = d.child(g, Rel::CompoundPrt);
    particle.map_or_else(|| d.lemma(g).to_lowercase(), |p| format!("{} {}", d.lemma(g), d.lemma(p)))
}

fn negated(status: Status) -> Status {
    match status {
        Status::Possible => Status::Possible,
        _ => Status::Denied,
    }
}

fn attributed(status: Status) -> Status {
    match status {
        Status::Happened | Status::Ongoing => Status::Reported,
        other => other,
    }
}

/// The one that claims less.
fn weakest(a: Status, b: Status) -> Status {
    let rank = |s: Status| match s {
        Status::Happened => 0,
        Status::Ongoing => 1,
        Status::Reported => 2,
        Status::Deadline | Status::Planned => 3,
        Status::Possible => 4,
        Status::Denied => 5,
    };
    if rank(a) >= rank(b) { a } else { b }
}
