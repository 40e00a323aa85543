//! What hangs on the verb and belongs to a noun, and the other way round: days behind a noun, lengths of time before a
//! clause, relative clauses behind a comma.

use super::Tree;
use crate::text::document::Token;
use crate::text::tags::{Penn, Rel, Upos};
use crate::text::{lemma, lexicon};

impl<'a, W: Fn(&Token) -> &'a str> Tree<'_, W> {
    /// "two days after the collapse on 3 May", "more than the price on Monday": the day is that of the collapse and of the
    /// price.
    pub(super) fn days_of_nouns(&mut self) {
        for noun in self.sentence.clone() {
            let t = &self.tokens[noun];
            let counted = self.has(noun, &[Rel::NmodUnmarked]) && matches!(self.case_of(noun), "after" | "before");
            let measured = self.case_of(noun) == "than" && t.rel == Rel::Obl;
            let Some(above) = t.head.filter(|_| t.upos == Upos::Noun && (counted || measured)) else { continue };
            let on = noun + 1;
            let day = self.tokens.get(on).and_then(|t| t.head).filter(|_| matches!(self.word(on), "on" | "in"));
            let Some(day) = day.filter(|d| self.sentence.contains(d) && self.rel(*d) == Rel::Obl) else { continue };
            let named = (on + 1..day + 2).any(|i| self.is_below(i, day) && lexicon::is_calendar_word(self.word(i)));
            let of_above = self.tokens[day].head.is_some_and(|h| h == above || self.tokens[above].head == Some(h));
            if named && of_above {
                self.hang(day, Some(noun), Rel::Nmod);
            }
        }
    }

    /// "two months after the court unsealed the charges", with the months hung on the court: they say how long after.
    pub(super) fn lengths_before_clauses(&mut self) {
        for months in self.sentence.clone() {
            let t = &self.tokens[months];
            let link = months + 1;
            let Some(subject) = t.head.filter(|h| t.rel == Rel::NmodUnmarked && *h > link) else { continue };
            let clause = self.tokens[subject].head.filter(|_| self.rel(subject).is_subject());
            let marks = |c: &usize| self.rel(link) == Rel::Mark && self.tokens[link].head == Some(*c);
            if let Some(clause) = clause.filter(marks).filter(|_| matches!(self.word(link), "after" | "before")) {
                self.hang(months, Some(clause), Rel::OblUnmarked);
            }
        }
    }

    /// "fled to Sweden, where she worked", "married Olav Aune, with whom she had two children", taken for what was said.
    pub(super) fn relative_clauses(&mut self) {
        for verb in self.sentence.clone() {
            let t = &self.tokens[verb];
            let Some(main) = t.head.filter(|h| t.rel == Rel::Ccomp && *h < verb) else { continue };
            let Some(first) = self.first_of(verb).filter(|f| *f > main + 1) else { continue };
            let comma = first - 1;
            let relative = self.word(first) == "where"
                || self.tokens[first].upos == Upos::Adp && matches!(self.word(first + 1), "whom" | "which");
            let noun =
                comma.checked_sub(1).filter(|_| self.word(comma) == ",").map(|last| self.top_of_phrase(last, main));
            let nominal = |n: &usize| matches!(self.tokens[*n].upos, Upos::Noun | Upos::Propn);
            if let Some(noun) = noun.filter(nominal).filter(|_| relative) {
                self.hang(verb, Some(noun), Rel::AclRelcl);
            }
        }
    }

    /// The noun whose phrase ends with a token, below a verb.
    fn top_of_phrase(&self, last: usize, verb: usize) -> usize {
        let part = |i: usize| matches!(self.rel(i), Rel::Flat | Rel::Compound | Rel::NmodUnmarked | Rel::Nummod);
        let mut at = last;
        while let Some(head) = self.tokens[at].head.filter(|h| part(at) && *h != verb && self.sentence.contains(h)) {
            at = head;
        }
        at
    }

    /// "announced the merger, valued at 3 million, on Monday": the participle between commas describes the noun before it, and
    /// the day behind it is that of the verb.
    pub(super) fn described_between_commas(&mut self) {
        for participle in self.sentence.clone().skip(2) {
            let t = &self.tokens[participle];
            let past = t.penn == Penn::Vbn || t.penn == Penn::Vbd && !self.has(participle, &[Rel::Obj, Rel::Ccomp]);
            let lost = t.rel == Rel::Parataxis && past && self.word(participle - 1) == ",";
            let bare = !self.has(participle, &[Rel::Nsubj, Rel::NsubjPass, Rel::Aux, Rel::AuxPass, Rel::Mark]);
            let Some(main) = t.head.filter(|h| lost && bare && *h < participle) else { continue };
            let noun = self.top_of_phrase(participle - 2, main);
            if !matches!(self.tokens[noun].upos, Upos::Noun | Upos::Propn) {
                continue;
            }
            for c in self.children(participle) {
                let comma = self.first_of(c).and_then(|f| f.checked_sub(1)).filter(|b| self.word(*b) == ",");
                if c > participle && self.rel(c) == Rel::Obl && comma.is_some() {
                    self.tokens[c].head = Some(main);
                }
            }
            self.hang(participle, Some(noun), Rel::Acl);
            self.tokens[participle].penn = Penn::Vbn;
        }
    }

    /// "Benin's President Ana Ruiz stepped down", with Benin for the subject: what has "'s" behind it owns what follows.
    /// Says whether it has changed anything.
    pub(super) fn possessors(&mut self) -> bool {
        let mut changed = false;
        for mark in self.sentence.clone() {
            let owns = self.rel(mark) == Rel::Case && self.tokens[mark].penn == Penn::Pos;
            let Some(owner) = self.tokens[mark].head.filter(|o| owns && *o < mark) else { continue };
            let t = &self.tokens[owner];
            if !(t.rel.is_subject() || matches!(t.rel, Rel::Obj | Rel::Obl | Rel::Root)) {
                continue;
            }
            let owned = self.children(owner).into_iter().find(|n| {
                let explains = matches!(self.rel(*n), Rel::Appos | Rel::Flat | Rel::Compound | Rel::Nmod);
                explains && *n > mark && self.first_of(*n) == Some(mark + 1)
            });
            let Some(owned) = owned else { continue };
            let (above, rel) = (t.head, t.rel);
            for c in self.children(owner).into_iter().filter(|c| *c > owned) {
                self.tokens[c].head = Some(owned);
            }
            self.hang(owned, above, rel);
            self.hang(owner, Some(owned), Rel::NmodPoss);
            changed = true;
        }
        changed
    }

    /// "a jet arriving from Doha overshot the runway", with the jet joined to the verb behind it: nothing is joined to what
    /// follows, and the verb has no other subject.
    pub(super) fn joined_to_what_follows(&mut self) {
        for noun in self.sentence.clone() {
            let t = &self.tokens[noun];
            let nominal = t.rel == Rel::Conj && matches!(t.upos, Upos::Noun | Upos::Propn | Upos::Pron);
            let Some(verb) = t.head.filter(|h| nominal && *h > noun && self.tokens[*h].upos == Upos::Verb) else {
                continue;
            };
            let rel = if self.has(verb, &[Rel::AuxPass]) { Rel::NsubjPass } else { Rel::Nsubj };
            if !self.has(verb, &[Rel::Nsubj, Rel::NsubjPass]) && !self.has(noun, &[Rel::Cc, Rel::Case]) {
                self.hang(noun, Some(verb), rel);
            }
        }
    }

    /// "ordered ten jets in 2015 and exercised options last year", with exercised options joined to the year: what is joined to a time
    /// is another clause.
    pub(super) fn second_pasts(&mut self) {
        for verb in self.sentence.clone().skip(3) {
            let t = &self.tokens[verb];
            let past = matches!(t.penn, Penn::Vbn | Penn::Vbd) && t.rel == Rel::Amod && self.word(verb - 1) == "and";
            let Some(object) = t.head.filter(|o| past && *o > verb && self.rel(*o) == Rel::Conj) else { continue };
            let Some(first) = self.tokens[object].head.filter(|h| *h + 1 < verb) else { continue };
            let times = |t: usize| {
                let number = self.word(t).starts_with(|c: char| c.is_ascii_digit());
                number || lexicon::is_calendar_word(self.word(t))
            };
            // Joined to the time, or to the object before it when another time follows.
            let again = |m: usize| {
                let behind = |c: &usize| *c > object && matches!(self.rel(*c), Rel::Obl | Rel::OblUnmarked);
                self.children(m).into_iter().filter(behind).any(|c| times(c) || self.is_length(c))
            };
            let main = self.tokens[first].head.filter(|m| *m < first && self.tokens[*m].upos == Upos::Verb);
            let told =
                |m: &usize| times(first) || self.tokens[verb - 2].head == Some(*m) && times(verb - 2) && again(*m);
            let Some(main) = main.filter(told) else { continue };
            for c in self.children(main) {
                if c > object && matches!(self.rel(c), Rel::Obl | Rel::OblUnmarked | Rel::Advmod) {
                    self.tokens[c].head = Some(verb);
                }
            }
            self.hang(verb, Some(main), Rel::Conj);
            self.hang(verb - 1, Some(verb), Rel::Cc);
            self.hang(object, Some(verb), Rel::Obj);
            (self.tokens[verb].upos, self.tokens[verb].penn) = (Upos::Verb, Penn::Vbd);
        }
    }

    /// "Lake was relieved by Maude", with an adjective: what is done by somebody is a verb.
    pub(super) fn relieved_by(&mut self) {
        for i in self.sentence.clone() {
            let done = self.tokens[i].penn == Penn::Jj && self.word(i).ends_with("ed");
            if done && self.has(i, &[Rel::AuxPass]) && self.has(i, &[Rel::OblAgent]) {
                let lemma = lemma::lemma(self.word(i), Upos::Verb, Penn::Vbn);
                let t = &mut self.tokens[i];
                (t.upos, t.penn, t.lemma) = (Upos::Verb, Penn::Vbn, lemma);
            }
        }
    }

    /// "It sold its frozen foods arm", with "arm" for a verb: behind the object of a verb that takes no bare infinitive stands the
    /// noun that the object describes.
    pub(super) fn nouns_behind_objects(&mut self) {
        for noun in self.sentence.clone().skip(2) {
            let t = &self.tokens[noun];
            let bare = matches!(t.penn, Penn::Vb | Penn::Vbp) && matches!(t.rel, Rel::Xcomp | Rel::Ccomp | Rel::Dep);
            let Some(verb) = t.head.filter(|h| bare && *h + 1 < noun) else { continue };
            let takes = ["make", "let", "help", "see", "hear", "watch", "have", "feel", "bid", "dare"];
            let told = matches!(self.tokens[verb].penn, Penn::Vbd | Penn::Vbz | Penn::Vbn)
                && !takes.contains(&self.tokens[verb].lemma.as_str());
            let before = noun - 1;
            let object = self.rel(before) == Rel::Obj && self.tokens[before].head == Some(verb);
            let own = [Rel::Nsubj, Rel::NsubjPass, Rel::Aux, Rel::Mark, Rel::Obj, Rel::Ccomp, Rel::Xcomp];
            if !(told && object && self.tokens[before].upos == Upos::Noun) || self.has(noun, &own) {
                continue;
            }
            for c in self.children(before) {
                self.tokens[c].head = Some(noun);
            }
            for c in self.children(noun) {
                if self.rel(c) == Rel::Obl {
                    self.tokens[c].head = Some(verb);
                }
            }
            (self.tokens[noun].upos, self.tokens[noun].penn) = (Upos::Noun, Penn::Nn);
            self.hang(noun, Some(verb), Rel::Obj);
            self.hang(before, Some(noun), Rel::Compound);
        }
    }

    /// "The tanker Mirela ran aground.": a sentence that is only a noun with a relative clause, whose subject is the name
    /// behind the noun.
    pub(super) fn named_subjects(&mut self) {
        let Some(noun) = self.bare_root() else { return };
        let Some(verb) = self.children(noun).into_iter().find(|v| self.rel(*v) == Rel::AclRelcl && *v > noun) else {
            return;
        };
        let name = self.children(verb).into_iter().find(|s| self.rel(*s) == Rel::Nsubj);
        let beside = |n: &usize| *n == noun + 1 && self.tokens[*n].upos == Upos::Propn;
        if let Some(name) = name.filter(beside).filter(|_| self.tokens[verb].penn == Penn::Vbd) {
            self.turn(noun, verb, noun, None);
            self.hang(name, Some(noun), Rel::Appos);
        }
    }

    /// "Anna Berg, the mayor, pictured with her son.": what is written under a picture, and no deed.
    pub(super) fn captions(&mut self) {
        let shown = |v: &usize| matches!(self.word(*v), "pictured" | "photographed" | "seen" | "shown");
        let Some(verb) = self.root().filter(shown) else { return };
        if self.has(verb, &[Rel::Obj, Rel::Aux, Rel::AuxPass, Rel::Cop]) {
            return;
        }
        let Some(subject) = self.children(verb).into_iter().find(|s| self.rel(*s).is_subject() && *s < verb) else {
            return;
        };
        self.hang(subject, None, Rel::Root);
        self.hang(verb, Some(subject), Rel::Acl);
        self.tokens[verb].penn = Penn::Vbn;
    }

    /// "plan to dine, and to sing later", with the second infinitive beside the plan.
    pub(super) fn second_infinitives(&mut self) {
        for second in self.sentence.clone().skip(3) {
            let t = &self.tokens[second];
            let to = self.word(second - 1) == "to" && self.tokens[second - 1].head == Some(second);
            let joined = to && t.rel == Rel::Parataxis && self.has(second, &[Rel::Cc]);
            let Some(main) = t.head.filter(|h| joined && *h < second) else { continue };
            let first = self.children(main).into_iter().find(|f| self.rel(*f) == Rel::Xcomp && *f < second);
            if let Some(first) = first.filter(|f| self.tokens[*f].penn == Penn::Vb) {
                self.hang(second, Some(first), Rel::Conj);
                self.tokens[second].penn = Penn::Vb;
            }
        }
    }

    /// "two months after the court unsealed the charges", "after only 30 vans had been delivered", with the court and the vans
    /// hung on their verb by the conjunction.
    pub(super) fn subjects_behind_conjunctions(&mut self) {
        for verb in self.sentence.clone() {
            let t = &self.tokens[verb];
            let clause = matches!(t.rel, Rel::Advcl | Rel::Ccomp) && t.head.is_some_and(|h| h < verb);
            let passive = self.has(verb, &[Rel::AuxPass]);
            let finite = t.upos == Upos::Verb && (t.penn == Penn::Vbd || self.has(verb, &[Rel::Aux]) || passive);
            if !(clause && finite) || self.has(verb, &[Rel::Nsubj, Rel::NsubjPass, Rel::Mark]) {
                continue;
            }
            let helps = |i: usize| self.tokens[i].head == Some(verb) && matches!(self.rel(i), Rel::Aux | Rel::AuxPass);
            let subject = self.children(verb).into_iter().rfind(|n| {
                let bare = matches!(self.tokens[*n].upos, Upos::Noun | Upos::Propn | Upos::Pron);
                bare && *n < verb
                    && self.rel(*n) == Rel::Obl
                    && (*n + 1..verb).all(|i| helps(i) || self.is_below(i, *n))
            });
            let Some(subject) = subject else { continue };
            let links = |c: &usize| self.rel(*c) == Rel::Case && matches!(self.word(*c), "after" | "before");
            let Some(link) = self.children(subject).into_iter().find(links) else { continue };
            self.tokens[verb].rel = Rel::Advcl;
            self.hang(link, Some(verb), Rel::Mark);
            self.tokens[subject].rel = if passive { Rel::NsubjPass } else { Rel::Nsubj };
        }
    }

    /// "Okafor, a qualifier ranked 142nd, won", with "ranked" hung on the name: it describes the qualifier.
    pub(super) fn participles_behind_appositions(&mut self) {
        for participle in self.sentence.clone().skip(2) {
            let t = &self.tokens[participle];
            let name = t.head.filter(|h| t.rel == Rel::Acl && *h < participle && self.word(participle - 1) != ",");
            let Some(name) = name else { continue };
            let behind = |a: &usize| self.rel(*a) == Rel::Appos && *a < participle && self.is_below(participle - 1, *a);
            if let Some(noun) = self.children(name).into_iter().find(behind) {
                self.tokens[participle].head = Some(noun);
            }
        }
    }
}
