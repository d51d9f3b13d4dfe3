-- What is recommended: which services a person had done, and which services the same people had done. Both follow completed orders and reviews.

CREATE TABLE user_services (
    user_id    bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    service_id bigint NOT NULL,
    weight     bigint NOT NULL,
    at         bigint NOT NULL,
    PRIMARY KEY (user_id, service_id)
);
CREATE INDEX user_services_recent ON user_services (user_id, at);

CREATE TABLE service_pairs (
    service_id bigint NOT NULL,
    other_id   bigint NOT NULL,
    weight     bigint NOT NULL,
    PRIMARY KEY (service_id, other_id)
);

CREATE INDEX services_popular ON services (tenant_id, order_count) WHERE status = 1;
