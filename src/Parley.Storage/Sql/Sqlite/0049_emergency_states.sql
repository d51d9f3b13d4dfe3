-- How far a call for help is: 0 open, 1 taken, 2 closed. Nobody is known to have seen to those of before.
ALTER TABLE emergency_calls ADD COLUMN status INTEGER NOT NULL DEFAULT 0;
ALTER TABLE emergency_calls ADD COLUMN taken_by INTEGER NOT NULL DEFAULT 0; -- 0: nobody
ALTER TABLE emergency_calls ADD COLUMN taken_at INTEGER;
ALTER TABLE emergency_calls ADD COLUMN closed_by INTEGER NOT NULL DEFAULT 0; -- 0: nobody
ALTER TABLE emergency_calls ADD COLUMN closed_at INTEGER;
ALTER TABLE emergency_calls ADD COLUMN note TEXT;

CREATE INDEX emergency_calls_state ON emergency_calls (tenant_id, status, id);
