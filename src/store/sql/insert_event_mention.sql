-- Most are an event of their own; consolidation changes those that are not.
INSERT INTO event_mention (article_id, number, id, sentence, start, end, text, lemma, class, status, place, label,
                           value, earliest, latest, earliest_day, latest_day, granularity, relation, basis,
                           time_expression, head, salience, confidence, event_id, reason)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24,
        ?3, 'first report')
