-- Every version of a calendar that was ever in force: clocks name the one they count by.
create table steward.calendar_version (
    key         text        not null,
    version     integer     not null check (version > 0),
    definition  jsonb       not null,
    fingerprint text        not null,
    created_at  timestamptz not null,
    primary key (key, version)
);
