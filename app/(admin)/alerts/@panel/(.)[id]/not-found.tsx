import { Suspense } from 'react'
import { DetailPanel } from '@/components/data-table/detail-panel'
import { MissingRow } from '@/components/detail/missing-row'

export default function AlertPanelNotFound() {
  return (
    <Suspense>
      <DetailPanel label="Alert">
        <MissingRow what="alert" list="/alerts" />
      </DetailPanel>
    </Suspense>
  )
}
