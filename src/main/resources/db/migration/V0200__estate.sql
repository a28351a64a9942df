-- The estate: sites, what stands on them, who lives there. A site's key is the tenant's id in the engine.
create table steward.site (
    key             text primary key check (key ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    name_en         text not null,
    name_zh         text not null,
    zone            text not null,
    country         char(2) not null,
    language        text not null,
    currency        char(3) not null,
    phone           text,
    emergency_phone text,
    email           text,
    address         text
);

create table steward.region (
    site           text not null references steward.site,
    key            text not null,
    name_en        text not null,
    name_zh        text not null,
    housekeeper    text,
    safety_officer text,
    technician     text,
    primary key (site, key)
);

create table steward.building (
    site    text not null references steward.site,
    key     text not null,
    region  text not null,
    name_en text not null,
    name_zh text not null,
    address text,
    primary key (site, key),
    foreign key (site, region) references steward.region deferrable initially deferred
);

create table steward.home (
    site        text not null,
    key         text not null,
    building    text not null,
    region      text not null,
    floor       integer,
    handed_over date,
    primary key (site, key),
    foreign key (site, building) references steward.building,
    foreign key (site, region) references steward.region deferrable initially deferred
);
create index home_building on steward.home (site, building);

create table steward.place (
    site     text not null references steward.site,
    key      text not null,
    building text,
    region   text not null,
    name_en  text not null,
    name_zh  text not null,
    primary key (site, key),
    foreign key (site, building) references steward.building,
    foreign key (site, region) references steward.region deferrable initially deferred
);

-- The only table with residents' personal data; whatever else needs a resident holds the id.
create table steward.resident (
    id                bigint generated always as identity primary key,
    site              text not null references steward.site,
    reference         text not null,
    name              text not null,
    phone             text check (phone ~ '^\+[1-9][0-9]{4,14}$'),
    email             text,
    language          text not null,
    preferred_channel text not null check (preferred_channel in ('EMAIL', 'SMS', 'PHONE', 'APP')),
    note              text,
    unique (site, reference)
);
comment on column steward.resident.reference is 'the company''s own number of the resident';
comment on column steward.resident.phone is 'E.164';
comment on column steward.resident.note is 'how to talk to this resident';
create index resident_phone on steward.resident (site, phone);
create index resident_phone_end on steward.resident (site, reverse(phone) text_pattern_ops);
create index resident_name on steward.resident (site, lower(name) text_pattern_ops);

create table steward.household (
    site      text not null,
    home      text not null,
    resident  bigint not null references steward.resident on delete cascade,
    role      text not null check (role in ('OWNER', 'TENANT', 'OCCUPANT')),
    moved_in  date,
    moved_out date,
    primary key (site, home, resident),
    foreign key (site, home) references steward.home
);
create index household_resident on steward.household (resident);

create table steward.warranty (
    id       bigint generated always as identity primary key,
    site     text not null,
    home     text,
    building text,
    category text not null,
    item     text not null,
    provider text not null check (provider in ('DEVELOPER', 'CONTRACTOR')),
    company  text,
    until    date not null,
    check (num_nonnulls(home, building) = 1),
    foreign key (site, home) references steward.home,
    foreign key (site, building) references steward.building
);
comment on column steward.warranty.until is 'the last day on which it holds, in the site''s zone';
create unique index warranty_of_home on steward.warranty (site, home, category, item) where home is not null;
create unique index warranty_of_building on steward.warranty (site, building, category, item) where building is not null;

create table steward.price (
    site     text not null references steward.site,
    item     text not null,
    category text,
    name_en  text not null,
    name_zh  text not null,
    amount   numeric(12, 2) not null check (amount >= 0),
    currency char(3) not null,
    unit     text not null,
    primary key (site, item)
);
