//! Who has been spoken of so far: the places where drafts were mentioned, and whom a pronoun may mean.

use super::draft::{Draft, Gender};
use super::lexicon::{self, NounClass};
use super::pronouns::{Asks, Pronoun};
use crate::findings::{ActorKind, MentionForm};
use crate::text::{Document, Rel, Upos};

/// A mention that later words can refer back to.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// The drafts; several for "A and B".
    pub who: Vec<usize>,
    /// The token on which the mention hangs.
    pub head: usize,
    /// Its sentence.
    pub sentence: usize,
    /// Whether the drafts are only the parties of one verb ("she met him"), not named in one breath.
    pub loose: bool,
}

impl Seen {
    /// Whether it was the subject of its clause.
    pub fn acts(&self, document: &Document) -> bool {
        document.tokens.get(self.head).is_some_and(|t| t.rel.is_subject())
    }
}

/// How far back a pronoun reaches, in sentences.
const REACH: usize = 3;

/// What a reading must be worth at least; below it, nobody is said to be meant.
const FLOOR: f32 = -1.6;

/// The same for "it", which mostly means no actor at all.
const FLOOR_FOR_THINGS: f32 = 0.6;

/// What an "it" that something is done to takes from whoever has only done things so far.
const DOUBT_OF_OBJECTS: f32 = 1.0;

/// What somebody who is only named as another's daughter or lawyer loses with the end of the paragraph.
const DOUBT_OF_KIN: f32 = 1.0;

/// What somebody has ahead of others as the speaker of the clause with the pronoun: "Berg said she".
const SPEAKS: f32 = 0.6;

/// The mentions so far, in order.
#[derive(Debug, Default)]
pub struct Scene {
    seen: Vec<Seen>,
}

/// Who is meant, and how sure that is (0 to 1).
pub type Meant = (Vec<usize>, f32);

impl Scene {
    /// Notes a mention.
    pub fn note(&mut self, document: &Document, who: Vec<usize>, head: usize) {
        self.seen.push(Seen { who, head, sentence: document.sentence_of(head), loose: false });
    }

    /// Notes two who have to do with each other in one clause: later they can be "they".
    pub fn note_parties(&mut self, document: &Document, who: Vec<usize>, head: usize) {
        self.seen.push(Seen { who, head, sentence: document.sentence_of(head), loose: true });
    }

    /// The mentions so far, the latest first.
    pub fn latest(&self) -> impl Iterator<Item = &Seen> {
        self.seen.iter().rev()
    }

    /// Whom a pronoun means, of all but the excluded; `None` when nobody fits well enough.
    pub fn meant(&self, document: &Document, drafts: &[Draft], pronoun: Pronoun, excluded: &[usize]) -> Option<Meant> {
        let sentence = document.sentence_of(pronoun.token);
        let mut worth: Vec<(Vec<usize>, f32, usize)> = Vec::new();
        for seen in self.seen.iter().filter(|s| s.sentence + REACH >= sentence && s.head < pronoun.token) {
            let Some(mut value) = fitness(drafts, &seen.who, pronoun.asks) else { continue };
            if is_excluded(document, seen, pronoun)
                || is_in_own_words(document, seen.head, pronoun.token)
                || matches!(seen.who.as_slice(), [d] if excluded.contains(d))
            {
                continue;
            }
            if seen.loose {
                // A pair that nobody has named as one reaches no further than the next sentence.
                if pronoun.asks != Asks::Several || seen.sentence + 1 < sentence {
                    continue;
                }
                value -= 0.5;
            }
            value += nearness(document, seen, pronoun.token, sentence);
            // "Her daughter, Ruth Berg, told." In the next paragraph "she" is the mother again.
            if belongs_to_another(document, seen.head) && document.is_new_paragraph(seen.head, pronoun.token) {
                value -= DOUBT_OF_KIN;
            }
            if tells(document, seen.head, pronoun.token) {
                value += SPEAKS;
            }
            // "He denied it": mostly what was said or done; a body only where it is what things are done to.
            if pronoun.asks == Asks::Thing && is_object(document, pronoun.token) && !is_object(document, seen.head) {
                value -= DOUBT_OF_OBJECTS;
            }
            match worth.iter_mut().find(|w| w.0 == seen.who) {
                // Spoken of again and again: a little more each time, up to a bound.
                Some(known) => {
                    known.2 += 1;
                    known.1 = known.1.max(value);
                }
                None => worth.push((seen.who.clone(), value, 0)),
            }
        }
        let mut worth: Vec<(Vec<usize>, f32)> = worth
            .into_iter()
            .map(|(who, near, again)| {
                let total = near + (again as f32 * 0.1).min(0.4) + prominence(drafts, &who);
                (who, total)
            })
            .collect();
        worth.sort_by(|a, b| b.1.total_cmp(&a.1));
        let (who, best) = worth.first()?.clone();
        let floor = if pronoun.asks == Asks::Thing { FLOOR_FOR_THINGS } else { FLOOR };
        if best < floor {
            return None;
        }
        let margin = worth.get(1).map_or(2.0, |second| best - second.1);
        let confidence = match margin {
            m if m >= 1.0 => 0.9,
            m if m >= 0.5 => 0.75,
            m if m >= 0.2 => 0.6,
            _ => 0.45,
        };
        Some((who, confidence))
    }
}

/// How much an article is about somebody: by how often the whole of it names him.
fn prominence(drafts: &[Draft], who: &[usize]) -> f32 {
    let names =
        |d: &usize| drafts.get(*d).map_or(0, |x| x.references.iter().filter(|r| r.form == MentionForm::Name).count());
    let least = who.iter().map(names).min().unwrap_or(0);
    if who.len() > 1 { 0.0 } else { (least as f32 + 1.0).log2() * 0.22 }
}

/// Whether these drafts can be meant at all, and how well they fit.
fn fitness(drafts: &[Draft], who: &[usize], asks: Asks) -> Option<f32> {
    let several = who.len() > 1;
    let draft = drafts.get(*who.first()?)?;
    match asks {
        Asks::Person(gender) => {
            if several || draft.kind != ActorKind::Person || draft.plural {
                return None;
            }
            match draft.gender {
                Some(known) if known != gender => None,
                Some(_) => Some(0.7),
                None => Some(-0.2),
            }
        }
        Asks::Thing => match draft.kind {
            _ if several || draft.plural => None,
            ActorKind::Organization | ActorKind::Country => Some(0.35),
            ActorKind::Product => Some(0.1),
            ActorKind::Place => Some(-0.1),
            ActorKind::Person | ActorKind::Group => None,
        },
        Asks::Several => {
            if several {
                return Some(0.6);
            }
            match draft.kind {
                ActorKind::Group => Some(0.6),
                _ if draft.plural => Some(0.3),
                ActorKind::Organization => Some(-1.6),
                _ => None,
            }
        }
        Asks::Speaker => None,
    }
}

/// How present a mention is at a later token.
fn nearness(document: &Document, seen: &Seen, token: usize, sentence: usize) -> f32 {
    let rel = document.tokens.get(seen.head).map_or(Rel::Dep, |t| t.rel);
    // "The last to visit was his father, Kim Jong-il. He ...": whom a sentence is said to be about.
    let predicate = |i: usize| document.child(i, Rel::Cop).is_some();
    let of = document.tokens.get(seen.head).and_then(|t| t.head).filter(|_| rel == Rel::Appos);
    let place = match rel {
        _ if predicate(seen.head) || of.is_some_and(predicate) => 1.2,
        r if r.is_subject() => 1.0,
        Rel::Obj | Rel::Iobj | Rel::OblAgent => 0.45,
        Rel::Root => 0.5,
        Rel::Conj | Rel::Appos | Rel::Flat => 0.3,
        Rel::NmodPoss => 0.25,
        Rel::Compound | Rel::NmodUnmarked => -0.5,
        _ => 0.1,
    };
    let parallel = match document.tokens.get(token).map(|t| t.rel) {
        Some(r) if r.is_subject() && rel.is_subject() => 0.3,
        _ => 0.0,
    };
    // "Nygård said ... . 'He kept it,' she added": the one who spoke goes on.
    let speaks = |i: usize| {
        let verb = document.tokens.get(i).filter(|t| t.rel.is_subject()).and_then(|t| t.head);
        verb.is_some_and(|v| document.tokens[v].upos == Upos::Verb && is_speech(document.lemma(v)))
    };
    let parallel = parallel + if speaks(token) && speaks(seen.head) { 0.4 } else { 0.0 };
    let back = sentence.saturating_sub(seen.sentence) as f32;
    // Among mentions of one sentence, the nearer has a slight edge.
    let order = 0.5 / (1.0 + (token - seen.head) as f32 / 10.0);
    place + parallel + order - back * 0.8
}

/// "Her daughter, Ruth Berg", "Berg's lawyer, Omar Haddad": named as somebody else's.
fn belongs_to_another(document: &Document, head: usize) -> bool {
    let named = document.tokens.get(head).filter(|t| t.rel == Rel::Appos).and_then(|t| t.head).unwrap_or(head);
    let lemma = document.lemma(named).to_lowercase();
    let owned = document.child(named, Rel::NmodPoss).is_some();
    owned && (lexicon::noun_class(&lemma, false) == Some(NounClass::Kin) || lexicon::serves(&lemma))
}

fn is_object(document: &Document, token: usize) -> bool {
    document.tokens.get(token).is_some_and(|t| matches!(t.rel, Rel::Obj | Rel::Iobj))
}

/// Whether syntax forbids the reading: "he met him", "his father" for the father.
fn is_excluded(document: &Document, seen: &Seen, pronoun: Pronoun) -> bool {
    let (Some(mine), Some(other)) = (document.tokens.get(pronoun.token), document.tokens.get(seen.head)) else {
        return true;
    };
    // A possessor is not what it possesses.
    if mine.head == Some(seen.head) && mine.rel == Rel::NmodPoss {
        return true;
    }
    if pronoun.possessive || pronoun.reflexive {
        return false;
    }
    // Two arguments of one verb are two; also "he" and the object of a preposition under that verb.
    // "Placed under the care of Dr Bailey, he ...": the clause before has his subject, and Bailey is another.
    if mine.rel.is_subject() && mine.head.is_some_and(|verb| in_clause_without_subject(document, seen.head, verb)) {
        return true;
    }
    mine.head.is_some()
        && mine.head == other.head
        && mine.rel != other.rel
        && other.rel != Rel::Conj
        && other.rel != Rel::Advcl
}

/// "'Lasha was stronger,' he said": whoever is named in what a subject says, thinks or does is somebody else.
fn is_in_own_words(document: &Document, seen: usize, pronoun: usize) -> bool {
    let is_name = document.tokens.get(seen).is_some_and(|t| t.upos != Upos::Pron);
    let Some(verb) = document.tokens.get(pronoun).filter(|t| is_name && t.rel.is_subject()).and_then(|t| t.head) else {
        return false;
    };
    match branch(document, seen, verb).map(|i| document.tokens[i].rel) {
        Some(Rel::Ccomp | Rel::Xcomp) => true,
        Some(Rel::Parataxis) => is_speech(document.lemma(verb)),
        _ => false,
    }
}

/// "Berg said on Friday she expected him": whether a token is the subject of the verb of speech whose complement holds another.
fn tells(document: &Document, subject: usize, token: usize) -> bool {
    let verb = document.tokens.get(subject).filter(|t| t.rel.is_subject()).and_then(|t| t.head);
    let Some(verb) = verb.filter(|v| is_speech(document.lemma(*v))) else { return false };
    branch(document, token, verb).is_some_and(|i| document.tokens[i].rel == Rel::Ccomp)
}

/// The dependent of a verb that is a token or holds it, not too deep.
fn branch(document: &Document, token: usize, verb: usize) -> Option<usize> {
    let mut at = token;
    for _ in 0..20 {
        let head = document.tokens.get(at)?.head?;
        if head == verb {
            return Some(at);
        }
        at = head;
    }
    None
}

/// Whether a token stands in a participle clause without a subject of its own under a verb.
fn in_clause_without_subject(document: &Document, token: usize, verb: usize) -> bool {
    branch(document, token, verb).is_some_and(|i| {
        document.tokens[i].rel == Rel::Advcl
            && i < verb
            && !document.children(i).iter().any(|c| document.tokens[*c].rel.is_subject())
    })
}

/// Who speaks the quotation that holds a token: the subject of the verb of speech around it.
pub fn speaker(document: &Document, token: usize) -> Option<usize> {
    let mut i = token;
    for _ in 0..40 {
        let head = document.tokens.get(i)?.head?;
        let rel = document.tokens.get(i)?.rel;
        let said =
            |v: usize| document.tokens.get(v).is_some_and(|t| t.upos == Upos::Verb) && is_speech(document.lemma(v));
        if matches!(rel, Rel::Ccomp | Rel::Parataxis) && said(head) {
            return document.subject(head);
        }
        i = head;
        // "..., he said": the verb of speech hangs on the quotation.
        if let Some(verb) = document.children_with(i, Rel::Parataxis).find(|v| said(*v)) {
            return document.subject(verb);
        }
    }
    None
}

fn is_speech(lemma: &str) -> bool {
    matches!(
        lemma,
        "say"
            | "tell"
            | "add"
            | "write"
            | "explain"
            | "note"
            | "state"
            | "claim"
            | "argue"
            | "admit"
            | "announce"
            | "declare"
            | "insist"
            | "recall"
            | "reply"
            | "warn"
            | "promise"
            | "joke"
            | "ask"
            | "think"
            | "believe"
            | "tweet"
            | "remark"
            | "comment"
            | "continue"
    )
}

/// The gender that a pronoun tells of whom it means.
pub fn known_gender(asks: Asks) -> Option<Gender> {
    match asks {
        Asks::Person(g) => Some(g),
        _ => None,
    }
}
