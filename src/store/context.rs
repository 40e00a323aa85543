//! What a person decided and imported, read once for everything that is written in one go.

use std::collections::{BTreeMap, BTreeSet};

use super::{Result, Store};
use crate::consolidate::actors::KnownNames;
use crate::decisions::{Action, Decision, stem};
use crate::knowledge::KnownEvent;

/// What counts besides the articles.
#[derive(Debug, Clone, Default)]
pub(crate) struct Context {
    /// The imported names of actors.
    pub(super) known: KnownNames,
    /// The imported events.
    pub(super) events: Vec<KnownEvent>,
    /// The decisions that have their effect, in order.
    decisions: Vec<Decision>,
    /// The positions of those on actors, by subject.
    on_actors: BTreeMap<String, Vec<usize>>,
    /// The numbers of the merges of actors, by the stem of either side.
    merges: BTreeMap<String, BTreeSet<i64>>,
}

impl Context {
    /// Those on actors with this key or stem, in order.
    pub(super) fn about_actor(&self, key: &str) -> impl Iterator<Item = &Decision> {
        self.on_actors.get(key).into_iter().flatten().filter_map(|i| self.decisions.get(*i))
    }

    /// The merges that concern an actor with this stem.
    pub(super) fn merges_of(&self, stem: &str) -> impl Iterator<Item = i64> {
        self.merges.get(stem).into_iter().flatten().copied()
    }

    /// Those of one kind, in order.
    pub(super) fn all(&self, action: Action) -> impl Iterator<Item = &Decision> {
        self.decisions.iter().filter(move |d| d.action == action)
    }

    /// Those on events, in order.
    pub(super) fn on_events(&self) -> impl Iterator<Item = &Decision> {
        self.decisions.iter().filter(|d| !d.action.concerns_actor() && !d.action.concerns_article())
    }

    /// Whether a person said that this article's actor is somebody else.
    pub(super) fn is_split_off(&self, stem_of_actor: &str, article_key: &str) -> bool {
        self.all(Action::ActorSplit)
            .any(|d| stem(&d.subject) == stem_of_actor && d.object.as_deref() == Some(article_key))
    }
}

impl Store {
    /// What counts besides the articles, as it stands now.
    pub(crate) fn context(&self) -> Result<Context> {
        let knowledge = self.knowledge()?;
        let mut context =
            Context { known: KnownNames::new(&knowledge.actors), events: knowledge.events, ..Context::default() };
        for decision in self.effective_decisions()? {
            let at = context.decisions.len();
            if decision.action.concerns_actor() {
                context.on_actors.entry(decision.subject.clone()).or_default().push(at);
            }
            if decision.action == Action::ActorMerge {
                for side in [Some(decision.subject.as_str()), decision.object.as_deref()].into_iter().flatten() {
                    context.merges.entry(stem(side).to_string()).or_default().insert(decision.number);
                }
            }
            context.decisions.push(decision);
        }
        Ok(context)
    }
}
