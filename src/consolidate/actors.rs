//! Which actors of different articles are one actor.
//!
//! What is compared is the persona: kind, name and offices, as one or many articles have them. Personas with one name
//! are one actor unless their offices cannot belong to one person. A bare surname is an actor of its own article only.

use std::collections::BTreeSet;

use super::names;
use crate::findings::ActorKind;

/// Kind, name and offices of an actor, as articles have them; `Display` gives the text that is stored.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Persona {
    /// What it is.
    pub kind: ActorKind,
    /// The key of its fullest name.
    pub name: String,
    /// Its acronym, when an article gives both.
    pub acronym: String,
    /// Its offices, "title@body".
    pub roles: BTreeSet<String>,
    /// The article's key, when the name alone does not tell who it is.
    pub only_in: String,
}

impl Persona {
    /// The persona of an actor of an article. `place` tells this actor from all others ("content hash#number").
    pub fn new(kind: ActorKind, name: &str, other_names: &[&str], roles: &[(&str, Option<&str>)], place: &str) -> Self {
        let key = names::key(name);
        let tells = match kind {
            ActorKind::Person => key.contains(' '),
            ActorKind::Group => name.chars().any(char::is_uppercase),
            _ => !key.is_empty() && name.chars().any(|c| c.is_uppercase() || c.is_numeric()),
        };
        let acronym = match kind {
            ActorKind::Person => None,
            _ if names::is_acronym(name) => None,
            _ => other_names.iter().find(|n| names::is_acronym(n)).map(|n| names::key(n)),
        };
        let roles = match kind {
            ActorKind::Person => {
                roles.iter().map(|(t, of)| format!("{}@{}", names::key(t), names::key(of.unwrap_or("")))).collect()
            }
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
    pub fn blocks(&self) -> BTreeSet<String> {
        let kind = self.kind;
        if !self.only_in.is_empty() {
            return BTreeSet::from([format!("{kind}|{}|{}", self.name, self.only_in)]);
        }
        let skeleton = names::skeleton(&self.name);
        let mut blocks = BTreeSet::from([format!("{kind}|{}", skeleton.replace(' ', ""))]);
        if kind == ActorKind::Person
            && let (Some(first), Some(last)) = (skeleton.split(' ').next(), skeleton.split(' ').next_back())
        {
            blocks.insert(format!("{kind}|{first}+{last}"));
        }
        if kind == ActorKind::Organization {
            if !self.acronym.is_empty() {
                blocks.insert(format!("{kind}|{}", names::skeleton(&self.acronym)));
            } else if self.name.contains(' ') && names::initials(&self.name).len() >= 4 {
                blocks.insert(format!("{kind}|{}", names::skeleton(&names::initials(&self.name))));
            }
        }
        blocks
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
pub fn group(personas: &[Persona]) -> Vec<Group> {
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
                let reasons: Option<Vec<_>> = group.members.iter().map(|(m, _)| same(persona, &personas[*m])).collect();
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
        group.key = match best.only_in.as_str() {
            "" => format!("{}:{}", best.kind, best.name),
            place => format!("{}:{}@{place}", best.kind, best.name),
        };
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

/// Why two personas are one actor; `None` when they are not.
fn same(a: &Persona, b: &Persona) -> Option<&'static str> {
    if a.kind != b.kind || a.only_in != b.only_in {
        return None;
    }
    let reason = same_name(a, b)?;
    compatible_roles(&a.roles, &b.roles).then_some(reason)
}

fn same_name(a: &Persona, b: &Persona) -> Option<&'static str> {
    if a.name == b.name {
        return Some("same full name");
    }
    let (sa, sb) = (names::skeleton(&a.name), names::skeleton(&b.name));
    if sa.replace(' ', "") == sb.replace(' ', "") {
        return Some("another spelling of the name");
    }
    match a.kind {
        ActorKind::Person => {
            let (wa, wb): (Vec<&str>, Vec<&str>) = (sa.split(' ').collect(), sb.split(' ').collect());
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
                        || long.acronym.is_empty()
                            && short.name.len() >= 4
                            && names::initials(&long.name) == short.name)
            };
            (stands_for(a, b) || stands_for(b, a)).then_some("acronym of the name")
        }
        _ => None,
    }
}

fn initial_of(a: &str, b: &str) -> bool {
    (a.len() == 1 && b.starts_with(a)) || (b.len() == 1 && a.starts_with(b))
}

/// Walks of life that one person rarely leaves for another; words of titles, from general English.
const WALKS: &[(&str, &[&str])] = &[
    (
        "sport",
        &[
            "striker",
            "midfielder",
            "goalkeeper",
            "defender",
            "coach",
            "player",
            "captain",
            "cyclist",
            "swimmer",
            "boxer",
            "sprinter",
            "golfer",
            "athlete",
            "footballer",
            "skier",
            "referee",
            "quarterback",
            "pitcher",
        ],
    ),
    (
        "arts",
        &[
            "actor",
            "actress",
            "singer",
            "novelist",
            "poet",
            "painter",
            "composer",
            "guitarist",
            "drummer",
            "sculptor",
            "playwright",
            "pianist",
            "conductor",
            "dancer",
            "filmmaker",
        ],
    ),
    (
        "science",
        &[
            "professor",
            "physicist",
            "chemist",
            "biologist",
            "researcher",
            "geologist",
            "astronomer",
            "surgeon",
            "scientist",
        ],
    ),
    (
        "office",
        &[
            "president",
            "minister",
            "senator",
            "mayor",
            "governor",
            "chancellor",
            "king",
            "queen",
            "ambassador",
            "secretary",
            "lawmaker",
            "congressman",
            "premier",
            "judge",
            "prosecutor",
            "general",
            "colonel",
            "admiral",
            "executive",
            "ceo",
            "chairman",
            "chairwoman",
            "founder",
            "chief",
            "leader",
            "diplomat",
            "spokesman",
            "spokeswoman",
            "lawyer",
        ],
    ),
    ("church", &["bishop", "archbishop", "cardinal", "pope", "priest", "imam", "rabbi"]),
];

/// Whether one person may hold all these offices: of one walk of life, and the same office not of two bodies.
pub fn compatible_roles(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    let walks = |roles: &BTreeSet<String>| -> BTreeSet<&str> {
        roles.iter().filter_map(|r| walk(r.split('@').next().unwrap_or(""))).collect()
    };
    let (wa, wb) = (walks(a), walks(b));
    if !wa.is_empty() && !wb.is_empty() && wa.is_disjoint(&wb) {
        return false;
    }
    let split = |r: &str| r.split_once('@').map(|(t, o)| (t.to_string(), o.to_string())).unwrap_or_default();
    !a.iter().any(|x| {
        let (title, body) = split(x);
        let others: Vec<_> = b.iter().map(|y| split(y)).filter(|(t, o)| *t == title && !o.is_empty()).collect();
        !body.is_empty() && !others.is_empty() && others.iter().all(|(_, o)| *o != body)
    })
}

fn walk(title: &str) -> Option<&'static str> {
    let word = title.split(' ').rev().find(|w| WALKS.iter().any(|(_, list)| list.contains(w)))?;
    WALKS.iter().find(|(_, list)| list.contains(&word)).map(|(name, _)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str, roles: &[(&str, Option<&str>)]) -> Persona {
        Persona::new(ActorKind::Person, name, &[], roles, "a#0")
    }

    fn count(personas: &[Persona]) -> usize {
        let forward = group(personas).len();
        let mut back = personas.to_vec();
        back.reverse();
        assert_eq!(group(&back).len(), forward);
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
        let bare = Persona::new(ActorKind::Person, "Kim", &[], &[], "b#1");
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
        let org = |name: &str, other: &[&str]| Persona::new(ActorKind::Organization, name, other, &[], "a#0");
        let long = org("International Atomic Energy Agency", &["IAEA"]);
        assert_eq!(count(&[long.clone(), org("IAEA", &[])]), 1);
        assert!(!long.blocks().is_disjoint(&org("IAEA", &[]).blocks()));
        assert_eq!(count(&[org("Apple", &[]), org("Apple Records", &[])]), 2);
    }
}
