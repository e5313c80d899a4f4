import { expect, test } from 'vitest'
import { readSources } from './sources'

const ROUTINE = /^create or replace (?:function|procedure) (private\.\w+)\(/gm
const TRIGGER_FUNCTION =
  /^create or replace function (private\.(?:\w+|%I))\(\) returns trigger\n[\s\S]*?as \$\$\n([\s\S]*?)\$\$(?:;|\n\$definition\$)/gm
const CALL = /(private\.\w+)\(/g
/** A block within the function, and the whole function, that catch errors. */
const INNER_BLOCK = /\n {2}begin\n[\s\S]*?\n {2}exception/g
const WHOLE = /\nbegin\n[\s\S]*?\nexception/

/** What a trigger function calls where an error would reach the statement. */
const uncaught = (body: string) =>
  [...body.replace(INNER_BLOCK, '').replace(WHOLE, '').matchAll(CALL)].flatMap(([, name]) => name ?? [])

/** During an upgrade the triggers are attached already, and run between any two files. */
function lateCalls(files: { name: string; sql: string }[]) {
  const first = new Map<string, number>()
  for (const [place, { sql }] of files.entries())
    for (const [, name = ''] of sql.matchAll(ROUTINE)) if (!first.has(name)) first.set(name, place)
  return files.flatMap(({ name: file, sql }, place) =>
    [...sql.matchAll(TRIGGER_FUNCTION)].flatMap(([, name = '', body = '']) =>
      uncaught(body)
        .filter((called) => (first.get(called) ?? -1) > place)
        .map((called) => `${file}: ${name} calls ${called}`),
    ),
  )
}

const trigger = (body: string) =>
  `create or replace function private.f() returns trigger\nlanguage plpgsql\nas $$\nbegin${body}end\n$$;\n`
const later = { name: '02.sql', sql: 'create or replace function private.g() returns void\n' }

test('reads calls that an error can leave', () => {
  const bare = trigger('\n  perform private.g();\n')
  const caught = trigger(
    '\n  begin\n    perform private.g();\n  exception\n    when others then null;\n  end;\n',
  )
  const handler = trigger('\n  null;\nexception\n  when others then\n    perform private.g();\n')
  const found = (sql: string) => lateCalls([{ name: '01.sql', sql }, later])
  expect(found(bare)).toEqual(['01.sql: private.f calls private.g'])
  expect(found(handler)).toEqual(found(bare))
  expect(found(caught)).toEqual([])
  expect(lateCalls([later, { name: '03.sql', sql: bare }])).toEqual([])
})

test('what a trigger calls unprotected stands in its file or an earlier one', () => {
  const { objects } = readSources()
  expect(objects.flatMap(({ sql }) => [...sql.matchAll(TRIGGER_FUNCTION)]).length).toBeGreaterThan(50)
  expect(lateCalls(objects)).toEqual([])
})
