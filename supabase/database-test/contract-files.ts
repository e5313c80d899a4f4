import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { isContract, readSources } from '../migrate/sources'
import type { TestDatabase } from './native-database'

export type Check = (what: string, holds: boolean, detail?: string) => void
export type Column = { file: string; relation: string; name: string; type: string }
type File = { file: string; sql: string }

const supabase = path.join(import.meta.dirname, '..')
/** The roles that a Supabase project has. */
export const roles = `do $$ begin
  if not exists (select from pg_roles where rolname = 'anon') then create role anon; end if;
  if not exists (select from pg_roles where rolname = 'authenticated') then create role authenticated; end if;
end $$`

/** The contract's own files, in its order. */
export const contractFiles: File[] = readSources()
  .versions.filter(isContract)
  .map(({ name, sql }) => ({ file: name, sql }))
/** @returns the name that the contract gives to a file. */
export const nameOf = ({ file }: File) => file.replace(/^\d+_/, '')

/** What missing_contract_parts reads in addition to the catalog. */
const CREATED = `create schema if not exists private;
  create table if not exists private.created_tables (relation name primary key, created_at timestamptz not null default now());`

/** The statements that define missing_contract_parts. */
export function readPartsFunction() {
  const columns = readFileSync(path.join(supabase, 'objects', '05_contract_columns.sql'), 'utf8')
  const documented = /create or replace function private\.contract_columns\(\)[\s\S]*?\n\$\$;/.exec(
    columns,
  )?.[0]
  for (const folder of ['objects', 'migrations']) {
    const files = readdirSync(supabase).includes(folder) ? readdirSync(path.join(supabase, folder)) : []
    for (const file of files) {
      const sql = readFileSync(path.join(supabase, folder, file), 'utf8')
      const found = /create or replace function public\.missing_contract_parts\(\)[\s\S]*?\n\$\$;/.exec(sql)
      if (found) return `${CREATED}\n${documented}\n${found[0]}`
    }
  }
  throw new Error('missing_contract_parts is defined nowhere')
}

/** @returns the rows of the last statement. */
export async function rows(database: TestDatabase, query: string) {
  return (await database.exec(query)).at(-1) ?? []
}

/** @returns the first value of the last statement. */
export const one = async (database: TestDatabase, query: string) =>
  String((await rows(database, query))[0]?.[0])

/** Runs work in a transaction that leaves nothing behind. */
export async function undone<T>(database: TestDatabase, work: () => Promise<T>) {
  await database.exec('begin')
  try {
    return await work()
  } finally {
    await database.exec('rollback')
  }
}

/** @returns what the server says when it refuses, or nothing. */
export async function refusal(database: TestDatabase, sql: string) {
  await database.exec('savepoint before_refusal')
  try {
    await database.exec(sql)
    return ''
  } catch (error) {
    await database.exec('rollback to savepoint before_refusal')
    const { code, message, detail } = error as { code?: string; message: string; detail?: string }
    return `${code} ${message} ${detail ?? ''}`
  }
}

/** Runs the contract's files, as on any database. */
export async function runAll(database: TestDatabase) {
  for (const { sql } of contractFiles) await database.exec(sql)
}

/** The columns of the contract's tables as its files make them, each with the file that is said to bring it. */
export async function readColumns(database: TestDatabase): Promise<Column[]> {
  return undone(database, async () => {
    await database.exec(readPartsFunction())
    const parts = await rows(
      database,
      `select file, relation, part from public.missing_contract_parts() where file <> 'fix_agents_constraints.sql'`,
    )
    await runAll(database)
    const types = new Map(
      (
        await rows(
          database,
          `select attrelid::regclass || '.' || attname, format_type(atttypid, atttypmod) from pg_attribute
           where attrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r')
             and attnum > 0 and not attisdropped`,
        )
      ).map(([name, type]) => [String(name), String(type)]),
    )
    return parts.map(([file, relation, name]) => ({
      file: String(file),
      relation: String(relation),
      name: String(name),
      type: types.get(`${relation}.${name}`) ?? 'missing',
    }))
  })
}

/** Plain tables, as somebody else might have made them: no key, no check, no default, no row level security. */
export function plainTables(columns: Column[]) {
  return [...new Set(columns.map(({ relation }) => relation))]
    .map((table) => {
      const list = columns.filter(({ relation }) => relation === table)
      return `create table public.${table} (${list.map(({ name, type }) => `${name} ${type}`).join(', ')});`
    })
    .join('\n')
}

/** The type of a documented column. */
export const outcome = `create type public.call_outcome as enum ('No Answer', 'Gatekeeper', 'Not Interested', 'Hangup', 'Pitch Delivered', 'Demo Set');`
