//! When it happened: first the time expression that the trigger governs, then its clause and sentence, then the
//! narrative, the article's main day and the publication day. What none of these dates stays undated.

use super::dating::{before, dated, mention};
use super::lexicon::{Class, lexicon};
use super::scene::Scene;
use super::status::Verdict;
use super::syntax::{Tense, completes, governor, has_to, preposition};
use super::triggers::{Kind, Trigger};
use crate::calendar::{Basis, EventDate, Granularity, Interval, Relation};
use crate::findings::{MentionDate, Status, TimexType};
use crate::text::{Rel, Upos};

/// The date of every trigger, in the order of the triggers.
pub fn anchor(scene: &Scene, triggers: &[Trigger], verdicts: &[Verdict]) -> Vec<Option<MentionDate>> {
    let mut dates = Dates { scene, triggers, verdicts, found: vec![None; triggers.len()] };
    dates.by_syntax();
    dates.by_clause();
    dates.by_narrative();
    dates.by_clause();
    dates.nouns();
    dates.found
}

/// The dates under way.
pub(super) struct Dates<'s, 'a> {
    pub(super) scene: &'s Scene<'a>,
    pub(super) triggers: &'s [Trigger],
    pub(super) verdicts: &'s [Verdict],
    pub(super) found: Vec<Option<MentionDate>>,
}

impl Dates<'_, '_> {
    fn give(&mut self, trigger: usize, date: &MentionDate) {
        if let Some(slot) = self.found.get_mut(trigger).filter(|s| s.is_none()) {
            *slot = Some(date.clone());
        }
    }

    /// Every time expression goes to the event it depends on, and to the noun that this verb carries.
    fn by_syntax(&mut self) {
        for trigger in 0..self.triggers.len() {
            if let Some(date) = self.when_that_was(trigger) {
                self.give(trigger, &date);
            }
        }
        // "reported a loss for the second quarter on Thursday": what the loss is for dates the report only in need.
        let (of_things, of_events): (Vec<usize>, Vec<usize>) =
            (0..self.scene.times.len()).partition(|index| self.is_of_a_thing(*index));
        let lasts = |index: &usize| self.scene.times[*index].kind == TimexType::Duration;
        let (lengths, days): (Vec<usize>, Vec<usize>) = of_events.into_iter().chain(of_things).partition(lasts);
        self.by_times(days);
        self.by_offset();
        self.by_times(lengths.into_iter().filter(|index| !self.is_within_a_day(*index)).collect());
    }

    fn by_times(&mut self, times: Vec<usize>) {
        for index in times {
            let Some(owner) = self.owner(index) else { continue };
            let status = self.verdicts[owner].status;
            let Some(date) = dated(self.scene, index, status) else {
                if let Some(date) = self.of_past_years(index, owner) {
                    self.give(owner, &date);
                }
                continue;
            };
            let date = self.until_now(owner, date);
            if self.lasts_beyond(owner, &date) || self.starts_then(owner, index, &date) {
                continue;
            }
            if let Some(date) = self.reported_after(index, owner, &date) {
                self.give(owner, &date);
                continue;
            }
            let companions = self.companions(owner);
            if companions.is_empty() || !self.plans_for(owner, index) {
                self.give(owner, &date);
            }
            for other in companions {
                if !self.is_too_late(other, &date) && !self.lasts_beyond(other, &date) {
                    let after = self.reported_after(index, other, &date);
                    self.give(other, after.as_ref().unwrap_or(&date));
                }
            }
        }
    }

    /// "took office this week": on one of its days that were over when the article appeared.
    fn until_now(&self, owner: usize, date: MentionDate) -> MentionDate {
        let verdict = self.verdicts[owner];
        let told = verdict.tense == Tense::Past && verdict.status.has_happened();
        let days = matches!(date.date.granularity, Granularity::Interval | Granularity::Week);
        let within = told && days && matches!(date.date.relation, Relation::On | Relation::Within);
        match (date.date.interval.earliest, date.date.interval.latest, self.scene.published) {
            (Some(first), Some(last), Some(published)) if within && first < published && published < last => {
                let interval = Interval::new(first, published);
                let EventDate { granularity, relation, basis, .. } = date.date;
                mention(interval, granularity, relation, basis, date.time_expression)
            }
            _ => date,
        }
    }

    /// "planned an expedition for 1914", "called a vote for Monday": the plan was made before.
    fn plans_for(&self, owner: usize, index: usize) -> bool {
        let start = self.scene.time_tokens.get(index).map_or(0, |t| t.start);
        let what_for = start.checked_sub(1).is_some_and(|b| self.scene.d.word(b) == "for");
        let lemma = &self.triggers[owner].lemma;
        what_for && lexicon().governor.planned.contains(lemma) && self.verdicts[owner].tense == Tense::Past
    }

    /// "lost money in four of the last five years", "finished third last season": some time before the article, not when the
    /// sentence before it was.
    fn of_past_years(&self, index: usize, owner: usize) -> Option<MentionDate> {
        let time = self.scene.times.get(index)?;
        let years = time.kind == TimexType::Duration && time.rule == "window";
        let ago = time.kind == TimexType::Date && time.value.as_deref() == Some("PAST_REF");
        let past = self.verdicts[owner].tense == Tense::Past && (years || ago);
        let published = self.scene.published.filter(|_| past)?;
        Some(before(published, Basis::Publication))
    }

    /// "suspended work until Sunday", "asked for answers by Sunday", told before that Sunday: when the work goes on, not when
    /// it was suspended. Headlines tell it in the present.
    fn lasts_beyond(&self, owner: usize, date: &MentionDate) -> bool {
        let verdict = self.verdicts[owner];
        let headline = || self.scene.is_headline(self.scene.d.sentence_of(self.triggers[owner].token));
        let told = verdict.status.has_happened()
            && (verdict.tense == Tense::Past || verdict.tense == Tense::Present && headline());
        let ahead = self.scene.published.zip(date.date.interval.latest).is_some_and(|(p, latest)| latest > p);
        let open = matches!(date.date.relation, Relation::Until | Relation::Before | Relation::By);
        told && self.triggers[owner].kind == Kind::Verb && ahead && open
    }

    /// "declared a week of mourning from Monday": when it starts, not when it was declared.
    fn starts_then(&self, owner: usize, index: usize, date: &MentionDate) -> bool {
        let d = self.scene.d;
        let trigger = &self.triggers[owner];
        let declares = matches!(lexicon().verb(&trigger.lemma), Class::Reporting | Class::IAction)
            || matches!(trigger.lemma.as_str(), "impose" | "introduce" | "ban" | "call");
        let time = self.scene.time_tokens.get(index).cloned().unwrap_or_default();
        let from = time.start.checked_sub(1).is_some_and(|b| d.word(b) == "from");
        let until = matches!(d.word(time.end), "to" | "until" | "till" | "through");
        let day = date.date.granularity == Granularity::Day;
        declares && from && !until && day && trigger.kind == Kind::Verb && self.verdicts[owner].tense == Tense::Past
    }

    /// "reported a profit for 2015": when the year was over.
    fn reported_after(&self, index: usize, owner: usize, date: &MentionDate) -> Option<MentionDate> {
        let start = self.scene.time_tokens.get(index)?.start;
        let for_it = start.checked_sub(1).is_some_and(|b| self.scene.d.word(b) == "for");
        let reports = matches!(
            self.triggers[owner].lemma.as_str(),
            "report" | "post" | "announce" | "publish" | "disclose" | "release" | "declare"
        );
        let told = self.verdicts[owner].tense == Tense::Past && self.verdicts[owner].status.has_happened();
        let period = matches!(date.date.granularity, Granularity::Year | Granularity::Quarter | Granularity::Month);
        let first = date.date.interval.latest.filter(|_| for_it && reports && told && period)?.plus(1)?;
        let published = self.scene.published.filter(|p| *p > first)?;
        Some(mention(Interval::new(first, published), Granularity::Interval, Relation::After, date.date.basis, None))
    }

    /// What is told as past was not on a day after the article: "voted to strike" on the day of the strike.
    pub(super) fn is_too_late(&self, t: usize, date: &MentionDate) -> bool {
        let verdict = self.verdicts[t];
        let past = verdict.tense == Tense::Past && verdict.status.has_happened();
        past && self.scene.published.is_some_and(|p| date.date.interval.earliest.is_some_and(|e| e > p))
    }

    /// The verb and the noun that are one event: "held" and "talks", "summit" and "took place", "forced" and "resign".
    fn companions(&self, trigger: usize) -> Vec<usize> {
        let (scene, d) = (self.scene, self.scene.d);
        let i = self.triggers[trigger].token;
        let words = lexicon();
        let mut all = Vec::new();
        match self.triggers[trigger].kind {
            Kind::Verb => {
                let lemma = &self.triggers[trigger].lemma;
                let carries = words.light.light.contains(lemma) || words.light.joining.contains(lemma);
                let occurs = words.light.occurring.contains(lemma);
                for c in d.children(i) {
                    let takes = match d.tokens[*c].rel {
                        Rel::Obj => carries,
                        Rel::Nsubj => occurs,
                        Rel::NsubjPass => carries || occurs,
                        Rel::Xcomp => words.governor.implied.contains(lemma),
                        _ => false,
                    };
                    if takes {
                        all.extend(scene.trigger(*c));
                    }
                }
                let noun = governor(d, i).filter(|_| d.tokens[i].rel == Rel::Acl && (carries || occurs));
                all.extend(noun.and_then(|g| scene.trigger(g)));
            }
            Kind::Noun => {
                let verb = governor(d, i).filter(|g| d.tokens[*g].upos == Upos::Verb);
                // "planned an expedition for 1914": the plan is older.
                let shares = |g: &usize| match d.tokens[i].rel {
                    // "told a news conference on Sunday that".
                    Rel::Obj | Rel::Iobj => !words.governor.planned.contains(d.lemma(*g)),
                    Rel::Nsubj | Rel::NsubjPass => words.light.occurring.contains(d.lemma(*g)),
                    // "In a speech on Monday, she said", "agreed on a ceasefire on Monday".
                    Rel::Obl => {
                        let agreed = words.governor.planned.contains(d.lemma(*g));
                        let preposition = preposition(d, i);
                        let left = preposition == "from"
                            && matches!(d.lemma(*g), "withdraw" | "retire" | "return" | "pull" | "quit" | "drop");
                        matches!(preposition, "in" | "at" | "during")
                            || left
                            || agreed && matches!(preposition, "on" | "to")
                    }
                    _ => false,
                };
                all.extend(verb.filter(shares).and_then(|g| scene.trigger(g)));
            }
        }
        // "became the first woman to head it in 1974": when she became that.
        let singled =
            governor(d, i).filter(|g| d.tokens[i].rel == Rel::Acl && has_to(d, i) && d.tokens[*g].rel == Rel::Xcomp);
        all.extend(singled.and_then(|g| governor(d, g)).and_then(|verb| scene.trigger(verb)));
        // "managed to sell in May", "tried to sell in May": what governs it was then as well, unless it looks ahead.
        let past = |g: usize| scene.trigger(g).is_some_and(|t| self.verdicts[t].tense == Tense::Past);
        let now = |g: &usize| {
            let looks_ahead = words.governor.planned.contains(d.lemma(*g));
            words.governor.implied.contains(d.lemma(*g))
                || (!looks_ahead
                    && past(*g)
                    && self.verdicts[trigger].status != Status::Planned
                    && d.tokens[*g].upos == Upos::Verb)
        };
        let implied = governor(d, i).filter(|g| completes(d, i) && now(g));
        all.extend(implied.and_then(|g| scene.trigger(g)));
        all
    }

    /// Nouns take the date of the verb that carries them; a named one is at least before the publication.
    fn nouns(&mut self) {
        for t in 0..self.triggers.len() {
            if self.found[t].is_some() || self.triggers[t].kind != Kind::Noun {
                continue;
            }
            if let Some(date) = self.of_carrier(t).or_else(|| self.named_before(t)) {
                self.found[t] = Some(date);
            }
        }
    }

    fn of_carrier(&self, t: usize) -> Option<MentionDate> {
        let d = self.scene.d;
        let i = self.triggers[t].token;
        let words = &lexicon().light;
        if self.verdicts[t].status == Status::Possible {
            return None;
        }
        if d.child(i, Rel::Cop).is_some() {
            let published = self.scene.published.filter(|_| self.verdicts[t].status == Status::Planned)?;
            return Some(mention(
                Interval::since(published),
                Granularity::Open,
                Relation::After,
                Basis::Publication,
                None,
            ));
        }
        let g = governor(d, i)?;
        let verb = self.scene.trigger(g).filter(|v| self.triggers[*v].kind == Kind::Verb)?;
        let lemma = &self.triggers[verb].lemma;
        let carried = match d.tokens[i].rel {
            Rel::Obj => words.light.contains(lemma) || words.joining.contains(lemma),
            Rel::NsubjPass => {
                words.light.contains(lemma) || words.joining.contains(lemma) || words.occurring.contains(lemma)
            }
            Rel::Nsubj => words.occurring.contains(lemma),
            _ => false,
        };
        self.found[verb].clone().filter(|_| carried)
    }

    /// "the Hanoi summit", "the summit between X and Y" without a date: over when the article appears.
    fn named_before(&self, t: usize) -> Option<MentionDate> {
        let d = self.scene.d;
        let i = self.triggers[t].token;
        let published = self.scene.published?;
        let named = d.children(i).iter().any(|c| match d.tokens[*c].rel {
            Rel::Compound | Rel::NmodPoss => d.tokens[*c].upos == Upos::Propn,
            Rel::Nmod => preposition(d, *c) == "between" || d.tokens[*c].upos == Upos::Propn,
            _ => false,
        });
        let over = self.verdicts[t].status.has_happened();
        // "relations between X and Y" go on.
        let state =
            lexicon().noun(&self.triggers[t].lemma).is_some_and(|n| matches!(n.class, Class::State | Class::IState));
        (named && over && !state).then(|| before(published, Basis::Publication))
    }
}
