import 'server-only'
import { formatCount } from '../format/format'
import { unwrap } from '../supabase/backend-error'
import { getSupabase } from '../supabase/server'
import { replayWebhooks } from './platform-api'

type Waiting = { id: string; attempts: number }

/**
 * Forwards requeued webhooks to the platform's own API, where there is one. The requeue stands whatever its answer:
 * the platform finds them in the queue too.
 * @returns a notice when it did not accept all of them, else null.
 */
async function forwardToPlatform(waiting: Waiting[]): Promise<string | null> {
  const outcomes = waiting.length > 0 ? await replayWebhooks(waiting) : null
  const left = outcomes?.filter(({ answer }) => !answer?.ok) ?? []
  if (left.length === 0) return null
  const first = left.map(({ answer }) => (answer && !answer.ok ? answer.message : '')).find(Boolean)
  const who = left.length === 1 && waiting.length === 1 ? 'It was' : `${formatCount(left.length)} were`
  return `${who} not handed to the platform's API. ${first ?? ''} The queue has them, so the platform finds them there.`
}

/** Forwards the webhooks that still wait: those processed meanwhile are not run twice. */
export async function forwardRequeued(ids: string[]): Promise<string | null> {
  if (ids.length === 0) return null
  const supabase = await getSupabase()
  return forwardToPlatform(
    unwrap(
      await supabase.from('webhook_details').select('id, attempts').in('id', ids).is('processed_at', null),
    ),
  )
}

/** Hands over what the latest part of a bulk requeue put back. */
export async function forwardBulkPart(bulk: string): Promise<string | null> {
  const supabase = await getSupabase()
  return forwardToPlatform(unwrap(await supabase.rpc('requeued_by_part', { bulk })))
}
