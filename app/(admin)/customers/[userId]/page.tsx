import type { Metadata } from 'next'
import { Suspense } from 'react'
import { DetailSkeleton } from '@/components/detail/detail-skeleton'
import { CustomerDetail } from './customer-detail'

export const metadata: Metadata = { title: 'Customer' }

export default function CustomerPage({ params }: PageProps<'/customers/[userId]'>) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto max-w-3xl">
        <Suspense fallback={<DetailSkeleton />}>
          <CustomerDetail params={params} />
        </Suspense>
      </div>
    </div>
  )
}
