//! When it happened, read from the clauses around it: what is joined to a dated verb, hangs on it as a participle, or is told as
//! lying before, after or beside what another clause dates.

use super::anchoring::Dates;
use super::dating::{before, mention, narrative};
use super::lexicon::lexicon;
use super::subjects::is_blamed_for;
use super::syntax::{Tense, completes, form, governor, preposition};
use super::triggers::Kind;
use crate::calendar::{Basis, Granularity, Interval, Relation};
use crate::findings::{MentionDate, Status};
use crate::text::{Penn, Rel};

impl Dates<'_, '_> {
    /// What is joined to a dated verb, or hangs on it as a participle, shares its date.
    pub(super) fn by_clause(&mut self) {
        for t in 0..self.triggers.len() {
            if self.found[t].is_none()
                && self.triggers[t].kind == Kind::Verb
                && !self.calls_off(t)
                && let Some(date) = self
                    .when_both(t)
                    .or_else(|| self.since_then(t))
                    .or_else(|| self.while_doing(t))
                    .or_else(|| self.beside_history(t))
                    .or_else(|| self.of_clause(t))
            {
                self.found[t] = Some(date);
            }
        }
    }

    fn of_clause(&self, t: usize) -> Option<MentionDate> {
        let d = self.scene.d;
        let i = self.triggers[t].token;
        let participle = matches!(d.tokens[i].penn, Penn::Vbg | Penn::Vbn);
        // "sentenced him for taking bribes": that was before.
        if governor(d, i).is_some_and(|g| is_blamed_for(d, i, g)) {
            return None;
        }
        let shares = match d.tokens[i].rel {
            Rel::Conj => true,
            // "While opening the fair, she praised", "flew home, saying": not "after flying home".
            Rel::Advcl | Rel::Acl | Rel::Xcomp => participle && !self.is_apart(i) || self.is_beside(t),
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
        let first = governor(d, i)?;
        let due = self.triggers[g].token != first || d.children_with(first, Rel::Mark).any(|m| d.lemma(m) == "due");
        // "could have won on Sunday, but lost".
        let missed = self.verdicts[g].tense == Tense::Modal
            && d.children_with(i, Rel::Cc).any(|cc| d.lemma(cc) == "but")
            && d.children_with(first, Rel::Aux).any(|a| d.lemma(a) == "have");
        if joined && !due && !missed && self.verdicts[g].tense != self.verdicts[t].tense {
            return None;
        }
        // "first flew in 1968 and was sold to 31 airlines": the beginning has a year of its own.
        if self.begins_in_its_year(t) {
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
        match date.date.relation {
            Relation::On | Relation::Within => Some(narrative(date)),
            // "stayed until Saturday and laid a wreath": no later than the article, and that is all.
            Relation::Until | Relation::Before if joined && self.verdicts[t].tense == Tense::Past => {
                Some(before(self.scene.published?, Basis::Narrative))
            }
            _ => None,
        }
    }

    /// "The DAX lost 2 percent, while the Nikkei closed higher": told beside its verb, at the same time.
    fn is_beside(&self, t: usize) -> bool {
        let d = self.scene.d;
        let i = self.triggers[t].token;
        let own = d.child(i, Rel::Nsubj).or_else(|| d.child(i, Rel::NsubjPass)).is_some_and(|s| s < i);
        let beside = d.children_with(i, Rel::Mark).any(|m| matches!(d.lemma(m), "while" | "whereas"));
        d.tokens[i].rel == Rel::Advcl && own && beside && self.verdicts[t].tense == Tense::Past
    }

    /// Whether a verb is joined to one that tells of how something began and has its year behind it.
    pub(super) fn begins_in_its_year(&self, t: usize) -> bool {
        let d = self.scene.d;
        let second = self.triggers[t].token;
        let Some(first) = governor(d, second).filter(|_| d.tokens[second].rel == Rel::Conj) else { return false };
        let begins = lexicon().origins.always.contains(d.lemma(first))
            || matches!(d.lemma(first), "appear" | "publish")
            || d.children_with(first, Rel::Advmod).any(|a| d.lemma(a).eq_ignore_ascii_case("first"));
        let date = self.scene.trigger(first).and_then(|g| self.found[g].as_ref());
        let years = date.filter(|f| matches!(f.date.granularity, Granularity::Year | Granularity::Decade));
        let time = years.and_then(|f| self.scene.time_tokens.get(f.time_expression? as usize));
        begins && time.is_some_and(|time| first < time.start && time.end <= second)
    }

    /// "discussed it when they met on Thursday": at the same time as what its clause tells.
    fn when_both(&self, t: usize) -> Option<MentionDate> {
        let d = self.scene.d;
        let i = self.triggers[t].token;
        let when = |c: &usize| {
            d.children(*c).iter().any(|w| {
                matches!(d.tokens[*w].rel, Rel::Mark | Rel::Advmod) && matches!(d.lemma(*w), "when" | "as" | "while")
            })
        };
        // "said it learned of it on Sunday, when the police called": that belongs to what was learned.
        let said = d.children_with(i, Rel::Ccomp).min();
        let own = |c: &usize| said.is_none_or(|s| s > *c);
        let clause = d.children_with(i, Rel::Advcl).filter(when).filter(own).filter_map(|c| self.scene.trigger(c));
        let past = |t: usize| self.verdicts[t].tense == Tense::Past;
        let date = clause.filter(|c| past(*c) && past(t)).find_map(|c| self.found[c].as_ref())?;
        let named = date.time_expression.is_some() && matches!(date.date.relation, Relation::On | Relation::Within);
        named.then(|| narrative(date))
    }

    /// "fled after the war ended in 1945", "returned before the vote of 2004": of long ago no more is known, and it is no news.
    fn beside_history(&self, t: usize) -> Option<MentionDate> {
        let d = self.scene.d;
        let told = self.verdicts[t].tense == Tense::Past && self.verdicts[t].status.has_happened();
        let published = self.scene.published.filter(|_| told)?;
        let link = |c: usize| match d.tokens[c].rel {
            Rel::Advcl => d.children_with(c, Rel::Mark).map(|m| d.lemma(m)).find(|m| matches!(*m, "after" | "before")),
            Rel::Obl => Some(preposition(d, c)).filter(|p| matches!(*p, "after" | "before")),
            _ => None,
        };
        let mut beside = d.children(self.triggers[t].token).iter().filter_map(|c| {
            let date = self.found[self.scene.trigger(*c)?].as_ref()?;
            Some((link(*c)?, date)).filter(|(_, date)| date.time_expression.is_some() && self.is_history(date))
        });
        let (link, date) = beside.next_back()?;
        if link == "before" {
            let latest = date.date.interval.latest?;
            let interval = Interval { earliest: None, latest: Some(latest) };
            return Some(mention(interval, Granularity::Open, Relation::Before, date.date.basis, None));
        }
        let first = date.date.interval.earliest?;
        let interval = Interval::new(first, published);
        Some(mention(interval, Granularity::Interval, Relation::After, date.date.basis, None))
    }

    /// "Merkel, speaking in Berlin on Friday, welcomed the result": at the same time as the participle before it.
    fn while_doing(&self, t: usize) -> Option<MentionDate> {
        let d = self.scene.d;
        let i = self.triggers[t].token;
        let (subject, _) = self.scene.subject(i).filter(|_| self.verdicts[t].tense == Tense::Past)?;
        let of_subject = d.children_with(subject, Rel::Acl);
        let beside = of_subject.chain(d.children_with(i, Rel::Advcl));
        let doing = beside.filter(|c| *c < i && d.tokens[*c].penn == Penn::Vbg && !self.is_apart(*c));
        let date = doing.filter_map(|c| self.scene.trigger(c)).find_map(|c| self.found[c].as_ref())?;
        let named = date.time_expression.is_some() && date.date.relation == Relation::On;
        named.then(|| narrative(date))
    }

    /// "has led the country since his father died in 2011": from what its clause tells on.
    fn since_then(&self, t: usize) -> Option<MentionDate> {
        let d = self.scene.d;
        let since = |c: &usize| d.children_with(*c, Rel::Mark).any(|m| d.lemma(m) == "since");
        let clause = d.children_with(self.triggers[t].token, Rel::Advcl).filter(since);
        let lasts = self.verdicts[t].tense == Tense::Perfect;
        let date =
            clause.filter_map(|c| self.scene.trigger(c)).find_map(|c| self.found[c].as_ref()).filter(|_| lasts)?;
        let named = date.time_expression.is_some() && matches!(date.date.relation, Relation::On | Relation::Within);
        let first = date.date.interval.earliest.filter(|_| named)?;
        Some(mention(Interval::since(first), Granularity::Open, Relation::Since, date.date.basis, None))
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
}
