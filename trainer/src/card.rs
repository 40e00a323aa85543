//! The text that goes with the weights: where they come from, under which terms, how good they are.

use sha2::{Digest, Sha256};

/// MODEL.md for the bytes of `en.bin`.
pub fn write(bytes: &[u8], figures: &str, boundaries: &str, names: &str) -> String {
    let hash: String = Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect();
    format!(
        "\
# The language model built into dateline

`en.bin` holds a small network that tags and parses (rows of hashed features of words, four convolutions, and three
kinds of decisions above them: tags, transitions, relations), its rows in 255, its layers in 4,095 and what else it adds up in 65,535 steps; the
weights of the name tagger, a linear-chain conditional random field over hashed features; and a table of words (hashes of
words with their class and the kinds of names they are usual in). All of it is compressed with zlib. Layout:
`src/text/model.rs`.

Made by `cargo run --release -p trainer -- PATH-OF-CORPORA`, which writes this file too; the same corpora give the same
bytes on the same kind of processor (the training multiplies matrices with what the processor has for it).

SHA-256 of `en.bin`: `{hash}`

## Data

- UD English EWT, train part: CC BY-SA 4.0; Universal Dependencies, English EWT contributors (Silveira et al. 2014),
  Linguistic Data Consortium text.
- GUM, train part, genres with attribution or public-domain licences only: Amir Zeldes and the GUM annotators
  (Zeldes 2017), and the text sources.
- Sentences with their trees made up after a grammar of our own (`trainer/data/sentences.txt`), with names out of the
  lists below.
- Names: wikigold (CC BY 4.0; Balasuriya et al. 2009), Broad Twitter Corpus, news part (CC BY 4.0; Derczynski et al.
  2016), Universal NER for EWT, dev part (CC BY-SA 4.0), and the entities of GUM as above. WikiANN's labels (ODC-BY; Pan
  et al. 2017) only as lists of the words of names, and as names to put in the place of others.
- The rows and the table of words: `trainer/data` (GloVe, GeoNames, index constituents; licences in its README.md),
  `data/world` (ODbL 1.0), officials of the Open Event Data Alliance (MIT, 2014).

The weights are made available under CC BY-SA 4.0.

## Measured

- EWT test part, gold tokens: {figures} (percent; tags are predicted, punctuation is left out of UAS and LAS, subtypes
  of relations are not counted).
- GUM dev part, running text with a blank line between paragraphs: {boundaries} (percent; both ends must agree).
- UNER EWT test part, names from running text: {names} (percent, precision and recall in brackets).
"
    )
}
