/** Where the counts beside a customer stop; see the view customer_list. */
export const OPEN_COUNT_CAP = 100

const TRADES: Record<string, string> = { hvac: 'HVAC', plumbing: 'Plumbing', electrical: 'Electrical' }

/** @param industry a customer's trade as the database writes it. @returns it for people. */
export function tradeName(industry: string | null): string {
  return industry ? (TRADES[industry] ?? industry) : '—'
}

/** How each risk level is coloured. */
export const RISK_TONES: Record<string, 'critical' | 'warning' | 'ok'> = {
  critical: 'critical',
  high: 'critical',
  medium: 'warning',
  low: 'ok',
}
