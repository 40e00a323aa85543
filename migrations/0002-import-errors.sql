-- What could not be imported, with file, member and position apart, so that one can sort and count by them. An empty member
-- is the file as a whole and position 0 no line in particular, so that both may be part of the key.

ALTER TABLE import_error RENAME TO import_error_before;
CREATE TABLE import_error (
    file     TEXT NOT NULL CHECK (typeof(file) = 'text'),
    member   TEXT NOT NULL DEFAULT '' CHECK (typeof(member) = 'text'),
    position INTEGER NOT NULL DEFAULT 0 CHECK (typeof(position) = 'integer' AND position >= 0),
    reason   TEXT NOT NULL CHECK (typeof(reason) = 'text'),
    PRIMARY KEY (file, member, position, reason)
) WITHOUT ROWID;
INSERT INTO import_error (file, reason) SELECT source, message FROM import_error_before;
DROP TABLE import_error_before;

DELETE FROM data_dictionary WHERE table_name = 'import_error';
INSERT INTO data_dictionary (table_name, column_name, description) VALUES
    ('import_error', '', 'what could not be imported; the errors of a file go when it is read again'),
    ('import_error', 'file', 'path or address, or - for standard input'),
    ('import_error', 'member', 'part of the file: a path in an archive, the number of a message; empty for the file as a whole'),
    ('import_error', 'position', 'line of the file, from 1; 0 when no one line is to blame'),
    ('import_error', 'reason', 'what was found, and what to do');
