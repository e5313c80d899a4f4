import { Suspense } from 'react'
import { DetailPanel } from '@/components/data-table/detail-panel'
import { DetailSkeleton } from '@/components/detail/detail-skeleton'
import { PanelBoundary } from '@/components/ui/panel-boundary'
import { ChurnDetail } from '../../[id]/churn-detail'

type Params = { params: Promise<{ id: string }> }

export default function ChurnPanel({ params }: Params) {
  return (
    <Suspense>
      <DetailPanel label="Churn alert">
        <PanelBoundary title="The churn alert">
          <Suspense fallback={<DetailSkeleton />}>
            <ChurnDetail params={params} />
          </Suspense>
        </PanelBoundary>
      </DetailPanel>
    </Suspense>
  )
}
