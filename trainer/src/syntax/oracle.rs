//! Which transitions lead to the best tree that can still be reached.

use dateline::text::parser::{State, TRANSITIONS};

/// How many gold arcs each transition makes impossible (Goldberg and Nivre 2012).
pub fn costs(state: &State, gold: &[usize]) -> [usize; TRANSITIONS] {
    let (next, n) = (state.next, gold.len());
    let Some(&top) = state.stack.last() else { return [0; TRANSITIONS] };
    let open_child = |child: usize, head: usize| gold[child] == head && state.heads[child].is_none();
    let below = &state.stack[..state.stack.len() - 1];
    let children_of_next = |stack: &[usize]| stack.iter().filter(|s| next < n + 1 && open_child(**s, next)).count();
    let head_of_next = |stack: &[usize]| usize::from(next < n && stack.contains(&gold[next]));
    let shift = children_of_next(&state.stack) + head_of_next(&state.stack);
    let ahead = |head: usize| (next..n).filter(|c| gold[*c] == head).count();
    let left = ahead(top) + usize::from(gold[top] > next && state.heads[top].is_none());
    let right = children_of_next(&state.stack) + head_of_next(below) + usize::from(next < n && gold[next] > next);
    [shift, left, right, ahead(top)]
}
