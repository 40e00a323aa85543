//! An actor while the article is being read: what is known of it so far, and where it was seen.

use std::ops::Range;

use super::keys;
use crate::findings::{ActorKind, MentionForm};
use crate::span::Span;

/// What pronoun a person takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gender {
    /// he
    Male,
    /// she
    Female,
}

/// How an office lies to the time of its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tenure {
    /// Held as the article is written, as far as it says.
    Current,
    /// "then President"
    Then,
    /// "former president"
    Past,
    /// "president-elect"
    Future,
}

/// An office that the article gives to somebody.
#[derive(Debug, Clone, PartialEq)]
pub struct Office {
    /// In lower case: "foreign minister".
    pub title: String,
    /// The country or organisation.
    pub of: Option<String>,
    /// Held when.
    pub tenure: Tenure,
    /// The token at which the office stands.
    pub token: usize,
    /// Where its words stand.
    pub words: Span,
}

/// A place in the text that refers to the actor.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Name, nominal or pronoun.
    pub form: MentionForm,
    /// How sure, 0 to 1.
    pub confidence: f32,
    /// The names of the others who may be meant.
    pub candidates: Vec<String>,
}

/// An actor while the article is being read.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Its fullest name; empty for somebody without one, who is not reported but can be meant by a pronoun.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// For persons.
    pub gender: Option<Gender>,
    /// Several of them: takes "they".
    pub plural: bool,
    /// The country of a person or group, by its name in the table.
    pub country: Option<String>,
    /// What the article calls it: "surveyor", "president".
    pub offices: Vec<Office>,
    /// Whose kin it is: the noun and the other draft.
    pub kin: Vec<(String, usize)>,
    /// Where it is mentioned.
    pub references: Vec<Reference>,
}

impl Draft {
    /// Somebody or something newly met.
    pub fn new(name: &str, kind: ActorKind) -> Self {
        Self {
            name: name.to_owned(),
            kind,
            gender: None,
            plural: kind == ActorKind::Group,
            country: None,
            offices: Vec::new(),
            kin: Vec::new(),
            references: Vec::new(),
        }
    }

    /// Whether it has a name or description of its own, and so belongs into the findings.
    pub fn is_reported(&self) -> bool {
        !self.name.is_empty()
    }

    /// Adds a mention unless the same words were added before.
    pub fn refer(&mut self, tokens: Range<usize>, form: MentionForm, confidence: f32) {
        if !self.references.iter().any(|r| r.tokens == tokens) {
            self.references.push(Reference { tokens, form, confidence, candidates: Vec::new() });
        }
    }

    /// Notes who else may be meant at a place that refers to it.
    pub fn doubt(&mut self, tokens: &Range<usize>, candidates: Vec<String>) {
        if let Some(reference) = self.references.iter_mut().find(|r| r.tokens == *tokens) {
            reference.candidates = candidates;
        }
    }

    /// Whether this is the whole surname or the first name, not one of two surnames or a middle name.
    pub fn is_called(&self, key: &str) -> bool {
        let person = keys::person(&self.name);
        person.surname.join(" ") == key
            || person.surname.last().is_some_and(|s| s == key)
            || self.calling_name(&person).is_some_and(|g| g == key)
    }

    /// The given name that somebody is called by: the first, and the last of several behind a surname: "Hanh" of Nguyen Thi Hanh.
    fn calling_name<'p>(&self, person: &'p keys::PersonName) -> Option<&'p String> {
        if person.surname_first && !self.name.contains('-') { person.given.last() } else { person.given.first() }
    }

    /// Whether it can be called by this word of a name alone: a surname, a given name, a short form.
    pub fn answers_to(&self, key: &str) -> bool {
        match self.kind {
            ActorKind::Person => {
                keys::surname_keys(&self.name).iter().any(|k| k == key)
                    || self.calling_name(&keys::person(&self.name)).is_some_and(|g| g == key)
            }
            _ => false,
        }
    }
}
