import { ScrollText } from 'lucide-react'
import { Legend } from '@/components/charts/legend'
import type { FacetRow } from '@/components/data-table/facet-filter'
import { Insight } from '@/components/data-table/insight'
import { ListHistogram } from '@/components/data-table/list-histogram'
import { ListRows } from '@/components/data-table/list-page'
import { NoMatch } from '@/components/data-table/no-match'
import { EmptyState } from '@/components/ui/states'
import { formatMatches } from '@/lib/format'
import { ActionBars } from './action-bars'
import { AuditTable } from './audit-table'
import { type AuditParams, auditChartWhen, auditFilter, auditOrder, isFiltered } from './list'
import { auditOverTime, countAudit, listAudit } from './queries'

const KEYS: [string, string][] = [
  ['J K', 'move'],
  ['↵', 'open'],
  ['/', 'search'],
]

type Props = { params: AuditParams }

/** How many audit rows match. */
export async function AuditCount({ params }: Props) {
  const count = await countAudit(params)
  return `${formatMatches(count)} ${count.matches === 1 ? 'act' : 'acts'}`
}

async function Volume({ params }: Props) {
  const data = await auditOverTime(params)
  return (
    <>
      <ListHistogram label="Acts by person" data={data} className="h-28" />
      <div className="mt-2 [&_ul]:flex-wrap [&_ul]:gap-y-1">
        <Legend data={data} />
      </div>
    </>
  )
}

async function Actions({ params, facets }: Props & { facets: Promise<FacetRow[]> }) {
  return <ActionBars rows={await facets} selected={params.action} />
}

/** What stands beside the log: how much was done when and by whom, and what. */
export function AuditInsights({ params, facets }: Props & { facets: Promise<FacetRow[]> }) {
  return (
    <>
      <Insight title="Done" note={auditChartWhen(params)}>
        <Volume params={params} />
      </Insight>
      <Insight title="By act">
        <Actions params={params} facets={facets} />
      </Insight>
    </>
  )
}

/** One page of the log, or why there is none. */
export async function AuditRows({ params }: Props) {
  const { rows, before, after } = await listAudit(params)
  return (
    <ListRows
      keys={KEYS}
      edges={{ before, after }}
      shown={rows.length}
      news={{ list: 'audit', filter: auditFilter(params, Date.now()) }}
    >
      {rows.length > 0 ? (
        <AuditTable rows={rows} sort={auditOrder(params)} />
      ) : isFiltered(params) ? (
        <NoMatch what="audit entry" href="/audit" />
      ) : (
        <EmptyState icon={ScrollText} title="Nobody has done anything yet">
          Every change, export and look at a masked value will be written down here.
        </EmptyState>
      )}
    </ListRows>
  )
}
