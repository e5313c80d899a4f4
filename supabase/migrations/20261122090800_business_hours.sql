-- Opening hours of a business.

-- A large table in use is changed by the command that waits, retries and resumes.
do $$
declare
  tables name[] := array['profiles'];
  large name[];
begin
  if coalesce(current_setting('kryonex.migrating', true), '') = 'on' then
    return;
  end if;
  large := array(select t from unnest(tables) t where pg_total_relation_size(to_regclass('public.' || t)) > 64 * 1024 * 1024);
  if to_regclass('private.created_tables') is not null then
    large := array(select t from unnest(large) t where t not in (select c.relation from private.created_tables c));
  end if;
  if cardinality(large) > 0 then
    raise exception 'Large tables in use: %. Nothing was changed. Run instead: npm run migrate -- --db-url <connection string>',
      array_to_string(large, ', ') using errcode = '55000';
  end if;
end
$$;

-- Which tables these files created: only those get constraints later.
create schema if not exists private;

do $$
begin
  if to_regclass('private.created_tables') is null then
    create table private.created_tables (
      relation name primary key,
      created_at timestamptz not null default now()
    );
    alter table private.created_tables enable row level security;
    comment on table private.created_tables is
      'The tables of schema public that our migrations created. Tables that are not listed were there before and are only added to.';
  end if;
  if to_regclass('private.added_columns') is null then
    create table private.added_columns (
      relation name not null,
      name name not null,
      added_at timestamptz not null default now(),
      primary key (relation, name)
    );
    alter table private.added_columns enable row level security;
    comment on table private.added_columns is
      'The documented columns that our migrations added to tables that were there before. All other columns there are written by the platform alone.';
  end if;
end
$$;

do $$
begin
  if not exists (
    select from pg_attribute a
    where a.attrelid = 'public.profiles'::regclass and a.attname = 'business_hours' and not a.attisdropped
  ) then
    alter table public.profiles add column business_hours jsonb;
    insert into private.added_columns (relation, name)
    select 'profiles', 'business_hours' where not exists (select from private.created_tables c where c.relation = 'profiles')
    on conflict do nothing;
    if exists (select from private.created_tables c where c.relation = 'profiles') then
      comment on column public.profiles.business_hours is 'Operating hours per weekday.';
    end if;
  end if;
end
$$;
