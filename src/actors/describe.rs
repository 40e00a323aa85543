//! Whom a description means that has no name beside it; here: persons, by office, country and kin.

use super::coreference::Pass;
use super::draft::{Draft, Office, Reference, Tenure};
use super::lexicon::{self, NounClass};
use super::nominals::{Article, Nominal};
use super::scene::Meant;
use super::{keys, roles};
use crate::findings::{ActorKind, MentionForm, TimeExpression};
use crate::knowledge::world;
use crate::text::{Document, Rel};

/// How far back a description reaches, in sentences.
pub(super) const REACH: usize = 4;

/// References from which on somebody is prominent in an article.
const PROMINENT: usize = 8;

/// Whether a noun of this class can describe an actor of this kind.
pub fn class_fits(kind: ActorKind, class: NounClass) -> bool {
    match class {
        NounClass::Person | NounClass::Kin => kind == ActorKind::Person,
        NounClass::Organization => matches!(kind, ActorKind::Organization | ActorKind::Product),
        NounClass::Country => kind == ActorKind::Country,
        NounClass::Place => matches!(kind, ActorKind::Place | ActorKind::Country),
        NounClass::Group => kind == ActorKind::Group,
        NounClass::Product => kind == ActorKind::Product,
    }
}

impl Pass<'_> {
    /// Whom a description without a name beside it means.
    pub(super) fn described(&mut self, n: &Nominal) -> Option<Meant> {
        if n.distinct && n.class == Some(NounClass::Person) && n.article == Article::Definite && !n.plural {
            return self.newcomer(n);
        }
        if n.distinct && n.class != Some(NounClass::Product) || n.article == Article::Indefinite {
            return None;
        }
        if n.plural || n.count.is_some() {
            return self.several(n).or_else(|| self.group_again(n));
        }
        match n.class? {
            NounClass::Kin => self.kin(n),
            // "The miner" is a firm where nobody is one.
            NounClass::Person if lexicon::is_business(&n.noun) => {
                self.office(n).filter(|m| m.1 > 0.7).or_else(|| self.body(n)).or_else(|| self.office(n))
            }
            NounClass::Person => self.office(n),
            NounClass::Organization => self.government(n).or_else(|| self.body(n)).or_else(|| self.product(n)),
            NounClass::Product => self.product(n),
            NounClass::Country if n.of_people => self.people(n),
            NounClass::Country => self.latest_of(n, ActorKind::Country, 0.7),
            NounClass::Place => self.latest_of(n, ActorKind::Place, 0.6),
            NounClass::Group => self.group_again(n),
        }
    }

    /// "The new director" of an article in which one person became just that.
    fn newcomer(&self, n: &Nominal) -> Option<Meant> {
        let new = self.document.children_with(n.head, Rel::Amod).any(|a| self.document.word(a) == "new");
        if !new || n.possessor.is_some() || n.of.is_some() || n.country.is_some() {
            return None;
        }
        let became = |o: &Office| {
            let token = self.document.tokens.get(o.token).filter(|t| o.title == n.noun && t.rel == Rel::Xcomp);
            token.and_then(|t| t.head).is_some_and(|v| self.document.lemma(v) == "become")
        };
        let mut all = (0..self.drafts.len()).filter(|d| self.drafts[*d].offices.iter().any(became));
        let one = all.next()?;
        all.next().is_none().then(|| (vec![one], 0.8))
    }

    /// "his father", when the text has said who that is, or whose son he is himself; "the son" of a father.
    fn kin(&self, n: &Nominal) -> Option<Meant> {
        let Some(possessor) = n.possessor else { return self.only_kin(n) };
        let &[owner] = self.who(possessor) else { return None };
        let is = |d: &Draft| d.kin.iter().any(|(noun, of)| *noun == n.noun && *of == owner);
        if let Some(d) = self.drafts.iter().position(is) {
            return Some((vec![d], 0.85));
        }
        let bonds = self.drafts.get(owner)?.kin.iter();
        let mut inverse = bonds.filter(|(noun, d)| lexicon::is_inverse_kin(noun, &n.noun) && self.may_be(*d, n));
        let (_, one) = inverse.next()?;
        inverse.all(|(_, d)| d == one).then(|| (vec![*one], 0.8))
    }

    /// "The son", where the article names one father or mother and whose.
    fn only_kin(&self, n: &Nominal) -> Option<Meant> {
        if n.article != Article::Definite || n.of.is_some() || n.described {
            return None;
        }
        let named = |d: &&Draft| d.is_reported();
        let bonds = self.drafts.iter().filter(named).flat_map(|d| &d.kin);
        let mut found = bonds.filter(|(noun, d)| lexicon::is_inverse_kin(noun, &n.noun) && self.may_be(*d, n));
        let (_, one) = found.next()?;
        found.all(|(_, d)| d == one).then(|| (vec![*one], 0.75))
    }

    /// Whether a named person has the gender that a noun asks for.
    fn may_be(&self, d: usize, n: &Nominal) -> bool {
        self.drafts.get(d).is_some_and(|x| x.is_reported() && x.gender.zip(n.gender).is_none_or(|(a, b)| a == b))
    }

    /// "the Russian president", "the diplomat": by office, country, gender, and who was spoken of last.
    fn office(&mut self, n: &Nominal) -> Option<Meant> {
        if n.article == Article::Bare {
            return None;
        }
        let owner = n.possessor.or(n.of).and_then(|p| self.who(p).first().copied());
        let of = owner
            .and_then(|o| self.drafts.get(o))
            .filter(|d| matches!(d.kind, ActorKind::Organization | ActorKind::Country))
            .map(|d| d.name.clone());
        let of = of.or(n.country.map(str::to_owned));
        // "the president of that country", of which nobody knows which.
        if of.is_none() && n.of.is_some() {
            return None;
        }
        let past = dated_in_the_past(self.document, n.head, self.times);
        if n.tenure == Tenure::Current && past.is_some() && of.is_some() {
            return self.holder_at(n, of.as_deref()?);
        }
        let relational = lexicon::is_relational(&n.noun);
        if relational && n.country.is_none() {
            return None;
        }
        // A personal possessor ("his adviser") needs a known bond; a place ("the town's mayor") a known office.
        let personal =
            owner.and_then(|o| self.drafts.get(o)).is_some_and(|d| d.kind == ActorKind::Person) && !relational;
        let sentence = self.document.sentence_of(n.head);
        let mut best: Option<(usize, f32)> = None;
        let mut second = f32::MIN;
        for (d, draft) in self.drafts.iter().enumerate() {
            if draft.kind != ActorKind::Person
                || draft.plural
                || Some(d) == owner
                || self.clashes(n.head, d)
                || n.gender.zip(draft.gender).is_some_and(|(a, b)| a != b)
            {
                continue;
            }
            if n.country.is_some() && lexicon::same_office(&n.noun, "leader") && self.is_called_leader(draft) {
                continue;
            }
            let Some(last) = self.scene.latest().find(|s| s.who == [d]) else { continue };
            let distance = sentence - last.sentence.min(sentence);
            let Some(bond) = bond(draft, n, of.as_deref()) else { continue };
            if personal && bond < 2.0 || bond < 1.0 && distance > 2 || bond < 2.0 && distance > 8 {
                continue;
            }
            let subject = self.document.tokens.get(last.head).is_some_and(|t| t.rel.is_subject());
            // Of two presidents the one whom the article is about.
            let met = draft.references.iter().filter(|r| r.tokens.start < n.head).count().min(PROMINENT);
            let value = bond + if subject { 0.3 } else { 0.0 } - 0.35 * distance.min(6) as f32 + 0.08 * met as f32;
            if best.is_none_or(|b| value > b.1) {
                second = best.map_or(second, |b| b.1.max(second));
                best = Some((d, value));
            } else {
                second = second.max(value);
            }
        }
        // "The judge" is rather Judge Loxton, named further on, than somebody of whom nobody says so.
        let bears = |d: &usize| {
            let draft = &self.drafts[*d];
            let bears = draft.is_reported() && draft.offices.iter().any(|o| o.title == n.noun && o.tenure == n.tenure);
            bears && draft.kind == ActorKind::Person && !self.clashes(n.head, *d) && Some(*d) != owner
        };
        let known =
            best.is_some_and(|(d, _)| self.drafts[d].offices.iter().any(|o| lexicon::same_office(&o.title, &n.noun)));
        if of.is_none() && !known && !n.of_people {
            let bearers: Vec<usize> = (0..self.drafts.len()).filter(bears).collect();
            match bearers.as_slice() {
                [] => {}
                &[one] => return Some((vec![one], 0.65)),
                _ => return None,
            }
        }
        let (d, value) = best?;
        let margin = value - second;
        let confidence = if margin >= 0.8 {
            0.85
        } else if margin >= 0.25 {
            0.65
        } else {
            0.45
        };
        (value > -0.2).then_some((vec![d], confidence))
    }

    /// Whether somebody of whom no country is known was called "the president" before: then "the Norwegian king" is
    /// another one.
    fn is_called_leader(&self, draft: &Draft) -> bool {
        let leads = |r: &Reference| {
            let head = self.document.head_of(r.tokens.clone());
            r.form == MentionForm::Nominal && lexicon::same_office(&self.document.lemma(head).to_lowercase(), "leader")
        };
        draft.country.is_none() && draft.references.iter().any(leads)
    }

    /// Who held an office at the time of a dated sentence: by "then president X", or by what the user imported.
    fn holder_at(&mut self, n: &Nominal, of: &str) -> Option<Meant> {
        let day = roles::dates_near(self.document, n.head, self.times)?;
        let held = |o: &Office| {
            o.tenure == Tenure::Then
                && lexicon::same_office(&o.title, &n.noun)
                && o.of.as_deref().is_none_or(|x| x == of)
                && roles::dates_near(self.document, o.token, self.times).is_some_and(|i| i.overlaps(day))
        };
        if let Some(d) = self.drafts.iter().position(|d| d.offices.iter().any(held)) {
            return Some((vec![d], 0.8));
        }
        let title = keys::key(&format!("{} of {of}", n.noun));
        let known = self
            .knowledge
            .actors
            .iter()
            .find(|a| a.roles.iter().any(|r| keys::key(&r.title) == title && r.held.overlaps(day)))?;
        let at = self.drafts.iter().position(|d| d.name == known.name).unwrap_or_else(|| {
            self.drafts.push(Draft::new(&known.name, known.kind));
            self.drafts.len() - 1
        });
        Some((vec![at], 0.7))
    }
}

/// How strongly a person's offices and country bind him to a description; `None` when they forbid it.
fn bond(draft: &Draft, n: &Nominal, of: Option<&str>) -> Option<f32> {
    let same: Vec<&Office> = draft.offices.iter().filter(|o| o.title == n.noun).collect();
    let alike: Vec<&Office> = draft.offices.iter().filter(|o| lexicon::same_office(&o.title, &n.noun)).collect();
    // "The Norwegian king" is no official of whom no office is known that leads.
    if lexicon::leads(&n.noun) || n.noun == "leader" {
        let serves = |o: &Office| lexicon::serves(&o.title);
        if !draft.offices.is_empty() && draft.offices.iter().all(serves) {
            return None;
        }
    }
    let owner_fits = |o: &&&Office| of.is_none_or(|of| o.of.as_deref().is_none_or(|x| x == of));
    if let Some(of) = of {
        let is_country = world::country(of).is_some();
        if is_country && draft.country.as_deref().is_some_and(|c| c != of) {
            return None;
        }
        if is_country && draft.country.as_deref() == Some(of) {
            return Some(if !alike.is_empty() {
                3.0
            } else if draft.offices.is_empty() {
                1.5
            } else {
                1.0
            });
        }
        if same.iter().any(|o| o.of.as_deref() == Some(of)) {
            return Some(3.0);
        }
        if alike.iter().any(|o| o.of.as_deref() == Some(of)) {
            return Some(2.5);
        }
    }
    if same.iter().find(owner_fits).is_some() {
        return Some(2.2);
    }
    if alike.iter().find(owner_fits).is_some() {
        return Some(1.6);
    }
    if n.of_people && draft.is_reported() {
        return Some(1.0);
    }
    // "The envoy" after a president and a senior official is the official.
    if of.is_none() && lexicon::serves(&n.noun) {
        if draft.offices.iter().any(|o| lexicon::leads(&o.title)) {
            return None;
        }
        if draft.is_reported() && draft.offices.iter().any(|o| lexicon::serves(&o.title)) {
            return Some(1.3);
        }
    }
    // Nothing known against it: only somebody spoken of just now, and of whom nothing else is known.
    match (draft.offices.is_empty(), draft.is_reported()) {
        (true, true) => Some(0.6),
        (false, true) => Some(0.1),
        _ => None,
    }
}

/// Whether a sentence is dated in the past by a year: then "the Russian president" is not today's.
fn dated_in_the_past(document: &Document, token: usize, times: &[TimeExpression]) -> Option<i64> {
    let interval = roles::dates_near(document, token, times)?;
    let sentence = document.sentences.get(document.sentence_of(token))?;
    let year_named = times
        .iter()
        .any(|t| sentence.span.overlaps(t.span) && t.text.split(|c: char| !c.is_ascii_digit()).any(|w| w.len() == 4));
    let latest = times.iter().filter_map(|t| t.interval.latest).map(|d| d.number()).max()?;
    let days = latest - interval.latest?.number();
    (year_named && days > 365).then_some(days)
}
