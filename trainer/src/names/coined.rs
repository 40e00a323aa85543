//! Words that no list knows, made from syllables of many languages: names of firms, people and places that only what
//! stands around them tells apart.

use crate::dice::Dice;

/// Beginnings, middles and ends of words that belong together.
const SOUNDS: [[&str; 3]; 12] = [
    [
        "vel nor tar sol cal ver lum aer syn ax or al cor neo pro tri om in quan ar vi ko lu ze na den ful hel",
        "to va li ne ra mi do ti ga lo",
        "ra ris mor dem via tex ix ex um on or ia ent ant is us eon tech tel gen cor dyn a o co max nova eo is",
    ],
    [
        "ber mon cas fer mar bel san tor ros val gal lom per cor pal mol rav tir bran vit",
        "ta ni ra li do me re ga to",
        "ni lli tti no na rio ti ra zzo ne ri ssi ghi ga lo dini",
    ],
    [
        "al car sil bar mon gar cor fer her pas vas sal mur quin zal ar rod tri ben",
        "me va ve do ra ri ta go",
        "ez es o a al ar eda era ado ona eiro ão ales ente",
    ],
    [
        "brand wei hal hart stein lind berg krau hof wal ros sig nord grei kess frie thal ober",
        "en er el",
        "mann berg auer er ner feld stedt au bach horn dorf kamp ow ing hoff",
    ],
    [
        "hal nor sven lund bjor hag dal rosen sol ek vik var lar tor ost",
        "de ge a en",
        "sen gaard vik dal lund berg strom by heim vang stad sson moen dahl",
    ],
    [
        "nov kov mir zel vol dra pet gor bog rad sto kras tar yar bel chern zor",
        "o a i e",
        "vic ski sky ov ova enko ek in nik grad sk itsa ka ar prom neft",
    ],
    [
        "al ka ba er gul sar tem bey ak kor oz yil tur ay kaz nur dos bek",
        "a i u ba ta",
        "bek ov li lar oglu er an yan gul bay lik stan kent tay ur",
    ],
    [
        "al ha ka sha fa ma ra sa na qa ja ba za ab mu ta",
        "ri di li mi ha sa ra ri wa",
        "d di m an in af ir ul iq awi i ari ani at ash oud ein",
    ],
    [
        "ka sa ta mi ha ya ko no to shi mo na o hi ma fu su",
        "ka ma ta shi ra mu no ki ya to be",
        "ra da ta to ki no shi moto yama kawa mura zaki saka ji tsu do n",
    ],
    [
        "su wi har sri ga mer ban jak pur te ma la sen bu ran",
        "ra ta da ma na pi di",
        "no wan wati ya na ta ng to tra di man ti nda ni suma",
    ],
    [
        "o a mu ka ba ma zi ta chi ke no ngo mbe du kwa sa",
        "ka ba lu mo nga ko ye mba di",
        "la nga mbe ke wa ru di su ma ko nya ye yo du a zi",
    ],
    [
        "raj sha kum pra vi man ra ba gup su cha dha nar kal mo ven",
        "ra ja va ha na ta mi",
        "j an ma la ti das esh ria ni yan pur ta th kar bad nath ndra",
    ],
];

/// Ordinary words that firms like to be called.
const PLAIN: &str = "Beacon Summit Compass Harbor Vertex Anchor Falcon Crescent Horizon Pioneer Meridian Zenith Orbit \
    Mosaic Ember Granite Cobalt Onyx Amber Willow Maple Juniper Laurel Cedar Keystone Landmark Gateway Bridge Lantern Signal \
    Pulse Spark Forge Anvil Hammer Quarry Prairie Delta Sierra Cascade Glacier Aurora Nimbus Comet Nova Eclipse Polar Arctic \
    Pacific Atlas Titan Phoenix Griffin Raven Heron Osprey Swift Lynx Puma Jaguar Otter Bison Mammoth Orca Marlin Coral Pearl \
    Jade Opal Ruby Topaz Ivory Velvet Saffron Pepper Clover Thistle Bloom Harvest Orchard Meadow Vista Plaza Arcade Circle \
    Square Prism Cipher Vector Matrix Quantum Proton Neutron Photon Helix Genome Catalyst Element Carbon Oxygen Unity Liberty \
    Alliance Union Frontier Heritage Legacy Crown Sterling Noble Regal Sovereign Premier Paramount Apex Crest Pinnacle";

/// A word with a capital that no list need know.
pub fn word(dice: &mut Dice) -> String {
    let sounds = SOUNDS[dice.below(SOUNDS.len())];
    let mut word = String::new();
    for (place, sounds) in sounds.iter().enumerate() {
        let sounds: Vec<&str> = sounds.split(' ').collect();
        let drawn = sounds[dice.below(sounds.len())];
        if place != 1 || dice.below(2) == 0 {
            word.push_str(drawn);
        }
    }
    capital(&word)
}

/// An ordinary word that a firm or its product is called.
pub fn plain(dice: &mut Dice) -> String {
    let words: Vec<&str> = PLAIN.split_whitespace().collect();
    words[dice.below(words.len())].to_owned()
}

/// A firm's word: coined, now and then an ordinary word or written as only firms do.
pub fn brand(dice: &mut Dice) -> String {
    match dice.below(12) {
        0 | 1 => plain(dice),
        2 => {
            let (a, b) = (word(dice), word(dice));
            let cut = |w: &str, most: usize| w.chars().take(most).collect::<String>();
            if dice.below(2) == 0 { cut(&a, 4) + &cut(&b, 4) } else { cut(&a, 3) + &cut(&b, 5).to_lowercase() }
        }
        3 if dice.below(4) == 0 => (0..2 + dice.below(3)).map(|_| (b'A' + dice.below(26) as u8) as char).collect(),
        _ => word(dice),
    }
}

/// The word with a capital.
pub fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coined_words_have_a_capital_and_differ() {
        let mut dice = Dice(1);
        let words: std::collections::BTreeSet<String> = (0..100).map(|_| word(&mut dice)).collect();
        assert!(words.len() > 90);
        assert!(words.iter().all(|w| w.starts_with(char::is_uppercase) && w.chars().all(char::is_alphabetic)));
    }
}
