//! Is a text in a language that has rules here? So far that is English.
//!
//! A text is judged as a whole and only when there is enough of it; in doubt it is taken for English, since a text that
//! is not read at all is the greater loss.

use whatlang::{Lang, detect};

/// Fewer letters than this are no ground for a judgement; names alone look like any language.
const ENOUGH: usize = 120;
/// A text with this share of them, in per cent of its words, is English, whatever its names look like. English news has
/// over 25, texts in other languages of Europe below 3.
const ENGLISH: usize = 12;
/// The commonest words of English that other languages of Europe do not share.
const COMMON: &[&str] = &[
    "the", "of", "and", "to", "that", "with", "for", "was", "were", "is", "are", "by", "from", "has", "had", "this",
    "which", "it", "on",
];

/// The language of a text that is not in English (ISO 639-1 where there is such a code, else 639-3); `None` when it is, or
/// when that cannot be told.
pub fn foreign(text: &str) -> Option<&'static str> {
    if text.chars().filter(|c| c.is_alphabetic()).take(ENOUGH).count() < ENOUGH {
        return None;
    }
    let (mut words, mut common) = (0_usize, 0_usize);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()) {
        words += 1;
        common += usize::from(COMMON.iter().any(|c| word.eq_ignore_ascii_case(c)));
    }
    if common * 100 >= words * ENGLISH {
        return None;
    }
    let found = detect(text).filter(|i| i.is_reliable() && i.lang() != Lang::Eng)?;
    Some(code(found.lang()))
}

/// The code that people know.
fn code(language: Lang) -> &'static str {
    match language {
        Lang::Deu => "de",
        Lang::Fra => "fr",
        Lang::Spa => "es",
        Lang::Ita => "it",
        Lang::Por => "pt",
        Lang::Nld => "nl",
        Lang::Rus => "ru",
        Lang::Ukr => "uk",
        Lang::Pol => "pl",
        Lang::Ces => "cs",
        Lang::Swe => "sv",
        Lang::Nob => "nb",
        Lang::Dan => "da",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Ara => "ar",
        Lang::Heb => "he",
        Lang::Hin => "hi",
        Lang::Cmn => "zh",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Ell => "el",
        Lang::Hun => "hu",
        Lang::Ron => "ro",
        Lang::Bul => "bg",
        Lang::Srp => "sr",
        Lang::Hrv => "hr",
        Lang::Vie => "vi",
        Lang::Ind => "id",
        Lang::Pes => "fa",
        other => other.code(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_in_other_languages_are_told() {
        for (text, expected) in [
            (
                "Der Hafenrat sperrte die alte Brücke am Mittwoch für Lastwagen, einen Tag nachdem eine Richterin ihm vorgeworfen hatte, zwei Berichte über den Rost nicht beachtet zu haben. Die Spediteure protestierten am Donnerstag.",
                "de",
            ),
            (
                "Le conseil du port a fermé mercredi le vieux pont aux camions, un jour après qu'une juge lui a reproché d'avoir ignoré deux rapports sur la rouille. Les transporteurs ont manifesté jeudi devant ses bureaux.",
                "fr",
            ),
            (
                "El consejo del puerto cerró el miércoles el viejo puente a los camiones, un día después de que una jueza le reprochara no haber atendido dos informes. Los transportistas protestaron el jueves ante sus oficinas.",
                "es",
            ),
            (
                "Совет порта в среду закрыл старый мост для грузовиков, на следующий день после того как судья упрекнула его в том, что он не обратил внимания на два отчёта о ржавчине. Перевозчики протестовали в четверг.",
                "ru",
            ),
        ] {
            assert_eq!(foreign(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn english_with_foreign_names_and_texts_too_short_to_tell_are_read() {
        for text in [
            "Kim Jong-un traf Putin.",
            "Hélène Duval, Jean-Pierre Marchand and Éloïse de Saint-Clair met Jürgen Größler and Søren Kjærgård in Göteborg on Monday. They went from there to Łódź, where the mayor, Władysław Świętochowski, was waiting for them.",
            "Lindqvist, Moreau, Keller, Birch, Ashworth, Dunn, Pryor, Marsh, Reilly, Duval, Carr, Größler, Kjærgård, Marchand",
        ] {
            assert_eq!(foreign(text), None, "{text}");
        }
    }
}
