import type { NamedCall } from './platform-calls'
import type { Difference, Replay } from './platform-replay'
import type { Report } from './report'

/** How often each kind of difference was found, by part. */
export type Tally = Map<string, Map<string, number>>

const describe = ({ kind, call, detail }: Difference) => `${kind}: ${call}\n  ${detail}`

/** Makes calls one after another: a check for each that the platform is known to make, else one for each group. */
export async function playAll(
  replay: Replay,
  calls: NamedCall[],
  { report, tally, part, where, groupOf }: PartOptions,
) {
  const groups = new Map<string, { count: number; differences: Difference[] }>()
  const add = (group: string, differences: Difference[], count: number) => {
    const found = groups.get(group) ?? { count: 0, differences: [] }
    groups.set(group, { count: found.count + count, differences: [...found.differences, ...differences] })
  }
  for (const { name, call, table } of calls) add(groupOf(name), await replay.play(name, call, table), 1)
  add('every platform column of every table', await replay.compareAll(part), 0)
  for (const [group, { count, differences }] of groups) {
    const what = count > 1 ? `${group} (${count} calls)` : group
    report.check(`${where}, ${part}: ${what}`, differences.length === 0, differences.map(describe).join('\n'))
    for (const { kind } of differences) {
      const counts = tally.get(part) ?? new Map<string, number>()
      tally.set(part, counts.set(kind, (counts.get(kind) ?? 0) + 1))
    }
  }
}

type PartOptions = {
  report: Report
  tally: Tally
  part: string
  where: string
  groupOf: (name: string) => string
}

export const eachCall = (name: string) => name
export const eachTable = (name: string) => name.split(':')[0] ?? name
export const eachCaller = (name: string) => name.split(' ').slice(0, 2).join(' ')
