import 'server-only'
import { cache } from 'react'
import { requireAdmin } from '@/lib/auth'
import { unwrap } from '@/lib/backend-error'
import { countFacets, countMatching } from '@/lib/list-figures'
import { maskPhone, maskText } from '@/lib/mask'
import { cutPage, pageArguments, type Solid } from '@/lib/rows'
import { afterTheRows } from '@/lib/rows-first'
import type { Tables } from '@/lib/supabase/database.types'
import { getSupabase } from '@/lib/supabase/server'
import { type AgentsParams, agentsFilter } from './list'

/** An agent with its customer and what is wrong with it; number and address are masked. */
export type AgentRow = Solid<
  Tables<'agent_list'>,
  'id' | 'user_id' | 'status' | 'created_at' | 'last_deployed' | 'problems'
>

function maskAgent(agent: AgentRow): AgentRow {
  return {
    ...agent,
    phone_number: agent.phone_number && maskPhone(agent.phone_number),
    inbound_webhook_url: agent.inbound_webhook_url && maskText(agent.inbound_webhook_url),
    deploy_error: agent.deploy_error && maskText(agent.deploy_error),
  }
}

/** @returns one page of agents that match, and its neighbours' cursors. */
export async function listAgents(params: AgentsParams) {
  await requireAdmin()
  const supabase = await getSupabase()
  const rows = unwrap(
    await supabase.rpc('list_agents', {
      filter: agentsFilter(params),
      sort: params.sort,
      descending: params.order !== 'asc',
      ...pageArguments(params),
    }),
  ) as AgentRow[]
  return cutPage(rows.map(maskAgent), params, (row) => [row[params.sort], row.id])
}

/** @returns how many agents match, exactly up to 10,000. */
export async function countAgents(params: AgentsParams) {
  return countMatching('agents', agentsFilter(params))
}

/** @returns the values of every facet, with how many agents have each under the other filters. */
export async function countAgentFacets(params: AgentsParams) {
  return countFacets('agents', agentsFilter(params))
}

/** @returns what can be wrong with agents, the worst first, explained and counted, asked once per request. */
export const readAgentProblems = cache(async () => {
  const supabase = await afterTheRows()
  return unwrap(await supabase.rpc('agent_problems'))
})

/**
 * @param id an agent's id.
 * @returns everything about it, or null when there is none.
 */
export const findAgent = cache(async (id: string) => {
  await requireAdmin()
  const supabase = await getSupabase()
  const row = unwrap(
    await supabase.from('agent_list').select('*').eq('id', id).maybeSingle(),
  ) as AgentRow | null
  return row && maskAgent(row)
})

/**
 * @param phone what somebody typed.
 * @returns whose number it is, masked, and what came for it as a number of nobody; null where it is no number.
 */
export async function lookUpPhone(phone: string) {
  await requireAdmin()
  const supabase = await getSupabase()
  const found = unwrap(await supabase.rpc('look_up_phone', { phone }).maybeSingle())
  return found && { ...found, e164: maskPhone(found.e164) }
}
