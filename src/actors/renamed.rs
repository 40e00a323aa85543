//! One thing with two names: "The shop was renamed to Orbit Store", "Velkor was renamed Norvia".

use super::coreference::Pass;
use crate::findings::ActorKind;
use crate::text::Rel;

impl Pass<'_> {
    /// Makes one of what bore the old name and what bears the new one.
    pub(super) fn join_renamed(&mut self) {
        let verbs = (0..self.document.tokens.len()).filter(|i| self.document.lemma(*i) == "rename");
        for verb in verbs.collect::<Vec<_>>() {
            let Some((old, new)) = self.renamed_by(verb) else { continue };
            let moved = self.drafts.get_mut(new).map(|d| std::mem::take(&mut d.references)).unwrap_or_default();
            if let Some(draft) = self.drafts.get_mut(old) {
                draft.references.extend(moved);
            }
            for who in &mut self.at {
                who.iter_mut().filter(|d| **d == new).for_each(|d| *d = old);
            }
        }
    }

    /// Whom or what a verb gives another name, and what bears it.
    fn renamed_by(&self, verb: usize) -> Option<(usize, usize)> {
        let one = |token: usize| match self.who(token) {
            &[d] if self
                .drafts
                .get(d)
                .is_some_and(|d| d.is_reported() && matches!(d.kind, ActorKind::Organization | ActorKind::Product)) =>
            {
                Some(d)
            }
            _ => None,
        };
        let passive = self.document.child(verb, Rel::NsubjPass);
        let named = passive.or_else(|| self.document.child(verb, Rel::Obj))?;
        let old = one(named)?;
        let behind = self.document.children(verb).iter().copied().filter(|c| *c > verb.max(named));
        let new = behind.filter(|c| matches!(self.document.tokens[*c].rel, Rel::Obj | Rel::Obl | Rel::Xcomp));
        let new = new.filter(|c| self.document.child(*c, Rel::Case).is_none_or(|c| self.document.word(c) == "to"));
        new.filter_map(one).find(|d| *d != old).map(|new| (old, new))
    }
}

#[cfg(test)]
mod tests {
    use crate::actors;
    use crate::knowledge::Knowledge;
    use crate::text::{Model, analyse};

    /// For each actor the texts of its mentions.
    fn actors(text: &str) -> Vec<Vec<String>> {
        let document = analyse(Model::embedded().unwrap(), text);
        let cast = actors::find(&document, &[], &Knowledge::default());
        cast.actors.into_iter().map(|a| a.mentions.into_iter().map(|m| m.text).collect()).collect()
    }

    #[test]
    fn what_is_renamed_keeps_being_the_same() {
        let found = actors("Toyota sold Velkor Motors. Velkor Motors was renamed to Norvia Motors in 2006.");
        let both = |a: &Vec<String>| ["Velkor Motors", "Norvia Motors"].iter().all(|n| a.iter().any(|m| m == n));
        assert!(found.iter().any(both), "{found:?}");
        let found = actors("Toyota renamed Velkor Motors in 2006. Norvia Motors lost money.");
        assert!(!found.iter().any(both), "{found:?}");
    }
}
