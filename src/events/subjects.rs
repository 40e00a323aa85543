//! Who does what a verb tells: its subject, or the one that a reader understands where the clause has none.

use super::lexicon::{Class, lexicon};
use super::syntax::{DEPTH, form, governor, has_to, is_active, is_nominal, predicate_of};
use crate::text::{Document, Penn, Rel, Upos};

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
        Rel::Advcl if is_blamed_for(d, i, g) => {
            if form(d, g).passive {
                up(g)
            } else {
                d.child(g, Rel::Obj)
            }
        }
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

/// Whether a gerund tells what a verb blames or thanks somebody for: "fined the firm for dumping waste", "was cleared of
/// taking bribes", "is charged with lying".
pub fn is_blamed_for(d: &Document, gerund: usize, verb: usize) -> bool {
    let reason = d.tokens[gerund].penn == Penn::Vbg
        && d.children(gerund).iter().any(|m| {
            *m < gerund
                && matches!(d.tokens[*m].rel, Rel::Mark | Rel::Case)
                && matches!(d.lemma(*m), "for" | "of" | "from" | "with")
        });
    let someone = || form(d, verb).passive || d.child(verb, Rel::Obj).is_some_and(|o| verb < o && o < gerund);
    reason && lexicon().blames(d.lemma(verb)) && someone()
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
    // "and four years later won the case": whoever did what stands before the "and".
    let time = token.rel == Rel::Conj && tells_time(d, at);
    (same_sentence && is_nominal(d, at) && token.head != Some(at) && !time).then_some(at)
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
