//! The arithmetic of the network: layers that multiply vectors by a table of weights.
//!
//! Products and their sums are whole numbers, which are the same in any order, so that the same text gives the same tags and
//! trees on every machine.

use std::ops::Range;

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

/// Values as whole numbers of a unit, which is how layers multiply them.
#[derive(Debug, Default, Clone)]
pub struct Whole {
    numbers: Vec<i16>,
    unit: f32,
}

impl Whole {
    /// Puts these values in place of those before.
    pub fn set(&mut self, values: &[f32]) {
        /// Added to a small number it leaves no place for what is behind the point: the last bits are the whole number, the
        /// even one of two that are as near.
        const ROUND: f32 = 12_582_912.0;
        self.numbers.resize(values.len() + 1, 0);
        with_wide_registers(|| {
            self.unit = unit(values, MOST);
            let times = 1.0 / self.unit;
            for (number, value) in self.numbers.iter_mut().zip(values) {
                *number = (value * times + ROUND).to_bits() as i16;
            }
        });
        // Where an odd number of inputs ends.
        self.numbers[values.len()] = 0;
    }

    /// The numbers from a place on, in pairs.
    fn from(&self, at: usize) -> &[[i16; 2]] {
        self.numbers.get(at..).map_or(&[], |v| v.as_chunks().0)
    }
}

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
    pub fn apply(&self, input: &Whole, step: usize, out: &mut [f32]) {
        let starts: Vec<usize> = (0..out.len() / self.outputs.max(1)).map(|i| i * step).collect();
        self.multiply(input, &starts, 0..self.outputs, out);
    }

    /// The outputs of a range for the vectors that begin at these places of the input.
    pub fn multiply(&self, input: &Whole, starts: &[usize], columns: Range<usize>, out: &mut [f32]) {
        #[cfg(target_arch = "x86_64")]
        {
            // Each may only run where the registers exist, which is asked before.
            if is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512vnni") {
                #[allow(unsafe_code)]
                return unsafe { wide::multiply_512(self, input, starts, columns, out) };
            }
            if is_x86_feature_detected!("avx2") {
                #[allow(unsafe_code)]
                return unsafe { wide::multiply_256(self, input, starts, columns, out) };
            }
        }
        self.each::<4, 1>(input, starts, columns, out, sums);
    }

    /// Works out `V` vectors and `B` blocks at a time, of which `sums` adds up the products.
    #[inline(always)]
    fn each<const V: usize, const B: usize>(
        &self,
        input: &Whole,
        starts: &[usize],
        columns: Range<usize>,
        out: &mut [f32],
        sums: impl Fn([&[Pair]; B], [&[[i16; 2]]; V]) -> [[[i32; BLOCK]; V]; B],
    ) {
        let pairs = self.inputs.div_ceil(2);
        let (Some(last), true) = (starts.len().checked_sub(1), pairs > 0 && !columns.is_empty()) else { return };
        let (weights, _) = self.weights.as_chunks();
        let scale = input.unit * self.unit;
        let (from, to) = (columns.start / BLOCK, columns.end.div_ceil(BLOCK));
        for block in (from..to).step_by(B) {
            // Where blocks or vectors end, the last is worked out several times.
            let block = |k: usize| (block + k).min(to - 1);
            let weights = std::array::from_fn(|b| weights.get(block(b) * pairs..(block(b) + 1) * pairs).unwrap_or(&[]));
            for first in (0..=last).step_by(V) {
                let vectors = std::array::from_fn(|v| input.from(starts[(first + v).min(last)]));
                for (b, sums) in sums(weights, vectors).iter().enumerate() {
                    let outputs = columns.start.max(block(b) * BLOCK)..columns.end.min((block(b) + 1) * BLOCK);
                    let bias = &self.bias[outputs.clone()];
                    let inside = outputs.start % BLOCK..outputs.start % BLOCK + outputs.len();
                    let mut all = [0.0; BLOCK];
                    all[inside.clone()].copy_from_slice(bias);
                    for (i, sums) in (first..=last).zip(sums) {
                        let mut values = all;
                        values.iter_mut().zip(sums).for_each(|(v, sum)| *v += *sum as f32 * scale);
                        let place = i * columns.len() + outputs.start - columns.start;
                        let place = &mut out[place..place + outputs.len()];
                        // Nearly all blocks are whole, and of a known length.
                        match place.as_mut_array() {
                            Some(place) => *place = values,
                            None => place.copy_from_slice(&values[inside.clone()]),
                        }
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
#[inline]
pub fn unit(values: &[f32], steps: f32) -> f32 {
    // Bits of numbers without sign are in the order of the numbers, and the processor compares many at once.
    let most = values.iter().map(|v| v.abs().to_bits() as i32).fold(0, i32::max);
    if most == 0 { 1.0 } else { f32::from_bits(most as u32) / steps }
}

/// The products of two inputs and their weights, added up for each vector and all outputs of each block.
fn sums<const V: usize, const B: usize>(weights: [&[Pair]; B], vectors: [&[[i16; 2]]; V]) -> [[[i32; BLOCK]; V]; B] {
    weights.map(|weights| {
        vectors.map(|vector| {
            let mut sums = [0_i32; BLOCK];
            for (weights, [a, b]) in weights.iter().zip(vector) {
                for (sum, [v, w]) in sums.iter_mut().zip(weights.as_chunks().0) {
                    *sum += i32::from(*a) * i32::from(*v) + i32::from(*b) * i32::from(*w);
                }
            }
            sums
        })
    })
}

/// The same sums with the instructions of wide registers, which multiply 16 or 32 numbers and add each product to its
/// neighbour's. All numbers stay whole, so that they are the same in any register.
#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code)]
mod wide {
    use std::arch::x86_64::*;
    use std::ops::Range;

    use super::{BLOCK, Layer, Pair, Whole};

    #[target_feature(enable = "avx2")]
    pub fn multiply_256(layer: &Layer, input: &Whole, starts: &[usize], columns: Range<usize>, out: &mut [f32]) {
        match starts.len() {
            1 => layer.each::<1, 4>(input, starts, columns, out, |w, v| sums_256(w, v)),
            _ => layer.each::<4, 1>(input, starts, columns, out, |w, v| sums_256(w, v)),
        }
    }

    #[target_feature(enable = "avx512f,avx512vnni")]
    pub fn multiply_512(layer: &Layer, input: &Whole, starts: &[usize], columns: Range<usize>, out: &mut [f32]) {
        match starts.len() {
            1 => layer.each::<1, 4>(input, starts, columns, out, |w, v| sums_512(w, v)),
            _ => layer.each::<4, 2>(input, starts, columns, out, |w, v| sums_512(w, v)),
        }
    }

    /// Cuts all of them to the length of the shortest, so that no place in them has to be checked.
    #[inline(always)]
    fn level<const V: usize, const B: usize>(weights: &mut [&[Pair]; B], vectors: &mut [&[[i16; 2]]; V]) -> usize {
        let lengths = weights.iter().map(|w| w.len()).chain(vectors.iter().map(|v| v.len()));
        let count = lengths.min().unwrap_or(0);
        weights.iter_mut().for_each(|w| *w = &w[..count]);
        vectors.iter_mut().for_each(|v| *v = &v[..count]);
        count
    }

    /// The two numbers of a pair as one, for every place of a register.
    #[inline(always)]
    fn both([first, second]: [i16; 2]) -> i32 {
        i32::from(second) << 16 | i32::from(first as u16)
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn sums_256<const V: usize, const B: usize>(
        mut weights: [&[Pair]; B],
        mut vectors: [&[[i16; 2]]; V],
    ) -> [[[i32; BLOCK]; V]; B] {
        let count = level(&mut weights, &mut vectors);
        let mut sums = [[[_mm256_setzero_si256(); 2]; V]; B];
        for i in 0..count {
            let mut numbers = [_mm256_setzero_si256(); V];
            numbers.iter_mut().zip(&vectors).for_each(|(n, vector)| *n = _mm256_set1_epi32(both(vector[i])));
            for (sums, weights) in sums.iter_mut().zip(&weights) {
                let from: *const __m256i = weights[i].as_ptr().cast();
                // A pair has 32 numbers of 16 bits: two registers.
                let (low, high) = unsafe { (_mm256_loadu_si256(from), _mm256_loadu_si256(from.add(1))) };
                for (sums, numbers) in sums.iter_mut().zip(numbers) {
                    sums[0] = _mm256_add_epi32(sums[0], _mm256_madd_epi16(low, numbers));
                    sums[1] = _mm256_add_epi32(sums[1], _mm256_madd_epi16(high, numbers));
                }
            }
        }
        let mut out = [[[0; BLOCK]; V]; B];
        for (out, [low, high]) in out.as_flattened_mut().iter_mut().zip(sums.as_flattened()) {
            let to: *mut __m256i = out.as_mut_ptr().cast();
            // There is room for two registers of eight numbers.
            unsafe {
                _mm256_storeu_si256(to, *low);
                _mm256_storeu_si256(to.add(1), *high);
            }
        }
        out
    }

    #[inline]
    #[target_feature(enable = "avx512f,avx512vnni")]
    fn sums_512<const V: usize, const B: usize>(
        mut weights: [&[Pair]; B],
        mut vectors: [&[[i16; 2]]; V],
    ) -> [[[i32; BLOCK]; V]; B] {
        let count = level(&mut weights, &mut vectors);
        let mut sums = [[_mm512_setzero_si512(); V]; B];
        for i in 0..count {
            let mut numbers = [_mm512_setzero_si512(); V];
            numbers.iter_mut().zip(&vectors).for_each(|(n, vector)| *n = _mm512_set1_epi32(both(vector[i])));
            for (sums, weights) in sums.iter_mut().zip(&weights) {
                // A pair has 32 numbers of 16 bits: one register.
                let weights = unsafe { _mm512_loadu_si512(weights[i].as_ptr().cast()) };
                sums.iter_mut().zip(numbers).for_each(|(sum, n)| *sum = _mm512_dpwssd_epi32(*sum, weights, n));
            }
        }
        let mut out = [[[0; BLOCK]; V]; B];
        for (out, sum) in out.as_flattened_mut().iter_mut().zip(sums.as_flattened()) {
            // There is room for one register of sixteen numbers.
            unsafe { _mm512_storeu_si512(out.as_mut_ptr().cast(), *sum) };
        }
        out
    }
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
#[inline]
pub fn add(to: &mut [f32], from: &[f32]) {
    for (a, b) in to.iter_mut().zip(from) {
        *a += b;
    }
}

/// Runs code that goes through vectors in order, for which the compiler may use wide registers where the processor has them:
/// the same operations on the same numbers, and so the same results.
#[inline]
pub fn with_wide_registers<T>(code: impl FnOnce() -> T) -> T {
    #[cfg(target_arch = "x86_64")]
    {
        #[target_feature(enable = "avx2")]
        fn wide<T>(code: impl FnOnce() -> T) -> T {
            code()
        }
        if is_x86_feature_detected!("avx2") {
            // It may only run where wide registers exist, which was asked above.
            #[allow(unsafe_code)]
            return unsafe { wide(code) };
        }
    }
    code()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(values: &[f32]) -> Whole {
        let mut whole = Whole::default();
        whole.set(values);
        whole
    }

    /// Two inputs and twenty outputs: the first counts up, the second counts down.
    fn layer() -> Layer {
        let rows: Vec<f32> = (0..20).map(|j| j as f32).chain((0..20).map(|j| -(j as f32))).collect();
        Layer::new(&rows, &[0.5; 20])
    }

    #[test]
    fn a_layer_multiplies_each_vector_of_overlapping_ones() {
        let mut out = vec![0.0; 60];
        layer().apply(&whole(&[1.0, 2.0, 4.0, 4.0]), 1, &mut out);
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
        let numbers = whole(&input);
        layer.apply(&numbers, 7, &mut out);
        for (vector, out) in input.chunks(7).zip(out.chunks(40)) {
            for (output, value) in out.iter().enumerate() {
                let exact: f32 = 0.1 + vector.iter().zip(rows.chunks(40)).map(|(x, row)| x * row[output]).sum::<f32>();
                assert!((value - exact).abs() < 0.005, "{value} for {exact}");
            }
        }
        // Vectors one by one, and blocks one by one.
        for (i, out) in out.chunks(40).enumerate() {
            let mut plain = [0.0; 40];
            layer.each::<1, 1>(&numbers, &[i * 7], 0..40, &mut plain, sums);
            assert_eq!(out, plain);
            let mut part = [0.0; 30];
            layer.multiply(&numbers, &[i * 7], 5..35, &mut part);
            assert_eq!(out[5..35], part);
            #[cfg(target_arch = "x86_64")]
            if is_x86_feature_detected!("avx2") {
                let mut narrower = [0.0; 30];
                // What is asked for exists, though wider registers may as well.
                #[allow(unsafe_code)]
                unsafe {
                    wide::multiply_256(&layer, &numbers, &[i * 7], 5..35, &mut narrower);
                }
                assert_eq!(part, narrower);
            }
        }
    }

    #[test]
    fn the_largest_numbers_do_not_overflow() {
        let mut out = [0.0];
        Layer::new(&[3.0; INPUTS], &[0.0]).apply(&whole(&[-2.0; INPUTS]), INPUTS, &mut out);
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
