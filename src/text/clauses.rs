//! Clauses between semicolons are read one by one: "Orva sold ten jets; Selt sold nine", of which the second has its own
//! subject and verb, whatever the first ends with.

use std::ops::Range;

use super::model::Model;
use super::tags::{Penn, Rel};

/// Tags, heads and relations of the tokens of a sentence; heads are counted from its first token.
pub struct Parse {
    /// The number of the tag of each token.
    pub tags: Vec<usize>,
    /// Its head; `None` for the head of the sentence.
    pub heads: Vec<Option<usize>>,
    /// The number of its relation.
    pub relations: Vec<usize>,
}

/// The clauses of a sentence that semicolons part, each with the semicolon at its end; `None` when there are none, or when one of
/// them has no finite verb ("the mayor, Anna Berg; the judge, Omar Haddad").
pub fn between_semicolons(
    model: &Model,
    text: &str,
    tokens: &[Range<usize>],
    parse: &Parse,
) -> Option<Vec<Range<usize>>> {
    let word = |i: usize| tokens.get(i).and_then(|t| text.get(t.clone())).unwrap_or("");
    let ends: Vec<usize> =
        (0..tokens.len()).filter(|i| word(*i) == ";" && i + 1 < tokens.len()).map(|i| i + 1).collect();
    if ends.is_empty() {
        return None;
    }
    let finite = |i: usize| {
        let penn = parse.tags.get(i).and_then(|t| model.tags.get(*t)).map(|t| t.1);
        matches!(penn, Some(Penn::Vbd | Penn::Vbz | Penn::Vbp | Penn::Md))
    };
    let starts: Vec<usize> = std::iter::once(0).chain(ends.iter().copied()).collect();
    let parts: Vec<Range<usize>> =
        starts.into_iter().zip(ends.into_iter().chain([tokens.len()])).map(|(a, b)| a..b).collect();
    // What stands in brackets or quotation marks over a semicolon is not torn apart.
    let whole = |part: &Range<usize>| {
        let count = |mark: &str| part.clone().filter(|i| word(*i) == mark).count();
        count("(") == count(")") && count("\"").is_multiple_of(2) && count("“") == count("”")
    };
    parts.iter().all(|p| p.clone().any(finite) && whole(p)).then_some(parts)
}

/// One tree of several parts: the heads of the others hang on that of the main one, which is given by its number.
pub fn in_a_row(parts: Vec<Parse>, main: usize, model: &Model) -> Parse {
    let beside = model.rels.iter().position(|r| *r == Rel::Parataxis).unwrap_or(0);
    let before: usize = parts.iter().take(main).map(|p| p.heads.len()).sum();
    let root = parts.get(main).and_then(|p| p.heads.iter().position(Option::is_none)).map(|root| before + root);
    let mut all = Parse { tags: Vec::new(), heads: Vec::new(), relations: Vec::new() };
    for (number, part) in parts.into_iter().enumerate() {
        let first = all.heads.len();
        all.tags.extend(part.tags);
        for (head, relation) in part.heads.into_iter().zip(part.relations) {
            let (head, relation) = match head {
                Some(head) => (Some(head + first), relation),
                None if number == main => (None, relation),
                None => (root, beside),
            };
            all.heads.push(head);
            all.relations.push(relation);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use crate::text::{Model, analyse};

    #[test]
    fn what_stands_behind_a_semicolon_has_its_own_subject() {
        let document =
            analyse(Model::embedded().unwrap(), "Boeing delivered 285 aircraft last year; Airbus delivered 320.");
        let told: Vec<(&str, &str)> = (0..document.tokens.len())
            .filter(|i| document.word(*i) == "delivered")
            .map(|v| (document.subject(v).map_or("", |s| document.word(s)), document.word(v)))
            .collect();
        assert_eq!(told, [("Boeing", "delivered"), ("Airbus", "delivered")]);
        let document =
            analyse(Model::embedded().unwrap(), "The mayor, Anna Berg; the judge, Omar Haddad; and two others left.");
        assert_eq!(document.tokens.iter().filter(|t| t.head.is_none()).count(), 1);
    }
}
