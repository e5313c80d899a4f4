import { Suspense } from 'react'
import { DetailPanel } from '@/components/data-table/detail-panel'
import { DetailSkeleton } from '@/components/detail/detail-skeleton'
import { PanelBoundary } from '@/components/ui/panel-boundary'
import { DeliveryDetail } from '../../[id]/delivery-detail'

type Params = { params: Promise<{ id: string }> }

export default function DeliveryPanel({ params }: Params) {
  return (
    <Suspense>
      <DetailPanel label="Delivery">
        <PanelBoundary title="The delivery">
          <Suspense fallback={<DetailSkeleton />}>
            <DeliveryDetail params={params} />
          </Suspense>
        </PanelBoundary>
      </DetailPanel>
    </Suspense>
  )
}
