//! The arithmetic of the network: layers that multiply vectors by a table of weights.
//!
//! Products and their sums are whole numbers, which are the same in any order, so that the same text gives the same tags and
//! trees on every machine.

use super::model::ModelError;
use super::reader::Reader;

/// Outputs that are worked out together.
const BLOCK: usize = 16;

/// Weights and inputs are whole numbers up to this.
const MOST: f32 = 2047.0;
/// The most inputs of a layer: so many products of such numbers add up to less than 2^31.
const INPUTS: usize = 512;

/// A table of weights with a bias for each output.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Layer {
    inputs: usize,
    outputs: usize,
    /// For each block of outputs the weights from the first two inputs, from the next two, and so on: those of the first
    /// output, of the second ...; zeros where the block has no output or an odd number of inputs ends.
    weights: Vec<i16>,
    unit: f32,
    bias: Vec<f32>,
}

/// The weights of a block from two inputs.
type Pair = [i16; 2 * BLOCK];
/// What comes out of a block for four vectors.
type Sums = [[i32; BLOCK]; 4];

impl Layer {
    /// From weights row by row, a row per input, of which there are at most 512, and the bias of each output.
    pub fn new(rows: &[f32], bias: &[f32]) -> Self {
        let (outputs, inputs) = (bias.len(), rows.len() / bias.len().max(1));
        let unit = unit(rows, MOST);
        let mut weights = vec![0; size(inputs, outputs)];
        for (input, row) in rows.chunks_exact(outputs.max(1)).enumerate() {
            for (output, value) in row.iter().enumerate() {
                let pair = output / BLOCK * inputs.div_ceil(2) + input / 2;
                weights[pair * 2 * BLOCK + output % BLOCK * 2 + input % 2] = (value / unit).round() as i16;
            }
        }
        Self { inputs, outputs, weights, unit, bias: bias.to_vec() }
    }

    /// How many values come out.
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// What comes out for each of the vectors that begin every `step` values of the input; they may overlap. `out` has room for as many vectors
    /// as are asked for.
    pub fn apply(&self, input: &[f32], step: usize, out: &mut [f32]) {
        let pairs = self.inputs.div_ceil(2);
        if pairs == 0 || self.outputs == 0 {
            return;
        }
        let unit = unit(input, MOST);
        let mut numbers = vec![0; input.len() + 1];
        whole(input, unit, &mut numbers);
        let vector = |i: usize| numbers.get(i * step..).map_or(&[][..], |v| v.as_chunks().0);
        let count = out.len() / self.outputs;
        let (weights, _) = self.weights.as_chunks();
        let scale = unit * self.unit;
        for (block, weights) in weights.chunks_exact(pairs).enumerate() {
            let columns = block * BLOCK..self.outputs.min((block + 1) * BLOCK);
            let mut bias = [0.0; BLOCK];
            bias[..columns.len()].copy_from_slice(&self.bias[columns.clone()]);
            for first in (0..count).step_by(4) {
                let sums = multiply(weights, [0, 1, 2, 3].map(|k| vector((first + k).min(count - 1))));
                for (i, sums) in (first..count).zip(&sums) {
                    let mut values = bias;
                    values.iter_mut().zip(sums).for_each(|(v, sum)| *v += *sum as f32 * scale);
                    let place = &mut out[i * self.outputs + columns.start..];
                    match place.first_chunk_mut() {
                        Some(whole) if columns.len() == BLOCK => *whole = values,
                        _ => place[..columns.len()].copy_from_slice(&values[..columns.len()]),
                    }
                }
            }
        }
    }

    /// Appends the layer to a file.
    pub fn write(&self, out: &mut Vec<u8>) {
        for n in [self.inputs, self.outputs] {
            out.extend((n as u32).to_le_bytes());
        }
        write_numbers(&self.weights, self.unit, out);
        write_values(&self.bias, out);
    }

    /// Reads a layer back.
    pub fn read(bytes: &mut Reader) -> Result<Self, ModelError> {
        let (inputs, outputs) = (bytes.number()?, bytes.number()?);
        let (weights, unit) = read_numbers(bytes)?;
        let layer = Self { inputs, outputs, weights, unit, bias: read_values(bytes)? };
        if layer.weights.len() != size(inputs, outputs) || layer.bias.len() != outputs || inputs > INPUTS {
            return Err(ModelError("a layer has another size than it says".into()));
        }
        Ok(layer)
    }
}

/// How many weights a layer keeps.
fn size(inputs: usize, outputs: usize) -> usize {
    outputs.div_ceil(BLOCK).saturating_mul(2 * BLOCK).saturating_mul(inputs.div_ceil(2))
}

/// The unit in which the values are whole numbers up to `steps`.
pub fn unit(values: &[f32], steps: f32) -> f32 {
    // Bits of numbers without sign are in the order of the numbers, and the processor compares many at once.
    let most = values.iter().map(|v| v.abs().to_bits() as i32).fold(0, i32::max);
    if most == 0 { 1.0 } else { f32::from_bits(most as u32) / steps }
}

/// The values in whole units, the even one of two that are as near.
fn whole(values: &[f32], unit: f32, out: &mut [i16]) {
    /// Added to a small number it leaves no place for what is behind the point: the last bits are the whole number.
    const ROUND: f32 = 12_582_912.0;
    let times = 1.0 / unit;
    for (out, value) in out.iter_mut().zip(values) {
        *out = (value * times + ROUND).to_bits() as i16;
    }
}

/// The products of two inputs and their weights, added up for four vectors and all outputs of a block.
fn multiply(weights: &[Pair], vectors: [&[[i16; 2]]; 4]) -> Sums {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        // It may only run where wide registers exist, which was asked above.
        #[allow(unsafe_code)]
        unsafe {
            return multiply_wide(weights, vectors);
        }
    }
    multiply_plain(weights, vectors)
}

fn multiply_plain(weights: &[Pair], vectors: [&[[i16; 2]]; 4]) -> Sums {
    vectors.map(|vector| {
        let mut sums = [0_i32; BLOCK];
        for (weights, [a, b]) in weights.iter().zip(vector) {
            for (sum, [v, w]) in sums.iter_mut().zip(weights.as_chunks().0) {
                *sum += i32::from(*a) * i32::from(*v) + i32::from(*b) * i32::from(*w);
            }
        }
        sums
    })
}

/// The same with the instruction that multiplies 16 pairs and adds each to its neighbour.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
#[allow(unsafe_code)]
fn multiply_wide(weights: &[Pair], vectors: [&[[i16; 2]]; 4]) -> Sums {
    use std::arch::x86_64::{
        __m256i, _mm256_add_epi32, _mm256_loadu_si256, _mm256_madd_epi16, _mm256_set1_epi32, _mm256_setzero_si256,
        _mm256_storeu_si256,
    };
    let mut sums = [[_mm256_setzero_si256(); 2]; 4];
    let [a, b, c, d] = vectors;
    for (weights, (((a, b), c), d)) in weights.iter().zip(a.iter().zip(b).zip(c).zip(d)) {
        let from: *const __m256i = weights.as_ptr().cast();
        // A pair has 32 numbers of 16 bits: two registers.
        let (low, high) = unsafe { (_mm256_loadu_si256(from), _mm256_loadu_si256(from.add(1))) };
        for (sums, [first, second]) in sums.iter_mut().zip([a, b, c, d]) {
            let both = i32::from(*second) << 16 | i32::from(*first as u16);
            let both = _mm256_set1_epi32(both);
            sums[0] = _mm256_add_epi32(sums[0], _mm256_madd_epi16(low, both));
            sums[1] = _mm256_add_epi32(sums[1], _mm256_madd_epi16(high, both));
        }
    }
    let mut out = [[0; BLOCK]; 4];
    for (out, [low, high]) in out.iter_mut().zip(sums) {
        let to: *mut __m256i = out.as_mut_ptr().cast();
        // There is room for two registers of eight numbers.
        unsafe {
            _mm256_storeu_si256(to, low);
            _mm256_storeu_si256(to.add(1), high);
        }
    }
    out
}

/// Appends values to a file in 65,535 steps.
pub fn write_values(values: &[f32], out: &mut Vec<u8>) {
    let unit = unit(values, 32767.0);
    let numbers: Vec<i16> = values.iter().map(|v| (v / unit).round() as i16).collect();
    write_numbers(&numbers, unit, out);
}

/// Appends numbers of 16 bits to a file, their low bytes first: alike bytes stand together.
fn write_numbers(numbers: &[i16], unit: f32, out: &mut Vec<u8>) {
    out.extend((numbers.len() as u32).to_le_bytes());
    out.extend(unit.to_le_bytes());
    out.extend(numbers.iter().map(|n| *n as u8));
    out.extend(numbers.iter().map(|n| (*n >> 8) as u8));
}

/// Reads values back.
pub fn read_values(bytes: &mut Reader) -> Result<Vec<f32>, ModelError> {
    let (numbers, unit) = read_numbers(bytes)?;
    Ok(numbers.into_iter().map(|n| f32::from(n) * unit).collect())
}

/// Reads numbers and their unit back.
fn read_numbers(bytes: &mut Reader) -> Result<(Vec<i16>, f32), ModelError> {
    let count = bytes.number()?;
    let unit = f32::from_bits(bytes.number()? as u32);
    let (low, high) = (bytes.take(count)?, bytes.take(count)?);
    Ok((low.iter().zip(high).map(|(l, h)| i16::from_le_bytes([*l, *h])).collect(), unit))
}

/// Adds one vector to another.
pub fn add(to: &mut [f32], from: &[f32]) {
    for (a, b) in to.iter_mut().zip(from) {
        *a += b;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two inputs and twenty outputs: the first counts up, the second counts down.
    fn layer() -> Layer {
        let rows: Vec<f32> = (0..20).map(|j| j as f32).chain((0..20).map(|j| -(j as f32))).collect();
        Layer::new(&rows, &[0.5; 20])
    }

    #[test]
    fn a_layer_multiplies_each_vector_of_overlapping_ones() {
        let mut out = vec![0.0; 60];
        layer().apply(&[1.0, 2.0, 4.0, 4.0], 1, &mut out);
        let expected = |factor: f32| (0..20).map(move |j| j as f32 * factor + 0.5);
        let expected = expected(-1.0).chain(expected(-2.0)).chain(expected(0.0));
        out.iter().zip(expected).for_each(|(value, expected)| assert!((value - expected).abs() < 0.1, "{value}"));
    }

    #[test]
    fn a_layer_is_as_exact_as_its_numbers_and_the_same_with_and_without_wide_registers() {
        let rows: Vec<f32> = (0..7 * 40).map(|i| (i as f32 * 0.37).sin()).collect();
        let layer = Layer::new(&rows, &[0.1; 40]);
        let input: Vec<f32> = (0..35).map(|i| (i as f32 * 0.71).cos()).collect();
        let mut out = vec![0.0; 200];
        layer.apply(&input, 7, &mut out);
        for (vector, out) in input.chunks(7).zip(out.chunks(40)) {
            for (output, value) in out.iter().enumerate() {
                let exact: f32 = 0.1 + vector.iter().zip(rows.chunks(40)).map(|(x, row)| x * row[output]).sum::<f32>();
                assert!((value - exact).abs() < 0.005, "{value} for {exact}");
            }
        }
        let numbers: Vec<[i16; 2]> = (0..36).map(|i| [i * 57 - 1000, 2047 - i * 114]).collect();
        let vectors = [0, 7, 9, 20].map(|from| &numbers[from..]);
        let weights = layer.weights.as_chunks().0;
        assert_eq!(multiply(weights, vectors), multiply_plain(weights, vectors));
    }

    #[test]
    fn the_largest_numbers_do_not_overflow() {
        let mut out = [0.0];
        Layer::new(&[3.0; INPUTS], &[0.0]).apply(&[-2.0; INPUTS], INPUTS, &mut out);
        assert!((out[0] + 6.0 * INPUTS as f32).abs() < 1.0, "{out:?}");
    }

    #[test]
    fn a_layer_reads_back_and_damage_is_an_error() {
        let mut bytes = Vec::new();
        layer().write(&mut bytes);
        let read = Layer::read(&mut Reader(&bytes)).unwrap();
        assert_eq!((&read.weights, read.unit, read.outputs()), (&layer().weights, layer().unit, 20));
        for cut in 0..bytes.len() {
            assert!(Layer::read(&mut Reader(&bytes[..cut])).is_err());
        }
    }
}
