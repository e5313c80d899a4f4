-- A database that was in use before the dashboard has other names for documented columns, and the platform goes on writing
-- and reading them. These triggers keep both names in step; on a database that has only the documented ones there are none.
-- Their name sorts after the guards' and stamps', so they carry over what those have decided.

create or replace function private.is_adopting() returns boolean
language sql stable set search_path = ''
as $$ select coalesce(current_setting('kryonex.adopting', true), '') = 'on' and not private.is_api_user() $$;

comment on function private.is_adopting() is
  'True while rows written under the old names are being taken over: their triggers fill in, and nobody has acted.';

create or replace function private.account_named(given text) returns uuid
language sql stable security definer set search_path = ''
as $$
  select u.id from auth.users u
  where u.id = case when given ~* '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$' then given::uuid end
$$;

comment on function private.account_named(text) is 'The account that a text names; null when it names none.';

create or replace function private.sync_error_names() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if tg_op = 'INSERT' or private.is_adopting() then
    new.message := coalesce(new.message, new.error_message);
    new.error_message := coalesce(new.error_message, new.message, new.error_type);
    new.request_body := coalesce(new.request_body, nullif(new.context, '{}'));
    new.context := coalesce(nullif(new.context, '{}'), new.request_body, new.context);
    -- When nobody wrote down the time, the row's own is the only one known.
    if new.resolved and new.resolved_at is null then
      new.resolved_at := coalesce(new.created_at, now());
    end if;
    new.resolved := new.resolved_at is not null;
    return new;
  end if;
  if new.message is distinct from old.message then
    new.error_message := coalesce(new.message, new.error_type);
  elsif new.error_message is distinct from old.error_message then
    new.message := new.error_message;
  end if;
  if new.request_body is distinct from old.request_body then
    new.context := new.request_body;
  elsif new.context is distinct from old.context then
    new.request_body := new.context;
  end if;
  if (new.resolved_at is null) <> (old.resolved_at is null) then
    new.resolved := new.resolved_at is not null;
  elsif new.resolved is true and old.resolved is not true then
    new.resolved_at := coalesce(new.resolved_at, now());
  elsif new.resolved is not true and old.resolved is true then
    new.resolved_at := null;
    new.resolved_by := null;
    new.resolution_notes := null;
  end if;
  return new;
end
$$;

comment on function private.sync_error_names() is
  'Trigger: error_message is message, context is request_body, and resolved says whether resolved_at is set. Whichever name is written, the other follows.';

create or replace function private.sync_alert_names() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if tg_op = 'INSERT' or private.is_adopting() then
    -- A resolved alert needs no acknowledgement any more. Once taken over, that is not inferred again.
    if (new.acknowledged or (new.resolved and new.details is null)) and new.acknowledged_at is null then
      new.acknowledged_at := coalesce(new.resolved_at, new.created_at, now());
    end if;
    new.acknowledged := new.acknowledged_at is not null;
    new.message := coalesce(new.message, new.title);
    new.title := coalesce(new.title, left(new.message, 80), new.alert_type);
    new.user_id := coalesce(new.user_id, private.account_named(new.metadata ->> 'user_id'));
    new.metadata := coalesce(nullif(new.metadata, '{}'), new.details, new.metadata);
    new.details := coalesce(new.details, jsonb_build_object('title', new.title) || coalesce(new.metadata, '{}'));
    if new.user_id is not null then
      new.metadata := jsonb_build_object('user_id', new.user_id) || coalesce(new.metadata, '{}');
    end if;
    return new;
  end if;
  if new.details is distinct from old.details then
    new.metadata := new.details - 'title';
  elsif new.metadata is distinct from old.metadata or new.title is distinct from old.title then
    new.details := jsonb_build_object('title', new.title) || coalesce(new.metadata, '{}');
  end if;
  if new.user_id is distinct from old.user_id then
    new.metadata := coalesce(new.metadata, '{}') || jsonb_build_object('user_id', new.user_id);
  elsif new.metadata -> 'user_id' is distinct from old.metadata -> 'user_id' then
    new.user_id := private.account_named(new.metadata ->> 'user_id');
  end if;
  if (new.acknowledged_at is null) <> (old.acknowledged_at is null) then
    new.acknowledged := new.acknowledged_at is not null;
  elsif (new.acknowledged and old.acknowledged is not true) or (new.resolved and old.resolved is not true) then
    new.acknowledged_at := coalesce(new.acknowledged_at, now());
    new.acknowledged := true;
  elsif new.acknowledged is not true and old.acknowledged is true then
    new.acknowledged_at := null;
    new.acknowledged_by := null;
  end if;
  return new;
end
$$;

comment on function private.sync_alert_names() is
  'Trigger: metadata and title are details, the user_id inside metadata is user_id when there is such an account, and acknowledged says whether acknowledged_at is set. What the platform resolves counts as acknowledged.';

create or replace function private.sync_churn_names() returns trigger
language plpgsql set search_path = ''
as $$
declare
  as_reason text := new.alert_type || coalesce(': ' || coalesce(nullif(btrim(new.message), ''), new.title), '');
  kind text := btrim(split_part(new.reason, ':', 1));
  evidence text := nullif(btrim(substr(new.reason, length(split_part(new.reason, ':', 1)) + 2)), '');
begin
  if tg_op = 'INSERT' or private.is_adopting() then
    if new.reason is null then
      new.reason := as_reason;
    elsif tg_op = 'INSERT' then
      new.alert_type := coalesce(new.alert_type, kind);
      new.title := coalesce(new.title, initcap(replace(kind, '_', ' ')));
      new.message := coalesce(new.message, evidence);
    end if;
    if new.resolved and new.resolved_at is null then
      new.resolved_at := coalesce(new.created_at, now());
    end if;
    new.resolved := new.resolved_at is not null;
    return new;
  end if;
  if new.reason is distinct from old.reason then
    new.alert_type := kind;
    new.message := evidence;
  elsif (new.alert_type, new.title, new.message) is distinct from (old.alert_type, old.title, old.message) then
    new.reason := as_reason;
  end if;
  if (new.resolved_at is null) <> (old.resolved_at is null) then
    new.resolved := new.resolved_at is not null;
  elsif new.resolved is true and old.resolved is not true then
    new.resolved_at := coalesce(new.resolved_at, now());
  elsif new.resolved is not true and old.resolved is true then
    new.resolved_at := null;
    new.resolved_by := null;
    new.resolution_notes := null;
  end if;
  return new;
end
$$;

comment on function private.sync_churn_names() is
  'Trigger: reason is alert_type, a colon, and message (or title), and resolved says whether resolved_at is set.';

revoke execute on function private.is_adopting(), private.account_named(text), private.sync_error_names(),
  private.sync_alert_names(), private.sync_churn_names() from public;
grant execute on function private.is_adopting(), private.account_named(text) to authenticated, service_role;
