//! How well sentence boundaries are found in the running text of a treebank.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use dateline::text::sentences;

/// Precision, recall and F1 in percent over the files of a folder. A sentence counts as found when both ends agree.
pub fn measure(folder: &Path) -> Result<String> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
    files.sort();
    let [mut wanted, mut found, mut both] = [0; 3];
    for file in files {
        let text = std::fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
        let (running, gold) = running(&text);
        let read: BTreeSet<(usize, usize)> =
            sentences::split(&running).iter().filter_map(|s| Some((s.first()?.start, s.last()?.end))).collect();
        wanted += gold.len();
        found += read.len();
        both += gold.intersection(&read).count();
    }
    let percent = |of: usize| both as f64 * 100.0 / of.max(1) as f64;
    let f1 = 200.0 * both as f64 / (wanted + found).max(1) as f64;
    Ok(format!("sentences: precision {:.1}  recall {:.1}  F1 {f1:.1}", percent(found), percent(wanted)))
}

/// The text of a treebank file, a blank line between its paragraphs, and where its sentences stand in it, in bytes.
fn running(conllu: &str) -> (String, BTreeSet<(usize, usize)>) {
    let mut text = String::new();
    let mut gold = BTreeSet::new();
    let mut paragraph = false;
    for line in conllu.lines() {
        paragraph |= line.starts_with("# newpar");
        if let Some(sentence) = line.strip_prefix("# text = ") {
            if !text.is_empty() {
                text.push_str(if paragraph { "\n\n" } else { " " });
            }
            paragraph = false;
            let sentence = sentence.trim();
            gold.insert((text.len(), text.len() + sentence.len()));
            text.push_str(sentence);
        }
    }
    (text, gold)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_apart_and_sentences_know_their_place() {
        let (text, gold) =
            running("# newpar\n# text = One.\n1\t...\n\n# text = Two.\n\n# newpar_block\n# text = Three.\n");
        assert_eq!(text, "One. Two.\n\nThree.");
        assert_eq!(gold, BTreeSet::from([(0, 4), (5, 9), (11, 17)]));
    }
}
