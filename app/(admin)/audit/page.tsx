import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { Suspense } from 'react'
import { ListPage } from '@/components/data-table/list-page'
import { PageSkeleton } from '@/components/data-table/skeleton'
import { requireAdmin } from '@/lib/auth'
import { AuditFilters } from './audit-filters'
import { AuditCount, AuditInsights, AuditRows } from './audit-panels'
import { audit } from './list'
import { countAuditFacets, listActors } from './queries'

export const metadata: Metadata = { title: 'Audit log' }

async function Audit({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireAdmin()
  const { params, ignored } = audit.read(await searchParams, Date.now())
  const facets = countAuditFacets(params)
  return (
    <ListPage
      name="Audit log"
      count={<AuditCount params={params} />}
      ignored={ignored}
      filters={<AuditFilters params={params} facets={facets} actors={listActors()} />}
      insights={<AuditInsights params={params} facets={facets} />}
    >
      <AuditRows params={params} />
    </ListPage>
  )
}

export default function AuditPage({ searchParams }: PageProps<'/audit'>) {
  return (
    <Suspense fallback={<PageSkeleton name="Audit log" />}>
      <Audit searchParams={searchParams} />
    </Suspense>
  )
}
