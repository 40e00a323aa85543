INSERT INTO event (id, title, value, earliest, latest, earliest_day, latest_day, sort_day, granularity, relation, basis,
                   date_reason, contradictions, status, place, articles, salience, confidence, rejected, note)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)
ON CONFLICT (id) DO UPDATE SET
    title = excluded.title, value = excluded.value, earliest = excluded.earliest,
    latest = excluded.latest, earliest_day = excluded.earliest_day, latest_day = excluded.latest_day,
    sort_day = excluded.sort_day, granularity = excluded.granularity, relation = excluded.relation,
    basis = excluded.basis, date_reason = excluded.date_reason, contradictions = excluded.contradictions,
    status = excluded.status, place = excluded.place, articles = excluded.articles, salience = excluded.salience,
    confidence = excluded.confidence, rejected = excluded.rejected, note = excluded.note
