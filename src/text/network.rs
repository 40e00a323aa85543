//! The arithmetic of the network: layers that multiply vectors by a table of weights.
//!
//! All sums are taken in the same order on every machine, and nothing is fused, so that the same text gives the same
//! tags and trees everywhere.

use super::model::ModelError;
use super::reader::Reader;

/// Outputs that are worked out together.
const BLOCK: usize = 16;

/// A table of weights with a bias for each output.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Layer {
    inputs: usize,
    outputs: usize,
    /// For each block of outputs the weights from the first input, from the second, and so on; zeros where the last block
    /// has no output.
    weights: Vec<f32>,
    bias: Vec<f32>,
}

impl Layer {
    /// From weights row by row, a row per input, and the bias of each output.
    pub fn new(rows: &[f32], bias: &[f32]) -> Self {
        let (outputs, inputs) = (bias.len(), rows.len() / bias.len().max(1));
        let blocks = outputs.div_ceil(BLOCK);
        let mut layer = Self { inputs, outputs, weights: vec![0.0; blocks * inputs * BLOCK], bias: bias.to_vec() };
        for (input, row) in rows.chunks_exact(outputs.max(1)).enumerate() {
            for (output, value) in row.iter().enumerate() {
                layer.weights[(output / BLOCK * inputs + input) * BLOCK + output % BLOCK] = *value;
            }
        }
        layer
    }

    /// How many values come out.
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// What comes out for each of the vectors that begin every `step` values of the input; they may overlap. `out` has room for as many vectors
    /// as are asked for.
    pub fn apply(&self, input: &[f32], step: usize, out: &mut [f32]) {
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx2") {
            // The same code for wider registers: it may only run where they exist, which was asked above.
            #[allow(unsafe_code)]
            unsafe {
                return self.apply_wide(input, step, out);
            }
        }
        self.apply_blocks(input, step, out);
    }

    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2")]
    fn apply_wide(&self, input: &[f32], step: usize, out: &mut [f32]) {
        self.apply_blocks(input, step, out);
    }

    #[inline(always)]
    fn apply_blocks(&self, input: &[f32], step: usize, out: &mut [f32]) {
        let (inputs, outputs) = (self.inputs, self.outputs);
        if inputs == 0 || outputs == 0 {
            return;
        }
        let count = out.len() / outputs;
        let vector = |i: usize| input.get(i * step..i * step + inputs).unwrap_or(&[]);
        let (weights, _) = self.weights.as_chunks::<BLOCK>();
        for (block, weights) in weights.chunks_exact(inputs).enumerate() {
            let columns = block * BLOCK..outputs.min((block + 1) * BLOCK);
            let mut bias = [0.0; BLOCK];
            bias[..columns.len()].copy_from_slice(&self.bias[columns.clone()]);
            let mut i = 0;
            // Four vectors at a time share each weight that is fetched, and keep the processor's adders busy.
            while i + 3 < count {
                let mut sums = [bias; 4];
                let vectors = vector(i).iter().zip(vector(i + 1)).zip(vector(i + 2)).zip(vector(i + 3));
                for (w, (((a, b), c), d)) in weights.iter().zip(vectors) {
                    let [first, second, third, fourth] = sums;
                    sums = [
                        add_times(first, *a, w),
                        add_times(second, *b, w),
                        add_times(third, *c, w),
                        add_times(fourth, *d, w),
                    ];
                }
                for (k, sum) in sums.iter().enumerate() {
                    out[(i + k) * outputs..][columns.clone()].copy_from_slice(&sum[..columns.len()]);
                }
                i += 4;
            }
            while i < count {
                let sum = weights.iter().zip(vector(i)).fold(bias, |sum, (w, a)| add_times(sum, *a, w));
                out[i * outputs..][columns.clone()].copy_from_slice(&sum[..columns.len()]);
                i += 1;
            }
        }
    }

    /// Appends the layer to a file, its values in 65,535 steps.
    pub fn write(&self, out: &mut Vec<u8>) {
        for n in [self.inputs, self.outputs] {
            out.extend((n as u32).to_le_bytes());
        }
        write_values(&self.weights, out);
        write_values(&self.bias, out);
    }

    /// Reads a layer back.
    pub fn read(bytes: &mut Reader) -> Result<Self, ModelError> {
        let (inputs, outputs) = (bytes.number()?, bytes.number()?);
        let size = outputs.div_ceil(BLOCK).saturating_mul(BLOCK).saturating_mul(inputs);
        let layer = Self { inputs, outputs, weights: read_values(bytes)?, bias: read_values(bytes)? };
        if layer.weights.len() != size || layer.bias.len() != outputs {
            return Err(ModelError("a layer has another size than it says".into()));
        }
        Ok(layer)
    }
}

#[inline(always)]
fn add_times(mut sum: [f32; BLOCK], factor: f32, weights: &[f32; BLOCK]) -> [f32; BLOCK] {
    for j in 0..BLOCK {
        sum[j] += factor * weights[j];
    }
    sum
}

/// Appends values to a file as 16-bit numbers, their low bytes first: alike bytes stand together.
pub fn write_values(values: &[f32], out: &mut Vec<u8>) {
    let most = values.iter().fold(0.0_f32, |m, v| m.max(v.abs()));
    let unit = if most == 0.0 { 1.0 } else { most / 32767.0 };
    out.extend((values.len() as u32).to_le_bytes());
    out.extend(unit.to_le_bytes());
    let numbers: Vec<i16> = values.iter().map(|v| (v / unit).round() as i16).collect();
    out.extend(numbers.iter().map(|n| *n as u8));
    out.extend(numbers.iter().map(|n| (*n >> 8) as u8));
}

/// Reads values back.
pub fn read_values(bytes: &mut Reader) -> Result<Vec<f32>, ModelError> {
    let count = bytes.number()?;
    let unit = f32::from_bits(bytes.number()? as u32);
    let (low, high) = (bytes.take(count)?, bytes.take(count)?);
    Ok(low.iter().zip(high).map(|(l, h)| f32::from(i16::from_le_bytes([*l, *h])) * unit).collect())
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
        assert_eq!(out, expected(-1.0).chain(expected(-2.0)).chain(expected(0.0)).collect::<Vec<_>>());
    }

    #[test]
    fn wide_registers_give_the_same_bits() {
        let rows: Vec<f32> = (0..7 * 40).map(|i| (i as f32 * 0.37).sin()).collect();
        let layer = Layer::new(&rows, &[0.1; 40]);
        let input: Vec<f32> = (0..35).map(|i| (i as f32 * 0.71).cos()).collect();
        let (mut wide, mut narrow) = (vec![0.0; 200], vec![0.0; 200]);
        layer.apply(&input, 7, &mut wide);
        layer.apply_blocks(&input, 7, &mut narrow);
        assert_eq!(wide, narrow);
    }

    #[test]
    fn a_layer_reads_back_and_damage_is_an_error() {
        let mut bytes = Vec::new();
        layer().write(&mut bytes);
        let read = Layer::read(&mut Reader(&bytes)).unwrap();
        let far = read.weights.iter().zip(&layer().weights).any(|(a, b)| (a - b).abs() > 0.001);
        assert!(!far && read.outputs() == 20);
        for cut in 0..bytes.len() {
            assert!(Layer::read(&mut Reader(&bytes[..cut])).is_err());
        }
    }
}
