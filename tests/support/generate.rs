//! Articles for measuring: any number of them, always the same for one seed, in the proportions of a news archive.
//!
//! Stories are covered by one to a hundred articles (few by many); their actors are drawn by Zipf's law from half as many
//! people as there are articles, so that a few are everywhere; people appear in full, by surname, with an office, with a
//! middle initial, in another spelling, and one in fifty shares the name of another. Articles are published in order,
//! forty a day.

use dateline::article::Article;
use dateline::calendar::{Basis, Day, EventDate, Granularity, Interval, Relation};
use dateline::findings::*;
use dateline::span::Span;

/// Articles a day.
const A_DAY: usize = 40;

/// A generator of numbers (SplitMix64): small, and the same everywhere.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A rank from 0 to n-1 with a probability of about one over the rank.
    fn zipf(&mut self, n: usize) -> usize {
        (((n + 1) as f64).powf(self.unit()) as usize).clamp(1, n.max(1)) - 1
    }

    fn of<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len())]
    }
}

const GIVEN: &[&str] = &[
    "Adam", "Alice", "Andrei", "Angela", "Anton", "Beatriz", "Boris", "Carlos", "Cecilia", "Daniel", "Diana", "Dmitry",
    "Elena", "Emil", "Erik", "Fatima", "Felix", "Gabriel", "Grace", "Hassan", "Helena", "Hugo", "Igor", "Ingrid",
    "Irina", "Jakob", "James", "Jana", "Joseph", "Julia", "Karim", "Katarina", "Laura", "Leon", "Linda", "Lucas",
    "Maria", "Marta", "Martin", "Michael", "Mohammed", "Nadia", "Nicolas", "Nina", "Olga", "Oscar", "Patrick", "Paula",
    "Peter", "Rachel", "Rafael", "Robert", "Samuel", "Sara", "Sergei", "Simon", "Sofia", "Stefan", "Susan", "Thomas",
    "Vera", "Victor", "Vladimir", "William",
];
const FAMILY_FROM: &[&str] = &[
    "Al", "Ber", "Bran", "Cas", "Chal", "Dor", "Dal", "Ek", "Fal", "Fer", "Gal", "Gor", "Hal", "Hen", "Ivar", "Jans",
    "Kal", "Kor", "Lam", "Lind", "Mal", "Mor", "Nor", "Nyg", "Ol", "Pal", "Per", "Quin", "Ral", "Ros", "Sal", "Sor",
    "Tal", "Tor", "Ur", "Val", "Ver", "Wal", "Wes", "Zel",
];
const FAMILY_TO: &[&str] = &[
    "berg", "dano", "dini", "dorf", "dez", "enko", "ensky", "eria", "eson", "etti", "evic", "field", "gren", "holm",
    "ides", "ington", "inov", "kala", "land", "mann", "mark", "meida", "mont", "nikov", "ogan", "oux", "quist", "rado",
    "stad", "strom", "ton", "ucci", "vall", "wick", "yama",
];
const OFFICES: &[&str] =
    &["president", "foreign minister", "senator", "mayor", "chairman", "prosecutor", "governor", "ambassador"];
const OTHER_WALK: &[&str] = &["striker", "coach", "novelist", "singer", "physicist", "surgeon"];
const COUNTRIES: &[&str] = &[
    "Norway", "Brazil", "Japan", "Kenya", "France", "Canada", "Egypt", "Poland", "Vietnam", "Chile", "Turkey", "India",
    "Spain", "Ghana", "Mexico", "Finland", "Italy", "Peru", "Jordan", "Austria",
];
/// What the stories tell of, by kind, and then anything.
const VERBS: &[&str] = &[
    "meet", "resign", "buy", "arrest", "open", "sentence", "visit", "sign", "win", "sue", "launch", "leave", "attack",
    "vote", "close", "help",
];
const PLACES: &[&str] = &[
    "Oslo", "Geneva", "Lisbon", "Nairobi", "Hanoi", "Toronto", "Lima", "Warsaw", "Cairo", "Osaka", "Vienna", "Madrid",
    "Santiago", "Ankara", "Helsinki", "Rome", "Accra", "Prague", "Delhi", "Brussels",
];
const BODY_FROM: &[&str] =
    &["Harwick", "Northern", "Meridian", "Atlas", "Orion", "Baltic", "Delta", "Summit", "Crown", "Pioneer"];
const BODY_TO: &[&str] =
    &["Steel", "Energy", "Airlines", "Bank", "Motors", "Foods", "Telecom", "Shipping", "Insurance", "Mining"];

/// Somebody who acts in the stories.
struct Person {
    full: String,
    surname: String,
    office: &'static str,
    country: &'static str,
}

/// What several articles tell of.
struct Story {
    day: i64,
    who: [usize; 3],
    body: usize,
    place: usize,
    kind: usize,
    articles: usize,
}

/// A generated archive.
pub struct Archive {
    seed: u64,
    people: usize,
    stories: Vec<Story>,
    /// The story of each article.
    story_of: Vec<u32>,
}

impl Archive {
    /// An archive of so many articles.
    pub fn new(seed: u64, articles: usize) -> Self {
        let people = (articles / 2).clamp(40, 50_000);
        let mut dice = Dice(seed);
        let (mut stories, mut story_of) = (Vec::new(), Vec::new());
        while story_of.len() < articles {
            let size = (1 + dice.zipf(100)).min(articles - story_of.len());
            let day = Day::from_ymd(2010, 1, 4).expect("a day").number() + (story_of.len() / A_DAY) as i64;
            let who = [dice.zipf(people), dice.zipf(people), dice.zipf(people)];
            let (body, place, kind) = (dice.zipf(100), dice.below(PLACES.len()), dice.below(6));
            story_of.extend(std::iter::repeat_n(stories.len() as u32, size));
            stories.push(Story { day, who, body, place, kind, articles: size });
        }
        Self { seed, people, stories, story_of }
    }

    /// Number of articles.
    pub fn len(&self) -> usize {
        self.story_of.len()
    }

    fn person(&self, number: usize) -> Person {
        // One in fifty has the name of another, and another walk of life.
        let namesake = number % 50 == 49;
        let n = if namesake { number - 49 } else { number };
        let given = GIVEN[(n * 7 + n / 64) % GIVEN.len()];
        let family = n * 11 % (FAMILY_FROM.len() * FAMILY_TO.len());
        let surname = format!("{}{}", FAMILY_FROM[family % FAMILY_FROM.len()], FAMILY_TO[family / FAMILY_FROM.len()]);
        let offices = if namesake { OTHER_WALK } else { OFFICES };
        Person {
            full: format!("{given} {surname}"),
            surname,
            office: offices[number % offices.len()],
            country: COUNTRIES[n % COUNTRIES.len()],
        }
    }

    /// A name of a person as an article may have it at the first mention.
    fn introduced(&self, dice: &mut Dice, person: &Person) -> String {
        let full = match dice.below(12) {
            0 => person.full.replacen(' ', &format!(" {}. ", char::from(b'A' + (person.full.len() % 20) as u8)), 1),
            1 if person.full.ends_with("ensky") => person.full.replace("ensky", "enskiy"),
            _ => person.full.clone(),
        };
        match dice.below(3) {
            0 => format!("{full}, the {} of {},", person.office, person.country),
            1 => format!("{} {full}", capital(person.office)),
            _ => full,
        }
    }

    /// The article with this number, the first published first.
    pub fn article(&self, number: usize) -> Article {
        let mut dice = Dice(self.seed ^ (number as u64 + 1).wrapping_mul(0x2545_f491_4f6c_dd1d));
        let at = self.story_of[number] as usize;
        let story = &self.stories[at];
        let published = day_of(story.day + 1 + dice.below(2 + story.articles / 40) as i64);
        let people = story.who.map(|n| self.person(n));
        let mut text = format!("{}\n\n", self.headline(story, &people));
        let names: Vec<String> = people.iter().map(|p| self.introduced(&mut dice, p)).collect();
        text += &self.lead(&mut dice, story, &names);
        while text.len() < 2_900 {
            if dice.below(4) == 0 {
                text += "\n\n";
            }
            text += &match dice.below(8) {
                0 => self.background(&mut dice, at),
                1 => self.aside(&mut dice),
                _ => self.detail(&mut dice, story, &people),
            };
        }
        Article {
            source: format!("archive/{number:06}.txt"),
            published: Some(published),
            published_from: Some("generated".into()),
            text,
            ..Article::default()
        }
    }

    /// Findings of an article as many as extraction makes, without reading it: to measure storing alone.
    pub fn findings(&self, number: usize, article: &Article) -> Findings {
        let mut dice = Dice(self.seed ^ (number as u64 + 1).wrapping_mul(0x9e6c_63d0_876a_46bf));
        let story = &self.stories[self.story_of[number] as usize];
        let length = article.text.len() as u32;
        let mut findings =
            Findings { source: article.source.clone(), published: article.published, ..Findings::default() };
        findings.sentences = (0..45).map(|n| Span::new(n * length / 45, (n + 1) * length / 45)).collect();
        let strangers = [dice.zipf(self.people), dice.zipf(self.people)];
        for person in story.who.into_iter().chain(strangers).map(|n| self.person(n)) {
            let id = findings.actors.len() as u32;
            let title = person.office.to_string();
            let words = Span::new(id, id + 3);
            findings.roles.push(ActorRole {
                actor: id,
                title,
                of: Some(person.country.into()),
                interval: Interval::default(),
                words,
            });
            findings.actors.push(Actor { id, name: person.full, kind: ActorKind::Person, mentions: Vec::new() });
        }
        let others = [
            (body(story.body), ActorKind::Organization),
            (PLACES[story.place].into(), ActorKind::Place),
            (COUNTRIES[dice.below(COUNTRIES.len())].into(), ActorKind::Country),
            ("reporters".into(), ActorKind::Group),
        ];
        for (name, kind) in others {
            findings.actors.push(Actor { id: findings.actors.len() as u32, name, kind, mentions: Vec::new() });
        }
        for (n, actor) in findings.actors.iter_mut().enumerate() {
            for m in 0..8 {
                let span = Span::new((m * 300 + n * 20) as u32, (m * 300 + n * 20 + 9) as u32);
                let form = if m < 5 { MentionForm::Name } else { MentionForm::Pronoun };
                let text = if m < 5 { actor.name.clone() } else { "he".into() };
                actor.mentions.push(Mention { span, text, form, confidence: 0.9, candidates: Vec::new() });
            }
        }
        for n in 0..70 {
            let span = Span::new(n * 40, n * 40 + 5);
            let told = dice.below(10);
            let day = match told {
                0..=3 => story.day,
                4..=6 => article.published.map_or(story.day, Day::number),
                _ => story.day - dice.below(400) as i64,
            };
            let date = EventDate {
                value: day_of(day).to_string(),
                interval: Interval::day(day_of(day)),
                granularity: Granularity::Day,
                relation: Relation::On,
                basis: if told < 4 { Basis::Explicit } else { Basis::Publication },
            };
            let actor = if told < 4 { dice.below(2) } else { dice.below(9) } as u32;
            let second = (dice.below(3) == 0).then(|| (actor + 1) % 9);
            let lemma = if told < 4 { VERBS[story.kind] } else { VERBS[dice.below(VERBS.len())] };
            let at = dice.below(2_000);
            findings.events.push(EventMention {
                span,
                text: lemma.into(),
                lemma: lemma.into(),
                class: if dice.below(5) < 2 { "REPORTING" } else { "OCCURRENCE" }.into(),
                status: if dice.below(10) == 0 { Status::Planned } else { Status::Happened },
                date: (told < 8).then_some(MentionDate { date, time_expression: None }),
                participants: [Some(actor), second]
                    .into_iter()
                    .flatten()
                    .map(|actor| Participant { actor, role: ParticipantRole::Agent })
                    .collect(),
                place: (told < 3).then(|| PLACES[story.place].into()),
                label: article.text.get(at..at + 60).unwrap_or("he said so").into(),
                salience: 0.6,
                confidence: 0.8,
            });
        }
        findings
    }

    fn headline(&self, story: &Story, people: &[Person; 3]) -> String {
        let (a, b, place) = (&people[0].surname, &people[1].surname, PLACES[story.place]);
        match story.kind {
            0 => format!("{a} and {b} meet in {place}"),
            1 => format!("{a} resigns after row with {b}"),
            2 => format!("{} to buy rival, says {a}", body(story.body)),
            3 => format!("{a} arrested in {place}"),
            4 => format!("{a} opens new bridge in {place}"),
            _ => format!("Court in {place} sentences {a}"),
        }
    }

    fn lead(&self, dice: &mut Dice, story: &Story, names: &[String]) -> String {
        let day = day_of(story.day);
        let date = match dice.below(3) {
            0 => format!("on {} {} {}", day.day(), month(day), day.year()),
            1 => format!("on {} {}", month(day), day.day()),
            _ => format!("on {}", weekday(day)),
        };
        let (a, b, place) = (&names[0], &names[1], PLACES[story.place]);
        match story.kind {
            0 => format!("{a} met {b} in {place} {date}. "),
            1 => format!("{a} resigned {date} after a long dispute with {b}. "),
            2 => format!("{} agreed {date} to buy {}, said {a}. ", body(story.body), body(story.body + 1)),
            3 => format!("Police arrested {a} in {place} {date}. "),
            4 => format!("{a} opened a new bridge in {place} {date}. "),
            _ => format!("A court in {place} sentenced {a} to two years in prison {date}. "),
        }
    }

    fn detail(&self, dice: &mut Dice, story: &Story, people: &[Person; 3]) -> String {
        let (who, other) = (&people[dice.below(3)], &people[dice.below(3)]);
        let (name, b) = (&who.surname, &other.surname);
        let place = PLACES[story.place];
        match dice.below(12) {
            0 => format!(
                "{name} said on {} that the plan would be ready by the end of the year. ",
                weekday(day_of(story.day))
            ),
            1 => format!("The talks between {name} and {b} lasted for three hours. "),
            2 => format!("\"We did what had to be done,\" {name} told reporters in {place}. "),
            3 => format!("A spokesman for {name} declined to comment on the figures. "),
            4 => format!("{name} will travel to {} next week. ", dice.of(PLACES)),
            5 => format!(
                "{} published its results in {} and its shares fell by 4 percent. ",
                body(story.body),
                month(day_of(story.day - 40))
            ),
            6 => format!("He had visited {} two years ago with {b}. ", dice.of(PLACES)),
            7 => format!("The government of {} welcomed the decision and called for calm. ", who.country),
            8 => format!("{name} has denied that he received money from {}. ", body(story.body + 3)),
            9 => "Many people in the city had waited for hours, and some of them left before the speech was over. "
                .into(),
            10 => {
                "The weather was cold, and the streets around the old market stayed empty until the afternoon. ".into()
            }
            _ => format!("{name}, who joined {} in {}, was praised by {b}. ", body(story.body), 1990 + dice.below(18)),
        }
    }

    /// What another, earlier story told.
    fn background(&self, dice: &mut Dice, before: usize) -> String {
        let back = 1 + dice.zipf(200);
        let Some(story) = before.checked_sub(back).map(|at| &self.stories[at]) else { return self.aside(dice) };
        let (a, b) = (self.person(story.who[0]), self.person(story.who[1]));
        let (day, place) = (day_of(story.day), PLACES[story.place]);
        match story.kind {
            0 => format!("{} met {} in {place} in {} {}. ", a.full, b.full, month(day), day.year()),
            1 => format!("{} resigned on {} {}. ", a.full, month(day), day.day()),
            2 => format!("{} had bought {} in {}. ", body(story.body), body(story.body + 1), day.year()),
            _ => format!("{} was arrested in {place} on {} {}, {}. ", a.full, day.day(), month(day), day.year()),
        }
    }

    fn aside(&self, dice: &mut Dice) -> String {
        let person = self.person(dice.zipf(self.people));
        format!(
            "{} criticised the decision on {}. ",
            self.introduced(dice, &person).trim_end_matches(','),
            dice.of(&["Monday", "Friday"])
        )
    }
}

fn day_of(number: i64) -> Day {
    Day::from_number(number).expect("a day of this century")
}

fn body(number: usize) -> String {
    let n = number % (BODY_FROM.len() * BODY_TO.len());
    format!("{} {}", BODY_FROM[n % BODY_FROM.len()], BODY_TO[n / BODY_FROM.len()])
}

fn capital(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}

fn month(day: Day) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES[day.month() as usize - 1]
}

fn weekday(day: Day) -> &'static str {
    const NAMES: [&str; 7] = ["Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"];
    NAMES[day.number().rem_euclid(7) as usize]
}
