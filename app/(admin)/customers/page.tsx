import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { Suspense } from 'react'
import { ListPage } from '@/components/data-table/list-page'
import { PageSkeleton } from '@/components/data-table/skeleton'
import { requireAdmin } from '@/lib/auth'
import { readParams } from '@/lib/list-params'
import { CustomersFilters } from './customers-filters'
import { CustomersCount, CustomersRows } from './customers-panels'
import { HealthFigures } from './health-figures'
import { countCustomerFacets } from './queries'
import { customersParsers, customersSorts } from './search-params'

export const metadata: Metadata = { title: 'Customer health' }

async function Customers({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireAdmin()
  const { params, ignored } = readParams(customersParsers, await searchParams, customersSorts)
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
