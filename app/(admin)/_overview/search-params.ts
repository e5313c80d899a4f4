import { parseAsStringLiteral } from 'nuqs/server'

/** How far back the overview's charts look. */
export const OVERVIEW_PERIODS = ['1h', '24h', '7d', '30d'] as const
export type OverviewPeriod = (typeof OVERVIEW_PERIODS)[number]

/** The parameters of the overview. */
export const overviewParsers = { period: parseAsStringLiteral(OVERVIEW_PERIODS).withDefault('24h') }

/** How many bars a period has, and how long each is, in words. */
export const BUCKETS: Record<OverviewPeriod, { count: number; width: string }> = {
  '1h': { count: 60, width: '1 minute' },
  '24h': { count: 48, width: '30 minutes' },
  '7d': { count: 84, width: '2 hours' },
  '30d': { count: 60, width: '12 hours' },
}

/** The periods in words, after a count: "1,235 in 24 hours". */
export const PERIOD_WORDS: Record<OverviewPeriod, string> = {
  '1h': 'in 1 hour',
  '24h': 'in 24 hours',
  '7d': 'in 7 days',
  '30d': 'in 30 days',
}

/** The periods where there is little room, after a count: "1,235 in 24 h". */
export const PERIOD_SHORT: Record<OverviewPeriod, string> = {
  '1h': 'in 1 h',
  '24h': 'in 24 h',
  '7d': 'in 7 d',
  '30d': 'in 30 d',
}

/** The lengths of the periods in words, after "in the": "in the 24 hours before". */
export const PERIOD_LENGTHS: Record<OverviewPeriod, string> = {
  '1h': 'hour',
  '24h': '24 hours',
  '7d': '7 days',
  '30d': '30 days',
}
