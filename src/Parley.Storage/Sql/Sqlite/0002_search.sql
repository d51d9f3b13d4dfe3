-- The index of messages' words, SQLite. Written beside the send path; may be emptied and made anew.

-- rowid: the message's id. tokens: what Tokeniser cuts, and the scope: #c‹conversation› and #t‹type›; queries AND with it.
CREATE VIRTUAL TABLE message_tokens USING fts5 (
    tokens, content = '', contentless_delete = 1, detail = none, tokenize = "ascii tokenchars '#'"
);

-- How far the index has followed each conversation.
CREATE TABLE search_marks (
    conversation_id INTEGER PRIMARY KEY,
    rev             INTEGER NOT NULL
);
