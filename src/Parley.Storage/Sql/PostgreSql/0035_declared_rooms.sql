-- Rooms whose people the tenant's backend has named, and since when: of those it is known that they deal with each other.
CREATE TABLE declared_rooms (
    conversation_id bigint PRIMARY KEY REFERENCES conversations (id) ON DELETE CASCADE,
    declared_at     bigint NOT NULL
);
