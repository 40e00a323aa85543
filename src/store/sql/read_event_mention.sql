SELECT article_id, number, id, lemma, class, status, place, label, head, value, earliest, latest, granularity, relation,
       basis, salience, confidence, event_id, joins, reason, repeats
FROM event_mention WHERE article_id = ?1 AND number = ?2
