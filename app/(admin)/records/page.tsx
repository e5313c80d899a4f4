import type { Metadata } from 'next'
import { Suspense } from 'react'
import { PanelBoundary } from '@/components/ui/panel-boundary'
import { requireAdmin } from '@/lib/auth'
import { describeTables } from './queries'
import { TableIndex } from './table-index'
import { DOMAIN_NAMES } from './tables'

export const metadata: Metadata = { title: 'Records' }

async function Tables() {
  await requireAdmin()
  return <TableIndex tables={await describeTables()} domains={DOMAIN_NAMES} />
}

export default function RecordsIndexPage() {
  return (
    <PanelBoundary title="The tables">
      <Suspense fallback={<IndexSkeleton />}>
        <Tables />
      </Suspense>
    </PanelBoundary>
  )
}

function IndexSkeleton() {
  return (
    <div aria-busy="true" className="flex flex-col gap-3 p-4">
      <span className="skeleton h-7 w-64" />
      <span className="skeleton h-64 w-full" />
      <span className="skeleton h-64 w-full" />
    </div>
  )
}
