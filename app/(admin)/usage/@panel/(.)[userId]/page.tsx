import { Suspense } from 'react'
import { DetailPanel } from '@/components/data-table/detail-panel'
import { DetailSkeleton } from '@/components/detail/detail-skeleton'
import { PanelBoundary } from '@/components/ui/panel-boundary'
import { UsageDetail } from '../../[userId]/usage-detail'

type Params = { params: Promise<{ userId: string }> }

export default function UsagePanel({ params }: Params) {
  return (
    <Suspense>
      <DetailPanel label="Usage of a customer">
        <PanelBoundary title="The usage">
          <Suspense fallback={<DetailSkeleton />}>
            <UsageDetail params={params} />
          </Suspense>
        </PanelBoundary>
      </DetailPanel>
    </Suspense>
  )
}
