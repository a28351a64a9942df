-- What was last loaded from the estate's file: the same content again changes nothing, so that what people have edited
-- since (the roster) stays.
create table steward.estate_loaded (
    site      text not null references steward.site,
    section   text not null,
    digest    text not null,
    loaded_at timestamptz not null,
    primary key (site, section)
);
