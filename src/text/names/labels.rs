//! The labels of tokens: where a name begins, goes on, ends, and of which kind it is; and the best path through them.

use std::ops::Range;

use crate::text::NameKind;

/// Outside of names, then for each kind: begins, goes on, ends, is all of the name.
pub const LABELS: usize = 1 + NameKind::ALL.len() * 4;

/// Not part of a name.
pub const OUTSIDE: usize = 0;

/// Where in a name a token stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The first of several.
    First,
    /// Neither first nor last.
    Inner,
    /// The last of several.
    Last,
    /// The only one.
    Only,
}

impl Part {
    /// The part that a token of a name is.
    pub fn of(token: usize, name: &Range<usize>) -> Self {
        match (token == name.start, token + 1 == name.end) {
            (true, true) => Self::Only,
            (true, false) => Self::First,
            (false, true) => Self::Last,
            (false, false) => Self::Inner,
        }
    }
}

/// The label of a part of a name; `kind` is the place in [`NameKind::ALL`].
pub const fn label(kind: usize, part: Part) -> usize {
    1 + kind * 4 + part as usize
}

/// The place of the kind in [`NameKind::ALL`], and the part; `None` outside.
pub const fn meaning(label: usize) -> Option<(usize, Part)> {
    if label == OUTSIDE {
        return None;
    }
    let part = match (label - 1) % 4 {
        0 => Part::First,
        1 => Part::Inner,
        2 => Part::Last,
        _ => Part::Only,
    };
    Some(((label - 1) / 4, part))
}

/// Whether a name can be left open by this label.
pub const fn is_open(label: usize) -> bool {
    matches!(meaning(label), Some((_, Part::First | Part::Inner)))
}

/// Whether `after` may follow `before`.
pub const fn may_follow(before: usize, after: usize) -> bool {
    match (meaning(before), meaning(after)) {
        (Some((a, Part::First | Part::Inner)), Some((b, Part::Inner | Part::Last))) => a == b,
        (Some((_, Part::First | Part::Inner)), _) => false,
        (_, None) => true,
        (_, Some((_, part))) => matches!(part, Part::First | Part::Only),
    }
}

/// For each label, those that may follow it.
pub fn followers() -> Vec<Vec<usize>> {
    (0..LABELS).map(|a| (0..LABELS).filter(|b| may_follow(a, *b)).collect()).collect()
}

/// The labels of a stretch of tokens with the highest sum of scores; outside of it stand no names.
pub fn best_path(
    scores: &[[i32; LABELS]],
    transitions: &[[i32; LABELS]; LABELS],
    followers: &[Vec<usize>],
) -> Vec<usize> {
    const NEVER: i32 = i32::MIN / 4;
    let mut reach = [NEVER; LABELS];
    reach[OUTSIDE] = 0;
    let mut back = Vec::with_capacity(scores.len());
    for here in scores {
        let (mut next, mut from) = ([NEVER; LABELS], [0_u8; LABELS]);
        for (a, followers) in followers.iter().enumerate().filter(|(a, _)| reach[*a] > NEVER) {
            for &b in followers {
                let score = reach[a] + transitions[a][b];
                if score > next[b] {
                    next[b] = score;
                    from[b] = a as u8;
                }
            }
        }
        for (label, score) in next.iter_mut().enumerate().filter(|(_, s)| **s > NEVER) {
            *score += here[label];
        }
        reach = next;
        back.push(from);
    }
    let closing = |label: usize| reach[label] + transitions[label][OUTSIDE];
    let closed = (0..LABELS).filter(|l| !is_open(*l));
    let mut label = closed.max_by_key(|l| (closing(*l), std::cmp::Reverse(*l))).unwrap_or(OUTSIDE);
    let mut path = Vec::with_capacity(scores.len());
    for from in back.iter().rev() {
        path.push(label);
        label = usize::from(from[label]);
    }
    path.reverse();
    path
}

/// The names that a path spells; `first` is the token of its first label.
pub fn names(path: &[usize], first: usize) -> Vec<(Range<usize>, usize)> {
    let (mut found, mut start) = (Vec::new(), first);
    for (i, label) in path.iter().enumerate() {
        match meaning(*label) {
            Some((_, Part::First)) => start = first + i,
            Some((kind, Part::Last)) => found.push((start..first + i + 1, kind)),
            Some((kind, Part::Only)) => found.push((first + i..first + i + 1, kind)),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_path_spells_whole_names_even_where_single_scores_would_not() {
        let person = label(0, Part::First);
        let mut scores = [[0; LABELS]; 3];
        // Alone the second token would be outside, and the third the inside of an organisation.
        scores[0][person] = 9;
        scores[1][OUTSIDE] = 1;
        scores[2][label(1, Part::Inner)] = 3;
        scores[2][label(0, Part::Last)] = 2;
        let path = best_path(&scores, &[[0; LABELS]; LABELS], &followers());
        assert_eq!(names(&path, 10), [(10..13, 0)]);
        assert!(best_path(&[], &[[0; LABELS]; LABELS], &followers()).is_empty());
    }

    #[test]
    fn nothing_but_its_own_rest_follows_an_open_name() {
        assert!(may_follow(label(2, Part::First), label(2, Part::Last)));
        assert!(!may_follow(label(2, Part::First), label(1, Part::Last)));
        assert!(!may_follow(label(2, Part::Inner), OUTSIDE));
        assert!(!may_follow(OUTSIDE, label(0, Part::Inner)));
        assert!(may_follow(label(2, Part::Only), label(3, Part::First)));
    }
}
