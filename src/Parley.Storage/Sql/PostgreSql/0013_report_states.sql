-- Reports are taken, then resolved or dismissed: 0 open, 1 taken, 2 resolved, 3 dismissed. The same report again is one until it has come to its end.
ALTER TABLE reports ADD COLUMN taken_by bigint;
ALTER TABLE reports ADD COLUMN note text;
DROP INDEX reports_open;
CREATE UNIQUE INDEX reports_open ON reports (reporter_id, target_id, message_id) WHERE status < 2;
