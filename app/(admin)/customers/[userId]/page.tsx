import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { Suspense } from 'react'
import { OwnPage } from '@/components/data-table/own-page'
import { DetailSkeleton } from '@/components/detail/detail-skeleton'
import { requireAdmin } from '@/lib/auth'
import { readParams } from '@/lib/list-params'
import { CustomerPage } from './customer-page'
import { timelineParsers, timelineSorts } from './search-params'

export const metadata: Metadata = { title: 'Customer' }

type Given = { params: Promise<{ userId: string }>; searchParams: Promise<SearchParams> }

async function Customer({ params: route, searchParams }: Given) {
  await requireAdmin()
  const { userId } = await route
  const { params, ignored } = readParams(timelineParsers, await searchParams, timelineSorts)
  return <CustomerPage userId={userId} params={params} ignored={ignored} />
}

export default function CustomerRoute({ params, searchParams }: PageProps<'/customers/[userId]'>) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <Suspense fallback={<DetailSkeleton />}>
        <OwnPage>
          <Customer params={params} searchParams={searchParams} />
        </OwnPage>
      </Suspense>
    </div>
  )
}
