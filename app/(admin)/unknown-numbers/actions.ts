'use server'

import { z } from 'zod'
import { idSchema, idsSchema, requiredText } from '@/lib/ids'
import { maskPhone } from '@/lib/masking/mask'
import type { RowOutcome } from '@/lib/session/action-result'
import { adminAction } from '@/lib/session/admin-action'
import { unwrap } from '@/lib/supabase/backend-error'

/** Matches unknown numbers to an agent; each row tells whether it was done, or who was first. */
export const matchUnknownNumbers = adminAction(
  z.object({ ids: idsSchema, agent: idSchema, notes: z.string().trim().max(2000).optional() }),
  async (input, supabase): Promise<RowOutcome[]> =>
    unwrap(await supabase.rpc('resolve_unknown_numbers', input)),
)

/** Puts unknown numbers aside that belong to nobody, for a reason. */
export const dismissUnknownNumbers = adminAction(
  z.object({ ids: idsSchema, notes: requiredText('Reason') }),
  async (input, supabase): Promise<RowOutcome[]> =>
    unwrap(await supabase.rpc('resolve_unknown_numbers', input)),
)

/** Opens resolved unknown numbers again. */
export const reopenUnknownNumbers = adminAction(
  z.object({ ids: idsSchema }),
  async (input, supabase): Promise<RowOutcome[]> =>
    unwrap(await supabase.rpc('reopen_unknown_numbers', input)),
)

/** Agents that a number may belong to, or whose customer is called like what is typed; their numbers masked. */
export const suggestAgents = adminAction(
  z.object({ unknown: idSchema, q: z.string().trim().max(80).optional() }),
  async (input, supabase) => {
    const agents = unwrap(await supabase.rpc('suggest_agents', input))
    return agents.map((agent) => ({
      ...agent,
      phone_number: agent.phone_number && maskPhone(agent.phone_number),
    }))
  },
)
