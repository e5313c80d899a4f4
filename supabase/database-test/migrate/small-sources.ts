import { checksumOf, readSources, type SourceFile, type Sources } from '../../migrate/sources'

const BASE = `
  do $$
  declare
    wanted text;
  begin
    foreach wanted in array array['anon', 'authenticated', 'service_role bypassrls'] loop
      if not exists (select from pg_roles where rolname = split_part(wanted, ' ', 1)) then execute 'create role ' || wanted; end if;
    end loop;
  end
  $$;
  create schema if not exists private;
  create schema if not exists extensions;
  create extension if not exists pg_trgm with schema extensions;
  create table if not exists private.created_tables (relation name primary key, created_at timestamptz not null default now());
  do $$
  begin
    if to_regclass('public.leads') is null then
      create table public.leads (id uuid primary key, name text, status text check (status in ('new', 'won')), created_at timestamptz);
      insert into private.created_tables (relation) values ('leads');
    end if;
  end
  $$;
  alter table public.leads add column if not exists transcript text;
  alter table public.leads add column if not exists summary text;`

const NOTES = `
  create table if not exists private.notes (id uuid primary key, lead_id uuid, body text);
  comment on table private.notes is 'Notes.';
  create or replace function private.translated_index(relation name, definition text) returns text
    language sql immutable set search_path = '' as $$ select definition $$;`

const OBJECTS = `
  create or replace function private.lead_names() returns setof text language sql set search_path = '' as $$ select name from public.leads $$;
  revoke all on function private.lead_names() from public;
  create or replace view private.read_leads as select id, name from public.leads;
  drop policy if exists kryonex_ops_read on public.leads;
  create policy kryonex_ops_read on public.leads for select using (name = 'x');
  call private.ensure_index('leads_name_idx', 'public.leads', '(name)');
  call private.ensure_index('leads_created_idx', 'public.leads', '(created_at, id)');
  call private.ensure_index('leads_pair_idx', 'public.leads', '(name, id)');
  call private.ensure_index('leads_key_idx', 'public.leads', '(status)');
  call private.ensure_index('notes_lead_idx', 'private.notes', '(lead_id)');`

export const file = (name: string, kind: SourceFile['kind'], sql: string): SourceFile => ({
  name,
  kind,
  sql,
  checksum: checksumOf(sql),
})

/** A contract of one table, a table of ours and a few objects, installed with the real files of installation. */
export function smallSources({ objects = OBJECTS, base = BASE } = {}): Sources {
  const real = readSources()
  return {
    versions: [
      file('20261122090000_base.sql', 'version', base),
      file('20261123090000_dashboard_notes.sql', 'version', NOTES),
      ...real.versions.filter(({ name }) => name.endsWith('_dashboard_installation.sql')),
    ],
    objects: [
      ...real.objects.filter(({ name }) => /^0[12]_(installation|indexes)/.test(name)),
      file('10_leads.sql', 'objects', objects),
    ],
    generated: [],
  }
}

/** The platform's own table with rows, and a table that is none of the contract's. */
export const PLATFORM = `
  create table public.leads (id uuid primary key default gen_random_uuid(), name text, status text, created_at timestamptz default now());
  insert into public.leads (name, status) select 'Lead ' || n, 'hot' from generate_series(1, 2000) n;
  insert into public.leads (name) values (repeat('long ', 2000));
  create index leads_key_idx on public.leads (status)`
