//! Which event a time expression belongs to: the verb before it, the one that it depends on, the noun that "was" then.

use super::anchoring::Dates;
use super::dating::mention;
use super::syntax::{DEPTH, governor};
use super::triggers::Kind;
use crate::calendar::{Granularity, Relation};
use crate::findings::MentionDate;
use crate::text::lexicon::is_calendar_word;
use crate::text::{Penn, Rel, Upos};

impl Dates<'_, '_> {
    /// "since August 2011, when the president received him": the clause happened then, whatever the date is to the rest.
    pub(super) fn when_that_was(&self, trigger: usize) -> Option<MentionDate> {
        let d = self.scene.d;
        let verb = self.triggers.get(trigger).filter(|t| t.kind == Kind::Verb)?.token;
        let first = d.sentences.get(d.sentence_of(verb))?.tokens.start;
        let when = (first..verb).rfind(|t| d.word(*t) == "when" || d.tokens[*t].upos == Upos::Verb)?;
        if d.word(when) != "when" {
            return None;
        }
        let mut before = when.checked_sub(1)?;
        if d.word(before) == "," {
            before = before.checked_sub(1)?;
        }
        let index = self.scene.time(before)?;
        let time = self.scene.times.get(index)?;
        time.interval.earliest.and(time.interval.latest)?;
        let granularity = time.granularity?;
        let relation = if granularity == Granularity::Day { Relation::On } else { Relation::Within };
        Some(mention(time.interval, granularity, relation, time.basis, Some(index as u32)))
    }

    /// "for the second quarter", "of 2012".
    pub(super) fn is_of_a_thing(&self, index: usize) -> bool {
        let start = self.scene.time_tokens.get(index).map_or(0, |t| t.start);
        start.checked_sub(1).is_some_and(|b| matches!(self.scene.d.word(b), "for" | "of" | "to" | "than"))
    }

    /// The trigger that a time expression belongs to: the verb that it follows, the one it depends on, or, for a day
    /// with its preposition that the parser hung on some noun, the verb before it.
    pub(super) fn owner(&self, index: usize) -> Option<usize> {
        let tokens = self.scene.time_tokens.get(index)?.clone();
        if tokens.is_empty() {
            return None;
        }
        if self.compares(tokens.start) || self.is_told_behind(&tokens) {
            return None;
        }
        if let Some(name) = self.name_in_front(&tokens) {
            return self.scene.trigger(name);
        }
        self.verb_in_front(tokens.start)
            .or_else(|| self.noun_that_was(tokens.start))
            .or_else(|| self.owner_above(self.scene.d.head_of(tokens.clone())))
            .or_else(|| self.verb_before(index, tokens.start))
    }

    /// "gave the keynote to Softcon 2005": a bare year directly behind a name belongs to it and dates no verb.
    fn name_in_front(&self, tokens: &std::ops::Range<usize>) -> Option<usize> {
        let d = self.scene.d;
        let year = d.word(tokens.start);
        let before = tokens.start.checked_sub(1)?;
        let bare = tokens.len() == 1 && year.len() == 4 && year.chars().all(|c| c.is_ascii_digit());
        let same = d.sentence_of(before) == d.sentence_of(tokens.start);
        let name = d.tokens[before].upos == Upos::Propn && !is_calendar_word(d.word(before));
        (bare && same && name).then_some(before)
    }

    /// "on the same day, September 14, 2005": the day that is named behind it says which.
    fn is_told_behind(&self, tokens: &std::ops::Range<usize>) -> bool {
        let d = self.scene.d;
        let same = tokens.clone().any(|t| d.word(t) == "same") && d.word(tokens.end) == ",";
        same && self.scene.time_tokens.iter().any(|next| next.start == tokens.end + 1)
    }

    /// "the first meeting since 2011": the year says how long there was none.
    fn compares(&self, start: usize) -> bool {
        let d = self.scene.d;
        let Some(sentence) = d.sentences.get(d.sentence_of(start)) else { return false };
        let since = |t: usize| matches!(d.word(t), "since" | "Since");
        let cued = since(start) || start.checked_sub(1).is_some_and(since);
        let superlative = |t: usize| {
            matches!(d.tokens[t].penn, Penn::Jjs | Penn::Rbs)
                || matches!(d.lemma(t), "first" | "only" | "last" | "second" | "third")
        };
        cued && (sentence.tokens.start..start).any(superlative)
    }

    /// "announced Monday that it had bought", "met on June 12": the verb directly before its date.
    fn verb_in_front(&self, start: usize) -> Option<usize> {
        let d = self.scene.d;
        let mut at = start.checked_sub(1)?;
        if matches!(d.word(at), "on" | "in" | "at" | "during") {
            at = at.checked_sub(1)?;
        }
        self.scene.trigger(at).filter(|t| self.triggers[*t].kind == Kind::Verb && d.tokens[at].penn != Penn::Vbg)
    }

    fn owner_above(&self, mut at: usize) -> Option<usize> {
        let d = self.scene.d;
        for _ in 0..DEPTH {
            if let Some(trigger) = self.scene.trigger(at) {
                return Some(trigger);
            }
            // "more than the price on Wednesday": of what is compared.
            if d.children_with(at, Rel::Case).any(|c| d.lemma(c) == "than") {
                return None;
            }
            let Some(up) = governor(d, at) else { break };
            // "Berg, who was the spokesman in the 1990s, resigned": the date of a clause of its own.
            // So has "on the list every year since 1993" in what somebody said.
            if matches!(d.tokens[at].rel, Rel::AclRelcl | Rel::Ccomp) {
                return None;
            }
            // "On the same day, September 14": another name of the day.
            if d.tokens[at].rel == Rel::Appos && self.scene.time(up).is_some() {
                at = up;
                continue;
            }
            // "Smith, born in 1950" hangs on its verb; a year in brackets after a name is no date of the clause.
            if d.tokens[at].rel == Rel::Appos || d.tokens[at].rel == Rel::Parataxis {
                return None;
            }
            at = up;
        }
        // "The last meeting was in 2011": the date is the predicate, the event its subject.
        d.children(at).iter().filter(|c| d.tokens[**c].rel.is_subject()).find_map(|c| self.scene.trigger(*c))
    }

    /// "opened its first shop, a cafe, on April 28, 2003": a day with its preposition dates no mere thing.
    fn verb_before(&self, index: usize, start: usize) -> Option<usize> {
        let d = self.scene.d;
        let is_day = self.scene.times.get(index)?.granularity == Some(Granularity::Day);
        let first = d.sentences.get(d.sentence_of(start))?.tokens.start;
        let on = start.checked_sub(1).filter(|p| *p >= first && matches!(d.word(*p), "on" | "On"))?;
        let verb = |t: usize| self.scene.trigger(t).filter(|t| self.triggers[*t].kind == Kind::Verb);
        let compared = |verb: &usize| (self.triggers[*verb].token..on).any(|t| d.word(t) == "than");
        (first..on).rev().find_map(verb).filter(|verb| is_day && !compared(verb))
    }

    /// "The last meeting was in 2011": read from the words, since the parser often hangs the year elsewhere.
    fn noun_that_was(&self, start: usize) -> Option<usize> {
        let d = self.scene.d;
        let mut at = start.checked_sub(1)?;
        if d.tokens[at].upos == Upos::Adp {
            at = at.checked_sub(1)?;
        }
        if d.lemma(at) != "be" {
            return None;
        }
        self.scene.trigger(at.checked_sub(1)?).filter(|t| self.triggers[*t].kind == Kind::Noun)
    }
}
