import type { Cursor } from './params'

export type ExportFormat = 'csv' | 'json'

type Row = Record<string, unknown>
type Page = { rows: Row[]; after: Cursor | null }

/**
 * A value as a cell of a CSV file (RFC 4180). A text that a spreadsheet would run as a formula gets an
 * apostrophe before it.
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvCell(value: unknown): string {
  if (value === null || value === undefined) return ''
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function* csvLines(rows: Row[], columns: string[]) {
  for (const row of rows) yield `${columns.map((column) => csvCell(row[column])).join(',')}\r\n`
}

/**
 * Writes every page of a list as one file, while it is being read.
 * @param read finds the page that comes after a cursor; the first one after null.
 * @param format CSV with a header line in the order of the first row's columns, or a JSON array.
 * @returns the file's text. It ends with an error when a page cannot be read, so that half a file is never taken for the whole.
 */
export async function* exportText(
  read: (after: Cursor | null) => Promise<Page>,
  format: ExportFormat,
): AsyncGenerator<string> {
  let after: Cursor | null = null
  let columns: string[] = []
  let count = 0
  do {
    const page: Page = await read(after)
    if (format === 'json') {
      const texts = page.rows.map((row) => JSON.stringify(row))
      yield (count === 0 ? '[\n' : texts.length > 0 ? ',\n' : '') + texts.join(',\n')
    } else {
      if (count === 0 && page.rows[0]) {
        columns = Object.keys(page.rows[0])
        yield `${columns.map(csvCell).join(',')}\r\n`
      }
      yield [...csvLines(page.rows, columns)].join('')
    }
    count += page.rows.length
    after = page.after
  } while (after)
  if (format === 'json') yield '\n]\n'
}
