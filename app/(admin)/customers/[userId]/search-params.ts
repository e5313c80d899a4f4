import type { inferParserType } from 'nuqs/server'
import { listParsers, timeFilter, words } from '@/lib/lists/params'
import { TIMELINE_KINDS } from './kinds'

const { period, span, after, before } = listParsers

/** The parameters of /customers/[userId]: which part of the timeline is shown. */
export const timelineParsers = { kind: words(TIMELINE_KINDS), period, span, after, before }

/** What the timeline's cursor holds, so that another kind of cursor is malformed. */
export const timelineSorts = () => 'time' as const

export type TimelineParams = inferParserType<typeof timelineParsers>

/**
 * @param params the parameters of the URL.
 * @param now milliseconds since 1970.
 * @returns when the entries happened, as the database functions take it.
 */
export function timelineRange(params: TimelineParams, now: number) {
  const { since, until } = timeFilter(params, now)
  return { since: since ?? undefined, until: until ?? undefined }
}
