import { readFileSync } from 'node:fs'
import path from 'node:path'
import { literal } from './session'

/** What version 0.1 installed, a line each: written from fixtures/0.1-schema.sql.gz, and compared with it by a test. */
export type Installed = {
  /** `table: name type, …` of each table of schema public, its columns by their names. */
  columns: string[]
  /** `schema.name(types)` */
  routine: string[]
  view: string[]
  /** `schema.table.name` */
  trigger: string[]
  policy: string[]
  /** `schema.table.name definition` of checks, keys and references in schema public. */
  constraint: string[]
}

export const INSTALLED_FILE = path.join(import.meta.dirname, 'installed-0.1.json')

export const readInstalled01 = (): Installed => JSON.parse(readFileSync(INSTALLED_FILE, 'utf8'))

/** The statement that makes the temporary table `installed_01` of what 0.1 installed. */
export function installedTable(): string {
  const rows = Object.entries(readInstalled01()).flatMap(([kind, lines]) =>
    lines.map((line) => `(${literal(kind)}, ${literal(line)})`),
  )
  return `
    drop table if exists pg_temp.installed_01;
    create temporary table installed_01 (kind text, line text);
    insert into pg_temp.installed_01 values ${rows.join(',\n')}`
}
