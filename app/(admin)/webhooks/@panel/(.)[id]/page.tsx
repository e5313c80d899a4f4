import { Suspense } from 'react'
import { DetailPanel } from '@/components/data-table/detail-panel'
import { DetailSkeleton } from '@/components/detail/detail-skeleton'
import { PanelBoundary } from '@/components/ui/panel-boundary'
import { WebhookDetail } from '../../[id]/webhook-detail'

type Params = { params: Promise<{ id: string }> }

export default function WebhookPanel({ params }: Params) {
  return (
    <Suspense>
      <DetailPanel label="Webhook">
        <PanelBoundary title="The webhook">
          <Suspense fallback={<DetailSkeleton />}>
            <WebhookDetail params={params} beside />
          </Suspense>
        </PanelBoundary>
      </DetailPanel>
    </Suspense>
  )
}
