//! Questions about syntax that several of the other files ask: the form of a verb, its voice, what governs it.

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
pub fn is_active(d: &Document, i: usize) -> bool {
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
