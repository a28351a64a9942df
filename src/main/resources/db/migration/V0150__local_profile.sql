-- What the local profile remembers; empty everywhere else.

-- How far the engine's clock runs ahead of the machine's. One row at most.
create table steward.demo_clock (
    id           smallint    not null primary key default 1 check (id = 1),
    ahead_millis bigint      not null check (ahead_millis >= 0)
);

-- Chapters of the demonstration world that have been written.
create table steward.demo_chapter (
    name       text        not null primary key,
    written_at timestamptz not null
);
