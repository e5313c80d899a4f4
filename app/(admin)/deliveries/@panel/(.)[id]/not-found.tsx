import { Suspense } from 'react'
import { DetailPanel } from '@/components/data-table/detail-panel'
import { MissingRow } from '@/components/detail/missing-row'

export default function DeliveryPanelNotFound() {
  return (
    <Suspense>
      <DetailPanel label="Delivery">
        <MissingRow what="delivery" list="/deliveries" />
      </DetailPanel>
    </Suspense>
  )
}
