//! The tag sets: universal parts of speech, Penn tags, universal dependency relations, kinds of names.

use serde::{Deserialize, Serialize};

use crate::calendar::date::words;

words! {
    /// Universal part of speech (universaldependencies.org/u/pos).
    Upos {
        /// Adjective.
        Adj = "ADJ",
        /// Adposition.
        Adp = "ADP",
        /// Adverb.
        Adv = "ADV",
        /// Auxiliary.
        Aux = "AUX",
        /// Coordinating conjunction.
        Cconj = "CCONJ",
        /// Determiner.
        Det = "DET",
        /// Interjection.
        Intj = "INTJ",
        /// Noun.
        Noun = "NOUN",
        /// Numeral.
        Num = "NUM",
        /// Particle.
        Part = "PART",
        /// Pronoun.
        Pron = "PRON",
        /// Proper noun.
        Propn = "PROPN",
        /// Punctuation.
        Punct = "PUNCT",
        /// Subordinating conjunction.
        Sconj = "SCONJ",
        /// Symbol.
        Sym = "SYM",
        /// Verb.
        Verb = "VERB",
        /// Anything else.
        X = "X",
    }
}

words! {
    /// Penn Treebank tag, as the English Universal Dependencies treebanks use it.
    Penn {
        /// Singular noun.
        Nn = "NN",
        /// Plural noun.
        Nns = "NNS",
        /// Singular proper noun.
        Nnp = "NNP",
        /// Plural proper noun.
        Nnps = "NNPS",
        /// Base form.
        Vb = "VB",
        /// Past tense.
        Vbd = "VBD",
        /// Gerund or present participle.
        Vbg = "VBG",
        /// Past participle.
        Vbn = "VBN",
        /// Present, not third person singular.
        Vbp = "VBP",
        /// Present, third person singular.
        Vbz = "VBZ",
        /// Modal.
        Md = "MD",
        /// Adjective.
        Jj = "JJ",
        /// Comparative adjective.
        Jjr = "JJR",
        /// Superlative adjective.
        Jjs = "JJS",
        /// Adverb.
        Rb = "RB",
        /// Comparative adverb.
        Rbr = "RBR",
        /// Superlative adverb.
        Rbs = "RBS",
        /// Verb particle.
        Rp = "RP",
        /// Preposition or subordinating conjunction.
        In = "IN",
        /// The word to.
        To = "TO",
        /// Determiner.
        Dt = "DT",
        /// Predeterminer.
        Pdt = "PDT",
        /// Relative or interrogative determiner.
        Wdt = "WDT",
        /// Personal pronoun.
        Prp = "PRP",
        /// Possessive pronoun.
        PrpPoss = "PRP$",
        /// Relative or interrogative pronoun.
        Wp = "WP",
        /// Whose.
        WpPoss = "WP$",
        /// Relative or interrogative adverb.
        Wrb = "WRB",
        /// Coordinating conjunction.
        Cc = "CC",
        /// Cardinal number.
        Cd = "CD",
        /// Existential there.
        Ex = "EX",
        /// Possessive ending.
        Pos = "POS",
        /// Interjection.
        Uh = "UH",
        /// Foreign word.
        Fw = "FW",
        /// List marker.
        Ls = "LS",
        /// Symbol.
        Sym = "SYM",
        /// Address of a page or mailbox.
        Add = "ADD",
        /// Affix.
        Afx = "AFX",
        /// Part of a word written apart.
        Gw = "GW",
        /// Superfluous punctuation.
        Nfp = "NFP",
        /// Hyphen.
        Hyph = "HYPH",
        /// Currency.
        Currency = "$",
        /// Opening quote.
        OpenQuote = "``",
        /// Closing quote.
        CloseQuote = "''",
        /// Opening bracket.
        OpenBracket = "-LRB-",
        /// Closing bracket.
        CloseBracket = "-RRB-",
        /// Comma.
        Comma = ",",
        /// End of a sentence.
        Stop = ".",
        /// Colon, dash, semicolon.
        Colon = ":",
        /// Anything else.
        Xx = "XX",
    }
}

words! {
    /// Universal dependency relation, as the English treebanks of 2025 use it.
    Rel {
        /// Clause that modifies a noun.
        Acl = "acl",
        /// Relative clause.
        AclRelcl = "acl:relcl",
        /// Adverbial clause.
        Advcl = "advcl",
        /// Relative clause on a clause.
        AdvclRelcl = "advcl:relcl",
        /// Adverb.
        Advmod = "advmod",
        /// Adjective of a noun.
        Amod = "amod",
        /// Apposition.
        Appos = "appos",
        /// Auxiliary.
        Aux = "aux",
        /// Auxiliary of the passive.
        AuxPass = "aux:pass",
        /// Preposition or possessive ending.
        Case = "case",
        /// Conjunction.
        Cc = "cc",
        /// Both, either.
        CcPreconj = "cc:preconj",
        /// Complement clause.
        Ccomp = "ccomp",
        /// Noun in a compound.
        Compound = "compound",
        /// Particle of a verb.
        CompoundPrt = "compound:prt",
        /// Conjunct; its head is the first conjunct.
        Conj = "conj",
        /// Copula.
        Cop = "cop",
        /// Clause as subject.
        Csubj = "csubj",
        /// Clause as subject of a clause.
        CsubjOuter = "csubj:outer",
        /// Clause as passive subject.
        CsubjPass = "csubj:pass",
        /// Not known.
        Dep = "dep",
        /// Determiner.
        Det = "det",
        /// Predeterminer.
        DetPredet = "det:predet",
        /// Interjection.
        Discourse = "discourse",
        /// Dislocated element.
        Dislocated = "dislocated",
        /// Expletive.
        Expl = "expl",
        /// Part of a fixed expression.
        Fixed = "fixed",
        /// Further word of a name.
        Flat = "flat",
        /// Word written apart.
        Goeswith = "goeswith",
        /// Indirect object.
        Iobj = "iobj",
        /// Item of a list.
        List = "list",
        /// Subordinator, and the to of an infinitive.
        Mark = "mark",
        /// Noun under a noun, with its preposition.
        Nmod = "nmod",
        /// Title before a name.
        NmodDesc = "nmod:desc",
        /// Possessor.
        NmodPoss = "nmod:poss",
        /// Noun under a noun without preposition.
        NmodUnmarked = "nmod:unmarked",
        /// Subject.
        Nsubj = "nsubj",
        /// Subject of a clause that is a predicate.
        NsubjOuter = "nsubj:outer",
        /// Passive subject.
        NsubjPass = "nsubj:pass",
        /// Number of a noun.
        Nummod = "nummod",
        /// Object.
        Obj = "obj",
        /// Oblique with its preposition.
        Obl = "obl",
        /// Agent of the passive.
        OblAgent = "obl:agent",
        /// Oblique without preposition (often a time).
        OblUnmarked = "obl:unmarked",
        /// Left over by ellipsis.
        Orphan = "orphan",
        /// Clause beside a clause (often the reporting one).
        Parataxis = "parataxis",
        /// Punctuation.
        Punct = "punct",
        /// Repaired speech.
        Reparandum = "reparandum",
        /// Head of the sentence.
        Root = "root",
        /// Address.
        Vocative = "vocative",
        /// Open complement; its subject is the governor's.
        Xcomp = "xcomp",
    }
}

words! {
    /// What a name names, as far as the words around it tell.
    NameKind {
        /// A human being.
        Person = "person",
        /// A company, authority, party, team ...
        Organization = "organization",
        /// A country, city, region, river ...
        Place = "place",
        /// A product, work, programme, event with a name ...
        Other = "other",
    }
}

impl Rel {
    /// Whether it is a subject of any kind, passive included.
    pub fn is_subject(self) -> bool {
        matches!(
            self,
            Self::Nsubj | Self::NsubjPass | Self::NsubjOuter | Self::Csubj | Self::CsubjPass | Self::CsubjOuter
        )
    }
}
