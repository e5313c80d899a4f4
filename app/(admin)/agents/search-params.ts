import type { inferParserType } from 'nuqs/server'
import { listParsers, oneOf, texts, words } from '@/lib/list-params'

/** What can be wrong with an agent, the worst first; see the database function agent_problems(). */
export const PROBLEMS = [
  'no_number',
  'not_active',
  'failed_deploy',
  'unknown_number',
  'stale_webhook',
  'two_agents',
] as const

const { q, customer, order, after, before } = listParsers

/** The parameters of /agents. */
export const agentsParsers = {
  q,
  customer,
  order,
  after,
  before,
  status: texts,
  problem: words(['any', ...PROBLEMS]),
  sort: oneOf(['last_deployed', 'created_at']),
}

/** What the columns hold that are not text. */
export const agentsSorts = { last_deployed: 'time', created_at: 'time' } as const

export type AgentsParams = inferParserType<typeof agentsParsers>

/**
 * @param params the parameters of the URL.
 * @returns the filter as the database functions take it.
 */
export function agentsFilter({ status, problem, customer, q }: AgentsParams) {
  return { status, problem, customer, q: q || null }
}

/** @returns whether anything but the default view is asked for, so that "no rows" means "nothing matches". */
export function isFiltered({ status, problem, customer, q, after, before }: AgentsParams): boolean {
  return status.length + problem.length > 0 || Boolean(customer || q || after || before)
}
