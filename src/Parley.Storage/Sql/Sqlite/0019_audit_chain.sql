-- The audit trail as a chain: each line carries its number and a keyed hash over itself and the line before. Lines from before have neither.
ALTER TABLE audit_log ADD COLUMN seq INTEGER;
ALTER TABLE audit_log ADD COLUMN hash BLOB;
CREATE UNIQUE INDEX audit_log_seq ON audit_log (seq) WHERE seq IS NOT NULL;
CREATE INDEX audit_log_unchained ON audit_log (id) WHERE seq IS NULL;

-- One row: where the chain ends, and after which line it begins (older ones have gone by age).
CREATE TABLE audit_chain (
    id        INTEGER PRIMARY KEY CHECK (id = 1),
    seq       INTEGER NOT NULL,
    hash      BLOB NOT NULL,
    base_seq  INTEGER NOT NULL,
    base_hash BLOB NOT NULL,
    legacy_id INTEGER NOT NULL, -- unchained lines have no greater id
    seal      BLOB
);
INSERT INTO audit_chain (id, seq, hash, base_seq, base_hash, legacy_id)
SELECT 1, 0, x'', 0, x'', coalesce(max(id), 0) FROM audit_log;
