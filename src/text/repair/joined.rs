//! What is joined by "and", by commas or by a conjunction, where the parser hung it on the wrong word.

use super::Tree;
use crate::text::document::Token;
use crate::text::lexicon;
use crate::text::tags::{Penn, Rel, Upos};

impl<'a, W: Fn(&Token) -> &'a str> Tree<'_, W> {
    /// "Moon and Kim have met", "Selt Gas and the Italian carmaker Vento have agreed", with both and the "and" hung on the
    /// verb: the second is joined to the first.
    pub(super) fn joined_subjects(&mut self) {
        for second in self.sentence.clone().skip(2) {
            let t = &self.tokens[second];
            let Some(verb) = t.head.filter(|v| *v > second && matches!(t.rel, Rel::Nsubj | Rel::NsubjPass)) else {
                continue;
            };
            let hung = |i: usize| self.tokens[i].head == Some(verb);
            // Between "and" and the second stands only what describes the second.
            let and = (self.sentence.start..second).rev().find(|i| !self.is_below(*i, second));
            let Some(and) = and.filter(|a| *a > self.sentence.start && self.rel(*a) == Rel::Cc && hung(*a)) else {
                continue;
            };
            let Some(first) = (self.sentence.start..and).rev().find(|i| hung(*i) && self.is_below(and - 1, *i)) else {
                continue;
            };
            let bare = matches!(self.rel(first), Rel::Obl | Rel::OblUnmarked | Rel::Dep | Rel::Nsubj | Rel::NsubjPass)
                && matches!(self.tokens[first].upos, Upos::Noun | Upos::Propn)
                && !self.has(first, &[Rel::Case]);
            if bare {
                self.tokens[first].rel = self.rel(second);
                self.tokens[and].head = Some(second);
                self.tokens[second].head = Some(first);
                self.tokens[second].rel = Rel::Conj;
            }
        }
    }

    /// "Skybus, Aloha and Orva stopped flying", with the first name as the head of all and only the last as the subject.
    pub(super) fn listed_subjects(&mut self) {
        let Some(root) = self.bare_root() else { return };
        let verb = self.children(root).into_iter().find(|v| {
            let t = &self.tokens[*v];
            *v > root && matches!(t.rel, Rel::Conj | Rel::Parataxis) && t.upos == Upos::Verb && t.penn != Penn::Vbg
        });
        let Some(verb) = verb.filter(|v| !self.has(*v, &[Rel::Mark])) else { return };
        let Some(last) = self.children(verb).into_iter().find(|s| self.rel(*s).is_subject() && *s < verb) else {
            return;
        };
        // Nothing stands before the last but the list.
        let and = (self.sentence.start..last).rev().find(|i| !self.is_below(*i, last));
        let and = and.filter(|a| self.word(*a) == "and" && *a > root && a.abs_diff(root) < 12);
        let listed = |a: usize| {
            (root + 1..a)
                .all(|i| !matches!(self.tokens[i].upos, Upos::Verb | Upos::Aux | Upos::Adp | Upos::Sconj | Upos::Pron))
        };
        let Some(and) = and.filter(|a| listed(*a)) else { return };
        if self.sentence.start < root && !(self.sentence.start..root).all(|i| self.is_below(i, root)) {
            return;
        }
        for c in self.children(root) {
            let behind = c > verb || self.rel(c) == Rel::Punct && c > last;
            if behind {
                self.tokens[c].head = Some(verb);
            }
        }
        self.tokens[verb].head = None;
        self.tokens[verb].rel = Rel::Root;
        self.tokens[root].head = Some(verb);
        self.tokens[root].rel = self.rel(last);
        self.tokens[last].head = Some(root);
        self.tokens[last].rel = Rel::Conj;
        self.tokens[and].head = Some(last);
        self.tokens[and].rel = Rel::Cc;
    }

    /// "They agreed on an alliance, its head Anna Berg told the staff in a letter": the noun before the verb of speech is its
    /// subject and explains nothing.
    pub(super) fn speakers(&mut self) {
        for verb in self.sentence.clone().skip(3) {
            let t = &self.tokens[verb];
            let says = matches!(t.lemma.as_str(), "tell" | "say" | "announce" | "write") && t.penn == Penn::Vbd;
            let aside = matches!(t.rel, Rel::Parataxis | Rel::Conj | Rel::Advcl | Rel::Dep | Rel::Acl);
            let Some(above) = t.head.filter(|h| says && aside && *h < verb) else { continue };
            if self.has(verb, &[Rel::Nsubj, Rel::Mark, Rel::Cc, Rel::Aux]) {
                continue;
            }
            // The phrase that ends before the verb and begins behind a comma.
            let begins = |i: &usize| i.checked_sub(1).is_some_and(|c| self.word(c) == ",");
            let mut noun = verb - 1;
            while let Some(up) = self.tokens[noun].head.filter(|h| *h < verb && *h >= self.sentence.start) {
                if matches!(self.rel(noun), Rel::Appos | Rel::Conj) && self.first_of(noun).is_some_and(|f| begins(&f)) {
                    break;
                }
                noun = up;
            }
            let appos = matches!(self.rel(noun), Rel::Appos | Rel::Conj)
                && matches!(self.tokens[noun].upos, Upos::Noun | Upos::Propn)
                && !self.has(noun, &[Rel::Cc, Rel::Case]);
            let clause = self.tokens[above].upos == Upos::Verb && self.has(above, &[Rel::Nsubj, Rel::NsubjPass]);
            if appos && clause && !self.is_below(verb, noun) {
                self.tokens[noun].head = Some(verb);
                self.tokens[noun].rel = Rel::Nsubj;
                self.tokens[verb].rel = Rel::Parataxis;
            }
        }
    }

    /// The first word of all that hangs on a token.
    fn first_of(&self, of: usize) -> Option<usize> {
        self.sentence.clone().find(|i| self.rel(*i) != Rel::Punct && self.is_below(*i, of))
    }

    /// "Trading was halted after the Orva index sank", with "sank" for the verb of the sentence and the index hung on "halted".
    pub(super) fn main_before_clause(&mut self) {
        let Some(verb) = self.sentence.clone().find(|i| self.rel(*i) == Rel::Root) else { return };
        let v = &self.tokens[verb];
        let finite = v.upos == Upos::Verb && matches!(v.penn, Penn::Vbd | Penn::Vbz);
        if !finite || self.has(verb, &[Rel::Nsubj, Rel::NsubjPass, Rel::Aux, Rel::AuxPass]) {
            return;
        }
        let main = self.children(verb).into_iter().find(|m| {
            let t = &self.tokens[*m];
            let clause = matches!(t.rel, Rel::Ccomp | Rel::Parataxis | Rel::Csubj | Rel::Advcl | Rel::Dep);
            let subjects = [Rel::Nsubj, Rel::NsubjPass, Rel::Csubj, Rel::CsubjPass];
            *m < verb && clause && t.upos == Upos::Verb && self.has(*m, &subjects)
        });
        let Some(main) = main else { return };
        let noun = (main + 1..verb).find(|n| {
            let t = &self.tokens[*n];
            t.head == Some(main) && t.rel == Rel::Obl && self.is_below(verb - 1, *n)
        });
        let opens = |m: &usize| {
            matches!(self.rel(*m), Rel::Case | Rel::Mark)
                && matches!(self.word(*m), "after" | "before" | "since" | "until" | "because" | "when" | "once" | "as")
        };
        let Some(noun) = noun else { return };
        let Some(link) = self.children(noun).into_iter().find(opens) else { return };
        for c in self.children(verb) {
            if self.rel(c) == Rel::Punct {
                self.tokens[c].head = Some(main);
            }
        }
        self.tokens[main].head = None;
        self.tokens[main].rel = Rel::Root;
        for (i, head, rel) in [(verb, main, Rel::Advcl), (noun, verb, Rel::Nsubj), (link, verb, Rel::Mark)] {
            self.tokens[i].head = Some(head);
            self.tokens[i].rel = rel;
        }
    }

    /// "grounded its jets after an engine of one of them broke apart", with the engine hung on "grounded": the noun behind
    /// the conjunction is the subject of the verb that follows it.
    pub(super) fn clauses_behind(&mut self) {
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

    /// "Orva closed two plants, and Selt cancelled 300 flights", "Orva lost 5 percent and the Selt Index slid 3 percent", with
    /// the second name joined to the plants.
    pub(super) fn second_clauses(&mut self) {
        for name in self.sentence.clone().skip(3) {
            let t = &self.tokens[name];
            // "and" stands before all that describes the name.
            let Some(and) = (self.sentence.start + 1..name)
                .rev()
                .find(|i| self.rel(*i) == Rel::Cc || !self.is_below(*i, name))
                .filter(|i| matches!(self.word(*i), "and" | "but" | "while"))
            else {
                continue;
            };
            let joined = t.rel == Rel::Conj && t.upos == Upos::Propn;
            let Some(first) = t.head.filter(|h| joined && *h < name) else { continue };
            let comma = self.word(and - 1) == ",";
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
            let past = v.penn == Penn::Vbd && (comma || self.has(verb, &[Rel::Obj, Rel::OblUnmarked, Rel::Ccomp]));
            let finite = v.upos == Upos::Verb && (past || lexicon::is_only_past(self.word(verb)));
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
            self.tokens[and].head = Some(verb);
            self.tokens[and].rel = Rel::Cc;
        }
    }
}
