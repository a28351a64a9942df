-- Compliance: by which day a clock counts, in its calendar's zone, and how long it took, in classes a tenth wide, so that
-- medians are sums. Months that are over are summed up once; a change to one of their clocks marks the month, and until it
-- is summed up again reports read its clocks themselves.
alter table steward.clock add column judged_on date;
alter table steward.clock add column time_class smallint not null default 0;
update steward.clock set judged_on = (judged_at at time zone 'UTC')::date where judged_at is not null;
drop index steward.clock_site_judged;
create index clock_site_judged_on on steward.clock (site, judged_on);

create table steward.clock_month (
    site               text not null,
    month              date not null,
    target             text not null,
    region             text,
    department         text,
    time_class         smallint not null,
    met                integer not null,
    breached           integer not null,
    business_elapsed_s bigint not null,
    overrun_s          bigint not null,
    paused_s           bigint not null
);
create index clock_month_site on steward.clock_month (site, month);

create table steward.clock_month_done (
    site  text not null,
    month date not null,
    primary key (site, month)
);

-- Only inserted into and deleted from, never updated: a mark whose transaction commits late is not lost.
create table steward.clock_month_changed (
    id    bigint generated always as identity primary key,
    site  text not null,
    month date not null
);
create index clock_month_changed_month on steward.clock_month_changed (site, month);

create function steward.mark_months() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into steward.clock_month_changed (site, month)
        select distinct site, date_trunc('month', judged_on)::date from after
         where not open and judged_on is not null;
    elsif tg_op = 'DELETE' then
        insert into steward.clock_month_changed (site, month)
        select distinct site, date_trunc('month', judged_on)::date from before
         where not open and judged_on is not null;
    else
        insert into steward.clock_month_changed (site, month)
        select distinct site, date_trunc('month', judged_on)::date
          from (select * from (select * from before except all select * from after) gone
                union all
                select * from (select * from after except all select * from before) come) changed
         where not open and judged_on is not null;
    end if;
    return null;
end
$$;

create trigger clock_inserted after insert on steward.clock
    referencing new table as after for each statement execute function steward.mark_months();
create trigger clock_deleted after delete on steward.clock
    referencing old table as before for each statement execute function steward.mark_months();
create trigger clock_updated after update on steward.clock
    referencing old table as before new table as after for each statement execute function steward.mark_months();
