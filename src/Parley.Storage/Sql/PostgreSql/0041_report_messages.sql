-- What stood around a reported message when it was reported, as it was: kept until the report has been decided on for a while. What was recalled by then
-- has no text. "keeps" is 1 while there are any.
CREATE TABLE report_messages (
    report_id   bigint NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    seq         bigint NOT NULL,
    message_id  bigint NOT NULL,
    sender_id   bigint NOT NULL,
    type        smallint NOT NULL,
    text        text NOT NULL,
    file_id     bigint NOT NULL DEFAULT 0,
    data        text,
    created_at  bigint NOT NULL,
    recalled_at bigint,
    PRIMARY KEY (report_id, seq)
);
ALTER TABLE reports ADD COLUMN keeps smallint NOT NULL DEFAULT 0;
CREATE INDEX reports_keeping ON reports (closed_at) WHERE keeps = 1;

-- A file that an open report names outlives its owner's account: files.state 3, kept for reports alone.
CREATE INDEX report_messages_file ON report_messages (file_id) WHERE file_id <> 0;
CREATE INDEX reports_file ON reports (evidence_file) WHERE evidence_file <> 0;
