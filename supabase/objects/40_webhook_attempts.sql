-- Attempts at webhooks, and the causes of failures.

drop policy if exists webhook_attempts_select on public.webhook_attempts;
create policy webhook_attempts_select on public.webhook_attempts for select to authenticated using ((select private.is_admin()));

grant all on public.webhook_attempts to service_role;

revoke all on public.webhook_attempts from anon, authenticated;

grant select on public.webhook_attempts to authenticated;

create or replace function private.failure_pattern(event_type text, error_message text) returns text
language sql immutable set search_path = ''
as $$ select private.error_pattern(error_message, null) $$;

comment on function private.failure_pattern(text, text) is
  'An error without its values, by the rules that group errors: a 401 is another cause than a 503.';

create or replace function private.webhook_cause(event_type text, error_message text) returns uuid
language sql immutable set search_path = ''
as $$
  select private.id_of_rules(concat(private.error_rules(), ' ', event_type, E'\n', private.failure_pattern(event_type, error_message)), private.error_rules())
$$;

comment on function private.webhook_cause(text, text) is 'The id of the cause of a failure: of its event type and its pattern, as a UUID made from a name.';

create or replace function private.write_cause() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  text_key text;
  remembered text := current_setting('kryonex.cause', true);
begin
  begin
    -- A statement that ends thousands of webhooks usually says the same of each: the last text is read once.
    text_key := md5(concat_ws(E'\n', new.event_type, left(new.error_message, 4000)));
    if left(remembered, 32) = text_key then
      new.cause := nullif(substr(remembered, 34), '')::uuid;
    else
      new.cause := private.webhook_cause(new.event_type, new.error_message);
      perform set_config('kryonex.cause', text_key || ' ' || coalesce(new.cause::text, ''), true);
    end if;
  exception
    when others then
      perform private.note_failure('webhooks', tg_table_name, to_jsonb(new) ->> 'id', 'cause', sqlstate, sqlerrm);
  end;
  return new;
end
$$;

comment on function private.write_cause() is 'Trigger: a webhook that failed carries the id of its cause, whatever the request says.';

create or replace function public.list_webhook_causes(filter jsonb default '{}')
returns table (cause uuid, event_type text, pattern text, failed bigint, customers bigint, oldest timestamptz, newest timestamptz, newest_id uuid,
  processed_since bigint, waiting bigint)
language plpgsql stable rows 50 set search_path = ''
as $$
begin
  -- From one cause to the next through the index; what each holds is counted to 10,001 and no further. A cause is one of a
  -- single event type: asked of each webhook, the type would be answered by an index that knows no causes.
  return query execute format($query$
    with recursive failing (cause) as (
      (select w.cause from private.webhook_queue w where w.processed_at is not null and w.result = 'failed' and w.cause is not null
        order by w.cause limit 1)
      union all
      select (select w.cause from private.webhook_queue w where w.processed_at is not null and w.result = 'failed' and w.cause > f.cause
        order by w.cause limit 1)
      from failing f where f.cause is not null
    ),
    found as (
      (select f.cause from failing f where f.cause is not null limit 500)
      union
      select r.cause from (select w.cause from private.webhook_queue w where w.queued_at > now() - interval '1 hour'
        order by w.queued_at desc limit 10000) r where r.cause is not null
    )
    select f.cause, n.event_type,
      private.failure_pattern(n.event_type, coalesce(n.error_message, (
        select a.error_message from public.webhook_attempts a where a.webhook_id = n.id and a.result = 'failed' order by a.finished_at desc limit 1))),
      s.failed, s.customers, s.oldest, n.received_at, n.id, g.processed, g.waiting
    from found f
    cross join lateral (
      select count(*) as failed, count(distinct t.user_id) as customers, min(t.received_at) as oldest
      from (select t.user_id, t.received_at from private.webhook_queue t where %1$s and t.cause = f.cause
        order by t.received_at desc, t.id desc limit 10001) t
    ) s
    cross join lateral (
      (select t.id, t.event_type, t.error_message, t.received_at from private.webhook_queue t where %1$s and t.cause = f.cause
        order by t.received_at desc, t.id desc limit 1)
      union all
      (select t.id, t.event_type, t.error_message, t.received_at from private.webhook_queue t where %2$s and t.cause = f.cause
        and t.queued_at > now() - interval '1 hour' order by t.received_at desc, t.id desc limit 1)
      limit 1
    ) n
    cross join lateral (
      select count(*) filter (where t.processed_at is not null and t.result = 'success') as processed,
        count(*) filter (where t.processed_at is null) as waiting
      from (select t.processed_at, t.result from private.webhook_queue t
        where t.cause = f.cause and t.queued_at > now() - interval '1 day' order by t.received_at desc, t.id desc limit 10001) t
    ) g
    where %3$s
    order by s.failed desc, n.received_at desc, f.cause limit 200
  $query$, private.webhooks_condition((filter - 'event_type') || '{"state": "failed"}'),
    private.webhooks_condition((filter - 'event_type') || '{"state": "all"}'), coalesce(private.one_of('n.event_type', filter, 'event_type'), 'true'));
end
$$;

comment on function public.list_webhook_causes(jsonb) is
  'The failed webhooks that match a filter of the list webhooks, by cause: how many failed (10,001 stands for more than 10,000) and of how many customers, the oldest and the newest, and how many of the cause were requeued within a day and have been processed since or wait. A cause of which all were requeued stays for an hour. The largest 200.';

create or replace trigger zz_write_cause before insert on public.webhook_queue for each row
  when (new.result = 'failed') execute function private.write_cause();

create or replace trigger zz_write_cause_again before update on public.webhook_queue for each row
  when (new.result = 'failed' and (new.cause is null or new.cause is distinct from old.cause or old.result is distinct from new.result
    or left(new.error_message, 4000) is distinct from left(old.error_message, 4000) or new.event_type is distinct from old.event_type))
  execute function private.write_cause();

-- Where webhooks are the platform's no foreign key deletes their attempts.
create or replace function private.forget_attempts() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  begin
    delete from public.webhook_attempts a where a.webhook_id in (select g.id from gone g);
  exception
    when others then
      perform private.note_failure('webhooks', tg_table_name, null, 'forgetting attempts', sqlstate, sqlerrm);
  end;
  return null;
end
$$;

comment on function private.forget_attempts() is 'Trigger: attempts are deleted with their webhooks.';

do $$
begin
  if not private.is_ours('webhook_queue') then
    create or replace trigger forget_attempts after delete on public.webhook_queue
      referencing old table as gone for each statement execute function private.forget_attempts();
  end if;
end
$$;

revoke execute on function private.failure_pattern(event_type text, error_message text),
  private.webhook_cause(event_type text, error_message text), private.write_cause(), private.forget_attempts(),
  public.list_webhook_causes(filter jsonb) from public, anon, authenticated, service_role;

grant execute on function private.failure_pattern(event_type text, error_message text),
  private.webhook_cause(event_type text, error_message text), public.list_webhook_causes(filter jsonb)
  to authenticated, service_role;
