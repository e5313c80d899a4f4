import type { Occurrence } from './request-bodies'

type ErrorBody = { message: string; stack: string; request: Record<string, unknown> }

export type ErrorKind = {
  type: string
  endpoint: string
  /** How often it happens on ordinary days, compared to the others. */
  weight: number
  /** Whether somebody's account is concerned. */
  anonymous?: boolean
  happen(occurrence: Occurrence): ErrorBody
}
