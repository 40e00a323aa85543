//! Trees put right where the words leave no doubt: a sentence without a finite verb whose participle is that verb.
//!
//! The parser takes "Orvane Copper suspended production" for a production that was suspended, and "the envoy promised to
//! go" for an envoy promised something. In: the tokens of one sentence. Out: the same, with heads and relations changed.

mod hung;
mod joined;
mod speech;
mod units;
mod verb;

use std::ops::Range;

use super::document::{Document, Token};
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
        tree.days_between(subject, verb);
    } else if let Some((subject, verb, object)) = tree.resumed() {
        tree.turn(subject, verb, subject, object);
    } else {
        tree.embedded();
    }
    tree.named_subjects();
    tree.joined_to_what_follows();
    tree.relieved_by();
    tree.captions();
    tree.nouns_behind_objects();
    tree.due_to();
    tree.elected();
    tree.receivers();
    tree.shared_auxiliaries();
    tree.pasts_behind_infinitives();
    tree.about_it();
    tree.listed_names();
    tree.fronted();
    tree.behind_when_clauses();
    tree.listed_subjects();
    tree.between();
    tree.main_before_clause();
    tree.main_before_marked();
    tree.joined_subjects();
    tree.joined_objects();
    tree.unchanged_pasts();
    tree.clauses_behind();
    tree.second_clauses();
    tree.speakers();
    tree.explained_subjects();
    tree.subjects_behind_conjunctions();
    tree.participles_behind_appositions();
    tree.days_of_nouns();
    tree.lengths_before_clauses();
    tree.relative_clauses();
    tree.described_between_commas();
    tree.second_infinitives();
    tree.second_pasts();
    tree.nearest_antecedents();
    tree.behind_quotes();
}

/// Puts right what the names of a document show: each is one in its tree, and owns what stands behind its "'s".
pub fn with_names(document: &mut Document) {
    units::names_are_one(document);
    let (text, mut changed) = (document.text, false);
    for sentence in &document.sentences {
        let word = |t: &Token| text.get(t.bytes.clone()).unwrap_or("");
        let mut tree = Tree { tokens: &mut document.tokens, sentence: sentence.opens..sentence.tokens.end, word };
        changed |= tree.possessors();
    }
    if changed {
        document.link();
    }
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

    /// Hangs a token on another one.
    fn hang(&mut self, i: usize, head: Option<usize>, rel: Rel) {
        (self.tokens[i].head, self.tokens[i].rel) = (head, rel);
    }

    /// The token on which the sentence hangs.
    fn root(&self) -> Option<usize> {
        self.sentence.clone().find(|i| self.rel(*i) == Rel::Root)
    }

    /// The noun on which the sentence hangs, when nothing is said to be it.
    fn bare_root(&self) -> Option<usize> {
        let root = self.root()?;
        let noun = matches!(self.tokens[root].upos, Upos::Noun | Upos::Propn);
        (noun && !self.has(root, &[Rel::Cop, Rel::Aux, Rel::AuxPass])).then_some(root)
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
                self.hang(c, Some(verb), Rel::Obl);
            }
        }
        self.hang(verb, None, Rel::Root);
        self.tokens[verb].penn = Penn::Vbd;
        self.hang(subject, Some(verb), Rel::Nsubj);
        if let Some(object) = object {
            self.hang(object, Some(verb), Rel::Obj);
        }
    }

    /// Lets a day between subject and verb hang on the verb.
    fn days_between(&mut self, subject: usize, verb: usize) {
        for day in subject + 1..verb {
            if self.tokens[day].head == Some(subject) && lexicon::is_calendar_word(self.word(day)) {
                self.hang(day, Some(verb), Rel::Obl);
            }
        }
    }

    fn case_of(&self, i: usize) -> &'a str {
        self.children(i).into_iter().find(|c| self.rel(*c) == Rel::Case).map_or("", |c| self.word(c))
    }
}

#[cfg(test)]
mod tests {
    use crate::text::{Model, Rel, analyse};

    /// The subject, with all its words where one of them is its name, and the relation of a verb of a text.
    fn told(text: &str, verb: &str, name: &str) -> (Option<String>, Rel) {
        let document = analyse(Model::embedded().unwrap(), text);
        let at = (0..document.tokens.len()).find(|i| document.word(*i) == verb).expect("the verb");
        let subject = document.subject(at).map(|s| {
            // Which word of a name the others hang on is the parser's.
            let named = document.names.iter().find(|n| n.tokens.contains(&s)).map_or(s..s + 1, |n| n.tokens.clone());
            let is_named = named.clone().any(|t| document.word(t) == name);
            if is_named { name.to_owned() } else { document.word(s).to_owned() }
        });
        (subject, document.tokens[at].rel)
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
            assert_eq!(told(text, verb, subject), (Some(subject.to_owned()), Rel::Root), "{text}");
        }
        for (text, verb, subject, rel) in [
            ("Anna was due to visit the mill on Friday, but cancelled the visit.", "visit", "Anna", Rel::Root),
            ("The tanker Mirela ran aground off the coast of Brittany on Saturday.", "ran", "tanker", Rel::Root),
            ("In 1943 she fled to Sweden, where she worked as a translator.", "worked", "she", Rel::AclRelcl),
            ("Selt ended production after several of the devices caught fire.", "caught", "several", Rel::Advcl),
            ("He resigned two months after the court unsealed the charges.", "unsealed", "court", Rel::Advcl),
        ] {
            assert_eq!(told(text, verb, subject), (Some(subject.to_owned()), rel), "{text}");
        }
        for (text, verb, subject) in [
            ("The airline grounded its fleet after an engine of one of them broke apart.", "broke", "engine"),
            ("The plane landed in Jakarta on Thursday after one of its engines failed.", "failed", "one"),
            ("Talks resumed after the envoys of both sides met in Oslo.", "met", "envoys"),
        ] {
            assert_eq!(told(text, verb, subject), (Some(subject.to_owned()), Rel::Advcl), "{text}");
        }
        for (text, verb, subject, rel) in [
            (
                "Heineken closed two breweries in Nigeria, and Ryanair cancelled 300 flights.",
                "cancelled",
                "Ryanair",
                Rel::Conj,
            ),
            (
                "The S&P 500 dropped 5.1 percent and the Nasdaq Composite slid 3.9 percent.",
                "slid",
                "Composite",
                Rel::Conj,
            ),
            ("Skybus, Aloha Airlines and ATA stopped flying within a week.", "stopped", "Skybus", Rel::Root),
            (
                "Trading on the exchange was halted after the Bovespa index sank more than 10 percent.",
                "sank",
                "index",
                Rel::Advcl,
            ),
            (
                "Opel and the Italian carmaker Fiat have agreed on an alliance, its chief executive Anna Berg told the staff in a letter.",
                "told",
                "Anna",
                Rel::Root,
            ),
        ] {
            assert_eq!(told(text, verb, subject), (Some(subject.to_owned()), rel), "{text}");
        }
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
            assert_ne!(told(text, verb, "").1, Rel::Root, "{text}");
        }
    }
}
