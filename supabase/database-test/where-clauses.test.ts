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
  ])('finds %s', (sql) => expect(changesWithoutWhere(sql)).not.toEqual([]))

  test.each([
    'delete from t where id = 1; update t set a = 1 where id = 1',
    'insert into t values (1) on conflict (id) do update set a = excluded.a',
    'select from t for update skip locked; create trigger x after update on t; grant update (a) on t to b',
    'with gone as (delete from t where a returning id) update t set a = 1 from gone where t.id = gone.id',
    '-- delete from t\nselect 1',
    "execute format('update public.%I t set %s where t.id = $1', name, change)",
    'merge into t using s on t.id = s.id when matched then update set a = 1 when not matched then insert values (1)',
  ])('lets %s pass', (sql) => expect(changesWithoutWhere(sql)).toEqual([]))
})
