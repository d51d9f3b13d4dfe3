-- What operators are told: how much was done in each hour and day, and what goes on now.

-- Up to which of a conversation's messages are counted. Stands beside the index's mark, and stays when the index is made anew.
ALTER TABLE search_marks ADD COLUMN counted_seq INTEGER NOT NULL DEFAULT 0;

-- What is to be added, written in the transaction that causes it: rows of one's own, so that nobody waits for a counter. Hours are Unix time / 3,600,000.
CREATE TABLE statistics_changes (
    id        INTEGER PRIMARY KEY,
    tenant_id INTEGER NOT NULL,
    hour      INTEGER NOT NULL,
    metric    INTEGER NOT NULL,
    amount    INTEGER NOT NULL
);

-- The sums. Tenant 0 is all of them together.
CREATE TABLE statistics_hours (
    tenant_id INTEGER NOT NULL,
    hour      INTEGER NOT NULL,
    metric    INTEGER NOT NULL,
    value     INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, hour, metric)
) WITHOUT ROWID;
CREATE TABLE statistics_days (
    tenant_id INTEGER NOT NULL,
    day       INTEGER NOT NULL,
    metric    INTEGER NOT NULL,
    value     INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, day, metric)
) WITHOUT ROWID;

-- Who is counted as active, for a week. span: an hour, or a day below zero.
CREATE TABLE statistics_people (
    span      INTEGER NOT NULL,
    user_id   INTEGER NOT NULL,
    tenant_id INTEGER NOT NULL,
    PRIMARY KEY (span, user_id)
) WITHOUT ROWID;

-- What each node says of itself every few seconds.
CREATE TABLE live_nodes (
    owner   TEXT NOT NULL PRIMARY KEY,
    at      INTEGER NOT NULL,
    figures TEXT NOT NULL
);
CREATE INDEX reports_waiting ON reports (tenant_id) WHERE status < 2;
