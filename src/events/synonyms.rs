//! Which triggers report the same kind of event: "summit" and "meet", "resignation" and "step down".

use super::lexicon::lexicon;

/// The name of the class that a trigger's lemma belongs to ("meet" for "summit"); `None` when it is in no class.
///
/// ```
/// use dateline::events::synonym_class;
/// assert_eq!(synonym_class("summit"), synonym_class("meet"));
/// assert_eq!(synonym_class("summit"), Some("meet"));
/// assert_eq!(synonym_class("sing"), None);
/// ```
pub fn synonym_class(lemma: &str) -> Option<&'static str> {
    lexicon().synonym_class(lemma)
}

/// Whether two triggers can report one event: the same lemma, or the same class.
pub fn are_synonyms(a: &str, b: &str) -> bool {
    a == b || matches!((synonym_class(a), synonym_class(b)), (Some(a), Some(b)) if a == b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_noun_and_a_verb_of_one_class_are_synonyms_and_two_classes_are_not() {
        assert!(are_synonyms("resignation", "step down"));
        assert!(are_synonyms("sing", "sing"));
        assert!(!are_synonyms("meet", "visit"));
        assert!(!are_synonyms("sing", "dance"));
    }
}
