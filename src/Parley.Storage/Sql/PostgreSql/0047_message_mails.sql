-- Of which conversations a person is to be told by mail, and when it was; times by the database's clock (Unix ms).
CREATE TABLE mail_marks (
    user_id         bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    conversation_id bigint NOT NULL,
    asked_seq       bigint, -- a mail was asked for up to this message; null: none is
    sent_seq        bigint NOT NULL DEFAULT 0, -- the last mail told up to this one
    sent_at         bigint, -- when that may have gone out; null: none did
    PRIMARY KEY (user_id, conversation_id)
);
CREATE INDEX mail_marks_asked ON mail_marks (user_id) WHERE asked_seq IS NOT NULL;
