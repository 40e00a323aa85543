//! The words of a timeline's line: the clause around the trigger, in the article's own words, readable alone.
//!
//! Which tokens belong is decided here and trimmed in `trimming`; how they are printed, with the actors of pronouns in
//! brackets ("he [Kim Jong-un] left Hanoi"), in `printing`. A noun shows its phrase with its arguments.

use std::collections::BTreeSet;
use std::ops::Range;

use super::lexicon::{Class, lexicon};
use super::printing;
use super::scene::Scene;
use super::subjects::antecedent;
use super::syntax::{
    completes, form, governor, has_to, is_aside, is_semi_auxiliary, predicate_of, preposition, starts_with_wh,
};
use super::triggers::{Kind, Trigger};
use super::trimming;
use crate::calendar::Relation;
use crate::findings::{MentionDate, MentionForm};
use crate::text::{Penn, Rel, Upos};

/// Tokens that a noun's phrase needs to be readable alone.
const READABLE: usize = 3;
/// Tokens that a subject in brackets may have.
const SUBJECT: usize = 12;

/// The label of a trigger that was dated so.
pub fn label(scene: &Scene, trigger: &Trigger, date: Option<&MentionDate>) -> String {
    let drafting = Drafting { scene, trigger: trigger.token, told: told_time(scene, date) };
    match trigger.kind {
        Kind::Verb => drafting.verb(trigger.token),
        Kind::Noun => drafting.noun(trigger.token),
    }
}

/// The tokens of the time expression that the date column repeats.
fn told_time(scene: &Scene, date: Option<&MentionDate>) -> Option<Range<usize>> {
    let date = date.filter(|d| matches!(d.date.relation, Relation::On | Relation::Within))?;
    let told = scene.time_tokens.get(date.time_expression? as usize)?.clone();
    // "On December 17 of that year": told with the day.
    let year = scene.time(told.end + 1).filter(|_| scene.d.word(told.end) == "of");
    let end = year.and_then(|t| scene.time_tokens.get(t)).map_or(told.end, |year| year.end);
    // "from 2004 to 2012": one interval in two expressions.
    let from = told.start.checked_sub(1).filter(|b| scene.d.word(*b).eq_ignore_ascii_case("from"));
    let to = scene.time(end + 1).filter(|_| from.is_some() && matches!(scene.d.word(end), "to" | "until" | "till"));
    let end = to.and_then(|t| scene.time_tokens.get(t)).map_or(end, |to| to.end);
    Some(told.start..end)
}

struct Drafting<'s, 'a> {
    scene: &'s Scene<'a>,
    trigger: usize,
    told: Option<Range<usize>>,
}

impl Drafting<'_, '_> {
    fn verb(&self, i: usize) -> String {
        let d = self.scene.d;
        if let Some(g) = governor(d, i).filter(|g| completes(d, i) && self.only_plans(*g)) {
            return self.verb(g);
        }
        // "hopes to ride in autumn": without the hope it would be a plan.
        let hopes =
            |g: &usize| matches!(d.lemma(*g), "hope" | "aim" | "want" | "seek") && d.tokens[i].rel == Rel::Xcomp;
        if let Some(g) = governor(d, i).filter(hopes) {
            return self.verb(g);
        }
        // "was elected mayor", with the mayor as the predicate.
        if let Some(predicate) = predicate_of(d, i) {
            return self.verb(predicate);
        }
        // "This, he said, would happen": what is said stands around the verb of saying.
        let beside = is_aside(d, i);
        let mut tokens = self.clause(i);
        if let Some(g) = governor(d, i).filter(|g| beside && d.tokens[*g].upos == Upos::Verb) {
            tokens.extend(self.clause(g));
        }
        let tokens = self.finished(tokens);
        let tokens = if beside { self.with_comma(i, tokens) } else { tokens };
        match self.missing_subject(i, &tokens) {
            Some((name, actors)) => format!("[{name}] {}", printing::print(self.scene, &tokens, &actors)),
            None => printing::print(self.scene, &tokens, &[]),
        }
    }

    /// "579 people had been rescued, Mussa told reporters": the comma before who says so.
    fn with_comma(&self, i: usize, mut tokens: Vec<usize>) -> Vec<usize> {
        let d = self.scene.d;
        let subject = self.scene.subject(i).map_or(i, |(s, _)| s.min(i));
        let Some(at) = tokens.iter().position(|t| *t >= d.subtree(subject).start.min(subject)) else { return tokens };
        let comma = (d.sentences.get(d.sentence_of(i)).map_or(0, |s| s.tokens.start)..subject)
            .rev()
            .find(|t| d.word(*t) == "," && *t < tokens[at]);
        let after = at.checked_sub(1).map(|b| tokens[b]);
        if let Some(comma) = comma.filter(|c| after.is_some_and(|b| *c > b && d.tokens[b].upos != Upos::Punct)) {
            tokens.insert(at, comma);
        }
        tokens
    }

    fn noun(&self, i: usize) -> String {
        let d = self.scene.d;
        let phrase = self.phrase(i);
        let verb = governor(d, i).filter(|g| {
            matches!(d.tokens[i].rel, Rel::Obj | Rel::Nsubj | Rel::NsubjPass) && d.tokens[*g].upos == Upos::Verb
        });
        if let Some(verb) = verb {
            // "Deliveries of the A380 will begin": what the verb says of the noun belongs to the line.
            let subject = d.tokens[i].rel == Rel::Nsubj;
            let light = lexicon().light.light.contains(d.lemma(verb)) && !subject;
            let met = lexicon().noun(&d.lemma(i).to_lowercase()).is_some_and(|n| n.mutual);
            let occurs = lexicon().light.occurring.contains(d.lemma(verb)) && subject && !met;
            if light || occurs || phrase.len() < READABLE {
                return self.verb(verb);
            }
        }
        // "His first game is against Lom": the predicate says the rest.
        let predicate = governor(d, i).filter(|g| d.tokens[i].rel == Rel::Nsubj && d.child(*g, Rel::Cop).is_some());
        if let Some(predicate) = predicate.filter(|_| phrase.len() <= READABLE) {
            return self.verb(predicate);
        }
        // "opposition to the war", "left after the war": one bare noun says too little.
        if phrase.len() == 1
            && let Some(g) = governor(d, i).filter(|g| matches!(d.tokens[*g].upos, Upos::Noun | Upos::Verb))
        {
            return match d.tokens[g].upos {
                Upos::Verb => self.verb(g),
                _ => printing::print(self.scene, &self.finished(self.phrase(g)), &[]),
            };
        }
        printing::print(self.scene, &self.finished(self.both_sides(i, phrase)), &[])
    }

    /// "talks between X and Y": both, also where the parser hung one or both elsewhere.
    fn both_sides(&self, i: usize, mut phrase: BTreeSet<usize>) -> BTreeSet<usize> {
        let (scene, d) = (self.scene, self.scene.d);
        let Some(last) = phrase.last().copied() else { return phrase };
        let named = |start: usize| scene.mention(start).map(|(_, m)| d.tokens_in(m.span)).filter(|m| m.start == start);
        let inside = phrase.iter().copied().find(|t| *t > i && d.word(*t) == "between");
        let between = inside.or(Some(last + 1).filter(|t| d.word(*t) == "between"));
        if let Some(first) = between.and_then(|t| named(t + 1))
            && let Some(second) = Some(first.end).filter(|t| d.word(*t) == "and").and_then(|t| named(t + 1))
        {
            phrase.extend(between.unwrap_or(first.start)..second.end);
        }
        phrase
    }

    /// "is expected to", "was due to": the predicate says no more than how sure its infinitive is.
    fn only_plans(&self, g: usize) -> bool {
        let d = self.scene.d;
        let governors = &lexicon().governor;
        let plans = governors.planned.contains(d.lemma(g)) || governors.possible.contains(d.lemma(g));
        let passive = form(d, g).passive && d.tokens[g].upos == Upos::Verb;
        if lexicon().verb(d.lemma(g)) == Class::Aspectual && d.tokens[g].upos == Upos::Verb {
            return true; // "continued to serve"
        }
        plans
            && (passive || d.child(g, Rel::Cop).is_some())
            && d.children(g).iter().any(|c| d.tokens[*c].rel.is_subject())
    }

    /// Whole names, short enough, and without loose ends.
    fn finished(&self, mut tokens: BTreeSet<usize>) -> Vec<usize> {
        if let Some(told) = self.told_tokens().filter(|told| !told.contains(&self.trigger)) {
            tokens.retain(|t| !told.contains(t));
        }
        // "withdrew on Tuesday, however, because of a virus".
        let d = self.scene.d;
        let apart = |t: usize| d.word(t + 1) == "," && t.checked_sub(1).is_some_and(|b| d.word(b) == ",");
        tokens.retain(|t| !(apart(*t) && lexicon().connectives.contains(&d.word(*t).to_lowercase())));
        // "Alvim, 54, entered parliament".
        tokens.retain(|t| !(apart(*t) && d.tokens[*t].upos == Upos::Num));
        let names: Vec<_> = tokens.iter().filter_map(|t| self.scene.name(*t)).collect();
        tokens.extend(names.into_iter().flat_map(|name| name.tokens.clone()));
        trimming::trim(self.scene, tokens, self.trigger)
    }

    /// The tokens of a clause without what only links it to others.
    fn clause(&self, i: usize) -> BTreeSet<usize> {
        let d = self.scene.d;
        // "will have to return": the helping verb holds the subject and the tense.
        let helper = governor(d, i).filter(|g| d.tokens[i].rel == Rel::Xcomp && is_semi_auxiliary(d, *g));
        let top = helper.unwrap_or(i);
        let relative = self.relative_word(i);
        let subject = d.children(top).iter().copied().find(|c| d.tokens[*c].rel.is_subject());
        let start = subject.filter(|s| *s < top).map_or(top, |s| d.subtree(s).start.min(s));
        let mut tokens = BTreeSet::from([top]);
        for c in d.children(top).iter().copied().filter(|c| Some(*c) != relative) {
            let fronted = c < start;
            let belongs = match d.tokens[c].rel {
                // "agreed to sell", "returned to stand trial", "accused the army of having attacked".
                Rel::Advcl => c > top && (has_to(d, c) || self.completes(c)),
                Rel::Punct | Rel::Cc | Rel::Parataxis | Rel::AdvclRelcl | Rel::Discourse => false,
                Rel::Vocative | Rel::Dislocated | Rel::Dep | Rel::List | Rel::Reparandum | Rel::CcPreconj => false,
                // "was due to address", where the parser takes "due to" for a conjunction.
                Rel::Mark => matches!(d.lemma(c), "to" | "due"),
                Rel::Conj => d.tokens[c].upos != Upos::Verb && d.child(c, Rel::Nsubj).is_none(),
                // "charged him two years after it was told": how long, without what it is counted from.
                Rel::OblUnmarked | Rel::Advmod if self.counts_to_clause(c, top) => false,
                // "sent them as soon as it heard": without what it heard "as soon" says nothing.
                Rel::Advmod if d.children_with(c, Rel::Advcl).next().is_some() => false,
                Rel::Obl | Rel::OblUnmarked => !fronted || subject.is_none(),
                Rel::Advmod => {
                    d.tokens[c].penn != Penn::Wrb && !lexicon().connectives.contains(&d.lemma(c).to_lowercase())
                }
                _ => true,
            };
            if belongs {
                self.add_tree(c, &mut tokens);
            }
        }
        // "will close plants and cut jobs": the verb behind "and" has the auxiliaries of the first.
        let joined = governor(d, top).filter(|_| d.tokens[top].rel == Rel::Conj && subject.is_none());
        let bare = d.child(top, Rel::Aux).or_else(|| d.child(top, Rel::AuxPass)).is_none() && !has_to(d, top);
        if let Some(g) = joined.filter(|g| bare && d.tokens[*g].penn == d.tokens[top].penn) {
            let helps = |c: &usize| matches!(d.tokens[*c].rel, Rel::Aux | Rel::AuxPass) && *c < g;
            tokens.extend(d.children(g).iter().copied().filter(helps));
        }
        // "the letter which the firm had sent": without its object the clause says too little.
        if let Some(s) = subject.filter(|s| relative.is_none() && *s < top && starts_with_wh(d, top))
            && let Some(wh) = d.subtree(s).start.min(s).checked_sub(1)
            && let Some(noun) = antecedent(d, top, wh)
        {
            tokens.extend(self.short_noun(noun));
            tokens.insert(wh);
        }
        if subject.is_none()
            && let Some(before) = self.subject_in_front(i)
        {
            self.add_tree(before, &mut tokens);
        }
        tokens
    }

    /// Whether a length of time stands right before a clause that the label leaves out.
    fn counts_to_clause(&self, c: usize, top: usize) -> bool {
        let d = self.scene.d;
        let end = d.subtree(c).end;
        let counts = c > top && self.scene.time(c).is_some() && matches!(d.word(end), "after" | "before");
        counts && d.children_with(top, Rel::Advcl).any(|clause| d.subtree(clause).start == end && clause > end)
    }

    /// "of having attacked", "from leaving": a gerund that the verb asks for.
    fn completes(&self, c: usize) -> bool {
        let d = self.scene.d;
        let marker = |m: &usize| {
            matches!(d.tokens[*m].rel, Rel::Mark | Rel::Case)
                && matches!(d.lemma(*m), "of" | "from" | "for" | "with" | "against")
        };
        // "denied having sold it": without the sale nothing is denied.
        let having = d.children_with(c, Rel::Aux).any(|a| d.tokens[a].penn == Penn::Vbg);
        let denied = having && governor(d, c).is_some_and(|g| lexicon().governor.denied.contains(d.lemma(g)));
        matches!(d.tokens[c].penn, Penn::Vbg | Penn::Vbn) && (denied || d.children(c).iter().any(marker))
    }

    /// The noun that stands where the subject stands, though the parser hung it elsewhere.
    fn subject_in_front(&self, i: usize) -> Option<usize> {
        let d = self.scene.d;
        let (s, _) = self.scene.subject(i)?;
        let helps = |t: usize| {
            matches!(d.tokens[t].upos, Upos::Aux | Upos::Adv)
                || self.scene.name(t).is_some() && self.scene.name(s).is_some()
        };
        (s < i && !d.subtree(s).contains(&i) && (s + 1..i).all(helps)).then_some(s)
    }

    /// The tokens of a noun phrase with its arguments, without clauses.
    fn phrase(&self, i: usize) -> BTreeSet<usize> {
        let d = self.scene.d;
        let mut tokens = BTreeSet::from([i]);
        // "Two years after her retirement": what stands before the preposition is no part of the phrase.
        let first = d.children_with(i, Rel::Case).filter(|c| *c < i).min().unwrap_or(0);
        for c in d.children(i).iter().copied().filter(|c| *c > first) {
            let belongs = match d.tokens[c].rel {
                Rel::Amod | Rel::Compound | Rel::Nmod | Rel::NmodPoss | Rel::NmodDesc | Rel::NmodUnmarked => true,
                Rel::Nummod | Rel::Flat | Rel::Fixed | Rel::Obl => true,
                Rel::Case => c > i && d.tokens[c].penn == Penn::Pos,
                Rel::Det => !matches!(d.tokens[c].penn, Penn::Wdt) && matches!(d.lemma(c), "no" | "another" | "both"),
                _ => false,
            };
            if belongs {
                self.add_tree(c, &mut tokens);
            }
        }
        tokens
    }

    /// The tokens that only say the date that the date column shows, with their preposition.
    fn told_tokens(&self) -> Option<Range<usize>> {
        let (scene, d) = (self.scene, self.scene.d);
        let told = self.told.clone()?;
        let head = d.head_of(told.clone());
        let argues = d.tokens[head].rel.is_subject() || matches!(d.tokens[head].rel, Rel::Obj | Rel::Root | Rel::Conj);
        let listed = d.children_with(head, Rel::Conj).next().is_some();
        let before = |t: usize| t.checked_sub(1).filter(|b| d.sentence_of(*b) == d.sentence_of(t));
        // "at about 9 p.m."
        let about = |b: &usize| matches!(d.word(*b), "about" | "around" | "approximately" | "roughly");
        let from = before(told.start).filter(about).unwrap_or(told.start);
        let after = d.tokens.get(told.end).filter(|t| t.penn == Penn::Pos);
        let (start, fits) = match before(from) {
            // "beat him in last year's final".
            Some(b) if d.tokens[b].upos == Upos::Adp && after.is_some() => (from, false),
            Some(b) if d.tokens[b].upos == Upos::Adp => {
                (b, matches!(d.word(b), "on" | "On" | "in" | "In" | "at" | "during" | "from" | "From"))
            }
            Some(b) => (from, !matches!(d.tokens[b].upos, Upos::Det | Upos::Num | Upos::Adj) && d.lemma(b) != "be"),
            None => (from, true),
        };
        // "Monday's meeting" keeps what was Monday's, "4 and 5 May" is no date to cut in two.
        let whole = scene.name(told.start).is_none() || scene.name(told.end).is_none();
        (fits && !argues && !listed && whole).then_some(start..told.end + usize::from(after.is_some()))
    }

    /// A dependent with all below it but what only explains it.
    fn add_tree(&self, i: usize, tokens: &mut BTreeSet<usize>) {
        let d = self.scene.d;
        let mut open = vec![i];
        while let Some(t) = open.pop() {
            tokens.insert(t);
            open.extend(d.children(t).iter().copied().filter(|c| {
                let set_off = c.checked_sub(1).is_some_and(|b| d.tokens[d.subtree(*c).start.min(b)].rel == Rel::Punct)
                    || d.subtree(*c).start.checked_sub(1).is_some_and(|b| d.tokens[b].penn == Penn::Comma);
                match d.tokens[*c].rel {
                    Rel::Punct | Rel::Parataxis | Rel::Discourse | Rel::Vocative | Rel::Dislocated | Rel::List => false,
                    Rel::AclRelcl | Rel::Acl | Rel::AdvclRelcl => !set_off,
                    // "Anna Berg, the mayor": the name is enough; "the mayor, Anna Berg": it is not.
                    Rel::Appos => !(set_off && (d.tokens[t].upos == Upos::Propn || self.scene.name(t).is_some())),
                    Rel::Advmod => d.children_with(*c, Rel::Advcl).next().is_none(),
                    // "wants to bar Orva from selling it".
                    Rel::Advcl => d.tokens[t].rel == Rel::Ccomp || d.tokens[t].rel == Rel::Xcomp && self.completes(*c),
                    _ => true,
                }
            }));
        }
    }

    /// "who", "that": left out, since the actor is put before.
    fn relative_word(&self, i: usize) -> Option<usize> {
        let d = self.scene.d;
        d.children(i).iter().copied().find(|c| d.tokens[*c].rel.is_subject() && antecedent(d, i, *c).is_some())
    }

    /// What a clause without a subject of its own is about, and the actors that this is.
    fn missing_subject(&self, i: usize, tokens: &[usize]) -> Option<(String, Vec<u32>)> {
        let (scene, d) = (self.scene, self.scene.d);
        let (s, _) = scene.subject(i)?;
        if tokens.contains(&s) {
            return None;
        }
        let joined = d.children_with(s, Rel::Conj).filter(|c| *c < i);
        let actors: Vec<u32> = std::iter::once(s).chain(joined).flat_map(|t| scene.actors_at(t)).collect();
        let described = || (d.words(self.short_noun(s)).to_string(), Vec::new());
        if scene.mention(s).is_some() {
            return printing::list(scene, &actors).map(|names| (names, actors)).or_else(|| Some(described()));
        }
        // "The carrier Jetwise filed and cancelled": the name that explains the noun.
        if let Some(actor) = self.explained(s) {
            return printing::list(scene, &[actor]).map(|name| (name, vec![actor]));
        }
        // "[Talks between the two sides] collapsed".
        let between = || {
            let sides = d.children_with(s, Rel::Nmod).find(|n| preposition(d, *n) == "between")?;
            let whole = d.subtree(s).start..d.subtree(sides).end;
            (whole.len() < SUBJECT).then(|| (d.words(whole).to_string(), Vec::new()))
        };
        (d.tokens[s].upos != Upos::Pron).then(|| between().unwrap_or_else(described))
    }

    /// Who bears the name that stands in apposition to a noun.
    fn explained(&self, s: usize) -> Option<u32> {
        let named = |c: usize| self.scene.mention(c).filter(|(_, m)| m.form == MentionForm::Name).map(|(a, _)| a);
        // "The attorney general, Eric Berg", with the general as an explanation of its own.
        let d = self.scene.d;
        d.children_with(s, Rel::Appos).find_map(|c| named(c).or_else(|| d.children_with(c, Rel::Appos).find_map(named)))
    }

    /// A noun with what stands directly before it.
    fn short_noun(&self, s: usize) -> Range<usize> {
        let d = self.scene.d;
        let before = |c: &usize| {
            *c < s && matches!(d.tokens[*c].rel, Rel::Amod | Rel::Compound | Rel::Det | Rel::Nummod | Rel::NmodPoss)
        };
        let first = d.children(s).iter().copied().filter(before).map(|c| d.subtree(c).start).min();
        first.unwrap_or(s)..s + 1
    }
}
