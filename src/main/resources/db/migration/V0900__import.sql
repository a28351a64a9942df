-- Old tickets from a file: each record waits here until its own transaction has loaded it, so that a restart goes on
-- where it was and progress can be read meanwhile. A record is forgotten as soon as it is done.
create table steward.import (
    id          uuid primary key,
    site        text        not null,
    uploaded_by text        not null,
    mapping     text        not null,
    state       text        not null check (state in ('RUNNING', 'DONE')),
    total       integer     not null,
    started_at  timestamptz not null,
    finished_at timestamptz,
    check ((state = 'DONE') = (finished_at is not null))
);

create table steward.import_row (
    import   uuid        not null references steward.import on delete cascade,
    row      integer     not null,
    site     text        not null,
    record   json,
    state    text        not null check (state in ('WAITING', 'CREATED', 'UPDATED', 'SKIPPED', 'FAILED')),
    attempts integer     not null default 0,
    retry_at timestamptz not null,
    primary key (import, row),
    check ((state = 'WAITING') = (record is not null))
);
create index import_row_waiting on steward.import_row (import, row) where state = 'WAITING';

create table steward.import_error (
    import  uuid    not null,
    row     integer not null,
    ordinal integer not null,
    site    text    not null,
    field   text    not null,
    message text    not null,
    primary key (import, row, ordinal),
    foreign key (import, row) references steward.import_row on delete cascade
);
