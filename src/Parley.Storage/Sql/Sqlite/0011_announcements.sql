-- What is said to many at once: one row, however many it is for.

-- tenant_id 0: everybody's people. role: only people of it. notice_id: its id in people's lists, given when it is said.
CREATE TABLE announcements (
    id           INTEGER PRIMARY KEY,
    tenant_id    INTEGER NOT NULL,
    role         INTEGER,
    title        TEXT NOT NULL,
    content      TEXT NOT NULL,
    created_by   INTEGER NOT NULL,
    created_at   INTEGER NOT NULL,
    due_at       INTEGER NOT NULL,
    notice_id    INTEGER UNIQUE,
    published_at INTEGER
);
CREATE INDEX announcements_due ON announcements (due_at) WHERE published_at IS NULL;
CREATE INDEX announcements_published ON announcements (published_at) WHERE published_at IS NOT NULL;

CREATE TABLE announcement_reads (
    user_id         INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    announcement_id INTEGER NOT NULL REFERENCES announcements (id) ON DELETE CASCADE,
    read_at         INTEGER NOT NULL,
    PRIMARY KEY (user_id, announcement_id)
) WITHOUT ROWID;
CREATE INDEX announcement_reads_announcement ON announcement_reads (announcement_id);
