import type { Metadata } from 'next'
import { Suspense } from 'react'
import { PageSkeleton } from '@/components/data-table/skeleton'
import { Records } from './records'

export async function generateMetadata({ params }: PageProps<'/records/[table]'>): Promise<Metadata> {
  return { title: (await params).table }
}

export default function RecordsPage({ params, searchParams }: PageProps<'/records/[table]'>) {
  return (
    <Suspense fallback={<PageSkeleton name="Records" />}>
      <Records params={params} searchParams={searchParams} />
    </Suspense>
  )
}
