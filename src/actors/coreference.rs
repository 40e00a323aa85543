//! Whom descriptions and pronouns mean: one pass through the text, from left to right.
//!
//! In: drafts with their name mentions. Out: the same drafts with nominal and pronoun mentions, offices, kin, gender and
//! countries; and groups. What fits nobody well stays unresolved.

use std::ops::Range;

use super::draft::{Draft, Office};
use super::lexicon;
use super::lexicon::NounClass;
use super::nominals::{Article, Nominal};
use super::pronouns::{Asks, Pronoun};
use super::scene::{self, Scene};
use super::{bodies, groups, kinds, nominals, pronouns, titles};
use crate::findings::{ActorKind, MentionForm, TimeExpression};
use crate::knowledge::{Knowledge, world};
use crate::text::{Document, Penn, Rel, Upos};

/// What a pronoun means is left open at this confidence or less.
const DOUBT: f32 = 0.45;

/// One thing met on the way through the text.
enum Met {
    Name(usize, Range<usize>),
    Nominal(Box<Nominal>),
    Pronoun(Pronoun),
}

/// What the pass carries along.
pub(super) struct Pass<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) times: &'a [TimeExpression],
    pub(super) knowledge: &'a Knowledge,
    pub(super) drafts: Vec<Draft>,
    pub(super) scene: Scene,
    /// The body that the article is about.
    pub(super) main_body: Option<usize>,
    /// Which draft each token heads, so that possessors, subjects and appositions can be looked up.
    pub(super) at: Vec<Vec<usize>>,
}

/// Resolves descriptions and pronouns.
pub fn resolve(document: &Document, times: &[TimeExpression], knowledge: &Knowledge, drafts: Vec<Draft>) -> Vec<Draft> {
    let mut met: Vec<(usize, u8, Met)> = Vec::new();
    let mut ranges = Vec::new();
    for (i, draft) in drafts.iter().enumerate() {
        for r in &draft.references {
            ranges.push(r.tokens.clone());
            met.push((r.tokens.start, 0, Met::Name(i, r.tokens.clone())));
        }
    }
    met.extend(nominals::find(document, &ranges).into_iter().map(|n| (n.head, 1, Met::Nominal(Box::new(n)))));
    met.extend(pronouns::find(document).into_iter().map(|p| (p.token, 2, Met::Pronoun(p))));
    met.sort_by_key(|m| (m.0, m.1));
    let mut pass = Pass {
        document,
        times,
        knowledge,
        main_body: bodies::main_body(&drafts),
        drafts,
        scene: Scene::default(),
        at: vec![Vec::new(); document.tokens.len()],
    };
    // Names are known beforehand: a description may stand before the name it belongs to.
    for (_, _, m) in &met {
        if let Met::Name(i, tokens) = m {
            for t in tokens.clone() {
                pass.set(t, &[*i]);
            }
        }
    }
    pass.learn_from_titles();
    for (_, _, m) in met {
        match m {
            Met::Name(i, tokens) => pass.name(i, tokens),
            Met::Nominal(n) => pass.nominal(&n),
            Met::Pronoun(p) => pass.pronoun(p),
        }
    }
    pass.join_renamed();
    pass.drafts
}

impl Pass<'_> {
    pub(super) fn set(&mut self, token: usize, who: &[usize]) {
        if let Some(slot) = self.at.get_mut(token) {
            *slot = who.to_vec();
        }
    }

    pub(super) fn who(&self, token: usize) -> &[usize] {
        self.at.get(token).map_or(&[], Vec::as_slice)
    }

    /// Whether a draft stands beside this description under one verb: "she warned the minister" are two.
    pub(super) fn clashes(&self, head: usize, d: usize) -> bool {
        let Some(token) = self.document.tokens.get(head) else { return true };
        let Some(verb) = token.head.filter(|_| is_argument(token.rel)) else { return false };
        // "Coach Ruiz praised": the head of the phrase may be the title.
        let means =
            |c: usize| self.who(c) == [d] || self.document.children_with(c, Rel::Flat).any(|f| self.who(f) == [d]);
        let beside = |c: &usize| *c != head && is_argument(self.document.tokens[*c].rel) && means(*c);
        self.document.children(verb).iter().any(beside)
            || !token.rel.is_subject() && self.understood_subject(verb).is_some_and(means)
    }

    /// "The United States and South Korea began an exercise; it ends": who was last named beside another is not the "it".
    fn is_one_of_several(&self, d: usize, before: usize) -> bool {
        let Some(draft) = self.drafts.get(d) else { return false };
        let met = draft.references.iter().rfind(|r| r.tokens.end <= before);
        met.is_some_and(|r| {
            let head = self.document.head_of(r.tokens.clone());
            let joined = |a: usize, b: usize| {
                self.document.tokens[a].rel == Rel::Conj && self.document.tokens[b].rel.is_subject()
            };
            let below =
                self.document.children_with(head, Rel::Conj).any(|c| joined(c, head) && !self.who(c).is_empty());
            below || self.document.tokens[head].head.is_some_and(|h| joined(head, h) && !self.who(h).is_empty())
        })
    }

    /// The subject that a verb has from elsewhere: "The leader accepted and thanked him", "Konaté, who succeeded him".
    fn understood_subject(&self, verb: usize) -> Option<usize> {
        let relative = |t: usize| matches!(self.document.tokens[t].penn, Penn::Wp | Penn::Wdt);
        let mut at = verb;
        for _ in 0..4 {
            let token = self.document.tokens.get(at)?;
            match (self.document.subject(at), token.rel) {
                (Some(subject), Rel::AclRelcl) if relative(subject) => return token.head,
                (Some(subject), _) => return Some(subject).filter(|_| at != verb),
                (None, Rel::Conj | Rel::Xcomp) => at = token.head?,
                (None, Rel::AclRelcl) => return token.head,
                _ => return None,
            }
        }
        None
    }

    /// What stands before names holds for the whole article: office, country, gender.
    fn learn_from_titles(&mut self) {
        for i in 0..self.drafts.len() {
            let Some(draft) = self.drafts.get(i) else { continue };
            if draft.kind == ActorKind::Organization {
                let home = draft.references.iter().find_map(|r| self.home_before(r.tokens.start));
                self.drafts[i].country = self.drafts[i].country.take().or(home.map(str::to_owned));
                self.learn_kind(i);
            }
            let Some(draft) = self.drafts.get(i) else { continue };
            if draft.kind != ActorKind::Person {
                continue;
            }
            let gender = kinds::gender(self.document, draft);
            let names: Vec<Range<usize>> = draft.references.iter().map(|r| r.tokens.clone()).collect();
            let before = |n: &Range<usize>| {
                titles::before(self.document, n.start).or_else(|| titles::description_before(self.document, n.start))
            };
            let titles: Vec<titles::Title> = names.iter().filter_map(before).collect();
            let beside = names.iter().find_map(|n| titles::country_beside(self.document, n));
            let Some(draft) = self.drafts.get_mut(i) else { continue };
            draft.gender = gender.or_else(|| titles.iter().find_map(|t| t.gender));
            for title in titles {
                // Whoever trains a country's team may come from another.
                let trains = title.office.as_ref().is_some_and(|o| lexicon::same_office(&o.title, "coach"));
                let of_team = title.country.filter(|_| trains);
                draft.country = draft.country.take().or(title.country.filter(|_| !trains).map(str::to_owned));
                if let Some(mut office) = title.office
                    && !draft
                        .offices
                        .iter()
                        .any(|o| o.title == office.title && o.of == office.of && o.tenure == office.tenure)
                {
                    // "President Murat Abdiyev of Kazakhstan".
                    office.of = office.of.or(of_team.or(beside).map(str::to_owned));
                    draft.offices.push(office);
                }
            }
            draft.country = draft.country.take().or(beside.map(str::to_owned));
        }
    }

    /// "Swedish retailer Orva": the noun before the name says what kind of body it is.
    fn learn_kind(&mut self, i: usize) {
        let Some(draft) = self.drafts.get(i) else { return };
        let noun = |r: &super::draft::Reference| {
            let before = r.tokens.start.checked_sub(1)?;
            let token = self.document.tokens.get(before).filter(|t| matches!(t.upos, Upos::Noun | Upos::Adj))?;
            let same = self.document.sentence_of(before) == self.document.sentence_of(r.tokens.start);
            let lemma = token.lemma.to_lowercase();
            (same && token.penn != Penn::Nns && lexicon::is_business(&lemma)).then_some((before, lemma))
        };
        let Some((token, title)) = draft.references.iter().find_map(noun) else { return };
        let words = self.document.span(token..token + 1);
        let office = Office { title, of: None, tenure: super::draft::Tenure::Current, token, words };
        self.drafts[i].offices.push(office);
    }

    /// "British snack maker Orva", "China's Orva": the country before a name, with nothing but what describes it between.
    fn home_before(&self, name: usize) -> Option<&'static str> {
        /// Words between the country and the name at most.
        const BETWEEN: usize = 3;
        let d = self.document;
        let of_name = |t: &usize| d.sentence_of(*t) == d.sentence_of(name);
        let mut at = name.checked_sub(1).filter(of_name)?;
        if d.tokens.get(at)?.penn == Penn::Pos {
            return at.checked_sub(1).and_then(|country| world::country(d.word(country)));
        }
        for _ in 0..BETWEEN {
            if let Some(country) = world::demonym(d.word(at)) {
                return Some(country);
            }
            let describes = d.tokens.get(at).is_some_and(|t| matches!(t.penn, Penn::Nn | Penn::Jj | Penn::Jjs));
            at = at.checked_sub(1).filter(of_name).filter(|_| describes)?;
        }
        None
    }

    fn name(&mut self, i: usize, tokens: Range<usize>) {
        let head = self.document.head_of(tokens.clone());
        self.scene.note(self.document, vec![i], head);
        // "A and B": together they can be "they" and "the two".
        let mut all = vec![i];
        for conjunct in self.document.children_with(head, Rel::Conj) {
            all.extend(self.who(conjunct));
        }
        all.dedup();
        let same_kind = all.iter().all(|d| self.drafts.get(*d).map(|x| x.kind) == self.drafts.get(i).map(|x| x.kind));
        if all.len() > 1 && same_kind {
            self.scene.note(self.document, all, head);
        }
        self.parties(i, head);
    }

    /// "Delacroix met Garnier", "he married her": the object of a verb and its subject are two who can be "they" later.
    fn parties(&mut self, d: usize, head: usize) {
        let Some(token) = self.document.tokens.get(head) else { return };
        let beside = self.document.child(head, Rel::Case).map_or("", |c| self.document.word(c));
        let object = matches!(token.rel, Rel::Obj | Rel::Iobj) || token.rel == Rel::Obl && beside == "with";
        let Some(verb) = token.head.filter(|_| object) else { return };
        let Some(subject) = self.document.subject(verb) else { return };
        let &[other] = self.who(subject) else { return };
        let person = |d: usize| self.drafts.get(d).is_some_and(|x| x.kind == ActorKind::Person && x.is_reported());
        if other != d && person(d) && person(other) {
            self.scene.note_parties(self.document, vec![other, d], head);
        }
    }

    fn pronoun(&mut self, p: Pronoun) {
        let meant = match p.asks {
            Asks::Speaker => self.speaker(p.token),
            Asks::Person(_)
                if p.reflexive
                    && let Some(subject) = self.of_its_clause(p.token) =>
            {
                Some((vec![subject], 0.9))
            }
            // "Parliament ratified it in 2003. The country withdrew from it": what nobody knew before is not known now.
            Asks::Thing if !p.possessive && self.is_still_open(p.token) => None,
            _ => {
                // "His son Khalid deposed him": whoever has a part in the clause under another word is not meant.
                let apart = !p.possessive && !p.reflexive;
                let one = p.asks == Asks::Thing;
                let not = |d: &usize| apart && self.clashes(p.token, *d) || one && self.is_one_of_several(*d, p.token);
                let excluded: Vec<usize> = (0..self.drafts.len()).filter(not).collect();
                self.scene.meant(self.document, &self.drafts, p, &excluded).or_else(|| self.ahead(p))
            }
        };
        // With two nearly alike the pronoun stays open: nobody rather than the wrong one.
        let Some((who, confidence)) = meant.filter(|m| m.1 > DOUBT) else { return };
        for d in &who {
            if let Some(draft) = self.drafts.get_mut(*d) {
                draft.refer(p.token..p.token + 1, MentionForm::Pronoun, confidence);
                if confidence >= 0.7 {
                    draft.gender = draft.gender.or(scene::known_gender(p.asks));
                }
            }
        }
        self.set(p.token, &who);
        self.scene.note(self.document, who.clone(), p.token);
        if let &[one] = who.as_slice() {
            self.parties(one, p.token);
        }
    }

    /// "declared himself president": the one person who is the subject of the clause.
    fn of_its_clause(&self, token: usize) -> Option<usize> {
        let verb = self.document.tokens.get(token)?.head?;
        let subject = self.document.subject(verb).or_else(|| self.understood_subject(verb))?;
        match self.who(subject) {
            &[d] if self.drafts.get(d).is_some_and(|x| x.kind == ActorKind::Person) => Some(d),
            _ => None,
        }
    }

    /// Whether an "it" that is no subject follows another one, in this sentence or the one before, that means no actor.
    fn is_still_open(&self, token: usize) -> bool {
        let d = self.document;
        let object = |t: usize| !d.tokens[t].rel.is_subject() && d.word(t).eq_ignore_ascii_case("it");
        let sentence = d.sentence_of(token);
        let from = d.sentences.get(sentence.saturating_sub(1)).map_or(0, |s| s.tokens.start);
        object(token) && (from..token).rev().find(|t| object(*t)).is_some_and(|t| self.who(t).is_empty())
    }

    /// "I" in a quotation: who speaks it.
    fn speaker(&self, token: usize) -> Option<scene::Meant> {
        let subject = scene::speaker(self.document, token)?;
        let who = self.who(subject).to_vec();
        let person =
            who.len() == 1 && who.iter().all(|d| self.drafts.get(*d).is_some_and(|x| x.kind == ActorKind::Person));
        (subject != token && person).then_some((who, 0.8))
    }

    /// "In his speech, Putin said": a possessive before the subject of its own sentence.
    fn ahead(&self, p: Pronoun) -> Option<scene::Meant> {
        let sentence = self.document.sentences.get(self.document.sentence_of(p.token))?;
        let Asks::Person(gender) = p.asks else { return None };
        let subject = (p.token + 1..sentence.tokens.end)
            .find(|i| self.document.tokens[*i].rel.is_subject() && !self.who(*i).is_empty())?;
        let who = self.who(subject).to_vec();
        let fits = who.len() == 1
            && who.iter().all(|d| {
                self.drafts.get(*d).is_some_and(|x| x.kind == ActorKind::Person && x.gender.is_none_or(|g| g == gender))
            });
        (p.possessive && fits && subject < p.token + 10).then_some((who, 0.7))
    }

    fn nominal(&mut self, n: &Nominal) {
        let meant = self.apposed(n).or_else(|| self.predicated(n));
        let several = if meant.is_none() && n.plural { self.all_apposed(n) } else { Vec::new() };
        let (who, confidence) = match meant {
            Some((d, confidence)) => {
                self.learn(n, d);
                (vec![d], confidence)
            }
            None if !several.is_empty() => (several, 0.9),
            None if self.is_named_otherwise(n) => return self.stranger(n),
            None => {
                let described = self.described(n);
                let sure = described.as_ref().is_some_and(|m| m.1 >= 0.8);
                let Some(meant) = (if sure { described } else { self.behind_a_name(n).or(described) }) else {
                    self.stranger(n);
                    return;
                };
                meant
            }
        };
        for d in &who {
            if let Some(draft) = self.drafts.get_mut(*d) {
                draft.refer(n.tokens.clone(), MentionForm::Nominal, confidence);
                if who.len() == 1 && draft.kind == ActorKind::Person {
                    draft.gender = draft.gender.or(n.gender);
                }
            }
        }
        self.set(n.head, &who);
        self.scene.note(self.document, who.clone(), n.head);
        if let &[one] = who.as_slice() {
            self.parties(one, n.head);
        }
    }

    /// "For misleading retail investors": a verb behind a preposition that was taken for an adjective.
    fn is_done_to(&self, n: &Nominal) -> bool {
        let first = n.tokens.start;
        let preposition =
            |t: usize| matches!(self.document.word(t), "for" | "of" | "by" | "from" | "after" | "before" | "without");
        n.article == Article::Bare
            && self.document.word(first).ends_with("ing")
            && first.checked_sub(1).is_some_and(preposition)
    }

    /// Somebody or something without a name: a group that is reported, or a stranger who only competes for pronouns.
    fn stranger(&mut self, n: &Nominal) {
        let class = n.class;
        let group = class == Some(NounClass::Group)
            && n.plural
            && (n.country.is_some() || n.described && !n.distinct && n.possessor.is_none())
            && !self.is_done_to(n);
        let kind = match class {
            Some(NounClass::Group) => ActorKind::Group,
            Some(NounClass::Person | NounClass::Kin) => ActorKind::Person,
            Some(NounClass::Organization) => ActorKind::Organization,
            _ => ActorKind::Product,
        };
        let rel = self.document.tokens.get(n.head).map_or(Rel::Dep, |t| t.rel);
        let argument = rel.is_subject()
            || matches!(
                rel,
                Rel::Obj
                    | Rel::Iobj
                    | Rel::Obl
                    | Rel::OblAgent
                    | Rel::Conj
                    | Rel::Appos
                    | Rel::Nmod
                    | Rel::NmodPoss
                    | Rel::Root
                    | Rel::Parataxis
            );
        let number = self.document.tokens.get(n.head).is_some_and(|t| t.upos == Upos::Num);
        // "Orva were crowned champions of the league": what the subject is called is nobody else.
        if !argument || number || n.plural && self.called(n).is_some() {
            return;
        }
        let mut draft = Draft::new("", kind);
        draft.gender = n.gender.filter(|_| kind == ActorKind::Person);
        draft.plural = n.plural;
        draft.country = n.country.map(str::to_owned);
        draft.offices.push(Office {
            title: n.noun.clone(),
            of: None,
            tenure: n.tenure,
            token: n.head,
            words: self.document.span(n.tokens.clone()),
        });
        // "The Philippine coast guard" acts under this name, with or without capitals.
        let force = class == Some(NounClass::Organization)
            && !n.plural
            && n.country.is_some()
            && n.article == Article::Definite
            && n.possessor.is_none()
            && super::lexicon::is_force(&n.noun);
        if group || force {
            draft.name = groups::group_name(self.document, n);
            draft.refer(n.tokens.clone(), MentionForm::Nominal, 0.8);
        }
        self.drafts.push(draft);
        let id = self.drafts.len() - 1;
        self.set(n.head, &[id]);
        self.scene.note(self.document, vec![id], n.head);
    }
}

/// Whether it is one of those who take part in what a verb says.
fn is_argument(rel: Rel) -> bool {
    rel.is_subject() || matches!(rel, Rel::Obj | Rel::Iobj | Rel::Obl | Rel::OblAgent)
}
