import { createColumnHelper } from '@tanstack/react-table'
import { Check, Minus } from 'lucide-react'
import type { ColumnLayout, Features } from '@/components/data-table/features'
import { RowLink } from '@/components/data-table/row-link'
import { Badge } from '@/components/ui/badge'
import { RelativeTime } from '@/components/ui/relative-time'
import { Written } from '@/components/ui/written'
import { leafText } from '@/lib/payloads/exact-json'
import type { CellValue } from '../cells'
import type { RecordRow } from '../queries'
import type { RecordColumn } from '../table'

const column = createColumnHelper<Features, RecordRow>()

const WIDTHS: Record<RecordColumn['kind'], number> = {
  uuid: 96,
  time: 84,
  boolean: 80,
  number: 92,
  json: 84,
  list: 140,
  text: 150,
}

/** @param of a column. @returns how wide it is in pixels, its name included. */
export function columnWidth({ kind, name, target }: RecordColumn): number {
  return Math.max(target === 'profiles' ? 150 : WIDTHS[kind], name.length * 7 + 24)
}

/** Where a column stands in a phone's row of three lines, by its place among the columns. */
const PHONE: ColumnLayout['phone'][] = ['meta', 'title', 'value', 'body']

const shortId = (id: string) => id.slice(0, 8)

function Value({ of, value, names }: { of: RecordColumn; value: CellValue; names: Record<string, string> }) {
  if (of.secret) return <Badge>{value ? 'present' : 'absent'}</Badge>
  if (value === null || value === '') return <span className="text-fg-3">—</span>
  if (of.target) {
    return (
      // A plain link on purpose: a row of another table has a page of its own.
      <a
        href={`/records/${of.target}/${value}`}
        className={`above-row hover:underline max-sm:pointer-events-none ${names[String(value)] ? '' : 'font-mono text-xs'}`}
      >
        <Written>{names[String(value)] ?? shortId(String(value))}</Written>
      </a>
    )
  }
  if (of.kind === 'time') return <RelativeTime at={String(value)} />
  if (of.kind === 'uuid') return <span className="font-mono text-xs">{shortId(String(value))}</span>
  if (of.kind === 'boolean') {
    const Icon = value ? Check : Minus
    return (
      <span className="inline-flex items-center gap-1">
        <Icon aria-hidden className="size-3.5 text-fg-3" />
        {value ? 'yes' : 'no'}
      </span>
    )
  }
  return (
    <span className={of.kind === 'json' ? 'text-fg-3' : undefined}>
      <Written>{leafText(value)}</Written>
    </span>
  )
}

function Header({ of }: { of: RecordColumn }) {
  if (of.sortable) return <span title={of.comment ?? undefined}>{of.name}</span>
  return (
    <span title={`${of.comment ? `${of.comment} ` : ''}Cannot be sorted by: no index orders the rows by it.`}>
      {of.name}
    </span>
  )
}

/**
 * @param shown the columns of the list; the first is the row's key.
 * @param names what accounts are called, by their ids.
 * @returns the columns of a table's list.
 */
export function recordColumns(shown: RecordColumn[], names: Record<string, string>) {
  return column.columns(
    shown.map((of, place) =>
      column.accessor((row) => row.cells[of.name], {
        id: of.name,
        header: () => <Header of={of} />,
        meta: {
          width: `${columnWidth(of)}px`,
          align: of.kind === 'number' ? 'end' : undefined,
          from: place < 3 || place === shown.length - 1 ? undefined : place < 5 ? 'medium' : 'wide',
          phone: place > 1 && place === shown.length - 1 ? 'end' : PHONE[place],
          sort: of.sortable ? of.name : undefined,
          sortFirst: of.kind === 'time' || of.kind === 'number' ? undefined : 'asc',
        },
        cell: ({ row: { original: row } }) => {
          const value = row.cells[of.name] ?? null
          if (place > 0) return <Value of={of} value={value} names={names} />
          return (
            <RowLink id={row.id}>
              <span className="font-mono text-xs">{of.kind === 'uuid' ? shortId(row.id) : row.id}</span>
            </RowLink>
          )
        },
      }),
    ),
  )
}
