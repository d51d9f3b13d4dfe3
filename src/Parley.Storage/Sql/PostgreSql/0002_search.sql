-- The index of messages' words. Written beside the send path; may be emptied and made anew.

-- words: what Tokeniser cuts. scope: the conversation, and the message's type below zero; queries AND with it.
CREATE TABLE message_tokens (
    message_id      bigint PRIMARY KEY,
    conversation_id bigint NOT NULL,
    seq             bigint NOT NULL,
    scope           bigint[] NOT NULL,
    words           tsvector NOT NULL
);
CREATE INDEX message_tokens_words ON message_tokens USING gin (scope, words);

-- How far the index has followed each conversation.
CREATE TABLE search_marks (
    conversation_id bigint PRIMARY KEY,
    rev             bigint NOT NULL
) WITH (fillfactor = 50);
