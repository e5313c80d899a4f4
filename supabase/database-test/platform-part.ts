import type { NamedCall } from './platform-calls'
import type { Difference, Kind, Replay } from './platform-replay'
import type { Report } from './report'

/** How often each kind of difference was found, by part. */
export type Tally = Map<string, Map<string, number>>

const toText = ({ kind, call, detail }: Difference) => `${kind}: ${call}\n  ${detail}`

/**
 * Makes calls one after another, with a check for each group of them.
 * @returns the names of those that are refused without us too.
 */
export async function playAll(replay: Replay, calls: NamedCall[], options: PartOptions) {
  const { report, tally, part, where, groupOf, kinds } = options
  const groups = new Map<string, { calls: number; accepted: number; differences: Difference[] }>()
  const refused: string[] = []
  const add = (group: string, differences: Difference[], counts: { calls: number; accepted: number }) => {
    const found = groups.get(group) ?? { calls: 0, accepted: 0, differences: [] }
    groups.set(group, {
      calls: found.calls + counts.calls,
      accepted: found.accepted + counts.accepted,
      differences: [...found.differences, ...differences],
    })
  }
  for (const { name, call, table } of calls) {
    const { isAccepted, differences } = await replay.play(name, call, table)
    if (!isAccepted) refused.push(name)
    const counted = differences.filter(({ kind }) => !kinds || kinds.includes(kind))
    add(groupOf(name), counted, { calls: 1, accepted: Number(isAccepted) })
  }
  add('every platform column of every table', await replay.compareAll(part), { calls: 0, accepted: 0 })
  for (const [group, { calls: count, accepted, differences }] of groups) {
    const what = count > 1 ? `${group} (${count} calls, ${accepted} of them accepted without us)` : group
    report.check(`${where}, ${part}: ${what}`, differences.length === 0, differences.map(toText).join('\n'))
    for (const { kind } of differences) {
      const counts = tally.get(part) ?? new Map<string, number>()
      tally.set(part, counts.set(kind, (counts.get(kind) ?? 0) + 1))
    }
  }
  return refused
}

type PartOptions = {
  report: Report
  tally: Tally
  part: string
  where: string
  groupOf: (name: string) => string
  /** The differences that matter, if not all do: a confirmed admin may see and do more than before. */
  kinds?: Kind[]
}

export const eachCall = (name: string) => name
export const eachTable = (name: string) => name.split(':')[0] ?? name
export const eachCaller = (name: string) => name.split(' ').slice(0, 2).join(' ')
