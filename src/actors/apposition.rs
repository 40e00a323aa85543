//! What stands beside a description and says whom it means: a name in apposition, the subject of a predicate.

use super::coreference::Pass;
use super::draft::{Draft, Office, Tenure};
use super::lexicon::{self, NounClass};
use super::nominals::{Article, Nominal};
use super::{describe, scene, titles};
use crate::findings::ActorKind;
use crate::text::Rel;

impl Pass<'_> {
    /// A name beside the description that says who it is: "his father, Kim Jong-il", "Ruiz, a surveyor,", "the surveyor Ana Ruiz".
    pub(super) fn apposed(&self, n: &Nominal) -> Option<(usize, f32)> {
        let class = n.class?;
        let fits = |d: usize| {
            self.drafts.get(d).is_some_and(|x| {
                (describe::class_fits(x.kind, class)
                    || x.kind == ActorKind::Organization && lexicon::may_be_body(&n.noun))
                    && x.gender.zip(n.gender).is_none_or(|(a, b)| a == b)
                    && x.is_reported()
            })
        };
        let one = |who: &[usize]| match who {
            &[d] if fits(d) && !n.plural => Some(d),
            _ => None,
        };
        let token = self.document.tokens.get(n.head)?;
        if token.rel == Rel::Appos
            && let Some(d) = token.head.and_then(|h| one(self.who(h)))
        {
            return Some((d, 0.9));
        }
        if let Some(d) = self.document.children_with(n.head, Rel::Appos).find_map(|c| one(self.who(c))) {
            return Some((d, 0.9));
        }
        // "Her first husband, the painter Jon Briem".
        let inner = self.document.children_with(n.head, Rel::Appos).filter(|c| *c > n.head);
        if let Some(d) = inner.flat_map(|c| self.document.children_with(c, Rel::Appos)).find_map(|c| one(self.who(c))) {
            return Some((d, 0.85));
        }
        // "Sukarman, the governor, received him": a name in front that the parser takes for somebody called upon.
        let comma = n.tokens.start.checked_sub(1).filter(|c| self.document.word(*c) == "," && token.rel.is_subject());
        if let Some(before) = comma.and_then(|c| c.checked_sub(1))
            && let Some(d) = one(self.who(before))
            && n.article == Article::Definite
            && matches!(self.document.word(n.tokens.end), ",")
            && (0..=before).rev().take_while(|t| self.who(*t) == [d]).any(|t| {
                matches!(self.document.tokens[t].rel, Rel::Vocative | Rel::Dislocated)
                    && self.document.tokens[t].head == token.head
            })
        {
            return Some((d, 0.85));
        }
        // "receiving Karim Nasser, a senior Tunisian official, at the palace", wherever the parser hung it.
        let behind = n.tokens.start.checked_sub(2).filter(|b| self.document.word(b + 1) == ",");
        if let Some(d) = behind.and_then(|b| one(self.who(b)))
            && n.article == Article::Indefinite
            && matches!(class, NounClass::Person | NounClass::Kin)
            && matches!(self.document.word(n.tokens.end), "," | "." | ";")
            && !token.rel.is_subject()
        {
            return Some((d, 0.85));
        }
        // The parser may miss it: "the agency's head, Rafael Grossi," and "the surveyor Ana Ruiz".
        let after = n.tokens.end;
        let comma = self.document.word(after) == ",";
        let mut next = after + usize::from(comma);
        // "President-elect Ana Ruiz".
        while matches!(self.document.word(next), "-" | "elect" | "designate") {
            next += 1;
        }
        let title = titles::before(self.document, next).map(|t| t.start);
        let ahead = if comma && title.is_none() { titles_ahead(self, next) } else { None };
        let next = ahead.unwrap_or(next);
        let beside = one(self.who(next)).filter(|_| n.article == Article::Definite || !comma)?;
        let kind = self.drafts.get(beside).map(|d| d.kind);
        let name_end = (next..self.at.len()).find(|t| self.who(*t) != [beside]).unwrap_or(next);
        let closed =
            !comma || matches!(self.document.word(name_end), "," | "." | ";" | "and" | ")" | "–" | "—" | "who");
        // "the country, Putin said": a subject of its own is no apposition.
        let subject = comma
            && self.document.tokens.get(self.document.head_of(next..name_end)).is_some_and(|t| t.rel.is_subject());
        let person = kind == Some(ActorKind::Person) && matches!(class, NounClass::Person | NounClass::Kin);
        // "the biotech firm Lykke": without a comma only.
        let body = kind == Some(ActorKind::Organization) && class == NounClass::Organization && !comma;
        // "its new console, the Orbit 3".
        let product = kind == Some(ActorKind::Product) && class == NounClass::Product;
        ((person || body || product) && closed && !subject).then_some((beside, 0.85))
    }

    /// The names in apposition to a description of several: "the airlines Voar and Lumen Air", "the agents Filatov and Baranov".
    pub(super) fn all_apposed(&self, n: &Nominal) -> Vec<usize> {
        let kind = match n.class {
            Some(NounClass::Person | NounClass::Kin | NounClass::Group) => ActorKind::Person,
            Some(NounClass::Organization) => ActorKind::Organization,
            Some(NounClass::Country) => ActorKind::Country,
            _ => return Vec::new(),
        };
        let mut all: Vec<usize> = Vec::new();
        for first in self.document.children_with(n.head, Rel::Appos).filter(|c| *c > n.head) {
            for token in std::iter::once(first).chain(self.document.children_with(first, Rel::Conj)) {
                match self.who(token) {
                    &[d] if self.drafts.get(d).is_some_and(|x| x.kind == kind && x.is_reported()) => all.push(d),
                    _ => return Vec::new(),
                }
            }
        }
        all.sort_unstable();
        all.dedup();
        if all.len() > 1 { all } else { Vec::new() }
    }

    /// Whether a name in apposition says whom a description means, though it seems of the wrong kind: nobody else is meant.
    pub(super) fn is_named_otherwise(&self, n: &Nominal) -> bool {
        let named = |c: usize| self.who(c).iter().any(|d| self.drafts.get(*d).is_some_and(Draft::is_reported));
        // "The Hummer brand" is that brand.
        let thing = matches!(n.class, Some(NounClass::Product | NounClass::Organization)) && n.country.is_none();
        if thing && self.document.children_with(n.head, Rel::Compound).any(|c| n.tokens.contains(&c) && named(c)) {
            return true;
        }
        let beside: Vec<usize> = self.document.children_with(n.head, Rel::Appos).filter(|c| *c > n.head).collect();
        // "Its owner, the Japanese group Hikari".
        let inner = |c: usize| self.document.children_with(c, Rel::Appos).any(named);
        beside.into_iter().any(|c| named(c) || inner(c))
    }

    /// "Between Anna Berg and Omar Haddad, the Norwegian leader": what follows a name and a comma, and names a country, is said
    /// of that name unless somebody else is known to be it.
    pub(super) fn behind_a_name(&self, n: &Nominal) -> Option<scene::Meant> {
        let comma = n.tokens.start.checked_sub(1).filter(|c| self.document.word(*c) == ",")?;
        let &[d] = self.who(comma.checked_sub(1)?) else { return None };
        let draft = self.drafts.get(d)?;
        let fits = draft.kind == ActorKind::Person
            && n.class == Some(NounClass::Person)
            && n.country.is_some()
            && n.article == Article::Definite
            && !n.plural
            && draft.gender.zip(n.gender).is_none_or(|(a, b)| a == b);
        fits.then(|| (vec![d], 0.7))
    }

    /// The subject of which the description is said: "She is an experienced diplomat".
    pub(super) fn predicated(&self, n: &Nominal) -> Option<(usize, f32)> {
        let class = n.class?;
        let subject = match self.document.child(n.head, Rel::Cop) {
            Some(_) => self.document.subject(n.head)?,
            // "Hlavac became director of the institute".
            None => self.called(n)?,
        };
        let denied = self
            .document
            .children_with(n.head, Rel::Advmod)
            .any(|c| matches!(self.document.word(c), "not" | "n't" | "never"));
        match self.who(subject) {
            &[d] if !denied && self.drafts.get(d).is_some_and(|x| describe::class_fits(x.kind, class)) => {
                Some((d, 0.8))
            }
            _ => None,
        }
    }

    /// "Hlavac became director", "Orva were crowned champions": the subject of the verb that calls it so.
    pub(super) fn called(&self, n: &Nominal) -> Option<usize> {
        let token = self.document.tokens.get(n.head)?;
        let verb = token.head.filter(|_| matches!(token.rel, Rel::Xcomp | Rel::Obj))?;
        let passive = self.document.child(verb, Rel::NsubjPass).is_some();
        let calls = match self.document.lemma(verb) {
            "become" => token.rel == Rel::Xcomp,
            "name" | "appoint" | "elect" | "crown" | "declare" | "proclaim" => passive,
            _ => false,
        };
        self.document.subject(verb).filter(|_| calls)
    }

    /// Keeps what an apposition or predicate says of somebody.
    pub(super) fn learn(&mut self, n: &Nominal, d: usize) {
        let possessor = n.possessor.or(n.of).map(|p| self.who(p).to_vec()).and_then(|w| match w.as_slice() {
            &[one] => Some(one),
            _ => None,
        });
        let owner =
            possessor.and_then(|p| self.drafts.get(p)).filter(|x| x.is_reported()).map(|x| (x.name.clone(), x.kind));
        let words = self.document.span(n.head..n.head + 1);
        let sentence_tense_past =
            self.document.child(n.head, Rel::Cop).is_some_and(|c| matches!(self.document.word(c), "was" | "were"));
        let Some(draft) = self.drafts.get_mut(d) else { return };
        draft.gender = draft.gender.or(n.gender).filter(|_| draft.kind == ActorKind::Person);
        match n.class {
            Some(NounClass::Kin) => {
                if let Some(p) = possessor.filter(|p| *p != d) {
                    draft.kin.push((n.noun.clone(), p));
                }
            }
            // "The Kenyan", "the German rival Bosko Bank".
            Some(NounClass::Person) if n.of_people || draft.kind != ActorKind::Person => {
                draft.country = draft.country.take().or(n.country.map(str::to_owned));
            }
            Some(NounClass::Person | NounClass::Organization) => {
                let body = owner.filter(|o| matches!(o.1, ActorKind::Organization | ActorKind::Country)).map(|o| o.0);
                let of = body.or(n.country.map(str::to_owned));
                // "Japan coach Anna Berg" need not be Japanese.
                let trains = lexicon::same_office(&n.noun, "coach");
                draft.country = draft.country.take().or(n.country.filter(|_| !trains).map(str::to_owned));
                let tenure = if sentence_tense_past && n.tenure == Tenure::Current { Tenure::Past } else { n.tenure };
                if !draft.offices.iter().any(|o| o.title == n.noun && o.of == of) && !n.distinct {
                    draft.offices.push(Office { title: n.noun.clone(), of, tenure, token: n.head, words });
                }
            }
            _ => {}
        }
    }
}

/// The start of a titled name after a comma: ", President Ana Ruiz".
fn titles_ahead(pass: &Pass, from: usize) -> Option<usize> {
    (from..from + 4)
        .find(|t| !pass.who(*t).is_empty())
        .filter(|t| titles::before(pass.document, *t).is_some_and(|x| x.start <= from))
}
