//! The trained weights behind [`super::analyse`].

/// The weights of tagger, parser and name tagger.
#[derive(Debug)]
pub struct Model {}

/// Why the weights cannot be used.
#[derive(Debug, Clone, thiserror::Error)]
#[error("the language model built into this program is damaged ({0}); install dateline again")]
pub struct ModelError(pub String);

impl Model {
    /// The weights built into the program, unpacked once per process.
    pub fn embedded() -> Result<&'static Self, ModelError> {
        static MODEL: Model = Model {};
        Ok(&MODEL)
    }
}
