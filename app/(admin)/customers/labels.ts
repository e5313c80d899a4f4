import type { Tone } from '@/components/ui/badge'
import { lookUp } from '@/lib/format/labels'

/** Where the counts beside a customer stop; see the view customer_list. */
export const OPEN_COUNT_CAP = 100

const TRADES: Record<string, string> = { hvac: 'HVAC', plumbing: 'Plumbing', electrical: 'Electrical' }

/** @param industry a customer's trade as the database writes it. @returns it for people. */
export function tradeName(industry: string | null): string {
  return industry ? (lookUp(TRADES, industry.toLowerCase()) ?? industry) : '—'
}

/** How each risk level is coloured. */
const RISK_TONES: Record<string, Tone> = {
  critical: 'critical',
  high: 'critical',
  medium: 'warning',
  low: 'ok',
}

/** @param level a level of risk as the database writes it. @returns its colour, neutral for one that nobody foresaw. */
export function riskTone(level: string): Tone {
  return lookUp(RISK_TONES, level) ?? 'neutral'
}
