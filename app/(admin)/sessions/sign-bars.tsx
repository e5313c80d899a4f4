'use client'

import { FacetBars } from '@/components/data-table/facet-bars'
import type { FacetRow } from '@/components/data-table/facet-filter'
import { SIGNS, signName, signReason } from './labels'

/** Odd sessions by what is odd about them, and what that means. */
export function SignBars({ rows, selected }: { rows: FacetRow[]; selected: string[] }) {
  const found = SIGNS.filter((sign) => rows.some(({ facet, value }) => facet === 'sign' && value === sign))
  if (found.length === 0) return <p className="text-fg-2">Nothing looks odd.</p>
  return (
    <>
      <FacetBars facet="sign" plural="signs" rows={rows} selected={selected} nameOf={signName} />
      <dl className="mt-3 flex flex-col gap-2 text-xs">
        {found.map((sign) => (
          <div key={sign}>
            <dt className="font-medium">{signName(sign)}</dt>
            <dd className="text-fg-2">{signReason(sign)}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
