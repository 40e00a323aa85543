//! Trees put right where the words leave no doubt: a sentence without a finite verb whose participle is that verb.
//!
//! The parser takes "Orvane Copper suspended production" for a production that was suspended, and "the envoy promised to
//! go" for an envoy promised something. In: the tokens of one sentence. Out: the same, with heads and relations changed.

use std::ops::Range;

use super::document::Token;
use super::lexicon;
use super::tags::{Penn, Rel, Upos};

/// Puts the tree of a sentence right; `word` gives the words of the document's tokens.
pub fn repair<'a>(tokens: &mut [Token], sentence: Range<usize>, word: impl Fn(&Token) -> &'a str) {
    let Some(stop) = tokens.get(sentence.end.saturating_sub(1)).map(&word) else { return };
    // A line without its stop may be a headline or an entry of a list, which has no verb.
    if !matches!(stop, "." | "!" | "?" | "\"" | "”") || sentence.len() < 5 {
        return;
    }
    let mut tree = Tree { tokens, sentence, word };
    if let Some((subject, verb, object)) = tree.suspended() {
        tree.turn(object, verb, subject, Some(object));
    } else if let Some((subject, verb)) = tree.promised() {
        tree.turn(subject, verb, subject, None);
    }
    tree.second_clauses();
}

struct Tree<'t, W> {
    tokens: &'t mut [Token],
    sentence: Range<usize>,
    word: W,
}

impl<'a, W: Fn(&Token) -> &'a str> Tree<'_, W> {
    fn rel(&self, i: usize) -> Rel {
        self.tokens.get(i).map_or(Rel::Dep, |t| t.rel)
    }

    fn word(&self, i: usize) -> &'a str {
        self.tokens.get(i).map_or("", &self.word)
    }

    fn children(&self, of: usize) -> Vec<usize> {
        self.sentence.clone().filter(|c| self.tokens[*c].head == Some(of)).collect()
    }

    fn has(&self, of: usize, rels: &[Rel]) -> bool {
        self.children(of).iter().any(|c| rels.contains(&self.rel(*c)))
    }

    /// The noun on which the sentence hangs, when nothing is said to be it.
    fn bare_root(&self) -> Option<usize> {
        let root = self.sentence.clone().find(|i| self.rel(*i) == Rel::Root)?;
        let noun = matches!(self.tokens[root].upos, Upos::Noun | Upos::Propn);
        (noun && !self.has(root, &[Rel::Cop, Rel::Aux, Rel::AuxPass])).then_some(root)
    }

    /// "Orvane Copper suspended production", "His father, Emil Lund, seized power": subject, verb, object.
    fn suspended(&self) -> Option<(usize, usize, usize)> {
        let object = self.bare_root()?;
        let verb = *self.children(object).iter().find(|v| {
            let t = &self.tokens[**v];
            t.rel == Rel::Amod && t.upos == Upos::Verb && matches!(t.penn, Penn::Vbn | Penn::Vbd)
        })?;
        // "The suspended production": what has a determiner of its own is no second noun.
        let bare = (verb + 1..object).all(|i| matches!(self.tokens[i].upos, Upos::Adj | Upos::Noun | Upos::Num));
        let before = verb.checked_sub(1).filter(|b| *b >= self.sentence.start)?;
        let name = self.tokens[before].upos == Upos::Propn;
        let comma = self.word(before) == ",";
        if !bare || !(name || comma) {
            return None;
        }
        let outside = |h: usize| h == object || h == verb;
        let direct = |i: &usize| *i < verb && self.tokens[*i].head.is_some_and(outside);
        let own = self.children(object).into_iter().find(|c| direct(c) && self.rel(*c).is_subject());
        // The word of the name that hangs outside the name.
        let mut top = before;
        while let Some(up) = self.tokens[top].head.filter(|h| *h < verb && *h >= self.sentence.start) {
            top = up;
        }
        let subject =
            own.or_else(|| Some(top).filter(|t| name && direct(t) && !matches!(self.rel(*t), Rel::Nmod | Rel::Obl)))?;
        Some((subject, verb, object))
    }

    /// "The Iranian envoy promised to look into it": the participle directly behind the only noun goes on like a verb.
    fn promised(&self) -> Option<(usize, usize)> {
        let subject = self.bare_root()?;
        let verb = subject + 1;
        let t = self.tokens.get(verb).filter(|_| self.sentence.contains(&verb))?;
        let participle = t.rel == Rel::Acl && t.head == Some(subject) && t.upos == Upos::Verb;
        let finite = t.penn == Penn::Vbd
            || t.penn == Penn::Vbn
                && self.has(verb, &[Rel::Xcomp, Rel::Ccomp, Rel::Obj])
                && !self.has(verb, &[Rel::OblAgent]);
        (participle && finite).then_some((subject, verb))
    }

    /// Makes `verb` the root in the place of `old`.
    fn turn(&mut self, old: usize, verb: usize, subject: usize, object: Option<usize>) {
        for c in self.children(old) {
            let behind = c > verb;
            let token = &self.tokens[c];
            let clause = matches!(token.rel, Rel::Acl | Rel::Advcl | Rel::Parataxis | Rel::Punct | Rel::Discourse)
                || token.rel == Rel::Conj && token.upos == Upos::Verb;
            let circumstance = token.rel == Rel::Nmod && object.is_some();
            if c == verb || c == subject || !(clause && (behind || token.rel == Rel::Punct) || circumstance && behind) {
                continue;
            }
            let rel = match self.tokens[c].rel {
                Rel::Acl => Rel::Advcl,
                Rel::Nmod if !matches!(self.case_of(c), "of" | "for") => Rel::Obl,
                Rel::Nmod => continue,
                other => other,
            };
            self.tokens[c].head = Some(verb);
            self.tokens[c].rel = rel;
        }
        self.tokens[verb].head = None;
        self.tokens[verb].rel = Rel::Root;
        self.tokens[verb].penn = Penn::Vbd;
        self.tokens[subject].head = Some(verb);
        self.tokens[subject].rel = Rel::Nsubj;
        if let Some(object) = object {
            self.tokens[object].head = Some(verb);
            self.tokens[object].rel = Rel::Obj;
        }
    }

    fn case_of(&self, i: usize) -> &'a str {
        self.children(i).into_iter().find(|c| self.rel(*c) == Rel::Case).map_or("", |c| self.word(c))
    }

    /// "Orva closed two plants, and Selt cancelled 300 flights", with the second name joined to the plants.
    fn second_clauses(&mut self) {
        for name in self.sentence.clone().skip(3) {
            let t = &self.tokens[name];
            let and = self.word(name - 1);
            let joined = t.rel == Rel::Conj && t.upos == Upos::Propn && matches!(and, "and" | "but" | "while");
            let Some(first) = t.head.filter(|h| joined && *h < name && self.word(name - 2) == ",") else { continue };
            let mut verb = name + 1;
            while self
                .tokens
                .get(verb)
                .is_some_and(|f| matches!(f.rel, Rel::Flat | Rel::Compound) && f.upos == Upos::Propn)
            {
                verb += 1;
            }
            let Some(v) = self.tokens.get(verb).filter(|_| self.sentence.contains(&verb)) else { continue };
            let lost = matches!(v.rel, Rel::Xcomp | Rel::Acl | Rel::Ccomp | Rel::Advcl | Rel::Parataxis | Rel::Dep);
            let finite = v.upos == Upos::Verb && (v.penn == Penn::Vbd || lexicon::is_only_past(self.word(verb)));
            if !(lost && finite) || self.has(verb, &[Rel::Nsubj, Rel::NsubjPass, Rel::Aux, Rel::Mark]) {
                continue;
            }
            // The verb of the first clause, above the noun to which the name was joined.
            let mut above = first;
            while self.tokens[above].upos != Upos::Verb {
                match self.tokens[above].head {
                    Some(h) if self.sentence.contains(&h) && h != above => above = h,
                    _ => break,
                }
            }
            if self.tokens[above].upos != Upos::Verb || above >= name || above == verb {
                continue;
            }
            self.tokens[verb].head = Some(above);
            self.tokens[verb].rel = Rel::Conj;
            self.tokens[name].head = Some(verb);
            self.tokens[name].rel = Rel::Nsubj;
            self.tokens[name - 1].head = Some(verb);
            self.tokens[name - 1].rel = Rel::Cc;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::text::{Model, Rel, analyse};

    /// The subject and the relation of a verb of a text.
    fn told(text: &str, verb: &str) -> (Option<String>, Rel) {
        let document = analyse(Model::embedded().unwrap(), text);
        let at = (0..document.tokens.len()).find(|i| document.word(*i) == verb).expect("the verb");
        (document.subject(at).map(|s| document.word(s).to_owned()), document.tokens[at].rel)
    }

    #[test]
    fn a_participle_that_must_be_the_verb_of_its_sentence_is_its_verb() {
        for (text, verb, subject) in [
            ("Tarkon Copper suspended production in Mansa on Tuesday after a shaft collapsed.", "suspended", "Tarkon"),
            ("His father, Emil Lund, seized power in a coup in 1967 and died in 2005.", "seized", "father"),
            ("The Iranian diplomat promised to look into the case.", "promised", "diplomat"),
        ] {
            assert_eq!(told(text, verb), (Some(subject.to_owned()), Rel::Root), "{text}");
        }
        let text = "Heineken closed two breweries in Nigeria, and Ryanair cancelled 300 flights.";
        assert_eq!(told(text, "cancelled"), (Some("Ryanair".to_owned()), Rel::Conj));
    }

    #[test]
    fn what_describes_a_noun_stays_with_it() {
        for (text, verb) in [
            ("Prices of houses built in the 1990s.", "built"),
            ("The letters written by Anna Berg to her son.", "written"),
            ("He sold three used cars, and Anna bought one of them.", "used"),
        ] {
            assert_ne!(told(text, verb).1, Rel::Root, "{text}");
        }
    }
}
