import { setTimeout as wait } from 'node:timers/promises'
import { connect } from '../supabase/database-test/native-database'
import type { NativeServer } from '../supabase/database-test/native-server'
import { LARGE_TABLES } from './load'

type Plan = {
  'Node Type': string
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Rows Removed by Index Recheck'?: number
  'Shared Hit Blocks'?: number
  'Shared Read Blocks'?: number
  Plans?: Plan[]
}

type Explained = { 'Query Text': string; 'Query Parameters'?: string; Plan: Plan }

/** One statement as the API sent it, and what the server did for it, functions within included. */
export type Statement = {
  text: string
  parameters: (string | null)[]
  rowsReturned: number
  rowsRead: number
  blocks: number
  /** Tables that were read from one end to the other. */
  sequential: string[]
}

/** Collects what the server writes, and finds the plans in it. */
export function createPlanLog() {
  let text = ''
  return {
    add(more: string) {
      text += more
    },
    /** @returns what a database did for the one request that the work sends. */
    async during(database: string, work: () => Promise<unknown>): Promise<Statement> {
      text = ''
      await work()
      // The answer may be here before the server's log is.
      for (let attempt = 0; attempt < 50; attempt++) {
        await wait(10)
        const statement = toStatement(parse(text, database))
        if (statement) return statement
      }
      throw new Error(`The server told no plan:\n${text.slice(-2000)}`)
    },
  }
}

export type PlanLog = ReturnType<typeof createPlanLog>

/** @returns the plans of a database, the API's own preparations left out. */
function parse(text: string, database: string): Explained[] {
  const entries = text.split(/\n(?!\t)/).filter((entry) => entry.startsWith(`${database}|LOG:`))
  return entries.flatMap(parseEntry).filter((entry) => !PREPARATION.test(entry['Query Text']))
}

const PREPARATION = /^\s*select\s+(set_config|current_setting)\(/i

function parseEntry(entry: string): Explained[] {
  const found = /duration: [\d.]+ ms\s+plan:\n([\s\S]*)$/.exec(entry)
  return found?.[1] ? [JSON.parse(found[1].replace(/^\t/gm, ''))] : []
}

/** Statements within functions are told before the one that called them, which is the last. */
function toStatement(entries: Explained[]): Statement | undefined {
  const last = entries.at(-1)
  if (!last || !isFromApi(last['Query Text'])) return undefined
  const nodes = entries.flatMap(({ Plan }) => flatten(Plan))
  return {
    text: last['Query Text'],
    parameters: readParameters(last['Query Parameters'] ?? ''),
    rowsReturned: last.Plan['Actual Rows'] * last.Plan['Actual Loops'],
    rowsRead: Math.round(nodes.reduce((sum, node) => sum + rowsOf(node), 0)),
    blocks: (last.Plan['Shared Hit Blocks'] ?? 0) + (last.Plan['Shared Read Blocks'] ?? 0),
    sequential: [
      ...new Set(
        nodes.filter((node) => node['Node Type'] === 'Seq Scan').map((node) => node['Relation Name'] ?? ''),
      ),
    ].filter((table) => LARGE_TABLES.includes(table)),
  }
}

/** The API quotes the names of what it reads, and gives functions a name in quotes. */
const isFromApi = (text: string) => /\b(from|as) "/i.test(text)

const flatten = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(flatten)]

function rowsOf(node: Plan) {
  if (!/^(Seq|Index|Index Only|Bitmap Heap|Tid) Scan$/.test(node['Node Type'])) return 0
  const removed = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)
  return (node['Actual Rows'] + removed) * node['Actual Loops']
}

function readParameters(text: string): (string | null)[] {
  return [...text.matchAll(/\$\d+ = (NULL|'((?:[^']|'')*)')/g)].map(([, whole, value]) =>
    whole === 'NULL' ? null : (value ?? '').replaceAll("''", "'"),
  )
}

/** Has the server explain every statement while the work runs. */
export async function whileExplaining<T>(server: NativeServer, work: () => Promise<T>): Promise<T> {
  const database = connect(server.url('postgres'))
  const explain = async (from: number) => {
    await database.exec(`alter system set auto_explain.log_min_duration = ${from}`)
    await database.exec('select pg_reload_conf()')
    await wait(300)
  }
  try {
    await explain(0)
    return await work()
  } finally {
    await explain(-1)
    await database.close()
  }
}
