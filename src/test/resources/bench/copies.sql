-- Copies one ticket with all that the engine holds for it, so that a list can be measured with very many. The copies are
-- rows like those that the engine writes: executions, tasks, links, variables, subscriptions, wake-ups, authorizations,
-- and the ticket's own record with its clocks. Dates, homes, priorities and categories vary.
create schema if not exists bench;

-- ids end with a UUID; one expression, so that it is put in place of the call
create or replace function bench.copied(value text, n integer) returns text language sql immutable as $$
    select case
               when length(value) >= 36 and substr(value, length(value) - 12, 1) = '-'
               then left(value, length(value) - 36) || md5(right(value, 36) || n)::uuid::text
               else value
           end
$$;

-- copies the rows of a table that meet the condition: ids are mapped, what `set` names is replaced (n is the copy's)
create or replace procedure bench.copy(source text, condition text, first integer, last integer, set jsonb)
language plpgsql as $$
declare
    names text;
    expressions text;
begin
    select string_agg(format('%I', attname), ', ' order by attnum),
           string_agg(case
                          when jsonb_exists(set, attname::text) then '(' || (set ->> attname) || ')'
                          when attname not in ('proc_def_id_', 'process_def_id_', 'job_def_id_', 'deployment_id_', 'id')
                               and typname in ('varchar', 'text') then format('bench.copied(r.%I, n)', attname)
                          else format('r.%I', attname)
                      end, ', ' order by attnum)
      into names, expressions
      from pg_attribute join pg_type on pg_type.oid = atttypid
     where attrelid = source::regclass and attnum > 0 and not attisdropped and attidentity = '' and attgenerated = '';
    execute format('insert into %s (%s) select %s from %s r, generate_series(%s, %s) n where %s',
                   source, names, expressions, source, first, last, condition);
end $$;

-- so many copies of a ticket; its open tasks are given to `holder`, one in `share`, the others to nobody
create or replace procedure bench.multiply(template text, first integer, last integer, holder text, share integer)
language plpgsql as $$
declare
    root text;
    number text := format('''ST-2026-%s'' || lpad(n::text, 6, ''0'')', '8');
    processes text;
    tasks text;
    someday text := '(now() at time zone ''UTC'') + (((n * 7919) %% 14400) - 1440) * interval ''1 minute''';
begin
    someday := replace(someday, '%%', '%');
    select process into root from steward.ticket where ticket.number = template;
    processes := format('select id_ from public.act_ru_execution where proc_inst_id_ in '
        || '(select id_ from public.act_ru_execution where root_proc_inst_id_ = %L)', root);
    tasks := format('select id_ from public.act_ru_task where proc_inst_id_ in (%s)', processes);

    set local session_replication_role = replica; -- what is copied was checked once
    call bench.copy('public.act_ru_execution', format('id_ in (%s)', processes), first, last,
        jsonb_build_object('business_key_', format('case when r.business_key_ is null then null else %s end', number)));
    call bench.copy('public.act_ru_task', format('id_ in (%s)', tasks), first, last, jsonb_build_object(
        'assignee_', format('case when %L::text is not null and n %% %s = 0 then %L end', holder, share, holder),
        'create_time_', '(now() at time zone ''UTC'') - ((n * 3571) % 20160) * interval ''1 minute''',
        'due_date_', format('case when n %% 20 = 0 then null else %s end', someday),
        'follow_up_date_', 'case when n % 20 = 0 then (now() at time zone ''UTC'') + interval ''3 days'' end'));
    call bench.copy('public.act_ru_identitylink', format('task_id_ in (%s)', tasks), first, last, '{}');
    call bench.copy('public.act_ru_variable', format('execution_id_ in (%s)', processes), first, last,
        jsonb_build_object('text_', format('case r.name_'
            || ' when ''ticket'' then %s'
            || ' when ''home'' then (1 + n %% 2) || ''-'' || (201 + (n / 2) %% 29)'
            || ' when ''priority'' then (array[''NORMAL'', ''NORMAL'', ''LOW'', ''URGENT'', ''EMERGENCY''])[1 + (n * 31) %% 5]'
            || ' when ''category'' then (array[''plumbing'', ''electrical'', ''locks'', ''noise'', ''parking''])[1 + (n * 17) %% 5]'
            || ' else bench.copied(r.text_, n) end', number)));
    call bench.copy('public.act_ru_event_subscr', format('execution_id_ in (%s)', processes), first, last, '{}');
    call bench.copy('public.act_ru_job', format('process_instance_id_ in (%s)', processes), first, last,
        jsonb_build_object('duedate_', '(now() at time zone ''UTC'') + interval ''300 days'''));
    call bench.copy('public.act_ru_authorization',
        format('resource_type_ = 7 and resource_id_ in (%s) and group_id_ is not null', tasks), first, last,
        jsonb_build_object('id_', 'md5(r.id_ || n)::uuid::text'));
    if holder is not null then
        insert into public.act_ru_authorization (id_, rev_, type_, user_id_, resource_type_, resource_id_, perms_)
        select gen_random_uuid()::text, 1, 1, holder, 7, bench.copied(id_, n), 16386
          from public.act_ru_task, generate_series(first, last) n
         where proc_inst_id_ in (select id_ from public.act_ru_execution where root_proc_inst_id_ = root)
           and n % share = 0;
    end if;
    call bench.copy('steward.ticket', format('number = %L', template), first, last, jsonb_build_object(
        'number', number,
        'external_reference', 'null',
        'home', '(1 + n % 2) || ''-'' || (201 + (n / 2) % 29)',
        'wakes_at', 'now() + interval ''300 days''',
        'process', 'bench.copied(r.process, n)'));
    call bench.copy('steward.ticket_person', format('ticket = %L', template), first, last,
        jsonb_build_object('ticket', number));
    call bench.copy('steward.clock', format('ticket = %L', template), first, last, jsonb_build_object('ticket', number));
    call bench.copy('steward.clock_fact', format('ticket = %L', template), first, last, jsonb_build_object('ticket', number));
    call bench.copy('steward.timeline', format('ticket = %L', template), first, last, jsonb_build_object('ticket', number));
end $$;
