-- What operators are told: how much was done in each hour and day, and what goes on now.

-- Up to which of a conversation's messages are counted. Stands beside the index's mark, and stays when the index is made anew.
ALTER TABLE search_marks ADD COLUMN counted_seq bigint NOT NULL DEFAULT 0;

-- What is to be added, written in the transaction that causes it: rows of one's own, so that nobody waits for a counter. Hours are Unix time / 3,600,000.
CREATE TABLE statistics_changes (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id bigint NOT NULL,
    hour      bigint NOT NULL,
    metric    smallint NOT NULL,
    amount    bigint NOT NULL
);

-- The sums. Tenant 0 is all of them together.
CREATE TABLE statistics_hours (
    tenant_id bigint NOT NULL,
    hour      bigint NOT NULL,
    metric    smallint NOT NULL,
    value     bigint NOT NULL,
    PRIMARY KEY (tenant_id, hour, metric)
) WITH (fillfactor = 50);
CREATE TABLE statistics_days (
    tenant_id bigint NOT NULL,
    day       bigint NOT NULL,
    metric    smallint NOT NULL,
    value     bigint NOT NULL,
    PRIMARY KEY (tenant_id, day, metric)
) WITH (fillfactor = 50);

-- Who is counted as active, for a week. span: an hour, or a day below zero.
CREATE TABLE statistics_people (
    span      bigint NOT NULL,
    user_id   bigint NOT NULL,
    tenant_id bigint NOT NULL,
    PRIMARY KEY (span, user_id)
);

-- What each node says of itself every few seconds.
CREATE TABLE live_nodes (
    owner   text PRIMARY KEY,
    at      bigint NOT NULL,
    figures text NOT NULL
);
CREATE INDEX reports_waiting ON reports (tenant_id) WHERE status < 2;
