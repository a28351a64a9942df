-- Bearer tokens. What a client shows is known to it alone; here is only by what it is recognised.
create table steward.token (
    id           uuid primary key,
    user_id      text        not null, -- the engine's account that it stands for
    name         text        not null, -- what it is for
    fingerprint  bytea       not null unique check (octet_length(fingerprint) = 32), -- SHA-256 of the whole text
    created_by   text        not null,
    created_at   timestamptz not null,
    expires_at   timestamptz not null check (expires_at > created_at),
    last_used_on date,                 -- the day only: each day costs one write
    revoked_at   timestamptz,
    revoked_by   text,
    check ((revoked_at is null) = (revoked_by is null))
);
create unique index token_name on steward.token (user_id, name) where revoked_at is null;
