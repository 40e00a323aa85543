//! The dictionary form of a word from its spelling and its tag: irregular forms by table, the others by rules.

use super::lexicon;
use super::tags::{Penn, Upos};

/// The lemma; proper nouns keep their spelling, all others are in lower case.
pub fn lemma(word: &str, upos: Upos, penn: Penn) -> String {
    if upos == Upos::Propn {
        return word.to_string();
    }
    let lower = word.to_lowercase();
    let verb = matches!(upos, Upos::Verb | Upos::Aux);
    if lower == "n't" || lower == "n’t" {
        return "not".into();
    }
    if penn == Penn::Pos {
        return "'s".into();
    }
    // "lay" and "found" are dictionary forms as well: the tag decides.
    let plain = matches!(penn, Penn::Vb | Penn::Vbp) && !matches!(upos, Upos::Aux);
    if !plain && let Some(found) = lexicon::irregular(&lower, verb) {
        return found.into();
    }
    match (upos, penn) {
        (Upos::Verb | Upos::Aux, Penn::Vbz) => strip_s(&lower),
        (Upos::Verb | Upos::Aux, Penn::Vbd | Penn::Vbn) => strip_suffix(&lower, "ed"),
        (Upos::Verb | Upos::Aux, Penn::Vbg) => strip_suffix(&lower, "ing"),
        (Upos::Noun | Upos::Sym, Penn::Nns | Penn::Nnps) => strip_s(&lower),
        _ => lower,
    }
}

fn is_vowel(b: u8) -> bool {
    matches!(b, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// "countries" -> "country", "watches" -> "watch", "talks" -> "talk".
fn strip_s(word: &str) -> String {
    if word.len() > 4 && word.ends_with("ies") {
        return format!("{}y", &word[..word.len() - 3]);
    }
    for ending in ["sses", "shes", "ches", "xes", "zzes", "oes"] {
        if word.ends_with(ending) && word.len() > ending.len() + 1 && word != "shoes" {
            return word[..word.len() - 2].into();
        }
    }
    if word.len() > 2 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") {
        return word[..word.len() - 1].into();
    }
    word.into()
}

/// "visited" -> "visit", "agreed" -> "agree", "stopped" -> "stop", "making" -> "make".
fn strip_suffix(word: &str, suffix: &str) -> String {
    let Some(stem) = word.strip_suffix(suffix) else { return word.into() };
    let bytes = stem.as_bytes();
    if bytes.len() < 2 || !bytes.iter().any(|b| is_vowel(*b) || *b == b'y') || !stem.is_ascii() {
        return word.into();
    }
    let (last, before) = (bytes[bytes.len() - 1], bytes[bytes.len() - 2]);
    if suffix == "ed" && last == b'i' {
        return format!("{}y", &stem[..stem.len() - 1]);
    }
    if suffix == "ed" && last == b'e' {
        return format!("{stem}e");
    }
    if last == before && !matches!(last, b's' | b'l' | b'z' | b'f' | b'e' | b'o') {
        return stem[..stem.len() - 1].into();
    }
    if last == before {
        // "controll" -> "control", but "call", "miss", "buzz" stay.
        let vowels = bytes[..bytes.len() - 1].iter().filter(|b| is_vowel(**b)).count();
        return if last == b'l' && vowels > 1 && !["roll", "call", "stall"].iter().any(|e| stem.ends_with(e)) {
            stem[..stem.len() - 1].into()
        } else {
            stem.into()
        };
    }
    if needs_e(stem) { format!("{stem}e") } else { stem.into() }
}

/// Whether a stem lost a silent e: "releas", "mak", "chang", "sanction" not.
fn needs_e(stem: &str) -> bool {
    const WITH_E: &[&str] = &[
        "at", "iz", "is", "as", "os", "us", "ut", "uc", "ec", "ic", "ac", "iv", "av", "ov", "rv", "lv", "ng_", "rg",
        "dg", "ag", "ir", "ur", "ar", "or_", "id", "ud", "ad", "od", "ak", "ik", "ok", "uk", "al_", "il_", "ul", "ol",
        "bl", "pl", "tl", "gl", "dl", "cl", "fl", "kl", "zl", "am", "um", "om_", "im", "in_", "an_", "on_", "un", "ap",
        "op", "yp", "ip", "ns", "rs", "ls", "ps", "nc", "rc", "iq", "qu", "gu", "su", "lu", "nu", "ou_", "eiv", "ang",
        "eng", "ung",
    ];
    const WITHOUT_E: &[&str] = &[
        "focus", "visit", "edit", "audit", "limit", "profit", "exhibit", "prohibit", "inhibit", "benefit", "commit",
        "permit", "submit", "admit", "inherit", "deposit", "exit", "merit", "treat", "repeat", "defeat", "threat",
        "cheat", "heat", "beat", "eat", "seat", "float", "boat", "coat", "load", "lead", "read", "head", "spread",
        "need", "proceed", "exceed", "succeed", "rais_", "hang", "bang", "overhaul", "haul", "appear", "clear", "near",
        "fear", "hear", "bear", "wear", "gear", "soar", "roar", "pour", "tour", "occur", "offer", "look", "book",
        "cook", "break", "speak", "leak", "soak", "seek", "harm", "bomb", "aid", "raid", "avoid", "abort", "air",
        "repair", "pair", "chair", "despair", "affair", "cloud", "maintain", "broad", "upload", "download", "sail",
        "mail", "fail", "detail", "jail", "hail", "prevail", "bail", "claim", "aim", "proclaim", "exclaim", "scream",
        "stream", "dream", "team", "roam", "zoom", "doom", "loom", "keep", "sleep", "sweep", "leap", "reap", "heap",
        "stoop", "bloom", "help", "develop", "envelop", "group", "gallop", "scoop", "troop", "gossip", "worship",
        "equip", "kidnap", "mop", "answer", "panic", "mimic", "traffic", "picnic", "disarm", "alarm", "warm", "form",
        "award", "record", "guard", "regard", "hoard", "murmur", "spur", "blur", "star", "bar", "war", "scar", "jar",
        "solicit", "credit", "transit", "orbit", "spirit", "vomit", "recruit", "suit", "await", "wait", "bait",
        "combat", "format", "chat", "pat", "bat", "bias", "canvas", "gas", "tax", "plead", "thread", "dread", "bead",
        "knead", "goad", "target", "doubt", "scout", "rout", "shout", "flout", "tout", "spout", "sprout", "oust",
        "rebut", "put", "cut", "shut", "debut", "cool", "fool", "pool", "school", "control", "patrol", "enrol", "boil",
        "foil", "spoil", "toil", "oil", "soil", "unveil", "veil", "conceal", "reveal", "deal", "heal", "steal",
        "appeal", "seal", "repeal", "peal", "pull", "unload", "stroll", "drum", "sum", "strum", "spoon", "abandon",
        "ransom", "blossom", "gun", "run", "stun", "shun", "boon", "welcom_", "abus_", "laud", "applaud", "fraud",
        "loud", "beg", "drag", "brag", "flag", "tag",
    ];
    // A trailing "_" in a list marks what is only written down to be left alone.
    if stem.len() < 3 {
        return matches!(stem, "us" | "di" | "ti");
    }
    if WITHOUT_E.iter().any(|w| stem == *w || (stem.len() > w.len() && w.len() > 4 && stem.ends_with(w))) {
        return false;
    }
    if ["chang", "rang", "arrang", "challeng", "reveng", "aveng", "plung", "exchang", "hing", "lung", "sing_"]
        .iter()
        .any(|w| stem.ends_with(w))
    {
        return true;
    }
    if stem.ends_with("ang") || stem.ends_with("eng") || stem.ends_with("ung") {
        return false;
    }
    // Two vowels before the last consonant: "announc" aside, "treat", "claim", "rain" keep no e.
    let bytes = stem.as_bytes();
    let (a, b) = (bytes[bytes.len() - 3], bytes[bytes.len() - 2]);
    let last = bytes[bytes.len() - 1];
    if is_vowel(a) && is_vowel(b) && !is_vowel(last) && !matches!(last, b'c' | b's' | b'v' | b'z' | b'g') {
        return matches!(&stem[stem.len() - 3..], "uir" | "uid" | "eat") && stem.ends_with("creat")
            || stem.ends_with("quir")
            || stem.ends_with("guid");
    }
    if stem.ends_with("er")
        || stem.ends_with("en")
        || stem.ends_with("et")
        || stem.ends_with("el")
        || stem.ends_with("ow")
    {
        return ["interfer", "adher", "complet", "delet", "compet", "obsolet", "excret"]
            .iter()
            .any(|w| stem.ends_with(w));
    }
    if ["or", "on", "om", "al", "il", "in", "an"].iter().any(|w| stem.ends_with(w)) {
        return [
            "explor",
            "restor",
            "stor",
            "ignor",
            "scor",
            "bor",
            "ador",
            "postpon",
            "phon",
            "com",
            "welcom",
            "becom",
            "overcom",
            "scal",
            "smil",
            "fil",
            "compil",
            "combin",
            "defin",
            "declin",
            "determin",
            "examin",
            "imagin",
            "undermin",
            "fin",
            "outlin",
            "min",
            "refin",
            "confin",
            "shin",
            "plan_",
            "sidelin",
            "streamlin",
            "dethron",
            "whal",
            "exil",
            "reconcil",
            "profil",
            "til",
            "inhal",
        ]
        .iter()
        .any(|w| stem.ends_with(w) && !(*w == "min" && stem.len() > 4 && !stem.ends_with("min")));
    }
    WITH_E.iter().any(|w| stem.ends_with(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_lose_their_endings() {
        for (word, penn, expected) in [
            ("visited", Penn::Vbd, "visit"),
            ("released", Penn::Vbd, "release"),
            ("agreed", Penn::Vbn, "agree"),
            ("stopped", Penn::Vbd, "stop"),
            ("denied", Penn::Vbd, "deny"),
            ("making", Penn::Vbg, "make"),
            ("meeting", Penn::Vbg, "meet"),
            ("Met", Penn::Vbd, "meet"),
            ("launches", Penn::Vbz, "launch"),
            ("says", Penn::Vbz, "say"),
            ("resigned", Penn::Vbd, "resign"),
            ("announced", Penn::Vbd, "announce"),
            ("accompanied", Penn::Vbd, "accompany"),
            ("replaced", Penn::Vbd, "replace"),
            ("returned", Penn::Vbd, "return"),
            ("exchanged", Penn::Vbd, "exchange"),
            ("called", Penn::Vbd, "call"),
            ("recalled", Penn::Vbd, "recall"),
            ("installed", Penn::Vbn, "install"),
            ("controlled", Penn::Vbd, "control"),
            ("declined", Penn::Vbd, "decline"),
            ("joined", Penn::Vbd, "join"),
            ("found", Penn::Vb, "found"),
            ("found", Penn::Vbd, "find"),
            ("controlled", Penn::Vbd, "control"),
            ("offered", Penn::Vbd, "offer"),
            ("opened", Penn::Vbd, "open"),
            ("acquired", Penn::Vbd, "acquire"),
            ("created", Penn::Vbd, "create"),
            ("planned", Penn::Vbd, "plan"),
            ("signed", Penn::Vbd, "sign"),
            ("ended", Penn::Vbd, "end"),
            ("struck", Penn::Vbd, "strike"),
            ("died", Penn::Vbd, "die"),
        ] {
            assert_eq!(lemma(word, Upos::Verb, penn), expected);
        }
    }

    #[test]
    fn nouns_become_singular_and_names_stay() {
        for (word, expected) in [
            ("countries", "country"),
            ("talks", "talk"),
            ("men", "man"),
            ("losses", "loss"),
            ("taxes", "tax"),
            ("crises", "crisis"),
        ] {
            assert_eq!(lemma(word, Upos::Noun, Penn::Nns), expected);
        }
        assert_eq!(lemma("Paris", Upos::Propn, Penn::Nnp), "Paris");
    }
}
