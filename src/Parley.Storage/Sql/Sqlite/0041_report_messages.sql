-- What stood around a reported message when it was reported, as it was: kept until the report has been decided on for a while. What was recalled by then
-- has no text. "keeps" is 1 while there are any.
CREATE TABLE report_messages (
    report_id   INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    seq         INTEGER NOT NULL,
    message_id  INTEGER NOT NULL,
    sender_id   INTEGER NOT NULL,
    type        INTEGER NOT NULL,
    text        TEXT NOT NULL,
    file_id     INTEGER NOT NULL DEFAULT 0,
    data        TEXT,
    created_at  INTEGER NOT NULL,
    recalled_at INTEGER,
    PRIMARY KEY (report_id, seq)
) WITHOUT ROWID;
ALTER TABLE reports ADD COLUMN keeps INTEGER NOT NULL DEFAULT 0;
CREATE INDEX reports_keeping ON reports (closed_at) WHERE keeps = 1;

-- A file that an open report names outlives its owner's account: files.state 3, kept for reports alone.
CREATE INDEX report_messages_file ON report_messages (file_id) WHERE file_id <> 0;
CREATE INDEX reports_file ON reports (evidence_file) WHERE evidence_file <> 0;
