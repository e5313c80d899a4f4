import { applyFresh } from './apply-fresh'
import { applyUsed } from './apply-used'
import { finishUpgrade } from './finish-0.1'
import { pendingFiles, readHistory, recordStatement } from './history'
import { buildPendingIndexes } from './indexes'
import { disabledTriggers, recordObjects } from './installed-objects'
import type { Mode } from './mode'
import { claimStatement, namesOf } from './names'
import { PATIENCE, type Patience, runPatiently, usedSettings } from './patience'
import type { Session } from './session'
import { INSTALLATION, type SourceFile, type Sources } from './sources'
import { splitStatements } from './statements'

export type ApplyOptions = { mode: Mode; log: (line: string) => void; patience?: Patience }

/** What the statements of our files may rely on. */
const SETTINGS = `set check_function_bodies = off; set kryonex.migrating = 'on'`
const SETTINGS_BACK =
  'reset check_function_bodies; reset kryonex.migrating; reset lock_timeout; reset statement_timeout; reset kryonex.defer_indexes'

/**
 * Brings a database to what the files say: versions that have not run, objects that have changed, and indexes that wait.
 * @returns the names of the files that were applied.
 */
export async function apply(session: Session, sources: Sources, options: ApplyOptions): Promise<string[]> {
  const pending = pendingFiles(sources, await readHistory(session))
  const patience = options.patience ?? PATIENCE
  const applyFiles = options.mode === 'used' ? applyUsed : applyFresh
  const run = (files: SourceFile[]) => applyFiles(session, files, sources, { log: options.log, patience })
  const first = pending.filter(({ name }) => INSTALLATION.test(name))
  await session.run(SETTINGS)
  try {
    if (options.mode === 'used') await session.run(usedSettings)
    // Only tables of ours, so all at once: half of it would look like somebody else's.
    await applyFresh(session, first, sources, { log: options.log, patience })
    if (pending.length > 0) await session.run(claimStatement(namesOf(sources)))
    await run(pending.filter((file) => !first.includes(file)))
    if (pending.length > 0) await recordGenerated(session, sources)
    const isWhole = sources.objects.every((file) => pending.includes(file))
    if (isWhole) await enableTriggers(session, patience)
    await recordObjects(session, isWhole)
    await finishUpgrade(session)
    await buildPendingIndexes(session, options.log, patience)
    if (options.mode === 'used') await backfill(session, options.log, patience)
    await regroup(session, options.log, patience)
  } finally {
    // A connection that was lost has no settings to give back, and its error is the one to show.
    await session.run(SETTINGS_BACK).catch(() => undefined)
  }
  return pending.map(({ name }) => name)
}

/** A trigger that somebody disabled stays so when it is replaced. */
async function enableTriggers(session: Session, patience: Patience) {
  for (const statement of await disabledTriggers(session)) {
    await runPatiently(session, { statements: splitStatements(statement) }, patience)
  }
}

/** Fills our columns and counts for rows that were there before; the procedure commits as it goes and goes on where it was. */
async function backfill(session: Session, log: (line: string) => void, patience: Patience) {
  const [known] = await session.run(`select to_regproc('private.backfill_left') is not null as is_there`)
  if (known?.is_there !== true) return
  const tasks = await session.run<{ task: string }>(
    'select b.task from private.backfill_left() b where b.is_left order by 1',
  )
  if (tasks.length === 0) return
  log(`Filling ${tasks.map(({ task }) => task).join(', ')} …`)
  // It commits after each batch: only the whole takes long.
  await session.run('set statement_timeout = 0')
  await runPatiently(session, { statements: splitStatements('call private.backfill()') }, patience)
}

/** Divides groups of errors that older rules made, and names causes of failures by the new ones; both commit as they go. */
async function regroup(session: Session, log: (line: string) => void, patience: Patience) {
  const [known] = await session.run(
    `select to_regproc('private.next_group_of_older_rules') is not null as is_there`,
  )
  if (known?.is_there !== true) return
  const [older] = await session.run<{ groups: boolean; causes: boolean }>(OF_OLDER_RULES)
  const calls = [
    older?.groups ? 'call private.regroup_errors()' : '',
    older?.causes ? `call private.run_backfill_task('webhook_queue causes', 20)` : '',
  ].filter(Boolean)
  if (calls.length === 0) return
  log('Grouping errors by new rules …')
  await session.run('set statement_timeout = 0')
  for (const call of calls) await runPatiently(session, { statements: splitStatements(call) }, patience)
}

const OF_OLDER_RULES = `
  select private.next_group_of_older_rules() is not null and private.backfill_objection('error_logs') is null as groups,
    private.backfill_objection('webhook_queue') is null and exists (
      select from public.webhook_queue where processed_at is not null and result = 'failed' and private.rules_of(cause) <> private.error_rules() % 4
    ) as causes`

/** What was made from these objects for the Supabase CLI is applied with them; older ones must not run after it. */
async function recordGenerated(session: Session, { generated }: Sources) {
  const latest = generated.at(-1)
  if (latest) await session.run(recordStatement(latest))
}
