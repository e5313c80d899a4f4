import { plural } from '@/lib/format/format'
import { type Json, maskJson } from '@/lib/masking/mask'
import { exactNumber, leafText, parseExact, writeExact } from '@/lib/payloads/exact-json'
import type { RecordColumn } from './table'

/** A value as a list shows it. */
export type CellValue = string | number | boolean | null

/**
 * @param column the value's column.
 * @param value what the database answered for it: numbers as text, and JSON where it is whole.
 * @param whole whether nothing is left out.
 * @returns the value with all digits of its numbers.
 */
export function readValue({ kind, secret }: RecordColumn, value: Json, whole: boolean): Json {
  if (secret || typeof value !== 'string') return value
  if (kind === 'number') return exactNumber(value)
  return kind === 'json' && whole ? parseExact(value) : value
}

/** A position or a name: nothing of it that leads to somebody. */
function maskPersonal(value: Json): Json {
  return typeof value === 'string' ? `${value.slice(0, 1)}•••` : value === null ? null : '•••'
}

/**
 * @param column the value's column.
 * @param value what the database answered for it.
 * @returns the value with personal data and what looks like a credential hidden.
 */
export function maskValue({ name, kind, secret, personal }: RecordColumn, value: Json): Json {
  if (secret || value === null || kind === 'time' || kind === 'uuid' || kind === 'boolean') return value
  return personal ? maskPersonal(value) : maskJson(value, name)
}

/**
 * @param column the value's column.
 * @param value what the database answered for it; JSON as how many keys or items it has, unless whole.
 * @param whole whether nothing is left out, for an export.
 * @returns the value for one cell, masked.
 */
export function maskCell(column: RecordColumn, value: Json, whole: boolean): CellValue {
  if (column.kind === 'json' && !whole && value !== null && typeof value === 'object') {
    const size = value as { keys?: number; items?: number }
    const [count, one] = size.keys === undefined ? [size.items, 'item'] : [size.keys, 'key']
    return `${count} ${plural(Number(count), one)}`
  }
  const masked = maskValue(column, value)
  if (column.kind === 'list' && Array.isArray(masked)) return masked.map(leafText).join(', ')
  return masked !== null && typeof masked === 'object' ? writeExact(masked) : masked
}
