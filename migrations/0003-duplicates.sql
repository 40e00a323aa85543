-- Which articles are the same article printed again, and which were replaced by a newer version of themselves.

ALTER TABLE article_source ADD COLUMN address TEXT CHECK (typeof(address) IN ('text', 'null'));
ALTER TABLE article_source ADD COLUMN modified TEXT CHECK (typeof(modified) IN ('text', 'null'));
CREATE INDEX article_source_by_address ON article_source (address) WHERE address IS NOT NULL;

-- Fingerprints of the words: what is alike shares a band. See src/consolidate/likeness.rs. Without foreign key, because
-- the index that it needs would cost as much again; the store deletes the rows, and check looks.
CREATE TABLE article_band (
    band       INTEGER NOT NULL CHECK (typeof(band) = 'integer'),
    again      INTEGER NOT NULL CHECK (again IN (0, 1)),
    article_id INTEGER NOT NULL,
    PRIMARY KEY (band, again, article_id)
) WITHOUT ROWID;

CREATE TABLE article_duplicate (
    article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    first_id   INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    similarity REAL NOT NULL CHECK (similarity BETWEEN 0 AND 1)
);
CREATE INDEX article_duplicate_by_first ON article_duplicate (first_id);

CREATE TABLE article_version (
    article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    newer_id   INTEGER NOT NULL REFERENCES article (id)
);
CREATE INDEX article_version_by_newer ON article_version (newer_id);

ALTER TABLE event_mention ADD COLUMN repeats INTEGER NOT NULL DEFAULT 0 CHECK (repeats IN (0, 1));

DROP VIEW articles;
CREATE VIEW articles AS
SELECT article.source, article.title, article.published, article.published_from, article.publisher, article.author,
       length(article.text) AS characters,
       (SELECT count(*) FROM event_mention WHERE event_mention.article_id = article.id) AS events,
       (SELECT count(*) FROM time_expression WHERE time_expression.article_id = article.id
            AND type IN ('DATE', 'TIME') AND value IS NULL) AS unresolved,
       article.id AS article_id, article_duplicate.first_id AS duplicate_of, article_duplicate.similarity,
       article_version.newer_id AS replaced_by
FROM article
LEFT JOIN article_duplicate ON article_duplicate.article_id = article.id
LEFT JOIN article_version ON article_version.article_id = article.id;

DROP VIEW evidence;
CREATE VIEW evidence AS
SELECT event.title AS event, substr(article.text, sentence.start + 1, sentence.end - sentence.start) AS sentence,
       article.source AS article, article.published, event_mention.start, event_mention.end,
       CASE WHEN event.earliest IS NOT NULL AND event.latest IS NOT NULL
                 AND (event_mention.earliest IS NULL OR event_mention.latest IS NULL)
            THEN iif(event.basis IN ('knowledge', 'person'), event.basis, 'another article')
            WHEN time_expression.number IS NULL THEN event_mention.basis
            ELSE '''' || time_expression.text || ''' (rule ' || time_expression.rule || ')'
                 || coalesce(', counted from ' || time_expression.anchor, '') END AS why,
       event_mention.value AS date, event_mention.status, event_mention.text AS words, event_mention.event_id,
       event_mention.article_id, event_mention.number AS event_mention, event_mention.reason,
       article_duplicate.first_id AS duplicate_of, event_mention.repeats
FROM event_mention
JOIN event ON event.id = event_mention.event_id
JOIN article ON article.id = event_mention.article_id
LEFT JOIN article_duplicate ON article_duplicate.article_id = article.id
LEFT JOIN sentence ON sentence.article_id = event_mention.article_id AND sentence.number = event_mention.sentence
LEFT JOIN time_expression ON time_expression.article_id = event_mention.article_id
                         AND time_expression.number = event_mention.time_expression;

UPDATE data_dictionary SET description = 'number of articles that report it; duplicates count as the one that they are of'
WHERE column_name = 'articles' AND table_name IN ('event', 'timeline');
UPDATE data_dictionary SET description = 'number of articles that say so; duplicates count as the one that they are of'
WHERE column_name = 'articles' AND table_name = 'event_actor';
INSERT INTO data_dictionary (table_name, column_name, description) VALUES
    ('article_source', 'address', 'where the page is to be found (canonical address), without scheme, www and fragment'),
    ('article_source', 'modified', 'when it was changed last, as its file says; UTC'),
    ('article_band', '', 'fingerprints: articles that are alike share a band, most likely'),
    ('article_band', 'band', 'hash of some runs of words'),
    ('article_band', 'again', '1 when the article is a duplicate or was replaced'),
    ('article_band', 'article_id', 'the article'),
    ('article_duplicate', '', 'articles that are another one printed again'),
    ('article_duplicate', 'article_id', 'the duplicate'),
    ('article_duplicate', 'first_id', 'the article that was published first'),
    ('article_duplicate', 'similarity', 'share of the runs of four words of the shorter text that stand in the longer one, 0 to 1'),
    ('article_version', '', 'articles that a newer version replaced: readable, but nothing is read from them'),
    ('article_version', 'article_id', 'the earlier version'),
    ('article_version', 'newer_id', 'the newest version'),
    ('event_mention', 'repeats', '1 when it only repeats, word for word, the mention that it joins: see article_duplicate'),
    ('articles', 'duplicate_of', 'the article that this one is a duplicate of'),
    ('articles', 'similarity', 'how alike the two are, 0 to 1'),
    ('articles', 'replaced_by', 'the newer version, when there is one; then no events are read from this one'),
    ('evidence', 'duplicate_of', 'the article that this one is a duplicate of'),
    ('evidence', 'repeats', '1 when it repeats the sentence of that article, and counts no further');
