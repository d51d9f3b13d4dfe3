-- Counts what was done before there were statistics. Metrics by number: StatisticMetric.

-- The marks first: what is counted below is what they say, also while another node writes.
INSERT INTO search_marks (conversation_id, rev, counted_seq)
SELECT c.id, 0, c.last_seq FROM conversations c WHERE c.last_seq > 0 ORDER BY c.id
ON CONFLICT (conversation_id) DO UPDATE SET counted_seq = excluded.counted_seq;

-- Messages that people sent.
INSERT INTO statistics_changes (tenant_id, hour, metric, amount)
SELECT c.tenant_id, m.created_at / 3600000, 1, count(*)
FROM messages m JOIN conversations c ON c.id = m.conversation_id JOIN search_marks k ON k.conversation_id = c.id
WHERE m.seq <= k.counted_seq AND m.type NOT IN (4, 7) GROUP BY 1, 2;

-- People who wrote, or were seen last.
CREATE TABLE statistics_seen AS
SELECT DISTINCT u.tenant_id, m.created_at / 3600000 AS hour, u.id AS user_id
FROM messages m JOIN search_marks k ON k.conversation_id = m.conversation_id JOIN users u ON u.id = m.sender_id
WHERE m.seq <= k.counted_seq AND m.type NOT IN (4, 7)
UNION SELECT u.tenant_id, l.seen_at / 3600000, u.id FROM last_seen l JOIN users u ON u.id = l.user_id;
INSERT INTO statistics_changes (tenant_id, hour, metric, amount) SELECT tenant_id, hour, 3, count(*) FROM statistics_seen GROUP BY 1, 2;
INSERT INTO statistics_changes (tenant_id, hour, metric, amount)
SELECT tenant_id, hour / 24 * 24, 4, count(DISTINCT user_id) FROM statistics_seen GROUP BY 1, 2;
INSERT INTO statistics_people (span, user_id, tenant_id) SELECT hour, user_id, tenant_id FROM statistics_seen WHERE hour >= CAST(extract(epoch FROM now()) AS bigint) / 3600 - 192;
INSERT INTO statistics_people (span, user_id, tenant_id)
SELECT DISTINCT -(hour / 24), user_id, tenant_id FROM statistics_seen WHERE hour / 24 >= (CAST(extract(epoch FROM now()) AS bigint) / 3600 - 192) / 24;
DROP TABLE statistics_seen;

INSERT INTO statistics_changes (tenant_id, hour, metric, amount) SELECT tenant_id, created_at / 3600000, 2, count(*) FROM users GROUP BY 1, 2;

-- Orders: each step in its hour, and what became of those made in an hour.
INSERT INTO statistics_changes (tenant_id, hour, metric, amount) SELECT tenant_id, created_at / 3600000, 5, count(*) FROM orders GROUP BY 1, 2;
INSERT INTO statistics_changes (tenant_id, hour, metric, amount)
SELECT o.tenant_id, t.at / 3600000, CASE t.to_status WHEN 2 THEN 6 WHEN 4 THEN 7 ELSE 8 END, count(*)
FROM order_transitions t JOIN orders o ON o.id = t.order_id WHERE t.to_status IN (2, 4, 5) AND t.to_status <> t.from_status GROUP BY 1, 2, 3;
INSERT INTO statistics_changes (tenant_id, hour, metric, amount)
SELECT o.tenant_id, o.created_at / 3600000, CASE t.to_status WHEN 2 THEN 11 ELSE 12 END, count(*)
FROM order_transitions t JOIN orders o ON o.id = t.order_id WHERE t.to_status IN (2, 4) AND t.to_status <> t.from_status GROUP BY 1, 2, 3;

INSERT INTO statistics_changes (tenant_id, hour, metric, amount) SELECT tenant_id, created_at / 3600000, 9, count(*) FROM reviews GROUP BY 1, 2;
INSERT INTO statistics_changes (tenant_id, hour, metric, amount) SELECT tenant_id, created_at / 3600000, 10, sum(rating) FROM reviews GROUP BY 1, 2;
