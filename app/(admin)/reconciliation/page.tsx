import type { Metadata } from 'next'
import { ListView, OpenList, Rows } from '@/components/data-table/list'
import { StateFilter } from '@/components/data-table/state-filter'
import { startRows } from '@/lib/lists/defer'
import { countFacets } from '@/lib/lists/figures'
import { reconciliation } from './list'
import { listRuns } from './queries'
import { ReconciliationFilters } from './reconciliation-filters'
import { Trend } from './reconciliation-panels'
import { ReconciliationTable } from './reconciliation-table'
import { RunNow } from './run-now'

export const metadata: Metadata = { title: reconciliation.title }

export default function ReconciliationPage({ searchParams }: PageProps<'/reconciliation'>) {
  return (
    <OpenList list={reconciliation} searchParams={searchParams}>
      {(query) => {
        const page = startRows(reconciliation.rows, () => listRuns(query))
        const facets = countFacets(reconciliation.name, query.filter)
        return (
          <ListView
            list={reconciliation}
            query={query}
            actions={
              <>
                <StateFilter states={reconciliation.states} current={query.params.state} />
                <RunNow />
              </>
            }
            filters={<ReconciliationFilters params={query.params} facets={facets} />}
            chart={<Trend />}
          >
            <Rows list={reconciliation} query={query} page={page}>
              {(rows) => <ReconciliationTable rows={rows} />}
            </Rows>
          </ListView>
        )
      }}
    </OpenList>
  )
}
