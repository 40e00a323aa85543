//! Which product a description means: "the plane" for the A380, "the store" for the Orbit Store, "the index".

use super::coreference::Pass;
use super::describe::REACH;
use super::nominals::{Article, Nominal};
use super::scene::Meant;
use super::{keys, lexicon, products};
use crate::findings::ActorKind;

/// "The Liberty Average": what is no firm, though it may be taken for one.
fn is_average(name: &str) -> bool {
    name.contains(' ') && matches!(name.rsplit(' ').next(), Some("Average" | "Composite" | "Index"))
}

/// "Asahi 50": the number of shares in an index.
fn counts(name: &str) -> bool {
    name.rsplit_once(' ').is_some_and(|(_, n)| (2..5).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()))
}

impl Pass<'_> {
    /// The product spoken of last, if its name is that of a model or ends in this noun, and no other stands beside it. A
    /// thing without a name that the article has just called so ("a plane") is meant before any that has one.
    pub(super) fn product(&self, n: &Nominal) -> Option<Meant> {
        if n.article != Article::Definite || n.possessor.is_some() || n.of.is_some() || n.plural {
            return None;
        }
        let sentence = self.document.sentence_of(n.head);
        let mut meant: Option<(usize, usize)> = None;
        for s in self.scene.latest().take_while(|s| s.sentence + REACH >= sentence) {
            let &[d] = s.who.as_slice() else { continue };
            let Some(draft) = self.drafts.get(d).filter(|x| x.kind == ActorKind::Product || is_average(&x.name)) else {
                continue;
            };
            if !draft.is_reported() {
                if meant.is_none() && !draft.plural && draft.offices.iter().any(|o| o.title == n.noun) {
                    return None;
                }
                continue;
            }
            let called = keys::words(&draft.name).last().is_some_and(|w| *w == n.noun);
            // "The Asahi 50 fell. The index lost".
            let index = n.noun == "index" && (is_average(&draft.name) || counts(&draft.name));
            // "An Ariane 5 rocket" is no probe.
            let noun = |r: &super::draft::Reference| self.document.lemma(r.tokens.end).to_lowercase();
            let otherwise = draft.references.iter().map(noun).any(|m| m != n.noun && lexicon::is_machine(&m));
            if otherwise || self.clashes(n.head, d) || !(called || index || products::is_model_name(&draft.name)) {
                continue;
            }
            match meant {
                _ if called || index && meant.is_none() && !n.distinct => return Some((vec![d], 0.8)),
                None => meant = Some((d, s.sentence)),
                Some((other, at)) if other != d && at == s.sentence => return None,
                Some(_) => {}
            }
        }
        let machine = lexicon::is_machine(&n.noun);
        meant.filter(|_| machine && !n.distinct).map(|(d, _)| (vec![d], 0.7))
    }
}
