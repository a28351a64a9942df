-- A month is summed up once for each dimension, so that a report by month, target, site and one other dimension reads a few
-- hundred rows however many clocks there were. The classes of business time stand in one text, "class:count class:count".
drop table steward.clock_month;
create table steward.clock_month (
    dimension          text not null,
    site               text not null,
    month              date not null,
    target             text not null,
    value              text,
    met                bigint not null,
    breached           bigint not null,
    business_elapsed_s bigint not null,
    overrun_s          bigint not null,
    paused_s           bigint not null,
    times              text not null
);
create index clock_month_dimension on steward.clock_month (dimension, site, month);

-- A month without a mark is summed up: every change of one of its clocks marks it.
drop table steward.clock_month_done;
delete from steward.clock_month_changed;
insert into steward.clock_month_changed (site, month)
select distinct site, date_trunc('month', judged_on)::date from steward.clock where not open and judged_on is not null;

-- the first day of the month in which a clock counts; kept, because a report groups a million of them
alter table steward.clock add column judged_month date
    generated always as (make_date(extract(year from judged_on)::integer, extract(month from judged_on)::integer, 1)) stored;
