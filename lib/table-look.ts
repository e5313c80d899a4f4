import { z } from 'zod'

/** The cookies that remember how tables look, so that the server draws them so. */
export const DENSITY_COOKIE = 'kryonex-density'
export const COLUMNS_COOKIE = 'kryonex-columns'

/** What somebody changed about a table's columns: which are left out, and how wide others are in pixels. */
export type ColumnsLook = { hidden: string[]; widths: Record<string, number> }

export const MOST_WIDTH = 900
export const LEAST_WIDTH = 48

const id = z.string().max(60)
const columnsLook = z.object({
  hidden: z.array(id).max(40),
  widths: z.record(id, z.int().min(LEAST_WIDTH).max(MOST_WIDTH)),
})
const looks = z.record(z.string().max(60), columnsLook)

/** Browsers refuse longer cookies. */
const MOST_TEXT = 3_000

/** @param value the cookie's value, if any. @returns whether rows are low. */
export function isCompact(value: string | undefined): boolean {
  return value === 'compact'
}

/** @param value the cookie's value, if any. @returns the looks of tables by their label; none of what is malformed. */
export function parseColumns(value: string | undefined): Record<string, ColumnsLook> {
  try {
    return looks.parse(JSON.parse(decodeURIComponent(value ?? '{}')))
  } catch {
    return {}
  }
}

/** @returns the cookie's value for these looks; the tables that were changed first are forgotten where it would be too long. */
export function writeColumns(columns: Record<string, ColumnsLook>): string {
  const kept = Object.entries(columns)
  for (;;) {
    const text = encodeURIComponent(JSON.stringify(Object.fromEntries(kept)))
    if (text.length <= MOST_TEXT) return text
    kept.shift()
  }
}
