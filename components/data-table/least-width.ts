import type { ColumnLayout } from './features'

/** How narrow a table may become once somebody made columns wider: those without a width keep room for some words. */
export function leastWidth(
  columns: { id: string; columnDef: { meta?: ColumnLayout } }[],
  widths: Record<string, number>,
): number | undefined {
  if (Object.keys(widths).length === 0) return undefined
  return columns.reduce(
    (sum, { id, columnDef }) => sum + (widths[id] ?? Number.parseInt(columnDef.meta?.width ?? '160', 10)),
    40,
  )
}
