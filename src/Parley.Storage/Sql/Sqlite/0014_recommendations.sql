-- What is recommended: which services a person had done, and which services the same people had done. Both follow completed orders and reviews.

CREATE TABLE user_services (
    user_id    INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    service_id INTEGER NOT NULL,
    weight     INTEGER NOT NULL,
    at         INTEGER NOT NULL,
    PRIMARY KEY (user_id, service_id)
) WITHOUT ROWID;
CREATE INDEX user_services_recent ON user_services (user_id, at);

CREATE TABLE service_pairs (
    service_id INTEGER NOT NULL,
    other_id   INTEGER NOT NULL,
    weight     INTEGER NOT NULL,
    PRIMARY KEY (service_id, other_id)
) WITHOUT ROWID;

CREATE INDEX services_popular ON services (tenant_id, order_count) WHERE status = 1;
