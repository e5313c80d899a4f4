import { Suspense } from 'react'
import { DetailPanel } from '@/components/data-table/detail-panel'
import { MissingRow } from '@/components/detail/missing-row'

export default function LatencyPanelNotFound() {
  return (
    <Suspense>
      <DetailPanel label="Endpoint">
        <MissingRow what="endpoint" list="/latency" />
      </DetailPanel>
    </Suspense>
  )
}
