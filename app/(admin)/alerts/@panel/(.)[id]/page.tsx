import { Suspense } from 'react'
import { DetailPanel } from '@/components/data-table/detail-panel'
import { DetailSkeleton } from '@/components/detail/detail-skeleton'
import { PanelBoundary } from '@/components/ui/panel-boundary'
import { AlertDetail } from '../../[id]/alert-detail'

type Params = { params: Promise<{ id: string }> }

export default function AlertPanel({ params }: Params) {
  return (
    <Suspense>
      <DetailPanel label="Alert">
        <PanelBoundary title="The alert">
          <Suspense fallback={<DetailSkeleton />}>
            <AlertDetail params={params} />
          </Suspense>
        </PanelBoundary>
      </DetailPanel>
    </Suspense>
  )
}
