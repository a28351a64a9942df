-- Clocks: facts are appended and never changed; the row of a clock is computed from them and serves lists and reports.
create table steward.clock (
    ticket             text not null,
    target             text not null check (target in ('RESPONSE', 'ATTENDANCE', 'MADE_SAFE', 'RESOLUTION', 'CALLBACK',
                           'PROGRESS', 'DISPATCH', 'ACCEPT', 'INVESTIGATION', 'FOLLOW_UP')),
    round              integer not null check (round > 0),
    site               text not null,
    region             text,
    building           text,
    department         text,
    owner              text,
    technician         text,
    provider           text,
    category           text,
    priority           text,
    channel            text,
    kind               text,
    -- as of the last fact: an open clock that has passed its due since is told by due_at
    state              text not null check (state in ('RUNNING', 'PAUSED', 'MET', 'BREACHED', 'CANCELLED')),
    open               boolean not null,
    started_at         timestamptz not null,
    due_at             timestamptz,
    met_at             timestamptz,
    breached           boolean not null,
    -- when it was, or will be, counted: met in time at met_at, otherwise at the due; null while it is not counted
    judged_at          timestamptz,
    promised_s         bigint,
    business_elapsed_s bigint not null,
    overrun_s          bigint not null,
    paused_s           bigint not null,
    paused_until       timestamptz,
    next_rung_at       timestamptz,
    calendar           text not null,
    calendar_version   integer not null,
    hours              text not null,
    hours_version      integer not null,
    policy_row         text not null,
    ladder             text not null,
    breach_reason      text,
    root_cause         text check (root_cause in ('RESIDENT', 'STAFFING', 'PARTS', 'CONTRACTOR', 'DEVELOPER', 'DESIGN',
                           'PROMISE', 'ESTIMATE', 'OTHER')),
    primary key (ticket, target, round)
);
create index clock_site_judged on steward.clock (site, judged_at);
create index clock_open on steward.clock (site, target, due_at) where open;
create index clock_wake_up on steward.clock (coalesce(paused_until, next_rung_at)) where open;

create table steward.clock_fact (
    ticket text not null,
    target text not null,
    round  integer not null,
    seq    integer not null check (seq > 0),
    at     timestamptz not null,
    type   text not null check (type in ('STARTED', 'PAUSED', 'RESUMED', 'RETARGETED', 'DUE_SET', 'MET', 'REOPENED',
               'CANCELLED', 'CAUSE_STATED')),
    actor  text,
    detail jsonb not null,
    primary key (ticket, target, round, seq),
    foreign key (ticket, target, round) references steward.clock
);

-- A rung is climbed once, whoever tries.
create table steward.clock_rung (
    ticket     text not null,
    target     text not null,
    round      integer not null,
    rung       text not null,
    due_at     timestamptz not null,
    climbed_at timestamptz not null,
    told       text[] not null,
    primary key (ticket, target, round, rung),
    foreign key (ticket, target, round) references steward.clock
);

create function steward.only_append() returns trigger language plpgsql as $$
begin
    if coalesce(current_setting('steward.erasing', true), '') <> 'on' then
        raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end
$$;

create trigger clock_fact_only_append before update or delete on steward.clock_fact
    for each row execute function steward.only_append();
create trigger clock_fact_not_emptied before truncate on steward.clock_fact
    for each statement execute function steward.only_append();
create trigger clock_rung_only_append before update or delete on steward.clock_rung
    for each row execute function steward.only_append();
create trigger clock_rung_not_emptied before truncate on steward.clock_rung
    for each statement execute function steward.only_append();
