//! Time expressions: what was scanned in the text, and resolved against the publication date or the narrative.

pub mod resolve;
pub mod scan;
pub mod value;
pub mod words;

use crate::calendar::Day;
use crate::findings::TimeExpression;
use crate::text::{Document, Penn, Upos};

/// The time expressions of a text, in order. Without a publication date, what is counted from it stays unresolved.
pub fn find(document: &Document, published: Option<Day>) -> Vec<TimeExpression> {
    let mut narrative = resolve::Narrative::default();
    let scanned = scan::scan(document);
    scanned
        .iter()
        .map(|f| resolve::resolve(document, f, published, &mut narrative, direction(document, f.tokens.start)))
        .collect()
}

/// Where the verb that governs a token points: -1 past, 1 future, 0 not known.
fn direction(document: &Document, token: usize) -> resolve::Direction {
    if token > 0 && document.word(token - 1).eq_ignore_ascii_case("since") {
        return -1;
    }
    let mut at = Some(token);
    let mut steps = 0;
    while let Some(i) = at.filter(|_| steps < 12) {
        let t = &document.tokens[i];
        if matches!(t.upos, Upos::Verb | Upos::Aux) {
            let ahead = document
                .children(i)
                .iter()
                .any(|c| matches!(document.lemma(*c), "will" | "shall" | "must" | "may" | "should"));
            if ahead
                || (t.penn == Penn::Vb && document.children(i).iter().any(|c| document.lemma(*c) == "to"))
                || matches!(t.lemma.as_str(), "plan" | "expect" | "schedule")
            {
                return 1;
            }
            let past = matches!(t.penn, Penn::Vbd | Penn::Vbn)
                || document.children(i).iter().any(|c| document.tokens[*c].penn == Penn::Vbd);
            return if past { -1 } else { 0 };
        }
        at = t.head;
        steps += 1;
    }
    0
}
