//! A name is one thing in the tree: "the Nikkei 225 plunged" with the number taken for the subject and the name hung
//! elsewhere.

use std::cmp::Ordering;
use std::ops::Range;

use crate::text::document::{Document, Token};
use crate::text::tags::{Rel, Upos};

/// Lets all words of each name hang on one of them, which takes the place that matters most.
pub fn names_are_one(document: &mut Document) {
    let mut changed = false;
    for name in &document.names {
        let at = document.sentences.partition_point(|s| s.tokens.end <= name.tokens.start);
        let Some(sentence) = document.sentences.get(at).map(|s| s.tokens.clone()) else { continue };
        if name.tokens.len() > 1 && name.tokens.end <= sentence.end {
            changed |= join(&mut document.tokens, name.tokens.clone(), sentence);
        }
    }
    if changed {
        document.link();
    }
}

fn join(tokens: &mut [Token], name: Range<usize>, sentence: Range<usize>) -> bool {
    let outside = |t: &Token| t.head.is_none_or(|h| !name.contains(&h));
    let ends: Vec<usize> =
        name.clone().filter(|i| outside(&tokens[*i]) && !matches!(tokens[*i].rel, Rel::Punct | Rel::Det)).collect();
    let weight = |i: &usize| match tokens[*i].rel {
        Rel::Root => 0,
        rel if rel.is_subject() => 1,
        Rel::Obj | Rel::Iobj => 2,
        Rel::Obl | Rel::OblAgent | Rel::Nmod | Rel::NmodPoss => 3,
        _ => 4,
    };
    // A word that hangs below another one of the name cannot stand for both.
    let tops = ends.iter().copied().filter(|i| !passes(tokens, *i, &name));
    let Some(place) = tops.min_by_key(weight).filter(|_| ends.len() > 1) else { return false };
    let bears = |i: usize| matches!(tokens[i].upos, Upos::Propn | Upos::Noun | Upos::X | Upos::Adj);
    // What is told of a name is not told of its number.
    let head = Some(place).filter(|p| bears(*p)).or_else(|| ends.iter().copied().find(|e| bears(*e))).unwrap_or(place);
    let (above, rel) = (tokens[place].head, tokens[place].rel);
    for i in sentence {
        let token = &mut tokens[i];
        if ends.contains(&i) {
            (token.head, token.rel) = match i.cmp(&head) {
                Ordering::Equal => (above, rel),
                Ordering::Less => (Some(head), Rel::Compound),
                Ordering::Greater => (Some(head), Rel::Flat),
            };
        } else if !name.contains(&i) && token.head.is_some_and(|h| h != head && ends.contains(&h)) {
            token.head = Some(head);
        }
    }
    true
}

/// Whether the way up from a token leads through a name.
fn passes(tokens: &[Token], from: usize, name: &Range<usize>) -> bool {
    let above = std::iter::successors(tokens[from].head, |i| tokens.get(*i).and_then(|t| t.head));
    above.take(tokens.len()).any(|i| name.contains(&i))
}

#[cfg(test)]
mod tests {
    use crate::text::{Model, Rel, analyse};

    #[test]
    fn a_name_with_a_number_is_one_subject() {
        let document = analyse(Model::embedded().unwrap(), "Earlier in Tokyo, the Nikkei 225 plunged 6.8 percent.");
        let verb = (0..document.tokens.len()).find(|i| document.word(*i) == "plunged").unwrap();
        let subject = document.subject(verb).expect("a subject");
        assert_eq!((document.word(subject), document.tokens[subject + 1].rel), ("Nikkei", Rel::Flat));
    }
}
