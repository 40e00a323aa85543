//! What a user knows, as a table of comma-separated values.
//!
//! The first line names the columns, in any order: `what` (actor or event), `name`, `kind`, `aliases` (with `;`
//! between), `role`, `from`, `to`, `place`. Rows with the same actor add up. An event needs `from` or `to`.

use std::collections::BTreeMap;

use super::{Knowledge, KnownActor, KnownEvent, KnownRole};
use crate::calendar::{Day, Interval};
use crate::findings::ActorKind;

/// The columns that are known.
const COLUMNS: [&str; 8] = ["what", "name", "kind", "aliases", "role", "from", "to", "place"];

/// Reads a table. Errors name the line of the file.
pub fn read(table: &str) -> Result<Knowledge, String> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(table.as_bytes());
    let head: Vec<String> = reader.headers().map_err(|e| e.to_string())?.iter().map(str::to_lowercase).collect();
    for needed in ["what", "name"] {
        if !head.iter().any(|h| h == needed) {
            return Err(format!("line 1: there is no column '{needed}'; the columns are {}", COLUMNS.join(", ")));
        }
    }
    if let Some(unknown) = head.iter().find(|h| !COLUMNS.contains(&h.as_str())) {
        return Err(format!(
            "line 1: nothing is known of a column '{unknown}'; the columns are {}",
            COLUMNS.join(", ")
        ));
    }
    let mut actors: BTreeMap<String, KnownActor> = BTreeMap::new();
    let mut events = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|e| e.to_string())?;
        let line = record.position().map_or(0, csv::Position::line);
        let cell = |name: &str| head.iter().position(|h| h == name).and_then(|i| record.get(i)).unwrap_or("");
        row(&cell, &mut actors, &mut events).map_err(|why| format!("line {line}: {why}"))?;
    }
    Ok(Knowledge { actors: actors.into_values().collect(), events })
}

fn row<'a>(
    cell: &impl Fn(&str) -> &'a str,
    actors: &mut BTreeMap<String, KnownActor>,
    events: &mut Vec<KnownEvent>,
) -> Result<(), String> {
    let name = cell("name");
    if name.is_empty() {
        return Err("there is no name".into());
    }
    // An office without an end is still held; an event without one took place on the days of its beginning.
    let to = if cell("what") == "event" && cell("to").is_empty() { cell("from") } else { cell("to") };
    let days = interval(cell("from"), to)?;
    match cell("what") {
        "event" if days == Interval::default() => Err(format!("'{name}' has no date; write it into 'from' and 'to'")),
        "event" => {
            let place = Some(cell("place").to_string()).filter(|p| !p.is_empty());
            events.push(KnownEvent { name: name.into(), date: days, place });
            Ok(())
        }
        "actor" => {
            let kind = match cell("kind") {
                "" => actors.get(name).map_or(ActorKind::Person, |a| a.kind),
                word => word.parse()?,
            };
            let new = || KnownActor { name: name.into(), kind, aliases: Vec::new(), roles: Vec::new() };
            let actor = actors.entry(name.into()).or_insert_with(new);
            actor.kind = kind;
            actor.aliases.extend(cell("aliases").split(';').map(str::trim).filter(|a| !a.is_empty()).map(String::from));
            if !cell("role").is_empty() {
                actor.roles.push(KnownRole { title: cell("role").into(), held: days });
            }
            Ok(())
        }
        other => Err(format!("'{other}' is neither actor nor event")),
    }
}

/// Days, months or years; an empty end is open.
fn interval(from: &str, to: &str) -> Result<Interval, String> {
    let end = |words: &str, last: bool| -> Result<Option<Day>, String> {
        let padded = match words.len() {
            0 => return Ok(None),
            4 => format!("{words}-{}", if last { "12-31" } else { "01-01" }),
            7 => format!("{words}-01"),
            _ => words.into(),
        };
        let day: Day =
            padded.parse().map_err(|_| format!("'{words}' is no date; write it as 2019-04-24, 2019-04 or 2019"))?;
        Ok(Some(if last && words.len() == 7 { day.end_of_month() } else { day }))
    };
    let days = Interval { earliest: end(from, false)?, latest: end(to, true)? };
    match (days.earliest, days.latest) {
        (Some(a), Some(b)) if a > b => Err(format!("'{from}' is after '{to}'")),
        _ => Ok(days),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_one_actor_add_up_and_events_have_days() {
        let table = "what,name,kind,aliases,role,from,to,place\n\
                     actor,Ada Stone,person,Stone; A. Stone,mayor of Wick,2001,2005-06,\n\
                     actor,Ada Stone,,,governor,2006,,\n\
                     event,Wick fair,,,,2019-02-27,2019-02-28,Wick\n\
                     event,Wick storm,,,,1953-01,,\n";
        let known = read(table).unwrap();
        let ada = &known.actors[0];
        assert_eq!((ada.aliases.len(), ada.roles.len(), known.events.len()), (2, 2, 2));
        assert_eq!(ada.roles[0].held.latest, "2005-06-30".parse().ok());
        assert_eq!(ada.roles[1].held.latest, None);
        assert_eq!(known.events[1].date.latest, "1953-01-31".parse().ok());
        assert_eq!(known.events[0].place.as_deref(), Some("Wick"));
    }

    #[test]
    fn what_cannot_be_read_is_named_with_its_line() {
        for (table, said) in [
            ("name\nx", "line 1: there is no column 'what'"),
            ("what,name,colour\nx", "line 1: nothing is known of a column 'colour'"),
            ("what,name\nactor,A\nship,B", "line 3: 'ship' is neither"),
            ("what,name\nevent,B", "line 2: 'B' has no date"),
            ("what,name,from\nevent,B,2019-02-30", "line 2: '2019-02-30' is no date"),
            ("what,name,kind\nactor,B,ship", "line 2: 'ship' is none of"),
            ("what,name,from,to\nevent,B,2019,2018", "line 2: '2019' is after '2018'"),
            ("what,name\nactor,", "line 2: there is no name"),
        ] {
            let error = read(table).unwrap_err();
            assert!(error.starts_with(said), "{error}");
        }
    }
}
