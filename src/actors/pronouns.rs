//! Pronouns that refer to somebody, with the gender and number they ask for.

use super::draft::Gender;
use crate::text::{Document, Rel, Upos};

/// What a pronoun asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// "he", "she"
    Person(Gender),
    /// "it"
    Thing,
    /// "they"
    Several,
    /// "I" inside a quotation: whoever speaks.
    Speaker,
}

/// A pronoun at one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pronoun {
    /// Its token.
    pub token: usize,
    /// Whom it asks for.
    pub asks: Asks,
    /// "his", "its": may mean the subject of its own clause.
    pub possessive: bool,
    /// "himself": means the subject of its own clause.
    pub reflexive: bool,
}

/// The pronouns of the document that can refer to an actor, in order.
pub fn find(document: &Document) -> Vec<Pronoun> {
    (0..document.tokens.len()).filter_map(|i| read(document, i)).collect()
}

fn read(document: &Document, i: usize) -> Option<Pronoun> {
    let token = document.tokens.get(i)?;
    if !matches!(token.upos, Upos::Pron | Upos::Det) {
        return None;
    }
    let word = document.word(i).to_lowercase();
    let asks = match word.as_str() {
        "he" | "him" | "his" | "himself" => Asks::Person(Gender::Male),
        "she" | "her" | "hers" | "herself" => Asks::Person(Gender::Female),
        "it" | "its" | "itself" if !is_empty(document, i) => Asks::Thing,
        "they" | "them" | "their" | "theirs" | "themselves" => Asks::Several,
        "i" | "me" | "my" | "mine" | "myself" => Asks::Speaker,
        _ => return None,
    };
    let possessive = matches!(word.as_str(), "his" | "her" | "its" | "their" | "my") && token.rel == Rel::NmodPoss
        || word == "its"
        || word == "their"
        || word == "my";
    Some(Pronoun { token: i, asks, possessive, reflexive: word.ends_with("self") || word.ends_with("selves") })
}

/// "It rained", "it is clear that ...", "it took hours to ...": an it that means nothing.
fn is_empty(document: &Document, i: usize) -> bool {
    let Some(token) = document.tokens.get(i) else { return true };
    if token.rel == Rel::Expl {
        return true;
    }
    let Some(head) = token.head else { return false };
    // "called it a bold step": what was just told of.
    if token.rel == Rel::Obj && matches!(document.lemma(head), "call" | "describe" | "hail" | "term" | "dub") {
        return true;
    }
    if !token.rel.is_subject() {
        return false;
    }
    const WEATHER: &[&str] = &["rain", "snow", "seem", "appear", "turn", "happen", "hail", "drizzle"];
    let clause = document.children(head).iter().any(|c| {
        let rel = document.tokens[*c].rel;
        matches!(rel, Rel::Csubj | Rel::CsubjPass)
            || rel == Rel::Ccomp && document.tokens[head].upos != Upos::Verb && *c > head
    });
    let after =
        |rels: &[Rel]| document.children(head).iter().any(|c| *c > head && rels.contains(&document.tokens[*c].rel));
    // "It is because ...", "it was necessary that ...".
    let cop = document.child(head, Rel::Cop);
    let because = cop.is_some_and(|c| matches!(document.word(c + 1), "because" | "as" | "when" | "only"));
    let that = cop.is_some() && document.tokens[head].upos == Upos::Adj && document.word(head + 1) == "that";
    // "It is wrong to ...", "it is the Senate that ...".
    let judgement = document.child(head, Rel::Cop).is_some()
        && match document.tokens[head].upos {
            Upos::Adj | Upos::Adv => after(&[Rel::Csubj, Rel::Ccomp, Rel::Xcomp, Rel::Advcl, Rel::Acl, Rel::AclRelcl]),
            Upos::Verb => false,
            // What it is, tells what it can be: only a body or a country is an actor.
            _ => {
                !super::lexicon::describes_body(&document.lemma(head).to_lowercase())
                    || after(&[Rel::AclRelcl, Rel::Csubj])
            }
        };
    WEATHER.contains(&document.lemma(head)) || clause || judgement || because || that || is_event(document, i, head)
}

/// "They called the strike on Monday. It began with freight trains": what begins or spreads is what was just told of.
fn is_event(document: &Document, i: usize, verb: usize) -> bool {
    let sentence = document.sentence_of(i);
    // The one that it stands in, as far as it, and the one before.
    let from = sentence.checked_sub(1).and_then(|s| document.sentences.get(s)).map_or(0, |s| s.tokens.start);
    super::lexicon::runs(document.lemma(verb))
        && document.child(verb, Rel::Obj).is_none()
        && (from..i).any(|t| document.tokens[t].upos == Upos::Noun && super::lexicon::is_happening(document.lemma(t)))
}
