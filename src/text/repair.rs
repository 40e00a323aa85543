//! Trees put right where the words leave no doubt: a sentence without a finite verb whose participle is that verb.
//!
//! The parser takes "Orvane Copper suspended production" for a production that was suspended, and "the envoy promised to
//! go" for an envoy promised something. In: the tokens of one sentence. Out: the same, with heads and relations changed.

use std::ops::Range;

use super::document::Token;
use super::lemma;
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
    if let Some((subject, verb, object)) = tree.lent() {
        tree.turn(object.unwrap_or(subject), verb, subject, object);
    } else if let Some((subject, verb, object)) = tree.suspended() {
        tree.turn(object, verb, subject, Some(object));
    } else if let Some((subject, verb)) = tree.promised() {
        tree.turn(subject, verb, subject, None);
    } else if let Some((subject, verb, object)) = tree.resumed() {
        tree.turn(subject, verb, subject, object);
    } else {
        tree.embedded();
    }
    tree.due_to();
    tree.joined_subjects();
    tree.unchanged_pasts();
    tree.clauses_behind();
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

    /// "Merkel, speaking in Berlin, ruled out aid", "Alvim, 54, entered parliament": behind what stands between commas the
    /// sentence goes on with its verb; the object where the verb hangs on it.
    fn resumed(&self) -> Option<(usize, usize, Option<usize>)> {
        let subject = self.bare_root()?;
        let opens = (subject + 1..self.sentence.end).find(|c| self.word(*c) == ",")?;
        let closed = |v: &usize| self.word(v - 1) == "," && v - 1 > opens;
        let verb = (opens + 2..self.sentence.end).filter(closed).find(|v| self.goes_on(*v))?;
        let object = self.tokens[verb].head.filter(|o| self.rel(verb) == Rel::Amod && *o > verb);
        Some((subject, verb, object))
    }

    /// "Solheim, whose charts changed the field, died", "Okafor, a qualifier ranked 142nd, won": the verb between the commas
    /// taken for that of the sentence, and the one behind them hung on it.
    fn embedded(&mut self) {
        let Some(inner) =
            self.sentence.clone().find(|i| self.rel(*i) == Rel::Root && self.tokens[*i].upos == Upos::Verb)
        else {
            return;
        };
        let Some(subject) = self.children(inner).into_iter().find(|s| self.rel(*s) == Rel::Nsubj && *s < inner) else {
            return;
        };
        let mut commas = (subject + 1..inner).filter(|c| self.word(*c) == ",");
        let (Some(opens), None) = (commas.next(), commas.next()) else { return };
        let outer = self
            .children(inner)
            .into_iter()
            .find(|v| *v > inner + 1 && self.rel(*v) == Rel::Parataxis && self.word(v - 1) == "," && self.goes_on(*v));
        let Some(outer) = outer.filter(|v| self.tokens[*v].penn == Penn::Vbd) else { return };
        let whose = (self.word(opens + 1) == "whose").then_some(opens + 1);
        let explains = (opens + 1..inner).any(|n| self.rel(n) == Rel::Appos);
        let own = whose.and_then(|w| self.tokens[w].head).filter(|n| *n > opens && *n < inner);
        let described = match own {
            Some(_) => subject,
            None if explains && matches!(self.tokens[inner - 1].upos, Upos::Noun | Upos::Propn) => inner - 1,
            None => return,
        };
        for c in self.children(inner) {
            if self.rel(c) == Rel::Punct {
                self.tokens[c].head = Some(outer);
            }
        }
        self.tokens[subject].head = Some(outer);
        self.tokens[outer].head = None;
        self.tokens[outer].rel = Rel::Root;
        self.tokens[inner].head = Some(described);
        self.tokens[inner].rel = if own.is_some() { Rel::AclRelcl } else { Rel::Acl };
        if let Some(noun) = own {
            self.tokens[noun].head = Some(inner);
            self.tokens[noun].rel = Rel::Nsubj;
        } else {
            self.tokens[inner].penn = Penn::Vbn;
        }
    }

    /// Whether a verb has the form and none of the words of a side clause.
    fn goes_on(&self, verb: usize) -> bool {
        let t = &self.tokens[verb];
        let free = !self.has(
            verb,
            &[Rel::Nsubj, Rel::NsubjPass, Rel::Aux, Rel::AuxPass, Rel::Mark, Rel::Cc, Rel::OblAgent, Rel::Advmod],
        ) || matches!(t.penn, Penn::Vbd)
            && !self.has(verb, &[Rel::Nsubj, Rel::NsubjPass, Rel::Mark, Rel::Cc]);
        let lost = matches!(
            t.rel,
            Rel::Conj | Rel::Advcl | Rel::Acl | Rel::Amod | Rel::Parataxis | Rel::List | Rel::Dep | Rel::Xcomp
        );
        // "... of 3 million, compared with 2 million", and what is written under pictures.
        let shown = matches!(self.word(verb), "pictured" | "seen" | "shown" | "photographed" | "compared" | "based");
        let past = matches!(t.penn, Penn::Vbd | Penn::Vbn) && t.upos == Upos::Verb;
        past && lost && free && !shown && self.word(verb + 1) != "by"
    }

    /// "The bank lent 30 million euros", "the average slid below 10,000": in a sentence without a verb a past tense that is
    /// nothing else, taken for a noun or an attribute; or "Selt Gas suspended work.", the only participle of a whole
    /// sentence. Subject, verb, and the object where one follows.
    fn lent(&mut self) -> Option<(usize, usize, Option<usize>)> {
        let (first, end) = (self.sentence.start, self.sentence.end);
        let mut verbs = self.sentence.clone().filter(|i| matches!(self.tokens[*i].upos, Upos::Verb | Upos::Aux));
        let verb = match verbs.next() {
            None => (first + 1..end).find(|v| lexicon::is_only_past(self.word(*v)))?,
            Some(only) => {
                let whole = end.checked_sub(1).is_some_and(|last| self.word(last) == ".");
                let attribute = self.rel(only) == Rel::Amod && self.tokens[only].penn == Penn::Vbn;
                Some(only).filter(|v| whole && attribute && *v > first && verbs.next().is_none())?
            }
        };
        let subject = verb - 1;
        let capital = self.word(subject).starts_with(char::is_uppercase);
        if !(matches!(self.tokens[subject].upos, Upos::Noun | Upos::Propn) || capital) {
            return None;
        }
        let root = (first..end).find(|i| self.rel(*i) == Rel::Root)?;
        // What stands before the verb and hung on it or behind it belongs to the subject; what stands behind stays there.
        for c in first..subject {
            let across = self.tokens[c].head.is_some_and(|h| h >= verb);
            if across && self.rel(c) != Rel::Punct {
                self.tokens[c].head = Some(subject);
            }
        }
        let object = Some(root).filter(|o| *o > verb && matches!(self.tokens[*o].upos, Upos::Noun | Upos::Propn));
        for c in verb + 1..end {
            if let Some(object) = object.filter(|o| self.tokens[c].head == Some(verb) && c < *o) {
                self.tokens[c].head = Some(object);
            }
        }
        if root < subject {
            self.tokens[root].rel = if self.has(root, &[Rel::Case]) { Rel::Obl } else { Rel::Dep };
            self.tokens[root].head = Some(verb);
        }
        let t = &mut self.tokens[verb];
        t.upos = Upos::Verb;
        t.lemma = lemma::lemma((self.word)(t), Upos::Verb, Penn::Vbd);
        Some((subject, verb, object))
    }

    /// "Moon and Kim have met", with both and the "and" hung on the verb: the second is joined to the first.
    fn joined_subjects(&mut self) {
        for second in self.sentence.clone().skip(2) {
            let t = &self.tokens[second];
            let Some(verb) = t.head.filter(|v| *v > second && matches!(t.rel, Rel::Nsubj | Rel::NsubjPass)) else {
                continue;
            };
            let (first, and) = (second - 2, second - 1);
            let hung = |i: usize| self.tokens[i].head == Some(verb);
            let bare = matches!(self.rel(first), Rel::Obl | Rel::OblUnmarked | Rel::Dep | Rel::Nsubj)
                && matches!(self.tokens[first].upos, Upos::Noun | Upos::Propn)
                && !self.has(first, &[Rel::Case]);
            if self.rel(and) == Rel::Cc && hung(and) && hung(first) && bare {
                let rel = self.rel(second);
                self.tokens[first].rel = rel;
                self.tokens[and].head = Some(second);
                self.tokens[second].head = Some(first);
                self.tokens[second].rel = Rel::Conj;
            }
        }
    }

    /// "was due to meet", with "due to" taken for a preposition as in "due to rain".
    fn due_to(&mut self) {
        for to in self.sentence.clone().skip(1) {
            let fixed = self.rel(to) == Rel::Fixed && self.word(to) == "to" && self.word(to - 1) == "due";
            let verb = to + 1;
            let bare = self.sentence.contains(&verb) && self.tokens[verb].penn == Penn::Vb;
            if fixed && bare && self.tokens[verb].head == Some(to - 1) {
                self.tokens[to].head = Some(verb);
                self.tokens[to].rel = Rel::Mark;
            }
        }
    }

    /// "grounded its jets after an engine of one of them broke apart", with the engine hung on "grounded": the noun behind
    /// the conjunction is the subject of the verb that follows it.
    fn clauses_behind(&mut self) {
        for noun in self.sentence.clone() {
            let t = &self.tokens[noun];
            // "one of its engines", "several of the devices".
            let nominal =
                matches!(t.upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Adj) && t.rel == Rel::Obl;
            let Some(main) = t.head.filter(|h| nominal && *h < noun && self.tokens[*h].upos == Upos::Verb) else {
                continue;
            };
            let opens = |m: &usize| {
                matches!(self.rel(*m), Rel::Case | Rel::Mark)
                    && *m > main
                    && matches!(self.word(*m), "after" | "before" | "since" | "until" | "because" | "when" | "once")
            };
            let Some(link) = self.children(noun).into_iter().find(opens) else { continue };
            let verb = (noun + 1..self.sentence.end).find(|t| !self.is_below(*t, noun)).unwrap_or(noun);
            let v = &self.tokens[verb];
            let finite = v.upos == Upos::Verb && matches!(v.penn, Penn::Vbd | Penn::Vbz | Penn::Vbp);
            let lost = matches!(
                v.rel,
                Rel::Parataxis | Rel::Conj | Rel::Xcomp | Rel::Ccomp | Rel::Dep | Rel::Advcl | Rel::List
            ) && v.head.is_some_and(|h| h < verb);
            if !(finite && lost) || self.has(verb, &[Rel::Nsubj, Rel::NsubjPass, Rel::Cc, Rel::Mark]) {
                continue;
            }
            self.tokens[verb].head = Some(main);
            self.tokens[verb].rel = Rel::Advcl;
            self.tokens[noun].head = Some(verb);
            self.tokens[noun].rel = Rel::Nsubj;
            self.tokens[link].head = Some(verb);
            self.tokens[link].rel = Rel::Mark;
        }
    }

    /// Whether a token is another one or hangs below it.
    fn is_below(&self, mut i: usize, top: usize) -> bool {
        for _ in self.sentence.clone() {
            match self.tokens[i].head {
                _ if i == top => return true,
                Some(h) if self.sentence.contains(&h) => i = h,
                _ => return false,
            }
        }
        false
    }

    /// "The recall cost 3 million", "cut its forecast and shed jobs": the past of some verbs looks like their infinitive.
    fn unchanged_pasts(&mut self) {
        for i in self.sentence.clone() {
            let t = &self.tokens[i];
            if t.penn != Penn::Vb
                || !lexicon::is_unchanged_past(self.word(i))
                || self.has(i, &[Rel::Aux, Rel::AuxPass, Rel::Mark])
            {
                continue;
            }
            let told = |s: usize| s < i && matches!(self.tokens[s].upos, Upos::Noun | Upos::Propn);
            let subject = self.children(i).into_iter().any(|c| self.rel(c) == Rel::Nsubj && told(c));
            let joined = t.rel == Rel::Conj && t.head.is_some_and(|h| self.tokens[h].penn == Penn::Vbd);
            if subject || joined {
                self.tokens[i].penn = Penn::Vbd;
            }
        }
    }

    /// Makes `verb` the root in the place of `old`.
    fn turn(&mut self, old: usize, verb: usize, subject: usize, object: Option<usize>) {
        for c in self.children(old).into_iter().filter(|c| *c != verb && *c != subject) {
            let token = &mut self.tokens[c];
            let clause = matches!(token.rel, Rel::Acl | Rel::Advcl | Rel::Parataxis | Rel::Discourse)
                || token.rel == Rel::Conj && token.upos == Upos::Verb;
            if token.rel == Rel::Punct || clause && c > verb {
                token.head = Some(verb);
                token.rel = if token.rel == Rel::Acl { Rel::Advcl } else { token.rel };
            }
        }
        for c in object.map(|o| self.children(o)).unwrap_or_default() {
            if c > verb && self.rel(c) == Rel::Nmod && !matches!(self.case_of(c), "of" | "for") {
                self.tokens[c].head = Some(verb);
                self.tokens[c].rel = Rel::Obl;
            }
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
            ("Alvim, 54, entered parliament in 2005.", "entered", "Alvim"),
            ("Merkel, speaking in Berlin, ruled out new aid.", "ruled", "Merkel"),
            ("The president, accompanied by his wife, left for Beijing.", "left", "president"),
            ("The bank lent 30 million euros to the city.", "lent", "bank"),
            ("Moon and Kim have met three times.", "met", "Moon"),
            ("Chidi Okafor, a qualifier from Nigeria ranked 142nd in the world, knocked him out.", "knocked", "Chidi"),
            ("In New York, the Dow Jones Industrial Average slid below 10,000 points.", "slid", "Average"),
        ] {
            assert_eq!(told(text, verb), (Some(subject.to_owned()), Rel::Root), "{text}");
        }
        for (text, verb, subject) in [
            ("The airline grounded its fleet after an engine of one of them broke apart.", "broke", "engine"),
            ("The plane landed in Jakarta on Thursday after one of its engines failed.", "failed", "one"),
            ("Talks resumed after the envoys of both sides met in Oslo.", "met", "envoys"),
        ] {
            assert_eq!(told(text, verb), (Some(subject.to_owned()), Rel::Advcl), "{text}");
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
            ("Profit of 3 million euros, or 20 cents a share, compared with 2 million.", "compared"),
            ("Anna Berg, the mayor, pictured with her son.", "pictured"),
        ] {
            assert_ne!(told(text, verb).1, Rel::Root, "{text}");
        }
    }
}
