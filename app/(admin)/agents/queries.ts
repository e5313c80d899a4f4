import 'server-only'
import { cache } from 'react'
import { deferUntilRowsRequested } from '@/lib/lists/defer'
import type { NonNullKeys } from '@/lib/lists/page-rows'
import { type PageQuery, readPage } from '@/lib/lists/read-page'
import { maskColumns } from '@/lib/masking/columns'
import { maskPhone } from '@/lib/masking/mask'
import { requireAdmin } from '@/lib/session/auth'
import { unwrap } from '@/lib/supabase/backend-error'
import type { Tables } from '@/lib/supabase/database.types'
import { getSupabase } from '@/lib/supabase/server'
import { agents } from './list'

/** An agent with its customer and what is wrong with it; number and address are masked. */
export type AgentRow = NonNullKeys<
  Tables<'agent_list'>,
  'id' | 'user_id' | 'status' | 'created_at' | 'last_deployed' | 'problems'
>

/** @returns one page of agents that match, masked, and its neighbours' cursors. */
export const listAgents = (query: PageQuery) => readPage<AgentRow>(agents, query)

/** @returns what can be wrong with agents, the worst first, explained and counted, asked once per request. */
export const readAgentProblems = cache(async () => {
  const supabase = await deferUntilRowsRequested()
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
  return row && maskColumns(agents.masked, row)
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
