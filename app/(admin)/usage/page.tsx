import type { Metadata } from 'next'
import { ListView, OpenList, Rows } from '@/components/data-table/list'
import { startRows } from '@/lib/lists/defer'
import { countFacets } from '@/lib/lists/figures'
import { usage } from './list'
import { listUsage } from './queries'
import { UsageFilters } from './usage-filters'
import { UsageCount } from './usage-panels'
import { UsageTable } from './usage-table'
import { UsageTabs } from './usage-tabs'

export const metadata: Metadata = { title: usage.title }

export default function UsagePage({ searchParams }: PageProps<'/usage'>) {
  return (
    <OpenList list={usage} searchParams={searchParams}>
      {(query) => {
        const page = startRows(usage.rows, () => listUsage(query))
        const facets = countFacets(usage.name, query.filter)
        return (
          <ListView
            list={usage}
            query={query}
            count={<UsageCount query={query} />}
            tabs={<UsageTabs current={query.params.state} facets={facets} />}
            filters={<UsageFilters params={query.params} facets={facets} />}
          >
            <Rows list={usage} query={query} page={page}>
              {(rows, { sort }) => <UsageTable rows={rows} sort={sort} />}
            </Rows>
          </ListView>
        )
      }}
    </OpenList>
  )
}
