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
            let bare = matches!(
                self.rel(first),
                Rel::Obl | Rel::OblUnmarked | Rel::Dep | Rel::Nsubj | Rel::NsubjPass | Rel::Vocative
            ) && matches!(self.tokens[first].upos, Upos::Noun | Upos::Propn)
                && !self.has(first, &[Rel::Case]);
            if bare {
                self.tokens[first].rel = self.rel(second);
                self.tokens[and].head = Some(second);
                self.hang(second, Some(first), Rel::Conj);
            }
        }
    }

    /// "mark the end of an era and the beginning of a new one", with the beginning joined to the verb.
    pub(super) fn joined_objects(&mut self) {
        for second in self.sentence.clone().skip(3) {
            let t = &self.tokens[second];
            let noun = t.upos == Upos::Noun && t.rel == Rel::Conj && self.has(second, &[Rel::Cc]);
            let bare = !self.has(second, &[Rel::Nsubj, Rel::NsubjPass, Rel::Cop, Rel::Case, Rel::Aux]);
            let verb = t.head.filter(|v| noun && bare && *v < second && self.tokens[*v].upos == Upos::Verb);
            let first =
                verb.and_then(|v| self.children(v).into_iter().find(|o| self.rel(*o) == Rel::Obj && *o < second));
            if let Some(first) = first.filter(|o| self.tokens[*o].upos == Upos::Noun) {
                self.tokens[second].head = Some(first);
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
        self.hang(verb, None, Rel::Root);
        self.hang(root, Some(verb), self.rel(last));
        self.hang(last, Some(root), Rel::Conj);
        self.hang(and, Some(last), Rel::Cc);
    }

    /// "Talks between the union and the firms continued", with the firms as the subject: they are the other side of the talks.
    pub(super) fn between(&mut self) {
        let Some(noun) = self.bare_root() else { return };
        let Some(side) = self.children(noun).into_iter().find(|s| *s > noun && self.case_of(*s) == "between") else {
            return;
        };
        let Some(verb) = self.children(noun).into_iter().find(|v| {
            let t = &self.tokens[*v];
            *v > side
                && matches!(t.rel, Rel::Conj | Rel::Parataxis)
                && matches!(t.penn, Penn::Vbd | Penn::Vbz | Penn::Vbp)
        }) else {
            return;
        };
        let Some(other) = self.children(verb).into_iter().find(|s| self.rel(*s) == Rel::Nsubj && *s < verb) else {
            return;
        };
        let and = (side..other).rev().find(|i| !self.is_below(*i, other));
        let Some(and) = and.filter(|a| self.word(*a) == "and" && self.is_below(*a - 1, side)) else { return };
        for c in self.children(noun) {
            if c > verb || self.rel(c) == Rel::Punct {
                self.tokens[c].head = Some(verb);
            }
        }
        self.hang(verb, None, Rel::Root);
        let hung = [(noun, verb, Rel::Nsubj), (other, side, Rel::Conj), (and, other, Rel::Cc)];
        hung.into_iter().for_each(|(i, head, rel)| self.hang(i, Some(head), rel));
    }

    /// "Saab, the Swedish unit of the group, filed for protection", with two subjects: the second explains the first.
    pub(super) fn explained_subjects(&mut self) {
        for second in self.sentence.clone().skip(2) {
            let t = &self.tokens[second];
            let Some(verb) = t.head.filter(|v| *v > second && t.rel == Rel::Nsubj) else { continue };
            let before = |s: &usize| *s < second && self.rel(*s) == Rel::Nsubj;
            let Some(first) = self.children(verb).into_iter().find(before) else { continue };
            let begins = self.first_of(second).and_then(|f| f.checked_sub(1));
            let opens = begins.filter(|c| self.word(*c) == "," && *c > first);
            let closes = (second + 1..verb).find(|c| self.word(*c) == "," && !self.is_below(*c + 1, second));
            let nominal = matches!(self.tokens[second].upos, Upos::Noun | Upos::Propn);
            if opens.is_some() && closes.is_some() && nominal {
                self.hang(second, Some(first), Rel::Appos);
            }
        }
    }

    /// "approved by the owners and by the ministry, which is expected to decide": what is said of one is said of the nearest.
    pub(super) fn nearest_antecedents(&mut self) {
        for verb in self.sentence.clone() {
            let t = &self.tokens[verb];
            let Some(head) = t.head.filter(|h| t.rel == Rel::AclRelcl && *h < verb) else { continue };
            let Some(first) = self.first_of(verb).filter(|w| self.word(*w) == "which") else { continue };
            let one = matches!(t.penn, Penn::Vbz)
                || self.children(verb).iter().any(|a| *a < verb && matches!(self.word(*a), "is" | "was" | "has"));
            let Some(comma) = first.checked_sub(1).filter(|c| self.word(*c) == ",") else { continue };
            let nearest = self.children(head).into_iter().find(|n| {
                let t = &self.tokens[*n];
                let single = matches!(t.penn, Penn::Nn | Penn::Nnp);
                t.rel == Rel::Conj && single && *n < comma && self.is_below(comma - 1, *n)
            });
            let several = matches!(self.tokens[head].penn, Penn::Nns | Penn::Nnps);
            // "was the worst for Air France, which lost a jet in 2000".
            let quality = self.tokens[head].upos == Upos::Adj && self.has(head, &[Rel::Cop]);
            let name = self.children(head).into_iter().find(|n| {
                let t = &self.tokens[*n];
                quality && t.upos == Upos::Propn && *n > head && *n < comma && self.is_below(comma - 1, *n)
            });
            // "lost ground to Selt, which launched one", "with the help of Orva, which opened a plant": the name behind the noun.
            let thing = self.tokens[head].upos == Upos::Noun;
            let behind = self.children(head).into_iter().find(|n| {
                let helps = matches!(self.tokens[head].lemma.as_str(), "help" | "support" | "aid" | "backing");
                let party = matches!(self.case_of(*n), "to" | "with" | "from") || helps && self.case_of(*n) == "of";
                let named = thing && self.tokens[*n].upos == Upos::Propn && self.rel(*n) == Rel::Nmod;
                named && party && *n > head && *n < comma && self.is_below(comma - 1, *n)
            });
            if let Some(nearest) = nearest.filter(|_| several && one).or(name).or(behind) {
                self.tokens[verb].head = Some(nearest);
            }
        }
    }

    /// "closed the mill in 2010, when a contract ended, and sold the site", with "sold" for the verb of the clause with "when".
    pub(super) fn behind_when_clauses(&mut self) {
        for last in self.sentence.clone() {
            let t = &self.tokens[last];
            let Some(main) = t.head.filter(|h| t.rel == Rel::Advcl && t.penn == Penn::Vbd && *h < last) else {
                continue;
            };
            let children = self.children(last);
            let find = |fits: &dyn Fn(usize) -> bool| children.iter().copied().find(|c| *c < last && fits(*c));
            let when = find(&|c| matches!(self.word(c), "when" | "after" | "because" | "while") && c > main);
            let and = find(&|c| self.rel(c) == Rel::Cc && self.word(c - 1) == ",");
            let subject = find(&|c| self.rel(c) == Rel::Nsubj);
            let (Some(when), Some(and), Some(subject)) = (when, and, subject) else { continue };
            let inner = self.children(subject).into_iter().find(|v| {
                let told = matches!(self.tokens[*v].penn, Penn::Vbd | Penn::Vbn);
                matches!(self.rel(*v), Rel::Acl | Rel::AclRelcl) && told && *v > subject && *v < and
            });
            let Some(inner) = inner.filter(|_| when < subject && subject < and) else { continue };
            for c in children {
                if c > when && c < and && c != subject {
                    self.tokens[c].head = Some(inner);
                }
            }
            let hung = [
                (inner, main, Rel::Advcl),
                (subject, inner, Rel::Nsubj),
                (when, inner, self.rel(when)),
                (last, main, Rel::Conj),
            ];
            hung.into_iter().for_each(|(i, head, rel)| self.hang(i, Some(head), rel));
            self.tokens[inner].penn = Penn::Vbd;
        }
    }

    /// "two months": a number of units of time.
    pub(super) fn is_length(&self, i: usize) -> bool {
        matches!(self.tokens[i].lemma.as_str(), "year" | "month" | "fortnight" | "week" | "day" | "hour" | "minute")
    }

    /// "The Federal Reserve, the Bank of England, the Bank of Japan and the Riksbank acted": names between commas before an "and"
    /// explain nobody.
    pub(super) fn listed_names(&mut self) {
        for head in self.sentence.clone() {
            let children: Vec<usize> = self.children(head).into_iter().filter(|c| *c > head).collect();
            let joined = children.iter().copied().rfind(|c| self.rel(*c) == Rel::Conj);
            // "the Bank of England, the Bank of Japan and the Riksbank", with the Riksbank joined to the bank before it.
            let inner =
                children.iter().copied().rfind(|c| self.rel(*c) == Rel::Appos && joined.is_some_and(|j| j < *c));
            let second = inner.and_then(|c| self.children(c).into_iter().rfind(|l| self.rel(*l) == Rel::Conj));
            if let (Some(inner), Some(last)) = (inner, second.filter(|l| self.has(*l, &[Rel::Cc])))
                && [head, inner, last].iter().all(|n| self.tokens[*n].upos == Upos::Propn)
            {
                self.tokens[inner].rel = Rel::Conj;
                self.tokens[last].head = Some(head);
                continue;
            }
            let Some(last) = joined.filter(|l| self.has(*l, &[Rel::Cc])) else { continue };
            let named = |c: &usize| self.tokens[*c].upos == Upos::Propn;
            let explains = |c: &usize| *c < last && self.rel(*c) == Rel::Appos;
            let between: Vec<usize> = children.into_iter().filter(explains).collect();
            if between.len() > 1 && between.iter().all(named) && named(&head) && named(&last) {
                for c in between {
                    self.tokens[c].rel = Rel::Conj;
                }
            }
        }
    }

    /// "talks about it broke down", with "it" as the subject of a clause with "about".
    pub(super) fn about_it(&mut self) {
        for verb in self.sentence.clone().skip(3) {
            let (noun, about, it) = (verb - 3, verb - 2, verb - 1);
            let clause = self.rel(verb) == Rel::Advcl && self.tokens[verb].head == Some(noun);
            let hung = self.tokens[about].head == Some(verb) && self.rel(about) == Rel::Mark;
            let pronoun = self.rel(it) == Rel::Nsubj && self.tokens[it].upos == Upos::Pron;
            let mark = matches!(self.word(about), "about" | "of" | "on" | "over" | "with" | "between");
            if !(clause && hung && pronoun && mark && self.tokens[noun].upos == Upos::Noun) {
                continue;
            }
            self.hang(verb, self.tokens[noun].head, self.rel(noun));
            let hung = [(noun, verb, Rel::Nsubj), (it, noun, Rel::Nmod), (about, it, Rel::Case)];
            hung.into_iter().for_each(|(i, head, rel)| self.hang(i, Some(head), rel));
        }
    }

    /// The first word of all that hangs on a token.
    pub(super) fn first_of(&self, of: usize) -> Option<usize> {
        self.sentence.clone().find(|i| self.rel(*i) != Rel::Punct && self.is_below(*i, of))
    }

    /// "Trading was halted after the Orva index sank", with "sank" for the verb of the sentence and the index hung on "halted".
    pub(super) fn main_before_clause(&mut self) {
        let Some(verb) = self.root() else { return };
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
        self.lower(verb, main);
        self.hang(noun, Some(verb), Rel::Nsubj);
        self.hang(link, Some(verb), Rel::Mark);
    }

    /// "Orva failed in May, a week after Berg left": the clause that "after" opens is not the main one.
    pub(super) fn main_before_marked(&mut self) {
        let Some(verb) = self.root().filter(|v| self.tokens[*v].upos == Upos::Verb) else { return };
        let children = self.children(verb);
        let opens = |m: &usize| self.rel(*m) == Rel::Mark && matches!(self.word(*m), "after" | "before");
        let Some(mark) = children.iter().copied().find(|m| *m < verb && opens(m)) else { return };
        let main = children.iter().copied().find(|m| {
            let t = &self.tokens[*m];
            let clause = matches!(t.rel, Rel::Ccomp | Rel::Parataxis | Rel::Advcl | Rel::Dep);
            let told = matches!(t.penn, Penn::Vbd | Penn::Vbz) || self.has(*m, &[Rel::Aux, Rel::AuxPass]);
            clause && told && *m < mark && self.has(*m, &[Rel::Nsubj, Rel::NsubjPass]) && !self.has(*m, &[Rel::Mark])
        });
        let Some(main) = main.filter(|_| self.has(verb, &[Rel::Nsubj, Rel::NsubjPass])) else { return };
        self.lower(verb, main);
    }

    /// Makes `main` the root in the place of a verb that tells only when or why, with the marks of the sentence.
    fn lower(&mut self, verb: usize, main: usize) {
        for c in self.children(verb) {
            if self.rel(c) == Rel::Punct {
                self.tokens[c].head = Some(main);
            }
        }
        self.hang(main, None, Rel::Root);
        self.hang(verb, Some(main), Rel::Advcl);
    }

    /// "grounded its jets after an engine of one of them broke apart", with the engine hung on "grounded": the noun behind
    /// the conjunction is the subject of the verb that follows it.
    pub(super) fn clauses_behind(&mut self) {
        for noun in self.sentence.clone() {
            let t = &self.tokens[noun];
            // "one of its engines", "several of the devices".
            let nominal =
                matches!(t.upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Adj) && t.rel == Rel::Obl;
            // "showed no emotion as Judge Lund read the verdict", with the judge hung on the emotion.
            let beside = t.rel == Rel::Nmod && t.upos == Upos::Propn && self.case_of(noun) == "as";
            // "two months after the court unsealed the charges", with the court hung on the months.
            let counted = t.rel == Rel::Nmod && matches!(t.upos, Upos::Noun | Upos::Propn);
            let length = t.head.filter(|h| counted && *h + 6 > noun && self.is_length(*h));
            let above = |h: usize| if beside || length == Some(h) { self.tokens[h].head } else { Some(h) };
            let main = t.head.filter(|h| *h < noun && (nominal || beside || length.is_some())).and_then(above);
            let verbs = |v: usize| {
                // The months may hang on the verb that they stand before.
                if v > noun { self.tokens[v].head } else { Some(v) }
            };
            let Some(main) = main.and_then(verbs).filter(|m| *m < noun && self.tokens[*m].upos == Upos::Verb) else {
                continue;
            };
            let opens = |m: &usize| {
                matches!(self.rel(*m), Rel::Case | Rel::Mark)
                    && *m > main
                    && matches!(
                        self.word(*m),
                        "after" | "before" | "since" | "until" | "because" | "when" | "once" | "as"
                    )
            };
            let Some(link) = self.children(noun).into_iter().find(opens) else { continue };
            let next = |from: usize, below: usize| (from..self.sentence.end).find(|t| !self.is_below(*t, below));
            let mut behind = next(noun + 1, noun).unwrap_or(noun);
            // "as the toll from a flood rose", with the flood hung on the verb before.
            let more =
                self.children(main).into_iter().find(|m| self.rel(*m) == Rel::Obl && self.first_of(*m) == Some(behind));
            if let Some(more) = more {
                behind = next(more + 1, more).unwrap_or(noun);
            }
            // "after a ransom was dropped".
            let helps = self.rel(behind) == Rel::AuxPass;
            let verb = self.tokens[behind].head.filter(|v| helps && *v == behind + 1).unwrap_or(behind);
            let v = &self.tokens[verb];
            let told = |i: usize| matches!(self.tokens[i].penn, Penn::Vbd | Penn::Vbz | Penn::Vbp);
            // "after several of the devices caught fire".
            let object = v.penn == Penn::Vbn
                && (self.has(verb, &[Rel::Obj]) || v.rel == Rel::Xcomp)
                && !self.has(verb, &[Rel::OblAgent]);
            let finite = v.upos == Upos::Verb && (told(behind) || object);
            let lost = matches!(
                v.rel,
                Rel::Parataxis | Rel::Conj | Rel::Xcomp | Rel::Ccomp | Rel::Dep | Rel::Advcl | Rel::List
            ) && v.head.is_some_and(|h| h < verb);
            if !(finite && lost) || self.has(verb, &[Rel::Nsubj, Rel::NsubjPass, Rel::Cc, Rel::Mark]) {
                continue;
            }
            self.hang(verb, Some(main), Rel::Advcl);
            if object {
                self.tokens[verb].penn = Penn::Vbd;
            }
            self.hang(noun, Some(verb), if helps { Rel::NsubjPass } else { Rel::Nsubj });
            self.hang(link, Some(verb), Rel::Mark);
            if let Some(more) = more {
                self.hang(more, Some(noun), Rel::Nmod);
            }
            if let Some(length) = length {
                self.hang(length, Some(verb), Rel::OblUnmarked);
            }
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
            let capital = self.word(name).starts_with(char::is_uppercase);
            let joined = t.rel == Rel::Conj && (t.upos == Upos::Propn || t.upos == Upos::Noun && capital);
            let comma = self.word(and - 1) == ",";
            // ", but its launch in 2003 was cancelled": any noun before a passive of its own.
            let next = (name + 1..self.sentence.end).find(|i| !self.is_below(*i, name)).unwrap_or(name);
            let passive = self.rel(next) == Rel::AuxPass && comma && t.rel == Rel::Conj && t.upos == Upos::Noun;
            // "and the smaller National Party will receive three seats".
            let helped = passive || joined && self.rel(next) == Rel::Aux && self.tokens[next].penn == Penn::Md;
            let helped = self.tokens[next].head.filter(|v| helped && *v == next + 1);
            let Some(first) = t.head.filter(|h| (joined || helped.is_some()) && *h < name) else { continue };
            let mut verb = helped.unwrap_or(name + 1);
            while self.tokens.get(verb).is_some_and(|f| {
                matches!(f.rel, Rel::Flat | Rel::Compound) && matches!(f.upos, Upos::Propn | Upos::Num)
            }) {
                verb += 1;
            }
            let Some(v) = self.tokens.get(verb).filter(|_| self.sentence.contains(&verb)) else { continue };
            let lost = matches!(v.rel, Rel::Xcomp | Rel::Acl | Rel::Ccomp | Rel::Advcl | Rel::Parataxis | Rel::Dep);
            let past = v.penn == Penn::Vbd && (comma || self.has(verb, &[Rel::Obj, Rel::OblUnmarked, Rel::Ccomp]));
            let finite = v.upos == Upos::Verb && (past || helped.is_some() || lexicon::is_only_past(self.word(verb)));
            let own = self.has(verb, &[Rel::Nsubj, Rel::NsubjPass, Rel::Mark]);
            if !(lost && finite) || own || helped.is_none() && self.has(verb, &[Rel::Aux]) {
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
            self.hang(verb, Some(above), Rel::Conj);
            self.hang(name, Some(verb), if passive { Rel::NsubjPass } else { Rel::Nsubj });
            self.hang(and, Some(verb), Rel::Cc);
        }
    }
}
