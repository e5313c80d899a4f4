import { expect, test } from 'vitest'
import { namesOf, replacedNames } from './names'
import { checksumOf, type SourceFile } from './sources'

const file = (name: string, kind: SourceFile['kind'], sql: string) => ({
  name,
  kind,
  sql,
  checksum: checksumOf(sql),
})

const sources = {
  versions: [
    file('20261122090000_base.sql', 'version', 'create table if not exists public.leads (id uuid);'),
    file('20261123090000_dashboard_x.sql', 'version', 'create table if not exists private.notes (id uuid);'),
  ],
  objects: [
    file(
      '10_x.sql',
      'objects',
      `create or replace function public.f() returns trigger language plpgsql as $$ begin return new; end $$;
      drop trigger if exists stamp on public.leads;
      create trigger stamp before insert or update of id on public.leads for each row execute function public.f();
      -- create view private.not_this
      do $$ begin execute 'create view private.inner as select 1'; end $$;
      create policy kryonex_ops_read on public.leads for select using (true);
      create policy users_own_data on public.leads for all using (true);`,
    ),
  ],
  generated: [],
}

test('the names of our objects are read from the files, and the contract’s tables are not among them', () => {
  expect(namesOf(sources).map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'table private.notes',
    'function public.f',
    'view private.inner',
    'trigger public.leads.stamp',
    'policy public.leads.kryonex_ops_read',
  ])
})

test('what object files replace has no table among it', () => {
  expect(replacedNames(sources).map(({ kind }) => kind)).toEqual(['function', 'view', 'trigger', 'policy'])
})
