import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type ApplyOptions, apply } from './apply'
import { applyAndRecord, inOneTransaction } from './apply-fresh'
import { recordStatement, relationExists } from './history'
import { installedTable } from './installed-0.1'
import { MigrateError } from './migrate-error'
import { createdTables } from './mode'
import { claimStatement, namesOf } from './names'
import { PATIENCE } from './patience'
import { literal, messageOf, type Session } from './session'
import { filesOf, INSTALLATION, type Sources } from './sources'

const FILE = path.join(import.meta.dirname, 'upgrade-0.1.sql')

/** Where tables of the platform are left to apply step by step: until its rows of the audit log are copied. */
const UNFINISHED = 'private.unfinished_upgrade'
const BATCH = 10_000

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
  const patience = options.patience ?? PATIENCE
  const texts = options.mode === 'fresh' ? textsOfFresh(sources) : textsOfUsed(sources)
  try {
    await inOneTransaction(session, texts, patience)
  } catch (error) {
    throw new MigrateError(`The database of 0.1 was not upgraded: ${messageOf(error)}. Nothing was changed.`)
  }
  const applied = await apply(session, sources, options)
  await finishUpgrade(session)
  return options.mode === 'fresh' ? filesOf(sources).map(({ name }) => name) : applied
}

/** Copies what is left of 0.1's audit rows, also after a run that was stopped. */
export async function finishUpgrade(session: Session): Promise<void> {
  if (!(await relationExists(session, UNFINISHED))) return
  for (;;) {
    const [row] = await session.run<{ copied: number }>(
      `select private.copy_audit_rows(${BATCH})::integer as copied`,
    )
    if (!row?.copied) break
  }
  await session.run(`drop table if exists ${UNFINISHED}`)
}

/** Names of the past replaced, every version and object applied, the audit log copied. */
function textsOfFresh(sources: Sources): string[] {
  const others = sources.versions.filter(({ name }) => !INSTALLATION.test(name))
  return [
    `set local check_function_bodies = off; set local kryonex.migrating = 'on'`,
    ...textsOfNames(sources),
    ...[...others, ...sources.objects].map(applyAndRecord),
    claimStatement(namesOf(sources)),
    ...sources.generated.slice(-1).map(recordStatement),
    `do $$ begin while private.copy_audit_rows(${BATCH}) > 0 loop end loop; end $$`,
  ]
}

function textsOfUsed(sources: Sources): string[] {
  return [...textsOfNames(sources), `create table ${UNFINISHED} (since timestamptz not null default now())`]
}

function textsOfNames(sources: Sources): string[] {
  const tables = createdTables(sources).map((table) => `(${literal(table)})`)
  return [
    ...sources.versions.filter(({ name }) => INSTALLATION.test(name)).map(applyAndRecord),
    installedTable(),
    `drop table if exists pg_temp.created_by_us;
    create temporary table created_by_us (relation name);
    insert into pg_temp.created_by_us values ${tables.join(', ')}`,
    readFileSync(FILE, 'utf8'),
    'drop table pg_temp.installed_01; drop table pg_temp.created_by_us',
  ]
}
