//! What an article tells as news and what as history: the days that it reports on, and whether it reports at all.

use super::anchoring::Dates;
use super::dating::before;
use super::lexicon::{Class, lexicon};
use super::syntax::{Tense, form, governor, preposition};
use super::triggers::Kind;
use crate::calendar::{Basis, Day, Granularity, Interval, Relation};
use crate::findings::{MentionDate, Status};
use crate::text::Rel;

/// Days before the publication within which a day named at the top of an article is its main day.
const RECENT: i64 = 10;
/// Days that one piece of news has at most.
const FEW: i64 = 4;
/// Sentences at the top of an article that may name its main day (title and date line included).
const TOP: usize = 5;
/// Days before the publication from which on a date is told as history, not as news.
const HISTORY: i64 = 31;

impl Dates<'_, '_> {
    /// Whether the article opens with what has just happened, as news does. A report on how things stand ("So far the
    /// talks have brought little") tells of the past on whatever day it was.
    pub(super) fn opens_with_news(&self) -> bool {
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
    pub(super) fn reports_news(&self, t: usize, date: &MentionDate) -> bool {
        let told = self.verdicts[t].tense == Tense::Past && !self.is_side_clause(self.triggers[t].token);
        told && date.date.interval.earliest.is_some_and(|first| self.is_recent(first))
    }

    /// Whether a day lies so little before the publication that it may be that of the news.
    pub(super) fn is_recent(&self, day: Day) -> bool {
        self.scene.published.is_some_and(|p| (0..=RECENT).contains(&(p.number() - day.number())))
    }

    /// "had been announced on February 5" at the start of a paragraph: what follows undated goes on before the news.
    pub(super) fn looks_back(&self, t: usize) -> bool {
        self.verdicts[t].tense == Tense::Pluperfect && !self.is_side_clause(self.triggers[t].token)
    }

    /// The recent days that a sentence has named for what happened: what follows is told of them.
    pub(super) fn news_days(&self, t: usize, date: &MentionDate) -> Option<Interval> {
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

    /// The first sentence below a headline tells in the perfect what has just happened, unless it says since when, how often
    /// or for how long.
    pub(super) fn is_news(&self, t: usize, sentence: usize) -> bool {
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

    /// The recent day, or the few, that the first sentences name for something that happened.
    pub(super) fn main_days(&self) -> Option<Interval> {
        let d = self.scene.d;
        self.triggers.iter().enumerate().take_while(|(_, t)| d.sentence_of(t.token) < TOP).find_map(|(t, _)| {
            let date = self.found[t].as_ref()?;
            let days = date.date.interval;
            let few = days.days().is_some_and(|count| count <= FEW) && days.latest <= self.scene.published;
            let told = self.verdicts[t].status.has_happened();
            let recent = days.earliest.is_some_and(|first| self.is_recent(first));
            (told && few && recent && date.date.relation == Relation::On).then_some(days)
        })
    }

    /// Whether what was told was over years ago, so that a text that goes back to it stays there for a while.
    pub(super) fn is_long_ago(&self, date: &MentionDate) -> bool {
        let last = date.date.interval.latest;
        last.zip(self.scene.published).is_some_and(|(last, p)| p.number() - last.number() > 365)
    }

    pub(super) fn is_history(&self, date: &MentionDate) -> bool {
        match (self.scene.published, date.date.interval.latest) {
            (Some(published), Some(latest)) => published.number() - latest.number() > HISTORY,
            (None, Some(_)) => true,
            _ => false,
        }
    }

    /// Whether something began long before the publication, though it may go on.
    pub(super) fn starts_in_history(&self, date: &MentionDate) -> bool {
        let days = date.date.interval;
        let first = days.earliest.or(days.latest);
        first.zip(self.scene.published).is_some_and(|(first, p)| p.number() - first.number() > HISTORY)
    }

    /// Whose death the article reports.
    pub(super) fn who_died(&self) -> Option<u32> {
        let died = |t: &usize| {
            let recent = self.found[*t].as_ref().and_then(|date| date.date.interval.earliest);
            let dies = matches!(self.triggers[*t].lemma.as_str(), "die" | "pass away");
            dies && self.verdicts[*t].status.has_happened() && recent.is_some_and(|day| self.is_recent(day))
        };
        let mut deaths = (0..self.triggers.len()).filter(died);
        let first = deaths.next().and_then(|t| self.who_acts(t));
        // Of several no one is what the article is about.
        first.filter(|_| deaths.all(|t| self.who_acts(t) == first))
    }

    /// The actor that is the subject of a verb.
    pub(super) fn who_acts(&self, t: usize) -> Option<u32> {
        let (subject, _) = self.scene.subject(self.triggers[t].token)?;
        self.scene.mention(subject).map(|(actor, _)| actor)
    }

    /// What somebody who has died is told to have done, on no day that is named: some time before the article.
    pub(super) fn in_life(&self, t: usize) -> Option<MentionDate> {
        let told = self.verdicts[t].tense == Tense::Past && self.verdicts[t].status.has_happened();
        self.scene.published.filter(|_| told).map(|published| before(published, Basis::Publication))
    }
}
