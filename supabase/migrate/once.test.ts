import { describe, expect, it } from 'vitest'
import { isContract, readSources, type SourceFile } from './sources'
import { splitStatements } from './statements'

/** What a statement creates, and what distinguishes it from others of its kind. */
type Definition = { key: string; file: string }

const ROUTINE = /^create\s+(?:or\s+replace\s+)?(?:function|procedure)\s+([\w.]+)\s*\(/i
const VIEW = /^create\s+(?:or\s+replace\s+)?(?:materialized\s+)?view\s+([\w.]+)/i
const TYPE = /^create\s+type\s+([\w.]+)/i
const ON_TABLE =
  /^create\s+(?:or\s+replace\s+)?(?:constraint\s+)?(trigger|policy)\s+(\w+)\s[\s\S]*?\bon\s+((?:public|private|auth)\.\w+)/i

const { versions, objects } = readSources()

/** The types of a routine's parameters: what stands between its first parentheses, without names, modes and defaults. */
function parametersOf(code: string): string {
  const start = code.indexOf('(') + 1
  let depth = 1
  let end = start
  for (; depth > 0 && end < code.length; end += 1) {
    if (code[end] === '(') depth += 1
    else if (code[end] === ')') depth -= 1
  }
  const list = splitAtCommas(code.slice(start, end - 1)).filter((parameter) => !/^\s*out\s/i.test(parameter))
  return list.map(typeOf).join(', ')
}

function splitAtCommas(list: string): string[] {
  const parts: string[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at < list.length; at += 1) {
    if (list[at] === '(') depth += 1
    else if (list[at] === ')') depth -= 1
    else if (list[at] === ',' && depth === 0) {
      parts.push(list.slice(from, at))
      from = at + 1
    }
  }
  return [...parts, list.slice(from)].filter((part) => part.trim() !== '')
}

const typeOf = (parameter: string) =>
  parameter
    .trim()
    .toLowerCase()
    .replace(/\s+(default\s|=)[\s\S]*$/, '')
    .replace(/^(inout|in|variadic)\s+/, '')
    .replace(/^\w+\s+(?!\[)/, '')

function definitionsIn(file: SourceFile): Definition[] {
  return splitStatements(file.sql).flatMap(({ code }) => {
    const key = keyOf(code)
    return key ? [{ key, file: file.name }] : []
  })
}

function keyOf(code: string): string | undefined {
  const [, routine] = ROUTINE.exec(code) ?? []
  if (routine) return `routine ${routine.toLowerCase()}(${parametersOf(code)})`
  const [, view] = VIEW.exec(code) ?? []
  if (view) return `view ${view.toLowerCase()}`
  const [, type] = TYPE.exec(code) ?? []
  if (type) return `type ${type.toLowerCase()}`
  const [, kind, name, table] = ON_TABLE.exec(code) ?? []
  return kind ? `${kind.toLowerCase()} ${name} on ${table}`.toLowerCase() : undefined
}

describe('objects stand once', () => {
  it('reads definitions as they are written', () => {
    const sql = `create or replace function private.f(a text, inout b numeric(3, 1) default 1, out c text[]) returns text language sql as $$ select 1; $$;
      create policy p on public.t for all; create trigger p after insert on public.t execute function private.g();
      create view public.v as select 1; create type private.k as enum ('a')`
    const file = { name: 'a.sql', kind: 'objects' as const, sql, checksum: '' }
    expect(definitionsIn(file).map(({ key }) => key)).toEqual([
      'routine private.f(text, numeric(3, 1))',
      'policy p on public.t',
      'trigger p on public.t',
      'view public.v',
      'type private.k',
    ])
  })

  it('in one file each', () => {
    const places = new Map<string, string[]>()
    for (const { key, file } of [...versions, ...objects].flatMap(definitionsIn)) {
      places.set(key, [...(places.get(key) ?? []), file])
    }
    expect(places.size).toBeGreaterThan(500)
    expect([...places].filter(([, files]) => files.length > 1)).toEqual([])
  })

  it('in files that are edited in place, never in versions', () => {
    // Running this file of the contract mends what it names, so its routine stands in it.
    const allowed = 'routine private.fix_agents_constraints()'
    const found = versions
      .flatMap(definitionsIn)
      .filter(({ key }) => !key.startsWith('type ') && key !== allowed)
    // The contract's policies belong to its files, and are attached to tables of ours only.
    const contract = new Set(versions.filter(isContract).map(({ name }) => name))
    expect(found.filter(({ key, file }) => !(key.startsWith('policy ') && contract.has(file)))).toEqual([])
  })
})
