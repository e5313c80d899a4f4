import { Legend } from '@/components/charts/legend'
import type { FacetRow } from '@/components/data-table/facet-filter'
import { Insight } from '@/components/data-table/insight'
import { ListHistogram } from '@/components/data-table/list-histogram'
import { ActionBars } from './action-bars'
import type { AuditQuery } from './list'
import { auditOverTime } from './queries'

type Props = { query: AuditQuery }

async function Volume({ query }: Props) {
  const data = await auditOverTime(query)
  return (
    <>
      <ListHistogram label="Acts by person" data={data} className="h-28" />
      <div className="mt-2 [&_ul]:flex-wrap [&_ul]:gap-y-1">
        <Legend data={data} />
      </div>
    </>
  )
}

async function Actions({ query, facets }: Props & { facets: Promise<FacetRow[]> }) {
  return <ActionBars rows={await facets} selected={query.params.action} />
}

/** What stands beside the log: how much was done when and by whom, and what. */
export function AuditInsights({ query, facets }: Props & { facets: Promise<FacetRow[]> }) {
  return (
    <>
      <Insight title="Done" note={query.when}>
        <Volume query={query} />
      </Insight>
      <Insight title="By act">
        <Actions query={query} facets={facets} />
      </Insight>
    </>
  )
}
