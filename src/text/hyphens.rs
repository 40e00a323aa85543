//! Which hyphens stay inside a token: those of personal names ("Kim Jong-un", "al-Assad", "Jean-Claude").
//!
//! The treebanks cut at every hyphen, and so do we, except where the halves are no words of their own and would wreck the
//! syntax around them. Two names with a hyphen between ("the Kim-Putin meeting") stay two.

/// Articles and particles of Arabic and Hebrew names.
const PARTICLES: &[&str] = &["al", "el", "ul", "ad", "ar", "az", "ash", "abd", "abu", "bin", "ibn", "ben"];
/// First halves of double given names.
const FIRST: &[&str] = &[
    "jean", "marie", "anne", "anna", "karl", "carl", "hans", "klaus", "heinz", "franz", "ernst", "jan", "per", "lars",
    "mary", "juan", "pierre", "paul", "jose",
];
/// How a romanised Chinese or Korean syllable begins, the longest first; it may also begin with its vowel.
const ONSETS: &[&str] = &[
    "zh", "sh", "ch", "hs", "ts", "tz", "kh", "ky", "my", "gy", "ry", "hy", "by", "py", "ny", "hw", "kw", "gw", "b",
    "c", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "q", "r", "s", "t", "w", "x", "y", "z",
];
/// How it ends.
const CODAS: &[&str] = &["", "n", "ng", "m", "l", "k", "p", "r", "h", "b", "t"];

/// Whether the two sides of a hyphen are one name; `previous` is the token before, of the same line.
pub fn joins_a_name(previous: Option<&str>, left: &str, right: &str) -> bool {
    let right = right.split(['\'', '’']).next().unwrap_or(right);
    let capital = |w: &str| w.starts_with(char::is_uppercase);
    let letters = |w: &str| !w.is_empty() && w.chars().all(char::is_alphabetic);
    if !letters(left) || !letters(right) {
        return false;
    }
    let lower = left.to_lowercase();
    if capital(right) && PARTICLES.contains(&lower.as_str()) {
        return true;
    }
    if capital(left) && capital(right) && FIRST.contains(&lower.as_str()) {
        return true;
    }
    let surname = |w: &str| capital(w) && letters(w) && !super::lexicon::opens_a_sentence(w);
    previous.is_some_and(surname) && capital(left) && is_syllable(&lower) && is_syllable(&right.to_lowercase())
}

/// Whether a word, in lower case, can be one syllable of a romanised Chinese or Korean name.
fn is_syllable(word: &str) -> bool {
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    let onset = ONSETS.iter().find(|o| word.starts_with(**o)).map_or("", |o| *o);
    let rest = &word[onset.len()..];
    let nucleus = rest.len() - rest.trim_start_matches(vowel).len();
    (1..=3).contains(&nucleus) && CODAS.contains(&&rest[nucleus..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hyphen_of_a_personal_name_joins_and_every_other_parts() {
        for (previous, left, right) in [
            ("Kim", "Jong", "un"),
            ("Kim", "Jong", "Il’s"),
            ("Moon", "Jae", "in"),
            ("Ri", "Yong", "ho"),
            ("Tsai", "Ing", "wen"),
            ("Sun", "Yat", "sen"),
            ("Ban", "Ki", "Moon"),
            ("Bashar", "al", "Assad"),
            ("the", "Al", "Shabaab"),
            ("said", "Jean", "Claude"),
        ] {
            assert!(joins_a_name(Some(previous), left, right), "{left}-{right}");
        }
        for (previous, left, right) in [
            ("the", "Kim", "Putin"),
            ("the", "Moscow", "backed"),
            ("North", "Korea", "Russia"),
            ("the", "Win", "win"),
            ("Hanoi", "61", "year"),
            ("London", "based", "bank"),
            ("President", "Trump", "era"),
            ("The", "Run", "up"),
            ("US", "led", "in"),
            ("New", "York", "born"),
        ] {
            assert!(!joins_a_name(Some(previous), left, right), "{left}-{right}");
        }
        assert!(!joins_a_name(None, "Jong", "un"));
    }
}
