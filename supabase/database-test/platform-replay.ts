import type { Answer, Call } from './platform-api'
import type { Table } from './platform-catalog'
import type { Pair, Side } from './platform-pair'
import { compareRows, createNormalizer, type Normalizer, readRows } from './platform-state'

/** How a call went otherwise with us than without. */
export type Kind =
  | 'refused'
  | 'let through'
  | 'other status'
  | 'other error'
  | 'other answer'
  | 'stored otherwise'

export type Difference = { kind: Kind; call: string; detail: string }

/** `isAccepted`: without us. */
export type Outcome = { isAccepted: boolean; differences: Difference[] }

/** Makes calls to both databases of a pair and finds every difference. */
export async function createReplay(pair: Pair) {
  const normalizer = createNormalizer()
  const seen = new Map<string, Set<string>>()
  for (const table of pair.tables) {
    for (const row of await readRows(pair.without.database, table)) normalizer.know(row)
  }
  const stored = (table: Table) => newDifferences(pair, table, normalizer, seen)
  return {
    /** @param table the one whose rows are compared afterwards, unless nothing is kept. */
    async play(name: string, call: Call, table?: Table): Promise<Outcome> {
      normalizer.know(call.path)
      if (call.body !== undefined) normalizer.know(JSON.stringify(call.body))
      const [without, withUs] = await Promise.all([pair.without.api.call(call), pair.withUs.api.call(call)])
      const differences = compareAnswers(without, withUs, tableOf(call, pair.tables), normalizer)
      const kept = table ? await stored(table) : []
      return {
        isAccepted: without.status < 400,
        differences: [
          ...differences.map(({ kind, detail }) => ({ kind, detail, call: name })),
          ...kept.map((detail) => ({ kind: 'stored otherwise' as const, detail, call: name })),
        ],
      }
    },
    /** What no single call has shown: every platform column of every platform table. */
    async compareAll(name: string): Promise<Difference[]> {
      const differences: Difference[] = []
      for (const table of pair.tables) {
        for (const detail of await stored(table))
          differences.push({ kind: 'stored otherwise', call: name, detail: `${table.name}: ${detail}` })
      }
      return differences
    },
  }
}

export type Replay = Awaited<ReturnType<typeof createReplay>>

const tableOf = ({ path }: Call, tables: Table[]) => tables.find(({ name }) => name === path.split('?')[0])

async function newDifferences(
  { without, withUs }: Pair,
  table: Table,
  { normalize }: Normalizer,
  seen: Map<string, Set<string>>,
) {
  const read = async ({ database }: Side) => (await readRows(database, table)).map(normalize)
  const [before, after] = await Promise.all([read(without), read(withUs)])
  const differences = compareRows(before, after, table)
  const known = seen.get(table.name) ?? new Set()
  seen.set(table.name, new Set(differences))
  return differences.filter((difference) => !known.has(difference))
}

function compareAnswers(without: Answer, withUs: Answer, table: Table | undefined, normalizer: Normalizer) {
  const was = comparable(without, table, normalizer)
  const is = comparable(withUs, table, normalizer)
  const kind = kindOf(without, withUs, was.join('\n') !== is.join('\n'))
  if (!kind) return []
  const detail =
    kind === 'other answer' && table
      ? compareRows(was, is, table).join('\n')
      : `${without.status}${without.status < 400 ? '' : ` ${was.join('\n').slice(0, 200)}`} became ${withUs.status} ${is.join('\n').slice(0, 300)}`
  return [{ kind, detail }]
}

function kindOf(without: Answer, withUs: Answer, differ: boolean): Kind | undefined {
  const [worked, works] = [without.status < 400, withUs.status < 400]
  if (worked && !works) return 'refused'
  if (!worked && works) return 'let through'
  if (without.status !== withUs.status) return 'other status'
  if (!differ) return undefined
  return worked ? 'other answer' : 'other error'
}

/** The rows of an answer, or what it is instead, without what is ours in it. */
function comparable({ body }: Answer, table: Table | undefined, { normalize }: Normalizer) {
  if (!Array.isArray(body)) return [normalize(JSON.stringify(withoutRow(body)))]
  const names = table && new Set(table.columns.map(({ name }) => name))
  const rows = body.map((row) =>
    normalize(
      JSON.stringify(Object.fromEntries(Object.entries(row).filter(([name]) => !names || names.has(name)))),
    ),
  )
  return rows.sort()
}

/** The database reports a refused row in full, our columns too. */
function withoutRow(body: unknown) {
  if (typeof body !== 'object' || body === null || !('details' in body)) return body
  const details = String(body.details)
  return details.startsWith('Failing row contains') ? { ...body, details: 'Failing row' } : body
}
