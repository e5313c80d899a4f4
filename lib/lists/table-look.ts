import type { ColumnSizingState, ColumnVisibilityState } from '@tanstack/react-table'

/** The cookies that remember how tables look, so that the server draws them so. */
export const DENSITY_COOKIE = 'kryonex-density'
export const COLUMNS_COOKIE = 'kryonex-columns'

/** The user's changes to a table's columns: which are hidden, and the widths of others in pixels. */
export type ColumnsLook = { columnVisibility: ColumnVisibilityState; columnSizing: ColumnSizingState }

export const MOST_WIDTH = 900
export const LEAST_WIDTH = 48

/** Browsers refuse longer cookies. */
const MOST_TEXT = 3_000

/** @param value the cookie's value, if any. @returns whether rows are low. */
export function isCompact(value: string | undefined): boolean {
  return value === 'compact'
}

/** @returns the cookie's value for these looks; the tables that were changed first are forgotten where it would be too long. */
export function writeColumns(columns: Record<string, ColumnsLook>): string {
  const kept = Object.entries(columns).map(([label, { columnVisibility, columnSizing }]) => {
    const hidden = Object.keys(columnVisibility).filter((id) => columnVisibility[id] === false)
    return [label, { hidden, widths: columnSizing }]
  })
  for (;;) {
    const text = encodeURIComponent(JSON.stringify(Object.fromEntries(kept)))
    if (text.length <= MOST_TEXT) return text
    kept.shift()
  }
}
