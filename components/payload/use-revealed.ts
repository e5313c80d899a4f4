'use client'

import { useState, useTransition } from 'react'
import { notify } from '@/components/ui/toasts'
import type { PayloadNode } from '@/lib/payloads/payload-index'
import { type ActionResult, resultOrUnreachable } from '@/lib/session/action-result'

/**
 * What has been revealed of a payload.
 * @param ask asks for a masked value; each look is written down.
 */
export function useRevealed(ask: (node: PayloadNode) => Promise<ActionResult<string | null>>) {
  const [revealed, setRevealed] = useState<ReadonlyMap<number, string>>(new Map())
  const [, start] = useTransition()
  function reveal(node: PayloadNode) {
    start(async () => {
      const result = await resultOrUnreachable(ask(node))
      const value = result.ok ? result.data : null
      if (value !== null) return setRevealed((before) => new Map([...before, [node.id, value]]))
      notify({
        title: 'The value could not be shown',
        description: result.ok ? 'It is gone.' : result.message,
        failed: true,
      })
    })
  }
  return { revealed, reveal }
}
