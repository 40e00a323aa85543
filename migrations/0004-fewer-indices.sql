-- Indices within an article, whose rows lie side by side anyway: keeping them up cost more than they saved.

DROP INDEX participant_by_found_actor;
DROP INDEX event_mention_by_time_expression;
DROP INDEX actor_role_by_found_actor;
