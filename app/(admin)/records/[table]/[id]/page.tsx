import type { Metadata } from 'next'
import { Suspense } from 'react'
import { DetailSkeleton } from '@/components/detail/detail-skeleton'
import { RecordDetail } from './record-detail'

export async function generateMetadata({ params }: PageProps<'/records/[table]/[id]'>): Promise<Metadata> {
  return { title: `Row of ${(await params).table}` }
}

export default function RecordPage({ params }: PageProps<'/records/[table]/[id]'>) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto grid min-h-full max-w-3xl grid-cols-[minmax(0,1fr)]">
        <Suspense fallback={<DetailSkeleton />}>
          <RecordDetail params={params} />
        </Suspense>
      </div>
    </div>
  )
}
