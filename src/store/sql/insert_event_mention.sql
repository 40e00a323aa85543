INSERT INTO event_mention (article_id, number, id, sentence, start, end, text, lemma, class, status, place, label,
                           value, earliest, latest, earliest_day, latest_day, granularity, relation, basis,
                           time_expression, head, salience, confidence)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24)
