-- Who else may be meant by a mention, when nothing tells which of two namesakes it is.

CREATE TABLE mention_candidate (
    article_id INTEGER NOT NULL,
    start      INTEGER NOT NULL CHECK (typeof(start) = 'integer' AND start >= 0),
    end        INTEGER NOT NULL CHECK (typeof(end) = 'integer' AND end >= start),
    candidate  INTEGER NOT NULL,
    PRIMARY KEY (article_id, start, end, candidate),
    FOREIGN KEY (article_id, candidate) REFERENCES found_actor (article_id, number) ON DELETE CASCADE
) WITHOUT ROWID;

INSERT INTO data_dictionary (table_name, column_name, description) VALUES
    ('mention_candidate', '', 'who else may be meant by words that refer to an actor, when nothing tells which of several'),
    ('mention_candidate', 'article_id', 'the article'),
    ('mention_candidate', 'start', 'first code point of the words, see actor_mention'),
    ('mention_candidate', 'end', 'code point after the last'),
    ('mention_candidate', 'candidate', 'number of the other actor in the article, see found_actor');
