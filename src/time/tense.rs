//! Where the verb that governs an expression points: back, ahead, or nowhere in particular.

use std::ops::Range;

use super::lexicon::{Lexicon, Val};
use super::rules::Rules;
use crate::text::{Document, Penn, Rel, Upos};

/// Where in time a verb points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lean {
    /// To what has happened.
    Past,
    /// To what is to come.
    Future,
    /// The verb does not tell, or there is none.
    #[default]
    Open,
}

/// Where an expression points, and whether its verb governs it itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pointer {
    /// Where.
    pub lean: Lean,
    /// Whether it hangs on the verb itself, not on something that hangs on the verb.
    pub direct: bool,
    /// Whether it dates what had happened before what is told ("had searched his house in December").
    pub before: bool,
}

/// Heads are followed at most so far.
const DEPTH: usize = 12;

/// Where the verb that governs the tokens of an expression points.
///
/// Of what is to come on a `weekday` news tell in the present tense; of what is to come in a month they do so only when it
/// starts or ends.
pub fn pointer(document: &Document, rules: &Rules, tokens: Range<usize>, weekday: bool) -> Pointer {
    let words = Words { document, rules };
    let known = rules.directions;
    let first = document.sentences.get(document.sentence_of(tokens.start)).map_or(0, |s| s.tokens.start);
    let direct = |lean| Pointer { lean, direct: true, before: false };
    let possessive = words.is(tokens.end, known.possessive);
    let start = tokens.start;
    // "said Saturday", "effective on Feb. 1": what stands right before, but for a preposition.
    let mut at = tokens.start;
    while at > first && words.is(at - 1, known.skip) && tokens.start - at < 3 {
        at -= 1;
    }
    let before = at.checked_sub(1).filter(|b| *b >= first);
    let word = before.map_or(0, |b| words.number(document.word(b)));
    let is = |class: Option<u8>| words.has(word, class);
    let (open_end, deadline) = (is(known.open_end), is(known.deadline));
    let new_end = open_end && words.value(word, known.open_end) == Some(Val::N(1));
    let appointed = (at..tokens.start).any(|t| words.is(t, known.appointed_for));
    // "as early as Friday": the two outer words are the same.
    let outer = tokens.start.checked_sub(3).filter(|o| *o >= at);
    let at_earliest = outer.is_some_and(|o| words.same(o, o + 2));
    if let Some(before) = before {
        if is(known.ahead_cue) {
            return direct(Lean::Future);
        }
        if possessive {
            return words.of_owned(&tokens);
        }
        if is(known.back_cue) {
            return direct(Lean::Past);
        }
        if document.tokens[before].upos == Upos::Verb && at == tokens.start {
            let lean = words.of_verb(before);
            if lean != Lean::Open || !weekday {
                return Pointer { lean, direct: !words.arranges(before), before: false };
            }
        }
        // "said on Friday he would leave": the day is that of the verb right before, not of the one that comes.
        if document.tokens[before].penn == Penn::Vbd && at < tokens.start && !appointed {
            let lean = words.of_verb(before);
            if lean == Lean::Past {
                return Pointer { lean, direct: !words.arranges(before), before: false };
            }
        }
    }
    if possessive {
        return words.of_owned(&tokens);
    }
    let end = tokens.end;
    let mut up = Some(document.head_of(tokens));
    for depth in 0..DEPTH {
        let Some(i) = up else { break };
        let token = &document.tokens[i];
        if matches!(token.upos, Upos::Verb | Upos::Aux)
            || near(document.children(i), i).iter().any(|c| document.tokens[*c].rel == Rel::Cop)
        {
            let verb = words.of_verb(i);
            // "postponed until Friday", "set for Friday": what is put off or arranged is to come, whenever that was done.
            let put_off = new_end && depth < 3 && words.in_class(document.lemma(i), known.put_off);
            if (put_off || appointed && depth < 3 && words.arranges(i)) && !words.is_pluperfect(i) {
                return direct(Lean::Future);
            }
            // "He arrives on Friday", "the vote is on Friday".
            let announced = verb == Lean::Open && depth < 3 && words.announces(i, weekday, depth == 0);
            let lean = match verb {
                Lean::Open if open_end || deadline || at_earliest => Lean::Future,
                Lean::Past if deadline && !words.had_done(i) => Lean::Future,
                Lean::Open if announced => Lean::Future,
                lean => lean,
            };
            // "has set Nov. 10 as the deadline": the day itself may be to come.
            let open = lean == Lean::Past && words.arranges(i);
            let done = lean == Lean::Past && words.had_done(i);
            let near = depth < 2 || depth < 3 && !appointed;
            let direct = announced || done || near && !open && (!open_end && !deadline || verb == Lean::Future);
            return Pointer { lean, direct, before: words.had(i, start) };
        }
        // "will pay more than the price on Wednesday": what is compared has a time of its own.
        if words.compares(i) {
            return Pointer { lean: Lean::Past, direct: false, before: false };
        }
        // "a hearing for Friday", "plans for Friday", "a hearing set for Friday" where the tagger sees no verb.
        let for_a_day = || words.in_class(document.lemma(i), known.appointment) || words.arranges(i);
        if appointed && depth < 2 && for_a_day() {
            return Pointer { lean: Lean::Future, direct: false, before: false };
        }
        up = token.head;
    }
    let ahead = open_end || deadline || words.intends(end);
    Pointer { lean: if ahead { Lean::Future } else { Lean::Open }, direct: false, before: false }
}

/// The children within a few words of their head: auxiliaries stand there, and a sentence of a megabyte may give a
/// verb a hundred thousand others.
fn near(children: &[usize], head: usize) -> &[usize] {
    let start = children.partition_point(|c| c + 12 < head);
    let end = children.partition_point(|c| *c < head + 6);
    children.get(start..end).unwrap_or(&[])
}

/// The classes of words that tell a direction; a language may lack any.
#[derive(Debug, Clone, Copy)]
pub struct Directions {
    ahead_auxiliary: Option<u8>,
    ahead_verb: Option<u8>,
    done_verb: Option<u8>,
    contrast: Option<u8>,
    ahead_cue: Option<u8>,
    back_cue: Option<u8>,
    open_end: Option<u8>,
    deadline: Option<u8>,
    possessive: Option<u8>,
    appointment: Option<u8>,
    no_announcement: Option<u8>,
    start_verb: Option<u8>,
    skip: Option<u8>,
    put_off: Option<u8>,
    arranged: Option<u8>,
    appointed_for: Option<u8>,
    when_word: Option<u8>,
    superlative: Option<u8>,
    comparison: Option<u8>,
}

impl Directions {
    /// As the rule files name them.
    pub fn new(lexicon: &Lexicon) -> Self {
        let class = |name: &str| lexicon.class(name);
        Self {
            ahead_auxiliary: class("ahead-auxiliary"),
            ahead_verb: class("ahead-verb"),
            done_verb: class("done-verb"),
            contrast: class("contrast"),
            ahead_cue: class("ahead-cue"),
            back_cue: class("back-cue"),
            open_end: class("open-end"),
            deadline: class("deadline"),
            possessive: class("possessive-ending"),
            appointment: class("appointment"),
            no_announcement: class("no-announcement"),
            start_verb: class("start-verb"),
            skip: class("before-date"),
            put_off: class("put-off"),
            arranged: class("arranged"),
            appointed_for: class("appointed-for"),
            when_word: class("when-word"),
            superlative: class("superlative"),
            comparison: class("comparison"),
        }
    }
}

struct Words<'a> {
    document: &'a Document<'a>,
    rules: &'a Rules,
}

impl Words<'_> {
    fn number(&self, word: &str) -> u32 {
        self.rules.lexicon.lookup(word)
    }

    fn value(&self, number: u32, class: Option<u8>) -> Option<Val> {
        self.rules.lexicon.value(number, class?)
    }

    fn has(&self, number: u32, class: Option<u8>) -> bool {
        self.value(number, class).is_some()
    }

    fn in_class(&self, word: &str, class: Option<u8>) -> bool {
        self.has(self.number(word), class)
    }

    fn is(&self, token: usize, class: Option<u8>) -> bool {
        self.in_class(self.document.word(token), class)
    }

    /// Whether two tokens are the same word of the rules.
    fn same(&self, a: usize, b: usize) -> bool {
        let word = self.number(self.document.word(a));
        word != 0 && word == self.number(self.document.word(b))
    }

    /// Whether a noun is what something is compared with: "than the price on Wednesday".
    fn compares(&self, noun: usize) -> bool {
        near(self.document.children(noun), noun)
            .iter()
            .any(|c| self.document.tokens[*c].rel == Rel::Case && self.is(*c, self.rules.directions.comparison))
    }

    /// "is set for Friday", "called an election for May 3".
    fn arranges(&self, verb: usize) -> bool {
        self.in_class(self.document.lemma(verb), self.rules.directions.arranged)
    }

    fn of_verb(&self, verb: usize) -> Lean {
        self.of_verb_within(verb, DEPTH)
    }

    /// `depth` bounds how many verbs are followed that each stand in the time of the next.
    fn of_verb_within(&self, verb: usize, depth: usize) -> Lean {
        let d = self.document;
        let penn = d.tokens[verb].penn;
        let (mut was, mut is, mut been) = (false, false, false);
        for c in near(d.children(verb), verb)
            .iter()
            .filter(|c| matches!(d.tokens[**c].rel, Rel::Aux | Rel::AuxPass | Rel::Cop))
        {
            if self.in_class(d.lemma(*c), self.rules.directions.ahead_auxiliary) {
                return Lean::Future;
            }
            was |= d.tokens[*c].penn == Penn::Vbd;
            been |= d.tokens[*c].penn == Penn::Vbn;
            is |= matches!(d.tokens[*c].penn, Penn::Vbz | Penn::Vbp)
                && matches!(d.tokens[*c].rel, Rel::AuxPass | Rel::Cop);
        }
        // "was due to meet": the parser takes "due" for a part of the conjunction.
        let is_due = |c: &usize| {
            matches!(d.tokens[*c].rel, Rel::Mark | Rel::Case)
                && self.in_class(d.lemma(*c), self.rules.directions.ahead_verb)
        };
        if near(d.children(verb), verb).iter().any(|c| *c < verb && is_due(c)) {
            return match () {
                () if self.came_otherwise(verb) => Lean::Past,
                () if self.is_pluperfect(verb) => Lean::Open,
                () => Lean::Future,
            };
        }
        let infinitive = near(d.children(verb), verb).iter().any(|c| *c < verb && d.tokens[*c].penn == Penn::To);
        if infinitive {
            return self.of_infinitive(verb, depth);
        }
        let ahead = self.value(self.number(d.lemma(verb)), self.rules.directions.ahead_verb);
        // "planned a march on Saturday" looks ahead from then, "approached on Saturday" does not.
        if ahead == Some(Val::N(2)) || ahead.is_some() && penn != Penn::Vbd {
            // "had been expected": told from a later time, and it may still come.
            return if self.is_pluperfect(verb) { Lean::Open } else { Lean::Future };
        }
        match penn {
            // "is set for", "is held": not of the past.
            Penn::Vbn if is && !was && self.is_condition(verb) => Lean::Future,
            Penn::Vbn if is && !was => Lean::Open,
            Penn::Vbd | Penn::Vbn => Lean::Past,
            _ if was => Lean::Past,
            // "have been searching".
            Penn::Vbg if been => Lean::Past,
            // A participle stands in the time of its clause.
            Penn::Vbg => match d.tokens[verb].head.filter(|h| d.tokens[*h].upos == Upos::Verb && *h != verb) {
                Some(head) if depth > 0 => self.of_verb_within(head, depth - 1),
                _ => Lean::Open,
            },
            // "will reach the comet in August and drop a lander in November".
            Penn::Vb if d.tokens[verb].rel == Rel::Conj && depth > 0 => match d.tokens[verb].head {
                Some(head)
                    if head < verb
                        && d.tokens[head].penn == Penn::Vb
                        && !self.has_subject(verb)
                        && self.of_verb_within(head, depth - 1) == Lean::Future =>
                {
                    Lean::Future
                }
                _ => Lean::Open,
            },
            // "when the case is heard in May".
            _ if self.is_condition(verb) => Lean::Future,
            _ => Lean::Open,
        }
    }

    fn has_subject(&self, verb: usize) -> bool {
        near(self.document.children(verb), verb).iter().any(|c| self.document.tokens[*c].rel.is_subject())
    }

    /// A verb in the present tense behind "when" or "if" tells of what is to come.
    fn is_condition(&self, verb: usize) -> bool {
        let d = self.document;
        let children = near(d.children(verb), verb);
        let when = |c: &usize| {
            matches!(d.tokens[*c].rel, Rel::Mark | Rel::Advmod) && self.is(*c, self.rules.directions.when_word)
        };
        d.tokens[verb].rel == Rel::Advcl && children.iter().any(|c| *c < verb && when(c))
    }

    /// "agreed to meet" looks ahead, "managed to meet" does not.
    fn of_infinitive(&self, verb: usize, depth: usize) -> Lean {
        let d = self.document;
        if self.came_otherwise(verb) || d.tokens[verb].head.is_some_and(|h| h < verb && self.came_otherwise(h)) {
            return Lean::Past;
        }
        match d.tokens[verb].head {
            // "became the first minister to visit the island".
            Some(head) if self.is_superlative(head) => match d.tokens[head].head.filter(|h| *h != head && depth > 0) {
                _ if self.has_past_copula(head) => Lean::Past,
                Some(above) if d.tokens[above].upos == Upos::Verb => self.of_verb_within(above, depth - 1),
                _ => Lean::Open,
            },
            // "had been due to expire": told from a later time, and it may still come.
            Some(head) if self.is_pluperfect(head) => Lean::Open,
            Some(head) if self.in_class(d.lemma(head), self.rules.directions.done_verb) => match d.tokens[head].penn {
                Penn::Vbd | Penn::Vbn => Lean::Past,
                _ if self.has_past_copula(head) => Lean::Past,
                _ => Lean::Open,
            },
            // "fell to close at", "gathered to mark": what was done for it was done then.
            Some(head) if d.tokens[verb].rel == Rel::Advcl && d.tokens[head].penn == Penn::Vbd => Lean::Past,
            _ => Lean::Future,
        }
    }

    /// "was to visit on Tuesday but fell ill": the day of a plan that did not come to be is over.
    fn came_otherwise(&self, verb: usize) -> bool {
        let d = self.document;
        let but = |c: &usize| d.tokens[*c].rel == Rel::Cc && self.is(*c, self.rules.directions.contrast);
        let told = |c: &usize| *c > verb && d.tokens[*c].rel == Rel::Conj && d.tokens[*c].penn == Penn::Vbd;
        let still = |c: &usize| {
            matches!(d.tokens[*c].penn, Penn::Vbz | Penn::Vbp)
                && matches!(d.tokens[*c].rel, Rel::Aux | Rel::AuxPass | Rel::Cop)
        };
        if matches!(d.tokens[verb].penn, Penn::Vbz | Penn::Vbp) || near(d.children(verb), verb).iter().any(still) {
            return false;
        }
        // What stands beside the verb first; a verb may have a hundred thousand children.
        let children = d.children(verb);
        let behind = children.get(children.partition_point(|c| *c < verb)..).unwrap_or(&[]);
        behind.iter().take(8).any(|c| told(c) && near(d.children(*c), *c).iter().any(but))
    }

    fn has_past_copula(&self, head: usize) -> bool {
        let d = self.document;
        near(d.children(head), head).iter().any(|c| d.tokens[*c].rel == Rel::Cop && d.tokens[*c].penn == Penn::Vbd)
    }

    /// A noun that is the first, the last or the only one.
    fn is_superlative(&self, noun: usize) -> bool {
        let d = self.document;
        let marked = |c: &usize| *c < noun && self.is(*c, self.rules.directions.superlative);
        d.tokens[noun].upos == Upos::Noun && near(d.children(noun), noun).iter().any(marked)
    }

    /// "Wednesday's ruling" is known, wherever the verb points; "Sunday's vote will decide" is to come.
    fn of_owned(&self, tokens: &Range<usize>) -> Pointer {
        let d = self.document;
        let owned = d.tokens.get(d.head_of(tokens.clone())).and_then(|t| t.head);
        let Some(owned) = owned.filter(|o| self.in_class(d.lemma(*o), self.rules.directions.appointment)) else {
            return Pointer::default();
        };
        let subject = matches!(d.tokens[owned].rel, Rel::Nsubj | Rel::NsubjPass);
        let verb = d.tokens[owned].head.filter(|_| subject);
        match verb.map(|v| self.of_verb(v)) {
            Some(Lean::Future) => Pointer { lean: Lean::Future, direct: true, before: false },
            _ => Pointer::default(),
        }
    }

    /// "On Friday, the union plans to march": where the tagger takes the verb for a noun, its infinitive tells.
    fn intends(&self, from: usize) -> bool {
        let d = self.document;
        let sentence = d.sentences.get(d.sentence_of(from)).map_or(from..from, |s| s.tokens.clone());
        let near = from.max(sentence.start + 1)..sentence.end.min(from + 16);
        near.into_iter()
            .any(|i| d.tokens[i].penn == Penn::To && self.in_class(d.lemma(i - 1), self.rules.directions.ahead_verb))
    }

    /// Whether a verb in the present tense tells of what is arranged, rather than of what is said. `itself`: the date is
    /// what the verb says of its subject ("the trial is in November").
    fn announces(&self, verb: usize, weekday: bool, itself: bool) -> bool {
        let d = self.document;
        let present = |i: usize| matches!(d.tokens[i].penn, Penn::Vbz | Penn::Vbp);
        // "talks begin": without an auxiliary no infinitive has a subject.
        let finite = |i: usize| present(i) || d.tokens[i].penn == Penn::Vb;
        let auxiliary = near(d.children(verb), verb)
            .iter()
            .any(|c| matches!(d.tokens[*c].rel, Rel::Aux | Rel::AuxPass | Rel::Cop) && present(*c));
        if !weekday {
            // "is in November", "is running in November".
            if auxiliary && (itself || d.tokens[verb].penn == Penn::Vbg) {
                return true;
            }
            return d.tokens[verb].penn == Penn::Vbz && self.in_class(d.lemma(verb), self.rules.directions.start_verb);
        }
        // A plural noun or a name that is taken for a verb has no subject.
        let has_subject = || near(d.children(verb), verb).iter().any(|c| *c < verb && d.tokens[*c].rel == Rel::Nsubj);
        (finite(verb) && has_subject() || auxiliary)
            && !self.in_class(d.lemma(verb), self.rules.directions.no_announcement)
    }

    /// "had filed".
    fn had_done(&self, verb: usize) -> bool {
        let d = self.document;
        let auxiliaries = near(d.children(verb), verb).iter();
        d.tokens[verb].penn == Penn::Vbn && auxiliaries.filter(|c| d.tokens[**c].penn == Penn::Vbd).count() > 0
    }

    /// "had searched in May", but not "had searched by the end of May".
    fn had(&self, verb: usize, first: usize) -> bool {
        let d = self.document;
        if (first.saturating_sub(4)..first).any(|i| d.word(i).eq_ignore_ascii_case("by")) {
            return false;
        }
        let had = |c: &&usize| d.tokens[**c].penn == Penn::Vbd && d.lemma(**c) == "have";
        d.tokens[verb].penn == Penn::Vbn && near(d.children(verb), verb).iter().filter(had).count() > 0
    }

    fn is_pluperfect(&self, verb: usize) -> bool {
        let d = self.document;
        let auxiliaries = near(d.children(verb), verb).iter().filter(|c| d.tokens[**c].upos == Upos::Aux);
        let (mut had, mut been) = (false, false);
        for c in auxiliaries {
            had |= d.tokens[*c].penn == Penn::Vbd;
            been |= d.tokens[*c].penn == Penn::Vbn;
        }
        had && been
    }
}
