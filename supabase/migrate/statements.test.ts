import { expect, test } from 'vitest'
import { splitStatements } from './statements'

const texts = (sql: string) => splitStatements(sql).map(({ text }) => text)

test('statements end at semicolons, and a file may end without one', () => {
  expect(texts('select 1; select 2')).toEqual(['select 1', 'select 2'])
  expect(texts(' ;; ;\n')).toEqual([])
  expect(texts('')).toEqual([])
})

test('comments go with the statement that follows, and alone are none', () => {
  const [first, second] = splitStatements('-- one; two\n/* three; /* four; */ five */ select 1;\n\n-- last\n')
  expect(first?.text).toBe('-- one; two\n/* three; /* four; */ five */ select 1')
  expect(first?.code).toBe('select 1')
  expect(first?.line).toBe(2)
  expect(second).toBeUndefined()
})

test.each([
  ["select 'a;b', 'it''s; fine'"],
  ["select 'ends with a backslash \\'"],
  ["select E'an escaped \\' quote; and '' a doubled one'"],
  ["select e'\\\\'"],
  ["select name'x;y'"],
  ['select "a;b", "c "" ; d"'],
  ['select $$ a; \' " $ $a$ -- /* $$'],
  ['do $body$ begin perform $$;$$; end $body$'],
  ['select a$b$c'],
  ['select $1 + $2'],
  ['select $é$;$é$'],
  ['create rule r as on insert to t do (select 1; select 2)'],
  ['create function f() returns int begin atomic select 1; select case when true then 1 end; end'],
  ['create function f() returns int BEGIN /* ; */ ATOMIC select 1; END'],
  ["select 1 -- a comment; with a quote ' and $$\n + 1"],
])('%s is one statement', (sql) => {
  expect(texts(`${sql};\nselect 2;`)).toEqual([sql, 'select 2'])
})

test('the words of a body count only inside one', () => {
  expect(texts('begin; select 1; end; select 2')).toEqual(['begin', 'select 1', 'end', 'select 2'])
  expect(texts('select "begin" atomic; select 2')).toHaveLength(2)
})

test.each([
  ["select 1;\nselect 'a", 'line 2: the string'],
  ["select E'a\\'", 'line 1: the string'],
  ['select $x$ a $$', 'line 1: the string'],
  ['select "a', 'line 1: the quoted name'],
  ['/* /* */', 'line 1: the comment'],
])('%j does not end', (sql, message) => {
  expect(() => splitStatements(sql)).toThrow(message)
})

test.each([
  ['a string', `select '${"''".repeat(1_000_000)}'`],
  ['an escape string', `select E'${"\\'".repeat(1_000_000)}'`],
  ['dollar signs', `select ${'$a '.repeat(500_000)}`],
  ['comments', '/*'.repeat(500_000) + '*/'.repeat(500_000)],
  ['statements', 'select 1;\n'.repeat(200_000)],
  ['one word', 'a'.repeat(2_000_000)],
])('two megabytes of %s take no longer than they must', (_, sql) => {
  const started = performance.now()
  splitStatements(sql)
  expect(performance.now() - started).toBeLessThan(5000)
})
