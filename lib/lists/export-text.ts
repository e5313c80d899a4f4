import { machineTime, oddTime } from '../format/postgres-time'
import { isExactNumber, leafText, writeExact } from '../payloads/exact-json'
import type { Cursor } from './params'

export type ExportFormat = 'csv' | 'json'

/** A column of an export, and what it holds as Postgres calls it. */
export type ExportColumn = { name: string; type: string }

type Row = Record<string, unknown>
type Page = { rows: Row[]; after: Cursor | null }

/** Without it spreadsheets take the file for one in the code page of the system. */
const BYTE_ORDER_MARK = '\ufeff'

/** A phone as `maskPhone` writes it, and a whole one as `wholePhone` does: they begin like formulas and are none. */
const PHONE = /^\+(?:(?:1 \d{3}|\d{2}) ••• ••\d{2}|1 \d{3}-\d{3}-\d{4})$/

/** A number of the United States so that a spreadsheet keeps it as a text: "+1 828-555-0142". */
const wholePhone = (text: string) => text.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '+1 $1-$2-$3')

const isTime = ({ type }: ExportColumn) => type === 'timestamp with time zone'

/** A time as spreadsheets read it, in UTC: "2026-11-22 11:59:30"; years that they do not know as Postgres writes them. */
function spreadsheetTime(time: string): string {
  const iso = machineTime(time)
  if (!iso) return oddTime(time) ?? time
  const [, year = '', rest = ''] = iso.match(/^([+-]?\d+)-(.{14})/) ?? []
  const clock = rest.replace('T', ' ')
  if (year.startsWith('-') || Number(year) === 0)
    return `${String(1 - Number(year)).padStart(4, '0')}-${clock} BC`
  return `${year.replace(/^\+0*/, '')}-${clock}`
}

/**
 * A value as a cell of a CSV file (RFC 4180). A text that a spreadsheet would run as a formula gets an
 * apostrophe before it.
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvCell(value: unknown, isMoment = false): string {
  if (value === null || value === undefined) return ''
  const isText = typeof value === 'string' && !isExactNumber(value)
  if (isText && isMoment) return csvCell(spreadsheetTime(value))
  const text = isText ? wholePhone(value) : typeof value === 'object' ? writeExact(value) : leafText(value)
  const safe = isText && /^[=+\-@\t\r]/.test(text) && !PHONE.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const csvLine = (cells: string[]) => `${cells.join(',')}\r\n`

const headerOf = (column: ExportColumn) => csvCell(isTime(column) ? `${column.name} (UTC)` : column.name)

/**
 * Writes every page of a list as one file, while it is being read.
 * @param read finds the page that comes after a cursor; the first one after null.
 * @param format CSV with a header line, or a JSON array.
 * @param columns the columns of the CSV file in their order.
 * @returns the file's text. It ends with an error when a page cannot be read, so that half a file is never taken for the whole.
 */
export async function* exportText(
  read: (after: Cursor | null) => Promise<Page>,
  format: ExportFormat,
  columns: ExportColumn[],
): AsyncGenerator<string> {
  let after: Cursor | null = null
  let count = 0
  do {
    const page: Page = await read(after)
    if (format === 'json') {
      const texts = page.rows.map(writeExact)
      yield (count === 0 ? '[\n' : texts.length > 0 ? ',\n' : '') + texts.join(',\n')
    } else {
      if (!after) yield BYTE_ORDER_MARK + csvLine(columns.map(headerOf))
      yield page.rows
        .map((row) => csvLine(columns.map((column) => csvCell(row[column.name], isTime(column)))))
        .join('')
    }
    count += page.rows.length
    after = page.after
  } while (after)
  if (format === 'json') yield '\n]\n'
}
