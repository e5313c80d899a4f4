'use client'

import { useState, useTransition } from 'react'
import { notify } from '@/components/ui/toasts'
import { useZone } from '@/components/ui/zone'
import { colleague, formatExact, formatQuantity } from '@/lib/format/format'
import type { PlatformAnswer } from '@/lib/platform/platform-request'
import { resultOrUnreachable } from '@/lib/session/action-result'
import { beginReconciliation, continueReconciliation } from './actions'

export type Progress = { checked: number; total: number | null }

function tellOtherRun(begun: { started_at: string; actor_email: string | null }, zone: string) {
  const who = begun.actor_email ? colleague(begun.actor_email) : 'the platform'
  notify({
    title: 'A run is already in progress',
    description: `Started by ${who}, ${formatExact(begun.started_at, zone)}. Only one run can be active.`,
    failed: true,
  })
}

function handedOver(platform: PlatformAnswer | null): string | undefined {
  if (!platform) return undefined
  return platform.ok
    ? 'The platform was notified as well.'
    : `The platform was not notified: ${platform.message}`
}

/** Runs a reconciliation part by part, or carries one on, and tells what came of it. */
export function useReconciliation() {
  const [progress, setProgress] = useState<Progress | null>(null)
  const [pending, start] = useTransition()
  const { zone } = useZone()

  async function carryOn(run: string, platform: PlatformAnswer | null) {
    for (;;) {
      const part = await resultOrUnreachable(continueReconciliation({ run }))
      if (!part.ok) {
        return notify({
          title: 'The run was interrupted',
          description: `${part.message} You can resume it from where it stopped.`,
          failed: true,
        })
      }
      const { checked, total, found, status, reason } = part.data
      setProgress({ checked, total })
      if (status === 'failed') return notify({ title: 'The run failed', description: reason, failed: true })
      if (status === 'completed') {
        return notify({
          title: `${formatQuantity(checked, 'customer')} checked, ${formatQuantity(found, 'difference')} found`,
          description: handedOver(platform),
          failed: platform?.ok === false,
        })
      }
    }
  }

  function finish(work: Promise<void>) {
    return work.finally(() => setProgress(null))
  }

  function begin() {
    start(async () => {
      setProgress({ checked: 0, total: null })
      const begun = await resultOrUnreachable(beginReconciliation({}))
      if (begun.ok && begun.data.outcome === 'done') {
        return finish(carryOn(begun.data.run, begun.data.platform))
      }
      setProgress(null)
      if (begun.ok) tellOtherRun(begun.data, zone)
      else notify({ title: begun.message, failed: true })
    })
  }

  function resume(run: string) {
    start(() => finish(carryOn(run, null)))
  }

  return { pending, progress, begin, resume }
}
