//! Which actors of different articles are one actor.
//!
//! What is compared is the persona: kind, name and offices, as one or many articles have them. Personas with one name
//! are one actor unless their offices cannot belong to one person. A bare surname is an actor of its own article only.

use std::collections::{BTreeMap, BTreeSet};

use super::walks::{compatible_roles, told_by};
use crate::actors::keys;
use crate::findings::{Actor, ActorKind, MentionForm};
use crate::knowledge::KnownActor;

/// Kind, name and walk of life of an actor, as articles have them; `Display` gives the text that is stored.
///
/// There are few of them for one name, however many articles: what may be compared with all its like must not grow.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Persona {
    /// What it is.
    pub kind: ActorKind,
    /// The key of its fullest name.
    pub name: String,
    /// Its acronym, when an article gives both.
    pub acronym: String,
    /// What its offices tell: walks of life ("sport"), and states whose only holder of an office it is ("president@France").
    pub roles: BTreeSet<String>,
    /// The article's key, when the name alone does not tell who it is.
    pub only_in: String,
}

/// The names that were imported as those of one actor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KnownNames {
    /// The key of every name, with the keys of the actors that have it.
    names: BTreeMap<String, BTreeSet<String>>,
    /// The key of every actor, with all its names as written.
    written: BTreeMap<String, BTreeSet<String>>,
}

impl KnownNames {
    /// The names of these actors.
    pub fn new(actors: &[KnownActor]) -> Self {
        let mut known = Self::default();
        for actor in actors {
            let key = keys::key(&actor.name);
            for name in actor.aliases.iter().chain([&actor.name]) {
                known.names.entry(keys::key(name)).or_default().insert(key.clone());
                known.written.entry(key.clone()).or_default().insert(name.clone());
            }
        }
        known
    }

    /// The actors that have a name.
    fn of(&self, name: &str) -> impl Iterator<Item = &String> {
        self.names.get(name).into_iter().flatten()
    }

    /// All names of those who have one of these.
    pub fn written<'a>(&'a self, names: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
        let actors: BTreeSet<&String> = names.flat_map(|n| self.of(n)).collect();
        actors.into_iter().filter_map(|a| self.written.get(a)).flatten().map(String::as_str).collect()
    }
}

/// The names an article has for an actor: its fullest, and the words of every mention by name.
pub fn names_of(actor: &Actor) -> BTreeSet<String> {
    let mut list: BTreeSet<String> =
        actor.mentions.iter().filter(|m| m.form == MentionForm::Name).map(|m| m.text.clone()).collect();
    list.insert(actor.name.clone());
    list.retain(|n| !keys::key(n).is_empty() || *n == actor.name);
    list
}

impl Persona {
    /// The persona of an actor of an article. `place` tells this actor from all others ("content hash#number").
    pub fn new(
        kind: ActorKind,
        name: &str,
        other_names: &[&str],
        roles: &[(&str, Option<&str>)],
        place: &str,
        known: &KnownNames,
    ) -> Self {
        let key = keys::key(name);
        let tells = match kind {
            // A person may be imported under a bare surname; then it is the user who says whose it is.
            ActorKind::Person => key.contains(' ') || known.of(&key).count() == 1,
            ActorKind::Group => name.chars().any(char::is_uppercase),
            _ => !key.is_empty() && name.chars().any(|c| c.is_uppercase() || c.is_numeric()),
        };
        let acronym = match kind {
            ActorKind::Person => None,
            _ if keys::looks_like_acronym(name) => None,
            _ => other_names.iter().find(|n| keys::looks_like_acronym(n)).map(|n| keys::key(n)),
        };
        let roles = match kind {
            ActorKind::Person => roles.iter().flat_map(|(title, body)| told_by(title, *body)).collect(),
            _ => BTreeSet::new(),
        };
        let only_in = if tells { String::new() } else { place.to_string() };
        Self { kind, name: key, acronym: acronym.unwrap_or_default(), roles, only_in }
    }

    /// Reads what `Display` wrote.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('|');
        let kind = parts.next()?.parse().ok()?;
        let (name, acronym) = (parts.next()?.to_string(), parts.next()?.to_string());
        let roles = parts.next()?.split(';').filter(|r| !r.is_empty()).map(String::from).collect();
        Some(Self { kind, name, acronym, roles, only_in: parts.next()?.to_string() })
    }

    /// The keys of which two personas must share one to be compared.
    pub fn blocks(&self, known: &KnownNames) -> BTreeSet<String> {
        let kind = family(self.kind);
        if !self.only_in.is_empty() {
            return BTreeSet::new();
        }
        let spelling = keys::spelling(&self.name);
        let mut blocks = BTreeSet::from([format!("{kind}|{}", spelling.replace(' ', ""))]);
        blocks.extend(known.of(&self.name).map(|actor| format!("known|{actor}")));
        if self.kind == ActorKind::Person {
            let mut words: Vec<&str> = spelling.split(' ').collect();
            if let (Some(first), Some(last)) = (words.first(), words.last()) {
                blocks.insert(format!("{kind}|{first}+{last}"));
            }
            words.sort_unstable();
            blocks.insert(format!("{kind}|{}", words.concat()));
        }
        if self.kind == ActorKind::Organization {
            blocks.insert(format!("{kind}|{}", keys::spelling(keys::without_form(&self.name)).replace(' ', "")));
            if !self.acronym.is_empty() {
                blocks.insert(format!("{kind}|{}", keys::spelling(&self.acronym)));
            } else if self.name.contains(' ') {
                let initials = keys::initials(&self.name);
                if initials.len() >= 4 {
                    blocks.insert(format!("{kind}|{}", keys::spelling(&initials)));
                }
            }
        }
        blocks
    }

    /// Kind and name, as they begin an actor's key; with the article, when it is an actor of that alone.
    pub fn stem(&self) -> String {
        let place = if self.only_in.is_empty() { String::new() } else { format!("@{}", self.only_in) };
        format!("{}:{}{place}", self.kind, self.name)
    }

    fn is_short(&self) -> bool {
        self.kind != ActorKind::Person && !self.name.contains(' ')
    }
}

impl std::fmt::Display for Persona {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let roles: Vec<_> = self.roles.iter().map(String::as_str).collect();
        write!(f, "{}|{}|{}|{}|{}", self.kind, self.name, self.acronym, roles.join(";"), self.only_in)
    }
}

/// A group of personas that are one actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The stable key of the actor.
    pub key: String,
    /// Positions in what was compared, with the reason of each.
    pub members: Vec<(usize, String)>,
}

/// Groups personas that share blocks. The order of the input does not matter.
pub fn group(personas: &[Persona], known: &KnownNames) -> Vec<Group> {
    let mut order: Vec<usize> = (0..personas.len()).collect();
    // Those that tell most come first; a persona that may belong to two groups joins none.
    order.sort_by(|a, b| rank(&personas[*a]).cmp(&rank(&personas[*b])));
    let mut groups: Vec<Group> = Vec::new();
    for i in order {
        let persona = &personas[i];
        let fitting: Vec<(usize, &'static str)> = groups
            .iter()
            .enumerate()
            .filter_map(|(g, group)| {
                let reasons: Option<Vec<_>> =
                    group.members.iter().map(|(m, _)| same(persona, &personas[*m], known)).collect();
                reasons.and_then(|r| r.into_iter().min()).map(|reason| (g, reason))
            })
            .collect();
        let exact = |(g, _): &&(usize, &str)| groups[*g].members.iter().any(|(m, _)| personas[*m].name == persona.name);
        let choice = match fitting.as_slice() {
            [one] => Some(*one),
            [] => None,
            _ if !persona.roles.is_empty() => fitting.iter().find(exact).or(fitting.first()).copied(),
            _ => None,
        };
        match choice {
            Some((g, reason)) => groups[g].members.push((i, reason.into())),
            None => groups.push(Group { key: String::new(), members: vec![(i, "first of its name".into())] }),
        }
    }
    name_groups(personas, &mut groups);
    groups
}

/// The key of a group is kind and name of its first member; of several with one name, each says what sets it apart.
fn name_groups(personas: &[Persona], groups: &mut [Group]) {
    for group in groups.iter_mut() {
        let Some(best) = group.members.iter().map(|(m, _)| &personas[*m]).min_by_key(|p| name_rank(p)) else {
            continue;
        };
        group.key = best.stem();
    }
    let keys: Vec<String> = groups.iter().map(|g| g.key.clone()).collect();
    for group in groups.iter_mut() {
        if keys.iter().filter(|k| **k == group.key).count() > 1 {
            let first = group.members.iter().map(|(m, _)| &personas[*m]).min_by_key(|p| rank(p));
            group.key += "~";
            group.key += &first.map(|p| p.roles.iter().cloned().collect::<Vec<_>>().join(";")).unwrap_or_default();
        }
    }
}

/// More offices first, then fuller names, then the text itself.
fn rank(p: &Persona) -> (bool, std::cmp::Reverse<usize>, bool, std::cmp::Reverse<usize>, &Persona) {
    let words = p.name.split(' ').count();
    (p.roles.is_empty(), std::cmp::Reverse(p.roles.len()), p.acronym.is_empty(), std::cmp::Reverse(words), p)
}

fn name_rank(p: &Persona) -> (bool, usize, &str) {
    (p.is_short(), p.name.split(' ').count(), &p.name)
}

/// What kinds are told apart by the name alone: one article takes for a product what another takes for its maker.
fn family(kind: ActorKind) -> ActorKind {
    if kind == ActorKind::Product { ActorKind::Organization } else { kind }
}

/// Why two personas are one actor; `None` when they are not.
fn same(a: &Persona, b: &Persona, known: &KnownNames) -> Option<&'static str> {
    if family(a.kind) != family(b.kind) || a.only_in != b.only_in {
        return None;
    }
    let reason = same_name(a, b, known)?;
    if a.kind != b.kind && a.name != b.name {
        return None;
    }
    compatible_roles(&a.roles, &b.roles).then_some(reason)
}

fn same_name(a: &Persona, b: &Persona, known: &KnownNames) -> Option<&'static str> {
    if a.name == b.name {
        return Some("same full name");
    }
    if known.of(&a.name).any(|k| known.of(&b.name).any(|l| k == l)) {
        return Some("imported as names of one actor");
    }
    let (sa, sb) = (keys::spelling(&a.name), keys::spelling(&b.name));
    if sa.replace(' ', "") == sb.replace(' ', "") {
        return Some("another spelling of the name");
    }
    match a.kind {
        ActorKind::Person => {
            let (wa, wb): (Vec<&str>, Vec<&str>) = (sa.split(' ').collect(), sb.split(' ').collect());
            let sorted = |w: &[&str]| w.iter().map(ToString::to_string).collect::<BTreeSet<_>>();
            if wa.len() > 1 && wa.len() == wb.len() && sorted(&wa) == sorted(&wb) {
                return Some("same name in another order");
            }
            let middle = |w: &[&str]| w.get(1..w.len().saturating_sub(1)).map(<[&str]>::concat).unwrap_or_default();
            let (ma, mb) = (middle(&wa), middle(&wb));
            let ends = wa.first() == wb.first() && wa.last() == wb.last() && wa.len() > 1 && wb.len() > 1;
            // Family name first: the last word of such a name is half a given name, and no end of a name.
            let long_enough = wa.last().is_some_and(|w| w.len() > 2);
            (ends && long_enough && (ma.is_empty() || mb.is_empty() || initial_of(&ma, &mb)))
                .then_some("same name, one with a middle name")
        }
        ActorKind::Organization => {
            let stands_for = |short: &Persona, long: &Persona| {
                !short.name.contains(' ')
                    && (long.acronym == short.name
                        || long.acronym.is_empty() && short.name.len() >= 4 && keys::initials(&long.name) == short.name)
            };
            if stands_for(a, b) || stands_for(b, a) {
                return Some("acronym of the name");
            }
            let (fa, fb) = (keys::without_form(&a.name), keys::without_form(&b.name));
            // Of a single word the legal form may be half of what tells it from others.
            (fa == fb && fa.contains(' ')).then_some("same name without its legal form")
        }
        _ => None,
    }
}

fn initial_of(a: &str, b: &str) -> bool {
    (a.len() == 1 && b.starts_with(a)) || (b.len() == 1 && a.starts_with(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str, roles: &[(&str, Option<&str>)]) -> Persona {
        Persona::new(ActorKind::Person, name, &[], roles, "a#0", &KnownNames::default())
    }

    fn count(personas: &[Persona]) -> usize {
        count_knowing(personas, &KnownNames::default())
    }

    fn count_knowing(personas: &[Persona], known: &KnownNames) -> usize {
        let forward = group(personas, known).len();
        let mut back = personas.to_vec();
        back.reverse();
        assert_eq!(group(&back, known).len(), forward);
        forward
    }

    #[test]
    fn a_persona_is_stored_and_read_back() {
        let p = person("Kim Jong-un", &[("leader", Some("North Korea"))]);
        assert_eq!(Persona::parse(&p.to_string()), Some(p));
    }

    #[test]
    fn spellings_and_middle_names_are_one_person() {
        assert_eq!(count(&[person("Volodymyr Zelensky", &[]), person("Volodymyr Zelenskyy", &[])]), 1);
        assert_eq!(count(&[person("Donald J. Trump", &[]), person("Donald Trump", &[])]), 1);
        assert_eq!(count(&[person("Kim Jong-un", &[]), person("Kim Jong Un", &[])]), 1);
    }

    #[test]
    fn relatives_and_people_with_other_middle_names_stay_apart() {
        assert_eq!(count(&[person("Kim Jong-un", &[]), person("Kim Jong-il", &[])]), 2);
        assert_eq!(count(&[person("George H. W. Bush", &[]), person("George W. Bush", &[])]), 2);
    }

    #[test]
    fn a_bare_surname_joins_nobody() {
        let bare = Persona::new(ActorKind::Person, "Kim", &[], &[], "b#1", &KnownNames::default());
        assert_eq!(count(&[person("Kim Jong-un", &[]), bare]), 2);
    }

    #[test]
    fn namesakes_of_other_walks_of_life_stay_two_and_one_without_office_joins_neither() {
        let (striker, senator) =
            (person("John Smith", &[("striker", None)]), person("John Smith", &[("senator", None)]));
        assert_eq!(count(&[striker.clone(), senator.clone()]), 2);
        assert_eq!(count(&[striker.clone(), senator, person("John Smith", &[])]), 3);
        assert_eq!(count(&[striker, person("John Smith", &[])]), 1);
    }

    #[test]
    fn an_acronym_belongs_to_its_expansion() {
        let org = |name: &str, other: &[&str]| {
            Persona::new(ActorKind::Organization, name, other, &[], "a#0", &KnownNames::default())
        };
        let long = org("International Atomic Energy Agency", &["IAEA"]);
        assert_eq!(count(&[long.clone(), org("IAEA", &[])]), 1);
        let none = KnownNames::default();
        assert!(!long.blocks(&none).is_disjoint(&org("IAEA", &[]).blocks(&none)));
        assert_eq!(count(&[org("Apple", &[]), org("Apple Records", &[])]), 2);
    }

    #[test]
    fn heads_of_two_states_are_two_and_a_coach_may_change_his_club() {
        let of = |title, state| person("John Smith", &[(title, Some(state))]);
        assert_eq!(count(&[of("president", "France"), of("president", "Norway")]), 2);
        assert_eq!(count(&[of("president", "U.S."), of("president", "United States")]), 1);
        assert_eq!(count(&[of("coach", "Harwick Rovers"), of("coach", "Wick United")]), 1);
    }

    #[test]
    fn the_order_of_a_name_does_not_matter() {
        assert_eq!(count(&[person("Shinzo Abe", &[]), person("Abe Shinzo", &[])]), 1);
    }

    #[test]
    fn imported_names_are_one_actor_even_when_they_are_bare() {
        let ada = KnownActor {
            name: "Ada Stone".into(),
            kind: ActorKind::Person,
            aliases: vec!["Stone".into(), "Countess of Wick".into()],
            roles: Vec::new(),
        };
        let known = KnownNames::new(&[ada]);
        let of = |name| Persona::new(ActorKind::Person, name, &[], &[], "a#0", &known);
        let all = [of("Ada Stone"), of("Stone"), of("Countess of Wick")];
        assert_eq!(count_knowing(&all, &known), 1);
        assert!(all.iter().all(|p| p.blocks(&known).contains("known|ada stone")));
        assert_eq!(count_knowing(&[of("Stone"), of("Stone Age")], &known), 2);
    }
}
