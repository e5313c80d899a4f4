import type { Times } from './statistics'
import type { View } from './views'

/** What a question of a page cost at the largest size, and how that grew from the smallest. */
export type Measured = {
  page: string
  view: string
  kind: View['kind']
  question: string
  /** Whether it fetches rows, or counts them. */
  fetches: 'rows' | 'figures'
  /** How many rows it asks for at most; one, where it asks for no page. */
  pageSize: number
  /** Whether the smallest size answered with as much, so that the times can be compared. */
  comparable: boolean
  database?: Times
  api?: Times
  growth?: number
  rowsRead: number
  largeRead: number
  rowsCounted: number
  aggregates: number
  rowsReturned: number
  blocks: number
  sequential: string[]
}
