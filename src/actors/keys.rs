//! Names made comparable: keys, the parts of a person's name, acronyms, and whether two names can be one actor's.
//!
//! Pure functions of the names, for coreference within an article and for consolidation across articles:
//! `"Kim Jong-un"`, `"KIM Jong Un"` and `"Kim Jong‑un's"` share one key.

use std::cell::OnceCell;

pub use super::spelling::{sound, spelling};
use crate::findings::ActorKind;

/// The words of a name: Latin letters and digits in lower case, accents, dots and apostrophes gone, hyphens as gaps.
///
/// ```
/// assert_eq!(dateline::actors::keys::words("José Ortega-y-Gasset's"), ["jose", "ortega", "y", "gasset"]);
/// ```
pub fn words(name: &str) -> Vec<String> {
    let name = name.trim().trim_end_matches("'s").trim_end_matches("’s").trim_end_matches("s'");
    let plain = if name.ends_with(['\'', '’']) {
        &name[..name.len() - name.chars().last().map_or(0, char::len_utf8)]
    } else {
        name
    };
    // A dotted acronym is one word: "U.S." is "us".
    let mut words = vec![String::new()];
    for c in plain.chars() {
        if matches!(c, '\'' | '’' | '‘' | '`' | 'ʻ' | 'ʼ' | '.') {
            continue;
        }
        let latin = deunicode::deunicode_char(c).unwrap_or("");
        if !c.is_alphanumeric() {
            if words.last().is_some_and(|w| !w.is_empty()) {
                words.push(String::new());
            }
            continue;
        }
        if let Some(word) = words.last_mut() {
            word.extend(latin.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()));
        }
    }
    words.retain(|w| !w.is_empty());
    words
}

/// The key under which spellings of one name meet: its words with one space between them, a leading "the" left out.
pub fn key(name: &str) -> String {
    let words = words(name);
    let from = usize::from(words.len() > 1 && words.first().is_some_and(|w| w == "the"));
    words.get(from..).unwrap_or(&[]).join(" ")
}

/// The key without regard to the order of the words: "Shinzo Abe" and "Abe Shinzo" share it.
pub fn sorted_key(name: &str) -> String {
    let mut words = words(name);
    words.sort_unstable();
    words.join(" ")
}

/// The keys by which a name is looked up: its letters in a row, and its words in the order of the alphabet.
pub fn lookup(name: &str) -> (String, String) {
    let key = key(name);
    let mut words: Vec<&str> = key.split(' ').collect();
    words.sort_unstable();
    (key.replace(' ', ""), words.join(" "))
}

/// The first letters of the words of a key, small words left out: "iaea".
pub fn initials(key: &str) -> String {
    key.split(' ').filter(|w| !SMALL.contains(w)).filter_map(|w| w.chars().next()).collect()
}

/// Whether a name as written looks like an acronym, whatever it stands for: "IAEA", "U.N.".
pub fn looks_like_acronym(name: &str) -> bool {
    let letters: Vec<char> = name.chars().filter(|c| *c != '.').collect();
    (2..=6).contains(&letters.len()) && letters.iter().all(|c| c.is_uppercase())
}

/// Words before a surname that belong to it: "van der Bellen", "bin Salman", "al-Sisi".
const PARTICLES: &[&str] = &[
    "al", "el", "ul", "bin", "ibn", "ben", "abu", "bint", "van", "von", "der", "den", "ter", "ten", "de", "del",
    "della", "di", "da", "dos", "das", "du", "la", "le", "san", "st", "mac", "y", "zu", "af", "av",
];

/// Whether a word, in lower case, belongs to the surname after it: "van", "de".
pub fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

/// Surnames of a language that puts them first (Chinese, Korean, Vietnamese), as far as they are no usual given names elsewhere.
/// Source: the most frequent surnames of these languages.
const SURNAME_FIRST: &[&str] = &[
    "kim", "park", "pak", "choi", "choe", "ri", "jung", "jeong", "chung", "kang", "cho", "yoon", "yun", "jang", "lim",
    "shin", "seo", "kwon", "hwang", "ahn", "song", "hong", "moon", "roh", "hyon", "li", "wang", "zhang", "liu", "chen",
    "yang", "huang", "zhao", "wu", "zhou", "xu", "sun", "ma", "zhu", "hu", "guo", "he", "lin", "gao", "luo", "xi",
    "deng", "mao", "jiang", "wen", "xiao", "cheng", "cao", "feng", "dong", "yu", "yuan", "peng", "tsai", "nguyen",
    "tran", "pham", "phan", "vu", "vo", "dang", "bui", "ngo", "truong", "ly", "hun", "lam", "tan", "ban", "bo", "lai",
    "lau", "fan", "sin", "no", "sim", "im", "paik", "ha", "han", "oh",
];

/// Endings that say whose child somebody is, and no surname.
const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv", "junior", "senior"];

/// The parts of a person's name, as words of [`words`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PersonName {
    /// Given names and initials, in order.
    pub given: Vec<String>,
    /// The surname; several words with particles or as a double name. A single word is taken for a surname.
    pub surname: Vec<String>,
    /// Whether the surname came first.
    pub surname_first: bool,
}

/// Splits a person's name. Korean, Chinese and Vietnamese names have the surname first, unless a comma says otherwise.
///
/// ```
/// use dateline::actors::keys::person;
/// assert_eq!(person("Kim Jong-un").surname, ["kim"]);
/// assert_eq!(person("Ursula von der Leyen").surname, ["von", "der", "leyen"]);
/// assert_eq!(person("Fernández, Alberto").given, ["alberto"]);
/// ```
pub fn person(name: &str) -> PersonName {
    if let Some((surname, given)) = name.split_once(", ")
        && !SUFFIXES.contains(&key(given).as_str())
    {
        return PersonName { given: words(given), surname: words(surname), surname_first: true };
    }
    let mut all = words(name);
    while all.len() > 1 && all.last().is_some_and(|w| SUFFIXES.contains(&w.as_str())) {
        all.pop();
    }
    let Some(first) = all.first() else { return PersonName::default() };
    // A three-part name with a hyphen in its last two is East Asian even if the surname is not listed.
    let hyphen_given = name.split_whitespace().count() == 2
        && name.split_whitespace().nth(1).is_some_and(|w| w.contains('-'))
        && all.len() == 3;
    let listed = SURNAME_FIRST.contains(&first.as_str()) && all.len() <= 3;
    if all.len() > 1
        && (listed
            || hyphen_given
                && all[1..].iter().all(|w| w.len() <= 6)
                && first.len() <= 5
                && !PARTICLES.contains(&all[1].as_str()))
    {
        return PersonName { surname: vec![all.remove(0)], given: all, surname_first: true };
    }
    let mut from = all.len() - 1;
    if let Some(p) = (1..all.len() - 1).find(|i| PARTICLES.contains(&all[*i].as_str())) {
        from = p;
    } else if PARTICLES.contains(&all[0].as_str()) {
        from = 0;
    }
    let surname = all.split_off(from);
    PersonName { given: all, surname, surname_first: false }
}

/// Every key under which a person with this name may be mentioned alone by surname: "fernandez de kirchner" also as "kirchner"
/// and "fernandez".
pub fn surname_keys(name: &str) -> Vec<String> {
    let person = person(name);
    let mut keys = vec![person.surname.join(" ")];
    keys.extend(person.surname.iter().filter(|w| w.len() > 2 && !PARTICLES.contains(&w.as_str())).cloned());
    // "Gabriel García Márquez": the first of two surnames looks like a given name.
    if person.given.len() > 1 && !person.surname_first {
        keys.extend(person.given.last().filter(|w| w.len() > 2).cloned());
        if let Some(last) = person.given.last() {
            keys.push(format!("{last} {}", person.surname.join(" ")));
        }
    }
    keys.retain(|k| !k.is_empty());
    keys.sort();
    keys.dedup();
    keys
}

/// Why two names can be one actor's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// The same key.
    Same,
    /// The same words in another order.
    Reordered,
    /// Equal apart from initials or a middle name: "George W. Bush", "George Bush".
    Initials,
    /// Transliterations or spellings of one name.
    Sound,
    /// One is the acronym of the other.
    Acronym,
    /// One leaves out the legal form or the kind of body: "Harwick Steel Ltd".
    Short,
}

impl Likeness {
    /// The reason in words, as `explain` shows it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same name",
            Self::Reordered => "same name in another order",
            Self::Initials => "same name apart from initials",
            Self::Sound => "another spelling of the name",
            Self::Acronym => "acronym and its expansion",
            Self::Short => "same name without its legal form",
        }
    }
}

/// Whether two full names can be the same actor's by their form alone; `None` when they cannot. A bare surname is never like a full name.
///
/// ```
/// use dateline::actors::keys::{Likeness, likeness};
/// use dateline::findings::ActorKind;
/// assert_eq!(likeness("Volodymyr Zelensky", "Volodymyr Zelenskyy", ActorKind::Person), Some(Likeness::Sound));
/// assert_eq!(likeness("Kim Jong-un", "Kim Jong-il", ActorKind::Person), None);
/// ```
pub fn likeness(a: &str, b: &str, kind: ActorKind) -> Option<Likeness> {
    Form::new(a).likeness(&Form::new(b), kind)
}

/// A name with what it is compared by, each part worked out once, when it is first asked for: for names that are compared
/// with many others.
#[derive(Debug, Clone)]
pub struct Form<'n> {
    name: &'n str,
    key: String,
    sorted: OnceCell<String>,
    person: OnceCell<PersonName>,
    sound: OnceCell<String>,
}

impl<'n> Form<'n> {
    /// The form of a name.
    pub fn new(name: &'n str) -> Self {
        let (sorted, person, sound) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Self { name, key: key(name), sorted, person, sound }
    }

    /// See [`key`].
    pub fn key(&self) -> &str {
        &self.key
    }

    /// See [`sound`].
    pub fn sound(&self) -> &str {
        self.sound.get_or_init(|| sound(self.name))
    }

    fn sorted(&self) -> &str {
        self.sorted.get_or_init(|| sorted_key(self.name))
    }

    fn person(&self) -> &PersonName {
        self.person.get_or_init(|| person(self.name))
    }

    /// See [`likeness`].
    pub fn likeness(&self, other: &Self, kind: ActorKind) -> Option<Likeness> {
        let (a, b) = (self, other);
        if a.key.is_empty() || b.key.is_empty() {
            return None;
        }
        let letters = |form: &'_ Self| form.key.bytes().filter(|c| *c != b' ').collect::<Vec<_>>();
        if a.key == b.key || a.key.as_bytes().first() == b.key.as_bytes().first() && letters(a) == letters(b) {
            return Some(Likeness::Same);
        }
        if kind == ActorKind::Person {
            return a.person_likeness(b);
        }
        if is_acronym(a.name, b.name) || is_acronym(b.name, a.name) {
            return Some(Likeness::Acronym);
        }
        (without_form(&a.key) == without_form(&b.key)).then_some(Likeness::Short)
    }

    fn person_likeness(&self, other: &Self) -> Option<Likeness> {
        let (x, y) = (self.person(), other.person());
        if x.given.is_empty() || y.given.is_empty() {
            return None;
        }
        if self.sorted() == other.sorted() {
            return Some(Likeness::Reordered);
        }
        if x.surname == y.surname && initials_fit(&x.given, &y.given) {
            return Some(Likeness::Initials);
        }
        // Short names sound alike too easily ("Jong-un", "Jong-in"); a spelling needs the long words to carry it.
        let long = |p: &PersonName| p.surname.iter().chain(&p.given).map(String::len).sum::<usize>() >= 10;
        (long(x) && long(y) && !x.surname_first && self.sound() == other.sound()).then_some(Likeness::Sound)
    }
}

/// Whether one list of given names is the other with initials, or with a middle name left out.
fn initials_fit(a: &[String], b: &[String]) -> bool {
    let fits = |x: &String, y: &String| {
        x == y || x.len() == 1 && y.starts_with(x.as_str()) || y.len() == 1 && x.starts_with(y.as_str())
    };
    match (a.first(), b.first()) {
        (Some(x), Some(y)) if fits(x, y) => {
            let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
            let mut rest = long.iter();
            short.iter().all(|s| rest.any(|l| fits(s, l)))
        }
        _ => false,
    }
}

/// Legal forms and the like at the end of an organisation's name.
const FORMS: &[&str] = &[
    "inc",
    "incorporated",
    "corp",
    "corporation",
    "co",
    "company",
    "ltd",
    "limited",
    "llc",
    "llp",
    "plc",
    "ag",
    "gmbh",
    "sa",
    "spa",
    "nv",
    "bv",
    "ab",
    "as",
    "oyj",
    "kk",
    "pty",
    "group",
    "holdings",
    "holding",
    "international",
];

/// Whether a word, in lower case and without its stop, is a legal form that stands behind the names of firms alone.
pub fn ends_a_firm(word: &str) -> bool {
    matches!(word, "inc" | "incorporated" | "corp" | "ltd" | "llc" | "llp" | "plc" | "gmbh" | "oyj" | "pty")
}

/// Whether a word behind an "&" ends the name of a family's firm: "Baumann & Sohn".
pub fn ends_a_family_firm(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "Sons"
            | "Son"
            | "Co"
            | "Cie"
            | "Sohn"
            | "Söhne"
            | "Fils"
            | "Figli"
            | "Hijos"
            | "Filhos"
            | "Brothers"
            | "Bros"
            | "Daughters"
            | "Partners"
            | "Company"
            | "Associates"
            | "Søn"
            | "Zoon"
            | "Zonen"
            | "Söner"
    )
}

/// A key without legal form: "harwick steel" for "harwick steel ltd".
pub fn without_form(key: &str) -> &str {
    let mut key = key;
    while let Some((rest, last)) = key.rsplit_once(' ') {
        if !FORMS.contains(&last) {
            break;
        }
        key = rest;
    }
    key
}

/// Words that acronyms leave out.
const SMALL: &[&str] = &["of", "the", "and", "for", "in", "on", "de", "des", "du", "der", "la", "et", "a", "to"];

/// The acronyms of an expansion: with and without its small words ("IAEA"; "DOJ" and "DJ").
pub fn acronyms(expansion: &str) -> Vec<String> {
    let words = words(expansion);
    let initials = |keep: &dyn Fn(&str) -> bool| {
        words.iter().filter(|w| keep(w)).filter_map(|w| w.chars().next()).collect::<String>()
    };
    let all = initials(&|_| true);
    let main = initials(&|w| !SMALL.contains(&w));
    let no_form = initials(&|w| !SMALL.contains(&w) && !FORMS.contains(&w));
    let mut found = vec![all, main, no_form];
    found.retain(|a| a.len() > 1);
    found.sort();
    found.dedup();
    found
}

/// Whether `short` is written like an acronym and stands for `expansion`.
pub fn is_acronym(short: &str, expansion: &str) -> bool {
    let letters: String = short.chars().filter(|c| c.is_alphanumeric()).collect();
    let written = short.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '&' | '-'));
    let capitals = letters.chars().filter(|c| c.is_uppercase()).count();
    written
        && letters.chars().count() > 1
        && capitals * 2 > letters.chars().count()
        && acronyms(expansion).contains(&key(short).replace(' ', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_share_a_key() {
        for (a, b) in [
            ("Kim Jong-un", "KIM Jong Un's"),
            ("José Mourinho", "Jose Mourinho"),
            ("the Kremlin", "Kremlin"),
            ("U.S.", "US"),
            ("O'Neill", "O’Neill"),
        ] {
            assert_eq!(key(a), key(b), "{a} / {b}");
        }
        assert_ne!(key("Kim Jong-un"), key("Kim Jong-il"));
        assert_eq!(key("’s"), "");
        assert_eq!(words("Harris"), ["harris"]);
    }

    #[test]
    fn a_surname_is_found_in_every_order() {
        for (name, surname) in [
            ("Angela Merkel", "merkel"),
            ("Xi Jinping", "xi"),
            ("Moon Jae-in", "moon"),
            ("Choe Son Hui", "choe"),
            ("Ursula von der Leyen", "von der leyen"),
            ("Mohammed bin Salman", "bin salman"),
            ("Martin Luther King Jr.", "king"),
            ("Nguyen Phu Trong", "nguyen"),
            ("Jean-Claude Juncker", "juncker"),
            ("Abdel Fattah al-Sisi", "al sisi"),
            ("Putin", "putin"),
            ("Hwang", "hwang"),
            ("Kim", "kim"),
        ] {
            assert_eq!(person(name).surname.join(" "), surname, "{name}");
        }
        assert!(surname_keys("Gabriel García Márquez").contains(&"garcia marquez".to_owned()));
        assert_eq!(person(""), PersonName::default());
    }

    #[test]
    fn names_are_alike_for_a_reason_or_not_at_all() {
        use ActorKind::{Organization, Person};
        for (a, b, kind, expected) in [
            ("Shinzo Abe", "Abe Shinzo", Person, Some(Likeness::Reordered)),
            ("George W. Bush", "George Bush", Person, Some(Likeness::Initials)),
            ("J. Smith", "John Smith", Person, Some(Likeness::Initials)),
            ("Volodymyr Zelenskiy", "Volodymyr Zelenskyy", Person, Some(Likeness::Sound)),
            ("Muammar Gaddafi", "Muammar Qaddafi", Person, Some(Likeness::Sound)),
            ("Kim Jong-un", "Kim Jong-il", Person, None),
            ("Kim", "Kim Jong-il", Person, None),
            ("George Bush", "Jeb Bush", Person, None),
            ("IAEA", "International Atomic Energy Agency", Organization, Some(Likeness::Acronym)),
            ("Harwick Steel", "Harwick Steel Ltd", Organization, Some(Likeness::Short)),
            ("Harwick Steel", "Harwick Bank", Organization, None),
        ] {
            assert_eq!(likeness(a, b, kind), expected, "{a} / {b}");
            assert_eq!(likeness(b, a, kind), expected, "{b} / {a}");
        }
    }

    #[test]
    fn an_acronym_leaves_out_small_words_or_keeps_them() {
        assert!(
            is_acronym("DOJ", "Department of Justice")
                && is_acronym("UN", "United Nations")
                && is_acronym("U.N.", "United Nations")
        );
        assert!(!is_acronym("Un", "United Kingdom") && !is_acronym("do", "Department of"));
    }
}
