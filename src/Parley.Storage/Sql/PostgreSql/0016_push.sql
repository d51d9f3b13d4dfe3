-- When a person was last pushed to, by the database's clock (Unix ms).
CREATE TABLE push_marks (
    user_id bigint PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    last_at bigint NOT NULL
);
