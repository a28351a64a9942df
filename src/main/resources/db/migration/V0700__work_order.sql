-- Work orders: one row each, kept up to date with optimistic locking; visits, quotes and charges are added to it.
create table steward.work_order (
    id            bigint generated always as identity primary key,
    ticket        text not null references steward.ticket,
    site          text not null references steward.site,
    round         integer not null check (round > 0),
    status        text not null check (status in ('OPEN', 'DISPATCHED', 'ACCEPTED', 'ON_SITE', 'WAITING_PARTS',
                      'WAITING_QUOTE', 'DONE', 'CANCELLED', 'GIVEN_UP')),
    provider      text not null check (provider in ('OWN', 'CONTRACTOR', 'DEVELOPER')),
    technician    text,
    slot_from     timestamptz,
    slot_to       timestamptz,
    slot_needed   boolean not null,
    skill         text,
    open_to_claim boolean not null,
    absences      integer not null,
    missed_by_us  integer not null,
    rework        boolean not null,
    free          boolean not null,
    recharge      boolean not null,
    opened_at     timestamptz not null,
    assigned_at   timestamptz,
    accepted_at   timestamptz,
    arrived_at    timestamptz,
    promised_at   timestamptz,
    since         timestamptz not null,
    ended_at      timestamptz,
    next          text check (next in ('VISIT', 'PARTS', 'QUOTE', 'DECIDE', 'DISPATCH')),
    dispatches    integer not null,
    acceptances   integer not null,
    appointments  integer not null,
    delays        integer not null,
    version       bigint not null,
    unique (ticket, round),
    check ((slot_from is null) = (slot_to is null) and (slot_from is null or slot_from < slot_to)),
    check ((ended_at is not null) = (status in ('DONE', 'CANCELLED', 'GIVEN_UP'))),
    check (technician is null or provider = 'OWN')
);
comment on column steward.work_order.dispatches is 'like acceptances, appointments and delays counted in the whole ticket';
-- a ticket has one order at a time
create unique index work_order_open on steward.work_order (ticket) where ended_at is null;
create index work_order_technician on steward.work_order (site, technician) where ended_at is null;

-- What came of each visit.
create table steward.home_visit (
    id             bigint generated always as identity primary key,
    ticket         text not null references steward.ticket,
    site           text not null,
    work_order     bigint not null references steward.work_order,
    result         text not null check (result in ('DONE', 'MADE_SAFE', 'PARTIAL', 'DIAGNOSED', 'NO_FAULT', 'ABSENT',
                       'MISSED_BY_US', 'NEEDS_PARTS', 'NEEDS_QUOTE', 'NEEDS_NEIGHBOUR', 'NEXT_TRADE', 'REFUSED')),
    technician     text,
    recorded_by    text not null,
    at             timestamptz not null,
    arrived_at     timestamptz,
    slot_from      timestamptz,
    slot_to        timestamptz,
    work_done      text,
    diagnosis      text,
    plan           text,
    materials      jsonb not null,
    charge         numeric(12, 2),
    charge_reason  text,
    promised_at    timestamptz,
    skill          text,
    neighbour_home text,
    linked         text references steward.ticket,
    clearance      text,
    signature      text,
    check (result <> 'ABSENT' or slot_from is not null)
);
create index home_visit_ticket on steward.home_visit (ticket);
create index home_visit_order on steward.home_visit (work_order);

-- What work beyond the price list would cost; nothing is charged that its payer did not accept.
create table steward.quote (
    id          bigint generated always as identity primary key,
    ticket      text not null references steward.ticket,
    site        text not null,
    work_order  bigint not null references steward.work_order,
    amount      numeric(12, 2) not null check (amount > 0),
    currency    text not null,
    text        text not null,
    status      text not null check (status in ('PENDING', 'ACCEPTED', 'DECLINED', 'WITHDRAWN')),
    offered_by  text not null,
    offered_at  timestamptz not null,
    payer       text,
    recorded_by text,
    decided_at  timestamptz
);
create unique index quote_pending on steward.quote (work_order) where status = 'PENDING';
create index quote_ticket on steward.quote (ticket);

create table steward.charge (
    id         bigint generated always as identity primary key,
    ticket     text not null references steward.ticket,
    site       text not null,
    work_order bigint not null references steward.work_order,
    home_visit bigint not null references steward.home_visit,
    amount     numeric(12, 2) not null check (amount > 0),
    currency   text not null,
    payer      text not null check (payer in ('RESIDENT', 'DEVELOPER', 'CONTRACTOR')),
    reason     text,
    status     text not null check (status in ('DUE', 'PAID', 'WAIVED')),
    receipt    text,
    due_since  timestamptz not null,
    settled_by text,
    settled_at timestamptz,
    check ((status = 'DUE') = (settled_at is null)),
    check (status <> 'PAID' or receipt is not null)
);
create index charge_ticket on steward.charge (ticket);
create index charge_due on steward.charge (site, due_since) where status = 'DUE';

-- Photos as evidence, re-encoded by us: what a camera writes beside the picture (place, owner) is gone.
create table steward.photo (
    id          text primary key,
    ticket      text not null references steward.ticket,
    site        text not null,
    stage       text not null check (stage in ('BEFORE', 'AFTER', 'EVIDENCE')),
    type        text not null check (type in ('image/jpeg', 'image/png')),
    width       integer not null,
    height      integer not null,
    bytes       bytea not null,
    fingerprint text not null,
    uploaded_by text not null,
    at          timestamptz not null,
    home_visit  bigint references steward.home_visit,
    -- the same file again is the same photo, and evidence of one visit only
    unique (ticket, stage, fingerprint)
);
create index photo_visit on steward.photo (home_visit) where home_visit is not null;
-- it is compressed already
alter table steward.photo alter column bytes set storage external;
