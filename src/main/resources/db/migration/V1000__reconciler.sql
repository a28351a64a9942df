-- What the reconciler found not to fit together, from when it was first seen until it was repaired or not seen any more.
create table steward.reconciler_finding (
    id          bigint generated always as identity primary key,
    kind        text        not null,
    site        text        not null,
    ticket      text        not null,
    subject     text        not null,
    found_at    timestamptz not null,
    seen_at     timestamptz not null,
    repaired_at timestamptz,
    gone_at     timestamptz,
    check (repaired_at is null or gone_at is not null)
);
comment on column steward.reconciler_finding.ticket is 'empty where a process belongs to no ticket';
comment on column steward.reconciler_finding.subject is 'what of the ticket it is about: a task, an order, an instance';
create unique index reconciler_finding_open on steward.reconciler_finding (kind, ticket, subject) where gone_at is null;
create index reconciler_finding_site on steward.reconciler_finding (site, id desc);

-- When all nodes together looked last: one row.
create table steward.reconciler_pass (
    single    boolean primary key default true check (single),
    passed_at timestamptz not null
);
