//! What offices tell about their holder, and whether one person may have held them all.

use std::collections::BTreeSet;

use crate::actors::keys;
use crate::knowledge::world;

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

/// Offices of which a state has one holder at a time.
const ONE_HOLDER: &[&str] =
    &["president", "prime minister", "premier", "chancellor", "king", "queen", "emperor", "foreign minister"];

/// What an office tells about its holder: the walk of life, and the state if nobody else of it holds that office.
pub(super) fn told_by(title: &str, body: Option<&str>) -> impl Iterator<Item = String> {
    let title = keys::key(title);
    let state = body.filter(|_| ONE_HOLDER.contains(&title.as_str())).and_then(world::country);
    let walk = walk(&title).map(String::from);
    walk.into_iter().chain(state.map(|state| format!("{title}@{}", keys::key(state))))
}

/// Whether one person may have all that: of one walk of life, and the same office not in two states.
pub(super) fn compatible_roles(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    let walks = |roles: &BTreeSet<String>| roles.iter().filter(|r| !r.contains('@')).cloned().collect::<BTreeSet<_>>();
    let (wa, wb) = (walks(a), walks(b));
    if !wa.is_empty() && !wb.is_empty() && wa.is_disjoint(&wb) {
        return false;
    }
    let states = |roles: &BTreeSet<String>, office: &str| -> BTreeSet<String> {
        roles.iter().filter_map(|r| r.split_once('@')).filter(|(o, _)| *o == office).map(|(_, s)| s.into()).collect()
    };
    ONE_HOLDER.iter().all(|office| {
        let (sa, sb) = (states(a, office), states(b, office));
        sa.is_empty() || sb.is_empty() || !sa.is_disjoint(&sb)
    })
}

fn walk(title: &str) -> Option<&'static str> {
    let word = title.split(' ').rev().find(|w| WALKS.iter().any(|(_, list)| list.contains(w)))?;
    WALKS.iter().find(|(_, list)| list.contains(&word)).map(|(name, _)| *name)
}
