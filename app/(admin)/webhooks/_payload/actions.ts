'use server'

import { z } from 'zod'
import { idSchema } from '@/lib/ids'
import { pathTo } from '@/lib/payloads/payload-index'
import { adminAction } from '@/lib/session/admin-action'
import { unwrap } from '@/lib/supabase/backend-error'
import { readPayload } from './queries'

/** Most characters of a value that is revealed: what is hidden as a whole may be megabytes. */
const MOST = 10_000

/** Reads one masked value of a payload as it was recorded; the audit log keeps who looked at what. */
export const revealPayloadValue = adminAction(
  z.object({ id: idSchema, node: z.int().min(1) }),
  async ({ id, node }, supabase) => {
    const payload = await readPayload(id)
    const path = payload ? pathTo(payload.index, node) : []
    if (path.length === 0) return ''
    const value = unwrap(
      await supabase.rpc('reveal', { entity: 'webhook_queue', id, path: ['raw_payload', ...path] }),
    )
    return (value ?? 'null').slice(0, MOST)
  },
)
