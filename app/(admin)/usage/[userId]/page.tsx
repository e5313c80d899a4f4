import type { Metadata } from 'next'
import { Suspense } from 'react'
import { DetailSkeleton } from '@/components/detail/detail-skeleton'
import { UsageDetail } from './usage-detail'

export const metadata: Metadata = { title: 'Usage of a customer' }

export default function CustomerUsagePage({ params }: PageProps<'/usage/[userId]'>) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto grid min-h-full max-w-3xl grid-cols-[minmax(0,1fr)]">
        <Suspense fallback={<DetailSkeleton />}>
          <UsageDetail params={params} />
        </Suspense>
      </div>
    </div>
  )
}
