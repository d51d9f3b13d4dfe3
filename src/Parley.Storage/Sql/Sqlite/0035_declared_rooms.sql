-- Rooms whose people the tenant's backend has named, and since when: of those it is known that they deal with each other.
CREATE TABLE declared_rooms (
    conversation_id INTEGER PRIMARY KEY REFERENCES conversations (id) ON DELETE CASCADE,
    declared_at     INTEGER NOT NULL
);
