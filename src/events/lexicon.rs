//! The word lists of `data/en/events`, read once per process: lookup, no judgement. A list that cannot be read is a
//! fault of the build, which a test below finds.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::lookup::{Table, WordSet};

/// The TimeML class of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Class {
    /// Something that happens.
    Occurrence,
    /// Something that holds.
    State,
    /// Somebody says something.
    Reporting,
    /// An action that is about another event: to try, to order.
    IAction,
    /// An attitude to another event: to hope, to believe.
    IState,
    /// A phase of another event: to begin.
    Aspectual,
    /// Somebody sees or hears.
    Perception,
}

impl Class {
    /// The name that TimeML gives it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Occurrence => "OCCURRENCE",
            Self::State => "STATE",
            Self::Reporting => "REPORTING",
            Self::IAction => "I_ACTION",
            Self::IState => "I_STATE",
            Self::Aspectual => "ASPECTUAL",
            Self::Perception => "PERCEPTION",
        }
    }
}

/// How surely a noun names an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    /// Nearly wherever it stands.
    Certain,
    /// Only where the syntax speaks for an event.
    Possible,
}

/// What an event noun reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NounEntry {
    /// The class.
    pub class: Class,
    /// How surely it is an event.
    pub certainty: Certainty,
    /// Whether it needs two sides: a meeting, an agreement.
    pub mutual: bool,
}

/// All lists.
#[derive(Debug)]
pub struct Lexicon {
    nouns: Table<String, NounEntry>,
    verbs: Table<String, Class>,
    /// Verbs that only relate things: to be, to contain.
    pub no_event: WordSet,
    /// Participles that work like prepositions.
    pub prepositional: WordSet,
    /// Verbs that have their class only with a clause as complement.
    pub needs_clause: WordSet,
    /// Verbs that carry a noun event.
    pub light: Light,
    /// Governors by what they say of the event that depends on them.
    pub governor: Governors,
    /// Single cue words.
    pub cues: Cues,
    /// Adverbs that only link a clause to the one before.
    pub connectives: WordSet,
    /// Verbs that tell, when denied, that nothing was said.
    pub silence: WordSet,
    /// Participles that say only what something is called.
    pub naming: WordSet,
    /// Verbs that tell of an end, with what ends in the same line.
    pub endings: WordSet,
    /// Participles that say what the clause before them brought about.
    pub effects: WordSet,
    /// Verbs that tell where somebody or something comes from.
    pub origins: Origins,
    control: Control,
    synonyms: Table<String, String>,
}

/// Verbs of `verbs.toml` that tell of a beginning long ago when nothing dates them.
#[derive(Debug, Deserialize)]
pub struct Origins {
    /// In any form: "was born", "founded".
    pub always: WordSet,
    /// As a passive: "was built".
    pub passive: WordSet,
}

/// The lists of `light.toml`.
#[derive(Debug, Deserialize)]
pub struct Light {
    /// "held talks": the noun is the event.
    pub light: WordSet,
    /// "attended the summit": the subject takes part.
    pub joining: WordSet,
    /// "the summit took place".
    pub occurring: WordSet,
}

/// The governors of `status.toml`.
#[derive(Debug, Deserialize)]
pub struct Governors {
    /// It did not happen.
    pub denied: WordSet,
    /// Nobody says that it happened.
    pub possible: WordSet,
    /// It is to happen.
    pub planned: WordSet,
    /// It happened if the governor did.
    pub implied: WordSet,
}

/// The cue words of `status.toml`.
#[derive(Debug, Deserialize)]
pub struct Cues {
    /// not, never ...
    pub negation: WordSet,
    /// if, unless ...
    pub conditional: WordSet,
    /// report, claim ... that
    pub saying: WordSet,
    /// must, should ...
    pub obligation: WordSet,
    /// reportedly ...
    pub attribution: WordSet,
    /// perhaps ...
    pub maybe: WordSet,
    /// almost ...
    pub nearly: WordSet,
}

#[derive(Deserialize)]
struct NounFile {
    kind: Vec<NounKind>,
}

#[derive(Deserialize)]
struct NounKind {
    name: String,
    class: Class,
    certain: Vec<String>,
    possible: Vec<String>,
}

#[derive(Deserialize)]
struct VerbFile {
    no_event: WordSet,
    prepositional: WordSet,
    needs_clause: WordSet,
    silence: WordSet,
    naming: WordSet,
    endings: WordSet,
    effects: WordSet,
    origins: Origins,
    class: Vec<VerbClass>,
}

#[derive(Deserialize)]
struct VerbClass {
    name: Class,
    verbs: Vec<String>,
}

#[derive(Deserialize)]
struct StatusFile {
    governor: Governors,
    words: Cues,
}

/// Who is meant by the missing subject of an infinitive or a gerund.
#[derive(Debug, Deserialize)]
struct Control {
    object: WordSet,
    blames: WordSet,
    alleges: WordSet,
}

#[derive(Deserialize)]
struct LabelFile {
    connectives: WordSet,
}

#[derive(Deserialize)]
struct SynonymFile {
    classes: Vec<Vec<String>>,
}

const NOUNS: &str = include_str!("../../data/en/events/nouns.toml");
const VERBS: &str = include_str!("../../data/en/events/verbs.toml");
const LIGHT: &str = include_str!("../../data/en/events/light.toml");
const STATUS: &str = include_str!("../../data/en/events/status.toml");
const CONTROL: &str = include_str!("../../data/en/events/control.toml");
const LABELS: &str = include_str!("../../data/en/events/labels.toml");
const SYNONYMS: &str = include_str!("../../data/en/events/synonyms.toml");

/// Kinds of nouns whose events have two sides.
const MUTUAL: [&str; 2] = ["meetings", "agreements"];

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| match Lexicon::read() {
    Ok(lexicon) => lexicon,
    Err(error) => panic!("the word lists built into this program cannot be read: {error}"),
});

/// The lists.
pub fn lexicon() -> &'static Lexicon {
    &LEXICON
}

impl Lexicon {
    fn read() -> Result<Self, toml::de::Error> {
        let mut nouns: Table<String, NounEntry> = Table::default();
        for kind in toml::from_str::<NounFile>(NOUNS)?.kind {
            let mutual = MUTUAL.contains(&kind.name.as_str());
            let words = [(Certainty::Certain, kind.certain), (Certainty::Possible, kind.possible)];
            for (certainty, words) in words {
                for word in words {
                    // A word stands in several kinds ("raid"): the surest one gives the class, else the first.
                    let entry = NounEntry { class: kind.class, certainty, mutual };
                    let known = nouns.entry(word).or_insert(entry);
                    if known.certainty == Certainty::Possible && certainty == Certainty::Certain {
                        *known = entry;
                    }
                }
            }
        }
        let mut verbs = Table::default();
        let verb_file: VerbFile = toml::from_str(VERBS)?;
        for class in verb_file.class {
            for verb in class.verbs {
                verbs.entry(verb).or_insert(class.name);
            }
        }
        let status: StatusFile = toml::from_str(STATUS)?;
        let mut synonyms = Table::default();
        for class in toml::from_str::<SynonymFile>(SYNONYMS)?.classes {
            let Some(name) = class.first().cloned() else { continue };
            for word in class {
                synonyms.entry(word).or_insert_with(|| name.clone());
            }
        }
        Ok(Self {
            nouns,
            verbs,
            no_event: verb_file.no_event,
            prepositional: verb_file.prepositional,
            needs_clause: verb_file.needs_clause,
            silence: verb_file.silence,
            naming: verb_file.naming,
            endings: verb_file.endings,
            effects: verb_file.effects,
            origins: verb_file.origins,
            light: toml::from_str(LIGHT)?,
            governor: status.governor,
            cues: status.words,
            connectives: toml::from_str::<LabelFile>(LABELS)?.connectives,
            control: toml::from_str(CONTROL)?,
            synonyms,
        })
    }

    /// What a noun reports; `None` when it names no event.
    pub fn noun(&self, lemma: &str) -> Option<NounEntry> {
        self.nouns.get(lemma).or_else(|| self.nouns.get(lemma.strip_suffix('s')?)).copied()
    }

    /// The class of a verb; OCCURRENCE when the lists do not name it.
    pub fn verb(&self, lemma: &str) -> Class {
        self.verbs.get(lemma).copied().unwrap_or(Class::Occurrence)
    }

    /// The class of a word that the verbs' lists name, also an adjective ("likely").
    pub fn listed(&self, lemma: &str) -> Option<Class> {
        self.verbs.get(lemma).copied()
    }

    /// Whether the object of this verb is the subject of its infinitive.
    pub fn is_object_control(&self, lemma: &str) -> bool {
        self.control.object.contains(lemma)
    }

    /// Whether the object of this verb is the subject of a gerund behind "for", "of" or "from".
    pub fn blames(&self, lemma: &str) -> bool {
        self.control.blames.contains(lemma)
    }

    /// Whether such a gerund is only alleged.
    pub fn alleges(&self, lemma: &str) -> bool {
        self.control.alleges.contains(lemma)
    }

    /// The synonym class of a trigger.
    pub fn synonym_class(&self, lemma: &str) -> Option<&str> {
        self.synonyms.get(lemma).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_can_be_read_and_a_word_has_one_class() {
        let lexicon = Lexicon::read().unwrap();
        assert!(lexicon.nouns.len() > 500, "{}", lexicon.nouns.len());
        assert_eq!(lexicon.noun("summit").map(|n| (n.certainty, n.mutual)), Some((Certainty::Certain, true)));
        assert_eq!(lexicon.noun("house"), None);
        assert_eq!((lexicon.verb("announce"), lexicon.verb("begin")), (Class::Reporting, Class::Aspectual));
        assert_eq!(lexicon.verb("resign"), Class::Occurrence);
        assert!(lexicon.is_object_control("force") && !lexicon.is_object_control("promise"));
    }
}
