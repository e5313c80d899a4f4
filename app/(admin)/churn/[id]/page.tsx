import type { Metadata } from 'next'
import { Suspense } from 'react'
import { DetailSkeleton } from '@/components/detail/detail-skeleton'
import { ChurnDetail } from './churn-detail'

export const metadata: Metadata = { title: 'Churn alert' }

export default function ChurnAlertPage({ params }: PageProps<'/churn/[id]'>) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto grid min-h-full max-w-3xl grid-cols-[minmax(0,1fr)]">
        <Suspense fallback={<DetailSkeleton />}>
          <ChurnDetail params={params} />
        </Suspense>
      </div>
    </div>
  )
}
