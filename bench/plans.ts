import { setTimeout as wait } from 'node:timers/promises'
import { connect } from '../supabase/database-test/native-database'
import type { NativeServer } from '../supabase/database-test/native-server'
import { LARGE_TABLES } from './load'
import { type Plan, type Read, readPlan } from './plan-tree'

type Explained = { 'Query Text': string; 'Query Parameters'?: string; Plan: Plan }

/** One statement as the API sent it, and what the server did for it, functions within included. */
export type Statement = Read & { text: string; parameters: (string | null)[] }

/** What is kept of an entry: a function that asks a thousand times fills hundreds of megabytes of the log. */
type LogEntry = Omit<Statement, 'parameters'> & { parameters: string }

/** Collects what the server writes, and finds the plans in it. */
export function createPlanLog() {
  let rest = ''
  let entries: LogEntry[] = []
  let database = ''
  const take = (entry: string) => {
    if (entry.startsWith(`${database}|LOG:`)) entries.push(...parseEntry(entry))
  }
  return {
    add(more: string) {
      const complete = (rest + more).split(/\n(?!\t)/)
      rest = complete.pop() ?? ''
      for (const entry of complete) take(entry)
    },
    /** @returns what a database did for the one request that the work sends. */
    async during(of: string, work: () => Promise<unknown>): Promise<Statement> {
      rest = ''
      entries = []
      database = of
      await work()
      // The answer may be here before the server's log is.
      for (let attempt = 0; attempt < 50; attempt++) {
        await wait(10)
        const statement = toStatement([...entries, ...parseEntry(rest)])
        if (statement) return statement
      }
      throw new Error(
        `The server logged no plan; of ${entries.length} statements, the last: ${entries.at(-1)?.text}`,
      )
    },
  }
}

export type PlanLog = ReturnType<typeof createPlanLog>

const PREPARATION = /^\s*select\s+(set_config|current_setting)\(/i

/** @returns the statement of an entry of the log; nothing for the API's own preparations and for half an entry. */
function parseEntry(entry: string): LogEntry[] {
  const found = /duration: [\d.]+ ms\s+plan:\n([\s\S]*)$/.exec(entry)
  if (!found?.[1]) return []
  const explained = readJson(found[1].replace(/^\t/gm, ''))
  return explained && !PREPARATION.test(explained['Query Text']) ? [summarize(explained)] : []
}

function readJson(text: string): Explained | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function summarize({ Plan, ...entry }: Explained): LogEntry {
  return { text: entry['Query Text'], parameters: entry['Query Parameters'] ?? '', ...readPlan(Plan) }
}

/** Statements within functions are logged before the one that called them, which is the last. */
function toStatement(entries: LogEntry[]): Statement | undefined {
  const last = entries.at(-1)
  if (!last || !isFromApi(last.text)) return undefined
  const sequential = new Set(entries.flatMap((statement) => statement.sequential))
  return {
    ...last,
    parameters: readParameters(last.parameters),
    rowsRead: Math.round(entries.reduce((sum, { rowsRead }) => sum + rowsRead, 0)),
    largeRead: Math.round(entries.reduce((sum, { largeRead }) => sum + largeRead, 0)),
    rowsCounted: Math.round(entries.reduce((sum, { rowsCounted }) => sum + rowsCounted, 0)),
    aggregates: entries.reduce((sum, { aggregates }) => sum + aggregates, 0),
    sequential: [...sequential].filter((table) => LARGE_TABLES.includes(table)),
  }
}

/** The API quotes the names of what it reads, and gives functions a name in quotes. */
const isFromApi = (text: string) => /\b(from|as) "/i.test(text)

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
