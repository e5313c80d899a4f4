import { writes } from '../platform/writes'
import { toCall } from './platform-calls'
import { testConsequences } from './platform-consequences'
import { generateAttempts, generateWrites } from './platform-generated'
import { testIntruder } from './platform-intruder'
import { type Pair, type Prepared, withPair } from './platform-pair'
import { eachCall, eachCaller, eachTable, playAll, type Tally } from './platform-part'
import { createReplay, type Kind } from './platform-replay'
import type { HostedServer } from './platform-server'
import { inventedValues, plainValues } from './platform-values'
import type { Report } from './report'

export type Options = { server: HostedServer; postgrest: string; report: Report; tally: Tally }

/** The platform's own counting functions fail, a webhook comes twice, and agents have no unique user in some places. */
const refusedAnyway = ['(RPC)', 'raw webhook again', 'agent deployed']

const SEED = 'the platform does not notice'

/** Everything that is shown on one pair of databases. @param huge one in so many invented texts is of 3 MB. */
export async function testPair(prepared: Prepared, options: Options, huge: number) {
  const { report, tally } = options
  const where = `${options.server.version}, ${prepared.title}`
  report.check(
    `${where}: installs (${prepared.seconds.toFixed(1)} s)`,
    !prepared.failure,
    prepared.failure?.message,
  )
  const on = (work: (pair: Pair) => Promise<void>) =>
    withPair(options.server, prepared, options.postgrest, work)
  const common = { report, tally, where }
  await on(async (pair) => {
    const replay = await createReplay(pair)
    const known = plainValues(SEED)
    const calls = writes.flatMap((write) => toCall(write, pair.tables, known) ?? [])
    const refused = await playAll(replay, calls, { ...common, part: 'replay', groupOf: eachCall })
    const unexpected = refused.filter((name) => !refusedAnyway.some((part) => name.includes(part)))
    report.check(
      `${where}: the platform's calls work without us`,
      unexpected.length === 0,
      unexpected.join('\n'),
    )
    const invented = inventedValues(SEED, huge)
    const again = writes.flatMap((write) => toCall(write, pair.tables, invented, false) ?? [])
    await playAll(replay, again, { ...common, part: 'own words', groupOf: eachTable })
  })
  await on(async (pair) => {
    const replay = await createReplay(pair)
    const attempts = generateAttempts(pair.tables, ['anon', 'customer', 'seller', 'unconfirmedAdmin'])
    await playAll(replay, attempts, { ...common, part: 'access', groupOf: eachCaller })
    const admins = generateAttempts(pair.tables, ['admin'])
    const kinds: Kind[] = ['refused', 'stored otherwise']
    await playAll(replay, admins, { ...common, part: "admin's access", groupOf: eachCaller, kinds })
    const generated = await generateWrites(
      pair.without.database,
      pair.tables,
      inventedValues(`${SEED}, columns`, huge),
    )
    await playAll(replay, generated, { ...common, part: 'each column', groupOf: eachTable })
  })
  await on(async (pair) => {
    await testIntruder(pair, report, where)
    await testConsequences(pair, report, where)
  })
}
