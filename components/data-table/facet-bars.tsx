'use client'

import Link from 'next/link'
import { Meter } from '@/components/charts/meter'
import { formatFacetCount } from '@/lib/format/format'
import type { FacetRow } from './facet-filter'
import { useListUrl } from './list-url'

type Props = {
  /** The facet, which is also its parameter in the URL. */
  facet: string
  /** The plural of its values: "types". */
  plural: string
  rows: FacetRow[]
  selected: string[]
  /** The label of a value; the value itself without one. */
  nameOf?: (value: string) => string
  /** How many values have a bar of their own. */
  most?: number
}

/** The most frequent values of a facet as bars; each shows its rows alone, or all again. */
export function FacetBars({ facet, plural, rows, selected, nameOf, most = 6 }: Props) {
  const { hrefWith } = useListUrl()
  const values = rows.filter((row) => row.facet === facet)
  if (values.length === 0) return <p className="text-fg-2">Nothing matches.</p>
  const [shown, others] = [values.slice(0, most), values.slice(most)]
  const rest = others.map(({ matches }) => matches)
  const largest = Math.max(sum(rest), ...shown.map(({ matches }) => matches))
  return (
    <ul className="flex flex-col">
      {shown.map(({ value, matches }) => {
        const current = selected.length === 1 && selected[0] === value
        return (
          <li key={value}>
            <Link
              href={hrefWith({ [facet]: current ? [] : [value] })}
              scroll={false}
              aria-current={current ? 'true' : undefined}
              className="-mx-1.5 flex h-7 items-center gap-2.5 rounded-md px-1.5 hover:bg-hover aria-[current]:bg-accent-tint"
            >
              <Bar name={nameOf?.(value) ?? value} counts={[matches]} largest={largest} />
            </Link>
          </li>
        )
      })}
      {others.length > 0 ? (
        <li className="flex h-7 items-center gap-2.5 text-fg-2">
          <Bar name={`${others.length} other ${plural}`} counts={rest} largest={largest} />
        </li>
      ) : null}
    </ul>
  )
}

const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0)

function Bar({ name, counts, largest }: { name: string; counts: number[]; largest: number }) {
  return (
    <>
      <span className="w-[130px] flex-none truncate">{name}</span>
      <Meter share={sum(counts) / largest} fill="bg-s3" className="min-w-0 flex-1 bg-transparent" />
      <span className="min-w-6 text-right font-medium">{formatFacetCount(...counts)}</span>
    </>
  )
}
