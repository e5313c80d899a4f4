import { readConfirmedAdmins } from './admins'
import { readCautions } from './cautions'
import { readChangesOf01 } from './changes-0.1'
import { readAdmins, readForeign, readServer, readTables, readTakenIndexes } from './facts'
import { editedVersions, pendingFiles, readHistory } from './history'
import { readInstalled01 } from './installed-0.1'
import { modeOf, readOrigins } from './mode'
import { recogniseInstallation } from './recognise'
import { type Column, columnsQuery, readContract } from './scratch'
import type { Session } from './session'
import type { Sources } from './sources'

/** Everything that the plan says, read from the database before anything changes. */
export async function readPreflight(session: Session, sources: Sources) {
  const installation = await recogniseInstallation(session)
  const origins = await readOrigins(session, sources)
  const named = (origin: string) => origins.filter((table) => table.origin === origin).map(({ name }) => name)
  const platform = named('platform')
  const history = await readHistory(session)
  const pending = pendingFiles(sources, history)
  const taken = await readTakenIndexes(session, sources, platform)
  const indexesOf01 = new Set(
    readInstalled01().index.map((line) => line.slice(line.indexOf('.') + 1, line.indexOf(' '))),
  )
  return {
    server: await readServer(session),
    installation,
    changesOf01: installation.kind === '0.1' ? await readChangesOf01(session, sources) : undefined,
    mode: modeOf(origins),
    origins,
    tables: await readTables(session, [...platform, ...named('ours')]),
    contract:
      platform.length > 0 && pending.length > 0
        ? await compareContract(session, sources, platform)
        : undefined,
    cautions: await readCautions(session, pending.length > 0 ? platform : []),
    foreign: await readForeign(session, sources),
    takenIndexes: taken.filter((name) => installation.kind !== '0.1' || !indexesOf01.has(name)),
    admins: await readAdmins(session),
    confirmedAdmins: await readConfirmedAdmins(session),
    edited: editedVersions(sources, history),
    pending,
  }
}

export type Preflight = Awaited<ReturnType<typeof readPreflight>>

/** What the platform's tables lack of the contract, and what of it they do not get. */
async function compareContract(session: Session, sources: Sources, platform: string[]) {
  const { columns, constraints } = await readContract(sources)
  const existing = new Map((await session.run<Column>(columnsQuery)).map((column) => [keyOf(column), column]))
  const wanted = columns.filter(({ relation }) => platform.includes(relation))
  return {
    added: wanted.filter((column) => !existing.has(keyOf(column))),
    otherwise: wanted.flatMap((column) => {
      const found = existing.get(keyOf(column))
      return found && found.type !== column.type ? [{ ...column, found: found.type }] : []
    }),
    left: constraints.filter(({ relation }) => platform.includes(relation)),
  }
}

const keyOf = ({ relation, name }: Column) => `${relation}.${name}`
