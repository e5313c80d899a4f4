'use client'

import { UsageMeter } from '@/components/charts/usage-meter'
import { Badge, type Tone } from '@/components/ui/badge'
import { useNow } from '@/components/ui/relative-time'
import { formatPercent, USAGE_WORDS, type UsageState, usageText } from '@/lib/format/usage'
import { type Estimated, whyNoEstimate } from './no-estimate'

const TONES: Record<UsageState, Tone> = {
  stopped: 'critical',
  over: 'critical',
  near: 'warning',
  under: 'neutral',
}

/** Where a customer stands with their plan. */
export function UsageBadge({ state }: { state: UsageState }) {
  return <Badge tone={TONES[state]}>{USAGE_WORDS[state]}</Badge>
}

/** A use beside what may be used: meter, figures, percent. */
export function Used({ percent, used, of }: { percent: number; used: string; of: string }) {
  return (
    <span className="flex items-center gap-2">
      <UsageMeter percent={percent} className="w-20 flex-none" />
      <span className={`w-12 flex-none text-right font-medium ${usageText(percent)}`}>
        {formatPercent(percent)}
      </span>
      <span className="truncate text-xs text-fg-3">
        {used} of {of}
      </span>
    </span>
  )
}

/** What a use comes to by the period's end if it goes on as it has: an estimate, marked as one. */
export function Projection({ usage }: { usage: Estimated }) {
  const now = useNow()
  const { call_projected: calls, sms_projected: texts } = usage
  const percent = calls === null ? null : Math.max(calls, texts ?? 0)
  if (percent === null) {
    return (
      <span className="text-fg-3" title={whyNoEstimate(usage, now)}>
        —<span className="sr-only"> {whyNoEstimate(usage, now)}</span>
      </span>
    )
  }
  return (
    <span
      title="An estimate: what it comes to by the end of the period if it goes on as it has so far"
      className={usageText(percent)}
    >
      ≈ {formatPercent(percent)}
      <span className="sr-only"> estimated</span>
    </span>
  )
}
