//! Which body, state or place a description means: "the company", "the Iranian government", "the bloc", "the country".

use super::coreference::Pass;
use super::describe::REACH;
use super::draft::Draft;
use super::nominals::{Article, Nominal};
use super::scene::{Meant, Seen};
use super::{keys, lexicon};
use crate::findings::{ActorKind, MentionForm};
use crate::knowledge::world;
use crate::text::Rel;

/// How far back a description reaches that a body bears in its name, in sentences.
const BY_NAME: usize = 20;
/// References by name from which on an article is about a body.
const NAMED: usize = 4;

/// How well a noun fits an organisation, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// The name or the article calls it so: "the bank" for "Orvane Bank".
    Called,
    /// The name has a word of the same family: "the airline" for "Baltic Air".
    Family,
    /// Nothing in the name speaks against it: "the company" for "Orvane".
    Open,
}

impl Pass<'_> {
    /// "the Iranian government" is the country.
    pub(super) fn government(&self, n: &Nominal) -> Option<Meant> {
        let rules = matches!(n.noun.as_str(), "government" | "regime" | "administration" | "state");
        // "The government" of an article that names one country only.
        if n.country.is_none() {
            let plain = n.article == Article::Definite && !n.described && n.possessor.is_none() && n.of.is_none();
            let mut countries = (0..self.drafts.len()).filter(|d| self.drafts[*d].kind == ActorKind::Country);
            let one = countries.next().filter(|_| plain && n.noun == "government" && countries.next().is_none())?;
            return Some((vec![one], 0.6));
        }
        let of = n.country?;
        let at = self.drafts.iter().position(|d| d.kind == ActorKind::Country && d.name == of)?;
        rules.then_some((vec![at], 0.8))
    }

    /// "the company", "the bank", "the university", "the Danish firm".
    pub(super) fn body(&self, n: &Nominal) -> Option<Meant> {
        // "The business" is as often what somebody owns.
        if n.article != Article::Definite || n.possessor.is_some() || n.of.is_some() || n.noun == "business" {
            return None;
        }
        let sentence = self.document.sentence_of(n.head);
        // Organisations spoken of lately, the latest first, each once; what a noun calls by its name reaches further.
        let mut seen: Vec<(usize, Fit)> = Vec::new();
        for s in self.scene.latest().take_while(|s| s.sentence + BY_NAME >= sentence) {
            let near = s.sentence + REACH >= sentence;
            let &[d] = s.who.as_slice() else { continue };
            let Some(draft) = self.drafts.get(d).filter(|x| x.kind == ActorKind::Organization && x.is_reported())
            else {
                continue;
            };
            // "The German navy" is not the "US Navy".
            let first = draft.name.split(' ').next().unwrap_or("");
            let named = world::demonym(first).or_else(|| world::country(first));
            let other = |x: &str| n.country.is_some_and(|c| c != x);
            let foreign = draft.country.as_deref().or(named).is_some_and(other);
            if foreign || seen.iter().any(|(x, _)| *x == d) || self.clashes(n.head, d) {
                continue;
            }
            let fit = fit(draft, &n.noun)
                .or_else(|| self.is_led(d, n).then_some(Fit::Family))
                .or_else(|| self.plays(d, n).then_some(Fit::Open));
            let by_name = |f: &Fit| *f == Fit::Called && !n.described && seen.iter().all(|(_, f)| *f != Fit::Called);
            seen.extend(fit.filter(|f| near || by_name(f)).map(|f| (d, f)));
        }
        if let Some(main) = self.main_body.filter(|_| !n.described) {
            // "The airline" reaches further than "the company", which any firm may be.
            let telling = !matches!(n.noun.as_str(), "company" | "firm" | "group" | "giant" | "corporation");
            let called = || telling && self.drafts.get(main).is_some_and(|x| fit(x, &n.noun).is_some());
            let fits = |(d, _): &(usize, Fit)| *d == main;
            let just_named = seen.first().is_some_and(|(d, f)| *f == Fit::Called && self.acted_before(*d, sentence));
            if !just_named && (seen.iter().any(fits) || called() || self.plays(main, n)) && !self.clashes(n.head, main)
            {
                return Some((vec![main], 0.6));
            }
        }
        let best = seen.iter().map(|(_, f)| *f).min()?;
        let fitting: Vec<usize> = seen.iter().filter(|(_, f)| *f == best).map(|(d, _)| *d).collect();
        let known = |d: &usize| n.country.is_some() && self.drafts.get(*d).is_some_and(|x| x.country.is_some());
        match (fitting.as_slice(), best) {
            (&[one, ..], Fit::Called) => Some((vec![one], 0.85)),
            (&[one], Fit::Family) if !n.described || known(&one) => Some((vec![one], 0.75)),
            (&[one, ..], Fit::Family) if !n.described || known(&one) => Some((vec![one], 0.5)),
            // A description of its own ("the ailing firm") that the article has not used before may be of another.
            (&[one], Fit::Open) if !n.described || n.country.is_some() => Some((vec![one], 0.7)),
            (many, Fit::Open) if !n.described || n.country.is_some() => {
                let introduced = || many.first().copied().filter(|d| n.country.is_some() && self.is_introduced(*d));
                let one = many.iter().copied().find(known).or_else(introduced);
                let one = one.or_else(|| self.foremost(many, n.head))?;
                Some((vec![one], 0.5))
            }
            _ => None,
        }
    }

    /// "The party", "the union", "the club", of which the article has named the leader and whose name tells no kind.
    fn is_led(&self, d: usize, n: &Nominal) -> bool {
        const LED: &[(&str, &[&str])] = &[
            ("party", &["leader", "chairman", "chairwoman", "chair", "president"]),
            ("movement", &["leader", "founder"]),
            ("union", &["leader", "president", "chairman", "secretary-general"]),
            ("club", &["coach", "manager", "captain", "trainer", "president"]),
            ("team", &["coach", "manager", "captain", "trainer"]),
            ("band", &["singer", "drummer", "guitarist"]),
            ("newspaper", &["editor"]),
            ("orchestra", &["conductor"]),
        ];
        let Some(draft) = self.drafts.get(d) else { return false };
        let heads = LED.iter().filter(|(noun, _)| *noun == n.noun).flat_map(|(_, titles)| titles.iter());
        let led = |title: &&&str| {
            self.drafts
                .iter()
                .any(|x| x.offices.iter().any(|o| o.title == **title && o.of.as_deref() == Some(draft.name.as_str())))
        };
        !n.described && heads.into_iter().any(|t| led(&t)) && tells_no_kind(draft)
    }

    /// "The club" of an article about players may be any body whose name tells no other kind.
    fn plays(&self, d: usize, n: &Nominal) -> bool {
        let plays = |x: &Draft| {
            x.offices
                .iter()
                .any(|o| lexicon::same_office(&o.title, "striker") || lexicon::same_office(&o.title, "coach"))
        };
        let Some(draft) = self.drafts.get(d).filter(|_| matches!(n.noun.as_str(), "club" | "team")) else {
            return false;
        };
        tells_no_kind(draft) && world::body(&draft.name).is_none() && !n.described && self.drafts.iter().any(plays)
    }

    /// "sold it to Selt, which builds jets. The Japanese company": whether a body was last named with more words about it.
    fn is_introduced(&self, d: usize) -> bool {
        let last = self.scene.latest().find(|s| s.who == [d]);
        last.is_some_and(|s| {
            self.document
                .children(s.head)
                .iter()
                .any(|c| *c > s.head && matches!(self.document.tokens[*c].rel, Rel::AclRelcl | Rel::Appos))
        })
    }

    /// Whether a body was the subject of this sentence or the one before.
    fn acted_before(&self, d: usize, sentence: usize) -> bool {
        let mut near = self.scene.latest().take_while(|s| s.sentence + 1 >= sentence);
        near.any(|s| s.who == [d] && s.acts(self.document))
    }

    /// Of several bodies that a noun may mean: the last one that was the subject of its sentence, else the last one.
    fn foremost(&self, many: &[usize], before: usize) -> Option<usize> {
        // "He founded Geely in 1986. The company made its first car": the only one of the sentence before.
        let sentence = self.document.sentence_of(before);
        // "The Saab brand will be sold", "she resigned from Orva": named for something else.
        let names_a_thing = |s: &&Seen| {
            self.document.tokens.get(s.head).is_some_and(|t| matches!(t.rel, Rel::Compound | Rel::Obl | Rel::Nmod))
        };
        let near = self.scene.latest().take_while(|s| s.sentence + 1 >= sentence).filter(|s| !names_a_thing(s));
        let mut near: Vec<usize> = near.flat_map(|s| s.who.iter().copied()).filter(|d| many.contains(d)).collect();
        near.sort_unstable();
        near.dedup();
        if let &[one] = near.as_slice() {
            return Some(one);
        }
        let subject = |s: &&Seen| s.acts(self.document) && matches!(s.who.as_slice(), [d] if many.contains(d));
        let last = self.scene.latest().take(12).find(subject).and_then(|s| s.who.first().copied());
        last.or_else(|| many.first().copied())
    }

    /// "the country", "the city": the last one spoken of.
    pub(super) fn latest_of(&self, n: &Nominal, kind: ActorKind, confidence: f32) -> Option<Meant> {
        if n.article != Article::Definite || n.possessor.is_some() || n.described || n.of.is_some() {
            return None;
        }
        let sentence = self.document.sentence_of(n.head);
        let seen = self.scene.latest().take_while(|s| s.sentence + 2 >= sentence);
        let right = |d: &&usize| self.drafts.get(**d).is_some_and(|x| x.kind == kind && x.is_reported());
        let right: Vec<&Seen> = seen.filter(|s| s.who.len() == 1 && s.who.first().is_some_and(|d| right(&d))).collect();
        let latest = right.first()?;
        // "Pyongyang threatened Guam. Kim has led the country": of states the one that acts.
        let acts = |s: &&&Seen| kind == ActorKind::Country && s.acts(self.document);
        let meant = right.iter().find(acts).unwrap_or(latest);
        Some((meant.who.clone(), confidence))
    }

    /// "the Austrians": the country, where the article speaks of it as one that acts.
    pub(super) fn people(&self, n: &Nominal) -> Option<Meant> {
        let at = self.drafts.iter().position(|d| d.kind == ActorKind::Country && Some(d.name.as_str()) == n.country)?;
        Some((vec![at], 0.6))
    }
}

/// The body that an article is about: named often, and twice as often as any other.
pub(super) fn main_body(drafts: &[Draft]) -> Option<usize> {
    let named = |draft: &Draft| {
        let body = draft.kind == ActorKind::Organization && draft.is_reported();
        draft.references.iter().filter(|r| body && r.form == MentionForm::Name).count()
    };
    let times: Vec<usize> = drafts.iter().map(named).collect();
    let most = (0..times.len()).max_by_key(|d| times[*d])?;
    let alone = (0..times.len()).filter(|d| *d != most).all(|d| times[d] * 2 <= times[most]);
    (times[most] >= NAMED && alone).then_some(most)
}

/// Whether neither the name of a body nor what the article has called it tells what kind it is.
fn tells_no_kind(draft: &Draft) -> bool {
    !keys::words(&draft.name).iter().any(|w| lexicon::is_institution(w)) && draft.offices.is_empty()
}

/// How well a noun fits an organisation; `None` when its name is that of another kind of body.
pub(super) fn fit(draft: &Draft, noun: &str) -> Option<Fit> {
    let words = keys::words(&draft.name);
    // "The Thai company SSI" is not "the company" of all that follows, which any firm may be.
    let plain = matches!(noun, "company" | "firm" | "business" | "group");
    if words.iter().any(|w| w == noun) || !plain && draft.offices.iter().any(|o| o.title == noun) {
        return Some(Fit::Called);
    }
    let family = lexicon::family_of(noun);
    // "The bank" for the Riksbank, "the carmaker" for Ford.
    let known = world::body(&draft.name).map_or("", |b| b.kind);
    if known == noun && !plain || words.iter().any(|w| noun.len() > 3 && w.len() > noun.len() + 2 && w.ends_with(noun))
    {
        return Some(Fit::Called);
    }
    if words.iter().any(|w| family.contains(w.as_str())) {
        return Some(Fit::Family);
    }
    let acronym = draft.name.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '&'));
    let institution = words.iter().any(|w| lexicon::is_institution(w));
    // "the agency", "the organisation" for an acronym; "the team" and "the museum" are nobody's whose name does not say so.
    let open = lexicon::is_business(noun) && !institution
        || acronym
            && matches!(
                noun,
                "agency"
                    | "organization"
                    | "organisation"
                    | "body"
                    | "authority"
                    | "alliance"
                    | "bloc"
                    | "party"
                    | "union"
                    | "movement"
                    | "association"
                    | "federation"
                    | "league"
                    | "commission"
            );
    // What the article has already called something else of a telling kind stays that.
    let otherwise = !matches!(known, "" | "company")
        && !matches!(
            noun,
            "company" | "firm" | "group" | "business" | "corporation" | "giant" | "maker" | "manufacturer" | "employer"
        )
        && !family.contains(known);
    let otherwise = otherwise
        || draft.offices.iter().any(|o| !family.contains(o.title.as_str()) && !lexicon::is_business(&o.title));
    (open && !otherwise).then_some(Fit::Open)
}
