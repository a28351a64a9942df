-- Tasklist's filters that we brought: what each looked like when we wrote it, so that what a company has changed or
-- deleted since can be told apart, and to which groups we showed it.
create table steward.task_filter (
    key     text primary key,
    filter  text not null,
    written text not null
);
comment on column steward.task_filter.filter is 'id in the engine; the filter may be gone';
comment on column steward.task_filter.written is 'fingerprint of what we wrote';

create table steward.task_filter_shown (
    key        text not null references steward.task_filter on delete cascade,
    group_name text not null,
    primary key (key, group_name)
);

-- Until now everybody saw every filter. Only where the engine has its tables already: a new one begins without.
do $$
begin
    if to_regclass('public.act_ru_authorization') is not null then
        delete from public.act_ru_authorization
         where type_ = 1 and resource_type_ = 5 and resource_id_ = '*' and perms_ = 2
           and group_id_ in ('front-desk', 'monitoring-center', 'housekeeper', 'dispatcher', 'technician',
                             'engineering-office', 'callback-agent', 'supervisor', 'manager');
    end if;
end $$;
