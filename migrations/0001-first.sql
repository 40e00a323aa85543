-- The first schema. What extraction found stands in article, sentence, time_expression, found_actor, actor_mention,
-- actor_role, event_mention and participant; what consolidation made of it in actor, actor_name, event, event_actor and
-- event_link; what a person said in decision and the known_ tables. Days are ISO text with a day number beside it
-- (days since 1970-01-01), because text does not sort before the year 0. start and end count code points, end excluded.

CREATE TABLE article (
    id             INTEGER PRIMARY KEY,                                  -- made of the first digits of key
    key            TEXT NOT NULL UNIQUE CHECK (typeof(key) = 'text'),    -- SHA-256 of title and text
    source         TEXT NOT NULL CHECK (typeof(source) = 'text'),
    title          TEXT CHECK (typeof(title) IN ('text', 'null')),
    published      TEXT CHECK (typeof(published) IN ('text', 'null')),
    published_day  INTEGER CHECK (typeof(published_day) IN ('integer', 'null')),
    published_from TEXT CHECK (typeof(published_from) IN ('text', 'null')),
    publisher      TEXT CHECK (typeof(publisher) IN ('text', 'null')),
    author         TEXT CHECK (typeof(author) IN ('text', 'null')),
    language       TEXT CHECK (typeof(language) IN ('text', 'null')),       -- only of texts in languages without rules
    extractor      TEXT NOT NULL CHECK (typeof(extractor) = 'text'),
    text           TEXT NOT NULL CHECK (typeof(text) = 'text')
);
CREATE INDEX article_by_source ON article (source);
CREATE INDEX article_by_day ON article (published_day);

-- One text may lie under several paths; what each of them said about its date is kept.
CREATE TABLE article_source (
    source         TEXT NOT NULL PRIMARY KEY CHECK (typeof(source) = 'text'),
    article_id     INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    published      TEXT CHECK (typeof(published) IN ('text', 'null')),
    published_from TEXT CHECK (typeof(published_from) IN ('text', 'null')),
    publisher      TEXT CHECK (typeof(publisher) IN ('text', 'null')),
    author         TEXT CHECK (typeof(author) IN ('text', 'null'))
) WITHOUT ROWID;
CREATE INDEX article_source_by_article ON article_source (article_id);

-- Everything that a file says about its article besides the text, the best place first; what won stands in article.
CREATE TABLE article_candidate (
    source TEXT NOT NULL REFERENCES article_source (source) ON DELETE CASCADE,
    number INTEGER NOT NULL CHECK (typeof(number) = 'integer'),
    field  TEXT NOT NULL CHECK (field IN ('title', 'author', 'publisher', 'address', 'language', 'published',
                                          'modified', 'left out')),
    value  TEXT NOT NULL CHECK (typeof(value) = 'text'),
    origin TEXT NOT NULL CHECK (typeof(origin) = 'text'),
    PRIMARY KEY (source, number)
) WITHOUT ROWID;

CREATE TABLE sentence (
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    number     INTEGER NOT NULL CHECK (typeof(number) = 'integer'),
    start      INTEGER NOT NULL CHECK (typeof(start) = 'integer' AND start >= 0),
    end        INTEGER NOT NULL CHECK (typeof(end) = 'integer' AND end >= start),
    PRIMARY KEY (article_id, number)
) WITHOUT ROWID;

CREATE TABLE time_expression (
    article_id   INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    number       INTEGER NOT NULL CHECK (typeof(number) = 'integer'),
    start        INTEGER NOT NULL CHECK (typeof(start) = 'integer' AND start >= 0),
    end          INTEGER NOT NULL CHECK (typeof(end) = 'integer' AND end >= start),
    text         TEXT NOT NULL,
    type         TEXT NOT NULL CHECK (type IN ('DATE', 'TIME', 'DURATION', 'SET')),
    value        TEXT CHECK (typeof(value) IN ('text', 'null')),
    mod          TEXT CHECK (typeof(mod) IN ('text', 'null')),
    earliest     TEXT CHECK (typeof(earliest) IN ('text', 'null')),
    latest       TEXT CHECK (typeof(latest) IN ('text', 'null')),
    earliest_day INTEGER CHECK (typeof(earliest_day) IN ('integer', 'null')),
    latest_day   INTEGER CHECK (typeof(latest_day) IN ('integer', 'null')),
    granularity  TEXT CHECK (typeof(granularity) IN ('text', 'null')),
    basis        TEXT NOT NULL,
    rule         TEXT NOT NULL,
    anchor       TEXT CHECK (typeof(anchor) IN ('text', 'null')),
    PRIMARY KEY (article_id, number)
) WITHOUT ROWID;

CREATE TABLE actor (
    id     INTEGER PRIMARY KEY,                                          -- made of key
    key    TEXT NOT NULL UNIQUE CHECK (typeof(key) = 'text'),
    name   TEXT NOT NULL CHECK (typeof(name) = 'text'),
    kind   TEXT NOT NULL CHECK (kind IN ('person', 'organization', 'country', 'place', 'group', 'product')),
    hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)),
    -- Counted while writing, because counting anew takes seconds when there are a hundred thousand articles.
    articles INTEGER NOT NULL DEFAULT 0 CHECK (typeof(articles) = 'integer'),
    events   INTEGER NOT NULL DEFAULT 0 CHECK (typeof(events) = 'integer')
);
CREATE INDEX actor_by_name ON actor (name);

CREATE TABLE actor_name (
    actor_id INTEGER NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    name     TEXT NOT NULL CHECK (typeof(name) = 'text'),
    name_key TEXT NOT NULL CHECK (typeof(name_key) = 'text'),
    word_key TEXT NOT NULL CHECK (typeof(word_key) = 'text'),
    origin   TEXT NOT NULL CHECK (origin IN ('article', 'knowledge', 'person')),
    PRIMARY KEY (actor_id, name)
) WITHOUT ROWID;
CREATE INDEX actor_name_by_key ON actor_name (name_key, actor_id);
CREATE INDEX actor_name_by_words ON actor_name (word_key, actor_id);

-- An actor as one article has it, before any other article is looked at.
CREATE TABLE found_actor (
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    number     INTEGER NOT NULL CHECK (typeof(number) = 'integer'),
    actor_id   INTEGER REFERENCES actor (id) DEFERRABLE INITIALLY DEFERRED,
    persona_id INTEGER NOT NULL REFERENCES persona (id) DEFERRABLE INITIALLY DEFERRED,
    name       TEXT NOT NULL CHECK (typeof(name) = 'text'),
    kind       TEXT NOT NULL CHECK (kind IN ('person', 'organization', 'country', 'place', 'group', 'product')),
    PRIMARY KEY (article_id, number)
) WITHOUT ROWID;
CREATE INDEX found_actor_by_actor ON found_actor (actor_id);
CREATE INDEX found_actor_by_persona ON found_actor (persona_id);

-- What is compared across articles: one row for all articles that have the same kind, name and walk of life.
CREATE TABLE persona (
    id       INTEGER PRIMARY KEY,                                        -- made of persona
    persona  TEXT NOT NULL CHECK (typeof(persona) = 'text'),
    actor_id INTEGER REFERENCES actor (id) DEFERRABLE INITIALLY DEFERRED,
    articles INTEGER NOT NULL CHECK (typeof(articles) = 'integer'),
    reason   TEXT NOT NULL DEFAULT '' CHECK (typeof(reason) = 'text')
);
CREATE INDEX persona_by_actor ON persona (actor_id);

CREATE TABLE persona_name (
    persona_id INTEGER NOT NULL REFERENCES persona (id) ON DELETE CASCADE,
    name       TEXT NOT NULL CHECK (typeof(name) = 'text'),
    articles   INTEGER NOT NULL CHECK (typeof(articles) = 'integer'),
    PRIMARY KEY (persona_id, name)
) WITHOUT ROWID;

CREATE TABLE actor_block (
    block      TEXT NOT NULL CHECK (typeof(block) = 'text'),
    persona_id INTEGER NOT NULL REFERENCES persona (id) ON DELETE CASCADE,
    PRIMARY KEY (block, persona_id)
) WITHOUT ROWID;
CREATE INDEX actor_block_by_persona ON actor_block (persona_id);

CREATE TABLE actor_mention (
    article_id  INTEGER NOT NULL,
    found_actor INTEGER NOT NULL,
    start       INTEGER NOT NULL CHECK (typeof(start) = 'integer' AND start >= 0),
    end         INTEGER NOT NULL CHECK (typeof(end) = 'integer' AND end >= start),
    text        TEXT NOT NULL,
    form        TEXT NOT NULL CHECK (form IN ('name', 'nominal', 'pronoun')),
    confidence  REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    PRIMARY KEY (article_id, found_actor, start, end),
    FOREIGN KEY (article_id, found_actor) REFERENCES found_actor (article_id, number) ON DELETE CASCADE
) WITHOUT ROWID;

CREATE TABLE actor_role (
    article_id   INTEGER NOT NULL,
    found_actor  INTEGER NOT NULL,
    number       INTEGER NOT NULL,
    title        TEXT NOT NULL,
    body         TEXT CHECK (typeof(body) IN ('text', 'null')),
    earliest     TEXT CHECK (typeof(earliest) IN ('text', 'null')),
    latest       TEXT CHECK (typeof(latest) IN ('text', 'null')),
    earliest_day INTEGER CHECK (typeof(earliest_day) IN ('integer', 'null')),
    latest_day   INTEGER CHECK (typeof(latest_day) IN ('integer', 'null')),
    start        INTEGER NOT NULL CHECK (typeof(start) = 'integer' AND start >= 0),
    end          INTEGER NOT NULL CHECK (typeof(end) = 'integer' AND end >= start),
    PRIMARY KEY (article_id, number),
    FOREIGN KEY (article_id, found_actor) REFERENCES found_actor (article_id, number) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX actor_role_by_found_actor ON actor_role (article_id, found_actor);

CREATE TABLE event (
    id             INTEGER PRIMARY KEY,                                  -- the id of its first mention
    title          TEXT NOT NULL CHECK (typeof(title) = 'text'),
    value          TEXT CHECK (typeof(value) IN ('text', 'null')),
    earliest       TEXT CHECK (typeof(earliest) IN ('text', 'null')),
    latest         TEXT CHECK (typeof(latest) IN ('text', 'null')),
    earliest_day   INTEGER CHECK (typeof(earliest_day) IN ('integer', 'null')),
    latest_day     INTEGER CHECK (typeof(latest_day) IN ('integer', 'null')),
    sort_day       INTEGER CHECK (typeof(sort_day) IN ('integer', 'null')),
    granularity    TEXT CHECK (typeof(granularity) IN ('text', 'null')),
    relation       TEXT CHECK (typeof(relation) IN ('text', 'null')),
    basis          TEXT CHECK (typeof(basis) IN ('text', 'null')),
    date_reason    TEXT NOT NULL DEFAULT '' CHECK (typeof(date_reason) = 'text'),
    contradictions INTEGER NOT NULL DEFAULT 0 CHECK (typeof(contradictions) = 'integer'),
    status         TEXT NOT NULL CHECK (status IN ('happened', 'ongoing', 'planned', 'deadline', 'possible', 'denied', 'reported')),
    place          TEXT CHECK (typeof(place) IN ('text', 'null')),
    articles       INTEGER NOT NULL CHECK (typeof(articles) = 'integer'),
    salience       REAL NOT NULL CHECK (salience BETWEEN 0 AND 1),
    confidence     REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    rejected       INTEGER NOT NULL DEFAULT 0 CHECK (rejected IN (0, 1)),
    note           TEXT CHECK (typeof(note) IN ('text', 'null'))
);
CREATE INDEX event_by_day ON event (sort_day);

CREATE TABLE event_mention (
    article_id      INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    number          INTEGER NOT NULL CHECK (typeof(number) = 'integer'),
    id              INTEGER NOT NULL UNIQUE CHECK (typeof(id) = 'integer'),  -- made of the article's key and the span
    event_id        INTEGER REFERENCES event (id) DEFERRABLE INITIALLY DEFERRED,
    joins           INTEGER CHECK (typeof(joins) IN ('integer', 'null')),
    sentence        INTEGER CHECK (typeof(sentence) IN ('integer', 'null')),
    start           INTEGER NOT NULL CHECK (typeof(start) = 'integer' AND start >= 0),
    end             INTEGER NOT NULL CHECK (typeof(end) = 'integer' AND end >= start),
    text            TEXT NOT NULL,
    lemma           TEXT NOT NULL,
    class           TEXT NOT NULL,
    status          TEXT NOT NULL CHECK (status IN ('happened', 'ongoing', 'planned', 'deadline', 'possible', 'denied', 'reported')),
    place           TEXT CHECK (typeof(place) IN ('text', 'null')),
    label           TEXT NOT NULL,
    value           TEXT CHECK (typeof(value) IN ('text', 'null')),
    earliest        TEXT CHECK (typeof(earliest) IN ('text', 'null')),
    latest          TEXT CHECK (typeof(latest) IN ('text', 'null')),
    earliest_day    INTEGER CHECK (typeof(earliest_day) IN ('integer', 'null')),
    latest_day      INTEGER CHECK (typeof(latest_day) IN ('integer', 'null')),
    granularity     TEXT CHECK (typeof(granularity) IN ('text', 'null')),
    relation        TEXT CHECK (typeof(relation) IN ('text', 'null')),
    basis           TEXT CHECK (typeof(basis) IN ('text', 'null')),
    time_expression INTEGER CHECK (typeof(time_expression) IN ('integer', 'null')),
    head            TEXT CHECK (typeof(head) IN ('text', 'null')),
    salience        REAL NOT NULL CHECK (salience BETWEEN 0 AND 1),
    confidence      REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    reason          TEXT NOT NULL DEFAULT '' CHECK (typeof(reason) = 'text'),
    PRIMARY KEY (article_id, number),
    FOREIGN KEY (article_id, time_expression) REFERENCES time_expression (article_id, number) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX event_mention_by_event ON event_mention (event_id);
CREATE INDEX event_mention_by_joins ON event_mention (joins) WHERE joins IS NOT NULL;
CREATE INDEX event_mention_by_head ON event_mention (head) WHERE head IS NOT NULL;
CREATE INDEX event_mention_by_time_expression ON event_mention (article_id, time_expression);

CREATE TABLE participant (
    article_id    INTEGER NOT NULL,
    event_mention INTEGER NOT NULL,
    found_actor   INTEGER NOT NULL,
    role          TEXT NOT NULL CHECK (role IN ('agent', 'patient', 'other')),
    PRIMARY KEY (article_id, event_mention, found_actor, role),
    FOREIGN KEY (article_id, event_mention) REFERENCES event_mention (article_id, number) ON DELETE CASCADE,
    FOREIGN KEY (article_id, found_actor) REFERENCES found_actor (article_id, number) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX participant_by_found_actor ON participant (article_id, found_actor);

-- Where mentions are filed that may be one event: see src/consolidate/blocks.rs.
CREATE TABLE event_block (
    block         INTEGER NOT NULL CHECK (typeof(block) = 'integer'),
    day           INTEGER NOT NULL CHECK (typeof(day) = 'integer'),
    article_id    INTEGER NOT NULL,
    event_mention INTEGER NOT NULL,
    PRIMARY KEY (block, day, article_id, event_mention),
    FOREIGN KEY (article_id, event_mention) REFERENCES event_mention (article_id, number) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX event_block_by_mention ON event_block (article_id, event_mention);

CREATE TABLE event_actor (
    actor_id INTEGER NOT NULL REFERENCES actor (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    event_id INTEGER NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    role     TEXT NOT NULL CHECK (role IN ('agent', 'patient', 'other')),
    articles INTEGER NOT NULL CHECK (typeof(articles) = 'integer'),
    PRIMARY KEY (actor_id, event_id)
) WITHOUT ROWID;
CREATE INDEX event_actor_by_event ON event_actor (event_id, actor_id);

-- A plan and the report that it took place.
CREATE TABLE event_link (
    event_id INTEGER NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    later_id INTEGER NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    kind     TEXT NOT NULL CHECK (kind IN ('planned for')),
    PRIMARY KEY (event_id, later_id)
) WITHOUT ROWID;
CREATE INDEX event_link_by_later ON event_link (later_id);

CREATE TABLE decision (
    number  INTEGER PRIMARY KEY,
    made    TEXT NOT NULL CHECK (typeof(made) = 'text'),
    action  TEXT NOT NULL CHECK (typeof(action) = 'text'),
    subject TEXT NOT NULL CHECK (typeof(subject) = 'text'),
    object  TEXT CHECK (typeof(object) IN ('text', 'null')),
    title   TEXT NOT NULL CHECK (typeof(title) = 'text'),
    reason  TEXT CHECK (typeof(reason) IN ('text', 'null')),
    undone  INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
);
CREATE INDEX decision_by_subject ON decision (subject);
CREATE INDEX decision_by_object ON decision (object);

CREATE TABLE known_actor (
    name TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'organization', 'country', 'place', 'group', 'product'))
) WITHOUT ROWID;
CREATE TABLE known_alias (
    actor TEXT NOT NULL REFERENCES known_actor (name) ON DELETE CASCADE,
    name  TEXT NOT NULL,
    PRIMARY KEY (actor, name)
) WITHOUT ROWID;
CREATE TABLE known_role (
    actor    TEXT NOT NULL REFERENCES known_actor (name) ON DELETE CASCADE,
    title    TEXT NOT NULL,
    earliest TEXT NOT NULL DEFAULT '',                                   -- '' is open, so that it may be part of the key
    latest   TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (actor, title, earliest, latest)
) WITHOUT ROWID;
CREATE TABLE known_event (
    name     TEXT NOT NULL PRIMARY KEY,
    earliest TEXT CHECK (typeof(earliest) IN ('text', 'null')),
    latest   TEXT CHECK (typeof(latest) IN ('text', 'null')),
    place    TEXT CHECK (typeof(place) IN ('text', 'null'))
) WITHOUT ROWID;

CREATE TABLE import_error (
    source  TEXT NOT NULL,
    message TEXT NOT NULL,
    PRIMARY KEY (source, message)
) WITHOUT ROWID;

CREATE TABLE data_dictionary (
    table_name  TEXT NOT NULL,
    column_name TEXT NOT NULL DEFAULT '',                                -- '' describes the table itself
    description TEXT NOT NULL,
    PRIMARY KEY (table_name, column_name)
) WITHOUT ROWID;

CREATE VIRTUAL TABLE article_fts USING fts5 (title, text, content="article", content_rowid="id", tokenize="unicode61 remove_diacritics 2");
CREATE TRIGGER article_fts_insert AFTER INSERT ON article BEGIN
    INSERT INTO article_fts (rowid, title, text) VALUES (new.id, new.title, new.text);
END;
CREATE TRIGGER article_fts_delete AFTER DELETE ON article BEGIN
    INSERT INTO article_fts (article_fts, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
END;

CREATE VIRTUAL TABLE event_fts USING fts5 (title, place, content="event", content_rowid="id", tokenize="unicode61 remove_diacritics 2");
CREATE TRIGGER event_fts_insert AFTER INSERT ON event BEGIN
    INSERT INTO event_fts (rowid, title, place) VALUES (new.id, new.title, new.place);
END;
CREATE TRIGGER event_fts_delete AFTER DELETE ON event BEGIN
    INSERT INTO event_fts (event_fts, rowid, title, place) VALUES ('delete', old.id, old.title, old.place);
END;
CREATE TRIGGER event_fts_update AFTER UPDATE OF title, place ON event
WHEN old.title IS NOT new.title OR old.place IS NOT new.place BEGIN
    INSERT INTO event_fts (event_fts, rowid, title, place) VALUES ('delete', old.id, old.title, old.place);
    INSERT INTO event_fts (rowid, title, place) VALUES (new.id, new.title, new.place);
END;

CREATE VIEW timeline AS
SELECT actor.name AS actor, event.value AS date, event.earliest, event.latest, event.sort_day, event.title AS event,
       event.status, event.place,
       (SELECT group_concat(name, ', ') FROM (
            SELECT other.name FROM event_actor AS companion JOIN actor AS other ON other.id = companion.actor_id
            WHERE companion.event_id = event.id AND companion.actor_id <> actor.id AND other.hidden = 0 ORDER BY other.name)
       ) AS with_actors,
       event.articles, event.confidence, event.id AS event_id, actor.id AS actor_id, event_actor.role, event.granularity,
       event.relation, event.basis, event.salience
FROM event_actor
JOIN actor ON actor.id = event_actor.actor_id
JOIN event ON event.id = event_actor.event_id
WHERE actor.hidden = 0 AND event.rejected = 0;

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
       event_mention.article_id, event_mention.number AS event_mention, event_mention.reason
FROM event_mention
JOIN event ON event.id = event_mention.event_id
JOIN article ON article.id = event_mention.article_id
LEFT JOIN sentence ON sentence.article_id = event_mention.article_id AND sentence.number = event_mention.sentence
LEFT JOIN time_expression ON time_expression.article_id = event_mention.article_id
                         AND time_expression.number = event_mention.time_expression;

CREATE VIEW actors AS
SELECT actor.name AS actor, actor.kind,
       (SELECT group_concat(name, ', ') FROM (
            SELECT actor_name.name FROM actor_name
            WHERE actor_name.actor_id = actor.id AND actor_name.name <> actor.name ORDER BY actor_name.name)) AS aliases,
       actor.articles, actor.events, actor.id AS actor_id
FROM actor WHERE actor.hidden = 0;

CREATE VIEW articles AS
SELECT article.source, article.title, article.published, article.published_from, article.publisher, article.author,
       length(article.text) AS characters,
       (SELECT count(*) FROM event_mention WHERE event_mention.article_id = article.id) AS events,
       (SELECT count(*) FROM time_expression WHERE time_expression.article_id = article.id
            AND type IN ('DATE', 'TIME') AND value IS NULL) AS unresolved,
       article.id AS article_id
FROM article;

INSERT INTO data_dictionary (table_name, column_name, description) VALUES
    ('article', '', 'one text as imported'),
    ('article', 'id', 'number of the article, made of key'),
    ('article', 'key', 'SHA-256 of title and text: the identity of the content'),
    ('article', 'source', 'path or address it came from; the first of article_source'),
    ('article', 'title', 'headline'),
    ('article', 'published', 'day of publication, YYYY-MM-DD'),
    ('article', 'published_day', 'the same in days since 1970-01-01'),
    ('article', 'published_from', 'where the publication date came from'),
    ('article', 'publisher', 'who published it'),
    ('article', 'author', 'who wrote it'),
    ('article', 'language', 'its language, when it is one without rules and nothing was read but the text; else NULL'),
    ('article_candidate', '', 'what a file says about its article besides the text, best first'),
    ('article_candidate', 'source', 'path or address, see article_source'),
    ('article_candidate', 'number', 'its rank among all of this source'),
    ('article_candidate', 'field', 'title, author, publisher, address, language, published, modified; left out: a line that is not of the text'),
    ('article_candidate', 'value', 'what it says'),
    ('article_candidate', 'origin', 'which place of the file says so'),
    ('article', 'extractor', 'version of dateline that read it'),
    ('article', 'text', 'the text; all start and end count its code points'),
    ('article_source', '', 'the paths and addresses under which a text was found'),
    ('article_source', 'source', 'path or address'),
    ('article_source', 'article_id', 'the article'),
    ('article_source', 'published', 'day of publication that this source gave'),
    ('article_source', 'published_from', 'where the publication date came from'),
    ('article_source', 'publisher', 'who published it'),
    ('article_source', 'author', 'who wrote it'),
    ('sentence', '', 'the sentences of an article'),
    ('sentence', 'article_id', 'the article'),
    ('sentence', 'number', 'position in the article, from 0'),
    ('sentence', 'start', 'first code point'),
    ('sentence', 'end', 'code point after the last'),
    ('time_expression', '', 'words that tell a time (TIMEX3)'),
    ('time_expression', 'article_id', 'the article'),
    ('time_expression', 'number', 'position in the article, from 0'),
    ('time_expression', 'start', 'first code point'),
    ('time_expression', 'end', 'code point after the last'),
    ('time_expression', 'text', 'the words'),
    ('time_expression', 'type', 'DATE, TIME, DURATION or SET'),
    ('time_expression', 'value', 'TIMEX3 value; NULL while what it is counted from is not known'),
    ('time_expression', 'mod', 'START, MID, END, APPROX, BEFORE, AFTER ...'),
    ('time_expression', 'earliest', 'first possible day, YYYY-MM-DD'),
    ('time_expression', 'latest', 'last possible day, included'),
    ('time_expression', 'earliest_day', 'earliest in days since 1970-01-01'),
    ('time_expression', 'latest_day', 'latest in days since 1970-01-01'),
    ('time_expression', 'granularity', 'how fine the date is'),
    ('time_expression', 'basis', 'how it was dated'),
    ('time_expression', 'rule', 'name of the rule that read it'),
    ('time_expression', 'anchor', 'what it was counted from'),
    ('actor', '', 'who acts: across all articles'),
    ('actor', 'id', 'number of the actor, made of key'),
    ('actor', 'key', 'stable key: kind and name'),
    ('actor', 'name', 'name to show'),
    ('actor', 'kind', 'person, organization, country, place, group or product'),
    ('actor', 'hidden', '1 when a person hid it'),
    ('actor', 'articles', 'number of articles that mention it'),
    ('actor', 'events', 'number of its events that were not rejected'),
    ('actor_name', '', 'all names of an actor'),
    ('actor_name', 'actor_id', 'the actor'),
    ('actor_name', 'name', 'the name'),
    ('actor_name', 'name_key', 'the letters of the name without case, accents, hyphens and gaps'),
    ('actor_name', 'word_key', 'the words of the name without case and accents, in the order of the alphabet'),
    ('actor_name', 'origin', 'article, knowledge or person'),
    ('found_actor', '', 'an actor as one article has it'),
    ('found_actor', 'article_id', 'the article'),
    ('found_actor', 'number', 'position in the article, from 0'),
    ('found_actor', 'actor_id', 'the actor across articles'),
    ('found_actor', 'persona_id', 'what is compared across articles: kind, name and walk of life'),
    ('found_actor', 'name', 'fullest name in the article'),
    ('found_actor', 'kind', 'what the article takes it for'),
    ('persona', '', 'kind, name and walk of life as articles have them together; what is compared across articles'),
    ('persona', 'id', 'number of the persona, made of persona'),
    ('persona', 'persona', 'kind, name, acronym and walk of life'),
    ('persona', 'actor_id', 'the actor across articles'),
    ('persona', 'articles', 'number of articles that have it'),
    ('persona', 'reason', 'why it was taken for that actor'),
    ('persona_name', '', 'the names under which articles have a persona'),
    ('persona_name', 'persona_id', 'the persona'),
    ('persona_name', 'name', 'the name'),
    ('persona_name', 'articles', 'number of articles that use it'),
    ('actor_block', '', 'which personas are compared with each other'),
    ('actor_block', 'block', 'what must be equal before two are compared'),
    ('actor_block', 'persona_id', 'the persona'),
    ('actor_mention', '', 'words that refer to an actor'),
    ('actor_mention', 'article_id', 'the article'),
    ('actor_mention', 'found_actor', 'number of the actor in the article'),
    ('actor_mention', 'start', 'first code point'),
    ('actor_mention', 'end', 'code point after the last'),
    ('actor_mention', 'text', 'the words'),
    ('actor_mention', 'form', 'name, nominal or pronoun'),
    ('actor_mention', 'confidence', 'how sure it is that this actor is meant, 0 to 1'),
    ('actor_role', '', 'an office that an article gives to an actor'),
    ('actor_role', 'article_id', 'the article'),
    ('actor_role', 'found_actor', 'number of the actor in the article'),
    ('actor_role', 'number', 'position in the article, from 0'),
    ('actor_role', 'title', 'the office'),
    ('actor_role', 'body', 'country or organisation it belongs to'),
    ('actor_role', 'earliest', 'first day for which the article says so'),
    ('actor_role', 'latest', 'last day for which the article says so'),
    ('actor_role', 'earliest_day', 'earliest in days since 1970-01-01'),
    ('actor_role', 'latest_day', 'latest in days since 1970-01-01'),
    ('actor_role', 'start', 'first code point'),
    ('actor_role', 'end', 'code point after the last'),
    ('event', '', 'what happened, or is to happen: across all articles'),
    ('event', 'id', 'number of the event: the id of its first mention'),
    ('event', 'title', 'short description in the words of an article'),
    ('event', 'value', 'date in EDTF (ISO 8601-2)'),
    ('event', 'earliest', 'first possible day, YYYY-MM-DD; NULL is open'),
    ('event', 'latest', 'last possible day, included; NULL is open'),
    ('event', 'earliest_day', 'earliest in days since 1970-01-01'),
    ('event', 'latest_day', 'latest in days since 1970-01-01'),
    ('event', 'sort_day', 'day for ordering, in days since 1970-01-01'),
    ('event', 'granularity', 'how fine the date is'),
    ('event', 'relation', 'on, within, by, before, after, since, until'),
    ('event', 'basis', 'how it was dated'),
    ('event', 'date_reason', 'where the date comes from, and who contradicts'),
    ('event', 'contradictions', 'number of articles that give another date'),
    ('event', 'status', 'happened, ongoing, planned, deadline, possible, denied, reported'),
    ('event', 'place', 'where'),
    ('event', 'articles', 'number of articles that report it'),
    ('event', 'salience', 'how much it deserves to be shown, 0 to 1'),
    ('event', 'confidence', 'how sure we are that it is right, 0 to 1'),
    ('event', 'rejected', '1 when a person rejected it'),
    ('event', 'note', 'what a person noted'),
    ('event_mention', '', 'the report of an event at one place of an article'),
    ('event_mention', 'article_id', 'the article'),
    ('event_mention', 'number', 'position in the article, from 0'),
    ('event_mention', 'id', 'number of the mention, made of article and span; finds its event for good'),
    ('event_mention', 'event_id', 'the event'),
    ('event_mention', 'joins', 'id of the mention that it was taken to report the same event as; NULL for the first report'),
    ('event_mention', 'sentence', 'number of the sentence'),
    ('event_mention', 'start', 'first code point of the trigger'),
    ('event_mention', 'end', 'code point after the last'),
    ('event_mention', 'text', 'the trigger'),
    ('event_mention', 'lemma', 'its dictionary form'),
    ('event_mention', 'class', 'TimeML class'),
    ('event_mention', 'status', 'what this article says: happened, planned ...'),
    ('event_mention', 'place', 'where, in the words of the article'),
    ('event_mention', 'label', 'the clause of the article'),
    ('event_mention', 'value', 'date in EDTF'),
    ('event_mention', 'earliest', 'first possible day'),
    ('event_mention', 'latest', 'last possible day, included'),
    ('event_mention', 'earliest_day', 'earliest in days since 1970-01-01'),
    ('event_mention', 'latest_day', 'latest in days since 1970-01-01'),
    ('event_mention', 'granularity', 'how fine the date is'),
    ('event_mention', 'relation', 'on, within, by, before, after, since, until'),
    ('event_mention', 'basis', 'how it was dated'),
    ('event_mention', 'time_expression', 'number of the time expression that gave the date'),
    ('event_mention', 'head', 'name of the event, if it has one (hanoi summit)'),
    ('event_mention', 'salience', 'how much it deserves to be shown, 0 to 1'),
    ('event_mention', 'confidence', 'how sure we are that it is right, 0 to 1'),
    ('event_mention', 'reason', 'why it was taken for that event'),
    ('participant', '', 'who takes part in an event mention'),
    ('participant', 'article_id', 'the article'),
    ('participant', 'event_mention', 'number of the mention'),
    ('participant', 'found_actor', 'number of the actor in the article'),
    ('participant', 'role', 'agent, patient or other'),
    ('event_block', '', 'which event mentions are compared with each other'),
    ('event_block', 'block', 'hash of what must be equal before two are compared'),
    ('event_block', 'day', 'first day of the mention, in days since 1970-01-01'),
    ('event_block', 'article_id', 'the article'),
    ('event_block', 'event_mention', 'number of the mention'),
    ('event_actor', '', 'who takes part in an event'),
    ('event_actor', 'actor_id', 'the actor'),
    ('event_actor', 'event_id', 'the event'),
    ('event_actor', 'role', 'agent, patient or other'),
    ('event_actor', 'articles', 'number of articles that say so'),
    ('event_link', '', 'a plan and the event that came of it'),
    ('event_link', 'event_id', 'the plan'),
    ('event_link', 'later_id', 'what came of it'),
    ('event_link', 'kind', 'planned for'),
    ('decision', '', 'what a person corrected'),
    ('decision', 'number', 'number in the log'),
    ('decision', 'made', 'when, UTC'),
    ('decision', 'action', 'what was decided'),
    ('decision', 'subject', 'stable key of what it concerns'),
    ('decision', 'object', 'the new value, or the stable key of the other one'),
    ('decision', 'title', 'the decision in words'),
    ('decision', 'reason', 'why, in the words of the person'),
    ('decision', 'undone', '1 when it was taken back'),
    ('known_actor', '', 'actors that the user imported'),
    ('known_actor', 'name', 'name to show'),
    ('known_actor', 'kind', 'person, organization, country, place, group or product'),
    ('known_alias', '', 'other names of imported actors'),
    ('known_alias', 'actor', 'the imported actor'),
    ('known_alias', 'name', 'other name'),
    ('known_role', '', 'offices of imported actors'),
    ('known_role', 'actor', 'the imported actor'),
    ('known_role', 'title', 'the office'),
    ('known_role', 'earliest', 'first day; empty is open'),
    ('known_role', 'latest', 'last day, included; empty is open'),
    ('known_event', '', 'named events that the user imported'),
    ('known_event', 'name', 'name of the event'),
    ('known_event', 'earliest', 'first day'),
    ('known_event', 'latest', 'last day, included'),
    ('known_event', 'place', 'where'),
    ('import_error', '', 'what could not be imported'),
    ('import_error', 'source', 'path or address'),
    ('import_error', 'message', 'what was found, and what to do'),
    ('data_dictionary', '', 'what every table and column means'),
    ('data_dictionary', 'table_name', 'table or view'),
    ('data_dictionary', 'column_name', 'column; empty for the table itself'),
    ('data_dictionary', 'description', 'what it is'),
    ('article_fts', '', 'full-text search over articles'),
    ('event_fts', '', 'full-text search over events'),
    ('timeline', '', 'one row per actor and event'),
    ('timeline', 'actor', 'name of the actor'),
    ('timeline', 'date', 'date in EDTF (ISO 8601-2)'),
    ('timeline', 'earliest', 'first possible day; NULL is open'),
    ('timeline', 'latest', 'last possible day, included; NULL is open'),
    ('timeline', 'sort_day', 'day for ordering, in days since 1970-01-01'),
    ('timeline', 'event', 'short description'),
    ('timeline', 'status', 'happened, ongoing, planned, deadline, possible, denied, reported'),
    ('timeline', 'place', 'where'),
    ('timeline', 'with_actors', 'who else takes part'),
    ('timeline', 'articles', 'number of articles that report it'),
    ('timeline', 'confidence', 'how sure we are that it is right, 0 to 1'),
    ('timeline', 'event_id', 'the event'),
    ('timeline', 'actor_id', 'the actor'),
    ('timeline', 'role', 'agent, patient or other'),
    ('timeline', 'granularity', 'how fine the date is'),
    ('timeline', 'relation', 'on, within, by, before, after, since, until'),
    ('timeline', 'basis', 'how it was dated'),
    ('timeline', 'salience', 'how much it deserves to be shown, 0 to 1'),
    ('evidence', '', 'one row per event mention, with the sentence that proves it'),
    ('evidence', 'event', 'short description'),
    ('evidence', 'sentence', 'the sentence'),
    ('evidence', 'article', 'source of the article'),
    ('evidence', 'published', 'day of publication'),
    ('evidence', 'start', 'first code point of the trigger in the article'),
    ('evidence', 'end', 'code point after the last'),
    ('evidence', 'why', 'what gave the date'),
    ('evidence', 'date', 'date in EDTF as this article has it'),
    ('evidence', 'status', 'what this article says: happened, planned ...'),
    ('evidence', 'words', 'the trigger'),
    ('evidence', 'event_id', 'the event'),
    ('evidence', 'article_id', 'the article'),
    ('evidence', 'event_mention', 'number of the mention'),
    ('evidence', 'reason', 'why the mention was taken for that event'),
    ('actors', '', 'one row per actor'),
    ('actors', 'actor', 'name'),
    ('actors', 'kind', 'person, organization, country, place, group or product'),
    ('actors', 'aliases', 'other names'),
    ('actors', 'articles', 'number of articles'),
    ('actors', 'events', 'number of events'),
    ('actors', 'actor_id', 'the actor'),
    ('articles', '', 'one row per article'),
    ('articles', 'source', 'path or address'),
    ('articles', 'title', 'headline'),
    ('articles', 'published', 'day of publication'),
    ('articles', 'published_from', 'where the publication date came from'),
    ('articles', 'publisher', 'who published it'),
    ('articles', 'author', 'who wrote it'),
    ('articles', 'characters', 'length of the text in code points'),
    ('articles', 'events', 'number of event mentions'),
    ('articles', 'unresolved', 'dates that wait for a publication date'),
    ('articles', 'article_id', 'the article');
