-- The place of what was said among all that was, given under a lock when it is said: who has seen one has seen all before it. How far a device is
-- lies in device_positions, under conversation 0.
ALTER TABLE announcements ADD COLUMN seq bigint;
UPDATE announcements SET seq = said.place FROM (
    SELECT id AS said_id, row_number() OVER (ORDER BY published_at, id) AS place FROM announcements WHERE published_at IS NOT NULL) AS said
WHERE said.said_id = announcements.id;
CREATE UNIQUE INDEX announcements_seq ON announcements (seq);
CREATE INDEX announcements_tenant ON announcements (tenant_id, published_at) WHERE published_at IS NOT NULL;
DROP INDEX announcements_due;
CREATE INDEX announcements_due ON announcements (due_at) WHERE seq IS NULL;
