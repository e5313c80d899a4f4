import { inOneTransaction } from './apply-fresh'
import type { ChangesOf01 } from './changes-0.1'
import { installedRows } from './installed-0.1'
import { PATIENCE, type Patience } from './patience'
import { type Session, textArray } from './session'

/**
 * Puts back what 0.1 changed in tables of the platform, in one transaction: its words, its agents, and the constraints and
 * triggers of 0.1 are gone. What 0.1 did not keep is left as it is.
 */
export async function putBack01(
  session: Session,
  { changes, platform }: ChangesOf01,
  patience: Patience = PATIENCE,
) {
  const statements = changes.flatMap((change) => change.statements)
  await inOneTransaction(session, [dropTriggers(platform), ...statements], patience)
}

/** The triggers of 0.1 would act on what is put back; upgrading drops them anyway. */
const dropTriggers = (platform: string[]) => `do $$
declare
  gone record;
begin
  for gone in
    select t.tgname, c.relname from pg_trigger t join pg_class c on c.oid = t.tgrelid
    join ${installedRows()} on i.kind = 'trigger' and i.line = 'public.' || c.relname || '.' || t.tgname
    where c.relnamespace = 'public'::regnamespace and not t.tgisinternal
      and c.relname = any (${textArray(platform)}::name[])
  loop
    execute format('drop trigger if exists %I on public.%I', gone.tgname, gone.relname);
  end loop;
end
$$`

/** What was put back, what is left to decide, and how to go on; as lines to print. */
export function describePutBack({ changes, unknown }: ChangesOf01): string[] {
  return [
    changes.length > 0 ? 'Put back in the tables of the platform:' : 'Nothing is left to put back.',
    ...changes.map(({ relation, what, count }) => `  ${relation}: ${count} ${what}`),
    ...describeUnknown(unknown),
    'Run the command again without --put-back: it upgrades the database.',
  ]
}

function describeUnknown(unknown: string[]): string[] {
  return [
    'Version 0.1 did not keep these, so they stay as they are:',
    '  the policies and checks of the platform that it dropped, and the grants that it revoked: run the platform’s own files',
    '  resolved_at of errors and alerts that were only marked as resolved, and profiles without an address or plan',
    ...(unknown.length > 0
      ? ['Statements to decide on: these defaults, keys and policies are 0.1’s, or look as if they were:']
      : []),
    ...unknown.map((statement) => `  ${statement}`),
  ]
}

/** Why a database of 0.1 is not upgraded, and what to do. */
export function objectionsTo01({ foreign, changes }: ChangesOf01): string[] {
  const lines: string[] = []
  if (foreign.length > 0) {
    lines.push(
      `These objects are not ours and need routines or views of 0.1, which are replaced. Drop them first, or build them on the tables:\n${foreign.map((what) => `  ${what}`).join('\n')}`,
    )
  }
  if (changes.length > 0) {
    const list = changes.map(({ relation, what, count }) => `  ${relation}: ${count} ${what}`).join('\n')
    lines.push(
      `Version 0.1 changed tables of the platform, which this version leaves as they are:\n${list}\nAdd --put-back to the command to put them back, in one transaction. Then run it again to upgrade.`,
    )
  }
  return lines
}
