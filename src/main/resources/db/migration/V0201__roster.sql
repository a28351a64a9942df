-- Who works at a site, when, and who stands in. user_id is the engine's user id.
create table steward.staff (
    site     text not null references steward.site,
    user_id  text not null,
    role     text not null,
    name_en  text not null,
    name_zh  text not null,
    phone    text,
    email    text,
    language text not null,
    region   text,
    primary key (site, user_id),
    foreign key (site, region) references steward.region deferrable initially deferred
);

create table steward.skill (
    site    text not null,
    user_id text not null,
    trade   text not null,
    primary key (site, user_id, trade),
    foreign key (site, user_id) references steward.staff on delete cascade
);
create index skill_trade on steward.skill (site, trade);

-- A duty that comes back every week, in the site's zone; ends at or before it starts: on the next day.
create table steward.duty_rule (
    id         bigint generated always as identity primary key,
    site       text not null references steward.site,
    user_id    text not null,
    role       text not null,
    kind       text not null check (kind in ('ON_DUTY', 'ON_CALL')),
    rank       integer not null check (rank >= 1),
    weekdays   smallint[] not null,
    starts     time not null,
    ends       time not null,
    valid_from date,
    valid_to   date
);
comment on column steward.duty_rule.weekdays is 'the days on which it starts, 1 = Monday … 7 = Sunday';
create index duty_rule_role on steward.duty_rule (site, role);

-- A single duty besides the rules: an extra shift, a swapped night.
create table steward.duty (
    id      bigint generated always as identity primary key,
    site    text not null references steward.site,
    user_id text not null,
    role    text not null,
    kind    text not null check (kind in ('ON_DUTY', 'ON_CALL')),
    rank    integer not null check (rank >= 1),
    from_at timestamptz not null,
    to_at   timestamptz not null,
    check (from_at < to_at)
);
create index duty_role on steward.duty (site, role, to_at);

-- Who stands in for whom as a rule; an absence may name somebody else.
create table steward.deputy (
    id      bigint generated always as identity primary key,
    site    text not null references steward.site,
    user_id text not null,
    deputy  text not null,
    from_at timestamptz,
    to_at   timestamptz,
    reason  text,
    check (user_id <> deputy)
);
create index deputy_user on steward.deputy (site, user_id);

create table steward.absence (
    id           bigint generated always as identity primary key,
    site         text not null references steward.site,
    user_id      text not null,
    from_at      timestamptz not null,
    to_at        timestamptz,
    deputy       text,
    reason       text not null,
    recorded_by  text not null,
    recorded_at  timestamptz not null,
    announced_at timestamptz,
    check (from_at < to_at),
    check (user_id <> deputy)
);
comment on column steward.absence.to_at is 'null: until further notice';
comment on column steward.absence.announced_at is 'when the features were told that it has begun';
create index absence_user on steward.absence (site, user_id, to_at);
create index absence_to_announce on steward.absence (from_at) where announced_at is null;
