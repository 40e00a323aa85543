//! The verb of a sentence, where the parser took it for an attribute, a participle or a noun.

use super::Tree;
use crate::text::document::Token;
use crate::text::tags::{Penn, Rel, Upos};
use crate::text::{lemma, lexicon};

impl<'a, W: Fn(&Token) -> &'a str> Tree<'_, W> {
    /// "Orvane Copper suspended production", "His father, Emil Lund, seized power": subject, verb, object.
    pub(super) fn suspended(&self) -> Option<(usize, usize, usize)> {
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

    /// "The Iranian envoy promised to look into it": the participle directly behind the only noun, but for a day, goes on like a
    /// verb.
    pub(super) fn promised(&self) -> Option<(usize, usize)> {
        let subject = self.bare_root()?;
        // "Yahoo on Monday named Anna Berg its chief".
        let named = |i: usize| self.sentence.contains(&i) && lexicon::is_calendar_word(self.word(i));
        let on = usize::from(matches!(self.word(subject + 1), "on" | "in") && named(subject + 2));
        let day = subject + 1 + on;
        let verb = if named(day) { day + 1 } else { subject + 1 };
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
    pub(super) fn resumed(&self) -> Option<(usize, usize, Option<usize>)> {
        let subject = self.bare_root()?;
        let opens = (subject + 1..self.sentence.end).find(|c| self.word(*c) == ",")?;
        let closed = |v: &usize| self.word(v - 1) == "," && v - 1 > opens;
        let verb = (opens + 2..self.sentence.end).filter(closed).find(|v| self.goes_on(*v))?;
        let object = self.tokens[verb].head.filter(|o| self.rel(verb) == Rel::Amod && *o > verb);
        Some((subject, verb, object))
    }

    /// "Solheim, whose charts changed the field, died", "Okafor, a qualifier ranked 142nd, won": the verb between the commas
    /// taken for that of the sentence, and the one behind them hung on it.
    pub(super) fn embedded(&mut self) {
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
        self.hang(outer, None, Rel::Root);
        self.tokens[inner].head = Some(described);
        self.tokens[inner].rel = if own.is_some() { Rel::AclRelcl } else { Rel::Acl };
        if let Some(noun) = own {
            self.hang(noun, Some(inner), Rel::Nsubj);
        } else {
            self.tokens[inner].penn = Penn::Vbn;
        }
    }

    /// Whether a verb has the form and none of the words of a side clause.
    pub(super) fn goes_on(&self, verb: usize) -> bool {
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
    pub(super) fn lent(&mut self) -> Option<(usize, usize, Option<usize>)> {
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
        // "The IMF first lent Greece money".
        let between = |i: &usize| self.tokens[*i].upos == Upos::Adv || matches!(self.word(*i), "first" | "last");
        let subject = (first..verb).rev().find(|i| !between(i))?;
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

    /// "was due to meet", with "due to" taken for a preposition as in "due to rain", or "due" for what she was: the meeting is
    /// what the clause tells.
    pub(super) fn due_to(&mut self) {
        for to in self.sentence.clone().skip(1) {
            let due = to - 1;
            if !(self.word(to) == "to" && self.word(due) == "due") {
                continue;
            }
            let verb = (to + 1..self.sentence.end.min(to + 4)).find(|v| self.tokens[*v].penn == Penn::Vb);
            let Some(verb) = verb.filter(|v| self.tokens[*v].head == Some(due)) else { continue };
            if self.rel(to) == Rel::Fixed && verb == to + 1 {
                self.hang(to, Some(verb), Rel::Mark);
            } else if self.rel(verb) == Rel::Xcomp && self.has(due, &[Rel::Cop]) {
                for c in self.children(due).into_iter().filter(|c| *c != verb) {
                    self.tokens[c].head = Some(verb);
                }
                self.hang(verb, self.tokens[due].head, self.tokens[due].rel);
                self.hang(due, Some(verb), Rel::Mark);
            }
        }
    }

    /// "The recall cost 3 million", "cut its forecast and shed jobs": the past of some verbs looks like their infinitive.
    pub(super) fn unchanged_pasts(&mut self) {
        for i in self.sentence.clone() {
            let t = &self.tokens[i];
            // "will close plants and cut jobs".
            let first = t.head.filter(|_| t.rel == Rel::Conj && t.penn == Penn::Vbd);
            let future = first.filter(|h| self.tokens[*h].penn == Penn::Vb && lexicon::is_unchanged_past(self.word(i)));
            if future.is_some() && !self.has(i, &[Rel::Nsubj, Rel::NsubjPass]) {
                self.tokens[i].penn = Penn::Vb;
                continue;
            }
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

    /// "In this issue of the journal, Paul Haddad disputes it": the name before the verb explains no journal.
    pub(super) fn fronted(&mut self) {
        let Some(verb) = self.root() else { return };
        let v = &self.tokens[verb];
        let finite = v.upos == Upos::Verb && matches!(v.penn, Penn::Vbd | Penn::Vbz);
        let passive = self.has(verb, &[Rel::AuxPass]) && v.upos == Upos::Verb;
        if !(finite || passive) || self.has(verb, &[Rel::Nsubj, Rel::NsubjPass, Rel::Csubj, Rel::Expl, Rel::Aux]) {
            return;
        }
        // The phrase that ends before the verb and begins behind the only comma before it.
        let day = (self.sentence.start..verb).find(|d| lexicon::is_calendar_word(self.word(*d)));
        let comma = (self.sentence.start..verb).find(|c| self.word(*c) == ",");
        // "On Wednesday Dan Berg was awarded the prize".
        let Some(comma) = comma.or_else(|| day.map(|d| d + 1)) else { return };
        let direct = |n: usize| self.tokens[n].head.filter(|h| *h < comma);
        let from = if self.word(comma) == "," { comma + 1 } else { comma };
        let Some(name) = (from..verb).find(|n| self.rel(*n) == Rel::Appos && direct(*n).is_some()) else { return };
        let helps = |t: usize| self.tokens[t].head == Some(verb) && self.rel(t) == Rel::AuxPass;
        let whole = (from..verb).all(|t| (self.is_below(t, name) || helps(t)) && self.word(t) != ",");
        let host = direct(name).is_some_and(|h| !self.is_below(verb, h) && self.is_below(h, verb));
        if whole && host && matches!(self.tokens[name].upos, Upos::Propn | Upos::Noun) {
            self.tokens[name].head = Some(verb);
            self.tokens[name].rel = if passive { Rel::NsubjPass } else { Rel::Nsubj };
        }
    }

    /// "has sold 234 planes and delivered 31": the second has the auxiliary of the first.
    pub(super) fn shared_auxiliaries(&mut self) {
        for second in self.sentence.clone() {
            let t = &self.tokens[second];
            let joined = t.rel == Rel::Conj && t.penn == Penn::Vbd && self.word(second).ends_with("ed");
            let Some(first) = t.head.filter(|h| joined && self.tokens[*h].penn == Penn::Vbn) else { continue };
            let has = self.children(first).iter().any(|c| self.rel(*c) == Rel::Aux && self.tokens[*c].lemma == "have");
            if has && !self.has(second, &[Rel::Nsubj, Rel::NsubjPass, Rel::Aux, Rel::AuxPass]) {
                self.tokens[second].penn = Penn::Vbn;
            }
        }
    }

    /// "hired a firm to investigate and informed the banks", with "informed" joined to the infinitive: the past goes with the
    /// past before it.
    pub(super) fn pasts_behind_infinitives(&mut self) {
        for second in self.sentence.clone() {
            let t = &self.tokens[second];
            let joined = t.rel == Rel::Conj && t.penn == Penn::Vbd && t.upos == Upos::Verb;
            let Some(first) = t.head.filter(|h| joined && *h < second && self.tokens[*h].penn == Penn::Vb) else {
                continue;
            };
            let to = self.children(first).into_iter().any(|c| self.tokens[c].penn == Penn::To && c < first);
            if !to || self.has(second, &[Rel::Nsubj, Rel::NsubjPass, Rel::Aux, Rel::AuxPass]) {
                continue;
            }
            let above = |i: &usize| self.tokens[*i].head;
            let past = |i: &usize| self.tokens[*i].penn == Penn::Vbd && self.tokens[*i].upos == Upos::Verb;
            let main = std::iter::successors(above(&first), above).take(5).find(past);
            if let Some(main) = main.filter(|m| *m < first) {
                self.tokens[second].head = Some(main);
            }
        }
    }

    /// "sold its mine near Narvik to Halden", with "to Halden" hung on the place: no place leads anywhere.
    pub(super) fn receivers(&mut self) {
        for to in self.sentence.clone().skip(2) {
            let t = &self.tokens[to];
            let named = t.rel == Rel::Nmod && t.upos == Upos::Propn && self.case_of(to) == "to";
            let Some(place) = t.head.filter(|p| named && *p < to && self.tokens[*p].upos == Upos::Propn) else {
                continue;
            };
            let Some(verb) = self.tokens[place].head.filter(|v| self.tokens[*v].upos == Upos::Verb) else { continue };
            if self.rel(place) == Rel::Obl && self.case_of(place) != "from" && self.has(verb, &[Rel::Obj]) {
                self.hang(to, Some(verb), Rel::Obl);
            }
        }
    }

    /// "was elected president in 1997", with the office for the predicate and "elected" for its attribute.
    pub(super) fn elected(&mut self) {
        for verb in self.sentence.clone().skip(1) {
            let t = &self.tokens[verb];
            let chosen = matches!(
                t.lemma.as_str(),
                "elect" | "re-elect" | "reelect" | "appoint" | "name" | "declare" | "crown" | "proclaim" | "choose"
            );
            let Some(office) = t.head.filter(|h| chosen && t.rel == Rel::Amod && t.penn == Penn::Vbn && *h > verb)
            else {
                continue;
            };
            let Some(be) = self.children(office).into_iter().find(|c| self.rel(*c) == Rel::Cop && *c < verb) else {
                continue;
            };
            if self.has(office, &[Rel::Det, Rel::NmodPoss]) {
                continue;
            }
            for c in self.children(office) {
                let within = matches!(self.rel(c), Rel::Compound | Rel::Amod | Rel::Flat | Rel::Case)
                    || c > verb && self.rel(c) == Rel::Nmod && self.case_of(c) == "of"
                    || c > verb && c < office;
                if c == verb || within {
                    continue;
                }
                self.tokens[c].head = Some(verb);
                self.tokens[c].rel = match self.rel(c) {
                    Rel::Nsubj => Rel::NsubjPass,
                    Rel::Nmod => Rel::Obl,
                    rel => rel,
                };
            }
            self.tokens[be].rel = Rel::AuxPass;
            self.hang(verb, self.tokens[office].head, self.tokens[office].rel);
            self.hang(office, Some(verb), Rel::Xcomp);
        }
    }
}
