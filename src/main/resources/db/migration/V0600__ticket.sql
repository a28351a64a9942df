-- The ticket: one row, kept up to date with optimistic locking; what happened is in the timeline.
create sequence steward.ticket_number;

create table steward.ticket (
    number             text primary key,
    site               text not null references steward.site,
    home               text,
    place              text,
    building           text,
    region             text,
    asset              text,
    kind               text not null,
    category           text not null,
    title              text not null,
    description        text not null,
    channel            text not null,
    external_reference text,
    external_due_at    timestamptz,
    appointment_from   timestamptz,
    appointment_to     timestamptz,
    priority           text not null,
    hazard             boolean not null,
    responsible        text not null,
    cooperating        text,
    facing             text not null,
    candidate_group    text not null,
    skill              text,
    policy             text not null,
    first_responder    text,
    owner              text,
    about              text,
    status             text not null,
    waiting            boolean not null default false,
    outcome            text,
    provider           text,
    replied_at         timestamptz,
    opened_at          timestamptz not null,
    resolved_at        timestamptz,
    closed_at          timestamptz,
    objections         integer not null default 0,
    visits             integer not null default 0,
    visit_due          boolean not null default false,
    first_time_fix     boolean not null default true,
    without_work       boolean not null default false,
    urges              integer not null default 0,
    recurrence_of      text references steward.ticket,
    duplicate_of       text references steward.ticket,
    split_from         text references steward.ticket,
    passes_at          timestamptz,
    process            text,
    version            bigint not null default 0,
    wakes_at           timestamptz,
    check (home is not null or place is not null or channel = 'IMPORT')
);
comment on column steward.ticket.wakes_at is 'what the ladder''s timer is armed for; not a fact about the ticket, so outside its version';

create index ticket_home on steward.ticket (site, home, category, closed_at);
create index ticket_open on steward.ticket (site, status) where closed_at is null;
create index ticket_owner on steward.ticket (owner) where closed_at is null;
create unique index ticket_external on steward.ticket (site, channel, external_reference) where external_reference is not null;

-- The first responder stays on record whatever happens.
create function steward.keep_first_responder() returns trigger language plpgsql as $$
begin
    raise exception 'the first responder of % never changes', old.number;
end $$;
create trigger first_responder_stays before update of first_responder on steward.ticket
    for each row when (old.first_responder is not null and old.first_responder is distinct from new.first_responder)
    execute function steward.keep_first_responder();

-- Who reported it and who gives access: the only personal data of a ticket besides its words.
create table steward.ticket_person (
    ticket        text primary key references steward.ticket,
    site          text not null,
    name          text,
    phone         text,
    email         text,
    language      text not null,
    role          text,
    contact_name  text,
    contact_phone text
);
create index ticket_person_phone on steward.ticket_person (phone) where phone is not null;

-- Everything said and done, by whom; append-only.
create table steward.timeline (
    id     bigint generated always as identity primary key,
    ticket text not null references steward.ticket,
    site   text not null,
    at     timestamptz not null,
    actor  text not null,
    type   text not null,
    text   text not null,
    public boolean not null
);
create index timeline_ticket on steward.timeline (ticket, id);

-- A hand-over that waits for its answer.
create table steward.handover (
    ticket       text primary key references steward.ticket,
    site         text not null,
    from_user    text not null,
    to_user      text not null,
    reason       text not null,
    requested_at timestamptz not null
);
