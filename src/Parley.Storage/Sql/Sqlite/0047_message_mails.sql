-- Of which conversations a person is to be told by mail, and when it was; times by the database's clock (Unix ms).
CREATE TABLE mail_marks (
    user_id         INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    conversation_id INTEGER NOT NULL,
    asked_seq       INTEGER, -- a mail was asked for up to this message; null: none is
    sent_seq        INTEGER NOT NULL DEFAULT 0, -- the last mail told up to this one
    sent_at         INTEGER, -- when that may have gone out; null: none did
    PRIMARY KEY (user_id, conversation_id)
) WITHOUT ROWID;
CREATE INDEX mail_marks_asked ON mail_marks (user_id) WHERE asked_seq IS NOT NULL;
