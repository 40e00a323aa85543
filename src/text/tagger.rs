//! The tagger: what a token's vector says.

use super::decision::best;
use super::encoder::Vectors;
use super::network::Layer;

/// The number of the tag of each token.
pub fn tags(layer: &Layer, vectors: &Vectors) -> Vec<usize> {
    let mut scores = vec![0.0; vectors.len() * layer.outputs()];
    layer.apply(vectors.numbers(), vectors.width(), &mut scores);
    scores.chunks_exact(layer.outputs().max(1)).map(|s| best(s, |_| true)).collect()
}
