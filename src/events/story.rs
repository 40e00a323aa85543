//! What a text has told so far, as it is read trigger by trigger: which days its sentences are told of, and what lies behind them.

use super::anchoring::Dates;
use super::dating::narrative;
use super::lexicon::{Class, lexicon};
use super::syntax::Tense;
use super::triggers::Kind;
use crate::calendar::{Granularity, Interval, Relation};
use crate::findings::{MentionDate, Status};

/// Sentences that tell the news, where no paragraph ends before.
const LEAD: usize = 2;

/// What a sentence in the past is told of when it names no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Frame {
    /// The days that the article reports on.
    Days(Interval),
    /// The day on which it appears.
    Publication,
    /// Any time before it.
    Before,
}

/// What has been told until now. Sentences are given by their numbers.
struct Story {
    /// What the article as a whole is told of.
    main: Frame,
    /// What the sentences of now are told of.
    frame: Frame,
    /// The sentence that named the days of the frame.
    named: usize,
    /// Whether it did so before all else ("On Thursday, ...").
    holds: bool,
    /// The last date of long ago with its sentence, as long as the text may go on with it.
    history: Option<(usize, MentionDate)>,
    /// The last date of a main clause, with its sentence.
    told: Option<(usize, MentionDate)>,
    /// The last sentence that starts a paragraph.
    opening: Option<usize>,
    /// The sentence of this paragraph that went back before all else: "In 1989 the state planned ...".
    back: Option<usize>,
    /// Whether the news have been told, so that what comes may be their history.
    below_lead: bool,
    /// Whose death is the news.
    dead: Option<u32>,
}

impl Dates<'_, '_> {
    /// Sentence by sentence: what the text has just dated, the article's main day, the publication day.
    pub(super) fn by_narrative(&mut self) {
        let main = match self.main_days() {
            Some(days) => Frame::Days(days),
            None if self.opens_with_news() => Frame::Publication,
            None => Frame::Before,
        };
        let mut story = Story {
            main,
            frame: main,
            named: 0,
            holds: false,
            history: None,
            told: None,
            opening: None,
            back: None,
            below_lead: false,
            dead: self.who_died(),
        };
        for t in 0..self.triggers.len() {
            self.enter(&mut story, t);
            match self.found[t].clone() {
                Some(date) => self.hear(&mut story, t, &date),
                None if self.triggers[t].kind == Kind::Verb => self.found[t] = self.undated(&story, t),
                None => {}
            }
        }
    }

    fn sentence(&self, t: usize) -> usize {
        self.scene.d.sentence_of(self.triggers[t].token)
    }

    /// With a new paragraph the text returns to its news, unless it goes on with a pronoun.
    fn enter(&self, story: &mut Story, t: usize) {
        let sentence = self.sentence(t);
        story.below_lead |= sentence > LEAD;
        if self.starts_paragraph(sentence, t) {
            story.back = None;
            story.below_lead |= t.checked_sub(1).is_some_and(|b| !self.scene.is_headline(self.sentence(b)));
            story.opening = Some(sentence);
            if !(self.scene.d.opens_paragraph(sentence) && self.has_pronoun(t)) {
                story.frame = story.main;
            }
        }
    }

    /// Takes a dated event into the story.
    fn hear(&self, story: &mut Story, t: usize, date: &MentionDate) {
        let sentence = self.sentence(t);
        if !self.is_side_clause(self.triggers[t].token) {
            story.told = Some((sentence, date.clone()));
        }
        self.hear_of_history(story, t, date);
        if let Some(days) = self.news_days(t, date) {
            story.frame = Frame::Days(days);
            (story.named, story.holds) = (sentence, self.opens_with_time(sentence, date));
        } else if story.opening == Some(sentence) && self.looks_back(t) {
            story.frame = Frame::Before;
        } else if story.frame == Frame::Before && self.reports_news(t, date) {
            story.frame = Frame::Publication;
        }
    }

    /// What a date does to the history that the text goes on with.
    fn hear_of_history(&self, story: &mut Story, t: usize, date: &MentionDate) {
        let (sentence, token) = (self.sentence(t), self.triggers[t].token);
        let open = date.date.granularity == Granularity::Open && date.date.interval.earliest.is_none();
        // "fled after the war ended in 1945": some time after it.
        let after = date.date.relation == Relation::After && self.starts_in_history(date);
        // "Kolar, who led the ministry from 2004 to 2008, was fined": not what the text goes on with.
        if after || open || self.stands_apart(token) {
            return;
        }
        if !self.is_history(date) {
            story.history = None;
            return;
        }
        // "taught there from 1965 until 1971, when she fled": the text goes on with the teaching.
        let same = story.history.as_ref().is_some_and(|(s, _)| *s == sentence);
        if same && self.is_side_clause(token) {
            return;
        }
        // "was born in 1931": nothing else was done in that year.
        if matches!(self.triggers[t].lemma.as_str(), "bear" | "birth") {
            story.back = Some(sentence);
            story.history = None;
        } else if self.verdicts[t].status != Status::Planned {
            // "It was founded in 1908": behind that, the news of the article goes on.
            story.frame = story.main;
            let first = self.opens_with_time(sentence, date) && self.is_long_ago(date);
            story.back = first.then_some(sentence).or(story.back);
            story.history = Some((sentence, date.clone()));
        }
    }

    /// The date of a verb that has none of its own.
    fn undated(&self, story: &Story, t: usize) -> Option<MentionDate> {
        let sentence = self.sentence(t);
        // What people say today about back then is said today.
        let says = lexicon().verb(&self.triggers[t].lemma) == Class::Reporting;
        let near = story.history.as_ref().filter(|(s, _)| !says && sentence <= s + 2).map(|(s, date)| (*s, date));
        let mut frame = self.frame(story, t);
        if frame != Frame::Before {
            let beside_history = story.below_lead
                && !says
                && near.is_none()
                && !(self.has_pronoun(t) && sentence == story.named + 1)
                && self.is_told_with_history(t, sentence);
            if beside_history {
                frame = Frame::Before;
            } else if story.dead.is_some() && self.who_acts(t) == story.dead {
                // "Berg died on Monday. ... She described 41 species": in her life.
                return self.in_life(t);
            }
        }
        let last = story.told.as_ref().filter(|(s, _)| sentence <= s + 1);
        let after = last.and_then(|(_, date)| self.then(t, date)).or_else(|| {
            let goes_on = |(s, _): &&(usize, MentionDate)| sentence == s + 1 && !self.starts_paragraph(sentence, t);
            last.filter(goes_on).filter(|_| self.adds(t)).map(|(_, date)| narrative(date))
        });
        // "In 1989 the state planned to clear the forest. Berg walked to the capital. Police beat her": what follows is of back
        // then, the next sentence of the same time and others of a later one.
        if let (Some(back), Tense::Past, false) = (story.back, self.verdicts[t].tense, says)
            && sentence > back
            && after.is_none()
            && self.verdicts[t].status.has_happened()
        {
            let next = near.filter(|(s, _)| sentence == *s || sentence == *s + 1 && *s == back);
            let side = self.is_side_clause(self.triggers[t].token) || self.is_counted_from_elsewhere(t);
            return next.filter(|_| !side).map(|(_, date)| narrative(date));
        }
        after.or_else(|| self.undated_verb(t, sentence, near, frame))
    }

    /// "The firm failed on Monday. The bank lent billions": of another one the news of Tuesday go on.
    fn frame(&self, story: &Story, t: usize) -> Frame {
        match (story.frame, story.main) {
            (Frame::Days(back), Frame::Days(days))
                if back.latest < days.earliest
                    && self.sentence(t) > story.named
                    && !(story.holds || self.has_pronoun(t) || self.follows_suit(t)) =>
            {
                story.main
            }
            (frame, _) => frame,
        }
    }
}
