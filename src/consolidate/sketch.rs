//! What the place of a mention tells of it: a number by which most of those that share no more than an actor and a verb with
//! another are known to be something else, without being read. A popular actor does many things on one day.

use super::events::LIKE;

/// Bits that stand for the words of the label.
const WORDS: u32 = 56;
/// Where the number of words stands that share a bit with another word of the same label; from [`MANY`] on it is not known.
const LOST: u32 = WORDS;
const MANY: u32 = 3;
/// Where it stands how many take part.
const ACTORS: u32 = WORDS + 2;

/// The sketch of a mention with these words, as hashes of which each is there once, and so many actors; `filed` is the
/// number of actors by which it is filed at most.
pub fn sketch(words: &[i64], actors: usize, filed: usize) -> i64 {
    let bits = words.iter().fold(0_u64, |all, word| all | 1 << (word.cast_unsigned() % u64::from(WORDS)));
    let lost = (words.len() as u64 - u64::from(bits.count_ones())).min(u64::from(MANY));
    let several = u64::from(actors > 1) + u64::from(actors > filed);
    (several << ACTORS | lost << LOST | bits).cast_signed()
}

/// Whether two may report one event that share an actor, a kind and fine days, and no pair of actors by which they are filed.
/// Who shares such a pair is found by it.
pub fn may_agree(x: i64, y: i64) -> bool {
    let several = |sketch: i64| sketch >> ACTORS;
    if several(x) > 0 && several(y) > 0 {
        return several(x) > 1 || several(y) > 1;
    }
    let bits = |sketch: i64| sketch.cast_unsigned() & ((1 << WORDS) - 1);
    let lost = |sketch: i64| (sketch.cast_unsigned() >> LOST) as u32 & MANY;
    let both = (bits(x) & bits(y)).count_ones();
    if both == 0 || lost(x) == MANY || lost(y) == MANY {
        return both > 0;
    }
    let count = |sketch: i64| bits(sketch).count_ones() + lost(sketch);
    let shared = both + lost(x).min(lost(y));
    f64::from(shared) / f64::from(count(x).min(count(y))) >= LIKE
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn of_more_than_two_only_a_pair_that_is_not_filed_may_be_shared() {
        let with = |actors| sketch(&[7], actors, 4);
        assert!(!may_agree(with(2), with(3)));
        assert!(may_agree(with(2), with(5)));
        assert!(may_agree(with(1), with(5)));
        assert!(!may_agree(sketch(&[7], 1, 4), sketch(&[8], 2, 4)));
        assert!(!may_agree(sketch(&[], 1, 4), sketch(&[], 1, 4)), "without words nothing is alike");
    }

    proptest! {
        #[test]
        fn what_has_like_words_is_never_passed_over(
            both in prop::collection::btree_set(any::<i64>(), 0..9),
            left in prop::collection::btree_set(any::<i64>(), 0..14),
            right in prop::collection::btree_set(any::<i64>(), 0..14),
        ) {
            let x: Vec<i64> = both.union(&left).copied().collect();
            let y: Vec<i64> = both.union(&right).copied().collect();
            let shared = x.iter().filter(|word| y.contains(word)).count();
            let shorter = x.len().min(y.len());
            if shorter > 0 && shared as f64 / shorter as f64 >= LIKE {
                prop_assert!(may_agree(sketch(&x, 1, 4), sketch(&y, 1, 4)));
            }
        }
    }
}
