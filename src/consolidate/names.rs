//! Names as keys: without case, accents, hyphens and titles; and without the accidents of spelling.

use std::collections::BTreeSet;

use deunicode::deunicode;

use crate::findings::{Actor, MentionForm};

/// A name in lower case, without accents, with single spaces for hyphens and points, without a possessive: "kim jong un".
pub fn key(name: &str) -> String {
    let plain = deunicode(name).to_lowercase();
    let plain = plain.strip_suffix("'s").unwrap_or(&plain);
    let mut key = String::with_capacity(plain.len());
    for c in plain.chars() {
        if c.is_alphanumeric() || c == '&' {
            key.push(c);
        } else if c != '\'' && c != '.' && !key.ends_with(' ') && !key.is_empty() {
            key.push(' ');
        }
    }
    key.truncate(key.trim_end().len());
    key.strip_prefix("the ").map(String::from).unwrap_or(key)
}

/// A key without what transliterations differ in: "zelenski" for Zelensky, Zelenskyy and Zelenskiy.
pub fn skeleton(key: &str) -> String {
    key.split(' ').map(word_skeleton).collect::<Vec<_>>().join(" ")
}

fn word_skeleton(word: &str) -> String {
    const SAME: &[(&str, &str)] = &[
        ("shch", "sc"),
        ("sch", "s"),
        ("tch", "c"),
        ("sh", "s"),
        ("ch", "c"),
        ("kh", "h"),
        ("zh", "z"),
        ("ph", "f"),
        ("ck", "k"),
        ("ou", "u"),
        ("oo", "u"),
        ("ee", "i"),
        ("iy", "i"),
        ("yi", "i"),
        ("ij", "i"),
        ("yy", "i"),
        ("ii", "i"),
        ("ey", "ei"),
        ("w", "v"),
        ("y", "i"),
        ("j", "i"),
        ("x", "ks"),
        ("q", "k"),
    ];
    let mut out = word.to_string();
    for (from, to) in SAME {
        out = out.replace(from, to);
    }
    let mut last = None;
    out.retain(|c| last.replace(c) != Some(c));
    out
}

/// The first letters of the words of a key, small words left out: "iaea".
pub fn initials(key: &str) -> String {
    const SMALL: &[&str] = &["of", "the", "for", "and", "on", "in", "de", "du", "der", "&"];
    key.split(' ').filter(|w| !SMALL.contains(w)).filter_map(|w| w.chars().next()).collect()
}

/// Whether a name as written is an acronym: "IAEA", "U.N.".
pub fn is_acronym(name: &str) -> bool {
    let letters: Vec<char> = name.chars().filter(|c| *c != '.').collect();
    (2..=6).contains(&letters.len()) && letters.iter().all(|c| c.is_uppercase())
}

/// The names an article has for an actor: its fullest, and the words of every mention by name.
pub fn of_actor(actor: &Actor) -> BTreeSet<String> {
    let mut list: BTreeSet<String> =
        actor.mentions.iter().filter(|m| m.form == MentionForm::Name).map(|m| m.text.clone()).collect();
    list.insert(actor.name.clone());
    list.retain(|n| !key(n).is_empty() || *n == actor.name);
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_in_several_dresses_has_one_key() {
        for (name, wanted) in [
            ("Kim Jong-un", "kim jong un"),
            ("KIM Jong Un's", "kim jong un"),
            ("José Álvarez", "jose alvarez"),
            ("the U.N.", "un"),
            ("O'Neill & Sons", "oneill & sons"),
        ] {
            assert_eq!(key(name), wanted);
        }
    }

    #[test]
    fn transliterations_share_a_skeleton_and_other_names_do_not() {
        for (a, b) in
            [("zelensky", "zelenskyy"), ("zelenskiy", "zelensky"), ("khrushchev", "hruscev"), ("mohammed", "mohamed")]
        {
            assert_eq!(skeleton(a), skeleton(b));
        }
        for (a, b) in [("kim jong un", "kim jong il"), ("martin", "marten"), ("petrov", "petrova")] {
            assert_ne!(skeleton(a), skeleton(b));
        }
    }
}
