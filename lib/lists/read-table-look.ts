import { z } from 'zod'
import { type ColumnsLook, LEAST_WIDTH, MOST_WIDTH } from './table-look'

const id = z.string().max(60)
const columnsLook = z
  .object({
    hidden: z.array(id).max(40),
    widths: z.record(id, z.int().min(LEAST_WIDTH).max(MOST_WIDTH)),
  })
  .transform(({ hidden, widths }) => ({
    columnVisibility: Object.fromEntries(hidden.map((column) => [column, false])),
    columnSizing: widths,
  }))
const looks = z.record(z.string().max(60), columnsLook)

/** @param value the cookie's value, if any. @returns the looks of tables by their label; none of what is malformed. */
export function parseColumns(value: string | undefined): Record<string, ColumnsLook> {
  try {
    return looks.parse(JSON.parse(decodeURIComponent(value ?? '{}')))
  } catch {
    return {}
  }
}
