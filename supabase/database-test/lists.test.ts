import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lists } from '@/app/(admin)/lists'
import { LISTS, type List } from '@/lib/lists/names'
import { openMigratedDatabase } from './database'

const NOW = Date.parse('2026-11-20T20:00:00Z')
const ID = '3f1c6a52-7b1e-4c57-9a43-0d5f3a1c2b4d'

let connection: Awaited<ReturnType<typeof openMigratedDatabase>>

beforeAll(async () => {
  connection = await openMigratedDatabase()
})
afterAll(() => connection.close())

async function ask<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
  const { rows } = await connection.driver.query<Row>(sql, values)
  return rows
}

const namesIn = async (registry: string, name: string, list: string) =>
  (
    await ask<{ name: string }>(`select ${name} as name from private.${registry} where list = $1`, [list])
  ).map((row) => row.name)

test('the database knows the lists that are declared, and no other', async () => {
  const known = await ask<{ list: string }>('select list from private.lists')
  expect(known.map(({ list }) => list).sort()).toEqual([...LISTS].sort())
})

/** @returns a value that a key of the filter takes. */
function sampleFor(name: List, key: string): unknown {
  const values: Record<string, unknown> = {
    state: Object.keys(lists[name].states).find((state) => state !== 'all'),
    since: '2026-11-20T01:00:00Z',
    until: '2026-11-20T19:00:00Z',
    customer: ID,
    webhook: ID,
    cause: ID,
    id: ID,
    q: 'sample',
    no_contact: '14',
    payload: ['call.id="call_1"'],
    usage: ['over'],
    problem: ['no_number'],
    sign: ['idle'],
    assignee: name === 'error_groups' ? 'none' : ['nobody'],
  }
  return values[key] ?? ['sample']
}

/** Groups are counted, and resolved, by functions of their own. */
const OWN_FACETS: Partial<Record<List, string[]>> = {
  error_groups: ['type', 'endpoint'],
  agents: ['problem'],
}

/** The lists whose orders have a function of their own, and not their rows in private.list_sorts. */
const OWN_SORTS = ['customers', 'error_groups']

describe.each(LISTS)('%s', (name) => {
  const list = lists[name]

  test('has the orders that the database has', async () => {
    const sorts = await namesIn('list_sorts', 'sort', name)
    if (OWN_SORTS.includes(name)) {
      for (const sort of Object.keys(list.sorts)) {
        await expect(ask(`select count(*) from public.${list.rows}('{}', $1)`, [sort])).resolves.toHaveLength(
          1,
        )
      }
      await expect(ask(`select count(*) from public.${list.rows}('{}', 'nothing')`)).rejects.toThrow('sort')
    } else expect(Object.keys(list.sorts).sort()).toEqual(sorts.sort())
  })

  test('has no facet that the database does not count', async () => {
    const facets = await namesIn('list_facets', 'facet', name)
    expect([...facets, ...(OWN_FACETS[name] ?? [])]).toEqual(expect.arrayContaining(Object.keys(list.facets)))
  })

  test('does to all that match what the database can do', async () => {
    const verbs = await namesIn('bulk_verbs', 'action', name)
    if (name !== 'error_groups') expect([...(list.bulk ?? [])].sort()).toEqual(verbs.sort())
  })

  test('masks, and orders by, columns of its rows', async () => {
    const [found] = await ask<{ columns: string[] }>(
      `select coalesce(p.proargnames, '{}') || array(select a.attname::text from pg_type t
         join pg_attribute a on a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped
         where t.oid = p.prorettype) as columns
       from pg_proc p where p.oid = to_regproc($1)`,
      [`public.${list.rows}`],
    )
    expect(found?.columns).toEqual(
      expect.arrayContaining([...Object.keys(list.sorts), ...Object.keys(list.masked)]),
    )
  })

  test('has a moment where it has a histogram', async () => {
    const [known] = await ask<{ moment: string | null }>('select moment from private.lists where list = $1', [
      name,
    ])
    if (list.chart && name !== 'error_groups') expect(known?.moment).not.toBeNull()
  })

  const initial = list.read({ run: ID }, NOW).filter
  test.each(Object.keys(initial).filter((key) => key !== 'run'))(
    'the filter %s narrows the rows',
    async (key) => {
      const condition = async (filter: object) =>
        (await ask<{ sql: string }>('select private.list_condition($1, $2) as sql', [name, filter]))[0]?.sql
      const everything = {
        ...initial,
        state: 'all' in list.states ? 'all' : (initial.state ?? null),
        until: null,
        ...(name === 'missing_events' ? {} : { since: null }),
      }
      const narrowed = { ...everything, [key]: sampleFor(name, key) }
      expect(await condition(narrowed)).not.toBe(await condition(everything))
    },
  )
})
