-- Every version of the rules that the company changes without code; the latest of each name is in force on all nodes.
create table steward.rules_version (
    name        text        not null,
    version     integer     not null check (version > 0),
    content     text        not null,
    fingerprint text        not null,
    since       timestamptz not null,
    taken_by    text        not null,
    primary key (name, version)
);

-- Every version of a ladder: clocks name the one by which they escalate.
create table steward.ladder_version (
    name        text        not null,
    version     integer     not null check (version > 0),
    definition  jsonb       not null,
    primary key (name, version)
);
