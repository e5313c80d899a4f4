import type { Metadata } from 'next'
import { Suspense } from 'react'
import { DetailSkeleton } from '@/components/detail/detail-skeleton'
import { AlertDetail } from './alert-detail'

export const metadata: Metadata = { title: 'Alert' }

export default function AlertPage({ params }: PageProps<'/alerts/[id]'>) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto max-w-3xl">
        <Suspense fallback={<DetailSkeleton />}>
          <AlertDetail params={params} />
        </Suspense>
      </div>
    </div>
  )
}
