-- Blocks of fine days begin with their period, so that an import in the order of time files side by side what it files: see
-- src/consolidate/blocks.rs. What has a name, or vague days, is looked into over years, and stays without. A sketch beside each
-- mention tells of most others that they are something else: see src/consolidate/sketch.rs.

CREATE TABLE event_block_by_time (
    block         INTEGER NOT NULL CHECK (typeof(block) = 'integer'),
    day           INTEGER NOT NULL CHECK (typeof(day) = 'integer'),
    article_id    INTEGER NOT NULL,
    event_mention INTEGER NOT NULL,
    sketch        INTEGER NOT NULL CHECK (typeof(sketch) = 'integer'),
    PRIMARY KEY (block, day, article_id, event_mention),
    FOREIGN KEY (article_id, event_mention) REFERENCES event_mention (article_id, number) ON DELETE CASCADE
) WITHOUT ROWID;

INSERT INTO event_block_by_time (block, day, article_id, event_mention, sketch)
SELECT CASE WHEN (m.latest_day - m.earliest_day < 4 OR m.latest_day >= m.earliest_day AND m.granularity = 'day')
                 AND (m.head IS NULL OR block_of_name(m.head, m.status) <> ((1 << 46) | (b.block & ((1 << 46) - 1))))
            THEN ((b.day >> 6) << 30) | (b.block & ((1 << 30) - 1))
            ELSE (1 << 46) | (b.block & ((1 << 46) - 1)) END,
       b.day, b.article_id, b.event_mention,
       sketch_of_label(m.label, (SELECT count(DISTINCT f.actor_id) FROM participant AS p
                                 JOIN found_actor AS f ON f.article_id = p.article_id AND f.number = p.found_actor
                                 WHERE p.article_id = m.article_id AND p.event_mention = m.number))
FROM event_block AS b
JOIN event_mention AS m ON m.article_id = b.article_id AND m.number = b.event_mention;

DROP TABLE event_block;
ALTER TABLE event_block_by_time RENAME TO event_block;
CREATE INDEX event_block_by_mention ON event_block (article_id, event_mention);

UPDATE data_dictionary SET description = 'hash of what must be equal before two are compared; of fine days the period comes first'
WHERE table_name = 'event_block' AND column_name = 'block';
INSERT OR REPLACE INTO data_dictionary (table_name, column_name, description) VALUES
    ('event_block', 'sketch', 'bits of the words of the label, and whether several take part: most pairs are told apart by it');
