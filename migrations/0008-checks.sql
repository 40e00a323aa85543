-- What a column may hold, said word by word. For a list of more than two words SQLite makes a table of its own, each time
-- that a row is written; that cost more than all other checks. The rows stay as they are, so the text alone changes.

PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(replace(replace(replace(replace(replace(replace(sql,
    'kind IN (''person'', ''organization'', ''country'', ''place'', ''group'', ''product'')',
    'kind = ''person'' OR kind = ''organization'' OR kind = ''country'' OR kind = ''place'' OR kind = ''group'' OR kind = ''product'''),
    'form IN (''name'', ''nominal'', ''pronoun'')',
    'form = ''name'' OR form = ''nominal'' OR form = ''pronoun'''),
    'type IN (''DATE'', ''TIME'', ''DURATION'', ''SET'')',
    'type = ''DATE'' OR type = ''TIME'' OR type = ''DURATION'' OR type = ''SET'''),
    'status IN (''happened'', ''ongoing'', ''planned'', ''deadline'', ''possible'', ''denied'', ''reported'')',
    'status = ''happened'' OR status = ''planned'' OR status = ''possible'' OR status = ''reported'' OR status = ''denied''
                                   OR status = ''ongoing'' OR status = ''deadline'''),
    'role IN (''agent'', ''patient'', ''other'')',
    'role = ''agent'' OR role = ''patient'' OR role = ''other'''),
    'origin IN (''article'', ''knowledge'', ''person'')',
    'origin = ''article'' OR origin = ''knowledge'' OR origin = ''person'''),
    'field IN (''title'', ''author'', ''publisher'', ''address'', ''language'', ''published'',
                                          ''modified'', ''left out'')',
    'field = ''title'' OR field = ''author'' OR field = ''publisher'' OR field = ''address'' OR field = ''language''
                               OR field = ''published'' OR field = ''modified'' OR field = ''left out''')
WHERE type = 'table';
PRAGMA writable_schema = RESET;

-- An index made anew tells other programs that have the file open to read the schema again.
DROP INDEX event_link_by_later;
CREATE INDEX event_link_by_later ON event_link (later_id);
