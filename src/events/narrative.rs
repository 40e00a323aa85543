//! What the text around it says of when something happened, where its sentence does not: what was just dated, the
//! article's main day, the publication day.

use super::anchoring::Dates;
use super::dating::{before, mention, narrative};
use super::lexicon::{Class, lexicon};
use super::syntax::{DEPTH, Tense, form, governor, preposition, starts_with_wh};
use super::triggers::Kind;
use crate::calendar::{Basis, Day, Granularity, Interval, Relation};
use crate::findings::{MentionDate, Status, TimexType};
use crate::text::{Rel, Upos};

/// Days before the publication within which a day named at the top of an article is its main day.
const RECENT: i64 = 10;
/// Sentences at the top of an article that may name its main day (title and date line included).
const TOP: usize = 5;
/// Sentences that tell the news, where no paragraph ends before.
const LEAD: usize = 2;
/// Days before the publication from which on a date is told as history, not as news.
const HISTORY: i64 = 31;

/// What a sentence in the past is told of when it names no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Frame {
    /// The days that the article reports on.
    Days(Interval),
    /// The day on which it appears.
    Publication,
    /// Any time before it.
    Before,
}

impl Dates<'_, '_> {
    /// Sentence by sentence: what the text has just dated, the article's main day, the publication day.
    pub(super) fn by_narrative(&mut self) {
        let d = self.scene.d;
        let main = match self.main_day() {
            Some(day) => Frame::Days(Interval::day(day)),
            None if self.opens_with_news() => Frame::Publication,
            None => Frame::Before,
        };
        let mut history: Option<(usize, MentionDate)> = None;
        // The last sentence that starts a paragraph.
        let mut opening = None;
        // Whether the news have been told, so that what comes may be their history.
        let mut below_lead = false;
        // The last date of a main clause, with its sentence.
        let mut told: Option<(usize, MentionDate)> = None;
        let mut frame = main;
        // The sentence that named the days of the frame.
        let mut named = 0;
        for t in 0..self.triggers.len() {
            let sentence = d.sentence_of(self.triggers[t].token);
            below_lead |= sentence > LEAD;
            if self.starts_paragraph(sentence, t) {
                below_lead |=
                    t.checked_sub(1).is_some_and(|b| !self.scene.is_headline(d.sentence_of(self.triggers[b].token)));
                opening = Some(sentence);
                if !(self.opens_paragraph(sentence) && self.has_pronoun(t)) {
                    frame = main;
                }
            }
            if let Some(date) = self.found[t].as_ref().filter(|_| !self.is_side_clause(self.triggers[t].token)) {
                told = Some((sentence, date.clone()));
            }
            if let Some(date) = &self.found[t] {
                let open = date.date.granularity == Granularity::Open && date.date.interval.earliest.is_none();
                history = match self.is_history(date) {
                    // "Kolar, who led the ministry from 2004 to 2008, was fined": not what the text goes on with.
                    _ if open || self.stands_apart(self.triggers[t].token) => history,
                    true if self.verdicts[t].status != Status::Planned => {
                        // "It was founded in 1908": behind that, the news of the article goes on.
                        frame = main;
                        Some((sentence, date.clone()))
                    }
                    true => history,
                    false => None,
                };
                if let Some(days) = self.news_days(t, date) {
                    frame = Frame::Days(days);
                    named = sentence;
                } else if opening == Some(sentence) && self.looks_back(t) {
                    frame = Frame::Before;
                } else if frame == Frame::Before && self.reports_news(t, date) {
                    frame = Frame::Publication;
                }
                continue;
            }
            if self.triggers[t].kind == Kind::Noun {
                continue;
            }
            // What people say today about back then is said today.
            let says = lexicon().verb(&self.triggers[t].lemma) == Class::Reporting;
            let near =
                history.as_ref().filter(|_| !says).filter(|(s, _)| sentence <= s + 2).map(|(s, date)| (*s, date));
            let frame = match (frame, main) {
                // "The firm failed on Monday. The bank lent billions": of another one the news of Tuesday go on.
                (Frame::Days(back), Frame::Days(days))
                    if back.latest < days.earliest && sentence > named && !self.has_pronoun(t) =>
                {
                    main
                }
                _ => frame,
            };
            let frame = match frame {
                Frame::Days(_) | Frame::Publication
                    if below_lead && !says && near.is_none() && self.is_told_with_history(t, sentence) =>
                {
                    Frame::Before
                }
                frame => frame,
            };
            let after = told.as_ref().filter(|(s, _)| sentence <= s + 1).and_then(|(_, date)| self.then(t, date));
            if let Some(date) = after.or_else(|| self.undated_verb(t, sentence, near, frame)) {
                self.found[t] = Some(date);
            }
        }
    }

    /// "The summit broke down in February. The North then replaced its envoy": some time after what was told in months or years.
    fn then(&self, t: usize, told: &MentionDate) -> Option<MentionDate> {
        let d = self.scene.d;
        let i = self.triggers[t].token;
        let then =
            d.children_with(i, Rel::Advmod).any(|a| matches!(d.lemma(a), "then" | "afterwards" | "subsequently"));
        let coarse = matches!(told.date.granularity, Granularity::Month | Granularity::Year | Granularity::Decade);
        // "She then married": the narrative goes on.
        let past =
            self.verdicts[t].tense == Tense::Past && self.verdicts[t].status.has_happened() && !self.has_pronoun(t);
        let first = told.date.interval.earliest.filter(|_| then && coarse && past)?;
        let joined = self.before_joined(i).and_then(|date| date.date.interval.latest);
        let last = joined.or(self.scene.published).filter(|last| *last >= first)?;
        Some(mention(Interval::new(first, last), Granularity::Interval, Relation::After, Basis::Narrative, None))
    }

    /// "NASA paid the firm under a contract signed in 2006": what is told beside what happened long
    /// ago is no news of the day.
    fn is_told_with_history(&self, t: usize, sentence: usize) -> bool {
        let d = self.scene.d;
        let beside = |o: &usize| *o != t && d.sentence_of(self.triggers[*o].token) == sentence;
        let old = |o: usize| self.found[o].as_ref().is_some_and(|date| self.starts_in_history(date));
        (0..self.triggers.len()).filter(beside).any(|o| old(o) && self.stands_apart(self.triggers[o].token))
    }

    /// Whether something began long before the publication, though it may go on.
    fn starts_in_history(&self, date: &MentionDate) -> bool {
        let days = date.date.interval;
        let first = days.earliest.or(days.latest);
        first.zip(self.scene.published).is_some_and(|(first, p)| p.number() - first.number() > HISTORY)
    }

    /// "who led the ministry", "a contract signed in 2006", "since his father died": a clause that the narrative does not
    /// follow, as it does "when he moved to Paris".
    fn stands_apart(&self, i: usize) -> bool {
        let d = self.scene.d;
        match d.tokens[i].rel {
            Rel::AclRelcl | Rel::Acl => true,
            Rel::Advcl => d.children_with(i, Rel::Mark).any(|m| {
                matches!(d.lemma(m), "since" | "after" | "before" | "until" | "although" | "though" | "because")
            }),
            _ => false,
        }
    }

    /// Whether the article opens with what has just happened, as news does. A report on how things stand ("So far the
    /// talks have brought little") tells of the past on whatever day it was.
    fn opens_with_news(&self) -> bool {
        let d = self.scene.d;
        let mut in_text = false;
        for (t, trigger) in self.triggers.iter().enumerate() {
            let sentence = d.sentence_of(trigger.token);
            if sentence >= TOP || in_text && self.starts_paragraph(sentence, t) {
                return false;
            }
            if trigger.kind == Kind::Noun || self.is_side_clause(trigger.token) {
                continue;
            }
            let headline = self.scene.is_headline(sentence);
            in_text |= !headline;
            if self.found[t].as_ref().is_some_and(|date| self.is_history(date)) {
                return false;
            }
            let told = self.verdicts[t].status.has_happened();
            let news = match self.verdicts[t].tense {
                Tense::Past => true,
                Tense::Perfect => self.is_news(t, sentence),
                Tense::Present => headline,
                _ => false,
            };
            if told && news {
                return true;
            }
        }
        false
    }

    /// "This week it sold the mine": from here on the article reports.
    fn reports_news(&self, t: usize, date: &MentionDate) -> bool {
        let told = self.verdicts[t].tense == Tense::Past && !self.is_side_clause(self.triggers[t].token);
        told && date.date.interval.earliest.is_some_and(|first| self.is_recent(first))
    }

    /// Whether a day lies so little before the publication that it may be that of the news.
    fn is_recent(&self, day: Day) -> bool {
        self.scene.published.is_some_and(|p| (0..=RECENT).contains(&(p.number() - day.number())))
    }

    /// "had been announced on February 5" at the start of a paragraph: what follows undated goes on before the news.
    fn looks_back(&self, t: usize) -> bool {
        self.verdicts[t].tense == Tense::Pluperfect && !self.is_side_clause(self.triggers[t].token)
    }

    fn has_pronoun(&self, t: usize) -> bool {
        let d = self.scene.d;
        self.scene.subject(self.triggers[t].token).is_some_and(|(s, _)| d.tokens[s].upos == Upos::Pron)
    }

    /// Whether a blank line lies before a sentence.
    fn opens_paragraph(&self, sentence: usize) -> bool {
        let d = self.scene.d;
        let start = d.sentences.get(sentence).and_then(|s| d.tokens.get(s.tokens.start)).map_or(0, |t| t.bytes.start);
        let gap = d.text.get(..start).map_or("", |before| &before[before.trim_end().len()..]);
        gap.matches('\n').count() > 1
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

    /// The recent days that a sentence has named for what happened: what follows is told of them.
    fn news_days(&self, t: usize, date: &MentionDate) -> Option<Interval> {
        let published = self.scene.published?;
        let days = date.date.interval;
        let (first, last) = days.earliest.zip(days.latest)?;
        let recent = self.is_recent(first) && last <= published;
        let few = matches!(date.date.granularity, Granularity::Day | Granularity::Interval);
        let told = self.verdicts[t].status.has_happened();
        let main = !self.is_side_clause(self.triggers[t].token);
        let told = told || self.verdicts[t].status == Status::Ongoing && first < published;
        let tense = matches!(self.verdicts[t].tense, Tense::Past | Tense::Present);
        let verb = self.triggers[t].kind == Kind::Verb;
        (recent && few && told && main && tense && date.date.relation == Relation::On && verb).then_some(days)
    }

    fn undated_verb(
        &self,
        t: usize,
        sentence: usize,
        history: Option<(usize, &MentionDate)>,
        frame: Frame,
    ) -> Option<MentionDate> {
        let verdict = self.verdicts[t];
        let i = self.triggers[t].token;
        if verdict.status == Status::Possible || self.is_background(i) || self.is_counted_from_elsewhere(t) {
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
        let says = lexicon().verb(&self.triggers[t].lemma) == Class::Reporting;
        let news = match frame {
            Frame::Days(days) => days.single(),
            _ => None,
        };
        match verdict.tense {
            // What a side clause tells of the past may lie anywhere before.
            Tense::Past | Tense::Perfect if self.is_side_clause(i) => None,
            // "spent five years in prison": on no single day.
            Tense::Past if self.took_long(i) || self.begins_in_its_year(t) => None,
            Tense::Past => match history {
                Some((s, date)) if self.goes_on(t, sentence - s) && date.date.relation != Relation::Before => {
                    Some(narrative(date))
                }
                Some(_) if !matches!(frame, Frame::Days(_)) => None,
                _ => match (frame, self.before_joined(i)) {
                    (frame, Some(date)) if frame != Frame::Days(date.date.interval) => {
                        let by = Interval { earliest: None, latest: date.date.interval.latest };
                        Some(mention(by, Granularity::Open, Relation::By, Basis::Narrative, None))
                    }
                    // What is said of the accident of Saturday in the paper of Monday was said in between.
                    (Frame::Days(days), _)
                        if says && days.latest.is_some_and(|d| published.number() - d.number() > 1) =>
                    {
                        let first = days.earliest.unwrap_or(published);
                        by_publication(Interval::new(first, published), Granularity::Interval, Relation::Within)
                    }
                    (Frame::Days(days), _) => {
                        let fine = if days.days() == Some(1) { Granularity::Day } else { Granularity::Interval };
                        by_publication(days, fine, Relation::On)
                    }
                    (Frame::Publication, _) => by_publication(Interval::day(published), Granularity::Day, Relation::On),
                    (Frame::Before, _) => Some(before(published, Basis::Publication)),
                },
            },
            // "The airline has ordered ten jets" at the top: that is the news.
            Tense::Perfect if history.is_none() && self.is_news(t, sentence) => {
                let told = self.told_aside(i).or(news);
                by_publication(Interval::day(told.unwrap_or(published)), Granularity::Day, Relation::On)
            }
            // "has extended support": over when the article appears, on no day that it names.
            Tense::Perfect if history.is_none_or(|(s, _)| s < sentence) => Some(before(published, Basis::Publication)),
            // A headline tells the news of the article in the present.
            Tense::Present => {
                let day = if self.scene.is_headline(sentence) { news.unwrap_or(published) } else { published };
                by_publication(Interval::day(day), Granularity::Day, Relation::On)
            }
            Tense::Future if verdict.status == Status::Planned => {
                by_publication(Interval::since(published), Granularity::Open, Relation::After)
            }
            _ => None,
        }
    }

    /// Whether a verb is said to have gone on for months or years.
    fn took_long(&self, i: usize) -> bool {
        let (scene, d) = (self.scene, self.scene.d);
        let long = |t: &crate::findings::TimeExpression| {
            let value = t.value.as_deref().unwrap_or_default();
            t.kind == TimexType::Duration && !value.starts_with("PT") && value.ends_with(['M', 'Y'])
        };
        scene.times.iter().zip(&scene.time_tokens).filter(|(t, tokens)| long(t) && !tokens.is_empty()).any(
            |(_, tokens)| {
                let head = d.head_of(tokens.clone());
                let how_long = matches!(d.tokens[head].rel, Rel::Obj | Rel::Obl | Rel::OblUnmarked)
                    && matches!(preposition(d, head), "" | "for" | "over" | "during");
                how_long && governor(d, head) == Some(i)
            },
        )
    }

    /// "travelled to Porto and met Ruiz on April 25": the date of a later verb that is joined to this one.
    fn before_joined(&self, i: usize) -> Option<&MentionDate> {
        let d = self.scene.d;
        let mut joined = d.children_with(i, Rel::Conj).filter_map(|c| self.scene.trigger(c));
        joined.find_map(|t| {
            let date = self.found[t].as_ref()?;
            let own = date.time_expression.is_some() && matches!(date.date.relation, Relation::On | Relation::Within);
            (own && self.verdicts[t].tense == Tense::Past && self.triggers[t].kind == Kind::Verb).then_some(date)
        })
    }

    /// The first sentence below a headline tells in the perfect what has just happened, unless it says since when, how often
    /// or for how long.
    fn is_news(&self, t: usize, sentence: usize) -> bool {
        let d = self.scene.d;
        let i = self.triggers[t].token;
        let lead = usize::from(self.scene.is_headline(0));
        let lasts = d.children(i).iter().any(|c| {
            matches!(
                d.lemma(*c),
                "since" | "ever" | "never" | "always" | "often" | "long" | "already" | "repeatedly" | "far" | "yet"
            ) || matches!(preposition(d, *c), "since" | "for" | "over" | "during")
        });
        let class = lexicon().verb(&self.triggers[t].lemma);
        let happens = matches!(class, Class::Occurrence | Class::IAction | Class::Aspectual);
        let main =
            d.tokens[i].rel == Rel::Root || d.tokens[i].rel == Rel::Ccomp && governor(d, i).is_some_and(|g| g > i);
        let so_far =
            d.sentences[sentence].tokens.clone().any(|i| d.lemma(i) == "far" && i > 0 && d.lemma(i - 1) == "so");
        sentence == lead && main && happens && !lasts && !so_far && !form(d, i).progressive
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

    /// "once", "previously", "when he was eleven": told as background, on no day that the article names.
    fn is_background(&self, i: usize) -> bool {
        let d = self.scene.d;
        let was = |c: usize| d.child(c, Rel::Cop).is_some() && form(d, c).tense == Tense::Past;
        let when = |c: usize| d.children(c).iter().any(|w| matches!(d.lemma(*w), "when" | "while"));
        // "began to train him when he was eleven", with the clause hung on the training.
        let verbs = std::iter::once(i).chain(d.children_with(i, Rel::Xcomp));
        if verbs.flat_map(|v| d.children_with(v, Rel::Advcl)).any(|c| was(c) && when(c)) {
            return true;
        }
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
        let d = self.scene.d;
        self.triggers.iter().enumerate().take_while(|(_, t)| d.sentence_of(t.token) < TOP).find_map(|(t, _)| {
            let date = self.found[t].as_ref()?;
            let day = date.date.interval.single()?;
            let told = self.verdicts[t].status.has_happened();
            (told && self.is_recent(day) && date.date.relation == Relation::On).then_some(day)
        })
    }
}
