//! Which names of the text name one actor: full names, surnames, first names, acronyms, short forms, spellings.
//!
//! In: the names of the document. Out: drafts with their name mentions. Two people who share a surname stay two; a
//! bare surname goes to the one last named in full, unless title, gender or the way he was introduced say otherwise.

use std::collections::BTreeMap;
use std::ops::Range;

use super::draft::{Draft, Gender, Reference};
use super::keys::{self, Likeness};
use super::spans::Found;
use super::{kinds, lexicon, metonyms, products, roles, spans, titles};
use crate::findings::{ActorKind, MentionForm, TimeExpression};
use crate::knowledge::{Knowledge, world};
use crate::text::{Document, NameKind};

/// The drafts of all named actors.
pub fn find(document: &Document, times: &[TimeExpression], knowledge: &Knowledge) -> Vec<Draft> {
    let found = spans::find(document, times);
    let mut units: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, f) in found.iter().enumerate() {
        units.entry(&f.key).or_default().push(i);
    }
    // Longest names first, so that a short form finds its full name; then in the order of the text.
    let mut order: Vec<(&str, Vec<usize>)> = units.into_iter().collect();
    order.sort_by_key(|(key, places)| (std::cmp::Reverse(key.split(' ').count()), places.first().copied()));
    let mut drafts: Vec<Draft> = Vec::new();
    for (key, places) in order {
        let tokens: Vec<Range<usize>> = places.iter().filter_map(|p| found.get(*p)).map(|f| f.tokens.clone()).collect();
        let mut kinds: Vec<NameKind> = places.iter().filter_map(|p| found.get(*p)).map(|f| f.kind).collect();
        // A surname alone that is taken for a person's tells of the full name as well.
        let name = fullest(document, &tokens);
        // Of "iPods" and "iPod" the one is the name, whichever is more frequent.
        let singular = || tokens.iter().map(|t| document.words(t.clone())).find(|w| keys::key(w) == key);
        let name = match products::singular(&name) {
            Some(one) => one.to_owned(),
            None if keys::key(&name) != key => singular().map_or(name, str::to_owned),
            None => name,
        };
        let whole = name.split(' ').all(|w| w.starts_with(char::is_uppercase));
        let surname = key.rsplit_once(' ').map(|(_, last)| last).filter(|_| whole);
        let alone = |f: &&Found| f.kind == NameKind::Person && surname == Some(f.key.as_str());
        kinds.extend(found.iter().filter(alone).map(|f| f.kind));
        let verdict = kinds::decide(document, &name, &tokens, &kinds, knowledge);
        let one_word = !key.contains(' ');
        if let Some(at) = half_of_a_country(document, &drafts, key, &tokens) {
            tokens.into_iter().for_each(|t| refer(&mut drafts, at, t, 0.8));
            continue;
        }
        if let Some(shown) = verdict.shown {
            let at =
                drafts.iter().position(|d| d.name == shown).unwrap_or_else(|| push(&mut drafts, &shown, verdict.kind));
            tokens.into_iter().for_each(|t| refer(&mut drafts, at, t, 0.95));
            continue;
        }
        // A short form of somebody already known.
        let owners: Vec<usize> = (0..drafts.len())
            .filter(|d| answers(&drafts, *d, key, &name, verdict.kind, verdict.sure, document, &tokens))
            .collect();
        if !owners.is_empty()
            && (one_word || drafts[owners[0]].kind != ActorKind::Person || is_surname(&drafts, &owners, key))
        {
            for t in tokens {
                let chosen = choose(document, &drafts, &owners, &t);
                let name = |d: &usize| drafts.get(*d).map(|x| x.name.clone());
                let candidates = chosen.candidates.iter().filter_map(name).collect();
                refer(&mut drafts, chosen.who, t.clone(), chosen.confidence);
                if let Some(draft) = drafts.get_mut(chosen.who) {
                    draft.doubt(&t, candidates);
                }
            }
            continue;
        }
        // Another spelling of a full name.
        let same = |d: &Draft| {
            kinds::fit(d.kind, verdict.kind)
                && keys::likeness(&d.name, &name, d.kind)
                    .is_some_and(|l| l != Likeness::Initials || d.kind == ActorKind::Person)
        };
        if let Some(at) = drafts.iter().position(same) {
            tokens.into_iter().for_each(|t| refer(&mut drafts, at, t, 0.9));
            continue;
        }
        capital_or_city(document, &mut drafts, &name, verdict.kind, tokens);
    }
    share_surnames(document, &mut drafts);
    drafts.retain(|d| !d.references.is_empty());
    for draft in &mut drafts {
        draft.references.sort_by_key(|r| r.tokens.start);
    }
    drafts.sort_by_key(|d| d.references.first().map(|r| r.tokens.start));
    drafts
}

/// "The North" is the one country of the article whose name begins so.
fn half_of_a_country(document: &Document, drafts: &[Draft], key: &str, places: &[Range<usize>]) -> Option<usize> {
    let the = |t: &Range<usize>| t.start.checked_sub(1).is_some_and(|b| document.word(b).eq_ignore_ascii_case("the"));
    let half = matches!(key, "north" | "south" | "east" | "west") && places.iter().all(the);
    let begins = |d: &Draft| {
        d.kind == ActorKind::Country && keys::key(&d.name).strip_prefix(key).is_some_and(|rest| rest.starts_with(' '))
    };
    let mut countries = drafts.iter().enumerate().filter(|(_, d)| half && begins(d)).map(|(i, _)| i);
    let first = countries.next()?;
    countries.next().is_none().then_some(first)
}

fn push(drafts: &mut Vec<Draft>, name: &str, kind: ActorKind) -> usize {
    drafts.push(Draft::new(name, kind));
    drafts.len() - 1
}

fn refer(drafts: &mut [Draft], at: usize, tokens: Range<usize>, confidence: f32) {
    if let Some(draft) = drafts.get_mut(at) {
        draft.refer(tokens, MentionForm::Name, confidence);
    }
}

/// A capital is the country where it acts, and the city elsewhere.
fn capital_or_city(
    document: &Document,
    drafts: &mut Vec<Draft>,
    name: &str,
    kind: ActorKind,
    tokens: Vec<Range<usize>>,
) {
    let country = if kind == ActorKind::Person { None } else { world::capital(name) };
    for t in tokens {
        let (shown, kind, confidence) = match country {
            Some(country) if metonyms::acts(document, t.clone()) => (country, ActorKind::Country, 0.75),
            _ => (name, kind, 0.9),
        };
        let at =
            drafts.iter().position(|d| d.name == shown && d.kind == kind).unwrap_or_else(|| push(drafts, shown, kind));
        refer(drafts, at, t, confidence);
    }
}

/// "Ilse and Greta Lindqvist": the first of them bears the surname of the second.
fn share_surnames(document: &Document, drafts: &mut [Draft]) {
    let person = |d: &Draft| d.kind == ActorKind::Person;
    let named: Vec<(usize, Range<usize>)> = drafts
        .iter()
        .enumerate()
        .filter(|(_, d)| person(d) && d.name.contains(' '))
        .flat_map(|(i, d)| d.references.iter().filter(|r| r.tokens.len() > 1).map(move |r| (i, r.tokens.clone())))
        .collect();
    for i in 0..drafts.len() {
        let Some(draft) = drafts.get(i) else { continue };
        let given = !draft.name.contains(' ') && lexicon::gender_of_given(&keys::key(&draft.name)).is_some();
        if !person(draft) || !given {
            continue;
        }
        let joined = |r: &Reference| {
            let and = matches!(document.word(r.tokens.end), "and" | "&");
            named.iter().find(|(d, n)| and && *d != i && n.start == r.tokens.end + 1).map(|(d, _)| *d)
        };
        let Some(other) = draft.references.iter().find_map(joined).and_then(|d| drafts.get(d)) else { continue };
        let surname = other.name.split_whitespace().next_back().unwrap_or_default().to_owned();
        if let Some(draft) = drafts.get_mut(i) {
            draft.name = format!("{} {surname}", draft.name);
        }
    }
}

/// Whether the draft can be called by a short form.
#[expect(clippy::too_many_arguments, reason = "one question, asked in one place")]
fn answers(
    drafts: &[Draft],
    d: usize,
    key: &str,
    name: &str,
    kind: ActorKind,
    sure: bool,
    document: &Document,
    tokens: &[Range<usize>],
) -> bool {
    let Some(draft) = drafts.get(d) else { return false };
    // "St Olav" is no Olav of the article.
    let saint =
        |t: &Range<usize>| t.start.checked_sub(1).is_some_and(|b| matches!(document.word(b), "St" | "St." | "Saint"));
    match draft.kind {
        ActorKind::Person if tokens.iter().all(saint) => false,
        ActorKind::Person => {
            // A surname of several words ("Van der Hoeven") is hardly a place's name as well.
            // Nor is a surname that only does what people do, whatever the tagger takes it for: "Park, 71, resigned".
            let acts = || world::capital(name).is_none() && tokens.iter().all(|t| kinds::only_acts(document, t));
            let place = kind == ActorKind::Place && !key.contains(' ') && !acts();
            let strong_other = sure && kind != ActorKind::Person || place;
            !strong_other && draft.answers_to(key) && (draft.is_called(key) || is_introduced(document, draft, tokens))
        }
        ActorKind::Organization | ActorKind::Product => {
            if keys::is_acronym(name, &draft.name) || follows_in_brackets(document, draft, tokens) {
                return true;
            }
            let full = keys::key(&draft.name);
            let starts = full.strip_prefix(key).is_some_and(|rest| rest.starts_with(' '));
            if sure && !kinds::fit(kind, draft.kind) {
                return false;
            }
            // "The Red Cross" of the "Kenya Red Cross".
            let country = full.strip_suffix(key).map(str::trim_end).filter(|_| key.contains(' '));
            if country.is_some_and(|c| world::country(c).or_else(|| world::demonym(c)).is_some()) {
                return true;
            }
            // "United" of "Manchester United", "the Yankees" of the "New York Yankees".
            let team = full.strip_suffix(key).is_some_and(|rest| rest.ends_with(' ')) && lexicon::ends_a_team(key);
            if team && is_introduced(document, draft, tokens) {
                return true;
            }
            // "The Spice Islander" of the "MV Spice Islander".
            let prefix = full.strip_suffix(key).map(str::trim_end);
            if prefix.is_some_and(lexicon::is_ship_prefix) {
                return true;
            }
            // "The A380" of the "Airbus A380".
            let model = products::is_designation(name) || products::is_number_of_model(name);
            if model && full.ends_with(&format!(" {key}")) {
                return true;
            }
            // "The 787" and "the Mistral" of the "Boeing 787 Mistral".
            let number = || full.rsplit(' ').nth(1).filter(|n| products::is_number_of_model(n));
            if draft.kind == ActorKind::Product && (products::is_other_name(&full, key) || number() == Some(key)) {
                return true;
            }
            // "Bank" alone is no short form of "Bank of Ireland", nor "University" of any; "Falcon" is the family and
            // "Falcon Heavy" one of its members.
            // "The Dow" of the "Dow Jones Industrial Average", which no other thing is called by.
            let index = || world::body(&draft.name).is_some_and(|b| b.kind == "index");
            starts
                && (draft.kind != ActorKind::Product || index())
                && !lexicon::is_organization_noun(key)
                && world::country(key).is_none()
                // "Shares in Tokyo" are of no "Tokyo Electric Power".
                && !(kind == ActorKind::Place && world::capital(name).is_some())
                && world::demonym(key).is_none()
        }
        // "Kelumung" is "Mount Kelumung", and no town.
        ActorKind::Place => keys::key(&draft.name).strip_prefix("mount ") == Some(key),
        _ => false,
    }
}

/// Whether several words are the whole surname of somebody: "Ortega Luna", "Van der Hoeven".
fn is_surname(drafts: &[Draft], owners: &[usize], key: &str) -> bool {
    let ends = |d: &usize| drafts.get(*d).is_some_and(|x| keys::key(&x.name).ends_with(&format!(" {key}")));
    keys::person(key).given.is_empty() || owners.iter().any(ends)
}

/// Whether the full name stands before the short form: "Gabriel García Márquez ... García".
fn is_introduced(document: &Document, draft: &Draft, tokens: &[Range<usize>]) -> bool {
    let full = draft.references.iter().filter(|r| r.tokens.len() > 1).map(|r| r.tokens.start).min();
    let short = tokens.iter().map(|t| t.start).min();
    full.zip(short).is_some_and(|(full, short)| document.sentence_of(full) <= document.sentence_of(short))
}

/// "International Atomic Energy Agency (IAEA)": the acronym stands in brackets right after the name.
fn follows_in_brackets(document: &Document, draft: &Draft, tokens: &[Range<usize>]) -> bool {
    draft.references.iter().any(|r| {
        document.word(r.tokens.end) == "("
            && tokens
                .iter()
                .any(|t| t.start == r.tokens.end + 1 && document.word(t.end) == ")" && is_short(document, t.clone()))
    })
}

fn is_short(document: &Document, tokens: Range<usize>) -> bool {
    tokens.len() == 1 && document.word(tokens.start).chars().filter(|c| c.is_uppercase()).count() > 1
}

/// Times that somebody was called by the bare surname until it is that person's.
const USUAL: usize = 3;

/// Which of several namesakes is meant at a place.
struct Chosen {
    who: usize,
    confidence: f32,
    /// The others, when nothing but the order of the names tells.
    candidates: Vec<usize>,
}

impl Chosen {
    fn told(who: usize, confidence: f32) -> Self {
        Self { who, confidence, candidates: Vec::new() }
    }
}

/// Which of several namesakes is meant at a place, and how sure that is.
fn choose(document: &Document, drafts: &[Draft], owners: &[usize], places: &Range<usize>) -> Chosen {
    let token = places.start;
    let &[first, ref others @ ..] = owners else { return Chosen::told(0, 0.0) };
    if others.is_empty() {
        return Chosen::told(first, 0.95);
    }
    let title = titles::before(document, token);
    let gender = title.as_ref().and_then(|t| t.gender);
    let office = title.as_ref().and_then(|t| t.office.as_ref());
    let fits = |d: &&usize| {
        let Some(draft) = drafts.get(**d) else { return false };
        let known = kinds::gender(document, draft);
        let offices = roles::before_names(document, draft);
        gender.is_none_or(|g| known.is_none_or(|k| k == g))
            && office
                .is_none_or(|o| offices.is_empty() || offices.iter().any(|x| lexicon::same_office(&x.title, &o.title)))
    };
    let fitting: Vec<usize> = owners.iter().filter(fits).copied().collect();
    // "Mrs Lund" is rather the one who is known to be a woman; "Mr Lund" may be anybody of whom nothing tells, as most are men.
    let woman = gender == Some(Gender::Female);
    let known = |d: &&usize| woman && drafts.get(**d).is_some_and(|x| kinds::gender(document, x) == gender);
    let sure: Vec<usize> = fitting.iter().filter(known).copied().collect();
    let fitting = if sure.is_empty() { fitting } else { sure };
    // "Chao" is Yuen Ren Chao before it is Rulan Chao Pian.
    let surname = |d: &usize| {
        let key = keys::key(document.words(places.clone()));
        drafts.get(*d).is_some_and(|x| keys::person(&x.name).surname.join(" ") == key)
    };
    let strict: Vec<usize> = fitting.iter().filter(|d| surname(d)).copied().collect();
    let fitting = if strict.is_empty() { fitting } else { strict };
    // A title that only one of them bears settles it.
    let bearer = |d: &&usize| {
        office.is_some_and(|o| {
            drafts.get(**d).is_some_and(|x| roles::before_names(document, x).iter().any(|y| y.title == o.title))
        })
    };
    if let &[one] = fitting.iter().filter(bearer).copied().collect::<Vec<_>>().as_slice() {
        return Chosen::told(one, 0.9);
    }
    let pool = if fitting.is_empty() { owners.to_vec() } else { fitting };
    if let &[one] = pool.as_slice() {
        return Chosen::told(one, 0.9);
    }
    // "the elder Montoya": the parent of the two.
    let by_age = if token > 0 { document.word(token - 1).to_lowercase() } else { String::new() };
    if matches!(by_age.as_str(), "elder" | "older" | "senior" | "younger" | "junior") {
        let old = matches!(by_age.as_str(), "elder" | "older" | "senior");
        let right = |d: &&usize| drafts.get(**d).is_some_and(|x| roles::is_elder(document, x) == Some(old));
        if let Some(d) = pool.iter().find(right) {
            return Chosen::told(*d, 0.85);
        }
        let other = |d: &&usize| drafts.get(**d).is_some_and(|x| roles::is_elder(document, x) == Some(!old));
        if let (Some(not), &[a, b]) = (pool.iter().find(other), pool.as_slice()) {
            return Chosen::told(if a == *not { b } else { a }, 0.85);
        }
    }
    // Whoever was only brought in as the kin of a namesake is not called by the bare surname.
    let main: Vec<usize> = pool
        .iter()
        .filter(|d| !drafts.get(**d).is_some_and(|x| roles::is_introduced_as_kin(document, x)))
        .copied()
        .collect();
    let narrowed = main.len() < pool.len() && !main.is_empty();
    let pool = if main.is_empty() { pool } else { main };
    // Whoever the article has called by the bare surname all along goes on to be, also behind "his daughter Ivanka Trump".
    let bare = |d: &usize| {
        let met =
            |r: &&super::draft::Reference| r.form == MentionForm::Name && r.tokens.len() == 1 && r.tokens.start < token;
        drafts.get(*d).map_or(0, |x| x.references.iter().filter(met).count())
    };
    if let Some(usual) = pool.iter().find(|d| bare(d) >= USUAL)
        && pool.iter().all(|d| d == usual || bare(d) == 0)
    {
        return Chosen {
            who: *usual,
            confidence: 0.75,
            candidates: pool.iter().filter(|d| *d != usual).copied().collect(),
        };
    }
    let full = |d: usize| {
        drafts.get(d).and_then(|x| {
            x.references
                .iter()
                .filter(|r| r.form == MentionForm::Name && r.tokens.len() > 1 && r.tokens.start < token)
                .map(|r| r.tokens.start)
                .max()
        })
    };
    let last = pool.iter().filter_map(|d| full(*d).map(|t| (t, *d))).max();
    let (who, confidence) = match (last, pool.as_slice()) {
        (_, &[one]) if narrowed => return Chosen::told(one, 0.7),
        (Some((_, d)), _) => (d, 0.55),
        (None, _) => (pool.first().copied().unwrap_or(first), 0.4),
    };
    Chosen { who, confidence, candidates: pool.into_iter().filter(|d| *d != who).collect() }
}

/// The form to show: the longest, and of those the most frequent, and of those the first.
fn fullest(document: &Document, tokens: &[Range<usize>]) -> String {
    let mut counts: BTreeMap<String, (usize, std::cmp::Reverse<usize>)> = BTreeMap::new();
    for t in tokens {
        let words = document.words(t.clone()).split_whitespace().collect::<Vec<_>>().join(" ");
        let entry = counts.entry(words).or_insert((0, std::cmp::Reverse(t.start)));
        entry.0 += 1;
    }
    counts.into_iter().max_by_key(|(_, c)| *c).map(|(w, _)| w).unwrap_or_default()
}
