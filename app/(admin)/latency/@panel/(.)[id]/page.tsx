import type { SearchParams } from 'nuqs/server'
import { Suspense } from 'react'
import { DetailPanel } from '@/components/data-table/detail-panel'
import { DetailSkeleton } from '@/components/detail/detail-skeleton'
import { PanelBoundary } from '@/components/ui/panel-boundary'
import { EndpointDetail } from '../../[id]/endpoint-detail'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

export default function LatencyPanel(props: Props) {
  return (
    <Suspense>
      <DetailPanel label="Endpoint">
        <PanelBoundary title="The endpoint">
          <Suspense fallback={<DetailSkeleton />}>
            <EndpointDetail {...props} />
          </Suspense>
        </PanelBoundary>
      </DetailPanel>
    </Suspense>
  )
}
