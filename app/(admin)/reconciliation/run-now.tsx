'use client'

import { Scale } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { formatCount, formatQuantity } from '@/lib/format/format'
import { type Progress, useReconciliation } from './use-reconciliation'

function Bar({ checked, total }: Progress) {
  const text = total === null ? 'Starting' : `${formatCount(checked)} of ${formatQuantity(total, 'customer')}`
  return (
    <span className="flex items-center gap-2 text-xs text-fg-2" role="status">
      <progress
        className="h-1.5 w-24 accent-(--accent)"
        aria-label="Progress of the run"
        max={total ?? 1}
        value={checked}
      />
      {text}
    </span>
  )
}

/** Compares usage and limits of the current period now, as the nightly job does. */
export function RunNow() {
  const { pending, progress, begin } = useReconciliation()
  return (
    <>
      {progress ? <Bar {...progress} /> : null}
      <Button variant="primary" pending={pending} onClick={begin}>
        <Scale aria-hidden className="size-3.5" />
        Run now
      </Button>
    </>
  )
}

/** Carries on a run that stopped between two parts, such as when its browser was closed. */
export function CarryOn({ run }: { run: string }) {
  const { pending, progress, resume } = useReconciliation()
  return (
    <>
      {progress ? <Bar {...progress} /> : null}
      <Button variant="primary" pending={pending} onClick={() => resume(run)}>
        Resume
      </Button>
    </>
  )
}
