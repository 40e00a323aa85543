-- The number of an event mention begins with the first five digits of its article's, and so does that of the event that it
-- is the first to report: what belongs together lies together. Evenly spread numbers cost a page of each index for each
-- event, so that importing became slower as the file grew.

PRAGMA defer_foreign_keys = ON;

CREATE TABLE renumbered (old INTEGER PRIMARY KEY, new INTEGER NOT NULL UNIQUE);
INSERT OR IGNORE INTO renumbered (old, new)
SELECT id, article_id / 100000000000 * 100000000000 + id % 100000000000 AS new FROM event_mention
WHERE new NOT IN (SELECT id FROM event_mention);

UPDATE event_mention SET
    id = coalesce((SELECT new FROM renumbered WHERE old = id), id),
    event_id = coalesce((SELECT new FROM renumbered WHERE old = event_id), event_id),
    joins = coalesce((SELECT new FROM renumbered WHERE old = joins), joins);
UPDATE event_actor SET event_id = coalesce((SELECT new FROM renumbered WHERE old = event_id), event_id);
UPDATE event_link SET
    event_id = coalesce((SELECT new FROM renumbered WHERE old = event_id), event_id),
    later_id = coalesce((SELECT new FROM renumbered WHERE old = later_id), later_id);
UPDATE event SET id = coalesce((SELECT new FROM renumbered WHERE old = id), id);
INSERT INTO event_fts (event_fts) VALUES ('rebuild');

DROP TABLE renumbered;
