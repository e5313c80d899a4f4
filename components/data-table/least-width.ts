import type { ColumnLayout } from './features'

/** How narrow a table may become once somebody made columns wider: those without a width keep room for some words. */
export function leastWidth(
  headers: { id: string; column: { columnDef: { meta?: ColumnLayout } } }[],
  widths: Record<string, number>,
): number | undefined {
  if (Object.keys(widths).length === 0) return undefined
  return headers.reduce(
    (sum, { id, column }) => sum + (widths[id] ?? Number.parseInt(column.columnDef.meta?.width ?? '160', 10)),
    40,
  )
}
