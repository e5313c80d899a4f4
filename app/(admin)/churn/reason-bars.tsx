'use client'

import { FacetBars } from '@/components/data-table/facet-bars'
import type { FacetRow } from '@/components/data-table/facet-filter'
import { reasonName } from './labels'

/** Churn alerts by the kind of their reason. */
export function ReasonBars({ rows, selected }: { rows: FacetRow[]; selected: string[] }) {
  return <FacetBars facet="reason" plural="reasons" rows={rows} selected={selected} nameOf={reasonName} />
}
