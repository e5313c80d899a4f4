import { confirmAdmins } from './admins'
import { apply } from './apply'
import { checkInstallation, readRemarks } from './check'
import type { Confirm } from './confirm'
import { lockDatabase } from './lock'
import { EXIT, MigrateError } from './migrate-error'
import { objectionsOf } from './objections'
import type { MigrateOptions } from './options'
import type { Patience } from './patience'
import { describePlan } from './plan'
import { type Preflight, readPreflight } from './preflight'
import { describePutBack, putBack01 } from './put-back-0.1'
import { addressOf, codeOf, messageOf, openSession, type Session } from './session'
import type { Sources } from './sources'
import { upgradeFrom01 } from './upgrade-0.1'

type Wanted = Extract<MigrateOptions, { task: 'migrate' }>
type Surroundings = { log: (line: string) => void; confirm: Confirm; patience?: Patience }

/**
 * Reads a database, prints the plan, applies what is left to do and checks what came of it.
 * @returns the exit code.
 */
export async function migrateDatabase(
  wanted: Wanted,
  sources: Sources,
  { log, confirm, patience }: Surroundings,
): Promise<number> {
  const session = await openSession(wanted.url)
  try {
    log(`${addressOf(wanted.url)}\n`)
    await lockDatabase(session, wanted.url)
    const preflight = await readPreflight(session, sources)
    log(describePlan(preflight))
    if (wanted.putBack) return await putBack(session, preflight, wanted, { log, confirm, patience })
    refuse(preflight)
    if (wanted.dryRun) return EXIT.done
    await askToGoOn(preflight, wanted, confirm)
    const admins = wanted.admins ?? (await chooseAdmins(preflight, confirm))
    const options = { mode: preflight.mode, log, patience }
    const run = preflight.installation.kind === '0.1' ? upgradeFrom01 : apply
    const applied = await run(session, sources, options)
    await confirmChosen(session, admins, log)
    return await report(session, sources, applied, log)
  } catch (error) {
    if (error instanceof MigrateError || codeOf(error) === undefined) throw error
    throw new MigrateError(
      `${messageOf(error)} (${codeOf(error)}). Run the same command again: it goes on where it was.`,
    )
  } finally {
    // The lock ends with the session.
    await session.close().catch(() => undefined)
  }
}

/** Only what 0.1 did to tables of the platform; upgrading is another run. */
async function putBack(
  session: Session,
  { changesOf01 }: Preflight,
  { yes, dryRun }: Wanted,
  { log, confirm, patience }: Surroundings,
) {
  if (!changesOf01)
    throw new MigrateError('There is no installation of 0.1: nothing to put back.', EXIT.refused)
  if (dryRun) return EXIT.done
  if (!yes && !(await confirm.goOn('\nPut back what version 0.1 changed in the platform’s tables?'))) {
    throw new MigrateError('Nothing was changed. Without a terminal, add --yes.', EXIT.refused)
  }
  await putBack01(session, changesOf01, patience)
  for (const line of describePutBack(changesOf01)) log(line)
  return EXIT.done
}

function refuse(preflight: Preflight) {
  const objections = objectionsOf(preflight)
  if (objections.length === 0) return
  throw new MigrateError(`Nothing was changed:\n${objections.join('\n')}`, EXIT.refused)
}

async function askToGoOn({ mode, pending }: Preflight, { yes }: Wanted, confirm: Confirm) {
  if (yes || mode === 'fresh' || pending.length === 0) return
  const answer = await confirm.goOn('\nThis database is in use. Apply the plan?')
  if (answer) return
  const how = answer === undefined ? ' There is no terminal to ask at: add --yes.' : ''
  throw new MigrateError(`Nothing was changed.${how}`, EXIT.refused)
}

/** At a terminal, each admin of the platform is asked for. */
async function chooseAdmins({ admins, confirmedAdmins }: Preflight, { goOn }: Confirm) {
  if (confirmedAdmins) return []
  const chosen: string[] = []
  for (const email of admins.filter((address) => address.includes('@'))) {
    if (await goOn(`May ${email} use the dashboard?`)) chosen.push(email)
  }
  return chosen
}

async function confirmChosen(session: Session, admins: string[], log: (line: string) => void) {
  if (admins.length === 0) return
  if (await confirmAdmins(session, admins)) log(`Confirmed as admins: ${admins.join(', ')}`)
  else throw new MigrateError('The database has no routine private.confirm_admins: no admin was confirmed.')
}

async function report(session: Session, sources: Sources, applied: string[], log: (line: string) => void) {
  log(applied.length === 0 ? '\nNothing to do.' : `\nApplied ${applied.length} files.`)
  for (const remark of await readRemarks(session)) log(`  ${remark}`)
  const faults = await checkInstallation(session, sources)
  if (faults.length === 0) return EXIT.done
  throw new MigrateError(`The check after the run found:\n${faults.map((fault) => `  ${fault}`).join('\n')}`)
}
