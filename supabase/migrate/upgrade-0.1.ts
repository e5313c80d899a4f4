import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type ApplyOptions, apply } from './apply'
import { applyAndRecord, inOneTransaction } from './apply-fresh'
import { readChangesOf01 } from './changes-0.1'
import { BATCH, UNFINISHED } from './finish-0.1'
import { recordStatement } from './history'
import { dependencies, firstNumber, installedRows, readTablesOf01 } from './installed-0.1'
import { EXIT, MigrateError } from './migrate-error'
import { createdTables } from './mode'
import { claimStatement, namesOf } from './names'
import { PATIENCE } from './patience'
import { objectionsTo01 } from './put-back-0.1'
import { literal, messageOf, type Session } from './session'
import { filesOf, INSTALLATION, type Sources } from './sources'

const FILE = path.join(import.meta.dirname, 'upgrade-0.1.sql')

/**
 * Brings a database of 0.1 to the present: in one transaction where every table is ours. Where the platform's tables are
 * among them, one transaction takes away what 0.1 left there, and the files are applied as they are to any database in use.
 * @returns the names of the files that were applied.
 */
export async function upgradeFrom01(
  session: Session,
  sources: Sources,
  options: ApplyOptions,
): Promise<string[]> {
  const objections = objectionsTo01(await readChangesOf01(session, sources))
  if (objections.length > 0) throw new MigrateError(objections.join('\n'), EXIT.refused)
  const patience = options.patience ?? PATIENCE
  const names = textsOfNames(sources, await readTablesOf01(session))
  const texts = options.mode === 'fresh' ? textsOfFresh(sources, names) : textsOfUsed(sources, names)
  try {
    await inOneTransaction(session, texts, patience)
  } catch (error) {
    throw new MigrateError(`The database of 0.1 was not upgraded: ${messageOf(error)}. Nothing was changed.`)
  }
  const applied = await apply(session, sources, options)
  return options.mode === 'fresh' ? filesOf(sources).map(({ name }) => name) : applied
}

/** Names of the past replaced, every version and object applied, the audit log copied. */
function textsOfFresh(sources: Sources, names: string[]): string[] {
  const others = sources.versions.filter(({ name }) => !INSTALLATION.test(name))
  return [
    `set local check_function_bodies = off; set local kryonex.migrating = 'on'`,
    ...names,
    ...[...others, ...sources.objects].map(applyAndRecord),
    ...commentsOfTables(sources),
    REPEATED_KEYS,
    claimStatement(namesOf(sources)),
    ...sources.generated.slice(-1).map(recordStatement),
    `do $$ begin while private.copy_audit_rows(${BATCH}) > 0 loop end loop; end $$`,
  ]
}

/** The files comment on such a table only when they create it. */
function commentsOfTables(sources: Sources): string[] {
  const comment = /^ *(comment on (?:table|column) public\.(\w+)(?:\.\w+)?\s+is\s+'(?:[^']|'')*');/gm
  const tables = new Set(createdTables(sources))
  return sources.versions.flatMap(({ sql }) =>
    [...sql.matchAll(comment)]
      .filter(([, , table]) => tables.has(String(table)))
      .map(([, text]) => String(text)),
  )
}

/** Where keys repeat, the queue is as it was in 0.1. */
const REPEATED_KEYS = `do $$
begin
  if not exists (select from pg_constraint k where k.conrelid = 'public.webhook_queue'::regclass and k.conname = 'webhook_queue_idempotency_key_key') then
    comment on column public.webhook_queue.idempotency_key is 'Deduplication key. The same key may arrive more than once: this database had repeats when it was upgraded.';
  end if;
end
$$`

function textsOfUsed(sources: Sources, names: string[]): string[] {
  return [
    ...names,
    claimStatement(namesOf(sources)),
    `create table ${UNFINISHED} (since timestamptz not null default now())`,
  ]
}

function textsOfNames(sources: Sources, ours: string[]): string[] {
  const tables = createdTables(sources).map((table) => `(${literal(table)}, ${ours.includes(table)})`)
  return [
    ...sources.versions.filter(({ name }) => INSTALLATION.test(name)).map(applyAndRecord),
    `create temporary table installed_01 on commit drop as select * from ${installedRows()}`,
    `create temporary table first_01 on commit drop as select ${firstNumber('pg_temp.installed_01 i')} as number`,
    `create temporary table created_by_us (relation name, is_ours boolean) on commit drop;
    insert into pg_temp.created_by_us values ${tables.join(', ')}`,
    readFileSync(FILE, 'utf8').replace('/* dependencies */', dependencies('pg_temp.installed_01 i')),
  ]
}
