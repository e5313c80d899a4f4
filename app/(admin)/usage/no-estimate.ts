import { parseTime } from '@/lib/format/format'
import type { UsageRow } from './queries'

/** What an estimate of usage goes by. */
export type Estimated = Pick<
  UsageRow,
  'state' | 'call_projected' | 'sms_projected' | 'period_start' | 'period_end'
>

/**
 * @param usage usage without an estimate.
 * @param now milliseconds since 1970.
 * @returns why there is none.
 */
export function whyNoEstimate({ state, period_start, period_end }: Estimated, now: number): string {
  if (state === 'stopped') return 'No estimate: nothing goes on while it is stopped'
  if (!period_start || !period_end) return 'No estimate: its period is not known'
  if (parseTime(period_end).getTime() <= now) return 'No estimate: the period is over'
  return 'No estimate before a tenth of the period has passed'
}
