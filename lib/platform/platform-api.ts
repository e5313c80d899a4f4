import 'server-only'
import { env } from '../env'
import { BackendError } from '../supabase/backend-error'
import { getSupabase } from '../supabase/server'
import { type PlatformAnswer, postToPlatform } from './platform-request'

const TIMEOUT_MS = 5000
/** Most replays at the same time. */
const AT_ONCE = 6

type Replay = { id: string; attempts: number }

/** The outcome of forwarding one webhook; `answer` is null where it was not tried because the platform was gone. */
export type Handover = { id: string; answer: PlatformAnswer | null }

/** @returns whether requeues and reconciliations also go to the platform's own API. */
export function hasPlatformApi(): boolean {
  return env().PLATFORM_API_URL !== undefined
}

/**
 * Posts in the name of the signed-in user. The database has verified the token before: this only passes it on.
 * @throws BackendError when the session is gone.
 */
async function post(
  path: string,
  key: string,
  body: Record<string, unknown>,
): Promise<PlatformAnswer | null> {
  const base = env().PLATFORM_API_URL
  if (!base) return null
  const supabase = await getSupabase()
  const { data } = await supabase.auth.getSession()
  if (!data.session) throw new BackendError('backend-denied', 'There is no session to ask the platform with.')
  return postToPlatform({ base, path, token: data.session.access_token, key, body, timeoutMs: TIMEOUT_MS })
}

/**
 * Hands requeued webhooks to the platform. The key of each comes from the row and how often it was tried, so a
 * double click asks for one run, and a requeue after the next failure for another.
 * @param webhooks the rows, with their attempts as the requeue left them.
 * @returns one outcome per row in their order, or null where no platform API is set. After the first row that
 * the platform does not answer for, the rest is not tried.
 */
export async function replayWebhooks(webhooks: Replay[]): Promise<Handover[] | null> {
  if (!hasPlatformApi()) return null
  const outcomes: Handover[] = []
  let isGone = false
  for (let start = 0; start < webhooks.length; start += AT_ONCE) {
    const part = await Promise.all(
      webhooks.slice(start, start + AT_ONCE).map(async ({ id, attempts }) => {
        if (isGone) return { id, answer: null }
        const path = `/admin/webhook-queue/${encodeURIComponent(id)}/replay`
        return { id, answer: await post(path, `webhook-replay:${id}:${attempts}`, { attempts }) }
      }),
    )
    outcomes.push(...part)
    isGone ||= part.some(
      ({ answer }) => answer?.ok === false && ['unreachable', 'slow'].includes(answer.failure),
    )
  }
  return outcomes
}

/**
 * Tells the platform to reconcile as well.
 * @param run the id of the run that the database began; its key, so one run is triggered once.
 * @returns the platform's answer, or null where no platform API is set.
 */
export async function triggerReconciliation(run: string): Promise<PlatformAnswer | null> {
  return post('/admin/reconciliation-runs/trigger', `reconciliation-run:${run}`, { run_id: run })
}
