//! When it happened: first the time expression that the trigger governs, then its clause and sentence, then the
//! narrative, the article's main day and the publication day. What none of these dates stays undated.

use super::dating::{dated, mention, narrative};
use super::lexicon::{Class, lexicon};
use super::scene::Scene;
use super::status::Verdict;
use super::syntax::{DEPTH, Tense, completes, form, governor, preposition, starts_with_wh};
use super::triggers::{Kind, Trigger};
use crate::calendar::{Basis, Day, Granularity, Interval, Relation};
use crate::findings::{MentionDate, Status};
use crate::text::{Penn, Rel, Upos};

/// Days before the publication within which a day named at the top of an article is its main day.
const RECENT: i64 = 10;
/// Sentences at the top of an article that may name its main day (title and date line included).
const TOP: usize = 5;
/// Days before the publication from which on a date is told as history, not as news.
const HISTORY: i64 = 31;

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
    verdicts: &'s [Verdict],
    found: Vec<Option<MentionDate>>,
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
        for index in of_events.into_iter().chain(of_things) {
            let Some(owner) = self.owner(index) else { continue };
            let status = self.verdicts[owner].status;
            let Some(date) = dated(self.scene, index, status) else { continue };
            self.give(owner, &date);
            for other in self.companions(owner) {
                if !self.is_too_late(other, &date) {
                    self.give(other, &date);
                }
            }
        }
    }

    /// What is told as past was not on a day after the article: "voted to strike" on the day of the strike.
    fn is_too_late(&self, t: usize, date: &MentionDate) -> bool {
        let verdict = self.verdicts[t];
        let past = verdict.tense == Tense::Past && matches!(verdict.status, Status::Happened | Status::Reported);
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
                    Rel::Obj => !words.governor.planned.contains(d.lemma(*g)),
                    Rel::Nsubj | Rel::NsubjPass => words.light.occurring.contains(d.lemma(*g)),
                    // "In a speech on Monday, she said", "agreed on a ceasefire on Monday".
                    Rel::Obl => {
                        let agreed = words.governor.planned.contains(d.lemma(*g));
                        let preposition = preposition(d, i);
                        matches!(preposition, "in" | "at" | "during") || agreed && matches!(preposition, "on" | "to")
                    }
                    _ => false,
                };
                all.extend(verb.filter(shares).and_then(|g| scene.trigger(g)));
            }
        }
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

    /// What is joined to a dated verb, or hangs on it as a participle, shares its date.
    fn by_clause(&mut self) {
        for t in 0..self.triggers.len() {
            if self.found[t].is_none()
                && self.triggers[t].kind == Kind::Verb
                && let Some(date) = self.of_clause(t)
            {
                self.found[t] = Some(date);
            }
        }
    }

    fn of_clause(&self, t: usize) -> Option<MentionDate> {
        let d = self.scene.d;
        let i = self.triggers[t].token;
        let participle = matches!(d.tokens[i].penn, Penn::Vbg | Penn::Vbn);
        let shares = match d.tokens[i].rel {
            Rel::Conj => true,
            // "While opening the fair, she praised", "flew home, saying": not "after flying home".
            Rel::Advcl | Rel::Acl | Rel::Xcomp => participle && !self.is_apart(i),
            _ => false,
        };
        let joined = d.tokens[i].rel == Rel::Conj;
        // "was due to speak on Friday but went home": the date stands with what was due.
        let below = |g: usize| {
            let complement = d.children(g).iter().copied().filter(|x| completes(d, *x));
            complement.filter_map(|x| self.scene.trigger(x)).next().filter(|_| joined)
        };
        let g = governor(d, i).filter(|_| shares).and_then(|g| self.scene.trigger(g).or_else(|| below(g)))?;
        // "said that it would sell the plant, ending ...": the participle belongs to what was said.
        if !joined && d.children_with(governor(d, i)?, Rel::Ccomp).any(|c| c < i) {
            return None;
        }
        let due = self.triggers[g].token != governor(d, i)?;
        if joined && !due && self.verdicts[g].tense != self.verdicts[t].tense {
            return None;
        }
        let verb = self.triggers[g].kind == Kind::Verb;
        if !verb || self.verdicts[t].status == Status::Possible {
            return None;
        }
        let date = self.found[g].as_ref()?;
        // "is due to visit on Friday but cancelled the trip": that was before.
        if self.is_too_late(t, date) {
            return None;
        }
        matches!(date.date.relation, Relation::On | Relation::Within).then(|| narrative(date))
    }

    /// "after meeting", "before leaving", "since moving": told as lying before or after its verb.
    fn is_apart(&self, i: usize) -> bool {
        let d = self.scene.d;
        let apart = |c: &usize| {
            matches!(d.tokens[*c].rel, Rel::Mark | Rel::Case | Rel::Advmod)
                && matches!(d.lemma(*c), "after" | "before" | "since" | "until" | "later" | "earlier" | "previously")
        };
        d.children(i).iter().any(apart) || form(d, i).tense == Tense::Perfect || form(d, i).tense == Tense::Pluperfect
    }

    /// Sentence by sentence: what the text has just dated, the article's main day, the publication day.
    fn by_narrative(&mut self) {
        let d = self.scene.d;
        let main_day = self.main_day();
        let mut history: Option<(usize, MentionDate)> = None;
        let mut news_day = main_day;
        for t in 0..self.triggers.len() {
            let sentence = d.sentence_of(self.triggers[t].token);
            if self.starts_paragraph(sentence, t) {
                news_day = main_day;
            }
            if let Some(date) = &self.found[t] {
                history = match self.is_history(date) {
                    true if self.verdicts[t].status != Status::Planned => {
                        // "It was founded in 1908": behind that, the news of the article goes on.
                        news_day = main_day;
                        Some((sentence, date.clone()))
                    }
                    true => history,
                    false => None,
                };
                news_day = self.news_day(t, date).or(news_day);
                continue;
            }
            if self.triggers[t].kind == Kind::Noun {
                continue;
            }
            // What people say today about back then is said today.
            let says = lexicon().verb(&self.triggers[t].lemma) == Class::Reporting;
            let near =
                history.as_ref().filter(|_| !says).filter(|(s, _)| sentence <= s + 2).map(|(s, date)| (*s, date));
            if let Some(date) = self.undated_verb(t, sentence, near, news_day) {
                self.found[t] = Some(date);
            }
        }
    }

    /// Whether a blank line lies between the trigger before this one and its sentence.
    fn starts_paragraph(&self, sentence: usize, t: usize) -> bool {
        let d = self.scene.d;
        let Some(before) = t.checked_sub(1).map(|b| d.tokens[self.triggers[b].token].bytes.end) else { return false };
        let start = d.sentences.get(sentence).and_then(|s| d.tokens.get(s.tokens.start)).map_or(0, |t| t.bytes.start);
        d.text.get(before..start).is_some_and(|gap| gap.contains("\n\n") || gap.contains("\n\r\n"))
    }

    /// Whether an undated sentence, so many after a dated one, goes on with what that one told: the same sentence, or
    /// the next one when it only points back ("He then moved"). Others may as well return to the news of the day.
    fn goes_on(&self, t: usize, distance: usize) -> bool {
        let d = self.scene.d;
        let i = self.triggers[t].token;
        let points_back = self.scene.subject(i).is_none_or(|(s, _)| d.tokens[s].upos == Upos::Pron || s > i);
        distance == 0 || (distance == 1 && points_back)
    }

    /// The recent day that a sentence has named for what happened: what follows is told of that day.
    fn news_day(&self, t: usize, date: &MentionDate) -> Option<Day> {
        let published = self.scene.published?;
        let day = date.date.interval.earliest.filter(|day| Some(*day) == date.date.interval.latest)?;
        let recent = (0..=RECENT).contains(&(published.number() - day.number()));
        let told = matches!(self.verdicts[t].status, Status::Happened | Status::Reported);
        let main = !self.is_side_clause(self.triggers[t].token);
        let told = told || self.verdicts[t].status == Status::Ongoing && day < published;
        let tense = matches!(self.verdicts[t].tense, Tense::Past | Tense::Present);
        (recent && told && main && tense && date.date.relation == Relation::On && self.triggers[t].kind == Kind::Verb)
            .then_some(day)
    }

    fn undated_verb(
        &self,
        t: usize,
        sentence: usize,
        history: Option<(usize, &MentionDate)>,
        main_day: Option<Day>,
    ) -> Option<MentionDate> {
        let verdict = self.verdicts[t];
        let i = self.triggers[t].token;
        if verdict.status == Status::Possible || self.is_background(i) {
            return None;
        }
        let published = self.scene.published?;
        let by_publication =
            |interval, granularity, relation| Some(mention(interval, granularity, relation, Basis::Publication, None));
        if verdict.status == Status::Denied && history.is_some() {
            return None; // "never returned" is on no day of back then
        }
        if self.is_origin(i) {
            return None;
        }
        match verdict.tense {
            // What a side clause tells of the past may lie anywhere before.
            Tense::Past | Tense::Perfect if self.is_side_clause(i) => None,
            Tense::Past => match history {
                Some((s, date)) if self.goes_on(t, sentence - s) && date.date.relation != Relation::Before => {
                    Some(narrative(date))
                }
                Some(_) if main_day.is_none() => None,
                _ => by_publication(Interval::day(main_day.unwrap_or(published)), Granularity::Day, Relation::On),
            },
            // "The airline has ordered ten jets" at the top: that is the news.
            Tense::Perfect if history.is_none() && self.is_news(t, sentence) => {
                let told = self.told_aside(i).or(main_day);
                by_publication(Interval::day(told.unwrap_or(published)), Granularity::Day, Relation::On)
            }
            // "has extended support": over when the article appears, on no day that it names.
            Tense::Perfect if history.is_none_or(|(s, _)| s < sentence) => {
                by_publication(Interval::until(published), Granularity::Open, Relation::Before)
            }
            // A headline tells the news of the article in the present.
            Tense::Present => {
                let day = if self.scene.is_headline(sentence) { main_day.unwrap_or(published) } else { published };
                by_publication(Interval::day(day), Granularity::Day, Relation::On)
            }
            Tense::Future if verdict.status == Status::Planned => {
                by_publication(Interval::since(published), Granularity::Open, Relation::After)
            }
            _ => None,
        }
    }

    /// The first sentence below a headline tells in the perfect what has just happened, unless it says since when, how often
    /// or for how long.
    fn is_news(&self, t: usize, sentence: usize) -> bool {
        let d = self.scene.d;
        let i = self.triggers[t].token;
        let lead = usize::from(self.scene.is_headline(0));
        let lasts = d.children(i).iter().any(|c| {
            matches!(d.lemma(*c), "since" | "ever" | "never" | "always" | "often" | "long" | "already" | "repeatedly")
                || matches!(preposition(d, *c), "since" | "for" | "over" | "during")
        });
        let happens = matches!(lexicon().verb(&self.triggers[t].lemma), Class::Occurrence | Class::IAction);
        let main =
            d.tokens[i].rel == Rel::Root || d.tokens[i].rel == Rel::Ccomp && governor(d, i).is_some_and(|g| g > i);
        sentence == lead && main && happens && !lasts && !form(d, i).progressive
    }

    /// "..., the companies announced on Wednesday": the day on which it was said.
    fn told_aside(&self, i: usize) -> Option<Day> {
        let d = self.scene.d;
        let beside = d.children(i).iter().copied().chain(governor(d, i));
        let said = beside.filter(|c| lexicon().verb(d.lemma(*c)) == Class::Reporting);
        let day = said.filter_map(|c| self.found[self.scene.trigger(c)?].as_ref());
        day.filter(|date| date.date.granularity == Granularity::Day).find_map(|date| date.date.interval.earliest)
    }

    /// "was founded", "was born in Graz": undated, it is no news of the day.
    fn is_origin(&self, i: usize) -> bool {
        let origins = &lexicon().origins;
        let lemma = self.scene.d.lemma(i);
        origins.always.contains(lemma) || (origins.passive.contains(lemma) && form(self.scene.d, i).passive)
    }

    /// "once", "previously": told as background, on no day that the article names.
    fn is_background(&self, i: usize) -> bool {
        let d = self.scene.d;
        d.children_with(i, Rel::Advmod).any(|c| {
            matches!(
                d.lemma(c),
                "once"
                    | "previously"
                    | "formerly"
                    | "originally"
                    | "earlier"
                    | "historically"
                    | "often"
                    | "ago"
                    | "initially"
                    | "before"
            )
        })
    }

    /// "who passed away", "when he went to Hanoi", "because it had failed", with all that is joined to it.
    fn is_side_clause(&self, mut i: usize) -> bool {
        let d = self.scene.d;
        for _ in 0..DEPTH {
            // "exercises, which he called expensive", wherever the parser hung it.
            if starts_with_wh(d, i) {
                return true;
            }
            match d.tokens[i].rel {
                Rel::AclRelcl | Rel::AdvclRelcl | Rel::Advcl | Rel::Acl | Rel::Csubj => return true,
                Rel::Conj | Rel::Xcomp | Rel::Ccomp => {}
                _ => return false,
            }
            let Some(g) = governor(d, i) else { return false };
            i = g;
        }
        false
    }

    fn is_history(&self, date: &MentionDate) -> bool {
        match (self.scene.published, date.date.interval.latest) {
            (Some(published), Some(latest)) => published.number() - latest.number() > HISTORY,
            (None, Some(_)) => true,
            _ => false,
        }
    }

    /// A recent day that the first sentences name for something that happened.
    fn main_day(&self) -> Option<Day> {
        let published = self.scene.published?;
        let d = self.scene.d;
        self.triggers.iter().enumerate().take_while(|(_, t)| d.sentence_of(t.token) < TOP).find_map(|(t, _)| {
            let date = self.found[t].as_ref()?;
            let day = date.date.interval.earliest.filter(|day| Some(*day) == date.date.interval.latest)?;
            let age = published.number() - day.number();
            let told = matches!(self.verdicts[t].status, Status::Happened | Status::Reported);
            (told && (0..=RECENT).contains(&age) && date.date.relation == Relation::On).then_some(day)
        })
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
        let over = matches!(self.verdicts[t].status, Status::Happened | Status::Reported);
        // "relations between X and Y" go on.
        let state =
            lexicon().noun(&self.triggers[t].lemma).is_some_and(|n| matches!(n.class, Class::State | Class::IState));
        (named && over && !state)
            .then(|| mention(Interval::until(published), Granularity::Open, Relation::Before, Basis::Publication, None))
    }
}
