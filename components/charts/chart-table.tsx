'use client'

import { useZone } from '@/components/ui/zone'
import { formatCount, formatMoment } from '@/lib/format/format'
import type { Histogram } from '@/lib/lists/histogram'

const MOST_ROWS = 12

/** A chart's numbers as a table, over it: at most twelve stretches of time, each with its sums. */
export function ChartTable({ label, data }: { label: string; data: Histogram }) {
  const { zone } = useZone()
  const size = Math.ceil(data.points.length / MOST_ROWS) || 1
  const stretches = Array.from({ length: Math.ceil(data.points.length / size) }, (_, i) =>
    data.points.slice(i * size, (i + 1) * size),
  )
  return (
    <section
      aria-label={`${label} as a table`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
      tabIndex={0}
      className="absolute inset-0 overflow-auto bg-surface"
    >
      <table className="w-full text-right text-xs [&_:is(td,th)]:px-2 [&_:is(td,th)]:font-normal [&_th]:text-fg-2">
        <caption className="sr-only">{label}</caption>
        <thead>
          <tr>
            <th scope="col">From</th>
            {data.series.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {stretches.map((points) => {
            const at = points[0]?.at ?? 0
            return (
              <tr key={at}>
                <th scope="row">{formatMoment(new Date(at).toISOString(), zone)}</th>
                {data.series.map(({ name }) => (
                  <td key={name}>
                    {formatCount(points.reduce((sum, { counts }) => sum + (counts[name] ?? 0), 0))}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
