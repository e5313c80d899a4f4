import { type inferParserType, parseAsStringLiteral } from 'nuqs/server'
import { listParsers, oneOf } from '@/lib/lists/params'
import { LATENCY_PERIODS } from './period'

/** What the endpoints can be ordered by. */
const LATENCY_SORTS = ['p95', 'p50', 'p99', 'slow', 'requests', 'change', 'endpoint'] as const
export type LatencySort = (typeof LATENCY_SORTS)[number]

/** The parameters of /latency; `after` pages through the worst requests of an endpoint. */
export const latencyParsers = {
  period: oneOf(LATENCY_PERIODS),
  sort: oneOf(LATENCY_SORTS),
  order: parseAsStringLiteral(['asc', 'desc']),
  after: listParsers.after,
}

export type LatencyParams = inferParserType<typeof latencyParsers>

/** @returns what a cursor through the worst requests holds. */
export const worstSortKind = () => 'number' as const

/** @returns the order that is asked for; without one the slowest p95 comes first. */
export const latencyOrder = ({ sort, order }: LatencyParams) => ({
  by: sort,
  descending: order ? order === 'desc' : sort !== 'endpoint',
})
