//! What the files of this folder look at: the document with its times, actors and triggers, each found by token.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::lexicon::lexicon;
use super::subjects::subject;
use super::triggers::Trigger;
use crate::actors::Cast;
use crate::calendar::Day;
use crate::findings::{ActorKind, Mention, MentionForm, TimeExpression};
use crate::knowledge::world;
use crate::span::Span;
use crate::text::{Document, Penn, Rel, Upos};

/// One article's document with everything that earlier stages read from it, by token.
#[derive(Debug)]
pub struct Scene<'a> {
    /// The document.
    pub d: &'a Document<'a>,
    /// The publication date.
    pub published: Option<Day>,
    /// The time expressions.
    pub times: &'a [TimeExpression],
    /// The tokens of each time expression.
    pub time_tokens: Vec<Range<usize>>,
    /// The actors.
    pub cast: &'a Cast,
    time_at: Vec<Option<u32>>,
    mention_at: Vec<Option<(u32, u32)>>,
    name_at: Vec<Option<u32>>,
    ending_at: Vec<Option<(u32, u32)>>,
    trigger_at: Vec<Option<u32>>,
    /// The actors of each mention, in their order.
    meant_by: BTreeMap<Span, Vec<u32>>,
}

impl<'a> Scene<'a> {
    /// Lays out an article by token.
    pub fn new(d: &'a Document<'a>, published: Option<Day>, times: &'a [TimeExpression], cast: &'a Cast) -> Self {
        let count = d.tokens.len();
        let mut time_at = vec![None; count];
        let mut time_tokens = Vec::with_capacity(times.len());
        for (i, time) in times.iter().enumerate() {
            let tokens = d.tokens_in(time.span);
            time_at[tokens.clone()].fill(Some(i as u32));
            time_tokens.push(tokens);
        }
        let mut mention_at: Vec<Option<(u32, u32)>> = vec![None; count];
        let mut inside_name = mention_at.clone();
        let mut ending_at = mention_at.clone();
        let mut meant_by: BTreeMap<Span, Vec<u32>> = BTreeMap::new();
        for actor in &cast.actors {
            for (m, mention) in actor.mentions.iter().enumerate() {
                let same = meant_by.entry(mention.span).or_default();
                if same.last() != Some(&actor.id) {
                    same.push(actor.id);
                }
                let tokens = d.tokens_in(mention.span);
                if tokens.is_empty() {
                    continue;
                }
                if mention.form == MentionForm::Name {
                    inside_name[tokens.clone()].fill(Some((actor.id, m as u32)));
                }
                let longer =
                    |(a, b): (u32, u32)| cast.actors[a as usize].mentions[b as usize].span.len() < mention.span.len();
                if let Some(slot) = ending_at.get_mut(tokens.end - 1).filter(|s| s.is_none_or(longer)) {
                    *slot = Some((actor.id, m as u32));
                }
                // Nested mentions with one head are one actor; the longer one knows more.
                let Some(slot) = mention_at.get_mut(noun_of(d, tokens)) else { continue };
                if slot.is_none_or(longer) {
                    *slot = Some((actor.id, m as u32));
                }
            }
        }
        // A parse may hang the wrong word of a name on its surroundings: any word of a name means the actor.
        for (slot, inside) in mention_at.iter_mut().zip(inside_name) {
            *slot = slot.or(inside);
        }
        let mut name_at = vec![None; count];
        for (i, name) in d.names.iter().enumerate() {
            if let Some(tokens) = name_at.get_mut(name.tokens.clone()) {
                tokens.fill(Some(i as u32));
            }
        }
        Self {
            d,
            published,
            times,
            time_tokens,
            cast,
            time_at,
            mention_at,
            name_at,
            ending_at,
            trigger_at: vec![None; count],
            meant_by,
        }
    }

    /// Makes the triggers known by token.
    pub fn learn_triggers(&mut self, triggers: &[Trigger]) {
        for (i, trigger) in triggers.iter().enumerate() {
            self.trigger_at[trigger.token] = Some(i as u32);
        }
    }

    /// The time expression that token `i` belongs to.
    pub fn time(&self, i: usize) -> Option<usize> {
        self.time_at.get(i).copied().flatten().map(|t| t as usize)
    }

    /// The mention whose head is token `i`, or the name that it belongs to, with its actor.
    pub fn mention(&self, i: usize) -> Option<(u32, &'a Mention)> {
        let (actor, mention) = self.mention_at.get(i).copied().flatten()?;
        Some((actor, self.cast.actors.get(actor as usize)?.mentions.get(mention as usize)?))
    }

    /// The longest mention that ends with token `i`, with its actor.
    pub fn mention_ending(&self, i: usize) -> Option<(u32, &'a Mention)> {
        let (actor, mention) = self.ending_at.get(i).copied().flatten()?;
        Some((actor, self.cast.actors.get(actor as usize)?.mentions.get(mention as usize)?))
    }

    /// Everybody whom the words at token `i` mean: both of "the two", the one of a name.
    pub fn actors_at(&self, i: usize) -> Vec<u32> {
        let Some((first, mention)) = self.mention(i) else { return Vec::new() };
        let meant = self.meant_by.get(&mention.span).into_iter().flatten().copied();
        std::iter::once(first).chain(meant.filter(|a| *a != first)).collect()
    }

    /// The actors whose mentions stand inside the mentions of this one: the country of "Norwegian fishermen".
    pub fn actors_within(&self, actor: u32) -> Vec<u32> {
        let Some(outer) = self.cast.actors.get(actor as usize) else { return Vec::new() };
        let mut within = BTreeSet::new();
        for span in outer.mentions.iter().map(|o| o.span) {
            let from = Span { end: 0, ..span };
            let inside = self.meant_by.range(from..=Span::new(span.end, u32::MAX));
            within.extend(inside.filter(|(s, _)| **s != span && span.contains(**s)).flat_map(|(_, actors)| actors));
        }
        within.remove(&actor);
        within.into_iter().collect()
    }

    /// The subject that a verb has or is understood to have, and whether it undergoes the verb.
    pub fn subject(&self, i: usize) -> Option<(usize, bool)> {
        let d = self.d;
        if let Some(name) = self.gerund_subject(i) {
            return Some((name, false));
        }
        match subject(d, i, |lemma| lexicon().is_object_control(lemma)) {
            Some((s, passive)) => Some((self.explained(s).unwrap_or(s), passive)),
            None => self.name_before(i).map(|name| (name, false)),
        }
    }

    /// "Ana Ruiz, a banker who led the inquiry": the name that a noun without an actor of its own explains.
    fn explained(&self, noun: usize) -> Option<usize> {
        let d = self.d;
        let beside = self.mention(noun).is_none() && d.tokens[noun].rel == Rel::Appos;
        let name = d.tokens[noun].head.filter(|_| beside)?;
        self.mention(name).filter(|(_, m)| m.form == MentionForm::Name).map(|_| name)
    }

    /// "Stocks rose, with the Asahi 50 gaining 2 percent", where the parser makes one noun of both: the name between.
    fn gerund_subject(&self, i: usize) -> Option<usize> {
        let d = self.d;
        let with = d.children(i).iter().copied().find(|c| *c < i && d.word(*c).eq_ignore_ascii_case("with"))?;
        let name = d.child(i, Rel::Compound).filter(|c| with < *c && *c < i && d.tokens[i].penn == Penn::Vbg)?;
        let (_, mention) = self.mention(name).filter(|(_, m)| m.form == MentionForm::Name)?;
        (d.tokens_in(mention.span).end == i).then_some(name)
    }

    /// "Coulibaly named him", "company chief Ana Ruiz unveiled": a name directly before a finite verb that has no subject in
    /// the parse, with nothing but what describes it before that.
    fn name_before(&self, i: usize) -> Option<usize> {
        let d = self.d;
        let auxiliary = |t: usize| matches!(d.tokens[t].rel, Rel::Aux | Rel::AuxPass) || d.tokens[t].penn == Penn::Rb;
        let name = (0..i).rev().find(|t| !(auxiliary(*t) && self.name(*t).is_none()))?;
        let (actor, mention) = self.mention(name).filter(|(_, m)| m.form == MentionForm::Name)?;
        let describes = |t: &usize| {
            matches!(d.tokens[*t].upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det) && self.mention(*t).is_none()
        };
        let start = d.tokens_in(mention.span).start;
        let before = (0..start).rev().find(|t| !describes(t));
        let free = before.is_none_or(|b| {
            d.sentence_of(b) != d.sentence_of(i) || matches!(d.tokens[b].upos, Upos::Punct | Upos::Cconj)
        });
        let finite = matches!(d.tokens[i].penn, Penn::Vbd | Penn::Vbz | Penn::Vbn | Penn::Vbp);
        let own = self.d.sentence_of(name) == d.sentence_of(i) && !self.is_kind(actor, ActorKind::Place);
        (free && finite && own).then(|| d.head_of(d.tokens_in(mention.span)))
    }

    /// Whether a sentence is the first line of a text and ends like no sentence.
    pub fn is_headline(&self, sentence: usize) -> bool {
        let d = self.d;
        let last = d.sentences.first().map_or("", |s| d.word(s.tokens.end.saturating_sub(1)));
        sentence == 0 && d.sentences.len() > 1 && !last.ends_with(['.', '!', '?', '"', '”'])
    }

    /// Whether an actor is of this kind.
    pub fn is_kind(&self, actor: u32, kind: ActorKind) -> bool {
        self.cast.actors.get(actor as usize).is_some_and(|a| a.kind == kind)
    }

    /// Whether an actor is an index of a stock market.
    pub fn is_index(&self, actor: u32) -> bool {
        let name = self.cast.actors.get(actor as usize).map_or("", |a| &a.name);
        world::body(name).is_some_and(|b| b.kind == "index")
    }

    /// Whether a group or body has no name of its own: "Norwegian divers", "the Philippine coast guard".
    pub fn is_only_described(&self, actor: u32) -> bool {
        let actor = self.cast.actors.get(actor as usize).filter(|a| a.kind != ActorKind::Person);
        actor.is_some_and(|a| a.mentions.iter().all(|m| m.form != MentionForm::Name))
    }

    /// The name that token `i` belongs to.
    pub fn name(&self, i: usize) -> Option<&'a crate::text::Name> {
        self.d.names.get(self.name_at.get(i).copied().flatten()? as usize)
    }

    /// The index of the trigger whose head is token `i`.
    pub fn trigger(&self, i: usize) -> Option<usize> {
        self.trigger_at.get(i).copied().flatten().map(|t| t as usize)
    }
}

/// The noun of a mention: of several words that hang on the outside, as in a bad parse, the first that can be one.
fn noun_of(d: &Document, tokens: Range<usize>) -> usize {
    let outside = |i: &usize| d.tokens.get(*i).is_some_and(|t| t.head.is_none_or(|h| !tokens.contains(&h)));
    let noun = |i: &usize| matches!(d.tokens[*i].upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num);
    // "The Kenyan" and "the general" are adjectives to the tagger.
    let adjective = |i: &usize| d.tokens[*i].upos == Upos::Adj && tokens.len() == 2 && *i == tokens.end - 1;
    let found = tokens.clone().find(|i| outside(i) && noun(i)).or_else(|| tokens.clone().find(adjective));
    found.unwrap_or_else(|| d.head_of(tokens))
}
