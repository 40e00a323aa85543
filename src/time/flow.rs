//! How a date stands in what a text tells: whether the text goes on with what it has just dated, or only explains.

use std::ops::Range;

use crate::text::{Document, Penn, Rel, Upos};

/// Heads are followed, and words before "since" looked at, at most so far.
const DEPTH: usize = 12;

/// Whether the tokens open their sentence ("In 1989, ..."), or date what somebody called by a pronoun, or nobody, is said to have
/// done. "It" is mostly a firm, whose news go on: "Orva bought Selt in 2011. It wrote off 3 million in July".
pub fn goes_on(document: &Document, tokens: Range<usize>) -> bool {
    let first = document.sentences.get(document.sentence_of(tokens.start)).map_or(0, |s| s.tokens.start);
    if tokens.start < first + 3 && (first..tokens.start).all(|i| document.tokens[i].upos == Upos::Adp) {
        return true;
    }
    let mut at = document.head_of(tokens);
    for _ in 0..DEPTH {
        let Some(token) = document.tokens.get(at) else { return true };
        if token.upos == Upos::Verb
            && let Some(subject) = document.subject(at)
        {
            let word = document.word(subject);
            // "the trial, which opened in May": whoever the sentence tells of goes on with it, or not.
            let relative = matches!(document.tokens[subject].penn, Penn::Wdt | Penn::Wp);
            if !relative {
                return document.tokens[subject].upos == Upos::Pron && !word.eq_ignore_ascii_case("it");
            }
        }
        match token.head {
            Some(head) => at = head,
            None => return true,
        }
    }
    true
}

/// Whether the tokens stand in a clause that says more of a noun, or that gives the time or reason of another one; or say since
/// when nothing was so great ("its largest gain since March 2009").
pub fn is_aside(document: &Document, tokens: Range<usize>) -> bool {
    let since = tokens.start.checked_sub(1).filter(|b| document.word(*b) == "since");
    let superlative =
        |i: usize| matches!(document.tokens[i].penn, Penn::Jjs | Penn::Rbs) || document.word(i) == "first";
    let in_phrase = |i: &usize| !matches!(document.tokens[*i].upos, Upos::Verb | Upos::Punct | Upos::Pron);
    if since.is_some_and(|s| (s.saturating_sub(DEPTH)..s).rev().take_while(in_phrase).any(superlative)) {
        return true;
    }
    let mut at = document.head_of(tokens);
    for _ in 0..DEPTH {
        let Some(token) = document.tokens.get(at) else { break };
        match (token.rel, token.head) {
            (Rel::AclRelcl | Rel::Acl, _) => return true,
            (Rel::Advcl, _) if document.child(at, Rel::Mark).is_some() => return true,
            (_, Some(head)) => at = head,
            _ => break,
        }
    }
    false
}
