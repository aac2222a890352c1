CREATE TABLE users (
    id            uuid PRIMARY KEY,
    email         text        NOT NULL UNIQUE, -- in lower case
    name          text        NOT NULL,
    password_hash text        NOT NULL,
    created_at    timestamptz NOT NULL
);

-- One row for each sign-in. Only the digest of its refresh token is kept, and only of the latest one.
CREATE TABLE sessions (
    id             uuid PRIMARY KEY,
    user_id        uuid        NOT NULL REFERENCES users ON DELETE CASCADE,
    refresh_digest bytea       NOT NULL,
    expires_at     timestamptz NOT NULL
);
CREATE INDEX sessions_user_id ON sessions (user_id);
CREATE INDEX sessions_expires_at ON sessions (expires_at);

CREATE TABLE signing_keys (
    id         text PRIMARY KEY,
    jwk        text        NOT NULL, -- with its private part
    created_at timestamptz NOT NULL
);
