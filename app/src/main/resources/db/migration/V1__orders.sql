-- The id is a UUIDv7: newest first is the primary key read backwards, so paging needs no index of its own.
CREATE TABLE orders (
    id              uuid PRIMARY KEY,
    customer        text        NOT NULL,
    sku             text        NOT NULL,
    quantity        integer     NOT NULL CHECK (quantity > 0),
    price_cents     bigint      NOT NULL CHECK (price_cents >= 0),
    status          text        NOT NULL,
    created_at      timestamptz NOT NULL,
    idempotency_key text
);

-- Rows without a key, which are most, cost this index nothing.
CREATE UNIQUE INDEX orders_idempotency_key ON orders (idempotency_key) WHERE idempotency_key IS NOT NULL;
