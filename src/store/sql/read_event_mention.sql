SELECT m.article_id, m.number, m.id, a.source, a.published, m.lemma, m.class, m.status, m.place, m.label, m.head, m.value,
       m.earliest, m.latest, m.granularity, m.relation, m.basis, m.salience, m.confidence, m.event_id, m.joins, m.reason,
       m.repeats, coalesce(d.first_id, m.article_id)
FROM event_mention AS m JOIN article AS a ON a.id = m.article_id
LEFT JOIN article_duplicate AS d ON d.article_id = m.article_id
WHERE m.article_id = ?1 AND m.number = ?2
