-- Reading views: private.<table> for each table of the platform, readable by admins, the service role and definer functions.

create or replace function private.may_read() returns boolean
language plpgsql stable set search_path = ''
as $$
begin
  return not private.is_api_user() or private.is_admin();
end
$$;

comment on function private.may_read() is
  'True for admins, for the platform''s backend and inside functions that act for the database; reading views ask it once per query.';

create or replace function private.reading_view_columns(relation name, plainly boolean) returns text
language sql stable set search_path = ''
as $$
  select string_agg(format('%s as %I', case
      when c.place > 2000 then private.raw_expression(relation, substr(c.name, 5)::name, 'text', '')
      when plainly or t.oid is null or private.is_ours(relation) then private.raw_expression(relation, c.name, c.type, '')
      else private.read_expression(relation, c.name, '', '{}')
    end, c.name), ', ' order by c.place)
  from private.read_columns(relation) c
  left join pg_catalog.pg_class t on t.oid = to_regclass('public.' || quote_ident(relation))
$$;

comment on function private.reading_view_columns(name, boolean) is
  'The columns of a reading view: unchanged, or translated on a table of the platform.';

create or replace procedure private.define_reading_view(relation name)
language plpgsql set search_path = ''
as $$
declare
  source text := case when to_regclass('public.' || quote_ident(relation)) is null then 'where false'
    else format('from public.%I where (select private.may_read())', relation) end;
begin
  begin
    execute format('create or replace view private.%I as select %s %s', relation, private.reading_view_columns(relation, false), source);
  exception
    -- The caller that applies these files handles a changed set of columns.
    when invalid_table_definition then
      raise;
    when others then
      insert into private.installation_failures (relation, what, message)
      values (define_reading_view.relation, 'reading view', sqlerrm);
      execute format('create or replace view private.%I as select %s %s', relation, private.reading_view_columns(relation, true), source);
  end;
  execute format('comment on view private.%I is %L', relation, format('public.%s as the dashboard reads it.', relation));
  execute format('revoke all on private.%I from public, anon', relation);
  execute format('grant select on private.%I to authenticated, service_role', relation);
end
$$;

comment on procedure private.define_reading_view(name) is
  'Makes the view private.<table> of a table of the platform; an empty one of a table that is not there.';

create or replace procedure private.define_reading_views()
language plpgsql set search_path = ''
as $$
declare
  relation name;
begin
  -- The plan of a profile is read through the first two.
  for relation in
    select r.relation
    from (select distinct c.relation from private.contract_columns() c union select c.relation from private.added_columns_of_ours() c) r
    order by r.relation not in ('subscriptions', 'usage_limits'), r.relation
  loop
    call private.define_reading_view(relation);
  end loop;
end
$$;

comment on procedure private.define_reading_views() is 'Makes the view private.<table> of each of the platform''s tables.';

call private.define_reading_views();

create or replace function private.plan_of(customer uuid) returns text
language sql stable set search_path = ''
as $$ select p.tier from private.profiles p where p.user_id = customer $$;

comment on function private.plan_of(uuid) is
  'The plan of a customer. On a table of ours profiles.tier; else the subscription''s plan_type or tier, else that of usage_limits, else profiles.tier, else null: unknown. Defined once, in the reading of profiles.tier.';

revoke execute on function private.may_read(), private.reading_view_columns(name, boolean), private.plan_of(uuid)
  from public, anon, authenticated, service_role;

revoke execute on procedure private.define_reading_view(name), private.define_reading_views()
  from public, anon, authenticated, service_role;

grant execute on function private.may_read(), private.plan_of(uuid) to authenticated, service_role;
