-- The marketplace: services, orders with their history, reviews. Amounts are hundredths; lists of texts are lines.

-- x, y, z: the place on the unit sphere; the cells are those of the two grids (Matching/SphereGrid.cs). Rating and count follow the reviews.
CREATE TABLE services (
    id           INTEGER PRIMARY KEY,
    tenant_id    INTEGER NOT NULL REFERENCES tenants (id),
    provider_id  INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name         TEXT NOT NULL,
    description  TEXT,
    category     TEXT NOT NULL,
    subcategory  TEXT,
    price        INTEGER NOT NULL,
    currency     TEXT NOT NULL,
    latitude     REAL NOT NULL,
    longitude    REAL NOT NULL,
    address      TEXT,
    x            REAL NOT NULL,
    y            REAL NOT NULL,
    z            REAL NOT NULL,
    fine_cell    INTEGER NOT NULL,
    coarse_cell  INTEGER NOT NULL,
    status       INTEGER NOT NULL,
    images       TEXT NOT NULL DEFAULT '',
    tags         TEXT NOT NULL DEFAULT '',
    rating       INTEGER, -- hundredths of a star
    review_count INTEGER NOT NULL DEFAULT 0,
    created_at   INTEGER NOT NULL,
    updated_at   INTEGER NOT NULL
);
CREATE INDEX services_list ON services (tenant_id, status, id);
CREATE INDEX services_category ON services (tenant_id, category, status, id);
CREATE INDEX services_provider ON services (provider_id, status, id);
CREATE INDEX services_fine ON services (tenant_id, fine_cell, x, y, z, rating, review_count, price) WHERE status = 1;
CREATE INDEX services_coarse ON services (tenant_id, coarse_cell, x, y, z, rating, review_count, price) WHERE status = 1;

CREATE TABLE orders (
    id                  INTEGER PRIMARY KEY,
    tenant_id           INTEGER NOT NULL REFERENCES tenants (id),
    order_number        TEXT NOT NULL,
    customer_id         INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    provider_id         INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    service_id          INTEGER NOT NULL REFERENCES services (id),
    conversation_id     INTEGER REFERENCES conversations (id) ON DELETE SET NULL,
    status              INTEGER NOT NULL,
    payment             INTEGER NOT NULL,
    service_name        TEXT NOT NULL,
    details             TEXT,
    total               INTEGER NOT NULL,
    currency            TEXT NOT NULL,
    quoted              INTEGER,
    scheduled_at        INTEGER,
    completed_at        INTEGER,
    customer_address    TEXT,
    customer_latitude   REAL,
    customer_longitude  REAL,
    provider_address    TEXT,
    provider_latitude   REAL,
    provider_longitude  REAL,
    notes               TEXT,
    cancel_requested_by INTEGER,
    review_requested_at INTEGER,
    dispute             INTEGER NOT NULL DEFAULT 0,
    version             INTEGER NOT NULL,
    created_at          INTEGER NOT NULL,
    updated_at          INTEGER NOT NULL
);
CREATE UNIQUE INDEX orders_number ON orders (order_number);
CREATE INDEX orders_tenant ON orders (tenant_id, status, id);
CREATE INDEX orders_customer ON orders (customer_id, status, id);
CREATE INDEX orders_provider ON orders (provider_id, status, id);
CREATE INDEX orders_service ON orders (service_id);
CREATE INDEX orders_conversation ON orders (conversation_id) WHERE conversation_id IS NOT NULL;

CREATE TABLE order_transitions (
    order_id    INTEGER NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    version     INTEGER NOT NULL,
    action      INTEGER NOT NULL,
    from_status INTEGER NOT NULL,
    to_status   INTEGER NOT NULL,
    actor_id    INTEGER NOT NULL,
    at          INTEGER NOT NULL,
    note        TEXT,
    PRIMARY KEY (order_id, version)
) WITHOUT ROWID;

CREATE TABLE reviews (
    id          INTEGER PRIMARY KEY,
    tenant_id   INTEGER NOT NULL REFERENCES tenants (id),
    order_id    INTEGER NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    service_id  INTEGER NOT NULL REFERENCES services (id),
    provider_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    customer_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    rating      INTEGER NOT NULL,
    comment     TEXT,
    photos      TEXT NOT NULL DEFAULT '',
    created_at  INTEGER NOT NULL
);
CREATE UNIQUE INDEX reviews_order ON reviews (order_id);
CREATE INDEX reviews_service ON reviews (service_id, id, rating);
