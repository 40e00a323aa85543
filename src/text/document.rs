//! One text after analysis: its sentences, tokens, syntax and names, and the questions that later stages ask of them.

use std::ops::Range;

use super::tags::{NameKind, Penn, Rel, Upos};
use crate::span::{Offsets, Span};

/// A word, a number, a punctuation mark.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// Its place in the text, in code points.
    pub span: Span,
    /// Its place in the text, in bytes.
    pub bytes: Range<usize>,
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn tag; tells tense and verb form.
    pub penn: Penn,
    /// Dictionary form, in lower case except for proper nouns.
    pub lemma: String,
    /// The token it depends on, counted from the start of the document; `None` for the head of a sentence.
    pub head: Option<usize>,
    /// How it depends on its head.
    pub rel: Rel,
}

/// A sentence: a range of tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its place in the text, in code points.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its first token behind a dateline ("LONDON, March 3 (Reuters) -"); without one the first of all.
    pub opens: usize,
}

/// A name: a range of tokens of one sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Name {
    /// Its tokens; titles ("Mr") and possessive endings do not belong to it.
    pub tokens: Range<usize>,
    /// What it names.
    pub kind: NameKind,
    /// How sure the tagger is, 0 to 1.
    pub confidence: f32,
}

/// The text of an article with everything that was read from it.
#[derive(Debug, Clone)]
pub struct Document<'a> {
    /// The text as stored.
    pub text: &'a str,
    /// Converts between bytes and code points of the text.
    pub offsets: Offsets<'a>,
    /// All tokens, in order.
    pub tokens: Vec<Token>,
    /// All sentences, in order; they do not overlap.
    pub sentences: Vec<Sentence>,
    /// All names, in order; they do not overlap.
    pub names: Vec<Name>,
    /// For each token the place of its children in `children`.
    first_child: Vec<usize>,
    children: Vec<usize>,
    /// See [`Self::subtree`].
    subtrees: Vec<Range<usize>>,
}

impl<'a> Document<'a> {
    /// Puts the parts together and links heads to their children.
    pub fn new(text: &'a str, tokens: Vec<Token>, sentences: Vec<Sentence>, names: Vec<Name>) -> Self {
        let offsets = Offsets::new(text);
        let (first_child, children, subtrees) = Default::default();
        let mut document = Self { text, offsets, tokens, sentences, names, first_child, children, subtrees };
        document.link();
        document
    }

    /// Links heads to their children, anew when heads have changed.
    pub(super) fn link(&mut self) {
        let tokens = &self.tokens;
        let mut first_child = vec![0; tokens.len() + 2];
        for head in tokens.iter().filter_map(|t| t.head).filter(|h| *h < tokens.len()) {
            first_child[head + 2] += 1;
        }
        for i in 2..first_child.len() {
            first_child[i] += first_child[i - 1];
        }
        let mut children = vec![0; first_child.last().copied().unwrap_or(0)];
        for (i, token) in tokens.iter().enumerate() {
            if let Some(head) = token.head.filter(|h| *h < tokens.len()) {
                children[first_child[head + 1]] = i;
                first_child[head + 1] += 1;
            }
        }
        (self.first_child, self.children) = (first_child, children);
        self.subtrees = self.reach();
    }

    /// The first and last token (excluded) of everything that depends on each token.
    fn reach(&self) -> Vec<Range<usize>> {
        let mut reach: Vec<Range<usize>> = (0..self.tokens.len()).map(|i| i..i + 1).collect();
        // Heads before what hangs on them.
        let opens = |i: &usize| self.tokens[*i].head.is_none_or(|h| h >= reach.len());
        let mut order: Vec<usize> = (0..reach.len()).filter(opens).collect();
        let mut next = 0;
        while let Some(i) = order.get(next) {
            order.extend_from_slice(self.children(*i));
            next += 1;
        }
        for i in order.into_iter().rev() {
            let below = reach[i].clone();
            if let Some(above) = self.tokens[i].head.and_then(|h| reach.get_mut(h)) {
                *above = above.start.min(below.start)..above.end.max(below.end);
            }
        }
        reach
    }

    /// The words of token `i` as they stand in the text; empty when there is no such token.
    pub fn word(&self, i: usize) -> &'a str {
        self.tokens.get(i).and_then(|t| self.text.get(t.bytes.clone())).unwrap_or("")
    }

    /// The lemma of token `i`; empty when there is no such token.
    pub fn lemma(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |t| &t.lemma)
    }

    /// Whether a blank line lies between two tokens.
    pub fn is_new_paragraph(&self, from: usize, to: usize) -> bool {
        let (Some(a), Some(b)) = (self.tokens.get(from), self.tokens.get(to)) else { return false };
        self.text.get(a.bytes.end..b.bytes.start).is_some_and(|gap| gap.matches('\n').count() > 1)
    }

    /// Whether a blank line lies before a sentence.
    pub fn opens_paragraph(&self, sentence: usize) -> bool {
        let first = self.sentences.get(sentence).map_or(0, |s| s.tokens.start);
        first.checked_sub(1).is_some_and(|before| self.is_new_paragraph(before, first))
    }

    /// The text from the first to the last token of a range, with what stands between them.
    pub fn words(&self, tokens: Range<usize>) -> &'a str {
        match (self.tokens.get(tokens.start), self.tokens.get(tokens.end.wrapping_sub(1))) {
            (Some(a), Some(b)) => self.text.get(a.bytes.start..b.bytes.end).unwrap_or(""),
            _ => "",
        }
    }

    /// The span of a range of tokens, in code points.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        match (self.tokens.get(tokens.start), self.tokens.get(tokens.end.wrapping_sub(1))) {
            (Some(a), Some(b)) => Span::new(a.span.start, b.span.end),
            _ => Span::default(),
        }
    }

    /// The tokens that depend on token `i`, in order.
    pub fn children(&self, i: usize) -> &[usize] {
        match (self.first_child.get(i), self.first_child.get(i + 1)) {
            (Some(&a), Some(&b)) => self.children.get(a..b).unwrap_or(&[]),
            _ => &[],
        }
    }

    /// The first child of `i` with this relation.
    pub fn child(&self, i: usize, rel: Rel) -> Option<usize> {
        self.children(i).iter().copied().find(|c| self.tokens[*c].rel == rel)
    }

    /// Every child of `i` with this relation.
    pub fn children_with(&self, i: usize, rel: Rel) -> impl Iterator<Item = usize> + '_ {
        self.children(i).iter().copied().filter(move |c| self.tokens[*c].rel == rel)
    }

    /// The first and last token (excluded) of everything that depends on `i`, itself included.
    pub fn subtree(&self, i: usize) -> Range<usize> {
        self.subtrees.get(i).cloned().unwrap_or(i..i + 1)
    }

    /// The index of the sentence that holds token `i`.
    pub fn sentence_of(&self, i: usize) -> usize {
        self.sentences.partition_point(|s| s.tokens.end <= i)
    }

    /// Whether a token is the first of its sentence.
    pub fn opens_sentence(&self, i: usize) -> bool {
        self.sentences.get(self.sentence_of(i)).is_some_and(|s| s.tokens.start == i)
    }

    /// The first subject that hangs on a token.
    pub fn subject(&self, i: usize) -> Option<usize> {
        self.children(i).iter().copied().find(|c| self.tokens[*c].rel.is_subject())
    }

    /// The tokens that share at least one code point with a span.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|t| t.span.end <= span.start);
        let end = self.tokens.partition_point(|t| t.span.start < span.end);
        start..end.max(start)
    }

    /// The token of a range on which the others depend: the first whose head lies outside.
    pub fn head_of(&self, tokens: Range<usize>) -> usize {
        let outside = |i: &usize| self.tokens.get(*i).is_some_and(|t| t.head.is_none_or(|h| !tokens.contains(&h)));
        tokens.clone().find(outside).unwrap_or(tokens.start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "Kim met Trump." as the parser would give it.
    fn document() -> Document<'static> {
        let text = "Kim met Trump.";
        let token = |start: usize, end: usize, upos, penn, head, rel| Token {
            span: Span::new(start as u32, end as u32),
            bytes: start..end,
            upos,
            penn,
            lemma: text[start..end].into(),
            head,
            rel,
        };
        let tokens = vec![
            token(0, 3, Upos::Propn, Penn::Nnp, Some(1), Rel::Nsubj),
            token(4, 7, Upos::Verb, Penn::Vbd, None, Rel::Root),
            token(8, 13, Upos::Propn, Penn::Nnp, Some(1), Rel::Obj),
            token(13, 14, Upos::Punct, Penn::Stop, Some(1), Rel::Punct),
        ];
        Document::new(text, tokens, vec![Sentence { span: Span::new(0, 14), tokens: 0..4, opens: 0 }], vec![])
    }

    #[test]
    fn a_head_knows_its_children_in_order() {
        let d = document();
        assert_eq!(d.children(1), [0, 2, 3]);
        assert_eq!((d.children(0), d.children(9)), (&[][..], &[][..]));
        assert_eq!((d.child(1, Rel::Obj), d.child(1, Rel::Iobj)), (Some(2), None));
        assert_eq!((d.subtree(1), d.subtree(2), d.head_of(0..4)), (0..4, 2..3, 1));
    }

    #[test]
    fn words_and_spans_are_those_of_the_text() {
        let d = document();
        assert_eq!((d.words(0..2), d.word(2), d.words(3..9)), ("Kim met", "Trump", ""));
        assert_eq!(d.tokens_in(Span::new(5, 9)), 1..3);
        assert_eq!(d.sentence_of(3), 0);
    }
}
