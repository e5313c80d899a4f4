import { colleague } from '@/lib/format/format'
import { type Json, maskJson } from '@/lib/masking/mask'
import { leafText, writeExact } from '@/lib/payloads/exact-json'

/** A column before and after an act; undefined where the log does not say. */
export type AuditChange = { field: string; before: Json; after: Json | undefined }

/** What an audit row says beside who, what and when. */
export type AuditStory = { changes: AuditChange[]; said: [name: string, value: Json][] }

/** What empties the columns whose old values it keeps. */
const UNDOING = ['reopen', 'unacknowledge', 'unsnooze', 'unassign', 'requeue']

const isObject = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Takes an audit row's metadata apart: `previous` holds old values, what has the same name beside it the new ones,
 * the rest is what was said. Personal data is masked.
 * @param actionType the kind of act: "reopen".
 * @param metadata as it is stored, whatever its shape.
 * @param emailOf the address of an account that rows are handed to, by its id.
 */
export function readStory(
  actionType: string | null,
  metadata: Json,
  emailOf: (id: string) => string = (id) => id,
): AuditStory {
  // Colleagues are called by name everywhere in the console.
  const shown = (value: Json, name: string) =>
    name === 'assignee' && typeof value === 'string' ? colleague(emailOf(value)) : maskJson(value, name)
  if (!isObject(metadata))
    return { changes: [], said: metadata === null ? [] : [['metadata', maskJson(metadata)]] }
  const { previous, ...rest } = metadata
  const before = isObject(previous) ? previous : {}
  const emptied = UNDOING.includes(actionType ?? '') ? null : undefined
  const changes = Object.entries(before).map(
    ([field, value]): AuditChange => ({
      field,
      before: shown(value, field),
      after: field in rest ? shown(rest[field] ?? null, field) : emptied,
    }),
  )
  const said = Object.entries(rest)
    .filter(([name, value]) => !(name in before) && value !== '')
    .map(([name, value]): [string, Json] => [name, shown(value, name)])
  return { changes, said }
}

/** @returns a value of the log in one line. */
export function inOneLine(value: Json | undefined): string {
  if (value === undefined) return 'not recorded'
  if (value === null || value === '') return 'empty'
  if (Array.isArray(value)) return value.map(inOneLine).join(' › ')
  return typeof value === 'object' ? writeExact(value) : leafText(value)
}

/** @returns the most telling part of a story for a row of the list. */
export function summarise({ changes, said }: AuditStory): string | null {
  const told = new Map(said)
  const text = told.get('notes') ?? told.get('reason') ?? told.get('name') ?? told.get('path')
  if (text !== undefined) return inOneLine(text)
  if (said[0]) return `${said[0][0]}: ${inOneLine(said[0][1])}`
  const moved = changes.filter(({ before }) => before !== null)
  return (
    moved
      .map(({ field, before, after }) => `${field}: ${inOneLine(before)} → ${inOneLine(after)}`)
      .join(', ') || null
  )
}
