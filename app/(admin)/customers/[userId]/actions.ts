'use server'

import { z } from 'zod'
import { idSchema, idsSchema, requiredText } from '@/lib/ids'
import type { RowOutcome } from '@/lib/session/action-result'
import { adminAction } from '@/lib/session/admin-action'
import { unwrap } from '@/lib/supabase/backend-error'
import { CREDIT_BOUNDS } from './credit'

/** Shows how a customer is reached; the audit log keeps who looked. */
export const revealContact = adminAction(
  z.object({ customer: idSchema, field: z.enum(['email', 'transfer_number', 'phone_number']) }),
  async (input, supabase): Promise<string | null> => unwrap(await supabase.rpc('reveal_contact', input)),
)

const credit = z
  .object({
    customer: idSchema,
    kind: z.enum(['call', 'sms']),
    /** Minutes of calls, or messages. */
    amount: z.int().min(1),
    reason: requiredText('Reason'),
    request: idSchema,
  })
  .refine(({ kind, amount }) => amount <= CREDIT_BOUNDS[kind], 'That is more than one grant may give.')

/** Gives a customer credit for the current period; the same request gives it once. */
export const grantCredit = adminAction(
  credit,
  async ({ amount, ...input }, supabase): Promise<RowOutcome[]> =>
    unwrap(
      await supabase.rpc('grant_credit', { ...input, amount: input.kind === 'call' ? amount * 60 : amount }),
    ),
)

/** Takes the credit of a request back. */
export const revokeCredit = adminAction(
  z.object({ request: idSchema }),
  async (input, supabase): Promise<RowOutcome[]> => unwrap(await supabase.rpc('revoke_credit', input)),
)

/** Stops a customer's usage, or lets it go on. */
export const setHardStop = adminAction(
  z.object({ customer: idSchema, active: z.boolean(), reason: requiredText('Reason') }),
  async (input, supabase): Promise<RowOutcome[]> => unwrap(await supabase.rpc('set_hard_stop', input)),
)

/** Flags leads for review, or takes the flag away. */
export const flagLeads = adminAction(
  z.object({ ids: idsSchema, flagged: z.boolean() }),
  async (input, supabase): Promise<RowOutcome[]> => unwrap(await supabase.rpc('flag_leads', input)),
)

/** Gives a customer to a colleague to look after, or to nobody; whoever took them meanwhile keeps them and is named. */
export const assignCustomer = adminAction(
  z.object({ ids: idsSchema, assignee: idSchema.nullable(), instead_of: idSchema.nullable() }),
  async (input, supabase): Promise<RowOutcome[]> =>
    // The generated types know no null arguments.
    unwrap(
      await supabase.rpc(
        'assign_customers',
        input as typeof input & { assignee: string; instead_of: string },
      ),
    ),
)
