import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { Suspense } from 'react'
import { ListPage } from '@/components/data-table/list-page'
import { PageSkeleton } from '@/components/data-table/skeleton'
import { requireAdmin } from '@/lib/auth'
import { CustomersFilters } from './customers-filters'
import { CustomersCount, CustomersRows } from './customers-panels'
import { HealthFigures } from './health-figures'
import { customers } from './list'
import { countCustomerFacets } from './queries'

export const metadata: Metadata = { title: 'Customer health' }

async function Customers({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireAdmin()
  const { params, ignored } = customers.read(await searchParams, Date.now())
  return (
    <ListPage
      name="Customer health"
      count={<CustomersCount params={params} />}
      ignored={ignored}
      figures={<HealthFigures params={params} />}
      figuresHeight="min-h-[137px] max-sm:min-h-[147px]"
      filters={<CustomersFilters params={params} facets={countCustomerFacets(params)} />}
    >
      <CustomersRows params={params} />
    </ListPage>
  )
}

export default function CustomersPage({ searchParams }: PageProps<'/customers'>) {
  return (
    <Suspense fallback={<PageSkeleton name="Customer health" />}>
      <Customers searchParams={searchParams} />
    </Suspense>
  )
}
