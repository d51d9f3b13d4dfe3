-- What is said to many at once: one row, however many it is for.

-- tenant_id 0: everybody's people. role: only people of it. notice_id: its id in people's lists, given when it is said.
CREATE TABLE announcements (
    id           bigint PRIMARY KEY,
    tenant_id    bigint NOT NULL,
    role         smallint,
    title        text NOT NULL,
    content      text NOT NULL,
    created_by   bigint NOT NULL,
    created_at   bigint NOT NULL,
    due_at       bigint NOT NULL,
    notice_id    bigint UNIQUE,
    published_at bigint
);
CREATE INDEX announcements_due ON announcements (due_at) WHERE published_at IS NULL;
CREATE INDEX announcements_published ON announcements (published_at) WHERE published_at IS NOT NULL;

CREATE TABLE announcement_reads (
    user_id         bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    announcement_id bigint NOT NULL REFERENCES announcements (id) ON DELETE CASCADE,
    read_at         bigint NOT NULL,
    PRIMARY KEY (user_id, announcement_id)
);
CREATE INDEX announcement_reads_announcement ON announcement_reads (announcement_id);
