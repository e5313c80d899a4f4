import Link from 'next/link'
import { Grade } from '@/components/ui/grade'
import { Written } from '@/components/ui/written'
import { formatCount } from '@/lib/format/format'
import { countedRows, metricName } from '../labels'
import type { DiscrepancyRow } from '../queries'

const signed = (value: number) => `${value > 0 ? '+' : value < 0 ? '−' : ''}${formatCount(Math.abs(value))}`

function Counted({ row }: { row: DiscrepancyRow }) {
  if (row.counted === null) return '—'
  const rows = countedRows(row)
  if (!rows) return formatCount(row.counted)
  return (
    <Link href={rows} title="The rows that were counted" className="touch text-accent-text hover:underline">
      {formatCount(row.counted)}
    </Link>
  )
}

function Customer({ row }: { row: DiscrepancyRow }) {
  if (!row.user_id) return <span className="text-fg-3">Not recorded</span>
  return (
    <span className="flex items-center gap-2">
      <Grade grade={row.grade} />
      <Link href={`/customers/${row.user_id}`} className="truncate font-medium hover:underline max-sm:py-3">
        <Written>{row.business_name ?? 'Unnamed customer'}</Written>
      </Link>
    </span>
  )
}

const HEAD = 'border-b border-line py-1.5 text-2xs font-medium text-fg-2'
const CELL = 'border-b border-line py-1.5 align-top'

/** What a run found, each number with the way to the rows behind it. */
export function DiscrepancyTable({ rows }: { rows: DiscrepancyRow[] }) {
  return (
    <table aria-label="Differences" className="w-full table-fixed text-[12.5px]">
      <thead>
        <tr className="text-right">
          <th scope="col" className={`${HEAD} text-left`}>
            Customer
          </th>
          <th scope="col" className={`${HEAD} w-[74px]`}>
            Recorded
          </th>
          <th scope="col" className={`${HEAD} w-[74px]`}>
            Counted
          </th>
          <th scope="col" className={`${HEAD} w-[92px]`}>
            Difference
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className="text-right tabular-nums">
            <td className={`${CELL} min-w-0 text-left`}>
              <Customer row={row} />
              <span className="text-xs text-fg-3">{metricName(row.metric)}</span>
            </td>
            <td className={CELL}>{row.recorded === null ? '—' : formatCount(row.recorded)}</td>
            <td className={CELL}>
              <Counted row={row} />
            </td>
            <td className={CELL}>
              {row.difference === null ? '—' : signed(row.difference)}
              <span className="block text-xs text-fg-3">
                {row.difference_percent === null ? 'nothing counted' : `${signed(row.difference_percent)} %`}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
