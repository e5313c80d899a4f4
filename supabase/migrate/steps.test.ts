import { expect, test } from 'vitest'
import { splitStatements } from './statements'
import { attachesTriggers, attachingRoutines, createdObject, stepsOf } from './steps'

const steps = (sql: string) =>
  stepsOf(splitStatements(sql)).map(({ statements }) => statements.map(({ code }) => code))

test('statements are committed one by one', () => {
  expect(steps('alter table a add b int; alter table a add c int')).toHaveLength(2)
})

test('a drop and the creation that follows it are one step', () => {
  expect(steps('drop policy if exists p on t; create policy p on t for select using (true)')).toHaveLength(1)
  expect(steps('drop trigger if exists a on t; create trigger a before insert on t')).toHaveLength(1)
  expect(steps('drop trigger if exists a on t; create trigger b before insert on t')).toHaveLength(2)
  expect(steps('drop view if exists "x y".v; create view "x y".v as select 1')).toHaveLength(1)
})

test('a function stands with its comment, grants and revokes, and apart from tables', () => {
  const text = `create or replace function f() returns int language sql as $$ select 1; $$;
    comment on function f() is 'x'; revoke all on function f() from public; grant execute on function f() to a;
    create or replace view v as select f(); grant select on v to a; alter table t add c int`
  expect(steps(text).map((step) => step.length)).toEqual([5, 1, 1])
})

test.each([
  ['create or replace function private.f(a int) returns int', { kind: 'function', name: 'private.f' }],
  ['create view v as select 1', { kind: 'view', name: 'v' }],
  ['create constraint trigger t after insert on x', { kind: 'trigger', name: 't' }],
  ['select 1', undefined],
])('%s creates %j', (sql, created) => {
  expect(createdObject({ text: sql, code: sql, line: 1 })).toEqual(created)
})

test('what attaches triggers is known, itself or by what it calls', () => {
  const sql = `create procedure private.attach(t text) language plpgsql as $$ begin execute 'create trigger a before insert on x'; end $$;
call private.attach('leads');
call private.other('leads');
do $$ begin create or replace trigger b before insert on y for each row execute function z(); end $$;
do $$ begin perform 1; end $$;
drop trigger if exists c on x;
create trigger c before insert on x for each row execute function z();`
  const routines = attachingRoutines([{ sql }])
  expect(routines).toEqual(['private.attach'])
  const lines = stepsOf(splitStatements(sql)).filter((step) => attachesTriggers(step, routines))
  expect(lines.map(({ statements }) => statements[0]?.line)).toEqual([2, 4, 6])
})
