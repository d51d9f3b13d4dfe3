-- How far a call for help is: 0 open, 1 taken, 2 closed. Nobody is known to have seen to those of before.
ALTER TABLE emergency_calls ADD COLUMN status smallint NOT NULL DEFAULT 0;
ALTER TABLE emergency_calls ADD COLUMN taken_by bigint NOT NULL DEFAULT 0; -- 0: nobody
ALTER TABLE emergency_calls ADD COLUMN taken_at bigint;
ALTER TABLE emergency_calls ADD COLUMN closed_by bigint NOT NULL DEFAULT 0; -- 0: nobody
ALTER TABLE emergency_calls ADD COLUMN closed_at bigint;
ALTER TABLE emergency_calls ADD COLUMN note text;

CREATE INDEX emergency_calls_state ON emergency_calls (tenant_id, status, id);
