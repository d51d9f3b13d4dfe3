-- The audit trail as a chain: each line carries its number and a keyed hash over itself and the line before. Lines from before have neither.
ALTER TABLE audit_log ADD COLUMN seq bigint, ADD COLUMN hash bytea;
CREATE UNIQUE INDEX audit_log_seq ON audit_log (seq) WHERE seq IS NOT NULL;
CREATE INDEX audit_log_unchained ON audit_log (id) WHERE seq IS NULL;

-- One row, whose lock orders the writers of all nodes: where the chain ends, and after which line it begins (older ones have gone by age).
CREATE TABLE audit_chain (
    id        smallint PRIMARY KEY CHECK (id = 1),
    seq       bigint NOT NULL,
    hash      bytea NOT NULL,
    base_seq  bigint NOT NULL,
    base_hash bytea NOT NULL,
    legacy_id bigint NOT NULL, -- unchained lines have no greater id
    seal      bytea
) WITH (fillfactor = 50);
INSERT INTO audit_chain (id, seq, hash, base_seq, base_hash, legacy_id)
SELECT 1, 0, ''::bytea, 0, ''::bytea, coalesce(max(id), 0) FROM audit_log;
