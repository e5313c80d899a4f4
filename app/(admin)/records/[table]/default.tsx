import { Suspense } from 'react'
import { PageSkeleton } from '@/components/data-table/skeleton'
import { Records } from './records'

/** The list beside a row that was reached from another table. */
export default function RecordsBesideRow({ params }: { params: Promise<{ table: string }> }) {
  return (
    <Suspense fallback={<PageSkeleton name="Records" />}>
      <Records params={params} searchParams={Promise.resolve({})} />
    </Suspense>
  )
}
