//! What the text around it says of when something happened, where its sentence does not: what was just dated, the
//! article's main day, the publication day.

use super::anchoring::Dates;
use super::dating::{before, mention, narrative};
use super::lexicon::{Class, lexicon};
use super::story::Frame;
use super::syntax::{DEPTH, Tense, form, governor, preposition, starts_with_wh};
use super::triggers::Kind;
use crate::calendar::{Basis, Day, Granularity, Interval, Relation};
use crate::findings::{MentionDate, Status, TimexType};
use crate::text::{Rel, Upos};

impl Dates<'_, '_> {
    /// "The summit broke down in February. The North then replaced its envoy": some time after what was told in months or years.
    pub(super) fn then(&self, t: usize, told: &MentionDate) -> Option<MentionDate> {
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

    /// "Last summer the club sold its captain. Its coach also left": told beside what the sentence before it tells. "He also said"
    /// goes on with the talk.
    pub(super) fn adds(&self, t: usize) -> bool {
        let d = self.scene.d;
        if lexicon().verb(&self.triggers[t].lemma) == Class::Reporting {
            return false;
        }
        let also = d.children_with(self.triggers[t].token, Rel::Advmod).any(|a| d.lemma(a) == "also");
        also && self.verdicts[t].tense == Tense::Past && self.verdicts[t].status.has_happened()
    }

    /// "On Wall Street on Thursday, the index fell. Orva dropped 11 percent": the day is said for all that follows.
    pub(super) fn opens_with_time(&self, sentence: usize, date: &MentionDate) -> bool {
        let d = self.scene.d;
        let time = date.time_expression.and_then(|t| self.scene.time_tokens.get(t as usize));
        let first = d.sentences.get(sentence).map_or(0, |s| s.tokens.start);
        let opens = |t: &std::ops::Range<usize>| t.start <= first + 1 || d.word(t.end) == ",";
        time.is_some_and(|t| opens(t) && (first..t.start).all(|i| d.tokens[i].upos != Upos::Verb))
    }

    /// "The bank cut its rate on Wednesday. Two others did the same".
    pub(super) fn follows_suit(&self, t: usize) -> bool {
        let d = self.scene.d;
        let object = |words: [&str; 2]| {
            d.lemma(self.triggers[t].token) == words[0]
                && d.children(self.triggers[t].token).iter().any(|c| d.lemma(*c) == words[1])
        };
        object(["do", "same"]) || object(["follow", "suit"])
    }

    /// "NASA paid the firm under a contract signed in 2006": what is told beside what happened long
    /// ago is no news of the day.
    pub(super) fn is_told_with_history(&self, t: usize, sentence: usize) -> bool {
        let d = self.scene.d;
        // Triggers stand in the order of the text.
        let here = |o: &usize| d.sentence_of(self.triggers[*o].token) == sentence;
        let mut beside = (0..t).rev().take_while(here).chain((t + 1..self.triggers.len()).take_while(here));
        let old = |o: usize| self.found[o].as_ref().is_some_and(|date| self.starts_in_history(date));
        // "Haddad, who worked for the bank until 2015, was found guilty": who he is, and the news go on.
        let subject = self.scene.subject(self.triggers[t].token).map(|(s, _)| s);
        let tells_who = |o: usize| subject.is_some() && governor(d, self.triggers[o].token) == subject;
        beside.any(|o| old(o) && !tells_who(o) && self.stands_apart(self.triggers[o].token))
    }

    /// "who led the ministry", "a contract signed in 2006", "since his father died": a clause that the narrative does not
    /// follow, as it does "when he moved to Paris".
    pub(super) fn stands_apart(&self, mut i: usize) -> bool {
        let d = self.scene.d;
        // "who lost the finals of 2004": a noun stands where its verb does.
        for _ in 0..DEPTH {
            let noun = matches!(d.tokens[i].rel, Rel::Obl | Rel::Obj | Rel::Nmod | Rel::Nsubj | Rel::Conj);
            match governor(d, i).filter(|_| noun && d.tokens[i].upos != Upos::Verb) {
                Some(above) => i = above,
                None => break,
            }
        }
        match d.tokens[i].rel {
            Rel::AclRelcl | Rel::Acl => true,
            Rel::Advcl => d.children_with(i, Rel::Mark).any(|m| {
                matches!(d.lemma(m), "since" | "after" | "before" | "until" | "although" | "though" | "because")
            }),
            _ => false,
        }
    }

    pub(super) fn has_pronoun(&self, t: usize) -> bool {
        let d = self.scene.d;
        self.scene.subject(self.triggers[t].token).is_some_and(|(s, _)| d.tokens[s].upos == Upos::Pron)
    }

    /// Whether a blank line lies between the trigger before this one and its sentence.
    pub(super) fn starts_paragraph(&self, sentence: usize, t: usize) -> bool {
        let d = self.scene.d;
        let start = d.sentences.get(sentence).map_or(0, |s| s.tokens.start);
        t.checked_sub(1).is_some_and(|b| d.is_new_paragraph(self.triggers[b].token, start))
    }

    /// Whether an undated sentence, so many after a dated one, goes on with what that one told: the same sentence, or
    /// the next one when it only points back ("He then moved"). Others may as well return to the news of the day.
    fn goes_on(&self, t: usize, distance: usize) -> bool {
        let d = self.scene.d;
        let i = self.triggers[t].token;
        let below = d.opens_paragraph(d.sentence_of(i));
        let inverted = |s: Option<usize>| s.is_none_or(|s| s > i) && !below;
        let subject = self.scene.subject(i).map(|(s, _)| s);
        let points_back = self.has_pronoun(t) || inverted(subject);
        distance == 0 || (distance == 1 && points_back)
    }

    pub(super) fn undated_verb(
        &self,
        t: usize,
        sentence: usize,
        history: Option<(usize, &MentionDate)>,
        frame: Frame,
    ) -> Option<MentionDate> {
        let verdict = self.verdicts[t];
        let i = self.triggers[t].token;
        if self.calls_off(t) {
            return None;
        }
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
        if self.is_at_an_age(i) && verdict.status.has_happened() {
            return Some(before(published, Basis::Publication));
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
                // "bought Opel in 1929 and made half of the cars sold in 1955": some time, of which its own words tell.
                Some((s, date)) if s == sentence && self.has_other_time(i, date) => None,
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

    /// "its launch in 2003 was cancelled": some time before the day on which it was to be.
    pub(super) fn calls_off(&self, t: usize) -> bool {
        let d = self.scene.d;
        let off = lexicon().governor.denied.contains(&self.triggers[t].lemma);
        let dated = |noun: usize| self.scene.trigger(noun).is_some_and(|n| self.found[n].is_some());
        off && d.children_with(self.triggers[t].token, Rel::NsubjPass).any(dated)
    }

    /// Whether another date than this one hangs on a verb or below it.
    fn has_other_time(&self, i: usize, date: &MentionDate) -> bool {
        let below = self.scene.d.subtree(i);
        let other = |(index, tokens): (usize, &std::ops::Range<usize>)| {
            let calendar = matches!(self.scene.times[index].kind, TimexType::Date | TimexType::Time);
            calendar && tokens.start > i && below.contains(&tokens.start) && date.time_expression != Some(index as u32)
        };
        self.scene.time_tokens.iter().enumerate().any(other)
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

    /// "made his debut at the age of 17", "began her career at Halden": some time in a life, and no news of the day.
    fn is_at_an_age(&self, i: usize) -> bool {
        let d = self.scene.d;
        let starts = matches!(d.lemma(i), "begin" | "start");
        d.children(i).iter().any(|c| match d.tokens[*c].rel {
            Rel::Obl => d.lemma(*c) == "age" && preposition(d, *c) == "at",
            Rel::Obj => starts && matches!(d.lemma(*c), "career" | "life"),
            _ => false,
        })
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
        // "Earlier in Tokyo, the index fell": on the same day.
        let elsewhere = |c: usize| d.lemma(c) == "earlier" && d.word(c + 1) == "in" && d.word(c + 2) != "the";
        d.children_with(i, Rel::Advmod).filter(|c| !elsewhere(*c)).any(|c| {
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
    pub(super) fn is_side_clause(&self, mut i: usize) -> bool {
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
}
