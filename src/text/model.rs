//! The trained weights behind [`super::analyse`]: the layout of `model/en.bin`.

use std::io::{Read, Write};
use std::sync::LazyLock;

use super::decision::Decision;
use super::encoder::Encoder;
use super::network::Layer;
use super::reader::Reader;
use super::tags::{Penn, Rel, Upos};
use super::weights::Weights;
use super::words::WordTable;

/// The first bytes of the unpacked file; the number is the version of the layout.
const MAGIC: &[u8] = b"dateline model 4\n";

/// The weights of tagger, parser and name tagger.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Model {
    /// What the tag numbers mean.
    pub tags: Vec<(Upos, Penn)>,
    /// What the relation numbers mean.
    pub rels: Vec<Rel>,
    /// What is known of single words and phrases.
    pub words: WordTable,
    /// Words to vectors.
    pub encoder: Encoder,
    /// Vectors to tags.
    pub tagger: Layer,
    /// Vectors to transitions.
    pub transitions: Decision,
    /// Vectors and heads to relations.
    pub relations: Decision,
    /// Features to labels of the name tagger; transitions are features as well.
    pub names: Weights,
}

/// Why the weights cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the language model built into this program is damaged ({0}); install dateline again")]
pub struct ModelError(pub String);

impl Model {
    /// The weights built into the program, unpacked once per process.
    pub fn embedded() -> Result<&'static Self, ModelError> {
        static MODEL: LazyLock<Result<Model, ModelError>> =
            LazyLock::new(|| Model::read(include_bytes!("../../model/en.bin")));
        MODEL.as_ref().map_err(Clone::clone)
    }

    /// Packs the model into the bytes of a file.
    pub fn write(&self) -> std::io::Result<Vec<u8>> {
        let mut raw = MAGIC.to_vec();
        raw.push(self.tags.len() as u8);
        for (upos, penn) in &self.tags {
            raw.extend(
                [Upos::ALL.iter().position(|u| u == upos), Penn::ALL.iter().position(|p| p == penn)]
                    .map(|i| i.unwrap_or(0) as u8),
            );
        }
        raw.push(self.rels.len() as u8);
        raw.extend(self.rels.iter().map(|r| Rel::ALL.iter().position(|x| x == r).unwrap_or(0) as u8));
        self.words.write(&mut raw);
        self.encoder.write(&mut raw);
        self.tagger.write(&mut raw);
        self.transitions.write(&mut raw);
        self.relations.write(&mut raw);
        self.names.write(&mut raw);
        let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        packed.write_all(&raw)?;
        packed.finish()
    }

    /// Reads the bytes of a file; the compression's check sum finds damage.
    pub fn read(bytes: &[u8]) -> Result<Self, ModelError> {
        // Weights pack badly: room for all of them at once, so that nothing is moved.
        let mut raw = Vec::with_capacity(bytes.len() / 2 * 3);
        flate2::read::ZlibDecoder::new(bytes).read_to_end(&mut raw).map_err(|e| ModelError(e.to_string()))?;
        let mut reader = Reader(&raw);
        if reader.take(MAGIC.len())? != MAGIC {
            return Err(ModelError("not the layout that this version reads".into()));
        }
        let unknown = || ModelError("unknown tag".into());
        let count = usize::from(reader.take(1)?[0]);
        let tags = reader.take(count * 2)?.chunks_exact(2);
        let tags = tags.map(|b| Some((*Upos::ALL.get(usize::from(b[0]))?, *Penn::ALL.get(usize::from(b[1]))?)));
        let tags = tags.collect::<Option<Vec<_>>>().ok_or_else(unknown)?;
        let count = usize::from(reader.take(1)?[0]);
        let rels = reader.take(count)?.iter().map(|b| Rel::ALL.get(usize::from(*b)).copied());
        let rels = rels.collect::<Option<Vec<_>>>().ok_or_else(unknown)?;
        Ok(Self {
            tags,
            rels,
            words: WordTable::read(&mut reader)?,
            encoder: Encoder::read(&mut reader)?,
            tagger: Layer::read(&mut reader)?,
            transitions: Decision::read(&mut reader)?,
            relations: Decision::read(&mut reader)?,
            names: Weights::read(&mut reader)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_reads_back_and_damage_is_a_clear_error() {
        let layer = || Layer::new(&[0.25, -0.5, 1.0, 0.0], &[0.5, 0.0]);
        let decision = || Decision::new(layer(), vec![0.5], vec![1.0, 0.0], vec![0.5], layer());
        let model = Model {
            tags: vec![(Upos::Noun, Penn::Nn), (Upos::Verb, Penn::Vb)],
            rels: vec![Rel::Root],
            words: WordTable::default(),
            encoder: Encoder::new(vec![3, 900_000_000], &[1.0, 0.5, 0.0, -1.0], vec![layer()]),
            tagger: layer(),
            transitions: decision(),
            relations: decision(),
            names: Weights::from_rows(&[(7, vec![(0, 5), (1, -3)]), (9, vec![(1, 1)])]),
        };
        let bytes = model.write().unwrap();
        let read = Model::read(&bytes).unwrap();
        assert_eq!((&read.tags, &read.rels, &read.names), (&model.tags, &model.rels, &model.names));
        // Once rounded, values stay as they are.
        assert_eq!(read.write().unwrap(), bytes);
        for cut in [0, 1, bytes.len() / 2, bytes.len() - 1] {
            let error = Model::read(&bytes[..cut]).unwrap_err().to_string();
            assert!(error.contains("install dateline again"), "{error}");
        }
    }
}
