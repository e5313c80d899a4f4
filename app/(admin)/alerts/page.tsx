import { BellOff } from 'lucide-react'
import type { Metadata } from 'next'
import { Suspense } from 'react'
import { ListView, OpenList, Rows } from '@/components/data-table/list'
import { StateFilter } from '@/components/data-table/state-filter'
import { PanelBoundary } from '@/components/ui/panel-boundary'
import { startRows } from '@/lib/lists/defer'
import { countFacets } from '@/lib/lists/figures'
import { listAdmins } from '@/lib/session/admins'
import { AlertsFilters } from './alerts-filters'
import { AlertsInsights } from './alerts-panels'
import { AlertsTable } from './alerts-table'
import { alerts, groupsStorms } from './list'
import { StormNotice } from './storm-notice'
import { StormSwitch } from './storm-switch'
import { listWithStorms } from './storms'

export const metadata: Metadata = { title: alerts.title }

export default function AlertsPage({ searchParams }: PageProps<'/alerts'>) {
  return (
    <OpenList list={alerts} searchParams={searchParams}>
      {(query) => {
        const { params } = query
        const page = startRows(alerts.rows, () => listWithStorms(query))
        const facets = countFacets(alerts.name, query.filter)
        const admins = listAdmins()
        const isOpen = params.state === 'open'
        return (
          <ListView
            list={alerts}
            query={query}
            actions={
              <>
                {isOpen ? <StormSwitch grouped={groupsStorms(params)} /> : null}
                <StateFilter states={alerts.states} current={params.state} />
              </>
            }
            filters={<AlertsFilters params={params} facets={facets} admins={admins} />}
            insights={<AlertsInsights query={query} facets={facets} />}
          >
            <Rows
              list={alerts}
              query={query}
              page={page}
              icon={BellOff}
              notice={(rows) =>
                isOpen && !groupsStorms(params) && rows.length > 0 ? (
                  <PanelBoundary title="The storms">
                    <Suspense>
                      <StormNotice query={query} />
                    </Suspense>
                  </PanelBoundary>
                ) : null
              }
            >
              {async (rows, shown) => <AlertsTable rows={rows} admins={await admins} {...shown} />}
            </Rows>
          </ListView>
        )
      }}
    </OpenList>
  )
}
