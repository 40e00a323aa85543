//! Questions about syntax that several of the other files ask: the form of a verb, its subject as meant, its voice.

use super::lexicon::{Class, lexicon};
use crate::text::{Document, Penn, Rel, Upos};

/// How deep a chain of governors is followed; longer ones are errors of the parser.
pub const DEPTH: usize = 8;

/// When a verb lies, as its form and its auxiliaries tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tense {
    /// "met", "was met".
    Past,
    /// "has met".
    Perfect,
    /// "had met".
    Pluperfect,
    /// "meets", "is meeting".
    Present,
    /// "will meet", "is going to meet".
    Future,
    /// "may meet", "must meet", with any modal but will and shall.
    Modal,
    /// "to meet".
    Infinitive,
    /// "meeting", "met" without an auxiliary.
    Participle,
}

/// A verb with its auxiliaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    /// Its tense.
    pub tense: Tense,
    /// "is meeting".
    pub progressive: bool,
    /// "was met".
    pub passive: bool,
    /// The modal auxiliary, or the "have" of "have to".
    pub modal: Option<usize>,
}

/// "has to", "is going to", "used to": verbs that only help the infinitive after them.
pub fn is_semi_auxiliary(d: &Document, i: usize) -> bool {
    let Some(token) = d.tokens.get(i) else { return false };
    let helps = match token.lemma.as_str() {
        "have" => true,
        "go" => token.penn == Penn::Vbg && d.children(i).iter().any(|c| d.lemma(*c) == "be"),
        "use" => token.penn == Penn::Vbd,
        _ => false,
    };
    helps && d.children_with(i, Rel::Xcomp).any(|x| d.tokens[x].penn == Penn::Vb && has_to(d, x))
}

/// Whether an infinitive has its "to".
pub fn has_to(d: &Document, i: usize) -> bool {
    d.children(i)
        .iter()
        .any(|c| d.tokens[*c].penn == Penn::To || (d.tokens[*c].rel == Rel::Mark && d.lemma(*c) == "to"))
}

/// The form of a verb, or of the copula of a predicate that is none.
pub fn form(d: &Document, i: usize) -> Form {
    form_to_depth(d, i, DEPTH)
}

fn form_to_depth(d: &Document, i: usize, depth: usize) -> Form {
    let token = &d.tokens[i];
    if let Some(predicate) = predicate_of(d, i).filter(|_| depth > 0) {
        return Form { passive: true, ..form_to_depth(d, predicate, depth - 1) };
    }
    let copula = d.child(i, Rel::Cop);
    let main = copula.map_or(token.penn, |c| d.tokens[c].penn);
    let auxiliaries: Vec<usize> = d
        .children(i)
        .iter()
        .copied()
        .filter(|c| matches!(d.tokens[*c].rel, Rel::Aux | Rel::AuxPass) && *c < i && !is_in_name(d, *c))
        .collect();
    // "Mr Gray, who has ruled": a passive needs another auxiliary than "have".
    let perfect =
        !auxiliaries.is_empty() && auxiliaries.iter().all(|a| d.lemma(*a) == "have") && token.penn == Penn::Vbn;
    let passive = d.child(i, Rel::AuxPass).is_some() || d.child(i, Rel::NsubjPass).is_some() && !perfect;
    let with = |tense, progressive, passive, modal| Form { tense, progressive, passive, modal };
    if let Some(g) = governor(d, i).filter(|g| token.rel == Rel::Xcomp && depth > 0 && is_semi_auxiliary(d, *g)) {
        // "will have to return", "is going to buy": the helper's tense counts.
        let helper = form_to_depth(d, g, depth - 1);
        return match d.lemma(g) {
            "go" => with(Tense::Future, false, passive, None),
            "use" => with(Tense::Past, false, passive, None),
            _ => with(Tense::Modal, false, passive, helper.modal.map_or(Some(g), |_| Some(g))),
        };
    }
    if auxiliaries.is_empty() && copula.is_none() {
        let inherits =
            matches!(token.penn, Penn::Vb | Penn::Vbn | Penn::Vbg) && token.rel == Rel::Conj && !has_to(d, i);
        if let Some(g) = governor(d, i).filter(|g| inherits && depth > 0 && d.tokens[*g].penn == token.penn) {
            return form_to_depth(d, g, depth - 1);
        }
    }
    if let Some(modal) = auxiliaries.iter().copied().find(|a| d.tokens[*a].penn == Penn::Md) {
        let future = matches!(d.lemma(modal), "will" | "shall" | "'ll" | "wo" | "’ll");
        return with(if future { Tense::Future } else { Tense::Modal }, false, passive, Some(modal));
    }
    if has_to(d, i) {
        // "is to be sworn in", "was to open in May": arranged.
        let to = d.children(i).iter().copied().find(|c| d.tokens[*c].penn == Penn::To);
        let arranged = auxiliaries.iter().chain(&copula).any(|a| {
            d.lemma(*a) == "be" && matches!(d.tokens[*a].penn, Penn::Vbz | Penn::Vbp | Penn::Vbd) && Some(*a) < to
        });
        return with(if arranged { Tense::Future } else { Tense::Infinitive }, false, passive, None);
    }
    let progressive = main == Penn::Vbg && auxiliaries.iter().any(|a| d.lemma(*a) == "be");
    if let Some(have) = auxiliaries.iter().copied().find(|a| d.lemma(*a) == "have") {
        let past = d.tokens[have].penn == Penn::Vbd;
        return with(if past { Tense::Pluperfect } else { Tense::Perfect }, progressive, passive, None);
    }
    let finite = auxiliaries.first().map_or(main, |a| d.tokens[*a].penn);
    let tense = match finite {
        Penn::Vbd => Tense::Past,
        Penn::Vbz | Penn::Vbp => Tense::Present,
        Penn::Vb => Tense::Infinitive,
        // A past tense that was taken for a participle: it has a subject of its own and no auxiliary.
        Penn::Vbn if auxiliaries.is_empty() && d.child(i, Rel::Nsubj).is_some() => Tense::Past,
        Penn::Vbn if auxiliaries.is_empty() && (is_active(d, i) || token.rel == Rel::Root) => Tense::Past,
        _ => Tense::Participle,
    };
    let bare_passive = token.penn == Penn::Vbn && auxiliaries.is_empty() && tense == Tense::Participle;
    with(tense, progressive, passive || bare_passive, None)
}

/// "Kirwa flew over the valley and promised dykes", "The Kenyan congratulated Alemu": with an object, and joined to a past tense or
/// the only verb there is, it is a past tense that was taken for a participle.
fn is_active(d: &Document, i: usize) -> bool {
    let alone = match d.tokens[i].rel {
        Rel::Root => true,
        Rel::Conj => governor(d, i).is_some_and(|g| d.tokens[g].penn == Penn::Vbd),
        _ => false,
    };
    alone && d.child(i, Rel::Obj).is_some_and(|o| o > i)
}

/// Whether an infinitive completes its governor: "was due to visit", "ordered the firm to sell", whatever the parser calls it.
pub fn completes(d: &Document, i: usize) -> bool {
    let words = &lexicon().governor;
    let asked = |g: usize| {
        let lemma = d.lemma(g);
        words.planned.contains(lemma) || words.possible.contains(lemma) || words.denied.contains(lemma)
    };
    match d.tokens[i].rel {
        Rel::Xcomp => true,
        Rel::Advcl => has_to(d, i) && governor(d, i).is_some_and(|g| g < i && asked(g)),
        _ => false,
    }
}

/// "was elected mayor", "was named chief executive": the noun that the parser took for the predicate, with the verb as its
/// attribute.
pub fn predicate_of(d: &Document, i: usize) -> Option<usize> {
    let token = d.tokens.get(i).filter(|t| t.penn == Penn::Vbn && t.rel == Rel::Amod)?;
    let noun = token.head.filter(|h| *h > i)?;
    let copula = d.child(noun, Rel::Cop)?;
    let names = matches!(token.lemma.as_str(), "elect" | "name" | "appoint" | "declare" | "crown" | "vote" | "make");
    (names && copula < i && (copula + 1..i).all(|t| d.tokens[t].upos == Upos::Adv)).then_some(noun)
}

/// "Standard & Poor's removed": the end of a name is no "is".
fn is_in_name(d: &Document, c: usize) -> bool {
    let in_name = d.names.get(d.names.partition_point(|n| n.tokens.end <= c)).is_some_and(|n| n.tokens.contains(&c));
    matches!(d.word(c), "'s" | "’s") && d.tokens[c].penn == Penn::Pos || in_name
}

/// The token that `i` depends on.
pub fn governor(d: &Document, i: usize) -> Option<usize> {
    d.tokens.get(i)?.head.filter(|h| *h < d.tokens.len())
}

/// The preposition before a noun, in lower case; empty when it has none.
pub fn preposition<'d>(d: &'d Document, i: usize) -> &'d str {
    d.child(i, Rel::Case).filter(|c| *c < i).map_or("", |c| d.lemma(c))
}

/// A noun and those joined to it by "and".
pub fn with_conjuncts(d: &Document, i: usize) -> Vec<usize> {
    let mut all = vec![i];
    all.extend(d.children_with(i, Rel::Conj).filter(|c| is_nominal(d, *c) && !opens_a_clause(d, i, *c)));
    all
}

/// "Srisai will run the group, and chairman Goh will retire": the second noun is no object, but has a verb of its own behind it.
fn opens_a_clause(d: &Document, first: usize, second: usize) -> bool {
    let end = d.subtree(second).end;
    let Some(token) = d.tokens.get(end).filter(|_| d.sentence_of(end) == d.sentence_of(second)) else { return false };
    let verb = if token.upos == Upos::Aux { token.head } else { Some(end) };
    let finite = matches!(token.penn, Penn::Md | Penn::Vbd | Penn::Vbz | Penn::Vbp);
    let alone = |v: &usize| {
        d.tokens[*v].upos == Upos::Verb
            && !d.children(*v).iter().any(|c| d.tokens[*c].rel.is_subject())
            && d.tokens[*v].head != Some(second)
    };
    let object = matches!(d.tokens[first].rel, Rel::Obj | Rel::Iobj | Rel::Obl);
    finite && object && verb.filter(alone).is_some()
}

/// Nouns between a verb and a phrase behind it that the parser hangs on that phrase: "acquitted the banker (on Wednesday)",
/// "convicted the chief (of smuggling)". Only where the verb has no object.
pub fn objects_behind(d: &Document, verb: usize) -> Vec<usize> {
    if d.child(verb, Rel::Obj).or_else(|| d.child(verb, Rel::Iobj)).is_some() {
        return Vec::new();
    }
    let behind = d
        .children(verb)
        .iter()
        .copied()
        .filter(|c| *c > verb && matches!(d.tokens[*c].rel, Rel::Obl | Rel::OblAgent | Rel::Advcl));
    let objects = |phrase: usize| {
        let opens = d.child(phrase, Rel::Case).or_else(|| d.child(phrase, Rel::Mark)).filter(|m| *m < phrase);
        d.children(phrase)
            .iter()
            .copied()
            .filter(move |c| d.tokens[*c].rel == Rel::Obj && *c > verb && opens.is_some_and(|o| *c < o))
    };
    behind.flat_map(objects).collect()
}

/// "Whom", "which", "that": stands for the noun before its clause.
pub fn is_relative(d: &Document, i: usize) -> bool {
    d.tokens.get(i).is_some_and(|t| matches!(t.penn, Penn::Wp | Penn::Wdt))
}

/// A noun, a name or a pronoun.
pub fn is_nominal(d: &Document, i: usize) -> bool {
    d.tokens.get(i).is_some_and(|t| matches!(t.upos, Upos::Noun | Upos::Propn | Upos::Pron))
}

/// The subject that a verb has or is understood to have, and whether it undergoes the verb.
pub fn subject(d: &Document, i: usize, is_object_control: impl Fn(&str) -> bool + Copy) -> Option<(usize, bool)> {
    let passive = form(d, i).passive;
    deep_subject(d, i, is_object_control, DEPTH).map(|s| (s, passive))
}

fn deep_subject(d: &Document, i: usize, control: impl Fn(&str) -> bool + Copy, depth: usize) -> Option<usize> {
    // Of two subjects the one next to the verb: "Late in the evening Anna met".
    let is_subject = |c: &usize| matches!(d.tokens[*c].rel, Rel::Nsubj | Rel::NsubjPass | Rel::NsubjOuter);
    let subjects = || d.children(i).iter().copied().filter(is_subject);
    let own = subjects().rfind(|c| *c < i).or_else(|| subjects().next());
    let token = d.tokens.get(i)?;
    if let Some(own) = own {
        return antecedent(d, i, own).or_else(|| within_clause(d, own)).or(Some(own));
    }
    if let Some(predicate) = predicate_of(d, i).filter(|_| depth > 0) {
        return deep_subject(d, predicate, control, depth - 1);
    }
    if let Some(bare) = bare_before(d, i) {
        return Some(bare);
    }
    if let Some(before) = subject_before(d, i).or_else(|| speaker_behind(d, i)).or_else(|| over_apposition(d, i)) {
        return Some(before);
    }
    let g = governor(d, i)?;
    let up = |j| if depth > 0 { deep_subject(d, j, control, depth - 1) } else { None };
    match token.rel {
        // "The last to leave the ship": whoever is said to be it.
        Rel::Csubj if d.child(g, Rel::Cop).is_some() && d.child(g, Rel::Nsubj).is_some() => up(g),
        Rel::Conj | Rel::Advcl if describes_object(d, i).is_some() => describes_object(d, i),
        Rel::Conj => up(g),
        // "criticised Ireland for taking that step": whoever is criticised took it.
        Rel::Advcl if let Some(blamed) = blamed(d, i, g) => Some(blamed),
        Rel::Advcl if !(has_to(d, i) && control(d.lemma(g))) => up(g),
        // "Ordered the company on Wednesday to pay": as if nothing stood between.
        Rel::Xcomp | Rel::Advcl => {
            let object = d.child(g, Rel::Obj).or_else(|| d.child(g, Rel::Iobj)).or_else(|| d.child(g, Rel::NsubjPass));
            object.filter(|o| *o < i && control(d.lemma(g))).or_else(|| up(g))
        }
        Rel::AclRelcl => Some(g),
        Rel::Acl if matches!(token.penn, Penn::Vbn | Penn::Vbg | Penn::Vbd) => Some(g),
        // "asked the court to hold him": it is the court that is to hold him.
        Rel::Acl if d.tokens[g].rel == Rel::Obj && governor(d, g).is_some_and(|v| control(d.lemma(v))) => Some(g),
        // "She is the first woman to lead the union": whoever is said to be it.
        Rel::Acl if d.child(g, Rel::Cop).is_some() && has_to(d, i) && is_singled_out(d, g) => up(g),
        Rel::Acl => d.child(g, Rel::NmodPoss).or_else(|| match d.tokens[g].rel {
            Rel::Obj | Rel::Obl => governor(d, g).and_then(up),
            _ => None,
        }),
        _ => None,
    }
}

/// The object of a verb that blames or thanks somebody for what a gerund behind "for" or "of" tells.
pub fn blamed(d: &Document, gerund: usize, verb: usize) -> Option<usize> {
    let reason = d.tokens[gerund].penn == Penn::Vbg
        && d.children(gerund).iter().any(|m| {
            *m < gerund
                && matches!(d.tokens[*m].rel, Rel::Mark | Rel::Case)
                && matches!(d.lemma(*m), "for" | "of" | "from")
        });
    let active = !form(d, verb).passive;
    let object = d.child(verb, Rel::Obj).filter(|o| reason && active && verb < *o && *o < gerund)?;
    lexicon().blames(d.lemma(verb)).then_some(object)
}

/// "announced the deal, valued at 34 billion": what looks joined to the verb, without any "and", says more of the object
/// before its comma. In "came, saw and conquered" an "and" follows.
pub fn describes_object(d: &Document, i: usize) -> Option<usize> {
    let token = d.tokens.get(i).filter(|t| matches!(t.penn, Penn::Vbd | Penn::Vbn))?;
    let marked = d.child(i, Rel::Mark).or_else(|| d.child(i, Rel::Advmod).filter(|a| *a < i)).is_some();
    if !(token.rel == Rel::Conj || token.rel == Rel::Advcl && !marked) {
        return None;
    }
    let noun = i.checked_sub(2).filter(|n| d.word(n + 1) == "," && d.tokens[*n].upos == Upos::Noun)?;
    let verb = token.head?;
    let object = d.tokens[noun].rel == Rel::Obj && d.tokens[noun].head == Some(verb);
    let listed = d.children_with(i, Rel::Cc).next().is_some()
        || d.children_with(verb, Rel::Conj).any(|c| c > i)
        || d.children_with(i, Rel::Conj).next().is_some();
    let helped = d.children(i).iter().any(|c| *c < i && matches!(d.tokens[*c].rel, Rel::Aux | Rel::AuxPass));
    (object && !listed && !helped && d.child(i, Rel::Obj).is_none()).then_some(noun)
}

/// "the first woman", "the only firm".
fn is_singled_out(d: &Document, noun: usize) -> bool {
    d.children_with(noun, Rel::Amod)
        .any(|a| matches!(d.lemma(a), "first" | "second" | "third" | "last" | "only" | "youngest" | "oldest"))
}

/// "..., the police said": a clause set beside another to say whose words they are; "...; he said that ..." is none.
pub fn is_aside(d: &Document, c: usize) -> bool {
    let says = d.tokens[c].upos == Upos::Verb && lexicon().verb(d.lemma(c)) == Class::Reporting;
    let start = governor(d, c).map_or(c, |g| g.min(c));
    let apart = (start..c).any(|b| d.word(b) == ";")
        || d.children(c).iter().any(|p| d.word(*p) == ";" || matches!(d.tokens[*p].rel, Rel::Obj | Rel::Ccomp));
    d.tokens[c].rel == Rel::Parataxis && says && !apart
}

/// Whether a clause is relative by its first word, wherever the parser hung it: "which he called expensive".
pub fn starts_with_wh(d: &Document, i: usize) -> bool {
    let first = d.children(i).iter().copied().filter(|c| *c < i).map(|c| d.subtree(c).start).min().unwrap_or(i);
    let wh = |t: usize| matches!(d.tokens[t].penn, Penn::Wp | Penn::Wdt);
    let before = first.checked_sub(1).filter(|b| d.sentence_of(*b) == d.sentence_of(i));
    wh(first) || before.is_some_and(wh)
}

/// "Narayan, who leads the project, joined": where a parse makes the relative clause the subject, the noun that opens it.
fn within_clause(d: &Document, own: usize) -> Option<usize> {
    let clause =
        d.tokens.get(own).filter(|t| t.upos == Upos::Verb && matches!(t.penn, Penn::Vbz | Penn::Vbd | Penn::Vbp))?;
    let first = clause.rel.is_subject().then(|| d.subtree(own).start)?;
    (first..own).find(|t| d.tokens[*t].upos == Upos::Propn).or_else(|| (first..own).find(|t| is_nominal(d, *t)))
}

/// "His counsel, Ana Ruiz, criticised the ruling": before a finite verb without a subject, a noun that has no preposition and
/// tells no time is the subject, whatever the parser calls it.
fn bare_before(d: &Document, i: usize) -> Option<usize> {
    let token = d.tokens.get(i)?;
    let auxiliary = d.children(i).iter().any(|c| matches!(d.tokens[*c].rel, Rel::Aux | Rel::AuxPass));
    let finite = matches!(token.penn, Penn::Vbd | Penn::Vbz | Penn::Vbp) || auxiliary;
    let bare = |c: &usize| {
        d.tokens[*c].rel == Rel::Obl
            && *c < i
            && is_nominal(d, *c)
            && d.child(*c, Rel::Case).is_none()
            && !tells_time(d, *c)
    };
    d.children(i).iter().copied().rfind(|c| finite && bare(c))
}

/// Whether a noun names a day, month or stretch of time.
fn tells_time(d: &Document, i: usize) -> bool {
    const TIMES: &[&str] = &[
        "day",
        "week",
        "month",
        "year",
        "time",
        "hour",
        "minute",
        "morning",
        "afternoon",
        "evening",
        "night",
        "today",
        "tomorrow",
        "yesterday",
        "decade",
        "century",
        "summer",
        "winter",
        "spring",
        "autumn",
        "fall",
        "moment",
        "season",
    ];
    crate::text::lexicon::is_calendar_word(d.word(i))
        || TIMES.contains(&d.lemma(i))
        || d.word(i).starts_with(|c: char| c.is_ascii_digit())
}

/// The noun that a relative pronoun stands for as the subject of a verb: what its clause depends on, or, where the
/// parser hung the clause elsewhere, the noun before the pronoun.
pub fn antecedent(d: &Document, verb: usize, pronoun: usize) -> Option<usize> {
    let relative = d.tokens[verb].rel == Rel::AclRelcl;
    let wh = matches!(d.tokens[pronoun].penn, Penn::Wp | Penn::Wdt);
    if relative && (wh || d.lemma(pronoun) == "that") {
        return governor(d, verb);
    }
    let mut at = pronoun.checked_sub(1).filter(|_| wh && pronoun < verb)?;
    if d.word(at) == "," {
        at = at.checked_sub(1)?;
    }
    let same_sentence = d.sentence_of(at) == d.sentence_of(pronoun);
    (same_sentence && matches!(d.tokens[at].upos, Upos::Noun | Upos::Propn)).then_some(at)
}

/// The noun directly before a finite verb, when the parser has made it something else ("..., the leader is now
/// meeting"): only the verb's auxiliaries and adverbs may stand between.
fn subject_before(d: &Document, i: usize) -> Option<usize> {
    let own: Vec<usize> = d.children(i).iter().copied().filter(|c| *c < i).collect();
    let auxiliary = |t: usize| own.contains(&t) && matches!(d.tokens[t].rel, Rel::Aux | Rel::AuxPass | Rel::Cop);
    let finite = matches!(d.tokens[i].penn, Penn::Vbd | Penn::Vbz | Penn::Vbp)
        || own.iter().any(|t| auxiliary(*t))
        || d.tokens[i].penn == Penn::Vbn && is_active(d, i);
    let token =
        d.tokens.get(i).filter(|t| finite && matches!(t.rel, Rel::Root | Rel::Ccomp | Rel::Parataxis | Rel::Conj))?;
    let mut at = i.checked_sub(1)?;
    while auxiliary(at) || d.tokens[at].upos == Upos::Adv {
        at = at.checked_sub(1)?;
    }
    let same_sentence = d.sentence_of(at) == d.sentence_of(i);
    // "The Kenyan congratulated Alemu", with the adjective hung on the verb.
    let person = d.tokens[at].upos == Upos::Adj && d.tokens[at].rel == Rel::Amod && token.head != Some(at);
    if person && d.tokens[at].head == Some(i) && at.checked_sub(1).is_some_and(|the| d.lemma(the) == "the") {
        return Some(at);
    }
    // "His daughter, Bruna Reis, wrote": the noun that the name explains.
    let named = (at > 0 && d.word(at) == ",").then(|| explained_by(d, at - 1)).flatten();
    if let Some(noun) = named.filter(|n| same_sentence && token.head.is_none_or(|h| h <= *n || h > i)) {
        return Some(noun);
    }
    // "Late in the evening Berg and Haddad met", hung on the evening: the first of those joined.
    let head = if d.tokens[at].rel == Rel::Flat { governor(d, at).unwrap_or(at) } else { at };
    let first = governor(d, head).filter(|f| d.tokens[head].rel == Rel::Conj && *f < at && is_nominal(d, *f));
    if let Some(first) = first.filter(|f| same_sentence && d.tokens[*f].rel == Rel::Appos) {
        return Some(first);
    }
    (same_sentence && is_nominal(d, at) && token.head != Some(at)).then_some(at)
}

/// The noun that the name ending at a token explains from between commas.
fn explained_by(d: &Document, end: usize) -> Option<usize> {
    let name = if d.tokens[end].rel == Rel::Flat { governor(d, end)? } else { end };
    let noun = governor(d, name).filter(|n| d.tokens[name].rel == Rel::Appos && is_nominal(d, *n) && *n < name)?;
    let comma =
        d.subtree(name).start.checked_sub(1).is_some_and(|c| d.word(c) == ",") || d.child(name, Rel::Punct).is_some();
    (comma && d.child(noun, Rel::Case).is_none()).then_some(noun)
}

/// "'Rustkop ignored us,' said the union's president": after a verb of speech without a subject, whoever spoke.
pub fn speaker_behind(d: &Document, i: usize) -> Option<usize> {
    let token = d.tokens.get(i)?;
    let finite = matches!(token.penn, Penn::Vbd | Penn::Vbz | Penn::Vbp)
        && !d.children(i).iter().any(|c| d.tokens[*c].rel == Rel::Aux);
    let says = finite && lexicon().verb(d.lemma(i)) == Class::Reporting;
    let words_before = i.checked_sub(1).is_some_and(|b| matches!(d.word(b), "\"" | "”" | "," | "’" | "'" | "''"));
    let object = d.child(i, Rel::Obj).filter(|o| *o > i && is_nominal(d, *o))?;
    let own_words = d.child(i, Rel::Ccomp).is_some_and(|c| c < i);
    (says && words_before && own_words && d.child(i, Rel::Iobj).is_none()).then_some(object)
}

/// "Chrysler, another carmaker, entered": the noun before what is set between commas, when the parser has hung it elsewhere.
fn over_apposition(d: &Document, i: usize) -> Option<usize> {
    let first = d.sentences.get(d.sentence_of(i))?.tokens.start;
    let helps = |t: &usize| matches!(d.tokens[*t].rel, Rel::Aux | Rel::AuxPass) || d.tokens[*t].upos == Upos::Adv;
    let finite = |t: usize| matches!(d.tokens[t].penn, Penn::Vbd | Penn::Vbz | Penn::Vbp | Penn::Md);
    let last = (first..i).rev().find(|t| !helps(t)).filter(|t| d.word(*t) == ",")?;
    if !(last + 1..=i).any(finite) || matches!(d.tokens[i].rel, Rel::AclRelcl | Rel::Advcl | Rel::Acl | Rel::Xcomp) {
        return None;
    }
    let inside = |t: &usize| {
        matches!(
            d.tokens[*t].upos,
            Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det | Upos::Adp | Upos::Num | Upos::Part
        )
    };
    let comma = (first..last).rev().find(|t| !inside(t)).filter(|t| d.word(*t) == "," && *t + 1 < last)?;
    let explains = matches!(d.tokens[comma + 1].upos, Upos::Det | Upos::Noun | Upos::Adj | Upos::Propn);
    let noun = comma.checked_sub(1).filter(|n| explains && *n >= first && is_nominal(d, *n))?;
    // What stands at the head of the sentence, not "In London, the capital, ...".
    let mut start = noun;
    while start > first
        && matches!(d.tokens[start - 1].upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det | Upos::Part)
    {
        start -= 1;
    }
    let opens = start == first || matches!(d.tokens[start - 1].upos, Upos::Punct | Upos::Cconj | Upos::Sconj);
    opens.then_some(noun)
}
