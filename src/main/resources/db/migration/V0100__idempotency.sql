-- What was already done for a key that a client chose, so that a repeated request does nothing and answers the same.
create table steward.idempotency (
    scope      text        not null, -- who sent it and to which route
    key        text        not null, -- the client's Idempotency-Key
    body_hash  text        not null, -- the same key with another body is a mistake
    reference  text        not null, -- what was made: the number of a ticket, the id of an import
    created_at timestamptz not null,
    primary key (scope, key)
);

create index idempotency_created_at on steward.idempotency (created_at);
