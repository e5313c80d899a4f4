import { BUDGETS } from './budgets'
import { LARGE_TABLES } from './load'

export type Plan = {
  'Node Type': string
  'Relation Name'?: string
  // The plan of a mere estimate (EXPLAIN) has none of these.
  'Actual Rows'?: number
  'Actual Loops'?: number
  'Rows Removed by Filter'?: number
  'Rows Removed by Index Recheck'?: number
  'Shared Hit Blocks'?: number
  'Shared Read Blocks'?: number
  Plans?: Plan[]
}

/** What the server did for a statement. */
export type Read = {
  rowsReturned: number
  rowsRead: number
  /** Of these, the ones of large tables, which grow with the traffic. */
  largeRead: number
  /** Rows of large tables that went into a count or another aggregate. */
  rowsCounted: number
  /** How many aggregates the plan has. */
  aggregates: number
  blocks: number
  /** Tables that were read from one end to the other. */
  sequential: string[]
}

/** @returns what a plan read; nothing where it was not carried out. */
export function readPlan(plan: Plan): Read {
  const nodes = flatten(plan, false)
  const sum = (of: Node[]) => of.reduce((total, { node }) => total + rowsOf(node), 0)
  const large = nodes.filter(({ node }) => LARGE_TABLES.includes(node['Relation Name'] ?? ''))
  return {
    rowsReturned: passed(plan),
    rowsRead: sum(nodes),
    largeRead: sum(large.filter(({ counted }) => !counted)),
    rowsCounted: sum(large.filter(({ counted }) => counted)),
    aggregates: nodes.filter(({ node }) => isAggregate(node) && passed(node) > 0).length,
    blocks: (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0),
    sequential: nodes
      // One that was only asked for its estimate reads nothing, and one that counts up to a limit stops there.
      .filter(({ node }) => node['Node Type'] === 'Seq Scan' && rowsOf(node) > 2 * BUDGETS.exactCount)
      .map(({ node }) => node['Relation Name'] ?? ''),
  }
}

type Node = { node: Plan; counted: boolean }

function flatten(node: Plan, counted: boolean): Node[] {
  const below = counted || isAggregate(node)
  return [{ node, counted }, ...(node.Plans ?? []).flatMap((plan) => flatten(plan, below))]
}

const isAggregate = (node: Plan) => node['Node Type'] === 'Aggregate'

const passed = (node: Plan) => (node['Actual Rows'] ?? 0) * (node['Actual Loops'] ?? 0)

function rowsOf(node: Plan) {
  if (!/^(Seq|Index|Index Only|Bitmap Heap|Tid) Scan$/.test(node['Node Type'])) return 0
  const removed = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)
  return passed(node) + removed * (node['Actual Loops'] ?? 0)
}
