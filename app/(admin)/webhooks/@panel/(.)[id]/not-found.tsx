import { Suspense } from 'react'
import { DetailPanel } from '@/components/data-table/detail-panel'
import { MissingRow } from '@/components/detail/missing-row'

export default function WebhookPanelNotFound() {
  return (
    <Suspense>
      <DetailPanel label="Webhook">
        <MissingRow what="webhook" list="/webhooks" />
      </DetailPanel>
    </Suspense>
  )
}
