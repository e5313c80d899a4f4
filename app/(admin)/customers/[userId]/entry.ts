import type { Tone } from '@/components/ui/badge'
import { lookUp } from '@/lib/format/labels'
import { type Json, maskText } from '@/lib/masking/mask'
import { WORDS } from './entry-words'
import { factsReader } from './facts'
import type { TimelineKind } from './kinds'

/** A row of the timeline as the database tells it. */
export type TimelineRow = { kind: TimelineKind; entity: string; id: string; happened_at: string; facts: Json }

/** An entry in words, safe to send to a browser. */
export type Entry = {
  id: string
  kind: TimelineKind
  entity: string
  at: string
  title: string
  text: string | null
  aside: string | null
  tone: Tone
  href: string
}

const DETAILS: Record<string, string> = {
  error_logs: '/errors',
  ops_alerts: '/alerts',
  churn_alerts: '/churn',
  webhook_queue: '/webhooks',
}

/** @returns where a row is shown: the page of its queue, or its record. */
function hrefOfRow(entity: string, id: string): string {
  return `${lookUp(DETAILS, entity) ?? `/records/${entity}`}/${id}`
}

/**
 * @param row a row of the timeline.
 * @param zone in which to write times.
 * @returns it in words, personal data masked.
 */
export function describeEntry({ kind, entity, id, happened_at, facts }: TimelineRow, zone: string): Entry {
  const fact = factsReader(facts)
  const words = WORDS[kind](fact, facts, zone)
  return {
    id,
    kind,
    entity,
    at: happened_at,
    title: maskText(words.title),
    text: words.text || null,
    aside: words.aside ?? null,
    tone: words.tone ?? 'neutral',
    href: hrefOfRow(entity, id),
  }
}
