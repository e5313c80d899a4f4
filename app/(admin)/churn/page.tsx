import { HeartHandshake } from 'lucide-react'
import type { Metadata } from 'next'
import { ListView, OpenList, Rows } from '@/components/data-table/list'
import { startRows } from '@/lib/lists/defer'
import { countFacets } from '@/lib/lists/figures'
import { listAdmins } from '@/lib/session/admins'
import { ChurnFilters } from './churn-filters'
import { ChurnInsights } from './churn-panels'
import { ChurnTable } from './churn-table'
import { churn } from './list'
import { listChurn } from './queries'

export const metadata: Metadata = { title: churn.title }

export default function ChurnPage({ searchParams }: PageProps<'/churn'>) {
  return (
    <OpenList list={churn} searchParams={searchParams}>
      {(query) => {
        const page = startRows(churn.rows, () => listChurn(query))
        const facets = countFacets(churn.name, query.filter)
        const admins = listAdmins()
        return (
          <ListView
            list={churn}
            query={query}
            filters={<ChurnFilters params={query.params} facets={facets} admins={admins} />}
            insights={<ChurnInsights query={query} facets={facets} />}
          >
            <Rows list={churn} query={query} page={page} icon={HeartHandshake}>
              {async (rows, shown) => <ChurnTable rows={rows} admins={await admins} {...shown} />}
            </Rows>
          </ListView>
        )
      }}
    </OpenList>
  )
}
