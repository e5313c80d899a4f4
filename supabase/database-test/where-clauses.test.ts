import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { changesWithoutWhere } from './where-clauses'

describe('changesWithoutWhere', () => {
  test.each([
    'delete from private.latency_deltas;',
    'update private.frontier set a = 1;',
    'with gone as (delete from t returning id) select count(*) from gone where id > 1',
    'do $$ begin if a then update t x set b = (select 1 where true); end if; end $$',
    "execute 'delete from ' || name; execute format('delete from public.%I', name)",
    'update only public.t as x set b = 1 from y',
    'update "public"."a table" as "x" set b = 1',
    'delete from t using s; delete from t where a',
    'select $a1$delete from t$a1$',
    "insert into t values ('where'); update t set a = 'where'",
    'create function f() returns int language sql as $f$ update t set a = $1 returning b $f$',
  ])('finds %s', (sql) => expect(changesWithoutWhere(sql)).not.toEqual([]))

  test.each([
    'delete from t where id = 1; update t set a = 1 where id = 1',
    'insert into t values (1) on conflict (id) do update set a = excluded.a',
    'select from t for update skip locked; create trigger x after update on t; grant update (a) on t to b',
    'with gone as (delete from t where a returning id) update t set a = 1 from gone where t.id = gone.id',
    '-- delete from t\nselect 1',
    'delete from only t where current of c; /* update t set a = 1 */ select 1',
    'update "where" set a = 1 where b',
    "execute format('update public.%I t set %s where t.id = $1', name, change)",
    'merge into t using s on t.id = s.id when matched then update set a = 1 when not matched then insert values (1)',
  ])('lets %s pass', (sql) => expect(changesWithoutWhere(sql)).toEqual([]))
})

const folders = ['migrations', 'objects', 'migrate']

/** Statements that no session with safeupdate runs, each with its reason. None today. */
const excepted: Record<string, string> = {}

describe('the SQL that installs and upgrades', () => {
  const files = folders.flatMap((folder) => {
    const directory = path.join(import.meta.dirname, '..', folder)
    return readdirSync(directory)
      .filter((name) => name.endsWith('.sql'))
      .map((name) => ({ name: `${folder}/${name}`, sql: readFileSync(path.join(directory, name), 'utf8') }))
  })
  const found = files.flatMap(({ name, sql }) =>
    changesWithoutWhere(sql).map((change) => `${name}: ${change}`),
  )

  test('changes no rows without a condition, in its functions, blocks and texts that it executes', () => {
    expect(files.length).toBeGreaterThan(90)
    expect(found.filter((change) => !(change in excepted))).toEqual([])
  })

  test('has every statement that is excepted', () => {
    expect(Object.keys(excepted).filter((change) => !found.includes(change))).toEqual([])
  })
})
