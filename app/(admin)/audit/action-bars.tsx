'use client'

import { FacetBars } from '@/components/data-table/facet-bars'
import type { FacetRow } from '@/components/data-table/facet-filter'
import { actionName } from './labels'

/** What was done most. */
export function ActionBars({ rows, selected }: { rows: FacetRow[]; selected: string[] }) {
  return (
    <FacetBars facet="action" plural="acts" rows={rows} selected={selected} nameOf={actionName} most={8} />
  )
}
