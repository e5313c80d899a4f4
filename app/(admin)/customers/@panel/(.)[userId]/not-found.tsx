import { Suspense } from 'react'
import { DetailPanel } from '@/components/data-table/detail-panel'
import { MissingRow } from '@/components/detail/missing-row'

export default function CustomerPanelNotFound() {
  return (
    <Suspense>
      <DetailPanel label="Customer">
        <MissingRow what="customer" list="/customers" />
      </DetailPanel>
    </Suspense>
  )
}
