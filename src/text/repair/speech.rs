//! Who says what a sentence tells, where the parser hung the speaker or the verb of speech elsewhere.

use super::Tree;
use crate::text::document::Token;
use crate::text::tags::{Penn, Rel, Upos};

impl<'a, W: Fn(&Token) -> &'a str> Tree<'_, W> {
    /// "They agreed on an alliance, its head Anna Berg told the staff in a letter": the noun before the verb of speech is its
    /// subject and explains nothing.
    pub(super) fn speakers(&mut self) {
        for verb in self.sentence.clone().skip(3) {
            let t = &self.tokens[verb];
            let says = matches!(t.lemma.as_str(), "tell" | "say" | "announce" | "write") && t.penn == Penn::Vbd;
            let aside = matches!(t.rel, Rel::Parataxis | Rel::Conj | Rel::Advcl | Rel::Dep | Rel::Acl);
            let said = || self.children(verb).into_iter().find(|c| self.rel(*c) == Rel::Ccomp && *c < verb);
            let above = if t.rel == Rel::Root { said() } else { t.head.filter(|h| aside && *h < verb) };
            let Some(above) = above.filter(|_| says) else { continue };
            if self.has(verb, &[Rel::Nsubj, Rel::Mark, Rel::Cc, Rel::Aux]) {
                continue;
            }
            // The phrase that ends before the verb and begins behind a comma.
            let begins = |i: &usize| i.checked_sub(1).is_some_and(|c| self.word(c) == ",");
            let closed = self.word(verb - 1) == ",";
            let beside = [Rel::Appos, Rel::Conj, Rel::Parataxis];
            let mut noun = if closed { verb - 2 } else { verb - 1 };
            while let Some(up) = self.tokens[noun].head.filter(|h| *h < verb && *h >= self.sentence.start) {
                let explains = closed && self.tokens[up].upos != Upos::Verb;
                if beside.contains(&self.rel(noun)) && !explains && self.first_of(noun).is_some_and(|f| begins(&f)) {
                    break;
                }
                noun = up;
            }
            let appos = beside.contains(&self.rel(noun))
                && matches!(self.tokens[noun].upos, Upos::Noun | Upos::Propn)
                && !self.has(noun, &[Rel::Cc, Rel::Case]);
            let clause = self.tokens[above].upos == Upos::Verb && self.has(above, &[Rel::Nsubj, Rel::NsubjPass]);
            if appos && clause && !self.is_below(verb, noun) {
                self.hang(noun, Some(verb), Rel::Nsubj);
                if self.rel(verb) != Rel::Root {
                    self.tokens[verb].rel = Rel::Parataxis;
                }
            }
        }
    }

    /// "'Nobody knows where the bottom is,' said Anna Berg", with the last clause of the quotation hung on "said".
    pub(super) fn behind_quotes(&mut self) {
        let Some(root) = self.root() else { return };
        for verb in root + 2..self.sentence.end {
            if !matches!(self.word(verb - 1), "\"" | "”") {
                continue;
            }
            let t = &self.tokens[verb];
            let says = matches!(t.lemma.as_str(), "say" | "tell" | "add" | "ask" | "write") && t.penn == Penn::Vbd;
            let spoken = self.children(verb).iter().any(|s| self.rel(*s) == Rel::Nsubj);
            if !(says && spoken) || t.head == Some(root) && t.rel == Rel::Parataxis {
                continue;
            }
            for c in self.children(verb) {
                if c < verb && self.rel(c) != Rel::Punct {
                    self.tokens[c].head = Some(root);
                }
            }
            self.hang(verb, Some(root), Rel::Parataxis);
        }
    }
}
