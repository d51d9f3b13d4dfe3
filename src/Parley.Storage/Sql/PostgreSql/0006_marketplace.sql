-- The marketplace: services, orders with their history, reviews. Amounts are hundredths; lists of texts are lines.

-- x, y, z: the place on the unit sphere; the cells are those of the two grids (Matching/SphereGrid.cs). Rating and count follow the reviews.
CREATE TABLE services (
    id           bigint PRIMARY KEY,
    tenant_id    bigint NOT NULL REFERENCES tenants (id),
    provider_id  bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name         text NOT NULL,
    description  text,
    category     text NOT NULL,
    subcategory  text,
    price        bigint NOT NULL,
    currency     text NOT NULL,
    latitude     double precision NOT NULL,
    longitude    double precision NOT NULL,
    address      text,
    x            double precision NOT NULL,
    y            double precision NOT NULL,
    z            double precision NOT NULL,
    fine_cell    bigint NOT NULL,
    coarse_cell  bigint NOT NULL,
    status       smallint NOT NULL,
    images       text NOT NULL DEFAULT '',
    tags         text NOT NULL DEFAULT '',
    rating       smallint, -- hundredths of a star
    review_count integer NOT NULL DEFAULT 0,
    created_at   bigint NOT NULL,
    updated_at   bigint NOT NULL
);
CREATE INDEX services_list ON services (tenant_id, status, id);
CREATE INDEX services_category ON services (tenant_id, category, status, id);
CREATE INDEX services_provider ON services (provider_id, status, id);
CREATE INDEX services_fine ON services (tenant_id, fine_cell, x, y, z, rating, review_count, price) WHERE status = 1;
CREATE INDEX services_coarse ON services (tenant_id, coarse_cell, x, y, z, rating, review_count, price) WHERE status = 1;

CREATE TABLE orders (
    id                  bigint PRIMARY KEY,
    tenant_id           bigint NOT NULL REFERENCES tenants (id),
    order_number        text NOT NULL,
    customer_id         bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    provider_id         bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    service_id          bigint NOT NULL REFERENCES services (id),
    conversation_id     bigint REFERENCES conversations (id) ON DELETE SET NULL,
    status              smallint NOT NULL,
    payment             smallint NOT NULL,
    service_name        text NOT NULL,
    details             text,
    total               bigint NOT NULL,
    currency            text NOT NULL,
    quoted              bigint,
    scheduled_at        bigint,
    completed_at        bigint,
    customer_address    text,
    customer_latitude   double precision,
    customer_longitude  double precision,
    provider_address    text,
    provider_latitude   double precision,
    provider_longitude  double precision,
    notes               text,
    cancel_requested_by bigint,
    review_requested_at bigint,
    dispute             smallint NOT NULL DEFAULT 0,
    version             bigint NOT NULL,
    created_at          bigint NOT NULL,
    updated_at          bigint NOT NULL
);
CREATE UNIQUE INDEX orders_number ON orders (order_number);
CREATE INDEX orders_tenant ON orders (tenant_id, status, id);
CREATE INDEX orders_customer ON orders (customer_id, status, id);
CREATE INDEX orders_provider ON orders (provider_id, status, id);
CREATE INDEX orders_service ON orders (service_id);
CREATE INDEX orders_conversation ON orders (conversation_id) WHERE conversation_id IS NOT NULL;

CREATE TABLE order_transitions (
    order_id    bigint NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    version     bigint NOT NULL,
    action      smallint NOT NULL,
    from_status smallint NOT NULL,
    to_status   smallint NOT NULL,
    actor_id    bigint NOT NULL,
    at          bigint NOT NULL,
    note        text,
    PRIMARY KEY (order_id, version)
);

CREATE TABLE reviews (
    id          bigint PRIMARY KEY,
    tenant_id   bigint NOT NULL REFERENCES tenants (id),
    order_id    bigint NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    service_id  bigint NOT NULL REFERENCES services (id),
    provider_id bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    customer_id bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    rating      smallint NOT NULL,
    comment     text,
    photos      text NOT NULL DEFAULT '',
    created_at  bigint NOT NULL
);
CREATE UNIQUE INDEX reviews_order ON reviews (order_id);
CREATE INDEX reviews_service ON reviews (service_id, id, rating);
