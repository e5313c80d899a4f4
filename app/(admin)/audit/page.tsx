import type { Metadata } from 'next'
import { ListView, OpenList, Rows } from '@/components/data-table/list'
import { startRows } from '@/lib/lists/defer'
import { countFacets } from '@/lib/lists/figures'
import { AuditFilters } from './audit-filters'
import { AuditInsights } from './audit-panels'
import { AuditTable } from './audit-table'
import { audit } from './list'
import { listActors, listAudit } from './queries'

export const metadata: Metadata = { title: audit.title }

export default function AuditPage({ searchParams }: PageProps<'/audit'>) {
  return (
    <OpenList list={audit} searchParams={searchParams}>
      {(query) => {
        const page = startRows(audit.rows, () => listAudit(query))
        const facets = countFacets(audit.name, query.filter)
        return (
          <ListView
            list={audit}
            query={query}
            filters={<AuditFilters params={query.params} facets={facets} actors={listActors()} />}
            insights={<AuditInsights query={query} facets={facets} />}
          >
            <Rows list={audit} query={query} page={page}>
              {(rows, { sort }) => <AuditTable rows={rows} sort={sort} />}
            </Rows>
          </ListView>
        )
      }}
    </OpenList>
  )
}
