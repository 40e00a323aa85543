//! The language model as shipped: the weights are those that MODEL.md describes, and plain sentences are read right.

use dateline::text::{Document, Model, Upos, analyse};
use sha2::{Digest, Sha256};

fn read(text: &str) -> Document<'_> {
    analyse(Model::embedded().unwrap(), text)
}

/// "word:relation>head" for each token.
fn arcs(text: &str) -> String {
    let d = read(text);
    let arc =
        |i: usize| format!("{}:{}>{}", d.word(i), d.tokens[i].rel.as_str(), d.tokens[i].head.map_or("", |h| d.word(h)));
    (0..d.tokens.len()).map(arc).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_description_of_the_model_names_the_weights_in_the_program() {
    let hash: String = Sha256::digest(include_bytes!("../model/en.bin")).iter().map(|b| format!("{b:02x}")).collect();
    assert!(include_str!("../model/MODEL.md").contains(&hash), "model/MODEL.md should name SHA-256 {hash}");
}

#[test]
fn who_did_what_is_read_from_plain_news_sentences() {
    for (text, wanted) in [
        (
            "The treaty was signed by the minister.",
            "treaty:nsubj:pass>signed minister:obl:agent>signed was:aux:pass>signed",
        ),
        ("Ministers did not sign the treaty.", "Ministers:nsubj>sign not:advmod>sign treaty:obj>sign"),
        (
            "Anna Berg, the mayor of Bergen, met workers and farmers.",
            "Anna:nsubj>met mayor:appos>Anna farmers:conj>workers",
        ),
        (
            "The bank said it would close 40 branches.",
            "bank:nsubj>said close:ccomp>said it:nsubj>close branches:obj>close",
        ),
        ("The man who sold the ship was arrested.", "sold:acl:relcl>man man:nsubj:pass>arrested"),
        ("Officials have been talking to the union.", "Officials:nsubj>talking to:case>union union:obl>talking"),
        ("MAYOR SIGNS TREATY WITH FARMERS", "MAYOR:nsubj>SIGNS TREATY:obj>SIGNS"),
    ] {
        let found = arcs(text);
        for arc in wanted.split(' ') {
            assert!(found.split(' ').any(|a| a == arc), "{arc} in {found}");
        }
    }
}

#[test]
fn tags_and_lemmas_fit_the_use_of_a_word() {
    let d = read("Ministers met in the capital on Monday. The meeting was short.");
    let word = |w: &str| (0..d.tokens.len()).find(|i| d.word(*i) == w).map(|i| (d.tokens[i].upos, d.lemma(i)));
    assert_eq!(word("Ministers"), Some((Upos::Noun, "minister")));
    assert_eq!(word("met"), Some((Upos::Verb, "meet")));
    assert_eq!(word("Monday"), Some((Upos::Propn, "Monday")));
    assert_eq!(word("meeting"), Some((Upos::Noun, "meeting")));
    assert_eq!(word("was"), Some((Upos::Aux, "be")));
    assert_eq!(d.sentences.len(), 2);
}
