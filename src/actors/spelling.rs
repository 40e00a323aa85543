//! Names without the accidents of spelling: keys under which transliterations meet, a coarse one and a fine one.

use super::keys::words;

/// A key under which transliterations of one name meet: "Zelensky", "Zelenskyy" and "Zelenskiy"; "Gaddafi" and
/// "Qaddafi"; "Mohammed" and "Muhammad". Coarser than [`key`]: equal sound alone never makes two names one.
pub fn sound(name: &str) -> String {
    let sounds: Vec<String> = words(name).iter().map(|w| sound_of_word(w)).collect();
    sounds.join(" ")
}

fn sound_of_word(word: &str) -> String {
    let mut w = word.to_owned();
    for (from, to) in [
        ("tsch", "c"),
        ("tch", "c"),
        ("sch", "s"),
        ("kh", "h"),
        ("gh", "g"),
        ("dh", "d"),
        ("ph", "f"),
        ("ch", "c"),
        ("sh", "s"),
        ("zh", "z"),
        ("ck", "k"),
        ("ou", "u"),
        ("oo", "u"),
        ("ee", "i"),
        ("ei", "e"),
        ("ai", "e"),
        ("q", "g"),
        ("w", "v"),
        ("j", "y"),
        ("iy", "y"),
        ("ii", "i"),
        ("ij", "y"),
        ("yi", "y"),
    ] {
        if w.contains(from) {
            w = w.replace(from, to);
        }
    }
    let mut out = String::new();
    for c in w.chars() {
        let c = match c {
            'i' => 'y',
            // Arabic short vowels: Mohammed, Muhammad.
            'o' => 'u',
            'e' => 'a',
            other => other,
        };
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

/// A key without what spellings of one name differ in: "zelenski" for Zelensky, Zelenskyy and Zelenskiy. Finer than
/// [`sound`], and so enough to take two full names for one across articles.
pub fn spelling(key: &str) -> String {
    key.split(' ').map(spelling_of_word).collect::<Vec<_>>().join(" ")
}

fn spelling_of_word(word: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transliterations_share_a_spelling_and_other_names_do_not() {
        for (a, b) in
            [("zelensky", "zelenskyy"), ("zelenskiy", "zelensky"), ("khrushchev", "hruscev"), ("mohammed", "mohamed")]
        {
            assert_eq!(spelling(a), spelling(b));
        }
        for (a, b) in [("kim jong un", "kim jong il"), ("martin", "marten"), ("petrov", "petrova")] {
            assert_ne!(spelling(a), spelling(b));
        }
    }
}
