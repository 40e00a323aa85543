//! Several at once: "the two", "both leaders", "the companies", and groups spoken of again ("these workers").

use super::bodies;
use super::coreference::Pass;
use super::draft::Draft;
use super::keys;
use super::lexicon::{self, NounClass};
use super::nominals::{Article, Nominal};
use super::scene::Meant;
use crate::findings::ActorKind;
use crate::text::{Document, Rel, Upos};

/// The name to show for a group: its words without article and number.
pub fn group_name(document: &Document, n: &Nominal) -> String {
    // "More than 21 million players": "than" is fixed to "more", "21" belongs to "million".
    let counts = |i: &usize| {
        let token = &document.tokens[*i];
        matches!(token.rel, Rel::Det | Rel::DetPredet | Rel::Nummod | Rel::Advmod | Rel::Fixed)
            || token.upos == Upos::Num && token.rel == Rel::Compound
    };
    // "Last year pirates attacked", where the parser takes the year for a part of the pirates.
    let unit = |i: &usize| i + 1 < n.tokens.end && matches!(document.lemma(*i), "year" | "month" | "week");
    let timed = n.tokens.clone().rev().find(unit).filter(|i| {
        i.checked_sub(1).is_some_and(|b| matches!(document.lemma(b).to_lowercase().as_str(), "last" | "this" | "next"))
    });
    let start = timed.map_or(n.tokens.start, |unit| unit + 1);
    let from = (start..n.tokens.end).find(|i| !counts(i)).unwrap_or(n.tokens.start);
    document.words(from..n.tokens.end).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How far back "these workers" reaches, in sentences.
const REACH: usize = 6;

impl Pass<'_> {
    /// "both leaders", "the two", "the companies": the last ones of that kind who were named together or one after the other.
    pub(super) fn several(&self, n: &Nominal) -> Option<Meant> {
        let count = n.count.filter(|c| (2..=5).contains(c));
        if n.article != Article::Definite
            || n.country.is_some() && count.is_none()
            || n.possessor.is_some()
            || n.of.is_some()
            || n.described && count.is_none()
        {
            return None;
        }
        let kind = match n.class {
            Some(NounClass::Organization) => Some(ActorKind::Organization),
            Some(NounClass::Country) => Some(ActorKind::Country),
            Some(NounClass::Kin | NounClass::Person | NounClass::Group) => Some(ActorKind::Person),
            Some(NounClass::Place) => Some(ActorKind::Place),
            Some(NounClass::Product) => return None,
            None if matches!(n.noun.as_str(), "two" | "three" | "four" | "five" | "pair" | "duo" | "both" | "side") => {
                None
            }
            None if n.noun == "couple" => Some(ActorKind::Person),
            None => return None,
        };
        let pair = matches!(
            n.noun.as_str(),
            "brother" | "sister" | "twin" | "sibling" | "spouse" | "cousin" | "rival" | "couple"
        );
        if count.is_none()
            && !matches!(kind, Some(ActorKind::Organization | ActorKind::Country))
            && !lexicon::same_office(&n.noun, "leader")
            && !pair
        {
            return None;
        }
        if n.noun == "couple"
            && let Some(both) = self.married(n)
        {
            return Some((both, 0.8));
        }
        let want = count.unwrap_or(2);
        if let Some(before) = self.said_before(n, want) {
            return Some((before, 0.8));
        }
        // "The two": people before bodies before states.
        const ACTING: [ActorKind; 3] = [ActorKind::Person, ActorKind::Organization, ActorKind::Country];
        let kinds = kind.map_or(ACTING.to_vec(), |k| vec![k]);
        let (mut found, sure) = kinds.iter().find_map(|k| self.last_of_kind(n, *k, want))?;
        let kin = |a: usize, b: usize| {
            let surname = |d: usize| self.drafts.get(d).map(|x| keys::person(&x.name).surname).unwrap_or_default();
            surname(a) == surname(b)
                || self.scene.latest().any(|s| !s.loose && s.who.contains(&a) && s.who.contains(&b))
        };
        if pair && (count.is_none() || n.noun == "couple") && !matches!(found.as_slice(), &[a, b] if kin(a, b)) {
            return None;
        }
        found.sort_unstable();
        Some((found, if sure { 0.8 } else { 0.55 }))
    }

    /// "Berg's wife, Ana, was there. The couple married in April": who was last called somebody's wife or husband, and of whom.
    fn married(&self, n: &Nominal) -> Option<Vec<usize>> {
        let spouse =
            |t: &usize| matches!(self.document.lemma(*t), "wife" | "husband" | "fiancé" | "fiancée" | "spouse");
        let one = |t: usize| match self.who(t) {
            &[d] if self.drafts.get(d).is_some_and(|x| x.kind == ActorKind::Person) => Some(d),
            _ => None,
        };
        let nearest = (0..n.head).rev().filter(spouse).find(|t| {
            let sentence = self.document.sentence_of(*t);
            sentence + 2 >= self.document.sentence_of(n.head)
        })?;
        let whose = self.document.child(nearest, Rel::NmodPoss).and_then(one)?;
        let beside = self.document.child(nearest, Rel::Appos).and_then(one);
        let who = beside.or_else(|| one(nearest)).filter(|d| *d != whose)?;
        let mut both = vec![whose, who];
        both.sort_unstable();
        Some(both)
    }

    /// "The companies" are those whom "the two companies" were, whoever was named in between.
    fn said_before(&self, n: &Nominal, want: usize) -> Option<Vec<usize>> {
        let same =
            |t: &usize| self.document.lemma(*t).to_lowercase() == n.noun && self.document.tokens[*t].upos == Upos::Noun;
        let before = (0..n.head).rev().filter(same).map(|t| self.who(t)).find(|who| who.len() == want)?;
        before.iter().all(|d| !self.clashes(n.head, *d)).then(|| before.to_vec())
    }

    /// The last ones of a kind that were spoken of, as many as asked for, and whether there is no choice. Of more than asked
    /// for, those who were named in one breath.
    fn last_of_kind(&self, n: &Nominal, kind: ActorKind, want: usize) -> Option<(Vec<usize>, bool)> {
        let sentence = self.document.sentence_of(n.head);
        let right = |d: &usize| {
            self.drafts.get(*d).is_some_and(|x| {
                x.kind == kind
                    && x.is_reported()
                    && !self.clashes(n.head, *d)
                    && !x.plural
                    // "The two companies" are no union.
                    && (kind != ActorKind::Organization
                        || !lexicon::is_business(&n.noun)
                        || bodies::fit(x, &n.noun).is_some())
                    && n.gender.zip(x.gender).is_none_or(|(a, b)| a == b)
                    && n.country.is_none_or(|c| x.country.as_deref().is_none_or(|of| of == c))
            })
        };
        let mut found: Vec<usize> = Vec::new();
        let mut together: Option<Vec<usize>> = None;
        // "Beating Soderling in Paris. Williams won": whom another sentence names for a deed of somebody else is none of the two.
        let mut first: Option<usize> = None;
        for seen in self.scene.latest().take_while(|s| s.sentence + 2 >= sentence) {
            let other = first.is_some_and(|f| f != seen.sentence);
            // Nor is one of a paragraph before that of the other.
            let apart = first.is_some_and(|f| {
                self.document
                    .sentences
                    .get(f)
                    .is_some_and(|f| self.document.is_new_paragraph(seen.head, f.tokens.start))
            });
            if kind == ActorKind::Person && n.class.is_none() && other && (!seen.acts(self.document) || apart) {
                continue;
            }
            if seen.who.iter().any(&right) {
                first = first.or(Some(seen.sentence));
            }
            for d in seen.who.iter().filter(|d| right(d)) {
                if !found.contains(d) {
                    found.push(*d);
                }
            }
            if !seen.loose && seen.who.len() == want && seen.who.iter().all(&right) {
                together = together.or_else(|| Some(seen.who.clone()));
            }
        }
        let sure = found.len() == want;
        match together.filter(|_| found.len() > want) {
            Some(pair) => Some((pair, true)),
            None if found.len() < want => None,
            // More than asked for, and no two of them in one breath: nobody can tell which.
            None => {
                found.truncate(want);
                Some((found, sure))
            }
        }
    }

    /// "these workers" after "North Korean migrant labourers".
    pub(super) fn group_again(&self, n: &Nominal) -> Option<Meant> {
        if n.class != Some(NounClass::Group) {
            return None;
        }
        let alike = |d: &Draft| {
            let noun = d.offices.first().map_or("", |o| o.title.as_str());
            let same = noun == n.noun || synonyms(noun, &n.noun);
            d.kind == ActorKind::Group
                && d.is_reported()
                && same
                && n.country.is_none_or(|c| d.country.as_deref().is_none_or(|x| x == c))
        };
        let same_words = |d: &Draft| n.described && keys::key(&d.name) == keys::key(&group_name(self.document, n));
        if n.described || n.article == Article::Bare {
            // A new description of its own is the same group only in the same words.
            return self
                .drafts
                .iter()
                .position(|d| d.kind == ActorKind::Group && same_words(d))
                .map(|d| (vec![d], 0.85));
        }
        let sentence = self.document.sentence_of(n.head);
        let seen = self.scene.latest().take_while(|s| s.sentence + REACH >= sentence);
        // "The rebels" after "Congolese rebels" and "government troops" are the former.
        let noun = |d: &Draft| d.offices.first().is_some_and(|o| o.title == n.noun);
        let alike: Vec<usize> =
            seen.filter_map(|s| s.who.first().copied()).filter(|d| self.drafts.get(*d).is_some_and(alike)).collect();
        let same = alike.iter().find(|d| self.drafts.get(**d).is_some_and(noun));
        same.or(alike.first()).map(|d| (vec![*d], 0.75))
    }
}

/// Nouns for groups that stand for each other.
fn synonyms(a: &str, b: &str) -> bool {
    const ROWS: &[&[&str]] = &[
        &["worker", "labourer", "laborer", "employee", "migrant", "staff"],
        &["soldier", "troop", "fighter", "rebel", "militant", "insurgent", "gunman"],
        &["protester", "demonstrator", "activist"],
        &["official", "diplomat", "negotiator", "delegate", "envoy"],
        &["refugee", "migrant"],
        &["lawmaker", "senator", "legislator"],
    ];
    ROWS.iter().any(|row| row.contains(&a) && row.contains(&b))
}
